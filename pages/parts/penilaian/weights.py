"""Simulated weights: sliders, the mark that this is no official result, and the places that would
follow.
"""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.assessment.questions import Field
from analytics.assessment.rows import Ranked, Reweighted
from analytics.core import text
from analytics.core.markup import plain
from analytics.core.rows import Rows, declared, each
from pages.parts.penilaian import common
from pages.parts.shared import frame, links
from pages.parts.shared.filters import Choice
from pages.parts.shared.registry import MOST_WEIGHTS

MARK = (
    "**Simulasi bobot: bukan hasil resmi.** Bagian “Dengan bobot simulasi” di halaman ini memakai"
    " bobot yang diatur pengunjung; bagian lain memakai bobot resmi."
)
FIRST = 10  # places that are shown
JUDGED = "_penilaian_dinilai"  # the edition and stage whose weights the sliders hold


def draw(
    choice: Choice, of: Field, ranked: Rows[Ranked], stage: str, heading: DeltaGenerator
) -> None:
    """A toggle; when on, a slider for each indicator and the places under these weights beside the
    official ones, and a mark at the head of the page.
    """
    weights, title = of.weights, st.container()
    if weights is None or len(weights) > MOST_WEIGHTS:
        title.header("Bila bobotnya lain", anchor=False)
        why = (
            f"indikatornya lebih dari {MOST_WEIGHTS}"
            if weights is not None
            else "bobot resmi tidak diketahui semuanya"
        )
        st.caption(f"Simulasi bobot tidak tersedia: {why}.")
        return
    keys = [f"penilaian_bobot{number}" for number in range(1, len(weights) + 1)]
    whole = all(float(weight).is_integer() for weight in weights)
    official = [int(weight) if whole else round(float(weight), 1) for weight in weights]
    judged = (choice.edition_id, stage)
    if st.session_state.get(JUDGED, judged) != judged:
        _reset(keys, official)
    st.session_state[JUDGED] = judged
    if not st.toggle("Simulasi bobot", key="penilaian_simulasi", bind="query-params"):
        title.header("Bila bobotnya lain", anchor=False)
        st.caption(
            "Atur bobot sendiri dan lihat peringkat yang akan terjadi. Hasil resmi tidak berubah."
        )
        return
    heading.warning(MARK, icon=":material/tune:")
    low, most, step = (0, max(50, *official), 1) if whole else (0.0, max(50.0, *official), 0.5)
    columns = st.columns(2, gap="large")
    chosen = [
        columns[2 * number // len(keys)].slider(
            plain(text.criterion(row.code, row.name)),
            low,
            most,
            value,
            step,
            key=key,
            bind="query-params",
        )
        for number, (row, value, key) in enumerate(
            zip(each(of.criteria), official, keys, strict=True)
        )
    ]
    st.button(
        "Kembali ke bobot resmi",
        icon=":material/restart_alt:",
        on_click=_reset,
        args=(keys, official),
    )
    if not sum(chosen):
        title.header("Dengan bobot simulasi belum ada peringkat (bukan hasil resmi)", anchor=False)
        st.info("Beri bobot pada sedikitnya satu indikator.")
        return
    st.caption(
        f"Jumlah bobot {text.number(sum(chosen), 1)}; yang dihitung bagian tiap bobot dari jumlah"
        " itu."
    )
    places = dict(zip(ranked["code"], ranked["place"], strict=True))
    simulated = assessment_questions.ranked(of, np.array(chosen, dtype=float))
    found = declared(Reweighted, simulated.assign(official=simulated["code"].map(places)))
    table = assessment_tables.reweighted(found)
    title.header(plain(assessment_sentences.reweighted(found)), anchor=False)
    frame.plain(
        table.head(FIRST),
        key="simulasi_bobot",
        caption="Simulasi bobot: bukan hasil resmi",
        head="Kecamatan",
        ways=links.ways(of.places, choice),
    )
    if len(table) > FIRST:
        st.caption(f"{FIRST} teratas; seluruhnya dalam unduhan.")
    marked = table.assign(Catatan="simulasi bobot, bukan hasil resmi")
    common.download(choice, "simulasi_bobot", "SIMULASI BOBOT, bukan hasil resmi", marked)


def _reset(keys: list[str], official: list[int | float]) -> None:
    for key, value in zip(keys, official, strict=True):
        st.session_state[key] = value
