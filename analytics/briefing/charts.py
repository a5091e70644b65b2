"""The charts of briefings as data: what is drawn on paper as vectors, on a slide as a chart or
table that can be edited, and said in words to whoever cannot see it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analytics.assessment.rows import Moved
from analytics.briefing.parts import cut
from analytics.briefing.rows import Bars, Lanes, Mark, Series
from analytics.core import text
from analytics.core.indicators import Names, named
from analytics.core.rows import Rows, each
from analytics.indicator.rows import ClaimedByIndicator, Pair
from analytics.innovation.rows import Count
from analytics.kabkota.rows import Sent, Year
from analytics.place.rows import Place
from analytics.standing.rows import Index, Medals, Step
from analytics.trend.rows import Sizes

UNITS = 10  # rows of a chart
YEARS = 18  # columns of a chart, the latest ones
FEWEST = 3  # marks that are worth a chart
NAME = 36  # letters of a name beside a chart
ALT = 1800  # letters
MEDALS = {
    "gold": "Juara 1",
    "silver": "Juara 2",
    "bronze": "Juara 3",
    "harapan": "Harapan",
    "finalist": "Finalis lain",
}


class Stood(NamedTuple):
    """Where somebody stood in the edition of a year."""

    unit: str
    year: int
    low: int | None  # None: no place is known
    high: int | None  # None: or its interval has no known end
    is_tied: bool | None
    is_finalist: bool


def of_steps(rows: Rows[Step]) -> list[Stood]:
    """The trail of units in a contest."""
    return [_stood(row.name, row) for row in each(rows)]


def of_places(rows: Rows[Place], *, is_one: bool) -> list[Stood]:
    """Places of kecamatan; of one alone, by the contest that it stood in."""
    return [
        _stood(f"SKK {row.region}" if is_one else row.kecamatan, row)
        for row in each(rows[rows["is_skk"].astype(bool)])
    ]


def of_years(rows: Rows[Year] | Rows[Sent], unit: str = "kecamatan") -> list[Stood]:
    """Whom a kabkota sent to its province, by kecamatan; or several kabkota, by their names."""
    return [
        _stood(str(getattr(row, unit)), row)
        for row in each(rows[rows["state"] == "known"])
        if text.is_known(getattr(row, unit))
    ]


def _stood(unit: str, row: Step | Place | Year | Sent) -> Stood:
    low = int(row.rank_low) if text.is_known(row.rank_low) else None
    high = int(row.rank_high) if text.is_known(row.rank_high) else None
    is_finalist = bool(text.is_known(row.is_finalist) and row.is_finalist)
    return Stood(unit, int(row.year), low, high, bool(low and row.is_tied), is_finalist)


def places(
    stood: Sequence[Stood], order: Iterable[str], years: Iterable[int], said: tuple[str, str]
) -> Lanes | None:
    """Places through the years.

    Args:
        stood: in any order.
        order: the units that are drawn, the first on top.
        years: those with a known edition.
        said: the caption, and the sentence that the chart shows.

    Returns:
        None where so few marks could be drawn that a sentence says as much.
    """
    held = set(years) | {one.year for one in stood}
    present = {one.unit for one in stood}
    units = [unit for unit in dict.fromkeys(order) if unit in present][:UNITS]
    shown = range(min(held), max(held) + 1)[-YEARS:] if held else range(0)
    seen = sorted(
        (one for one in stood if one.unit in units and one.year in shown),
        key=lambda one: (units.index(one.unit), -one.year, one.low or 1000),
    )
    if len(seen) < FEWEST:
        return None
    caption, finding = said
    return Lanes(
        caption,
        finding,
        _in_words(caption, seen),
        tuple(cut(unit, NAME) for unit in units),
        tuple(map(str, shown)),
        tuple(
            Mark(
                units.index(one.unit),
                shown.index(one.year),
                one.low,
                one.high,
                _label(one),
                text.tone(one.low, one.high),
            )
            for one in seen
        ),
        tuple(at for at, year in enumerate(shown) if year not in held),
    )


def _label(one: Stood) -> str:
    """A place as short as a mark is: "di bawah 5" is "> 5"."""
    if one.low is None:
        return "final" if one.is_finalist else "ikut"
    if one.high is None:
        return f">{one.low - 1}"
    return text.place(one.low, one.high, one.is_tied)


def _in_words(caption: str, seen: Sequence[Stood]) -> str:
    held: dict[str, list[str]] = {}
    for one in seen:
        known = text.place(one.low, one.high, one.is_tied) if one.low else ""
        place = f"peringkat {known}" if known else ("finalis" if one.is_finalist else "ikut")
        held.setdefault(one.unit, []).append(f"{one.year} {place}")
    told = [f"{cut(unit, NAME)}: {', '.join(said)}." for unit, said in held.items()]
    return cut(f"{caption}. {' '.join(told)}", ALT)


def index(rows: Rows[Index], said: tuple[str, str]) -> Bars | None:
    """Indeks prestasi of the best units."""
    shown = [*each(rows.head(UNITS))]
    return _bars(
        said,
        [row.name for row in shown],
        [_series("Indeks prestasi", "accent", [row.index for row in shown], 1)],
    )


def medals(rows: Rows[Medals], said: tuple[str, str]) -> Bars | None:
    """What units won in finals, as parts of the finals of each."""
    shown = [*each(rows.head(UNITS))]
    return _bars(
        said,
        [row.name for row in shown],
        [
            _series(name, tone, [getattr(row, tone) for row in shown])
            for tone, name in MEDALS.items()
        ],
        is_stacked=True,
    )


def sizes(rows: Rows[Sizes], said: tuple[str, str]) -> Bars | None:
    """How many took part and how many came into the final, each year."""
    shown = [*each(rows.sort_values("year").tail(YEARS))]
    return _bars(
        said,
        [str(row.year) for row in shown],
        [
            _series("Peserta", "finalist", [row.entrants for row in shown]),
            _series("Finalis", "accent", [row.finalists for row in shown]),
        ],
        is_upright=True,
    )


BASES = {
    "stated": ("Dinyatakan sumber", "accent"),
    "inferred": ("Disimpulkan penyusun", "harapan"),
    "rule": ("Usulan aturan", "silver"),
    "unknown": ("Belum ditempatkan", "finalist"),
}


def by_indicator(rows: Rows[Count], names: Names, said: tuple[str, str]) -> Bars | None:
    """How many innovations an indicator has, by the basis of it."""
    held = {(row.indicator, row.basis): float(row.innovations) for row in each(rows)}
    numbers = sorted({number for number, _ in held}, key=lambda number: (number == 0, number))
    return _bars(
        said,
        [named(number, names) for number in numbers],
        [
            _series(name, tone, [held.get((number, basis), 0) for number in numbers])
            for basis, (name, tone) in BASES.items()
        ],
        is_stacked=True,
    )


def claimed(rows: Rows[ClaimedByIndicator], names: Names, said: tuple[str, str]) -> Bars | None:
    """How many innovations are claimed for each indicator, and how many are listed by name."""
    shown = [*each(rows)]
    return _bars(
        said,
        [named(row.indicator, names) for row in shown],
        [
            _series("Diklaim", "finalist", [row.claimed for row in shown]),
            _series(
                "Tercatat", "accent", [row.stated + row.inferred + row.unknown for row in shown]
            ),
        ],
    )


def shares(rows: Rows[Pair], left: str, right: str, said: tuple[str, str]) -> Bars | None:
    """What part of all weights indicators have in two sets, in percent; where all are known."""
    if not rows[["weight", "weight_right"]].notna().all(axis=None):
        return None
    part = 100 * rows[["weight", "weight_right"]] / rows[["weight", "weight_right"]].sum()
    return _bars(
        said,
        list(rows["name"]),
        [
            _series(left, "finalist", list(part["weight"]), 1),
            _series(right, "accent", list(part["weight_right"]), 1),
        ],
    )


def moved(rows: Rows[Moved], said: tuple[str, str]) -> Bars | None:
    """What the documents and the visit gave, in percent of what could be given, best visit
    first.
    """
    shown = [*each(rows.sort_values("after", ascending=False).head(UNITS))]
    return _bars(
        said,
        [row.kecamatan for row in shown],
        [
            _series("Berkas", "finalist", [100 * row.before for row in shown], 1),
            _series("Lapangan", "accent", [100 * row.after for row in shown], 1),
        ],
    )


def _series(
    name: str, tone: str, values: Sequence[float | None], decimals: int | None = None
) -> Series:
    known = tuple(float(value) if text.is_known(value) else None for value in values)
    labels = ("" if value is None else text.fixed(value, decimals or 0) for value in known)
    return Series(name, tone, known, tuple(labels))


def _bars(
    said: tuple[str, str],
    names: Sequence[str],
    series: Sequence[Series],
    *,
    is_upright: bool = False,
    is_stacked: bool = False,
) -> Bars | None:
    filled = [one for one in series if any(one.values)]
    if len(names) < FEWEST or not filled:
        return None
    caption, finding = said
    told = [
        f"{cut(name, NAME)}: {', '.join(parts)}."
        for at, name in enumerate(names)
        if (
            parts := [
                f"{one.name.lower()} {one.labels[at]}"
                for one in filled
                if one.labels[at] and not (is_stacked and one.values[at] == 0)
            ]
        )
    ]
    return Bars(
        caption,
        finding,
        cut(f"{caption}. {' '.join(told)}", ALT),
        tuple(cut(name, NAME) for name in names),
        tuple(filled),
        is_upright,
        is_stacked,
    )
