"""How far the jurors agree, who is strict, and how sure the places are.

Everything rests on the scores of jurors who judged the same kecamatan by the same indicators. With
fewer than three jurors or three kecamatan nothing is said (`too_few`).
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import rankdata
from scipy.stats import t as student

from analytics.assessment.questions import EXACT, Array, places, scores
from analytics.assessment.rows import Place, Score, Severity, Sure, Without
from analytics.assessment.verification import LIMIT, spread
from analytics.core.query import Connection
from analytics.core.rows import Rows, columns, declared
from analytics.indicator import questions as indicator_questions

LEAST = 3  # jurors, and kecamatan
DRAWS = 2000
SEED = 2024
CERTAIN = 0.95
Reason = Literal["jurors", "entrants", "weights", "equal"]


class Panel(NamedTuple):
    """What the jurors gave: `places` by row, `jurors` by name, `shares`
    of the maximum by place, indicator and juror (0-1, no gaps), `weights` by indicator (sum 1),
    `left_out`: kecamatan without every score.
    """

    places: Rows[Place]
    jurors: list[str]
    shares: Array
    weights: Array
    left_out: int

    @property
    def totals(self) -> Array:
        """Totals under the weights, 0-1: one row per place, one column per juror."""
        summed: Array = np.round(np.einsum("kij,i->kj", self.shares, self.weights), EXACT)
        return summed


class Concordance(NamedTuple):
    """Kendall's W (0-1), and what chance alone gives: its mean, its 95th percentile, and how often
    it reaches W.
    """

    w: float
    chance: float
    chance_high: float
    p: float


class Interval(NamedTuple):
    """A value with its interval."""

    value: float
    low: float
    high: float


def panel(con: Connection, edition_id: str, stage: str) -> Panel | Reason:
    """The jurors of one edition and stage, or why nothing can be said: too few jurors or entrants,
    weights not known, or every juror gives all entrants the same total.

    Only kecamatan with a score of every juror for every indicator are compared.
    """
    rows = scores(con, edition_id, stage)
    known = (
        indicator_questions.of_edition(con, edition_id)
        .drop_duplicates("code")
        .set_index("code")["weight"]
    )
    return panel_of(
        rows[rows["juror"].notna()], {str(code): float(weight) for code, weight in known.items()}
    )


def panel_of(rows: Rows[Score], known: Mapping[str, float]) -> Panel | Reason:
    """The same for scores from anywhere, such as a contest that is not closed yet.

    Args:
        rows: the scores of one stage, each of one juror.
        known: the weight of each indicator.
    """
    jurors = sorted(rows["juror"].unique(), key=lambda name: (len(name), name))
    criteria = sorted(rows["indicator"].unique(), key=lambda code: (len(code), code))
    weights = np.array([known.get(code, np.nan) for code in criteria], dtype=float)
    wide = rows.assign(share=rows["value"] / rows["value_max"]).pivot_table(
        index="code", columns=["indicator", "juror"], values="share"
    )
    wide = wide.reindex(columns=pd.MultiIndex.from_product([criteria, jurors]))
    complete = wide.dropna()
    if reason := too_few(len(jurors), len(complete)):
        return reason
    if np.isnan(weights).any() or not weights.sum():
        return "weights"
    who = (
        rows[list(columns(Place))]
        .drop_duplicates("code")
        .set_index("code")
        .loc[complete.index]
        .reset_index()
    )
    cube = complete.to_numpy(dtype=float).reshape(len(complete), len(criteria), len(jurors))
    found = Panel(
        declared(Place, who), jurors, cube, weights / weights.sum(), len(wide) - len(complete)
    )
    return "equal" if (np.ptp(found.totals, axis=0) == 0).all() else found


def too_few(jurors: int, entrants: int) -> Reason | None:
    """Why nothing is said of agreement: fewer than three jurors, or fewer than three kecamatan;
    else None.
    """
    return "jurors" if jurors < LEAST else "entrants" if entrants < LEAST else None


def kendall(totals: Array) -> float:
    """Kendall's coefficient of concordance W, corrected for ties (Kendall and Gibbons 1990): 0
    none, 1 full agreement.

    Args:
        totals: one row per entrant, one column per juror. NaN where every juror gives all entrants
        the same.
    """
    ranks = np.apply_along_axis(rankdata, 0, totals)
    return float(_w(ranks.sum(axis=1), ranks))


def _w(sums: Array, ranks: Array) -> Array:
    entrants, jurors = ranks.shape
    ties = sum(
        float((counts**3 - counts).sum())
        for counts in (np.unique(column, return_counts=True)[1] for column in ranks.T)
    )
    whole = jurors**2 * (entrants**3 - entrants) - jurors * ties
    spread = ((sums - sums.mean(axis=0)) ** 2).sum(axis=0)
    return np.asarray(12 * spread / whole if whole else spread * np.nan)


def concordance(totals: Array, draws: int = DRAWS, seed: int = SEED) -> Concordance:
    """Kendall's W beside what jurors who judge at random would reach: each juror's ranks shuffled
    on their own.
    """
    rng = np.random.default_rng(seed)
    ranks = np.apply_along_axis(rankdata, 0, totals)
    sums = np.zeros((len(ranks), draws))
    for column in ranks.T:
        sums += rng.permuted(np.tile(column[:, None], draws), axis=0)
    found, chance = kendall(totals), _w(sums, ranks)
    reached = float((1 + (chance >= found - 10**-EXACT).sum()) / (1 + draws))
    return Concordance(found, float(chance.mean()), float(np.quantile(chance, CERTAIN)), reached)


def alpha(ratings: Array) -> float:
    """Krippendorff's alpha for ordinal data: 1 full agreement, 0 what chance gives, below 0 worse.

    After Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": observed and expected
    disagreement from the matrix of coincidences; the distance of two values counts the ratings
    between them.

    Args:
        ratings: one row per unit, one column per juror, NaN where one did not judge. NaN where all
        ratings are equal.
    """
    counts = _counts(ratings)
    return _alpha(counts, np.ones(len(counts)))


def alpha_interval(ratings: Array, draws: int = 500, seed: int = SEED) -> Interval:
    """Alpha with the middle 95% of what samples of its units (drawn with replacement) give."""
    counts = _counts(ratings)
    times = np.random.default_rng(seed).multinomial(
        len(counts), np.full(len(counts), 1 / len(counts)), draws
    )
    drawn = [_alpha(counts, row) for row in times.astype(float)]
    low, high = np.nanquantile(drawn, [(1 - CERTAIN) / 2, (1 + CERTAIN) / 2])
    return Interval(_alpha(counts, np.ones(len(counts))), float(low), float(high))


def _counts(ratings: Array) -> Array:
    """How often each unit got each value, for units that at least two judged."""
    values = np.unique(np.round(ratings[~np.isnan(ratings)], EXACT))
    counts = (np.round(ratings, EXACT)[:, :, None] == values).sum(axis=1).astype(float)
    found: Array = counts[counts.sum(axis=1) >= 2]
    return found


def _alpha(counts: Array, times: Array) -> float:
    pairable = times / (counts.sum(axis=1) - 1)
    coincidences = (counts * pairable[:, None]).T @ counts - np.diag(counts.T @ pairable)
    of_value = coincidences.sum(axis=1)
    upto = np.cumsum(of_value) - of_value / 2
    distance = (upto[:, None] - upto[None, :]) ** 2
    expected = float(of_value @ distance @ of_value)
    return (
        1 - (of_value.sum() - 1) * float((coincidences * distance).sum()) / expected
        if expected
        else float("nan")
    )


def severity(of: Panel) -> Rows[Severity]:
    """How strict each juror is beside the mean of all.

    The mean over kecamatan of what the juror gives less than the jurors together, all indicators
    alike, with a Student interval from its spread between kecamatan (95%).
    """
    less = -(of.shares - of.shares.mean(axis=2, keepdims=True)).mean(axis=1)
    count = len(less)
    margin = student.ppf((1 + CERTAIN) / 2, count - 1) * less.std(axis=0, ddof=1) / np.sqrt(count)
    mean = less.mean(axis=0)
    ends = {"low": mean - margin, "high": mean + margin}
    return declared(Severity, pd.DataFrame({"juror": of.jurors, "severity": mean, **ends}))


def without_one(of: Panel) -> Rows[Without]:
    """Places by the mean of all jurors and with each left out, best first."""
    totals = of.totals
    every = places(np.round(totals.mean(axis=1), EXACT))
    left = np.column_stack(
        [
            places(np.round(np.delete(totals, juror, axis=1).mean(axis=1), EXACT))
            for juror in range(len(of.jurors))
        ]
    )
    found = of.places.assign(
        place=every, low=left.min(axis=1), high=left.max(axis=1), without=left.tolist()
    )
    ordered = found.sort_values(["place", "kecamatan"], kind="stable").reset_index(drop=True)
    return declared(Without, ordered)


def rank_intervals(
    totals: Array, level: float = CERTAIN, draws: int = DRAWS, seed: int = SEED
) -> npt.NDArray[np.int64]:
    """The places each entrant may truly hold: one row per entrant, the best and the worst place.

    After Mogstad, Romano, Shaikh and Wilhelm (2024), "Inference for Ranks with Applications to
    Mobility across Neighbourhoods and Academic Achievement across Countries", Review of Economic
    Studies 91(1): all differences to one entrant get simultaneous intervals, from a parametric
    bootstrap of the largest studentised difference; who is surely better pushes the best place
    down, who is surely worse lifts the worst place up. The standard error comes from the jurors:
    what is left of the totals when entrant and juror are taken out, pooled over entrants, since a
    few jurors tell too little of one. Being strict towards all cancels out. The intervals of the
    differences cover as often as `level` says, those of places at least as often, in truth nearly
    always. Each entrant's interval stands by itself.

    Args:
        totals: one row per entrant, one column per juror, no gaps.
    """
    means, margin = totals.mean(axis=1), margins(totals, level, draws, seed)
    ahead = means[None, :] - means[:, None]
    low = (ahead > margin[:, None] + 10**-EXACT).sum(axis=1) + 1
    high = len(totals) - (ahead < -margin[:, None] - 10**-EXACT).sum(axis=1)
    return np.column_stack([low, high])


def margins(totals: Array, level: float = CERTAIN, draws: int = DRAWS, seed: int = SEED) -> Array:
    """By how much the mean of another may differ from each entrant's by chance: half the width of
    the simultaneous intervals of all differences to that entrant, for rank_intervals. With one
    standard error for all it is the same for each, so that all that is drawn tells of all, and
    equal totals get equal intervals.
    """
    error, freedom = _error(totals)
    rng = np.random.default_rng(seed)
    drawn = rng.normal(size=(draws, len(totals)))
    scale = np.sqrt(2 * rng.chisquare(freedom, (draws, 1)) / freedom)
    largest = (
        np.maximum(
            drawn - drawn.min(axis=1, keepdims=True), drawn.max(axis=1, keepdims=True) - drawn
        )
        / scale
    )
    margin = np.quantile(largest, level) * np.sqrt(2) * error
    return np.full(len(totals), margin)


def _error(totals: Array) -> tuple[float, int]:
    """The standard error of an entrant's mean, and the degrees of freedom of that."""
    entrants, jurors = totals.shape
    rest = totals - totals.mean(axis=1)[:, None] - totals.mean(axis=0)[None, :] + totals.mean()
    freedom = (entrants - 1) * (jurors - 1)
    return float(np.sqrt((rest**2).sum() / freedom / jurors)), freedom


class Apart(NamedTuple):
    """A value far from what the jurors give together: shares of the maximum (0-1)."""

    kecamatan: str
    indicator: str
    juror: str
    share: float
    median: float  # of all jurors


def apart(rows: Rows[Score], least: float = 0.2) -> list[Apart]:
    """Values to talk about, the farthest first: where at least three jurors gave one, that which
    lies at least `least` of the maximum from their median, and beyond two scaled median absolute
    deviations of all such distances (Leys and others 2013), as in the field visit. Being far is no
    fault: it says who should tell each other what they saw.

    Args:
        rows: as of panel_of(), with gaps or without.
        least: a share of the maximum, 0-1.
    """
    shares = rows.assign(share=rows["value"].astype(float) / rows["value_max"].astype(float))
    of_all = shares.groupby(["code", "indicator"], sort=False)["share"]
    told = shares.assign(median=of_all.transform("median"))[of_all.transform("size") >= LEAST]
    if told.empty:
        return []
    distance = told["share"] - told["median"]
    _, scale = spread(distance.to_numpy(dtype=float))
    limit = max(least - 10**-EXACT, LIMIT * scale)
    far = told[distance.abs() >= limit]
    found = [Apart(*row) for row in far[list(Apart._fields)].itertuples(index=False, name=None)]
    return sorted(found, key=lambda one: -abs(one.share - one.median))


class Findings(NamedTuple):
    """What the page tells of a panel: concordance of the totals, ordinal alpha over kecamatan and
    indicators, severity, and places with the rank intervals.
    """

    concordance: Concordance
    alpha: Interval
    severity: Rows[Severity]
    places: Rows[Sure]


def of_panel(con: Connection, edition_id: str, stage: str) -> Findings:
    """All of this for one edition and stage, for which panel() gives a panel.

    Raises:
        ValueError: there is none, for the reason that panel() gives.
    """
    of = panel(con, edition_id, stage)
    if not isinstance(of, Panel):
        raise ValueError(of)
    return told_of(of)


def told_of(of: Panel) -> Findings:
    """The same for a panel that is there already."""
    sure = pd.DataFrame(rank_intervals(of.totals), columns=["sure_low", "sure_high"]).assign(
        code=of.places["code"]
    )
    ratings = of.shares.reshape(-1, len(of.jurors))
    return Findings(
        concordance(of.totals),
        alpha_interval(ratings),
        severity(of),
        declared(Sure, without_one(of).merge(sure, on="code")),
    )
