"""Mengapa berubah?: why the place of a kecamatan or a kabupaten/kota changed between two editions.
The address holds which (`mengapa`, the key of the later edition, and `sejak`, the year of the
earlier); by default the last two of the contest in which the latest result lies.
"""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from analytics.change import figures as change_figures
from analytics.change import questions as change_questions
from analytics.change import sentences as change_sentences
from analytics.change import tables as change_tables
from analytics.change.questions import Decomposed, Pair
from analytics.change.rows import Fact, Held, Move, Part, Rival
from analytics.core import text
from analytics.core.cache import cached
from analytics.core.markup import echoed, link, plain
from analytics.core.rows import Cited, Rows, each
from analytics.evidence import tables as evidence_tables
from pages.parts.shared import frame
from pages.parts.shared.filters import KINDRED, Choice, path_to
from pages.parts.shared.links import Cells, form, kabkota, kecamatan, place_label
from pages.parts.shared.store import ask
from pages.parts.shared.table import Cell, Column, table

NOW, SINCE = "mengapa", "sejak"
FEW = 3  # rows that a phone shows before one asks for all
MOST = 8  # who is above, beyond which only those are listed who were not in both editions
MOVES = [Column("cause", "Sebab"), Column("effect", "Andil, tempat", "right")]
ANCHOR = "mengapa-berubah"


class Compared(NamedTuple):
    """The two editions in view, and what of the address could not be followed."""

    pair: Pair
    before: Held
    now: Held
    ignored: str


def compared(code: str) -> Compared | None:
    """What is compared for a kecamatan or kabkota: as the address says, else the last two editions
    of one contest; None where it is on record in no contest twice.
    """
    return _compared(
        ask(change_questions.held, code),
        code,
        st.query_params.get(NOW, ""),
        st.query_params.get(SINCE, ""),
    )


@cached
def _compared(rows: Rows[Held], code: str, asked: str, since: str) -> Compared | None:
    later = {row.edition_id: row for row in each(rows) if _earlier(rows, row)}
    if not later:
        return None
    now = later.get(asked) or next(iter(later.values()))
    known = {str(row.year): row for row in _earlier(rows, now)}
    before = known.get(since) or next(iter(known.values()))
    ignored = [asked] if asked and asked not in later else []
    ignored += [since] if since and since not in known else []
    return Compared(Pair(code, before.edition_id, now.edition_id), before, now, "; ".join(ignored))


def _earlier(rows: Rows[Held], now: Held) -> list[Held]:
    """The earlier editions of the same contest, the latest first."""
    return [row for row in each(rows) if row.contest_id == now.contest_id and row.year < now.year]


def pointer(code: str) -> None:
    """On the first screen: how the place changed, and the way to the section; nothing where no
    place is published in one of the two editions.
    """
    found = compared(code)
    if found is None or not (found.before.is_placed and found.now.is_placed):
        return
    told = plain(change_sentences.summary(found.before, found.now))
    st.markdown(f"{told}. {link('Mengapa berubah?', f'#{ANCHOR}')}")


def section(code: str, choice: Choice, page: str, parameter: str) -> None:
    """The section: the change as its heading, what explains it, and all details folded.

    Args:
        code: of the kecamatan or kabkota.
        choice: what is chosen.
        page: the name of the page.
        parameter: of the page, that holds the code.
    """
    found = compared(code)
    if found is None:
        return
    before, now = found.before, found.now
    of = ask(change_questions.decomposed, found.pair)
    scored = of if isinstance(of, Decomposed) else None
    st.header(plain(change_sentences.question(before, now, scored)), anchor=ANCHOR)
    compares = plain(change_sentences.contest(before, now))
    st.caption(compares if now.is_skk else f"{compares} · {KINDRED}")
    if found.ignored:
        st.warning(
            f"Tidak tercatat di sini: {echoed(found.ignored)}. Yang dibandingkan: {compares}.",
            icon=":material/link_off:",
        )
    rivals = ask(change_questions.rivals, found.pair)
    facts = ask(change_questions.facts, found.pair)
    _said(of, rivals, facts, found)
    with st.expander(
        "Rincian dan edisi lain",
        expanded=bool({NOW, SINCE} & set(st.query_params)),
        key="mengapa_rincian",
        on_change="rerun",
    ) as box:
        if not box.open:
            return
        sources = ask(change_questions.sources, found.pair)
        _pickers(code, found)
        if scored is not None:
            _scores(scored, found)
        left, right = st.columns(2, gap="large") if len(rivals) else (st.container(),) * 2
        with left:
            _rivals(rivals, found, choice)
        with right:
            _facts(facts, sources, found)
        frame.downloads(
            "mengapa_berubah",
            f"Mengapa berubah: {change_sentences.contest(before, now)}",
            change_tables.everything(before, now, facts, rivals, scored),
            evidence_tables.sources(sources),
            choice.link(page, **{parameter: code, NOW: found.pair.now, SINCE: str(before.year)}),
        )


def _pickers(code: str, found: Compared) -> None:
    """Two boxes, where there is more than one way to compare; the address alone holds what is
    chosen, a new box for each choice never contradicts it.
    """
    rows = ask(change_questions.held, code)
    now = {row.edition_id: row for row in each(rows) if _earlier(rows, row)}
    since = {str(row.year): row for row in _earlier(rows, found.now)}
    if len(now) == len(since) == 1:
        return
    called = change_sentences.names(list(now.values()))
    with st.container(horizontal=True, key="memilih_edisi"):
        _picker("Edisi", list(now), found.pair.now, NOW, called)
        _picker(
            "Dibanding tahun",
            list(since),
            str(found.before.year),
            SINCE,
            {year: year for year in since},
        )


def _picker(
    label: str, options: Sequence[str], chosen: str, parameter: str, called: dict[str, str]
) -> None:
    key = f"{parameter}_{chosen}_{len(options)}"
    st.selectbox(
        label,
        options,
        index=options.index(chosen),
        format_func=called.__getitem__,
        key=key,
        width=300 if parameter == NOW else 140,
        on_change=_go,
        args=(parameter, key),
    )


def _go(parameter: str, key: str) -> None:
    st.query_params[parameter] = st.session_state[key]
    if parameter == NOW:
        st.query_params.pop(SINCE, None)


def _said(
    of: Decomposed | change_questions.Reason,
    rivals: Rows[Rival],
    facts: Rows[Fact],
    found: Compared,
) -> None:
    before, now = found.before, found.now
    told = change_sentences.told(facts, before, now, scored=isinstance(of, Decomposed))
    if isinstance(of, Decomposed):
        places = change_sentences.places(of, before, now)
        _list([places, change_sentences.totals(of, before, now), " ".join(told)])
        return
    above = change_sentences.above(rivals, before, now)
    unnamed = change_sentences.unnamed(rivals, before, now)
    _list([*above, " ".join(unnamed), " ".join(told)])
    st.markdown(plain(change_sentences.unknown(of, before, now)))


def _list(sentences: Sequence[str]) -> None:
    if told := [f"- {plain(sentence)}" for sentence in sentences if sentence]:
        st.markdown("\n".join(told))


def _scores(of: Decomposed, found: Compared) -> None:
    before, now = found.before, found.now
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Andil pada tempat", anchor=False)
        caption = "Andil pada tempat"
        alt = "Andil tiap sebab pada tempat"
        frame.chart(change_figures.moves(of.moves), key="andil_tempat", alt=alt, twin=None)
        table(MOVES, _moves(of.moves), key="andil_tempat_tabel", caption=caption, narrow="lines")
        said = change_sentences.left_out(of, before, now)
        st.caption(" ".join(plain(sentence) for sentence in [*said, change_sentences.METHOD]))
    with right:
        st.subheader("Andil pada nilai total", anchor=False)
        alt = "Andil tiap sebab pada nilai total"
        frame.chart(change_figures.parts(of.parts), key="andil_nilai", alt=alt, twin=None)
    columns = [
        Column("cause", "Sebab", wide=True),
        Column("before", f"{before.year}, %", "right"),
        Column("now", f"{now.year}, %", "right"),
        Column("weight_before", f"Bobot {before.year}, %", "right"),
        Column("weight_now", f"Bobot {now.year}, %", "right"),
        Column("effect", "Andil, poin", "right"),
    ]
    caption = "Andil pada nilai total"
    table(columns, _parts(of.parts), key="andil_nilai_tabel", caption=caption, fold=FEW)


@cached
def _moves(rows: Rows[Move]) -> Cells:
    return [
        {"cause": change_sentences.cause(row), "effect": text.signed(row.shown)}
        for row in sorted(each(rows), key=lambda row: -row.effect)
    ]


@cached
def _parts(rows: Rows[Part]) -> Cells:
    return [
        {
            "cause": text.sentence_case(change_sentences.part(row)),
            "before": _percent(row.before),
            "now": _percent(row.now),
            "weight_before": _percent(row.weight_before),
            "weight_now": _percent(row.weight_now),
            "effect": text.signed(row.shown, 2),
        }
        for row in sorted(each(rows), key=lambda row: -abs(row.effect))
    ]


def _percent(share: float | None) -> str:
    return text.number(100 * share, 1) if share is not None else ""


def _facts(rows: Rows[Fact], sources: Rows[Cited], found: Compared) -> None:
    columns = [
        Column("what", "Yang tercatat"),
        Column("before", str(found.before.year)),
        Column("now", str(found.now.year)),
    ]
    table(
        columns,
        _fact_cells(rows, sources),
        key="mengapa_fakta",
        caption="Yang tercatat",
        narrow="side",
    )


@cached
def _fact_cells(rows: Rows[Fact], sources: Rows[Cited]) -> Cells:
    pages = {row.source_id: row for row in each(sources)}
    return [
        {
            "what": change_sentences.FACTS[row.kind],
            "before": _fact(change_sentences.value(row, row.before), row.before_sources, pages),
            "now": _fact(change_sentences.value(row, row.now), row.now_sources, pages),
        }
        for row in each(rows)
    ]


def _fact(value: str, keys: Sequence[str], pages: dict[str, Cited]) -> Cell:
    """A value with the way to a page that tells it, and who else does."""
    told = [pages[key] for key in keys if key in pages]
    if value == text.UNKNOWN or not told:
        return {"text": value}
    first = next((one for one in told if one.url), told[0])
    publisher = first.publisher or first.title or "Berkas"
    more = f" dan {len(told) - 1} lainnya" if len(told) > 1 else ""
    return {"text": value, "href": first.url or "", "note": f"{publisher}{more}"}


def _rivals(rows: Rows[Rival], found: Compared, choice: Choice) -> None:
    columns = [
        Column("name", "Di atasnya"),
        Column("before", str(found.before.year)),
        Column("now", str(found.now.year)),
    ]
    moved = rows[rows["kind"] != "above_above"]
    stayed = len(rows) - len(moved)
    if len(rows) > MOST:
        rows = moved
    ways = [
        (
            _claims(found.before, row.before_place_id, row.before_kecamatan, row.before_kabkota),
            _claims(found.now, row.now_place_id, row.now_kecamatan, row.now_kabkota),
        )
        for row in each(rows)
    ]
    cells = _rival_cells(rows, found.before, found.now, ways, choice)
    caption = "Yang berada di atasnya"
    table(columns, cells, key="mengapa_di_atas", caption=caption, narrow="side", fold=MOST)
    if len(rows) < stayed + len(moved):
        st.caption(
            f"{text.number(stayed)} lainnya di atasnya pada kedua edisi; semua ada dalam unduhan."
        )


def _claims(of: Held, place_id: str | None, name: str | None, where: str | None) -> str:
    """The way to the claims about a place of an edition; empty where it is not on record."""
    if place_id is None or name is None:
        return ""
    return path_to("sumber", of.contest_id, of.year, sumber_kec=place_label(name, where))


@cached
def _rival_cells(
    rows: Rows[Rival],
    before: Held,
    now: Held,
    ways: Sequence[tuple[str, str]],
    choice: Choice,
) -> Cells:
    in_province = now.level == "provinsi"
    level = form(now.level, now.is_skk)
    cells: Cells = []
    for row, (way_before, way_now) in zip(each(rows), ways, strict=True):
        code = row.unit if row.unit.isdigit() else None
        lead = kabkota if in_province and len(row.unit) == len("3507") else kecamatan
        then, _, today = row.kind.partition("_")
        first = _stood(row.before_low, row.before_high, row.before_tied, way_before, then)
        second = _stood(row.now_low, row.now_high, row.now_tied, way_now, today)
        if in_province:
            first["note"], second["note"] = row.before_kecamatan or "", row.now_kecamatan or ""
        for cell in (first, second):
            cell["level"] = level
        name = lead(row.name, code, choice)
        name["note"] = change_sentences.rival(row.kind, before, now)
        cells.append({"name": name, "before": first, "now": second})
    return cells


def _stood(low: int | None, high: int | None, tied: bool | None, way: str, how: str) -> Cell:
    if not way:
        return {"text": "bukan finalis" if how == "outside" else "tidak tercatat"}
    place = text.place(low, high, tied)
    if place == "–":
        return {"text": "ikut", "href": way}
    return {"text": place, "tone": text.tone(low, high), "href": way}
