"""Tren: how a contest changed over its editions, and what its number of editions allows to say."""

import streamlit as st

from analytics import sentences
from analytics import trends as questions
from pages.parts import filters, trends
from pages.parts.store import ask

choice = filters.current()
by = trends.by_of(choice)
sizes = ask(questions.sizes, choice.contest_id)
turnover = ask(questions.turnover, choice.contest_id, by)
spread = ask(questions.spread, choice.contest_id, by)

st.header(sentences.reach(spread, trends.NOUNS[by], choice.label), anchor=False)
st.markdown(trends.summary(sizes))
if not choice.edition["is_skk"]:
    st.info("Ajang kerabat, bukan SKK: ditampilkan terpisah dan tidak digabung dengan hasil SKK.", icon=":material/info:")

left, right = st.columns(2, gap="large") if questions.has_new_names(turnover) else (st.container(), st.container())
with left:
    trends.sizes(choice, sizes)
with right:
    trends.turnover(choice, turnover)
shares = st.columns(2 if choice.level == "provinsi" else 1, gap="large")
with shares[0]:
    trends.spread(choice, spread)
if choice.level == "provinsi":
    with shares[1]:
        trends.kinds(choice)
if choice.edition["is_skk"]:
    trends.promotion(choice)
