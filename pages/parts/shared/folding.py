"""Parts of a page that a phone folds."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


@contextmanager
def folded(key: str, what: str = "Tampilkan rincian") -> Iterator[DeltaGenerator]:
    """A part of a page that a phone folds behind a switch, below the finding that heads it; a wide
    screen and paper show it at once.
    """
    switch, inside = room(key)
    switch.toggle(what, key=f"buka_{key}")
    with inside:
        yield inside


def room(key: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where the switch stands, whose words may depend on what is folded, and what it folds."""
    return st.empty(), st.container(key=f"lipat_{key}")
