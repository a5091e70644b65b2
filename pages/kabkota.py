"""Kabupaten/Kota: one region over the years, its kecamatan, its own contest, and how well it
mentors.
"""

import streamlit as st

from analytics.core.markup import plain
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from pages.parts.kabkota import sections
from pages.parts.shared import change, filters, links
from pages.parts.shared.store import ask

choice = filters.current()
region = sections.chosen(choice)
journey = ask(kabkota_questions.journey, region.code)
kecamatan = ask(kabkota_questions.kecamatan, region.code)

st.title(plain(kabkota_sentences.kabkota(region.name, region.province, journey)), anchor=False)
st.markdown(
    links.linked(kabkota_sentences.successes(journey), links.codes(journey))
    or "Belum ada final provinsi yang tercatat."
)
change.pointer(region.code)
sections.ways(region)
sections.switch(region)
sections.figures(region, kecamatan, journey)
sections.history(region, journey, choice)
change.section(region.code, choice, "kabkota", "kode")
sections.kecamatan(region, kecamatan, choice)
sections.mentors(region, choice)
