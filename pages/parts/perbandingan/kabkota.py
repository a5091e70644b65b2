"""Kabupaten/kota side by side."""

import streamlit as st

from analytics.core import indicators, text
from analytics.core.cache import cached, shared
from analytics.core.markup import link, plain
from analytics.core.rows import Rows, Table, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Award, Beside, Sent
from pages.parts.perbandingan import table_rows
from pages.parts.shared import folding, frame
from pages.parts.shared.filters import Choice, based
from pages.parts.shared.links import Cells, kabkota, source
from pages.parts.shared.store import ask
from pages.parts.shared.table import Column, table

FEW = 3  # awards on a phone, until one asks for all


def draw(codes: tuple[str, ...], choice: Choice) -> None:
    """The finding, figure by figure, year by year, innovations per indicator, awards as mentors."""
    rows = ask(kabkota_questions.beside, codes)
    years = ask(kabkota_questions.sent, codes)
    st.title(plain(kabkota_sentences.compare(rows)), anchor=False)
    apart = kabkota_sentences.different_contests(rows)
    told = [kabkota_sentences.bests(years), apart or kabkota_sentences.met(years)]
    st.markdown(plain(" ".join(part for part in told if part)))
    columns = _columns(rows)
    table(
        [Column("what", "Tercatat", wide=True), *columns],
        table_rows.beside(rows, choice),
        key="banding_kabkota",
        caption=f"Perbandingan {text.listing(list(rows['name']))}",
        narrow="side",
    )
    ways = [link(row.name, based(choice.path("kabkota", kode=row.code))) for row in each(rows)]
    st.caption(
        f"Selengkapnya: {text.listing(ways)}. Yang dihitung yang tercatat di sumber; yang tidak"
        " diberitakan tidak terhitung."
    )
    _downloads("perbandingan_kabkota", rows, kabkota_tables.beside(rows), choice)
    _years(rows, years, columns, choice)
    _innovations(rows, codes, choice)
    _awards(rows, choice)


@cached
def _columns(rows: Rows[Beside]) -> list[Column]:
    return [Column(row.code, text.bare(row.name)) for row in each(rows)]


def _years(rows: Rows[Beside], years: Rows[Sent], columns: list[Column], choice: Choice) -> None:
    st.header("Yang dikirim ke provinsi tiap tahun", anchor=False)
    if years.empty:
        st.info(
            "Belum ada edisi SKK tingkat provinsi yang diketahui di"
            f" {plain(text.listing(list(dict.fromkeys(rows['province']))))}, sehingga tidak ada"
            " tahun yang dapat disandingkan."
        )
        return
    table(
        [Column("year", "Tahun"), *columns],
        table_rows.sent(years, choice),
        key="banding_tahun",
        caption="Kecamatan yang dikirim ke provinsi tiap tahun dan peringkatnya",
        narrow="side",
    )
    st.caption(
        "Bukan finalis: semua finalis tahun itu diketahui, ikut tidaknya sebelum final tidak."
        " Tanpa edisi: tidak ada lomba provinsinya yang diketahui pada tahun itu."
    )
    _downloads("perbandingan_tahun", rows, kabkota_tables.sent(years), choice)


def _innovations(rows: Rows[Beside], codes: tuple[str, ...], choice: Choice) -> None:
    st.header("Inovasi per indikator", anchor=False)
    found = ask(kabkota_questions.innovations, codes)
    if found.empty:
        st.info(f"Katalog belum memuat inovasi dari {plain(text.listing(list(rows['name'])))}.")
        return
    shown = kabkota_tables.by_indicator(found, list(rows["name"]), ask(indicators.names))
    with folding.folded("banding_indikator", "Tampilkan jumlahnya"):
        table(
            [
                Column("Indikator", "Indikator", wide=True),
                *(Column(row.name, text.bare(row.name)) for row in each(rows)),
            ],
            table_rows.counts(shown),
            key="banding_inovasi",
            caption="Jumlah inovasi tercatat per indikator",
            narrow="side",
        )
        _downloads("perbandingan_inovasi", rows, shown, choice)


def _awards(rows: Rows[Beside], choice: Choice) -> None:
    """The claims behind the awards named above, each with its page."""
    provinces = dict.fromkeys(row.code[:2] for row in each(rows))
    told = [
        _told(ask(kabkota_questions.awards, province), tuple(rows["code"]), choice)
        for province in provinces
    ]
    cells = [cell for part in told for cell in part]
    st.header("Penghargaan pembina", anchor=False)
    if not cells:
        st.caption("Belum ada penghargaan pembina yang tercatat bagi kabupaten/kota ini.")
    columns = [
        Column("award", "Penghargaan"),
        Column("kabkota", "Penerima"),
        Column("source", "Sumber", wide=True),
    ]
    table(columns, cells, key="banding_penghargaan", caption="Klaim penghargaan pembina", fold=FEW)


@cached
def _told(awards: Rows[Award], codes: tuple[str, ...], choice: Choice) -> Cells:
    return shared(
        [
            {
                "award": f"{row.category} {row.award_year}",
                "kabkota": kabkota(row.kabkota, row.kabkota_code, choice),
                "source": source(row),
            }
            for row in each(awards)
            if row.kabkota_code in codes
        ]
    )


def _downloads(name: str, rows: Rows[Beside], table_: Table, choice: Choice) -> None:
    frame.downloads(
        name,
        f"Perbandingan {text.listing(list(rows['name']))}",
        table_,
        evidence_tables.sources(ask(evidence_questions.sources)),
        choice.link("perbandingan", kab=",".join(rows["code"])),
    )
