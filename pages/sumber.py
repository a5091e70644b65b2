"""Sumber & Mutu Data: the claims behind a place, the disputes, what is known and missing, the
rules, and all data to download.
"""

import streamlit as st

from pages.parts.shared import filters
from pages.parts.shared.segments import segments
from pages.parts.sumber import sections

PARTS = {
    "Klaim": sections.claims,
    "Sengketa": sections.disputes,
    "Cakupan": sections.coverage,
    "Aturan": sections.rulebook,
    "Unduh data": sections.all_data,
}

st.title("Sumber & Mutu Data", anchor=False)
part = segments(
    st,
    "Bagian",
    list(PARTS),
    default="Klaim",
    key="sumber_bagian",
    bind="query-params",
    label_visibility="collapsed",
)
PARTS[part](filters.current())
