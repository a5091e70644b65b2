"""One innovation on the page Inovasi: all that is known, who says so, and what is like it."""

import streamlit as st

from analytics.core import indicators, text
from analytics.core.markup import echoed, plain
from analytics.core.query import Connection
from analytics.core.rows import Rows, each
from analytics.evidence import tables as evidence_tables
from analytics.innovation import copying as innovation_copying
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import similarity as innovation_similarity
from analytics.innovation import tables as innovation_tables
from analytics.innovation.rows import Catalogued, Detail, Report
from pages.parts.inovasi import copying
from pages.parts.inovasi.worth import reasons
from pages.parts.shared import frame, links
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import Cell, Column, table

FEW, SOME = 3, 4  # rows that a phone shows before one asks for all
DETAILS = [
    Column("what", "Hal"),
    Column("value", "Isi", wide=True),
    Column("who", "Menurut", wide=True),
]
CONTEXTS = {"skk": "dilaporkan untuk lomba", "lain": "berita layanan lain, bukan untuk lomba"}
FREE = ("description", "beneficiaries")  # told in each page's own words, so that they always differ
REPORTS = [
    Column("year", "Tahun"),
    Column("name", "Disebut sebagai", wide=True),
    Column("source", "Sumber", wide=True),
]
SIBLINGS = [Column("name", "Inovasi"), Column("indicator", "Indikator"), Column("years", "Tahun")]
SIMILAR = [
    Column("name", "Inovasi"),
    Column("where", "Di mana"),
    Column("shared", "Kata yang sama", wide=True),
]
WITHOUT = [
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("indicators", "Indikator yang tercatat", wide=True),
]


def draw(innovation_id: str, choice: Choice) -> None:
    """The innovation of an id; a sentence and the way to the catalogue where there is none."""
    one = ask(innovation_questions.innovation, innovation_id)
    if one is None:
        st.title("Inovasi tidak ditemukan", anchor=False)
        st.warning(
            f"Tidak ada inovasi berkunci “{echoed(innovation_id)}”; periksa tautannya.",
            icon=":material/link_off:",
        )
        st.page_link(
            "pages/inovasi.py",
            label="Buka katalog",
            icon=":material/search:",
            query_params={"inovasi_bagian": "Katalog"},
        )
        return
    reports = ask(innovation_questions.reports, innovation_id)
    st.page_link(
        "pages/inovasi.py",
        label="Katalog inovasi",
        icon=":material/arrow_back:",
        query_params={"inovasi_bagian": "Katalog"},
    )
    st.title(plain(one.name), anchor=False)
    codes = links.code(one.kecamatan, one.kecamatan_code)
    told = [
        text.years(one.first_year, one.last_year) or "tahun tidak disebut",
        CONTEXTS[one.context],
    ]
    st.markdown(
        (f"*{plain(one.expansion)}*  \n" if text.is_known(one.expansion) else "")
        + " · ".join([links.linked(innovation_sentences.where(one), codes), *told])
    )
    _reasons(one, choice)
    _details(reports, one, choice)
    _siblings(one, choice)
    left, right = st.columns(2, gap="large")
    with left:
        _similar(one, choice)
    with right:
        _without(one, choice)


def _reasons(one: Catalogued, choice: Choice) -> None:
    found = list(each(ask(innovation_copying.reasons, (one.innovation_id,))))
    if found:
        st.header("Alasan untuk ditiru", anchor=False)
        reasons(copying.every_why(found, choice), "Alasan untuk ditiru")


def _details(reports: Rows[Report], one: Catalogued, choice: Choice) -> None:
    found = ask(_told, one.innovation_id)
    left, right = st.columns([8, 5], gap="large")
    with left:
        st.header("Yang diketahui", anchor=False)
        differing = [
            innovation_tables.PROPERTIES[name]
            for name in found.loc[~found["is_agreed"], "property"].unique()
            if name not in FREE
        ]
        if differing:
            st.caption(
                "Laporan-laporannya berbeda tentang:"
                f" {plain(text.listing([name.lower() for name in differing]))}."
            )
        table(
            DETAILS,
            _cells(found),
            key="rincian_inovasi",
            caption=f"Yang diketahui tentang {one.name}",
            head="what",
            narrow="lines",
            fold=SOME,
        )
        frame.downloads(
            "inovasi",
            f"Inovasi {one.name}",
            innovation_tables.details(found, ask(indicators.names)),
            evidence_tables.sources(reports),
            choice.link("inovasi", id=one.innovation_id),
        )
    with right:
        several = reports["year"].nunique() > 1
        st.header("Lini masa laporan" if several else "Dilaporkan oleh", anchor=False)
        table(
            REPORTS,
            [_report(row) for row in each(reports)],
            key="laporan",
            caption="Laporan tentang inovasi ini",
            narrow="lines",
            fold=FEW,
        )


def _told(con: Connection, innovation_id: str) -> Rows[Detail]:
    return innovation_questions.details(innovation_questions.reports(con, innovation_id))


def _cells(found: Rows[Detail]) -> links.Cells:
    return [
        {
            "what": {
                "text": innovation_tables.PROPERTIES[row.property],
                "note": "" if row.is_agreed or row.property in FREE else "berbeda",
            },
            "value": innovation_tables.detail(row, ask(indicators.names)),
            "who": {
                "text": (
                    "Penyusun katalog" if _is_coded(row) else text.listing(row.publishers, most=9)
                ),
                "note": f"dari {text.listing(row.publishers, most=9)}" if _is_coded(row) else "",
            },
        }
        for row in each(found)
    ]


def _is_coded(row: Detail) -> bool:
    """Whether the compiler of the catalog judged a value by what the pages tell, rather than a page
    saying it.
    """
    return row.property in innovation_tables.CODED or row.basis == "inferred"


def _report(row: Report) -> dict[str, str | Cell]:
    return {
        "year": str(row.year) if text.is_known(row.year) else "tidak disebut",
        "name": {"text": row.name, "note": row.expansion if text.is_known(row.expansion) else ""},
        "source": links.source(row),
    }


def _name(row: Catalogued, choice: Choice) -> Cell:
    note = row.expansion if text.is_known(row.expansion) else ""
    return {"text": row.name, "href": choice.path("inovasi", id=row.innovation_id), "note": note}


def _siblings(one: Catalogued, choice: Choice) -> None:
    found = ask(innovation_questions.siblings, one.innovation_id)
    if found.empty:
        return
    st.header(f"{text.number(len(found))} inovasi lain dari {plain(one.kecamatan)}", anchor=False)
    cells: links.Cells = [
        {
            "name": _name(row, choice),
            "indicator": {
                "text": indicators.named(row.indicator, ask(indicators.names)),
                "note": (
                    text.INDICATOR_BASES[row.indicator_basis]
                    if text.is_known(row.indicator)
                    else ""
                ),
            },
            "years": {
                "text": text.years(row.first_year, row.last_year),
                "note": "" if row.context == "skk" else "di luar lomba",
            },
        }
        for row in each(found)
    ]
    table(
        SIBLINGS,
        cells,
        key="seasal",
        caption=f"Inovasi lain dari {one.kecamatan}",
        narrow="lines",
        fold=FEW,
    )


def _similar(one: Catalogued, choice: Choice) -> None:
    st.header("Serupa di tempat lain", anchor=False)
    found = ask(innovation_similarity.similar, one.innovation_id)
    if found.empty:
        st.caption("Tidak ada inovasi lain yang uraiannya cukup serupa.")
        return
    cells: links.Cells = [
        {
            "name": _name(row, choice),
            "where": innovation_sentences.where(row),
            "shared": {
                "text": ", ".join(row.shared),
                "note": f"kemiripan {text.fixed(row.similarity, 2)} dari 1",
            },
        }
        for row in each(found)
    ]
    table(
        SIMILAR,
        cells,
        key="serupa",
        caption="Inovasi serupa di tempat lain",
        narrow="lines",
        fold=FEW,
    )
    st.caption(
        "Kemiripan adalah kosinus TF-IDF kata dasar; nama wilayah dan bilangan tidak dihitung."
    )


def _without(one: Catalogued, choice: Choice) -> None:
    st.header("Bisa direplikasi di", anchor=False)
    if not text.is_known(one.indicator) or not text.is_known(one.kecamatan_code):
        st.caption("Tidak dapat diusulkan: indikator atau kecamatannya tidak diketahui.")
        return
    found, names = ask(innovation_questions.without, one.innovation_id), ask(indicators.names)
    if found.empty:
        st.caption(
            "Tidak ada kecamatan sejenis dalam katalog yang belum punya inovasi pada indikator ini."
        )
        return
    cells: links.Cells = [
        {
            "kecamatan": links.kecamatan(row.kecamatan, row.code, choice),
            "kabkota": links.kabkota(row.kabkota, row.kabkota_code, choice),
            "indicators": (
                ", ".join(names[number] for number in row.indicators) or "tidak satu pun diketahui"
            ),
        }
        for row in each(found)
    ]
    table(
        WITHOUT,
        cells,
        key="replikasi",
        caption="Kecamatan yang belum melaporkan inovasi pada indikator ini",
        narrow="lines",
        fold=FEW,
    )
    indicator = plain(names[one.indicator].lower())
    kind = "kota" if one.kabkota_kind == "kota" else "kabupaten"
    st.caption(
        f"Kecamatan di {kind} provinsi yang sama, yang inovasi lombanya tercatat dalam katalog"
        f" tetapi tidak satu pun pada indikator {indicator}; mulai dari yang"
        " penduduk kabupaten/kotanya paling serupa. Tidak tercatat belum tentu tidak"
        " punya."
    )
