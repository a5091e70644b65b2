"""How sheets, or a fault, pass from the process that reads to the one that asked: as JSON."""

from datetime import date
from typing import TypedDict, cast

import orjson

from data.files import FileError
from data.importer.workbook.sheet import Cell, Merge, Sheet

# A cell in JSON; a date is text in the place that `dates` names
Plain = str | float | int | bool | None


class Told(TypedDict):
    """A sheet in JSON; the fields are those of Sheet."""

    name: str
    rows: list[list[Plain]]
    dates: list[tuple[int, int]]  # row and column, from 0
    is_hidden: bool
    hidden_rows: list[int]
    hidden_columns: list[int]
    uncached: list[str]
    errors: list[str]
    merged: list[tuple[int, int, int, int]]
    percent: list[str]
    indents: list[tuple[int, int, int]]
    kind: str


class Answer(TypedDict):
    """What the process that reads says: a fault, which is empty where there is none, and the
    sheets.
    """

    fault: str
    sheets: list[Told]


def packed(fault: str = "", sheets: tuple[Sheet, ...] | list[Sheet] = ()) -> bytes:
    """A fault or sheets as JSON."""
    told = []
    for one in sheets:
        dates = [
            (at, column)
            for at, row in enumerate(one.rows)
            for column, cell in enumerate(row)
            if isinstance(cell, date)
        ]
        told.append(one._asdict() | {"dates": dates})
    return orjson.dumps({"fault": fault, "sheets": told}, default=list)


def unpacked(content: bytes) -> list[Sheet]:
    """The sheets that were packed.

    Raises:
        FileError: a fault was.
    """
    answer = cast("Answer", orjson.loads(content))
    if answer["fault"]:
        raise FileError(answer["fault"])
    return [_sheet(one) for one in answer["sheets"]]


def _sheet(told: Told) -> Sheet:
    rows = cast("list[list[Cell]]", told["rows"])
    for row, column in told["dates"]:
        rows[row][column] = date.fromisoformat(str(rows[row][column]))
    return Sheet(
        told["name"],
        rows,
        told["is_hidden"],
        frozenset(told["hidden_rows"]),
        frozenset(told["hidden_columns"]),
        frozenset(told["uncached"]),
        frozenset(told["errors"]),
        tuple(Merge(*four) for four in told["merged"]),
        frozenset(told["percent"]),
        tuple((row, column, depth) for row, column, depth in told["indents"]),
        told["kind"],
    )
