"""What the values of an .xls do not tell: xlrd reads formats, hidden rows and merged cells."""

import os
from collections.abc import Iterator
from pathlib import Path

import xlrd

from data.importer.workbook.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Unseen,
    bounded,
    is_percent,
)
from data.importer.workbook.xml import DamagedError

NOTHING = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def unseen(file: Path) -> Iterator[tuple[str, Unseen]]:
    """For each sheet of an .xls its name and what its values do not tell; bounds are kept on the
    way.

    Raises:
        MemoryError: there is more of something than a sheet may have.
        DamagedError: the file is damaged, or of a kind that xlrd does not read.
    """
    try:
        with Path(os.devnull).open(
            "w", encoding="utf-8"
        ) as nowhere:  # it talks, where our answer is to stand
            book = xlrd.open_workbook(
                file_contents=file.read_bytes(),
                formatting_info=True,
                on_demand=True,
                ragged_rows=True,
                logfile=nowhere,
            )
            bounded(book.nsheets <= MOST_SHEETS)
            styles = book.xf_list
            percent = {
                at
                for at, one in enumerate(styles)
                if is_percent(book.format_map[one.format_key].format_str)
            }
            indents = {
                at: one.alignment.indent_level
                for at, one in enumerate(styles)
                if one.alignment.indent_level
            }
            for name in book.sheet_names():
                yield name, _of(book.sheet_by_name(name), percent, indents)
                book.unload_sheet(name)
    except MemoryError:
        raise
    except Exception as error:  # it may fail in any way on a damaged file
        raise DamagedError from error


def _of(sheet: xlrd.sheet.Sheet, percent: set[int], indents: dict[int, int]) -> Unseen:
    found = Unseen()
    for row in range(sheet.nrows):
        styles = sheet._cell_xf_indexes[row]
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in NOTHING:
                continue
            bounded(row < MOST_ROWS and column < MOST_COLUMNS)
            if kind == xlrd.XL_CELL_ERROR:
                found.errors.add((row, column))
            elif kind == xlrd.XL_CELL_NUMBER and styles[column] in percent:
                found.percent.add((row, column))
            elif kind == xlrd.XL_CELL_TEXT and styles[column] in indents:
                found.indent((row, column), indents[styles[column]])
    for row, said in sheet.rowinfo_map.items():
        if said.hidden or said.height == 0:
            found.hide_rows(row, row)
    for column, wide in sheet.colinfo_map.items():
        if wide.hidden:
            found.hide_columns(column, column)
    for top, bottom, left, right in sheet.merged_cells:
        found.merge(top, left, bottom - 1, right - 1)
    return found
