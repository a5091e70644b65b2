"""The evidence of one answer: what is there, and what is added."""

from functools import partial

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import entering
from data.contest.entering import MOST_OF_QUESTION, Kept
from data.contest.errors import ContestError
from data.contest.setting_up import Asked
from pages.parts.lomba import access
from pages.parts.lomba.seat import Seat
from pages.parts.shared import frame, private

KINDS = ("pdf", "docx", "xlsx", "jpg", "jpeg", "png")
LARGEST = 30  # MB, as the contest takes it
_ROUND = "_lomba_unggahan"  # counts uploads: a widget keeps its file until it is another widget
_WRONG = "_lomba_unggahan_salah"
MIME = {
    "pdf": "application/pdf",
    "docx": frame.DOCX,
    "xlsx": frame.XLSX,
    "jpg": "image/jpeg",
    "png": "image/png",
}


def draw(seat: Seat, asked: Asked, files: list[Kept], *, is_open: bool) -> None:
    """The files of a question, each to be looked at or taken away, and a place for one more."""
    own = [one for one in files if one.question == asked.code]
    st.subheader("Bukti", anchor=False)
    if asked.asked:
        st.markdown(f"Yang diminta: {plain(asked.asked)}")
    for one in own:
        _listed(seat, asked, one, is_open=is_open)
    if not own:
        st.caption("Belum ada berkas.")
    if not is_open:
        return
    if wrong := st.session_state.pop(_WRONG, ""):
        st.error(plain(wrong), icon=":material/error:")
    if len(own) >= MOST_OF_QUESTION:
        st.caption(f"Sudah {MOST_OF_QUESTION} berkas, paling banyak untuk satu pertanyaan.")
        return
    access.admit()
    key = f"lomba_bukti_{asked.code}_{st.session_state.setdefault(_ROUND, 0)}"
    st.file_uploader(
        "Tambah berkas atau foto",
        type=list(KINDS),
        max_upload_size=LARGEST,
        key=key,
        on_change=_added,
        args=(seat, asked.code, key),
        help="PDF, DOCX, XLSX, JPG, atau PNG. Di ponsel, foto dapat diambil langsung.",
    )


def _listed(seat: Seat, asked: Asked, one: Kept, *, is_open: bool) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"lomba_berkas_{one.sha256[:12]}"
    ):
        st.markdown(f"{plain(one.name)} · {plain(_size(one.size))}", width="stretch")
        st.download_button(
            "Buka",
            partial(seat.look, entering.content, seat.kecamatan, one.sha256),
            file_name=frame.marked(one.name),
            mime=MIME[one.kind],
            key=f"lomba_buka_{one.sha256[:12]}",
            on_click="ignore",
            icon=":material/download:",
        )
        if is_open:
            st.button(
                "Hapus",
                key=f"lomba_hapus_{one.sha256[:12]}",
                icon=":material/delete:",
                on_click=_removed,
                args=(seat, asked.code, one.sha256),
            )


def _size(count: int) -> str:
    return (
        f"{text.number(count / 1e6, 1)} MB"
        if count >= 1e5
        else f"{text.number(max(1, count / 1e3))} kB"
    )


def _added(seat: Seat, question: str, key: str) -> None:
    """Keep what was uploaded, and let go of it in memory."""
    uploaded = st.session_state.get(key)
    if uploaded is None:
        return
    st.session_state[_ROUND] += 1
    try:
        seat.do(
            entering.add_evidence, seat.kecamatan, question, name=uploaded.name,
            content=uploaded.getvalue(),
        )  # fmt: skip
    except ContestError as error:
        st.session_state[_WRONG] = str(error)
    except OSError:
        st.session_state[_WRONG] = (
            f"{uploaded.name} tidak dapat disimpan: cakram server menolak. Beri tahu pengelola."
        )
    private.let_go(access.session(), uploaded.file_id)


def _removed(seat: Seat, question: str, sha256: str) -> None:
    try:
        seat.do(entering.remove_evidence, seat.kecamatan, question, sha256=sha256)
    except ContestError as error:
        st.session_state[_WRONG] = str(error)
