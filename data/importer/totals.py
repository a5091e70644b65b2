"""Which columns are totals, of each juror and stage and in the end of all.

As the sums hold over the rows, or as the operator says.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from data.importer import arithmetic, cells, numbers
from data.importer.arithmetic import Relation
from data.importer.numbers import Format
from data.importer.questions import Asked, Option, Question
from data.importer.table import MEANINGS, Context, Table


class _Sets(NamedTuple):
    """The columns from which a total of one context may come, fullest first, with what they are
    called.
    """

    called: str
    columns: list[int]


def find(table: Table, asked: Asked) -> None:
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
    """The total among the columns that may be one. An answer holds for all tables of a sheet: those
    of other zones have the same columns.
    """
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
        question = Question(
            f"total {table.block.sheet.name}",
            table.at(candidates[0]),
            "beberapa kolom dapat menjadi nilai total; mana yang resmi?",
            options,
        )
        answer = asked.ask(question)
        said = next((o.label for o in asked.options(question.id) if o.value == answer), None)
        chosen = next((c for c in candidates if table.columns[c].header == said), candidates[-1])
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
