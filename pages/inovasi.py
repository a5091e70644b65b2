"""Inovasi: indicators, and innovations claimed and listed."""

import streamlit as st

from pages.parts import claimed, codebook, filters, indicators

PARTS = {"Diklaim": claimed.claimed, "Indikator": indicators.sets, "Aturan": codebook.about}

st.header("Inovasi", anchor=False)
part = st.segmented_control(
    "Bagian",
    list(PARTS),
    default="Diklaim",
    required=True,
    key="inovasi_bagian",
    bind="query-params",
    label_visibility="collapsed",
)
PARTS[part](filters.current())
