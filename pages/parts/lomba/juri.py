"""The room of juri."""

import streamlit as st

from analytics.core.markup import plain
from pages.parts.lomba.seat import Seat


def room(seat: Seat) -> None:
    """Draw it."""
    st.caption(f"{plain(seat.held.name)}: {len(seat.held.entrants)} kecamatan.")
