"""What is shared cannot be changed in place, by whatever way; what is derived from it can."""

import copy
import json
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics.core import drawing
from analytics.core.cache import cached, shared
from analytics.standing import questions as standing_questions
from tests import real


def table() -> pd.DataFrame:
    return pd.DataFrame(
        {"a": [1, 2, 3], "b": ["x", "y", "z"], "c": pd.array([1, None, 3], dtype="Int64")}
    )


TABLE: dict[str, Callable[[Any], object]] = {
    "column": lambda rows: rows.__setitem__("a", 1),
    "new column": lambda rows: rows.__setitem__("d", 1),
    "attribute": lambda rows: setattr(rows, "a", 1),
    "columns": lambda rows: setattr(rows, "columns", list("xyz")),
    "index": lambda rows: setattr(rows, "index", [3, 4, 5]),
    "loc": lambda rows: rows.loc.__setitem__((0, "a"), 9),
    "iloc": lambda rows: rows.iloc.__setitem__((0, 0), 9),
    "at": lambda rows: rows.at.__setitem__((0, "a"), 9),
    "iat": lambda rows: rows.iat.__setitem__((0, 0), 9),
    "insert": lambda rows: rows.insert(0, "d", 1),
    "pop": lambda rows: rows.pop("a"),
    "del": lambda rows: rows.__delitem__("a"),
    "update": lambda rows: rows.update(table() * 2),
    "iadd": lambda rows: rows.__iadd__(rows),
    "drop": lambda rows: rows.drop(columns="a", inplace=True),
    "sort": lambda rows: rows.sort_values("a", ascending=False, inplace=True),
    "fill": lambda rows: rows.fillna(0, inplace=True),
    "values": lambda rows: rows["a"].values.__setitem__(0, 9),
    "numpy": lambda rows: rows["a"].to_numpy().__setitem__(0, 9),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", TABLE)
def test_a_shared_table_refuses_every_change(name: str) -> None:
    rows = shared(table())
    with pytest.raises((TypeError, ValueError), match=r"shared by all visitors|read-only"):
        TABLE[name](rows)
    pd.testing.assert_frame_equal(pd.DataFrame(rows), table())


def test_what_is_made_of_a_shared_table_is_free() -> None:
    rows = shared(table())
    more = (
        rows.assign(d=1),
        rows.merge(rows, on="a"),
        copy.deepcopy(rows),
        rows.fillna({"c": 0}),
        rows.sort_values("a"),
    )
    for derived in (rows.copy(), rows.head(2), rows[rows["a"] > 1], *more):
        derived["e"] = 5
        derived.loc[derived.index[0], "e"] = 6
    column = rows["a"]
    column.loc[0] = 9
    assert rows.loc[0, "a"] == 1
    assert list(rows["a"]) == [1, 2, 3]


def test_a_shared_series_refuses_too() -> None:
    one = shared(pd.Series([1, 2], name="n"))
    for change in (
        lambda: one.__setitem__(0, 9),
        lambda: one.loc.__setitem__(0, 9),
        lambda: setattr(one, "name", "m"),
    ):
        with pytest.raises(TypeError, match="shared"):
            change()
    assert (one.name, list(one)) == ("n", [1, 2])


class Pair(NamedTuple):
    rows: pd.DataFrame
    cells: list[dict[str, list[int]]]
    values: np.ndarray[Any, Any]


def test_parts_are_frozen_too_and_copies_are_plain() -> None:
    pair = shared(Pair(table(), [{"a": [1]}], np.zeros(2)))
    assert isinstance(pair, Pair)
    for change in (
        lambda: pair.rows.__setitem__("a", 1),
        lambda: pair.cells.append({}),
        lambda: pair.cells[0].update(b=1),
        pair.cells[0]["a"].sort,
        lambda: pair.cells[0].__ior__({"b": [2]}),
        lambda: pair.values.__setitem__(0, 1),
    ):
        with pytest.raises((TypeError, ValueError), match=r"shared by all visitors|read-only"):
            change()
    assert json.loads(json.dumps(pair.cells)) == pair.cells == [{"a": [1]}]
    free = copy.deepcopy(pair.cells)
    free[0]["a"].append(2)
    free.append({})
    assert type(free) is list
    assert type(pair.cells[0] | {"b": [1]}) is dict
    assert shared({1, 2}) == {1, 2}


def test_a_shared_figure_refuses_and_a_copy_of_it_does_not() -> None:
    figure = shared(go.Figure(go.Scatter(x=[1], y=[2]), go.Layout(height=90)))
    before = copy.deepcopy(figure.to_dict())
    for change in (
        lambda: figure.add_scatter(x=[1], y=[2]),
        lambda: figure.add_annotation(text="x"),
        lambda: figure.update_layout(height=30),
        lambda: figure.update_yaxes(range=[0, 1]),
        lambda: figure.update_traces(mode="lines"),
        lambda: figure.add_shape(type="line"),
        lambda: setattr(figure, "layout", {}),
        lambda: setattr(figure, "data", ()),
        lambda: setattr(figure.layout, "height", 30),
        lambda: setattr(figure.data[0], "mode", "lines"),
    ):
        with pytest.raises(TypeError, match="shared by all visitors"):
            change()
    assert figure.to_dict() == before
    assert drawing.copied(figure).update_layout(height=30).layout.height == 30


def test_what_a_cached_function_gave_is_frozen() -> None:
    @cached
    def placed() -> pd.DataFrame:
        return standing_questions.standings(real.connection(), "provinsi-35-2024")

    with pytest.raises(TypeError, match="shared"):
        placed()["title"] = ""
