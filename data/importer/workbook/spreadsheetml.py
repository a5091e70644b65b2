"""XML Spreadsheet 2003, which web systems save under the name .xls, by one pass."""

from datetime import date
from pathlib import Path

from data.importer.workbook.kinds import decoded
from data.importer.workbook.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Budget,
    Cell,
    Sheet,
    Unseen,
    bounded,
    is_percent,
    plain,
    sheet,
)
from data.importer.workbook.xml import Attributes, DamagedError, Scanner, whole

MOST_STYLES = 70_000


def read(file: Path) -> list[Sheet]:
    """The sheets of a workbook.

    Raises:
        DamagedError: it is no sound XML, or a value is not of its type.
        MemoryError: it is larger than sheets may be.
        UnicodeDecodeError: it is damaged.
    """
    scan = _Scan()
    scan.scanner.read(decoded(file.read_bytes()).lstrip())
    return [
        sheet(name, "xml", rows, scan.unseen[name], name in scan.hidden)
        for name, rows in scan.rows.items()
    ]


class _Scan:
    """One pass over the file."""

    def __init__(self) -> None:
        self.rows: dict[str, list[list[Cell]]] = {}
        self.unseen: dict[str, Unseen] = {}
        self.hidden: set[str] = set()
        self.percent: set[str] = set()  # names of styles
        self.indents: dict[str, int] = {}
        self.budget = Budget()
        self.name = self.style = self.of_row = self.of_cell = self.type = ""
        self.row = self.column = -1
        self.covered = 0  # columns right of a cell that it is merged with
        self.described = 0  # columns
        self.in_comment = False
        self.text: list[str] = []
        self.scanner = Scanner(is_plain=True)
        self.scanner.begins |= {
            "Style": self._style,
            "NumberFormat": self._format,
            "Alignment": self._alignment,
            "Worksheet": self._sheet,
            "Column": self._column,
            "Row": self._row,
            "Cell": self._cell,
            "Data": self._data,
            "Comment": self._comment,
            "Visible": self._listen,
        }
        self.scanner.ends |= {
            "Data": self._end_data,
            "Row": self._end_row,
            "Comment": self._end_comment,
            "Visible": self._end_visible,
        }

    def _style(self, said: Attributes) -> None:
        self.style, parent = said.get("ID", ""), said.get("Parent", "")
        bounded(len(self.percent) + len(self.indents) < MOST_STYLES)
        if parent in self.percent:
            self.percent.add(self.style)

    def _format(self, said: Attributes) -> None:
        form = said.get("Format", "")
        (self.percent.add if form == "Percent" or is_percent(form) else self.percent.discard)(
            self.style
        )

    def _alignment(self, said: Attributes) -> None:
        if depth := whole(said.get("Indent"), 0):
            self.indents[self.style] = depth

    def _sheet(self, said: Attributes) -> None:
        self.budget.sheet()
        self.name, self.row, self.described = said.get("Name", ""), -1, 0
        if self.name in self.rows:
            raise DamagedError
        self.rows[self.name], self.unseen[self.name] = [], Unseen()

    def _column(self, said: Attributes) -> None:
        first = whole(said.get("Index"), self.described + 1) - 1
        last = first + whole(said.get("Span"), 0)
        if said.get("Hidden") == "1" or said.get("Width") == "0":
            self._of().hide_columns(first, last)
        self.described = last + 1

    def _row(self, said: Attributes) -> None:
        self.row = whole(said.get("Index"), self.row + 2) - 1
        self.column, self.covered, self.of_row = -1, 0, said.get("StyleID", "")
        if said.get("Hidden") == "1" or said.get("Height") == "0":
            self._of().hide_rows(self.row, self.row + whole(said.get("Span"), 0))

    def _end_row(self) -> None:
        rows = self.rows.get(self.name, [])
        if len(rows) == self.row + 1:
            self.budget.row(rows[-1], self.row)

    def _cell(self, said: Attributes) -> None:
        self.column = whole(said.get("Index"), self.column + self.covered + 2) - 1
        self.covered, below = whole(said.get("MergeAcross"), 0), whole(said.get("MergeDown"), 0)
        self._of().merge(self.row, self.column, self.row + below, self.column + self.covered)
        self.of_cell = said.get("StyleID") or self.of_row

    def _comment(self, _: Attributes) -> None:
        self.in_comment = True

    def _end_comment(self) -> None:
        self.in_comment = False

    def _data(self, said: Attributes) -> None:
        self.type = said.get("Type", "String")
        self._listen(said)

    def _listen(self, _: Attributes) -> None:
        self.text = []
        self.scanner.listen(self.text.append)

    def _end_data(self) -> None:
        self.scanner.listen(None)
        text = "".join(self.text)
        if self.in_comment or not text:
            return
        rows, found = self.rows.get(self.name), self._of()
        bounded(self.row < MOST_ROWS and self.column < MOST_COLUMNS)
        if rows is None or self.row < 0 or self.column < 0 or len(rows) > self.row + 1:
            raise DamagedError
        rows += [[] for _ in range(self.row + 1 - len(rows))]
        rows[-1] += [None] * (self.column - len(rows[-1]))
        place = (self.row, self.column)
        if self.type == "Error":
            found.errors.add(place)
        elif self.type == "Number" and self.of_cell in self.percent:
            found.percent.add(place)
        elif self.type == "String":
            found.indent(place, self.indents.get(self.of_cell, 0))
        rows[-1].append(_value(text, self.type))

    def _end_visible(self) -> None:
        self.scanner.listen(None)
        if "".join(self.text).strip() in ("SheetHidden", "SheetVeryHidden"):
            self.hidden.add(self.name)

    def _of(self) -> Unseen:
        if self.name not in self.unseen:
            raise DamagedError
        return self.unseen[self.name]


def _value(text: str, kind: str) -> Cell:
    """A value by its type.

    Raises:
        DamagedError: it is not of that type.
    """
    try:
        if kind == "Number":
            return plain(float(text))
        if kind == "DateTime":
            return date.fromisoformat(text[:10])
    except ValueError as error:
        raise DamagedError from error
    return text.strip() == "1" if kind == "Boolean" else None if kind == "Error" else plain(text)
