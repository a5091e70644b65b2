"""Tren: how a contest changed over its editions, and what its number of editions allows to say."""

import streamlit as st

from analytics.core.markup import plain
from analytics.trend import questions as trend_questions
from analytics.trend import sentences as trend_sentences
from pages.parts.shared import filters
from pages.parts.shared.store import ask
from pages.parts.tren import sections

choice = filters.current()
by = sections.by_of(choice)
sizes = ask(trend_questions.sizes, choice.contest_id)
turnover = ask(trend_questions.turnover, choice.contest_id, by)
spread = ask(trend_questions.spread, choice.contest_id, by)

st.title(plain(trend_sentences.reach(spread, sections.NOUNS[by], choice.label)), anchor=False)
st.markdown(plain(sections.summary(sizes)))
if not choice.edition.is_skk:
    st.info(filters.KINDRED, icon=":material/info:")

is_province = choice.level == "provinsi"
are_two = is_province or trend_questions.has_new_names(turnover)
left, right = st.columns(2, gap="large") if are_two else (st.container(), st.container())
with left:
    sections.sizes(choice, sizes)
    sections.spread(choice, spread)
with right:
    sections.turnover(choice, turnover)
    if is_province:
        sections.kinds(choice)
if choice.edition.is_skk:
    sections.promotion(choice)
