"""What a reader of files hands over: sheets of cells, with what the values alone do not tell,
within bounds.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

Cell: TypeAlias = str | float | int | bool | date | None
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 60, 30_000, 300, 600_000
MOST_MERGED = MOST_INDENTED = 20_000  # of one sheet
MOST_HIDDEN = 100_000  # times that a sheet may call a row or column hidden
MOST_TEXT = 10_000_000  # characters of all cells of a file


class Merge(NamedTuple):
    """Cells merged into one: first and last row and column, all from 0 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet: rows of cells from A1 on, and what a reader of values alone would miss. Rows are
    numbered from 1.
    """

    name: str
    rows: list[list[Cell]]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()  # from 0
    uncached: frozenset[str] = frozenset()  # addresses of formulas without a stored value
    errors: frozenset[str] = frozenset()  # addresses of cells that hold an error such as #REF!
    merged: tuple[Merge, ...] = ()
    # Addresses of numbers formatted as per cent; `rows` holds what is seen: 87.5
    percent: frozenset[str] = frozenset()
    # Row, column (from 0) and depth of text that is indented
    indents: tuple[tuple[int, int, int], ...] = ()
    kind: str = "xlsx"

    def cell(self, row: int, column: int) -> Cell:
        """A cell of `rows` (from 0); None beyond them."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None

    def at(self, row: int, column: int) -> str:
        """The address of a cell of `rows` (from 0), such as "Nilai!D14"."""
        return f"{self.name}!{letters(column)}{row + 1}"


Place: TypeAlias = tuple[int, int]  # row and column, from 0


@dataclass
class Unseen:
    """What the values of a sheet do not tell, as it is found; all numbers from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncached: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)
    merged: list[Merge] = field(default_factory=list)
    indents: dict[Place, int] = field(default_factory=dict)
    hides: int = 0  # how often something was called hidden

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Cells are merged; one cell alone is not."""
        if (top, left) != (bottom, right):
            bounded(len(self.merged) < MOST_MERGED)
            self.merged.append(Merge(top, left, bottom, right))

    def indent(self, place: Place, depth: int) -> None:
        """A text stands further right than others."""
        if depth > 0:
            bounded(len(self.indents) < MOST_INDENTED)
            self.indents[place] = depth

    def hide_columns(self, first: int, last: int) -> None:
        """Columns are hidden, the last one too."""
        self._hide(self.hidden_columns, first, min(last + 1, MOST_COLUMNS))

    def hide_rows(self, first: int, last: int) -> None:
        """Rows are hidden, the last one too."""
        self._hide(self.hidden_rows, first, min(last + 1, MOST_ROWS))

    def _hide(self, hidden: set[int], first: int, end: int) -> None:
        self.hides += max(0, end - first)
        bounded(self.hides <= MOST_HIDDEN)
        hidden.update(range(max(first, 0), end))


class Budget:
    """How much one file may still hold; what is beyond is refused before it is kept."""

    def __init__(self) -> None:
        """Nothing is used yet."""
        self.cells = self.text = self.sheets = 0

    def sheet(self) -> None:
        """One sheet more.

        Raises:
            MemoryError: there are too many.
        """
        self.sheets += 1
        bounded(self.sheets <= MOST_SHEETS)

    def area(self, rows: int, columns: int) -> None:
        """So many rows and columns are still to come.

        Raises:
            MemoryError: there are too many.
        """
        bounded(
            rows <= MOST_ROWS
            and columns <= MOST_COLUMNS
            and self.cells + rows * columns <= MOST_CELLS
        )

    def row(self, row: Sequence[object], number: int) -> None:
        """One row more, the so-many-th (from 0) of its sheet.

        Raises:
            MemoryError: there are too many rows, columns, cells, or characters.
        """
        self.cells += len(row)
        self.text += sum(len(cell) for cell in row if isinstance(cell, str))
        bounded(
            number < MOST_ROWS
            and len(row) <= MOST_COLUMNS
            and self.cells <= MOST_CELLS
            and self.text <= MOST_TEXT
        )


def sheet(
    name: str, kind: str, rows: list[list[Cell]], unseen: Unseen, is_hidden: bool = False
) -> Sheet:
    """A sheet of what was found. Rows and columns count as hidden only where the sheet has cells;
    numbers formatted as per cent become what is seen.
    """
    width = max(map(len, rows), default=0)
    percent = set()
    for row, column in unseen.percent:
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            rows[row][column] = plain(float(f"{value * 100:.12g}"))
            percent.add((row, column))
    return Sheet(
        name,
        rows,
        is_hidden,
        frozenset(row + 1 for row in unseen.hidden_rows if row < len(rows)),
        frozenset(column for column in unseen.hidden_columns if column < width),
        frozenset(addresses(unseen.uncached)),
        frozenset(addresses(unseen.errors)),
        tuple(unseen.merged),
        frozenset(addresses(percent)),
        tuple((row, column, depth) for (row, column), depth in sorted(unseen.indents.items())),
        kind,
    )


def plain(cell: object) -> Cell:
    """A value as cells have it: a number without decimals is whole, a moment is its day, nothing is
    None.
    """
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return int(cell)
        return cell if math.isfinite(cell) else str(cell)
    if cell is None or isinstance(cell, (bool, int)):
        return cell
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else str(cell)


def bounded(holds: bool) -> None:
    """Go on where a bound holds.

    Raises:
        MemoryError: it does not.
    """
    if not holds:
        raise MemoryError


def addresses(places: Iterable[Place]) -> Iterator[str]:
    """The names of cells, such as D14."""
    return (f"{letters(column)}{row + 1}" for row, column in places)


def letters(column: int) -> str:
    """The name of a column counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_percent(form: str) -> bool:
    """Whether a format of numbers such as 0,0% shows a hundredfold: a sign of per cent that is
    neither quoted nor escaped.

    Of the parts for positive, negative and zero the first counts; where conditions choose among
    parts, each must have the sign.
    """
    parts, conditional, quoted, skip, bracket = [False], False, False, False, False
    for at, sign in enumerate(form[:1000]):
        if skip:
            skip = False
        elif quoted:
            quoted = sign != '"'
        elif bracket:
            bracket = sign != "]"
        elif sign == '"':
            quoted = True
        elif sign in "\\_*":  # the next sign stands for itself, is a gap, or fills
            skip = True
        elif sign == "[":
            bracket = True
            conditional |= form[at + 1 : at + 2] in tuple("<>=")
        elif sign == ";":
            parts.append(False)
        elif sign == "%":
            parts[-1] = True
    return all(parts) if conditional else parts[0]
