"""Closing and publishing: who advances, equals in an order with a reason, the papers, the board."""

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import quote_plus

import streamlit as st

from analytics.core import text
from analytics.core.markup import link, plain
from data import build, check, keys, publish
from data.contest import closing, desk, publication, recap, scoring
from data.contest.closing import Decision, Placed
from data.contest.errors import ContestError
from data.importer import publishing
from data.importer.publishing import Candidate
from pages.parts.impor import difference, history
from pages.parts.impor.work import Work, watch
from pages.parts.lomba import acting, live, moments
from pages.parts.lomba.seat import Seat
from pages.parts.shared import frame

WORK = "_lomba_kerja"  # what takes seconds: a comparison, or taking back
LONGEST = 500
PDF = "application/pdf"


def draw(seat: Seat) -> None:
    """What comes next: to close, or with a closed edition the papers and the board."""
    acting.say("tutup")
    if seat.held.is_closed:
        _closed(seat)
    else:
        _close(seat)


def _close(seat: Seat) -> None:
    found = seat.look(closing.standing)
    st.header(
        f"{text.number(seat.held.advancing)} kecamatan maju; "
        + (
            "belum dapat ditutup"
            if found.lacking
            else "nilai sama harus diputuskan"
            if found.ties
            else "siap ditutup"
        ),
        anchor=False,
    )
    live.places(found.placed)
    if found.lacking:
        st.warning(
            "Belum lengkap:\n" + "\n".join(f"- {plain(one)}" for one in found.lacking),
            icon=":material/pending:",
        )
        return
    decisions, open_ones = _ties(found)
    st.button(
        "Tutup penilaian",
        type="primary",
        icon=":material/lock:",
        key="lomba_tutup",
        disabled=open_ones > 0,
        on_click=_close_it,
        args=(seat, decisions),
    )
    st.caption(
        f"{text.number(open_ones)} kelompok bernilai sama belum diputuskan."
        if open_ones
        else "Sesudah ditutup tidak ada nilai yang berubah, dan juri melihat nilai semua juri."
    )


def _ties(found: closing.Standing) -> tuple[list[Decision], int]:
    """Each group of equals that has to be put in order, with a reason; the orders, and how many are
    still open.
    """
    names = {one.kecamatan: one.name for one in found.placed}
    decisions, open_ones = [], 0
    for number, tie in enumerate(found.ties):
        with st.container(border=True, key=f"lomba_seri_{number}"):
            told = text.listing([names[code] for code in tie], len(tie))
            st.markdown(f"**Nilai sama: {plain(told)}**")
            order = st.multiselect(
                "Urutan, yang terbaik dahulu",
                tie,
                format_func=lambda code: plain(names[code]),
                key=f"lomba_seri_urutan_{number}",
                placeholder="pilih satu per satu",
            )
            reason = st.text_area(
                "Alasan tertulis", key=f"lomba_seri_alasan_{number}", max_chars=LONGEST, height=80,
                help="Tampil di berita acara dan di papan peringkat.",
            )  # fmt: skip
        if len(order) == len(tie) and reason.strip():
            decisions.append(Decision(order, reason))
        else:
            open_ones += 1
    return decisions, open_ones


def _close_it(seat: Seat, decisions: Sequence[Decision]) -> None:
    acting.attempt(lambda: seat.do(closing.close, decisions), "Penilaian ditutup.", "tutup")


def _closed(seat: Seat) -> None:
    results = seat.look(closing.results)
    goes = [one.name for one in results if one.is_advancing]
    st.header(f"{plain(text.listing(goes, 12))} maju", anchor=False)
    at = seat.held.closed_at
    if at is not None:
        st.caption(f"Ditutup {plain(moments.told(at, seat.held.zone))}.")
    live.places(results)
    _papers(seat, results)
    _board(seat)
    if not seat.held.import_id:
        _undo(seat)


def _papers(seat: Seat, results: Sequence[Placed]) -> None:
    st.subheader("Berita acara dan lampiran", anchor=False)
    # A file is made after the run, which alone knows what is in force
    stem, made = seat.edition, partial(_paper, seat, results, is_simulated=frame.is_simulated())
    papers: Sequence[tuple[str, str, str, Callable[[], bytes]]] = (
        ("Berita acara (DOCX)", f"berita-acara-{stem}.docx", frame.DOCX,
         partial(made, form="docx")),
        ("Berita acara (PDF)", f"berita-acara-{stem}.pdf", PDF,
         partial(made, form="pdf")),
        ("Lampiran keputusan (DOCX)", f"lampiran-{stem}.docx", frame.DOCX,
         partial(made, form="lampiran-docx")),
        ("Lampiran keputusan (XLSX)", f"lampiran-{stem}.xlsx", frame.XLSX,
         partial(made, form="lampiran-xlsx")),
        ("Rekap semua nilai (XLSX)", f"rekap-{stem}.xlsx", frame.XLSX,
         partial(seat.look, recap.workbook)),
    )  # fmt: skip
    with st.container(horizontal=True, key="lomba_berkas_akhir"):
        for label, file, mime, content in papers:
            frame.save(content, plain(label), file, mime, f"lomba_simpan_{file.replace('.', '_')}")


def _paper(seat: Seat, results: Sequence[Placed], *, is_simulated: bool, form: str) -> bytes:
    """A paper of the result."""
    from analytics.briefing import annexes as briefing_annexes  # noqa: PLC0415
    from analytics.briefing import minutes as briefing_minutes  # noqa: PLC0415
    from analytics.briefing.rows import Made, Minutes  # noqa: PLC0415

    head = desk.verified().head[:16]
    at = seat.held.closed_at
    region = _region(seat)
    jurors = sorted({one.label for one in seat.look(scoring.everyone)})
    told = Minutes(
        "Berita acara hasil penilaian",
        f"{seat.held.name} tahun {seat.year}",
        region,
        (
            f"{text.sentence_case(text.number(len(results)))} kecamatan dinilai oleh"
            f" {text.number(len(jurors))} juri; nilai akhir adalah jumlah berbobot dari rata-rata"
            " nilai juri, tanpa pembulatan sebelum peringkat.",
            f"{text.number(sum(one.is_advancing for one in results))} kecamatan maju ke tahap"
            " berikutnya.",
        ),
        briefing_minutes.placed(
            [(one.name, region, one.rank, float(one.total), float(one.most), one.is_advancing,
              one.decided) for one in results]
        ),
        briefing_minutes.ruled([(one.name, one.decided) for one in results]),
        ("Ketua panitia", *jurors),
        f"Sidik jurnal penilaian saat dibuat: {head}.",
    )  # fmt: skip
    made = Made(
        head, moments.told(at, seat.held.zone) if at else "",
        int(at.timestamp()) if at else 0, is_simulated, "",
    )  # fmt: skip
    forms: dict[str, Callable[[], bytes]] = {
        "docx": lambda: briefing_minutes.docx_of(told, made),
        "pdf": lambda: briefing_minutes.pdf_of(told, made),
        "lampiran-docx": lambda: briefing_annexes.docx_of(briefing_minutes.annex(told), made),
        "lampiran-xlsx": lambda: briefing_annexes.xlsx_of(briefing_minutes.annex(told), made),
    }
    return forms[form]()


def _region(seat: Seat) -> str:
    """Whose contest it is."""
    key = keys.edition(seat.edition)
    return history.names().get(f"{key.level}-{key.code}", "")


def _board(seat: Seat) -> None:
    """Publish, or take back what is published."""
    st.subheader("Papan peringkat", anchor=False)
    acting.say("terbit")
    work: Work[Candidate | str] | None = st.session_state.get(WORK)
    if work is not None and work.is_running:
        watch(work)
        return
    if work is not None and work.error is not None:
        del st.session_state[WORK]
        if not isinstance(work.error, ContestError | OSError):
            raise work.error
        st.error(plain(str(work.error)), icon=":material/error:")
        work = None
    if seat.held.import_id:
        st.session_state.pop(WORK, None)
        where = publish.folder()
        in_force = {one.import_id for one in publishing.imports(where) if one.is_in_force}
        if seat.held.import_id not in in_force:  # taken back in Riwayat
            seat.do(publication.settle, where, {})
            st.rerun()
        _take_back(seat)
    elif work is not None and isinstance(work.result, Candidate):
        _publish(seat, work.result)
    else:
        st.session_state.pop(WORK, None)
        st.markdown(
            "Hasil diterbitkan sebagai peringkat dan nilai; nama juri tidak ikut. Lebih dahulu"
            " tampak apa yang akan berubah."
        )
        st.button("Bandingkan dengan data terbit", type="primary", key="lomba_bandingkan",
                  on_click=_compare, args=(seat,))  # fmt: skip


def _compare(seat: Seat) -> None:
    where = publish.folder()

    def act(work: Work[Candidate | str]) -> Candidate | str:
        frames = check.read(build.catalog_of(where))
        # A process may have died right after publishing
        if name := seat.do(publication.settle, where, frames):
            return name
        work.told("hasil dibaca")
        return publication.prepare(seat.look(publication.ready, frames), where, seat.called)

    def undo(made: Candidate | str) -> None:
        if isinstance(made, Candidate):
            publishing.discard(made)

    st.session_state[WORK] = Work("Menyiapkan perbandingan", 2, act, undo)


def _publish(seat: Seat, candidate: Candidate) -> None:
    difference.show(candidate.difference, history.names())
    with st.container(horizontal=True):
        st.button("Terbitkan", type="primary", icon=":material/publish:", key="lomba_terbitkan",
                  on_click=_published, args=(seat, candidate))  # fmt: skip
        st.button("Batal", key="lomba_terbit_batal", on_click=_dropped, args=(candidate,))


def _dropped(candidate: Candidate) -> None:
    publishing.discard(candidate)
    st.session_state.pop(WORK, None)


def _published(seat: Seat, candidate: Candidate) -> None:
    st.session_state.pop(WORK, None)
    where = publish.folder()
    acting.attempt(
        lambda: desk.publish(seat.key, seat.edition, candidate, where),
        "Hasil terbit; papan peringkat, peta, dan profil memuatnya sekarang.", "terbit",
    )  # fmt: skip


def _take_back(seat: Seat) -> None:
    way = f"tingkat=Kabupaten/Kota&wilayah={quote_plus(_region(seat))}&tahun={seat.year}"
    board = link("lihat papan peringkat", f"/peringkat?{way}")
    st.markdown(f"Hasil ini sedang terbit: {board}.")
    st.text_input("Alasan menarik terbitan", key="lomba_tarik_alasan", max_chars=LONGEST)
    st.button("Tarik terbitan", icon=":material/undo:", key="lomba_tarik", on_click=_taken,
              args=(seat,))  # fmt: skip


def _taken(seat: Seat) -> None:
    reason = str(st.session_state.get("lomba_tarik_alasan", ""))
    if not reason.strip():
        acting.attempt(_without_reason, "", "terbit")
        return
    where = publish.folder()

    def act(work: Work[Candidate | str]) -> Candidate | str:
        work.told("terbitan disusun tanpa hasil ini")
        return desk.take_back(seat.key, seat.edition, where, reason=reason).name

    st.session_state[WORK] = Work("Menarik terbitan", 1, act)


def _without_reason() -> None:
    raise ContestError("Menarik terbitan memerlukan alasan tertulis.")


def _undo(seat: Seat) -> None:
    with st.expander("Buka lagi penilaian", icon=":material/lock_open:"):
        st.markdown("Nilai dapat diubah lagi, dan hasilnya dihitung lagi saat ditutup.")
        st.text_input("Alasan", key="lomba_batal_alasan", max_chars=LONGEST)
        st.button("Buka lagi", key="lomba_batal_tutup", on_click=_undone, args=(seat,))


def _undone(seat: Seat) -> None:
    reason = str(st.session_state.get("lomba_batal_alasan", ""))
    acting.attempt(lambda: seat.do(closing.undo, reason), "Penilaian dibuka lagi.", "tutup")
