"""What is downloaded is what is on screen, with its origin."""

import csv
import io
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from frictionless import Package
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screen import board, headline, rows, settle

pytestmark = pytest.mark.browser

# On screen and in the files
COLUMNS = ("Peringkat", "Kecamatan", "Kabupaten/Kota", "Gelar", "Tahap terjauh")


def _save(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_leaderboard_as_csv_and_excel(visit: Visit, tmp_path: Path) -> None:
    page = settle(visit("/peringkat?tahun=2016"))
    shown = [row[:5] for row in rows(board(page))]
    assert shown[0][:3] == ["1", "Tulakan", "Kabupaten Pacitan"]
    page.locator(".st-key-unduh_peringkat").get_by_role("button").click()
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()

    text = _save(page, "CSV", tmp_path).read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [[row[name] for name in COLUMNS] for row in table] == shown
    (version,) = {row["Versi data"] for row in table}
    expect(page.get_by_test_id("stMain")).to_contain_text(f"Versi data {version}")
    assert {row["Tautan"] for row in table} == {link}

    book = openpyxl.load_workbook(_save(page, "Excel (XLSX)", tmp_path))
    assert book.sheetnames == ["Data", "Sumber", "Keterangan"]
    data, sources, remarks = (
        list(book[name].iter_rows(values_only=True)) for name in book.sheetnames
    )
    places = [data[0].index(name) for name in COLUMNS]
    assert [[str(row[place]) for place in places] for row in data[1:]] == shown
    assert sources[0][:2] == ("Kunci sumber", "Penerbit")
    assert len(sources) > 2
    assert {"Versi data": version, "Tautan": link}.items() <= dict(remarks).items()

    other = settle(visit(link.removeprefix(page.evaluate("location.origin"))))
    expect(headline(other)).to_have_text(headline(page).inner_text())


def test_the_view_as_a_sheet_of_paper(visit: Visit, tmp_path: Path) -> None:
    page = settle(visit("/peringkat?tahun=2023"))
    page.locator(".st-key-unduh_peringkat").get_by_role("button").click()
    sheet = _save(page, "Ringkasan (PDF)", tmp_path)
    assert sheet.name.startswith("peringkat_")
    with pypdfium2.PdfDocument(sheet) as read:
        (only,) = read
        words = " ".join(only.get_textpage().get_text_bounded().replace("\u00a0", " ").split())
    assert headline(page).inner_text() in words
    assert page.evaluate("location.origin") in words


def test_whole_database_as_data_package(visit: Visit, tmp_path: Path) -> None:
    page = settle(visit("/sumber?sumber_bagian=Unduh+data"))
    path = _save(page, "Paket data lengkap (ZIP)", tmp_path)
    assert path.name == "dasbor-skk.zip"
    package = Package(str(path))
    report = package.validate()
    assert report.valid, report.flatten(["type", "message"])
    assert {"hasil", "klaim-hasil", "sumber"} <= set(package.resource_names)


def test_each_table_as_csv(visit: Visit, tmp_path: Path) -> None:
    page = settle(visit("/sumber?sumber_bagian=Unduh+data"))
    with page.expect_download() as waiting:
        page.locator(".st-key-tabel_standing").get_by_role("button").click()
    assert waiting.value.suggested_filename == "hasil.csv"
    waiting.value.save_as(tmp_path / "hasil.csv")
    table = list(csv.DictReader((tmp_path / "hasil.csv").open(encoding="utf-8")))
    assert any(
        row["edition_id"] == "provinsi-35-2024" and row["rank_low"] == row["rank_high"] == "1"
        for row in table
    )
