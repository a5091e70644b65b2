"""The standing over years: trail, medal table and indeks prestasi, for kecamatan and for the
kabkota that send them.
"""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core import editions, text
from analytics.core.cache import cached
from analytics.core.editions import Span
from analytics.core.markup import plain
from analytics.core.rows import Rows
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.standing import figures as standing_figures
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing import tables as standing_tables
from analytics.standing.rows import Index, Medals, Standing, Step
from pages.parts.peringkat import table_rows
from pages.parts.shared import folding, frame, links, registry
from pages.parts.shared.filters import Choice, reset_if_gone
from pages.parts.shared.segments import segments
from pages.parts.shared.store import ask
from pages.parts.shared.table import table

PARAMETERS = ("peringkat_menurut", "peringkat_paruh", "peringkat_dari", "peringkat_sampai")
FEW = 3  # of them on a phone, until one asks for all
MOST = 15  # rows shown of a long table; the download holds all
FORMULA = """
Pada edisi dengan *n* peserta, peringkat *r* bernilai **100 × (1 − (r − 0,5) / n)**; *r* adalah
tengah rentang peringkat. Bila jumlah peserta tidak diketahui, *n* adalah jumlah daerah yang berhak
mengirim wakil (dihitung sebagai edisi *dengan anggapan*).
Bobot sebuah edisi berkurang separuh setiap waktu paruh: *w* = 0,5^(umur / waktu paruh).

**Rata-rata** = Σ w·nilai / Σ w. **Indeks** = (Σ w·nilai + 50) / (Σ w + 1): rata-rata itu ditarik
ke tengah (50) seberat satu edisi, agar satu hasil baik tidak mengalahkan lima. Edisi tanpa
peringkat yang diketahui tidak dihitung: bukan nol, bukan terakhir.
"""


@cached
def finalists(choice: Choice, standings: Rows[Standing]) -> list[str]:
    """Whose history a final calls for: the regions of the finalists (a province) or the finalists
    themselves, best first; nobody where there is but one edition.
    """
    final = standings[standings["is_finalist"].astype(bool)]
    names = list(
        dict.fromkeys(final["kabkota" if choice.level == "provinsi" else "kecamatan"].dropna())
    )
    return names if len(choice.editions) > 1 else []


def history(choice: Choice, names: list[str]) -> None:
    """Whether success is a habit: the places over all years of those who are in this final."""
    by: editions.By = "kabkota" if choice.level == "provinsi" else "kecamatan"
    st.header("Riwayat daerah finalis" if by == "kabkota" else "Riwayat para finalis", anchor=False)
    trail = _named(ask(standing_questions.trail, choice.contest_id, choice.span, by), names)
    frame.chart(
        standing_figures.trail(trail, names, choice.year, dark=frame.is_dark()),
        key="riwayat",
        twin=standing_tables.trail(trail),
        ways=links.ways_of_units(trail, choice),
        alt=f"Peringkat pada setiap tahun: {text.listing(names, most=10)}",
    )


@cached
def _named(trail: Rows[Step], names: list[str]) -> Rows[Step]:
    return trail[trail["name"].isin(names)]


def over_the_years(choice: Choice, head: DeltaGenerator) -> None:
    """Draw the section for a contest: its finding in `head`, then controls, trail, medals,
    index.
    """
    by, span, half_life = _controls(choice)
    medals = ask(standing_questions.medals, choice.contest_id, span, by)
    if medals.empty:
        head.title(plain(choice.label), anchor=False)
        st.info("Pada rentang tahun ini belum ada finalis atau peringkat yang diketahui.")
        return
    told = standing_sentences.over_the_years(medals, span)
    head.title(plain(f"{choice.label}: {told}"), anchor=False)
    here = choice.link(
        "peringkat",
        **{name: st.session_state.get(name) for name in registry.page("peringkat").parameters},
    )
    left, right = st.columns(2, gap="large")
    with left:
        _medals(choice, ask(standing_questions.trail, choice.contest_id, span, by), medals, here)
    with right:
        _index(choice, ask(standing_questions.index, choice.contest_id, span, by, half_life), here)


def _medals(choice: Choice, trail: Rows[Step], medals: Rows[Medals], here: str) -> None:
    order = _foremost(medals)
    frame.chart(
        standing_figures.trail(trail, order, choice.year, dark=frame.is_dark()),
        key="jejak",
        twin=standing_tables.trail(trail),
        ways=links.ways_of_units(trail, choice),
        alt=f"Jejak peringkat per tahun: {text.listing(order)}",
    )
    st.caption(
        "Angka di dalam tanda adalah peringkat; kotak berisi rentang (1–5) bila urutannya tidak"
        " dipublikasikan."
        + (
            f" Ditampilkan {MOST} teratas dari {len(medals)}; selengkapnya di unduhan."
            if len(medals) > MOST
            else ""
        )
    )
    st.header("Tabel medali", anchor=False)
    table(
        table_rows.MEDALS,
        table_rows.medals(medals, choice, MOST),
        key="medali",
        caption="Tabel medali",
        head="name",
        fold=FEW,
        sortable=True,
    )
    frame.downloads(
        "medali",
        "Tabel medali",
        standing_tables.medals(medals),
        evidence_tables.sources(ask(evidence_questions.sources)),
        here,
    )


def _index(choice: Choice, index: Rows[Index], here: str) -> None:
    """Indeks prestasi as bars and, below, as the table that is their twin."""
    st.markdown("**Indeks prestasi**, 0–100; garis putus-putus: tengah (50)")
    frame.chart(
        standing_figures.index(index, MOST),
        key="batang",
        twin=None,
        ways=links.ways_of_units(index, choice),
        alt=(
            f"Indeks prestasi, tertinggi {text.listing(_foremost(index)[:3])}; tabelnya ada di"
            " bawah"
        ),
    )
    with folding.folded("indeks_tabel", "Tampilkan tabel indeks"):
        table(
            table_rows.INDEX,
            table_rows.index(index, choice, MOST),
            key="indeks",
            caption="Indeks prestasi",
            head="name",
            fold=FEW,
            sortable=True,
        )
        frame.downloads(
            "indeks",
            "Indeks prestasi",
            standing_tables.index(index),
            evidence_tables.sources(ask(evidence_questions.sources)),
            here,
        )
    with st.expander("Bagaimana indeks dihitung", key="indeks_rumus", on_change="rerun") as box:
        if box.open:
            st.markdown(FORMULA)


@cached
def _foremost(found: Rows[Medals] | Rows[Index]) -> list[str]:
    return list(found["name"].head(MOST))


def _controls(choice: Choice) -> tuple[editions.By, Span, float | None]:
    bar = st.container(horizontal=True, vertical_alignment="bottom")
    units = standing_sentences.UNITS
    by: editions.By = "kecamatan"
    if choice.level == "provinsi":
        label = segments(
            bar,
            "Menurut",
            list(units),
            default=next(iter(units)),
            key="peringkat_menurut",
            bind="query-params",
        )
        by = units[label]
    half_life = bar.selectbox(
        "Waktu paruh",
        list(standing_sentences.HALF_LIVES),
        index=list(standing_sentences.HALF_LIVES).index(standing_sentences.HALF_LIFE),
        key="peringkat_paruh",
        bind="query-params",
        width=190,
        help=(
            "Hasil lama makin kecil artinya: sesudah waktu ini bobotnya dalam indeks prestasi"
            " tinggal separuh."
        ),
    )
    reset_if_gone("peringkat_dari", choice.years, choice.years[0])
    first = bar.selectbox(
        "Dari", choice.years, key="peringkat_dari", bind="query-params", width=110
    )
    after = [year for year in choice.years if year >= first]
    reset_if_gone("peringkat_sampai", after, after[-1])
    last = bar.selectbox(
        "Sampai",
        after,
        index=len(after) - 1,
        key="peringkat_sampai",
        bind="query-params",
        width=110,
    )
    return by, Span(first, last), standing_sentences.HALF_LIVES[half_life]
