"""Fields in which somebody searches: what is too long is cut here, whatever a browser allows, and
the page says so. One of them stands above every page and leads to Cari.
"""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core import typed

FIELD = "cari_di_atas"  # keys.js knows it as well
WANTED = "cari_yang_diketik"


def above(address: str) -> None:
    """The field above the page at an address: what is typed there is looked for on Cari, which has
    a field of its own.
    """
    if address == "cari":
        return
    if wanted := st.session_state.pop(WANTED, ""):
        st.switch_page("pages/cari.py", query_params={"cari_kata": wanted})
    with st.container(key="bilah_cari"):
        st.text_input(
            "Cari di seluruh dasbor",
            key=FIELD,
            type="search",
            placeholder="Cari nama",
            label_visibility="collapsed",
            on_change=_want,
        )


def _want() -> None:
    """Take what was typed, so that the field is empty on the page that answers and after it."""
    st.session_state[WANTED] = typed.cut(st.session_state[FIELD].strip())
    st.session_state[FIELD] = ""


def search(bar: DeltaGenerator | None, label: str, **more: Any) -> str:  # what st.text_input takes
    """A field to search in, and what was typed, cut to what a search takes; `more` goes to
    st.text_input.
    """
    place = bar if bar is not None else st
    said = str(place.text_input(label, **more) or "")
    wanted = typed.cut(said)
    if wanted != said:
        place.caption(f"Hanya {typed.WORDS} kata atau {typed.LETTERS} huruf pertama yang dicari.")
    return wanted
