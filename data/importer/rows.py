"""What the rows below a header are: entrants, summaries, rows of weights or maxima, headings of
zones, notes and signatures.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from data.importer import arithmetic, cells, numbers, vocabulary
from data.importer.geometry import Block, Places, Spot


@dataclass
class Rows:
    """Rows of a block's grid by what they are."""

    entrants: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)  # names of kecamatan beside which nothing stands
    zones: dict[int, str] = field(default_factory=dict)  # of entrants, the heading above them
    limits: list[tuple[int, str]] = field(default_factory=list)  # bobot or maksimum
    summaries: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


MOST_SUMMED = 1000  # rows above a row of which it is asked whether it sums them up
SUMMARIES: tuple[Callable[[Sequence[float]], float], ...] = (
    sum, statistics.fmean, max, min, statistics.median, statistics.pstdev,
    lambda values: statistics.stdev(values) if len(values) > 1 else 0.0,
)  # fmt: skip


def classify(block: Block, places: Places) -> Rows:
    """Say of each row below the header what it is."""
    found = Rows()
    zone = ""
    for row in block.body:
        spots = block.grid[row]
        own = [spot for spot in spots if spot.words and not spot.is_filled]
        if not own:
            continue
        name = spots[block.anchor].words
        first = name or own[0].words
        figures = [spot for spot in spots[block.anchor + 1 :] if numbers.is_number(spot.value)]
        is_known = bool(name) and bool(places.kecamatan(name)) and len(name) < 120
        if len(own) == 1 and not is_known and not figures and vocabulary.ZONE.fullmatch(first):
            zone = first
        elif is_known:
            _entrant(found, block, row, zone, bool(figures))
        elif vocabulary.WEIGHTS_ROW.match(first) and figures_or_percent(spots, block.anchor):
            found.limits.append((row, "bobot"))
        elif (
            vocabulary.MOST_ROW.match(first)
            and figures
            and not _is_summary(block, row, found.entrants)
        ):
            found.limits.append((row, "maksimum"))
        elif vocabulary.SUMMARY.match(first):
            found.summaries.append((row, first))
        elif all(vocabulary.is_column_number(spot.words) for spot in own):
            continue
        elif name and not figures and not numbers.is_number(name) and _is_listed(block, row):
            _entrant(found, block, row, zone, is_judged=False)
        elif not name or not figures or numbers.is_number(name):
            found.notes.append((row, first))
        elif (places.kabkota(name) or places.provinsi(name)) or _is_summary(
            block, row, found.entrants
        ):
            found.summaries.append((row, first))
        else:
            _entrant(found, block, row, zone, is_judged=True)
    return found


def figures_or_percent(spots: Sequence[Spot], anchor: int) -> bool:
    """Whether numbers, also per cent, stand right of the names."""
    return any(numbers.is_number(spot.value) for spot in spots[anchor + 1 :])


def _entrant(found: Rows, block: Block, row: int, zone: str, is_judged: bool) -> None:
    spots = block.grid[row]
    if not is_judged and not any(_says(spot) for spot in spots[block.anchor + 1 :]):
        found.blank.append(row)
        return
    found.entrants.append(row)
    if zone:
        found.zones[row] = zone


def _is_listed(block: Block, row: int) -> bool:
    """Whether a name that nobody knows is one of the list without a score: absences beside it, or a
    number before it.
    """
    spots = block.grid[row]
    absences = sum(cells.is_absent(spot.value) for spot in spots[block.anchor + 1 :])
    return absences > 1 or any(numbers.is_number(spot.value) for spot in spots[: block.anchor])


def _says(spot: Spot) -> bool:
    """Whether a cell beside a name is a judgement in words: a title, or that there is no score."""
    return bool(spot.words) and (
        cells.is_absent(spot.value)
        or cells.title(spot.words) is not None
        or cells.place(spot.words) is not None
    )


def _is_summary(block: Block, row: int, entrants: Sequence[int]) -> bool:
    """Whether the numbers of a row are the sums, means, … of those above it, all by the same
    rule.
    """
    columns = [
        c
        for c in range(block.anchor + 1, len(block.grid[row]))
        if numbers.is_number(block.grid[row][c].value)
    ]
    if not 2 <= len(entrants) <= MOST_SUMMED or not columns:
        return False
    for rule in SUMMARIES:
        holds = 0
        for column in columns:
            above = [
                v for r in entrants if (v := numbers.value(block.grid[r][column].value)) is not None
            ]
            said = numbers.value(block.grid[row][column].value)
            if len(set(above)) > 1 and said is not None:
                allowed = max(arithmetic.error([said]), 0.006)
                holds += abs(rule(above) - said) <= allowed
        if holds == len(columns) and (len(columns) > 1 or rule in (sum, statistics.fmean, max)):
            return True
    return False
