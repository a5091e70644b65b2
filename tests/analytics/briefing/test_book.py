"""Buku saku: all that is on record of a kabkota, tagged, with contents that lead to its pages."""

import io
import re
import time
from functools import cache
from pathlib import Path

import duckdb
import pikepdf
import pypdfium2
import pytest

from analytics.briefing import composing as briefing_composing
from analytics.briefing import of_book as briefing_of_book
from analytics.briefing import printing as briefing_printing
from analytics.briefing.__main__ import main
from analytics.core.choosing import UnknownError
from analytics.kabkota import questions as kabkota_questions
from tests import hostile, real, simulated

SITE = "https://dasbor.contoh.go.id"
MALANG = "/kabkota?kode=3507"


@cache
def made(view: str = MALANG, con: duckdb.DuckDBPyConnection | None = None) -> bytes:
    return briefing_printing.book(*briefing_composing.book(con or real.connection(), SITE + view))


@cache
def pages(pdf: bytes) -> list[str]:
    """The words of each page, in one line."""
    with pypdfium2.PdfDocument(pdf) as read:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in read]


def silent() -> str:
    """A kabkota of which nothing is on record."""
    con = real.connection()
    codes = con.execute("SELECT code FROM kabkota ORDER BY code").fetchall()
    return next(str(code) for (code,) in codes if not briefing_of_book.is_known(con, code))


def test_a_region_of_many_results_is_a_book_within_ten_seconds() -> None:
    con = real.connection()
    begun = time.process_time()  # of this program alone: other tests run beside it
    briefing_printing.book(*briefing_composing.book(con, SITE + MALANG))
    assert time.process_time() - begun < 10


def test_the_contents_name_the_page_on_which_a_section_begins() -> None:
    book, _ = briefing_composing.book(real.connection(), MALANG)
    told = pages(made())
    contents = told[1]
    assert contents.startswith("Isi")
    titles = [section.title for section in book.sections]
    assert titles == [
        "Kedudukan dari tahun ke tahun",
        "Kecamatan yang tercatat",
        "Inovasi yang layak ditiru",
        "Sengketa dan yang belum diketahui",
    ]
    for title in [*titles, "Sumber", "Wonosari", "Pakisaji"]:
        found = re.search(rf"{re.escape(title)}[ .]+(\d+)", contents)
        assert found, title
        assert title in told[int(found[1]) - 1]


def test_every_kecamatan_on_record_its_innovations_and_all_sources_are_in_it() -> None:
    con = real.connection()
    told = " ".join(pages(made()))
    found = kabkota_questions.kecamatan(con, "3507")
    names = list(found.loc[found["last_year"].notna(), "kecamatan"])
    assert len(names) == 10
    for name in names:
        assert f"Perjalanan {name}" in told
    for innovation in ("Putik Sari", "Bank sampah Banjarejo", "Pecel Tempe Mendoan"):
        assert innovation in told
    assert "33 kecamatan" in told
    assert "2020: tidak ada edisi provinsi yang diketahui." in told
    book, _ = briefing_composing.book(con, MALANG)
    with pikepdf.open(io.BytesIO(made())) as read:
        leads = {
            str(link.A.URI)
            for page in read.pages
            for link in page.get("/Annots", [])
            if "/URI" in link.get("/A", {})
        }
    assert {one.url for one in book.sources if one.url} <= leads
    assert len(book.sources) > 15


def test_it_is_tagged_titled_and_in_indonesian() -> None:
    with pikepdf.open(io.BytesIO(made())) as read:
        assert str(read.Root.Lang) == "id"
        assert read.Root.MarkInfo.Marked
        with read.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Buku saku Kabupaten Malang"
        kinds, alternatives = [], []
        waiting = [read.Root.StructTreeRoot.K]
        while waiting:
            one = waiting.pop()
            if isinstance(one, pikepdf.Array):
                waiting += list(one)
            elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
                kinds.append(str(one.S))
                if str(one.S) == "/Figure":
                    alternatives.append(str(one.get("/Alt", "")))
                waiting += [one.K] if "/K" in one else []
    assert {"/H1", "/H2", "/H3", "/TOC", "/TOCI", "/Table", "/TH", "/Figure"} <= set(kinds)
    assert len(alternatives) >= 3
    assert all(len(said) > 20 for said in alternatives)


def test_the_same_region_is_the_same_bytes() -> None:
    assert made.__wrapped__() == made()


def test_simulated_data_are_marked_on_each_page() -> None:
    told = pages(made(MALANG, simulated.connection()))
    assert all("DATA SIMULASI" in words for words in told)
    assert "SIMULASI" not in " ".join(pages(made()))


def test_a_region_without_anything_on_record_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    view = f"/kabkota?kode={silent()}"
    assert not briefing_composing.has_book(real.connection(), view)
    with pytest.raises(UnknownError, match="Belum ada yang tercatat tentang"):
        briefing_composing.book(real.connection(), view)
    monkeypatch.setenv("SKK_DATA", str(real.folder()))
    assert main([view, "--buku-saku", "--out", str(tmp_path / "a.pdf")]) == 2
    assert "maka buku sakunya tidak dibuat" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_only_a_region_has_a_book() -> None:
    con = real.connection()
    assert briefing_composing.has_book(con, MALANG)
    for view in ("/", "/peringkat", "/profil?kec=350719", "/kabkota?kode=0", "nihil"):
        assert not briefing_composing.has_book(con, view)
    with pytest.raises(UnknownError, match="hanya ada untuk sebuah kabupaten/kota"):
        briefing_composing.book(con, "/peringkat")


def test_the_command_writes_it_as_pdf_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SKK_DATA", str(real.folder()))
    out = tmp_path / "malang.pdf"
    assert main([SITE + MALANG, "--buku-saku", "--out", str(out)]) == 0
    assert out.read_bytes() == made()
    assert main([MALANG, "--buku-saku", "--out", str(tmp_path / "a.docx")]) == 2
    assert "Buku saku ditulis sebagai .pdf" in capsys.readouterr().err
    assert main(["/tren", "--buku-saku", "--out", str(tmp_path / "a.pdf")]) == 2
    assert "hanya ada untuk sebuah kabupaten/kota" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["malang.pdf"]


def test_hostile_names_stay_words(hostile_words: duckdb.DuckDBPyConnection) -> None:
    pdf = made("/kabkota?kode=3529", hostile_words)
    assert "[Masuk](https://jahat.example/a)" in " ".join(pages(pdf))
    with pikepdf.open(io.BytesIO(pdf)) as read:
        for page in read.pages:
            for link in page.get("/Annots", []):
                address = str(link.get("/A", {}).get("/URI", "https://"))
                assert address.startswith(("https://", "http://"))
                assert hostile.HOST not in address.split("?", maxsplit=1)[0]
