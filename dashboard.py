"""The door: what every request passes and the light pages beside the app (pages.parts.door), page
set-up, the filters that hold on every page, navigation.

Run with `streamlit run dashboard.py`: the server imports this file for `app`, and runs it anew for
each run of a visitor.
"""

import streamlit as st

from pages.parts.door import gate, light, signing
from pages.parts.door.run import bounded
from pages.parts.shared import filters, frame, lost, menu, searching, sharing, store


def run() -> None:
    """One run of a page for one visitor."""
    st.set_page_config(page_title="Dasbor SKK", page_icon="static/ikon.svg", layout="wide")
    pages = menu.pages()
    page = st.navigation([*pages, *lost.page(pages)], position="top")
    with bounded():
        store.settle()
        frame.begin()
        if store.is_ready():
            searching.above(page.url_path)
            share = sharing.room()
            if asked := filters.choose(page.url_path):
                sharing.draw(share, page.url_path)
                page.run()
                filters.say_what_was_ignored(page.url_path, asked)
        frame.end()
    filters.forget()


if __name__ == "__main__":
    run()
else:
    app = st.App(
        __file__, routes=[*light.routes(), *signing.routes()], middleware=gate.middleware()
    )
