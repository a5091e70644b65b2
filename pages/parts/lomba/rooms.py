"""Which room a visitor is led to."""

from collections.abc import Callable, Mapping

import streamlit as st

from analytics.core.markup import plain
from data.contest.errors import ContestError
from data.contest.rights import WORDS, Role
from pages.parts.lomba import (
    access,
    auditor,
    entrance,
    juri,
    kecamatan,
    panitia,
    pimpinan,
    verifikator,
)
from pages.parts.lomba.seat import Seat, take

# Forms are filled in with a thumb
STYLE = """<style>
@media (max-width: 640px) { .st-key-lomba :is(button, [role=radio], [data-baseweb=select] > div,
  [data-baseweb=input]) { min-height: 2.75rem } }
</style>"""
ROOMS: Mapping[Role, Callable[[Seat], None]] = {
    Role.PANITIA: panitia.room,
    Role.KECAMATAN: kecamatan.room,
    Role.VERIFIKATOR: verifikator.room,
    Role.JURI: juri.room,
    Role.PIMPINAN: pimpinan.room,
    Role.AUDITOR: auditor.room,
}


def enter() -> None:
    """Lead the visitor to the room of their role, or to the door."""
    with st.container(key="lomba"):
        st.html(STYLE)
        try:
            seat = take(access.key())
            if seat is None:
                entrance.masuk()
            else:
                _head(seat)
                ROOMS[seat.role](seat)
        except ContestError as error:
            st.error(plain(str(error)), icon=":material/error:")
    access.settle()


def _head(seat: Seat) -> None:
    """Who sits here, and the way out."""
    name = f"{WORDS[seat.role]} {seat.held.entrants.get(seat.kecamatan, '')}".strip()
    who = "" if seat.called == name else f", masuk sebagai {plain(seat.called)}"
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="lomba_kepala",
    ):
        st.markdown(f"**{plain(name)}**{who}  \n{plain(seat.held.name)} {seat.year}")
        entrance.leave()
