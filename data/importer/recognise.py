"""From sheets of cells to what they say of a contest: its edition, criteria, entrants, scores and innovations.

Two kinds of workbook are known: the project's template, and recaps as offices keep them (one row for each kecamatan, one
column for each criterion). Every table of both is read the same way; only the sheets Edisi, Indikator, Inovasi and Sumber are
the template's own.
"""

import re
from collections.abc import Mapping

from data.importer import cells
from data.importer.draft import Criterion, Draft, Edition, Innovation
from data.importer.table import OWN, SUMMARY, Table, name_jurors
from data.importer.workbook import Cell, Sheet


def recognise(sheets: list[Sheet], meant: Mapping[str, str] | None = None) -> Draft:
    """What the sheets say. `meant` gives the meaning of columns that the operator corrected, by the address of their header."""
    draft = Draft()
    for sheet in sheets:
        _say_unseen(draft, sheet)
    own = {sheet.name.strip().lower(): sheet for sheet in sheets}
    if "edisi" in own:
        _edition(draft, own["edisi"])
    if "sumber" in own:
        _source(draft, own["sumber"])
    if "indikator" in own:
        _criteria(draft, own["indikator"])
    tables = [sheet for sheet in sheets if sheet.name.strip().lower() not in OWN - {"peserta", "nilai"}]
    found = [table for sheet in tables for table in Table.find(draft, sheet, meant or {})]
    name_jurors(draft, found)
    for table in found:
        table.read()
    if "inovasi" in own:
        _innovations(draft, own["inovasi"])
    if not draft.rows:
        where = sheets[0].name if sheets else "berkas"
        draft.fault(f"{where}!A1", 'tidak ada tabel nilai: satu baris per kecamatan di bawah judul kolom "Kecamatan"')
    return draft


def _say_unseen(draft: Draft, sheet: Sheet) -> None:
    if sheet.is_hidden and sheet.rows:
        draft.notice(f"{sheet.name}!A1", "lembar ini tersembunyi; isinya tetap dibaca")
    for row in sorted(sheet.hidden_rows):
        if row <= len(sheet.rows) and any(cell is not None for cell in sheet.rows[row - 1]):
            draft.notice(f"{sheet.name}!A{row}", "baris ini tersembunyi; isinya tetap dibaca")
    for column in sorted(sheet.hidden_columns):
        if any(sheet.cell(row, column) is not None for row in range(len(sheet.rows))):
            draft.notice(sheet.at(0, column), "kolom ini tersembunyi; isinya tetap dibaca")
    for address in sorted(sheet.uncached):
        draft.fault(
            f"{sheet.name}!{address}",
            "rumus tanpa nilai tersimpan; buka dan simpan ulang dengan Excel, atau tempel sebagai nilai",
        )
    for address in sorted(sheet.errors):
        draft.fault(f"{sheet.name}!{address}", "berisi galat rumus; perbaiki rumusnya atau tempel nilainya")


def _pairs(sheet: Sheet) -> dict[str, tuple[Cell, str]]:
    """A sheet of two columns, name and value: by the letters of the name, the value and its address."""
    return {
        cells.letters(cells.text(row[0])): (row[1] if len(row) > 1 else None, sheet.at(number, 1))
        for number, row in enumerate(sheet.rows)
        if row and cells.text(row[0])
    }


def _edition(draft: Draft, sheet: Sheet) -> None:
    pairs = _pairs(sheet)
    said = {
        name: cells.text(pairs.get(name, (None, ""))[0])
        for name in ("tingkat", "wilayah", "kelas", "tahun", "nama", "namasingkat", "ajang")
    }
    at = {name: pairs.get(name, (None, f"{sheet.name}!A1"))[1] for name in (*said, "tanggalhasil")}
    level = {
        "provinsi": "provinsi",
        "kabkota": "kabkota",
        "kabupatenkota": "kabkota",
        "kabupaten": "kabkota",
        "kota": "kabkota",
    }.get(cells.letters(said["tingkat"]), "")
    if not level:
        draft.fault(at["tingkat"], f'"{cells.shown(said["tingkat"])}" bukan tingkat; pilih Provinsi atau Kabupaten/Kota')
    year = int(said["tahun"]) if re.fullmatch(r"20\d\d", said["tahun"]) else None
    if year is None:
        draft.fault(at["tahun"], f'"{cells.shown(said["tahun"])}" bukan tahun lomba; isi empat angka, misalnya 2025')
    kind = said["kelas"].lower()
    if kind not in ("", "kabupaten", "kota"):
        draft.fault(at["kelas"], f'"{cells.shown(kind)}" bukan kelas; pilih kabupaten atau kota, atau kosongkan')
        kind = ""
    dated = draft.day(*pairs.get("tanggalhasil", (None, "")))
    is_skk = {"": "", "skk": "ya", "sp2k": "ya", "kerabat": "kerabat", "ajangkerabat": "kerabat"}.get(
        cells.letters(said["ajang"])
    )
    if is_skk is None:
        draft.fault(at["ajang"], f'"{cells.shown(said["ajang"])}" tidak dikenal; pilih SKK atau ajang kerabat')
    entrants = draft.number(*pairs.get("jumlahpeserta", (None, "")))
    if entrants and (entrants.value < 1 or entrants.value % 1):
        draft.fault(entrants.at, f"{entrants.value:g} bukan jumlah peserta; isi bilangan bulat 1 atau lebih")
        entrants = None
    draft.edition = Edition(
        level, said["wilayah"], year, kind, said["nama"], said["namasingkat"], is_skk or "", dated,
        int(entrants.value) if entrants else None, at["wilayah"],
    )  # fmt: skip


def _source(draft: Draft, sheet: Sheet) -> None:
    pairs = _pairs(sheet)
    draft.publisher, draft.title, draft.url = (
        cells.text(pairs.get(name, (None, ""))[0]) for name in ("penerbit", "judul", "alamat")
    )
    draft.published = draft.day(*pairs.get("tanggal", (None, "")))


def _criteria(draft: Draft, sheet: Sheet) -> None:
    """The sheet Indikator: Kode, Nama, Bobot, Nilai maksimum, and a row Jumlah with the stated sum of the weights."""
    for number in range(1, len(sheet.rows)):
        code, name = cells.text(sheet.cell(number, 0)), cells.text(sheet.cell(number, 1))
        weight = draft.number(sheet.cell(number, 2), sheet.at(number, 2))
        most = draft.number(sheet.cell(number, 3), sheet.at(number, 3))
        if SUMMARY.match(code) or (not code and SUMMARY.match(name)):
            draft.stated_weight = weight
        elif code or name:
            draft.criterion(
                Criterion(code, name or code, weight and weight.value, most and most.value, sheet.at(number, 0 if code else 1)),
            )


def _innovations(draft: Draft, sheet: Sheet) -> None:
    """The sheet Inovasi: Kecamatan, Kabupaten/Kota, Nama, Kepanjangan, Indikator, Bidang, Pelaku, Digital, Penerima, Uraian."""
    for number in range(1, len(sheet.rows)):
        said = [cells.text(sheet.cell(number, column)) for column in range(10)]
        if not any(said):
            continue
        if not said[0] or not said[2]:
            draft.fault(sheet.at(number, 2 if said[0] else 0), "kosong; isi kecamatan dan nama inovasi, atau hapus baris ini")
            continue
        indicator = draft.number(sheet.cell(number, 4), sheet.at(number, 4))
        if indicator and indicator.value not in range(1, 8):
            draft.fault(indicator.at, f"{indicator.value:g} bukan indikator; isi 1 sampai 7, atau kosongkan")
            indicator = None
        draft.innovations.append(
            Innovation(
                draft.place(said[0], said[1], "", sheet.at(number, 0)), said[2], said[3],
                int(indicator.value) if indicator else None,
                said[5], said[6], said[7], said[8], said[9], sheet.at(number, 2),
            )
        )  # fmt: skip
