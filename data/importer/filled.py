"""The project's own workbook, filled in: its sheets have fixed headers and are read as they
stand.
"""

import re
from collections.abc import Mapping, Sequence

from data import names
from data.importer import cells, template
from data.importer.draft import Column, Criterion, Draft, Edition, Innovation, Number, Row
from data.importer.vocabulary import SUMMARY
from data.importer.workbook import Cell, Sheet

OWN = {
    "edisi",
    "indikator",
    "peserta",
    "nilai",
    "inovasi",
    "sumber",
    "petunjuk",
    "contoh",
    "daftar",
}
# What a header of the sheets Peserta and Nilai means.
MEANT = {
    "Kecamatan": "kecamatan", "Kabupaten/Kota": "kabkota", "Kode wilayah": "kode", "Tahap": "tahap",
    "Juri": "juri",
    "Peringkat": "peringkat", "Gelar": "gelar", "Nilai total": "total",
    "Nilai maksimum": "maksimum", "Kategori": "kategori",
}  # fmt: skip


def sheets(workbook: Sequence[Sheet]) -> dict[str, Sheet]:
    """The template's sheets by name; none where the workbook is no template: a recap may have a
    sheet Nilai, too.
    """
    found = {name: sheet for sheet in workbook if (name := sheet.name.strip().lower()) in OWN}
    return found if "edisi" in found and {"peserta", "nilai", "inovasi"} & set(found) else {}


def read(draft: Draft, own: Mapping[str, Sheet]) -> None:
    """Add what the template's sheets say to a draft."""
    _edition(draft, own["edisi"])
    if "sumber" in own:
        _source(draft, own["sumber"])
    if "indikator" in own:
        criteria(draft, own["indikator"])
    for name in ("peserta", "nilai"):
        if name in own:
            _Table(draft, own[name]).read()
    if "inovasi" in own:
        _innovations(draft, own["inovasi"])


class _Table:
    """The sheet Peserta or Nilai: one row for each kecamatan, stage and juror."""

    def __init__(self, draft: Draft, sheet: Sheet) -> None:
        self.draft, self.sheet = draft, sheet
        self.columns: dict[str, int] = {}
        self.criteria: dict[int, str] = {}
        known = {names.wording(header): meaning for header, meaning in MEANT.items()}
        by_name = {key.lower(): key for key in draft.criteria} | {
            one.name.lower(): key for key, one in reversed(draft.criteria.items())
        }
        head = sheet.rows[0] if sheet.rows else []
        fixed = (
            len(template.HEADERS[sheet.name.strip().capitalize()])
            if sheet.name.strip().lower() == "nilai"
            else len(head)
        )
        for number, cell in enumerate(head):
            said, at = cells.text(cell), sheet.at(0, number)
            if not said:
                continue
            meaning = known.get(names.wording(said), "") if number < fixed else ""
            if meaning:
                self.columns.setdefault(meaning, number)
                draft.columns.append(Column(at, said, meaning, "templat"))
            elif said.lower() in by_name or number >= fixed:
                self._criterion(number, said, at, by_name)

    def _criterion(self, number: int, said: str, at: str, by_name: Mapping[str, str]) -> None:
        key = by_name.get(said.lower(), "")
        if not key and self.draft.criteria:
            self.draft.fault(
                at,
                f'kriteria "{cells.shown(said)}" tidak ada di lembar Indikator; tambahkan di sana,'
                " atau hapus kolom ini",
            )
        if not key:
            key = names.wording(said)
            self.draft.criterion(Criterion("", said, None, None, at))
        if key in self.criteria.values():
            first = next(c for c, one in self.criteria.items() if one == key)
            self.draft.fault(
                at,
                f"judul kolom ini sama dengan {self.sheet.at(0, first)}; bedakan, atau jangan pakai"
                " kolom ini",
            )
            return
        self.criteria[number] = key
        self.draft.columns.append(Column(at, said, "kriteria", "templat", key=key))

    def read(self) -> None:
        """Add the rows of the table to the draft."""
        if "kecamatan" not in self.columns:
            self.draft.fault(
                f"{self.sheet.name}!A1",
                'tidak ada kolom "Kecamatan"; salin lagi judul kolom dari templat',
            )
            return
        for number in range(1, len(self.sheet.rows)):
            called = self._said(number, "kecamatan")
            at = self.sheet.at(number, self.columns["kecamatan"])
            if not called:
                continue
            parts = {
                ("kriteria", key): self._number(number, column)
                for column, key in self.criteria.items()
            }
            empty = [
                self.sheet.at(number, c)
                for c in self.criteria
                if not cells.text(self.sheet.cell(number, c))
            ]
            others = [
                self._said(number, one)
                for one in self.columns
                if one not in ("kecamatan", "kabkota", "kode")
            ]
            if not any(others) and len(empty) == len(self.criteria):
                continue
            self.draft.rows.append(self._row(number, called, at, parts, empty))

    def _row(
        self,
        number: int,
        called: str,
        at: str,
        parts: dict[tuple[str, str], Number | None],
        empty: list[str],
    ) -> Row:
        said = self._said(number, "tahap")
        stage = cells.stage(said) if said else None
        if said and stage is None:
            self.draft.fault(
                self.sheet.at(number, self.columns["tahap"]),
                f'"{cells.shown(said)}" bukan tahap; isi administrasi, paparan, tinjau lapang, atau'
                " hasil",
            )
        place = self.draft.place(
            called, self._said(number, "kabkota"), self._said(number, "kode"), at
        )
        return Row(
            self.sheet.name,
            place,
            at,
            self._said(number, "juri"),
            stage,
            self._rank(number),
            self._said(number, "gelar"),
            self._said(number, "kategori"),
            self._number(number, self.columns.get("total")),
            self._number(number, self.columns.get("maksimum")),
            None,
            parts,
            empty,
            is_result="total" in self.columns,
        )

    def _said(self, number: int, meaning: str) -> str:
        return (
            cells.text(self.sheet.cell(number, self.columns[meaning]))
            if meaning in self.columns
            else ""
        )

    def _rank(self, number: int) -> Number | None:
        column = self.columns.get("peringkat")
        if column is None:
            return None
        at = self.sheet.at(number, column)
        try:
            value = cells.rank(self.sheet.cell(number, column))
        except ValueError as error:
            self.draft.fault(at, str(error))
            return None
        if value is not None and (value < 1 or value % 1):
            self.draft.fault(at, f"{value:g} bukan peringkat; isi bilangan bulat 1 atau lebih")
            return None
        return Number(value, at) if value is not None else None

    def _number(self, number: int, column: int | None) -> Number | None:
        if column is None:
            return None
        return self.draft.number(self.sheet.cell(number, column), self.sheet.at(number, column))


def _pairs(sheet: Sheet) -> dict[str, tuple[Cell, str]]:
    """A sheet of two columns, name and value: by the letters of the name, the value and its
    address.
    """
    return {
        cells.letters(cells.text(row[0])): (row[1] if len(row) > 1 else None, sheet.at(number, 1))
        for number, row in enumerate(sheet.rows)
        if row and cells.text(row[0])
    }


LEVELS = {
    "provinsi": "provinsi",
    "kabkota": "kabkota",
    "kabupatenkota": "kabkota",
    "kabupaten": "kabkota",
    "kota": "kabkota",
}
KINDS = {"": "", "skk": "ya", "sp2k": "ya", "kerabat": "kerabat", "ajangkerabat": "kerabat"}


def _edition(draft: Draft, sheet: Sheet) -> None:
    pairs = _pairs(sheet)
    said = {
        name: cells.text(pairs.get(name, (None, ""))[0])
        for name in ("tingkat", "wilayah", "kelas", "tahun", "nama", "namasingkat", "ajang")
    }
    at = {name: pairs.get(name, (None, f"{sheet.name}!A1"))[1] for name in said}

    def wrong(name: str, how: str) -> None:
        draft.fault(at[name], f'"{cells.shown(said[name])}" {how}')

    level = LEVELS.get(cells.letters(said["tingkat"]), "")
    if not level:
        wrong("tingkat", "bukan tingkat; pilih Provinsi atau Kabupaten/Kota")
    year = int(said["tahun"]) if re.fullmatch(r"20\d\d", said["tahun"]) else None
    if year is None:
        wrong("tahun", "bukan tahun lomba; isi empat angka, misalnya 2025")
    kind = said["kelas"].lower()
    if kind not in ("", "kabupaten", "kota"):
        wrong("kelas", "bukan kelas; pilih kabupaten atau kota, atau kosongkan")
        kind = ""
    is_skk = KINDS.get(cells.letters(said["ajang"]))
    if is_skk is None:
        wrong("ajang", "tidak dikenal; pilih SKK atau ajang kerabat")
    draft.edition = Edition(
        level,
        said["wilayah"],
        year,
        kind,
        said["nama"],
        said["namasingkat"],
        is_skk or "",
        draft.day(*pairs.get("tanggalhasil", (None, ""))),
        _entrants(draft, *pairs.get("jumlahpeserta", (None, ""))),
        at["wilayah"],
    )


def _entrants(draft: Draft, said: Cell, at: str) -> int | None:
    number = draft.number(said, at)
    if number and (number.value < 1 or number.value % 1):
        draft.fault(
            number.at, f"{number.value:g} bukan jumlah peserta; isi bilangan bulat 1 atau lebih"
        )
        return None
    return int(number.value) if number else None


def _source(draft: Draft, sheet: Sheet) -> None:
    pairs = _pairs(sheet)
    draft.publisher, draft.title, draft.url = (
        cells.text(pairs.get(name, (None, ""))[0]) for name in ("penerbit", "judul", "alamat")
    )
    draft.published = draft.day(*pairs.get("tanggal", (None, "")))


def criteria(draft: Draft, sheet: Sheet) -> None:
    """The sheet Indikator: Kode, Nama, Bobot, Nilai maksimum, and a row Jumlah with the stated sum
    of the weights.
    """
    for number in range(1, len(sheet.rows)):
        code, name = cells.text(sheet.cell(number, 0)), cells.text(sheet.cell(number, 1))
        weight = draft.number(sheet.cell(number, 2), sheet.at(number, 2))
        most = draft.number(sheet.cell(number, 3), sheet.at(number, 3))
        if SUMMARY.match(code) or (not code and SUMMARY.match(name)):
            draft.stated_weight = weight
        elif code or name:
            draft.criterion(
                Criterion(
                    code,
                    name or code,
                    weight and weight.value,
                    most and most.value,
                    sheet.at(number, 0 if code else 1),
                ),
            )


def _innovations(draft: Draft, sheet: Sheet) -> None:
    """The sheet Inovasi: Kecamatan, Kabupaten/Kota, Nama, Kepanjangan, Indikator, Bidang, Pelaku,
    Digital, Penerima, Uraian.
    """
    for number in range(1, len(sheet.rows)):
        said = [cells.text(sheet.cell(number, column)) for column in range(10)]
        if not any(said):
            continue
        if not said[0] or not said[2]:
            draft.fault(
                sheet.at(number, 2 if said[0] else 0),
                "kosong; isi kecamatan dan nama inovasi, atau hapus baris ini",
            )
            continue
        indicator = draft.number(sheet.cell(number, 4), sheet.at(number, 4))
        if indicator and (indicator.value < 1 or indicator.value % 1):
            draft.fault(
                indicator.at,
                f"{indicator.value:g} bukan nomor indikator; isi 1, 2, dan seterusnya, atau"
                " kosongkan",
            )
            indicator = None
        draft.innovations.append(
            Innovation(
                draft.place(said[0], said[1], "", sheet.at(number, 0)),
                said[2],
                said[3],
                int(indicator.value) if indicator else None,
                said[5],
                said[6],
                said[7],
                said[8],
                said[9],
                sheet.at(number, 2),
                sheet.at(number, 4),
            )
        )
