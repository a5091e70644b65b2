"""What was published: the generations, going back to one, and the journal."""

from datetime import datetime

import pandas as pd
import streamlit as st

from analytics.core import text
from data import publish
from data.importer import publishing
from data.importer.publishing import RefusedError
from pages.parts.shared import frame

TOLD = "_impor_kembali"
FEW = 20  # generations shown before one asks for all
OLD = "dari versi aplikasi lain"
WHAT = {"terbit": "menerbitkan", "kembali": "mengembalikan"}


def generations() -> None:
    """Every generation, and a choice of one to go back to."""
    if told := st.session_state.pop(TOLD, None):
        kind, sentence = told
        (st.success if kind == "done" else st.error)(sentence)
    files = publishing.stored(publish.folder())
    is_all = len(files) <= FEW or st.toggle(f"Tampilkan semua {text.number(len(files))} terbitan", key="impor_semua")
    clock = frame.clock()
    listed = publishing.generations(publish.folder(), None if is_all else FEW)
    rows = [
        (
            "berlaku" if one.is_current else "" if one.is_readable else OLD,
            one.path.stem,
            text.moment(one.built_at, clock),
            one.origin,
            ", ".join(one.imports),
        )
        for one in listed
    ]
    columns = ["Status", "Terbitan", f"Dibuat ({clock})", "Dari", "Berkas impor"]
    frame.plain(pd.DataFrame(rows, columns=columns), key="impor_terbitan", caption="Terbitan yang tersimpan", head="Terbitan")
    size = sum(file.stat().st_size for file in files) / 1e6
    st.caption(
        f"{text.number(len(files))} terbitan, {text.number(size)} MB di server; tidak ada yang dihapus sendiri. "
        "Berkas terbitan lama boleh dihapus pengelola dari folder terbitan, kecuali yang berlaku."
    )
    earlier = {
        one.path.name: f"{text.moment(one.built_at, clock)} {clock}, {text.listing(one.imports) or 'tanpa impor'} "
        f"({one.path.stem})"
        for one in listed
        if one.is_readable and not one.is_current
    }
    if not earlier:
        st.caption("Belum ada terbitan lain untuk dikembalikan.")
        return
    st.subheader("Kembalikan", anchor=False)
    current = next((one.path.name for one in listed if one.is_current), None)
    chosen = st.selectbox("Kembali ke terbitan", list(earlier), format_func=earlier.__getitem__, key="impor_kembali_ke")
    who = st.text_input("Nama Anda, untuk jurnal", key="impor_kembali_siapa").strip()
    st.button(
        "Kembalikan", key="impor_kembalikan", icon=":material/undo:", on_click=_revert,
        args=(chosen, current, who), disabled=not who,
        help=None if who else "Isi nama Anda dahulu.",
    )  # fmt: skip


def _revert(name: str, current: str | None, who: str) -> None:
    where = publish.folder()
    try:
        publishing.revert(where, name, where / current if current else None, who)
    except (publish.MovedError, RefusedError, OSError) as error:
        st.session_state[TOLD] = ("failed", f"{error} Data terbit tidak diubah.")
    else:
        st.session_state[TOLD] = (
            "done",
            f"Berlaku sekarang: {name.removesuffix('.duckdb')}. Impor ikut kembali ke keadaan waktu itu.",
        )


def journal() -> None:
    """Who published or took back what, latest first."""
    entries = publishing.journal(publish.folder())
    if not entries:
        st.info("Jurnal masih kosong: belum ada yang diimpor atau dikembalikan.")
        return
    clock = frame.clock()
    rows = [
        (
            text.moment(datetime.fromisoformat(entry["at"]), clock) if entry.get("at") else "",
            entry.get("who", ""),
            WHAT.get(entry.get("what", ""), "") + ("" if entry["done"] else " (terputus)"),
            f"{entry['file']} ({entry['sha256'][:12]})" if entry.get("file") else "",
            _changes(entry),
            str(entry.get("to", "")).removesuffix(".duckdb"),
        )
        for entry in entries
    ]
    columns = [f"Waktu ({clock})", "Siapa", "Apa", "Berkas (SHA-256)", "Perubahan", "Terbitan"]
    frame.plain(pd.DataFrame(rows, columns=columns), key="impor_jurnal", caption="Jurnal impor")


def _changes(entry: dict[str, object]) -> str:
    words = {"new": "baru", "changed": "berubah", "removed": "hilang"}
    changes = entry.get("changes")
    told = [
        f"{one['table']} {', '.join(f'{text.number(one[name])} {word}' for name, word in words.items() if one[name])}"
        for one in (changes if isinstance(changes, list) else [])
        if any(one[name] for name in words)
    ]
    return "; ".join(told)
