"""How many indicators there are is data: an eighth is a row of skk_indicators.csv, and then it is
in the tables, in the importer's template and its check, and on the pages.

The eighth is invented, in a simulated catalog of a temporary folder.
"""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from analytics.geography import questions as geography_questions
from analytics.innovation import figures as innovation_figures
from data import build, check, publish
from data.importer import proposal, template
from data.importer.draft import Draft
from data.importer.proposal import Choices
from tests import published
from tests.pages.test_pages import Open, tables, visit

__all__ = ["visit"]  # the fixture

INOVASI = "pages/inovasi.py"
EIGHTH = "Ketahanan keluarga"
OWN = "Keluarga Tangguh"
SOURCE = {"source_id": "simulasi", "publisher": "SIMULASI", "title": "Uji indikator kedelapan"}
KLOJEN = {"kecamatan_code": "357302", "kabkota_code": "3573", "source_id": "simulasi"}


def append(catalog: Path, stem: str, *rows: dict[str, object]) -> None:
    """Add rows to a file of the catalog; what they leave out is empty."""
    path = catalog / f"{stem}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerows(rows)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = published.small(tmp_path_factory.mktemp("delapan") / "catalog", is_simulated=True)
    told = KLOJEN | {"year": 2025, "context": "skk", "kecamatan_printed": "Klojen"}
    counts = KLOJEN | {"edition_year": 2025, "innovation_count": 1, "basis": "stated"}
    held = {"level": "kabkota", "code": "3573", "year": 2025, "short_name": "SKK", "is_skk": "ya"}
    placed = KLOJEN | {"edition_year": 2025, "level": "kabkota", "province_code": "35"}
    placed |= {"kecamatan_printed": "Klojen", "placement": "juara_1", "basis": "stated"}
    append(folder, "editions", held | {"name": "Sinergitas Kinerja Kecamatan"})
    append(folder, "placements", placed)
    append(folder, "skk_indicators", {"number": 8, "name": EIGHTH})
    append(folder, "sources", SOURCE)
    append(
        folder,
        "innovations",
        told | {"name": OWN, "indicator": 8, "indicator_basis": "stated"},
        told | {"name": "Warung Murah", "indicator": 3, "indicator_basis": "stated"},
        told | {"name": "Rumah Parenting"},
    )
    append(folder, "indicator_counts", *(counts | {"indicator": n} for n in range(1, 9)))
    append(folder, "codebook", {"keywords": "parenting", "indicator": 8, "reason": "uji"})
    return folder


@pytest.fixture(scope="module")
def folder(catalog: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("terbit")
    build.build(catalog, where)
    return where


def test_the_tables_hold_it(folder: Path) -> None:
    assert published.ask(folder, "SELECT name FROM skk_indicator WHERE number = 8") == [(EIGHTH,)]
    assert published.ask(folder, "SELECT name FROM innovation WHERE indicator = 8") == [(OWN,)]
    assert published.ask(folder, "SELECT indicator FROM proposal") == [(8,)]
    # All eight parts are a sum that competes with totals; seven of them would be none
    assert published.ask(folder, "SELECT value, what FROM innovation_claimed") == [(8, "parts")]


def test_seven_of_eight_numbers_are_no_total(catalog: Path, tmp_path: Path) -> None:
    counts = catalog / "indicator_counts.csv"
    whole = counts.read_text(encoding="utf-8")
    try:
        counts.write_text("\n".join(whole.splitlines()[:-1]) + "\n", encoding="utf-8")
        build.build(catalog, tmp_path)
    finally:
        counts.write_text(whole, encoding="utf-8")
    assert published.ask(tmp_path, "SELECT value FROM innovation_claimed") == []


def test_a_number_without_a_name_is_a_fault(catalog: Path) -> None:
    innovations = catalog / "innovations.csv"
    whole = innovations.read_text(encoding="utf-8")
    try:
        append(
            catalog,
            "innovations",
            KLOJEN | {"name": "X", "context": "skk", "indicator": 9, "indicator_basis": "stated"},
        )
        with pytest.raises(check.CatalogError, match="bilangan bulat 1 sampai 8"):
            check.read(catalog)
    finally:
        innovations.write_text(whole, encoding="utf-8")


def test_numbers_begin_with_one_and_leave_none_out(catalog: Path) -> None:
    listed = catalog / "skk_indicators.csv"
    whole = listed.read_text(encoding="utf-8")
    try:
        listed.write_text(whole.replace("\n8,", "\n9,"), encoding="utf-8")
        with pytest.raises(check.CatalogError, match="melompati nomor"):
            check.read(catalog)
    finally:
        listed.write_text(whole, encoding="utf-8")


def test_the_template_offers_it_and_the_import_takes_it(catalog: Path, tmp_path: Path) -> None:
    frames = check.read(catalog)
    book = openpyxl.load_workbook(io.BytesIO(template.for_catalog(frames)))
    lists = {
        column[0].value: [cell.value for cell in column[1:] if cell.value]
        for column in book["Daftar"].iter_cols()
    }
    assert lists["indikator"] == [str(number) for number in range(1, 9)]

    def sent(number: int) -> proposal.Proposal:
        book = openpyxl.load_workbook(io.BytesIO(template.workbook(Draft())))
        for row, value in enumerate(("Kabupaten/Kota", "Kota Malang", None, 2026), start=1):
            book["Edisi"].cell(row, 2, value)
        book["Peserta"].append(["Klojen", "Kota Malang", None, "hasil", 1, "juara 1"])
        book["Inovasi"].append(["Klojen", "Kota Malang", "Sehati", None, number])
        book.save(tmp_path / "isi.xlsx")
        return proposal.propose(tmp_path / "isi.xlsx", "isi.xlsx", frames, Choices())

    taken = sent(8)
    assert taken.rows is not None, (taken.faults, taken.questions)
    assert [row["indicator"] for row in taken.rows["innovations"]] == [8]
    assert "9 bukan indikator; isi 1 sampai 8, atau kosongkan" in [
        one.message for one in sent(9).faults
    ]


def test_the_page_inovasi_draws_counts_and_lists_it(visit: Open, folder: Path) -> None:
    app = visit(INOVASI, folder, inovasi_bagian="Sebaran")
    assert not app.exception
    assert EIGHTH.lower() in app.title[0].value
    drawn = str([one.proto for one in app.get("plotly_chart")])
    assert EIGHTH in drawn.replace("<br>", " ")
    listed = visit(INOVASI, folder, inovasi_bagian="Katalog", inovasi_indikator=EIGHTH)
    assert not listed.exception
    assert any(f"**[{OWN}]" in one.value and EIGHTH in one.value for one in listed.markdown)
    assert not any("Warung Murah" in one.value for one in listed.markdown)
    proposed = visit(INOVASI, folder, inovasi_aturan="true")
    assert any("Indikator 1 (" in one.value and "8 (" not in one.value for one in proposed.caption)


def test_what_a_kecamatan_claims_has_a_line_for_it(visit: Open, folder: Path) -> None:
    app = visit(INOVASI, folder, inovasi_bagian="Diklaim")
    assert not app.exception
    told = str(tables(app)) + str([one.proto for one in app.get("plotly_chart")])
    assert f"8 {EIGHTH}" in told.replace("<br>", " ")


def test_the_map_and_the_profile_know_it(visit: Open, folder: Path) -> None:
    app = visit("pages/profil.py", folder, kec="357302")
    assert not app.exception
    assert EIGHTH in str(tables(app))
    generation = publish.current(folder)
    assert generation is not None
    with publish.connect(generation) as con:
        assert geography_questions.topics(con)["8"] == f"Indikator 8: {EIGHTH}"


def test_each_has_a_colour_of_its_own() -> None:
    assert len({innovation_figures.colour(number) for number in range(11)}) == 11
