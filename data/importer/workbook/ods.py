"""What the values of an OpenDocument spreadsheet do not tell, by one pass over its content."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.importer.workbook.sheet import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Place,
    Unseen,
    bounded,
)
from data.importer.workbook.xml import Attributes, Scanner, whole

MOST_STYLES = 70_000
STEP = 10  # points by which LibreOffice indents text once
POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,9})?)(pt|in|cm|mm)")
HIDDEN = ("collapse", "filter")
SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, STYLE = f"{SPACE}table:1.0 ", f"{SPACE}office:1.0 ", f"{SPACE}style:1.0 "
MARGIN = f"{SPACE}xsl-fo-compatible:1.0 margin-left"
# Tells what failed
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"


def unseen(file: Path) -> Iterator[tuple[str, Unseen]]:
    """For each sheet of an .ods its name and what its values do not tell; bounds are kept on the
    way.

    Raises:
        MemoryError: there is more of something than a sheet may have.
        DamagedError, KeyError: the file is damaged.
    """
    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as content:
        scan = _Scan()
        scan.scanner.read(content)
    yield from scan.sheets.items()


class _Scan:
    """One pass over all sheets. What a row is said to be repeated counts when it ends."""

    def __init__(self) -> None:
        self.sheets: dict[str, Unseen] = {}
        self.found = Unseen()
        self.depth = 0  # of tables in tables
        self.row = self.column = self.cells = 0
        self.repeated = 1
        self.styles: dict[str, int] = {}
        self.style = ""
        self.scanner = Scanner()
        self.scanner.begins |= {
            "style": self._style,
            "paragraph-properties": self._paragraph,
            "table": self._table,
            "table-row": self._row,
            "table-column": self._column,
            "table-cell": self._cell,
            "covered-table-cell": self._cell,
        }
        self.scanner.ends |= {"table": self._end_table, "table-row": self._end_row}

    def _style(self, said: Attributes) -> None:
        self.style = (
            said.get(f"{STYLE}name", "") if said.get(f"{STYLE}family") == "table-cell" else ""
        )

    def _paragraph(self, said: Attributes) -> None:
        if self.style and (length := LENGTH.fullmatch(said.get(MARGIN, ""))):
            bounded(len(self.styles) < MOST_STYLES)
            self.styles[self.style] = round(float(length[1]) * POINTS[length[2]] / STEP)

    def _table(self, said: Attributes) -> None:
        self.depth += 1
        if self.depth == 1:
            bounded(len(self.sheets) < MOST_SHEETS)
            self.found = self.sheets.setdefault(said.get(f"{TABLE}name", ""), Unseen())
            self.row = self.column = 0

    def _end_table(self) -> None:
        self.depth -= 1

    def _column(self, said: Attributes) -> None:
        if self.depth == 1:
            many = whole(said.get(f"{TABLE}number-columns-repeated"), 1)
            if said.get(f"{TABLE}visibility") in HIDDEN:
                self.found.hide_columns(self.column, self.column + many - 1)
            self.column += many

    def _row(self, said: Attributes) -> None:
        if self.depth == 1:
            self.column, self.repeated = 0, whole(said.get(f"{TABLE}number-rows-repeated"), 1)
            if said.get(f"{TABLE}visibility") in HIDDEN:
                self.found.hide_rows(self.row, self.row + self.repeated - 1)

    def _end_row(self) -> None:
        if self.depth == 1:
            self.row += self.repeated

    def _cell(self, said: Attributes) -> None:
        """A cell, or several of one content; empty ones count for nothing wherever they are."""
        if self.depth != 1:
            return
        many = whole(said.get(f"{TABLE}number-columns-repeated"), 1)
        left, self.column = self.column, self.column + many
        wide, high = (
            whole(said.get(f"{TABLE}number-columns-spanned"), 1),
            whole(said.get(f"{TABLE}number-rows-spanned"), 1),
        )
        if wide > 1 or high > 1:
            self.found.merge(self.row, left, self.row + high - 1, left + wide - 1)
        if kind := said.get(f"{OFFICE}value-type"):
            self.cells += many * self.repeated
            bounded(
                self.row + self.repeated <= MOST_ROWS
                and self.column <= MOST_COLUMNS
                and self.cells <= MOST_CELLS
            )
            is_error = said.get(CALC) == "error"
            depth = (
                self.styles.get(said.get(f"{TABLE}style-name", ""), 0) if kind == "string" else 0
            )
            for row in (
                range(self.row, self.row + self.repeated)
                if is_error or depth or kind == "percentage"
                else ()
            ):
                for column in range(left, self.column):
                    self._mark((row, column), is_error, depth)

    def _mark(self, place: Place, is_error: bool, depth: int) -> None:
        if is_error:
            self.found.errors.add(place)
        elif depth:
            self.found.indent(place, depth)
        else:
            self.found.percent.add(place)
