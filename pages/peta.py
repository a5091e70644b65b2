"""Peta: where success lies, and where nothing is known, in one edition or over the years."""

import streamlit as st

from analytics.core.markup import plain
from pages.parts.peta import drawing, sections
from pages.parts.shared import filters

choice = filters.current()
head = st.container()
drawn, beside = st.container(key="peta_tata").columns([8, 4], gap="large")
canvas, below = drawn.container(), drawn.container(key="peta_bawah")
above = beside.container(key="peta_atur")
with head:
    asked = sections.controls(choice, above, below)
with head:
    st.title(plain(sections.finding(choice, asked.view)), anchor=False)
    sections.beside(choice, asked)
    st.markdown(sections.READING[asked.view.layer])
    if not choice.edition.is_skk:
        st.info(filters.KINDRED, icon=":material/info:")
with canvas:
    drawing.maps(choice, asked, sections.pick, sections.player(choice))
with below:
    st.caption(plain(drawing.boundary(asked.view)))
with beside.container(key="peta_samping"):
    sections.card(choice, asked)
with beside.container(key="peta_letak"):
    sections.finals(asked.view)
for key, (edition, view) in sections.editions_in_view(choice, asked).items():
    sections.ranked(edition, view, key, sections.link(choice))
    sections.adjoining(edition, view, key, sections.link(choice))
