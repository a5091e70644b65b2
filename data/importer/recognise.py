"""From sheets of cells to what they say of a contest: its criteria, entrants and scores.

Three steps: where the tables are (geometry), what their columns and rows are (reading), what they
are to each other (sheets). The project's own template needs none of them (filled).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data import names
from data.importer import (
    arithmetic,
    cells,
    filled,
    geometry,
    header,
    legend,
    numbers,
    reading,
    sheets,
    vocabulary,
)
from data.importer.draft import Column, Criterion, Draft, Number, Row
from data.importer.geometry import Layout, Places
from data.importer.questions import UNKNOWN, Asked, Option, Question
from data.importer.reading import Context, Table
from data.importer.sheets import Placed
from data.importer.workbook import Sheet

PROPOSED_MOST = (1, 4, 5, 10, 20, 50, 100, 1000, 10_000)


@dataclass
class Read:
    """What was read of a file before it is known which edition it is about."""

    draft: Draft
    layouts: list[Layout] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)


def tables(workbook: Sequence[Sheet], places: Places, asked: Asked) -> Read:
    """Read the tables of all sheets; of the template its own sheets."""
    read = Read(Draft())
    for sheet in workbook:
        _say_unseen(read.draft, sheet)
    rest = list(workbook)
    if own := filled.sheets(workbook):
        filled.read(read.draft, own)
        rest = [sheet for sheet in workbook if sheet.name.strip().lower() not in filled.OWN]
    read.layouts = [geometry.layout(sheet, places) for sheet in rest]
    known = _known(read.layouts)
    for layout in read.layouts:
        sheet = layout.sheet
        if sheet.is_hidden and sheet.rows and not layout.blocks:
            read.draft.notice(
                f"{sheet.name}!A1", "lembar ini tersembunyi dan tidak berisi tabel nilai"
            )
        for block in layout.blocks:
            table = reading.read(block, places, asked, known)
            if table.rows.entrants or table.rows.blank:
                read.placed.append(sheets.place(table))
    _titles(read)
    return read


def _known(layouts: Sequence[Layout]) -> reading.Known:
    """What sheets say of each other: who the jurors are, and what codes stand for."""
    jurors: dict[str, str] = {}
    for layout in layouts:
        own = layout.sheet.name.strip()
        said = [own, *(line.words for block in layout.blocks for line in block.above)]
        if layout.blocks and (
            juror := next((one for words in said if (one := vocabulary.juror(words))), "")
        ):
            jurors |= {names.wording(juror): juror, names.wording(own): juror}
        elif layout.blocks and not _says_something(own):
            jurors[names.wording(own)] = own
    return reading.Known(jurors, legend.codes(layouts))


def _says_something(name: str) -> bool:
    """Whether the name of a sheet says what it is; else it may be that of a juror."""
    is_told = (
        vocabulary.NUMBERED_STAGE.search(name)
        or vocabulary.YEAR.search(name)
        or vocabulary.ZONE.fullmatch(name)
    )
    return bool(
        is_told or cells.stage(name) or sheets.RECAP.search(name) or vocabulary.TOPICS.search(name)
    )


def _titles(read: Read) -> None:
    """The lines from which the edition may be known: above tables, names of sheets, and what stands
    on sheets without a table.
    """
    for one in read.placed:
        said = [*one.titles, (one.at, one.name)]
        read.draft.titles += [line for line in said if line not in read.draft.titles]
    for layout in read.layouts:
        if not layout.blocks:
            read.draft.titles += [(line.at, line.words) for line in layout.lines[:10]]


def arrange(read: Read, asked: Asked, year: int | None) -> Draft:
    """Say what the tables are to each other, and add their rows to the draft."""
    draft = read.draft
    draft.notices += sheets.arrange(read.placed, asked, year)
    used = [one for one in read.placed if one.is_used]
    for one in used:
        draft.columns += one.table.columns.values()
        draft.faults += one.table.faults
        draft.notices += one.table.notices
        _criteria(draft, one)
        _stated_sum(draft, one)
    draft.notices += reading.unnamed([one.table for one in used])
    _told_elsewhere(read, draft, used)
    _from_pairs(draft, used)
    for one in used:
        _limits_below(draft, one)
        _already_weighted(draft, one)
    for one in used:
        for column in one.table.of("kriteria", "tertimbang"):
            criterion = draft.criteria.get(one.table.columns[column].key)
            if criterion and criterion.most is not None:
                one.table.most.setdefault(column, criterion.most)
    sure = reading.sure_formats(one.table for one in used)
    for one in used:
        reading.settle_formats(one.table, asked, next(iter(sure)) if len(sure) == 1 else None)
    _ask_most(draft, used, asked)
    for one in used:
        _Rows(draft, one, asked).add()
    _zones(draft, asked)
    if not draft.rows and not draft.faults:
        where = read.layouts[0].sheet.name if read.layouts else "berkas"
        draft.fault(
            f"{where}!A1",
            'tidak ada tabel nilai: nama kecamatan di bawah judul kolom "Kecamatan", nilai di'
            " sampingnya",
        )
    return draft


def _say_unseen(draft: Draft, sheet: Sheet) -> None:
    for row in sorted(sheet.hidden_rows):
        if row <= len(sheet.rows) and any(cell is not None for cell in sheet.rows[row - 1]):
            draft.notice(f"{sheet.name}!A{row}", "baris ini tersembunyi; isinya tetap dibaca")
    for column in sorted(sheet.hidden_columns):
        if any(sheet.cell(row, column) is not None for row in range(len(sheet.rows))):
            draft.notice(sheet.at(0, column), "kolom ini tersembunyi; isinya tetap dibaca")
    for address in sorted(sheet.uncached):
        draft.fault(
            f"{sheet.name}!{address}",
            "rumus tanpa nilai tersimpan; buka dan simpan ulang dengan Excel, atau tempel sebagai"
            " nilai",
        )
    for address in sorted(sheet.errors):
        draft.fault(
            f"{sheet.name}!{address}", "berisi galat rumus; perbaiki rumusnya atau tempel nilainya"
        )


# Criteria, their weights and maxima.


def _criteria(draft: Draft, one: Placed) -> None:
    """Add the criteria of a table; the same one of another table is completed."""
    table = one.table
    for column in table.of("kriteria", "tertimbang"):
        told, part = table.columns[column], table.parts.get(column)
        if part is None or not part.name:
            continue
        code, name = vocabulary.coded(part.name)
        code = "" if set(code) <= set("IVX") else code
        weight, most = table.weights.get(column), table.most.get(column)
        if told.meaning == "tertimbang":
            weight = most = None
        known = draft.criteria.get(told.key)
        if known is None:
            draft.criteria[told.key] = Criterion(code, name or part.name, weight, most, told.at)
        else:
            _same(draft, known, told.key, Criterion(code, name, weight, most, told.at))


def _stated_sum(draft: Draft, one: Placed) -> None:
    """The sum of the weights as it stands above or below a total: "Jumlah (100%)", or 100 in the
    row of weights.
    """
    for column in one.table.of("total"):
        head = one.table.heads[column]
        if (
            head.weight is not None
            and (head.is_told_low or head.weight == 100)
            and not any(one.table.parts[column].context)
        ):
            draft.stated_weight = draft.stated_weight or Number(head.weight, head.at)


def _same(draft: Draft, known: Criterion, key: str, again: Criterion) -> None:
    """Complete a criterion by what another table says of it; what contradicts is a fault."""
    for what, before, after in (
        ("bobot", known.weight, again.weight),
        ("nilai maksimum", known.most, again.most),
    ):
        if before is not None and after is not None and abs(before - after) > 1e-6:
            draft.fault(
                again.at,
                f'{what} "{known.name}" {after:g}, sedangkan {before:g} di {known.at}; samakan',
            )
    draft.criteria[key] = known._replace(
        code=known.code or again.code,
        weight=again.weight if known.weight is None else known.weight,
        most=again.most if known.most is None else known.most,
    )


def _set(draft: Draft, key: str, weight: float | None = None, most: float | None = None) -> None:
    known = draft.criteria[key]
    draft.criteria[key] = known._replace(
        weight=known.weight if known.weight is not None else weight,
        most=known.most if known.most is not None else most,
    )


def _limits_below(draft: Draft, one: Placed) -> None:
    """Rows Bobot or Nilai maksimum among or below the entrants."""
    for row, kind in one.table.rows.limits:
        found, odd = header.amounts(one.table.block, row, kind)
        draft.notice(one.table.block.at(row, 0), f"baris ini dibaca sebagai {kind} tiap kolom")
        for at, words, _ in odd:
            if words.lower() not in cells.ABSENT:
                draft.fault(at, f'"{cells.shown(words)}" bukan angka; isi {kind} kolom ini')
        for column, value in found.items():
            told = one.table.columns.get(column)
            if told is None:
                continue
            if told.meaning == "total" and kind == "bobot":
                draft.stated_weight = draft.stated_weight or Number(
                    value, one.table.block.at(row, column)
                )
            elif kind == "bobot":
                one.table.weights.setdefault(column, value)
            else:
                one.table.most.setdefault(column, value)
            if told.key in draft.criteria:
                _set(draft, told.key, **({"weight": value} if kind == "bobot" else {"most": value}))


def _told_elsewhere(read: Read, draft: Draft, used: Sequence[Placed]) -> None:
    """Weights and maxima of titles, legends and other sheets."""
    told = legend.read(read.layouts, {key: one.name for key, one in draft.criteria.items()})
    for key in draft.criteria:
        weight, most = told.weights.get(key), told.most.get(key) or told.each
        if weight and draft.criteria[key].weight is None:
            _set(draft, key, weight=weight[0])
            draft.notice(
                weight[1], f'bobot "{draft.criteria[key].name}" dibaca dari sini: {weight[0]:g}'
            )
        if most and draft.criteria[key].most is None:
            _set(draft, key, most=most[0])
            draft.notice(
                most[1],
                f'nilai maksimum "{draft.criteria[key].name}" dibaca dari sini: {most[0]:g}',
            )
    for one in used:
        for column in one.table.of("kriteria"):
            criterion = draft.criteria.get(one.table.columns[column].key)
            if criterion and criterion.weight is not None:
                one.table.weights.setdefault(column, criterion.weight)
    draft.maybe_most = told.maybe
    draft.total_most = told.total


def _from_pairs(draft: Draft, used: Sequence[Placed]) -> None:
    """Weights that nobody tells, from raw and weighted scores side by side: one factor for all
    tables.
    """
    raw: dict[str, list[float | None]] = {}
    weighted: dict[str, list[float | None]] = {}
    for one in used:
        for whole, part in one.table.pairs:
            key = one.table.columns[whole].key
            raw.setdefault(key, []).extend(one.table.values(whole))
            weighted.setdefault(key, []).extend(one.table.values(part))
    for key, values in raw.items():
        criterion = draft.criteria.get(key)
        factor = arithmetic.ratio(values, weighted[key])
        if criterion is None or criterion.weight is not None or factor is None:
            continue
        draft.criteria[key] = criterion._replace(weight=arithmetic.nice(factor, weighted[key]))
        draft.notice(
            criterion.at,
            f'bobot "{criterion.name}" {draft.criteria[key].weight:g}: nilai tertimbangnya selalu'
            " sebesar itu",
        )


def _already_weighted(draft: Draft, one: Placed) -> None:
    """Scores that are multiplied by their weights already: their plain sum is the total, and none
    exceeds its weight.
    """
    table = one.table
    for column in table.of("tertimbang"):
        told = table.columns[column]
        raw = [c for c in table.of("kriteria") if table.columns[c].key == told.key]
        weight = draft.criteria[told.key].weight if told.key in draft.criteria else None
        weight = weight if weight is not None else table.heads[column].weight
        if not raw and weight is not None:
            draft.criteria[told.key] = draft.criteria[told.key]._replace(weight=weight, most=weight)
    for total in table.of("total", "subtotal"):
        relation = table.relations.get(total)
        if relation is None or relation.way != "jumlah":
            continue
        keys = [
            table.columns[c].key for c in relation.parts if table.columns[c].meaning == "kriteria"
        ]
        known = [draft.criteria[key] for key in keys if key in draft.criteria]
        if len(known) < 2 or any(c.weight is None or c.most is not None for c in known):
            continue
        within = all(
            value <= (draft.criteria[table.columns[c].key].weight or 0) + 1e-9
            for c in relation.parts
            if table.columns[c].key in draft.criteria
            for value in table.values(c)
            if value is not None
        )
        if within:
            for key in keys:
                if key in draft.criteria:
                    draft.criteria[key] = draft.criteria[key]._replace(
                        most=draft.criteria[key].weight
                    )
            at = table.at(total)
            draft.notice(
                at,
                "nilai sudah dikalikan bobot (jumlahnya sama dengan total); nilai maksimum tiap"
                " kriteria = bobotnya",
            )


def _ask_most(draft: Draft, used: Sequence[Placed], asked: Asked) -> None:
    """Ask for the maxima that the file does not say."""
    values: dict[str, list[float]] = {}
    for one in used:
        for column in one.table.of("kriteria", "tertimbang"):
            key = one.table.columns[column].key
            values.setdefault(key, []).extend(v for v in one.table.values(column) if v is not None)
    for key, criterion in draft.criteria.items():
        said = asked.told(f"maksimum {criterion.name}")
        if said and (value := numbers.value(said)) is not None:
            draft.criteria[key] = criterion._replace(most=value)
        elif said == UNKNOWN:
            values.pop(key, None)
    lacking = [
        key
        for key, held in values.items()
        if held and key in draft.criteria and draft.criteria[key].most is None
    ]
    if not lacking:
        return
    highest = max(max(values[key]) for key in lacking)
    options = [
        Option(_plain(value), _plain(value), f'{at}: "{cells.shown(words)}"')
        for value, at, words in draft.maybe_most
        if value >= highest
    ]
    if all(
        draft.criteria[key].weight is not None
        and max(values[key]) <= (draft.criteria[key].weight or 0)
        for key in lacking
    ):
        options.append(
            Option("bobot", "sama dengan bobotnya", "tidak ada nilai yang melebihi bobotnya")
        )
    options += [
        Option(_plain(value), _plain(value), f"semua nilai ≤ {_plain(value)}")
        for value in PROPOSED_MOST
        if value >= highest and value / 20 < highest
    ][:2]
    options.append(
        Option(
            UNKNOWN, "tidak diketahui", "nilai tersimpan, tetapi tidak tampil di halaman Penilaian"
        )
    )
    first = draft.criteria[lacking[0]]
    listed = ", ".join(f'"{draft.criteria[key].name}"' for key in lacking[:3]) + (
        ", …" if len(lacking) > 3 else ""
    )
    asks = (
        f"berkas ini tidak menyebut nilai maksimum {len(lacking)} kriteria ({listed}); berapa nilai"
        " maksimum tiap kriteria?"
    )
    unique = list({option.value: option for option in options}.values())
    answer = asked.ask(Question("maksimum", first.at, asks, tuple(unique), is_free=True))
    for key in lacking if answer else []:
        criterion = draft.criteria[key]
        value = criterion.weight if answer == "bobot" else numbers.value(answer)
        draft.criteria[key] = criterion._replace(most=value)
    if answer and answer not in ("bobot", UNKNOWN) and not numbers.value(answer):
        draft.fault(
            first.at,
            f'jawaban "{cells.shown(answer)}" bukan nilai maksimum; tulis angka, atau "{UNKNOWN}"',
        )


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",") if value < 1e6 else f"{value:.0f}"


def most_of_total(
    draft: Draft, table: Table, total: int, seen: tuple[int, ...] = ()
) -> float | None:
    """The maximum of a total: as told, or as its parts have theirs."""
    if (told := table.most.get(total)) is not None:
        return told
    relation = table.relations.get(total)
    if relation is None or total in seen:
        return None
    limits: list[float] = []
    weights: list[float] = []
    for column in relation.parts:
        column_told = table.columns[column]
        criterion = draft.criteria.get(column_told.key)
        if column_told.meaning == "kriteria":
            most = criterion.most if criterion else None
        elif column_told.meaning == "tertimbang":
            most = criterion.weight * 1.0 if criterion and criterion.weight is not None else None
        else:
            most = most_of_total(draft, table, column, (*seen, total))
        if most is None:
            return None
        limits.append(most)
        weights.append(table.weights.get(column, 0.0))
    whole = {
        "jumlah": sum(limits),
        "rata-rata": sum(limits) / len(limits),
        "jumlah berbobot": sum(w * m for w, m in zip(weights, limits, strict=True)) / 100,
        "rata-rata berbobot": (
            sum(w * m for w, m in zip(weights, limits, strict=True)) / (sum(weights) or 1)
        ),
        "jumlah bobot kali bagian dari maksimum": sum(weights),
    }
    return round(whole[relation.way], 6)


# Rows.


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
        for row in table.rows.blank:
            name = self.block.grid[row][self.block.anchor].words
            at = self.block.at(row, self.block.anchor)
            draft.blank.setdefault((self.placed.juror, names.key(name)), at)
            if not self.placed.juror and table.rows.entrants and self._is_among(row):
                place = draft.place(name, self._said(row, "kabkota"), self._said(row, "kode"), at)
                draft.rows.append(
                    Row(
                        self.block.sheet.name,
                        place,
                        at,
                        "",
                        None,
                        None,
                        "",
                        "",
                        None,
                        None,
                        None,
                        {},
                        [],
                        self.number,
                        is_result=False,
                    )
                )
            draft.notice(at, f"{name} tidak punya nilai di baris ini")
        for row in table.rows.entrants:
            for context in self.contexts:
                made = self._row(row, context)
                if made is not None:
                    draft.rows.append(made)

    def _is_among(self, row: int) -> bool:
        """Whether a row lies among the entrants, and not in the signature below them."""
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
            limit = most_of_total(self.draft, table, total)
            most = Number(limit, table.at(total)) if limit is not None else None
        rank, title = self._standing(row, judged)
        kabkota = self._said(row, "kabkota")
        place = self.draft.place(name, kabkota, self._said(row, "kode"), at_name)
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


def _zones(draft: Draft, asked: Asked) -> None:
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
