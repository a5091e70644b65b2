"""The room of verifikator: what waits, and one answer after the other beside its evidence."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import verifying
from data.contest.verifying import OPEN, Item, State, Waiting
from pages.parts.lomba import acting, claim, conflicts, moments, talk
from pages.parts.lomba.seat import Seat
from pages.parts.shared.segments import segments

AT = "lomba_periksa"  # in the address: the kecamatan in view
QUESTION = "lomba_soal"  # and the question
SHOWN: Mapping[str, Sequence[State]] = {
    "Menunggu": OPEN,
    "Ditanya": (State.ASKED,),
    "Selesai": (State.ACCEPTED, State.REFUSED),
    "Semua": tuple(State),
}
WORDS: Mapping[State, str] = {
    State.REPLIED: "kecamatan menjawab",
    State.CHANGED: "berubah sejak diperiksa",
    State.NEW: "belum diperiksa",
    State.ASKED: "menunggu kecamatan",
    State.REFUSED: "ditolak",
    State.ACCEPTED: "diterima",
    State.EMPTY: "kosong",
}


class _Work(NamedTuple):
    """An answer that is looked at, and the code of the one that comes after it."""

    seat: Seat
    kecamatan: str
    item: Item
    after: str


def room(seat: Seat) -> None:
    """Draw it."""
    waiting = seat.look(verifying.queue)
    if not waiting:
        st.info("Tidak ada kecamatan yang dapat Anda periksa.")
        return
    st.header(_heading(waiting), anchor=False)
    codes = [one.kecamatan for one in waiting]
    labels = {one.kecamatan: _label(one) for one in waiting}
    kecamatan = st.selectbox(
        "Kecamatan",
        codes,
        format_func=lambda code: plain(labels[code]),
        key=AT,
        bind="query-params",
    )
    part = segments(
        st,
        "Jawaban",
        list(SHOWN),
        default="Menunggu",
        key="lomba_periksa_yang",
        bind="query-params",
        label_visibility="collapsed",
    )
    items = seat.look(verifying.items, kecamatan)
    _item(seat, kecamatan, [one for one in items if one.state in SHOWN[part]], part)
    conflicts.draw(seat, kecamatan)


def _heading(waiting: Sequence[Waiting]) -> str:
    open_ones = sum(one.waiting for one in waiting)
    replied = sum(one.replied for one in waiting)
    if not open_ones + replied:
        return "Tidak ada jawaban yang menunggu Anda"
    said = [f"{text.number(open_ones)} jawaban belum diperiksa"] if open_ones else []
    said += [f"{text.number(replied)} pertanyaan Anda sudah dijawab"] if replied else []
    return text.sentence_case(text.listing(said))


def _label(one: Waiting) -> str:
    done = one.answers - one.waiting - one.asked
    told = [
        f"{one.waiting} menunggu" if one.waiting else "",
        f"{one.replied} dijawab" if one.replied else "",
        f"{one.asked - one.replied} ditanya" if one.asked > one.replied else "",
        f"{done} dari {one.answers} selesai" if one.answers else "belum mengisi",
    ]
    return f"{one.name}: {', '.join(filter(None, told))}"


def _item(seat: Seat, kecamatan: str, items: Sequence[Item], part: str) -> None:
    acting.say("verifikasi")
    if not items:
        st.info(
            "Tidak ada lagi yang menunggu di kecamatan ini."
            if part == "Menunggu"
            else "Tidak ada jawaban seperti itu di kecamatan ini.",
            icon=":material/task_alt:",
        )
        return
    codes = [one.asked.code for one in items]
    asked = st.query_params.get(QUESTION, "")
    at = codes.index(asked) if asked in codes else 0
    # A new box for each, so that it never contradicts the address
    key = f"lomba_periksa_soal_{kecamatan}_{codes[at]}_{part}_{len(codes)}"
    labels = {one.asked.code: f"{one.asked.code} · {one.asked.name} ({WORDS[one.state]})"
              for one in items}  # fmt: skip
    st.selectbox(
        "Pertanyaan",
        codes,
        index=at,
        format_func=lambda code: plain(labels[code]),
        key=key,
        on_change=lambda: _go(st.session_state[key]),
    )
    one = items[at]
    claim.head(one.asked)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("#### Klaim")
        claim.words(one.answer)
    with right:
        st.markdown("#### Bukti")
        if one.asked.asked:
            st.markdown(f"Yang diminta: {plain(one.asked.asked)}")
        claim.evidence(seat, kecamatan, one.files, f"{kecamatan}_{one.asked.code}")
    _talk(seat, one)
    _decide(seat, kecamatan, one, codes[(at + 1) % len(codes)])


def _go(code: str) -> None:
    st.query_params[QUESTION] = code


def _talk(seat: Seat, one: Item) -> None:
    if one.found is not None:
        reason = f": {one.found.reason}" if one.found.reason else ""
        old = "" if one.found.is_current else " tentang naskah sebelumnya"
        st.markdown(
            f"Putusan{old}: **{plain(one.found.verdict)}**{plain(reason)}"
            f" · {plain(moments.told(one.found.decided_at, seat.held.zone))}"
        )
    if one.said:
        st.markdown("#### Tanya jawab")
        talk.thread(seat, one.said)


def _decide(seat: Seat, kecamatan: str, one: Item, after: str) -> None:
    if seat.held.is_closed:
        st.caption("Edisi ini sudah ditutup.")
        return
    if one.state is State.EMPTY:
        return
    key = f"lomba_alasan_{kecamatan}_{one.asked.code}_{one.answer.version}_{len(one.said)}"
    st.text_area(
        "Alasan atau pertanyaan untuk kecamatan",
        key=key,
        max_chars=2000,
        height=96,
        help="Wajib untuk tanya balik dan tolak; dibaca oleh kecamatan.",
    )
    with st.container(horizontal=True, key="lomba_putusan"):
        for label, verdict, icon in (
            ("Terima", verifying.ACCEPTED, "check"),
            ("Tanya balik", verifying.ASKED, "help"),
            ("Tolak", verifying.REFUSED, "close"),
        ):
            st.button(
                label,
                key=f"lomba_{verdict}",
                icon=f":material/{icon}:",
                type="primary" if verdict == verifying.ACCEPTED else "secondary",
                on_click=_decided,
                args=(_Work(seat, kecamatan, one, after), verdict, key),
            )


def _decided(work: _Work, verdict: str, key: str) -> None:
    seat, kecamatan, one, after = work
    reason = str(st.session_state.get(key, ""))

    def act() -> None:
        seat.do(
            verifying.decide, kecamatan, one.asked.code, verdict=verdict, reason=reason,
            of_version=one.answer.version,
        )  # fmt: skip
        _go(after)

    done = {"terima": "diterima", "tanya": "ditanyakan kepada kecamatan", "tolak": "ditolak"}
    acting.attempt(act, f"{one.asked.code} {done[verdict]}.", "verifikasi")
