"""What a juror finds in the field, claim by claim: whether it holds, with photos and a note."""

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import entering, setting_up, visiting
from data.contest.entering import Answered
from data.contest.setting_up import ENTRY, Asked
from data.contest.visiting import HOLDS, NOT, PARTLY, STAGE, Found
from pages.parts.lomba import access, acting, claim
from pages.parts.lomba.seat import Seat
from pages.parts.shared import private

__all__ = ["STAGE", "draw"]
WORDS = {HOLDS: "Sesuai", PARTLY: "Sebagian", NOT: "Tidak"}
CLAIM = "lomba_klaim"  # in the address: the claim in view
_ROUND = "_lomba_foto"


def draw(seat: Seat, kecamatan: str, *, is_locked: bool) -> None:
    """The claims of a kecamatan, one in view."""
    asked = seat.look(setting_up.questions, ENTRY)
    answers = seat.look(entering.answers, kecamatan)
    claims = [one for one in asked if answers.get(one.code, Answered()).text.strip()]
    found = seat.look(visiting.findings, kecamatan)
    st.header("Cocokkan klaim dengan lapangan", anchor=False)
    if not claims:
        st.caption("Kecamatan ini tidak mengisi administrasi; tidak ada klaim untuk dicocokkan.")
        return
    seen = sum(one.code in found for one in claims)
    st.caption(
        f"{text.number(seen)} dari {text.number(len(claims))} klaim dicocokkan. Temuan tidak"
        " mengubah nilai total; sesudah terbit, temuan tampil sebagai Verifikasi lapangan. Klaim"
        " yang sesuai bernilai seperti berkasnya, yang tidak bernilai nol."
    )
    codes = [one.code for one in claims]
    first = next((code for code in codes if code not in found), codes[0])
    told = st.query_params.get(CLAIM, "")
    code = told if told in codes else first
    key = f"lomba_klaim_pilih_{kecamatan}_{code}_{seen}"
    labels = {one.code: _label(one, found) for one in claims}
    st.selectbox(
        "Klaim",
        codes,
        index=codes.index(code),
        format_func=lambda one: plain(labels[one]),
        key=key,
        on_change=lambda: _go(st.session_state[key]),
    )
    one = claims[codes.index(code)]
    with st.container(border=True, key="lomba_klaim_kotak"):
        claim.words(answers[code])
        files = [file for file in seat.look(entering.files, kecamatan) if file.question == code]
        if files and st.toggle(f"Tampilkan bukti {plain(code)} ({len(files)} berkas)",
                               key=f"lomba_klaim_bukti_{kecamatan}_{code}"):  # fmt: skip
            claim.evidence(seat, kecamatan, files, f"{kecamatan}_{code}_lapang")
        _finding(seat, kecamatan, one, found.get(code, Found()), is_locked=is_locked)
        _photos(seat, kecamatan, code, is_locked=is_locked)
        acting.say("temuan")
    others = [other for other in codes if other not in found and other != code]
    if others:
        st.button(
            f"Klaim berikutnya: {plain(others[0])}", icon=":material/arrow_forward:",
            on_click=_go, args=(others[0],),
        )  # fmt: skip


def _label(one: Asked, found: Mapping[str, Found]) -> str:
    told = found.get(one.code)
    return f"{one.code} · {one.name} ({told.finding if told else 'belum dicocokkan'})"


def _go(code: str) -> None:
    st.query_params[CLAIM] = code


def _finding(seat: Seat, kecamatan: str, one: Asked, found: Found, *, is_locked: bool) -> None:
    stem = f"lomba_temuan_{kecamatan}_{one.code}_{found.version}"
    choice = st.segmented_control(
        "Di lapangan",
        list(WORDS),
        format_func=lambda one: plain(WORDS[one]),
        default=found.finding or None,
        key=f"{stem}_apa",
        disabled=is_locked,
    )
    value = None
    if choice == PARTLY:
        value = st.number_input(
            f"Nilai menurut lapangan, 0 sampai {plain(acting.number(one.maximum))}",
            min_value=0.0,
            max_value=float(one.maximum),
            value=None if found.value is None else float(found.value),
            format="%.10g",
            key=f"{stem}_angka",
            disabled=is_locked,
        )
    note = st.text_area(
        "Catatan", value=found.note, max_chars=visiting.LONGEST, key=f"{stem}_catatan",
        height=80, disabled=is_locked,
    )  # fmt: skip
    if not is_locked:
        lacking = not choice or (choice == PARTLY and value is None)
        st.button(
            "Simpan temuan",
            type="primary",
            key=f"{stem}_simpan",
            disabled=lacking,
            on_click=_found,
            args=(seat, kecamatan, one.code, found.version),
            kwargs={"finding": choice, "value": value, "note": note},
        )


def _found(
    seat: Seat, kecamatan: str, code: str, version: int, *, finding: str, value: float | None,
    note: str,
) -> None:  # fmt: skip
    exact = None if value is None else Decimal(repr(value)).normalize()
    acting.attempt(
        lambda: seat.do(visiting.find, kecamatan, code, finding=finding, value=exact, note=note,
                        version=version),
        f"Temuan {code} tersimpan.", "temuan",
    )  # fmt: skip


def _photos(seat: Seat, kecamatan: str, code: str, *, is_locked: bool) -> None:
    taken = [one for one in seat.look(visiting.photos, kecamatan) if one.question == code]
    with st.container(horizontal=True, key="lomba_foto"):
        for one in taken:
            with st.container(width=claim.SIDE):
                small = seat.look(visiting.photo, kecamatan, one.sha256)
                if small:
                    st.image(small, width=claim.SIDE)
                if one.position:
                    st.caption(claim.place(one.position._asdict()))
                if not is_locked:
                    st.button(
                        "Hapus foto", key=f"lomba_foto_hapus_{one.sha256[:12]}",
                        icon=":material/delete:", on_click=_removed,
                        args=(seat, kecamatan, code, one.sha256),
                    )  # fmt: skip
    is_open = not is_locked and len(taken) < visiting.MOST_PHOTOS
    if is_open:
        access.admit()
        key = f"lomba_foto_{kecamatan}_{code}_{st.session_state.setdefault(_ROUND, 0)}"
        st.file_uploader(
            "Tambah foto", type=["jpg", "jpeg", "png"], max_upload_size=30, key=key,
            on_change=_added, args=(seat, kecamatan, code, key),
            help="Di ponsel, foto dapat diambil langsung. Tempat dan waktu yang tertulis dalam foto"
            " disimpan terpisah dan tidak ikut terbit.",
        )  # fmt: skip


def _added(seat: Seat, kecamatan: str, code: str, key: str) -> None:
    uploaded = st.session_state.get(key)
    if uploaded is None:
        return
    st.session_state[_ROUND] += 1
    acting.attempt(
        lambda: seat.do(visiting.add_photo, kecamatan, code, name=uploaded.name,
                        content=uploaded.getvalue()),
        "", "temuan",
    )  # fmt: skip
    private.let_go(access.session(), uploaded.file_id)


def _removed(seat: Seat, kecamatan: str, code: str, sha256: str) -> None:
    acting.attempt(
        lambda: seat.do(visiting.remove_photo, kecamatan, code, sha256=sha256), "", "temuan"
    )
