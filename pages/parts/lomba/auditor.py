"""The room of auditor: the journal, and whether it is whole."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from analytics.core.rows import shown
from data.contest import desk, journal
from data.contest.journal import Told
from data.contest.setting_up import ZONES
from pages.parts.lomba import moments
from pages.parts.lomba.seat import Seat
from pages.parts.shared import frame

FIRST = 100
LONG = 160  # letters of what stood before and after, in the table


def room(seat: Seat) -> None:
    """Draw it."""
    draw(seat)


def draw(seat: Seat) -> None:
    """The journal, latest first, to be searched by what and about what."""
    whole = desk.verified()
    count = seat.look(journal.count)
    if whole.problem:
        st.header("Jurnal tidak utuh", anchor=False)
        st.error(plain(f"{whole.problem}. Beri tahu pengelola server."), icon=":material/error:")
    else:
        st.header(f"Jurnal utuh: {text.number(count)} catatan edisi ini", anchor=False)
        st.caption(
            f"Sidik catatan terakhir dari {text.number(whole.lines)}: `{plain(whole.head)}`."
            " Catat sidik ini; dengan itu kelak dapat diperiksa bahwa tidak ada catatan yang"
            " dibuang."
        )
    many = count > FIRST and st.toggle(
        f"Tampilkan semua {text.number(count)} catatan", key="lomba_jurnal_semua"
    )
    lines = seat.look(journal.read, most=max(count, 1) if many else FIRST)
    kinds = sorted({one.what for one in lines})
    chosen = st.multiselect("Hanya", kinds, key="lomba_jurnal_apa", placeholder="semua")
    kept = [one for one in lines if not chosen or one.what in chosen]
    zone = seat.held.zone
    names = seat.held.entrants
    rows = [_row(one, zone, names) for one in kept]
    columns = ["No.", f"Saat ({ZONES.get(zone, zone)})", "Siapa", "Apa", "Tentang", "Semula",
               "Menjadi"]  # fmt: skip
    frame.plain(
        shown(pd.DataFrame(rows, columns=columns)), key="lomba_jurnal", caption="Jurnal lomba",
        head="Apa", fold=8,
    )  # fmt: skip


def _row(one: Told, zone: str, names: Mapping[str, str]) -> tuple[str, ...]:
    about = " ".join(names.get(word, word) for word in one.subject.split(" "))
    name = ZONES.get(zone, zone)
    return (
        str(one.number), moments.told(one.at, zone).removesuffix(name).strip(), one.who, one.what,
        about, _short(one.before), _short(one.after),
    )  # fmt: skip


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONG else f"{flat[: LONG - 1]}…"
