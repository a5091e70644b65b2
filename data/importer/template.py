"""The workbook that an office fills in: guide, lists to choose from, one sheet for each kind of
fact.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from data.check import ACTORS, SECTORS
from data.importer.cells import STAGES
from data.importer.draft import Draft
from data.importer.match import holders

Line = Sequence[str | float | int | None]
ROWS = 700  # rows for which lists to choose from are offered
TITLES = [
    "juara 1",
    "juara 2",
    "juara 3",
    *(f"harapan {n}" for n in range(1, 5)),
    "finalis",
    "nominasi",
    "wakil",
    "peserta",
]
LISTS = {
    "tingkat": ["Provinsi", "Kabupaten/Kota"],
    "kelas": ["kabupaten", "kota"],
    "ajang": ["SKK", "ajang kerabat"],
    "gelar": TITLES,
    "tahap": [stage.replace("_", " ") for stage in STAGES],
    "bidang": list(SECTORS),
    "digital": ["ya", "tidak"],
    "pelaku": list(ACTORS),
}
HEADERS = {
    "Indikator": ["Kode", "Nama", "Bobot", "Nilai maksimum"],
    "Peserta": [
        "Kecamatan",
        "Kabupaten/Kota",
        "Kode wilayah",
        "Tahap",
        "Peringkat",
        "Gelar",
        "Nilai total",
        "Nilai maksimum",
        "Kategori",
    ],
    "Nilai": ["Kecamatan", "Kabupaten/Kota", "Tahap", "Juri"],
    "Inovasi": [
        "Kecamatan",
        "Kabupaten/Kota",
        "Nama",
        "Kepanjangan",
        "Indikator",
        "Bidang",
        "Pelaku",
        "Digital",
        "Penerima",
        "Uraian",
    ],
}
CHOSEN = {
    ("Peserta", "Tahap"): "tahap", ("Peserta", "Gelar"): "gelar", ("Nilai", "Tahap"): "tahap",
    ("Inovasi", "Indikator"): "indikator", ("Inovasi", "Bidang"): "bidang",
    ("Inovasi", "Digital"): "digital",
}  # fmt: skip
GUIDE = """Buku kerja impor Dasbor SKK
Isi lembar dari kiri ke kanan, lalu unggah di halaman Impor.
Tidak ada yang terbit sebelum Anda menyetujuinya.

Edisi: tingkat, wilayah penyelenggara (misalnya Jawa Timur atau Kota Malang), tahun.
Kelas: hanya bila kabupaten dan kota diperingkat terpisah.
Indikator: satu baris per kriteria. Bobot dan nilai maksimum boleh kosong bila tidak ada.
Baris terakhir boleh "Jumlah" dengan jumlah bobot.
Peserta: satu baris per kecamatan, dengan hasil akhirnya.
Kabupaten/kota perlu bila namanya ada di beberapa tempat.
Nilai: satu baris per kecamatan, tahap, dan juri.
Mulai kolom E tulis kode atau nama kriteria sebagai judul kolom, satu kolom per kriteria.
Juri: kosongkan bila nilai itu gabungan semua juri.
Setiap juri menilai semua kecamatan pada tahap yang sama.
Inovasi: satu baris per inovasi. Pelaku lebih dari satu dipisah titik koma.
Sumber: siapa yang menerbitkan angka ini, judul dokumennya, tanggalnya.

Kosong berarti tidak diketahui, bukan nol. Nilai yang memang tidak diberikan ditulis "-".
Angka memakai koma desimal: 87,5. Tanggal ditulis 2025-03-01.

Lembar Contoh memperlihatkan isian yang benar.
Lembar Petunjuk, Contoh, dan Daftar tidak ikut dibaca."""
EXAMPLES: dict[str, list[Line]] = {
    "Edisi": [["Tingkat", "Kabupaten/Kota"], ["Wilayah", "Kota Malang"], ["Tahun", 2025]],
    "Indikator": [
        HEADERS["Indikator"],
        ["K1", "Pelayanan terpadu kecamatan", 60, 100],
        ["K2", "Tugas delegatif", 40, 100],
        ["Jumlah", None, 100],
    ],
    "Peserta": [
        HEADERS["Peserta"],
        ["Lowokwaru", "Kota Malang", None, "hasil", 1, "juara 1", 88.2, 100],
        ["Klojen", "Kota Malang", None, "hasil", 2, "juara 2", 80, 100],
    ],
    "Nilai": [
        [*HEADERS["Nilai"], "K1", "K2"],
        ["Lowokwaru", "Kota Malang", "paparan", "Juri 1", 87.5, 90],
        ["Lowokwaru", "Kota Malang", "paparan", "Juri 2", 85, "-"],
    ],
    "Inovasi": [
        HEADERS["Inovasi"],
        ["Klojen", "Kota Malang", "Si Cepat", "Sistem Informasi Cepat", 2, "pelayanan_publik",
        "pemerintah;masyarakat", "ya",
         "warga", "Surat diantar ke rumah"],
    ],
    "Sumber": [
        ["Penerbit", "Bagian Tata Pemerintahan Kota Malang"], ["Judul", "Berita acara penilaian"],
        ["Tanggal", "2025-03-01"],
    ],
}  # fmt: skip


def for_catalog(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """The empty template, with the regions and the indicators of a checked catalog to choose
    from.
    """
    numbers = frames["skk_indicators"]["number"].sort_values()
    return workbook(regions=list(holders(frames).values()), indicators=[int(n) for n in numbers])


def workbook(
    draft: Draft | None = None, regions: Sequence[str] = (), indicators: Sequence[int] = ()
) -> bytes:
    """The template as .xlsx: empty, or filled with what a draft says. Text stays text, also where
    it begins with "=".

    `regions` are the names of provinces and kabupaten/kota that its lists offer, `indicators` the
    numbers of the general indicators.
    """
    said = draft or Draft()
    offered = LISTS | ({"wilayah": list(regions)} if regions else {})
    offered |= {"indikator": [str(number) for number in indicators]} if indicators else {}
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format(
            {"bold": True, "bg_color": "#DDEFED", "border": 1, "text_wrap": True, "valign": "top"}
        )
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        guide = book.add_worksheet("Petunjuk")
        guide.set_column(0, 0, 110)
        for number, line in enumerate(GUIDE.splitlines()):
            guide.write_string(number, 0, line, bold if number == 0 else wrapped)
        _pairs(book, "Edisi", _edition(said), bold, offered=offered)
        criteria = [[one.code, one.name, one.weight, one.most] for one in said.criteria.values()]
        if said.stated_weight:
            criteria.append(["Jumlah", None, said.stated_weight.value, None])
        _table(book, "Indikator", HEADERS["Indikator"], criteria, bold, offered=offered)
        _table(book, "Peserta", HEADERS["Peserta"], _entrants(said), bold, offered=offered)
        headers = [one.code or one.name for one in said.criteria.values()]
        _table(book, "Nilai", [*HEADERS["Nilai"], *headers], _scores(said), bold, offered=offered)
        _table(book, "Inovasi", HEADERS["Inovasi"], _innovations(said), bold, offered=offered)
        source = [
            ("Penerbit", said.publisher),
            ("Judul", said.title),
            ("Tanggal", said.published),
            ("Alamat", said.url),
        ]
        _pairs(book, "Sumber", source, bold, offered=offered)
        _examples(book, bold)
        lists = book.add_worksheet("Daftar")
        for column, (name, values) in enumerate(offered.items()):
            lists.write_string(0, column, name, bold)
            lists.write_column(1, column, values)
    return out.getvalue()


def _edition(said: Draft) -> list[tuple[str, Any]]:
    one = said.edition
    level = {"provinsi": "Provinsi", "kabkota": "Kabupaten/Kota"}.get(one.level)
    contest = {"ya": "SKK", "kerabat": "ajang kerabat"}.get(one.is_skk)
    return [
        ("Tingkat", level), ("Wilayah", one.code), ("Kelas", one.kind), ("Tahun", one.year),
        ("Nama", one.name),
        ("Nama singkat", one.short_name), ("Ajang", contest), ("Tanggal hasil", one.dated),
        ("Jumlah peserta", one.entrants),
    ]  # fmt: skip


def _entrants(said: Draft) -> list[Line]:
    made: list[Line] = []
    for row in said.rows:
        if row.rank or row.title or row.total or row.category or not row.parts:
            place = said.places[row.place]
            rank, total, most = (
                one.value if one else None for one in (row.rank, row.total, row.most)
            )
            stage = (row.stage or "").replace("_", " ")
            made.append(
                [
                    place.called,
                    place.kabkota,
                    place.code,
                    stage,
                    rank,
                    row.title,
                    total,
                    most,
                    row.category,
                ]
            )
    return made


def _scores(said: Draft) -> list[Line]:
    made: list[Line] = []
    for row in said.rows:
        if row.parts:
            place = said.places[row.place]
            values = [row.parts.get(("kriteria", key)) for key in said.criteria]
            figures = [value.value if value else "-" for value in values]
            made.append(
                [
                    place.called,
                    place.kabkota,
                    (row.stage or "").replace("_", " "),
                    row.juror,
                    *figures,
                ]
            )
    return made


def _innovations(said: Draft) -> list[Line]:
    return [
        [
            said.places[one.place].called,
            said.places[one.place].kabkota,
            one.name,
            one.expansion,
            one.indicator,
            one.sector,
            one.actors,
            one.digital,
            one.beneficiaries,
            one.description,
        ]
        for one in said.innovations
    ]


def _examples(book: Any, bold: Any) -> None:
    sheet = book.add_worksheet("Contoh")
    sheet.set_column(0, 9, 20)
    row = 0
    for name, lines in EXAMPLES.items():
        sheet.write_string(
            row, 0, f"Lembar {name}", book.add_format({"bold": True, "font_size": 13})
        )
        for number, line in enumerate(lines, row + 1):
            for column, value in enumerate(line):
                is_head = column == 0 if name in ("Edisi", "Sumber") else number == row + 1
                _write(sheet, number, column, value, bold if is_head else None)
        row += len(lines) + 2


def _table(
    book: Any,
    name: str,
    headers: list[str],
    rows: Sequence[Line],
    bold: Any,
    *,
    offered: Mapping[str, Sequence[str]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(headers), 18)
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
        chosen = CHOSEN.get((name, header), "")
        if chosen in offered:
            sheet.data_validation(1, column, ROWS, column, _choice(chosen, offered))
        elif header == "Kabupaten/Kota" and "wilayah" in offered:
            sheet.data_validation(
                1, column, ROWS, column, _choice("wilayah", offered) | {"error_type": "warning"}
            )
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value)
    if name == "Nilai":
        sheet.data_validation(
            1,
            0,
            ROWS,
            0,
            {"validate": "list", "source": f"=Peserta!$A$2:$A${ROWS}", "error_type": "warning"},
        )


def _pairs(
    book: Any,
    name: str,
    pairs: list[tuple[str, Any]],
    bold: Any,
    *,
    offered: Mapping[str, Sequence[str]],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 60)
    for row, (header, value) in enumerate(pairs):
        sheet.write_string(row, 0, header, bold)
        _write(sheet, row, 1, value)
        if header.lower() in offered:
            sheet.data_validation(row, 1, row, 1, _choice(header.lower(), offered))


def _choice(chosen: str, offered: Mapping[str, Sequence[str]]) -> dict[str, str]:
    column = chr(65 + list(offered).index(chosen))
    return {
        "validate": "list",
        "source": f"=Daftar!${column}$2:${column}${len(offered[chosen]) + 1}",
    }


def _write(sheet: Any, row: int, column: int, value: str | float | None, shape: Any = None) -> None:
    if isinstance(value, (int, float)):
        sheet.write_number(row, column, value, shape)
    elif value:
        sheet.write_string(row, column, value, shape)
