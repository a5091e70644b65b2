"""How far the entries are, and more time for one of them."""

from datetime import time

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import entering, setting_up
from data.contest.setting_up import ENTRY, STAGES
from pages.parts.lomba import moments
from pages.parts.lomba.attempt import attempt, tell
from pages.parts.lomba.seat import Seat
from pages.parts.shared.table import Cell, Column, table

LAST = time(23, 59)


def draw(seat: Seat) -> None:
    """The entries, those first that have furthest to go."""
    found = seat.look(entering.overview)
    if not seat.held.template:
        st.info("Pertanyaan belum ditetapkan; mulai di bagian Pengaturan.")
        return
    total = sum(one.stage == ENTRY for one in seat.look(setting_up.questions))
    done = sum(one.submitted_at is not None for one in found.values())
    begun = sum(one.answered > 0 for one in found.values())
    st.subheader(
        f"{text.number(begun)} dari {text.number(len(found))} kecamatan mulai mengisi,"
        f" {text.number(done)} menyatakan lengkap",
        anchor=False,
    )
    zone, names = seat.held.zone, seat.held.entrants
    rows: list[dict[str, str | Cell]] = []
    for code, one in sorted(found.items(), key=lambda pair: (pair[1].answered, names[pair[0]])):
        until = seat.look(setting_up.closes, code, ENTRY)
        rows.append(
            {
                "name": names[code],
                "answered": f"{text.number(one.answered)} dari {text.number(total)}",
                "proven": text.number(one.proven),
                "until": moments.told(until, zone) if until else "belum ditetapkan",
                "state": moments.told(one.submitted_at, zone) if one.submitted_at else "belum",
            }
        )
    table(
        [
            Column("name", "Kecamatan"),
            Column("answered", "Terisi", "right", named=True),
            Column("proven", "Dengan bukti", "right", named=True),
            Column("until", "Batas waktu"),
            Column("state", "Dinyatakan lengkap", named=True),
        ],
        rows,
        key="lomba_isian_semua",
        caption="Isian tiap kecamatan",
        narrow="lines",
    )
    if not seat.held.is_closed:
        _extension(seat)


def _extension(seat: Seat) -> None:
    with st.expander("Perpanjang batas waktu satu kecamatan", key="lomba_perpanjang"):
        names = seat.held.entrants
        with st.form("lomba_perpanjangan", border=False):
            st.selectbox(
                "Kecamatan", list(names), format_func=lambda one: plain(names[one]), key="_perp_kec"
            )
            st.selectbox("Tahap", STAGES, format_func=text.stage, key="_perp_tahap")
            with st.container(horizontal=True):
                st.date_input("Sampai tanggal", format="DD/MM/YYYY", key="_perp_hari")
                st.time_input("Pukul", LAST, key="_perp_jam")
            st.text_input("Alasan", max_chars=300, key="_perp_alasan", help="Tercatat di jurnal.")
            st.form_submit_button(
                "Perpanjang", type="primary", key="lomba_perpanjang_kirim", on_click=_extend,
                args=(seat,),
            )  # fmt: skip
        tell("perpanjang")


def _extend(seat: Seat) -> None:
    state = st.session_state
    code, stage, reason = state["_perp_kec"], state["_perp_tahap"], state["_perp_alasan"]
    until = moments.at(state["_perp_hari"], state["_perp_jam"], seat.held.zone)
    attempt(
        "perpanjang",
        lambda: seat.do(setting_up.extend, code, stage, until=until, reason=reason),
        f"{seat.held.entrants[code]} boleh mengisi sampai {moments.told(until, seat.held.zone)}.",
    )
