"""Kabupaten/Kota: one region over the years, its kecamatan, its own contest, and how well it mentors."""

import streamlit as st

from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from pages.parts import filters, kabkota, rows
from pages.parts.store import ask

choice = filters.current()
region = kabkota.chosen(choice)
journey = ask(kabkota_questions.journey, region["code"])
kecamatan = ask(kabkota_questions.kecamatan, region["code"])

st.header(kabkota_sentences.kabkota(region["name"], region["province"], journey), anchor=False)
st.markdown(rows.linked(kabkota_sentences.successes(journey), rows.codes(journey)) or "Belum ada final provinsi yang tercatat.")
kabkota.switch(region)
kabkota.figures(region, kecamatan, journey)
kabkota.history(region, journey, choice)
kabkota.kecamatan(region, kecamatan, choice)
kabkota.mentors(region, choice)
