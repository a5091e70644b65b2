"""What a visitor sees when a page fails: a sentence and a reference number; the log has the rest
under that number.
"""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from analytics.core.markup import plain
from pages.parts.door import budget

TOO_LONG = (
    "Halaman ini dihentikan karena terlalu lama dibuat. Persempit pilihan atau pencarian, lalu muat"
    " ulang; bila berulang, beri tahu pengelola."
)
log = logging.getLogger("dasbor")


def tell_too_long(error: BaseException) -> None:
    """Say that a run was ended because it took too long; the log has where that was."""
    log.warning("A run took more than %s seconds and was ended", budget.seconds(), exc_info=error)
    st.error(TOO_LONG, icon=":material/timer_off:")


@contextmanager
def told() -> Iterator[None]:
    """Turn an unexpected error into a friendly message with a reference number that the log
    repeats.
    """
    try:
        yield
    except budget.TooLongError as error:  # it came while the run was about to end
        if run := budget.current():
            run.end()
        tell_too_long(error)
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("Reference %s", reference)
        st.error(
            "Maaf, halaman ini gagal dibuat. Muat ulang halaman; bila berulang, laporkan nomor"
            f" rujukan **{plain(reference)}**.",
            icon=":material/error:",
        )
