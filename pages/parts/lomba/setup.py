"""What an edition is called, when its stages are open, and what is asked in them."""

from datetime import datetime, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import streamlit as st

from analytics.core import text
from analytics.core.markup import plain
from data import keys
from data.contest import desk, entering, rights, setting_up, templates
from data.contest.rights import Role
from data.contest.setting_up import STAGES, ZONES, Asked, Window
from data.contest.templates import TEMPLATES, Draft
from pages.parts.lomba import access, moments
from pages.parts.lomba.attempt import attempt, tell
from pages.parts.lomba.seat import Seat
from pages.parts.shared import private
from pages.parts.shared.table import Cell, Column, table

WIDTH = 760  # pixels: lines of a form that are longer are hard to follow
FIRST, LAST = time(8, 0), time(23, 59)
NOBODY = "tidak ada"
_STAGE, _SOURCE = "lomba_tahap", "lomba_dari"  # keys of fields, read when a button is pressed
_ROUND = "_lomba_pertanyaan"  # counts workbooks: a widget keeps its file until it is another widget


def draw(seat: Seat) -> None:
    """What is set up, in the order in which it is needed."""
    if seat.held.is_closed:
        st.info("Edisi ini sudah ditutup; pengaturannya tidak berubah lagi.")
    with st.container(width=WIDTH):
        _questions(seat)
        _dates(seat)
        _edition(seat)
        _entrants(seat)


def _questions(seat: Seat) -> None:
    st.subheader("Pertanyaan dan bobot", anchor=False)
    asked = seat.look(setting_up.questions)
    tell("pertanyaan")
    for stage in STAGES:
        of = [one for one in asked if one.stage == stage]
        weight = sum(float(one.weight) for one in of)
        st.markdown(
            f"**{text.stage(stage)}**: {text.number(len(of))} pertanyaan, bobot"
            f" {text.number(weight, 4)}"
            if of
            else f"**{text.stage(stage)}**: belum ada pertanyaan"
        )
    if asked:
        with st.expander("Lihat semua pertanyaan", key="lomba_pertanyaan"):
            _listed(asked)
    if seat.held.is_closed or _is_begun(seat):
        if not seat.held.is_closed:
            st.caption("Sudah ada yang mengisi, jadi pertanyaan tidak dapat diganti lagi.")
        return
    st.selectbox("Tetapkan pertanyaan untuk tahap", STAGES, format_func=text.stage, key=_STAGE)
    for one in TEMPLATES.values():
        st.button(
            f"Pakai: {plain(one.title)}",
            key=f"lomba_templat_{one.key}",
            icon=":material/library_add:",
            help=plain(one.remark),
            on_click=_from_template,
            args=(seat, one.key),
        )
    _from_elsewhere(seat)
    _from_workbook(seat)


def _is_begun(seat: Seat) -> bool:
    found = seat.look(entering.overview).values()
    return any(one.answered or one.proven for one in found)


def _listed(asked: list[Asked]) -> None:
    rows: list[dict[str, str | Cell]] = [
        {
            "code": one.code,
            "name": one.name,
            "section": one.section,
            "maximum": text.number(float(one.maximum), 4),
            "weight": text.number(float(one.weight), 4),
        }
        for one in asked
    ]
    columns = [
        Column("code", "Kode"),
        Column("name", "Pertanyaan", wide=True),
        Column("section", "Kelompok"),
        Column("maximum", "Nilai tertinggi", "right", named=True),
        Column("weight", "Bobot", "right", named=True),
    ]
    groups = [
        (text.stage(stage), sum(one.stage == stage for one in asked))
        for stage in STAGES
        if any(one.stage == stage for one in asked)
    ]
    table(columns, rows, key="lomba_pertanyaan_semua", caption="Pertanyaan edisi ini",
          groups=groups, head="name", narrow="lines", fold=10)  # fmt: skip


def _put(seat: Seat, stage: str, drafts: list[Draft], whence: str) -> None:
    """Put questions in the place of those of a stage; the other stages keep theirs."""
    kept = [Draft(*one) for one in seat.look(setting_up.questions) if one.stage != stage]
    order = {name: number for number, name in enumerate(STAGES)}
    of_all = sorted([*kept, *drafts], key=lambda one: order[one.stage])
    told = f"{seat.held.template}; {whence}" if kept and seat.held.template else whence
    seat.do(setting_up.ask, of_all, told)


def _from_template(seat: Seat, key: str) -> None:
    stage: str = st.session_state[_STAGE]

    def act() -> None:
        drafts = templates.of_catalog(key, desk.published(), stage)
        _put(seat, stage, drafts, f"templat {TEMPLATES[key].title}")

    attempt("pertanyaan", act, f"Pertanyaan {text.stage(stage)} ditetapkan dari templat.")


def _from_elsewhere(seat: Seat) -> None:
    others = [
        edition
        for edition, role, _ in desk.look(seat.key, rights.roles)
        if role is Role.PANITIA and edition != seat.edition
    ]
    if not others:
        return
    source = st.selectbox(
        "Salin semua tahap dari edisi lain", [NOBODY, *others], format_func=plain, key=_SOURCE
    )
    if source != NOBODY:
        st.button(
            "Salin",
            key="lomba_salin",
            on_click=_copy,
            args=(seat,),
        )


def _copy(seat: Seat) -> None:
    source: str = st.session_state[_SOURCE]
    if source != NOBODY:
        act = partial(seat.do, setting_up.copy, source)
        attempt("pertanyaan", act, f"Pertanyaan disalin dari {source}.")


def _from_workbook(seat: Seat) -> None:
    access.admit()
    key = f"lomba_lembar_{st.session_state.setdefault(_ROUND, 0)}"
    st.file_uploader(
        "Atau dari lembar kerja sendiri (lembar Indikator: kode, nama, bobot)",
        type=["xlsx", "xls", "ods", "csv"],
        max_upload_size=10,
        key=key,
        on_change=_read,
        args=(seat, key),
    )


def _read(seat: Seat, key: str) -> None:
    uploaded, stage = st.session_state.get(key), st.session_state[_STAGE]
    if uploaded is None:
        return
    st.session_state[_ROUND] += 1
    name = Path(uploaded.name.replace("\\", "/")).name or "lembar"

    def act() -> None:
        with TemporaryDirectory(prefix="skk-lomba-") as folder:
            file = Path(folder) / name[-100:]
            file.write_bytes(uploaded.getvalue())
            drafts = templates.of_workbook(file, desk.published(), stage)
        _put(seat, stage, drafts, f"berkas {name[:100]}")

    attempt("pertanyaan", act, f"Pertanyaan {text.stage(stage)} ditetapkan dari {name}.")
    private.let_go(access.session(), uploaded.file_id)


def _dates(seat: Seat) -> None:
    st.subheader("Jadwal", anchor=False)
    zone = seat.held.zone
    st.caption(f"Menurut jam server, ditampilkan dalam {plain(ZONES.get(zone, zone))}.")
    for stage, window in seat.look(setting_up.stages).items():
        ends = [
            f"{word} {moments.told(at, zone)}"
            for word, at in (("dibuka", window.opens_at), ("ditutup", window.closes_at))
            if at
        ]
        st.markdown(f"**{text.stage(stage)}**: {plain(', '.join(ends) or 'belum dijadwalkan')}")
        if not seat.held.is_closed:
            with st.expander(f"Ubah jadwal {text.stage(stage)}", key=f"lomba_jadwal_{stage}"):
                _window(seat, stage, window)
        tell(f"jadwal {stage}")


def _window(seat: Seat, stage: str, window: Window) -> None:
    zone = seat.held.zone
    with st.form(f"lomba_jadwal_isi_{stage}", border=False):
        with st.container(horizontal=True):
            _day("Dibuka tanggal", window.opens_at, zone, f"_buka_{stage}")
            st.time_input("Pukul", _hour(window.opens_at, zone, FIRST), key=f"_buka_jam_{stage}")
        with st.container(horizontal=True):
            _day("Ditutup tanggal", window.closes_at, zone, f"_tutup_{stage}")
            st.time_input("Pukul ", _hour(window.closes_at, zone, LAST), key=f"_tutup_jam_{stage}")
        if window.closes_at:
            st.text_input(
                "Alasan, bila batas akhirnya berubah", max_chars=300, key=f"_alasan_{stage}"
            )
        st.form_submit_button(
            "Simpan jadwal", type="primary", key=f"lomba_jadwal_kirim_{stage}",
            on_click=_schedule, args=(seat, stage, window),
        )  # fmt: skip


def _schedule(seat: Seat, stage: str, window: Window) -> None:
    state, zone = st.session_state, seat.held.zone
    first, last = state[f"_buka_{stage}"], state[f"_tutup_{stage}"]
    opens = moments.at(first, state[f"_buka_jam_{stage}"], zone) if first else None
    closes = moments.at(last, state[f"_tutup_jam_{stage}"], zone) if last else None
    if window.closes_at and closes and moments.is_same(window.closes_at, closes):
        closes = window.closes_at  # the field shows no seconds
    reason = state.get(f"_alasan_{stage}", "")
    attempt(
        f"jadwal {stage}",
        lambda: seat.do(
            setting_up.schedule, stage, opens_at=opens, closes_at=closes, reason=reason
        ),
        f"Jadwal {text.stage(stage)} tersimpan.",
    )


def _day(label: str, at: datetime | None, zone: str, key: str) -> None:
    value = at.astimezone(ZoneInfo(zone)).date() if at else None
    st.date_input(label, value, format="DD/MM/YYYY", key=key)


def _hour(at: datetime | None, zone: str, otherwise: time) -> time:
    return (
        at.astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0) if at else otherwise
    )


def _edition(seat: Seat) -> None:
    held = seat.held
    st.subheader("Edisi", anchor=False)
    zones = [*ZONES, *([] if held.zone in ZONES else [held.zone])]
    with st.form("lomba_edisi", border=False):
        st.text_input("Nama edisi", held.name, max_chars=200, key="_edisi_nama")
        st.selectbox(
            "Zona waktu", zones, zones.index(held.zone), key="_edisi_zona",
            format_func=lambda one: plain(ZONES.get(one, one)),
        )  # fmt: skip
        st.number_input("Berapa kecamatan yang maju", 1, 100, held.advancing, key="_edisi_maju")
        st.form_submit_button(
            "Simpan edisi", disabled=held.is_closed, key="lomba_edisi_kirim", on_click=_change,
            args=(seat,),
        )  # fmt: skip
    tell("edisi")


def _change(seat: Seat) -> None:
    state = st.session_state
    act = partial(
        seat.do, setting_up.change, name=state["_edisi_nama"], zone=state["_edisi_zona"],
        advancing=int(state["_edisi_maju"]), version=seat.held.version,
    )  # fmt: skip
    attempt("edisi", act, "Edisi tersimpan.")


def _entrants(seat: Seat) -> None:
    names = seat.held.entrants
    region = keys.edition(seat.edition).code
    st.subheader(f"{text.number(len(names))} kecamatan peserta", anchor=False)
    st.caption(f"Semua kecamatan kabupaten/kota {plain(region)} yang tidak dikeluarkan.")
    if seat.held.is_closed:
        return
    box = st.expander("Keluarkan kecamatan yang tidak ikut", key="lomba_keluarkan")
    with box.form("lomba_keluarkan_isi", border=False):
        st.selectbox(
            "Kecamatan", list(names), format_func=lambda one: plain(names[one]), key="_keluar_kec"
        )
        st.text_input("Alasan", max_chars=300, key="_keluar_alasan")
        st.form_submit_button(
            "Keluarkan", key="lomba_keluarkan_kirim", on_click=_leave_out, args=(seat,)
        )
    tell("peserta")


def _leave_out(seat: Seat) -> None:
    code, reason = st.session_state["_keluar_kec"], st.session_state["_keluar_alasan"]
    attempt(
        "peserta",
        partial(seat.do, setting_up.leave_out, code, reason),
        f"{seat.held.entrants[code]} tidak lagi menjadi peserta.",
    )
