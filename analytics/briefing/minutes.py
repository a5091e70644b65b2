"""A berita acara as a document (DOCX) to be completed by whoever writes it, and as PDF: the words,
the list, how equals were put in order and why, places to sign. And the annex of the decree that
follows it, as annexes writes it.
"""

import io
from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from analytics.briefing import annexes, printing
from analytics.briefing.office import MARK, stable
from analytics.briefing.rows import Awarded, Column, Grid, Made, Minutes, Result, Ruled
from analytics.core import text

HEAD = ("NO.", "KECAMATAN", "NILAI", "PERINGKAT", "KETERANGAN")
WIDE = (1.3, 4.6, 3.4, 2.6, 4.7)  # centimetres
BLANK = "." * 30
DRAFT = "RANCANGAN, belum ditandatangani"
OPENING = (
    "Pada hari ini, ................ tanggal ................ bulan ................ tahun"
    " ................, bertempat di ................................, panitia dan dewan juri telah"
    " menutup penilaian dengan hasil sebagai berikut."
)
CLOSING = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan seperlunya."
ADVANCING = "maju ke tahap berikutnya"


def placed(rows: Sequence[tuple[str, str, int, float, float, bool, str]]) -> tuple[Awarded, ...]:
    """What a closed contest found, as a list: kecamatan, kabkota, rank, total, its maximum, whether
    it advances, why it stands before an equal one (or empty).
    """
    ranks = [row[2] for row in rows]
    return tuple(
        Awarded(
            kecamatan, kabkota, text.place(rank, rank, tied=ranks.count(rank) > 1), rank, "",
            total, most,
            "; ".join(filter(None, (ADVANCING if goes else "",
                                    "urutan diputuskan" if decided else ""))),
        )
        for kecamatan, kabkota, rank, total, most, goes, decided in rows
    )  # fmt: skip


def ruled(rows: Sequence[tuple[str, str]]) -> tuple[Ruled, ...]:
    """Names in their order with the reason of each, put together by the reason; those without one
    are left out.
    """
    told: dict[str, list[str]] = {}
    for name, reason in rows:
        if reason:
            told.setdefault(reason, []).append(name)
    return tuple(Ruled(tuple(names), reason) for reason, names in told.items())


def annex(of: Minutes) -> Result:
    """The list as the annex of a decree."""
    basis = (
        f"Daftar ini sama dengan berita acara {of.about}. Gelar dan titik-titik diisi oleh yang"
        f" menetapkan. {of.seal} Lembar catatan ini tidak ikut ditetapkan."
    )
    return Result(
        f"HASIL {of.about.upper()} {of.region.upper()}", of.about, of.rows, False,
        tuple(_decided(of)), (), "", basis,
    )  # fmt: skip


def _decided(of: Minutes) -> Iterator[str]:
    for one in of.ruled:
        yield (
            f"Nilai {text.listing(one.names, len(one.names))} sama. Urutannya diputuskan sebagai"
            f" tertulis, dengan alasan: {one.reason}"
        )


def _said(made: Made) -> str:
    return f"{DRAFT} · {MARK}" if made.is_simulated else DRAFT


def _row(at: int, one: Awarded) -> tuple[str, ...]:
    score = " ".join(filter(None, text.score(one.score, one.score_max)))
    return (f"{at}.", one.kecamatan, score, one.place, one.note)


def docx_of(of: Minutes, made: Made) -> bytes:
    """The berita acara as a document."""
    document = annexes.new_document(f"{of.title}: {of.about}", _said(made), made)
    middle = WD_ALIGN_PARAGRAPH.CENTER
    title = annexes.paragraph_of(document, of.title.upper(), bold=True, align=middle)
    title.style = document.styles["Heading 1"]
    annexes.paragraph_of(document, f"{of.about} {of.region}".upper(), bold=True, align=middle)
    annexes.paragraph_of(document, f"NOMOR: {BLANK}", align=middle)
    annexes.paragraph_of(document, OPENING)
    for sentence in of.sentences:
        annexes.paragraph_of(document, sentence, style="List Number")
    _list(document, of)
    for sentence in _decided(of):
        annexes.paragraph_of(document, sentence)
    annexes.paragraph_of(document, CLOSING)
    _signing(document, of)
    annexes.paragraph_of(document, of.seal, size=9)
    written = io.BytesIO()
    document.save(written)
    return stable(written.getvalue(), made.stamp)


def _list(document: Document, of: Minutes) -> None:
    rows = [HEAD, *(_row(at, one) for at, one in enumerate(of.rows, 1))]
    table = document.add_table(rows=len(rows), cols=len(HEAD), style="Table Grid")
    table.autofit = False
    annexes.describe(table, of.title, "Daftar kecamatan menurut peringkat, satu baris tiap satu.")
    for number, (row, told) in enumerate(zip(table.rows, rows, strict=True)):
        for at, (cell, words) in enumerate(zip(row.cells, told, strict=True)):
            cell.width = Cm(WIDE[at])
            is_middle = number == 0 or at in (0, 2, 3)
            align = WD_ALIGN_PARAGRAPH.CENTER if is_middle else WD_ALIGN_PARAGRAPH.LEFT
            annexes.fill(cell, words, bold=number == 0, align=align)
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _signing(document: Document, of: Minutes) -> None:
    """Two places to sign in a row."""
    table = document.add_table(rows=-(-len(of.signing) // 2), cols=2)
    annexes.describe(table, "Tanda tangan", "Tempat tanda tangan, satu untuk tiap penanda tangan.")
    for at, function in enumerate(of.signing):
        cell = table.rows[at // 2].cells[at % 2]
        middle = WD_ALIGN_PARAGRAPH.CENTER
        annexes.fill(cell, f"{function},", bold=False, align=middle)
        for words in ("", "", BLANK):
            cell.add_paragraph(words).alignment = middle
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def pdf_of(of: Minutes, made: Made) -> bytes:
    """The same as PDF, tagged, the same bytes for the same minutes."""
    numbers = (True, False, True, True, False)
    columns = tuple(
        Column(name.capitalize(), is_number, 0 if is_number else 1)
        for name, is_number in zip(HEAD, numbers, strict=True)
    )
    rows = tuple(_row(at, one) for at, one in enumerate(of.rows, 1))
    return printing.minutes(
        of, Grid("Hasil penilaian", columns, rows, 0), made,
        opening=OPENING, decided=tuple(_decided(of)), closing=CLOSING, said=_said(made),
    )  # fmt: skip
