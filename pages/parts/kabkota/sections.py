"""The parts of the page Kabupaten/Kota."""

import streamlit as st

from analytics.core import text
from analytics.core.cache import cached, shared
from analytics.core.editions import Span
from analytics.core.markup import echoed, plain
from analytics.core.rows import Rows, Table, each
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.kabkota import figures as kabkota_figures
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Award, Kecamatan, Mentor, Named, Own, Region, Year
from analytics.standing import questions as standing_questions
from analytics.standing.rows import Medals
from data import keys
from pages.parts.kabkota import table_rows
from pages.parts.shared import folding, frame, links
from pages.parts.shared.filters import HOME, Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import table

FEW = 3  # rows that a phone shows before one asks for all


def chosen(choice: Choice) -> Region:
    """The kabkota in view: of the address, else of the choice (its own, or the most successful of
    the province).
    """
    asked = st.query_params.get("kode")
    found = ask(kabkota_questions.region, asked) if asked else None
    if found is None:
        found = ask(kabkota_questions.region, _usual(choice))
        if found is None:  # neither a contest nor a list of regions names one that is not there
            raise LookupError(_usual(choice))
        if asked is not None:
            st.warning(
                f"Tidak ada kabupaten/kota berkode “{echoed(asked)}”. Yang ditampilkan:"
                f" {plain(found.name)} ({plain(found.code)}).",
                icon=":material/link_off:",
            )
    return found


def _usual(choice: Choice) -> str:
    code = keys.contest(choice.contest_id).code
    if choice.level == "kabkota":
        return code
    medals = ask(standing_questions.medals, choice.contest_id, choice.span, "kabkota")
    return (
        _first(medals, "unit")
        if len(medals)
        else _first(ask(kabkota_questions.regions, code or HOME), "code")
    )


@cached
def _first(rows: Rows[Medals] | Rows[Named], column: str) -> str:
    return str(rows[column].iloc[0])


def ways(region: Region) -> None:
    """Where to go from here."""
    with st.container(horizontal=True, key="cara"):
        st.page_link(
            "pages/perbandingan.py",
            label="Bandingkan",
            icon=":material/compare_arrows:",
            query_params={"kab": region.code},
        )


def switch(region: Region) -> None:
    """Another kabkota of the province; the address follows, and the address alone holds which one
    is in view.
    """
    others = ask(kabkota_questions.regions, region.province_code)
    names = _names(others)
    # A new box for each, so that it never contradicts the address
    key = f"kabkota_{region.code}"
    st.selectbox(
        f"Kabupaten/kota di {plain(region.province)}",
        list(names),
        index=list(names).index(region.code),
        format_func=names.__getitem__,
        key=key,
        width=340,
        on_change=_go,
        args=(key,),
    )


@cached
def _names(regions: Rows[Named]) -> dict[str, str]:
    return dict(zip(regions["code"], regions["name"], strict=True))


def _go(key: str) -> None:
    st.query_params["kode"] = st.session_state[key]


def figures(region: Region, kecamatan: Rows[Kecamatan], journey: Rows[Year]) -> None:
    """The numbers that matter, large."""
    finals, medals, years, seen = _figures(kecamatan, journey)
    bar = st.container(horizontal=True, key="angka")
    bar.metric("Final provinsi tercatat", text.number(finals))
    bar.metric("Juara 1–3", text.number(medals), help="Peringkat yang diketahui pasti.")
    bar.metric("Final pertama–terakhir", years)
    bar.metric(
        "Kecamatan pernah ikut",
        f"{seen} dari {region.kecamatan:d}",
        help=kabkota_sentences.competed(kecamatan),
    )


@cached
def _figures(kecamatan: Rows[Kecamatan], journey: Rows[Year]) -> tuple[int, int, str, int]:
    finals = journey[journey["is_finalist"].astype(bool)]
    medals = finals[(finals["rank_low"] == finals["rank_high"]) & (finals["rank_high"] <= 3)]
    years = text.years(finals["year"].min(), finals["year"].max()) if len(finals) else "–"
    seen = int(kecamatan.loc[kecamatan["kecamatan_code"].notna(), "last_year"].notna().sum())
    return int(finals["year"].nunique()), len(medals), years, seen


def history(region: Region, journey: Rows[Year], choice: Choice) -> None:
    """How far it came in the province, beside the editions of its own contest."""
    own = ask(kabkota_questions.own, region.code)
    left, right = st.columns(2, gap="large") if len(own) else (st.container(), st.container())
    with left:
        st.header(f"Tahap yang dicapai di {plain(region.province)}", anchor=False)
        if journey.empty:
            st.markdown("Belum ada edisi SKK tingkat provinsi yang diketahui.")
        else:
            frame.chart(
                kabkota_figures.journey(journey, dark=frame.is_dark()),
                key="jejak_provinsi",
                twin=kabkota_tables.journey(journey),
                ways=links.ways(journey, choice),
                alt=(
                    "Tahap terjauh per tahun."
                    f" {kabkota_sentences.kabkota(region.name, region.province, journey)}"
                ),
            )
    with right:
        st.header(f"SKK {plain(region.name)} sendiri", anchor=False)
        if own.empty:
            st.markdown("Belum ada edisi yang diketahui.")
            return
        known = _with_champions(own)
        told = f"diketahui pada {text.cardinal(known)} edisi" if known else "belum diketahui"
        st.markdown(f"{text.number(len(own))} edisi tercatat; juaranya {told}.")
        with folding.folded("sendiri"):
            table(
                table_rows.OWN,
                table_rows.own(own, choice),
                key="ajang_sendiri",
                caption=f"SKK {region.name} per tahun",
                fold=FEW,
            )
            _downloads(
                "ajang_sendiri",
                f"SKK {region.name} per tahun",
                kabkota_tables.own(own),
                region,
                choice,
            )


@cached
def _with_champions(own: Rows[Own]) -> int:
    return int((own["champions"].map(len) > 0).sum())


def kecamatan(region: Region, found: Rows[Kecamatan], choice: Choice) -> None:
    """All its kecamatan, the silent ones in a block of their own; kindred awards apart."""
    st.header(f"Kecamatan di {plain(region.name)}", anchor=False)
    st.markdown(kabkota_sentences.competed(found))
    with folding.folded("kecamatan"):
        table(
            table_rows.KECAMATAN,
            table_rows.kecamatan(found, choice, seen=True),
            key="kecamatan",
            caption=f"Kecamatan di {region.name} dan capaiannya",
            narrow="lines",
            fold=FEW,
        )
        if _several(found):
            st.caption(links.FORMS)
        silent = table_rows.kecamatan(found, choice, seen=False)
        if silent:
            said = f"{text.number(len(silent))} kecamatan belum tercatat ikut SKK"
            with st.expander(said, key="belum_tercatat", on_change="rerun") as box:
                if box.open:
                    table(
                        table_rows.KECAMATAN[:1],
                        silent,
                        key="kecamatan_diam",
                        caption="Kecamatan yang belum tercatat ikut SKK",
                    )
        _downloads(
            "kecamatan",
            f"Kecamatan di {region.name}",
            kabkota_tables.kecamatan(found),
            region,
            choice,
        )
        kindred = ask(kabkota_questions.kindred, region.code)
        if len(kindred):
            with st.expander(
                f"Ajang kerabat, bukan SKK: {text.number(len(kindred))} hasil",
                key="kerabat",
                on_change="rerun",
            ) as box:
                if box.open:
                    cells = table_rows.kindred(kindred, choice)
                    table(
                        table_rows.KINDRED,
                        cells,
                        key="kerabat_tabel",
                        caption="Hasil ajang kerabat",
                    )


@cached
def _several(found: Rows[Kecamatan]) -> bool:
    """Whether best places of several levels stand below each other."""
    return int(found.loc[found["rank_low"].notna(), "best_level"].nunique()) > 1


def mentors(region: Region, choice: Choice) -> None:
    """The "Pembina Terbaik" view: finals of every kabkota of the province beside the published
    awards.
    """
    if region.contest_id is None:
        return
    awards = ask(kabkota_questions.awards, region.province_code)
    span = _years(ask(kabkota_questions.journey, region.code), awards)
    found = ask(kabkota_questions.mentors, region.contest_id, span.last)
    reached, ways, silent = _mentors(found, region.code, choice)
    finals = ask(standing_questions.trail, region.contest_id, span, "kabkota")
    st.header(
        f"Pembina Terbaik: final {plain(region.province)} {span.first}–{span.last}", anchor=False
    )
    if told := kabkota_sentences.mentors(found, region.code):
        st.markdown(plain(told))
    with folding.folded("pembina"):
        left, right = (
            st.columns(2, gap="large") if len(awards) else (st.container(), st.container())
        )
        with left:
            frame.chart(
                kabkota_figures.mentors(reached, finals, region.code, dark=frame.is_dark()),
                key="pembina",
                twin=kabkota_tables.mentors(found),
                ways=ways,
                alt=(
                    f"Final tiap kabupaten/kota di {region.province}, terbanyak:"
                    f" {text.listing(_foremost(found))}"
                ),
            )
            st.caption(
                "Satu tanda satu final; angka di dalamnya tahun, warnanya peringkat; di kanannya"
                f" penghargaan pembina, bila ada. {text.number(silent)} kabupaten/kota belum"
                " tercatat di final. Finalis yang tidak disebut sumber tidak terhitung."
            )
            _downloads("pembina", "Pembina Terbaik", kabkota_tables.mentors(found), region, choice)
        with right:
            st.header("Penghargaan yang dipublikasikan", anchor=False)
            st.markdown(
                "Klaimnya sedikit dan sebagian tidak terbaca; syarat tiap kategori tidak diketahui"
                " seluruhnya, sehingga penghargaan tidak dapat diturunkan dari jumlah final."
                if len(awards)
                else "Belum ada klaim penghargaan pembina yang tercatat."
            )
            table(
                table_rows.AWARDS,
                table_rows.awards(awards, choice),
                key="penghargaan",
                caption="Klaim penghargaan pembina",
                fold=FEW,
            )


@cached
def _years(journey: Rows[Year], awards: Rows[Award]) -> Span:
    """From the first edition of the province to the last year of an award, or of an edition where
    there is none.
    """
    last = awards["award_year"] if len(awards) else journey["year"]
    return Span(int(journey["year"].min()), int(last.max()))


@cached
def _foremost(found: Rows[Mentor]) -> list[str]:
    return list(found["name"].head(3))


@cached
def _mentors(
    found: Rows[Mentor], code: str, choice: Choice
) -> tuple[Rows[Mentor], dict[str, str], int]:
    """Who was in a final (and the kabkota in view), the ways to all pages, how many were in
    none.
    """
    reached = found[(found["finals"] > 0) | (found["code"] == code)]
    ways = {
        name: choice.path("kabkota", kode=row.code)
        for row in each(found)
        for name in (row.name, text.short(row.name))
    }
    return shared(reached), shared(ways), int((found["finals"] == 0).sum())


def _downloads(name: str, title: str, rows: Table, region: Region, choice: Choice) -> None:
    sources = evidence_tables.sources(ask(evidence_questions.sources))
    frame.downloads(name, title, rows, sources, choice.link("kabkota", kode=region.code))
