"""What the columns of a table are: each role with the evidence for it.

Evidence in this order: names of regions, arithmetic that holds over the rows, words of the header,
position. What stays open and would change a number is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from data import names
from data.importer import arithmetic, cells, formats, header, numbers, rows, vocabulary
from data.importer.draft import Fault
from data.importer.geometry import Block, Places, Spot
from data.importer.header import Head
from data.importer.questions import Asked, Option, Question
from data.importer.table import MEANINGS, Context, Part, Table

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
BEGINS = (
    ("rata", ("rata-rata", "rata rata", "rerata", "nilai rata")),
    ("peringkat", ("peringkat", "rangking", "ranking", "rank ")),
)


class Known(NamedTuple):
    """What the whole workbook says: names of its sheets of jurors, and what codes of criteria stand
    for.
    """

    jurors: Mapping[str, str]  # by key
    codes: Mapping[str, str]


def read(block: Block, places: Places, asked: Asked, known: Known) -> Table:
    """What the columns of one table are, but for which are totals."""
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
    formats.first(table)
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
    return table


def overrule(table: Table, asked: Asked) -> None:
    """Give columns the roles that the operator says, after all evidence."""
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
        is_weighted = paired["weighted"] or paired["short"]
        name, kind = paired["name"].rstrip(" -–"), "tertimbang" if is_weighted else "nilai"
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
    leaves: set[str] = set()  # words above weighted scores that others of this table are sure of
    told = [(_weighted_of(table, several), several) for several in by_criterion.values()]
    for by_factor, several in sorted(told, key=lambda one: not one[0]):
        weighted = [c for c in several if table.parts[c].kind == "tertimbang"]
        raw = [c for c in several if c not in weighted]
        if len(raw) == 2 and not weighted:
            weighted = by_factor or [c for c in raw[1:] if table.heads[c].path[-1] in leaves]
            raw = [c for c in raw if c not in weighted]
            leaves |= {table.heads[c].path[-1] for c in weighted}
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
    if len(raw) != 2:
        return []
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


def unnamed(tables: Iterable[Table]) -> list[Fault]:
    """The columns of numbers that are left out since nothing names them."""
    return [
        Fault(column.at, "kolom angka tanpa judul; tidak dipakai")
        for table in tables
        for column in table.columns.values()
        if column.meaning == "abaikan" and column.why == "tanpa judul kolom"
    ]
