"""What the values of an .xlsb do not tell. Its parts are rows of records: a number for the kind, a
length, and the content ([MS-XLSB], 2.1.4); the few kinds that matter here are read, the others
passed over.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.importer.workbook.sheet import MOST_COLUMNS, MOST_ROWS, Unseen, bounded, is_percent
from data.importer.workbook.xlsx import MOST_STYLES, PERCENT, Styles, once, relations
from data.importer.workbook.xml import DamagedError

ROW, BLANK, COLUMNS, MERGED = 0, 1, 60, 176
NUMBERS, TEXTS, ERRORS, CELLS = (2, 5, 9), (6, 7, 8), (3, 11), range(2, 12)
SHEET = 156
FORMAT, STYLE, STYLES_BEGIN, STYLES_END = 44, 47, 617, 618


def unseen(file: Path) -> Iterator[tuple[str, Unseen]]:
    """For each sheet of an .xlsb its name and what its values do not tell; bounds are kept on the
    way.

    Raises:
        MemoryError: there is more of something than a sheet may have.
        DamagedError, KeyError: the file is damaged.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            paths = relations(archive, "xl/_rels/workbook.bin.rels")
            names = set(archive.namelist())
            styles = (
                _styles(archive.read("xl/styles.bin"))
                if "xl/styles.bin" in names
                else Styles(frozenset(), {})
            )
            sheets: list[tuple[str, str]] = []
            for kind, body in records(archive.read("xl/workbook.bin")):
                if kind == SHEET:
                    identifier, end = _text(body, 8)
                    sheets.append((_text(body, end)[0], paths.get(identifier, "")))
            once([path for _, path in sheets if path])
            for name, path in sheets:
                if path in names and "worksheets" in path:
                    yield name, _of(archive.read(path), styles)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise DamagedError from error


def records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: kind and content."""
    at, end = 0, len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (content[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while True:
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        yield kind, content[at : at + length]
        at += length


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text that begins with its length, and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _styles(content: bytes) -> Styles:
    formats: dict[int, bool] = {int(one): True for one in PERCENT}
    percent: set[str] = set()
    indents: dict[str, int] = {}
    count, inside = 0, False
    for kind, body in records(content):
        if kind == FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = is_percent(_text(body, 2)[0])
        elif kind in (STYLES_BEGIN, STYLES_END):
            inside = kind == STYLES_BEGIN
        elif kind == STYLE and inside:
            bounded(count < MOST_STYLES)
            if formats.get(struct.unpack_from("<H", body, 2)[0]):
                percent.add(str(count))
            if body[11]:
                indents[str(count)] = body[11]
            count += 1
    return Styles(frozenset(percent), indents)


def _of(content: bytes, styles: Styles) -> Unseen:
    found, row = Unseen(), 0
    percent, indents = (
        {int(one) for one in styles.percent},
        {int(at): depth for at, depth in styles.indents.items()},
    )
    for kind, body in records(content):
        if kind == ROW:
            (row,) = struct.unpack_from("<I", body)
            if body[11] & 0x10:
                found.hide_rows(row, row)
        elif kind in CELLS:
            column, style = struct.unpack_from("<II", body)
            style &= 0xFFFFFF
            bounded(row < MOST_ROWS and column < MOST_COLUMNS)
            if kind in ERRORS:
                found.errors.add((row, column))
            elif kind in NUMBERS and style in percent:
                found.percent.add((row, column))
            elif kind in TEXTS and style in indents:
                found.indent((row, column), indents[style])
        elif kind == COLUMNS:
            first, last = struct.unpack_from("<II", body)
            if struct.unpack_from("<H", body, 16)[0] & 1:
                found.hide_columns(first, last)
        elif kind == MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            found.merge(top, left, bottom, right)
    return found
