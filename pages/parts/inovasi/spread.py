"""The part Sebaran of the page Inovasi: how innovations spread over the indicators."""

from collections.abc import Mapping

import streamlit as st

from analytics.core import indicators, text
from analytics.core.cache import cached
from analytics.core.markup import link, plain
from analytics.core.rows import Rows, Table, each
from analytics.evidence import tables as evidence_tables
from analytics.innovation import figures as innovation_figures
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.questions import By
from analytics.innovation.rows import Count, Part, Unplaced
from pages.parts.inovasi import catalogue, codebook
from pages.parts.inovasi.catalogue import Listing
from pages.parts.shared import frame
from pages.parts.shared.filters import Choice, based
from pages.parts.shared.segments import segments
from pages.parts.shared.store import ask
from pages.parts.shared.table import Cell, Column, table

CONTEXTS = {label: key for key, label in text.CONTEXTS.items()}
BREAKDOWNS: dict[str, By] = {label: by for by, label in innovation_tables.BREAKDOWNS.items()}
CLICK = "Ketuk bagian mana pun untuk melihat daftarnya."
KEY = "■ dinyatakan sumber · ▨ disimpulkan penyusun katalog{}. "
MARKS = "● dinyatakan sumber · ○ disimpulkan penyusun katalog · {}□ belum ditempatkan. "
PARAMETERS = ("inovasi_jenis", "inovasi_aturan", "inovasi_rinci", "inovasi_lengkap")
UNFOLDED = "inovasi_lengkap"
UNPLACED = [Column("name", "Inovasi", wide=True), Column("proposed", "Usulan aturan", wide=True)]
MOST = 100  # innovations without an indicator that are listed here


def finding() -> str:
    """What the catalogue of the context in view amounts to; the heading of the page."""
    context = CONTEXTS.get(
        st.session_state.get("inovasi_jenis", st.query_params.get("inovasi_jenis", "")), "skk"
    )
    return innovation_sentences.spread(
        ask(innovation_questions.by_indicator, context),
        innovation_sentences.NOUNS[context],
        ask(indicators.names),
    )


def draw(choice: Choice) -> None:
    """Contest first, other news apart; the indicators, then a property against the indicators; both
    lead to the catalogue.
    """
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    label = segments(
        bar,
        "Konteks",
        list(CONTEXTS),
        default=next(iter(CONTEXTS)),
        key="inovasi_jenis",
        bind="query-params",
        label_visibility="collapsed",
    )
    proposed = bar.toggle("Sertakan usulan aturan", key="inovasi_aturan", bind="query-params")
    context = CONTEXTS[label]
    rows = ask(innovation_questions.by_indicator, context, proposed)
    if rows.empty:
        st.info(f"Katalog yang terbit belum memuat inovasi: {plain(label.lower())}.")
        return
    held = ask(innovation_questions.choices)
    listing = Listing(choice, held, context, proposed, ask(indicators.names))
    _indicators(listing, rows)
    _unplaced(listing)
    _breakdown(listing)
    if proposed:
        codebook.about(choice)


def _indicators(listing: Listing, rows: Rows[Count]) -> None:
    st.header(plain(innovation_sentences.placed(rows, listing.names)), anchor=False)
    rule = " · ⣿ usulan aturan" if _has_proposals(rows) else ""
    st.caption(
        f"{KEY.format(rule)}Satu inovasi dihitung sekali, walau dilaporkan beberapa halaman."
        f" {innovation_sentences.bases(rows)}. {CLICK}"
    )
    frame.chart(
        innovation_figures.by_indicator(rows, listing.names),
        key="sebaran",
        twin=innovation_tables.by_indicator(rows, listing.names),
        ways=_to_indicators(listing, rows),
        alt=f"Inovasi per indikator. {innovation_sentences.bases(rows)}",
        on_click=_open,
        arguments=(listing.context, None),
        counted=_to_counts(listing, rows),
    )
    _downloads(
        "sebaran",
        "Inovasi per indikator",
        innovation_tables.by_indicator(rows, listing.names),
        listing.choice,
    )


def _unplaced(listing: Listing) -> None:
    """Those without an indicator, apart; what the codebook proposes for each is one tap away."""
    rows = ask(innovation_questions.by_indicator, listing.context, True)
    left = rows[rows["basis"].isin(["rule", "unknown"])]
    total = int(left["innovations"].sum())
    if not total:
        return
    st.header(innovation_sentences.unplaced(rows), anchor=False)
    st.caption("Tidak satu halaman pun menyebut indikatornya, dan penyusun tidak menyimpulkannya.")
    label = f"Lihat usulannya ({text.number(total)})"
    with st.expander(label, key="belum_ditempatkan", on_change="rerun") as box:
        if not box.open:
            return
        found = ask(innovation_questions.unplaced, listing.context, MOST)
        table(UNPLACED, _proposals(found, listing), key="usulan", caption="Belum ditempatkan")
        if total > MOST:
            st.markdown(f"{link('Semuanya ada di Katalog', based(listing.path(0)))}.")
        _downloads(
            "belum_ditempatkan",
            "Inovasi belum ditempatkan",
            innovation_tables.unplaced(found, listing.names),
            listing.choice,
        )


@cached
def _proposals(found: Rows[Unplaced], listing: Listing) -> list[dict[str, str | Cell]]:
    return [
        {
            "name": {
                "text": row.name,
                "href": listing.choice.path("inovasi", id=row.innovation_id),
                "note": ", ".join(filter(None, (row.kecamatan, row.kabkota))),
            },
            "proposed": {
                "text": (
                    listing.names[row.proposed] if row.proposed is not None else "belum ada usulan"
                ),
                "note": f"kata kunci: {row.words.replace(';', ', ')}" if row.words else "",
            },
        }
        for row in each(found)
    ]


@cached
def _has_proposals(rows: Rows[Count]) -> bool:
    return bool((rows["basis"] == "rule").any())


@cached
def _to_indicators(listing: Listing, rows: Rows[Count]) -> dict[str, str]:
    """Where the names of indicators lead, as the chart and as its twin call them."""
    names = {
        name: number
        for number in rows["indicator"]
        for name in (indicators.named(number, listing.names),)
    }
    names |= {f"{number} {name}": number for number, name in listing.names.items()}
    return {name: listing.path(number) for name, number in names.items()}


@cached
def _to_counts(listing: Listing, rows: Rows[Count]) -> list[str]:
    """Where the count of each row leads."""
    return [listing.path(row.indicator, row.basis) for row in each(rows)]


@cached
def _to_parts(listing: Listing, rows: Rows[Part], by: By) -> list[str]:
    """Where the count of each row leads."""
    return [listing.path(row.indicator, row.basis, by, row.code) for row in each(rows)]


@cached
def _to_values(listing: Listing, rows: Rows[Part], by: By) -> dict[str, str]:
    """Where the values of a property lead."""
    codes = dict(zip(rows["value"], rows["code"].astype(str), strict=True))
    return {
        name: listing.path(by=by, value=codes[value])
        for value, name in innovation_tables.order(rows, by).items()
    }


@cached
def _unfolding(listing: Listing, labels: Mapping[str, str], label: str) -> dict[str, str]:
    """Where the row of folded values leads: to each of them."""
    own = {
        "inovasi_bagian": "Sebaran",
        "inovasi_jenis": text.CONTEXTS[listing.context],
        "inovasi_rinci": label,
        "inovasi_aturan": "true" if listing.proposed else None,
        UNFOLDED: "true",
    }
    way = listing.choice.path("inovasi", **own)
    return {name: way for value, name in labels.items() if value == innovation_tables.FOLDED}


def _breakdown(listing: Listing) -> None:
    head = st.container()
    label = segments(
        st,
        "Rinci menurut",
        list(BREAKDOWNS),
        default="Bidang",
        key="inovasi_rinci",
        bind="query-params",
    )
    by = BREAKDOWNS[label]
    rows = ask(innovation_questions.spread, listing.context, by, listing.proposed)
    labels, folded = innovation_tables.order(rows, by), innovation_tables.folded(rows, by)
    head.header(plain(innovation_sentences.broken_down(rows, label, labels)), anchor=False)
    st.caption(
        MARKS.format("◇ usulan aturan · " if _has_proposals(rows) else "")
        + CLICK
        + (" Inovasi dengan beberapa pelaku dihitung pada setiap pelaku." if by == "actor" else "")
    )
    is_whole = folded.values > 0 and st.toggle(
        f"Tampilkan {text.number(folded.values)} baris kecil (di bawah"
        f" {text.number(innovation_tables.LITTLE)} inovasi)",
        key=UNFOLDED,
        bind="query-params",
    )
    seen = rows if is_whole else folded.rows
    named = labels if is_whole else folded.labels
    ways = _to_values(listing, rows, by) | _unfolding(listing, folded.labels, label)
    frame.chart(
        innovation_figures.matrix(seen, named, listing.names, dark=frame.is_dark()),
        key="rincian",
        twin=innovation_tables.spread(rows, by, listing.names),
        alt=f"Inovasi menurut {label.lower()} dan indikator",
        on_click=_open,
        arguments=(listing.context, by),
        counted=_to_parts(listing, innovation_tables.ranked(rows, by), by),
        ways=ways,
    )
    _downloads(
        "rincian",
        f"Inovasi menurut {label.lower()}",
        innovation_tables.spread(rows, by, listing.names),
        listing.choice,
    )


def _open(picked: list[object], context: str, by: By | None) -> None:
    """A mark was picked: its innovations, in the catalogue."""
    number, basis, *rest = picked
    if rest == [innovation_tables.FOLDED]:
        st.session_state[UNFOLDED] = True
        return
    catalogue.preset(
        context,
        indicator=int(str(number)),
        basis=str(basis),
        by=by,
        value=str(rest[0]) if rest else "",
    )
    st.session_state["inovasi_bagian"] = "Katalog"


def _downloads(name: str, title: str, rows: Table, choice: Choice) -> None:
    chosen = st.session_state
    kind = chosen["inovasi_jenis"] or next(iter(CONTEXTS))
    address = choice.link(
        "inovasi",
        inovasi_bagian="Sebaran",
        inovasi_jenis=kind,
        inovasi_aturan="true" if chosen["inovasi_aturan"] else None,
        inovasi_rinci=chosen.get("inovasi_rinci"),
        inovasi_lengkap="true" if chosen.get(UNFOLDED) else None,
    )
    sources = evidence_tables.sources(ask(innovation_questions.sources))
    frame.downloads(f"inovasi_{name}", f"{title}: {kind.lower()}", rows, sources, address)
