"""Read the catalog folder into typed frames, or say in plain words everything that is wrong with
it.

FILES declares each file: its columns, what each may hold, and what the cells of a row must agree
on. A fault names the file, the line where the record starts, the column, what is wrong and what is
allowed. A cell gets one fault: the first.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import date
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

Series: TypeAlias = pd.Series
FIRST_YEAR = 2010
FILE_LINES = 10**9  # more than any file has lines
ACTORS = ("pemerintah", "masyarakat", "akademisi", "dunia_usaha", "media", "perbankan")
SECTORS = (
    "administrasi_kependudukan", "budaya_pariwisata", "digital_pemerintahan", "ekonomi_umkm",
    "kebencanaan",
    "keagamaan_kerukunan", "kesehatan", "ketenteraman_ketertiban", "lingkungan", "pelayanan_publik",
    "pemberdayaan_desa", "pendidikan", "pengawasan", "perencanaan_anggaran", "pertanian_pangan",
    "sosial_inklusi",
)  # fmt: skip
INTEGER = (
    re.compile(r"-?(0|[1-9][0-9]{0,17})"),
    int,
    "bukan bilangan bulat; isi angka saja, misalnya 12",
)
DECIMAL = (
    re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?"),
    float,
    "bukan bilangan desimal; isi angka dengan titik desimal, misalnya 87.5",
)
NUMBERS: dict[str, tuple[re.Pattern[str], type, str]] = {"Int64": INTEGER, "Float64": DECIMAL}
# Control characters but for the new line, and marks nobody sees: zero width, direction (also those
# that hold for a stretch), soft hyphens, tags, a lost character.
UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffd\U000e0000-\U000e0fff]"
)
LONGEST, LONGEST_NAME = 2000, 200  # letters of a text, and of what is shown as a name
NAMES = frozenset(
    ("name", "short_name", "publisher", "capital", "juror", "code", "category", "kecamatan_printed",
     "kabkota_printed")
)  # fmt: skip
MARK = "SIMULASI.md"  # a catalog folder that holds this file is simulated
RULED = re.compile(r'edition_year|kecamatan "([^"]+)"')


class Fault(NamedTuple):
    """One thing wrong: `line` is where the record starts, `column` is empty where the whole line is
    meant.
    """

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        """Return it as `placements.csv:12 rank: what is wrong; what is allowed`."""
        return f"{self.file}:{self.line}{' ' if self.column else ''}{self.column}: {self.message}"


class CatalogError(Exception):
    """The catalog has faults: `faults` has all of them, of all files, by file, line and column."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults sorted."""
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


# What a column may hold. An error follows the value it is about: `"0" bukan peringkat; isi bilangan
# ...`.


def text(
    *checks: pa.Check, required: bool = False, dtype: str = "str", **metadata: object
) -> pa.Column:
    """Text of any kind, one line or more; `metadata` is for what a check of the column alone cannot
    know.
    """
    return pa.Column(dtype, list(checks), nullable=not required, metadata=metadata)


def pattern(regex: str, error: str, required: bool = False) -> pa.Column:
    """Text that matches `regex` from end to end."""
    return text(pa.Check(lambda s: s.str.fullmatch(regex), error=error), required=required)


def each(check: Callable[[str], bool], error: str, required: bool = False) -> pa.Column:
    """Text whose every value passes a function."""
    return text(pa.Check(check, element_wise=True, error=error), required=required)


def one_of(*allowed: str, required: bool = False) -> pa.Column:
    """One word of a list."""
    error = f"tidak dikenal; pilih salah satu: {', '.join(allowed)}"
    return text(pa.Check.isin(allowed, error=error), required=required)


def number(dtype: str, low: float, high: float, error: str, required: bool = False) -> pa.Column:
    """A number between two bounds, both allowed."""
    return text(pa.Check.in_range(low, high, error=error), required=required, dtype=dtype)


def code(digits: int) -> pa.Column:
    """The Kemendagri code that a region file lists."""
    return pattern(
        f"[0-9]{{{digits}}}", f"bukan kode wilayah; isi {digits} angka tanpa titik", required=True
    )


def region(stem: str, required: bool = False) -> pa.Column:
    """A code that the region file `stem` lists."""
    return text(required=required, refers=stem)


def dated(required: bool = False, spans: bool = False) -> pa.Column:
    """A date as precise as the source has it; with `spans` also a range A/B."""
    more = ", atau rentang A/B" if spans else ""
    error = f"bukan tanggal yang ada; isi YYYY, YYYY-MM, atau YYYY-MM-DD{more}"
    return each(partial(_is_date, spans=spans), error, required=required)


integer, decimal = partial(number, "Int64"), partial(number, "Float64")
count = partial(integer, 1, 10**9, "bukan jumlah; isi bilangan bulat 1 atau lebih, atau kosongkan")
size = partial(integer, 0, 10**12, "bukan jumlah; isi bilangan bulat 0 atau lebih")
amount = partial(decimal, 0, 10**12, "bernilai negatif; isi 0 atau lebih, atau kosongkan")
year = partial(text, dtype="Int64", year=True)  # from 2010 to next year, which read() knows
source = partial(text, required=True, refers="sources")
indicator = partial(text, dtype="Int64", numbered=True)  # a number that skk_indicators.csv lists
# A provinsi or a kabkota, as the column level says
organiser = partial(text, required=True, refers="level")
level = partial(one_of, "provinsi", "kabkota", required=True)
basis = partial(one_of, "stated", "inferred")
kind = partial(one_of, "kabupaten", "kota")


def rule(column: str, holds: Callable[[pd.DataFrame], Series], error: str) -> pa.Check:
    """What the cells of one row agree on; the fault is put on `column`, and an unknown never
    fails.
    """
    return pa.Check(
        lambda d: holds(d).fillna(True).astype(bool), name=column, error=error, ignore_na=False
    )


def needs(column: str, when: Callable[[pd.DataFrame], Series], why: str) -> pa.Check:
    """A column that some rows must fill."""
    return rule(column, lambda d: ~when(d) | d[column].notna(), f"wajib diisi bila {why}")


def at_most(column: str, limit: str) -> pa.Check:
    """A number that is not above the number beside it."""
    return rule(
        column, lambda d: d[column] <= d[limit], f"lebih besar dari {limit}; perbaiki salah satunya"
    )


def starts(parent: str, digits: int) -> pa.Check:
    """A region's code begins with the code of the region it lies in."""
    error = f"bukan {digits} angka awal code; samakan keduanya"
    return rule(parent, lambda d: d["code"].str[:digits] == d[parent], error)


def _is_date(value: str, spans: bool) -> bool:
    parts = value.split("/")
    try:
        for part in parts:
            date.fromisoformat(part + "-01-01"[len(part) - 4 :] if len(part) in (4, 7) else part)
    except ValueError:
        return False
    plain = all(re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", part) for part in parts)
    return plain and (len(parts) == 1 or (spans and len(parts) == 2 and parts[0] <= parts[1]))


def too_long(value: str, most: int = LONGEST_NAME) -> str:
    """What is wrong with a text of more than so many letters, and how to mend it."""
    return f"terlalu panjang ({len(value)} huruf); singkatkan menjadi paling banyak {most} huruf"


def is_url(value: str) -> bool:
    """Whether a text is the address of a page."""
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not re.search(r"\s", value)
        )
    except ValueError:
        return False


def _are_actors(value: str) -> bool:
    actors = value.split(";")
    return set(actors) <= set(ACTORS) and len(set(actors)) == len(actors)


def _are_codes(value: str) -> bool:
    codes = value.split(";")
    return all(re.fullmatch(r"[0-9]{6}", code) for code in codes) and len(set(codes)) == len(codes)


def _are_keywords(value: str) -> bool:
    words = value.split(";")
    return all(re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", word) for word in words) and len(
        set(words)
    ) == len(words)


def _title_rank(d: pd.DataFrame) -> Series:
    """Return the rank a title fixes: juara_k is k, harapan_k is 3 + k, terbaik_N is N; others fix
    none.
    """
    parts = d["placement"].str.extract(r"^(juara|harapan|terbaik)_([0-9]{1,3})$")
    parts = parts.where(d["placement"].str.fullmatch(TITLE))
    return parts[1].astype("Int64") + 3 * (parts[0] == "harapan").astype("Int64")


def _file(columns: dict[str, pa.Column], unique: list[str], *rules: pa.Check) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        columns, checks=list(rules), unique=unique, report_duplicates="exclude_first"
    )


FORMER_YEAR = "bukan tahun; isi 1945 sampai 2100, kosongkan bila tidak diketahui"
# Of one kecamatan at any time; the others hold for their years only
ALIASES = ("ejaan", "nama_lain")
CHANGES = ("ganti_nama", "ganti_kode", "pecah", "gabung", *ALIASES)
TITLES = (
    "tidak dikenal; isi juara_1..3, harapan_1..4, terbaik_N, finalis, nominasi, wakil, atau peserta"
)
STAGES = ("peserta", "administrasi", "paparan", "tinjau_lapang", "hasil")
HELD_BY = (
    needs("province_code", lambda d: d["level"] == "provinsi", "level provinsi"),
    needs("kabkota_code", lambda d: d["level"] == "kabkota", "level kabkota"),
)
LIES_IN = needs("kabkota_code", lambda d: d["kecamatan_code"].notna(), "kecamatan_code diisi")

TITLE = "juara_[1-3]|harapan_[1-4]|terbaik_[1-9][0-9]{0,2}|finalis|nominasi|wakil|peserta"
# fmt: off
EDITION = {
    "edition_year": year(), "level": level(), "province_code": region("provinsi"),
    "kabkota_code": region("kabkota"),
}
PLACEMENTS = {
    **EDITION, "kecamatan_code": region("kecamatan"), "kabkota_printed": text(),
    "kecamatan_printed": text(),
    "class": kind(), "stage": one_of(*STAGES), "placement": pattern(TITLE, TITLES, required=True),
    "rank": integer(1, 10**6, "bukan peringkat; isi bilangan bulat 1 atau lebih"),
    "score": amount(), "score_max": amount(), "basis": basis(required=True), "source_id": source(),
    "note": text(),
}
STAGE_CLAIMS = {
    **EDITION, "class": kind(), "stage": one_of(*STAGES), "date": dated(spans=True),
    "participants": count(),
    "advancing": count(), "jury": text(), "what": text(), "source_id": source(),
}
INNOVATIONS = {
    "name": text(required=True), "expansion": text(), "kecamatan_code": region("kecamatan"),
    "kabkota_code": region("kabkota"), "kecamatan_printed": text(), "year": year(),
    "indicator": indicator(), "indicator_basis": basis(), "sector": one_of(*SECTORS),
    "actors": each(_are_actors,
    f"bukan daftar pelaku; pilih dan pisahkan seperti {';'.join(ACTORS)}"),
    "digital": one_of("yes", "no"), "beneficiaries": text(),
    "context": one_of("skk", "lain", required=True),
    "description": text(), "source_id": source(),
}
SCORES = {
    "edition_year": year(required=True), "level": level(), "province_code": region("provinsi"),
    "kabkota_code": region("kabkota"),
    "kecamatan_code": region("kecamatan", required=True), "class": kind(), "stage": one_of(*STAGES),
    "juror": text(),
    "indicator": text(), "value": decimal(0, 10**12, "bernilai negatif; isi 0 atau lebih",
    required=True), "value_max": amount(),
    "source_id": source(),
}
FILES: dict[str, pa.DataFrameSchema] = {
    "provinsi": _file(
        {"code": code(2), "name": text(required=True), "area_km2": amount(), "population": size()},
        ["code"]),
    "kabkota": _file({
        "code": code(4), "province_code": region("provinsi", required=True),
        "name": text(required=True),
        "kind": kind(required=True), "capital": text(), "area_km2": amount(), "population": size(),
    }, ["code"], starts("province_code", 2)),
    "kecamatan": _file({
        "code": code(6), "kabkota_code": region("kabkota", required=True),
        "name": text(required=True),
        "latitude": decimal(-12, 7, "di luar Indonesia; isi derajat desimal -12 sampai 7",
        required=True),
        "longitude": decimal(94, 142, "di luar Indonesia; isi derajat desimal 94 sampai 142",
        required=True),
    }, ["code"], starts("kabkota_code", 4)),
    "kecamatan_former": _file({
        "name": text(required=True),
        "code": pattern("[0-9]{6}",
        "bukan kode wilayah; isi 6 angka tanpa titik, kosongkan bila tidak diketahui"),
        "kabkota_code": region("kabkota", required=True),
        "first_year": integer(1945, 2100, FORMER_YEAR),
        "last_year": integer(1945, 2100, FORMER_YEAR),
        "successors": each(_are_codes,
        "bukan daftar kode kecamatan; isi 6 angka, pisahkan dengan ;", required=True),
        "change": one_of(*CHANGES, required=True), "source_id": source(), "note": text(),
    }, ["name", "code", "kabkota_code", "successors", "source_id"],
    at_most("first_year", "last_year"),
        needs("code", lambda d: d["change"] == "ganti_kode", "change ganti_kode"),
        rule("last_year", lambda d: d["last_year"].isna() | ~d["change"].isin(ALIASES),
             "harus kosong bila change ejaan atau nama_lain: nama itu tidak terikat tahun"),
        rule("successors", lambda d: d["successors"].str.contains(";") == (d["change"] == "pecah"),
             "lebih dari satu hanya bila change pecah; samakan keduanya")),
    "sources": _file({
        "source_id": pattern("[a-z0-9-]+",
        "bukan kode sumber; isi huruf kecil, angka, tanda hubung", True),
        "publisher": text(), "title": text(), "published": dated(),
        "url": each(is_url,
        "bukan alamat halaman; awali https:// atau http://, kosongkan bila tidak ada"),
    }, ["source_id"]),
    "editions": _file({
        "level": level(), "code": organiser(), "year": year(required=True),
        "short_name": text(required=True),
        "name": text(required=True), "is_skk": one_of("ya", "kerabat", required=True),
    }, ["level", "code", "year"]),
    "stages": _file(STAGE_CLAIMS, list(STAGE_CLAIMS), *HELD_BY,
    at_most("advancing", "participants")),
    "skk_indicators": _file(
        {"number": text(required=True, dtype="Int64"), "name": text(required=True), "note": text()},
        ["number"],
        rule("number", lambda d: d["number"].between(1, len(d)),
        "melompati nomor; beri nomor 1, 2, 3, dan seterusnya"),
        rule("name", lambda d: ~d["name"].duplicated(), "mengulang nama; bedakan")),
    "indicators": _file({
        **EDITION, "code": text(), "name": text(required=True), "weight": amount(),
        "source_id": source(),
        "note": text(),
    }, [*EDITION, "code", "name", "source_id"], *HELD_BY),
    "indicator_sets": _file({
        **EDITION, "prefix": text(), "name": text(required=True), "indicators": count(),
        "weight": amount(),
        "source_id": source(), "note": text(),
    }, [*EDITION, "prefix", "source_id"], *HELD_BY),
    "placements": _file(
        PLACEMENTS, [c for c in PLACEMENTS if c != "note"], *HELD_BY, LIES_IN,
        at_most("score", "score_max"),
        rule("rank", lambda d: d["rank"] == _title_rank(d),
        "tidak sesuai placement; samakan keduanya")),
    "scores": _file(
        SCORES, [c for c in SCORES if c not in ("class", "value", "value_max")], *HELD_BY, LIES_IN,
        at_most("value", "value_max")),
    "rulings": _file({
        "edition_year": year(), "level": level(), "code": organiser(), "source_id": source(),
        "field": pattern(RULED.pattern,
        'tidak dikenal; isi edition_year atau kecamatan "nama cetak"', True),
        "ruled": text(required=True), "reason": text(required=True),
    }, ["edition_year", "level", "code", "source_id", "field"]),
    "innovations": _file(
        INNOVATIONS, list(INNOVATIONS), LIES_IN,
        rule("indicator_basis", lambda d: d["indicator"].isna() == d["indicator_basis"].isna(),
             "tidak sejalan dengan indicator; isi keduanya atau kosongkan keduanya")),
    "recognitions": _file({
        "name": text(required=True), "kecamatan_code": region("kecamatan"),
        "kabkota_code": region("kabkota"), "year": year(),
        "kind": one_of("award", "copied", required=True), "what": text(required=True),
        "source_id": source(),
    }, ["name", "kecamatan_code", "kabkota_code", "kind", "what", "source_id"], LIES_IN),
    "indicator_counts": _file({
        "edition_year": year(), "kabkota_code": region("kabkota"),
        "kecamatan_code": region("kecamatan"),
        "indicator": text(required=True, numbered=True),
        "innovation_count": size(required=True),
        "basis": basis(required=True), "source_id": source(), "note": text(),
    }, ["edition_year", "kabkota_code", "kecamatan_code", "indicator", "innovation_count", "basis",
    "source_id"],
    LIES_IN),
    "codebook": _file({
        "sector": one_of(*SECTORS),
        "keywords": each(_are_keywords,
        "bukan daftar kata kunci; tulis huruf kecil, angka, spasi, pisahkan dengan ;", True),
        "indicator": indicator(required=True), "reason": text(required=True),
    }, ["sector", "keywords"]),
    "events": _file({
        "date": dated(required=True), "level": level(), "code": organiser(),
        "kind": one_of("pembinaan", "penghargaan", "kunjungan", required=True),
        "what": text(required=True),
        "source_id": source(),
    }, ["date", "level", "code", "kind", "what", "source_id"]),
    "kabkota_awards": _file({
        "award_year": year(), "category": text(required=True), "criterion": text(),
        "kabkota_code": region("kabkota"), "count": count(), "source_id": source(), "note": text(),
    }, ["award_year", "category", "criterion", "kabkota_code", "count", "source_id"]),
}
# fmt: on


@cache
def _untyped(stem: str) -> pa.DataFrameSchema:
    """The schema of a file without the types, which _Table gives its frame itself: pandera takes
    pandas' `str` for a wrong type and collects every cell for a fault of its own, half of all time.
    """
    schema = FILES[stem]
    return schema.update_columns({str(column): {"dtype": None} for column in schema.columns})


class _Table:
    """One file on its way from text to a typed frame, and the faults met on that way.

    `content` is None where the file cannot be read. Only `faults` is ever added to in place, so
    that a table that is kept can be gone on with as a copy.
    """

    def __init__(self, stem: str, name: str, content: bytes | None) -> None:
        self.files, self.schema, self.stem = [name], FILES[stem], stem
        self.faults: dict[tuple[int, str], Fault] = {}
        # Where each record starts; those of the n-th file that was joined are n * FILE_LINES higher
        self.lines: list[int] = []
        self.broken: set[int] = set()  # lines whose cells cannot be told apart
        self.header: list[str] = []
        self.whole = False  # read to the end, so that what is not here does not exist
        self.cells: dict[str, list[str]] = {column: [] for column in self.schema.columns}
        try:
            if content is None:
                self.fault(
                    1, "", "berkas tidak ada atau tidak terbaca; kembalikan ke folder katalog"
                )
            else:
                self._records(content.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError as e:
            line = e.object[: e.start].count(b"\n") + 1
            self.fault(line, "", "bukan teks UTF-8; simpan ulang berkas sebagai CSV UTF-8")
        self._unseen()
        self.frame = pd.DataFrame(
            {c: self._typed(c, str(s.dtype)) for c, s in self.schema.columns.items()}
        )

    def copy(self) -> "_Table":
        """The same table, to which faults, records and files can be added."""
        same = copy(self)
        same.faults = dict(self.faults)
        return same

    @cached_property
    def edition(self) -> Series:
        """The edition each row names, for whoever has joined all files: see `_edition`."""
        return _edition(self.frame)

    def without(self, listed: "_Table") -> "_Table":
        """Drop the records whose key another file of the same kind lists."""
        unique = [str(column) for column in self.schema.unique or []]
        known = set(listed.frame[unique].astype("str").itertuples(index=False, name=None))
        kept = [
            row
            for row, key in enumerate(
                self.frame[unique].astype("str").itertuples(index=False, name=None)
            )
            if key not in known
        ]
        self.lines = [self.lines[row] for row in kept]
        self.cells = {
            column: [values[row] for row in kept] for column, values in self.cells.items()
        }
        self.frame = self.frame.iloc[kept].reset_index(drop=True)
        return self

    def join(self, layer: "_Table") -> None:
        """Take the records and the faults of another file of the same kind."""
        higher = len(self.files) * FILE_LINES
        self.files = self.files + layer.files
        self.lines = self.lines + [line + higher for line in layer.lines]
        self.broken = self.broken | {line + higher for line in layer.broken}
        self.faults |= {
            (line + higher, column): fault for (line, column), fault in layer.faults.items()
        }
        self.whole &= layer.whole
        self.cells = {column: values + layer.cells[column] for column, values in self.cells.items()}
        self.frame = pd.concat([self.frame, layer.frame], ignore_index=True)

    def lists(self, *columns: str) -> bool:
        """Tell whether these columns are all there, so that a value they lack is a fault
        elsewhere.
        """
        return self.whole and set(columns) <= set(self.header)

    def texts(self, column: str) -> list[str]:
        """The cells of a column of text as the frame has them, empty where there is none: to look
        up a few thousand, lists are many times as fast as frames.
        """
        return [cell.strip() for cell in self.cells[column]]

    def fault(self, line: int, column: str, message: str) -> None:
        """Add a fault, unless its cell has one already or could not be read."""
        file, within = divmod(line, FILE_LINES)
        if line not in self.broken and (within == 1 or not column or column in self.header):
            self.faults.setdefault((line, column), Fault(self.files[file], within, column, message))

    def flag(self, rows: Iterable[int], column: str, error: str) -> None:
        """Add a fault to the cell of each of these rows, beginning with what the cell holds."""
        for row in rows:
            value = UNSEEN.sub("\ufffd", self.cells[column][row]).replace("\n", " ")
            shown = f'"{value if len(value) <= 60 else value[:59] + "…"}"'
            self.fault(self.lines[row], column, f"{shown} {error}" if value else f"kosong; {error}")

    def flag_where(self, bad: Series, column: str, error: str) -> None:
        """Add a fault to the cell of each row where `bad` is true; unknown is not bad."""
        self.flag((int(row) for row in bad.index[bad.fillna(False).astype(bool)]), column, error)

    def _records(self, content: str) -> None:
        reader = csv.reader(io.StringIO(content, newline=""), strict=True)
        records: list[tuple[int, list[str]]] = []
        line = 1
        try:
            for record in reader:
                records.append((line, record))
                line = reader.line_num + 1
            self.whole = True
        except csv.Error:
            self.fault(
                line,
                "",
                "tanda kutip salah; tutup setiap kutip, tulis kutip di dalam teks dua kali",
            )
        self.header = records[0][1] if records else []
        for column in dict.fromkeys([*self.header, *self.schema.columns]):
            if column not in self.schema.columns:
                name = UNSEEN.sub("\ufffd", column).replace("\n", " ")
                self.fault(1, name, "kolom tidak dikenal; hapus atau perbaiki namanya")
            elif (copies := self.header.count(column)) != 1:
                error = (
                    "berulang; sisakan satu" if copies else "tidak ada; tambahkan pada baris judul"
                )
                self.fault(1, column, f"kolom {error}")
        for line, record in records[1:]:
            self.lines.append(line)
            if len(record) != len(self.header):
                error = (
                    f"berisi {len(record)} kolom, bukan {len(self.header)}; periksa koma dan tanda"
                    " kutip"
                )
                self.fault(line, "", error if record else "baris kosong; hapus baris ini")
                self.broken.add(line)
            cells = dict(zip(self.header, record, strict=False))
            for column, values in self.cells.items():
                values.append(cells.get(column, ""))

    def _unseen(self) -> None:
        for column, values in self.cells.items():
            for row, value in enumerate(values):
                if found := UNSEEN.search(value):
                    name = (
                        "bita NUL"
                        if found[0] == "\0"
                        else f"karakter tak tampak U+{ord(found[0]):04X}"
                    )
                    self.flag([row], column, f"memuat {name}; hapus karakter itu")
                elif value != value.strip():
                    self.flag([row], column, "diawali atau diakhiri spasi; hapus spasinya")
                elif len(value) > (most := LONGEST_NAME if column in NAMES else LONGEST):
                    self.flag([row], column, too_long(value, most))

    def _typed(self, column: str, dtype: str) -> Series:
        values = self.cells[column]
        if (
            dtype not in NUMBERS
        ):  # stripped, lest one fault here become many where others refer to it
            return pd.Series([v.strip() or None for v in values], dtype="str")
        shape, cast, error = NUMBERS[dtype]
        self.flag(
            (row for row, v in enumerate(values) if v and not shape.fullmatch(v)), column, error
        )
        return pd.Series([cast(v) if shape.fullmatch(v) else None for v in values], dtype=dtype)

    def validate(self, last_year: int) -> None:
        """Check the frame against its schema: the years, then each column, then what a row agrees
        on.
        """
        for column, spec in self.schema.columns.items():
            if (spec.metadata or {}).get("year"):
                outside = ~self.frame[column].between(FIRST_YEAR, last_year)
                self.flag_where(
                    outside, column, f"bukan tahun lomba; isi {FIRST_YEAR} sampai {last_year}"
                )
        try:
            _untyped(self.stem).validate(self.frame, lazy=True)
        except SchemaErrors as errors:
            for e in sorted(
                errors.schema_errors, key=lambda e: isinstance(e.schema, pa.DataFrameSchema)
            ):
                rows = sorted(set(e.failure_cases["index"]))
                if isinstance(e.check, pa.Check):
                    of_row = isinstance(e.schema, pa.DataFrameSchema)
                    self.flag(
                        rows, str(e.check.name if of_row else e.schema.name), str(e.check.error)
                    )
                elif e.check == "not_nullable":
                    self.flag(rows, str(e.schema.name), "kolom ini wajib diisi")
                else:
                    self._repeated(rows)

    def _repeated(self, rows: list[int]) -> None:
        unique = [str(column) for column in self.schema.unique or []]
        keys = list(self.frame[unique].astype("str").fillna("").itertuples(index=False, name=None))
        faulty = {line for line, _ in self.faults}
        for row in rows:
            (own, _), (file, first) = (
                divmod(self.lines[row], FILE_LINES),
                divmod(self.lines[keys.index(keys[row])], FILE_LINES),
            )
            where = f"baris {first}" if own == file else f"{self.files[file]} baris {first}"
            if self.lines[row] not in faulty:
                self.flag([row], unique[0], f"mengulang {where}; hapus salah satu atau bedakan")


class _File(NamedTuple):
    """A file as it is read: `name` is what faults call it."""

    stem: str
    name: str
    content: bytes | None


def _read(path: Path, name: str = "") -> _File:
    try:
        return _File(path.stem, name or path.name, path.read_bytes())
    except OSError:
        return _File(path.stem, name or path.name, None)


# A catalog is read for each proposal and each publication, and hardly ever another one: what holds
# for the content of a file alone is kept with it
@lru_cache(maxsize=64)
def _parsed(file: _File) -> _Table:
    return _Table(*file)


@lru_cache(maxsize=64)
def _validated(file: _File, last_year: int) -> _Table:
    table = _parsed(file).copy()
    table.validate(last_year)
    return table


# What one file says about another.


def _references(tables: dict[str, _Table]) -> None:
    """Find codes and source_ids that no file lists."""
    keys = {
        stem: str(tables[stem].frame.columns[0])
        for stem in ("provinsi", "kabkota", "kecamatan", "sources")
    }
    listed = {
        stem: set(tables[stem].texts(key)) for stem, key in keys.items() if tables[stem].lists(key)
    }
    for table in tables.values():
        for column, spec in table.schema.columns.items():
            refers = (spec.metadata or {}).get("refers")
            for stem in ("provinsi", "kabkota") if refers == "level" else filter(None, [refers]):
                if stem not in listed:
                    continue
                known = listed[stem]
                unlisted = [
                    row
                    for row, said in enumerate(table.texts(column))
                    if said and said not in known
                ]
                if refers == "level" and unlisted:
                    levels = table.texts("level")
                    unlisted = [row for row in unlisted if levels[row] == stem]
                table.flag(unlisted, column, f"tidak ada di {stem}.csv; perbaiki kodenya")


def _numbered(tables: dict[str, _Table]) -> None:
    """Find numbers of indicators that skk_indicators.csv does not list; counts may be `total`."""
    listed = tables["skk_indicators"]
    if not listed.lists("number"):
        return
    numbers = sorted(listed.frame["number"].dropna())
    allowed = [*map(str, numbers), "total"]
    counted = f"tidak dikenal; pilih salah satu: {', '.join(allowed)}"
    numbered = (
        f"bukan nomor indikator; isi bilangan bulat 1 sampai {len(numbers)}, kosongkan bila tidak"
        " diketahui"
    )
    for table in tables.values():
        for column, spec in table.schema.columns.items():
            if not (spec.metadata or {}).get("numbered"):
                continue
            cells = table.frame[column]
            is_number = str(spec.dtype) == "Int64"
            unlisted = cells.notna() & ~cells.isin(numbers if is_number else allowed)
            table.flag_where(unlisted, column, numbered if is_number else counted)


def _hierarchy(tables: dict[str, _Table]) -> None:
    """Find a kecamatan that is not of the kabkota beside it, and a kabkota that is not of the
    provinsi.
    """
    for stem, parent in (("kabkota", "province_code"), ("kecamatan", "kabkota_code")):
        regions: dict[str, str] = {}
        for code, lies in zip(tables[stem].texts("code"), tables[stem].texts(parent), strict=True):
            regions.setdefault(code, lies)  # the first; that a code is repeated is told elsewhere
        regions.pop("", None)
        for table in tables.values():
            if {f"{stem}_code", parent} <= set(table.cells):
                pairs = zip(table.texts(f"{stem}_code"), table.texts(parent), strict=True)
                wrong = [
                    row
                    for row, (code, said) in enumerate(pairs)
                    if said and regions.get(code, "") not in ("", said)
                ]
                error = f"bukan bagian dari wilayah pada {parent}; samakan keduanya"
                table.flag(wrong, f"{stem}_code", error)


def _successors(tables: dict[str, _Table]) -> None:
    """Find former kecamatan whose successors no file lists."""
    listed, table = set(tables["kecamatan"].frame["code"]), tables["kecamatan_former"]
    if tables["kecamatan"].lists("code"):
        named = table.frame["successors"].fillna("").str.split(";")
        unlisted = named.map(
            lambda codes: _are_codes(";".join(codes)) and not set(codes) <= listed
        ).astype(bool)
        table.flag_where(unlisted, "successors", "tidak ada di kecamatan.csv; perbaiki kodenya")


def _edition(frame: pd.DataFrame) -> Series:
    """Return the edition each row names, as "level code year"; the year is empty where the row has
    none.
    """
    years = frame["year" if "year" in frame else "edition_year"].astype("str").fillna("")
    if "province_code" in frame:
        holder = frame["province_code"].where(frame["level"] == "provinsi", frame["kabkota_code"])
    else:
        holder = frame["code"]
    return (
        frame["level"].where(frame["level"].isin(["provinsi", "kabkota"]))
        + " "
        + holder
        + " "
        + years
    )


def _editions(tables: dict[str, _Table]) -> None:
    """Find dated claims of an edition that is not listed, unless a ruling moves them to another."""
    rulings = tables["rulings"].frame
    moves = (tables["rulings"].edition + " " + rulings["source_id"])[
        rulings["field"] == "edition_year"
    ]
    for stem in ("placements", "stages", "indicators", "indicator_sets", "scores"):
        frame, edition = tables[stem].frame, tables[stem].edition
        unlisted = frame["edition_year"].notna() & ~edition.isin(tables["editions"].edition)
        if stem == "placements":
            unlisted &= ~(edition + " " + frame["source_id"]).isin(moves)
        if tables["editions"].lists("level", "code", "year"):
            error = (
                "edisi ini tidak ada di editions.csv; tambahkan, atau perbaiki tahun, level, dan"
                " kode"
            )
            tables[stem].flag_where(unlisted & edition.notna(), "edition_year", error)


def _scores(tables: dict[str, _Table]) -> None:
    """Find scores of who takes no part, of a criterion that the edition does not have, of another
    class than the kabkota's.
    """
    scores, placements, indicators = (
        tables[stem] for stem in ("scores", "placements", "indicators")
    )
    if scores.frame.empty:
        return
    frame, edition = scores.frame, scores.edition
    where = edition.isin(tables["editions"].edition) & frame["kecamatan_code"].isin(
        tables["kecamatan"].frame["code"]
    )
    entry = edition + " " + frame["kecamatan_code"]
    entered = set(_ruled_edition(tables) + " " + placements.frame["kecamatan_code"])
    if placements.lists("level", "edition_year", "kecamatan_code") and tables["rulings"].whole:
        error = (
            "tidak punya baris untuk edisi ini di placements.csv; tambahkan, misalnya sebagai"
            " peserta"
        )
        scores.flag_where(where & ~entry.isin(entered), "kecamatan_code", error)
    listed = set(indicators.edition + " " + indicators.frame["code"])
    if indicators.lists("level", "edition_year", "code"):
        error = (
            "bukan code kriteria edisi ini di indicators.csv; perbaiki, atau kosongkan bila nilai"
            " total"
        )
        scores.flag_where(
            where & ~(edition + " " + frame["indicator"]).isin(listed) & frame["indicator"].notna(),
            "indicator",
            error,
        )
    kinds = tables["kabkota"].frame.drop_duplicates("code").set_index("code")["kind"]
    kinds_said = frame["kabkota_code"].map(kinds)
    other = (
        frame["class"].isin(["kabupaten", "kota"])
        & kinds_said.notna()
        & (frame["class"] != kinds_said)
    )
    scores.flag_where(
        other, "class", "bukan jenis wilayah pada kabkota_code; samakan atau kosongkan"
    )


def _ruled_edition(tables: dict[str, _Table]) -> Series:
    """Return the edition of each placement, where a ruling moved it the one it was moved to."""
    rulings, placements = tables["rulings"].frame, tables["placements"].frame
    moves = rulings[rulings["field"] == "edition_year"]
    origin = _edition(moves) + " " + moves["source_id"]
    target = pd.Series(
        (moves["level"] + " " + moves["code"] + " " + moves["ruled"]).array,
        index=origin.array,
        dtype="str",
    )
    edition = tables["placements"].edition
    return (
        (edition + " " + placements["source_id"])
        .map(target[~target.index.duplicated()])
        .fillna(edition)
    )


def _rulings(tables: dict[str, _Table], last_year: int) -> None:
    """Find rulings that meet no claim, or that rule a value which does not exist."""
    table, claims = tables["rulings"], tables["placements"].frame
    if table.frame.empty:
        return
    claim = tables["placements"].edition + " " + claims["source_id"]
    claimed, printed = set(claim), set(claim + " " + claims["kecamatan_printed"])
    editions, places = (
        set(tables["editions"].edition),
        set(tables["kecamatan"].frame["code"]),
    )
    years = [str(y) for y in range(FIRST_YEAR, last_year + 1)]
    rows = table.frame.assign(claim=table.edition + " " + table.frame["source_id"])
    for row, r in enumerate(rows.to_dict("records")):
        if not (field := RULED.fullmatch(str(r["field"]))):
            continue
        met = f"{r['claim']} {field[1]}" in printed if field[1] else r["claim"] in claimed
        listed = f"{r['level']} {r['code']} {r['ruled']}" in editions
        if not met and tables["placements"].lists(*claims.columns):
            table.flag(
                [row], "field", "tidak mengenai satu klaim pun; samakan dengan placements.csv"
            )
        if field[1] and r["ruled"] not in places and tables["kecamatan"].lists("code"):
            table.flag([row], "ruled", "tidak ada di kecamatan.csv; isi kode kecamatan enam angka")
        elif not field[1] and r["ruled"] not in years:
            table.flag([row], "ruled", f"bukan tahun lomba; isi {FIRST_YEAR} sampai {last_year}")
        elif not field[1] and not listed and tables["editions"].lists("level", "code", "year"):
            table.flag(
                [row], "ruled", "menunjuk edisi yang tidak ada di editions.csv; tambahkan edisinya"
            )


def is_simulated(folder: Path) -> bool:
    """Whether a catalog folder is marked as simulated."""
    return (folder / MARK).exists()


def _recognitions(tables: dict[str, _Table]) -> None:
    """Find recognitions of an innovation that no page of the catalog reports under that name."""
    table, reported = tables["recognitions"], tables["innovations"]

    def meant(frame: pd.DataFrame) -> Series:
        place = frame["kecamatan_code"].fillna(frame["kabkota_code"]).astype("str").fillna("")
        return place + " " + frame["name"]

    if reported.lists("name", "kecamatan_code", "kabkota_code"):
        unreported = ~meant(table.frame).isin(set(meant(reported.frame).dropna()))
        table.flag_where(
            unreported & table.frame["name"].notna(),
            "name",
            "tidak dilaporkan di innovations.csv untuk wilayah itu; samakan nama dan kodenya",
        )


def _marked(folder: Path, sources: _Table) -> None:
    """Find sources that do not belong: invented ones among published, published ones among
    simulated.
    """
    invented = sources.frame["publisher"] == "SIMULASI"
    if is_simulated(folder):
        error = (
            f"bukan SIMULASI, padahal folder ini bertanda {MARK}; data terbit dan simulasi tidak"
            " boleh bercampur"
        )
        sources.flag_where(~invented, "publisher", error)
    else:
        error = (
            f"hanya boleh dalam folder bertanda {MARK}; data terbit dan simulasi tidak boleh"
            " bercampur"
        )
        sources.flag_where(invented, "publisher", error)


def read(
    folder: Path, today: date | None = None, layers: Sequence[Path] = ()
) -> dict[str, pd.DataFrame]:
    """Read the catalog: one frame per file stem of FILES, one row per record, in the order of the
    file.

    `layers` are folders of accepted imports, each with some files of the same format: their records
    follow those of the catalog, and all are checked together. Each may list its edition, so that
    each can be taken back alone: it is that of the catalog, else of the first that lists it.

    Text is `str`, whole numbers are `Int64`, decimals `Float64`; an empty cell is NA. The last year
    allowed is the one after `today` (now, if None). Raises CatalogError with all faults of all
    files.
    """
    last_year = (today or date.today()).year + 1
    files = {stem: _read(folder / f"{stem}.csv") for stem in FILES}
    tables = {stem: _parsed(file).copy() for stem, file in files.items()}
    for path in (
        path for layer in layers for path in sorted(layer.glob("*.csv")) if path.stem in FILES
    ):
        added = _parsed(_read(path, f"{path.parent.name}/{path.name}")).copy()
        tables[path.stem].join(
            added.without(tables[path.stem]) if path.stem == "editions" else added
        )
    for stem, table in tables.items():
        if len(table.files) == 1:
            tables[stem] = _validated(files[stem], last_year).copy()
        else:
            table.validate(last_year)
    _references(tables)
    _numbered(tables)
    _hierarchy(tables)
    _successors(tables)
    _editions(tables)
    _scores(tables)
    _rulings(tables, last_year)
    _recognitions(tables)
    _marked(folder, tables["sources"])
    faults = [fault for table in tables.values() for fault in table.faults.values()]
    for layer in layers:
        if not (layer / "sources.csv").is_file():
            faults.append(
                Fault(
                    layer.name,
                    1,
                    "",
                    "impor ini tidak ada atau tidak lengkap; kembalikan foldernya ke imports",
                )
            )
    for path in folder.glob("*.csv"):  # a misspelt or copied file that nobody would read
        if path.stem not in FILES:
            faults.append(
                Fault(path.name, 1, "", "berkas tidak dikenal; hapus atau perbaiki namanya")
            )
    if faults:
        raise CatalogError(faults)
    # Whoever changes a frame changes a copy, made as soon as something is written to it
    return {stem: table.frame.copy(deep=False) for stem, table in tables.items()}
