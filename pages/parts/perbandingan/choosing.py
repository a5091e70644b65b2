"""What is compared: kecamatan or kabupaten/kota, held by the parameter `kec` or `kab` of the
address. The search finds both until one of them is chosen.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.markup import echoed, plain
from analytics.core.rows import Rows, columns, declared, each
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota.rows import Called, Like
from analytics.place import questions as place_questions
from analytics.place import search as place_search
from analytics.place.rows import Comparable, Name, Neighbour, Proposal
from analytics.standing import questions as standing_questions
from analytics.standing.rows import Medals, Standing
from pages.parts.shared import searching
from pages.parts.shared.filters import Choice
from pages.parts.shared.picks import Pick, picks
from pages.parts.shared.store import ask

PAGE = "perbandingan"
STARTERS = 4  # of each kind, to begin with
PROPOSED = 8  # at most


class Kind(NamedTuple):
    """What can be compared: the parameter that holds it, its noun, and how many at most."""

    parameter: str
    noun: str
    most: int


KECAMATAN = Kind("kec", "kecamatan", place_questions.MOST)
KABKOTA = Kind("kab", "kabupaten/kota", kabkota_questions.MOST)


class Chosen(NamedTuple):
    """What is in view: of one kind, in the order of the address."""

    kind: Kind
    codes: tuple[str, ...]


def chosen(choice: Choice) -> Chosen:
    """What the address names, with search, removal and proposals on the page. Codes that do not
    exist, too many of them, and kecamatan beside kabupaten/kota are told and left out.
    """
    kind = KABKOTA if _asked(KABKOTA) else KECAMATAN
    labels = _labels(kind)
    asked = _asked(kind)
    codes = tuple(code for code in asked if code in labels)[: kind.most]
    _say_what_was_left_out(kind, [code for code in asked if code not in codes])
    if len(codes) < 2:
        several = f"dua sampai {text.cardinal(kind.most)} {kind.noun}"
        what = several if codes else "kabupaten/kota atau kecamatan"
        st.title(f"Bandingkan {plain(what)}", anchor=False)
    so_far = Chosen(kind, codes)
    with st.container(key="memilih"):
        _removal(so_far, labels)
        if len(codes) < kind.most and not _search(so_far, choice) and len(codes) < 2:
            (proposals if codes else _starters)(so_far, choice)
    return so_far


def _labels(kind: Kind) -> dict[str, str]:
    if kind is KABKOTA:
        return ask(kabkota_questions.labels)
    return ask(place_questions.labels)


def _asked(kind: Kind) -> list[str]:
    given = st.query_params.get(kind.parameter, "")
    return list(dict.fromkeys(part for part in given.split(",") if part))


def _say_what_was_left_out(kind: Kind, dropped: list[str]) -> None:
    if dropped:
        st.warning(
            f"Bagian tautan ini diabaikan: {text.listing([echoed(one) for one in dropped])} (kode"
            f" tidak ada, atau lebih dari {text.number(kind.most)} {plain(kind.noun)}).",
            icon=":material/link_off:",
        )
    if kind is KABKOTA and _asked(KECAMATAN):
        st.warning(
            "Satu perbandingan memuat kabupaten/kota saja atau kecamatan saja; bagian “kec” tautan"
            " ini diabaikan.",
            icon=":material/link_off:",
        )


def _removal(so_far: Chosen, labels: Mapping[str, str]) -> None:
    kind, codes = so_far
    bar = st.container(horizontal=True)
    for code in codes:
        bar.button(
            plain(labels[code]),
            key=f"lepas_{code}",
            icon=":material/close:",
            help=f"Keluarkan {plain(labels[code])}",
            on_click=_keep,
            args=(kind, [other for other in codes if other != code]),
        )


def _keep(kind: Kind, codes: list[str]) -> None:
    if codes:
        st.query_params[kind.parameter] = ",".join(codes)
    else:
        st.query_params.pop(kind.parameter, None)


def _with(kind: Kind, codes: Sequence[str], code: str, choice: Choice) -> str:
    return choice.path(PAGE, **{kind.parameter: ",".join([*codes, code])})


def _search(so_far: Chosen, choice: Choice) -> bool:
    """The field and what it finds, as one types; whether anything is typed."""
    kind, codes = so_far
    what = f"{kind.noun} lain" if codes else "kabupaten/kota atau kecamatan"
    wanted = searching.search(
        None,
        f"Cari {plain(what)}",
        # A new field for each choice, so that it is empty after a pick
        key="_".join([f"{PAGE}_cari", *codes]),
        type="search",
        live=True,
        placeholder="Sebagian nama; salah ketik dimaafkan",
    )
    if not wanted:
        return False
    everyone = _everyone(
        ask(kabkota_questions.names) if kind is KABKOTA or not codes else None,
        ask(place_questions.names) if kind is KECAMATAN or not codes else None,
    )
    found = place_search.search(everyone[~everyone["code"].isin(list(codes))], wanted)
    if found.empty:
        st.info(f"Tidak ada nama {plain(what)} yang mirip “{echoed(wanted)}”.")
    picks(
        [
            Pick(
                row.name,
                f"{row.where} · {'ada hasil' if row.known else 'belum ada hasil'}",
                _with(KABKOTA if len(row.code) == 4 else KECAMATAN, codes, row.code, choice),
            )
            for row in each(found)
        ],
        f"Yang mirip {wanted}",
    )
    return True


@cached
def _everyone(regions: Rows[Called] | None, kecamatan: Rows[Name] | None) -> Rows[Comparable]:
    """Who can be found, kabupaten/kota before kecamatan of an equal name."""
    parts: list[pd.DataFrame] = []
    if regions is not None:
        bare = regions["name"].str.replace(r"^(Kabupaten|Kota) ", "", regex=True)
        parts.append(
            regions.assign(kecamatan=bare, kabkota=regions["name"], where=regions["province"])
        )
    if kecamatan is not None:
        parts.append(kecamatan.assign(name=kecamatan["kecamatan"], where=kecamatan["kabkota"]))
    names = list(columns(Comparable))
    return declared(Comparable, pd.concat([one[names] for one in parts], ignore_index=True))


def _starters(_: Chosen, choice: Choice) -> None:
    """Where to begin: who did best in the contest in view."""
    standing = ask(standing_questions.standings, choice.edition_id)
    if choice.level == "provinsi":
        medals = ask(standing_questions.medals, choice.contest_id, choice.span, "kabkota")
        if len(medals):
            st.caption(f"Kabupaten/kota paling berhasil di {plain(choice.label)}:")
            picks(_foremost(medals, choice), "Kabupaten/kota untuk memulai")
    named = _named(standing, choice)
    if named:
        st.caption(f"Kecamatan di {plain(choice.name)}:")
        picks(named, "Kecamatan untuk memulai")


@cached
def _foremost(medals: Rows[Medals], choice: Choice) -> list[Pick]:
    return [
        Pick(
            row.name,
            f"{row.editions} final, {row.gold} kali juara 1",
            _with(KABKOTA, (), row.unit, choice),
        )
        for row in each(medals[:STARTERS])
    ]


@cached
def _named(standing: Rows[Standing], choice: Choice) -> list[Pick]:
    known = standing[standing["kecamatan_code"].notna()]
    return [
        Pick(
            row.kecamatan,
            " · ".join(
                part for part in (row.kabkota, text.title(row.title, row.is_finalist)) if part
            ),
            _with(KECAMATAN, (), str(row.kecamatan_code), choice),
        )
        for row in each(known[:STARTERS])
    ]


def proposals(so_far: Chosen, choice: Choice) -> None:
    """Who is good to compare with the first of those that are chosen."""
    kind, codes = so_far
    if len(codes) == kind.most:
        return
    if kind is KABKOTA:
        rows = _likes(ask(kabkota_questions.likes, codes[0]), codes, choice)
    else:
        found = ask(place_questions.proposals, codes[0])
        rows = _proposed(found, ask(place_questions.neighbours, codes[0]), codes, choice)
    labels = _labels(kind)
    with st.container(key="usul"):
        st.header(f"Sepadan dengan {plain(labels[codes[0]])}", anchor=False)
        if not rows:
            st.caption(f"Belum ada {plain(kind.noun)} lain dengan hasil yang sepadan.")
        picks(rows[:PROPOSED], "Usul pembanding")


@cached
def _likes(found: Rows[Like], codes: tuple[str, ...], choice: Choice) -> list[Pick]:
    return [
        Pick(row.name, kabkota_sentences.reasons(row), _with(KABKOTA, codes, row.code, choice))
        for row in each(found)
        if row.code not in codes
    ]


@cached
def _proposed(
    found: Rows[Proposal], neighbours: Rows[Neighbour], codes: tuple[str, ...], choice: Choice
) -> list[Pick]:
    known = neighbours[neighbours["last_year"].notna()]
    reasons: dict[str, list[str]] = {}
    rows: dict[str, Proposal | Neighbour] = {}
    told: list[tuple[Proposal | Neighbour, str]] = [
        *((row, text.REASONS[row.reason]) for row in each(found)),
        *((row, "bertetangga" if row.kind == "touch" else "terdekat") for row in each(known)),
    ]
    for row, reason in told:
        rows[row.code] = row
        reasons.setdefault(row.code, []).append(reason)
    return [
        Pick(
            row.kecamatan,
            f"{row.kabkota} · {'; '.join(reasons[code])}",
            _with(KECAMATAN, codes, code, choice),
        )
        for code, row in rows.items()
        if code not in codes
    ]
