"""Tren: how a contest changed over its editions, and what its number of editions allows to say."""

import streamlit as st

from analytics.trend import questions as trend_questions
from analytics.trend import sentences as trend_sentences
from pages.parts import filters, trends
from pages.parts.store import ask

choice = filters.current()
by = trends.by_of(choice)
sizes = ask(trend_questions.sizes, choice.contest_id)
turnover = ask(trend_questions.turnover, choice.contest_id, by)
spread = ask(trend_questions.spread, choice.contest_id, by)

st.header(trend_sentences.reach(spread, trends.NOUNS[by], choice.label), anchor=False)
st.markdown(trends.summary(sizes))
if not choice.edition["is_skk"]:
    st.info(filters.KINDRED, icon=":material/info:")

is_province = choice.level == "provinsi"
are_two = is_province or trend_questions.has_new_names(turnover)
left, right = st.columns(2, gap="large") if are_two else (st.container(), st.container())
with left:
    trends.sizes(choice, sizes)
    trends.spread(choice, spread)
with right:
    trends.turnover(choice, turnover)
    if is_province:
        trends.kinds(choice)
if choice.edition["is_skk"]:
    trends.promotion(choice)
trends.untested(choice, sizes, turnover)
