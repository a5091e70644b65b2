"""Riwayat, as an operator takes one of two imports back and brings it back; and practice on
simulated data.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from data import build, publish
from data.importer import publishing
from tests import simulated
from tests.bench.server import serve
from tests.browser.conftest import Visit
from tests.browser.screen import board, expect_no_error, rows, settle, to
from tests.browser.test_access import violations
from tests.published import FIVE, PAPARAN, recap

pytestmark = pytest.mark.browser


def test_one_of_two_imports_is_taken_back_and_the_other_stays(
    visit: Visit, data_folder: Path, tmp_path: Path
) -> None:
    where = tmp_path / "terbit"
    shutil.copytree(data_folder, where)
    for stage, said in (("administrasi", FIVE), ("paparan", PAPARAN)):
        file: Any = recap(tmp_path / stage, said, stage=stage, name=f"{stage}.csv")
        publishing.confirm(publishing.prepare(file, build.CATALOG, where, "Ani"), where)
    both = publish.current(where)
    with serve(environment={"SKK_DATA": str(where), "SKK_IMPORT": "on"}) as server:
        page = settle(visit("/impor?impor_bagian=Riwayat", width=1920, url=server.url))
        listed = page.get_by_role("table", name="Impor yang diterima")
        assert [(row[0], row[2]) for row in rows(listed)] == [
            ("berlaku", "paparan.csv"),
            ("berlaku", "administrasi.csv"),
        ]
        page.get_by_text("Tarik kembali", exact=True).click()
        page.get_by_label("Nama Anda, yang menarik").fill("Budi")
        page.get_by_label("Nama Anda, yang menarik").press("Tab")
        page.get_by_role("button", name="Lihat yang akan berubah").click()
        told = page.get_by_text("10 nilai kriteria")
        expect(told.first).to_be_visible(timeout=60_000)
        settle(page)
        assert violations(page) == []
        page.get_by_role("button", name="Tarik kembali", exact=True).click()
        expect(page.get_by_text("paparan.csv ditarik kembali.")).to_be_visible(timeout=60_000)
        expect_no_error(page)
        assert publish.current(where) != both
        to(page, "/peringkat?tingkat=Kabupaten/Kota&wilayah=Kota+Malang&tahun=2026")
        assert rows(board(page))[0][1].startswith("Lowokwaru")


def test_practice_is_marked_on_every_screen(visit: Visit, tmp_path: Path) -> None:
    where = tmp_path / "simulasi"
    shutil.copytree(simulated.folder(), where)
    file: Any = recap(tmp_path / "a", FIVE)
    publishing.confirm(publishing.prepare(file, where / "catalog", where, "Ani"), where)
    with serve(environment={"SKK_DATA": str(where), "SKK_IMPORT": "on"}) as server:
        page = settle(visit("/impor", width=1920, url=server.url))
        expect(page.get_by_text("LATIHAN.")).to_be_visible()
        for way in ("/peringkat", "/sumber"):
            to(page, f"{way}?tingkat=Kabupaten/Kota&wilayah=Kota+Malang&tahun=2026")
            expect(page.get_by_text("DATA SIMULASI.")).to_be_visible()
            expect(page.get_by_text("LATIHAN").first).to_be_visible()
