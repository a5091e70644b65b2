"""The room of juri: one's own sheet of one kecamatan in one stage. Every change is saved; what is
missing is told; a sheet that is final is locked.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data.contest import entering, people, scoring, setting_up
from data.contest.entering import Answered, Kept
from data.contest.errors import ContestError
from data.contest.scoring import Given, Paper
from data.contest.setting_up import ENTRY, Asked
from pages.parts.lomba import acting, claim, conflicts, moments, visit
from pages.parts.lomba.seat import Seat
from pages.parts.shared.segments import segments

AT = "lomba_nilai"  # in the address: the kecamatan in view
STAGES = {"administrasi": "Administrasi", "paparan": "Paparan", "tinjau_lapang": "Tinjau lapang"}
MUCH = 15  # questions; a longer sheet is shown section by section


def room(seat: Seat) -> None:
    """Draw it."""
    assigned = seat.look(people.assigned)
    if not assigned:
        st.info("Panitia belum menugaskan kecamatan kepada Anda.")
        return
    stages = [one for one in STAGES if seat.look(setting_up.questions, one)]
    if not stages:
        st.info("Panitia belum menetapkan pertanyaan.")
        return
    papers = {
        (code, stage): seat.look(scoring.sheet, code, stage)
        for code in assigned
        for stage in stages
    }
    final = sum(one.final_at is not None for one in papers.values())
    st.header(
        f"{text.number(final)} dari {text.number(len(papers))} lembar Anda sudah final",
        anchor=False,
    )
    labels = {code: _label(seat, code, [papers[code, one] for one in stages]) for code in assigned}
    kecamatan = st.selectbox(
        "Kecamatan",
        assigned,
        format_func=lambda code: plain(labels[code]),
        key=AT,
        bind="query-params",
    )
    names = [STAGES[one] for one in stages]
    chosen = segments(
        st, "Tahap", names, default=names[0], key="lomba_tahap", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    stage = stages[names.index(chosen)]
    paper = papers[kecamatan, stage]
    _state(seat, kecamatan, stage, paper)
    _sheet(seat, kecamatan, stage, paper)
    if stage == visit.STAGE:
        visit.draw(seat, kecamatan, is_locked=paper.final_at is not None)
    _finish(seat, kecamatan, stage, paper)
    conflicts.draw(seat, kecamatan)


def _label(seat: Seat, code: str, papers: Sequence[Paper]) -> str:
    missing = sum(len(one.missing) for one in papers)
    is_final = all(one.final_at is not None for one in papers)
    said = "final" if is_final else f"{missing} nilai kosong" if missing else "lengkap, belum final"
    return f"{seat.held.entrants.get(code, code)}: {said}"


def _state(seat: Seat, kecamatan: str, stage: str, paper: Paper) -> None:
    """How far the sheet is, before it."""
    acting.say("lembar")
    name, count = plain(seat.held.entrants.get(kecamatan, kecamatan)), len(paper.questions)
    if paper.final_at:
        st.success(
            f"Lembar {STAGES[stage].lower()} {name} **final** sejak"
            f" {plain(moments.told(paper.final_at, seat.held.zone))}."
            " Panitia dapat membukanya lagi dengan alasan tertulis.",
            icon=":material/lock:",
        )
        return
    missing = len(paper.missing)
    st.progress(
        (count - missing) / count,
        f"**{text.number(count - missing)} dari {text.number(count)} nilai terisi.**"
        + (f" Kosong: {plain(text.listing(paper.missing, 10))}." if missing else ""),
    )


def _sheet(seat: Seat, kecamatan: str, stage: str, paper: Paper) -> None:
    """The questions, of one section where there are many."""
    questions = paper.questions
    if len(questions) > MUCH:
        sections = list(dict.fromkeys(one.section for one in questions))
        lacking = {
            section: sum(one.section == section and one.code in paper.missing for one in questions)
            for section in sections
        }
        section = st.selectbox(
            "Bagian lembar",
            sections,
            format_func=lambda one: plain(
                f"{one}: {f'{lacking[one]} kosong' if lacking[one] else 'terisi'}"
            ),
            key=f"lomba_bagian_lembar_{stage}",
        )
        questions = [one for one in questions if one.section == section]
    answers = seat.look(entering.answers, kecamatan) if stage == ENTRY else {}
    files = seat.look(entering.files, kecamatan) if stage == ENTRY else []
    for one in questions:
        own = [file for file in files if file.question == one.code]
        given = paper.given.get(one.code, Given())
        with st.container(border=True, key=f"lomba_butir_{kecamatan}_{one.code}"):
            left, right = st.columns([3, 2], gap="medium")
            with left:
                _criterion(one)
                if stage == ENTRY:
                    _claim(seat, kecamatan, one, answers.get(one.code, Answered()), own)
            with right:
                _value(seat, kecamatan, one, given, is_locked=_is_locked(seat, paper))


def _is_locked(seat: Seat, paper: Paper) -> bool:
    return paper.final_at is not None or seat.held.is_closed


def _criterion(one: Asked) -> None:
    st.markdown(f"**{plain(one.code)} · {plain(one.name)}**")
    st.caption(f"{plain(one.section)} · bobot {acting.number(one.weight)}")
    claim.bands(one)


def _value(seat: Seat, kecamatan: str, one: Asked, given: Given, *, is_locked: bool) -> None:
    most = acting.number(one.maximum)
    if is_locked:
        told = "belum dinilai" if given.value is None else f"**{acting.number(given.value)}**"
        st.markdown(f"Nilai {plain(one.code)}: {told} dari {plain(most)}")
        if given.note:
            st.markdown(plain(given.note))
        return
    key = f"lomba_angka_{kecamatan}_{one.code}_{given.version}"
    st.number_input(
        f"Nilai {plain(one.code)}, 0 sampai {plain(most)}",
        min_value=0.0,
        max_value=float(one.maximum),
        value=None if given.value is None else float(given.value),
        step=_step(one.maximum),
        format="%.10g",
        placeholder="belum dinilai",
        key=key,
        on_change=_given,
        args=(seat, kecamatan, one, given, key),
    )
    noted = f"lomba_catatan_{kecamatan}_{one.code}_{given.version}"
    st.text_input(
        f"Catatan {plain(one.code)}",
        value=given.note,
        max_chars=scoring.LONGEST,
        placeholder="Catatan" if given.version else "Catatan, sesudah nilai diisi",
        label_visibility="collapsed",
        key=noted,
        disabled=not given.version,
        on_change=_noted,
        args=(seat, kecamatan, one, given, noted),
    )
    acting.say(f"nilai {one.code}")


def _step(maximum: Decimal) -> float:
    """What one press of plus or minus adds: about a twentieth of the scale."""
    return 5.0 if maximum >= 100 else 1.0 if maximum >= 10 else 0.5


def _claim(seat: Seat, kecamatan: str, one: Asked, answer: Answered, files: list[Kept]) -> None:
    """What is claimed; the evidence is drawn when it is asked for."""
    claim.words(answer)
    if not files:
        st.caption("Tanpa bukti.")
        return
    key = f"lomba_tampil_{kecamatan}_{one.code}"
    if st.toggle(f"Tampilkan bukti {plain(one.code)} ({text.number(len(files))} berkas)", key=key):
        claim.evidence(seat, kecamatan, files, f"{kecamatan}_{one.code}")


def exact(told: float) -> Decimal:
    """What was typed, as it was typed."""
    return Decimal(repr(told)).normalize()


def _given(seat: Seat, kecamatan: str, one: Asked, given: Given, key: str) -> None:
    told = st.session_state.get(key)

    def act() -> None:
        if told is None:  # a value that was given is changed, not taken away
            return
        seat.do(
            scoring.give, kecamatan, one.code, value=_written(told), version=given.version,
            note=given.note,
        )  # fmt: skip

    acting.attempt(act, "", f"nilai {one.code}")


def _written(told: float) -> Decimal:
    try:
        return exact(told)
    except InvalidOperation as error:  # what a browser says may be forged
        raise ContestError("Nilai itu bukan angka.") from error


def _noted(seat: Seat, kecamatan: str, one: Asked, given: Given, key: str) -> None:
    note, value = str(st.session_state.get(key, "")), given.value
    if value is None:
        return
    acting.attempt(
        lambda: seat.do(scoring.give, kecamatan, one.code, value=value, version=given.version,
                        note=note),
        "", f"nilai {one.code}",
    )  # fmt: skip


def _finish(seat: Seat, kecamatan: str, stage: str, paper: Paper) -> None:
    if _is_locked(seat, paper):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="lomba_final"):
        st.button(
            f"Nyatakan {plain(STAGES[stage].lower())} final",
            type="primary",
            icon=":material/lock:",
            key="lomba_final_ya",
            disabled=bool(paper.missing),
            on_click=_finished,
            args=(seat, kecamatan, stage),
        )
        st.caption(
            f"Masih kosong: {plain(text.listing(paper.missing, 10))}."
            if paper.missing
            else "Sesudah final lembar ini terkunci.",
            width="stretch",
        )


def _finished(seat: Seat, kecamatan: str, stage: str) -> None:
    acting.attempt(lambda: seat.do(scoring.finish, kecamatan, stage), "", "lembar")
