"""The standing of one edition: board, the history of its finalists, disputes, scores."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core.markup import plain
from analytics.core.rows import Rows
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.evidence import tables as evidence_tables
from analytics.standing import figures as standing_figures
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing import tables as standing_tables
from analytics.standing.rows import Standing
from pages.parts.peringkat import table_rows
from pages.parts.peringkat.achievement import finalists, history
from pages.parts.shared import frame, links
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import table


def draw(choice: Choice, head: DeltaGenerator) -> None:
    """Draw the edition in view, its finding in `head`."""
    standing = ask(standing_questions.standings, choice.edition_id)
    head.title(
        links.linked(standing_sentences.headline(standing, choice.name), links.codes(standing)),
        anchor=False,
    )
    head.markdown(plain(standing_sentences.facts(choice.edition)))
    followed = finalists(choice, standing)
    left, right = st.columns([8, 5], gap="large") if followed else (st.container(), None)
    with left:
        _board(choice, standing)
    if right:
        with right:
            history(choice, followed)
    disputes = ask(evidence_questions.disputes, choice.edition_id)
    for sentence in evidence_sentences.disputes(disputes):
        st.warning(
            links.linked(sentence, links.codes_of_disputes(disputes)), icon=":material/balance:"
        )
    if standing_questions.has_scores(standing):
        st.header("Nilai akhir", anchor=False)
        compared = standing_questions.comparable_scores(standing)
        frame.chart(
            standing_figures.scores(compared),
            key="nilai",
            alt=f"Nilai {choice.name}",
            twin=standing_tables.scores(compared),
            ways=links.ways(standing, choice),
        )
        if apart := standing_sentences.scores_apart(standing, compared):
            st.caption(plain(apart))


def _board(choice: Choice, standing: Rows[Standing]) -> None:
    moved = ask(standing_questions.movement, choice.edition_id)
    placed = standing_questions.placed(standing)
    table(
        table_rows.standing_columns(standing),
        table_rows.standings(standing, moved, choice),
        key="papan",
        caption=f"Papan peringkat {choice.name}",
        head="kecamatan",
        narrow="lines",
        groups=[("", placed), ("Ikut, peringkat tidak dipublikasikan", len(standing) - placed)],
        sortable=True,
    )
    if unnamed := standing_sentences.unnamed(choice.edition, standing):
        st.caption(unnamed)
    frame.downloads(
        "peringkat",
        f"Papan peringkat {choice.name}",
        standing_tables.standings(standing, moved),
        evidence_tables.sources(ask(evidence_questions.sources, choice.edition_id)),
        choice.link("peringkat"),
    )
