"""Beranda: the current picture in one screen; for who has chosen daerah saya, that region first."""

import streamlit as st

from analytics.core.editions import Span
from analytics.core.markup import plain
from analytics.kabkota import questions as kabkota_questions
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from pages.parts.beranda import sections
from pages.parts.shared import filters, links, mine
from pages.parts.shared.store import ask

choice = filters.current()
code = mine.settle()
region = ask(kabkota_questions.region, code) if code else None
standing = ask(standing_questions.standings, choice.edition_id)
span = Span(choice.span.first, choice.year)
winners = standing_sentences.champions(
    ask(
        standing_questions.medals,
        choice.contest_id,
        span,
        "kabkota" if choice.level == "provinsi" else "kecamatan",
    ),
    span.first,
)
told = links.linked(standing_sentences.headline(standing, choice.name), links.codes(standing))
facts = " — ".join(
    plain(part) for part in (standing_sentences.facts(choice.edition), winners) if part
)

if region:
    spells = kabkota_questions.spells(ask(kabkota_questions.journey, code))
    sections.heading(region, spells)
    sections.since(choice, code, is_told=False)
    sections.ways(region)
    sections.own_region(region, spells, choice)
    st.header(told, anchor=False)
    st.markdown(facts)
else:
    st.title(told, anchor=False)
    st.markdown(facts)
    lately, invitation = st.columns([3, 2], gap="large")
    with lately:
        sections.since(choice, code, is_told=True)
    with invitation:
        sections.invite()

sections.edition(choice, standing)
sections.others(choice)
mine.keep(code)
