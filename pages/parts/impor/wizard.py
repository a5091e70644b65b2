"""The steps of an import: file, what was recognised, faults, what changes, publish."""

import re
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics.core import editions, text
from analytics.core.markup import link, plain
from data import build, check, drafts, publish
from data.boundaries.areas import BoundaryError
from data.files import FileError
from data.importer import match, memory, proposal, publishing, template, workbook
from data.importer.difference import named
from data.importer.memory import Remembered
from data.importer.proposal import Choices, Proposal
from data.importer.publishing import Candidate, RefusedError
from data.importer.questions import Answers
from data.importer.workbook import Sheet
from pages.parts.impor import acting, cell, difference, history, kept, preview, questions, sheet
from pages.parts.impor.questions import Desk, Said
from pages.parts.impor.work import State, Work, watch
from pages.parts.shared import filters, frame
from pages.parts.shared.private import get_script_run_ctx
from pages.parts.shared.store import ask

STATE = "_impor"
REFUSED = (
    "Berkas tidak diterima: hanya Excel, OpenDocument, CSV, atau tabel halaman web, paling besar"
    f" {workbook.LARGEST // 1_000_000} MB. Hapus gambar, lembar, dan baris kosong yang tidak perlu,"
    " lalu simpan ulang."
)
# Why the widget refuses a file it says in English; that is replaced by what it would say in
# Indonesian.
STYLE = f"""<style>
.st-key-impor_berkas [data-testid=stFileUploaderDropzoneInstructions] :is(div, span) {{
  white-space: normal; overflow: visible; }}
.st-key-impor_berkas section:has([aria-invalid=true]) {{ flex-wrap: wrap; }}
.st-key-impor_berkas section:has([aria-invalid=true])::after {{ content: "{REFUSED}";
  flex-basis: 100%; padding-top: 0.5rem; }}
[data-testid=stTooltipErrorContent] {{ display: none; }}
:has(> .st-key-impor_status) {{
  position: sticky; bottom: 0; z-index: 5; padding-block: 0.375rem; border-top: 1px solid #8884;
  background: light-dark(#FFFFFF, #0E1626);
}}
.st-key-impor_status p {{ margin: 0; font-size: 0.875rem; }}
.st-key-impor_status p::first-letter {{ text-transform: uppercase; }}
</style>"""
KEPT = 8  # proposals of one file, by what is answered
DECIDED = (  # the controls of what one file is taken for
    "impor_jawab_", "impor_lain_", "impor_edisi_usul", "impor_penyelenggara", "impor_tahun",
    "impor_kelas", "impor_penerbit",
    "impor_pratinjau_", "impor_arti_", "impor_tempat_",
)  # fmt: skip
OF_FILE = (  # what is kept about one file
    "work", "file", "sheets", "proposals", "said", "drawn", "picked", "candidate", "purpose",
    "judged", "told", "published",
    "problem",
)  # fmt: skip
PROBLEMS = (
    FileError,
    RefusedError,
    BoundaryError,
    check.CatalogError,
    build.MixError,
    publish.MovedError,
    OSError,
)


def wizard() -> None:
    """One page, one step below the other; each appears when the one above it is done."""
    state = st.session_state.setdefault(STATE, {})
    if (file := state.get("file")) and not kept.copies.use(file.parent):
        _forget(state)
        state["round"] += 1
        state["problem"] = kept.DELETED
    is_comparing = state.get("purpose") == "candidate" and "sheets" in state
    if not is_comparing and "published" in state:
        _told(state)
    _file(state)
    if not is_comparing and "published" not in state:
        _told(state)
    work: Work | None = state.get("work")
    if work and (work.is_cancelled or not work.is_running):
        _finished(state, work)
        st.rerun()
    if work and state["purpose"] == "sheets":
        watch(work)
    elif "sheets" in state:
        frames = _catalog(_stamp())
        found = _recognised(state, frames)
        _faults(found, [one.name for one in state["sheets"]])
        if found.rows is not None:
            _publish(state, found)
        elif state["purpose"] == "candidate":
            _told(state)
        _status(found)


def _told(state: State) -> None:
    """What became of the last thing asked for, where it was asked for: of a file beside its field,
    of a comparison beside its button; what was published at the head, since the rest is gone.
    """
    if told := state.get("told"):
        st.success(plain(told) + _ways_to(state.get("published")), icon=":material/check_circle:")
    if problem := state.get("problem"):
        st.error(plain(problem), icon=":material/error:")


def _ways_to(published: Proposal | None) -> str:
    """Links to what was published, once the generation in force holds it."""
    if published is None:
        return ""
    edition = published.edition
    of = f"{edition.level}-{edition.code}"
    held = [str(one) for one in ask(editions.contests)["contest_id"] if str(one).startswith(of)]
    pages = (
        {"peringkat": "Papan Peringkat", "penilaian": "Penilaian"}
        if published.draft.criteria
        else {"peringkat": "Papan Peringkat"}
    )
    ways = [
        link(title, filters.path_to(page, held[0], edition.year or 0))
        for page, title in pages.items()
        if held
    ]
    return f" Lihat hasilnya di {text.listing(ways)}." if ways else ""


def _file(state: State) -> None:
    st.header("1. Berkas", anchor=False)
    st.markdown(
        f"Rekap {workbook.WANTED}, dalam bentuk yang dipakai kantor Anda; yang meragukan "
        "ditanyakan. Tidak ada yang terbit sebelum langkah terakhir."
    )
    st.html(STYLE)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    # The widget keeps its file until it is another widget
    key = f"impor_berkas_{state.setdefault('round', 0)}"
    left.container(key="impor_berkas").file_uploader(
        "Berkas hasil penilaian",
        type=[suffix for several in workbook.KINDS.values() for suffix in several],
        max_upload_size=workbook.LARGEST // 1_000_000,
        key=key,
        on_change=_uploaded,
        args=(key,),
    )
    with right:
        frame.save(
            _template,
            "Unduh templat kosong (XLSX)",
            "templat-impor-skk.xlsx",
            frame.XLSX,
            "templat_impor",
        )
    st.text_input(
        "Nama Anda, untuk jurnal",
        key="impor_siapa",
        value=state.get("who", ""),
        on_change=_keep_who,
    )


def _template() -> bytes:
    return template.for_catalog(_catalog(_stamp()))


def _keep_who() -> None:
    st.session_state[STATE]["who"] = st.session_state["impor_siapa"].strip()


def _uploaded(key: str) -> None:
    """Take the file over from the widget, forget what was decided about another, and read it."""
    state = st.session_state[STATE]
    _forget(state)
    uploaded = st.session_state[key]
    if uploaded is None:
        return
    name = re.sub(r"[^\w. ()-]", "_", Path(uploaded.name).name)[-100:]
    try:
        file = drafts.make(publish.folder()) / name
        file.write_bytes(uploaded.getvalue())
    except OSError as error:
        state["problem"] = (
            f"{error.filename or publish.folder()}: tidak dapat ditulis ({publish.why(error)})."
        )
        return
    if context := get_script_run_ctx():
        kept.copies.keep(file.parent, context.session_id)
    state["file"], state["purpose"] = file, "sheets"

    def read(work: Work) -> list[Sheet]:
        work.told(name)
        return workbook.read(file, work.still)

    state["work"] = Work("Membaca berkas", 1, read)


def _forget(state: State) -> None:
    if work := state.get("work"):
        work.cancel()
    if candidate := state.get("candidate"):
        publishing.discard(candidate)
    if file := state.get("file"):
        drafts.drop(file.parent)
    for name in OF_FILE:
        state.pop(name, None)
    for key in [key for key in st.session_state if str(key).startswith(DECIDED)]:
        del st.session_state[key]


def _finished(state: State, work: Work) -> None:
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
        where = error.filename or publish.folder()
        return (
            f"{where}: tidak dapat dibaca atau ditulis ({publish.why(error)}). Data terbit tidak"
            " diubah."
        )
    return f"{error} Data terbit tidak diubah."


@st.cache_resource(max_entries=1, show_spinner="Memuat katalog…")
def _catalog(stamp: float) -> dict[str, pd.DataFrame]:  # noqa: ARG001
    return check.read(build.catalog_of(publish.folder()))


def _stamp() -> float:
    return max(path.stat().st_mtime for path in build.catalog_of(publish.folder()).glob("*.csv"))


def _recognised(state: State, frames: dict[str, pd.DataFrame]) -> Proposal:
    """Step 2: what the file was taken for, what it leaves open, and what the operator corrects of
    it.
    """
    said: Said = state.setdefault("said", Said())
    publisher = str(st.session_state.get("impor_penerbit", "")).strip()

    def judge(answers: Answers) -> Proposal:
        return _judged(state, frames, Choices(answers, publisher))

    with st.spinner("Membaca berkas dengan jawaban Anda…"):
        questions.tried(said, judge)
        found = judge(said.answers)
    holders = match.holders(frames)
    st.header("2. Yang dikenali", anchor=False)
    sheets = [one.name for one in state["sheets"]]
    desk = Desk(found, said, judge, holders, frames, sheets, _remembered(found))
    with (
        st.container()
    ):  # so that what follows keeps its place when there are more questions or fewer
        questions.draw(desk)
    with st.container():
        sheet.draw(desk, state["sheets"], state)
    with st.container():
        preview.draw(desk)
    return found


def _remembered(found: Proposal) -> Remembered:
    """What was answered about an earlier file of this layout and holder."""
    holder = f"{found.edition.level}-{found.edition.code}" if found.edition.code else ""
    return memory.recall(publish.folder() / build.IMPORTS, memory.layout(found.read), holder)


def _judged(state: State, frames: dict[str, pd.DataFrame], choices: Choices) -> Proposal:
    """What a file becomes by these choices; worked out once, since every click runs the page
    anew.
    """
    judged: dict[str, Proposal] = state.setdefault("proposals", {})
    key = f"{_stamp()} {choices}"
    if key not in judged:
        while len(judged) >= KEPT:
            del judged[next(iter(judged))]
        judged[key] = proposal.judge(
            state["file"], state["file"].name, state["sheets"], frames, choices
        )
    return judged[key]


def _faults(found: Proposal, sheets: list[str]) -> None:
    """Step 3: every fault with its cells, and what should be known. `sheets` are their names."""
    st.header("3. Pemeriksaan", anchor=False)
    if found.faults:
        st.error(
            f"{text.number(len(found.faults))} kesalahan. Perbaiki di berkas lalu unggah lagi, atau"
            " perbaiki jawaban di atas; data terbit tidak berubah.",
            icon=":material/error:",
        )
        cell.listed(
            found.faults,
            sheets,
            key="impor_kesalahan",
            caption="Kesalahan sel demi sel",
            what="Kesalahan",
        )
    if found.open:
        st.warning(
            f"{text.number(len(found.open))} pertanyaan belum dijawab. Jawab di langkah 2; tidak"
            " ada yang terbit sebelum itu.",
            icon=":material/help:",
        )
    elif not found.faults:
        st.success("Tidak ada kesalahan.", icon=":material/check_circle:")
    if found.rows is not None and "editions" not in found.rows:
        st.warning(
            "Edisi ini sudah ada di data terbit. Isi berkas ditambahkan sebagai satu sumber lagi;"
            " yang berbeda dari sumber lain tampil sebagai sengketa.",
            icon=":material/library_add:",
        )
    # An answer that a later one made needless
    notices = [one for one in found.notices if one.at != "jawaban"]
    if notices:
        with st.expander(f"Perlu diketahui ({len(notices)})"):
            cell.listed(
                notices, sheets, key="impor_catatan", caption="Perlu diketahui", what="Keterangan"
            )


def _status(found: Proposal) -> None:
    """What is left to do, always in view and told when it changes."""
    faults = (
        f"{text.number(len(found.faults))} kesalahan" if found.faults else "tidak ada kesalahan"
    )
    with st.container(key="impor_status"):
        st.html(f'<p role="status">{escape(text.listing([questions.count(found), faults]))}</p>')


def _publish(state: State, found: Proposal) -> None:
    """Steps 4 and 5: what will change, and the decision."""
    st.header("4. Yang akan berubah", anchor=False)
    if state["purpose"] == "candidate":
        _told(state)
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
        acting.act(
            "Bandingkan dengan data terbit",
            key="impor_bandingkan",
            type="primary",
            on_click=_compare,
            args=(found,),
            lacking=(
                "" if who else "Isi nama Anda di langkah 1 dahulu; nama itu dicatat di jurnal."
            ),
        )
        return
    difference.show(candidate.difference, match.holders(_catalog(_stamp())))
    if candidate.replaced:
        st.warning(
            f"Menggantikan {text.number(len(candidate.replaced))} impor dari sumber yang sama:"
            f" {plain(text.listing(candidate.replaced))}. Yang digantikan tetap ada di Riwayat dan"
            " dapat diberlakukan lagi.",
            icon=":material/swap_horiz:",
        )
    st.header("5. Terbitkan", anchor=False)
    st.markdown(
        "Terbitan baru langsung dilihat semua pembaca. Terbitan sebelumnya tetap tersimpan dan"
        " dapat dikembalikan."
    )
    st.button(
        "Terbitkan",
        key="impor_terbitkan",
        type="primary",
        icon=":material/publish:",
        on_click=_confirm,
        args=(candidate, found),
    )


def _compare(found: Proposal) -> None:
    state = st.session_state[STATE]
    state.pop("problem", None)
    state["purpose"], state["judged"] = "candidate", found.rows
    where, who = publish.folder(), state["who"]
    catalog = build.catalog_of(where)
    state["work"] = Work(
        "Menyiapkan perbandingan",
        4,
        lambda work: publishing.prepare(found, catalog, where, who, work.told, opened=work.opened),
        publishing.discard,
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
            "Data terbit berubah sejak perbandingan ini dibuat: ada operator lain yang menerbitkan."
            " Tidak ada yang diubah; perbandingan dibuat lagi, periksa sebelum menerbitkan."
        )
    except OSError as error:
        state["problem"] = _sentence(error)
    else:
        state.pop("candidate")
        _forget(state)
        state["round"] += 1
        name = named(found.edition.edition_id, match.holders(_catalog(_stamp())))
        state["told"] = (
            f"{name} sudah terbit: {history.release(generation)}. Untuk menariknya kembali, buka"
            " Riwayat."
        )
        state["published"] = found
