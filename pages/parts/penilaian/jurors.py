"""The part Juri of the page Penilaian: how far the jurors agree, who is strict, how sure the places
are.
"""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.assessment import agreement as assessment_agreement
from analytics.assessment import figures as assessment_figures
from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.assessment.agreement import Panel
from analytics.assessment.rows import PlaceBar, Severity, Stage, Sure
from analytics.core import text
from analytics.core.markup import plain
from analytics.core.rows import Rows, declared, each
from pages.parts.penilaian import common
from pages.parts.shared import folding, frame, links
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import Column, table

FIRST = 10  # places whose change is told
PLACES = [
    Column("place", "Peringkat"), Column("kecamatan", "Kecamatan"),
    Column("sure", "Yang mungkin"),
    Column("without", "Bila satu juri dilewatkan", wide=True),
]  # fmt: skip


def draw(choice: Choice, stages: Rows[Stage], heading: DeltaGenerator) -> None:
    """Agreement, severity, and the places with their intervals; or why nothing can be said."""
    stage = common.stage(stages)
    of = ask(assessment_agreement.panel, choice.edition_id, stage)
    if not isinstance(of, Panel):
        heading.title(
            f"Penilaian para juri {plain(choice.name)} tidak dapat dibandingkan", anchor=False
        )
        st.info(assessment_sentences.REASONS[of], icon=":material/group_off:")
        return
    found = ask(assessment_agreement.of_panel, choice.edition_id, stage)
    heading.title(
        assessment_sentences.agreement(found.concordance, of),
        anchor=False,
        help=assessment_sentences.measures(found.concordance, found.alpha),
    )
    if of.left_out:
        st.caption(
            f"{text.number(of.left_out)} kecamatan tidak dinilai semua juri pada semua indikator"
            " dan tidak ikut dihitung."
        )
    _severity(choice, found.severity, stage)
    _places(choice, of, found.places, stage)


def _severity(choice: Choice, found: Rows[Severity], stage: str) -> None:
    st.header(plain(assessment_sentences.severity(found)), anchor=False)
    st.caption(
        "Berapa poin (persen dari maksimum) tiap juri memberi di atas atau di bawah rata-rata semua"
        " juri; garisnya menandai ketidakpastian. Ketat tidak salah: bila semua juri menilai semua"
        " peserta, keketatan tidak mengubah peringkat.",
        help="Garis: selang kepercayaan 95%.",
    )
    twin = assessment_tables.severity(found)
    frame.chart(
        assessment_figures.severity(found),
        key="keketatan",
        alt=f"Keketatan tiap juri {choice.name}",
        twin=twin,
    )
    common.download(choice, "keketatan", f"Keketatan juri {text.stage(stage).lower()}", twin)


def _places(choice: Choice, of: Panel, found: Rows[Sure], stage: str) -> None:
    labels = assessment_questions.labels(of.places)
    st.header(f"Seberapa pasti peringkatnya: {assessment_sentences.sure(found)}", anchor=False)
    st.caption(
        "● peringkat menurut rata-rata juri; pita: peringkat yang masih mungkin, melihat perbedaan"
        " antarjuri.",
        help="Kepastian 95% untuk tiap kecamatan; caranya dari Mogstad dan lainnya (2024).",
    )
    twin = assessment_tables.places(found, of)
    with folding.folded("juri_kepastian"):
        ends = {"low": found["sure_low"], "high": found["sure_high"]}
        bars = declared(PlaceBar, found[["code", "place"]].assign(**ends))
        frame.chart(
            assessment_figures.intervals(
                bars,
                labels,
                "place",
                ("mungkin", [text.place(row.low, row.high) for row in each(bars)]),
            ),
            key="kepastian",
            alt=f"Kisaran peringkat {choice.name}",
            twin=twin,
            ways=links.ways(of.places, choice),
        )
    st.header(plain(assessment_sentences.without(found, of.jurors)), anchor=False)
    with folding.folded("juri_tanpa"):
        _without(choice, of, found, labels)
        common.download(choice, "juri", f"Peringkat {text.stage(stage).lower()} dan juri", twin)


def _without(choice: Choice, of: Panel, found: Rows[Sure], labels: Mapping[str, str]) -> None:
    """What the places would be without one juror: those that change, or all."""
    is_all = len(found) > FIRST and st.toggle(
        f"Tampilkan semua {text.number(len(found))} peringkat", key="penilaian_juri_semua"
    )
    moved = found[
        (found["place"] <= FIRST)
        & ((found["low"] < found["place"]) | (found["high"] > found["place"]))
    ]
    if is_all:
        moved = found
    elif moved.empty:
        st.markdown(
            f"Tidak satu pun dari {FIRST} peringkat teratas berubah bila seorang juri dilewatkan."
        )
    else:
        st.caption(
            f"Dari {FIRST} peringkat teratas, yang berubah. Semua peringkat ada dalam unduhan."
        )
    cells: links.Cells = [
        {
            "place": str(row.place),
            "kecamatan": {
                "text": labels[row.code],
                "href": choice.path("profil", kec=row.code),
            },
            "sure": text.place(row.sure_low, row.sure_high),
            "without": assessment_tables.jurors_matter(row, of.jurors),
        }
        for row in each(moved)
    ]
    if cells:
        caption = (
            "Peringkat bila satu juri dilewatkan"
            if is_all
            else "Peringkat yang berubah bila satu juri dilewatkan"
        )
        table(PLACES, cells, key="tanpa_juri", caption=caption, head="kecamatan", sortable=True)
