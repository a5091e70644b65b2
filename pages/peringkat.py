"""Papan Peringkat: who led an edition, and who has been most successful over the years."""

import streamlit as st

from analytics import charts, claims, sentences, shown, standings, text
from pages.parts import filters, frame, rows
from pages.parts.achievement import finalists, history, over_the_years
from pages.parts.podium import podium
from pages.parts.store import ask
from pages.parts.table import table

choice = filters.current()
standing = ask(standings.standings, choice.edition_id)
moved = ask(standings.movement, choice.edition_id)
placed = standings.placed(standing)

st.header(rows.linked(sentences.headline(standing, choice.name), rows.codes(standing)), anchor=False)
st.markdown(sentences.facts(choice.edition))
if not choice.edition["is_skk"]:
    st.info(filters.KINDRED, icon=":material/info:")

podium(standing, choice)
followed = finalists(choice, standing)
board, beside = st.columns([8, 5], gap="large") if followed else (st.container(), None)
with board:
    table(
        rows.standing_columns(standing),
        rows.standings(standing, moved, choice),
        key="papan",
        caption=f"Papan peringkat {choice.name}",
        head="kecamatan",
        groups=[("", placed), ("Ikut, peringkat tidak dipublikasikan", len(standing) - placed)],
    )
    missing = choice.edition["entrants"] - len(standing) if text.is_known(choice.edition["entrants"]) else 0
    if missing > 0:
        st.caption(f"{text.number(missing)} peserta lain ikut, tetapi namanya tidak ada di sumber mana pun yang tercatat.")
    frame.downloads(
        "peringkat", f"Papan peringkat {choice.name}", shown.standings(standing, moved),
        shown.sources(ask(claims.sources, choice.edition_id)), choice.link("peringkat"),
    )  # fmt: skip
if beside:
    with beside:
        history(choice, followed)
disputes = ask(claims.disputes, choice.edition_id)
for sentence in sentences.disputes(disputes):
    st.warning(rows.linked(sentence, rows.codes_of_disputes(disputes)), icon=":material/balance:")
if standings.has_scores(standing):
    st.subheader("Nilai akhir", anchor=False)
    frame.chart(
        charts.scores(standing),
        key="nilai",
        alt=f"Nilai {choice.name}",
        twin=shown.scores(standing),
        ways=rows.ways(standing, choice),
    )

over_the_years(choice)
