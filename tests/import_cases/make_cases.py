"""The corpus: one file for each thing that can be wrong, and what the importer must say about it.

Each case is a good file with one change. To look at them: python -m tests.import_cases.make_cases FOLDER

rekap.xls and rekap.ods beside this file are recap() with row 6 and column D hidden, as LibreOffice saves them: no library that
the project uses writes the format of Excel 97.
"""

import csv
import io
import sys
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

Cells = list[list[Any]]
Sheets = dict[str, Cells]
SAVED = {kind: Path(__file__).parent / f"rekap.{kind}" for kind in ("xls", "ods")}
SHEET_XML = "xl/worksheets/sheet1.xml"


class Formula(NamedTuple):
    """A formula and the value stored with it; an empty one is a formula that was never calculated."""

    text: str
    value: Any = ""


def recap() -> Sheets:
    """What an office keeps: titles above, a header in row 4, Indonesian decimals as text, a sum and a signature below."""
    return {
        "Rekap": [
            ["REKAPITULASI HASIL AKHIR SINERGITAS KINERJA KECAMATAN"],
            ["KOTA MALANG TAHUN 2026"],
            [],
            [
                "No",
                "Kecamatan ",
                "Pelayanan (maks. 100)",
                "Tugas delegatif (maks. 100)",
                "Jumlah",
                "Peringkat",
            ],
            [1, "Kec. Lowok Waru", "87,5", 90, "177,5", 1],
            [2, " Blimbing", 80, "85,5", "165,5", 3],
            [3, "KEDUNGKANDANG", "82,25", "85,5", "167,75", 2],
            [None, "Jumlah", "249,75", 261, "510,75"],
            [],
            [None, None, None, None, "Malang, 3 Maret 2026"],
            [None, None, None, None, "Ketua Tim Penilai"],
        ]
    }


def jurors() -> Sheets:
    """One sheet for each juror, and none for the total."""
    header = ["No", "Kecamatan", "Pelayanan", "Inovasi"]
    return {
        name: [
            [f"Nilai tahap paparan, Kota Malang 2026, {name}"],
            header,
            [1, "Klojen", 80 + up, 70],
            [2, "Sukun", 75, 71 + up],
        ]
        for up, name in enumerate(["Juri 1", "Juri 2", "Juri 3"])
    }


def template() -> Sheets:
    """The project's own workbook, filled in."""
    return {
        "Edisi": [["Tingkat", "Kabupaten/Kota"], ["Wilayah", "Kota Malang"], ["Kelas"], ["Tahun", 2026],
                  ["Nama", "Sinergitas Kinerja Kecamatan"], ["Nama singkat", "SKK"], ["Ajang", "SKK"],
                  ["Tanggal hasil", "2026-03-01"], ["Jumlah peserta", 5]],
        "Indikator": [["Kode", "Nama", "Bobot", "Nilai maksimum"], ["K1", "Pelayanan", 60, 100], ["K2", "Inovasi", 40, 100],
                      ["Jumlah", None, 100]],
        "Peserta": [["Kecamatan", "Kabupaten/Kota", "Kode wilayah", "Tahap", "Peringkat", "Gelar", "Nilai total", "Nilai maksimum"],
                    ["Klojen", "Kota Malang", None, "hasil", 1, "Juara I", 84, 100],
                    ["Sukun", "Kota Malang", None, "hasil", 2, "Juara II", 75.4, 100]],
        "Nilai": [["Kecamatan", "Kabupaten/Kota", "Tahap", "Juri", "K1", "K2"],
                  ["Klojen", None, "paparan", "Budi", 90, 75], ["Klojen", None, "paparan", "Ani", 88, 77],
                  ["Sukun", None, "paparan", "Budi", 75, 76], ["Sukun", None, "paparan", "Ani", "74,5", "-"]],
        "Inovasi": [["Kecamatan", "Kabupaten/Kota", "Nama", "Kepanjangan", "Indikator", "Bidang", "Pelaku", "Digital", "Penerima",
                     "Uraian"],
                    ["Klojen", None, "Si Cepat", None, 5, "pelayanan_publik", "pemerintah;masyarakat", "ya", "warga", "Antar surat"]],
        "Sumber": [["Penerbit", "Bagian Tata Pemerintahan Kota Malang"], ["Judul", "Berita acara"], ["Tanggal", date(2026, 3, 1)],
                   ["Alamat"]],
    }  # fmt: skip


def province() -> Sheets:
    """A recap of a province: the kabupaten/kota beside the kecamatan."""
    return {
        "Hasil": [
            ["Rekap SKK Provinsi Jawa Timur 2026"],
            ["Kecamatan", "Kabupaten/Kota", "Total Skor", "Peringkat"],
            ["Wonosari", "Kab. Malang", 640, 1],
            ["Junrejo", "Kota Batu", 630, 2],
            ["Asembagus", "Kabupaten Situbondo", 620, 3],
        ]
    }


def weights_below() -> Sheets:
    """A header of three rows: groups, criteria, weights; and the numbers of the columns below it."""
    return {
        "Form": [
            ["PENILAIAN LAPANGAN SKK KAB. JEMBER 2026"],
            ["No", "Kecamatan", "Aspek yang dinilai", None, "Jumlah Nilai", "Peringkat ke-"],
            [None, None, "Administrasi Kecamatan", "Pelayanan"],
            [None, None, "Bobot 30%", "70%"],
            [1, 2, 3, 4, 5, 6],
            [1, "Ambulu", 90, 80, 83, "Ke-1"],
            [2, "Wuluhan", 80, 82, "81,4", "II"],
        ]
    }


def one_cell() -> Sheets:
    """Kecamatan and kabupaten/kota in one cell, the title among the remarks, and two kecamatan of one name."""
    return {
        "Sheet1": [
            ["DAFTAR PEMENANG SKK PROVINSI JAWA TIMUR TAHUN 2026"],
            ["NO", "NAMA KECAMATAN", "NILAI AKHIR", "PERINGKAT", "KETERANGAN"],
            [1, "KECAMATAN WONOSARI KAB. MALANG", "1.912,5", "I", "Juara I"],
            [2, "Kec. Junrejo Kota Batu", 1901.25, "II", "Juara II"],
            [3, "Wonosari, Kabupaten Bondowoso", 1850, "III", "Juara III"],
            [4, "Kec Kota Sumenep (Kab. Sumenep)", 1840, "IV"],
        ]
    }


def two_tables() -> Sheets:
    """The class of the kabupaten and that of the kota, one table below the other."""
    return {
        "Hasil": [
            ["HASIL SKK PROVINSI JAWA BARAT TAHUN 2026"], ["A. KATEGORI KABUPATEN"],
            ["No", "Kecamatan", "Kabupaten", "Nilai", "Juara"],
            [1, "Cileunyi", "Kab. Bandung", 90, "I"], [2, "Jatinangor", "Kab. Sumedang", 88, "II"],
            [], ["B. KATEGORI KOTA"], ["No", "Kecamatan", "Kota", "Nilai", "Juara"],
            [1, "Coblong", "Kota Bandung", 91, "I"], [2, "Cimahi Tengah", "Kota Cimahi", 85, "II"],
        ]
    }  # fmt: skip


def grouped() -> Sheets:
    """The criteria of each juror side by side under their name, the mean of the jurors beside them."""
    return {
        "Rekap": [
            ["REKAP NILAI PAPARAN SKK KOTA MALANG 2026"],
            ["No", "Kecamatan", "Juri 1", None, None, "Juri 2", None, None, "Total"],
            [None, None, "Pelayanan", "Inovasi", "Jumlah", "Pelayanan", "Inovasi", "Jumlah"],
            [1, "Klojen", 80, 70, 150, 90, 75, 165, "157,5"],
            [2, "Sukun", 70, 60, 130, 60, 65, 125, "127,5"],
            [3, "Blimbing", 60, 60, 120, 65, 60, 125, "122,5"],
        ]
    }


def weighted_stages() -> Sheets:
    """The stages as columns with their weights, beside a criterion whose name speaks of a stage."""
    return {
        "Rekap": [
            ["Rekap SKK Kabupaten Malang 2026"],
            [
                "No",
                "Kecamatan",
                "Administrasi (30%)",
                "Paparan (30%)",
                "Tinjau Lapang (40%)",
                "Nilai Akhir",
                "Peringkat",
            ],
            [1, "Wonosari", 90, 80, 95, 89, 1],
            [2, "Kepanjen", 80, 80, 80, 80, 2],
            [3, "Singosari", 70, 80, 76, "75,4", 3],
        ]
    }


SYSTEM = (
    "Peringkat;Kecamatan;Administrasi;Paparan;Tinjau Lapang;Total Skor;Skor"
    " Maksimum;Persentase;Kategori\n1;Klojen;90,5;80;85;255,5;300;85,17%;Sangat"
    " Baik\n2;Sukun;80;80;85;245;300;81,67%;Baik\n"
)


def write(
    path: Path,
    sheets: Sheets,
    hidden: tuple[str, ...] = (),
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[str, ...] = (),
) -> None:
    """Write sheets of cells as .xlsx; `hidden_rows` (from 1) and `hidden_columns` are those of the first sheet."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, Formula):
                        sheet.write_formula(row, column, cell.text, None, cell.value)
                    elif isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write(row, column, cell)
            if name in hidden:
                sheet.hide()
            for column in hidden_columns if number == 0 else ():
                sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})
            for row in hidden_rows if number == 0 else ():
                sheet.set_row(row - 1, None, None, {"hidden": True})


class Case(NamedTuple):
    """A file that `make` writes under the name `file`, and the lines that must be said: faults, beginnings of notices, or a refusal."""

    name: str
    file: str
    make: Callable[[Path], None]
    said: tuple[str, ...]
    kind: str = "fault"
    arguments: tuple[str, ...] = ()


def changed(
    base: Callable[[], Sheets], changes: dict[str, Any], **options: Any
) -> Callable[[Path], None]:
    """A maker of a base file in which some cells, by their address, hold something else."""

    def make(path: Path) -> None:
        sheets = deepcopy(base())
        for address, value in changes.items():
            sheet, _, cell = address.partition("!")
            row, column = int(cell[1:]) - 1, ord(cell[0]) - ord("A")
            rows = sheets[sheet]
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = value
        write(path, sheets, **options)

    return make


def text(content: str, encoding: str = "utf-8-sig") -> Callable[[Path], None]:
    """A maker of a text file."""
    return lambda path: path.write_bytes(content.encode(encoding)) and None


def content(body: bytes) -> Callable[[Path], None]:
    """A maker of a file of bytes."""
    return lambda path: path.write_bytes(body) and None


def part(name: str, body: bytes) -> Callable[[Path], None]:
    """A maker of the recap in which one part of the package is another."""

    def make(path: Path) -> None:
        good = io.BytesIO()
        write(path, recap())
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(good, "w", zipfile.ZIP_DEFLATED) as new:
            for one in old.namelist():
                new.writestr(one, body if one == name else old.read(one))
        path.write_bytes(good.getvalue())

    return make


def cut(path: Path) -> None:
    """The recap, of which half did not arrive."""
    write(path, recap())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def document(path: Path) -> None:
    """A Word document under the name of a workbook."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")


class Repeated(NamedTuple):
    """A cell that OpenDocument says stands there many times over, with its row."""

    columns: int
    rows: int


def opendocument(cells: Cells) -> Callable[[Path], None]:
    """A maker of an OpenDocument spreadsheet with one sheet, Rekap."""

    def cell(value: Any) -> str:
        if isinstance(value, Repeated):
            return (
                '<table:table-cell office:value-type="float" office:value="1"'
                f' table:number-columns-repeated="{value.columns}"/>'
            )
        if isinstance(value, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return (
            "<table:table-cell"
            f' office:value-type="string"><text:p>{value or ""}</text:p></table:table-cell>'
        )

    def make(path: Path) -> None:
        rows = "".join(
            "<table:table-row"
            f' table:number-rows-repeated="{max([one.rows for one in row if isinstance(one, Repeated)], default=1)}">'
            f"{''.join(map(cell, row))}</table:table-row>"
            for row in cells
        )
        space = "urn:oasis:names:tc:opendocument:xmlns:"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr(
                "META-INF/manifest.xml",
                f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>',
            )
            archive.writestr(
                "content.xml",
                f'<office:document-content xmlns:office="{space}office:1.0"'
                f' xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0">'
                "<office:body><office:spreadsheet><table:table"
                f' table:name="Rekap">{rows}</table:table></office:spreadsheet>'
                "</office:body></office:document-content>",
            )

    return make


BOMB = b"<worksheet><sheetData>" + b" " * 70_000_000 + b"</sheetData></worksheet>"
FAR = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row'
    b' r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c'
    b' r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><worksheet><sheetData>&m;</sheetData></worksheet>"
)
LOCKED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(600)
    + "EncryptedPackage".encode("utf-16-le")
    + bytes(600)
)
DAMAGED = (
    "{} rusak atau tidak terbaca; buka dengan Excel atau LibreOffice, simpan ulang sebagai .xlsx,"
    " lalu coba lagi."
)
TOO_MUCH = (
    "Isi {} terlalu besar setelah dibuka; hapus lembar, baris, dan kolom kosong atau gambar yang"
    " tidak perlu."
)
KINDS = (
    "Excel (.xlsx, .xlsm, .xls, .xlsb), OpenDocument (.ods), CSV, atau tabel halaman web (.html)"
)

# fmt: off
CASES = [
    # Who
    Case("unknown kecamatan", "a.xlsx", changed(recap, {"Rekap!B5": "Sumur Geneng"}),
         ('Rekap!B5: "Sumur Geneng" bukan kecamatan yang dikenal di wilayah ini; kecamatan mana?',), "question"),
    Case("typing error", "a.xlsx", changed(recap, {"Rekap!B5": "Lowokwru"}),
         ('Rekap!B5: "Lowokwru" tidak dikenal; mungkin Lowokwaru, Kota Malang (keyakinan 94%); kecamatan mana?',), "question"),
    Case("typing error, first proposal taken", "a.xlsx", changed(recap, {"Rekap!B5": "Lowokwru"}),
         ('Rekap!B5: "Lowokwru" tidak dikenal; mungkin Lowokwaru, Kota Malang (keyakinan 94%)',), "notice", ("--yes",)),
    Case("kecamatan of another kabkota", "a.xlsx", changed(recap, {"Rekap!B5": "Junrejo"}),
         ('Rekap!B5: Kecamatan Junrejo, Kota Batu bukan bagian dari wilayah yang dinilai; perbaiki namanya; kecamatan mana?',), "question"),
    Case("kabkota of another province", "a.xlsx", changed(province, {"Hasil!B4": "Kab. Bandung"}),
         ('Hasil!A4: kabupaten/kota "Kab. Bandung" tidak ada di wilayah ini; perbaiki, atau kosongkan; kecamatan mana?',), "question"),
    Case("kecamatan of another kabkota of the province", "a.xlsx", changed(province, {"Hasil!B4": "Kab. Malang"}),
         ('Hasil!A4: Kecamatan Junrejo, Kota Batu bukan bagian dari Kab. Malang; perbaiki namanya; kecamatan mana?',), "question"),
    Case("name of several kecamatan", "a.xlsx", changed(province, {"Hasil!B3": None}),
         ('Hasil!A3: "Wonosari" ada di beberapa kabupaten/kota (Wonosari, Kabupaten Malang; Wonosari, Kabupaten Bondowoso); isi kabupaten/kotanya; kecamatan mana?',), "question"),
    Case("code of another", "a.xlsx", changed(template, {"Peserta!C2": "35.73.05"}),
         ('Peserta!A2: kode 357305 adalah Kecamatan Lowokwaru, Kota Malang; samakan nama atau kodenya; "Klojen" berkode 357302; kecamatan mana?',), "question"),
    Case("kecamatan twice", "a.xlsx", changed(recap, {"Rekap!B6": "Lowokwaru"}),
         ('Rekap!B6: Kec. Lowok Waru disebut dua kali, di Rekap!B5 dan Rekap!B6; hapus salah satu',)),
    Case("another list than of kecamatan", "a.xlsx",
         lambda path: write(path, {"Rekap": [["Kota Malang 2026"], ["Kecamatan", "Total"], *([f"Nama {n}", 1] for n in range(1001))]}),
         ("Rekap!A3: 1001 nama berbeda di kolom kecamatan; itu bukan rekap satu edisi. Periksa kolom kecamatannya",)),
    # Values
    Case("above the maximum", "a.xlsx", changed(template, {"Nilai!E2": 105}), ("Nilai!E2: nilai Klojen 105 melebihi nilai maksimum 100",)),
    Case("negative", "a.xlsx", changed(template, {"Nilai!F4": -3}), ("Nilai!F4: nilai Sukun -3 negatif; nilai paling kecil 0",)),
    Case("empty value", "a.xlsx", changed(template, {"Nilai!E3": None}),
         ("Nilai!E3: kosong; dibaca sebagai tidak dinilai",), "notice"),
    Case("no number", "a.xlsx", changed(recap, {"Rekap!C6": "delapan puluh"}),
         ('Rekap!C6: "delapan puluh" bukan angka; tulis angka saja, misalnya 87,5, atau "-" bila tidak dinilai',)),
    Case("thousands or decimals", "a.xlsx", changed(recap, {"Rekap!C6": "80.125"}),
         ('Rekap!C6: "80.125" dapat berarti ribuan atau desimal; tulis tanpa titik, desimal dengan koma',)),
    Case("date in place of a number", "a.xlsx", changed(recap, {"Rekap!C6": date(2026, 5, 8)}),
         ("Rekap!C6: berisi tanggal 08-05-2026, bukan angka; Excel mengubah ketikan seperti 87.5 atau 8/7 menjadi tanggal: format sel "
          "sebagai Angka lalu ketik ulang",)),
    Case("date as a number", "a.xlsx", changed(template, {"Edisi!B8": 46082}),
         ("Edisi!B8: tanggal tertulis sebagai angka 46082 (hari ke-46082 menurut Excel, yaitu 2026-03-01); tulis 2026-03-01",)),
    Case("formula without a value", "a.xlsx", changed(recap, {"Rekap!E5": Formula("=C5+D5")}),
         ("Rekap!E5: rumus tanpa nilai tersimpan; buka dan simpan ulang dengan Excel, atau tempel sebagai nilai",)),
    Case("formula that failed", "a.xlsx", changed(recap, {"Rekap!E5": Formula("=C5+#REF!", "#REF!")}),
         ("Rekap!E5: berisi galat rumus; perbaiki rumusnya atau tempel nilainya",)),
    Case("title that does not exist", "a.xlsx", changed(template, {"Peserta!F2": "Juara 9"}),
         ('Peserta!A2: gelar "Juara 9" tidak dikenal; isi juara 1-3, harapan 1-4, terbaik N, finalis, nominasi, wakil, atau peserta',)),
    # What must add up
    Case("weights", "a.xlsx", changed(template, {"Indikator!C3": 50}),
         ("Indikator!C4: jumlah bobot tertulis 100, sedangkan bobotnya berjumlah 110 (60 + 50); perbaiki salah satunya",)),
    Case("total", "a.xlsx", changed(recap, {"Rekap!E7": "170"}),
         ("Rekap!E7: total KEDUNGKANDANG 170 tidak sama dengan 167,75 (jumlah bagiannya); toleransi 0,05",)),
    Case("rank", "a.xlsx", changed(recap, {"Rekap!F6": 2, "Rekap!F7": 3}),
         ("Rekap!F6: peringkat 2 (Blimbing) tidak sesuai total 165,5; menurut total seharusnya 3",
          "Rekap!F7: peringkat 3 (KEDUNGKANDANG) tidak sesuai total 167,75; menurut total seharusnya 2")),
    Case("rank against title", "a.xlsx", changed(template, {"Peserta!F3": "Juara III"}),
         ('Peserta!E3: peringkat 2 (Sukun) tidak sesuai gelar "Juara III" (peringkat 3)',)),
    Case("percentage", "a.csv", text(SYSTEM.replace("85,17%", "95,17%")),
         ("a!H2: 95,17% (Klojen) tidak sama dengan 85,17% (255,5 dari 300); toleransi 0,05",), "fault", ("--edition", "kabkota-3573-2026")),
    Case("two sheets that contradict", "a.xlsx",
         lambda path: write(path, template() | {"Ringkasan": [["Kecamatan", "Peringkat"], ["Klojen", 2], ["Sukun", 3]]}),
         ("Ringkasan!A2: 2 berbeda dari 1 yang ditulis lembar lain untuk kecamatan ini",
          "Ringkasan!A3: 3 berbeda dari 2 yang ditulis lembar lain untuk kecamatan ini")),
    Case("juror missing for one", "a.xlsx", changed(jurors, {"Juri 2!B4": None, "Juri 2!A4": None, "Juri 2!C4": None, "Juri 2!D4": None}),
         ('Juri 1!B4: Juri 2 belum menilai Sukun pada tahap paparan; isi nilainya, atau "-" bila memang tidak '
          "menilai",)),
    Case("total of weighted stages", "a.xlsx", changed(weighted_stages, {"Rekap!F4": 81}),
         ("Rekap!F4: total Kepanjen 81 tidak sama dengan 80 (rata-rata berbobot bagiannya); toleransi 0,05",)),
    Case("recap against its jurors", "a.xlsx", changed(grouped, {"Rekap!I5": 130}),
         ("Rekap!I5: total Sukun 130 tidak sama dengan 127,5 (rata-rata para juri); toleransi 0,05",)),
    Case("juror's columns left empty", "a.xlsx", changed(grouped, {"Rekap!F6": None, "Rekap!G6": None, "Rekap!H6": None}),
         ('Rekap!F6:H6: Juri 2 belum menilai Blimbing pada tahap paparan; isi nilainya, atau "-" bila memang tidak menilai',)),
    Case("two columns of one name", "a.xlsx", changed(recap, {"Rekap!D4": "Pelayanan (maks. 100)"}),
         ("Rekap!D4: judul kolom ini sama dengan Rekap!C4; bedakan, atau jangan pakai kolom ini",)),
    Case("juror's line left empty", "a.xlsx", changed(jurors, {"Juri 2!C4": None, "Juri 2!D4": None}),
         ('Juri 2!B4: Juri 2 belum menilai Sukun pada tahap paparan; isi nilainya, atau "-" bila memang tidak menilai',)),
    # The edition
    Case("no edition", "a.xlsx", changed(recap, {"Rekap!A2": "HASIL AKHIR"}),
         ('Rekap!A1: edisi mana yang diimpor? Tulis penyelenggara dan tahunnya, misalnya provinsi-35-2025 atau kabkota-3573-2025',), "question"),
    Case("another edition than asked", "a.xlsx", changed(template, {}),
         ("Edisi!B2: berkas ini tentang SKK Kota Malang 2026, bukan SKK Kota Malang 2025; pilih salah satu",), "fault",
         ("--edition", "kabkota-3573-2025")),
    Case("another region than asked", "a.xlsx", changed(template, {}),
         ("Edisi!B2: berkas ini tentang SKK Kota Malang 2026, bukan SKK Kabupaten Malang 2026; pilih salah satu",), "fault",
         ("--edition", "kabkota-3507-2026")),
    Case("region that does not exist", "a.xlsx", changed(template, {"Edisi!B2": "Kota Melang"}),
         ('Edisi!B2: "Kota Melang" bukan nama atau kode kabkota; tulis seperti di daftar wilayah',)),
    Case("edition that exists", "a.xlsx", changed(province, {"Hasil!A1": "Rekap SKK Provinsi Jawa Timur 2024"}),
         ("Hasil!A1: edisi provinsi-35-2024 sudah ada dengan ",), "notice"),
    Case("two of one kabkota", "a.xlsx", changed(province, {"Hasil!A4": "Kepanjen", "Hasil!B4": "Kab. Malang"}),
         ("Hasil!A3: kabupaten/kota ini diwakili lebih dari satu kecamatan",), "notice"),
    Case("no table", "a.xlsx", lambda path: write(path, {"Surat": [["Dengan hormat,"]]}),
         ('Surat!A1: tidak ada tabel nilai: nama kecamatan di bawah judul kolom "Kecamatan", nilai di sampingnya',)),
    # Innovations
    Case("unknown sector", "a.xlsx", changed(template, {"Inovasi!F2": "antariksa"}),
         ('Inovasi!C2: bidang "antariksa" tidak dikenal; pilih dari daftar, atau kosongkan',)),
    Case("eighth indicator", "a.xlsx", changed(template, {"Inovasi!E2": 8}),
         ("Inovasi!E2: 8 bukan indikator; isi 1 sampai 7, atau kosongkan",)),
    # What nobody sees
    Case("hidden row", "a.xlsx", changed(recap, {}, hidden_rows=(6,)), ("Rekap!A6: baris ini tersembunyi; isinya tetap dibaca",), "notice"),
    Case("hidden column", "a.xlsx", changed(recap, {}, hidden_columns=("D",)),
         ("Rekap!D1: kolom ini tersembunyi; isinya tetap dibaca",), "notice"),
    Case("hidden sheet", "a.xlsx", lambda path: write(path, recap() | {"Lama": [["catatan"]]}, hidden=("Lama",)),
         ("Lama!A1: lembar ini tersembunyi dan tidak berisi tabel nilai",), "notice"),
    Case("signature below", "a.xlsx", changed(recap, {}),
         ('Rekap!E11: baris ini bukan nilai kecamatan dan tidak dipakai: "Ketua Tim Penilai"',), "notice"),
    # Files
    Case("encrypted", "a.xlsx", content(LOCKED),
         ("a.xlsx dikunci kata sandi; buka, hapus kata sandinya (Berkas, Info, Lindungi Buku Kerja), lalu simpan ulang.",), "refused"),
    Case("cut", "a.xlsx", cut, (DAMAGED.format("a.xlsx"),), "refused"),
    Case("damaged part", "a.xlsx", part(SHEET_XML, b"<worksheet><sheetData><row"), (DAMAGED.format("a.xlsx"),), "refused"),
    Case("document", "a.xlsx", document, (f"a.xlsx bukan {KINDS}; ekspor rekapnya ke salah satu bentuk itu.",), "refused"),
    Case("PDF", "a.xlsx", content(b"%PDF-1.7\n%\xe2\xe3"), (f"a.xlsx bukan {KINDS}; ekspor rekapnya ke salah satu bentuk itu.",), "refused"),
    Case("web page without a table", "a.xls", content(b"<html><body>Masuk untuk melihat rekap</body></html>"),
         ("a.xls adalah halaman web tanpa tabel; buka rekapnya di sistem asalnya dan ekspor sebagai Excel, atau buka berkas ini dengan "
          "Excel lalu Simpan Sebagai .xlsx.",), "refused"),
    Case("CSV named .xlsx", "a.xlsx", text(SYSTEM),
         ("a.xlsx bernama .xlsx tetapi isinya CSV; simpan ulang sebagai .xlsx dari Excel, atau beri akhiran .csv.",), "refused"),
    Case("empty file", "a.xlsx", content(b""), ("a.xlsx kosong; unduh atau ekspor ulang berkasnya.",), "refused"),
    Case("padding", "a.xlsx", content(b"PK\x03\x04" + bytes(50_000_000)),
         ("a.xlsx berukuran 50 MB; paling besar 10 MB. Hapus gambar, lembar, dan baris kosong yang tidak perlu, lalu simpan ulang.",),
         "refused"),
    Case("zip bomb", "a.xlsx", part(SHEET_XML, BOMB), (TOO_MUCH.format("a.xlsx"),), "refused"),
    Case("last cell of the sheet", "a.xlsx", part(SHEET_XML, FAR), (TOO_MUCH.format("a.xlsx"),), "refused"),
    Case("repeated cells of OpenDocument", "a.ods", opendocument([[Repeated(16_000, 1_000_000)]]), (TOO_MUCH.format("a.ods"),), "refused"),
    Case("billion laughs", "a.xlsx", part(SHEET_XML, LAUGHS), (DAMAGED.format("a.xlsx"),), "refused"),
]
# fmt: on


def as_csv(sheets: Sheets, sign: str) -> str:
    """The first sheet as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows(next(iter(sheets.values())))
    return out.getvalue()


if __name__ == "__main__":
    for one in CASES:
        folder = Path(sys.argv[1]) / one.name
        folder.mkdir(parents=True, exist_ok=True)
        one.make(folder / one.file)
        (folder / "expected.txt").write_text("\n".join(one.said) + "\n", encoding="utf-8")
