"""Text in columns (CSV and its kin): which sign parts the columns is told by the lines themselves.

How a sign is chosen follows van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by
detecting row and type patterns" (Data Mining and Knowledge Discovery 33, 2019): of all signs the
one that gives rows of one width whose cells look whole.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from data.files import FileError
from data.importer.workbook.kinds import decoded
from data.importer.workbook.sheet import Budget, Cell, Sheet, Unseen, plain, sheet

SIGNS, RARE = ";,\t|", "^~:#"  # rare ones count only where they give nearly all rows one width
LOOKED_AT = 300  # rows by which a sign is chosen
LONGEST = 1_000_000  # characters of a cell
TOLD = re.compile(r'"?sep=([^"\r\n])"?\r?\n', re.IGNORECASE)  # how Excel tells itself
NUMBER = re.compile(r"[-+]?(Rp\.? ?)?(\d{1,3}([.,]\d{3})+|\d+)([.,]\d+)?( ?%)?")
YEAR = re.compile(r"(19|20)\d\d")
WORDS = {",": "koma", ";": "titik koma", "\t": "tab"}
SHIFTED = (
    "{}: baris {} berisi {} kolom, padahal judul kolomnya (baris {}) hanya {}; {} di dalam {}"
    " terbaca sebagai pemisah sehingga nilai bergeser. Ekspor ulang sebagai .xlsx atau CSV dengan"
    " pemisah lain, atau apit isi seperti itu dengan tanda kutip."
)
ODD = (
    "{}: tanda kutip di sekitar baris {} tidak berpasangan, sehingga beberapa baris dapat terbaca"
    " sebagai satu sel; perbaiki tanda kutip itu, atau simpan ulang sebagai .xlsx."
)


def read(file: Path) -> list[Sheet]:
    """The one sheet of a text file, named as the file is; a row of the sheet is a row of the file,
    all cells are text.

    Raises:
        FileError: a separator inside a value shifts values to other columns, or quotes do not
        match. MemoryError: it is larger than a sheet may be. csv.Error, UnicodeDecodeError: it is
        damaged.
    """
    text = decoded(file.read_bytes())
    told = TOLD.match(text)
    text = text[told.end() :] if told else text
    sign = told[1] if told else separator(text)
    csv.field_size_limit(LONGEST)
    is_spaced = _is_spaced(text, sign)
    budget, rows = Budget(), list[list[str]]()
    for number, row in enumerate(_rows(text, sign, is_spaced)):
        budget.row(row, number)
        rows.append(row)
    if any("\n" in cell for row in rows for cell in row):
        _paired(file.name, text, sign, is_spaced)
    _straight(file.name, sign, rows)
    cells: list[list[Cell]] = [[plain(cell) for cell in row] for row in rows]
    return [sheet(file.stem, "csv", cells, Unseen())]


def _rows(
    text: str, sign: str, is_spaced: bool = False, strict: bool = False
) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=is_spaced, strict=strict
    )


def separator(text: str) -> str:
    """The sign between the columns of a text; a comma where nothing tells."""
    signs = [*SIGNS, *(sign for sign in RARE if _is_even(text, sign))]
    scores = {sign: _score(text, sign) for sign in signs}
    return max(signs, key=lambda sign: scores[sign]) if any(scores.values()) else ","


def _looked_at(text: str, sign: str) -> list[list[str]]:
    rows = list[list[str]]()
    try:
        for row in islice(_rows(text[:1_000_000], sign), LOOKED_AT):
            rows.append(row)
    except csv.Error:
        rows = []
    return rows


def _is_even(text: str, sign: str) -> bool:
    """Whether nearly all rows have as many cells, and more than one."""
    widths = Counter(len(row) for row in _looked_at(text, sign) if any(row))
    width, many = widths.most_common(1)[0] if widths else (0, 0)
    return width > 1 and many >= 3 and many >= 0.8 * widths.total()


def _score(text: str, sign: str) -> float:
    """How much a text looks like a table if this sign parts its columns: for each row how many of
    its cells look whole, more for wider rows, and half for those that are not as wide as most.
    """
    rows = [row for row in _looked_at(text, sign) if len(row) > 1]
    if not rows:
        return 0
    width = Counter(map(len, rows)).most_common(1)[0][0]
    others = [one for one in SIGNS if one != sign]
    return sum(
        sum(_is_whole(cell, others) for cell in row)
        / len(row)
        * (1 - 1 / len(row))
        * (1 if len(row) == width else 0.5)
        for row in rows
    )


def _is_whole(cell: str, others: list[str]) -> bool:
    """Whether a cell has no sign in it that might part columns; in numbers and before a space a
    comma parts none.
    """
    cell = cell.strip()
    if NUMBER.fullmatch(cell):
        return True
    return not any(one in cell for one in others if one != ",") and (
        "," not in others or not re.search(r",(?! )", cell)
    )


def _is_spaced(text: str, sign: str) -> bool:
    """Whether a space follows the separator as a rule, and is no part of what is there."""
    return text.count(f"{sign} ") > 0.6 * text.count(sign)


def _is_prose(row: list[str]) -> bool:
    """Whether a space stands behind each separator, as in a sentence that it cut, such as "Malang,
    3 Maret 2026".
    """
    return all(not cell or cell.startswith(" ") for cell in row[1:])


def _paired(name: str, text: str, sign: str, is_spaced: bool) -> None:
    """Quotes match: one that is lost swallows rows until the next.

    Raises:
        FileError: they do not.
    """
    number = 0
    try:
        for number, _ in enumerate(_rows(text, sign, is_spaced, strict=True), 1):  # noqa: B007 - the last one that is sound
            pass
    except csv.Error as error:
        raise FileError(ODD.format(name, number + 1)) from error


def _straight(name: str, sign: str, rows: list[list[str]]) -> None:
    """No row with numbers has more cells than the header, which is the widest row of words. 87,5
    without quotes between commas makes one such: what stands right of it would be read as another
    column's.

    Raises:
        FileError: a row is longer.
    """
    filled = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    headers = [
        at for at, cells in enumerate(filled) if _is_header(cells) and not _is_prose(rows[at])
    ]
    if not headers:
        return
    header = max(headers, key=lambda at: len(rows[at]))
    width = len(rows[header])
    for number, row in enumerate(rows):
        used = len(row)
        while used and not row[used - 1].strip():
            used -= 1
        if used > width and len(filled[number]) > 2 and any(map(_is_number, filled[number])):
            inner = WORDS.get(sign, f'"{sign}"')
            what = "angka (seperti 87,5) atau nama" if sign == "," else "teks"
            raise FileError(SHIFTED.format(name, number + 1, used, header + 1, width, inner, what))


def _is_number(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell)) and not YEAR.fullmatch(cell)


def _is_header(cells: list[str]) -> bool:
    """Whether cells may be titles of columns: no numbers but years and 1, 2, 3 in order, and no
    dash for a missing value.
    """
    numbers = list(filter(_is_number, cells))
    is_counted = len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]
    return len(cells) > 1 and (not numbers or is_counted) and not {"-", "–", "—"} & set(cells)
