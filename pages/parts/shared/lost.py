"""What a visitor sees at an address that no page has; Streamlit itself would say so in English and
open Beranda.
"""

from collections.abc import Sequence
from functools import partial
from urllib.parse import unquote, urlsplit

import streamlit as st

from analytics.core.markup import echoed
from pages.parts.shared.filters import based
from pages.parts.shared.private import ROOT, Page


def page(known: Sequence[Page]) -> list[Page]:
    """A page for the address in view, if none of the known has it."""
    asked = unquote(urlsplit(st.context.url or "").path)
    name = asked.removeprefix(based("/")).strip("/")
    if not name or "/" in name or name in {ROOT, *(one.url_path for one in known)}:
        return []
    if name == "beranda":  # a good guess
        return [st.Page(_home, title="Beranda", url_path=name, visibility="hidden")]
    return [
        st.Page(
            partial(tell, name),
            title="Halaman tidak ditemukan",
            url_path=name,
            visibility="hidden",
        )
    ]


def _home() -> None:
    st.switch_page("pages/beranda.py")


def tell(name: str) -> None:
    """Say that there is no page of a name."""
    st.title("Halaman tidak ditemukan", anchor=False)
    st.markdown(
        f"Tidak ada halaman beralamat **/{echoed(name)}** di Dasbor SKK. Periksa ejaannya,"
        " pilih dari menu, atau mulai dari awal."
    )
    st.page_link("pages/beranda.py", label="Ke Beranda", icon=":material/home:")
