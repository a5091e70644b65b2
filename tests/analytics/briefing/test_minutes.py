"""A berita acara says who stands where, why equals stand so, and leaves room for those who sign."""

import io

import docx
import pypdfium2
import pytest

from analytics.briefing import annexes as briefing_annexes
from analytics.briefing import minutes as briefing_minutes
from analytics.briefing.rows import Made, Minutes

EVIL = "#strong[x] <b>y</b> =1+1 \x00\u202e"
ROWS = (
    ("Sukun", "Kota Malang", 1, 91.25, 100.0, True, "undian disaksikan camat"),
    (f"Klojen {EVIL}", "Kota Malang", 2, 91.25, 100.0, True, "undian disaksikan camat"),
    ("Blimbing", "Kota Malang", 3, 80.0, 100.0, False, ""),
    ("Lowokwaru", "Kota Malang", 3, 80.0, 100.0, False, ""),
)
MADE = Made("abc", "2 Maret 2026", 1_770_000_000, True, "")
OF = Minutes(
    "Berita acara hasil penilaian", "Lomba uji 2026", "Kota Malang",
    ("Empat kecamatan dinilai 3 juri.",), briefing_minutes.placed(ROWS),
    briefing_minutes.ruled([(row[0], row[6]) for row in ROWS]),
    ("Ketua panitia", "Juri 1", "Juri 2"), "Jurnal 0123.",
)  # fmt: skip


def words(made: bytes) -> str:
    document = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    heads = document.sections[0].header.paragraphs
    return "\n".join([*(one.text for one in (*heads, *document.paragraphs)), *cells])


def printed(made: bytes) -> str:
    pages = pypdfium2.PdfDocument(made)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_all_of_it_is_said_in_both_forms_and_the_same_each_time(form: str) -> None:
    made = {"docx": briefing_minutes.docx_of, "pdf": briefing_minutes.pdf_of}[form]
    told = (words if form == "docx" else printed)(made(OF, MADE))
    flat = " ".join(told.split())
    for said in (
        "Sukun", "91,25", "3=", "Ketua panitia", "Juri 2", "undian disaksikan camat",
        "Jurnal 0123.", "DATA SIMULASI", "belum ditandatangani", "#strong[x] <b>y</b>",
        "maju ke tahap berikutnya",
    ):  # fmt: skip
        assert said in flat
    assert made(OF, MADE) == made(OF, MADE)


def test_the_annex_lists_the_same_and_names_what_it_is_made_of() -> None:
    told = words(briefing_annexes.docx_of(briefing_minutes.annex(OF), MADE))
    assert "sama dengan berita acara" in told
    assert "bukan dari berita acara" not in told
    assert told.count("Blimbing") == 1
    assert briefing_annexes.xlsx_of(briefing_minutes.annex(OF), MADE)
