"""What verifikator and kecamatan say to each other about one answer."""

from collections.abc import Sequence

import streamlit as st

from analytics.core.markup import plain
from data.contest import talking
from data.contest.talking import Said
from pages.parts.lomba import acting, moments
from pages.parts.lomba.seat import Seat


def thread(seat: Seat, said: Sequence[Said]) -> None:
    """What was said, oldest first."""
    for one in said:
        with st.container(border=True):
            st.caption(f"**{plain(one.who)}** · {plain(moments.told(one.said_at, seat.held.zone))}")
            st.markdown("  \n".join(plain(line) for line in one.text.splitlines()))


def reply(seat: Seat, kecamatan: str, question: str, label: str) -> None:
    """A field for one more message. Its key counts, so that what was sent is gone from it."""
    count = len(seat.look(talking.threads, kecamatan).get(question, []))
    key = f"lomba_pesan_{kecamatan}_{question}_{count}"
    st.text_area(label, key=key, max_chars=talking.LONGEST, height=96)
    st.button(
        "Kirim pesan",
        key=f"{key}_kirim",
        icon=":material/send:",
        on_click=_send,
        args=(seat, kecamatan, question, key),
    )


def _send(seat: Seat, kecamatan: str, question: str, key: str) -> None:
    words = str(st.session_state.get(key, ""))
    acting.attempt(
        lambda: seat.do(talking.say, kecamatan, question, text=words), "Pesan terkirim.", "pesan"
    )
