"""What a kecamatan claims in one answer, beside what it proves it with: small pictures of photos
and of the first page of a PDF, and every file to be opened.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import entering
from data.contest.entering import Answered, Kept
from data.contest.setting_up import Asked
from pages.parts.lomba import acting, proof
from pages.parts.lomba.seat import Seat
from pages.parts.shared import frame

SIDE = 240  # pixels of a small picture
EMPTY = "Tidak ada jawaban."


def head(asked: Asked) -> None:
    """What is asked, and what it is worth."""
    st.subheader(f"{plain(asked.code)} · {plain(asked.name)}", anchor=False)
    st.caption(
        f"{plain(asked.section)} · bobot {acting.number(asked.weight)}, nilai paling tinggi"
        f" {acting.number(asked.maximum)}"
    )
    bands(asked)


def bands(asked: Asked) -> None:
    """What is worth how much."""
    lines = [f"- {plain(line)}" for line in asked.bands.splitlines() if line.strip()]
    if lines:
        st.markdown("\n".join(lines))


def words(answer: Answered) -> None:
    """The claim as it was written, each line a line."""
    if not answer.text.strip():
        st.caption(EMPTY)
        return
    st.markdown("  \n".join(plain(line) for line in answer.text.strip().splitlines()))
    if answer.own_value is not None:
        st.caption(f"Nilai sendiri: {acting.number(answer.own_value)}")


def evidence(seat: Seat, kecamatan: str, files: Sequence[Kept], key: str) -> None:
    """The files of one answer."""
    if not files:
        st.caption("Tanpa bukti.")
        return
    positions = seat.look(entering.positions, kecamatan)
    with st.container(horizontal=True, key=f"lomba_bukti_{key}"):
        for one in files:
            with st.container(width=SIDE, border=True):
                _file(seat, kecamatan, one, key)
                if one.sha256 in positions:
                    st.caption(place(positions[one.sha256]._asdict()))


def _file(seat: Seat, kecamatan: str, one: Kept, key: str) -> None:
    small = seat.look(entering.small_content, kecamatan, one.sha256)
    if small:
        st.image(small, width="stretch")
    st.download_button(
        f"{plain(one.name)} · {size(one.size)}",
        partial(seat.look, entering.content, kecamatan, one.sha256),
        file_name=frame.marked(one.name),
        mime=proof.MIME[one.kind],
        key=f"lomba_lihat_{key}_{one.sha256[:12]}",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def size(count: int) -> str:
    """How large a file is: "21 kB", "3,4 MB"."""
    return (
        f"{text.number(count / 1e6, 1)} MB"
        if count >= 1e6
        else f"{text.number(max(count // 1000, 1))} kB"
    )


def place(told: Mapping[str, object]) -> str:
    """Where and when a photo says that it was taken: "menurut foto: -7,96663, 112,63265"."""
    north, east, taken = told["latitude"], told["longitude"], str(told["taken"])
    where = "" if north is None else f"{north}, {east}"
    day = text.date(taken[:10].replace(":", "-")) if taken else ""
    return plain(f"Menurut foto: {'; '.join(filter(None, (day, taken[11:16], where)))}")
