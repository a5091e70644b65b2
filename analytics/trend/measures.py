"""Measures of a series and of a distribution, with their sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.trend.rows import Kind

# editions below which no test of trend is given: four in perfect order would still have p = 0.08
FEWEST = 5


@dataclass(frozen=True)
class Trend:
    """Kendall's test of a series against its years: tau (-1 to 1) and the exact two-sided p; both
    None where none is given.
    """

    observations: int
    tau: float | None
    p_value: float | None
    reason: Literal["", "short", "ties"] = ""


def trend(years: Sequence[int], values: Sequence[float | None]) -> Trend:
    """Test whether a series rises or falls over its years; values of None or NA are no
    observations.

    No test is given below five observations, nor where two values are equal, for which the exact
    distribution does not hold.
    """
    known = [
        (year, float(value))
        for year, value in zip(years, values, strict=True)
        if value is not None and not pd.isna(value)
    ]
    if len(known) < FEWEST:
        return Trend(len(known), None, None, "short")
    if len({value for _, value in known}) < len(known):
        return Trend(len(known), None, None, "ties")
    # A second of imports that most visits never need.
    from scipy.stats import kendalltau  # noqa: PLC0415

    found = kendalltau([year for year, _ in known], [value for _, value in known], method="exact")
    return Trend(len(known), float(found.statistic), float(found.pvalue))


def gini(counts: Sequence[int]) -> float | None:
    """How unequally successes are spread: 0 where all have the same, (n − 1) / n where one of n has
    all; None without any.
    """
    ordered, total = sorted(counts), sum(counts)
    if not total:
        return None
    n = len(ordered)
    return sum((2 * place - n - 1) * count for place, count in enumerate(ordered, start=1)) / (
        n * total
    )


def top_share(counts: Sequence[int], most: int = 5) -> float | None:
    """The share (0-1) of all successes that the most successful hold; None without any."""
    total = sum(counts)
    return sum(sorted(counts, reverse=True)[:most]) / total if total else None


@cached
def odds_ratio(kinds: Rows[Kind]) -> float | None:
    """The odds of kota to be in a final against those of kabupaten, from kinds(); None where one of
    them has no odds.
    """
    odds = {row.kind: (row.finals, row.chances - row.finals) for row in each(kinds)}
    if set(odds) != {"kabupaten", "kota"} or not (
        odds["kabupaten"][0] and odds["kabupaten"][1] and odds["kota"][1]
    ):
        return None
    return (odds["kota"][0] / odds["kota"][1]) / (odds["kabupaten"][0] / odds["kabupaten"][1])
