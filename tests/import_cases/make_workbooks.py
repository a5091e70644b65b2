"""One small workbook in every kind of file that is read, and files that would take all memory.

formats.xls, formats.ods and formats.xlsx beside this file are what LibreOffice makes of `write_xlsx` (soffice --convert-to). It reads
.xlsb but writes none, so that `write_xlsb` writes the records themselves; LibreOffice opens what it writes.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import xlsxwriter

SAVED = {kind: Path(__file__).parent / f"formats.{kind}" for kind in ("xls", "ods", "xlsx")}
ROWS = [
    ["REKAP NILAI KOTA MALANG TAHUN 2026", None, None, None, None, None],
    [None, None, None, None, None, None],
    ["No", "Kecamatan", "Nilai", None, None, "Tanggal"],
    [None, None, "Pelayanan", "Capaian", "Jumlah", None],
    [1, "Lowokwaru", 87.5, 87.5, 175, date(2026, 3, 1)],
    [2, "Sukun", 80, 29.1, 109.1, date(2026, 3, 2)],
    [3, "Klojen", 75.25, 7, 82.25, None],
    [None, "Blimbing", "TMS", None, 99.5, None],
]  # fmt: skip
PERCENT = {"D5": 0.875, "D6": 0.291, "D7": 0.07}  # what is stored
LITERAL = "E8"  # 99.5 in the format 0.0"%", which shows what is stored
FAILED = "D8"
INDENTS = {"B6": 1, "B7": 2}
MERGED = ["A1:F1", "A3:A4", "B3:B4", "C3:E3", "F3:F4"]
HIDDEN_ROW, HIDDEN_COLUMN = 6, "C"
HIDDEN_SHEET = ("Lama", [[None, None], [None, "catatan"]])
NAMES = "ABCDEF"


def write_xlsx(path: Path) -> None:
    """Write the workbook as .xlsx."""
    with xlsxwriter.Workbook(path) as book:
        sheet, hidden = book.add_worksheet("Rekap"), book.add_worksheet(HIDDEN_SHEET[0])
        form = {
            one: book.add_format({"num_format": one}) for one in ("0.0%", "dd/mm/yyyy", '0.0"%"')
        }
        for area in MERGED:
            sheet.merge_range(area, "")
        for row, cells in enumerate(ROWS):
            for column, cell in enumerate(cells):
                at = f"{NAMES[column]}{row + 1}"
                if at in PERCENT:
                    sheet.write_number(at, PERCENT[at], form["0.0%"])
                elif at == LITERAL:
                    sheet.write_number(at, cell, form['0.0"%"'])
                elif at == FAILED:
                    sheet.write_formula(at, "=1/0", None, "#DIV/0!")
                elif isinstance(cell, date):
                    sheet.write_datetime(at, cell, form["dd/mm/yyyy"])
                elif cell is not None:
                    sheet.write(
                        at,
                        cell,
                        book.add_format({"indent": INDENTS[at]}) if at in INDENTS else None,
                    )
        sheet.set_row(HIDDEN_ROW - 1, None, None, {"hidden": True})
        sheet.set_column(f"{HIDDEN_COLUMN}:{HIDDEN_COLUMN}", None, None, {"hidden": True})
        hidden.write("B2", HIDDEN_SHEET[1][1][1])
        hidden.hide()


def _record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = bytearray(), len(body)
    while True:
        length.append(size & 0x7F | (0x80 if size > 127 else 0))
        size >>= 7
        if not size:
            return number + bytes(length) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _corners(area: str) -> tuple[int, int, int, int]:
    """First row, last row, first column, last column, from 0."""
    first, last = area.split(":")
    return int(first[1:]) - 1, int(last[1:]) - 1, NAMES.index(first[0]), NAMES.index(last[0])


def _sheet_records(rows: list[list[object]], is_formatted: bool) -> bytes:
    out = _record(129) + _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1))
    if is_formatted:
        column = NAMES.index(HIDDEN_COLUMN)
        out += (
            _record(390) + _record(60, struct.pack("<4IH", column, column, 0, 0, 1)) + _record(391)
        )
    out += _record(145)
    for row, cells in enumerate(rows):
        is_hidden = is_formatted and row == HIDDEN_ROW - 1
        out += _record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 if is_hidden else 0, 0, 0))
        for column, cell in enumerate(cells):
            at = f"{NAMES[column]}{row + 1}" if is_formatted else ""
            style = (
                2
                if at in PERCENT
                else (
                    3
                    if isinstance(cell, date)
                    else 3 + INDENTS[at]
                    if at in INDENTS
                    else 6 * (at == LITERAL)
                )
            )
            begins = struct.pack("<II", column, style)
            if at == FAILED:
                out += _record(3, begins + b"\x07")
            elif isinstance(cell, str):
                out += _record(6, begins + _wide(cell))
            elif isinstance(cell, date):
                out += _record(5, begins + struct.pack("<d", (cell - date(1899, 12, 30)).days))
            elif cell is not None:
                out += _record(5, begins + struct.pack("<d", PERCENT.get(at, cell)))
    out += _record(146)
    if is_formatted:
        out += _record(177, struct.pack("<I", len(MERGED)))
        out += b"".join(
            _record(176, struct.pack("<4I", *_corners(area))) for area in MERGED
        ) + _record(178)
    return out + _record(130)


def _style_records() -> bytes:
    def style(form: int, indent: int = 0, parent: int = 0) -> bytes:
        return _record(
            47, struct.pack("<5HBBHH", parent, form, 0, 0, 0, 0, indent, 1 if indent else 0, 0x3F)
        )

    forms = _record(615, struct.pack("<I", 2)) + _record(44, struct.pack("<H", 164) + _wide("0.0%"))
    forms += _record(44, struct.pack("<H", 165) + _wide('0.0"%"')) + _record(616)
    every = [style(0), style(0), style(164), style(14), style(0, 1), style(0, 2), style(165)]
    general = (
        _record(626, struct.pack("<I", 1)) + style(9, parent=0xFFFF) + _record(627)
    )  # not of cells, and per cent
    cells = _record(617, struct.pack("<I", len(every))) + b"".join(every) + _record(618)
    return _record(278) + forms + general + cells + _record(279)


def write_xlsb(path: Path) -> None:
    """Write the workbook as .xlsb."""
    packages = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relations(*pairs: tuple[str, str]) -> str:
        each = "".join(
            f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(pairs, 1)
        )
        return f'<Relationships xmlns="{packages}/relationships">{each}</Relationships>'

    sheets = [("Rekap", 0), (HIDDEN_SHEET[0], 1)]
    book = _record(131) + _record(143)
    for number, (name, state) in enumerate(sheets, 1):
        book += _record(
            156, struct.pack("<II", state, number) + _wide(f"rId{number}") + _wide(name)
        )
    book += _record(144) + _record(132)
    excel = "application/vnd.ms-excel"
    types = "".join(
        f'<Override PartName="/xl/{part}.bin" ContentType="{excel}.{kind}"/>'
        for part, kind in [
            ("workbook", "sheet.binary.macroEnabled.main"), ("worksheets/sheet1", "worksheet"),
            ("worksheets/sheet2", "worksheet"), ("styles", "styles"),
        ]
    )  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{packages}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.bin")))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            relations(
                ("worksheet", "worksheets/sheet1.bin"),
                ("worksheet", "worksheets/sheet2.bin"),
                ("styles", "styles.bin"),
            ),
        )
        archive.writestr("xl/styles.bin", _style_records())
        archive.writestr("xl/worksheets/sheet1.bin", _sheet_records(ROWS, is_formatted=True))
        archive.writestr(
            "xl/worksheets/sheet2.bin", _sheet_records(HIDDEN_SHEET[1], is_formatted=False)
        )


def write_xml(path: Path) -> None:
    """Write the workbook as XML Spreadsheet 2003."""
    merged = {area.split(":")[0]: _corners(area) for area in MERGED}

    def cell(at: str, column: int, value: object) -> str:
        top, bottom, left, right = merged.get(at, (0, 0, 0, 0))
        style = (
            "persen"
            if at in PERCENT
            else f"masuk{INDENTS[at]}"
            if at in INDENTS
            else "bukan"
            if at == LITERAL
            else "Default"
        )
        span = (
            f'ss:MergeAcross="{right - left}" ss:MergeDown="{bottom - top}"' if at in merged else ""
        )
        kind = (
            "Error"
            if at == FAILED
            else (
                "DateTime"
                if isinstance(value, date)
                else "String"
                if isinstance(value, str)
                else "Number"
            )
        )
        said = (
            "#DIV/0!"
            if at == FAILED
            else f"{value}T00:00:00.000"
            if isinstance(value, date)
            else PERCENT.get(at, value)
        )
        note = (
            '<Comment><ss:Data ss:Type="String">catatan</ss:Data></Comment>' if at == "B5" else ""
        )
        return (
            f'<Cell ss:Index="{column + 1}" ss:StyleID="{style}" {span}><Data'
            f' ss:Type="{kind}">{said}</Data>{note}</Cell>'
        )

    rows = ""
    for number, cells in enumerate(ROWS, 1):
        inner = "".join(
            cell(f"{NAMES[column]}{number}", column, value)
            for column, value in enumerate(cells)
            if value is not None or f"{NAMES[column]}{number}" == FAILED
        )
        shown = ' ss:Hidden="1"' if number == HIDDEN_ROW else ""
        rows += f'<Row ss:Index="{number}"{shown}>{inner}</Row>'
    body = (
        '<Styles><Style ss:ID="Default"/><Style ss:ID="persen"><NumberFormat'
        ' ss:Format="0.0%"/></Style>'
        '<Style ss:ID="bukan" ss:Parent="persen"><NumberFormat'
        ' ss:Format="0.0&quot;%&quot;"/></Style>'
        '<Style ss:ID="masuk1"><Alignment ss:Indent="1"/></Style><Style ss:ID="masuk2"><Alignment'
        ' ss:Indent="2"/></Style></Styles>'
        f'<Worksheet ss:Name="Rekap"><Table><Column ss:Index="{NAMES.index(HIDDEN_COLUMN) + 1}"'
        f' ss:Hidden="1"/>{rows}</Table></Worksheet>'
        f'<Worksheet ss:Name="{HIDDEN_SHEET[0]}"><Table><Row ss:Index="2"><Cell ss:Index="2"><Data'
        ' ss:Type="String">catatan</Data></Cell>'
        "</Row></Table><WorksheetOptions"
        ' xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
        "</WorksheetOptions></Worksheet>"
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook'
        f' xmlns="{space}" xmlns:ss="{space}">{body}</Workbook>'
    )
    path.write_text(text, encoding="utf-8")


# Small files that are large once they are open.

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROOTS = {"worksheets/sheet1": "worksheet", "sharedStrings": "sst", "styles": "styleSheet"}
KINDS = {"worksheets/sheet1": "worksheet", "sharedStrings": "sharedStrings", "styles": "styles"}


def package(path: Path, sheet: Iterable[str], **others: Iterable[str]) -> None:
    """Write an .xlsx of one sheet, with the XML within its element, and that of sharedStrings or styles."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts: dict[str, Iterable[str]] = {"worksheets/sheet1": sheet} | others
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets><sheet name="Rekap" sheetId="1"'
            ' r:id="r0"/></sheets></workbook>',
        )
        each = "".join(
            f'<Relationship Id="r{at}" Type="{office}/{KINDS[one]}" Target="{one}.xml"/>'
            for at, one in enumerate(parts)
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        root = f'<Relationship Id="r0" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{space}">{root}</Relationships>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{space}">{each}</Relationships>'
        )
        for name, pieces in parts.items():
            with (
                archive.open(f"xl/{name}.xml", "w", force_zip64=True) as out,
                io.TextIOWrapper(out, "utf-8") as text,
            ):
                text.write(f'<{ROOTS[name]} xmlns="{MAIN}">')
                text.writelines(pieces)
                text.write(f"</{ROOTS[name]}>")


def _data(*pieces: str | Iterable[str]) -> Iterable[str]:
    yield "<sheetData>"
    for piece in pieces:
        yield from [piece] if isinstance(piece, str) else piece
    yield "</sheetData>"


def shared(path: Path) -> None:
    """One text of 32,767 characters in 600,000 cells."""
    cells = '<c t="s"><v>0</v></c>' * 30
    package(
        path,
        _data(f"<row>{cells}</row>" for _ in range(20_000)),
        sharedStrings=[f"<si><t>{'x' * 32_767}</t></si>"],
    )


def strings(path: Path) -> None:
    """Millions of texts that no cell has."""
    package(
        path,
        _data('<row><c t="s"><v>0</v></c></row>'),
        sharedStrings=("<si><t/></si>" for _ in range(2_000_000)),
    )


def sparse(path: Path) -> None:
    """Cells in the last row and the last column that are allowed, and none between."""
    package(
        path,
        _data(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="30000"><c'
            ' r="KN30000"><v>1</v></c></row>'
        ),
    )


def lying(path: Path) -> None:
    """A row that says another number than its cells."""
    package(
        path,
        _data(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD1048576"><v>1</v></c></row>'
        ),
    )


def empty(path: Path) -> None:
    """Millions of cells with nothing in them."""
    package(path, _data(("<row>" + "<c/>" * 1000 + "</row>") for _ in range(10_000)))


def styles(path: Path) -> None:
    """Millions of formats."""
    package(
        path,
        _data('<row><c s="1"><v>1</v></c></row>'),
        styles=["<cellXfs>", *(["<xf/>" * 1000] * 10_000), "</cellXfs>"],
    )


def merges(path: Path) -> None:
    """A hundred thousand merged cells."""
    each = (f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 100_001))
    package(path, [*_data("<row><c><v>1</v></c></row>"), "<mergeCells>", *each, "</mergeCells>"])


def hidden(path: Path) -> None:
    """Columns that are hidden a million times."""
    package(
        path,
        [
            "<cols>",
            *(['<col min="1" max="300" hidden="1"/>' * 1000] * 1000),
            "</cols>",
            *_data("<row><c><v>1</v></c></row>"),
        ],
    )


def elements(path: Path) -> None:
    """A hundred thousand elements with names of their own."""
    package(path, _data(f"<x{number}/>" for number in range(100_000)))


def nested(path: Path) -> None:
    """Elements within each other, three hundred thousand deep."""
    package(path, _data("<a>" * 300_000, "</a>" * 300_000))


def repeated(path: Path) -> None:
    """An OpenDocument row with a long text, many times over."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    cell = (
        '<table:table-cell office:value-type="string"'
        f' table:number-columns-repeated="20"><text:p>{"x" * 30_000}</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="30000">{cell}</table:table-row>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>'
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}office:1.0"'
            f' xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0">'
            "<office:body><office:spreadsheet><table:table"
            f' table:name="Rekap">{row}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )


def spanned(path: Path) -> None:
    """A web page whose cells each cover hundreds of columns."""
    path.write_text("<table>" + f"<tr>{'<td colspan=299>x' * 2}</tr>" * 200_000 + "</table>")


def separated(path: Path) -> None:
    """A line of nothing but separators."""
    path.write_text("Kecamatan;Nilai\n" + ";" * 9_000_000)


BOMBS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "one long text in all cells": ("a.xlsx", shared), "texts that no cell has": ("a.xlsx", strings), "far cells": ("a.xlsx", sparse),
    "a row that lies": ("a.xlsx", lying), "empty cells": ("a.xlsx", empty), "formats": ("a.xlsx", styles),
    "merged cells": ("a.xlsx", merges), "hidden columns": ("a.xlsx", hidden), "names of elements": ("a.xlsx", elements),
    "elements in elements": ("a.xlsx", nested), "repeated OpenDocument cells": ("a.ods", repeated),
    "cells over many columns of a web page": ("a.html", spanned), "separators": ("a.csv", separated),
}  # fmt: skip
