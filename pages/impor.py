"""Impor: bring in official results from a workbook, look at what they change, publish, and take
back.
"""

import streamlit as st

from pages.parts.impor import access, history, wizard
from pages.parts.shared import filters, frame
from pages.parts.shared.segments import segments

PARTS = {"Impor berkas": wizard.wizard, "Riwayat": history.history, "Jurnal": history.journal}

filters.current()
st.title("Impor hasil resmi", anchor=False)
if reason := access.refused():
    st.info(reason, icon=":material/lock:")
else:
    if frame.is_simulated():
        st.markdown(
            "**LATIHAN.** Yang diterbitkan di sini bertanda SIMULASI di tiap halaman dan tidak"
            " pernah masuk ke data terbit."
        )
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
