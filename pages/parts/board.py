"""The standing of one edition: podium, board, the history of its finalists, disputes, scores."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics import charts, claims, sentences, shown, standings, text
from pages.parts import frame, rows
from pages.parts.achievement import finalists, history
from pages.parts.filters import Choice
from pages.parts.podium import podium
from pages.parts.store import ask
from pages.parts.table import table


def draw(choice: Choice, head: DeltaGenerator) -> None:
    """Draw the edition in view, its finding in `head`."""
    standing = ask(standings.standings, choice.edition_id)
    head.header(rows.linked(sentences.headline(standing, choice.name), rows.codes(standing)), anchor=False)
    head.markdown(sentences.facts(choice.edition))
    podium(standing, choice)
    followed = finalists(choice, standing)
    left, right = st.columns([8, 5], gap="large") if followed else (st.container(), None)
    with left:
        _board(choice, standing)
    if right:
        with right:
            history(choice, followed)
    disputes = ask(claims.disputes, choice.edition_id)
    for sentence in sentences.disputes(disputes):
        st.warning(rows.linked(sentence, rows.codes_of_disputes(disputes)), icon=":material/balance:")
    if standings.has_scores(standing):
        st.subheader("Nilai akhir", anchor=False)
        compared = standings.comparable_scores(standing)
        frame.chart(
            charts.scores(compared), key="nilai", alt=f"Nilai {choice.name}", twin=shown.scores(compared),
            ways=rows.ways(standing, choice),
        )  # fmt: skip
        if apart := sentences.scores_apart(standing, compared):
            st.caption(apart)


def _board(choice: Choice, standing: pd.DataFrame) -> None:
    moved = ask(standings.movement, choice.edition_id)
    placed = standings.placed(standing)
    table(
        rows.standing_columns(standing), rows.standings(standing, moved, choice), key="papan",
        caption=f"Papan peringkat {choice.name}", head="kecamatan",
        groups=[("", placed), ("Ikut, peringkat tidak dipublikasikan", len(standing) - placed)],
    )  # fmt: skip
    missing = choice.edition["entrants"] - len(standing) if text.is_known(choice.edition["entrants"]) else 0
    if missing > 0:
        st.caption(f"{text.number(missing)} peserta lain ikut, tetapi namanya tidak ada di sumber mana pun yang tercatat.")
    frame.downloads(
        "peringkat", f"Papan peringkat {choice.name}", shown.standings(standing, moved),
        shown.sources(ask(claims.sources, choice.edition_id)), choice.link("peringkat"),
    )  # fmt: skip
