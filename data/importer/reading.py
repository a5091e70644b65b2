"""What the columns of a table are: each role with the evidence for it.

Evidence in this order: names of regions, arithmetic that holds over the rows, words of the header,
position. What stays open and would change a number is asked.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from data import names
from data.importer import arithmetic, cells, header, numbers, rows, vocabulary
from data.importer.arithmetic import Relation
from data.importer.draft import Column, Fault
from data.importer.geometry import Block, Places, Spot
from data.importer.header import Head
from data.importer.numbers import Format
from data.importer.questions import Asked, Option, Question
from data.importer.rows import Rows

MEANINGS = {
    "kecamatan": "nama kecamatan",
    "kabkota": "kabupaten/kota",
    "kode": "kode wilayah",
    "zona": "zona atau kelompok",
    "peringkat": "peringkat",
    "gelar": "gelar",
    "kategori": "kategori",
    "juri": "nama juri",
    "tahap": "tahap",
    "total": "nilai total",
    "maksimum": "nilai maksimum total",
    "persen": "persentase",
    "kriteria": "nilai satu kriteria",
    "tertimbang": "nilai kali bobot",
    "subtotal": "jumlah atau rata-rata bagian",
    "nilai_juri": "nilai total satu juri",
    "nilai_tahap": "nilai total satu tahap",
    "abaikan": "tidak dipakai",
}
LABELS = ("kabkota", "kode", "zona", "gelar", "kategori", "juri", "tahap", "nomor", "abaikan")
KINDS = (
    "total",
    "nilai",
    "tertimbang",
    "rata",
    "maksimum",
    "bobot",
    "persen",
    "peringkat",
    "unsur",
)
# Stage and juror of a group of columns, as the header names them; empty: of none
Context = tuple[str, str]
BEGINS = (
    ("rata", ("rata-rata", "rata rata", "rerata", "nilai rata")),
    ("peringkat", ("peringkat", "rangking", "ranking", "rank ")),
)


class Part(NamedTuple):
    """A column of numbers: the stage, juror and criterion of its header, and what kind of number
    its words speak of.
    """

    column: int
    stage: str
    juror: str
    name: str
    group: str
    kind: str
    head: Head

    @property
    def context(self) -> Context:
        """Whose numbers these are."""
        return self.stage, self.juror

    @property
    def key(self) -> str:
        """What two columns of one criterion share."""
        return names.wording(vocabulary.coded(self.name)[1]) or names.wording(self.name)


@dataclass
class Table:
    """A block that is read: what its columns are, how their numbers are written, which rows are
    entrants, and what adds up.
    """

    block: Block
    heads: list[Head]
    rows: Rows
    columns: dict[int, Column] = field(default_factory=dict)
    parts: dict[int, Part] = field(default_factory=dict)
    formats: dict[int, Format] = field(default_factory=dict)
    relations: dict[int, Relation] = field(default_factory=dict)  # of totals
    settled: set[int] = field(default_factory=set)  # columns whose format the sums decide
    # Columns of raw and of weighted scores
    pairs: list[tuple[int, int]] = field(default_factory=list)
    weights: dict[int, float] = field(default_factory=dict)  # of columns, in per cent
    most: dict[int, float] = field(default_factory=dict)
    # By which the numbers of a column are to be multiplied
    factors: dict[int, float] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def values(self, column: int) -> list[float | None]:
        """The numbers of a column in the rows of entrants."""
        return [self.value(row, column) for row in self.rows.entrants]

    def value(self, row: int, column: int) -> float | None:
        """The number of a cell as its column is written; None where it holds none."""
        found = numbers.value(self.block.grid[row][column].value, self.formats.get(column, "id"))
        if found is None or column not in self.factors:
            return found
        return round(found * self.factors[column], 10)

    def at(self, column: int) -> str:
        """The address of a column's header."""
        return self.heads[column].at

    def of(self, *meanings: str) -> list[int]:
        """The columns of these meanings, from left to right."""
        return [
            number for number, column in sorted(self.columns.items()) if column.meaning in meanings
        ]

    def set(self, column: int, meaning: str, why: str, is_sure: bool = True) -> None:
        """Say what a column is."""
        part = self.parts.get(column)
        words = " › ".join(self.heads[column].path) or f"kolom {self.at(column).partition('!')[2]}"
        key = part.key if part and meaning in ("kriteria", "tertimbang") else ""
        stage, juror = part.context if part else ("", "")
        self.columns[column] = Column(
            self.at(column), words, meaning, why, is_sure, stage, juror, key
        )


class Known(NamedTuple):
    """What the whole workbook says: names of its sheets of jurors, and what codes of criteria stand
    for.
    """

    jurors: Mapping[str, str]  # by key
    codes: Mapping[str, str]


def read(block: Block, places: Places, asked: Asked, known: Known) -> Table:
    """Read one table."""
    told = header.read(block)
    table = Table(block, told.heads, rows.classify(block, places))
    for at, words, kind in told.odd:
        if words.lower() not in cells.ABSENT:
            table.faults.append(
                Fault(at, f'"{cells.shown(words)}" bukan angka; isi {kind} kolom ini')
            )
    for kind, at in told.limits_at.items():
        table.notices.append(Fault(at, f"baris ini dibaca sebagai {kind} tiap kolom"))
    table.set(block.anchor, "kecamatan", "nama kecamatan")
    for column in range(len(table.heads)):
        if column != block.anchor:
            _label(table, column, places)
    _known(table, known)
    _formats(table)
    _juror_groups(table, asked)
    _juror_columns(table, asked)
    for column in table.parts:
        if column not in table.columns:
            table.set(column, "kriteria", "judul kolom")
    _stage_columns(table, asked)
    _simple(table)
    _pairs(table)
    _limits_in_columns(table)
    _fractions(table, asked)
    _totals(table, asked)
    _overruled(table, asked)
    return table


def _overruled(table: Table, asked: Asked) -> None:
    """The roles that the operator gave to columns come last."""
    for column in range(len(table.heads)):
        at = table.at(column)
        if f"kolom {at}" in asked.questions:
            continue
        if (said := asked.told(f"kolom {at}")) in MEANINGS and said is not None:
            table.set(column, said, "menurut operator")
            if said == "kecamatan" and column != table.block.anchor:
                table.set(table.block.anchor, "abaikan", "menurut operator")


# Columns of words, and what the columns of numbers say of themselves.


def _label(table: Table, column: int, places: Places) -> None:
    """What a column of words is; a column of numbers becomes a part."""
    block, head = table.block, table.heads[column]
    held = [block.grid[row][column] for row in table.rows.entrants]
    filled = [spot for spot in held if spot.words and not cells.is_absent(spot.value)]
    meaning = vocabulary.meaning(head.path[-1]) if head.path else ""
    if not filled and not any(spot.words for spot in held):
        if head.path and column > block.anchor and meaning not in (*LABELS, "kecamatan"):
            _empty(table, column, meaning)
        return
    figures = [spot for spot in filled if numbers.is_number(spot.value)]
    if meaning in ("kode", "nomor") or (meaning in ("abaikan", "kategori") and not _titles(filled)):
        table.set(column, "abaikan" if meaning == "nomor" else meaning, "judul kolom")
    elif meaning == "kabkota" or (
        filled and all(places.kabkota(spot.words) for spot in filled) and meaning != "juri"
    ):
        table.set(column, "kabkota", "nama kabupaten/kota")
    elif filled and _titles(filled) and meaning not in ("peringkat",):
        table.set(column, "gelar", "semua isinya gelar")
    elif meaning == "peringkat" or (meaning == "gelar" and filled):
        table.set(column, "peringkat" if meaning == "peringkat" else "gelar", "judul kolom")
        if meaning == "peringkat":
            table.parts[column] = _part(column, head)
    elif 2 * len(figures) >= len(filled) and filled:
        _numeric(
            table, column, meaning, held_is_counter=_counts(block, column, table.rows.entrants)
        )
    elif meaning in ("juri", "tahap", "zona", "kategori"):
        table.set(column, meaning, "judul kolom")
    elif meaning == "kecamatan" and 2 * len({spot.words for spot in filled}) <= len(filled):
        table.set(column, "zona", "beberapa kecamatan berbagi isinya")
    elif not filled and column > block.anchor:
        _empty(table, column, meaning)
    else:
        table.set(
            column,
            "abaikan",
            "isinya bukan angka",
            is_sure=meaning in (*LABELS, "kecamatan", "gelar"),
        )


def _titles(filled: Sequence[Spot]) -> bool:
    return bool(filled) and all(cells.title(spot.words) for spot in filled)


def _empty(table: Table, column: int, meaning: str) -> None:
    """A column in which nobody has a value: kept as what it is called, if that is a judgement."""
    if meaning in ("", "nilai", "tertimbang", "rata", "total"):
        table.set(column, "abaikan", "tidak ada isinya")


def _counts(block: Block, column: int, entrants: list[int]) -> bool:
    """Whether a column left of the names counts its rows."""
    said = [numbers.value(block.grid[row][column].value) for row in entrants]
    return column < block.anchor and said == [float(n) for n in range(1, len(said) + 1)]


def _numeric(table: Table, column: int, meaning: str, *, held_is_counter: bool) -> None:
    head = table.heads[column]
    if held_is_counter and meaning != "peringkat":
        table.set(column, "abaikan", "nomor urut")
        return
    if not head.path:
        if column > table.block.anchor:
            table.parts[column] = _part(column, head)
            table.set(column, "abaikan", "tanpa judul kolom", is_sure=False)
        return
    table.parts[column] = _part(column, head)
    if (
        "%" in head.path[-1]
        and meaning in ("", "total")
        and not any(map(str.isalnum, head.path[-1].replace("%", "")))
    ):
        table.set(column, "persen", "judul kolom")


def _part(column: int, head: Head) -> Part:
    stage = juror = kind = ""
    said: list[str] = []
    for words in head.path:
        name = vocabulary.limits(words).name
        meaning = vocabulary.MEANT.get(cells.letters(name), "")
        begins = next((kind for kind, several in BEGINS if name.lower().startswith(several)), "")
        begins = "total" if vocabulary.is_total(name) else begins
        counted = vocabulary.juror(name)
        if meaning == "unsur":
            continue
        if meaning in KINDS:
            kind = meaning
        elif counted:
            juror = counted
            kind = "total" if begins == "total" else kind
        elif vocabulary.is_stage(name) or vocabulary.NUMBERED_STAGE.fullmatch(name):
            stage = name
            kind = "total" if begins == "total" else kind
        elif begins:
            kind = begins
        elif meaning in ("kecamatan", "juri", "tahap"):
            continue
        else:
            said.append(name)
    name = said[-1] if said else ""
    if kind in ("rata", "total") and any(
        vocabulary.OF_JURORS.search(words) for words in head.path[-1:]
    ):
        juror = ""
    if not kind and (paired := vocabulary.PAIRED.fullmatch(name)):
        name, kind = paired[1], "tertimbang" if paired[2] else "nilai"
    return Part(column, stage, juror, name, " › ".join(said[:-1]), kind, head)


def _juror_groups(table: Table, asked: Asked) -> None:
    """Groups of columns with the same criteria below each are those of jurors, or each column below
    them is a juror's.
    """
    kinds = ("", "nilai", "tertimbang", "total", "rata")
    scored = [p for p in table.parts.values() if p.name and not p.juror and p.kind in kinds]
    grouped: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for part in scored:
        if part.group:
            grouped[part.group][part.key].append(part.column)
    alike = [
        group
        for group in grouped
        if any(set(grouped[group]) == set(grouped[o]) for o in grouped if o != group)
    ]
    if len(alike) < 2:
        return
    leaves = [table.parts[c].name for several in grouped[alike[0]].values() for c in several[:1]]
    outer, inner = _are_people(alike), _are_people(leaves)
    is_outer: bool | None = outer > inner if outer != inner else None
    if is_outer is None and any(
        vocabulary.TOPICS.search(one) or vocabulary.coded(one)[0] for one in leaves
    ):
        is_outer = not any(vocabulary.TOPICS.search(one) for one in alike)
    if is_outer is None and any(vocabulary.TOPICS.search(one) for one in alike):
        is_outer = False
    first = table.parts[min(c for several in grouped[alike[0]].values() for c in several)]
    if is_outer is None:
        at = table.at(first.column)
        asks = (
            f'kolom "{first.name}" berulang di bawah "{", ".join(alike[:4])}"; mana nama juri, mana'
            " kriteria?"
        )
        options = (
            Option("juri di atas", ", ".join(alike[:4]) + " adalah juri"),
            Option("juri di bawah", ", ".join(leaves[:4]) + " adalah juri"),
            Option("kriteria", "keduanya bagian dari nama kriteria"),
        )
        answer = asked.ask(Question(f"kelompok {at}", at, asks, options))
        if answer in (None, "kriteria"):
            return
        is_outer = answer == "juri di atas"
    for part in scored:
        if part.group in alike:
            group = part.group.split(" › ")[-1]
            juror, name = (group, part.name) if is_outer else (part.name, group)
            table.parts[part.column] = part._replace(juror=juror, name=name, group="")
    for part in list(table.parts.values()):  # the totals of the same groups
        named = part.group or part.name
        if is_outer and part.kind in ("total", "rata") and named in alike:
            table.parts[part.column] = part._replace(
                juror=named.split(" › ")[-1], name="", group=""
            )


def _known(table: Table, known: Known) -> None:
    """Columns named like a sheet of a juror, a person, or by a code alone."""
    for column, part in table.parts.items():
        key = names.wording(part.name)
        if part.name in known.codes:
            table.parts[column] = part._replace(name=known.codes[part.name])
        elif key in known.jurors and not part.juror:
            table.parts[column] = part._replace(juror=known.jurors[key], name="")
        elif names.wording(part.group) in known.jurors and not part.juror:
            table.parts[column] = part._replace(
                juror=known.jurors[names.wording(part.group)], group=""
            )
        elif vocabulary.is_person(part.name) and not part.juror and not part.group:
            table.parts[column] = part._replace(juror=part.name, name="")


def _juror_columns(table: Table, asked: Asked) -> None:
    """Columns of which no word says what is judged may be those of jurors by their names."""
    alone = [
        p for p in table.parts.values() if p.name and not p.group and not p.juror and p.kind == ""
    ]
    if any(_is_topic(p) for p in alone):
        return
    if alone and any(
        p.juror and not p.name and p.kind in ("", "nilai") for p in table.parts.values()
    ):
        for part in alone:  # beside columns of jurors
            table.parts[part.column] = part._replace(juror=part.name, name="")
        return
    if len(alone) < 2:
        return
    at = table.at(alone[0].column)
    asks = (
        f"kolom {', '.join(p.name for p in alone[:5])}: nilai tiap kriteria, atau nilai tiap juri?"
    )
    options = (
        Option("kriteria", "tiap kolom satu kriteria"),
        Option("nilai_juri", "tiap kolom nilai satu juri"),
    )
    if asked.ask(Question(f"kolom {at}", at, asks, options)) == "nilai_juri":
        for part in alone:
            table.parts[part.column] = part._replace(juror=part.name, name="")


def _is_topic(part: Part) -> bool:
    """Whether a header says what is judged: by its words, its code, or its weight or maximum."""
    has_limit = (
        part.head.weight is not None or part.head.most is not None or part.head.bare is not None
    )
    has_code = vocabulary.is_code(part.name) or bool(vocabulary.coded(part.name)[0])
    return has_limit or has_code or bool(vocabulary.TOPICS.search(part.name))


def _are_people(names_of: Iterable[str]) -> int:
    """How sure it is that words name jurors: 2 by titles and degrees, 0 where they name what is
    judged.
    """
    several = list(names_of)
    if any(vocabulary.is_person(one) for one in several):
        return 2
    return 0 if any(vocabulary.TOPICS.search(one) for one in several) else 1


def _formats(table: Table) -> None:
    """How the numbers of each column are written; one column leaves no doubt about its
    neighbours.
    """
    held = {c: [table.block.grid[row][c].value for row in table.rows.entrants] for c in table.parts}
    sure: list[Format] = []
    for several in held.values():
        told = [set(numbers.meanings(cells.text(one))) for one in several if isinstance(one, str)]
        sure += [next(iter(one)) for one in told if len(one) == 1]
    beside = sure[0] if len(set(sure)) == 1 else None
    for column, several in held.items():
        most = table.heads[column].most
        table.formats[column] = numbers.column(several, most, beside).format


def sure_formats(tables: Iterable[Table]) -> set[Format]:
    """The formats that maxima and unmistakable cells leave no doubt about, in all tables of a
    file.
    """
    found: set[Format] = set()
    for table in tables:
        for column in table.parts:
            held = [table.block.grid[row][column].value for row in table.rows.entrants]
            words = [cells.text(one) for one in held if isinstance(one, str)]
            found |= {next(iter(told)) for one in words if len(told := numbers.meanings(one)) == 1}
            if column in table.most and any(map(numbers.differing, words)):
                written = numbers.column(held, table.most[column])
                found |= set() if written.is_open else {written.format}
    return found


def settle_formats(table: Table, asked: Asked, beside: Format | None) -> None:
    """Read numbers again that both formats read, now that maxima are known; ask where nothing
    decides.

    `beside` is the format that other tables of the file leave no doubt about.
    """
    for column in table.parts:
        held = [table.block.grid[row][column].value for row in table.rows.entrants]
        if column in table.most:
            written = numbers.column(held, table.most[column])
            if not written.is_open:
                table.formats[column] = written.format
    _written_as_parts(table)
    _ask_formats(table, asked, beside)
    _written_as_parts(table)


def _written_as_parts(table: Table) -> None:
    """A total is written as its parts are, where its own cells leave it open."""
    for total, relation in table.relations.items():
        parts = {table.formats[c] for c in relation.parts if c in table.formats}
        if len(parts) == 1 and total not in table.settled:
            held = [table.block.grid[row][total].value for row in table.rows.entrants]
            table.formats[total] = numbers.column(held, table.most.get(total), parts.pop()).format


def _ask_formats(table: Table, asked: Asked, beside: Format | None) -> None:
    """Ask how numbers are written that both formats read, where no sum, maximum or neighbour
    decides: once for a table.
    """
    answered = beside
    for column in table.parts:
        if table.columns[column].meaning in ("abaikan", "peringkat"):
            continue
        held = [table.block.grid[row][column].value for row in table.rows.entrants]
        others = [c for c in table.parts if c != column]
        sure = {
            next(iter(found))
            for c in others
            for row in table.rows.entrants
            if isinstance(cell := table.block.grid[row][c].value, str)
            and len(found := numbers.meanings(cells.text(cell))) == 1
        }
        written = numbers.column(
            held, table.most.get(column), next(iter(sure)) if len(sure) == 1 else None
        )
        related = [
            c for total, relation in table.relations.items() for c in (total, *relation.parts)
        ]
        if (
            column in table.settled
            or not written.is_open
            or (column in related and any(c in table.most for c in related))
        ):
            continue
        if answered is not None:
            table.formats[column] = answered
            continue
        words = next(
            cells.text(one)
            for one in held
            if isinstance(one, str) and numbers.differing(cells.text(one))
        )
        called = table.columns[column].header
        thousands, decimal = numbers.meanings(words)["id"], numbers.meanings(words)["en"]
        if "," in words:
            thousands, decimal = decimal, thousands
        answer = asked.ask(
            Question(
                f"angka {table.at(column)}",
                table.at(column),
                f'angka seperti "{words}" pada kolom "{called}" dapat berarti ribuan atau desimal;'
                " yang mana?",
                (
                    Option("ribuan", f"{thousands:.0f}", "titik atau koma memisahkan ribuan"),
                    Option(
                        "desimal",
                        f"{decimal:g}".replace(".", ","),
                        "titik atau koma memisahkan desimal",
                    ),
                ),
            )
        )
        if answer:
            is_comma = "," in words
            table.formats[column] = answered = "en" if (answer == "ribuan") == is_comma else "id"


def _stage_columns(table: Table, asked: Asked) -> None:
    """Columns whose header is a stage: the total of a stage, or a criterion that is called like
    one.
    """
    alone = [
        p
        for p in table.parts.values()
        if p.stage and not p.name and not p.juror and p.kind in ("", "nilai", "total")
    ]
    grouped = {p.stage for p in table.parts.values() if p.stage and (p.name or p.juror)}
    alone = [p for p in alone if p.stage not in grouped]
    others = [p for p in table.parts.values() if p.name and not p.stage and p.kind in ("", "nilai")]
    for part in alone:
        as_criterion = part._replace(stage="", name=part.stage)
        at = table.at(part.column)
        answer: str | None = "nilai_tahap"
        if others and len(alone) == 1:
            answer = "kriteria"
        elif others:
            asks = (
                f'kolom "{part.stage}": nilai satu tahap, atau salah satu kriteria seperti'
                f' "{others[0].name}"?'
            )
            options = (
                Option("nilai_tahap", MEANINGS["nilai_tahap"]),
                Option("kriteria", MEANINGS["kriteria"]),
            )
            answer = asked.ask(Question(f"kolom {at}", at, asks, options))
        if answer == "kriteria":
            table.parts[part.column] = as_criterion
            table.set(part.column, "kriteria", "salah satu kriteria")
        else:
            table.set(part.column, "nilai_tahap", "judul kolom")


def _simple(table: Table) -> None:
    """Columns that their words leave no doubt about, before anything is added up."""
    for column, part in table.parts.items():
        meaning = table.columns[column].meaning
        if meaning not in ("kriteria",):
            continue
        if part.kind == "peringkat":
            table.set(column, "peringkat", "judul kolom")
        elif part.kind in ("maksimum", "bobot", "persen"):
            named = {"maksimum": "maksimum", "bobot": "abaikan", "persen": "persen"}[part.kind]
            table.set(column, named if not part.name else "abaikan", "judul kolom")
        elif not part.name and part.juror and part.kind in ("", "nilai", "total"):
            has_parts = any(p.name and p.context == part.context for p in table.parts.values())
            table.set(column, "total" if has_parts else "nilai_juri", "judul kolom")
        elif not part.name and part.stage and part.kind in ("", "nilai"):
            table.set(column, "total", "judul kolom")


def _pairs(table: Table) -> None:
    """Raw and weighted scores of one criterion side by side: the weighted ones are the raw ones by
    a constant.
    """
    by_criterion: dict[tuple[Context, str], list[int]] = defaultdict(list)
    for column in table.of("kriteria"):
        part = table.parts[column]
        if part.name and part.kind in ("", "nilai", "tertimbang", "unsur"):
            by_criterion[part.context, part.key].append(column)
    for several in by_criterion.values():
        weighted = [c for c in several if table.parts[c].kind == "tertimbang"]
        raw = [c for c in several if c not in weighted]
        if len(raw) == 2 and not weighted:
            weighted = _weighted_of(table, raw)
            raw = [c for c in raw if c not in weighted]
        for column in weighted if raw else []:
            table.set(column, "tertimbang", "nilai kali bobot")
            table.pairs.append((raw[0], column))
        codes = {vocabulary.coded(table.parts[c].name)[0] for c in raw}
        groups = {table.parts[c].group for c in raw}
        if len(raw) > 1 and len(codes) == len(raw):
            for column in raw:
                code = vocabulary.coded(table.parts[column].name)[0]
                table.columns[column] = table.columns[column]._replace(
                    key=f"{code}{table.parts[column].key}"
                )
        elif len(raw) > 1 and len(groups) == len(raw):
            for column in raw:
                part = table.parts[column]
                table.parts[column] = part._replace(name=f"{part.group} › {part.name}".strip(" ›"))
                table.set(column, "kriteria", "judul kolom")
        elif len(raw) > 1:
            said = table.at(raw[1])
            table.faults.append(
                Fault(
                    said,
                    f"judul kolom ini sama dengan {table.at(raw[0])}; bedakan, atau jangan pakai"
                    " kolom ini",
                )
            )


def _weighted_of(table: Table, raw: list[int]) -> list[int]:
    """Of two columns the one that is the other by a constant below one."""
    for whole, part in (raw, raw[::-1]):
        weight = table.heads[whole].weight
        factor = arithmetic.ratio(table.values(whole), table.values(part), weight)
        if (
            factor is not None
            and factor < 1
            and (weight is None or abs(factor * 100 - weight) < 0.5)
        ):
            return [part]
    return []


def _limits_in_columns(table: Table) -> None:
    """Weights and maxima as they stand above each column of scores, or in a column of their own
    beside it.
    """
    for column in table.of("kriteria", "nilai_tahap", "nilai_juri", "total", "tertimbang"):
        head = table.heads[column]
        if head.weight is not None:
            table.weights.setdefault(column, head.weight)
        if head.most is not None:
            table.most.setdefault(column, head.most)
    for column, part in table.parts.items():
        if part.kind in ("bobot", "maksimum") and part.name:
            held = {value for value in table.values(column) if value is not None}
            of = [
                c
                for c in table.of("kriteria")
                if table.parts[c].key == part.key and table.parts[c].context == part.context
            ]
            if len(held) == 1 and of:
                value = held.pop()
                if part.kind == "maksimum":
                    table.most.setdefault(of[0], value)
                else:
                    table.weights.setdefault(of[0], value * 100 if value <= 1 else value)


def _fractions(table: Table, asked: Asked) -> None:
    """Scores that lie between 0 and 1 although their maximum is ten or more: shares, or cells that
    Excel shows as per cent.
    """
    scored = table.of("kriteria", "nilai_tahap", "nilai_juri", "total", "tertimbang")
    held = {c: [v for v in table.values(c) if v is not None] for c in scored}
    small = [c for c in scored if held[c] and max(held[c]) <= 1 and any(v % 1 for v in held[c])]
    limits = [table.most[c] for c in small if c in table.most]
    if not small or (limits and max(limits) <= 1) or (not limits and set(small) != set(scored)):
        return
    if table.block.sheet.kind in ("xlsx", "ods") and not limits:
        return  # these kinds tell per cent from shares
    at = table.at(small[0])
    value = next(v for v in held[small[0]] if v % 1)
    options = (
        Option(
            "persen",
            f"{value * 100:g}".replace(".", ","),
            "angkanya persen yang tersimpan sebagai pecahan",
        ),
        Option("tetap", f"{value:g}".replace(".", ","), "angkanya memang di bawah 1"),
    )
    asks = (
        f'nilai pada kolom "{table.columns[small[0]].header}" semuanya di antara 0 dan 1; dibaca'
        " bagaimana?"
    )
    if asked.ask(Question(f"skala {at}", at, asks, options)) == "persen":
        table.factors |= dict.fromkeys(small, 100.0)


# What adds up.


class _Sets(NamedTuple):
    """The columns from which a total of one context may come, fullest first, with what they are
    called.
    """

    called: str
    columns: list[int]


def _totals(table: Table, asked: Asked) -> None:
    """Which columns are totals, of each context and in the end of all."""
    _unnamed_sums(table)
    contexts = list(dict.fromkeys(part.context for part in table.parts.values()))
    for context in sorted(
        contexts, key=lambda one: -sum(map(bool, one))
    ):  # those of jurors and stages first
        candidates = [
            c
            for c, part in table.parts.items()
            if part.context == context
            and not part.name
            and part.kind in ("total", "rata", "nilai", "tertimbang", "unsur")
            and table.columns[c].meaning in ("kriteria", "total")
        ]
        named = [
            c
            for c, part in table.parts.items()
            if part.context == context and part.name and part.kind in ("total", "rata")
        ]
        for column in named:
            _aggregate(table, column)
        _choose(table, context, candidates, asked)
    _left_out(table, asked)
    _bare(table)


def _unnamed_sums(table: Table) -> None:
    """A column that is the sum of those left of it is a total, whatever its header says."""
    by_context: dict[Context, list[int]] = defaultdict(list)
    for column in table.of("kriteria"):
        part = table.parts[column]
        if part.name and part.kind in ("", "nilai"):
            by_context[part.context].append(column)
    for columns in by_context.values():
        start = 0
        for number, column in enumerate(columns):
            before = columns[start:number]
            values = table.values(column)
            if len(before) < 2 or len({one for one in values if one}) < 2:
                continue
            relation = arithmetic.relations(values, [table.values(c) for c in before])[0]
            if relation.way == "jumlah" and relation.holds == relation.rows and relation.rows > 1:
                table.parts[column] = table.parts[column]._replace(kind="total", name="")
                table.relations[column] = relation._replace(parts=tuple(before))
                table.set(
                    column,
                    "subtotal",
                    f"jumlah {len(before)} kolom di kirinya pada {relation.holds} baris",
                )
                start = number + 1
    for column in table.of("subtotal"):
        context = table.parts[column].context
        others = [
            c
            for c, p in table.parts.items()
            if p.context == context
            and not p.name
            and p.kind in ("total", "rata", "nilai")
            and c not in table.of("subtotal")
        ]
        if not others and column == max(
            c for c in table.of("subtotal") if table.parts[c].context == context
        ):
            table.set(column, "total", table.columns[column].why)


def _aggregate(table: Table, column: int) -> None:
    """The sum or mean of one criterion over its jurors, or of a group of criteria."""
    part = table.parts[column]
    jurors = [
        c
        for c in table.of("kriteria")
        if table.parts[c].key == part.key
        and table.parts[c].juror
        and table.parts[c].stage == part.stage
    ]
    if jurors and part.kind == "rata":
        table.set(column, "kriteria", f"rata-rata {len(jurors)} juri")
    elif jurors:
        table.set(column, "abaikan", f"jumlah nilai {len(jurors)} juri")
    else:
        table.set(column, "subtotal", "judul kolom")


def _sets(table: Table, context: Context, candidate: int) -> list[_Sets]:
    """From what a total of a context may come."""
    stage, juror = context
    raw = [c for c in table.of("kriteria") if table.parts[c].name]
    own = [c for c in raw if table.parts[c].context == context]
    under = [c for c in table.of("total") if c != candidate and table.parts[c].context != context]
    within = [
        c
        for c in under
        if (not stage or table.parts[c].stage == stage)
        and (not juror or table.parts[c].juror == juror)
    ]
    of_jurors = [c for c in within if table.parts[c].juror]
    of_stages = [c for c in within if not table.parts[c].juror]
    found = [
        _Sets("kriteria", own),
        _Sets(
            "nilai tertimbang",
            [c for c in table.of("tertimbang") if table.parts[c].context == context],
        ),
        _Sets("tahap", table.of("nilai_tahap") if not stage else []),
        _Sets("juri", [c for c in table.of("nilai_juri") if table.parts[c].stage == stage]),
        _Sets("tahap", [*table.of("nilai_tahap"), *of_stages] if not stage else of_stages),
        _Sets("juri", of_jurors),
        _Sets(
            "bagian",
            [
                c
                for c in table.of("subtotal")
                if table.parts[c].context == context and c != candidate
            ],
        ),
        _Sets("kriteria", [c for c in raw if not stage or table.parts[c].stage == stage]),
        _Sets(
            "nilai tertimbang",
            [c for c in table.of("tertimbang") if not stage or table.parts[c].stage == stage],
        ),
    ]
    return [one for one in found if one.columns]


def _explain(table: Table, context: Context, candidate: int) -> tuple[str, Relation] | None:
    """The best way in which a candidate comes from others."""
    values = table.values(candidate)
    best: tuple[str, Relation] | None = None
    for called, columns in _sets(table, context, candidate):
        is_weighted = called == "nilai tertimbang"
        weights = [] if is_weighted else [table.weights.get(c) for c in columns]
        most = [table.most.get(c) for c in columns]
        held = [table.values(c) for c in columns]
        relation = arithmetic.explained(values, held, weights, most)
        if relation is not None and (best is None or relation.holds > best[1].holds):
            best = (called, relation._replace(parts=tuple(columns)))
    return best


def _is_open(table: Table, column: int) -> bool:
    """Whether the numbers of a column are read by both formats, and differently."""
    held = [table.block.grid[row][column].value for row in table.rows.entrants]
    return numbers.column(held, table.most.get(column)).is_open


def _explain_as_written(
    table: Table, context: Context, candidate: int
) -> tuple[str, Relation] | None:
    """_explain(), which also decides between ribuan and desimal where only one of them adds up."""
    held = [table.block.grid[row][candidate].value for row in table.rows.entrants]
    if not numbers.column(held, table.most.get(candidate)).is_open:
        return _explain(table, context, candidate)
    found: dict[Format, tuple[str, Relation]] = {}
    before = table.formats.get(candidate, "id")
    for written in numbers.FORMATS:
        table.formats[candidate] = written
        told = _explain(table, context, candidate)
        if told is not None:
            found[written] = told
    table.formats[candidate] = next(iter(found)) if len(found) == 1 else before
    told = next(iter(found.values()), None)
    if (
        len(found) == 1
        and told is not None
        and not any(_is_open(table, part) for part in told[1].parts)
    ):
        table.settled.add(candidate)
    return found.get(table.formats[candidate])


def _choose(table: Table, context: Context, candidates: list[int], asked: Asked) -> None:
    """The total among the columns that may be one."""
    if not candidates:
        return
    found = {c: _explain_as_written(table, context, c) for c in candidates}
    for column, told in found.items():
        if told is not None:
            table.relations[column] = told[1]
    chosen = _by_evidence(table, candidates, found)
    if chosen is None:
        options = tuple(
            Option(
                _address(table, c), table.columns[c].header, _because(found[c]) if found[c] else ""
            )
            for c in candidates
        )
        at = table.at(candidates[0])
        answer = asked.ask(
            Question(
                f"total {table.block.sheet.name}",
                at,
                "beberapa kolom dapat menjadi nilai total; mana yang resmi?",
                options,
            )
        )
        chosen = next((c for c in candidates if _address(table, c) == answer), candidates[-1])
    for column in candidates:
        told = found[column]
        why = _because(told) if told else "judul kolom"
        table.set(column, "total" if column == chosen else "subtotal", why)


def _address(table: Table, column: int) -> str:
    """An address that only this column has: of its header, or of its first number where a merged
    header stands above several.
    """
    alike = [c for c in range(len(table.heads)) if table.at(c) == table.at(column)]
    return table.at(column) if len(alike) < 2 else table.block.at(table.rows.entrants[0], column)


def _because(told: tuple[str, Relation] | None) -> str:
    if told is None:
        return "judul kolom"
    called, relation = told
    sign = {"jumlah": "Σ", "rata-rata": "rata-rata"}.get(relation.way, relation.way)
    return f"{sign} {len(relation.parts)} {called} pada {relation.holds} dari {relation.rows} baris"


def _by_evidence(
    table: Table, candidates: list[int], found: Mapping[int, tuple[str, Relation] | None]
) -> int | None:
    """The one total that the sheet itself decides for; None where two are as good."""
    left = list(candidates)
    tests: list[Callable[[int], bool]] = [
        lambda c: not any(o != c and c in told[1].parts for o, told in found.items() if told),
        lambda c: table.parts[c].kind != "tertimbang" or found[c] is not None,
        lambda c: (
            "akhir" in " ".join(table.heads[c].path).lower()
            or cells.letters(table.heads[c].path[-1]) == "na"
        ),
        lambda c: _ranked_by(table, c),
        lambda c: found[c] is not None,
    ]
    for test in tests:
        if len(left) > 1:
            left = [c for c in left if test(c)] or left
    if len(left) > 1:
        values = [table.values(c) for c in left]
        if all(one == values[0] for one in values):
            return left[-1]
    return left[0] if len(left) == 1 else None


def _ranked_by(table: Table, column: int) -> bool:
    ranks = [
        c for c in table.of("peringkat") if table.parts[c].context == table.parts[column].context
    ]
    return any(arithmetic.follows(_ranks(table, c), table.values(column)) for c in ranks)


def _ranks(table: Table, column: int) -> list[float | None]:
    found: list[float | None] = []
    for row in table.rows.entrants:
        try:
            found.append(cells.rank(table.block.grid[row][column].value))
        except ValueError:
            found.append(None)
    return found


def _left_out(table: Table, asked: Asked) -> None:
    """A column that the total does not count, while it counts all others: a criterion, or something
    else.
    """
    for total in table.of("total"):
        if total in table.relations:
            continue
        context = table.parts[total].context
        own = [
            c
            for c in table.of("kriteria")
            if table.parts[c].name and table.parts[c].context == context
        ]
        if len(own) < 3:
            continue
        fits = []
        for column in own:
            rest = [c for c in own if c != column]
            relation = arithmetic.explained(
                table.values(total),
                [table.values(c) for c in rest],
                [table.weights.get(c) for c in rest],
            )
            if relation is not None and relation.holds == relation.rows and relation.rows > 1:
                fits.append((column, relation._replace(parts=tuple(rest))))
        if len(fits) == 1:
            column, relation = fits[0]
            table.relations[total] = relation
            table.set(total, "total", _because(("kriteria", relation)))
            at = table.at(column)
            asks = (
                f'kolom "{table.columns[column].header}" tidak ikut dihitung ke dalam total;'
                " kriteria, atau bukan nilai?"
            )
            options = (Option("abaikan", "bukan nilai"), Option("kriteria", MEANINGS["kriteria"]))
            if asked.ask(Question(f"kolom {at}", at, asks, options)) != "kriteria":
                table.set(column, "abaikan", "tidak ikut dihitung ke dalam total", is_sure=False)


def _bare(table: Table) -> None:
    """Numbers in brackets above the criteria: weights or maxima, as the values and the total
    say.
    """
    told = {
        c: bare
        for c in table.of("kriteria")
        if (bare := table.heads[c].bare) is not None and c not in table.most
    }
    told = {c: bare for c, bare in told.items() if c not in table.weights}
    if not told or len(told) < len([c for c in table.of("kriteria") if table.parts[c].name]):
        return
    below = all(value <= told[c] for c in told for value in table.values(c) if value is not None)
    if below:
        table.most |= told
    elif abs(sum(told.values()) - 100) < 1e-6:
        table.weights |= told


def unnamed(tables: Iterable[Table]) -> list[Fault]:
    """The columns of numbers that are left out since nothing names them."""
    return [
        Fault(column.at, "kolom angka tanpa judul; tidak dipakai")
        for table in tables
        for column in table.columns.values()
        if column.meaning == "abaikan" and column.why == "tanpa judul kolom"
    ]
