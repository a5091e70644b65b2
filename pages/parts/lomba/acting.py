"""What becomes of a click in the contest: done, or a sentence that says why not."""

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest.errors import ContestError, StaleError

_SAID = "_lomba_kata"


def attempt(act: Callable[[], object], done: str = "", place: str = "") -> None:
    """Do something for the visitor; say at `place` that it is done, or why not."""
    try:
        act()
    except StaleError as error:
        said = f"{error} Yang tersimpan sekarang: {error.theirs or 'kosong'}"
    except ContestError as error:
        said = str(error)
    except OSError:
        said = "Tidak dapat disimpan: cakram server menolak. Beri tahu pengelola."
    else:
        st.session_state[_SAID] = (place, True, done) if done else None
        return
    st.session_state[_SAID] = (place, False, said)


def say(place: str = "") -> None:
    """Say what became of the last click here, once."""
    told = st.session_state.get(_SAID)
    if not told or told[0] != place:
        return
    st.session_state[_SAID] = None
    _, is_done, said = told
    show, icon = (st.success, "check_circle") if is_done else (st.error, "error")
    show(plain(said), icon=f":material/{icon}:")


def number(value: Decimal) -> str:
    """A number as people write it, with the decimals that it has."""
    return text.number(float(value), 4)
