"""Cari: whatever is known, found by its name: kabupaten/kota, kecamatan, editions, innovations,
published pages.
"""

import streamlit as st

from pages.parts.cari import results
from pages.parts.shared import filters, searching

choice = filters.current()
st.header("Cari", anchor=False)
wanted = searching.search(
    None,
    "Cari",
    key="cari_kata",
    bind="query-params",
    live=True,
    type="search",
    placeholder="Nama tempat, inovasi, edisi, penerbit",
    label_visibility="collapsed",
)
if wanted.strip():
    results.draw(wanted, choice)
else:
    results.begin()
