"""The parts of Beranda: whether this year's result is on record, daerah saya, and the other
pages.
"""

import streamlit as st

from analytics.core import editions, text
from analytics.core.cache import cached
from analytics.core.editions import Edition
from analytics.core.markup import link, plain
from analytics.core.rows import Rows, each, first
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Kecamatan, Met, Own, Region, Spell, Year
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing import tables as standing_tables
from analytics.standing.rows import Movement, Standing
from analytics.standing.sentences import Since
from data import keys
from pages.parts.beranda.lines import Line, lines
from pages.parts.shared import change, filters, frame, links, mine, registry
from pages.parts.shared.cards import Card, cards
from pages.parts.shared.filters import Choice
from pages.parts.shared.podium import podium
from pages.parts.shared.store import ask

MOST = 3  # of a list, before the rest is opened


def since(choice: Choice, own: str, *, is_told: bool) -> None:
    """The last result on record, the years since then that lack one, and what is known of those;
    what is known of the visitor's own region first. `is_told`: what stands above is about the
    edition in view.
    """
    year = frame.this_year()
    later = ask(standing_questions.later, choice.contest_id, year)
    last = first(Edition, choice.editions)
    if last is None:  # a contest in the filters has an edition
        raise LookupError(choice.contest_id)
    name = choice.name.removesuffix(str(choice.year)) + str(last.year)
    if is_told and last.year == choice.year:
        st.markdown(plain(standing_sentences.up_to_date(last, "", later, year)))
    else:
        said = standing_sentences.up_to_date(last, name, later, year)
        before, _, after = said.partition(name)
        board = filters.based(filters.path_to("peringkat", choice.contest_id, last.year))
        st.markdown(f"{plain(before)} {link(name, board)}{plain(after)}")
    known = standing_sentences.known_since(later)
    known = sorted(known, key=lambda one: own not in one.kabkota)
    names = links.codes(later)
    told = [f"- {links.linked(one.words, names)} {_ways(one)}" for one in known]
    if own and (awarded := _kindred(own, last.year)):
        told.insert(0, f"- {awarded}")
    if told:
        st.markdown("\n".join(told[:MOST]))
    if len(told) > MOST:
        with st.expander(f"Lihat semua ({text.number(len(told))})", key="sesudahnya"):
            st.markdown("\n".join(told[MOST:]))


def _kindred(code: str, after: int = 0) -> str:
    """What is known of kindred awards of a kabkota, where the last is later than a year."""
    found = ask(kabkota_questions.kindred, code)
    if found.empty or int(found["year"].max()) <= after:
        return ""
    everything = filters.based(f"/kabkota?kode={code}")
    return f"{plain(kabkota_sentences.kindred(found))} {link('Selengkapnya', everything)}."


def _ways(one: Since) -> str:
    ways = {
        "papan": filters.path_to("peringkat", one.contest_id, one.year),
        f"{text.number(one.sources)} sumber": filters.path_to("sumber", one.contest_id, one.year),
    }
    return " · ".join(link(words, filters.based(to)) for words, to in ways.items())


def invite() -> None:
    """The invitation to choose a region."""
    with st.container(border=True, key="daerah_ajakan"):
        mine.choose("Daerah saya: pilih kabupaten/kota Anda", "")
        st.caption(
            "Beranda lalu dibuka dengan capaiannya, kecamatannya, dan apa yang berubah. Pilihan ini"
            " disimpan di peramban Anda saja."
        )


def heading(region: Region, spells: list[Spell]) -> None:
    """What is to be said of the visitor's region, and the ways on."""
    journey = ask(kabkota_questions.journey, region.code)
    told = kabkota_sentences.kabkota(region.name, region.province, journey)
    st.title(plain(told), anchor=False)
    if changed := kabkota_sentences.since_before(spells):
        said = links.linked(changed, links.codes(journey[journey["kecamatan"].notna()]))
        if change.compared(region.code):
            why = filters.based(f"/kabkota?kode={region.code}#{change.ANCHOR}")
            said += f" {link('Mengapa berubah?', why)}"
        st.markdown(said)


def ways(region: Region) -> None:
    """The way to all about the region, and to another one or none."""
    bar = st.container(horizontal=True, vertical_alignment="center")
    bar.page_link(
        "pages/kabkota.py",
        label=f"Semua tentang {plain(region.name)}",
        icon=":material/arrow_forward:",
        query_params={"kode": region.code},
        width="stretch",
    )
    bar.page_link(
        "pages/perbandingan.py",
        label="Bandingkan",
        icon=":material/compare_arrows:",
        query_params={"kab": region.code},
    )
    with bar:
        mine.switch("Ganti daerah", region.code)


def own_region(region: Region, spells: list[Spell], choice: Choice) -> None:
    """The visitor's region: its places through the years, its kecamatan, whom it met."""
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.header(f"Di SKK {plain(region.province)} dari tahun ke tahun", anchor=False)
        if spells:
            lines(_years(spells), f"{region.name} tahun demi tahun")
        else:
            st.markdown("Belum ada edisi SKK tingkat provinsi yang tercatat.")
        _own_contest(region, choice)
    with right:
        found = ask(kabkota_questions.kecamatan, region.code)
        seen = _kecamatan(found, choice)
        st.header("Kecamatan yang tercatat", anchor=False)
        st.markdown(plain(kabkota_sentences.competed(found)))
        _folded(seen, f"Kecamatan {region.name} yang tercatat", "daerah_kecamatan")
        st.header("Yang ditemui di final provinsi", anchor=False)
        met = _met(ask(kabkota_questions.met, region.code), choice)
        if met:
            _folded(met, f"Yang ditemui {region.name} di final", "daerah_lawan")
        else:
            st.markdown("Belum ada final yang tercatat, jadi belum ada yang ditemui.")


def _own_contest(region: Region, choice: Choice) -> None:
    own = ask(kabkota_questions.own, region.code)
    said = links.linked(kabkota_sentences.own_contest(own, region.name), _named_in(own))
    last = next(each(own[own["known"] > 0]), None)
    if last:
        contest = str(keys.Contest("kabkota", region.code))
        board = filters.based(filters.path_to("peringkat", contest, last.year))
        said += f" {link(f'Papan {last.year}', board)}."
    st.markdown(said)
    last_result = int(choice.editions["year"].max())
    if (awarded := _kindred(region.code)) and not _kindred(region.code, last_result):
        st.markdown(awarded)


@cached
def _named_in(own: Rows[Own]) -> dict[str, str]:
    """The codes of those whom the last edition of a kabkota's own contest names."""
    named: dict[str, str] = {}
    for row in each(own.head(1)):
        names = [*row.champions, *row.sent, *row.others]
        codes = [*row.champion_codes, *row.sent_codes, *row.other_codes]
        for name, code in zip(names, codes, strict=True):
            named |= links.code(name, code)
    return named


def _folded(several: list[Line], label: str, key: str) -> None:
    lines(several[:MOST], label)
    if len(several) > MOST:
        said = f"Lihat {text.number(len(several) - MOST)} lainnya"
        with st.expander(said, key=key, on_change="rerun") as box:
            if box.open:
                lines(several[MOST:], f"{label}, selebihnya")


def _years(spells: list[Spell]) -> list[Line]:
    found: list[Line] = []
    for one in spells:
        when = text.years(one.first, one.last)
        if one.state != "known":
            found.append(Line(when=when, note=text.ABSENCES[one.state]))
        for row in one.kecamatan:
            place = text.place(row.rank_low, row.rank_high, row.is_tied)
            is_placed = row.is_finalist and text.is_known(row.rank_high)
            found.append(
                Line(
                    row.kecamatan or "",
                    f"/profil?kec={row.kecamatan_code}" if row.kecamatan_code else "",
                    kabkota_sentences.achieved(row)
                    + (", sumber berbeda" if row.is_disputed else ""),
                    when,
                    _board(row),
                    place if is_placed else "",
                    text.tone(row.rank_low, row.rank_high),
                )
            )
    return found


def _board(row: Year) -> str:
    edition = keys.edition(str(row.edition_id))
    contest = keys.Contest(edition.level, edition.code, edition.kelas)
    return filters.path_to("peringkat", str(contest), row.year)


@cached
def _kecamatan(found: Rows[Kecamatan], choice: Choice) -> list[Line]:
    return [
        Line(
            row.kecamatan,
            choice.path("profil", kec=row.kecamatan_code) if row.kecamatan_code else "",
            kabkota_tables.result(row),
        )
        for row in each(found[found["last_year"].notna()])
    ]


@cached
def _met(found: Rows[Met], choice: Choice) -> list[Line]:
    return [
        Line(row.name, choice.path("kabkota", kode=row.code), kabkota_sentences.met_often(row))
        for row in each(found)
    ]


def edition(choice: Choice, standing: Rows[Standing]) -> None:
    """The edition in view: who leads, and what changed."""
    if not choice.edition.is_skk:
        st.info(filters.KINDRED, icon=":material/info:")
    moved = ask(standing_questions.movement, choice.edition_id)
    names = links.codes(standing)
    picture, news = st.columns([3, 2], gap="large")
    with picture:
        if not podium(standing, choice):
            named = text.listing(list(standing["kecamatan"]), most=12)
            said = (
                "Tiga besar belum dapat ditampilkan: urutannya tidak dipublikasikan. Yang"
                f" diketahui: {named}."
            )
            st.info(links.linked(said, names))
        ways = st.container(horizontal=True, vertical_alignment="center")
        ways.page_link(
            "pages/peringkat.py",
            label="Papan lengkap dan sumbernya",
            icon=":material/arrow_forward:",
            width="stretch",
        )
        with ways:
            frame.downloads(
                "beranda",
                f"Hasil {choice.name}",
                standing_tables.standings(standing, moved),
                evidence_tables.sources(ask(evidence_questions.sources, choice.edition_id)),
                choice.link("", daerah=mine.current() or None),
            )
    with news:
        st.header("Yang berubah", anchor=False)
        changed = _changes(choice, standing, moved)
        st.markdown(
            "\n".join(f"- {links.linked(sentence, names)}" for sentence in changed)
            or "Tidak ada edisi sebelumnya untuk dibandingkan."
        )


def _changes(choice: Choice, standing: Rows[Standing], moved: Rows[Movement]) -> list[str]:
    before = ask(editions.previous, choice.edition_id)
    known = (
        ask(standing_questions.final_is_known, choice.edition_id),
        ask(standing_questions.final_is_known, before),
    )
    left = ask(standing_questions.left_the_final, choice.edition_id)
    return standing_sentences.changes(standing, moved, left, choice.level, known)


def others(choice: Choice) -> None:
    """The doors to the other pages, which the menu has too, and what the catalog covers."""
    with st.expander("Halaman lain dan isi katalog", icon=":material/apps:", key="halaman_lain"):
        cards(
            [
                Card(page.title, choice.path(page.name), below=page.door, icon=page.icon)
                for page in registry.doors()
            ],
            "Halaman lain",
        )
        frame.totals()
