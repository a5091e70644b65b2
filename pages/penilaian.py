"""Penilaian: scores per indicator, what the field visit changed, and how far the jurors agree."""

import streamlit as st

from analytics.assessment import questions as assessment_questions
from pages.parts.penilaian import common, jurors, scores, visit
from pages.parts.shared import filters
from pages.parts.shared.segments import segments
from pages.parts.shared.store import ask

PARTS = {
    "Nilai": scores.draw,
    "Verifikasi lapangan": visit.draw,
    "Juri": jurors.draw,
}

choice = filters.current()
stages = ask(assessment_questions.stages, choice.edition_id)
if stages.empty:
    common.missing(choice)
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
    if not choice.edition.is_skk:
        st.info(filters.KINDRED, icon=":material/info:")
    PARTS[part](choice, stages, heading)
