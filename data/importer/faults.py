"""What is wrong with the figures of a file: all at once, each with the address of its cell and how to mend it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from babel.numbers import format_decimal

from data import names
from data.importer import cells
from data.importer.draft import Criterion, Draft, Fault, Number, Row
from data.importer.match import Match

TOLERANCE = 0.05  # points by which a total or a percentage may differ from what its parts give: they are rounded
UNUSED = "tanpa itu nilai tiap kriteria tidak tampil di halaman Penilaian"
Part = tuple[str, str]


def figure(value: float) -> str:
    """A number as an Indonesian reads it: 1234,5."""
    return str(format_decimal(round(value, 4), format="0.####", locale="id"))


def find(draft: Draft, matches: Mapping[str, Match], accept: bool) -> list[Fault]:
    """Every fault of a draft: of its names, its values, its weights, its totals, its ranks and its jurors.

    `accept` takes the first proposal for a name that is not sure.
    """
    found = [
        *draft.faults, *_names(matches, accept), *_values(draft), *_weights(draft), *_twice(draft, matches),
        *_totals(draft)[0], *_recaps(draft, matches)[0], *_ranks(draft), *_jurors(draft, matches),
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def notices(draft: Draft, matches: Mapping[str, Match], accept: bool, level: str) -> list[Fault]:
    """What is no fault but should be known."""
    taken = [Fault(one.place.at, one.why) for one in matches.values() if accept and one.code and not one.is_sure]
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
    return [*draft.notices, *taken, *twice, *_lacking(draft), *_totals(draft)[1], *_recaps(draft, matches)[1]]


def _lacking(draft: Draft) -> list[Fault]:
    """What the scores of criteria need so that they can be compared, and the file does not say."""
    judged = [row for row in draft.rows if any(kind == "kriteria" for kind, _ in row.parts)]
    without_most = [one for one in draft.criteria.values() if one.most is None] if judged else []
    without_stage = [row for row in judged if row.implied_stage is None]
    found = []
    if without_most:
        found.append(
            Fault(
                without_most[0].at, f"nilai maksimum {len(without_most)} kriteria tidak disebut; {UNUSED}; isi nilai maksimumnya"
            )
        )
    if without_stage:
        found.append(Fault(without_stage[0].at, f"tahap penilaian tidak disebut; {UNUSED}; pilih tahapnya"))
    return found


def _names(matches: Mapping[str, Match], accept: bool) -> list[Fault]:
    wrong = [one for one in matches.values() if not one.is_sure and not (accept and one.code)]
    return [Fault(one.place.at, one.why + ("; pilih kecamatannya" if one.others else "")) for one in wrong]


def _most(draft: Draft, part: Part) -> float | None:
    return draft.criteria[part[1]].most if part[0] == "kriteria" else None


def _values(draft: Draft) -> list[Fault]:
    """Values that are negative, above their maximum, or not there."""
    found = []
    for row in draft.rows:
        limits = [(value, _most(draft, part)) for part, value in row.parts.items()]
        limits.append((row.total, row.most.value if row.most else None))
        for value, most in limits:
            if value and value.value < 0:
                found.append(Fault(value.at, f"{figure(value.value)} negatif; nilai paling kecil 0"))
            elif value and most is not None and value.value > most:
                found.append(Fault(value.at, f"{figure(value.value)} melebihi nilai maksimum {figure(most)}"))
        found += [Fault(at, 'kosong; isi nilainya, atau "-" bila memang tidak dinilai') for at in row.empty]
        if row.title and not cells.title(row.title):
            found.append(
                Fault(
                    row.at,
                    f'gelar "{cells.shown(row.title)}" tidak dikenal; isi juara 1-3, harapan 1-4, terbaik N, finalis, nominasi, '
                    "wakil, atau peserta",
                )
            )
        if row.total and row.most and row.percent and row.most.value:
            share = 100 * row.total.value / row.most.value
            if abs(share - row.percent.value) > TOLERANCE:
                found.append(
                    Fault(
                        row.percent.at,
                        f"{figure(row.percent.value)}% tidak sama dengan {figure(round(share, 2))}% "
                        f"({figure(row.total.value)} dari {figure(row.most.value)}); toleransi {figure(TOLERANCE)}",
                    )
                )
    return found


def _weights(draft: Draft) -> list[Fault]:
    stated = draft.stated_weight
    weights = [one.weight for one in draft.criteria.values()]
    if stated is None or not weights:
        return []
    if None in weights:
        lacking = next(one for one in draft.criteria.values() if one.weight is None)
        return [Fault(lacking.at, "bobot kriteria ini kosong padahal jumlah bobot disebut; isi bobotnya")]
    total = sum(weight for weight in weights if weight is not None)
    if abs(total - stated.value) <= TOLERANCE:
        return []
    return [
        Fault(
            stated.at,
            f"jumlah bobot tertulis {figure(stated.value)}, sedangkan bobotnya berjumlah {figure(total)}; perbaiki salah satunya",
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
            found.append(Fault(row.at, f"kecamatan ini sudah ada di {rows[one]}; hapus salah satu"))
            continue
        rows[one] = row.at
        for part, value in row.parts.items():
            same = (who, row.stage or "", row.juror, *part)
            if value and same in values and values[same].value != value.value:
                found.append(
                    Fault(
                        value.at,
                        f"{figure(value.value)} berbeda dari {figure(values[same].value)} di {values[same].at} untuk nilai yang "
                        "sama",
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
    return sum(w * v for w, v in zip(weights, values, strict=True)) / (100 if whole else sum(weights))


def _shares(values: list[float], of: list[Criterion | None]) -> float | None:
    known = [one for one in of if one and one.weight is not None and one.most]
    if len(known) != len(values):
        return None
    return sum((one.weight or 0) * value / (one.most or 1) for one, value in zip(known, values, strict=True))


FORMULAS: dict[str, Formula] = {
    "jumlah": lambda values, _: sum(values),
    "rata-rata": lambda values, _: sum(values) / len(values),
    "rata-rata berbobot": lambda values, of: _weighted(values, of, whole=False),
    "jumlah bobot kali nilai dibagi 100": lambda values, of: _weighted(values, of, whole=True),
    "jumlah bobot kali bagian dari maksimum": _shares,
}


def _totals(draft: Draft) -> tuple[list[Fault], list[Fault]]:
    """Totals that do not come from their parts as most totals of the sheet do; and sheets where no formula explains most."""
    by_table: dict[tuple[str, int], list[tuple[Row, dict[Way, float]]]] = defaultdict(list)
    for row in draft.rows:
        if row.total and (gives := _gives(draft, row)):
            by_table[row.sheet, row.table].append((row, gives))
    wrong, unknown = [], []
    for rows in by_table.values():
        fits = Counter(way for row, gives in rows for way, value in gives.items() if _near(value, row.total))
        ways = list(dict.fromkeys(way for _, gives in rows for way in gives))
        way, count = max(((way, fits[way]) for way in ways), key=lambda one: one[1])
        if count * 2 < len(rows) and len(rows) > 2:
            at = rows[0][0].total.at if rows[0][0].total else rows[0][0].at
            unknown.append(
                Fault(
                    at,
                    "total pada lembar ini tidak dapat diperiksa: bukan jumlah, rata-rata, atau hitungan berbobot dari kolomnya",
                )
            )
            continue
        for row, gives in rows:
            if way in gives and row.total and not _near(gives[way], row.total):
                wrong.append(
                    Fault(
                        row.total.at,
                        f"total {figure(row.total.value)} tidak sama dengan {figure(round(gives[way], 4))} ({way[1]} bagiannya); "
                        f"toleransi {figure(TOLERANCE)}",
                    )
                )
    return wrong, unknown


def _recaps(draft: Draft, matches: Mapping[str, Match]) -> tuple[list[Fault], list[Fault]]:
    """Totals of all jurors that do not come from the totals of each as most do; and that no formula explains most."""
    of_jurors: dict[tuple[str, str | None], list[float]] = defaultdict(list)
    for row in draft.rows:
        if row.juror and row.total:
            of_jurors[matches[row.place].code or row.place, row.stage].append(row.total.value)
    by_table: dict[tuple[str, int], list[tuple[Number, dict[str, float]]]] = defaultdict(list)
    for row in draft.rows:
        values = of_jurors.get((matches[row.place].code or row.place, row.stage), [])
        if row.total and not row.juror and len(values) > 1:
            gives = {"jumlah": sum(values), "rata-rata": sum(values) / len(values)}
            by_table[row.sheet, row.table].append((row.total, gives))
    wrong, unknown = [], []
    for rows in by_table.values():
        fits = Counter(name for total, gives in rows for name, value in gives.items() if _near(value, total))
        name = max(("rata-rata", "jumlah"), key=lambda one: fits[one])
        if fits[name] * 2 < len(rows):
            unknown.append(Fault(rows[0][0].at, "total pada lembar ini bukan jumlah atau rata-rata dari total para juri"))
            continue
        wrong += [
            Fault(
                total.at,
                f"total {figure(total.value)} tidak sama dengan {figure(round(gives[name], 4))} ({name} para juri); toleransi "
                f"{figure(TOLERANCE)}",
            )
            for total, gives in rows
            if not _near(gives[name], total)
        ]
    return wrong, unknown


def _gives(draft: Draft, row: Row) -> dict[Way, float]:
    """What a row's parts give by each way of adding them up: all of them, and those of each kind alone."""
    kinds = list(dict.fromkeys(kind for kind, _ in row.parts))
    found: dict[Way, float] = {}
    for these in dict.fromkeys([" ".join(kinds), *kinds]):
        parts = [(part, value) for part, value in row.parts.items() if part[0] in these.split()]
        if not parts or any(value is None for _, value in parts):
            continue
        values = [value.value for _, value in parts if value]
        of = [
            draft.criteria.get(part[1]) if part[0] == "kriteria" else Criterion("", part[1], draft.weights.get(part), None, "")
            for part, _ in parts
        ]
        found |= {(these, name): result for name, formula in FORMULAS.items() if (result := formula(values, of)) is not None}
    return found


def _near(value: float, total: Number | None) -> bool:
    return total is not None and abs(value - total.value) <= TOLERANCE + 1e-9


def _ranks(draft: Draft) -> list[Fault]:
    """Ranks that do not follow from the totals beside them; both 1, 2, 2, 4 and 1, 2, 2, 3 are in use."""
    found = []
    groups: dict[tuple[str, int, str | None, str], list[Row]] = defaultdict(list)
    for row in draft.rows:
        if row.rank:
            groups[row.sheet, row.table, row.stage, row.juror].append(row)
            fixed = cells.title(row.title)
            implied = _implied(fixed) if fixed else None
            if implied and implied != row.rank.value:
                found.append(
                    Fault(
                        row.rank.at, f'peringkat {figure(row.rank.value)} tidak sesuai gelar "{row.title}" (peringkat {implied})'
                    )
                )
    for rows in groups.values():
        totals = [row.total.value for row in rows if row.total]
        for row in rows:
            if row.rank and row.total and len(totals) == len(rows):
                above = [value for value in totals if value > row.total.value]
                allowed = {len(above) + 1, len(set(above)) + 1}
                least = min(row.rank.value for row in rows if row.rank)
                if row.rank.value - (least - 1) not in allowed:
                    found.append(
                        Fault(
                            row.rank.at,
                            f"peringkat {figure(row.rank.value)} tidak sesuai total {figure(row.total.value)}; menurut total "
                            f"seharusnya {len(above) + int(least)}",
                        )
                    )
    return found


def _implied(placement: str) -> int | None:
    kind, _, place = placement.partition("_")
    return {"juara": 0, "harapan": 3, "terbaik": 0}.get(kind, 0) + int(place) if place else None


def _jurors(draft: Draft, matches: Mapping[str, Match]) -> list[Fault]:
    """Kecamatan that some jurors of a stage judged and others did not; a name that nobody knows is a fault of its own."""
    judged: dict[str | None, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[str, str] = {}
    called: dict[str, str] = {}
    for row in draft.rows:
        if row.juror and (who := matches[row.place].code):
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
                f'juri "{juror}" belum menilai {called[who]}{during}; isi nilainya, atau "-" bila memang tidak menilai',
            )
            for juror, judges in by_juror.items()
            for who in sorted(everyone - judges)
        ]
    return found


def listing(found: Iterable[Fault]) -> str:
    """Faults line by line."""
    return "\n".join(map(str, found))
