"""The sheets of a file of any kind. This is what happens in the process of its own."""

import csv
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from data.files import FileError
from data.importer.workbook import ods, separated, spreadsheetml, webpage, xlsb, xlsx
from data.importer.workbook.kinds import DAMAGED, LOCKED, TOO_MUCH, kind_of
from data.importer.workbook.sheet import Budget, Cell, Sheet, Unseen, plain, sheet
from data.importer.workbook.xml import DamagedError

Told: TypeAlias = Iterator[tuple[str, Unseen]]
TEXTS: dict[str, Callable[[Path], list[Sheet]]] = {
    "csv": separated.read, "html": webpage.read, "xml": spreadsheetml.read,
}  # fmt: skip
BROKEN = (
    DamagedError, csv.Error, UnicodeError, KeyError, zipfile.BadZipFile, zlib.error, EOFError,
    OSError, RuntimeError,
)  # fmt: skip


def sheets(file: Path) -> list[Sheet]:
    """The sheets of a file in their order, those that are hidden too.

    Raises:
        FileError: not such a file, too large, locked or damaged.
        OSError: it cannot be opened.
    """
    kind = kind_of(file)
    try:
        return TEXTS[kind](file) if kind in TEXTS else _calculated(file, kind)
    except MemoryError as error:
        raise FileError(TOO_MUCH.format(file.name)) from error
    except BROKEN as error:
        raise FileError(DAMAGED.format(file.name)) from error


def _unseen(file: Path, kind: str) -> Told:
    if kind == "xls":
        from data.importer.workbook import xls  # noqa: PLC0415 - xlrd is seldom needed

        return xls.unseen(file)
    return {"xlsx": xlsx.unseen, "xlsb": xlsb.unseen, "ods": ods.unseen}[kind](file)


def _calculated(file: Path, kind: str) -> list[Sheet]:
    """The sheets of a workbook: first what the values do not tell, since that keeps the bounds
    before any value is held.
    """
    from python_calamine import (  # noqa: PLC0415
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    found, budget = [], Budget()
    try:
        try:
            unseen = dict(_unseen(file, kind))
        except BROKEN:
            with load_workbook(str(file)):  # which tells a locked one from a damaged one
                raise
        with load_workbook(str(file)) as workbook:
            for one in workbook.sheets_metadata:
                if one.typ != SheetTypeEnum.WorkSheet:
                    continue
                budget.sheet()
                rows: list[list[Cell]] = []
                read = workbook.get_sheet_by_name(one.name)
                budget.area(read.total_height, read.total_width)
                for number, row in enumerate(read.to_python(skip_empty_area=False)):
                    budget.row(row, number)
                    rows.append(list(map(plain, row)))
                is_hidden = one.visible != SheetVisibleEnum.Visible
                found.append(sheet(one.name, kind, rows, unseen.get(one.name, Unseen()), is_hidden))
    except PasswordError as error:
        raise FileError(LOCKED.format(file.name)) from error
    except CalamineError as error:
        raise FileError(DAMAGED.format(file.name)) from error
    return found
