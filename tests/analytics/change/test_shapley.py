"""What each cause adds: against all orders one by one, and what the Shapley value promises."""

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.change.shapley import rounded, shapley

CAUSES = "abcd"
SETS = [frozenset(some) for size in range(5) for some in combinations(CAUSES, size)]
NUMBER = st.fractions(-50, 50, max_denominator=7)
GAMES = st.lists(NUMBER, min_size=len(SETS), max_size=len(SETS)).map(
    lambda values: dict(zip(SETS, values, strict=True))
)
PARTS = st.lists(st.fractions(-9, 9, max_denominator=997), max_size=9)


def by_orders(game: dict[frozenset[str], Fraction]) -> dict[str, Fraction]:
    """The mean of what each cause changes, over all orders in which the causes can come."""
    sums = dict.fromkeys(CAUSES, Fraction())
    orders = list(permutations(CAUSES))
    for order in orders:
        for at, cause in enumerate(order):
            sums[cause] += game[frozenset(order[: at + 1])] - game[frozenset(order[:at])]
    return {cause: value / len(orders) for cause, value in sums.items()}


@settings(max_examples=30)
@given(GAMES)
def test_the_value_is_the_mean_over_all_orders_and_adds_up(
    game: dict[frozenset[str], Fraction],
) -> None:
    found = shapley(CAUSES, game.__getitem__)
    assert found == by_orders(game)
    assert sum(found.values()) == game[frozenset(CAUSES)] - game[frozenset()]


@settings(max_examples=20)
@given(GAMES, GAMES)
def test_what_changes_nothing_gets_nothing_equals_get_the_same_and_sums_add(
    game: dict[frozenset[str], Fraction], other: dict[frozenset[str], Fraction]
) -> None:
    idle = shapley(CAUSES, lambda some: game[some - {"d"}])
    assert idle["d"] == 0
    assert {one: idle[one] for one in "abc"} == shapley("abc", game.__getitem__)
    swap = str.maketrans("ab", "ba")
    alike = shapley(
        CAUSES, lambda some: game[some] + game[frozenset(one.translate(swap) for one in some)]
    )
    assert alike["a"] == alike["b"]
    both = shapley(CAUSES, lambda some: game[some] + other[some])
    apart = shapley(CAUSES, game.__getitem__), shapley(CAUSES, other.__getitem__)
    assert both == {one: apart[0][one] + apart[1][one] for one in CAUSES}


@given(PARTS, st.integers(0, 2), st.sampled_from([-1, 0, 1]))
def test_what_is_shown_adds_up_and_is_never_a_whole_unit_off(
    parts: list[Fraction], decimals: int, off: int
) -> None:
    unit = Fraction(1, 10**decimals)
    total = sum(parts, Fraction())
    goal = round(total / unit) + off
    if abs(goal - total / unit) >= 1:
        with pytest.raises(ValueError, match="rounded"):
            rounded(parts, decimals, goal)
        return
    shown = rounded(parts, decimals, goal)
    assert sum(round(one * 10**decimals) for one in shown) == goal
    for one, part in zip(shown, parts, strict=True):
        assert abs(Fraction(one).limit_denominator(100) - part) < unit
        assert part or not one


def test_by_hand() -> None:
    """A glove game: a left one and two right ones, a pair is worth 1."""
    worth = shapley("lrs", lambda some: int("l" in some and bool(some & {"r", "s"})))
    assert worth == {"l": Fraction(2, 3), "r": Fraction(1, 6), "s": Fraction(1, 6)}
    assert rounded([Fraction(1, 3)] * 3, 1) == [0.4, 0.3, 0.3]
    assert rounded([Fraction(-1, 3), Fraction(1, 3)], 1) == [-0.3, 0.3]
