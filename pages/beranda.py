"""Beranda: the current picture in one screen; for who has chosen daerah saya, that region first."""

import streamlit as st

from analytics.core import editions, text
from analytics.core.editions import Span
from analytics.core.markup import plain
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.kabkota import questions as kabkota_questions
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing import tables as standing_tables
from pages.parts.beranda import sections
from pages.parts.shared import filters, frame, links, mine
from pages.parts.shared.podium import podium
from pages.parts.shared.store import ask

choice = filters.current()
code = mine.settle()
region = ask(kabkota_questions.region, code) if code else None
standing = ask(standing_questions.standings, choice.edition_id)
moved = ask(standing_questions.movement, choice.edition_id)
names = links.codes(standing)
left = ask(standing_questions.left_the_final, choice.edition_id)
known = (
    ask(standing_questions.final_is_known, choice.edition_id),
    ask(standing_questions.final_is_known, ask(editions.previous, choice.edition_id)),
)
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
told = links.linked(standing_sentences.headline(standing, choice.name), names)
facts = " — ".join(
    plain(part) for part in (standing_sentences.facts(choice.edition), winners) if part
)

if region:
    spells = kabkota_questions.spells(ask(kabkota_questions.journey, code))
    sections.heading(region, spells)
    sections.since(choice, code, is_told=False)
    sections.change(region)
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

if not choice.edition.is_skk:
    st.info(filters.KINDRED, icon=":material/info:")
picture, news = st.columns([3, 2], gap="large")
with picture:
    if not podium(standing, choice):
        named = text.listing(list(standing["kecamatan"]), most=12)
        said = (
            "Tiga besar belum dapat ditampilkan: urutannya tidak dipublikasikan. Yang diketahui:"
            f" {named}."
        )
        st.info(links.linked(said, names))
    ways = st.container(horizontal=True, vertical_alignment="center")
    ways.page_link(
        "pages/peringkat.py",
        label="Papan lengkap dan sumbernya",
        icon=":material/arrow_forward:",
        width="stretch",
    )
    with ways:
        frame.downloads(
            "beranda",
            f"Hasil {choice.name}",
            standing_tables.standings(standing, moved),
            evidence_tables.sources(ask(evidence_questions.sources, choice.edition_id)),
            choice.link(""),
        )
with news:
    st.header("Yang berubah", anchor=False)
    changed = standing_sentences.changes(standing, moved, left, choice.level, known)
    st.markdown(
        "\n".join(f"- {links.linked(sentence, names)}" for sentence in changed)
        or "Tidak ada edisi sebelumnya untuk dibandingkan."
    )

sections.others(choice)
mine.keep(code)
