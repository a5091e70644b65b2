"""The parts of the page Perbandingan."""

import pandas as pd
import streamlit as st

from analytics import charts, comparison, editions, history, sentences, shown, text
from analytics import claims as claim_questions
from analytics.kept import kept, shared
from pages.parts import frame, rows
from pages.parts.filters import Choice
from pages.parts.store import ask
from pages.parts.table import Column, table

SUMMARY = [
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("best", "Terbaik di provinsi"),
    Column("finals", "Final provinsi", "right"),
    Column("furthest", "Tahap terjauh di provinsi"),
    Column("titles", "Gelar"),
    Column("innovations", "Inovasi", "right"),
]


def draw(codes: tuple[str, ...], choice: Choice) -> None:
    """The finding, the table, places over the editions, innovations per indicator, shares of the maximum where known."""
    summary = ask(comparison.summary, codes)
    places = ask(history.places, codes)
    names = list(summary["kecamatan"])
    st.header(rows.linked(text.listing(names), rows.codes(summary)), anchor=False)
    st.markdown(rows.linked(sentences.compare(summary), rows.codes(summary)))
    table(SUMMARY, rows.comparison(summary, choice), key="banding", caption="Perbandingan", head="kecamatan")
    frame.downloads(
        "perbandingan", f"Perbandingan {text.listing(names)}", shown.comparison(summary),
        shown.sources(ask(claim_questions.sources)), choice.link("perbandingan", kec=",".join(codes)),
    )  # fmt: skip
    _places(places, summary, choice)
    _indicators(codes, names)
    _scores(codes)


def _places(places: pd.DataFrame, summary: pd.DataFrame, choice: Choice) -> None:
    st.subheader("Peringkat dari edisi ke edisi", anchor=False)
    shared_contests = _contests(places, summary)
    if not shared_contests:
        st.info("Belum ada edisi tingkat provinsi, atau lomba bersama, dengan hasil yang tercatat bagi kecamatan ini.")
    for contest, one, names, absent in shared_contests:
        held = sorted(int(year) for year in ask(editions.editions, contest)["year"])
        region = one["region"].iloc[0]
        st.markdown(f"**{one['short_name'].iloc[0]} {region}**")
        frame.chart(
            charts.places(one, names, held), key=f"garis_{contest}", twin=shown.places(one), ways=rows.ways(summary, choice),
            alt=f"Peringkat {text.listing(names)} di {region} per tahun; 1 di atas",
        )  # fmt: skip
        if absent:
            st.caption(rows.linked(f"Tidak tercatat di sini: {text.listing(absent)}.", rows.codes(summary)))


@kept
def _contests(places: pd.DataFrame, summary: pd.DataFrame) -> list[tuple[str, pd.DataFrame, list[str], list[str]]]:
    """The contests in which several of the kecamatan, or one in the province, were seen: places, who is in them, who is not."""
    skk = places[places["is_skk"].astype(bool)]
    contests = skk.groupby("contest_id", sort=False)["code"].nunique()
    several = [str(contest) for contest, seen in contests.items() if seen > 1 or str(contest).startswith("provinsi")]
    labels = dict(zip(summary["code"], summary["kecamatan"], strict=True))
    parts = [(contest, skk[skk["contest_id"] == contest]) for contest in sorted(several, reverse=True)]
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
    st.subheader("Inovasi per indikator", anchor=False)
    found = ask(comparison.innovations_by_indicator, codes)
    if found.empty:
        st.info("Katalog belum memuat inovasi kecamatan ini.")
        return
    frame.plain(shown.by_indicator(found, names), key="inovasi_indikator", caption="Jumlah inovasi per indikator")
    guessed = int(found.loc[found["indicator_basis"] == "inferred", "innovations"].sum())
    st.caption(
        f"{text.number(guessed)} penempatan indikator disimpulkan penyusun katalog, selebihnya dinyatakan sumber atau kosong."
    )


def _scores(codes: tuple[str, ...]) -> None:
    st.subheader("Nilai per indikator", anchor=False)
    found = ask(comparison.indicator_scores, codes)
    if found.empty:
        st.caption("Tidak ada edisi yang menerbitkan nilai per indikator bagi sedikitnya dua dari kecamatan ini.")
        return
    twice = set(found.drop_duplicates("code")["kecamatan"].loc[lambda names: names.duplicated()])
    named = found["kecamatan"].where(~found["kecamatan"].isin(twice), found["kecamatan"] + " (" + found["code"] + ")")
    shares = found.assign(
        Tahap=found["stage"].map(text.stage), Indikator=found["indicator"], share=(100 * found["share"]).round(1), named=named
    )
    for edition, part in shares.groupby("held", sort=False):
        wide = part.pivot_table(index=["Tahap", "Indikator"], columns="named", values="share", sort=False).reset_index()
        st.markdown(f"**{edition}**, persen dari nilai maksimum")
        frame.plain(wide, key=f"porsi_{edition}", caption=f"Persen dari nilai maksimum, {edition}", head="Indikator")
