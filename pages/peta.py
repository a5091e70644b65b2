"""Peta: where success lies, and where nothing is known, in one edition or over the years."""

import streamlit as st

from pages.parts import filters, peta, plate

choice = filters.current()
head = st.container()
asked = peta.controls(choice)

with head:
    st.header(peta.finding(choice, asked.view), anchor=False)
    st.markdown(peta.READING[asked.view.layer])
    if not choice.edition["is_skk"]:
        st.info(filters.KINDRED, icon=":material/info:")
drawn, beside = st.columns([8, 4], gap="large")
with drawn:
    plate.maps(choice, asked, peta.pick, peta.player(choice))
    peta.slider(choice, asked.view)
with beside:
    peta.card(choice, asked)
peta.ranked(choice, asked.view)
