"""A workbook before it is written: pages of cells, where each fact stands on them, and how figures
are typed.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

import xlsxwriter

from tests.recaps.truth import Contest, Key

Value = str | float | int | None


class Cell(NamedTuple):
    """What a cell holds, and its number format ("" is General)."""

    value: Value
    shape: str = ""
    is_bold: bool = False
    indent: int = 0


class Fact(NamedTuple):
    """A fact that a page prints: what (score, total, rank, title), of whom, its value as seen, and
    where.
    """

    what: str
    key: Key
    value: float | str
    page: str
    row: int
    column: int
    year: int
    is_needed: bool = True  # whether a reading that leaves it out has lost something


@dataclass
class Page:
    """One sheet. `roles` and `stages` say of header cells (row, column) what they head; `role` is
    for what the sheet is.
    """

    name: str
    role: str = "pakai"
    stage: str = ""
    juror: str = ""
    is_hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    roles: dict[tuple[int, int], str] = field(default_factory=dict)
    stages: dict[tuple[int, int], str] = field(default_factory=dict)
    lines: dict[tuple[str, int], str] = field(default_factory=dict)  # ("column" or "row", n): role

    def put(
        self, row: int, column: int, value: Value, shape: str = "", *, bold: bool = False
    ) -> None:
        """Write a cell; None leaves it empty."""
        if value is not None and value != "":
            self.cells[row, column] = Cell(value, shape, bold)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells; one alone stays as it is."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def bottom(self) -> int:
        """The first empty row below all cells."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def right(self) -> int:
        """The first empty column right of all cells."""
        return max((column for _, column in self.cells), default=-1) + 1


class Told(NamedTuple):
    """What the file says at all; of the rest only a question can know."""

    edition: bool
    stages: bool
    maxima: bool
    weights: bool
    totals: bool
    ranks: str  # yes, zone or none
    titles: bool
    is_weighted: bool  # scores stand only multiplied by their weight: their maximum is the weight


class Figures(NamedTuple):
    """How numbers are typed: native, comma, dot, mixed, percent or percent_text; decimals kept in
    text; thousands or not.
    """

    kind: str
    decimals: int
    is_fixed: bool
    has_thousands: bool
    shape: str

    def typed(self, value: float, *, is_percent: bool = False) -> tuple[Cell, float]:
        """The cell of a number, and the value that a reader sees."""
        if self.kind in ("percent", "percent_text") and is_percent:
            seen = round(value, self.decimals)
            if self.kind == "percent_text":
                return Cell(self._text(seen, ",") + "%"), seen
            return Cell(round(value / 100, 12), "0.00%"), value
        if self.kind in ("native", "percent", "percent_text"):
            return Cell(_whole(value), self.shape), value
        if self.kind == "mixed" and float(value).is_integer():
            return Cell(int(value)), value
        seen = round(value, self.decimals)
        return Cell(self._text(seen, "." if self.kind == "dot" else ",")), seen

    def _text(self, value: float, sign: str) -> str:
        said = f"{value:,.{self.decimals}f}"
        if not self.is_fixed and "." in said:
            said = said.rstrip("0").rstrip(".")
        if not self.has_thousands:
            said = said.replace(",", "")
        return said if sign == "." else said.translate(str.maketrans(",.", ".,"))


class Recap(NamedTuple):
    """A file and its truth. `others` are contests of other years that stand on sheets of their
    own.
    """

    contest: Contest
    others: tuple[Contest, ...]
    pages: tuple[Page, ...]
    facts: tuple[Fact, ...]
    told: Told
    features: tuple[tuple[str, str], ...]
    suffix: str
    content: bytes
    figures: Figures
    called: dict[str, str]  # name as printed: code
    sign: str  # before decimals in text


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def address(row: int, column: int) -> str:
    """The name of a cell counted from 0: C4."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return f"{name}{row + 1}"


def workbook(pages: list[Page]) -> bytes:
    """Pages as .xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        shapes: dict[tuple[str, bool], object] = {}
        for page in pages:
            sheet = book.add_worksheet(page.name)
            covered = {(top, left): (bottom, right) for top, left, bottom, right in page.merges}
            for (row, column), cell in page.cells.items():
                key = (cell.shape, cell.is_bold)
                if key not in shapes:
                    wanted = {"num_format": cell.shape} if cell.shape else {}
                    shapes[key] = book.add_format(wanted | ({"bold": True} if cell.is_bold else {}))
                if (row, column) in covered:
                    bottom, right = covered[row, column]
                    sheet.merge_range(row, column, bottom, right, "", shapes[key])
                if isinstance(cell.value, str):
                    sheet.write_string(row, column, cell.value, shapes[key])
                elif cell.value is not None:
                    sheet.write_number(row, column, cell.value, shapes[key])
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            if page.is_hidden:
                sheet.hide()
    return out.getvalue()


def separated(page: Page, random: Random, *, is_indonesian: bool) -> bytes:
    """A page as CSV, in one of the ways that programs write it; numbers as their program's language
    prints them.
    """
    sign = random.choice([";", "\t"] if is_indonesian else [",", ";", "\t"])
    encoding = random.choice(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign, lineterminator=random.choice(["\r\n", "\n"]))
    for row in range(page.bottom):
        cells = [page.cells.get((row, column)) for column in range(page.right)]
        writer.writerow([_printed(cell, is_indonesian) for cell in cells])
    return out.getvalue().encode(encoding, errors="replace")


def _printed(cell: Cell | None, is_indonesian: bool) -> str:
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    said = f"{cell.value:.10f}".rstrip("0").rstrip(".")
    return said.replace(".", ",") if is_indonesian else said


def saved(recap: Recap, folder: Path, stem: str) -> Path:
    """The file of a recap, written."""
    path = folder / f"{stem}.{recap.suffix}"
    path.write_bytes(recap.content)
    return path


def described(recap: Recap) -> Iterator[str]:
    """The truth of a recap in lines, for whoever looks at its file."""
    yield recap.contest.edition_id + " " + recap.contest.holder
    yield "; ".join(f"{name}={value}" for name, value in recap.features)
    yield str(recap.told)
    for one in recap.contest.criteria:
        yield f"kriteria {one}"
    for stage in recap.contest.stages:
        yield f"tahap {stage}"
    for fact in recap.facts:
        key = "/".join(filter(None, fact.key))
        at = f"{fact.page}!{address(fact.row, fact.column)}"
        yield (
            f"{fact.year} {fact.what} {key} = {fact.value}"
            f" ({at}{'' if fact.is_needed else ', boleh tiada'})"
        )


def drawn(recap: Recap) -> Iterator[str]:
    """The pages of a recap as text, a line for each row."""
    for page in recap.pages:
        yield f"-- {page.name} ({page.role}{', tersembunyi' if page.is_hidden else ''})"
        for row in range(page.bottom):
            cells = [page.cells.get((row, column)) for column in range(page.right)]
            said = [
                f"{cell.value}{' [%]' if '%' in cell.shape else ''}" if cell else "."
                for cell in cells
            ]
            yield f"{row + 1:3} " + " | ".join(said)
