"""Lembar penetapan: the annex of a decree, with blanks where only the decree can say it."""

import io
import re
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import docx
import duckdb
import openpyxl
import pypdfium2
import pytest
from docx.oxml.ns import qn

from analytics.briefing import annexes as briefing_annexes
from analytics.briefing import composing as briefing_composing
from analytics.briefing import slides as briefing_slides
from analytics.briefing.__main__ import main
from analytics.briefing.rows import Awarded, Made, Result
from analytics.core.choosing import UnknownError
from tests import programs, real, simulated

SITE = "https://dasbor.contoh.go.id"
EDITION = "/peringkat?tahun=2024"
BLANK = re.compile(r"\.{20,}")
EVIL = ('=HYPERLINK("http://jahat.example")', "\x1b[31m<b>x</b>\x00\ufffe\u202e", "y" * 400)


class Annex(NamedTuple):
    result: Result
    made: Made


@cache
def annex(view: str = EDITION, con: duckdb.DuckDBPyConnection | None = None) -> Annex:
    return Annex(*briefing_composing.annex(con or real.connection(), SITE + view))


def with_rows(*rows: Awarded) -> Annex:
    return annex()._replace(result=annex().result._replace(rows=rows))


def table_of(made: bytes) -> list[list[str]]:
    (table,) = docx.Document(io.BytesIO(made)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def sheet_of(made: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return rows[next(at for at, row in enumerate(rows) if row[0] == "NO.") :]


def words_of(made: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(made)).paragraphs)


def test_the_list_is_the_board_best_place_first() -> None:
    head, *rows = table_of(briefing_annexes.docx_of(*annex()))
    assert head == ["NO.", "KECAMATAN", "KABUPATEN/KOTA", "PERINGKAT", "GELAR", "KETERANGAN"]
    assert rows[0] == ["1.", "Tandes", "Kota Surabaya", "1", "Juara 1", ""]
    assert [row[3] for row in rows] == ["1", "2", "3", "4", "5", "6–7", "6–7"]
    assert rows[5][5] == "Urutan belum diketahui"


def test_the_workbook_says_the_same_with_numbers_as_numbers() -> None:
    head, first, *_ = sheet_of(briefing_annexes.xlsx_of(*annex()))
    assert head == ["NO.", "KECAMATAN", "KABUPATEN/KOTA", "PERINGKAT", "GELAR", "KETERANGAN"]
    assert first[:5] == [1, "Tandes", "Kota Surabaya", 1, "Juara 1"]
    places = [row[3] for row in sheet_of(briefing_annexes.xlsx_of(*annex()))[1:8]]
    assert places == [1, 2, 3, 4, 5, "6–7", "6–7"]


def test_what_only_the_decree_can_say_is_blank() -> None:
    words = words_of(briefing_annexes.docx_of(*annex()))
    head = words.partition("HASIL ")[0]
    for label in ("KEPUTUSAN", "NOMOR", "TANGGAL", "TENTANG"):
        (line,) = [line for line in head.split("\n") if line.startswith(label)]
        assert BLANK.search(line)
        assert not re.search(r"\d", line)
    for label in ("Ditetapkan di", "pada tanggal"):
        assert re.search(rf"{label} \.{{20}}$", words, re.MULTILINE)
    assert "GUBERNUR" not in words.upper()
    book = openpyxl.load_workbook(io.BytesIO(briefing_annexes.xlsx_of(*annex())))
    cells = [
        str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value
    ]
    assert sum(bool(BLANK.search(cell)) for cell in cells) == 8


def test_it_says_that_it_is_a_draft_what_is_not_known_and_its_sources() -> None:
    made = briefing_annexes.docx_of(*annex())
    words = words_of(made)
    document = docx.Document(io.BytesIO(made))
    assert document.sections[0].header.paragraphs[0].text == "RANCANGAN, belum ditetapkan"
    assert "bukan dari berita acara panitia" in words
    assert "Peringkat pasti 2 finalis tidak dipublikasikan." in words
    assert annex().result.sources
    for one in annex().result.sources:
        assert one.url in words
    assert annex().made.version in words
    notes = openpyxl.load_workbook(io.BytesIO(briefing_annexes.xlsx_of(*annex()))).worksheets[1]
    said = [str(cell.value) for row in notes.iter_rows() for cell in row]
    assert {one.url for one in annex().result.sources} <= set(said)


def test_scores_never_stand_without_their_maximum_and_simulated_ones_are_marked() -> None:
    one = annex("/peringkat", simulated.connection())
    made = briefing_annexes.docx_of(*one)
    head, *rows = table_of(made)
    at = head.index("NILAI")
    assert all(re.fullmatch(r"[\d.,]+ (dari|maks\.) .+", row[at]) for row in rows)
    header = docx.Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text
    assert "DATA SIMULASI" in header
    head, first, *_ = sheet_of(briefing_annexes.xlsx_of(*one))
    assert isinstance(first[head.index("NILAI")], float)
    assert first[head.index("NILAI MAKSIMUM")] == 100
    book = openpyxl.load_workbook(io.BytesIO(briefing_annexes.xlsx_of(*one)))
    assert all("SIMULASI" in sheet.oddHeader.right.text for sheet in book.worksheets)


def test_thirty_rows_with_ties_and_unknown_places_stay_honest() -> None:
    rows = [
        Awarded(f"Kecamatan {at}", "Kabupaten Contoh", "2" if at in (2, 3) else str(at),
                2 if at in (2, 3) else at, f"Juara {at}", 90.5 - at, None,
                "Peringkat sama" if at in (2, 3) else "")
        for at in range(1, 30)
    ]  # fmt: skip
    unknown = Awarded("Tanpa", "–", "–", None, "Finalis", None, None,
                      "Peringkat tidak dipublikasikan")  # fmt: skip
    one = with_rows(*rows, unknown)
    head, *told = table_of(briefing_annexes.docx_of(*one))
    assert len(told) == 30
    assert [row[head.index("PERINGKAT")] for row in told][:4] == ["1", "2", "2", "4"]
    assert told[-1][head.index("NILAI")] == "–"
    assert "tidak dipublikasikan" in told[0][head.index("NILAI")]
    document = docx.Document(io.BytesIO(briefing_annexes.docx_of(*one)))
    first = document.tables[0].rows[0]._tr.trPr
    assert first.find(qn("w:tblHeader")) is not None  # the head stands on each page
    _, *numbers = sheet_of(briefing_annexes.xlsx_of(*one))
    assert [row[0] for row in numbers[:30]] == list(range(1, 31))


def test_the_document_is_indonesian_and_its_table_is_described() -> None:
    document = docx.Document(io.BytesIO(briefing_annexes.docx_of(*annex())))
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"id-ID"}
    properties = document.tables[0]._tbl.tblPr
    for name in ("w:tblCaption", "w:tblDescription"):
        assert properties.find(qn(name)).get(qn("w:val"))
    assert document.core_properties.title.startswith("Lampiran: HASIL ")


def test_the_same_edition_is_the_same_bytes_at_another_moment() -> None:
    first = [briefing_annexes.docx_of(*annex()), briefing_annexes.xlsx_of(*annex())]
    time.sleep(2.1)  # longer than the smallest step of an archive's clock
    assert [briefing_annexes.docx_of(*annex()), briefing_annexes.xlsx_of(*annex())] == first


@pytest.mark.parametrize(
    "view",
    ["/tren", "/", "/kabkota?kode=3507", "/peringkat?peringkat_bagian=Dari+tahun+ke+tahun",
     "/peringkat?peringkat_dari=2020"],
)  # fmt: skip
def test_a_view_that_is_no_edition_has_none(view: str) -> None:
    with pytest.raises(UnknownError, match="hanya ada untuk hasil sebuah edisi"):
        briefing_composing.annex(real.connection(), view)
    assert not briefing_composing.has_annex(view)


def test_every_edition_with_a_known_place_has_one() -> None:
    con = real.connection()
    found = con.execute(
        "SELECT edition_id FROM edition WHERE contest_id = 'provinsi-35'"
        " AND EXISTS (FROM standing WHERE standing.edition_id = edition.edition_id)"
    ).fetchall()
    assert len(found) > 5
    for (edition_id,) in found:
        view = f"/peringkat?tahun={edition_id[-4:]}"
        assert briefing_composing.has_annex(view)
        try:
            result, made = briefing_composing.annex(con, view)
        except UnknownError as fault:
            assert "belum diketahui" in str(fault)  # noqa: PT017 - one may have no result
            continue
        assert made.address.startswith("/peringkat?")
        assert all(row.rank is None or row.place == str(row.rank) for row in result.rows)


def test_hostile_names_stay_words(hostile_words: duckdb.DuckDBPyConnection) -> None:
    one = annex("/peringkat", hostile_words)
    made = briefing_annexes.docx_of(*one)
    assert "<b>tebal</b>" in table_of(made)[1][1]
    assert b"w:hyperlink" not in ZipFile(io.BytesIO(made)).read("word/document.xml")
    for evil in EVIL:
        row = Awarded(evil, evil, "1", 1, evil, 1.0, 2.0, evil)
        book = briefing_annexes.xlsx_of(*with_rows(row))
        sheet = ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"<hyperlink" not in sheet
        assert len(table_of(briefing_annexes.docx_of(*with_rows(row)))) == 2


def test_the_command_writes_each_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SKK_DATA", str(real.folder()))
    for name, made in (
        ("a.docx", briefing_annexes.docx_of(*annex())),
        ("a.XLSX", briefing_annexes.xlsx_of(*annex())),
    ):
        assert main([SITE + EDITION, "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes() == made
    assert main(["/kabkota?kode=3507", "--out", str(tmp_path / "b.docx")]) == 2
    assert "hanya ada untuk hasil sebuah edisi" in capsys.readouterr().err
    assert not (tmp_path / "b.docx").exists()


def test_libreoffice_opens_slides_document_and_workbook(
    tmp_path: Path, hostile_words: duckdb.DuckDBPyConnection
) -> None:
    told = briefing_composing.briefing(hostile_words, SITE + "/kabkota?kode=3507")
    held = {
        "slide.pptx": briefing_slides.pptx(told),
        "lembar.docx": briefing_annexes.docx_of(*annex()),
        "daftar.xlsx": briefing_annexes.xlsx_of(*annex()),
    }
    for name, made in held.items():
        (tmp_path / name).write_bytes(made)
    programs.convert([tmp_path / name for name in held], "pdf")
    for name, said, pages in (("slide", "Yang belum diketahui", len(told.charts) + 4),
                              ("lembar", "Tandes", 2), ("daftar", "Tandes", 2)):  # fmt: skip
        with pypdfium2.PdfDocument(tmp_path / f"{name}.pdf") as read:
            words = " ".join(page.get_textpage().get_text_bounded() for page in read)
            assert said in words, name
            assert len(read) >= pages, name
