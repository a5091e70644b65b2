"""The steps of an import: file, what was recognised, faults, what changes, publish."""

import re
import secrets
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analytics import text
from data import build, check, publish
from data.boundaries.areas import BoundaryError
from data.files import FileError
from data.importer import match, proposal, publishing, reading, template
from data.importer.difference import Difference
from data.importer.match import Match
from data.importer.proposal import Choices, Proposal
from data.importer.publishing import Candidate, RefusedError
from data.importer.reading import Sheet
from data.importer.recognise import MEANINGS
from pages.parts import frame
from pages.parts.impor_work import Work, watch

STATE = "_impor"
PROBLEMS = (FileError, RefusedError, BoundaryError, check.CatalogError, build.MixError, publish.MovedError, OSError)


def wizard() -> None:
    """One page, one step below the other; each appears when the one above it is done."""
    state = st.session_state.setdefault(STATE, {})
    if told := state.get("told"):
        st.success(told, icon=":material/check_circle:")
    if problem := state.get("problem"):
        st.error(problem, icon=":material/error:")
    _file(state)
    work: Work | None = state.get("work")
    if work and (work.is_cancelled or not work.is_running):
        _finished(state, work)
        st.rerun()
    if work and state["purpose"] == "sheets":
        watch(work)
    elif "sheets" in state:
        frames = _catalog(_stamp())
        found = _recognised(state, frames)
        _faults(found)
        if found.rows is not None:
            _publish(state, found)


def _file(state: dict[str, Any]) -> None:
    st.subheader("1. Berkas", anchor=False)
    st.markdown(
        "Rekap Excel (.xlsx, .xls), OpenDocument (.ods), atau CSV: satu baris per kecamatan, satu kolom per kriteria. "
        "Tidak ada yang terbit sebelum langkah terakhir."
    )
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.file_uploader(
        "Berkas hasil penilaian",
        type=[suffix for several in reading.KINDS.values() for suffix in several],
        max_upload_size=reading.LARGEST // 1_000_000,
        key="impor_berkas",
        on_change=_uploaded,
    )
    with right:
        frame.save(template.workbook, "Unduh templat kosong (XLSX)", "templat-impor-skk.xlsx", frame.XLSX, "templat_impor")
    st.text_input("Nama Anda, untuk jurnal", key="impor_siapa", value=state.get("who", ""), on_change=_keep_who)


def _keep_who() -> None:
    st.session_state[STATE]["who"] = st.session_state["impor_siapa"].strip()


def _uploaded() -> None:
    """Take the file over from the widget, forget what was decided about another, and read it."""
    state = st.session_state[STATE]
    _forget(state)
    uploaded = st.session_state["impor_berkas"]
    if uploaded is None:
        return
    folder = publish.folder() / f"{publishing.DRAFTS}{secrets.token_hex(6)}"
    name = re.sub(r"[^\w. ()-]", "_", Path(uploaded.name).name)[-100:]
    file = folder / name
    try:
        folder.mkdir(parents=True)
        file.write_bytes(uploaded.getvalue())
    except OSError as error:
        state["problem"] = f"{folder}: tidak dapat ditulis ({error.strerror})."
        return
    state["file"], state["purpose"] = file, "sheets"

    def read(told: Any) -> list[Sheet]:
        told("membaca berkas")
        return reading.read(file)

    state["work"] = Work("Membaca berkas", 1, read, lambda _: None)


def _forget(state: dict[str, Any]) -> None:
    if work := state.get("work"):
        work.cancel()
    if candidate := state.get("candidate"):
        publishing.discard(candidate)
    if file := state.get("file"):
        shutil.rmtree(file.parent, ignore_errors=True)
    for name in ("work", "file", "sheets", "candidate", "purpose", "judged", "told", "problem"):
        state.pop(name, None)
    for key in [key for key in st.session_state if str(key).startswith(("impor_ubah_", "impor_arti_", "impor_tempat_"))]:
        del st.session_state[key]


def _finished(state: dict[str, Any], work: Work) -> None:
    state.pop("work")
    if work.is_cancelled:
        state["told"] = "Dibatalkan; tidak ada yang berubah."
    elif isinstance(work.error, PROBLEMS):
        state["problem"] = _sentence(work.error)
    elif work.error:
        raise work.error
    else:
        state[state["purpose"]] = work.result


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return (
            f"{error.filename or publish.folder()}: tidak dapat dibaca atau ditulis ({error.strerror}). Data terbit tidak diubah."
        )
    return f"{error} Data terbit tidak diubah."


@st.cache_resource(max_entries=1, show_spinner="Memuat katalog…")
def _catalog(stamp: float) -> dict[str, pd.DataFrame]:  # noqa: ARG001
    return check.read(build.CATALOG)


def _stamp() -> float:
    return max(path.stat().st_mtime for path in build.CATALOG.glob("*.csv"))


def _recognised(state: dict[str, Any], frames: dict[str, pd.DataFrame]) -> Proposal:
    """Step 2: what the file was taken for, and what the operator corrects of it."""
    st.subheader("2. Yang dikenali", anchor=False)
    file, sheets = state["file"], state["sheets"]
    summary = st.container()
    asked, published_by = st.columns(2)
    edition = asked.text_input(
        "Edisi (kosong: menurut berkas)", key="impor_edisi", placeholder="provinsi-35-2026 atau kabkota-3573-2026"
    )
    publisher = published_by.text_input("Penerbit (kosong: menurut berkas)", key="impor_penerbit")
    choices = Choices(edition=edition.strip(), publisher=publisher.strip())
    first = proposal.judge(file, file.name, sheets, frames, choices)
    columns = _columns(first)
    choices = replace(choices, columns=columns)
    found = proposal.judge(file, file.name, sheets, frames, choices) if columns else first
    places = _places(found, frames)
    if places:
        found = proposal.judge(file, file.name, sheets, frames, replace(choices, places=places))
    draft = found.draft
    summary.markdown(
        f"**{found.edition.edition_id or 'Edisi tidak diketahui'}** · {text.number(len(found.draft.places))} kecamatan · "
        f"{text.number(len(draft.criteria))} kriteria · {text.number(len(draft.rows))} baris nilai · "
        f"{text.number(len(draft.innovations))} inovasi"
    )
    return found


def _columns(found: Proposal) -> dict[str, str]:
    """The meanings that the operator gave to columns, by the address of their header."""
    listed = {one.at: one for one in found.draft.columns}
    with st.expander(f"Kolom ({len(listed)})", expanded=any(one.confidence < 100 for one in listed.values())):
        rows = [(one.at, one.header, MEANINGS[one.meaning], f"{one.confidence}%") for one in listed.values()]
        frame.plain(
            pd.DataFrame(rows, columns=["Sel", "Judul kolom", "Dibaca sebagai", "Keyakinan"]), key="impor_kolom", caption="Kolom"
        )
        wrong = st.multiselect(
            "Perbaiki arti kolom", list(listed), format_func=lambda at: f"{at} {listed[at].header}", key="impor_ubah_kolom",
            placeholder="Pilih kolom yang salah dibaca",
        )  # fmt: skip
        return {
            at: st.selectbox(
                f"Arti {at} ({listed[at].header})", list(MEANINGS), index=list(MEANINGS).index(listed[at].meaning),
                format_func=MEANINGS.__getitem__, key=f"impor_arti_{at}",
            )
            for at in wrong
        }  # fmt: skip


def _places(found: Proposal, frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    """The kecamatan that the operator chose, by Place.key: all that are not sure, and those that they want to change."""
    if not found.matches:
        return {}
    everyone = match.regions(frames)
    titles = {
        str(code): f"{row['name']}, {row['kabkota']}"
        for code, row in everyone.iterrows()
        if str(code).startswith(found.edition.code)
    }
    unsure = {key: one for key, one in found.matches.items() if not one.is_sure}
    with st.expander(f"Kecamatan ({len(found.matches)}, {len(unsure)} perlu dipilih)", expanded=bool(unsure)):
        rows = [
            (one.place.at, one.place.called, titles.get(one.code or "", ""), f"{one.confidence}%" if one.code else "")
            for one in sorted(found.matches.values(), key=lambda one: one.confidence)
        ]
        frame.plain(
            pd.DataFrame(rows, columns=["Sel", "Tertulis", "Kecamatan", "Keyakinan"]), key="impor_kecamatan", caption="Kecamatan"
        )
        offered = {key: _offered(found.matches[key], titles) for key in found.matches}

        def choose(keys: list[str]) -> dict[str, str | None]:
            return {
                key: st.selectbox(
                    f"{found.matches[key].place.at}: {found.matches[key].place.called}", offered[key], index=None,
                    format_func=titles.__getitem__, key=f"impor_tempat_{key}", help=found.matches[key].why or None,
                    placeholder="Pilih kecamatan",
                )
                for key in keys
            }  # fmt: skip

        chosen = choose(list(unsure))
        changed = st.multiselect(
            "Perbaiki kecamatan", [key for key in found.matches if key not in unsure],
            format_func=lambda key: found.matches[key].place.called, key="impor_ubah_kecamatan",
            placeholder="Pilih nama yang salah dikenali",
        )  # fmt: skip
        chosen |= choose(changed)
    return {key: code for key, code in chosen.items() if code}


def _offered(one: Match, titles: dict[str, str]) -> list[str]:
    return list(dict.fromkeys([*(code for code in one.others if code in titles), *titles]))


def _faults(found: Proposal) -> None:
    """Step 3: every fault with its cell, and what should be known."""
    st.subheader("3. Pemeriksaan", anchor=False)
    if found.faults:
        st.error(
            f"{text.number(len(found.faults))} kesalahan. Perbaiki di berkas lalu unggah lagi, atau perbaiki pilihan di "
            "atas; data terbit tidak berubah.",
            icon=":material/error:",
        )
        frame.plain(
            pd.DataFrame(found.faults, columns=["Sel", "Kesalahan"]), key="impor_kesalahan", caption="Kesalahan sel demi sel"
        )
    else:
        st.success("Tidak ada kesalahan.", icon=":material/check_circle:")
    if found.notices:
        with st.expander(f"Perlu diketahui ({len(found.notices)})"):
            frame.plain(
                pd.DataFrame(found.notices, columns=["Sel", "Keterangan"]), key="impor_catatan", caption="Perlu diketahui"
            )


def _publish(state: dict[str, Any], found: Proposal) -> None:
    """Steps 4 and 5: what will change, and the decision."""
    st.subheader("4. Yang akan berubah", anchor=False)
    if state.get("work"):
        watch(state["work"])
        return
    candidate: Candidate | None = state.get("candidate")
    if candidate and state.get("judged") != found.rows:  # another choice since: compare anew
        publishing.discard(candidate)
        candidate = None
        del state["candidate"]
    if candidate is None:
        who = state.get("who", "")
        st.button(
            "Bandingkan dengan data terbit", key="impor_bandingkan", type="primary", on_click=_compare, args=(found,),
            disabled=not who,
            help=None if who else "Isi nama Anda dahulu; nama itu dicatat di jurnal.",
        )  # fmt: skip
        if not who:
            st.caption("Isi nama Anda di langkah 1 dahulu; nama itu dicatat di jurnal.")
        return
    difference(candidate.difference)
    if candidate.replaced:
        st.warning(
            "Impor sebelumnya untuk edisi ini akan digantikan; terbitan lama tetap ada di Riwayat.", icon=":material/swap_horiz:"
        )
    st.subheader("5. Terbitkan", anchor=False)
    st.markdown("Terbitan baru langsung dilihat semua pembaca. Terbitan sebelumnya tetap tersimpan dan dapat dikembalikan.")
    st.button(
        "Terbitkan", key="impor_terbitkan", type="primary", icon=":material/publish:", on_click=_confirm, args=(candidate, found)
    )


def _compare(found: Proposal) -> None:
    state = st.session_state[STATE]
    state.pop("problem", None)
    state["purpose"], state["judged"] = "candidate", found.rows
    where, who = publish.folder(), state["who"]
    state["work"] = Work(
        "Menyiapkan perbandingan", 4, lambda told: publishing.prepare(found, build.CATALOG, where, who, told), publishing.discard
    )


def _confirm(candidate: Candidate, found: Proposal) -> None:
    """Publish; where the data moved meanwhile, say so and compare again."""
    state = st.session_state[STATE]
    try:
        generation = publishing.confirm(candidate, publish.folder())
    except publish.MovedError:
        publishing.discard(candidate)
        state.pop("candidate")
        _compare(found)
        state["problem"] = (
            "Data terbit berubah sejak perbandingan ini dibuat: ada operator lain yang menerbitkan. Tidak ada yang diubah; "
            "perbandingan dibuat lagi, periksa sebelum menerbitkan."
        )
    except OSError as error:
        state["problem"] = _sentence(error)
    else:
        state.pop("candidate")
        _forget(state)
        state["told"] = f"Terbit: {generation.stem}. Lihat hasilnya di Papan Peringkat; untuk membatalkan, buka Riwayat."


def difference(found: Difference) -> None:
    """The tables of a difference."""
    counts = found.counts[found.counts[["new", "changed", "removed"]].any(axis=1)]
    counts = counts.rename(columns={"table": "Data", "new": "Baru", "changed": "Berubah", "removed": "Hilang"})
    if counts.empty:
        st.info("Tidak ada yang berubah terhadap data terbit.")
        return
    frame.plain(counts, key="impor_perubahan", caption="Jumlah baris yang berubah")
    moves = found.moves
    if moves.empty:
        st.info("Tidak ada peringkat yang bergeser.")
        return
    rows = pd.DataFrame(
        {
            "Kecamatan": moves["place"] + ", " + moves["kabkota"].fillna(""),
            "Edisi": moves["edition_id"],
            "Semula": [_standing(*one) for one in moves[["title_before", "rank_before"]].itertuples(index=False)],
            "Menjadi": [_standing(*one) for one in moves[["title", "rank"]].itertuples(index=False)],
        }
    )
    st.markdown(f"**{text.number(len(rows))} peringkat bergeser**")
    frame.plain(rows, key="impor_pergeseran", caption="Peringkat yang bergeser")


def _standing(title: Any, rank: Any) -> str:
    if pd.isna(title):
        return "tidak tercatat"
    return f"{text.title(title)}, peringkat {rank}" if not pd.isna(rank) else f"{text.title(title)}, tanpa peringkat"
