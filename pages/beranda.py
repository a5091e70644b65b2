"""Beranda: the current picture in one screen, and the doors to the rest."""

import streamlit as st

from analytics import achievement, editions, sentences, standings, text
from analytics.editions import Span
from pages.parts import filters
from pages.parts.podium import podium
from pages.parts.store import ask

choice = filters.current()
rows = ask(standings.standings, choice.edition_id)
moved = ask(standings.movement, choice.edition_id)
left = ask(standings.left_the_final, choice.edition_id)
span = Span(int(choice.editions["year"].min()), int(choice.edition["year"]))
winners = sentences.champions(
    ask(achievement.medals, choice.contest_id, span, "kabkota" if choice.level == "provinsi" else "kecamatan"), span.first
)

st.header(sentences.headline(rows, choice.name), anchor=False)
st.markdown(" — ".join(part for part in (sentences.facts(choice.edition), winners) if part))

picture, news = st.columns([3, 2], gap="large")
with picture:
    if not podium(rows):
        named = text.listing(list(rows["kecamatan"]), most=12)
        st.info(f"Tiga besar belum dapat ditampilkan: urutannya tidak dipublikasikan. Yang diketahui: {named}.")
    st.page_link("pages/peringkat.py", label="Papan lengkap dan sumbernya", icon=":material/arrow_forward:")
    total = ask(editions.totals)
    counts = st.container(horizontal=True, key="cakupan")
    counts.metric("Edisi tercatat", text.number(total["editions"]))
    counts.metric("Kecamatan tercatat", text.number(total["kecamatan"]))
    counts.metric("Klaim dari sumber", text.number(total["claims"]), help=f"Dari {text.number(total['sources'])} halaman terbit.")
    counts.metric("Sengketa terbuka", text.number(total["disputes"]))
with news:
    st.subheader("Yang berubah", anchor=False)
    changed = sentences.changes(rows, moved, left, choice.level)
    st.markdown("\n".join(f"- {sentence}" for sentence in changed) or "Tidak ada edisi sebelumnya untuk dibandingkan.")

doors = st.columns(2, border=True)
with doors[0]:
    st.page_link("pages/peringkat.py", label="**Papan Peringkat**", icon=":material/leaderboard:")
    st.caption("Siapa memimpin tiap edisi, siapa naik, dan siapa paling sering berhasil dari tahun ke tahun.")
with doors[1]:
    st.page_link("pages/sumber.py", label="**Sumber & Mutu Data**", icon=":material/fact_check:")
    st.caption("Setiap klaim dan halamannya, sengketa antarsumber, apa yang belum diketahui, dan unduhan seluruh data.")
