"""A table keeps what it was given: a column that says one thing alone becomes a line below it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pages.parts.shared.table import FEW, Cell, Column, Narrow, _description

CELL: st.SearchStrategy[str | Cell] = st.sampled_from(
    ["", "–", "Hasil akhir", "1", {"text": "1", "href": "/profil"}, {"text": "1", "note": "baru"},
     {"text": "1", "note": "", "href": ""}]
)  # fmt: skip
NARROW: st.SearchStrategy[Narrow] = st.sampled_from(["cards", "lines", "side"])


def drawn(rows: list[dict[str, str | Cell]], names: list[str], narrow: Narrow) -> dict[str, Any]:
    columns = [Column(name, f"Kolom {name}") for name in names]
    description = _description(
        columns, rows, "Uji", groups=(), head=names[-1], narrow=narrow, fold=0, base="",
        sortable=False,
    )  # fmt: skip
    return dict(json.loads(description))


def plain(value: str | Cell) -> dict[str, Any]:
    whole = {"text": value} if isinstance(value, str) else dict(value)
    return {name: part for name, part in whole.items() if part}


@given(
    st.lists(st.lists(CELL, min_size=5, max_size=5), min_size=1, max_size=5)
    | st.lists(CELL, min_size=5, max_size=5).flatmap(lambda row: st.just([row] * FEW)),
    NARROW,
)
def test_a_column_is_drawn_or_said_below_and_nothing_is_lost(
    cells: list[list[str | Cell]], narrow: Narrow
) -> None:
    names = list("abcde")
    rows = [dict(zip(names, row, strict=True)) for row in cells]
    data = drawn(rows, names, narrow)
    shown = [column["key"] for column in data["columns"]]
    for place, name in enumerate(names):
        column = [plain(row[name]) for row in rows]
        if name in shown:
            at = shown.index(name)
            assert [plain(row[at]) for row in data["rows"]] == column
        else:
            assert len(rows) >= FEW
            assert column == [column[0]] * len(rows)
            assert column[0].keys() <= {"text"}
            words = column[0].get("text", "–")
            assert f"Kolom {name}" in data["below"]
            assert words == "–" or f"Kolom {name} ({words})" in data["below"]
        is_plain = all(one == column[0] and one.keys() <= {"text"} for one in column)
        is_said = is_plain and len(rows) >= FEW and narrow != "side" and 0 < place < 4
        assert (name in shown) != is_said
    assert shown[data["head"]] == "e"
    assert bool(data["below"]) == (len(shown) < len(names))
