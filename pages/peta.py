"""Peta: where success lies, and where nothing is known, in one edition or over the years."""

import streamlit as st

from pages.parts import filters, peta, plate

choice = filters.current()
head, above = st.container(), st.container()
drawn, beside = st.columns([8, 4], gap="large")
canvas, below = drawn.container(), drawn.container()
asked = peta.controls(choice, above, below)

with head:
    st.header(peta.finding(choice, asked.view), anchor=False)
    st.markdown(peta.READING[asked.view.layer])
    if not choice.edition["is_skk"]:
        st.info(filters.KINDRED, icon=":material/info:")
with canvas:
    plate.maps(choice, asked, peta.pick, peta.player(choice))
with below:
    st.caption(plate.boundary(asked.view))
with beside:
    peta.card(choice, asked)
    peta.finals(asked.view)
peta.ranked(choice, asked.view)
peta.adjoining(choice, asked.view)
