"""The door: page set-up, the filters that hold on every page, navigation. Run with: streamlit run dashboard.py"""

import streamlit as st

from pages.parts import failure, filters, frame, impor_access, lost, store

st.set_page_config(page_title="Dasbor SKK", page_icon="static/ikon.svg", layout="wide")

PAGES = [
    st.Page("pages/beranda.py", title="Beranda", icon=":material/home:", url_path=lost.ROOT, default=True),
    st.Page("pages/peringkat.py", title="Papan Peringkat", icon=":material/leaderboard:", url_path="peringkat"),
    st.Page("pages/perbandingan.py", title="Perbandingan", icon=":material/compare_arrows:", url_path="perbandingan"),
    st.Page("pages/profil.py", title="Profil Kecamatan", icon=":material/location_city:", url_path="profil"),
    st.Page("pages/kabkota.py", title="Kabupaten/Kota", icon=":material/domain:", url_path="kabkota"),
    st.Page("pages/peta.py", title="Peta", icon=":material/map:", url_path="peta"),
    st.Page("pages/tren.py", title="Tren", icon=":material/trending_up:", url_path="tren"),
    st.Page("pages/penilaian.py", title="Penilaian", icon=":material/balance:", url_path="penilaian"),
    st.Page("pages/inovasi.py", title="Inovasi", icon=":material/lightbulb:", url_path="inovasi"),
    st.Page("pages/sumber.py", title="Sumber & Mutu Data", icon=":material/fact_check:", url_path="sumber"),
    st.Page(
        "pages/impor.py",
        title="Impor",
        icon=":material/upload_file:",
        url_path="impor",
        visibility="visible" if impor_access.is_on() else "hidden",
    ),
]

page = st.navigation([*PAGES, *lost.page(PAGES)], position="top")
with store.turn(), failure.told():
    store.settle()
    frame.begin()
    if store.is_ready() and (asked := filters.choose(page.url_path)):
        page.run()
        filters.say_what_was_ignored(page.url_path, asked)
    frame.end()
filters.forget()
