"""The room of pimpinan: all of it, live, to read."""

import streamlit as st

from data.contest import closing
from pages.parts.lomba import live
from pages.parts.lomba.seat import Seat


def room(seat: Seat) -> None:
    """Draw it."""
    if seat.held.is_closed:
        st.header("Penilaian sudah ditutup", anchor=False)
        live.places(seat.look(closing.results))
        return
    live.draw(seat)
