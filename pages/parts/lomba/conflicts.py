"""A juror or verifikator says that they should not judge a kecamatan."""

import streamlit as st

from analytics.core.markup import plain
from data.contest import people
from pages.parts.lomba import acting
from pages.parts.lomba.seat import Seat


def draw(seat: Seat, kecamatan: str) -> None:
    """A way to say that one should not judge this kecamatan."""
    name = seat.held.entrants.get(kecamatan, kecamatan)
    if seat.held.is_closed:
        return
    with st.expander("Ada konflik kepentingan", icon=":material/balance:"):
        st.markdown(
            f"Bila Anda punya hubungan dengan {plain(name)} yang dapat memengaruhi penilaian,"
            " nyatakan di sini. Kecamatan itu lalu tertutup bagi Anda dan nilai Anda tentangnya"
            " tidak dihitung. Hanya panitia yang dapat mengatur penggantinya."
        )
        key = f"lomba_konflik_{kecamatan}"
        st.text_input("Alasan", key=key, max_chars=300)
        st.button(
            f"Nyatakan konflik dengan {plain(name)}",
            key=f"{key}_ya",
            on_click=_declared,
            args=(seat, kecamatan, key),
        )
        acting.say("konflik")


def _declared(seat: Seat, kecamatan: str, key: str) -> None:
    reason = str(st.session_state.get(key, ""))
    acting.attempt(lambda: seat.do(people.declare, kecamatan, reason), "", "konflik")
