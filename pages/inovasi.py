"""Inovasi: which are worth copying, how they spread over the indicators, the catalogue, one
innovation, what is claimed, and the indicator sets.
"""

import streamlit as st

from analytics.core.markup import plain
from pages.parts.inovasi import catalogue, claimed, copying, indicators, innovation, spread
from pages.parts.shared import filters
from pages.parts.shared.segments import segments

PARTS = {
    "Layak ditiru": copying.draw,
    "Sebaran": spread.draw,
    "Katalog": catalogue.draw,
    "Diklaim": claimed.claimed,
    "Indikator": indicators.sets,
}
HEADS = {
    "Layak ditiru": copying.finding, "Sebaran": spread.finding, "Katalog": catalogue.finding,
    "Diklaim": claimed.finding, "Indikator": indicators.finding,
}  # fmt: skip

choice = filters.current()
if "id" in st.query_params:
    innovation.draw(st.query_params["id"], choice)
else:
    filters.read_old_link("inovasi_bagian", "Sebaran", spread.PARAMETERS)
    head = st.container()
    part = segments(
        st,
        "Bagian",
        list(PARTS),
        default=next(iter(PARTS)),
        key="inovasi_bagian",
        bind="query-params",
        label_visibility="collapsed",
    )
    head.title(plain(HEADS[part]()), anchor=False)
    PARTS[part](choice)
