"""How pages hold the published data: connections, answers, and what is left of a generation when
another is in force.
"""

import gc
import threading
import weakref
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import streamlit as st

from analytics.core.cache import cached
from pages.parts.shared import store


@pytest.fixture
def generations(tmp_path: Path) -> list[str]:
    """Five databases, each with a number of its own."""
    paths = [str(tmp_path / f"{number}.duckdb") for number in range(5)]
    for number, path in enumerate(paths):
        with duckdb.connect(path) as con:
            con.execute("CREATE TABLE number AS SELECT ?::INTEGER AS number", [number])
    return paths


def number(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return con.execute("SELECT number FROM number").df()


def asked(generation: str) -> int:
    return int(store._answer(generation, number, ())["number"].iloc[0])


def test_a_question_outlives_the_place_of_its_connection(generations: list[str]) -> None:
    first, *others = generations

    def slow(con: duckdb.DuckDBPyConnection) -> list[int]:
        meanwhile = [asked(generation) for generation in others]  # more than there are connections
        return [int(number(con)["number"].iloc[0]), *meanwhile]

    assert store._answer(first, slow, ()) == [0, 1, 2, 3, 4]


def test_nothing_is_left_of_a_generation_when_another_is_in_force(generations: list[str]) -> None:
    @cached
    def doubled(rows: pd.DataFrame) -> pd.DataFrame:
        return rows * 2

    store._follow(generations[0])
    answer = store._answer(generations[0], number, ())
    left = [weakref.ref(answer), weakref.ref(doubled(answer))]
    del answer
    store._follow(generations[0])
    gc.collect()
    assert all(one() is not None for one in left)
    store._follow(generations[1])
    gc.collect()
    assert [one() for one in left] == [None, None]
    assert asked(generations[0]) == 0  # a run that still reads it


def test_turns_are_taken_in_the_order_of_coming_and_none_is_lost() -> None:
    turns, order = store.Turns(1), list[str]()

    def take(name: str) -> None:
        with turns:
            order.append(name)

    with turns:
        threads = []
        for number in range(5):
            threads.append(threading.Thread(target=take, args=(str(number),)))
            threads[-1].start()
            while len(turns._waiting) <= number:
                pass
    take("came last")  # at once, when the turn has just been given back
    for thread in threads:
        thread.join()
    assert order == ["0", "1", "2", "3", "4", "came last"]
    two = store.Turns(2)
    with two, two:
        assert two._free == 0
    assert two._free == 2


def test_what_is_fetched_later_is_of_the_generation_of_the_page(generations: list[str]) -> None:
    old, new = generations[:2]
    st.session_state[store.GENERATION] = old
    download = store.later(number)
    store._follow(new)
    st.session_state[store.GENERATION] = new
    assert store.ask(number)["number"].tolist() == [1]
    assert download()["number"].tolist() == [0]
