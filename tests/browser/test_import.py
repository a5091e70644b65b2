"""Impor, as an operator goes through it: file, correction, comparison, publication, and back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data import publish
from tests.bench.server import Server, serve
from tests.browser.conftest import Visit
from tests.browser.screen import board, choose, expect_no_error, navigation, rows, settle, to
from tests.browser.test_access import WIDE, violations
from tests.import_cases import make_cases

pytestmark = pytest.mark.browser


@pytest.fixture
def importing(data_folder: Path, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """The app with importing switched on, on a folder of its own."""
    where = tmp_path / "terbit"
    shutil.copytree(data_folder, where)
    with serve(environment={"SKK_DATA": str(where), "SKK_IMPORT": "on"}) as server:
        yield server, where


def test_an_operator_imports_and_takes_back(
    visit: Visit, importing: tuple[Server, Path], tmp_path: Path
) -> None:
    server, where = importing
    before = publish.current(where)
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Lowokwru"
    make_cases.write(tmp_path / "rekap.xlsx", sheets)
    page = settle(visit("/impor", width=1920, url=server.url))
    assert "Impor" in navigation(page)
    page.get_by_label("Nama Anda, untuk jurnal").fill("Ani")
    page.get_by_label("Nama Anda, untuk jurnal").press("Tab")
    expect(page.get_by_test_id("stFileUploaderDropzone")).to_contain_text(
        "Pilih berkasatau seret ke sini · paling besar 10 MB"
    )
    page.locator("input[type=file]").set_input_files(tmp_path / "rekap.xlsx")
    expect(page.get_by_role("button", name="Hapus rekap.xlsx")).to_be_visible()
    left = page.locator(".st-key-impor_status").get_by_role("status")
    expect(left).to_have_text("1 pertanyaan belum dijawab dan tidak ada kesalahan")
    settle(page)
    choose(page, "Kecamatan untuk Lowokwru", "Lowokwaru, Kota Malang")
    page.get_by_role("button", name="Simpan 1 pilihan").click()
    expect(left).to_have_text("tidak ada pertanyaan terbuka dan tidak ada kesalahan")
    expect(page.get_by_text("Tidak ada kesalahan.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Bandingkan dengan data terbit").click()
    publishing = page.get_by_role("button", name="Terbitkan")
    expect(publishing).to_be_visible()
    moved = page.get_by_role("table", name="Peringkat yang bergeser")
    assert rows(moved)[0] == ["Lowokwaru, Kota Malang", "Peserta, peringkat 1"]
    expect(page.get_by_text("Edisi (Kota Malang 2026); Semula (belum tercatat).")).to_be_visible()
    assert publish.current(where) == before
    publishing.click()
    expect(page.get_by_text("Kota Malang 2026 sudah terbit")).to_be_visible()
    assert publish.current(where) != before

    to(page, "/peringkat?tingkat=Kabupaten/Kota&wilayah=Kota+Malang&tahun=2026")
    assert rows(board(page))[0][1].startswith("Lowokwaru")
    to(page, "/sumber?tingkat=Kabupaten/Kota&wilayah=Kota+Malang&tahun=2026")
    expect(page.get_by_role("heading", name="klaim dari 1 berkas, ")).to_be_visible()
    to(page, "/impor?impor_bagian=Riwayat")
    expect(page.get_by_role("columnheader", name="Terbitan", exact=True)).to_be_visible()
    page.get_by_label("Nama Anda, untuk jurnal").fill("Budi")
    page.get_by_label("Nama Anda, untuk jurnal").press("Tab")
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("Berlaku sekarang")).to_be_visible()
    expect_no_error(page)
    assert publish.current(where) == before
    to(page, "/impor?impor_bagian=Jurnal")
    expect(page.get_by_role("columnheader", name="Waktu (WIB)")).to_be_visible()


def read(page: Page, file: Path) -> Page:
    """Give the page a file and wait until its sheets are shown."""
    settle(page)
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_role("grid")).to_be_visible()
    return settle(page)


def asking() -> make_cases.Sheets:
    """A recap that leaves its stage and its maxima open, with a wrong total."""
    sheets = make_cases.recap()
    sheets["Rekap"][3][2:4] = ["Pelayanan", "Tugas delegatif"]
    sheets["Rekap"][5][4] = "165,7"
    return sheets | {"Catatan": [["<b>tebal</b>"]]}


@pytest.mark.parametrize(
    ("width", "dark"), [(1440, False), (390, True)], ids=["desk-light", "phone-dark"]
)
def test_a_score_and_a_fault_lead_to_their_cells_and_back(
    visit: Visit, importing: tuple[Server, Path], tmp_path: Path, width: int, dark: bool
) -> None:
    make_cases.write(tmp_path / "rekap.xlsx", asking())
    page = read(
        visit("/impor", width=width, height=844, dark=dark, url=importing[0].url),
        tmp_path / "rekap.xlsx",
    )
    bar = page.locator(".sheet-root .bar")
    page.get_by_role("tab", name="Catatan").click()
    # As it is written, and no markup
    expect(page.get_by_role("gridcell").first).to_have_text("<b>tebal</b>")

    score = page.get_by_role("table", name="Pratinjau nilai").get_by_role("button", name="82,25")
    score.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Rekap")).to_have_attribute("aria-selected", "true")
    expect(bar).to_contain_text("Rekap!C7")
    expect(bar).to_contain_text("Nilai satu kriteria: Pelayanan")
    cell = page.get_by_role("gridcell", name="82,25")
    expect(cell).to_be_focused()
    expect(cell).to_be_in_viewport()
    expect(
        page.get_by_role("combobox", name="Kolom Rekap!C4 (Pelayanan) dibaca sebagai")
    ).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Kembali ke asal").click()
    expect(score).to_be_focused()

    page.get_by_role("table", name="Kesalahan").get_by_role("button", name="Rekap!E6").first.click()
    expect(bar).to_contain_text("Kesalahan: ")
    expect(page.locator("td.fault")).to_have_count(1)
    settle(page)
    assert violations(page) == []
    assert page.evaluate(WIDE) == []
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_the_sheet_is_walked_with_the_keyboard_and_a_column_is_turned(
    visit: Visit, importing: tuple[Server, Path], tmp_path: Path
) -> None:
    make_cases.write(tmp_path / "rekap.xlsx", asking())
    page = read(visit("/impor", url=importing[0].url), tmp_path / "rekap.xlsx")
    address = page.locator(".sheet-root .address")
    page.get_by_role("gridcell").first.focus()
    for key, at in (
        ("Control+End", "F11"),
        ("Home", "A11"),
        ("Control+Home", "A1"),
        ("ArrowUp", "A1"),
        ("PageDown", "A11"),
    ):
        page.keyboard.press(key)
        expect(address).to_have_text(f"Rekap!{at}")
    for key, at in (
        ("PageUp", "A1"),
        ("ArrowDown", "A2"),
        ("ArrowDown", "A3"),
        ("ArrowDown", "A4"),
        ("End", "F4"),
    ):
        page.keyboard.press(key)
        expect(address).to_have_text(f"Rekap!{at}")
    assert page.locator("td[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    choose(page, "Kolom Rekap!F4 (Peringkat) dibaca sebagai", "Tidak dipakai")
    page.get_by_role("button", name="Ubah arti kolom").click()
    expect(page.locator("td[data-row='3'][data-column='5'] .tag")).to_have_text("tidak dipakai")
    expect(address).to_have_text("Rekap!F4")  # the sheet is drawn anew and stays where it was
    with page.expect_download() as download:
        page.get_by_role("button", name="Berkas jawaban").click()
        page.get_by_role("button", name="Unduh 1 jawaban").click()
    assert '"kolom Rekap!F4" = "abaikan"' in download.value.path().read_text(encoding="utf-8")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_switched_off_it_says_why(visit: Visit) -> None:
    page = settle(visit("/impor", width=1920))
    assert "Impor" not in navigation(page)
    expect(page.get_by_text("Impor dimatikan.")).to_be_visible()
