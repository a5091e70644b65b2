"""What each of several causes adds to a change, when together they make the whole of it.

The Shapley value (Shapley 1953) gives each cause the mean of what it changes when it is put in
place after others, over all orders in which the causes can be put in place. It is the only division
that adds up to the change, treats equal causes alike, gives nothing to what changes nothing, and
adds where changes add. That any measure can be taken apart so, in whatever it depends on, is the
decomposition procedure of Shorrocks (2013). It says how the numbers come about, not why somebody
gave them.

L. S. Shapley, "A value for n-person games", Contributions to the Theory of Games II (1953).
A. F. Shorrocks, "Decomposition procedures for distributional analysis: a unified framework based on
the Shapley value", Journal of Economic Inequality 11 (2013).
"""

from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial, floor
from typing import TypeVar

Cause = TypeVar("Cause", bound=Hashable)


def shapley(
    causes: Sequence[Cause], worth: Callable[[frozenset[Cause]], Fraction | int]
) -> dict[Cause, Fraction]:
    """What each cause adds to worth(all causes) − worth(none); exact, and their sum is just that.

    Args:
        causes: few: each subset of them is looked at once.
        worth: the value where some causes are as they are now and the others as they were before.
    """
    whole = len(causes)
    values = {
        some: Fraction(worth(some))
        for size in range(whole + 1)
        for some in map(frozenset, combinations(causes, size))
    }
    # The share of the orders in which just these come before the cause
    shares = [
        Fraction(factorial(size) * factorial(whole - size - 1), factorial(whole))
        for size in range(whole)
    ]
    return {
        cause: sum(
            (
                shares[len(some)] * (values[some | {cause}] - value)
                for some, value in values.items()
                if cause not in some
            ),
            Fraction(),
        )
        for cause in causes
    }


def rounded(parts: Sequence[Fraction], decimals: int, whole: int | None = None) -> list[float]:
    """Parts rounded to some decimals so that what is shown adds up: each is rounded down, and those
    with the largest rests are raised by one unit (the method of the largest remainder). What is
    nothing stays nothing.

    Args:
        parts: exact ones.
        decimals: of what is shown.
        whole: what they are to add up to, in units of the last decimal, less than one unit from
            their sum; by default the sum rounded.

    Raises:
        ValueError: the whole is further away.
    """
    units = [part * 10**decimals for part in parts]
    total = sum(units, Fraction())
    goal = round(total) if whole is None else whole
    if abs(goal - total) >= 1:
        raise ValueError(f"{goal} is not {float(total)} rounded")
    low = [floor(unit) for unit in units]
    by_rest = sorted(range(len(units)), key=lambda at: (low[at] - units[at], at))
    raised = set(by_rest[: goal - sum(low)])
    return [(unit + (at in raised)) / 10**decimals for at, unit in enumerate(low)]
