"""Any workbook or CSV as sheets of cells, within bounds, or a sentence that says why not.

A file is read in a process of its own with little memory and time, so that a damaged or hostile one can hurt nobody: what
fails there fails with a sentence here. This module is that process too, and imports little.
"""

import csv
import io
import json
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, TypeAlias

from data import files
from data.files import FileError

Cell: TypeAlias = str | float | int | bool | date | None
LARGEST = 10_000_000  # bytes of a file
LARGEST_UNPACKED = 60_000_000  # bytes of a workbook's parts
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 60, 20_000, 300, 600_000
MOST_MERGED = 2_000
MEMORY = 1_500_000_000  # bytes of address space of the reading process
SECONDS = 60
POLLED = 0.2  # seconds between looks at whether the reading is still wanted
KINDS = {"xlsx": (".xlsx", ".xlsm"), "xls": (".xls",), "ods": (".ods",), "csv": (".csv", ".txt", ".tsv")}
WANTED = "Excel (.xlsx, .xls), OpenDocument (.ods), atau CSV"
DAMAGED = "{} rusak atau tidak terbaca; buka dengan Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu coba lagi."
LOCKED = "{} dikunci kata sandi; buka, hapus kata sandinya (Berkas, Info, Lindungi Buku Kerja), lalu simpan ulang."
TOO_MUCH = "Isi {} terlalu besar setelah dibuka; hapus lembar, baris, dan kolom kosong atau gambar yang tidak perlu."


class Merge(NamedTuple):
    """Cells merged into one: first and last row and column, all from 0 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet: rows of cells from A1 on, and what a reader of values alone would miss. Rows are numbered from 1."""

    name: str
    rows: list[list[Cell]]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()  # from 0
    uncached: frozenset[str] = frozenset()  # addresses of formulas without a stored value
    errors: frozenset[str] = frozenset()  # addresses of cells that hold an error such as #REF!
    merged: tuple[Merge, ...] = ()
    percent: frozenset[str] = frozenset()  # addresses of numbers formatted as per cent; `rows` holds what is seen: 87.5
    indents: tuple[tuple[int, int, int], ...] = ()  # row, column (from 0) and depth of text that is indented
    kind: str = "xlsx"

    def cell(self, row: int, column: int) -> Cell:
        """A cell of `rows` (from 0); None beyond them."""
        cells = self.rows[row] if row < len(self.rows) else []
        return cells[column] if column < len(cells) else None

    def at(self, row: int, column: int) -> str:
        """The address of a cell of `rows` (from 0), such as "Nilai!D14"."""
        return f"{self.name}!{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The name of a column counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read(file: Path, still: Callable[[], None] = lambda: None) -> list[Sheet]:
    """The sheets of a file in their order, those that are hidden too. `still` is called a few times a second; if it raises, the
    reading ends.

    Raises:
        FileError: not such a file, too large, locked or damaged.
        OSError: it cannot be opened.
    """
    kind_of(file)
    command = [sys.executable, "-m", __spec__.name if __spec__ else __name__, str(file.resolve())]
    root = Path(__file__).parents[2]
    told: dict[str, Any] | None = None
    until = time.monotonic() + SECONDS
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:  # noqa: S603
        try:
            while told is None and time.monotonic() < until:
                with suppress(subprocess.TimeoutExpired):
                    out, _ = child.communicate(timeout=POLLED)
                    told = json.loads(out) if child.returncode == 0 else {"fault": DAMAGED.format(file.name)}
                still()
        finally:
            child.kill()
    told = told or {"fault": TOO_MUCH.format(file.name)}
    if "fault" in told:
        raise FileError(told["fault"])
    return [
        Sheet(
            one["name"],
            [[date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell for cell in row] for row in one["rows"]],
            one["is_hidden"],
            frozenset(one["hidden_rows"]),
            frozenset(one["hidden_columns"]),
            frozenset(one["uncached"]),
            frozenset(one["errors"]),
            tuple(Merge(*four) for four in one["merged"]),
            frozenset(one["percent"]),
            tuple((row, column, depth) for row, column, depth in one["indents"]),
            one["kind"],
        )
        for one in told["sheets"]
    ]


def kind_of(file: Path) -> str:
    """What a file is by its content: xlsx, xls, ods or csv.

    Raises:
        FileError: too large, empty, of another kind, or of another kind than its name says.
        OSError: it cannot be opened.
    """
    head = files.head(file, LARGEST, WANTED, "Hapus gambar, lembar, dan baris kosong yang tidak perlu, lalu simpan ulang.")
    if head.startswith(b"PK\x03\x04"):
        kind = _packed(file)
    elif head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in file.read_bytes():
            raise FileError(LOCKED.format(file.name))
        kind = "xls"
    else:
        kind = "csv" if _is_text(file) else ""
    if not kind:
        raise FileError(f"{file.name} bukan {WANTED}; ekspor rekapnya ke salah satu bentuk itu.")
    suffix = file.suffix.lower()
    if suffix not in KINDS[kind] and suffix in {one for several in KINDS.values() for one in several}:
        raise FileError(
            f"{file.name} bernama {suffix} tetapi isinya {kind.upper()}; simpan ulang sebagai .xlsx dari Excel, "
            f"atau beri akhiran {KINDS[kind][0]}."
        )
    return kind


def _packed(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if sum(member.file_size for member in members) > LARGEST_UNPACKED or len(members) > 2000:
                raise FileError(TOO_MUCH.format(file.name))
            if any(member.flag_bits & 1 for member in members):
                raise FileError(LOCKED.format(file.name))
            if "xl/workbook.xml" in names:
                return "xlsx"
            return "ods" if {"content.xml", "mimetype"} <= names and b"spreadsheet" in archive.read("mimetype") else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError, zlib.error) as error:
        raise FileError(DAMAGED.format(file.name)) from error


def _is_text(file: Path) -> bool:
    content = file.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in content and not content.lstrip()[:5].lower().startswith(
        (b"%pdf", b"<html", b"<!doc", b"<?xml", b"{\\rtf")
    )


# What happens in the process of its own.


def _sheets(file: Path) -> list[dict[str, Any]]:
    kind = kind_of(file)
    if kind == "csv":
        return [_told(file.stem, _separated(file), kind=kind)]
    from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook  # noqa: PLC0415

    unseen = dict(_unseen(file) if kind == "xlsx" else _unseen_opendocument(file) if kind == "ods" else [])
    found = []
    try:
        with load_workbook(str(file)) as workbook:
            sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            _bounded(len(sheets) <= MOST_SHEETS)
            cells = 0
            for one in sheets:
                sheet = workbook.get_sheet_by_name(one.name)
                rows = sheet.to_python(skip_empty_area=False)
                width = max(map(len, rows), default=0)
                cells += len(rows) * width
                _bounded(len(rows) <= MOST_ROWS and width <= MOST_COLUMNS and cells <= MOST_CELLS)
                is_hidden = one.visible != SheetVisibleEnum.Visible
                plain = [[_plain(cell) for cell in row] for row in rows]
                merged = [[top, left, bottom, right] for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
                found.append(
                    _told(one.name, plain, is_hidden, kind=kind, merged=merged[:MOST_MERGED], **unseen.get(one.name, {}))
                )
    except PasswordError as error:
        raise FileError(LOCKED.format(file.name)) from error
    except CalamineError as error:
        raise FileError(DAMAGED.format(file.name)) from error
    return found


def _told(name: str, rows: list[list[Any]], is_hidden: bool = False, **unseen: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        one: [] for one in ("hidden_rows", "hidden_columns", "uncached", "errors", "merged", "percent", "indents")
    }
    return {"name": name, "rows": rows, "is_hidden": is_hidden} | nothing | unseen


def _bounded(holds: bool) -> None:
    if not holds:
        raise MemoryError


def _plain(cell: Any) -> Any:
    if isinstance(cell, (datetime, date)):
        return {"date": cell.isoformat()[:10]}
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, (bool, int, float)):
        return cell
    return str(cell) if cell not in ("", None) else None


def _separated(file: Path) -> list[list[Any]]:
    content = file.read_bytes()
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    told = re.match(r"sep=(.)\r?\n", text)  # how Excel tells itself
    text = text[told.end() :] if told else text
    head = text[:20_000].splitlines()[:40]
    header = [line for line in head if "kecamatan" in line.lower() and any(sign in line for sign in ";,\t")][:1] or head
    sign = told[1] if told else max(";,\t", key=lambda one: sum(line.count(one) for line in header))
    rows = []
    csv.field_size_limit(1_000_000)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
        rows.append([cell or None for cell in row])
        _bounded(len(rows) <= MOST_ROWS and len(row) <= MOST_COLUMNS)
    return rows


def _unseen(file: Path) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """For each sheet of an xlsx its hidden rows and columns, formulas without a stored value, and errors; bounds are kept."""
    with zipfile.ZipFile(file) as archive:
        targets = {one.get("Id"): one.get("Target", "") for one in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}  # noqa: S314
        for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314
            if not sheet.tag.endswith("}sheet"):
                continue
            target = next((targets.get(value) for key, value in sheet.items() if key.endswith("}id")), None) or ""
            path = str(PurePosixPath("/xl", target)).lstrip("/")
            if path in archive.namelist() and "worksheets" in path:
                with archive.open(path) as content:
                    yield sheet.get("name", ""), _scanned(content)


def _unseen_opendocument(file: Path) -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """For each sheet of an OpenDocument file its hidden rows and columns; bounds are kept on the way."""
    hidden: dict[str, list[Any]] = {}
    name, at = "", {"row": 0, "column": 0}
    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as content:
        for event, element in ET.iterparse(content, events=("start", "end")):  # noqa: S314
            tag = element.tag.rpartition("}")[2]
            said = {key.rpartition("}")[2]: value for key, value in element.items()}
            if event == "start" and tag == "table":
                name, at = said.get("name", ""), {"row": 0, "column": 0}
                hidden = {"hidden_rows": [], "hidden_columns": []}
            elif event == "end" and tag == "table":
                yield name, hidden
            elif event == "end" and tag in ("table-row", "table-column"):
                what = tag.removeprefix("table-")
                first, many = at[what], int(said.get(f"number-{what}s-repeated", 1))
                if said.get("visibility") in ("collapse", "filter"):
                    last = min(first + many, MOST_ROWS if what == "row" else MOST_COLUMNS)
                    hidden[f"hidden_{what}s"] += range(first + (what == "row"), last + (what == "row"))
                at[what] = first + many
                element.clear()


def _scanned(content: IO[bytes]) -> dict[str, list[Any]]:
    hidden, uncached, errors = [], [], []
    columns: set[int] = set()
    row = column = 0
    for event, element in ET.iterparse(content, events=("start", "end")):  # noqa: S314
        name = element.tag.rpartition("}")[2]
        if event == "start" and name == "row":
            row, column = int(element.get("r") or row + 1), 0
            _bounded(row <= MOST_ROWS)
            if element.get("hidden") in ("1", "true"):
                hidden.append(row)
        elif event == "start" and name == "col" and element.get("hidden") in ("1", "true"):
            columns |= set(range(int(element.get("min", 1)) - 1, min(int(element.get("max", 1)), MOST_COLUMNS)))
        elif event == "end" and name == "c":
            address = element.get("r") or f"{letters(column)}{row}"
            place = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", address)
            _bounded(place is None or (len(place[1]) < 3 and int(place[2]) <= MOST_ROWS))
            column += 1
            _bounded(column <= MOST_COLUMNS)
            parts = {child.tag.rpartition("}")[2]: child.text for child in element}
            if "f" in parts and not parts.get("v") and element.get("t") != "str":
                uncached.append(address)
            if element.get("t") == "e":
                errors.append(address)
            element.clear()
        elif event == "end" and name == "row":
            element.clear()
    return {"hidden_rows": hidden, "hidden_columns": sorted(columns), "uncached": uncached, "errors": errors}


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limits on Windows
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main(path: str) -> None:
    """Print the sheets of a file, or the fault, as JSON."""
    file = Path(path)
    _limit()
    try:
        told: dict[str, Any] = {"sheets": _sheets(file)}
    except FileError as error:
        told = {"fault": str(error)}
    except MemoryError:
        told = {"fault": TOO_MUCH.format(file.name)}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
