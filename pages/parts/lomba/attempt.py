"""Something that a visitor asked for in a form or by a button: done, or refused with a sentence
that stands where they asked.
"""

from collections.abc import Callable

import streamlit as st

from analytics.core.markup import plain
from data.contest.errors import ContestError

_SAID = "_lomba_kata"  # by place: whether it was done, and the sentence


def attempt(place: str, act: Callable[[], object], done: str) -> None:
    """In a callback: do it, and keep what is to be said at a place."""
    said: dict[str, tuple[bool, str]] = st.session_state.setdefault(_SAID, {})
    try:
        act()
    except ContestError as error:
        said[place] = (False, str(error))
    else:
        said[place] = (True, done)


def tell(place: str) -> None:
    """Say at a place what came of what was asked there, once."""
    said: dict[str, tuple[bool, str]] = st.session_state.get(_SAID, {})
    if place not in said:
        return
    is_done, sentence = said.pop(place)
    if is_done:
        st.success(plain(sentence), icon=":material/check:")
    else:
        st.error(plain(sentence), icon=":material/error:")
