"""The part Nilai of the page Penilaian: the field, one kecamatan in it, and what other weights
would change.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.assessment import figures as assessment_figures
from analytics.assessment import questions as assessment_questions
from analytics.assessment import robustness as assessment_robustness
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.assessment.questions import Field
from analytics.assessment.rows import Gain, Ranked, RobustBeside, Stage
from analytics.core import text
from analytics.core.markup import plain
from analytics.core.rows import Rows, declared
from pages.parts.penilaian import common, weights
from pages.parts.shared import folding, frame, links
from pages.parts.shared.filters import Choice, reset_if_gone
from pages.parts.shared.store import ask

CHOSEN = "penilaian_kec"
DEFAULT = 4  # the first place outside the podium: the one that asks what it takes


def draw(choice: Choice, stages: Rows[Stage], heading: DeltaGenerator) -> None:
    """The finding, all shares, one kecamatan, simulated weights, robustness."""
    stage = common.stage(stages)
    of = ask(assessment_questions.field, choice.edition_id, stage)
    ranked = assessment_questions.ranked(of)
    heading.title(
        links.linked(assessment_sentences.leader(ranked, stage, choice.name), links.codes(ranked)),
        anchor=False,
    )
    _heat(choice, of, ranked, stage)
    _one(choice, of, ranked, stage)
    weights.draw(choice, of, ranked, stage, heading)
    _robust(choice, of, ranked, stage)


def _heat(choice: Choice, of: Field, ranked: Rows[Ranked], stage: str) -> None:
    left_out = int((~of.complete).sum())
    if of.weights is None:
        st.warning(
            "Bobot resmi tidak diketahui semuanya, maka nilai total dan peringkatnya tidak"
            " dihitung.",
            icon=":material/help:",
        )
    elif left_out:
        st.caption(
            f"{text.number(left_out)} kecamatan tidak punya nilai untuk semua indikator, maka tanpa"
            " total: kosong bukan nol."
        )
    if of.unscored:
        st.warning(plain(assessment_sentences.unscored(of)), icon=":material/help:")
    if told := assessment_sentences.foremost(ranked):
        st.markdown(links.linked(told, links.codes(ranked)))
    many = f"Tampilkan nilai {text.number(len(of.places))} kecamatan"
    with folding.folded("nilai_semua", many):
        st.caption(
            "Angka: persen dari nilai maksimum tiap indikator (rata-rata juri); tabelnya dapat"
            f" diurutkan menurut tiap kolom. {common.legend(of)}."
        )
        twin = assessment_tables.shares(of, ranked)
        frame.chart(
            assessment_figures.heat(
                of, ranked, assessment_questions.labels(of.places), dark=frame.is_dark()
            ),
            key="panas",
            alt=f"Bagian dari nilai maksimum tiap indikator dan kecamatan, {choice.name}",
            twin=twin,
            ways=links.ways(of.places, choice),
        )
        common.download(choice, "nilai", f"Nilai {text.stage(stage).lower()} per indikator", twin)


def _one(choice: Choice, of: Field, ranked: Rows[Ranked], stage: str) -> None:
    labels = assessment_questions.labels(of.places)
    codes = [*ranked["code"], *(code for code in labels if code not in set(ranked["code"]))]
    names = [labels[code] for code in codes]
    default = names[min(DEFAULT, len(names)) - 1]
    reset_if_gone(CHOSEN, names, default)
    label = st.selectbox(
        "Kecamatan",
        names,
        index=names.index(default),
        key=CHOSEN,
        bind="query-params",
        width=420,
    )
    code = next(code for code, name in labels.items() if name == label)
    all_rows = assessment_questions.contributions(of)
    mine = all_rows[all_rows["code"] == code]
    st.header(plain(assessment_sentences.profile(mine, label, len(of.places))), anchor=False)
    if told := assessment_sentences.standing(ranked, code):
        st.markdown(told)
    with folding.folded("nilai_kecamatan"):
        gap, part = st.columns(2, gap="large")
        twin = assessment_tables.contributions(mine)
        with gap:
            st.caption("Selisih dari nilai tengah peserta, dalam poin persen dari maksimum.")
            frame.chart(
                assessment_figures.gaps(mine),
                key="selisih",
                alt=f"Selisih {label} dari nilai tengah peserta",
                twin=twin,
            )
        with part:
            if of.weights is None:
                st.info("Sumbangan ke nilai total tidak dapat dihitung tanpa bobot resmi.")
            else:
                st.caption(
                    "Sumbangan tiap indikator ke nilai total, dari bobotnya. Garis kuning: nilai"
                    " tengah peserta."
                )
                frame.chart(
                    assessment_figures.contributions(mine),
                    key="sumbangan",
                    alt=f"Sumbangan tiap indikator ke total {label}",
                    twin=twin,
                )
        common.download(choice, "kecamatan", f"Nilai {text.stage(stage).lower()} {label}", twin)
    gains = assessment_questions.gains(of, code)
    st.header(plain(assessment_sentences.climb(gains, label)), anchor=False)
    st.markdown(assessment_sentences.gains(gains, label, weighed=of.weights is not None))
    if gains is not None and len(gains):
        with folding.folded("nilai_kenaikan"):
            _gains(choice, gains, label)
    _years(choice, code, label)


def _gains(choice: Choice, gains: Rows[Gain], label: str) -> None:
    """The gains as a table, and how far they are to be trusted."""
    needed = assessment_tables.gains(gains)
    frame.plain(needed, key="kenaikan", caption=f"Kenaikan terkecil {label} menuju tiga besar")
    st.caption(
        "Terkecil menurut jumlah kenaikan dalam persen dari maksimum, pada tahap ini, dengan"
        " bobot resmi dan nilai peserta lain tetap. Ini hitungan, bukan nasihat: mudah atau"
        " sulitnya tiap indikator tidak diketahui."
    )
    common.download(choice, "kenaikan", f"Kenaikan terkecil {label} menuju tiga besar", needed)


def _years(choice: Choice, code: str, label: str) -> None:
    found = ask(assessment_questions.years, choice.contest_id, code)
    if found["edition_id"].nunique() < 2:
        return
    st.header(plain(assessment_sentences.over_years(found, label)), anchor=False)
    stages = ", ".join(
        f"{text.STAGES_SHORT[one]}: {text.stage(one).lower()}" for one in found["stage"].unique()
    )
    st.caption(
        "Persen dari maksimum pada tahap terjauh tiap edisi, yang tertulis di bawah tahunnya"
        f" ({plain(stages)}). Hanya edisi yang susunan indikatornya dapat dibandingkan dengan edisi"
        " terakhir yang disandingkan; yang lain dipisahkan garis putus-putus."
    )
    with folding.folded("nilai_tahunan"):
        twin = assessment_tables.over_years(found)
        frame.chart(
            assessment_figures.over_years(found, dark=frame.is_dark()),
            key="tahunan",
            alt=f"Nilai {label} tiap indikator dan edisi",
            twin=twin,
        )
        common.download(choice, "tahunan", f"Nilai {label} tiap edisi", twin)


def _robust(choice: Choice, of: Field, ranked: Rows[Ranked], stage: str) -> None:
    official = dict(zip(ranked["code"], ranked["place"], strict=True))
    alone = ask(assessment_robustness.of_stage, choice.edition_id, stage)
    places = alone["code"].map(official).astype("Int64")
    found = declared(RobustBeside, alone.assign(official=places))
    st.header(f"Ketahanan peringkat: {plain(assessment_sentences.robustness(found))}", anchor=False)
    if found.empty:
        return
    st.caption(
        "Pita: peringkat pada kebanyakan susunan bobot; ● yang tengah; ◇ bobot resmi. Di kanan:"
        " peluang masuk tiga besar.",
        help=(
            f"{text.number(assessment_robustness.DRAWS)} susunan bobot acak, setiap susunan sama"
            " mungkinnya; pita memuat 90% di antaranya, ● mediannya."
        ),
    )
    with folding.folded("nilai_ketahanan"):
        frame.chart(
            assessment_figures.intervals(
                found,
                assessment_questions.labels(of.places),
                "median",
                ("tiga besar", [assessment_sentences.chance(share) for share in found["top3"]]),
                "official" if official else None,
            ),
            key="ketahanan",
            alt=f"Peringkat pada bobot acak, {choice.name}",
            twin=assessment_tables.robustness(found),
            ways=links.ways(of.places, choice),
        )
        common.download(
            choice,
            "ketahanan",
            f"Ketahanan peringkat {text.stage(stage).lower()}",
            assessment_tables.robustness(found),
        )
