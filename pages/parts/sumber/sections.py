"""The parts of the page Sumber & Mutu Data."""

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.evidence import tables as evidence_tables
from data import keys, package, rules
from pages.parts.shared import folding, frame, links
from pages.parts.shared.filters import HOME, Choice
from pages.parts.shared.store import ask, later
from pages.parts.shared.table import Column, table
from pages.parts.sumber import table_rows

EVERYBODY = "Semua kecamatan"
FEW = 5  # cards of claims on a phone, until one asks for all


def claims(choice: Choice) -> None:
    """Every claim of the edition, or those behind one place."""
    found = ask(evidence_questions.claims, choice.edition_id)
    labels = links.labels(found)
    chosen = st.selectbox(
        "Kecamatan", [EVERYBODY, *labels], key="sumber_kec", bind="query-params", width=420
    )
    if chosen != EVERYBODY:
        found = found[found["place_id"] == labels[chosen]]
    sources = evidence_tables.sources(found)
    whom = "" if chosen == EVERYBODY else f" tentang {chosen}"
    st.header(
        f"{text.number(len(found))} klaim dari {text.origins(sources['Kunci sumber'])}"
        f"{plain(whom)}, {plain(choice.name)}",
        anchor=False,
    )
    table(
        table_rows.CLAIMS,
        table_rows.claims(found, choice),
        key="klaim",
        caption=f"Klaim{whom} pada {choice.name}",
        narrow="lines",
        fold=FEW,
    )
    link = choice.link("sumber", sumber_kec=None if chosen == EVERYBODY else chosen)
    frame.downloads(
        "klaim", f"Klaim{whom} pada {choice.name}", evidence_tables.claims(found), sources, link
    )
    with st.expander(
        "Klaim tanpa tahun, kelas, atau lomba yang diketahui: dicatat, tidak diperingkat",
        key="tak_berperingkat",
    ):
        table(
            [
                Column("kecamatan", "Kecamatan"),
                Column("claim", "Klaim", wide=True),
                Column("source", "Sumber", wide=True),
            ],
            table_rows.unplaced(ask(evidence_questions.unplaced), choice),
            key="tanpa_tahun",
            caption="Klaim yang tidak dapat ditempatkan",
            fold=FEW,
        )


def disputes(choice: Choice) -> None:
    """Where sources contradict each other, in sentences; and what the editor ruled."""
    st.header("Sengketa terbuka", anchor=False)
    found, ruled = ask(evidence_questions.disputes), ask(evidence_questions.rulings)
    told = evidence_sentences.disputes(found)
    if not told:
        st.info("Tidak ada sumber yang saling bertentangan.")
    for sentence in told:
        st.markdown(f":material/balance: {links.linked(sentence, links.codes_of_disputes(found))}")
    table(
        [
            Column("what", "Sengketa", wide=True),
            Column("position", "Menurut sumber"),
            Column("shown", "Ditampilkan"),
            Column("source", "Sumber", wide=True),
        ],
        table_rows.disputes(ask(evidence_questions.dispute_sources)),
        key="pihak",
        caption="Siapa mengatakan apa",
        fold=FEW,
    )
    sources, link = (
        evidence_tables.sources(ask(evidence_questions.sources)),
        choice.link("sumber", sumber_bagian="Sengketa"),
    )
    frame.downloads("sengketa", "Sengketa terbuka", evidence_tables.disputes(found), sources, link)
    st.header("Keputusan editor", anchor=False)
    st.caption(
        "Klaim tetap tercatat seperti tercetak; keputusan hanya menentukan di mana klaim itu"
        " dihitung."
    )
    table(
        [
            Column("year", "Edisi tercetak"),
            Column("what", "Diputus", wide=True),
            Column("reason", "Alasan", wide=True),
            Column("source", "Sumber", wide=True),
        ],
        table_rows.rulings(ruled),
        key="keputusan",
        caption="Keputusan editor",
        fold=FEW,
    )
    frame.downloads("keputusan", "Keputusan editor", evidence_tables.rulings(ruled), sources, link)


def coverage(choice: Choice) -> None:
    """What is known and what is missing: by year of the contest, and by region of its province."""
    st.header(f"Per tahun: {plain(choice.label)}", anchor=False)
    years = evidence_tables.coverage_by_year(ask(evidence_questions.by_year, choice.contest_id))
    frame.plain(years, key="per_tahun", caption=f"Cakupan data per tahun, {choice.label}", fold=FEW)
    sources = evidence_tables.sources(ask(evidence_questions.sources))
    frame.downloads(
        "cakupan_tahun",
        f"Cakupan per tahun, {choice.label}",
        years,
        sources,
        choice.link("sumber", sumber_bagian="Cakupan"),
    )
    province = keys.contest(choice.contest_id).province or HOME
    st.header("Per kabupaten/kota di provinsi ini (SKK dan SP2K)", anchor=False)
    regions = evidence_tables.coverage_by_region(ask(evidence_questions.by_region, province))
    silent = int((regions["Sumber hasil"] == 0).sum())
    st.markdown(
        f"{text.number(silent)} dari {text.number(len(regions))} kabupaten/kota belum punya satu"
        " sumber pun tentang hasil lomba."
    )
    frame.plain(regions, key="per_wilayah", caption="Cakupan data per kabupaten/kota", fold=FEW)
    frame.downloads(
        "cakupan_wilayah",
        "Cakupan per kabupaten/kota",
        regions,
        sources,
        choice.link("sumber", sumber_bagian="Cakupan"),
    )


def rulebook(_: Choice) -> None:
    """The rules by which claims become what is shown."""
    before, parts = rules.rulebook()
    st.header(rules.TITLE, anchor=False)
    st.markdown(before)
    for number, (heading, body) in enumerate(parts):
        st.subheader(heading, anchor=False)
        with folding.folded(f"aturan_{number}", "Tampilkan aturannya"):
            st.markdown(body)


def all_data(_: Choice) -> None:
    """Each table as CSV, and the whole as a data package."""
    st.markdown(
        "Seluruh basis data sebagai paket data Frictionless: satu CSV per tabel, arti tiap kolom di"
        " `datapackage.json`, kamus kolom, aturan, lisensi, dan panduan baca."
    )
    frame.save(
        later(package.package, frame.absolute(frame.RULES)),
        "Paket data lengkap (ZIP)",
        frame.marked("dasbor-skk.zip"),
        "application/zip",
        "paket",
    )
    st.header("Per tabel", anchor=False)
    with folding.folded("tabel", "Tampilkan semua tabel"):
        for entry in ask(package.described):
            name, table_name = entry["name"], entry["table"]
            described, button = st.columns([4, 1], vertical_alignment="center")
            described.markdown(
                f"**{plain(text.sentence_case(name.replace('-', ' ')))}** —"
                f" {plain(entry['description'])}"
            )
            with button:
                frame.save(
                    later(package.table_csv, table_name),
                    plain(f"{name}.csv"),
                    frame.marked(f"{name}.csv"),
                    "text/csv",
                    f"tabel_{table_name}",
                )
