"""What is wrong with the figures of a file: all at once, each with the address of its cell and how
to mend it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from babel.numbers import format_decimal

from data import names
from data.check import LONGEST_NAME, too_long
from data.importer import arithmetic, cells
from data.importer.draft import Criterion, Draft, Fault, Number, Row
from data.importer.match import Match

# points by which a total or a percentage may differ from what its parts give: they are rounded
TOLERANCE = 0.05
MOSTLY = 0.75  # of rows that a way must explain which only rounding makes possible
SAME = 1e-6  # totals that differ by less are the same
MOST_LISTED = 12  # cells in one sentence
Part = tuple[str, str]


def figure(value: float) -> str:
    """A number as an Indonesian reads it: 1234,5."""
    return str(format_decimal(round(value, 4), format="0.####", locale="id"))


def find(draft: Draft, matches: Mapping[str, Match]) -> list[Fault]:
    """Every fault of a draft: of its values, its weights, its totals, its ranks and its jurors."""
    return gathered(
        [
            *draft.faults,
            *_names(draft),
            *_values(draft),
            *_weights(draft),
            *_twice(draft, matches),
            *_totals(draft)[0],
            *_recaps(draft, matches)[0],
            *_ranks(draft)[0],
            *_jurors(draft, matches),
        ]
    )


def _names(draft: Draft) -> list[Fault]:
    """Names that are too long to be names, wherever one is shown."""
    said = [
        *(("nama kriteria", one.name, one.at) for one in draft.criteria.values()),
        *(("nama kecamatan", one.called, one.at) for one in draft.places.values()),
        *{("nama juri", row.juror, row.at) for row in draft.rows if row.juror},
    ]
    return [
        Fault(at, f'{what} "{cells.shown(name)}" {too_long(name)}')
        for what, name, at in said
        if len(name) > LONGEST_NAME
    ]


def gathered(found: Iterable[Fault]) -> list[Fault]:
    """Faults once each, those of one kind as one sentence with the list of their cells."""
    kinds: dict[str, list[Fault]] = defaultdict(list)
    for one in dict.fromkeys(found):
        kinds[one.kind or str(one)].append(one)
    told = []
    for kind, several in kinds.items():
        if len(several) == 1:
            told.append(several[0])
            continue
        cells_of = [
            " ".join(filter(None, [one.who, one.value])) + f" ({one.at})"
            for one in several[:MOST_LISTED]
        ]
        more = f", dan {len(several) - MOST_LISTED} lagi" if len(several) > MOST_LISTED else ""
        told.append(
            Fault(several[0].at, f"{len(several)} sel {kind}: {', '.join(cells_of)}{more}", kind)
        )
    return told


def notices(draft: Draft, matches: Mapping[str, Match], accept: bool, level: str) -> list[Fault]:
    """What is no fault but should be known."""
    taken = [
        Fault(one.place.at, one.why)
        for one in matches.values()
        if accept and one.code and not one.is_sure
    ]
    sent: dict[str, set[str]] = defaultdict(set)
    for row in draft.rows:
        if code := matches[row.place].code:
            sent[code[:4]].add(code)
    twice = [
        Fault(
            next(m.place.at for m in matches.values() if m.code == max(codes)),
            "kabupaten/kota ini diwakili lebih dari satu kecamatan",
        )
        for codes in sent.values()
        if level == "provinsi" and len(codes) > 1
    ]
    empty = [
        Fault(
            at,
            "kosong; dibaca sebagai tidak dinilai",
            "kosong dan dibaca sebagai tidak dinilai",
            draft.places[row.place].called,
        )
        for row in draft.rows
        for at in row.empty
    ]
    return [
        *draft.notices,
        *taken,
        *twice,
        *empty,
        *_totals(draft)[1],
        *_recaps(draft, matches)[1],
        *_ranks(draft)[1],
    ]


def _most(draft: Draft, part: Part) -> float | None:
    return draft.criteria[part[1]].most if part[0] == "kriteria" else None


def _values(draft: Draft) -> list[Fault]:
    """Values that are negative or above their maximum, titles that do not exist, percentages that
    do not fit.
    """
    found = []
    for row in draft.rows:
        who = draft.places[row.place].called
        limits = [(value, _most(draft, part)) for part, value in row.parts.items()]
        limits.append((row.total, row.most.value if row.most else None))
        for value, most in limits:
            if value and value.value < 0:
                kind = "bernilai negatif; nilai paling kecil 0"
                told = f"nilai {who} {figure(value.value)} negatif; nilai paling kecil 0"
                found.append(Fault(value.at, told, kind, who, figure(value.value)))
            elif value and most is not None and value.value > most + 1e-9:
                kind = f"melebihi nilai maksimum {figure(most)}"
                found.append(
                    Fault(
                        value.at,
                        f"nilai {who} {figure(value.value)} {kind}",
                        kind,
                        who,
                        figure(value.value),
                    )
                )
        if row.title and not cells.title(row.title):
            found.append(
                Fault(
                    row.at,
                    f'gelar "{cells.shown(row.title)}" tidak dikenal; isi juara 1-3, harapan 1-4,'
                    " terbaik N, finalis, nominasi, wakil, atau peserta",
                )
            )
        if row.total and row.most and row.percent and row.most.value:
            share = 100 * row.total.value / row.most.value
            rounding = 50 * 10.0 ** -arithmetic.decimals([row.total.value]) / row.most.value
            if abs(share - row.percent.value) > TOLERANCE + rounding:
                found.append(
                    Fault(
                        row.percent.at,
                        f"{figure(row.percent.value)}% ({who}) tidak sama dengan"
                        f" {figure(round(share, 2))}% ({figure(row.total.value)} dari"
                        f" {figure(row.most.value)}); toleransi {figure(TOLERANCE)}",
                    )
                )
    return found


def _weights(draft: Draft) -> list[Fault]:
    """Weights that do not add up to what the file states, or that are per cent and do not add up to
    a hundred.
    """
    stated = draft.stated_weight
    weights = [one.weight for one in draft.criteria.values()]
    known = [weight for weight in weights if weight is not None]
    if stated is None or not known:
        return []
    if None in weights:
        lacking = next(one for one in draft.criteria.values() if one.weight is None)
        return [
            Fault(
                lacking.at,
                f'bobot "{lacking.name}" kosong padahal jumlah bobot disebut; isi bobotnya',
            )
        ]
    total = sum(known)
    if abs(total - stated.value) <= TOLERANCE:
        return []
    return [
        Fault(
            stated.at,
            f"jumlah bobot tertulis {figure(stated.value)}, sedangkan bobotnya berjumlah"
            f" {figure(total)} ({' + '.join(figure(one) for one in known[:MOST_LISTED])}); perbaiki"
            " salah satunya",
        )
    ]


def _twice(draft: Draft, matches: Mapping[str, Match]) -> list[Fault]:
    """One kecamatan in two rows of one table, or one value from two tables."""
    rows: dict[tuple[str, ...], str] = {}
    values: dict[tuple[str, ...], Number] = {}
    found = []
    for row in draft.rows:
        who = matches[row.place].code or row.place
        one = (row.sheet, who, row.stage or "", row.juror)
        if one in rows:
            who = matches[row.place].place.called
            found.append(
                Fault(
                    row.at, f"{who} disebut dua kali, di {rows[one]} dan {row.at}; hapus salah satu"
                )
            )
            continue
        rows[one] = row.at
        for part, value in row.parts.items():
            same = (who, row.stage or "", row.juror, *part)
            if value and same in values and values[same].value != value.value:
                found.append(
                    Fault(
                        value.at,
                        f"{figure(value.value)} berbeda dari {figure(values[same].value)} di"
                        f" {values[same].at} untuk nilai yang sama",
                    )
                )
            elif value:
                values[same] = value
    return found


# How a total may come from its parts.
Way = tuple[str, str]  # which parts, and by which formula
Formula = Callable[[list[float], list[Criterion | None]], float | None]


def _weighted(values: list[float], of: list[Criterion | None], whole: bool) -> float | None:
    weights = [one.weight for one in of if one and one.weight is not None]
    if len(weights) != len(values) or not sum(weights):
        return None
    return sum(w * v for w, v in zip(weights, values, strict=True)) / (
        100 if whole else sum(weights)
    )


def _shares(values: list[float], of: list[Criterion | None]) -> float | None:
    known = [one for one in of if one and one.weight is not None and one.most]
    if len(known) != len(values):
        return None
    return sum(
        (one.weight or 0) * value / (one.most or 1)
        for one, value in zip(known, values, strict=True)
    )


FORMULAS: dict[str, Formula] = {
    "jumlah": lambda values, _: sum(values),
    "rata-rata": lambda values, _: sum(values) / len(values),
    "rata-rata berbobot": lambda values, of: _weighted(values, of, whole=False),
    "jumlah bobot kali nilai dibagi 100": lambda values, of: _weighted(values, of, whole=True),
    "jumlah bobot kali bagian dari maksimum": _shares,
}


def _totals(draft: Draft) -> tuple[list[Fault], list[Fault]]:
    """Totals that do not come from their parts as most totals of the sheet do; and sheets where no
    formula explains most.
    """
    by_table: dict[tuple[str, int], list[tuple[Row, dict[Way, float]]]] = defaultdict(list)
    for row in draft.rows:
        if row.total and (gives := _gives(draft, row)):
            by_table[row.sheet, row.table].append((row, gives))
    wrong, unknown = [], []
    for rows in by_table.values():
        way, count, allowed = _way(rows)
        if count * 2 < len(rows):
            at = rows[0][0].total.at if rows[0][0].total else rows[0][0].at
            unknown.append(
                Fault(
                    at,
                    "total pada lembar ini tidak dapat diperiksa: bukan jumlah, rata-rata, atau"
                    " hitungan berbobot dari kolomnya",
                )
            )
            continue
        rounding = _Rounding(draft, [row for row, _ in rows], way)
        for row, gives in rows:
            if way not in gives or row.total is None or _near(gives[way], row.total, allowed):
                continue
            said = (
                f"total {draft.places[row.place].called} {figure(row.total.value)} tidak sama"
                f" dengan {figure(round(gives[way], 4))} ({way[1]} bagiannya)"
            )
            if _near(gives[way], row.total, rounding.of(row)):
                unknown.append(Fault(row.total.at, f"{said}; selisihnya sebesar pembulatan"))
            else:
                told = f"{said}; toleransi {figure(round(allowed, 3))}"
                wrong.append(Fault(row.total.at, told))
    return wrong, unknown


class _Rounding:
    """By how much a total may differ from its parts where all are printed rounded, as those are
    that were counted themselves: of jurors, of stages, times a weight.
    """

    def __init__(self, draft: Draft, rows: Sequence[Row], way: Way) -> None:
        self.draft, self.way = draft, way
        self.total = arithmetic.error([row.total.value if row.total else None for row in rows])
        parts = dict.fromkeys(part for row in rows for part in row.parts)
        held = {
            part: [value.value if (value := row.parts.get(part)) else None for row in rows]
            for part in parts
        }
        self.parts = {part: arithmetic.error(values) for part, values in held.items()}

    def of(self, row: Row) -> float:
        """The difference that rounding alone may make in a row: no formula falls with its parts."""
        above = {
            part: value and value._replace(value=value.value + self.parts[part])
            for part, value in row.parts.items()
        }
        most = _gives(self.draft, row._replace(parts=above)).get(self.way, 0.0)
        exact = _gives(self.draft, row).get(self.way, 0.0)
        return self.total + most - exact


def _recaps(draft: Draft, matches: Mapping[str, Match]) -> tuple[list[Fault], list[Fault]]:
    """Totals of all jurors that do not come from the totals of each as most do; and that no formula
    explains most.
    """
    of_jurors: dict[tuple[str, str | None], list[float]] = defaultdict(list)
    for row in draft.rows:
        if row.juror and row.total:
            of_jurors[matches[row.place].code or row.place, row.stage].append(row.total.value)
    by_table: dict[tuple[str, int], list[tuple[str, Number, dict[str, float]]]] = defaultdict(list)
    for row in draft.rows:
        values = of_jurors.get((matches[row.place].code or row.place, row.stage), [])
        if row.total and not row.juror and len(values) > 1:
            gives = {"jumlah": sum(values), "rata-rata": sum(values) / len(values)}
            by_table[row.sheet, row.table].append(
                (draft.places[row.place].called, row.total, gives)
            )
    wrong, unknown = [], []
    for rows in by_table.values():
        fits = Counter(
            name for _, total, gives in rows for name, value in gives.items() if _near(value, total)
        )
        name = max(("rata-rata", "jumlah"), key=lambda one: fits[one])
        if fits[name] * 2 < len(rows):
            unknown.append(
                Fault(
                    rows[0][1].at,
                    "total pada lembar ini bukan jumlah atau rata-rata dari total para juri",
                )
            )
            continue
        of_all = arithmetic.error([total.value for _, total, _ in rows])
        of_one = arithmetic.error([value for values in of_jurors.values() for value in values])
        for who, total, gives in rows:
            if _near(gives[name], total):
                continue
            said = (
                f"total {who} {figure(total.value)} tidak sama dengan"
                f" {figure(round(gives[name], 4))} ({name} para juri)"
            )
            many = round(gives["jumlah"] / gives["rata-rata"]) if gives["rata-rata"] else 1
            if _near(gives[name], total, of_all + of_one * (many if name == "jumlah" else 1)):
                unknown.append(Fault(total.at, f"{said}; selisihnya sebesar pembulatan"))
            else:
                wrong.append(Fault(total.at, f"{said}; toleransi {figure(TOLERANCE)}"))
    return wrong, unknown


def _gives(draft: Draft, row: Row) -> dict[Way, float]:
    """What a row's parts give by each way of adding them up: all of them, and those of each kind
    alone.
    """
    kinds = list(dict.fromkeys(kind for kind, _ in row.parts))
    found: dict[Way, float] = {}
    for these in dict.fromkeys([" ".join(kinds), *kinds]):
        parts = [(part, value) for part, value in row.parts.items() if part[0] in these.split()]
        if not parts or any(value is None for _, value in parts):
            continue
        values = [value.value for _, value in parts if value]
        of = [
            (
                draft.criteria.get(part[1])
                if part[0] == "kriteria"
                else Criterion("", part[1], draft.weights.get(part), None, "")
            )
            for part, _ in parts
        ]
        found |= {
            (these, name): result
            for name, formula in FORMULAS.items()
            if (result := formula(values, of)) is not None
        }
    return found


def _near(value: float, total: Number | None, allowed: float = TOLERANCE) -> bool:
    return total is not None and abs(value - total.value) <= allowed + 1e-9


def _way(rows: list[tuple[Row, dict[Way, float]]]) -> tuple[Way, int, float]:
    """How the totals of a table come from their parts, in how many rows, and by how much another
    row may differ.

    First as if the parts were exact, then as if they were rounded where they are printed: 0.05 is
    much on a scale of four.
    """
    totals = [row.total.value if row.total else None for row, _ in rows]
    kinds = dict.fromkeys(part for row, _ in rows for part in row.parts)
    parts = [
        [value.value if (value := row.parts.get(part)) else None for row, _ in rows]
        for part in kinds
    ]
    ways = list(dict.fromkeys(way for _, gives in rows for way in gives))
    best: tuple[Way, int, float] = (ways[0], 0, TOLERANCE)
    for rounded in ([], parts):
        exact = arithmetic.tolerance(totals, rounded)
        fits = Counter(
            way
            for row, gives in rows
            for way, value in gives.items()
            if _near(value, row.total, exact)
        )
        way = max(ways, key=lambda one: fits[one])
        if rounded and fits[way] < MOSTLY * len(rows):
            continue
        if fits[way] > best[1]:
            best = (way, fits[way], arithmetic.tolerance(totals, rounded, is_lenient=True))
        if 2 * best[1] >= len(rows):
            break
    return best


def _ranks(draft: Draft) -> tuple[list[Fault], list[Fault]]:
    """Ranks that contradict the totals beside them, and ties that the committee broke. 1, 2, 2, 4
    and 1, 2, 2, 3 are in use.
    """
    found, told = [], []
    groups: dict[tuple[str, int, str | None, str, str], list[Row]] = defaultdict(list)
    for row in [*draft.rows, *draft.skipped]:
        if row.rank:
            groups[row.sheet, row.table, row.stage, row.juror, row.zone].append(row)
            fixed = cells.title(row.title)
            implied = _implied(fixed) if fixed else None
            if implied and implied != row.rank.value:
                found.append(
                    Fault(
                        row.rank.at,
                        f"peringkat {figure(row.rank.value)} ({draft.places[row.place].called})"
                        " tidak sesuai gelar "
                        f'"{row.title}" (peringkat {implied})',
                    )
                )
    for rows in groups.values():
        ranked = [(row, row.rank, row.total) for row in rows if row.rank and row.total]
        if len(ranked) < len(rows):
            continue
        least = min(rank.value for _, rank, _ in ranked)
        broken: list[tuple[Row, Number, Number]] = []
        for row, rank, total in ranked:
            above = [other.value for _, _, other in ranked if other.value > total.value + SAME]
            tied = [one.value for _, one, t in ranked if abs(t.value - total.value) <= SAME]
            firsts = {len(above) + 1, len(_distinct(above)) + 1}
            place = int(rank.value - (least - 1))
            better = [one - (least - 1) for one in tied if one < rank.value]
            is_simple = place in firsts and not better and len(set(tied)) == 1
            if is_simple or row in draft.skipped:
                continue
            orders = {first + len(better) for first in firsts}
            orders |= {first + len(set(better)) for first in firsts}
            if place in orders and len(tied) > 1:
                broken.append((row, rank, total))
                continue
            found.append(
                Fault(
                    rank.at,
                    f"peringkat {figure(rank.value)} ({draft.places[row.place].called}) tidak"
                    f" sesuai total {figure(total.value)}; menurut total seharusnya"
                    f" {len(above) + int(least)}",
                )
            )
        if broken:
            who = ", ".join(
                f"{draft.places[row.place].called} {figure(rank.value)}" for row, rank, _ in broken
            )
            told.append(
                Fault(
                    broken[0][1].at,
                    f"nilai yang sama diberi peringkat berbeda oleh panitia ({who}); peringkat"
                    " tertulis dipakai",
                )
            )
    return found, told


def _distinct(values: Sequence[float]) -> list[float]:
    """Values of which none is another but for what computing leaves."""
    return [one for n, one in enumerate(values) if all(abs(one - o) > SAME for o in values[:n])]


def _implied(placement: str) -> int | None:
    kind, _, place = placement.partition("_")
    return {"juara": 0, "harapan": 3, "terbaik": 0}.get(kind, 0) + int(place) if place else None


def _jurors(draft: Draft, matches: Mapping[str, Match]) -> list[Fault]:
    """Kecamatan that some jurors of a stage judged and others did not; a name that nobody knows is
    a fault of its own.
    """
    judged: dict[str | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[str, str] = {}
    called: dict[str, str] = {}
    scored: set[tuple[str | None, str]] = set()
    for row in draft.rows:
        if row.juror and (who := matches[row.place].code):
            if row.total or any(row.parts.values()):
                scored.add((row.stage, who))
            judged[row.stage][row.juror].add(who)
            first.setdefault(who, row.at)
            called.setdefault(who, matches[row.place].place.called)
    found = []
    for stage, by_juror in judged.items():
        everyone = set().union(*by_juror.values())
        during = f" pada tahap {stage.replace('_', ' ')}" if stage else ""
        found += [
            Fault(
                draft.blank.get((juror, names.key(called[who])), first[who]),
                f'{juror} belum menilai {called[who]}{during}; isi nilainya, atau "-" bila memang'
                " tidak menilai",
            )
            for juror, judges in by_juror.items()
            for who in sorted(everyone - judges)
            if (stage, who) in scored
        ]
    return found


def listing(found: Iterable[Fault]) -> str:
    """Faults line by line."""
    return "\n".join(map(str, found))
