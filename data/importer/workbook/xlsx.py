"""What the values of an .xlsx do not tell, by one pass over the XML of each part."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from data.importer.workbook.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Unseen,
    bounded,
    is_percent,
)
from data.importer.workbook.xml import Attributes, DamagedError, Scanner, whole

PERCENT = frozenset({"9", "10"})  # the formats 0% and 0.00%, which every workbook has
MOST_STYLES = 70_000  # Excel has at most 65,490
MOST_MARKED = 2_000_000  # cells of a sheet, with those that have a format alone
TEXTS = frozenset({"s", "str", "inlineStr"})
TRUE = ("1", "true")
AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


class Styles(NamedTuple):
    """Formats of cells by their number: which show per cents, and how far their text is
    indented.
    """

    percent: frozenset[str]
    indents: dict[str, int]


def unseen(file: Path) -> Iterator[tuple[str, Unseen]]:
    """For each sheet of an .xlsx its name and what its values do not tell; bounds are kept on the
    way.

    Raises:
        MemoryError: there is more of something than a sheet may have.
        DamagedError, KeyError: the file is damaged.
    """
    with zipfile.ZipFile(file) as archive:
        paths = relations(archive, "xl/_rels/workbook.xml.rels")
        sheets: list[tuple[str, str]] = []
        scanner = Scanner(is_plain=True)
        scanner.begins["sheet"] = lambda said: sheets.append(
            (said.get("name", ""), paths.get(said.get("id", ""), ""))
        )
        scanner.read(archive.read("xl/workbook.xml"))
        once([path for _, path in sheets if path])
        names = set(archive.namelist())
        styles = _styles(archive) if "xl/styles.xml" in names else Styles(frozenset(), {})
        for name, path in sheets:
            if path in names and "worksheets" in path:
                with archive.open(path) as content:
                    yield name, _Scan(styles).read(content)


def once(paths: list[str]) -> None:
    """Each part is one sheet's, and there are not too many.

    Raises:
        MemoryError: there are.
        DamagedError: sheets share a part.
    """
    bounded(len(paths) <= MOST_SHEETS)
    if len(set(paths)) < len(paths):
        raise DamagedError


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The paths of the parts that a part of a package in folder xl names, by their identifiers."""
    paths: dict[str, str] = {}
    scanner = Scanner()
    scanner.begins["Relationship"] = lambda said: paths.update(
        {said.get("Id", ""): str(PurePosixPath("/xl", said.get("Target", ""))).lstrip("/")}
    )
    scanner.read(archive.read(part))
    return paths


def _styles(archive: zipfile.ZipFile) -> Styles:
    formats: dict[str, bool] = {}
    percent: set[str] = set()
    indents: dict[str, int] = {}
    count, inside = -1, False

    def enter(_: Attributes) -> None:
        nonlocal inside
        inside = True

    def leave() -> None:
        nonlocal inside
        inside = False

    def form(said: Attributes) -> None:
        bounded(len(formats) < MOST_STYLES)
        formats[said.get("numFmtId", "")] = is_percent(said.get("formatCode", ""))

    def style(said: Attributes) -> None:
        nonlocal count
        if inside:
            count += 1
            bounded(count < MOST_STYLES)
            number = said.get("numFmtId", "0")
            if formats.get(number, number in PERCENT):
                percent.add(str(count))

    def alignment(said: Attributes) -> None:
        if inside and (depth := whole(said.get("indent"), 0)):
            indents[str(count)] = depth

    scanner = Scanner()
    scanner.begins |= {"numFmt": form, "cellXfs": enter, "xf": style, "alignment": alignment}
    scanner.ends["cellXfs"] = leave
    with archive.open("xl/styles.xml") as content:
        scanner.read(content)
    return Styles(frozenset(percent), indents)


class _Scan:
    """One pass over a sheet. A cell is judged when the next one begins, since its value comes after
    it.
    """

    def __init__(self, styles: Styles) -> None:
        self.found, self.styles = Unseen(), styles
        self.row, self.column, self.digits, self.count = -1, -1, "0", 0
        self.said: Attributes | None = None  # of the cell that is open
        self.has_value = self.has_formula = self.is_stored = False
        self.columns: dict[str, int] = {}
        self.scanner = Scanner()
        self.scanner.begins |= {
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "v": self._value,
            "is": self._text,
            "col": self._col,
            "mergeCell": self._merge,
        }

    def read(self, content: IO[bytes]) -> Unseen:
        self.scanner.read(content)
        self._judge()
        return self.found

    def _row(self, said: Attributes) -> None:
        self._judge()
        self.digits = said.get("r") or str(self.row + 2)
        self.row, self.column = whole(self.digits, 1) - 1, -1
        if said.get("hidden") in TRUE or said.get("ht") == "0":
            self.found.hide_rows(self.row, self.row)

    def _cell(self, said: Attributes) -> None:
        if self.said is not None:
            self._judge()
        self.count += 1
        bounded(self.count <= MOST_MARKED)
        self.said, self.has_value, self.has_formula, self.is_stored = said, False, False, False
        address = said.get("r")
        if address is None:
            self.column += 1
            return
        name = address.rstrip("0123456789")
        if name not in self.columns:
            self.columns[name] = numbered(name)
        self.column = self.columns[name]
        if address[len(name) :] != self.digits:
            self.digits = address[len(name) :]
            self.row = whole(self.digits, 1) - 1

    def _formula(self, _: Attributes) -> None:
        self.has_formula = True

    def _value(self, _: Attributes) -> None:
        self.has_value = True
        if self.has_formula:
            self.scanner.listen(self._stored)

    def _stored(self, text: str) -> None:
        self.is_stored = self.is_stored or bool(text.strip())

    def _text(self, _: Attributes) -> None:
        self.has_value = True

    def _judge(self) -> None:
        """What the cell that is open was; empty ones count for nothing wherever they are."""
        said, self.said = self.said, None
        if said is None or not (self.has_value or self.has_formula):
            return
        bounded(self.row < MOST_ROWS and self.column < MOST_COLUMNS)
        kind, style, place = said.get("t", "n"), said.get("s", "0"), (self.row, self.column)
        if self.has_formula:
            self.scanner.listen(None)
            if not self.is_stored and kind != "str":
                self.found.uncached.add(place)
        if kind == "e":
            self.found.errors.add(place)
        elif kind == "n" and style in self.styles.percent:
            self.found.percent.add(place)
        elif kind in TEXTS and style in self.styles.indents:
            self.found.indent(place, self.styles.indents[style])

    def _col(self, said: Attributes) -> None:
        if said.get("hidden") in TRUE or said.get("width") == "0":
            self.found.hide_columns(whole(said.get("min"), 1) - 1, whole(said.get("max"), 1) - 1)

    def _merge(self, said: Attributes) -> None:
        if not (place := AREA.fullmatch(said.get("ref", "").replace("$", ""))):
            raise DamagedError
        left, top, right, bottom = place.groups()
        self.found.merge(
            int(top) - 1, numbered(left), int(bottom or top) - 1, numbered(right or left)
        )


def numbered(name: str) -> int:
    """The number from 0 of a column by its name: A, B, …, Z, AA.

    Raises:
        DamagedError: it is no name of a column.
    """
    number = 0
    for sign in name.upper():
        if not "A" <= sign <= "Z":
            raise DamagedError
        number = number * 26 + ord(sign) - 64
    if not number or len(name) > 3:
        raise DamagedError
    return number - 1
