"""Beranda: the current picture in one screen, and the doors to the rest."""

import streamlit as st

from analytics import achievement, claims, editions, sentences, shown, standings, text
from analytics.editions import Span
from pages.parts import filters, frame
from pages.parts.podium import podium
from pages.parts.store import ask

DOORS = [
    ("peringkat", "Papan Peringkat", "leaderboard", "Siapa memimpin tiap edisi, siapa naik, dan siapa paling sering berhasil."),
    ("perbandingan", "Perbandingan", "compare_arrows", "Dua sampai enam kecamatan berdampingan, dari edisi ke edisi."),
    ("profil", "Profil Kecamatan", "location_city", "Riwayat, inovasi, tetangga, dan sumber setiap kecamatan di Indonesia."),
    ("kabkota", "Kabupaten/Kota", "map", "Siapa membina juara: kecamatan yang dikirim dan tahap yang dicapai."),
    ("tren", "Tren", "trending_up", "Peserta, finalis, wajah baru, dan seberapa merata keberhasilan."),
    ("sumber", "Sumber & Mutu Data", "fact_check", "Setiap klaim dan halamannya, sengketa, cakupan, dan unduhan."),
]

choice = filters.current()
rows = ask(standings.standings, choice.edition_id)
moved = ask(standings.movement, choice.edition_id)
left = ask(standings.left_the_final, choice.edition_id)
known = tuple(
    ask(standings.final_is_known, edition) for edition in (choice.edition_id, ask(editions.previous, choice.edition_id))
)
span = Span(int(choice.editions["year"].min()), int(choice.edition["year"]))
winners = sentences.champions(
    ask(achievement.medals, choice.contest_id, span, "kabkota" if choice.level == "provinsi" else "kecamatan"), span.first
)

st.header(sentences.headline(rows, choice.name), anchor=False)
st.markdown(" — ".join(part for part in (sentences.facts(choice.edition), winners) if part))

if not choice.edition["is_skk"]:
    st.info(filters.KINDRED, icon=":material/info:")
picture, news = st.columns([3, 2], gap="large")
with picture:
    if not podium(rows):
        named = text.listing(list(rows["kecamatan"]), most=12)
        st.info(f"Tiga besar belum dapat ditampilkan: urutannya tidak dipublikasikan. Yang diketahui: {named}.")
    ways = st.container(horizontal=True, vertical_alignment="center")
    ways.page_link("pages/peringkat.py", label="Papan lengkap dan sumbernya", icon=":material/arrow_forward:", width="stretch")
    with ways:
        frame.downloads(
            "beranda", f"Hasil {choice.name}", shown.standings(rows, moved),
            shown.sources(ask(claims.sources, choice.edition_id)), choice.link(""),
        )  # fmt: skip
    total = ask(editions.totals)
    counts = st.container(horizontal=True, key="cakupan")
    counts.metric(
        "Edisi SKK di seluruh Indonesia",
        text.number(total["editions"]),
        help=f"Dinyatakan sumber. Di luar itu {text.number(total['inferred'])} edisi yang hanya disimpulkan, dan "
        f"{text.number(total['kindred'])} edisi ajang kerabat.",
    )
    counts.metric("Kecamatan tercatat", text.number(total["kecamatan"]))
    counts.metric("Klaim dari sumber", text.number(total["claims"]), help=f"Dari {text.number(total['sources'])} halaman terbit.")
    counts.metric("Sengketa terbuka", text.number(total["disputes"]))
with news:
    st.subheader("Yang berubah", anchor=False)
    changed = sentences.changes(rows, moved, left, choice.level, known)
    st.markdown("\n".join(f"- {sentence}" for sentence in changed) or "Tidak ada edisi sebelumnya untuk dibandingkan.")

for three in (DOORS[:3], DOORS[3:]):
    for column, (page, label, icon, promise) in zip(st.columns(3, border=True), three, strict=True):
        column.page_link(f"pages/{page}.py", label=f"**{label}**", icon=f":material/{icon}:")
        column.caption(promise)
