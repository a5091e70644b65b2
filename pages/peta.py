"""Peta: where success lies, and where nothing is known, in one edition or over the years."""

import streamlit as st

from pages.parts import filters, peta, plate

choice = filters.current()
head, above = st.container(), st.container()
drawn, beside = st.container(key="peta_tata").columns([8, 4], gap="large")
canvas, below = drawn.container(), drawn.container(key="peta_bawah")
asked = peta.controls(choice, above, below)

with head:
    st.header(peta.finding(choice, asked.view), anchor=False)
    peta.beside(choice, asked)
    st.markdown(peta.READING[asked.view.layer])
    if not choice.edition["is_skk"]:
        st.info(filters.KINDRED, icon=":material/info:")
with canvas:
    plate.maps(choice, asked, peta.pick, peta.player(choice))
with below:
    st.caption(plate.boundary(asked.view))
with beside.container(key="peta_samping"):
    peta.card(choice, asked)
with beside.container(key="peta_letak"):
    peta.finals(asked.view)
for key, (edition, view) in peta.editions_in_view(choice, asked).items():
    peta.ranked(edition, view, key, peta.link(choice))
    peta.adjoining(edition, view, key, peta.link(choice))
