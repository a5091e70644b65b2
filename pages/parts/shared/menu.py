"""The pages of the app, in the order of the menu."""

from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import Page

from pages.parts.impor import access
from pages.parts.shared import lost


def pages() -> list[Page]:
    """The pages of a run. They are made once, since to look for eleven files takes a tenth of a run; a run marks the one that it
    shows, so that each has copies of its own."""
    return [copy(page) for page in _pages(access.is_on())]


@cache
def _pages(is_importing: bool) -> tuple[Page, ...]:
    return (
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
            visibility="visible" if is_importing else "hidden",
        ),
    )
