"""Sumber & Mutu Data: the claims behind a place, the disputes, what is known and missing, and all data to download."""

import streamlit as st

from pages.parts import evidence, filters
from pages.parts.segments import segments

PARTS = {
    "Klaim": evidence.claims,
    "Sengketa": evidence.disputes,
    "Cakupan": evidence.coverage,
    "Unduh data": evidence.all_data,
}

st.header("Sumber & Mutu Data", anchor=False)
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
