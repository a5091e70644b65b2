"""Tables of a web page, which web systems save under the names .xls and .html: what a reader of the
page sees.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from data.files import FileError
from data.importer.workbook.kinds import NO_TABLE, decoded
from data.importer.workbook.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Budget,
    Cell,
    Sheet,
    Unseen,
    bounded,
    plain,
    sheet,
)

LINES = 30  # of text above a table that are kept with it
UNREAD = ("script", "style", "select", "textarea", "comment")
BREAKS = {
    "br",
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "caption",
    "title",
    "center",
    "hr",
    "form",
    "section",
}
VOID = {"input", "img", "link", "meta", "col", "br", "hr", "wbr"}
NOT_TYPED = ("hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file")
NOT_DRAWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
Said = dict[str, str]


def read(file: Path) -> list[Sheet]:
    """Each table of a web page as a sheet, with the lines of text above it as rows of one cell; all
    cells are text. A table within a table is a sheet of its own, unless it holds one thing. Cells
    over several rows or columns are merged ones.

    Raises:
        FileError: no table has anything in it.
        MemoryError: it is larger than sheets may be.
        UnicodeDecodeError: it is damaged.
    """
    page = _Page()
    page.feed(decoded(file.read_bytes()))
    page.close()
    page.finish()
    tables = [table for table in page.tables if table.texts() > 0]
    if not tables:
        raise FileError(NO_TABLE.format(file.name))
    names = (
        [f"Tabel {number}" for number in range(1, len(tables) + 1)]
        if len(tables) > 1
        else [file.stem]
    )
    budget = Budget()
    for table in tables:
        budget.sheet()
        for number, row in enumerate(table.rows):
            budget.row(row, number)
    return [table.sheet(name) for name, table in zip(names, tables, strict=True)]


@dataclass
class _Table:
    """A table that is being read."""

    above: list[str]
    is_hidden: bool
    rows: list[list[Cell]] = field(default_factory=list)
    unseen: Unseen = field(default_factory=Unseen)
    # For each column how many rows, with this one, a cell covers
    below: dict[int, int] = field(default_factory=dict)
    left: int = 0  # the column of the cell that is open, or of the next
    columns: int = 0  # that were described
    cell: list[str] | None = None  # what stands in the cell that is open
    drawn: Counter[int] = field(default_factory=Counter)  # cells of each column
    undrawn: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.rows += [[line] for line in self.above]

    def row(self, is_hidden: bool) -> None:
        self.end_cell()
        bounded(len(self.rows) < MOST_ROWS)
        self.below = {column: rows - 1 for column, rows in self.below.items() if rows > 1}
        self.rows.append([])
        self.left = 0
        if is_hidden:
            self.unseen.hide_rows(len(self.rows) - 1, len(self.rows) - 1)

    def begin_cell(self, wide: int, high: int, is_hidden: bool) -> None:
        self.end_cell()
        if len(self.rows) == len(self.above):
            self.row(is_hidden=False)
        while self.left in self.below:
            self.left += 1
        last = self.left + wide - 1
        bounded(last < MOST_COLUMNS)
        self.cell = []
        self.below |= {
            column: max(high, self.below.get(column, 0)) for column in range(self.left, last + 1)
        }
        (self.undrawn if is_hidden else self.drawn)[self.left] += 1
        top = len(self.rows) - 1
        self.unseen.merge(top, self.left, top + high - 1, last)

    def end_cell(self) -> None:
        if self.cell is not None:
            row = self.rows[-1]
            row += [None] * (self.left - len(row))
            row.append(plain(_lines("".join(self.cell))))
            self.cell = None
            self.left += 1

    def texts(self) -> int:
        return sum(cell is not None for row in self.rows[len(self.above) :] for cell in row)

    def sheet(self, name: str) -> Sheet:
        last = len(self.rows) - 1
        self.unseen.merged = [
            one._replace(bottom=min(one.bottom, last)) for one in self.unseen.merged
        ]
        self.unseen.merged = [one for one in self.unseen.merged if one[:2] != one[2:]]
        self.unseen.hidden_columns |= {column for column in self.undrawn if not self.drawn[column]}
        return sheet(name, "html", self.rows, self.unseen, self.is_hidden)


class _Page(HTMLParser):
    """One pass over a page. What is not drawn is not read; hidden tables, rows and columns are, and
    are marked.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []  # in the order in which they begin
        self.open: list[_Table] = []
        self.lines: list[str] = []  # outside of tables
        self.shut, self.shut_depth = "", 0  # the element whose content is not drawn
        self.is_chosen = False  # whether the option of a list that is open is the chosen one

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        is_hidden = "hidden" in said or bool(NOT_DRAWN.search(said.get("style", "")))
        if tag in ("table", "tr", "td", "th"):
            self._begin(tag, said, is_hidden)
        elif self.shut:
            self.shut_depth += tag == self.shut
            self.is_chosen = tag == "option" and "selected" in said
        elif tag not in VOID and (is_hidden or tag in UNREAD):
            self.shut, self.shut_depth = tag, 1
        elif tag == "input" and said.get("type", "text").lower() not in NOT_TYPED and not is_hidden:
            self._hear(said.get("value", ""))
        elif tag == "col" and self.open:
            self._column(said, is_hidden)
        elif tag in BREAKS:
            self._hear("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.shut = ""
            self._end()
        elif tag in ("td", "th", "tr") and self.open:
            self.shut = ""
            self.open[-1].end_cell()
        elif self.shut:
            self.shut_depth -= tag == self.shut
            self.shut = self.shut if self.shut_depth else ""
            self.is_chosen = self.is_chosen and tag != "option"
        elif tag in BREAKS:
            self._hear("\n")

    def handle_data(self, data: str) -> None:
        if not self.shut or (self.is_chosen and self.shut == "select"):
            self._hear(" ".join(re.split(r"[ \t\r\n\f\xa0]+", data)))

    def finish(self) -> None:
        """The page ends, and with it what it left open."""
        while self.open:
            self._end()

    def _hear(self, text: str) -> None:
        if not self.open:
            self.lines.append(text)
        elif (cell := self.open[-1].cell) is not None:
            cell.append(text)

    def _begin(self, tag: str, said: Said, is_hidden: bool) -> None:
        shut, self.shut = self.shut, ""
        if tag == "table":
            bounded(len(self.open) < 50)
            heard = self.open[-1].cell or [] if self.open else self.lines
            above = (_lines("".join(heard)) or "").splitlines()[-LINES:]
            if not self.open:
                self.lines = []
            self.open.append(_Table(above, is_hidden or bool(shut)))
            self.tables.append(self.open[-1])
        elif self.open and tag == "tr":
            self.open[-1].row(is_hidden)
        elif self.open:
            self.open[-1].begin_cell(_span(said, "colspan"), _span(said, "rowspan"), is_hidden)

    def _end(self) -> None:
        """A table ends. One with no more than one thing in it is part of the cell in which it
        stands.
        """
        if not self.open:
            return
        table = self.open.pop()
        table.end_cell()
        if self.open and table.texts() <= 1 and self.open[-1].cell is not None:
            self.tables.remove(table)
            self._hear(
                "".join(
                    str(cell)
                    for row in table.rows[len(table.above) :]
                    for cell in row
                    if cell is not None
                )
            )

    def _column(self, said: Said, is_hidden: bool) -> None:
        table, many = self.open[-1], _span(said, "span")
        if is_hidden:
            table.unseen.hide_columns(table.columns, table.columns + many - 1)
        table.columns += many


def _span(said: Said, name: str) -> int:
    """How many rows or columns; one where it says nothing of sense."""
    digits = said.get(name, "").strip()
    return (
        max(1, min(int(digits), MOST_ROWS))
        if digits.isascii() and digits.isdecimal() and len(digits) < 10
        else 1
    )


def _lines(text: str) -> str:
    """Text without the spaces around its lines, and without empty lines."""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
