"""Penilaian: scores per indicator, what the field visit changed, and how far the jurors agree."""

import streamlit as st

from analytics import assessment
from pages.parts import filters, penilaian, penilaian_juri, penilaian_lapangan, penilaian_nilai
from pages.parts.segments import segments
from pages.parts.store import ask

PARTS = {
    "Nilai": penilaian_nilai.draw,
    "Verifikasi lapangan": penilaian_lapangan.draw,
    "Juri": penilaian_juri.draw,
}

choice = filters.current()
stages = ask(assessment.stages, choice.edition_id)
if stages.empty:
    penilaian.missing(choice)
else:
    heading = st.container()
    part = segments(
        st,
        "Bagian",
        list(PARTS),
        default="Nilai",
        key="penilaian_bagian",
        bind="query-params",
        label_visibility="collapsed",
    )
    if not choice.edition["is_skk"]:
        st.info(filters.KINDRED, icon=":material/info:")
    PARTS[part](choice, stages, heading)
