"""Step 2, what the operator says: the edition, the questions that a file leaves open, and all
answers as a file.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pandas as pd
import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data import check
from data.files import FileError
from data.importer import difference, match, memory, questions
from data.importer.memory import NOTHING, Remembered
from data.importer.proposal import Proposal
from data.importer.questions import SKIP, Answers, Question
from pages.parts.impor import acting, cell
from pages.parts.shared import frame

Judge: TypeAlias = Callable[[Answers], Proposal]  # what a file becomes by these answers
OTHER = "\0lain"  # the choice of an answer that is not proposed; no text of a file is this
FEW = 5  # options that stand below each other; more are a list to search
CARDS = 8  # questions that are asked at a time: an answer often makes others needless
NAMES = 10  # names that are asked at a time: each has the whole region to choose from
ABOUT_NAMES = "kecamatan "
FREE = {  # what may be typed, by the first word of a question's id
    "maksimum": ("Angka lain", "misalnya 100 atau 12,5"),
    "edisi": ("Edisi lain", "misalnya kabkota-3573-2025"),
}


@dataclass
class Said:
    """What the operator decided about one file, kept for as long as the file is."""

    answers: dict[str, str] = field(default_factory=dict)  # by Question.id
    # Ids of answered questions that are to be answered anew
    again: set[str] = field(default_factory=set)
    # By id, why the last answer was not taken
    refused: dict[str, str] = field(default_factory=dict)
    tried: tuple[str, str] | None = (
        None  # id and value of an answer of which it is not known yet whether it can be taken
    )
    # By id, also those that are not asked once they are answered
    seen: dict[str, Question] = field(default_factory=dict)
    told: str = ""  # what became of an uploaded file of answers
    uploads: int = 0

    def take(self, key: str, value: str) -> None:
        """Note an answer."""
        self.answers[key] = value
        self.settle(key)

    def attempt(self, key: str, value: str) -> None:
        """Note an answer that tried() is to take or to refuse."""
        self.tried = key, value

    def drop(self, key: str) -> None:
        """Take an answer back."""
        self.answers.pop(key, None)
        self.settle(key)

    def settle(self, key: str) -> None:
        """Fold a question away, as it is answered."""
        self.again.discard(key)
        self.refused.pop(key, None)


@dataclass(frozen=True)
class Desk:
    """What the parts of step 2 share: the file as it is read now, what was said, and how to judge
    it anew.
    """

    found: Proposal
    said: Said
    judge: Judge
    holders: Mapping[str, str]  # match.holders()
    frames: Mapping[str, pd.DataFrame]
    named: Sequence[str]  # the names of the sheets
    known: Remembered = NOTHING  # what was answered about an earlier file of this layout

    @property
    def like_what(self) -> str:
        """What is said of a proposal that comes from that file."""
        return f"seperti berkas {self.known.year}"


def sentence(words: str) -> str:
    """Words that begin a sentence."""
    return words[:1].upper() + words[1:]


def count(found: Proposal) -> str:
    """How many questions are open, in words."""
    left = len(found.open)
    return (
        f"{text.number(left)} pertanyaan belum dijawab" if left else "tidak ada pertanyaan terbuka"
    )


def draw(desk: Desk) -> None:
    """The edition, then what is open, then what is answered."""
    _edition(desk)
    asked = _asked(desk)
    waiting = [one for one in asked if one.answer is None or one.id in desk.said.again]
    draft = desk.found.draft
    st.caption(
        f"{text.number(len(draft.places))} kecamatan · {text.number(len(draft.criteria))} kriteria"
        f" · {text.number(len(draft.rows))} baris nilai · {text.number(len(draft.innovations))}"
        " inovasi"
    )
    st.markdown(
        f"#### Pertanyaan: {text.number(len(desk.found.open))} belum dijawab"
        if desk.found.open
        else "#### Pertanyaan"
    )
    if not asked:
        if "edisi" not in {one.id for one in desk.found.open}:
            st.caption("Berkas ini tidak meninggalkan pertanyaan.")
    elif not waiting:
        st.success("Semua pertanyaan sudah dijawab.", icon=":material/check_circle:")
    cards = [one for one in waiting if not one.id.startswith(ABOUT_NAMES)]
    for one in cards[:CARDS]:
        _card(desk, one)
    if len(cards) > CARDS:
        st.caption(f"Masih ada {text.number(len(cards) - CARDS)} pertanyaan lain setelah ini.")
    _names(desk, [one for one in waiting if one.id.startswith(ABOUT_NAMES)])
    _answered(desk, [one for one in asked if one not in waiting])
    _file(desk)


def _asked(desk: Desk) -> list[Question]:
    """All questions about the file but that of the edition, with those that an answer in advance
    keeps from being asked.
    """
    found, said = desk.found, desk.said
    said.seen |= {one.id: one for one in found.questions}
    now = {one.id for one in found.questions}
    needless = unused(found, said.answers)
    before = [
        one._replace(answer=said.answers[key])
        for key, one in said.seen.items()
        if key in said.answers and key not in now and key not in needless
    ]
    return [one for one in [*found.questions, *before] if one.id != "edisi"]


def unused(found: Proposal, answers: Answers) -> list[str]:
    """The answers to what nobody asks about the file."""
    told = " ".join(one.message for one in found.notices if one.at == "jawaban")
    return [one for one in answers if f'"{one}" bukan pertanyaan' in told]


# The edition.


def _edition(desk: Desk) -> None:
    """The edition as one line, or where it is not known as a choice."""
    found, said = desk.found, desk.said
    asked = next((one for one in found.questions if one.id == "edisi"), None)
    if (asked and asked.answer is None) or "edisi" in said.again:
        _choose_edition(desk, asked)
        return
    named = difference.named(found.edition.edition_id, desk.holders) or "Edisi tidak diketahui"
    how: list[cell.Piece] = [(", dipilih oleh Anda", "", False)] if "edisi" in said.answers else []
    if not how and found.edition.at:
        how = [(", dibaca dari", "", False), *cell.pieces("", found.edition.at, desk.named)]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width="content"):
            cell.says([("Edisi: ", "", False), (named, "", True), *how], key="impor_edisi_kini")
        st.button(
            "Ubah edisi",
            type="tertiary",
            key="impor_ubah_edisi",
            on_click=_again,
            args=(said, "edisi"),
        )


def _choose_edition(desk: Desk, asked: Question | None) -> None:
    said = desk.said
    with st.container(border=True, key="impor_kartu_edisi"):
        words = "Edisi mana yang diimpor? Pilih penyelenggara dan tahunnya."
        cell.says(
            cell.pieces(words, asked.at if asked else "", desk.named),
            key="impor_tanya_edisi",
            tone="ask",
        )
        options = {one.value: one for one in asked.options} if asked else {}
        chosen = None
        if options:
            chosen = st.radio(
                "Edisi yang diusulkan",
                [*options, OTHER],
                index=None,
                key="impor_edisi_usul",
                format_func=lambda value: (
                    plain(options[value].label) if value in options else "Edisi lain"
                ),
                captions=[*(plain(one.why) for one in options.values()), ""],
            )
        edition_id = chosen if chosen in options else ""
        if not options or chosen == OTHER:
            edition_id = _any_edition(desk)
        with st.container(horizontal=True):
            acting.act(
                "Pakai edisi ini",
                key="impor_edisi",
                on_click=said.attempt,
                args=("edisi", edition_id),
                lacking="" if edition_id else "Pilih penyelenggara dan tahunnya dahulu.",
            )
            if "edisi" in said.answers:
                st.button(
                    "Menurut berkas",
                    key="impor_edisi_berkas",
                    type="tertiary",
                    on_click=said.drop,
                    args=("edisi",),
                )
            if "edisi" in said.again:
                st.button(
                    "Batal",
                    key="impor_edisi_batal",
                    type="tertiary",
                    on_click=said.settle,
                    args=("edisi",),
                )


def _any_edition(desk: Desk) -> str:
    """The key of the edition that is chosen by its holder and year; empty until both are."""
    found, holders = desk.found.edition, list(desk.holders)
    known = f"{found.level}-{found.code}"
    years = list(range(datetime.now(UTC).year + 1, check.FIRST_YEAR - 1, -1))
    of_holder, of_year, of_kind = st.columns([3, 1, 1])
    holder = of_holder.selectbox(
        "Penyelenggara",
        holders,
        index=holders.index(known) if known in holders else None,
        format_func=desk.holders.__getitem__,
        key="impor_penyelenggara",
        placeholder="Pilih provinsi atau kabupaten/kota",
    )
    year = of_year.selectbox(
        "Tahun",
        years,
        index=years.index(found.year) if found.year in years else None,
        key="impor_tahun",
        placeholder="Pilih",
    )
    kind = ""
    if holder and holder.startswith("provinsi"):
        kinds = ["", "kabupaten", "kota"]
        kind = of_kind.selectbox(
            "Kelas",
            kinds,
            index=kinds.index(found.kind) if found.kind in kinds else 0,
            key="impor_kelas",
            format_func=lambda one: one or "tanpa kelas",
        )
    return "-".join(filter(None, [holder, str(year), kind])) if holder and year else ""


# One question.


def _card(desk: Desk, one: Question) -> None:
    """One question: what is asked, where, the proposals with their reasons, and room for another
    answer.
    """
    said, key = desk.said, f"impor_jawab_{one.id}"
    with st.container(border=True, key=f"impor_kartu_{one.id}"):
        cell.says(
            cell.pieces(sentence(one.asks), one.at, desk.named),
            key=f"impor_tanya_{one.id}",
            tone="ask",
        )
        before = one.answer or _like(desk, one)
        chosen = _choice(desk, one, key, before)
        value = chosen or ""
        if chosen == OTHER:
            label, example = FREE.get(one.id.split(" ")[0], ("Jawaban lain", ""))
            known = {option.value for option in one.options}
            value = st.text_input(
                label,
                value=before if before and before not in known else "",
                key=f"impor_lain_{one.id}",
                placeholder=example,
                max_chars=100,
            ).strip()
        if why := said.refused.get(one.id):
            st.error(plain(why), icon=":material/error:")
        with st.container(horizontal=True):
            acting.act(
                "Jawab",
                key=f"impor_simpan_{one.id}",
                on_click=said.attempt,
                args=(one.id, value),
                lacking="" if value else "Pilih jawabannya dahulu.",
            )
            if one.id in said.again:
                st.button(
                    "Batal",
                    key=f"impor_urung_{one.id}",
                    type="tertiary",
                    on_click=said.settle,
                    args=(one.id,),
                )


def _like(desk: Desk, one: Question) -> str:
    """What was answered about an earlier file, where it may be answered here."""
    return memory.proposed(desk.known, one)


def _choice(desk: Desk, one: Question, key: str, before: str) -> str | None:
    """The proposals to choose from; OTHER where something else is to be typed, None while nothing
    is chosen.
    """
    labels = {option.value: sentence(option.label) for option in one.options}
    whys = {option.value: option.why for option in one.options}
    like = _like(desk, one)
    if like in whys:
        whys[like] = "; ".join(filter(None, [desk.like_what, whys[like]]))
    values = [*labels, OTHER] if one.is_free else list(labels)
    labels[OTHER] = "Jawaban lain"
    whys[OTHER] = f"{desk.like_what}: {like}" if like and like not in values else ""
    first = before if before in values else OTHER if before and one.is_free else None
    index = values.index(first) if first else None
    if len(values) > FEW + one.is_free:
        return st.selectbox(
            plain(one.asks),
            values,
            index=index,
            key=key,
            placeholder="Pilih jawaban",
            label_visibility="collapsed",
            format_func=lambda value: ": ".join(filter(None, [labels[value], whys[value]])),
        )
    return st.radio(
        plain(one.asks),
        values,
        index=index,
        key=key,
        label_visibility="collapsed",
        width="stretch",
        format_func=lambda value: plain(labels[value]),
        captions=[plain(whys[value]) for value in values],
    )


def tried(said: Said, judge: Judge) -> None:
    """Take the answer that was given last if the file can be read by it; else note why not."""
    if said.tried is None:
        return
    key, value = said.tried
    said.tried = None
    if why := _refusal(said.answers, judge, key, value):
        said.refused[key] = why
    else:
        said.take(key, value)


def _refusal(answers: Answers, judge: Judge, key: str, value: str) -> str:
    """Why the importer does not take an answer; empty where it does."""
    found = judge({**answers, key: value})
    asked = {one.id: one for one in found.questions}
    if key in asked and asked[key].answer is None:
        return "Jawaban itu tidak cocok dengan pertanyaannya; pilih salah satu usulan."
    told = f'jawaban "{value}"'
    return next((sentence(one.message) for one in found.faults if one.message.startswith(told)), "")


def _again(said: Said, key: str) -> None:
    said.again.add(key)


# Names that are not sure: many, and all alike.


def _names(desk: Desk, several: Sequence[Question]) -> None:
    """The names of which it is not sure whom they mean, with the kecamatan of the region to choose
    from.
    """
    if not several:
        return
    listed = kecamatan(desk)
    with st.container(border=True, key="impor_kartu_nama"):
        cell.says(
            [("Kecamatan mana yang dimaksud nama-nama ini?", "", False)],
            key="impor_tanya_nama",
            tone="ask",
        )
        chosen: dict[str, str] = {}
        for one in several[:NAMES]:
            if value := _name(desk, one, listed):
                chosen[one.id] = value
        if len(several) > NAMES:
            st.caption(
                f"Masih ada {text.number(len(several) - NAMES)} nama lain setelah ini. Bila"
                " sebagian besar nama tidak dikenal, periksa dahulu edisinya."
            )
        with st.container(horizontal=True):
            acting.act(
                f"Simpan {len(chosen)} pilihan" if chosen else "Simpan pilihan",
                key="impor_simpan_nama",
                on_click=_take_all,
                args=(desk, chosen),
                lacking="" if chosen else "Pilih kecamatannya dahulu.",
            )
            if again := desk.said.again.intersection(one.id for one in several):
                st.button(
                    "Batal",
                    key="impor_urung_nama",
                    type="tertiary",
                    on_click=_settle_all,
                    args=(desk.said, again),
                )


def _name(desk: Desk, one: Question, listed: Mapping[str, str]) -> str | None:
    """One name: how it is written, where, why it is not sure, and whom it may mean."""
    name = one.id.removeprefix(ABOUT_NAMES)
    why = one.asks.removesuffix("; kecamatan mana?")
    left, right = st.columns([2, 3])
    with left:
        cell.says(
            [(name, "", True), *cell.pieces("", one.at, desk.named)], key=f"impor_tanya_{one.id}"
        )
    proposed = {option.value: option.label for option in one.options if option.value != SKIP}
    skip = {SKIP: "Bukan kecamatan: lewati baris ini"}
    labels = proposed | {code: label for code, label in listed.items() if code not in proposed}
    values = [*proposed, *skip, *(code for code in labels if code not in proposed)]
    before = one.answer or _like(desk, one) or one.likely
    with right:
        value = st.selectbox(
            f"Kecamatan untuk {plain(name)}",
            values,
            index=values.index(before) if before in values else None,
            format_func=lambda code: (labels | skip)[code],
            key=f"impor_jawab_{one.id}",
            placeholder="Pilih kecamatan",
            label_visibility="collapsed",
        )
        st.caption(
            plain(sentence(why))
            + (f" · {plain(desk.like_what)}" if _like(desk, one) else "")
            + (" · sudah terpilih, belum disimpan" if value and value == one.likely else "")
        )
        if refused := desk.said.refused.get(one.id):
            st.error(plain(refused), icon=":material/error:")
    return value


def kecamatan(desk: Desk) -> dict[str, str]:
    """The kecamatan that may be meant in the edition: names by code, with their kabkota where there
    are several.
    """
    everyone = match.regions(desk.frames)
    within = everyone[everyone.index.str.startswith(desk.found.edition.code or "")]
    return {
        str(code): f"{name}, {of}" for code, name, of in within[["name", "kabkota"]].itertuples()
    }


def _take_all(desk: Desk, chosen: Mapping[str, str]) -> None:
    for key, value in chosen.items():
        desk.said.take(key, value)


def _settle_all(said: Said, several: set[str]) -> None:
    for key in several:
        said.settle(key)


# What is answered.


def _answered(desk: Desk, several: Sequence[Question]) -> None:
    """Answered questions, folded away; each may be answered anew."""
    if not several:
        return
    names = kecamatan(desk) if any(one.id.startswith(ABOUT_NAMES) for one in several) else {}
    with st.expander(f"Sudah dijawab ({text.number(len(several))})", icon=":material/check:"):
        for one in several:
            answer = one.answer or ""
            label = next(
                (option.label for option in one.options if option.value == answer),
                names.get(answer, answer),
            )
            left, right = st.columns([6, 1], vertical_alignment="center")
            told: list[cell.Piece] = [(f" {sentence(label)}", "", True)]
            with left:
                cell.says(
                    [*cell.pieces(sentence(one.asks), one.at, desk.named), *told],
                    key=f"impor_dijawab_{one.id}",
                )
            right.button(
                "Ubah",
                key=f"impor_ubah_{one.id}",
                type="tertiary",
                on_click=_again,
                args=(desk.said, one.id),
            )


# All answers as a file.


def _file(desk: Desk) -> None:
    """Answers to be kept and given again."""
    said = desk.said
    if said.told:
        st.info(plain(said.told), icon=":material/task:")
    with st.container(horizontal=True):
        with st.popover("Penerbit berkas", icon=":material/domain:", key="impor_berkas_penerbit"):
            st.text_input(
                "Penerbit berkas",
                key="impor_penerbit",
                placeholder="menurut berkas, atau penyelenggaranya",
                max_chars=200,
            )
            st.caption("Yang tercatat sebagai sumber nilai ini, misalnya Bagian Pemerintahan.")
        _answers(desk, said.answers)


def _answers(desk: Desk, answers: Answers) -> None:
    found, said = desk.found, desk.said
    with st.popover("Berkas jawaban", icon=":material/fact_check:", key="impor_berkas_jawaban"):
        st.caption(
            "Jawaban Anda dapat disimpan bersama berkasnya: impor yang sama dapat diulang dan"
            " diperiksa orang lain, juga lewat baris perintah (`--answers`)."
        )
        if answers:
            frame.save(
                lambda: questions.text(answers, found.name, found.sha256).encode(),
                f"Unduh {len(answers)} jawaban (TOML)",
                f"jawaban-{Path(found.name).stem}.toml",
                "application/toml",
                "impor_unduh_jawaban",
            )
        key = f"impor_jawaban_{said.uploads}"
        st.file_uploader(
            "Unggah jawaban (TOML)",
            type=["toml"],
            key=key,
            max_upload_size=1,
            on_change=_uploaded,
            args=(desk, key),
        )


def _uploaded(desk: Desk, key: str) -> None:
    """Answer as a file does; what it answers that nobody asks is told."""
    uploaded, said = st.session_state[key], desk.said
    if uploaded is None:
        return
    said.uploads += 1
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "jawaban.toml"
        file.write_bytes(uploaded.getvalue())
        try:
            told = questions.read(file)
        except FileError as error:
            said.told = str(error)
            return
    found = desk.judge(told)
    needless = unused(found, told)
    open_still = [one.id for one in found.open if one.id in told]
    in_advance = set(told) - {one.id for one in found.questions}
    without = desk.judge({key: value for key, value in told.items() if key not in in_advance})
    said.seen |= {one.id: one for one in without.questions}  # so that they can be changed
    said.answers, said.again, said.refused = dict(told), set(), {}
    parts = [
        f"{text.number(len(told) - len(needless) - len(open_still))} jawaban dari berkas dipakai"
    ]
    if needless:
        parts.append(
            f"{text.number(len(needless))} tidak ditanyakan berkas ini"
            f" ({text.listing(needless, 5)})"
        )
    if open_still:
        parts.append(
            f"{text.number(len(open_still))} tidak cocok dengan pertanyaannya"
            f" ({text.listing(open_still, 5)})"
        )
    said.told = "; ".join(parts) + "."
