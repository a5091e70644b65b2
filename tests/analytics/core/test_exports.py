"""Downloads: exactly what is shown, with sources and version, harmless in a spreadsheet."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.core import export
from analytics.evidence import questions as evidence_questions
from analytics.evidence import tables as evidence_tables
from analytics.standing import questions as standing_questions
from analytics.standing import tables as standing_tables
from data import package, publish
from tests import programs, real

SHEET = export.Sheet("Papan", "http://localhost/peringkat?tahun=2024", "abc123")


@pytest.fixture
def rows() -> pd.DataFrame:
    con = real.connection()
    edition = "provinsi-35-2024"
    return standing_tables.standings(
        standing_questions.standings(con, edition), standing_questions.movement(con, edition)
    )


def test_csv_holds_the_rows_on_screen_each_with_version_and_link(rows: pd.DataFrame) -> None:
    body = export.to_csv(rows, SHEET)
    assert body.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(body), dtype=str)
    assert list(read["Kecamatan"]) == list(rows["Kecamatan"])
    assert set(read["Versi data"]) == {"abc123"}
    assert set(read["Tautan"]) == {SHEET.link}


def test_xlsx_holds_rows_sources_and_remarks(rows: pd.DataFrame) -> None:
    sources = evidence_tables.sources(
        evidence_questions.sources(real.connection(), "provinsi-35-2024")
    )
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(rows, sources, SHEET)))
    assert book.sheetnames == ["Data", "Sumber", "Keterangan"]
    assert book["Data"].max_row == len(rows) + 1
    assert [cell.value for cell in book["Data"][2]][:3] == ["1", "Juara 1", "Tandes"]
    assert book["Sumber"].max_row == len(sources) + 1
    assert ("Versi data", "abc123") in list(book["Keterangan"].iter_rows(values_only=True))


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@x", "\tx"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    rows = pd.DataFrame({"Nama": [text], "Nilai": [-1.5]})
    assert f"'{text}" in export.to_csv(rows, SHEET).decode("utf-8-sig")
    assert "-1.5" in export.to_csv(rows, SHEET).decode("utf-8-sig")
    cell = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(rows, rows.head(0), SHEET)))["Data"][
        "A2"
    ]
    assert cell.data_type == "s"
    assert cell.value == text
    headed = pd.DataFrame({text: [1]})  # a criterion's name heads a column
    assert (
        export.to_csv(headed, SHEET)
        .decode("utf-8-sig")
        .splitlines()[0]
        .strip('"')
        .startswith(f"'{text}")
    )
    assert (
        openpyxl.load_workbook(io.BytesIO(export.to_xlsx(headed, headed, SHEET)))["Data"][
            "A1"
        ].data_type
        == "s"
    )


SEPARATORS = ",;\t|"
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
NASTY = st.lists(
    st.sampled_from(
        [*STARTS, *SEPARATORS, '"', "'", " ", "\n", "\r", "1", "A", "CMD|' /C calc'!A0"]
    ),
    max_size=12,
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is no fault of the exports
@given(
    st.lists(st.tuples(*[NASTY.map("".join)] * 3), min_size=1, max_size=4),
    st.sampled_from(SEPARATORS),
)
def test_no_cell_is_a_formula_whichever_separator_a_spreadsheet_expects(
    texts: list[tuple[str, ...]], separator: str
) -> None:
    rows = pd.DataFrame(texts, columns=["=a;=b", "b", "c"]).assign(Nilai=1.5)
    body = export.to_csv(rows, SHEET).decode("utf-8-sig")
    for record in csv.reader(io.StringIO(body, newline=""), delimiter=separator):
        for cell in record:
            assert not cell.lstrip(' \t\r\n"').startswith(STARTS)
    if separator == ",":
        read = pd.read_csv(io.StringIO(body), dtype=str, keep_default_na=False)
        assert len(read) == len(texts)


def test_libreoffice_in_indonesian_finds_no_formula(tmp_path: Path) -> None:
    nasty = [
        "x;=1+1;y",
        "=1+1",
        'a";=1+1',
        "b\n=1+1",
        "c;",
        '"=1+1',
        "+1+1",
        "@SUM(1)",
        "-2+3",
        "\t=1+1",
        "; =1+1",
        "d|=1+1",
    ]
    (tmp_path / "ekspor.csv").write_bytes(
        export.to_csv(pd.DataFrame({"Nama": nasty, "Lain": nasty[::-1]}), SHEET)
    )
    for separator in (ord(";"), ord(","), ord("\t")):
        reading = (
            "--infilter=Text - txt - csv"
            f" (StarCalc):{separator},34,76,1,,1057,false,true,false,false,false,-1,true"
        )
        programs.convert([tmp_path / "ekspor.csv"], "xlsx", reading)
        book = openpyxl.load_workbook(next(tmp_path.glob("*.xlsx")))
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        assert len(cells) > len(nasty)
        assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_no_text_of_the_data_package_is_a_formula() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE build AS SELECT 'published' AS kind")
        con.execute(
            "CREATE TABLE innovation AS SELECT '=HYPERLINK(\"http://x\")' AS name, -1.5 AS value,"
            " NULL::VARCHAR AS note"
        )
        assert (
            package.table_csv(con, "innovation").decode()
            == '"name","value","note"\n"\'=HYPERLINK(""http://x"")",-1.5,""\n'
        )


def test_simulated_data_is_marked_in_every_download() -> None:
    sheet = export.Sheet("Papan", "x", "v", is_simulated=True)
    rows = pd.DataFrame({"Nama": ["A"]})
    assert "DATA SIMULASI" in export.to_csv(rows, sheet).decode("utf-8-sig").splitlines()[1]
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(rows, rows, sheet)))
    assert book["Keterangan"]["A2"].value == "PERINGATAN"
    assert [[cell.value for cell in row] for row in book["Data"].iter_rows()] == [
        ["PERINGATAN", "Nama"],
        ["DATA SIMULASI", "A"],
    ]
    assert "SIMULASI" in str(book["Data"].oddHeader.center.text)


def test_the_data_package_is_valid_and_complete(tmp_path: Path) -> None:
    con = real.connection()
    body = package.package(con)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        archive.extractall(tmp_path)
    report = frictionless.Package(tmp_path / "datapackage.json").validate()
    assert report.valid, report.flatten(["message"])
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource["nama_tabel_di_basis_data"] for resource in described["resources"]]
    assert sorted(tables) == publish.tables(con)
    assert all(
        field["description"]
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
    )
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["version"] in (tmp_path / "BACA-SAYA.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in (tmp_path / "LISENSI.md").read_text(encoding="utf-8")
    assert "## 5. Rentang" in (tmp_path / "ATURAN.md").read_text(encoding="utf-8")


def test_every_published_table_has_a_name_for_readers() -> None:
    assert set(package.NAMES) == set(publish.tables(real.connection()))
    assert len(set(package.NAMES.values())) == len(package.NAMES)


# Words that are Indonesian or a name as well: provinsi, kecamatan, kabkota, impor's file
SHARED = {"area", "import", "kabkota", "kecamatan", "provinsi"}
ENGLISH = re.compile(
    rf"docs/|README|LICEN[SC]E|RULES|\b({'|'.join(set(package.NAMES) - SHARED)})\b"
)


def test_no_reader_of_the_package_meets_an_english_name_of_a_table_or_a_path_of_the_code() -> None:
    body = package.package(real.connection(), "http://contoh.test/sumber?sumber_bagian=Aturan")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "http://contoh.test/sumber?sumber_bagian=Aturan" in told["BACA-SAYA.md"]
    described = json.loads(told.pop("datapackage.json"))
    meanings = list(csv.DictReader(io.StringIO(told.pop("KAMUS-KOLOM.csv"))))
    assert [(one["Tabel"], one["Kolom"], one["Arti"]) for one in meanings] == [
        (resource["name"], field["name"], field["description"])
        for resource in described["resources"]
        for field in resource["schema"]["fields"]
    ]
    fields = []
    for resource in described["resources"]:
        told[resource["path"]] = f"{resource['name']} {resource['description']}"
        fields += [field["description"] for field in resource["schema"]["fields"]]
    # A field may list the values that it holds, of which some are words like "score"
    assert [one for one in fields if "docs/" in one or package.NAMED.search(one)] == []
    found = {
        name: ENGLISH.findall(f"{name} {words}")
        for name, words in told.items()
        if ENGLISH.search(f"{name} {words}")
    }
    assert found == {}


def test_a_comment_of_the_database_calls_tables_as_readers_see_them() -> None:
    assert package.worded("Dari tabel score; lihat standing.place_id.") == (
        "Dari tabel nilai; lihat kolom hasil.place_id."
    )
    assert package.worded("disimpulkan dari tabel placement_claim") == (
        "disimpulkan dari tabel klaim-hasil"
    )
    assert package.worded("stage: tahap.") == "stage: tahap."


def test_the_same_generation_gives_the_same_package() -> None:
    assert package.package(real.connection()) == package.package(real.connection())


def test_only_published_tables_can_be_taken() -> None:
    with pytest.raises(KeyError):
        package.table_csv(real.connection(), "sqlite_master; DROP TABLE standing")
