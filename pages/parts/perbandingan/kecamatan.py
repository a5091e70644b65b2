"""Kecamatan side by side."""

import streamlit as st

from analytics.assessment import figures as assessment_figures
from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.assessment.rows import Labelled, Side
from analytics.core import editions, indicators, text
from analytics.core.cache import cached, shared
from analytics.core.editions import Edition
from analytics.core.markup import plain
from analytics.core.rows import Rows, apart, declared
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.place import figures as place_figures
from analytics.place import questions as place_questions
from analytics.place import sentences as place_sentences
from analytics.place import tables as place_tables
from analytics.place.rows import ByIndicator, Place, Summary
from pages.parts.perbandingan import table_rows
from pages.parts.shared import frame, links
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import Column, table

SUMMARY = [
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("best", "Terbaik di provinsi"),
    Column("finals", "Final provinsi", "right"),
    Column("furthest", "Tahap terjauh di provinsi"),
    Column("titles", "Gelar"),
    Column("innovations", "Inovasi", "right"),
]

SIDE_BY_SIDE = 4  # columns for which a phone has room


def draw(codes: tuple[str, ...], choice: Choice) -> None:
    """The finding, the table, places over the editions, innovations per indicator, shares of the
    maximum where known.
    """
    summary = ask(place_questions.summary, codes)
    places = ask(place_questions.places, codes)
    names = list(summary["kecamatan"])
    st.title(links.linked(text.listing(names), links.codes(summary)), anchor=False)
    st.markdown(links.linked(place_sentences.compare(summary), links.codes(summary)))
    table(
        SUMMARY,
        table_rows.comparison(summary, choice),
        key="banding",
        caption="Perbandingan",
        head="kecamatan",
    )
    frame.downloads(
        "perbandingan",
        f"Perbandingan {text.listing(names)}",
        place_tables.comparison(summary),
        evidence_tables.sources(ask(evidence_questions.sources)),
        choice.link("perbandingan", kec=",".join(codes)),
    )
    _places(places, summary, choice)
    _indicators(codes, names)
    _scores(codes, choice)


def _places(places: Rows[Place], summary: Rows[Summary], choice: Choice) -> None:
    st.header("Peringkat dari edisi ke edisi", anchor=False)
    shared_contests = _contests(places, summary)
    if not shared_contests:
        st.info(
            "Belum ada edisi tingkat provinsi, atau lomba bersama, dengan hasil yang tercatat bagi"
            " kecamatan ini."
        )
    for contest, one, names, absent in shared_contests:
        held = _years(ask(editions.editions, contest))
        region = one["region"].iloc[0]
        st.markdown(f"**{plain(one['short_name'].iloc[0])} {plain(region)}**")
        frame.chart(
            place_figures.places(one, names, held),
            key=f"garis_{contest}",
            twin=place_tables.places(one),
            ways=links.ways(summary, choice),
            alt=f"Peringkat {text.listing(names)} di {region} per tahun; 1 di atas",
        )
        if absent:
            st.caption(
                links.linked(
                    f"Tidak tercatat di sini: {text.listing(absent)}.", links.codes(summary)
                )
            )


@cached
def _years(held: Rows[Edition]) -> list[int]:
    return sorted(int(year) for year in held["year"])


@cached
def _contests(
    places: Rows[Place], summary: Rows[Summary]
) -> list[tuple[str, Rows[Place], list[str], list[str]]]:
    """The contests in which several of the kecamatan, or one in the province, were seen: places,
    who is in them, who is not.
    """
    skk = places[places["is_skk"].astype(bool)]
    contests = skk.groupby("contest_id", sort=False)["code"].nunique()
    several = [
        str(contest)
        for contest, seen in contests.items()
        if seen > 1 or str(contest).startswith("provinsi")
    ]
    labels = dict(zip(summary["code"], summary["kecamatan"], strict=True))
    parts = [
        (contest, skk[skk["contest_id"] == contest]) for contest in sorted(several, reverse=True)
    ]
    return [
        (
            contest,
            shared(one),
            [labels[code] for code in one["code"].unique()],
            [name for code, name in labels.items() if code not in set(one["code"])],
        )
        for contest, one in parts
    ]


def _indicators(codes: tuple[str, ...], names: list[str]) -> None:
    st.header("Inovasi per indikator", anchor=False)
    found = ask(place_questions.innovations_by_indicator, codes)
    if found.empty:
        st.info("Katalog belum memuat inovasi kecamatan ini.")
        return
    shown = place_tables.by_indicator(found, names, ask(indicators.names))
    table(
        [Column(str(name), str(name), wide=name == "Indikator") for name in shown.columns],
        table_rows.counts(shown),
        key="inovasi_indikator",
        caption="Jumlah inovasi per indikator",
        narrow="side" if len(codes) <= SIDE_BY_SIDE else "cards",
    )
    guessed = text.number(_guessed(found))
    st.caption(
        f"{guessed} penempatan indikator disimpulkan penyusun katalog, selebihnya dinyatakan sumber"
        " atau kosong."
    )


@cached
def _guessed(found: Rows[ByIndicator]) -> int:
    return int(found.loc[found["indicator_basis"] == "inferred", "innovations"].sum())


def _scores(codes: tuple[str, ...], choice: Choice) -> None:
    found = ask(place_questions.indicator_scores, codes)
    if found.empty:
        st.header("Nilai per indikator", anchor=False)
        st.caption(
            "Tidak ada edisi yang menerbitkan nilai per indikator bagi sedikitnya dua dari"
            " kecamatan ini."
        )
        return
    st.header(plain(assessment_sentences.side_by_side(found)), anchor=False)
    st.caption(
        "Persen dari nilai maksimum tiap indikator; ?: tidak diketahui. Tahap dan edisi tidak"
        " dicampur."
    )
    latest = found["edition_id"].iloc[0]
    _shares(found[found["edition_id"] == latest])
    earlier = found[found["edition_id"] != latest]
    if len(earlier):
        with st.expander(
            f"{text.number(earlier['edition_id'].nunique())} edisi sebelumnya", on_change="rerun"
        ) as box:
            if box.open:
                _shares(earlier)
    frame.downloads(
        "perbandingan_nilai",
        "Nilai per indikator",
        assessment_tables.side_by_side(found),
        evidence_tables.sources(ask(assessment_questions.sources, *found["edition_id"].unique())),
        choice.link("perbandingan", kec=",".join(codes)),
    )


def _shares(found: Rows[Side]) -> None:
    for one in apart(found, "edition_id", "held", "stage"):
        edition_id, held, stage = one[["edition_id", "held", "stage"]].iloc[0]
        title = f"{held}, tahap {text.stage(stage).lower()}"
        st.markdown(f"**{plain(title)}**")
        labels = assessment_questions.labels(one.drop_duplicates("code"), apart="code")
        figure = assessment_figures.side_by_side(
            declared(Labelled, one.assign(label=one["code"].map(labels))), dark=frame.is_dark()
        )
        frame.chart(
            figure,
            key=f"porsi_{edition_id}_{stage}",
            alt=f"Persen dari nilai maksimum, {title}",
            twin=assessment_tables.side_by_side(one),
        )
