"""Penilaian: scores per indicator, what the field visit changed, and how far the jurors agree."""

import streamlit as st

from analytics.assessment import questions as assessment_questions
from pages.parts import filters, penilaian, penilaian_juri, penilaian_lapangan, penilaian_nilai
from pages.parts.store import ask

PARTS = {
    "Nilai": penilaian_nilai.draw,
    "Verifikasi lapangan": penilaian_lapangan.draw,
    "Juri": penilaian_juri.draw,
}

choice = filters.current()
stages = ask(assessment_questions.stages, choice.edition_id)
if stages.empty:
    penilaian.missing(choice)
else:
    heading = st.container()
    part = st.segmented_control(
        "Bagian",
        list(PARTS),
        default="Nilai",
        required=True,
        key="penilaian_bagian",
        bind="query-params",
        label_visibility="collapsed",
    )
    if not choice.edition["is_skk"]:
        st.info(filters.KINDRED, icon=":material/info:")
    PARTS[part](choice, stages, heading)
