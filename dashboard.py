"""The door: page set-up, the filters that hold on every page, navigation. Run with: streamlit run dashboard.py"""

import streamlit as st

from pages.parts.shared import failure, filters, frame, lost, menu, store

st.set_page_config(page_title="Dasbor SKK", page_icon="static/ikon.svg", layout="wide")

pages = menu.pages()
page = st.navigation([*pages, *lost.page(pages)], position="top")
with store.turn(), failure.told():
    store.settle()
    frame.begin()
    if store.is_ready() and (asked := filters.choose(page.url_path)):
        page.run()
        filters.say_what_was_ignored(page.url_path, asked)
    frame.end()
filters.forget()
