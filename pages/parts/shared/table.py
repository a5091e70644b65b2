"""The table of every page: an official table when wide, a stack of cards on a phone."""

import json
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypedDict

import streamlit as st

from analytics.core.cache import cached
from pages.parts.shared.component import component

_TABLE = component("table", '<div class="table-root"></div>')


Narrow = Literal["cards", "lines", "side"]


class Column(NamedTuple):
    """A column: the key of its cells in a row, its heading, and how it is set."""

    key: str
    label: str
    align: Literal["left", "right", "center"] = "left"
    wide: bool = False  # on a card, the cell takes the full width
    whole: bool = False  # in a table with room, the words stay on one line
    named: bool = False  # in a line, its heading stands before it


class Cell(TypedDict, total=False):
    """A cell that is more than plain text; every part is optional."""

    text: str
    href: str  # "/page?query" stays in the app, http(s) opens a new tab, else no link
    note: str  # small print below the text
    tone: str  # gold, silver, bronze, harapan, finalist, disputed, unknown, step-1 to step-4, open
    level: str  # of a place with a tone: "" (the province's SKK), own (a kabkota's), kindred
    strong: bool  # stands out among its like
    icon: str  # decoration before the text: a character or ":material/name:"
    title: str  # a fuller description; the name of a dot (a tone without text)
    # Beside a text with a tone, in place of any other: words and the address each leads to, or ""
    parts: list[tuple[str, str]]


FEW = 3  # rows from which on a column that says one thing alone is a line below the table
NOTHING = ("", "–")


def _cell(value: str | Cell) -> Cell:
    return {"text": value} if isinstance(value, str) else value


def _said_once(column: Column, cells: Sequence[Cell]) -> str | None:
    """What a column says where all its cells are the same plain words; None where they are not."""
    said, *others = ({name: part for name, part in cell.items() if part} for cell in cells)
    if said.keys() - {"text"} or any(other != said for other in others):
        return None
    words = str(said.get("text", ""))
    return words if words in NOTHING else f"{column.label} ({words})"


def _below(said: Mapping[int, str], columns: Sequence[Column]) -> str:
    """The line that columns give way to which say one thing alone."""
    told = [words for words in said.values() if words not in NOTHING]
    empty = [columns[at].label for at, words in said.items() if words in NOTHING]
    parts = [
        f"{start}: {'; '.join(words)}."
        for start, words in (("Sama di semua baris", told), ("Kosong di semua baris", empty))
        if words
    ]
    return " ".join(parts)


def table(
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, str | Cell]],
    *,
    key: str,
    caption: str,
    groups: Sequence[tuple[str, int]] = (),
    head: str | None = None,
    narrow: Narrow = "cards",
    fold: int = 0,
    sortable: bool = False,
) -> None:
    """Draw the rows; a link to a page of the app opens without a reload.

    ``groups`` names consecutive runs of rows as (label, number of rows); further rows
    have no label. ``head`` is the column that titles a card, by default the
    first. ``narrow`` is what it becomes on a phone: cards; lines, of rows whose cells say
    without a heading what they are; or still columns side by side, few and narrow, where
    these are compared. With ``fold`` a phone shows so many rows until one asks for all;
    a wide screen and paper show all at once. Of a ``sortable`` table the headings order the
    rows within their groups, by click and by key, where there are headings. A column whose
    cells all say the same gives way to a line below, but where columns stand side by side
    to be compared. Without rows nothing is drawn: the page says why there are none.
    """
    if not rows:
        return
    base = st.get_option("server.baseUrlPath").strip("/")
    drawn = _description(
        columns,
        rows,
        caption,
        groups=groups,
        head=head,
        narrow=narrow,
        fold=fold,
        base=base,
        sortable=sortable and len(rows) > 1,
    )
    _TABLE(data=drawn, key=key)


@cached
def _description(
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, str | Cell]],
    caption: str,
    *,
    groups: Sequence[tuple[str, int]],
    head: str | None,
    narrow: Narrow,
    fold: int,
    base: str,
    sortable: bool,
) -> bytes:
    """What the component draws, as JSON: Streamlit would write an object anew in every run, and
    twice.
    """
    keys = [column.key for column in columns]
    if head is not None and head not in keys:
        raise ValueError(f"head {head!r} is not among the columns {keys}")
    at_head = keys.index(head) if head is not None else 0
    cells = [[_cell(row.get(name, "")) for name in keys] for row in rows]
    said = {
        at: words
        for at, column in enumerate(columns)
        if len(rows) >= FEW and narrow != "side" and at not in (0, at_head)
        if (words := _said_once(column, [row[at] for row in cells])) is not None
    }
    shown = [at for at in range(len(keys)) if at not in said]
    data = {
        "caption": caption,
        "columns": [columns[at]._asdict() for at in shown],
        "rows": [[row[at] for at in shown] for row in cells],
        "groups": [list(group) for group in groups],
        "head": shown.index(at_head),
        "narrow": narrow,
        "fold": fold if 0 < fold < len(rows) - 1 else 0,
        "base": base,
        "sortable": sortable,
        "below": _below(said, columns),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
