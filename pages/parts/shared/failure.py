"""What a visitor sees when a page fails: a sentence and a reference number; the log has the rest under that number."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

log = logging.getLogger("dasbor")


@contextmanager
def told() -> Iterator[None]:
    """Turn an unexpected error into a friendly message with a reference number that the log repeats."""
    try:
        yield
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("Reference %s", reference)
        st.error(
            f"Maaf, halaman ini gagal dibuat. Muat ulang halaman; bila berulang, laporkan nomor rujukan **{reference}**.",
            icon=":material/error:",
        )
