"""The part Diklaim of the page Inovasi: numbers of innovations that are claimed, beside those the
catalog can list.
"""

import streamlit as st

from analytics.core import indicators, text
from analytics.core.indicators import numbered
from analytics.core.markup import plain
from analytics.core.rows import Rows, Table, apart, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.evidence import tables as evidence_tables
from analytics.indicator import claimed as indicator_claimed
from analytics.indicator import figures as indicator_figures
from analytics.indicator import sentences as indicator_sentences
from analytics.indicator import tables as indicator_tables
from analytics.indicator.rows import Claimed, Number
from pages.parts.shared import frame, links
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import Column, table

COLUMNS = [
    Column("kecamatan", "Kecamatan"),
    Column("year", "Tahun"),
    Column("total", "Diklaim", "right"),
    Column("listed", "Tercatat namanya", "right"),
    Column("difference", "Perbandingan", wide=True),
]


def finding() -> str:
    """How many kecamatan claim a number; the heading of the page."""
    return indicator_sentences.claiming(ask(indicator_claimed.kecamatan))


def claimed(choice: Choice) -> None:
    """All kecamatan that claim a number, and one of them by indicator."""
    known = ask(indicator_claimed.kecamatan)
    if known.empty:
        st.info(
            "Tidak satu halaman pun dalam katalog menyebut berapa inovasi yang dimiliki sebuah"
            " kecamatan."
        )
        return
    labels, first = indicator_claimed.labels(known), indicator_claimed.foremost(known)
    label = st.selectbox(
        "Kecamatan", labels, index=first, key="inovasi_klaim", bind="query-params", width=420
    )
    _one(choice, list(each(known))[labels.index(label)])
    st.header("Semua yang mengklaim jumlah", anchor=False)
    st.caption(
        "Lebih sedikit yang tercatat daripada yang diklaim bukan pertentangan: katalog hanya memuat"
        " yang namanya disebut. Tercatat berarti dilaporkan untuk tahun itu."
    )
    table(
        COLUMNS,
        _rows(known, choice),
        key="diklaim",
        caption="Inovasi yang diklaim dan yang tercatat",
        fold=3,
    )
    _download(
        choice, "klaim", "Inovasi yang diklaim dan yang tercatat", indicator_tables.claimed(known)
    )


def _one(choice: Choice, row: Claimed) -> None:
    st.header(plain(indicator_sentences.claimed(row)), anchor=False)
    year = row.year
    if row.is_disputed:
        found = ask(evidence_questions.disputes)
        mine = found[
            (found["kind"] == "innovations")
            & (found["subject_code"] == row.code)
            & (found["year"] == year)
        ]
        for sentence in evidence_sentences.disputes(mine):
            st.warning(plain(sentence), icon=":material/balance:")
    lines, names = ask(indicator_claimed.by_indicator, row.code, year), ask(indicators.names)
    named = [name for listed in lines["names"] for name in listed]
    if row.by_indicator:
        frame.chart(
            indicator_figures.claimed(lines, names),
            key="per_indikator",
            twin=indicator_tables.claimed_by_indicator(lines, names),
            alt=f"Inovasi {row.kecamatan} per indikator: yang tercatat dari yang diklaim",
        )
        st.caption(
            "Kotak kosong: jumlah yang diklaim. Batang penuh: tercatat, indikatornya dinyatakan"
            " halaman; bergaris: disimpulkan penyusun katalog; bertitik: tidak diketahui."
        )
    else:
        st.markdown("Halaman tidak merinci jumlahnya per indikator.")
    st.markdown(
        f"Tercatat: {plain(', '.join(named))}." if named else "Belum satu pun tercatat namanya."
    )
    told = ask(indicator_claimed.claims)
    told = told[
        (told["code"] == row.code) & (told["year"].isna() if year is None else told["year"] == year)
    ]
    table(
        [
            Column("source", "Sumber"),
            Column("what", "Klaim", wide=True),
            Column("note", "Catatan", wide=True),
        ],
        [
            {
                "source": links.source(next(each(of))),
                "what": "; ".join(_number(one) for one in each(of)),
                "note": "; ".join(
                    f"{_what(one.indicator)}: {one.note}"
                    for one in each(of)
                    if text.is_known(one.note)
                ),
            }
            for of in apart(told, "source_id")
        ],
        key="klaim_jumlah",
        caption=f"Jumlah inovasi yang diklaim tentang {row.kecamatan}",
    )
    title = f"Inovasi {row.kecamatan} per indikator, diklaim dan tercatat"
    _download(
        choice,
        "per_indikator",
        title,
        indicator_tables.claimed_by_indicator(lines, ask(indicators.names)),
    )


def _number(row: Number) -> str:
    counted = " (disimpulkan penyusun)" if row.basis == "inferred" else ""
    return f"{_what(row.indicator)}: {text.number(row.innovation_count)}{counted}"


def _what(indicator: str) -> str:
    return "Total" if indicator == "total" else numbered(int(indicator), ask(indicators.names))


def _rows(known: Rows[Claimed], choice: Choice) -> links.Cells:
    return [
        {
            "kecamatan": links.kecamatan(row.kecamatan, row.code, choice) | {"note": row.kabkota},
            "year": text.years(row.year, row.year),
            "total": {
                "text": text.number(row.total),
                "note": (
                    f"bagiannya berjumlah {text.number(row.parts)}"
                    if row.is_disputed and text.is_known(row.parts)
                    else ""
                ),
            },
            "listed": text.number(row.listed),
            "difference": {
                "text": indicator_sentences.difference(row),
                "note": "Sengketa" if row.is_disputed else " · ".join(row.notes),
            },
        }
        for row in each(known)
    ]


def _download(choice: Choice, name: str, title: str, frame_: Table) -> None:
    link = choice.link("inovasi", inovasi_bagian="Diklaim")
    frame.downloads(
        f"inovasi_{name}",
        title,
        frame_,
        evidence_tables.sources(ask(indicator_claimed.claims)),
        link,
    )
