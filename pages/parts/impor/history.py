"""What was published: imports that can be taken back one by one, the generations, going back to
one, and the journal.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from analytics.core.rows import shown
from data import build, check, publish
from data import journal as journals
from data.boundaries.areas import BoundaryError
from data.importer import match, publishing
from data.importer.difference import named
from data.importer.publishing import Candidate, Import, RefusedError
from pages.parts.impor import acting, difference
from pages.parts.impor.work import Work, watch
from pages.parts.shared import frame

TOLD = "_impor_kembali"
STATE = "_impor_tarik"
FEW = 20  # generations shown before one asks for all
OLD = "dari versi aplikasi lain"
WHAT = {
    "terbit": "menerbitkan",
    "kembali": "mengembalikan",
    "tarik": "menarik kembali",
    "pulih": "memberlakukan lagi",
}
PROBLEMS = (
    RefusedError,
    BoundaryError,
    check.CatalogError,
    build.MixError,
    publish.MovedError,
    OSError,
)


class _Asked(NamedTuple):
    """A change of one import that was asked for: being compared, or waiting for a decision."""

    one: Import
    who: str
    work: Work[Candidate]


class _Told(NamedTuple):
    """What became of a change that was decided: of imports or of generations."""

    of: str
    is_done: bool
    sentence: str


def history() -> None:
    """The imports, then the generations."""
    told: _Told | None = st.session_state.pop(TOLD, None)
    imports(told if told and told.of == "imports" else None)
    generations(told if told and told.of == "generations" else None)


def release(generation: Path) -> str:
    """A generation for who reads it: "terbitan 27 November 2026 20.58 WIB (skk-0123456789ab)"."""
    found = publishing.generation(generation)
    if found is None:
        return f"terbitan {generation.stem}"
    clock = frame.clock()
    return f"terbitan {text.moment(found.built_at, clock)} {clock} ({generation.stem})"


def _say(told: "_Told | None") -> None:
    """What became of a change, beside the buttons that ask for one."""
    if told:
        (st.success if told.is_done else st.error)(plain(told.sentence))


@st.cache_resource(max_entries=1, show_spinner=False)
def _names(catalog: str, stamp: float) -> dict[str, str]:  # noqa: ARG001
    return match.holders(check.read(Path(catalog)))


def names() -> dict[str, str]:
    """Who may hold a contest, by level and code, as match.holders()."""
    catalog = build.catalog_of(publish.folder())
    return _names(str(catalog), max(path.stat().st_mtime for path in catalog.glob("*.csv")))


def imports(told: _Told | None = None) -> None:
    """Every import, and a choice of one to take back or to bring back; before them what became of
    the last choice.
    """
    listed = publishing.imports(publish.folder())
    st.header("Impor", anchor=False)
    if not listed:
        _say(told)
        st.caption("Belum ada yang diimpor.")
        return
    clock, holders = frame.clock(), names()
    rows = [
        (
            "berlaku" if one.is_in_force else "tidak berlaku",
            named(one.edition_id, holders) if one.edition_id else "",
            one.file or one.import_id,
            one.publisher,
            one.who,
            text.moment(datetime.fromisoformat(one.at), clock) if one.at else "",
        )
        for one in listed
    ]
    columns = ["Status", "Edisi", "Berkas", "Penerbit", "Siapa", f"Kapan ({clock})"]
    frame.plain(
        shown(pd.DataFrame(rows, columns=columns)),
        key="impor_daftar",
        caption="Impor yang diterima",
        head="Berkas",
    )
    for one in listed:
        if one.problem:
            st.warning(
                f"Simpanan impor rusak. {plain(one.problem)}", icon=":material/broken_image:"
            )
    if asked := st.session_state.get(STATE):
        _decide(asked)
        return
    _say(told)
    _choose(
        "Tarik kembali",
        "Satu impor ditarik; impor lain tetap berlaku, dan yang ditarik dapat diberlakukan lagi.",
        [one for one in listed if one.is_in_force],
        "impor_tarik",
    )
    _choose(
        "Berlakukan lagi",
        "Impor yang pernah ditarik atau digantikan tetap tersimpan.",
        [one for one in listed if not one.is_in_force and not one.problem],
        "impor_pulih",
    )


def _choose(title: str, why: str, listed: list[Import], key: str) -> None:
    if not listed:
        return
    with st.expander(title, icon=":material/undo:" if key == "impor_tarik" else ":material/redo:"):
        st.caption(why)
        holders = names()
        titles = {
            one.import_id: f"{named(one.edition_id, holders)}, {one.file} ({one.import_id})"
            for one in listed
        }
        chosen = st.selectbox(
            "Impor", list(titles), format_func=titles.__getitem__, key=f"{key}_yang"
        )
        doing = "menarik" if key == "impor_tarik" else "memberlakukan"
        who = st.text_input(f"Nama Anda, yang {doing}", key=f"{key}_siapa").strip()
        one = next((one for one in listed if one.import_id == chosen), listed[0])
        acting.act(
            "Lihat yang akan berubah",
            key=f"{key}_lihat",
            on_click=_compare,
            args=(one, who),
            lacking="" if who else "Isi nama Anda dahulu; nama itu dicatat di jurnal.",
        )


def _compare(one: Import, who: str) -> None:
    where = publish.folder()
    base = publish.current(where)
    change: Callable[..., Candidate] = (
        publishing.withdraw if one.is_in_force else publishing.restore
    )
    work = Work(
        "Menyiapkan perbandingan",
        3,
        lambda work: change(
            where,
            build.catalog_of(where),
            one.import_id,
            base,
            who,
            told=work.told,
            opened=work.opened,
        ),
        publishing.discard,
    )
    st.session_state[STATE] = _Asked(one, who, work)


def _decide(asked: _Asked) -> None:
    """What an import's leaving or coming back changes, and the decision."""
    work, title = asked.work, "Tarik kembali" if asked.one.is_in_force else "Berlakukan lagi"
    if work.is_cancelled or isinstance(work.error, PROBLEMS):
        del st.session_state[STATE]
        if not work.is_cancelled and work.error:
            st.session_state[TOLD] = _Told("imports", False, _sentence(work.error))
        st.rerun()
    if work.is_running:
        watch(work)
        return
    if work.error:
        del st.session_state[STATE]
        raise work.error
    candidate = work.result
    edition = named(asked.one.edition_id, names())
    st.header(plain(f"{title}: {edition}, {asked.one.file}"), anchor=False)
    difference.show(candidate.difference, names())
    if candidate.what == "pulih" and candidate.replaced:
        st.warning(
            f"Menggantikan {text.number(len(candidate.replaced))} impor dari sumber yang sama: "
            f"{plain(text.listing(candidate.replaced))}.",
            icon=":material/swap_horiz:",
        )
    with st.container(horizontal=True):
        st.button(
            title, key="impor_tarik_ya", type="primary", on_click=_confirm, args=(asked, candidate)
        )
        st.button("Batal", key="impor_tarik_batal", on_click=_cancel, args=(candidate,))


def _cancel(candidate: Candidate) -> None:
    publishing.discard(candidate)
    st.session_state.pop(STATE, None)


def _confirm(asked: _Asked, candidate: Candidate) -> None:
    st.session_state.pop(STATE, None)
    try:
        generation = publishing.confirm(candidate, publish.folder())
    except (publish.MovedError, OSError) as error:
        publishing.discard(candidate)
        st.session_state[TOLD] = _Told("imports", False, _sentence(error))
    else:
        done = "ditarik kembali" if candidate.what == "tarik" else "berlaku lagi"
        sentence = f"{asked.one.file} {done}. Berlaku sekarang: {release(generation)}."
        st.session_state[TOLD] = _Told("imports", True, sentence)


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        where = error.filename or publish.folder()
        return (
            f"{where}: tidak dapat dibaca atau ditulis ({publish.why(error)}). Data terbit tidak"
            " diubah."
        )
    return f"{error} Data terbit tidak diubah."


def generations(told: _Told | None = None) -> None:
    """Every generation, and a choice of one to go back to; after it what became of the last
    choice.
    """
    st.header("Terbitan", anchor=False)
    files = publishing.stored(publish.folder())
    is_all = len(files) <= FEW or st.toggle(
        f"Tampilkan semua {text.number(len(files))} terbitan", key="impor_semua"
    )
    clock = frame.clock()
    listed = publishing.generations(publish.folder(), None if is_all else FEW)
    entries = publishing.journal(publish.folder())
    begun = {entry.to: _event(entry) for entry in entries if entry.done and entry.what != "kembali"}
    rows = [
        (
            "berlaku" if one.is_current else "" if one.is_readable else OLD,
            f"{text.moment(one.built_at, clock)} {clock}",
            begun.get(one.path.name, f"dibangun dari {one.origin}"),
            ", ".join(one.imports),
            one.path.stem,
        )
        for one in listed
    ]
    columns = ["Status", "Terbitan", "Yang berubah", "Berkas impor", "Nomor"]
    frame.plain(
        shown(pd.DataFrame(rows, columns=columns)),
        key="impor_terbitan",
        caption="Terbitan yang tersimpan",
        head="Terbitan",
    )
    size = sum(file.stat().st_size for file in files) / 1e6
    st.caption(
        f"{text.number(len(files))} terbitan tersimpan, {text.number(size)} MB; tidak ada yang"
        " dihapus sendiri. Yang lama boleh dihapus pengelola komputer ini dari folder terbitan,"
        " kecuali yang berlaku."
    )
    earlier = {
        one.path.name: (
            f"{text.moment(one.built_at, clock)} {clock},"
            f" {text.listing(one.imports) or 'tanpa impor'} ({one.path.stem})"
        )
        for one in listed
        if one.is_readable and not one.is_current
    }
    if not earlier:
        _say(told)
        st.caption("Belum ada terbitan lain untuk dikembalikan.")
        return
    st.header("Kembalikan", anchor=False)
    current = next((one.path.name for one in listed if one.is_current), None)
    chosen = st.selectbox(
        "Kembali ke terbitan",
        list(earlier),
        format_func=earlier.__getitem__,
        key="impor_kembali_ke",
    )
    who = st.text_input("Nama Anda, untuk jurnal", key="impor_kembali_siapa").strip()
    acting.act(
        "Kembalikan",
        key="impor_kembalikan",
        icon=":material/undo:",
        on_click=_revert,
        args=(chosen, current, who),
        lacking="" if who else "Isi nama Anda dahulu; nama itu dicatat di jurnal.",
    )
    _say(told)


def _revert(name: str, current: str | None, who: str) -> None:
    where = publish.folder()
    try:
        publishing.revert(where, name, where / current if current else None, who)
    except (publish.MovedError, RefusedError, OSError) as error:
        st.session_state[TOLD] = _Told("generations", False, _sentence(error))
    else:
        sentence = (
            f"Berlaku sekarang: {release(where / name)}. Impor ikut kembali ke keadaan waktu itu."
        )
        st.session_state[TOLD] = _Told("generations", True, sentence)


def journal() -> None:
    """Who published or took back what, latest first."""
    entries = publishing.journal(publish.folder())
    if not entries:
        st.info("Jurnal masih kosong: belum ada yang diimpor atau dikembalikan.")
        return
    clock = frame.clock()
    rows = [
        (
            text.moment(datetime.fromisoformat(entry.at), clock) if entry.at else "",
            entry.who,
            WHAT.get(entry.what, "") + ("" if entry.done else " (terputus)"),
            f"{entry.file} ({entry.sha256[:12]})" if entry.file else "",
            text.listing(entry.replaces),
            _changes(entry),
            entry.to.removesuffix(".duckdb"),
        )
        for entry in entries
    ]
    columns = [
        f"Waktu ({clock})",
        "Siapa",
        "Apa",
        "Berkas (SHA-256)",
        "Menggantikan",
        "Perubahan",
        "Terbitan",
    ]
    frame.plain(
        shown(pd.DataFrame(rows, columns=columns)), key="impor_jurnal", caption="Jurnal impor"
    )


def _event(entry: journals.Entry) -> str:
    """ "Ani menerbitkan rekap.xlsx: Peringkat 3 baru"."""
    did = " ".join(filter(None, (entry.who, WHAT.get(entry.what, ""), entry.file)))
    return ": ".join(filter(None, (did, _changes(entry))))


def _changes(entry: journals.Entry) -> str:
    words = {"new": "baru", "changed": "berubah", "removed": "hilang"}
    told = []
    for one in entry.changes:
        counts = [
            f"{text.number(count)} {word}"
            for name, word in words.items()
            if (count := getattr(one, name))
        ]
        told += [f"{one.table} {', '.join(counts)}"] if counts else []
    return "; ".join(told)
