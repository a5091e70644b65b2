"""The criteria of a contest with their weights and maxima, wherever a workbook tells them; asked
where it does not.
"""

from collections.abc import Sequence

from data.importer import arithmetic, cells, header, legend, numbers, vocabulary
from data.importer.draft import Criterion, Draft, Number
from data.importer.geometry import Layout
from data.importer.questions import UNKNOWN, Asked, Option, Question
from data.importer.sheets import Placed
from data.importer.table import Table

PROPOSED_MOST = (1, 4, 5, 10, 20, 50, 100, 1000, 10_000)


def add(draft: Draft, one: Placed) -> None:
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


def stated_sum(draft: Draft, one: Placed) -> None:
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


def limits_below(draft: Draft, one: Placed) -> None:
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


def told_outside(layouts: Sequence[Layout], tables: Sequence[Table]) -> None:
    """Give the columns of criteria the weights that titles, legends and other sheets tell, before
    anything is added up.
    """
    called = {part.key: part.name for table in tables for part in table.parts.values() if part.name}
    told = legend.read(layouts, called)
    for table in tables:
        for column in table.of("kriteria"):
            if weight := told.weights.get(table.parts[column].key):
                table.weights.setdefault(column, weight[0])


def told_elsewhere(layouts: Sequence[Layout], draft: Draft, used: Sequence[Placed]) -> None:
    """Weights and maxima of titles, legends and other sheets."""
    told = legend.read(layouts, {key: one.name for key, one in draft.criteria.items()})
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


def from_pairs(draft: Draft, used: Sequence[Placed]) -> None:
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
        draft.criteria[key] = criterion._replace(weight=round(100 * factor, 4))
        draft.notice(
            criterion.at,
            f'bobot "{criterion.name}" {draft.criteria[key].weight:g}: nilai tertimbangnya selalu'
            " sebesar itu",
        )


def already_weighted(draft: Draft, one: Placed) -> None:
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
    counted = [r for total in table.of("total", "subtotal") if (r := table.relations.get(total))]
    weighted = {c for relation in counted if relation.way != "jumlah" for c in relation.parts}
    for total in table.of("total", "subtotal"):
        relation = table.relations.get(total)
        if relation is None or relation.way != "jumlah" or weighted.intersection(relation.parts):
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


def _proposed_most(draft: Draft, values: dict[str, list[float]]) -> tuple[Option, ...]:
    """What the maximum of criteria may be, by their scores: as a line says that does not say of
    what, the weight, a round number, or unknown.
    """
    highest = max(map(max, values.values()))
    options = [
        Option(_plain(value), _plain(value), f'{at}: "{cells.shown(words)}"')
        for value, at, words in draft.maybe_most
        if value >= highest
    ]
    if all(
        draft.criteria[key].weight is not None
        and max(values[key]) <= (draft.criteria[key].weight or 0)
        for key in values
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
    return tuple({option.value: option for option in options}.values())


def ask_most(draft: Draft, used: Sequence[Placed], asked: Asked) -> None:
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
    first = draft.criteria[lacking[0]]
    listed = ", ".join(f'"{draft.criteria[key].name}"' for key in lacking[:3]) + (
        ", …" if len(lacking) > 3 else ""
    )
    asks = (
        f"berkas ini tidak menyebut nilai maksimum {len(lacking)} kriteria ({listed}); berapa nilai"
        " maksimum tiap kriteria?"
    )
    options = _proposed_most(draft, {key: values[key] for key in lacking})
    answer = asked.ask(Question("maksimum", first.at, asks, options, is_free=True))
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
