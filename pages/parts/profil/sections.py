"""The parts of the page Profil Kecamatan."""

import streamlit as st

from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.core import indicators, text
from analytics.core.cache import cached
from analytics.core.markup import link, plain
from analytics.core.rows import Rows, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.evidence import tables as evidence_tables
from analytics.place import learning as place_learning
from analytics.place import minimap as place_minimap
from analytics.place import questions as place_questions
from analytics.place import sentences as place_sentences
from analytics.place import tables as place_tables
from analytics.place.rows import Identity, Innovation, Outline, Place, Step
from pages.parts.profil import table_rows
from pages.parts.shared import change, folding, frame, links
from pages.parts.shared.filters import Choice, path_to
from pages.parts.shared.store import ask
from pages.parts.shared.table import Column, table

LEARNING = "belajar-dari"  # the anchor of the section
FEW = 3  # rows that a phone shows before one asks for all
STEPS = [
    Column("year", "Tahun"),
    Column("edition", "Lomba"),
    Column("outcome", "Hasil"),
    Column("stages", "Tahap yang tercatat", wide=True),
    Column("sources", "Sumber", "right"),
]
INNOVATIONS = [
    Column("name", "Inovasi", wide=True),
    Column("indicator", "Indikator"),
    Column("sector", "Bidang"),
    Column("years", "Tahun"),
    Column("source", "Sumber"),
]
EVENTS = [
    Column("date", "Tanggal"),
    Column("what", "Peristiwa", wide=True),
    Column("source", "Sumber", wide=True),
]
EXAMPLES = [
    Column("kecamatan", "Kecamatan"),
    Column("achieved", "Capaian"),
    Column("alike", "Serupa dalam", wide=True),
    Column("lessons", "Inovasinya", wide=True),
]
SIMILAR = [
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("why", "Hubungan"),
]


def draw(code: str, choice: Choice) -> None:
    """Everything known about one kecamatan, the finding first."""
    who = ask(place_questions.identity, code)
    if who is None:  # which the search for kecamatan rules out
        raise LookupError(code)
    places = ask(place_questions.places, (code,))
    innovations = ask(place_questions.innovations, (code,))
    outlines = ask(place_questions.outlines, code)
    st.title(plain(place_sentences.profile(who.kecamatan, places)), anchor=False)
    st.markdown(plain(f"Kecamatan {who.kecamatan} · {who.kabkota} · {who.provinsi} · kode {code}"))
    change.pointer(code)
    _ways(code, who, places, choice)
    story, where = st.columns([8, 4], gap="large")
    with story:
        _line(code, places, links.place_label(who.kecamatan, who.kabkota))
    with where:
        _map(outlines, code)
    change.section(code, choice, "profil", "kec")
    _innovations(innovations, choice)
    _learning(code, who, choice)
    _events(code)
    _similar(code, choice)
    _disputes(code)
    unknown = place_sentences.unknowns(places, innovations, place_minimap.has_area(outlines, code))
    st.header(f"{text.number(len(unknown))} hal belum diketahui", anchor=False)
    with folding.folded("belum_diketahui"):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in unknown))
    _sources(code)


def _line(code: str, places: Rows[Place], label: str) -> None:
    st.header("Perjalanan", anchor=False)
    steps = ask(place_questions.steps, code)
    if steps.empty:
        nearest = ask(place_questions.nearest_with_result, code)
        st.info(
            "Tidak ada sumber tercatat yang menyebut kecamatan ini dalam SKK atau ajang kerabatnya."
        )
        for row in each(nearest):
            st.page_link(
                "pages/profil.py",
                label=(
                    f"Yang terdekat dengan hasil: **{plain(row.kecamatan)}**, {plain(row.kabkota)} "
                    f"({text.number(row.distance_km)} km)"
                ),
                icon=":material/near_me:",
                query_params={"kec": row.code},
            )
        return
    ways = {
        step.edition_id: path_to("sumber", step.contest_id, step.year, sumber_kec=label)
        for step in each(steps)
    }
    told = table_rows.steps(steps, places, ways)
    table(
        STEPS,
        told,
        key="perjalanan",
        caption="Perjalanan dari edisi ke edisi",
        groups=_groups(steps),
        head="edition",
        narrow="lines",
    )
    if _several(places):
        st.caption(links.FORMS)
    if judged := _judged(code):
        st.markdown(f"Nilai tiap indikator: {text.listing(judged)}.")


@cached
def _groups(steps: Rows[Step]) -> list[tuple[str, int]]:
    """SKK and kindred contests apart, where there are kindred ones."""
    own = int(steps[steps["is_skk"]]["edition_id"].nunique())
    everything = int(steps["edition_id"].nunique())
    kindred = ("Ajang kerabat, bukan SKK", everything - own)
    return [] if own == everything else [("SKK", own), kindred] if own else [kindred]


@cached
def _several(places: Rows[Place]) -> bool:
    """Whether places of several levels stand below each other."""
    placed = places[places["rank_low"].notna()]
    return len({(row.level, row.is_skk) for row in each(placed)}) > 1


def _judged(code: str) -> list[str]:
    """Links to the scores per indicator of a kecamatan, one for each edition with some, the latest
    first.
    """
    ways = []
    for row in each(ask(assessment_questions.editions, code)):
        label = assessment_questions.labels(
            ask(assessment_questions.field, row.edition_id, row.stage).places
        )[code]
        is_first = row.stage == ask(assessment_questions.stages, row.edition_id)["stage"].iloc[0]
        stage = None if is_first else text.stage(row.stage)
        way = path_to(
            "penilaian", row.contest_id, row.year, penilaian_tahap=stage, penilaian_kec=label
        )
        ways.append(link(row.name, way))
    return ways


def _map(outlines: Rows[Outline], code: str) -> None:
    drawing = place_minimap.svg(outlines, code)
    if not drawing:
        return
    with folding.folded("letak", "Tampilkan peta"):
        st.image(
            drawing,
            width=place_minimap.WIDTH,
            alt="Letak kecamatan ini di antara kecamatan lain di kabupaten/kotanya",
        )
        st.caption(plain(place_minimap.credit(outlines)))


def _ways(code: str, who: Identity, places: Rows[Place], choice: Choice) -> None:
    """Where to go from here, and what to take along."""
    ways = st.container(horizontal=True, vertical_alignment="center", key="cara")
    with ways:
        st.page_link(
            "pages/perbandingan.py",
            label="Bandingkan",
            icon=":material/compare_arrows:",
            query_params={"kec": code},
        )
        st.markdown(link("Belajar dari siapa?", f"#{LEARNING}"), width="content")
        frame.downloads(
            "profil",
            f"Profil {who.kecamatan}, {who.kabkota}",
            place_tables.places(places),
            evidence_tables.sources(ask(place_questions.sources, code)),
            choice.link("profil", kec=code),
        )


def _innovations(found: Rows[Innovation], choice: Choice) -> None:
    st.header(
        f"{text.number(len(found))} inovasi tercatat" if len(found) else "Inovasi", anchor=False
    )
    if found.empty:
        st.caption("Belum ada inovasi kecamatan ini dalam katalog.")
    table(
        INNOVATIONS,
        table_rows.innovations(found, choice, ask(indicators.names)),
        key="inovasi",
        caption="Inovasi",
        head="name",
        narrow="lines",
        fold=FEW,
    )


def _events(code: str) -> None:
    found = ask(place_questions.events, code)
    if len(found):
        st.header(plain(place_sentences.events(found)), anchor=False)
        with folding.folded("peristiwa"):
            table(
                EVENTS,
                table_rows.events(found),
                key="peristiwa",
                caption="Pembinaan, penghargaan, dan kunjungan",
                narrow="lines",
                fold=FEW,
            )


def _learning(code: str, who: Identity, choice: Choice) -> None:
    found = ask(place_learning.examples, code)
    st.header("Belajar dari", anchor=LEARNING)
    if found.empty:
        st.caption(
            "Belum ada kecamatan lain dengan tempat tiga besar yang tercatat dan serupa dengan"
            " kecamatan ini."
        )
    lessons = ask(place_learning.lessons, code, tuple(found["code"]))
    table(
        EXAMPLES,
        table_rows.examples(found, lessons, choice),
        key="belajar",
        caption="Belajar dari",
        narrow="lines",
    )
    judged = ask(assessment_questions.editions, code)
    if judged.empty:
        st.caption(
            "Berapa nilai yang harus naik untuk masuk tiga besar dapat dihitung setelah"
            " penyelenggara memublikasikan nilai per indikator semua peserta beserta maksimumnya."
        )
        return
    latest = next(each(judged))
    of = ask(assessment_questions.field, latest.edition_id, latest.stage)
    gains = assessment_questions.gains(of, code)
    st.markdown(
        f"{plain(latest.name)}: "
        + assessment_sentences.gains(gains, who.kecamatan, weighed=of.weights is not None)
    )


def _similar(code: str, choice: Choice) -> None:
    neighbours = ask(place_questions.neighbours, code)
    proposals = ask(place_questions.proposals, code, 2)
    st.header(place_sentences.similar(neighbours, proposals), anchor=False)
    with folding.folded("sepadan"):
        table(
            SIMILAR,
            table_rows.similar(neighbours, proposals, choice),
            key="sepadan",
            caption="Tetangga dan kecamatan sepadan",
            narrow="lines",
            fold=FEW,
        )


def _disputes(code: str) -> None:
    found = ask(evidence_questions.disputes_about, code)
    if found.empty:
        return
    st.header("Sengketa", anchor=False)
    for sentence in evidence_sentences.disputes(found):
        st.markdown(f":material/balance: {links.linked(sentence, links.codes_of_disputes(found))}")


def _sources(code: str) -> None:
    found = ask(place_questions.sources, code)
    if found.empty:
        return
    st.header(f"{text.number(len(found))} sumber", anchor=False)
    columns = [
        Column("source", "Sumber", wide=True),
        Column("claims", "Klaim", "right"),
        Column("innovations", "Inovasi", "right"),
    ]
    with folding.folded("sumber", "Tampilkan sumber"):
        table(
            columns,
            table_rows.sources(found),
            key="sumber",
            caption="Sumber",
            narrow="lines",
            fold=FEW,
        )
