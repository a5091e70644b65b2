"""The sheets of the file as a grid with the reading over it, and what the operator can change about
a cell of it.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.importer import overlay
from data.importer.draft import Column, Place
from data.importer.overlay import ROLES, Seen, SheetSeen
from data.importer.proposal import Proposal
from data.importer.questions import SKIP
from data.importer.table import MEANINGS
from data.importer.workbook import Sheet
from pages.parts.impor import cell, questions
from pages.parts.impor.questions import Desk
from pages.parts.impor.work import State
from pages.parts.shared import table
from pages.parts.shared.component import component

KEY = "impor_lembar"
_SHEET = component("sheet", '<div class="sheet-root"></div>')


class Drawn(NamedTuple):
    """A reading as the component draws it; `about` is the proposal that it is of."""

    about: Proposal
    sheets: list[SheetSeen]
    body: bytes


def draw(desk: Desk, sheets: Sequence[Sheet], state: State) -> None:
    """The grid, and below it what can be changed about the cell that is chosen."""
    st.markdown("#### Lembar dan bacaannya")
    st.caption(
        "Warna dan label menunjukkan sebagai apa tiap sel dibaca. Pilih sel untuk melihat sebabnya"
        " atau mengubah bacaannya; alamat sel di halaman ini dapat ditekan untuk menunjukkannya di"
        " sini."
    )
    drawn: Drawn | None = state.get("drawn")
    if drawn is None or drawn.about is not desk.found:
        seen = overlay.overlay(desk.found, sheets, _called(desk))
        drawn = state["drawn"] = Drawn(desk.found, seen, described(seen))
    _SHEET(data=drawn.body, key=KEY, on_picked_change=lambda: _picked(state))
    _change(desk, drawn.sheets, state.get("picked", ""))
    _columns(desk)


def _picked(state: State) -> None:
    state["picked"] = str(st.session_state[KEY]["picked"])


def _called(desk: Desk) -> dict[str, str]:
    names = questions.kecamatan(desk)
    return {
        one.code: names[one.code]
        for one in desk.found.matches.values()
        if one.code in names and one.code
    }


def described(sheets: Sequence[SheetSeen]) -> bytes:
    """What the component draws, as JSON: each sentence, role and tag once."""
    says, tags = [""], [""]
    places = {"": 0}
    held = {"": 0}
    roles = ["", *ROLES]

    def of(words: str, listed: list[str], known: dict[str, int]) -> int:
        if words not in known:
            known[words] = len(listed)
            listed.append(words)
        return known[words]

    def cell(one: Seen) -> list[str | int] | int:
        made: list[str | int] = [
            one.text, roles.index(one.role), of(one.says, says, places), of(one.tag, tags, held),
            of(one.fault, says, places),
            of(one.question, says, places),
        ]  # fmt: skip
        while made and not made[-1]:
            made.pop()
        return made or 0

    listed = [
        {
            "name": one.name,
            "hidden": one.is_hidden,
            "columns": max((len(row) for row in one.rows), default=0),
            "frozen": _frozen(one),
            "rows": [[cell(seen) for seen in row] for row in one.rows],
            "merged": one.merged,
            "hiddenRows": sorted(one.hidden_rows),
            "hiddenColumns": sorted(one.hidden_columns),
            "faults": sum(bool(seen.fault) for row in one.rows for seen in row),
            "read": any(
                seen.role not in ("", "abaikan", "keterangan") for row in one.rows for seen in row
            ),
            "note": _note(one),
        }
        for one in sheets
    ]
    data = {
        "sheets": listed,
        "says": says,
        "tags": tags,
        "roles": [["", ""], *([key, label] for key, label in ROLES.items())],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _frozen(one: SheetSeen) -> int:
    """The column that stays in view when the sheet is scrolled sideways: that of the kecamatan; -1:
    none.
    """
    held = Counter(column for row in one.rows for column, seen in enumerate(row) if seen.place)
    column, count = held.most_common(1)[0] if held else (-1, 0)
    return column if len(held) == 1 and count > 1 else -1


def _note(one: SheetSeen) -> str:
    """What is said below a sheet: that it is hidden, or larger than what is shown."""
    told = ["Lembar ini tersembunyi di berkas."] if one.is_hidden else []
    if not one.rows:
        told.append(
            "Lembar ini kosong."
            if not one.more_rows
            else "Lembar ini tidak ditampilkan karena berkasnya besar."
        )
    elif one.more_rows or one.more_columns:
        columns = max(len(row) for row in one.rows)
        told.append(
            f"Ditampilkan {text.number(len(one.rows))} dari"
            f" {text.number(len(one.rows) + one.more_rows)} baris dan {text.number(columns)} dari"
            f" {text.number(columns + one.more_columns)} kolom; semuanya dibaca."
        )
    return " ".join(told)


# What can be changed about the chosen cell.


def _change(desk: Desk, sheets: Sequence[SheetSeen], at: str) -> None:
    """The role of its column, or whom its name means."""
    seen = _at(sheets, at)
    place = desk.found.draft.places.get(seen.place) if seen else None
    columns = {
        one.at: one for placed in desk.found.read.placed for one in placed.table.columns.values()
    }
    column = columns.get(seen.column) if seen else None
    with st.container(key="impor_sel"):
        if place is not None:
            _change_place(desk, at, place)
        elif column is not None:
            _change_column(desk, column)


def _at(sheets: Sequence[SheetSeen], at: str) -> Seen | None:
    name, _, cell = at.rpartition("!")
    letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for sheet in sheets:
        if sheet.name == name and letters and digits.isdigit():
            row, column = int(digits) - 1, overlay.number(letters)
            if row < len(sheet.rows) and column < len(sheet.rows[row]):
                return sheet.rows[row][column]
    return None


def _change_column(desk: Desk, column: Column) -> None:
    key = f"kolom {column.at}"
    meanings = list(MEANINGS)
    with st.container(
        border=True, horizontal=True, vertical_alignment="bottom", key="impor_kartu_kolom"
    ):
        meaning = st.selectbox(
            f"Kolom {plain(column.at)} ({plain(column.header)}) dibaca sebagai",
            meanings,
            index=meanings.index(column.meaning),
            format_func=lambda one: questions.sentence(MEANINGS[one]),
            key=f"impor_arti_{column.at}_{column.meaning}",
            help=f"Sebab: {plain(column.why)}" if column.why else None,
        )
        st.button(
            "Ubah arti kolom",
            key="impor_arti_pakai",
            disabled=meaning == column.meaning,
            on_click=desk.said.take,
            args=(key, meaning),
            help="Pilih arti lain dahulu." if meaning == column.meaning else None,
        )
        if key in desk.said.answers:
            st.button(
                "Kembalikan",
                key="impor_arti_batal",
                type="tertiary",
                on_click=desk.said.drop,
                args=(key,),
            )


def _change_place(desk: Desk, at: str, place: Place) -> None:
    key = overlay.asked_as(place)
    names = questions.kecamatan(desk)
    match = desk.found.matches.get(place.key)
    now = match.code if match else desk.said.answers.get(key)
    values = [SKIP, *names]
    with st.container(
        border=True, horizontal=True, vertical_alignment="bottom", key="impor_kartu_tempat"
    ):
        code = st.selectbox(
            f"{plain(place.called)} ({plain(at)}) dibaca sebagai",
            values,
            index=values.index(now) if now in values else None,
            format_func=lambda one: (
                "Bukan kecamatan: lewati baris ini" if one == SKIP else names[one]
            ),
            key=f"impor_tempat_{key}_{now}",
            placeholder="Pilih kecamatan",
        )
        is_same = code is None or code == now
        st.button(
            "Ubah kecamatan",
            key="impor_tempat_pakai",
            disabled=is_same,
            on_click=desk.said.take,
            args=(key, code),
            help="Pilih kecamatan lain dahulu." if is_same else None,
        )
        if key in desk.said.answers:
            st.button(
                "Kembalikan",
                key="impor_tempat_batal",
                type="tertiary",
                on_click=desk.said.drop,
                args=(key,),
            )


def _columns(desk: Desk) -> None:
    """All columns as a list, those that are not sure first: the same as the grid says, for who
    reads it as words.
    """
    columns = {one.at: one for one in desk.found.draft.columns}
    if not columns:
        return
    unsure = sum(not one.is_sure for one in columns.values())
    told = f", {text.number(unsure)} perlu diperiksa" if unsure else ""
    with st.expander(f"Semua kolom ({text.number(len(columns))}{told})"):
        ordered = sorted(columns.values(), key=lambda one: one.is_sure)
        named = [placed.sheet.name for placed in desk.found.read.placed]
        rows: list[Mapping[str, str | table.Cell]] = [
            {
                "at": cell.way(one.at, named),
                "header": one.header,
                "meaning": questions.sentence(MEANINGS[one.meaning]),
                "why": one.why + ("" if one.is_sure else " (perlu diperiksa)"),
            }
            for one in ordered
        ]
        listed_as = [
            ("at", "Sel"),
            ("header", "Judul kolom"),
            ("meaning", "Dibaca sebagai"),
            ("why", "Sebab"),
        ]
        table.table(
            [table.Column(*one) for one in listed_as],
            rows,
            key="impor_kolom",
            caption="Kolom",
            head="header",
        )
