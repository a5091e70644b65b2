"""A change of total and place taken apart: against a second implementation that goes through all
orders of the causes, on invented contests in which indicators, weights and entrants change.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import permutations
from math import floor
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.assessment.questions import Field, ranked
from analytics.assessment.rows import Criterion, Place
from analytics.change import decomposition as change_decomposition
from analytics.change.shapley import rounded
from analytics.core.rows import declared, each

Edition = dict[str, dict[str, Fraction]]  # shares by who and indicator
INDICATORS = "PQRS"
PEOPLE = ("own", "anu", "badu", "cici", "dodo")


class World(NamedTuple):
    """Two editions; the own one is in both."""

    before: Edition
    now: Edition
    weights_before: dict[str, Fraction]
    weights_now: dict[str, Fraction]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Editions with at least one indicator in both; shares in eighths, so that some are equal."""
    sides: list[Any] = []
    common = draw(st.sampled_from(INDICATORS))
    for _ in range(2):
        used = {common, *draw(st.sets(st.sampled_from(INDICATORS), max_size=3))}
        there = ["own", *draw(st.sets(st.sampled_from(PEOPLE[1:])))]
        share = st.integers(0, 8).map(lambda eighths: Fraction(eighths, 8))
        sides.append(
            (
                {one: {code: draw(share) for code in sorted(used)} for one in there},
                {code: Fraction(draw(st.integers(1, 5))) for code in sorted(used)},
            )
        )
    (before, weights_before), (now, weights_now) = sides
    return World(before, now, weights_before, weights_now)


def field(of: Edition, weights: dict[str, Fraction], mark: str) -> Field:
    """An edition as the questions about scores give it; its codes are its own."""
    codes = [f"{mark}{code}" for code in weights]
    places = pd.DataFrame({"code": list(of), "kecamatan": list(of), "kabkota": [None] * len(of)})
    criteria = pd.DataFrame(
        {
            "code": codes,
            "name": [f"Indikator {code}" for code in weights],
            "weight": [float(weight) for weight in weights.values()],
            "maximum": [8.0] * len(codes),
        }
    )
    shares = [[float(row[code]) for code in weights] for row in of.values()]
    return Field(declared(Place, places), declared(Criterion, criteria), np.array(shares))


def framed(of: World) -> change_decomposition.Frame:
    same = {f"b{code}": f"n{code}" for code in of.weights_before if code in of.weights_now}
    found = change_decomposition.frame(
        field(of.before, of.weights_before, "b"),
        field(of.now, of.weights_now, "n"),
        same,
        ({one: one for one in of.before}, {one: one for one in of.now}),
        "own",
    )
    assert found is not None
    return found


def weights_in(of: World, changed: frozenset[str]) -> dict[str, Fraction]:
    """The share of each indicator that counts in a mixture, in plain steps."""
    common = of.weights_before.keys() & of.weights_now.keys()
    held = of.weights_now if "indicators" in changed else of.weights_before
    alone = {
        code: weight / sum(held.values()) for code, weight in held.items() if code not in common
    }
    left = 1 - sum(alone.values(), Fraction())
    source = of.weights_now if "weights" in changed else of.weights_before
    whole = sum(source[code] for code in common)
    return alone | {code: left * source[code] / whole for code in common}


def total_in(weights: dict[str, Fraction], *scores: dict[str, Fraction]) -> Fraction:
    """The weighted mean of what is known; of several scores the first that is there."""
    known = {
        code: next(row[code] for row in scores if code in row)
        for code in weights
        if any(code in row for row in scores)
    }
    whole = sum(weights[code] for code in known)
    return sum((weights[code] * share / whole for code, share in known.items()), Fraction())


def place_in(of: World, changed: frozenset[str]) -> int:
    weights = weights_in(of, changed)
    totals = {}
    for one in of.before.keys() | of.now.keys():
        was, now = of.before.get(one), of.now.get(one)
        if was is not None and now is not None:
            is_newer = ("own" if one == "own" else "others") in changed
            totals[one] = total_in(weights, *((now, was) if is_newer else (was, now)))
        elif was is not None and "left" not in changed:
            totals[one] = total_in(weights, was)
        elif now is not None and "came" in changed:
            totals[one] = total_in(weights, now)
    return 1 + sum(total > totals["own"] for total in totals.values())


def by_orders(
    causes: Sequence[str], worth: Callable[[frozenset[str]], Fraction | int]
) -> dict[str, Fraction]:
    known = cache(worth)
    sums = dict.fromkeys(causes, Fraction())
    orders = list(permutations(causes))
    for order in orders:
        for at, cause in enumerate(order):
            sums[cause] += known(frozenset(order[: at + 1])) - known(frozenset(order[:at]))
    return {cause: value / len(orders) for cause, value in sums.items()}


@settings(max_examples=30)
@given(worlds())
def test_the_places_are_those_of_all_orders_and_add_up(of: World) -> None:
    frame = framed(of)
    expected = by_orders(change_decomposition.CAUSES, lambda some: -place_in(of, some))
    found = {row.cause: row for row in each(change_decomposition.moves(frame))}
    for cause, value in expected.items():
        assert abs((found[cause].effect if cause in found else 0) - float(value)) < 1e-12, cause
    change = place_in(of, frozenset()) - place_in(of, frozenset(change_decomposition.CAUSES))
    assert sum(round(10 * row.shown) for row in found.values()) == 10 * change


@settings(max_examples=30)
@given(worlds())
def test_the_parts_of_the_total_are_those_of_all_orders_and_add_up(of: World) -> None:
    common = sorted(of.weights_before.keys() & of.weights_now.keys())

    def worth(changed: frozenset[str]) -> Fraction:
        mine = {
            code: (of.now if code in changed else of.before)["own"][code] for code in common
        } | {
            code: share
            for row in (of.before["own"], of.now["own"])
            for code, share in row.items()
            if code not in common
        }
        return 100 * total_in(weights_in(of, changed), mine)

    expected = by_orders([*common, "weights", "indicators"], worth)
    rows = list(each(change_decomposition.parts(framed(of))))
    found = {str(row.criterion or row.cause).removeprefix("n"): row for row in rows}
    for cause, value in expected.items():
        assert abs((found[cause].effect if cause in found else 0) - float(value)) < 1e-9, cause
    ends = [worth(frozenset()), worth(frozenset([*common, "weights", "indicators"]))]
    change = floor(100 * ends[1] + Fraction(1, 2)) - floor(100 * ends[0] + Fraction(1, 2))
    assert abs(sum(round(100 * row.shown) for row in rows) - change) <= 1  # a half is a float's


@settings(max_examples=30)
@given(worlds())
def test_at_its_ends_a_mixture_is_the_edition_as_it_was(of: World) -> None:
    frame = framed(of)
    for changed, field_of in (
        (frozenset[str](), field(of.before, of.weights_before, "b")),
        (frozenset(change_decomposition.CAUSES), field(of.now, of.weights_now, "n")),
    ):
        own = next(row for row in each(ranked(field_of)) if row.code == "own")
        assert change_decomposition.place(frame, changed) == own.place
        assert abs(float(change_decomposition.total(frame, changed)) - own.total) < 1e-9


def test_two_halves_that_are_rounded_do_not_break_the_sum() -> None:
    """Half-even would show 0 and 2 for half a unit and one and a half, and their change as 2."""
    steps = [Fraction(number, 20_000) for number in range(6)]
    for before in steps:
        for now in steps:
            shown = change_decomposition.percent(now) - change_decomposition.percent(before)
            (part,) = rounded([100 * (now - before)], 2, shown)
            assert round(100 * part) == shown


def shares(*eighths: int) -> dict[str, Fraction]:
    return {code: Fraction(value, 8) for code, value in zip("PQ", eighths, strict=False)}


EQUAL = {"P": Fraction(1), "Q": Fraction(1)}


def told(of: World) -> dict[str, float]:
    return {row.cause: row.effect for row in each(change_decomposition.moves(framed(of)))}


def test_by_hand_who_alone_changes_gets_all_of_it() -> None:
    field_before = {"own": shares(4, 4), "anu": shares(5, 5), "badu": shares(6, 6)}
    better = field_before | {"own": shares(7, 7)}
    assert told(World(field_before, better, EQUAL, EQUAL)) == {"own": 2, "others": 0}
    worse = field_before | {"anu": shares(1, 1)}
    assert told(World(field_before, worse, EQUAL, EQUAL)) == {"own": 0, "others": 1}
    gone = {one: row for one, row in field_before.items() if one != "badu"}
    assert told(World(field_before, gone, EQUAL, EQUAL)) == {"own": 0, "others": 0, "left": 1}
    assert told(World(gone, field_before, EQUAL, EQUAL)) == {"own": 0, "others": 0, "came": -1}


def test_by_hand_weights_and_indicators_alone() -> None:
    people = {"own": shares(8, 0), "anu": shares(0, 6)}
    heavy = {"P": Fraction(3), "Q": Fraction(1)}
    assert told(World(people, people, EQUAL, EQUAL)) == {"own": 0, "others": 0}
    light = {"P": Fraction(1), "Q": Fraction(3)}
    assert told(World(people, people, heavy, light)) == {"own": 0, "others": 0, "weights": -1}
    only = {one: {"P": row["P"]} for one, row in people.items()}
    alone = {"P": Fraction(1)}
    assert told(World(only, people, alone, light)) == {"own": 0, "others": 0, "indicators": -1}


def test_an_official_change_that_scores_do_not_give_has_a_rest() -> None:
    people = {"own": shares(4, 4), "anu": shares(5, 5)}
    frame = framed(World(people, people | {"own": shares(8, 8)}, EQUAL, EQUAL))
    rows = {row.cause: row.shown for row in each(change_decomposition.moves(frame, (5, 1)))}
    assert rows == {"own": 1.0, "others": 0.0, "rest": 3.0}
    assert "rest" not in set(change_decomposition.moves(frame, (2, 1))["cause"])
    assert "rest" not in set(change_decomposition.moves(frame, (None, 1))["cause"])


def test_without_weights_own_scores_or_a_common_indicator_there_is_no_frame() -> None:
    people = {"own": shares(4, 4), "anu": shares(5, 5)}
    whole = field(people, EQUAL, "b")
    unweighed = whole._replace(
        criteria=declared(Criterion, whole.criteria.assign(weight=[1.0, None]))
    )
    gone = whole._replace(shares=np.array([[np.nan, 0.5], [0.5, 0.5]]))
    units = ({one: one for one in people},) * 2
    same = {"bP": "bP", "bQ": "bQ"}
    assert change_decomposition.frame(whole, whole, same, units, "own") is not None
    assert change_decomposition.frame(unweighed, whole, same, units, "own") is None
    assert change_decomposition.frame(whole, gone, same, units, "own") is None
    assert change_decomposition.frame(whole, whole, {}, units, "own") is None
