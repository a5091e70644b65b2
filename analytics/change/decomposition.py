"""The change of a total and of a place taken apart, where both editions have scores per indicator.

The two editions are brought into one frame: the indicators of either (those that are the same in
one column), and whoever was judged in either. Each group of causes is either as it was before or as
it is now; worked out is the total, or the place by it, for every mixture, and the Shapley value of
these is what each cause adds (change.shapley). At the ends the mixtures are the two editions as
they were, so that all adds up to what happened. In between holds:

- An indicator that only one edition has counts with its score there and with its share of all
  weights; what is left of these is divided among the indicators of both, as it was or as it is
  now. Somebody without a score for it is judged by the rest.
- Who was there in one edition only keeps the scores of that one.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from math import floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.assessment.questions import EXACT, Array, Field
from analytics.change.rows import Move, Part
from analytics.change.shapley import rounded, shapley
from analytics.core.rows import Rows, declared

POINTS, PLACES = 2, 1  # decimals that are shown
CAUSES = ("own", "others", "left", "came", "weights", "indicators")


class Frame(NamedTuple):
    """Two editions in one frame: a row for whoever was judged in either, the own one first; a
    column for each indicator of either. Shares of the maximum, 0-1; NaN where there is none.
    """

    before: Array
    now: Array
    weights_before: Array  # shares of their sum; NaN: not an indicator then
    weights_now: Array
    codes: tuple[str, ...]  # of the columns: the code now, before where it has gone
    names: tuple[str, ...]

    @property
    def common(self) -> npt.NDArray[np.bool_]:
        """Which indicators are in both editions."""
        return ~np.isnan(self.weights_before) & ~np.isnan(self.weights_now)

    @property
    def was_there(self) -> npt.NDArray[np.bool_]:
        """Who was judged before."""
        return np.asarray(~np.isnan(self.before).all(axis=1))

    @property
    def is_there(self) -> npt.NDArray[np.bool_]:
        """Who is judged now."""
        return np.asarray(~np.isnan(self.now).all(axis=1))


def frame(
    before: Field,
    now: Field,
    same: Mapping[str, str],
    units: tuple[Mapping[str, str], Mapping[str, str]],
    own: str,
) -> Frame | None:
    """Bring the scores of two editions into one frame. Whoever lacks a score has no total and is
    left out, as in every ranking by scores.

    Args:
        before: of the earlier edition.
        now: of the later one.
        same: the code of each indicator before that is one of now, with its code now.
        units: who each place_id is, before and now.
        own: who it is about.

    Returns:
        None where weights are not known, the own one lacks a score, or no indicator with a weight
        is in both.
    """
    added = [code for code in now.criteria["code"] if code not in same.values()]
    columns = [*(same.get(code, f"<{code}") for code in before.criteria["code"]), *added]
    sides = []
    for field, known, called in (
        (before, units[0], {code: same.get(code, f"<{code}") for code in before.criteria["code"]}),
        (now, units[1], {code: code for code in now.criteria["code"]}),
    ):
        if field.weights is None:
            return None
        judged = field.of(field.complete)
        codes = [called[code] for code in field.criteria["code"]]
        rows = pd.DataFrame(
            judged.shares, index=judged.places["code"].map(known).to_numpy(), columns=codes
        )
        weights = pd.Series(field.weights / field.weights.sum(), index=codes)
        names = dict(zip(codes, field.criteria["name"], strict=True))
        sides.append((rows, weights.reindex(columns).to_numpy(dtype=float), names))
    (rows_before, weights_before, called_before), (rows_now, weights_now, called_now) = sides
    common = weights_before * weights_now > 0
    if own not in rows_before.index or own not in rows_now.index or not common.any():
        return None
    everybody = [own, *sorted({*rows_before.index, *rows_now.index} - {own})]
    return Frame(
        rows_before.reindex(index=everybody, columns=columns).to_numpy(dtype=float),
        rows_now.reindex(index=everybody, columns=columns).to_numpy(dtype=float),
        weights_before,
        weights_now,
        tuple(code.removeprefix("<") for code in columns),
        tuple(str((called_before | called_now)[code]) for code in columns),
    )


def _in_force(of: Frame, changed: frozenset[str]) -> Array:
    """The weight of each column in a mixture, their sum 1; 0 where the indicator does not count.

    An indicator that only one edition has keeps its share; the rest is divided among those that are
    in both as it was, or as it is now.
    """
    common = of.common
    held = of.weights_now if "indicators" in changed else of.weights_before
    weights: Array = np.where(common | np.isnan(held), 0.0, held)
    shares = _of_common(of.weights_now if "weights" in changed else of.weights_before, common)
    weights[common] = (1 - weights.sum()) * shares
    return weights


def place(of: Frame, changed: frozenset[str]) -> int:
    """The place of the own one where some causes are as they are now and the others as they were
    before; equal totals share the better place.
    """
    was, there = of.was_there, of.is_there
    newer = np.where(was & there, "others" in changed, there)
    newer[0] = "own" in changed
    first = np.where(newer[:, None], of.now, of.before)
    second = np.where(newer[:, None], of.before, of.now)
    shares = np.where(np.isnan(first), second, first)
    weights = np.where(np.isnan(shares), 0.0, _in_force(of, changed))
    sums = weights.sum(axis=1)
    known = sums > 0
    totals = np.full(len(shares), -np.inf)
    parts = weights / np.where(known, sums, 1)[:, None]
    totals[known] = np.round((np.nan_to_num(shares) * parts).sum(axis=1), EXACT)[known]
    present = np.where(was & there, True, np.where(there, "came" in changed, "left" not in changed))
    return 1 + int((present & (totals > totals[0])).sum())


def active(of: Frame) -> tuple[str, ...]:
    """The causes that are not the same in both editions; own scores, and those of others who were
    there in both, count as such.
    """
    was, there = of.was_there, of.is_there
    common = of.common
    first, second = (_of_common(one, common) for one in (of.weights_before, of.weights_now))
    differ = {
        "own": True,
        "others": int((was & there).sum()) > 1,
        "left": bool((was & ~there).any()),
        "came": bool((~was & there).any()),
        "weights": bool((np.abs(first - second) > 10**-EXACT).any()),
        "indicators": not common.all(),
    }
    return tuple(cause for cause in CAUSES if differ[cause])


def _of_common(weights: Array, common: npt.NDArray[np.bool_]) -> Array:
    """The weights of the common indicators as shares of their sum."""
    found: Array = weights[common] / weights[common].sum()
    return found


def _scaled(weights: Array) -> list[Fraction]:
    parts = [Fraction(float(weight)) for weight in weights]
    whole = sum(parts, Fraction())
    return [part / whole for part in parts]


def total(of: Frame, changed: frozenset[str], at: int | None = None) -> Fraction:
    """The own total as a share of the highest possible, 0-1, or what one column adds to it; the
    cause "own" is all own scores.
    """
    weights = _scaled(_in_force(of, changed))
    first, second = (of.now, of.before) if "own" in changed else (of.before, of.now)
    shares = np.where(np.isnan(first[0]), second[0], first[0])
    return sum(
        (
            weight * Fraction(float(share))
            for number, (weight, share) in enumerate(zip(weights, shares, strict=True))
            if at in {None, number} and weight
        ),
        Fraction(),
    )


def percent(share: Fraction) -> int:
    """A total in percent as it is shown, in units of its last decimal. Halves go up: so two of them
    differ by less than a unit from what they differ by.
    """
    units: Fraction = share * 100 * 10**POINTS + Fraction(1, 2)
    return floor(units)


def parts(of: Frame) -> Rows[Part]:
    """What each own score, the weights, and indicators that came or went add to the change of the
    own total.

    A total is a sum over indicators, and what is neither an own score nor a weight of an indicator
    changes nothing in what it adds: so the Shapley value of all causes together is the sum of those
    of each indicator alone, of three causes.
    """
    games = [
        shapley(("own", "weights", "indicators"), partial(total, of, at=at))
        for at in range(len(of.codes))
    ]
    common = np.flatnonzero(of.common)
    shared = [cause for cause in ("weights", "indicators") if cause in active(of)]
    effects = [games[at]["own"] for at in common]
    effects += [sum((game[cause] for game in games), Fraction()) for cause in shared]
    before, after = (percent(total(of, some)) for some in (frozenset(), frozenset(CAUSES)))
    points = [100 * effect for effect in effects]
    others = [None] * len(shared)
    found = pd.DataFrame(
        {
            "cause": ["score"] * len(common) + shared,
            "criterion": [*(of.codes[at] for at in common), *others],
            "name": [*(of.names[at] for at in common), *others],
            "before": [*of.before[0, common], *others],
            "now": [*of.now[0, common], *others],
            "weight_before": [*of.weights_before[common], *others],
            "weight_now": [*of.weights_now[common], *others],
            "effect": [float(point) for point in points],
            "shown": rounded(points, POINTS, after - before),
        }
    )
    return declared(Part, found)


def moves(of: Frame, official: tuple[int | None, int | None] = (None, None)) -> Rows[Move]:
    """What each group of causes adds to the change of the place, positive is up; an official change
    that is another than the one by the scores of the stage has a rest of its own.

    Args:
        of: the frame.
        official: the places before and now, where they are known.
    """
    effects = shapley(active(of), lambda some: -place(of, some))
    was, there = of.was_there, of.is_there
    counts = {
        "others": int((was & there).sum()) - 1,
        "left": int((was & ~there).sum()),
        "came": int((~was & there).sum()),
    }
    before, now = official
    if before is not None and now is not None:
        rest = before - now - sum(effects.values(), Fraction())
        effects |= {"rest": rest} if rest else {}
    found = pd.DataFrame(
        {
            "cause": list(effects),
            "count": pd.Series([counts.get(cause) for cause in effects], dtype="Int64"),
            "effect": [float(effect) for effect in effects.values()],
            "shown": rounded(list(effects.values()), PLACES),
        }
    )
    return declared(Move, found)
