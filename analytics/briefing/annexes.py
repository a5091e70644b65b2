"""Lembar penetapan as a document (DOCX) and a workbook (XLSX), in the usual form of the annex of a
decree (lampiran keputusan): blanks where only the decree can say it, the list, a place to sign.
What is known of the list and where it comes from stands apart, to be taken out before signing.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import docx
import xlsxwriter
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from analytics.briefing.office import AUTHOR, LANGUAGE, MARK, about, clean, stable
from analytics.briefing.parts import NONE
from analytics.briefing.rows import Awarded, Made, Result
from analytics.core import text

FONT = "Bookman Old Style"  # in which drafts of regional law are written
BLANK = "." * 34
HEAD = (("KEPUTUSAN", ""), ("NOMOR", ":"), ("TANGGAL", ":"), ("TENTANG", ":"))
DRAFT = "RANCANGAN, belum ditetapkan"
LINE = 16.5  # points
WIDE = (80, 60)  # columns of the notes, in letters
WARN = "9F3A12"
LINKED = ("https://", "http://")
SIGNED = ("Ditetapkan di", "pada tanggal")


class _Column(NamedTuple):
    """A column of the list."""

    name: str
    width: float  # its share
    is_middle: bool


def _columns(result: Result) -> list[_Column]:
    """Those that the result fills."""
    wanted = [
        (True, _Column("NO.", 1.4, is_middle=True)),
        (True, _Column("KECAMATAN", 4.0, is_middle=False)),
        (result.has_regions, _Column("KABUPATEN/KOTA", 4.0, is_middle=False)),
        (_has_scores(result), _Column("NILAI", 2.7, is_middle=True)),
        (True, _Column("PERINGKAT", 3.1, is_middle=True)),
        (True, _Column("GELAR", 2.6, is_middle=False)),
        (any(row.note for row in result.rows), _Column("KETERANGAN", 3.4, is_middle=False)),
    ]
    return [column for is_wanted, column in wanted if is_wanted]


def _has_scores(result: Result) -> bool:
    return any(row.score is not None for row in result.rows)


def _cells(result: Result) -> Iterator[dict[str, str]]:
    for at, row in enumerate(result.rows, start=1):
        yield {
            "NO.": f"{at}.",
            "KECAMATAN": row.kecamatan,
            "KABUPATEN/KOTA": row.kabkota,
            "NILAI": _score(row),
            "PERINGKAT": row.place,
            "GELAR": row.title,
            "KETERANGAN": row.note,
        }


def _score(row: Awarded) -> str:
    """A score, never without its maximum."""
    return " ".join(filter(None, text.score(row.score, row.score_max))) or NONE


def _remarks(result: Result, made: Made) -> Iterator[str]:
    if made.is_simulated:
        yield f"{MARK}."
    if result.basis:
        yield result.basis
        yield from result.notes
        return
    yield (
        f"Daftar {result.name} ini disusun dari halaman yang terbit, bukan dari berita acara"
        " panitia. Cocokkan setiap baris dengan berita acara sebelum ditetapkan; titik-titik diisi"
        " oleh yang menetapkan. Lembar catatan ini tidak ikut ditetapkan."
    )
    yield from result.notes
    yield (
        f"Dasbor SKK, versi data {made.version}, terbit {made.released}; data CC BY 4.0; bukan"
        " situs resmi penyelenggara."
    )
    yield f"Tampilan: {made.address}"


def docx_of(result: Result, made: Made) -> bytes:
    """The annex as a document: header, list, place to sign; notes and sources on a page apart."""
    said = f"{DRAFT} · {MARK}" if made.is_simulated else DRAFT
    document = new_document(f"Lampiran: {result.title}", said, made)
    _head(document)
    title = paragraph_of(document, result.title, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(18), Pt(12)
    title.style = document.styles["Heading 1"]
    _list(document, result)
    _signature(document)
    _appendix(document, result, made)
    written = io.BytesIO()
    document.save(written)
    return stable(written.getvalue(), made.stamp)


def new_document(title: str, said: str, made: Made) -> Document:
    """An empty document in the form of drafts of regional law; `said` heads each page."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.2)
    for name, size in (("Normal", 11), ("Heading 1", 12), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    _write(page.header.paragraphs[0], said, size=9, colour=WARN, align=WD_ALIGN_PARAGRAPH.RIGHT)
    properties = document.core_properties
    properties.title, properties.author = about(title), AUTHOR
    properties.last_modified_by, properties.language = AUTHOR, LANGUAGE
    properties.comments = about(f"{said}. Versi data {made.version}, terbit {made.released}")
    moment = datetime.fromtimestamp(made.stamp, UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment
    return document


def _head(document: Document) -> None:
    """LAMPIRAN KEPUTUSAN …, at the right, all of it blank."""
    for label, mark in (("LAMPIRAN", ""), *HEAD):
        said = label if label == "LAMPIRAN" else f"{label} {mark}\t{BLANK}".replace(" \t", "\t")
        paragraph = paragraph_of(document, said, size=10.5)
        form = paragraph.paragraph_format
        form.left_indent, form.space_after = Cm(7.6), Pt(2)
        form.tab_stops.add_tab_stop(Cm(10.4))


def _list(document: Document, result: Result) -> None:
    columns = _columns(result)
    rows = list(_cells(result))
    table = document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    describe(table, result.title, "Daftar kecamatan menurut peringkat, satu baris tiap kecamatan.")
    whole = Cm(16.6)
    shares = sum(column.width for column in columns)
    for at, column in enumerate(columns):
        width = int(whole * column.width / shares)
        table.columns[at].width = width
        middle = WD_ALIGN_PARAGRAPH.CENTER
        side = middle if column.is_middle else WD_ALIGN_PARAGRAPH.LEFT
        for number, cell in enumerate(table.columns[at].cells):
            cell.width = width
            said = column.name if number == 0 else rows[number - 1][column.name]
            fill(cell, said, bold=number == 0, align=middle if number == 0 else side)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def fill(cell: _Cell, words: str, *, bold: bool, align: WD_ALIGN_PARAGRAPH) -> None:
    """Write words into a cell of a table."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    _write(paragraph, words, size=9 if bold else 10, bold=bold, align=align)


def describe(table: Table, title: str, words: str) -> None:
    """What a screen reader says of a table."""
    properties = table._tbl.tblPr
    for name, value in (("w:tblCaption", title), ("w:tblDescription", words)):
        said = OxmlElement(name)
        said.set(qn("w:val"), clean(value))
        properties.append(said)


def _signature(document: Document) -> None:
    """Who signs, where and when: blank."""
    for at, said in enumerate((*(f"{label} {BLANK[:20]}" for label in SIGNED), f"{BLANK[:30]},",
                               "", "", "", BLANK[:30])):  # fmt: skip
        paragraph = paragraph_of(document, said, align=WD_ALIGN_PARAGRAPH.LEFT)
        form = paragraph.paragraph_format
        form.left_indent, form.space_after = Cm(9), Pt(0)
        form.keep_with_next, form.keep_together = at < 6, True
        if at == 0:
            form.space_before = Pt(24)


def _appendix(document: Document, result: Result, made: Made) -> None:
    """Notes and sources, on a page of their own."""
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("Catatan penyusunan", level=2)
    for sentence in _remarks(result, made):
        paragraph_of(document, sentence, size=10, style="List Bullet")
    document.add_heading("Sumber", level=2)
    for one in result.sources:
        said = ", ".join(filter(None, (one.publisher, one.title, one.date)))
        url = one.url if one.url.startswith(LINKED) else ""
        paragraph_of(document, f"{said}. {url}" if url else said, size=10, style="List Number")


def paragraph_of(
    document: Document, words: str, *, size: float = 11, bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None, style: str | None = None,
) -> Paragraph:  # fmt: skip
    """Add a paragraph; size in points."""
    paragraph = document.add_paragraph(style=style)
    _write(paragraph, words, size=size, bold=bold, align=align)
    return paragraph


def _write(
    paragraph: Paragraph, words: str, *, size: float, bold: bool = False, colour: str = "000000",
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:  # fmt: skip
    run = paragraph.add_run("\t".join(map(clean, words.split("\t"))))
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    paragraph.alignment = align


def xlsx_of(result: Result, made: Made) -> bytes:
    """The annex as a workbook: a sheet to be printed, and one with notes and sources."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        said = f"{DRAFT} · {MARK}" if made.is_simulated else DRAFT
        moment = datetime.fromtimestamp(made.stamp, UTC).replace(tzinfo=None)
        book.set_properties({"title": about(f"Lampiran: {result.title}"), "author": AUTHOR,
                             "comments": about(said), "created": moment})  # fmt: skip
        _sheet(book, result, said)
        _notes_sheet(book, result, made, said)
    return stable(written.getvalue(), made.stamp)


def _formats(book: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    plain = {"font_name": FONT, "font_size": 11, "valign": "top"}
    boxed = plain | {"border": 1, "text_wrap": True, "valign": "vcenter"}
    middle = {"align": "center"}
    made = {
        "plain": plain,
        "wrapped": plain | {"text_wrap": True},
        "strong": plain | {"bold": True},
        "title": plain | middle | {"bold": True, "text_wrap": True, "valign": "vcenter"},
        "head": boxed | middle | {"bold": True},
        "cell": boxed,
        "middle": boxed | middle,
        "score": boxed | middle | {"num_format": "#,##0.00"},
    }
    return {name: book.add_format(form) for name, form in made.items()}


def _sheet(book: xlsxwriter.Workbook, result: Result, said: str) -> None:
    forms = _formats(book)
    sheet = book.add_worksheet("Lampiran")
    sheet.set_paper(9)
    sheet.set_margins(0.8, 0.8, 0.9, 0.8)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&R{said}")
    sheet.set_footer("&CHalaman &P dari &N")
    columns = _sheet_columns(result)
    last = len(columns) - 1
    at = max(last - 2, 1)
    for number, (label, mark) in enumerate((("LAMPIRAN", ""), *HEAD)):
        blank = "" if label == "LAMPIRAN" else f"{mark} {BLANK}".strip()
        sheet.write_string(number, at, f"{label} {blank}".strip(), forms["plain"])
    top = len(HEAD) + 2
    sheet.set_row(top, 48)
    sheet.merge_range(top, 0, top, last, clean(result.title), forms["title"])
    first = top + 2
    sheet.repeat_rows(first)
    for number, row in enumerate(result.rows, start=1):
        held = [(_value(row, name, number), width) for name, width in columns]
        sheet.set_row(first + number, _height((str(value), width) for value, width in held))
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(first, column, name, forms["head"])
        for number, row in enumerate(result.rows, start=1):
            value = _value(row, name, number)
            if isinstance(value, str):
                is_word = name in ("KECAMATAN", "KABUPATEN/KOTA", "GELAR", "KETERANGAN")
                form = forms["cell" if is_word else "middle"]
                sheet.write_string(first + number, column, clean(value), form)
            else:
                form = forms["score" if name == "NILAI" else "middle"]
                sheet.write_number(first + number, column, value, form)
    below = first + len(result.rows) + 2
    for number, blank in enumerate((*(f"{label} {BLANK[:20]}" for label in SIGNED),
                                    f"{BLANK[:30]},", "", "", "", BLANK[:30])):  # fmt: skip
        sheet.write_string(below + number, at, blank, forms["plain"])
    sheet.print_area(0, 0, below + 6, last)


def _sheet_columns(result: Result) -> list[tuple[str, float]]:
    """As of the document; a score's maximum has a column, that the score may be a number."""
    found: list[tuple[str, float]] = []
    for column in _columns(result):
        found.append((column.name, 2 + column.width * 4))
        if column.name == "NILAI":
            found.append(("NILAI MAKSIMUM", 17))
    return found


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Points of a row whose cells are so wide, in letters: not every program fits it by itself."""
    return LINE * max(1, *(-(-len(words) * 1.25 // width) for words, width in cells))


def _value(row: Awarded, name: str, number: int) -> str | float:
    """What stands in a column; numbers as numbers."""
    held: dict[str, str | float | None] = {
        "NO.": number,
        "KECAMATAN": row.kecamatan,
        "KABUPATEN/KOTA": row.kabkota,
        "NILAI": row.score,
        "NILAI MAKSIMUM": row.score_max if row.score_max else "tidak dipublikasikan",
        "PERINGKAT": row.rank or row.place,
        "GELAR": row.title,
        "KETERANGAN": row.note,
    }
    if name == "NILAI MAKSIMUM" and row.score is None:
        return NONE
    value = held[name]
    return NONE if value is None else value


def _notes_sheet(book: xlsxwriter.Workbook, result: Result, made: Made, said: str) -> None:
    forms = _formats(book)
    sheet = book.add_worksheet("Catatan dan sumber")
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&R{said}")
    for column, width in enumerate(WIDE):
        sheet.set_column(column, column, width)
    remarks = [("Catatan penyusunan", ""), *((one, "") for one in _remarks(result, made))]
    lines: Sequence[tuple[str, str]] = [
        *remarks,
        ("", ""),
        ("Sumber", "Alamat"),
        *(
            (", ".join(filter(None, (one.publisher, one.title, one.date))), one.url)
            for one in result.sources
        ),
    ]
    for number, line in enumerate(lines):
        sheet.set_row(number, _height(zip(line, WIDE, strict=True)))
        is_head = line[0] in ("Catatan penyusunan", "Sumber")
        for column, words in enumerate(line):
            form = forms["strong" if is_head else "wrapped"]
            sheet.write_string(number, column, clean(words), form)
