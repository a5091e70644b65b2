"""The room of a kecamatan: its entry, question by question, and how far it is."""

from typing import NamedTuple

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import entering, setting_up, talking, verifying
from data.contest.entering import Answered, Kept
from data.contest.errors import ContestError
from data.contest.setting_up import ENTRY, Asked
from data.contest.verifying import Found
from pages.parts.lomba import acting, field, moments, proof, talk
from pages.parts.lomba.seat import Seat
from pages.parts.shared.table import Cell, Column, table

WIDTH = 760  # pixels: a longer line is hard to follow
ASKED = "lomba_soal"  # in the address: the question in view
WORDS = {verifying.ASKED: "Verifikator bertanya", verifying.REFUSED: "Verifikator menolak",
         verifying.ACCEPTED: "Diterima verifikator"}  # fmt: skip


class Entry(NamedTuple):
    """An entry as it stands: its questions, what is said to each, files, verdicts, and why nothing
    can be changed, or nothing.
    """

    questions: list[Asked]
    answers: dict[str, Answered]
    files: list[Kept]
    verdicts: dict[str, Found]
    shut: str

    def is_answered(self, code: str) -> bool:
        """Whether something is said to a question."""
        return bool(self.answers.get(code, Answered()).text.strip())

    def proofs(self, code: str) -> int:
        """How many files a question has."""
        return sum(one.question == code for one in self.files)

    @property
    def empty(self) -> list[str]:
        """Codes of the questions to which nothing is said."""
        return [one.code for one in self.questions if not self.is_answered(one.code)]


def room(seat: Seat) -> None:
    """Draw it."""
    entry = _entry(seat)
    if not entry.questions:
        st.info("Panitia belum menetapkan pertanyaan; isian dibuka sesudahnya.")
        return
    with st.container(width=WIDTH):
        _progress(seat, entry)
        _question(seat, entry, _chosen(entry))
    with st.expander(f"Semua pertanyaan ({len(entry.questions)})", key="lomba_semua"):
        _all(entry)
    _submit(seat, entry)


def _entry(seat: Seat) -> Entry:
    window = seat.look(setting_up.stages)[ENTRY]
    until = seat.look(setting_up.closes, seat.kecamatan, ENTRY)
    now, zone = moments.now(), seat.held.zone
    shut = ""
    if seat.held.is_closed:
        shut = "Edisi ini sudah ditutup; isian tidak berubah lagi."
    elif window.opens_at and now < window.opens_at:
        shut = f"Isian dibuka {moments.told(window.opens_at, zone)}."
    elif until and now >= until:
        shut = (
            f"Batas waktu sudah lewat ({moments.told(until, zone)}, menurut jam server). Yang"
            " tersimpan tetap ada; perpanjangan dapat diminta kepada panitia."
        )
    return Entry(
        [one for one in seat.look(setting_up.questions) if one.stage == ENTRY],
        seat.look(entering.answers, seat.kecamatan),
        seat.look(entering.files, seat.kecamatan),
        seat.look(verifying.verdicts, seat.kecamatan),
        shut,
    )


def _progress(seat: Seat, entry: Entry) -> None:
    total, answered = len(entry.questions), len(entry.questions) - len(entry.empty)
    proven = sum(entry.proofs(one.code) > 0 for one in entry.questions)
    until = seat.look(setting_up.closes, seat.kecamatan, ENTRY)
    st.progress(
        answered / total,
        f"**{text.number(answered)} dari {text.number(total)} terisi**, {text.number(proven)}"
        " dengan bukti",
    )
    if entry.shut:
        st.warning(plain(entry.shut), icon=":material/lock:")
    elif until:
        st.markdown(
            f"Batas waktu **{plain(moments.told(until, seat.held.zone))}**,"
            f" {plain(moments.left(until, moments.now()))}."
        )
    for one in entry.questions:
        found = entry.verdicts.get(one.code)
        if found and found.is_current and found.verdict != verifying.ACCEPTED:
            st.warning(
                f"{WORDS[found.verdict]} tentang **{plain(one.code)}**: {plain(found.reason)}",
                icon=":material/help:",
            )


def _chosen(entry: Entry) -> int:
    """The number of the question in view: of the address, else the first that is empty."""
    codes = [one.code for one in entry.questions]
    asked = st.query_params.get(ASKED, "")
    if asked in codes:
        return codes.index(asked)
    first = codes.index(entry.empty[0]) if entry.empty else 0
    st.query_params[ASKED] = codes[first]
    return first


def _go(code: str) -> None:
    st.query_params[ASKED] = code


def _picked(key: str) -> None:
    _go(st.session_state[key])


def _question(seat: Seat, entry: Entry, number: int) -> None:
    codes = [one.code for one in entry.questions]
    asked = entry.questions[number]
    # What is chosen is known by its words, so that these say nothing that changes
    labels = {one.code: f"{one.code} · {one.name}" for one in entry.questions}
    key = (
        f"lomba_pilih_{asked.code}"  # a new box for each, so that it never contradicts the address
    )
    st.selectbox(
        "Pertanyaan",
        codes,
        index=number,
        format_func=lambda code: plain(labels[code]),
        key=key,
        on_change=_picked,
        args=(key,),
    )
    st.subheader(f"{plain(asked.code)} · {plain(asked.name)}", anchor=False)
    st.caption(
        f"{plain(asked.section)} · bobot {text.number(float(asked.weight), 4)}, nilai paling tinggi"
        f" {text.number(float(asked.maximum), 4)}"
    )
    for line in asked.bands.splitlines():
        st.markdown(f"- {plain(line)}")
    answer = entry.answers.get(asked.code, Answered())
    wanted = field.draw(field.Field(seat, asked, answer, is_locked=bool(entry.shut)))
    if wanted in codes and wanted != asked.code:
        _go(wanted)
        st.rerun()
    proof.draw(seat, asked, entry.files, is_open=not entry.shut)
    said = seat.look(talking.threads, seat.kecamatan).get(asked.code, [])
    acting.say("pesan")
    if said:
        st.markdown("#### Tanya jawab dengan verifikator")
        talk.thread(seat, said)
        if not seat.held.is_closed:
            talk.reply(seat, seat.kecamatan, asked.code, "Jawaban untuk verifikator")
    with st.container(horizontal=True, key="lomba_langkah"):
        if number:
            before = codes[number - 1]
            st.button("Sebelumnya", icon=":material/arrow_back:", on_click=_go, args=(before,))
        if number + 1 < len(codes):
            after = codes[number + 1]
            st.button(
                "Berikutnya", icon=":material/arrow_forward:", type="primary", on_click=_go,
                args=(after,),
            )  # fmt: skip
        empty = [one for one in entry.empty if one != asked.code]
        if empty and empty[0] != codes[min(number + 1, len(codes) - 1)]:
            st.button(f"Kosong pertama: {plain(empty[0])}", on_click=_go, args=(empty[0],))


def _all(entry: Entry) -> None:
    columns = [
        Column("code", "Kode"),
        Column("name", "Pertanyaan", wide=True),
        Column("state", "Isian"),
        Column("own", "Nilai sendiri", "right", named=True),
        Column("proofs", "Bukti", "right", named=True),
    ]
    rows: list[dict[str, str | Cell]] = []
    groups: list[tuple[str, int]] = []
    for one in entry.questions:
        answer = entry.answers.get(one.code, Answered())
        own = float(answer.own_value) if answer.own_value is not None else None
        if groups and groups[-1][0] == one.section:
            groups[-1] = (one.section, groups[-1][1] + 1)
        else:
            groups.append((one.section, 1))
        rows.append(
            {
                "code": one.code,
                "name": {"text": one.name, "href": f"/lomba?{ASKED}={one.code}"},
                "state": "terisi" if entry.is_answered(one.code) else "kosong",
                "own": text.number(own, 4),
                "proofs": str(entry.proofs(one.code)),
            }
        )
    table(columns, rows, key="lomba_daftar", caption="Semua pertanyaan", groups=groups,
          head="name", narrow="lines")  # fmt: skip


def _submit(seat: Seat, entry: Entry) -> None:
    done = seat.look(entering.progress, seat.kecamatan).submitted_at
    if done:
        st.success(
            f"Dinyatakan lengkap {plain(moments.told(done, seat.held.zone))}. Sampai batas waktu"
            " isian masih dapat diubah.",
            icon=":material/task_alt:",
        )
    if entry.shut:
        return
    if not done:
        st.markdown(
            "Isian tersimpan sendiri dan ikut dinilai pada batas waktu, juga tanpa tombol ini."
        )
        if entry.empty:
            st.caption(f"Masih kosong: {plain(text.listing(entry.empty, 12))}.")
        st.button("Nyatakan isian lengkap", key="lomba_kirim", on_click=_submitted, args=(seat,))


def _submitted(seat: Seat) -> None:
    try:
        seat.do(entering.submit, seat.kecamatan)
    except ContestError as error:
        st.toast(plain(str(error)), icon=":material/error:")
