"""A contest from the invitation to the published board, and back: eleven people with browsers or
sessions of their own.

By browser: an invitation of each role, a question asked back and answered, the last juror's last
sheet, the equals put in order, closing, comparing, publishing, the board, taking back. What is
typed many times over (answers, the other sheets) goes through the same functions as the pages use.
"""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from data import publish
from data.contest import entering, people, scoring
from data.contest import store as stores
from data.contest.rights import SERVER, Actor, Role
from data.contest.store import Store
from tests.bench.server import Server, serve
from tests.browser.conftest import Visit
from tests.browser.screen import board, expect_no_error, rows, settle, to
from tests.browser.test_access import WIDE, violations
from tests.contest import BLIMBING, EDITION, FIVE, QUESTIONS, joined, opened
from tests.published import ask

pytestmark = pytest.mark.browser
JURORS, VERIFIERS = 3, 2
STAGES = ("administrasi", "tinjau_lapang")
BOARD = "/peringkat?tingkat=Kabupaten/Kota&wilayah=Kota+Malang&tahun=2026"
REASON = "Undian disaksikan saksi"
# What each juror gives, by kecamatan and question: the first two are equal to the last digit
TYPED = {
    (code, one.code, juror): one.maximum * Decimal(min(5 - number, 4) + juror) / 10
    for number, code in enumerate(FIVE)
    for one in QUESTIONS
    for juror in range(JURORS)
}


class Play(NamedTuple):
    """The app, the store behind it, and what is published."""

    server: Server
    store: Store
    where: Path
    juri: list[Actor]


@pytest.fixture
def play(data_folder: Path, tmp_path: Path) -> Iterator[Play]:
    where = tmp_path / "terbit"
    shutil.copytree(data_folder, where)
    store = stores.open_store("", where.with_name("terbit-lomba"))
    opened(store)
    juri = [joined(store, Role.JURI, label=f"Juri {n + 1}") for n in range(JURORS)]
    with store.begin() as tx:
        for one in juri:
            people.assign(tx, SERVER, EDITION, one.person_id, list(FIVE))
    joined(store, Role.VERIFIKATOR, label="Verifikator 2")
    for code in FIVE:
        camat = joined(store, Role.KECAMATAN, of=code)
        with store.begin() as tx:
            entering.save(tx, camat, EDITION, code, "A1", text="Ada.", own_value=None, version=0)
    for (code, question, juror), value in TYPED.items():
        if is_by_browser(code, question, juror):
            continue
        with store.begin() as tx:
            scoring.give(tx, juri[juror], EDITION, code, question, value=value, version=0)
    with store.begin() as tx:
        for number, one in enumerate(juri):
            for code in FIVE:
                for stage in STAGES:
                    if not is_by_browser(code, "A1" if stage == STAGES[0] else "T1", number):
                        scoring.finish(tx, one, EDITION, code, stage)
    with serve(environment={"SKK_DATA": str(where), "SKK_LOMBA": "on"}) as server:
        yield Play(server, store, where, juri)
    store.close()


def is_by_browser(code: str, question: str, juror: int) -> bool:
    """The last juror's administrative sheet of one kecamatan."""
    return (code, juror) == (BLIMBING, JURORS - 1) and question != "T1"


def enter(
    visit: Visit, of: Play, role: Role, label: str, *, kecamatan: str = "", width: int = 1440,
    again: Actor | None = None,
) -> Page:  # fmt: skip
    """Somebody opens their invitation in a browser of their own."""
    with of.store.begin() as tx:
        made = people.invite(tx, SERVER, EDITION, role, label, of_kecamatan=kecamatan,
                             again=again and again.person_id)  # fmt: skip
    page = visit(f"/lomba/masuk#{made.secret}", url=of.server.url, width=width, apart=True)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/lomba*")
    return settle(page)


def press(page: Page, name: str) -> Page:
    page.get_by_role("button", name=name, exact=True).click()
    return settle(page)


def test_a_contest_is_played_to_the_board_and_taken_back(visit: Visit, play: Play) -> None:
    verifikator = enter(visit, play, Role.VERIFIKATOR, "Verifikator 1")
    to(verifikator, f"/lomba?lomba_periksa={BLIMBING}")
    verifikator.get_by_role("textbox", name="Alasan atau pertanyaan").fill("Tahun berapa?")
    press(verifikator, "Tanya balik")
    expect(verifikator.get_by_text("A1 ditanyakan kepada kecamatan.")).to_be_visible()
    camat = enter(visit, play, Role.KECAMATAN, "Camat", kecamatan=BLIMBING, width=390)
    to(camat, "/lomba?lomba_soal=A1")
    camat.get_by_role("textbox", name="Jawaban untuk verifikator").fill("Tahun 2025.")
    press(camat, "Kirim pesan")
    expect(camat.get_by_text("Pesan terkirim.")).to_be_visible()
    assert camat.evaluate(WIDE) == []
    settle(to(verifikator, f"/lomba?lomba_periksa={BLIMBING}"))
    expect(verifikator.get_by_text("Tahun 2025.")).to_be_visible()
    press(verifikator, "Terima")
    expect(verifikator.get_by_text("A1 diterima.")).to_be_visible()
    assert violations(verifikator) == []

    score(enter(visit, play, Role.JURI, "Juri 3", width=768, again=play.juri[-1]))
    before = publish.current(play.where)
    close_and_publish(enter(visit, play, Role.PANITIA, "Panitia"))
    published = ask(
        play.where,
        "SELECT substr(place_id, -6), indicator, juror, value FROM score WHERE juror IS NOT NULL"
        " AND edition_id = 'kabkota-3573-2026' ORDER BY ALL",
    )
    assert published == sorted(
        (code, question, f"Juri {juror + 1}", float(value))
        for (code, question, juror), value in TYPED.items()
    )
    take_back(play, before, visit)


def score(juri: Page) -> None:
    """The last sheet: every value is saved as it is typed; the whole is made final."""
    to(juri, f"/lomba?lomba_nilai={BLIMBING}")
    expect(juri.get_by_text("0 dari 2 nilai terisi")).to_be_visible()
    assert juri.get_by_role("button", name="Nyatakan administrasi final").is_disabled()
    for question, most in (("A1", "100"), ("A2", "10")):
        value = TYPED[BLIMBING, question, JURORS - 1]
        field = juri.get_by_label(f"Nilai {question}, 0 sampai {most}")
        field.fill(str(value))
        field.press("Tab")
        settle(juri)
    expect(juri.get_by_text("2 dari 2 nilai terisi")).to_be_visible()
    assert juri.evaluate(WIDE) == []
    assert violations(juri) == []
    press(juri, "Nyatakan administrasi final")
    expect(juri.get_by_text("Panitia dapat membukanya lagi")).to_be_visible()


def close_and_publish(panitia: Page) -> None:
    """Panitia looks at the jurors' agreement, decides the equals, closes, compares, publishes."""
    to(panitia, "/lomba?lomba_bagian=Penilaian")
    expect(panitia.get_by_text("lembar final")).to_be_visible()
    expect(panitia.get_by_text("tentang urutan 5 kecamatan").first).to_be_visible()
    to(panitia, "/lomba?lomba_bagian=Penutupan")
    assert panitia.get_by_role("button", name="Tutup penilaian").is_disabled()
    for tie in range(panitia.get_by_text("Nilai sama:").count()):
        box = panitia.get_by_role("combobox", name="Urutan, yang terbaik dahulu").nth(tie)
        for name in ("Klojen", "Blimbing"):
            box.click()
            panitia.get_by_role("option", name=name, exact=True).click()
            settle(panitia)
        panitia.keyboard.press("Escape")  # its list lies over the rest
        field = panitia.get_by_role("textbox", name="Alasan tertulis").nth(tie)
        field.fill(REASON)
        field.press("Tab")
        settle(panitia)
    press(panitia, "Tutup penilaian")
    expect(panitia.get_by_text("Penilaian ditutup.")).to_be_visible()
    assert violations(panitia) == []
    with panitia.expect_download() as loading:
        panitia.get_by_role("button", name="Berita acara (PDF)").click()
    assert loading.value.path().read_bytes().startswith(b"%PDF-")
    press(panitia, "Bandingkan dengan data terbit")
    press(panitia, "Terbitkan")
    expect(panitia.get_by_text("Hasil terbit;")).to_be_visible()
    expect_no_error(panitia)


def take_back(play: Play, before: Path | None, visit: Visit) -> None:
    """The board shows it to everybody; taken back, it is as it was."""
    anybody = settle(visit(BOARD, url=play.server.url))
    assert [row[1].split("\n")[0] for row in rows(board(anybody))]
    panitia = enter(visit, play, Role.PANITIA, "Panitia lain")
    to(panitia, "/lomba?lomba_bagian=Penutupan")
    panitia.get_by_role("textbox", name="Alasan menarik terbitan").fill("Salah ketik")
    panitia.get_by_role("textbox", name="Alasan menarik terbitan").press("Tab")
    press(panitia, "Tarik terbitan")
    expect(panitia.get_by_role("button", name="Bandingkan dengan data terbit")).to_be_visible()
    assert publish.current(play.where) == before
