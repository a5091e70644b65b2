"""The rows of the draft: one for each entrant and each stage or juror that a header groups, and the
zones in which they are ranked.
"""

from collections.abc import Mapping, Sequence

from data import names
from data.importer import cells, numbers, scales, sheets, vocabulary
from data.importer.draft import Column, Draft, Number, Row
from data.importer.questions import Asked, Option, Question
from data.importer.sheets import Placed
from data.importer.table import Context

JUDGED = (
    "kriteria",
    "tertimbang",
    "total",
    "nilai_juri",
    "nilai_tahap",
    "peringkat",
    "gelar",
    "kategori",
    "persen",
)


def _context(one: Column) -> Context:
    """To which rows a column belongs: those of its stage and juror; the total of a juror or stage
    stands beside the others.
    """
    stage = "" if one.meaning == "nilai_tahap" else one.stage
    return stage, "" if one.meaning == "nilai_juri" else one.juror


def add(draft: Draft, used: Sequence[Placed], asked: Asked) -> None:
    """Add the rows of tables to a draft, and say what was left out."""
    several = [_Rows(draft, one, asked) for one in used]
    for one in several:
        one.add()
    for one in several:
        one.add_unseen()


class _Rows:
    """Adds the rows of one table to a draft: one for each entrant and each stage or juror that its
    header groups.
    """

    def __init__(self, draft: Draft, placed: Placed, asked: Asked) -> None:
        self.draft, self.placed, self.table, self.asked = draft, placed, placed.table, asked
        self.block = placed.table.block
        self.number = (
            placed.table.block.grid[0][0].row * 1000 + placed.table.block.grid[0][0].column
        )
        self.labels = {
            column.meaning: c for c, column in sorted(self.table.columns.items(), reverse=True)
        }
        contexts = [_context(one) for one in self.table.columns.values()]
        self.contexts: list[Context] = list(dict.fromkeys([("", ""), *contexts]))
        self.empty: list[str] = []

    def add(self) -> None:
        """Add them, and say what was left out."""
        table, draft = self.table, self.draft
        for row, words in table.rows.summaries:
            draft.notice(
                self.block.at(row, 0),
                f'baris "{cells.shown(words)}" adalah ringkasan dan tidak dipakai',
            )
        for row, words in table.rows.notes:
            at = next(self.block.at(row, c) for c, s in enumerate(self.block.grid[row]) if s.words)
            draft.notice(
                at, f'baris ini bukan nilai kecamatan dan tidak dipakai: "{cells.shown(words)}"'
            )
        said: set[str] = set()
        for row in table.rows.blank:
            name = self.block.grid[row][self.block.anchor].words
            at = self.block.at(row, self.block.anchor)
            draft.blank.setdefault((self.placed.juror, names.key(name)), at)
            if not self.placed.juror and self._is_among(row) and name not in said:
                self.add_unjudged(row)
            said.add(name)
            draft.notice(at, f"{name} tidak punya nilai di baris ini")
        if self._is_one_stage():
            return
        for row in table.rows.entrants:
            for context in self.contexts:
                made = self._row(row, context)
                if made is not None:
                    draft.rows.append(made)

    def _is_one_stage(self) -> bool:
        """Whether two groups of columns were answered to be one stage, which is a fault."""
        seen: dict[tuple[str, str], str] = {}
        for column in self.table.columns.values():
            if column.meaning not in JUDGED or not (words := _context(column)[0]):
                continue
            stage = self._stage(words, column.at)
            before = seen.setdefault((stage or words, column.juror), words)
            if before != words:
                label = sheets.STAGES.get(stage or "", stage)
                why = f'"{before}" dan "{words}" sama-sama {label}; beri tiap tahap jawabannya'
                self.draft.fault(column.at, why)
                return True
        return False

    def _who(self, row: int) -> str:
        """The key of the place that a row names."""
        at = self.block.at(row, self.block.anchor)
        name = self.block.grid[row][self.block.anchor].words
        return self.draft.place(name, self._said(row, "kabkota"), self._said(row, "kode"), at)

    def add_unjudged(self, row: int) -> None:
        """Add an entrant beside whom nothing stands."""
        place, at = self._who(row), self.block.at(row, self.block.anchor)
        made = Row(
            sheet=self.block.sheet.name,
            place=place,
            at=at,
            juror="",
            stage=None,
            rank=None,
            title="",
            category="",
            total=None,
            most=None,
            percent=None,
            parts={},
            empty=[],
            table=self.number,
            is_result=False,
        )
        self.draft.rows.append(made)

    def add_unseen(self) -> None:
        """Add the entrants of a juror's table whom no other table judges either."""
        told = {one.place for one in self.draft.rows}
        for row in self.table.rows.blank:
            if self._is_among(row) and (place := self._who(row)) not in told:
                self.add_unjudged(row)
                told.add(place)

    def _is_among(self, row: int) -> bool:
        """Whether a row lies among the entrants, and not in the signature below them."""
        if not self.table.rows.entrants:
            return False
        return self.table.rows.entrants[0] - 1 <= row <= self.table.rows.entrants[-1] + 3

    def _stage(self, words: str, at: str) -> str | None:
        if not words:
            return self.placed.stage or None
        return cells.stage(words) or sheets.ask_stage(self.asked, words, at) or None

    def _said(self, row: int, meaning: str) -> str:
        return self.block.grid[row][self.labels[meaning]].words if meaning in self.labels else ""

    def _figure(self, row: int, column: int | None) -> Number | None:
        """The number of a cell; what is none is a fault, an empty one is noted."""
        if column is None:
            return None
        spot = self.block.grid[row][column]
        at = self.block.at(row, column)
        if not spot.words:
            return None
        value = self.table.value(row, column)
        if isinstance(spot.value, str) and self._is_far(spot.words, value, column):
            told = (
                f'"{cells.shown(spot.words)}" dapat berarti ribuan atau desimal; tulis tanpa titik,'
                " desimal dengan koma"
            )
            self.draft.fault(at, told)
            return None
        if value is None and not cells.is_absent(spot.value):
            if at.partition("!")[2] not in self.block.sheet.uncached | self.block.sheet.errors:
                self.draft.fault(at, cells.problem(spot.value))
            return None
        return None if value is None else Number(value, at)

    def _is_far(self, words: str, value: float | None, column: int) -> bool:
        """Whether a text that means another number in the other format is far from all other
        numbers of its column.
        """
        if value is None or not numbers.differing(words):
            return False
        others = [abs(one) for one in self.table.values(column) if one and one != value]
        return (
            bool(others)
            and not max(others) * numbers.FAR >= abs(value) >= min(others) / numbers.FAR
        )

    def _row(self, row: int, context: Context) -> Row | None:
        table = self.table
        own = {c: one for c, one in table.columns.items() if _context(one) == context}
        judged = {c: one for c, one in own.items() if one.meaning in JUDGED}
        if not judged and context != ("", ""):
            return None
        at_name = self.block.at(row, self.block.anchor)
        name = self.block.grid[row][self.block.anchor].words
        stage = self._stage(context[0], next((one.at for one in judged.values()), at_name))
        if said := self._said(row, "tahap"):
            stage = cells.stage(said) or self._stage(said, self.block.at(row, self.labels["tahap"]))
        juror = context[1] or self._said(row, "juri") or self.placed.juror
        juror = vocabulary.juror(juror) or juror
        parts, empty = self._parts(row, judged)
        if context != ("", "") and not any(self.block.grid[row][c].words for c in judged):
            first = self.block.at(row, min(judged))
            last = self.block.at(row, max(judged)).partition("!")[2]
            span = first if len(judged) == 1 else f"{first}:{last}"
            self.draft.blank.setdefault((juror, names.key(name)), span)
            return None
        total = next((c for c, one in judged.items() if one.meaning == "total"), None)
        value = self._figure(row, total)
        most = self._figure(
            row, next((c for c, one in own.items() if one.meaning == "maksimum"), None)
        )
        if total is not None and most is None:
            limit = scales.most_of_total(self.draft, table, total)
            most = Number(limit, table.at(total)) if limit is not None else None
        rank, title = self._standing(row, judged)
        place = self._who(row)
        category = self._said(row, "kategori") if context == ("", "") else ""
        percent = self._figure(
            row, next((c for c, one in own.items() if one.meaning == "persen"), None)
        )
        is_said = rank or title or category or value or percent or any(parts.values()) or parts
        if not is_said and len(self.contexts) > 1:
            return None
        zone = table.rows.zones.get(row) or self._said(row, "zona") or self.placed.zone
        return Row(
            sheet=self.block.sheet.name,
            place=place,
            at=at_name,
            juror=juror,
            stage=stage,
            rank=rank,
            title=title,
            category=category,
            total=value,
            most=most,
            percent=percent,
            parts=parts,
            empty=empty,
            table=self.number,
            zone=zone,
            is_result=self.placed.is_result,
        )

    def _parts(
        self, row: int, judged: Mapping[int, Column]
    ) -> tuple[dict[tuple[str, str], Number | None], list[str]]:
        parts: dict[tuple[str, str], Number | None] = {}
        empty: list[str] = []
        raw = {one.key for one in judged.values() if one.meaning == "kriteria"}
        for column, one in judged.items():
            part = self._part_of(one, raw)
            if part is None:
                continue
            spot = self.block.grid[row][column]
            parts[part] = self._figure(row, column)
            if not spot.words:
                empty.append(self.block.at(row, column))
            weight = self.table.weights.get(column)
            if weight is not None and part[0] != "kriteria":
                self.draft.weights[part] = weight
        return parts, empty

    def _part_of(self, one: Column, raw: set[str]) -> tuple[str, str] | None:
        if one.meaning == "kriteria" and one.key in self.draft.criteria:
            return "kriteria", one.key
        if one.meaning == "tertimbang" and one.key not in raw and one.key in self.draft.criteria:
            return "kriteria", one.key
        if one.meaning == "nilai_juri":
            return "nilai_juri", one.juror
        if one.meaning == "nilai_tahap":
            return "nilai_tahap", self._stage(one.stage, one.at) or "hasil"
        return None

    def _standing(self, row: int, judged: Mapping[int, Column]) -> tuple[Number | None, str]:
        """The rank and the title of a row."""
        ranked = next((c for c, one in judged.items() if one.meaning == "peringkat"), None)
        titled = next((c for c, one in judged.items() if one.meaning == "gelar"), None)
        title = self.block.grid[row][titled].words if titled is not None else ""
        if titled is not None and cells.is_absent(self.block.grid[row][titled].value):
            title = ""
        if (
            titled is not None
            and title
            and not cells.title(title)
            and cells.title(f"juara {title}")
        ):
            title = f"juara {title}"  # "I" under Juara
        if ranked is None:
            return None, title
        cell, at = self.block.grid[row][ranked].value, self.block.at(row, ranked)
        said = cells.text(cell)
        if cells.title(said) and not cells.place(said):
            return None, title or said
        try:
            value = cells.rank(cell)
        except ValueError as error:
            self.draft.fault(at, str(error))
            return None, title
        if value is not None and (value < 1 or value % 1):
            self.draft.fault(at, f"{value:g} bukan peringkat; isi bilangan bulat 1 atau lebih")
            return None, title
        if cells.title(said) and not title and said.lower().startswith(("juara", "terbaik")):
            title = said
        return (Number(value, at) if value is not None else None), title


def zones(draft: Draft, asked: Asked) -> None:
    """Ranks that begin anew in each zone are no places in the whole: ask what is to be said of the
    whole.
    """
    ranked = [row for row in draft.rows if row.rank and row.zone and not row.juror]
    zones = {row.zone for row in ranked}
    first = [row for row in ranked if row.rank and row.rank.value == 1]
    if len(zones) < 2 or len({row.zone for row in first}) < 2:
        return
    if _are_classes(ranked):
        return
    options = (
        Option("hitung", "dihitung dari nilai total", "semua kecamatan diurutkan bersama"),
        Option("tanpa", "tanpa peringkat umum", "peringkat zona hanya dicatat"),
    )
    asks = (
        f"peringkat dimulai lagi di tiap zona ({', '.join(sorted(zones)[:4])}); apa peringkat"
        " umumnya?"
    )
    answer = asked.ask(
        Question("peringkat", first[0].rank.at if first[0].rank else first[0].at, asks, options)
    )
    draft.is_ranked_by_total = answer == "hitung" if answer else None
    draft.rows = [
        (
            row._replace(rank=None, note=f"peringkat {row.rank.value:g} di {row.zone}")
            if row in ranked and row.rank
            else row
        )
        for row in draft.rows
    ]


def _are_classes(ranked: Sequence[Row]) -> bool:
    """Whether zones are the classes kabupaten and kota of a province, which are ranked apart by
    rule.
    """
    return all(vocabulary.CLASS.search(row.zone) for row in ranked)
