"""The part Layak ditiru of the page Inovasi: cards of innovations with the reasons to copy them,
those that suit daerah saya first.
"""

from collections.abc import Sequence
from math import ceil

import streamlit as st

from analytics.core import indicators, text
from analytics.core.markup import plain
from analytics.core.rows import Rows, each
from analytics.evidence import tables as evidence_tables
from analytics.innovation import copying as innovation_copying
from analytics.innovation import filtering as innovation_filtering
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.copying import Sought
from analytics.innovation.filtering import ALL as EVERY
from analytics.innovation.filtering import WORTHY_KEYS, WORTHY_LABELS
from analytics.innovation.rows import Reason, Worthy
from pages.parts.inovasi.catalogue import told_filters
from pages.parts.inovasi.worth import SOME, Way, Why, Worth, worth
from pages.parts.shared import frame, links, mine
from pages.parts.shared.filters import Choice, path_to
from pages.parts.shared.segments import segments
from pages.parts.shared.store import ask

FOR, ALL, SHEET = "inovasi_untuk", "inovasi_semua", "inovasi_lembar"
MINE, ANYWHERE = "Daerah saya", "Semua daerah"
EACH_PAGE = 24
MOST_WAYS = 3  # publishers named on a card
ICONS = {
    "copied": "content_copy",
    "award": "emoji_events",
    "placed": "military_tech",
    "publishers": "newspaper",
    "years": "history",
    "namesake": "group_work",
}


def _region() -> str:
    """The code of the region that the cards are for, or "": of daerah saya, unless all are
    wanted.
    """
    wanted = st.session_state.get(FOR, st.query_params.get(FOR, MINE))
    return "" if wanted == ANYWHERE else mine.current()


def finding() -> str:
    """What there is to copy, or what suits daerah saya; the heading of the page."""
    mine.settle()
    sought = _sought(_region())
    found = ask(innovation_copying.worthy, sought, 0, SOME)
    if sought.region:
        return innovation_sentences.suited(found, mine.names()[sought.region])
    return innovation_sentences.worthy(found, sought != Sought())


def _sought(region: str) -> Sought:
    """What the filters ask for, which are drawn below the heading."""
    options = innovation_filtering.worthy(ask(innovation_questions.choices), ask(indicators.names))
    values = {
        name: options[name].get(str(st.session_state.get(key, st.query_params.get(key, EVERY))))
        for name, key in WORTHY_KEYS.items()
    }
    return innovation_filtering.sought(region, values)


def draw(choice: Choice) -> None:
    """The region, the filters, the cards, and the way to all of them."""
    code = mine.current()
    if code:
        _for_whom(code)
    region = _region()
    st.markdown(innovation_sentences.SUITED if region else innovation_sentences.ORDER)
    _filters()
    sought = _sought(region)
    found = ask(innovation_copying.worthy, sought, 0, SOME)
    name = mine.names()[region] if region else ""
    if found.empty:
        _nothing(name, is_filtered=sought != Sought(region or None))
        if region and sought == Sought(region):  # what is worth copying anywhere
            sought, name = _sought(""), ""
            found = ask(innovation_copying.worthy, sought, 0, SOME)
    if not found.empty:
        _cards(found, sought, name, choice)
    if not code:
        with st.container(border=True, key="daerah_ajakan"):
            mine.choose("Cocok untuk daerah saya: pilih kabupaten/kota Anda", "")
    mine.keep(code)


def _for_whom(code: str) -> None:
    bar = st.container(horizontal=True, vertical_alignment="center", key="memilih")
    segments(
        bar,
        "Untuk",
        [MINE, ANYWHERE],
        default=MINE,
        key=FOR,
        bind="query-params",
        label_visibility="collapsed",
        on_change=_first,
    )
    with bar:
        mine.switch("Ganti", code)


def _first() -> None:
    st.session_state[SHEET] = 1


def _clear() -> None:
    for key in WORTHY_KEYS.values():
        st.session_state[key] = EVERY
    _first()


def _filters() -> None:
    """The filters; those in force are named below the folded box, since it may be shut."""
    options = innovation_filtering.worthy(ask(innovation_questions.choices), ask(indicators.names))
    with st.expander("Saringan", icon=":material/filter_alt:", key="inovasi_saringan"):
        boxes = st.columns(3)
        chosen = {
            name: box.selectbox(
                WORTHY_LABELS[name],
                [EVERY, *options[name]],
                key=WORTHY_KEYS[name],
                bind="query-params",
                on_change=_first,
            )
            for name, box in zip(WORTHY_KEYS, boxes, strict=True)
        }
    told_filters(
        {WORTHY_LABELS[name]: words for name, words in chosen.items() if words != EVERY},
        _clear,
    )


def _nothing(region: str, *, is_filtered: bool) -> None:
    if is_filtered:
        st.info("Tidak ada yang cocok dengan saringan ini; hapus saringan untuk melihat yang lain.")
    elif region:
        st.info(
            "Yang dicari: inovasi dari kabupaten/kota yang serupa sedikitnya dalam dua hal"
            " (bersinggungan, provinsi, jenis, penduduk) dan tidak tercatat di"
            f" {plain(region)}. Di bawah ini yang layak ditiru dari daerah mana pun."
        )
    else:
        st.info("Buka Katalog untuk semua inovasi yang tercatat.")


def _cards(found: Rows[Worthy], sought: Sought, region: str, choice: Choice) -> None:
    """The first cards, or all; then what is shown, to take along."""
    total = int(found["found"].iloc[0])
    place, bar = st.container(), st.container(horizontal=True, vertical_alignment="center")
    whole = total > 3 and bar.toggle(
        f"Lihat semua ({text.number(total)})", key=ALL, bind="query-params", on_change=_first
    )
    if whole:
        pages, page = ceil(total / EACH_PAGE), 1
        if pages > 1:
            page = st.pagination(pages, key=SHEET, bind="query-params", max_visible_pages=5)
        found = ask(innovation_copying.worthy, sought, EACH_PAGE * (page - 1), EACH_PAGE)
    reasons = ask(innovation_copying.reasons, tuple(found["innovation_id"]))
    label = f"Inovasi yang cocok untuk {region}" if region else "Inovasi yang layak ditiru"
    with place:
        worth(_made(found, reasons, region, choice), label, folded=not whole)
    with bar:
        _downloads(sought, region, choice)


def _made(found: Rows[Worthy], reasons: Rows[Reason], region: str, choice: Choice) -> list[Worth]:
    told: dict[str, list[Reason]] = {}
    for row in each(reasons):
        told.setdefault(row.innovation_id, []).append(row)
    return [
        Worth(
            Way(row.name, choice.path("inovasi", id=row.innovation_id)),
            Way(row.kecamatan or "", f"/profil?kec={row.kecamatan_code}")
            if text.is_known(row.kecamatan_code)
            else Way(""),
            _where(row, choice),
            _when(row),
            row.expansion if text.is_known(row.expansion) else "",
            tuple(whys(told.get(row.innovation_id, []), choice)),
            innovation_sentences.fits(row, region) if region else "",
        )
        for row in each(found)
    ]


def _where(row: Worthy, choice: Choice) -> Way:
    """Its kabkota; without a kecamatan the way to it."""
    if row.kabkota is None or row.kabkota_code is None:
        return Way("asal tidak disebut")
    is_whole = row.kecamatan_code is None
    return Way(row.kabkota, choice.path("kabkota", kode=row.kabkota_code) if is_whole else "")


def _when(row: Worthy) -> str:
    year = text.years(row.first_year, row.last_year) or "tahun tidak disebut"
    return year if row.context == "skk" else f"{year} · bukan laporan lomba"


def whys(reasons: Sequence[Reason], choice: Choice) -> list[Why]:
    """The reasons of one innovation, one for each kind: the latest, and how many more there are."""
    made = []
    for kind in innovation_copying.KINDS:
        same = every_why([row for row in reasons if row.kind == kind], choice)
        if same:
            details = choice.path("inovasi", id=reasons[0].innovation_id)
            more = (Way(f"+{len(same) - 1} lagi", details),) if same[1:] else ()
            made.append(same[0]._replace(ways=(*same[0].ways, *more)))
    return made


def every_why(reasons: Sequence[Reason], choice: Choice) -> list[Why]:
    """All reasons of one innovation; what several pages say in the same words, once."""
    made: dict[str, Why] = {}
    for row in reasons:
        words, ways = innovation_sentences.reason(row), tuple(_ways(row, choice))
        before = made[words].ways if words in made else ()
        made[words] = Why(ICONS[row.kind], words, (*before, *ways))
    return list(made.values())


def _ways(row: Reason, choice: Choice) -> list[Way]:
    """Who says so: pages, the claims on a place, the reports of an innovation."""
    if row.kind == "placed" and row.contest_id and row.year:
        label = links.place_label(row.place_name or "", row.entered)
        return [Way("klaimnya", path_to("sumber", row.contest_id, row.year, sumber_kec=label))]
    if row.kind == "years":
        return [Way("laporannya", choice.path("inovasi", id=row.innovation_id))]
    if row.kind == "namesake" and row.other_id:
        return [Way(row.other_name or "", choice.path("inovasi", id=row.other_id))]
    named = list(map(Way, row.publishers, row.urls))
    if len(named) > MOST_WAYS:
        rest = Way(
            f"{len(named) - MOST_WAYS + 1} lagi", choice.path("inovasi", id=row.innovation_id)
        )
        named = [*named[: MOST_WAYS - 1], rest]
    return named


def _downloads(sought: Sought, region: str, choice: Choice) -> None:
    whole = ask(innovation_copying.worthy, sought, 0, 100_000)
    reasons = ask(innovation_copying.reasons, tuple(whole["innovation_id"]))
    chosen = {
        key: str(st.session_state[key])
        for key in WORTHY_KEYS.values()
        if st.session_state[key] not in (None, EVERY)
    }
    shown = st.session_state.get(ALL, False)
    address = choice.link(
        "inovasi",
        daerah=mine.current() or None,
        **{FOR: ANYWHERE if mine.current() and not region else None},
        **chosen,
        **{ALL: "true" if shown else None},
    )
    frame.downloads(
        "inovasi_layak_ditiru",
        f"Inovasi yang cocok untuk {region}" if region else "Inovasi yang layak ditiru",
        innovation_tables.worthy(whole, reasons, ask(indicators.names), region),
        evidence_tables.sources(ask(innovation_questions.sources)),
        address,
    )
