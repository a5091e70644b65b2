"""Results are kept by the content of what was given."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics.core import cache
from analytics.core.cache import cached, shared


def counting() -> tuple[list[object], Callable[..., object]]:
    calls: list[object] = []

    @cached
    def function(*args: object, **kwargs: object) -> object:
        calls.append((args, kwargs))
        return object()

    return calls, function


def test_equal_content_is_worked_out_once_and_other_content_anew() -> None:
    calls, function = counting()
    rows = pd.DataFrame({"name": ["Tandes", None], "rank": pd.array([1, None], dtype="Int64")})
    assert function(rows, dark=True) is function(rows.copy(), dark=True)
    assert len(calls) == 1
    assert function(rows, dark=False) is not function(rows, dark=True)
    changed = rows.copy()
    changed.loc[0, "rank"] = 2
    assert function(changed, dark=True) is not function(rows, dark=True)


def test_what_is_shared_is_told_apart_by_identity() -> None:
    calls, function = counting()
    one, other = shared(go.Figure()), shared(go.Figure())
    assert function(one) is function(one)
    assert function(one) is not function(other)
    del other
    for _ in range(
        50
    ):  # a new figure may take the place in memory of one that is gone, but not of one that is kept
        function(shared(go.Figure()))
    assert len(calls) == 52


def test_a_list_or_dict_that_was_kept_stands_for_its_content_too() -> None:
    @cached
    def listed(count: int) -> list[int]:
        return list(range(count))

    calls, function = counting()
    assert listed(3) == [0, 1, 2]
    function(listed(3))
    function(listed(3))
    function([0, 1, 2])
    assert len(calls) == 2
    assert shared({"a": 1}) == {"a": 1}


def test_the_longest_unused_is_forgotten() -> None:
    calls, function = counting()
    for number in range(cache.MOST):
        function(number)
    first = function(0)
    function("one more")
    assert function(0) is first
    function(1)
    assert len(calls) == cache.MOST + 2


def test_who_asks_while_it_is_worked_out_waits_for_it() -> None:
    calls = []

    @cached
    def slow(number: int) -> list[int]:
        calls.append(number)
        time.sleep(0.05)
        if number == 0 and len(calls) == 1:
            raise LookupError("too early")
        return [number]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(slow, [3] * 8))
    assert len(calls) == 1
    assert len({id(one) for one in found}) == 1
    calls.clear()
    with pytest.raises(LookupError, match="too early"):
        slow(0)
    assert slow(0) == [0]  # what failed is tried again


def test_many_threads_get_whole_results() -> None:
    _, function = counting()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: (number % 7, function(number % 7)), range(700)))
    last = {number: function(number) for number in range(7)}
    assert {id(result) for number, result in found if number == 3} >= {id(last[3])}
