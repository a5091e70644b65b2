"""Fields in which somebody searches: what is too long is cut here, whatever a browser allows, and
the page says so.
"""

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core import typed


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
