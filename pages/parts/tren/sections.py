"""The parts of the page Tren."""

import streamlit as st

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.editions import By
from analytics.core.markup import plain
from analytics.core.rows import Rows, Table, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.trend import figures as trend_figures
from analytics.trend import measures as trend_measures
from analytics.trend import questions as trend_questions
from analytics.trend import sentences as trend_sentences
from analytics.trend import tables as trend_tables
from analytics.trend.rows import Kind, KindsOfYear, Sizes, Spread, Turnover
from pages.parts.shared import folding, frame
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import table
from pages.parts.tren import table_rows

Series = Rows[Sizes] | Rows[Turnover] | Rows[KindsOfYear]
FIRST = 20  # champions shown before one asks for all
FEW = 5  # of them on a phone
NOUNS: dict[By, str] = {"kabkota": "kabupaten/kota", "kecamatan": "kecamatan"}


def by_of(choice: Choice) -> By:
    """Who is followed: the kabkota of a province, the kecamatan of a kabkota."""
    return "kabkota" if choice.level == "provinsi" else "kecamatan"


@cached
def summary(rows: Rows[Sizes]) -> str:
    """What the series covers, in one line."""
    held = rows[rows["edition_id"].notna()]
    silent = [str(year) for year in rows.loc[rows["edition_id"].isna(), "year"]]
    parts = [f"{text.number(len(held))} edisi tercatat, {rows['year'].min()}–{rows['year'].max()}"]
    parts.append(f"{text.number(int(held['is_complete'].sum()))} dengan semua finalis diketahui")
    if silent:
        parts.append(f"tanpa edisi yang diketahui: {text.listing(silent)}")
    return " · ".join(parts)


def sizes(choice: Choice, rows: Rows[Sizes]) -> None:
    """Entrants and finalists."""
    tests = " ".join(
        _tested(rows, column, what)
        for column, what in (("entrants", "Jumlah peserta"), ("finalists", "Jumlah finalis"))
    )
    st.header(trend_sentences.sizes(rows), anchor=False, help=tests)
    if trend_questions.has_sizes(rows):
        frame.chart(
            trend_figures.sizes(rows),
            key="ukuran",
            twin=trend_tables.sizes(rows),
            alt=f"Peserta dan finalis: {trend_sentences.sizes(rows)}",
        )
        st.caption("Lingkaran kosong: edisinya ada, jumlahnya tidak diketahui.")
    _downloads("ukuran", "Peserta dan finalis per edisi", trend_tables.sizes(rows), choice)


def turnover(choice: Choice, rows: Rows[Turnover]) -> None:
    """New names against returners."""
    has_new = trend_questions.has_new_names(rows)
    st.header(
        plain(trend_sentences.turnover(rows)),
        anchor=False,
        help=_tested(rows, "share", "Bagian nama baru") if has_new else None,
    )
    if not has_new:
        return
    with folding.folded("pembaruan"):
        frame.chart(
            trend_figures.turnover(rows),
            key="pembaruan",
            twin=trend_tables.turnover(rows),
            alt=trend_sentences.turnover(rows),
        )
        st.caption(
            f"Nama baru adalah {NOUNS[by_of(choice)]} yang belum tercatat di final sebelumnya."
            " Makin panjang riwayat, makin sedikit yang masih bisa baru. Tanda tanya: tidak semua"
            " finalis edisi itu, atau tidak satu pun final lengkap sebelumnya, diketahui."
        )
        _downloads("pembaruan", "Nama baru di final", trend_tables.turnover(rows), choice)


def spread(choice: Choice, rows: Rows[Spread]) -> None:
    """How evenly finals are spread over the regions entitled to one."""
    noun = NOUNS[by_of(choice)]
    told = trend_sentences.unequal(rows)
    coefficient = _gini(rows)
    st.header(
        plain(told) or "Sebaran tempat final belum dapat dihitung",
        anchor=False,
        help=None
        if coefficient is None
        else f"Koefisien Gini {text.fixed(coefficient, 2)} (0: semua sama banyak; mendekati 1:"
        " semua pada satu).",
    )
    with folding.folded("sebaran"):
        if not told or coefficient is None:
            st.markdown("Perlu sedikitnya dua final yang seluruh finalisnya diketahui.")
        else:
            frame.chart(
                trend_figures.spread(rows, noun),
                key="sebaran",
                twin=trend_tables.spread(rows),
                alt=f"Sebaran final. {told}",
            )
            st.caption(
                f"{_places(rows)}, {text.number(len(rows))} {noun} yang berhak (daftar wilayah hari"
                " ini)."
            )
        _downloads("sebaran", "Sebaran tempat final", trend_tables.spread(rows), choice)


def kinds(choice: Choice) -> None:
    """Kota against kabupaten; not where they are ranked apart."""
    rows = ask(trend_questions.kinds, choice.contest_id)
    st.header(
        plain(trend_sentences.kinds(rows)) or "Kota dan kabupaten",
        anchor=False,
        help=_odds(choice, rows),
    )
    if len(rows) < 2:
        st.markdown(
            "Kabupaten dan kota diperingkat terpisah di ajang ini, sehingga tidak dibandingkan."
        )
        return
    if not trend_questions.has_chances(rows):
        st.markdown("Belum ada final yang seluruh finalisnya diketahui.")
        return
    with folding.folded("jenis"):
        st.markdown("Satu kesempatan adalah satu wilayah pada satu final.")
        frame.chart(
            trend_figures.kinds(rows),
            key="jenis",
            twin=trend_tables.kinds(rows),
            alt=trend_sentences.kinds(rows) or "Kota dan kabupaten",
        )
        st.caption(
            f"{plain(_entitled(rows))} yang berhak, termasuk yang tidak mengirim wakil. Pada satu"
            " final, tempat yang satu mengurangi tempat yang lain: perbandingan ini gambaran, bukan"
            " bukti beda mutu."
        )
        _downloads("jenis", "Kota dan kabupaten di final", trend_tables.kinds(rows), choice)


def _odds(choice: Choice, rows: Rows[Kind]) -> str | None:
    """The measures behind the heading on kota and kabupaten; None where they are not compared."""
    if len(rows) < 2 or not trend_questions.has_chances(rows):
        return None
    odds = trend_measures.odds_ratio(rows)
    ratio = f"Rasio peluang kota terhadap kabupaten {text.fixed(odds, 2)}. " if odds else ""
    by_year = ask(trend_questions.kinds_by_year, choice.contest_id)
    return ratio + _tested(by_year, "share", "Bagian kota di antara finalis")


@cached
def _gini(rows: Rows[Spread]) -> float | None:
    return trend_measures.gini([int(value) for value in rows["finals"]])


@cached
def _places(rows: Rows[Spread]) -> str:
    return (
        f"{text.number(rows['finals'].sum())} tempat di {text.number(rows['editions'].max())} final"
    )


@cached
def _entitled(rows: Rows[Kind]) -> str:
    return text.listing([f"{row.regions} {row.kind}" for row in each(rows)])


def promotion(choice: Choice) -> None:
    """Champions of their own kabkota in the province's final of the same year."""
    rows = ask(trend_questions.promotion, choice.contest_id)
    st.header(trend_sentences.promotion(rows), anchor=False)
    if rows.empty:
        return
    with folding.folded("juara"):
        st.markdown(
            "Yang dihitung hanya juara yang dinyatakan sumber, pada tahun yang semua finalis"
            " provinsinya diketahui. Juara lebih sering diberitakan bila kelak berhasil, sehingga"
            " bagian sebenarnya dapat lebih kecil."
        )
        is_all = len(rows) <= FIRST or st.toggle(
            f"Tampilkan semua {text.number(len(rows))} juara", key="tren_juara_semua"
        )
        table(
            table_rows.promotion_columns(rows),
            table_rows.promotion(rows, choice, None if is_all else FIRST),
            key="juara",
            caption="Juara kabupaten/kota dan final provinsi",
            fold=FEW,
        )
        _downloads(
            "juara", "Juara kabupaten/kota dan final provinsi", trend_tables.promotion(rows), choice
        )


@cached
def _trend(rows: Series, column: str) -> trend_measures.Trend:
    return trend_measures.trend(list(rows["year"]), list(rows[column]))


def _tested(rows: Series, column: str, what: str) -> str:
    return trend_sentences.trend(_trend(rows, column), what)


def _downloads(name: str, title: str, rows: Table, choice: Choice) -> None:
    title = f"{title}, {choice.label}"
    frame.downloads(
        f"tren_{name}",
        title,
        rows,
        evidence_tables.sources(ask(evidence_questions.sources)),
        choice.link("tren"),
    )
