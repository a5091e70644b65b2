"""Finding a kecamatan by name, and the parameter `kec` of the address that holds which one is in
view.
"""

import streamlit as st

from analytics.core import text
from analytics.core.markup import echoed, plain
from analytics.core.rows import each
from analytics.place import questions as place_questions
from analytics.place import search as place_search
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
        _search(page, choice)
    return asked if known else None


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


def _search(page: str, choice: Choice) -> None:
    wanted = searching.search(
        None,
        "Cari kecamatan",
        key=f"{page}_cari",
        placeholder="Sebagian nama; salah ketik dimaafkan",
    )
    if not wanted:
        return
    found = place_search.search(ask(place_questions.names), wanted)
    if found.empty:
        st.info(f"Tidak ada nama kecamatan yang mirip “{echoed(wanted)}”.")
        return
    rows: list[dict[str, str | Cell]] = [
        {
            "kecamatan": {"text": row.kecamatan, "href": choice.path(page, kec=row.code)},
            "kabkota": row.kabkota,
            "known": "ada hasil" if row.known else "belum ada hasil",
        }
        for row in each(found)
    ]
    table(HITS, rows, key=f"{page}_temuan", caption=f"Kecamatan yang mirip {wanted}")
