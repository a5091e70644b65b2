"""The room of panitia: the steps of an edition in their order, from set-up to the board."""

from collections.abc import Callable, Mapping

import streamlit as st

from pages.parts.lomba import auditor, ending, entries, live, people_of, setup
from pages.parts.lomba.seat import Seat
from pages.parts.shared.segments import segments

PARTS: Mapping[str, Callable[[Seat], None]] = {
    "Pengaturan": setup.draw,
    "Orang": people_of.draw,
    "Isian": entries.draw,
    "Penilaian": live.draw,
    "Penutupan": ending.draw,
    "Jurnal": auditor.draw,
}


def room(seat: Seat) -> None:
    """Draw it: what is needed next is in view first."""
    part = segments(
        st,
        "Bagian",
        list(PARTS),
        default="Isian" if seat.held.template else "Pengaturan",
        key="lomba_bagian",
        bind="query-params",
        label_visibility="collapsed",
    )
    PARTS[part](seat)
