"""Finding kecamatan by name, and the parameter `kec` of the address that holds which ones are in
view.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.markup import echoed, plain
from analytics.core.rows import Rows, each
from analytics.place import questions as place_questions
from analytics.place import search as place_search
from analytics.place.questions import MOST
from analytics.place.rows import Neighbour, Proposal
from analytics.standing import questions as standing_questions
from pages.parts.shared import searching
from pages.parts.shared.filters import Choice
from pages.parts.shared.store import ask
from pages.parts.shared.table import Cell, Column, table

HITS = [
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("known", "Data"),
]


def one(page: str, choice: Choice) -> str | None:
    """The kecamatan in view, or None (with a search on the page) where the address names none that
    exists.
    """
    asked = st.query_params.get("kec", "")
    known = asked in ask(place_questions.labels)
    if asked and not known:
        st.warning(
            f"Tidak ada kecamatan berkode “{echoed(asked)}”; periksa tautannya, atau cari namanya"
            " di bawah.",
            icon=":material/link_off:",
        )
    if not known:
        st.title("Profil kecamatan", anchor=False)
        _starters(page, choice)
    with (
        st.container()
        if not known
        else st.expander("Cari kecamatan lain", icon=":material/search:")
    ):
        _search(page, choice, lambda code: code)
    return asked if known else None


def several(page: str, choice: Choice) -> tuple[str, ...]:
    """The kecamatan in view, at most MOST, with search, removal and proposals on the page."""
    labels = ask(place_questions.labels)
    asked = list(dict.fromkeys(part for part in st.query_params.get("kec", "").split(",") if part))
    codes = tuple(code for code in asked if code in labels)[:MOST]
    dropped = [code for code in asked if code not in codes]
    if dropped:
        st.warning(
            "Bagian tautan ini diabaikan:"
            f" {text.listing([echoed(one) for one in dropped])} (kode tidak ada, atau lebih dari"
            f" {MOST} kecamatan).",
            icon=":material/link_off:",
        )
    if len(codes) < 2:
        st.title("Bandingkan dua sampai enam kecamatan", anchor=False)
    if not codes:
        _starters(page, choice)
    _chosen(codes, labels)
    if len(codes) < MOST:
        _search(page, choice, lambda code: ",".join([*codes, code]), leave_out=codes)
        if codes:
            _proposals(page, choice, codes)
    return codes


def _starters(page: str, choice: Choice) -> None:
    """Where to begin: the kecamatan of the edition in view."""
    standing = ask(standing_questions.standings, choice.edition_id)
    named = standing[standing["kecamatan_code"].notna()].head(8)
    st.caption(f"Mulai dari {plain(choice.name)}, atau cari nama kecamatan.")
    rows: list[dict[str, str | Cell]] = [
        {
            "kecamatan": {"text": row.kecamatan, "href": choice.path(page, kec=row.kecamatan_code)},
            "kabkota": row.kabkota or "",
            "known": text.title(row.title, row.is_finalist),
        }
        for row in each(named)
    ]
    table(
        [*HITS[:2], Column("known", "Gelar")],
        rows,
        key=f"{page}_mulai",
        caption=f"Kecamatan di {choice.name}",
    )


def _chosen(codes: tuple[str, ...], labels: dict[str, str]) -> None:
    bar = st.container(horizontal=True)
    for code in codes:
        bar.button(
            plain(labels[code]),
            key=f"lepas_{code}",
            icon=":material/close:",
            help=f"Keluarkan {plain(labels[code])}",
            on_click=_keep,
            args=([other for other in codes if other != code],),
        )


def _keep(codes: list[str]) -> None:
    st.query_params["kec"] = ",".join(codes)


def _search(
    page: str, choice: Choice, value: Callable[[str], str], leave_out: Sequence[str] = ()
) -> None:
    wanted = searching.search(
        None,
        "Cari kecamatan",
        key=f"{page}_cari",
        placeholder="Sebagian nama; salah ketik dimaafkan",
    )
    if not wanted:
        return
    everyone = ask(place_questions.names)
    found = place_search.search(everyone[~everyone["code"].isin(list(leave_out))], wanted)
    if found.empty:
        st.info(f"Tidak ada nama kecamatan yang mirip “{echoed(wanted)}”.")
        return
    rows: list[dict[str, str | Cell]] = [
        {
            "kecamatan": {"text": row.kecamatan, "href": choice.path(page, kec=value(row.code))},
            "kabkota": row.kabkota,
            "known": "ada hasil" if row.known else "belum ada hasil",
        }
        for row in each(found)
    ]
    table(HITS, rows, key=f"{page}_temuan", caption=f"Kecamatan yang mirip {wanted}")


def _proposals(page: str, choice: Choice, codes: tuple[str, ...]) -> None:
    rows = _proposed(
        ask(place_questions.proposals, codes[0]),
        ask(place_questions.neighbours, codes[0]),
        page,
        choice,
        codes,
    )
    with st.expander("Usul pembanding", icon=":material/lightbulb:", expanded=len(codes) == 1):
        if not rows:
            st.caption("Belum ada kecamatan lain dengan hasil yang sepadan.")
        table(
            [*HITS[:2], Column("known", "Alasan")],
            rows,
            key=f"{page}_usul",
            caption="Usul pembanding",
        )


@cached
def _proposed(
    found: Rows[Proposal],
    neighbours: Rows[Neighbour],
    page: str,
    choice: Choice,
    codes: tuple[str, ...],
) -> list[dict[str, str | Cell]]:
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
        {
            "kecamatan": {
                "text": row.kecamatan,
                "href": choice.path(page, kec=",".join([*codes, code])),
            },
            "kabkota": row.kabkota,
            "known": "; ".join(reasons[code]),
        }
        for code, row in rows.items()
        if code not in codes
    ]
