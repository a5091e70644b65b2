"""Impor: bring in official results from a workbook, look at what they change, publish, and take back."""

import streamlit as st

from pages.parts import filters, impor, impor_access, impor_history
from pages.parts.segments import segments

PARTS = {"Impor berkas": impor.wizard, "Riwayat": impor_history.generations, "Jurnal": impor_history.journal}

filters.current()
st.header("Impor hasil resmi", anchor=False)
if reason := impor_access.refused():
    st.info(reason, icon=":material/lock:")
else:
    part = segments(
        st,
        "Bagian",
        list(PARTS),
        default="Impor berkas",
        key="impor_bagian",
        bind="query-params",
        label_visibility="collapsed",
    )
    PARTS[part]()
