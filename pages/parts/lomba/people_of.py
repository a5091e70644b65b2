"""Who takes part: invitations, members, which juror scores whom, and conflicts of interest."""

from functools import partial

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import people
from data.contest.people import Invited, Member
from data.contest.rights import WORDS, Role
from pages.parts.door import where
from pages.parts.lomba import access, moments
from pages.parts.lomba.attempt import attempt, tell
from pages.parts.lomba.seat import Seat
from pages.parts.shared import frame
from pages.parts.shared.table import Cell, Column, table

WIDTH = 760  # pixels: a longer line is hard to follow
_WHOM, _OF = "_orang", "_cabut_siapa"  # keys of fields, read when a button is pressed
_LINKS = "_lomba_tautan"  # invitations that were just made, until they are put away


def draw(seat: Seat) -> None:
    """Who is there, and who is to come."""
    members = seat.look(people.members)
    missing = _missing(seat, members)
    count = len({one.person_id for one in members})
    st.subheader(f"{text.number(count)} orang sudah masuk", anchor=False)
    if missing:
        names = [seat.held.entrants[code] for code in missing]
        st.markdown(f"Belum ada yang masuk dari kecamatan {plain(text.listing(names, 12))}.")
    with st.container(width=WIDTH):
        _made()
        _invite(seat)
    if missing:
        st.button(
            f"Buat undangan untuk {text.number(len(missing))} kecamatan sekaligus",
            key="lomba_undang_semua",
            icon=":material/group_add:",
            on_click=_invite_all,
            args=(seat, missing),
        )
    _members(seat, members)
    _waiting(seat)
    _jurors(seat, members)


def _missing(seat: Seat, members: list[Member]) -> list[str]:
    there = {one.kecamatan for one in members}
    return [code for code in seat.held.entrants if code not in there]


def _made() -> None:
    """The links that were just made. Only now they can be read: the store holds their hashes."""
    links: list[Invited] = st.session_state.get(_LINKS, [])
    if not links:
        return
    with st.container(border=True, key="lomba_tautan"):
        st.markdown(
            "**Kirimkan tiap tautan hanya kepada orangnya.** Tautan sekali pakai dan hanya tampil"
            " sekarang; yang hilang diganti dengan membuat yang baru."
        )
        for one in links:
            st.caption(f"{plain(one.label)} ({plain(WORDS[one.role])})")
            st.code(f"{frame.absolute(where.SIGNING)}#{one.secret}", language=None, wrap_lines=True)
        st.button("Sudah saya salin", key="lomba_tautan_tutup", on_click=_put_away)


def _put_away() -> None:
    st.session_state.pop(_LINKS, None)


def _invite(seat: Seat) -> None:
    names = seat.held.entrants
    with st.expander("Undang seseorang", key="lomba_undang", icon=":material/person_add:"):
        role = st.selectbox(
            "Peran", list(Role), format_func=lambda one: plain(WORDS[one]), key="_undang_peran"
        )
        if role is Role.KECAMATAN:
            st.selectbox(
                "Kecamatan", list(names), format_func=lambda one: plain(names[one]),
                key="_undang_kec",
            )  # fmt: skip
        st.text_input(
            "Sebutan", max_chars=people.LONGEST, key="_undang_sebutan",
            placeholder="Misalnya Sekretaris Kecamatan Sukun",
            help="Jabatan lebih baik daripada nama; tampil di jurnal.",
        )  # fmt: skip
        email = ""
        if access.has_provider():
            email = st.text_input(
                "Surel akun dinas (kosongkan untuk undangan dengan tautan)",
                max_chars=254,
                key="_undang_surel",
            )
        st.button(
            "Daftarkan surel" if email else "Buat tautan undangan",
            key="lomba_undang_kirim",
            type="primary",
            on_click=_send,
            args=(seat,),
        )
    tell("undang")


def _send(seat: Seat) -> None:
    """Invite whom the fields name now: the page may have been drawn before they were filled in."""
    state = st.session_state
    role, label = state["_undang_peran"], state["_undang_sebutan"]
    of = state.get("_undang_kec", "") if role is Role.KECAMATAN else ""
    email = state.get("_undang_surel", "")

    def by_link() -> None:
        made = seat.do(people.invite, role, label, of_kecamatan=of)
        st.session_state[_LINKS] = [*st.session_state.get(_LINKS, []), made]

    if email:
        act = partial(seat.do, people.register, role, label, email=email, of_kecamatan=of)
        attempt("undang", act, f"{label} kini dapat masuk dengan akun dinasnya.")
    else:
        attempt("undang", by_link, f"Undangan untuk {label} dibuat; tautannya ada di atas.")


def _invite_all(seat: Seat, codes: list[str]) -> None:
    def act() -> None:
        names = seat.held.entrants
        st.session_state[_LINKS] = [
            seat.do(people.invite, Role.KECAMATAN, f"Kecamatan {names[code]}", of_kecamatan=code)
            for code in codes
        ]

    attempt("undang", act, "Undangan dibuat; tautannya ada di atas.")


def _members(seat: Seat, members: list[Member]) -> None:
    if not members:
        return
    names, emails = seat.held.entrants, seat.look(people.accounts)
    rows: list[dict[str, str | Cell]] = [
        {
            "label": one.label,
            "role": f"{WORDS[one.role]} {names.get(one.kecamatan, '')}".strip(),
            "email": emails.get(one.person_id, "tautan"),
        }
        for one in members
    ]
    table(
        [Column("label", "Sebutan"), Column("role", "Peran"), Column("email", "Masuk dengan")],
        rows,
        key="lomba_orang",
        caption="Yang punya peran dalam edisi ini",
        narrow="lines",
        fold=8,
    )
    with st.expander("Tautan baru atau cabut peran", key="lomba_cabut"):
        # Streamlit knows a choice by its words, so that no two may be the same
        labels = {
            one: f"{one.label} ({row['role']}), orang ke-{one.person_id}"
            for one, row in zip(members, rows, strict=True)
        }
        st.selectbox("Orang", members, format_func=lambda one: plain(labels[one]), key=_WHOM)
        with st.container(horizontal=True):
            st.button("Tautan untuk gawai lain", key="lomba_lagi", on_click=_again, args=(seat,))
            st.button(
                "Cabut semua perannya",
                key="lomba_cabut_peran",
                icon=":material/person_remove:",
                on_click=_remove,
                args=(seat,),
            )
    tell("cabut")


def _again(seat: Seat) -> None:
    one: Member = st.session_state[_WHOM]

    def act() -> None:
        made = seat.do(
            people.invite, one.role, one.label, of_kecamatan=one.kecamatan, again=one.person_id
        )
        st.session_state[_LINKS] = [*st.session_state.get(_LINKS, []), made]

    attempt("cabut", act, f"Tautan baru untuk {one.label} ada di atas.")


def _remove(seat: Seat) -> None:
    one: Member = st.session_state[_WHOM]
    act = partial(seat.do, people.remove, one.person_id)
    attempt("cabut", act, f"Peran {one.label} dicabut dan sesinya berakhir.")


def _waiting(seat: Seat) -> None:
    found = [one for one in seat.look(people.invitations) if one.state == "menunggu"]
    if not found:
        return
    labels = sorted({one.label for one in found})
    with st.expander(f"{text.number(len(found))} undangan belum dipakai", key="lomba_menunggu"):
        for one in found:
            st.markdown(
                f"{plain(one.label)} ({plain(WORDS[one.role])}), berlaku sampai"
                f" {plain(moments.told(one.expires_at, seat.held.zone))}"
            )
        st.selectbox("Cabut undangan untuk", labels, format_func=plain, key=_OF)
        st.button(
            "Cabut undangan",
            key="lomba_cabut_undangan",
            on_click=_revoke,
            args=(seat,),
        )
    tell("menunggu")


def _revoke(seat: Seat) -> None:
    label = st.session_state[_OF]
    attempt("menunggu", partial(seat.do, people.revoke, label), f"Undangan untuk {label} dicabut.")


def _jurors(seat: Seat, members: list[Member]) -> None:
    jurors = [one for one in members if one.role is Role.JURI]
    if not jurors:
        return
    st.subheader("Penugasan juri", anchor=False)
    names, assigned = seat.held.entrants, seat.look(people.assignments)
    conflicts = seat.look(people.conflicts)
    tell("tugas")
    for one in jurors:
        shut = {code: why for (who, code), why in conflicts.items() if who == one.person_id}
        free = [code for code in names if code not in shut]
        held = [code for code in assigned.get(one.person_id, []) if code in free]
        key = f"lomba_tugas_{one.person_id}"
        st.multiselect(
            f"{plain(one.label)} menilai",
            free,
            held,
            format_func=lambda code: plain(names[code]),
            key=key,
            on_change=_assign,
            args=(seat, one, key),
            placeholder="Pilih kecamatan",
        )
        if len(held) < len(free):
            st.button(
                "Tugaskan semua kecamatan",
                key=f"{key}_semua",
                on_click=_assign_all,
                args=(seat, one, key, free),
            )
        for code, why in shut.items():
            st.caption(f"Konflik kepentingan dengan {plain(names.get(code, code))}: {plain(why)}")


def _assign(seat: Seat, one: Member, key: str) -> None:
    act = partial(seat.do, people.assign, one.person_id, list(st.session_state[key]))
    attempt("tugas", act, f"Penugasan {one.label} tersimpan.")


def _assign_all(seat: Seat, one: Member, key: str, free: list[str]) -> None:
    st.session_state[key] = free
    _assign(seat, one, key)
