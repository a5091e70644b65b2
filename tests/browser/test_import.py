"""Impor, as an operator goes through it: file, correction, comparison, publication, and back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data import publish
from tests.bench.server import Server, serve
from tests.browser.conftest import Visit
from tests.browser.screen import board, choose, expect_no_error, navigation, rows, settle
from tests.browser.test_access import violations
from tests.import_cases import make_cases

pytestmark = pytest.mark.browser


@pytest.fixture
def importing(data_folder: Path, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """The app with importing switched on, on a folder of its own."""
    where = tmp_path / "terbit"
    shutil.copytree(data_folder, where)
    with serve(environment={"SKK_DATA": str(where), "SKK_IMPORT": "on"}) as server:
        yield server, where


def test_an_operator_imports_and_takes_back(visit: Visit, importing: tuple[Server, Path], tmp_path: Path) -> None:
    server, where = importing
    before = publish.current(where)
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Lowokwru"
    make_cases.write(tmp_path / "rekap.xlsx", sheets)
    page = settle(visit("/impor", width=1920, url=server.url))
    assert "Impor" in navigation(page)
    page.get_by_label("Nama Anda, untuk jurnal").fill("Ani")
    page.get_by_label("Nama Anda, untuk jurnal").press("Tab")
    expect(page.get_by_test_id("stFileUploaderDropzone")).to_contain_text("Pilih berkasatau seret ke sini · paling besar 10 MB")
    page.locator("input[type=file]").set_input_files(tmp_path / "rekap.xlsx")
    expect(page.get_by_role("button", name="Hapus rekap.xlsx")).to_be_visible()
    expect(page.get_by_text("1 pertanyaan belum dijawab. Jawab di langkah 2")).to_be_visible()
    settle(page)
    choose(page, "Kecamatan untuk Lowokwru", "Lowokwaru, Kota Malang")
    page.get_by_role("button", name="Simpan 1 pilihan").click()
    expect(page.get_by_text("Tidak ada kesalahan.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Bandingkan dengan data terbit").click()
    publishing = page.get_by_role("button", name="Terbitkan")
    expect(publishing).to_be_visible()
    assert rows(page.get_by_role("table", name="Peringkat yang bergeser"))[0] == [
        "Lowokwaru, Kota Malang", "Kota Malang 2026", "belum tercatat", "Peserta, peringkat 1",
    ]  # fmt: skip
    assert publish.current(where) == before
    publishing.click()
    expect(page.get_by_text("Kota Malang 2026 sudah terbit")).to_be_visible()
    assert publish.current(where) != before

    page = settle(visit("/peringkat?tingkat=Kabupaten/Kota&wilayah=Kota+Malang&tahun=2026", url=server.url))
    assert rows(board(page))[0][1].startswith("Lowokwaru")
    page = settle(visit("/sumber?tingkat=Kabupaten/Kota&wilayah=Kota+Malang&tahun=2026", url=server.url))
    expect(page.get_by_role("heading", name="klaim dari 1 berkas, ")).to_be_visible()
    page = settle(visit("/impor?impor_bagian=Riwayat", url=server.url))
    expect(page.get_by_role("columnheader", name="Dibuat (WIB)")).to_be_visible()
    page.get_by_label("Nama Anda, untuk jurnal").fill("Budi")
    page.get_by_label("Nama Anda, untuk jurnal").press("Tab")
    page.get_by_role("button", name="Kembalikan").click()
    expect(page.get_by_text("Berlaku sekarang")).to_be_visible()
    expect_no_error(page)
    assert publish.current(where) == before
    page = settle(visit("/impor?impor_bagian=Jurnal", url=server.url))
    expect(page.get_by_role("columnheader", name="Waktu (WIB)")).to_be_visible()


def test_switched_off_it_says_why(visit: Visit) -> None:
    page = settle(visit("/impor", width=1920))
    assert "Impor" not in navigation(page)
    expect(page.get_by_text("Impor dimatikan.")).to_be_visible()
