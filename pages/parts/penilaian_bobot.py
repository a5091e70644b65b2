"""Simulated weights: sliders, the mark that this is no official result, and the places that would follow."""

import numpy as np
import pandas as pd
import streamlit as st

from analytics import assessment
from analytics import shown_assessment as shown
from analytics.assessment import Field
from analytics.query import each
from pages.parts import frame, penilaian
from pages.parts.filters import MOST_WEIGHTS, Choice

MARK = "**Simulasi bobot: bukan hasil resmi.** Peringkat di bawah memakai bobot yang diatur pengunjung."
FIRST = 10  # places that are shown
EDITION = "_penilaian_edisi"


def draw(choice: Choice, of: Field, ranked: pd.DataFrame) -> None:
    """A toggle; when on, a slider for each indicator and the places under these weights beside the official ones."""
    weights = of.weights
    if weights is None or len(weights) > MOST_WEIGHTS:
        return
    keys = [f"penilaian_bobot{number}" for number in range(1, len(weights) + 1)]
    whole = all(float(weight).is_integer() for weight in weights)
    official = [int(weight) if whole else round(float(weight), 1) for weight in weights]
    if st.session_state.get(EDITION, choice.edition_id) != choice.edition_id:
        _reset(keys, official)
    st.session_state[EDITION] = choice.edition_id
    st.subheader("Bila bobotnya lain", anchor=False)
    if not st.toggle("Simulasi bobot", key="penilaian_simulasi", bind="query-params"):
        st.caption("Atur bobot sendiri dan lihat peringkat yang akan terjadi. Hasil resmi tidak berubah.")
        return
    st.warning(MARK, icon=":material/tune:")
    low, most, step = (0, max(50, *official), 1) if whole else (0.0, max(50.0, *official), 0.5)
    columns = st.columns(2, gap="large")
    chosen = [
        columns[2 * number // len(keys)].slider(f"{row.code} {row.name}", low, most, value, step, key=key, bind="query-params")
        for number, (row, value, key) in enumerate(zip(each(of.criteria), official, keys, strict=True))
    ]
    st.button("Kembali ke bobot resmi", icon=":material/restart_alt:", on_click=_reset, args=(keys, official))
    if not sum(chosen):
        st.info("Beri bobot pada sedikitnya satu indikator.")
        return
    places = dict(zip(ranked["code"], ranked["place"], strict=True))
    found = assessment.ranked(of, np.array(chosen, dtype=float)).assign(official=lambda d: d["code"].map(places))
    table = shown.reweighted(found)
    frame.plain(table.head(FIRST), key="simulasi_bobot", caption="Simulasi bobot: bukan hasil resmi", head="Kecamatan")
    if len(table) > FIRST:
        st.caption(f"{FIRST} teratas; seluruhnya dalam unduhan.")
    link = dict(zip(keys, map(str, chosen), strict=True))
    penilaian.download(
        choice,
        "simulasi",
        "SIMULASI BOBOT, bukan hasil resmi",
        table.assign(Catatan="simulasi bobot, bukan hasil resmi"),
        penilaian_simulasi="true",
        **link,
    )


def _reset(keys: list[str], official: list[int | float]) -> None:
    for key, value in zip(keys, official, strict=True):
        st.session_state[key] = value
