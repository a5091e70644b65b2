"""The door: page set-up, the filters that hold on every page, navigation. Run with: streamlit run dashboard.py"""

import streamlit as st

from pages.parts import failure, filters, frame, store

st.set_page_config(page_title="Dasbor SKK", page_icon=":material/leaderboard:", layout="wide")
store.settle()

PAGES = [
    st.Page("pages/beranda.py", title="Beranda", icon=":material/home:", default=True),
    st.Page("pages/peringkat.py", title="Papan Peringkat", icon=":material/leaderboard:", url_path="peringkat"),
    st.Page("pages/sumber.py", title="Sumber & Mutu Data", icon=":material/fact_check:", url_path="sumber"),
]

page = st.navigation(PAGES, position="top")
with failure.told():
    frame.begin()
    if store.is_ready() and filters.choose(page.url_path):
        page.run()
    frame.end()
filters.forget()
