"""The part Verifikasi lapangan of the page Penilaian: the documents beside what the visit found."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.assessment import figures as assessment_figures
from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.assessment import verification as assessment_verification
from analytics.assessment.rows import Stage
from analytics.core.markup import plain
from analytics.core.rows import Rows
from pages.parts.penilaian import common
from pages.parts.shared import frame, links
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask

STAGES = ("administrasi", "tinjau_lapang")
RULE = (
    "Ditandai bila perubahannya jauh di luar perubahan peserta lain. Kunjungan ada untuk"
    " membandingkan yang diunggah dengan kenyataan; perubahan yang ditandai layak ditanyakan, bukan"
    " bukti kesalahan."
)
MEASURE = (
    "Di luar sebaran: lebih dari dua simpangan mutlak median (diskalakan) dari median semua"
    " perubahan (Leys dan lainnya, 2013)."
)


def draw(choice: Choice, stages: Rows[Stage], heading: DeltaGenerator) -> None:
    """Totals before and after, then every indicator; what is beyond the spread in sentences."""
    if not set(STAGES) <= set(stages["stage"]):
        heading.title(
            f"Nilai lapangan dan berkas {plain(choice.name)} tidak dapat dibandingkan", anchor=False
        )
        st.info(
            "Perbandingan memerlukan nilai per indikator dari tahap administrasi dan tahap tinjau"
            " lapang; edisi ini hanya punya tahap"
            f" {plain(', '.join(sorted(stages['stage'])).replace('_', ' '))}."
        )
        return
    documents, visit = (
        ask(assessment_questions.field, choice.edition_id, stage) for stage in STAGES
    )
    whole, changes = (
        assessment_verification.overall(documents, visit),
        assessment_verification.changes(documents, visit),
    )
    heading.title(
        links.linked(assessment_sentences.visits(whole, changes), links.codes(whole)), anchor=False
    )
    if changes.empty:
        st.info("Tidak ada kecamatan yang punya nilai dari kedua tahap.")
        return
    labels, ways = (
        assessment_questions.labels(documents.places),
        links.ways(documents.places, choice),
    )
    if whole.empty:
        st.caption(
            "Nilai total tidak disandingkan: bobot resmi tidak diketahui semuanya, kedua tahap"
            " tidak menilai indikator yang sama, atau tidak ada kecamatan dengan nilai lengkap di"
            " kedua tahap."
        )
    else:
        st.caption(
            "○ nilai berkas (administrasi) · ● nilai lapangan, persen dari maksimum; angka:"
            " perubahan dalam poin."
        )
        frame.chart(
            assessment_figures.moved(whole, labels),
            key="berubah",
            alt=f"Nilai berkas dan lapangan {choice.name}",
            twin=assessment_tables.moved(whole),
            ways=ways,
        )
        common.download(
            choice,
            "lapangan_total",
            "Nilai total berkas dan lapangan",
            assessment_tables.moved(whole),
        )
    st.header(plain(assessment_sentences.where_changed(changes)), anchor=False)
    st.caption(
        "Lapangan dikurangi berkas, dalam poin persen dari maksimum; bingkai: di luar sebaran."
        f" {common.legend(documents)}."
    )
    order = assessment_verification.order(whole, changes)
    frame.chart(
        assessment_figures.changes(changes, {code: labels[code] for code in order}),
        key="perubahan",
        alt=f"Perubahan nilai tiap indikator dari berkas ke lapangan, {choice.name}",
        twin=assessment_tables.changes(changes),
        ways=ways,
    )
    marked = assessment_sentences.beyond(changes)
    if marked:
        st.markdown(
            "\n".join(f"- {links.linked(sentence, links.codes(changes))}" for sentence in marked)
        )
    else:
        st.markdown("Tidak satu pun perubahan nilai indikator di luar sebaran peserta.")
    st.caption(RULE, help=MEASURE)
    common.download(choice, "lapangan", "Verifikasi lapangan", assessment_tables.changes(changes))
