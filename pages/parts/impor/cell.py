"""Sentences about the workbook in which every address of a cell shows that cell in the grid
(sheet).
"""

import json
from collections.abc import Iterable, Sequence
from typing import Literal

from data.importer import overlay
from data.importer.draft import Fault
from pages.parts.shared import table
from pages.parts.shared.component import component

CELL = "sel:"  # what an address begins with that leads to a cell (table.js)
_CELL = component("cell", '<div class="cell-root"></div>')
Piece = tuple[str, str, bool]  # words, the cell they show, whether they stand out


def says(pieces: Iterable[Piece], *, key: str, tone: Literal["", "ask"] = "") -> None:
    """Draw a sentence; its words are shown as they are, whatever they hold."""
    data = {"pieces": list(pieces), "tone": tone}
    _CELL(data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), key=key)


def pieces(words: str, at: str, named: Sequence[str]) -> list[Piece]:
    """A sentence with its cells, the one that it is about at its end."""
    told: list[Piece] = [(piece, cell, False) for piece, cell in overlay.parted(words, named)]
    return [*told, (at, at, False)] if overlay.addresses(at, named) else told


def linked(words: str, named: Sequence[str]) -> table.Cell:
    """The same in a cell of a table."""
    return {
        "parts": [(piece, CELL + at if at else "") for piece, at in overlay.parted(words, named)]
    }


def way(at: str, named: Sequence[str]) -> table.Cell:
    """An address in a cell of a table."""
    return {"text": at, "href": CELL + at if overlay.addresses(at, named) else ""}


def listed(
    found: Sequence[Fault], named: Sequence[str], *, key: str, caption: str, what: str
) -> None:
    """Sentences with the cells that they are about, as a table."""
    rows = [{"at": way(one.at, named), "what": linked(one.message, named)} for one in found]
    columns = [table.Column("at", "Sel"), table.Column("what", what, wide=True)]
    table.table(columns, rows, key=key, caption=caption)
