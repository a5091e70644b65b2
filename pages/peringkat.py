"""Papan Peringkat: who led an edition, and who has been most successful over the years."""

import streamlit as st

from pages.parts.peringkat import achievement, board
from pages.parts.shared import filters
from pages.parts.shared.segments import segments

PARTS = {"Edisi ini": board.draw, "Dari tahun ke tahun": achievement.over_the_years}

choice = filters.current()
head = st.container()
if not choice.edition.is_skk:
    st.info(filters.KINDRED, icon=":material/info:")
filters.read_old_link("peringkat_bagian", "Dari tahun ke tahun", achievement.PARAMETERS)
part = segments(
    st,
    "Bagian",
    list(PARTS),
    default="Edisi ini",
    key="peringkat_bagian",
    bind="query-params",
    label_visibility="collapsed",
)
PARTS[part](choice, head)
