"""The catalog passes as it is, and everything that can be wrong with it is named by file, line and
column.

Each case puts one good row under the header of one file of a copied catalog (so it stands on line
2), spoils it, and expects exactly one fault. `test_good_rows_pass` shows that nothing but the
spoiling is at fault.
"""

import csv
import io
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.check import FILES, MARK, CatalogError, Fault, read

CATALOG = Path(__file__).parents[2] / "data" / "catalog"
TODAY = date(2026, 7, 1)

# What the other rows of these tests refer to, and nothing of the real catalog does.
GROUND: dict[str, dict[str, str]] = {
    "provinsi": {"code": "98", "name": "Uji"},
    "kabkota": {"code": "9801", "province_code": "98", "name": "Kabupaten Uji",
    "kind": "kabupaten"},
    "kecamatan": {
        "code": "980101", "kabkota_code": "9801", "name": "Uji", "latitude": "-7.5",
        "longitude": "112.5",
    },
    "sources": {"source_id": "uji", "publisher": "Uji", "title": "Uji", "published": "2024-05-06"},
    "editions": {
        "level": "provinsi", "code": "98", "year": "2020", "short_name": "SKK", "name": "Uji",
        "is_skk": "ya",
    },
    "innovations": {
        "name": "Dikenal", "kabkota_code": "9801", "kecamatan_code": "980101", "context": "skk",
        "source_id": "uji",
    },
    "indicators": {
        "level": "provinsi", "province_code": "98", "edition_year": "2020", "code": "9",
        "name": "Uji", "source_id": "uji",
    },
    "placements": {
        "level": "provinsi", "province_code": "98", "edition_year": "2020", "kabkota_code": "9801",
        "kecamatan_code": "980101",
        "placement": "peserta", "basis": "stated", "source_id": "bhirawa-2014-panji",
    },
}  # fmt: skip
WHERE = {"level": "provinsi", "province_code": "98", "source_id": "uji"}
GOOD: dict[str, dict[str, str]] = {
    "provinsi": {"code": "99", "name": "Lain"},
    "kabkota": {**GROUND["kabkota"], "code": "9802"},
    "kecamatan": {**GROUND["kecamatan"], "code": "980102"},
    "sources": {**GROUND["sources"], "source_id": "lain", "url": "https://example.org/a?b=c"},
    "editions": {**GROUND["editions"], "year": "2021"},
    "stages": {**WHERE, "edition_year": "2020", "stage": "paparan",
    "date": "2020-02-28/2020-03-01"},
    "indicators": {**WHERE, "edition_year": "2020", "code": "1", "name": "Uji", "weight": "12.5"},
    "indicator_sets": {**WHERE, "edition_year": "2020", "prefix": "A", "name": "Uji",
    "indicators": "7", "weight": "100"},
    "placements": {
        **WHERE, "edition_year": "2020", "kabkota_code": "9801", "kecamatan_code": "980101",
        "placement": "harapan_2", "rank": "5", "score": "87.5", "score_max": "100",
        "basis": "stated",
    },
    "scores": {
        **WHERE, "edition_year": "2020", "kabkota_code": "9801", "kecamatan_code": "980101",
        "class": "kabupaten",
        "stage": "paparan", "juror": "Juri 1", "indicator": "9", "value": "87.5",
        "value_max": "100",
    },
    "innovations": {
        "name": "Uji", "kabkota_code": "9801", "kecamatan_code": "980101", "year": "2020",
        "indicator": "5",
        "indicator_basis": "stated", "sector": "kesehatan", "actors": "masyarakat;media",
        "context": "skk",
        "source_id": "uji",
    },
    "indicator_counts": {
        "edition_year": "2020", "kabkota_code": "9801", "indicator": "total",
        "innovation_count": "0",
        "basis": "stated", "source_id": "uji",
    },
    "codebook": {"sector": "kesehatan", "keywords": "uji coba;ujian", "indicator": "4",
    "reason": "Uji"},
    "events": {
        "date": "2020-05", "level": "provinsi", "code": "98", "kind": "pembinaan", "what": "Uji",
        "source_id": "uji",
    },
    "kecamatan_former": {
        "name": "Lama", "code": "980199", "kabkota_code": "9801", "first_year": "2001",
        "last_year": "2019",
        "successors": "980101", "change": "ganti_nama", "source_id": "uji",
    },
    "recognitions": {
        "name": "Dikenal", "kabkota_code": "9801", "kecamatan_code": "980101", "year": "2020",
        "kind": "award", "what": "Uji", "source_id": "uji",
    },
    "kabkota_awards": {
        "award_year": "2020", "category": "Madya", "kabkota_code": "9801", "count": "4",
        "source_id": "uji",
    },
}  # fmt: skip
RULING = {
    "edition_year": "2020", "level": "provinsi", "code": "98", "source_id": "uji",
    "field": "edition_year",
    "ruled": "2021", "reason": "Uji",
}  # fmt: skip


def insert(catalog: Path, stem: str, *rows: dict[str, str]) -> None:
    """Put rows right under the header, the first on line 2."""
    path = catalog / f"{stem}.csv"
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    out = io.StringIO()
    csv.DictWriter(out, header.split(","), restval="", lineterminator="\n").writerows(rows)
    path.write_text(f"{header}\n{out.getvalue()}{rest}", encoding="utf-8")


def faults(catalog: Path) -> list[str]:
    """Return what read() finds wrong, as an operator sees it."""
    try:
        read(catalog, today=TODAY)
    except CatalogError as e:
        return [str(fault) for fault in e.faults]
    return []


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the real catalog with what test rows stand on, less the kecamatan that no claim
    names.
    """
    folder = tmp_path_factory.mktemp("ground") / "catalog"
    shutil.copytree(CATALOG, folder)
    claims = "".join(
        path.read_text("utf-8") for path in folder.glob("*.csv") if path.stem != "kecamatan"
    )
    named = set(re.findall(r"\b[0-9]{6}\b", claims))
    header, *rows = (folder / "kecamatan.csv").read_text("utf-8").splitlines()
    rows = [row for row in rows if row[:6] in named or row[:6] == "350101"]
    (folder / "kecamatan.csv").write_text("\n".join([header, *rows, ""]), "utf-8")
    for stem, row in GROUND.items():
        insert(folder, stem, row)
    return folder


@pytest.fixture
def catalog(ground: Path, tmp_path: Path) -> Path:
    """Return a copy of the catalog to spoil."""
    return Path(shutil.copytree(ground, tmp_path / "catalog"))


def test_the_real_catalog_passes() -> None:
    frames = read(CATALOG)
    assert list(frames) == list(FILES) == sorted(frames, key=list(FILES).index)
    assert sorted(FILES) == sorted(path.stem for path in CATALOG.glob("*.csv"))
    for stem, frame in frames.items():
        assert list(frame.columns) == list(FILES[stem].columns)
        assert len(frame) > 0 or stem == "scores"  # no page has published any for a criterion


@pytest.mark.parametrize("stem", GOOD)
def test_good_rows_pass(catalog: Path, stem: str) -> None:
    insert(catalog, stem, GOOD[stem])
    assert faults(catalog) == []


def test_frames_are_typed_and_an_empty_cell_is_unknown(catalog: Path) -> None:
    insert(catalog, "placements", {**GOOD["placements"], "score_max": "", "note": ""})
    frame = read(catalog, today=TODAY)["placements"]
    types = {
        c: str(frame.dtypes[c])
        for c in ("edition_year", "score", "score_max", "province_code", "note")
    }
    assert types == {
        "edition_year": "Int64", "score": "Float64", "score_max": "Float64", "province_code": "str",
        "note": "str",
    }  # fmt: skip
    assert frame.loc[0, ["edition_year", "rank", "score"]].tolist() == [2020, 5, 87.5]
    assert frame.loc[0, ["score_max", "note"]].isna().all()


# file, cells to spoil, and the fault: its column and the beginning of its message
SPOILT: list[tuple[str, dict[str, str], str]] = [
    # numbers
    ("placements", {"rank": "0"}, 'rank: "0" bukan peringkat; isi bilangan bulat 1 atau lebih'),
    (
        "placements",
        {"rank": "lima"},
        'rank: "lima" bukan bilangan bulat; isi angka saja, misalnya 12',
    ),
    ("placements", {"rank": "5.0"}, 'rank: "5.0" bukan bilangan bulat'),
    ("placements", {"rank": "9" * 30}, f'rank: "{"9" * 30}" bukan bilangan bulat'),
    (
        "placements",
        {"score": "87,5"},
        'score: "87,5" bukan bilangan desimal; isi angka dengan titik desimal',
    ),
    ("placements", {"score": "nan"}, 'score: "nan" bukan bilangan desimal'),
    ("placements", {"score": "-1"}, 'score: "-1" bernilai negatif; isi 0 atau lebih'),
    ("placements", {"score": "100.5"}, 'score: "100.5" lebih besar dari score_max'),
    ("indicators", {"weight": "-2"}, 'weight: "-2" bernilai negatif'),
    (
        "stages",
        {"participants": "0"},
        'participants: "0" bukan jumlah; isi bilangan bulat 1 atau lebih',
    ),
    ("stages", {"advancing": "0"}, 'advancing: "0" bukan jumlah'),
    (
        "stages",
        {"participants": "5", "advancing": "6"},
        'advancing: "6" lebih besar dari participants',
    ),
    ("indicator_counts", {"innovation_count": "-1"}, 'innovation_count: "-1" bukan jumlah; isi'),
    (
        "indicator_counts",
        {"innovation_count": ""},
        "innovation_count: kosong; kolom ini wajib diisi",
    ),
    ("kabkota_awards", {"count": "0"}, 'count: "0" bukan jumlah'),
    ("provinsi", {"population": "-1"}, 'population: "-1" bukan jumlah; isi bilangan bulat 0'),
    ("kabkota", {"area_km2": "-0.5"}, 'area_km2: "-0.5" bernilai negatif'),
    ("kecamatan", {"latitude": "112.5"}, 'latitude: "112.5" di luar Indonesia; isi derajat'),
    ("kecamatan", {"longitude": "-7.5"}, 'longitude: "-7.5" di luar Indonesia'),
    # years and dates
    (
        "placements",
        {"edition_year": "2009"},
        'edition_year: "2009" bukan tahun lomba; isi 2010 sampai 2027',
    ),
    ("editions", {"year": "2028"}, 'year: "2028" bukan tahun lomba; isi 2010 sampai 2027'),
    ("innovations", {"year": "1999"}, 'year: "1999" bukan tahun lomba'),
    ("kabkota_awards", {"award_year": "2028"}, 'award_year: "2028" bukan tahun lomba'),
    ("sources", {"published": "2023-02-29"}, 'published: "2023-02-29" bukan tanggal yang ada; isi'),
    ("sources", {"published": "2023-13"}, 'published: "2023-13" bukan tanggal yang ada'),
    ("sources", {"published": "20230228"}, 'published: "20230228" bukan tanggal yang ada'),
    (
        "sources",
        {"published": "2023-01-01/2023-01-02"},
        'published: "2023-01-01/2023-01-02" bukan tanggal',
    ),
    ("events", {"date": "6 Mei 2020"}, 'date: "6 Mei 2020" bukan tanggal yang ada'),
    ("events", {"date": ""}, "date: kosong; kolom ini wajib diisi"),
    ("stages", {"date": "2020-03-02/2020-03-01"}, 'date: "2020-03-02/2020-03-01" bukan tanggal'),
    # words of a list
    ("placements", {"stage": "final"}, 'stage: "final" tidak dikenal; pilih salah satu: peserta,'),
    ("placements", {"placement": "juara_4"}, 'placement: "juara_4" tidak dikenal; isi juara_1..3'),
    ("placements", {"placement": "harapan_5"}, 'placement: "harapan_5" tidak dikenal'),
    ("placements", {"placement": "terbaik_0"}, 'placement: "terbaik_0" tidak dikenal'),
    ("placements", {"placement": "", "rank": ""}, "placement: kosong; kolom ini wajib diisi"),
    (
        "placements",
        {"level": "nasional"},
        'level: "nasional" tidak dikenal; pilih salah satu: provinsi',
    ),
    (
        "placements",
        {"class": "kabkota"},
        'class: "kabkota" tidak dikenal; pilih salah satu: kabupaten',
    ),
    ("placements", {"basis": ""}, "basis: kosong; kolom ini wajib diisi"),
    (
        "placements",
        {"basis": "guessed"},
        'basis: "guessed" tidak dikenal; pilih salah satu: stated',
    ),
    ("stages", {"class": "desa"}, 'class: "desa" tidak dikenal'),
    ("innovations", {"indicator_basis": "maybe"}, 'indicator_basis: "maybe" tidak dikenal'),
    (
        "innovations",
        {"indicator_basis": ""},
        "indicator_basis: kosong; tidak sejalan dengan indicator",
    ),
    ("innovations", {"indicator": "8"}, 'indicator: "8" bukan nomor indikator; isi bilangan bulat'),
    (
        "indicator_counts",
        {"indicator": "0"},
        'indicator: "0" tidak dikenal; pilih salah satu: 1, 2, 3',
    ),
    ("innovations", {"digital": "ya"}, 'digital: "ya" tidak dikenal; pilih salah satu: yes, no'),
    ("innovations", {"context": ""}, "context: kosong; kolom ini wajib diisi"),
    (
        "innovations",
        {"context": "lomba"},
        'context: "lomba" tidak dikenal; pilih salah satu: skk, lain',
    ),
    ("innovations", {"sector": "umkm"}, 'sector: "umkm" tidak dikenal'),
    ("innovations", {"actors": "media; warga"}, 'actors: "media; warga" bukan daftar pelaku'),
    ("innovations", {"actors": "media;media"}, 'actors: "media;media" bukan daftar pelaku'),
    (
        "editions",
        {"is_skk": "tidak"},
        'is_skk: "tidak" tidak dikenal; pilih salah satu: ya, kerabat',
    ),
    ("events", {"kind": "rapat"}, 'kind: "rapat" tidak dikenal'),
    ("kabkota", {"kind": "kotamadya"}, 'kind: "kotamadya" tidak dikenal'),
    ("codebook", {"keywords": "Uji"}, 'keywords: "Uji" bukan daftar kata kunci; tulis huruf kecil'),
    ("codebook", {"keywords": "uji; coba"}, 'keywords: "uji; coba" bukan daftar kata kunci'),
    ("codebook", {"keywords": "uji;uji"}, 'keywords: "uji;uji" bukan daftar kata kunci'),
    ("codebook", {"keywords": ""}, "keywords: kosong; kolom ini wajib diisi"),
    ("codebook", {"indicator": ""}, "indicator: kosong; kolom ini wajib diisi"),
    ("kecamatan_former", {"name": ""}, "name: kosong; kolom ini wajib diisi"),
    ("kecamatan_former", {"code": "98.01.99"}, 'code: "98.01.99" bukan kode wilayah'),
    (
        "kecamatan_former",
        {"code": "", "change": "ganti_kode"},
        "code: kosong; wajib diisi bila change ganti_kode",
    ),
    ("kecamatan_former", {"kabkota_code": "9899"}, 'kabkota_code: "9899" tidak ada di kabkota.csv'),
    (
        "kecamatan_former",
        {"last_year": "2101"},
        'last_year: "2101" bukan tahun; isi 1945 sampai 2100',
    ),
    ("kecamatan_former", {"first_year": "2020"}, 'first_year: "2020" lebih besar dari last_year'),
    (
        "kecamatan_former",
        {"change": "ejaan"},
        'last_year: "2019" harus kosong bila change ejaan atau nama_lain',
    ),
    (
        "kecamatan_former",
        {"change": "pindah"},
        'change: "pindah" tidak dikenal; pilih salah satu: ganti_nama',
    ),
    (
        "kecamatan_former",
        {"change": "pecah"},
        'successors: "980101" lebih dari satu hanya bila change pecah',
    ),
    (
        "kecamatan_former",
        {"successors": "980101;350101"},
        'successors: "980101;350101" lebih dari satu hanya bila',
    ),
    (
        "kecamatan_former",
        {"successors": "980101,350101"},
        'successors: "980101,350101" bukan daftar kode kecamatan',
    ),
    (
        "kecamatan_former",
        {"successors": "980101;980101", "change": "pecah"},
        'successors: "980101;980101" bukan daftar',
    ),
    (
        "kecamatan_former",
        {"successors": "980102"},
        'successors: "980102" tidak ada di kecamatan.csv',
    ),
    ("codebook", {"sector": "umkm"}, 'sector: "umkm" tidak dikenal'),
    ("codebook", {"reason": ""}, "reason: kosong; kolom ini wajib diisi"),
    ("indicator_sets", {"indicators": "0"}, 'indicators: "0" bukan jumlah'),
    ("indicator_sets", {"name": ""}, "name: kosong; kolom ini wajib diisi"),
    # titles and ranks
    ("placements", {"rank": "2"}, 'rank: "2" tidak sesuai placement; samakan keduanya'),
    ("placements", {"placement": "juara_1"}, 'rank: "5" tidak sesuai placement'),
    ("placements", {"placement": "terbaik_4"}, 'rank: "5" tidak sesuai placement'),
    # regions
    ("provinsi", {"code": "9"}, 'code: "9" bukan kode wilayah; isi 2 angka tanpa titik'),
    ("kabkota", {"province_code": "97"}, 'province_code: "97" bukan 2 angka awal code'),
    ("kecamatan", {"code": "980202"}, 'kabkota_code: "9801" bukan 4 angka awal code'),
    (
        "kecamatan",
        {"code": "970102", "kabkota_code": "9701"},
        'kabkota_code: "9701" tidak ada di kab',
    ),
    ("kecamatan", {"name": ""}, "name: kosong; kolom ini wajib diisi"),
    (
        "placements",
        {"kecamatan_code": "980199"},
        'kecamatan_code: "980199" tidak ada di kecamatan.csv',
    ),
    ("placements", {"kecamatan_code": "350101"}, 'kecamatan_code: "350101" bukan bagian dari'),
    (
        "placements",
        {"kecamatan_code": "", "kabkota_code": "3501"},
        'kabkota_code: "3501" bukan bagian',
    ),
    (
        "placements",
        {"kabkota_code": ""},
        "kabkota_code: kosong; wajib diisi bila kecamatan_code diisi",
    ),
    ("placements", {"province_code": ""}, "province_code: kosong; wajib diisi bila level provinsi"),
    ("stages", {"level": "kabkota"}, "kabkota_code: kosong; wajib diisi bila level kabkota"),
    (
        "innovations",
        {"kecamatan_code": "350101"},
        'kecamatan_code: "350101" bukan bagian dari wilayah',
    ),
    ("events", {"code": "9801"}, 'code: "9801" tidak ada di provinsi.csv; perbaiki kodenya'),
    ("events", {"level": "kabkota"}, 'code: "98" tidak ada di kabkota.csv; perbaiki kodenya'),
    # scores
    ("scores", {"value": ""}, "value: kosong; kolom ini wajib diisi"),
    ("scores", {"value": "-1"}, 'value: "-1" bernilai negatif; isi 0 atau lebih'),
    ("scores", {"value": "87,5"}, 'value: "87,5" bukan bilangan desimal'),
    (
        "scores",
        {"value": "100.5"},
        'value: "100.5" lebih besar dari value_max; perbaiki salah satunya',
    ),
    ("scores", {"edition_year": ""}, "edition_year: kosong; kolom ini wajib diisi"),
    (
        "scores",
        {"edition_year": "2019"},
        'edition_year: "2019" edisi ini tidak ada di editions.csv',
    ),
    ("scores", {"kecamatan_code": ""}, "kecamatan_code: kosong; kolom ini wajib diisi"),
    ("scores", {"kecamatan_code": "980199"}, 'kecamatan_code: "980199" tidak ada di kecamatan.csv'),
    (
        "scores",
        {"kecamatan_code": "350101"},
        'kecamatan_code: "350101" bukan bagian dari wilayah pada kabkota_code',
    ),
    (
        "scores",
        {"class": "kota"},
        'class: "kota" bukan jenis wilayah pada kabkota_code; samakan atau kosongkan',
    ),
    ("scores", {"stage": "final"}, 'stage: "final" tidak dikenal'),
    (
        "scores",
        {"indicator": "8"},
        'indicator: "8" bukan code kriteria edisi ini di indicators.csv',
    ),
    ("scores", {"source_id": "entah"}, 'source_id: "entah" tidak ada di sources.csv'),
    # simulated among published
    (
        "sources",
        {"publisher": "SIMULASI"},
        'publisher: "SIMULASI" hanya boleh dalam folder bertanda SIMULASI.md',
    ),
    # sources, addresses, editions
    ("placements", {"source_id": "entah"}, 'source_id: "entah" tidak ada di sources.csv'),
    (
        "recognitions",
        {"name": "Entah"},
        'name: "Entah" tidak dilaporkan di innovations.csv untuk wilayah itu',
    ),
    ("recognitions", {"kind": "juara"}, 'kind: "juara" tidak dikenal; pilih salah satu: award'),
    ("kabkota_awards", {"source_id": ""}, "source_id: kosong; kolom ini wajib diisi"),
    ("sources", {"source_id": ""}, "source_id: kosong; kolom ini wajib diisi"),
    ("sources", {"source_id": "Uji 1"}, 'source_id: "Uji 1" bukan kode sumber'),
    (
        "sources",
        {"url": "www.example.org"},
        'url: "www.example.org" bukan alamat halaman; awali https://',
    ),
    ("sources", {"url": "javascript:alert(1)"}, 'url: "javascript:alert(1)" bukan alamat halaman'),
    ("sources", {"url": "https://[::1/"}, 'url: "https://[::1/" bukan alamat halaman'),
    (
        "placements",
        {"edition_year": "2019"},
        'edition_year: "2019" edisi ini tidak ada di editions.csv',
    ),
    (
        "stages",
        {"edition_year": "2019"},
        'edition_year: "2019" edisi ini tidak ada di editions.csv',
    ),
    (
        "indicator_sets",
        {"edition_year": "2019"},
        'edition_year: "2019" edisi ini tidak ada di editions.csv',
    ),
    (
        "indicators",
        {"edition_year": "2019"},
        'edition_year: "2019" edisi ini tidak ada di editions.csv',
    ),
    # what nobody sees
    ("sources", {"title": " Uji"}, 'title: " Uji" diawali atau diakhiri spasi; hapus spasinya'),
    ("sources", {"title": "Uji\u00a0"}, 'title: "Uji\u00a0" diawali atau diakhiri spasi'),
    ("sources", {"title": "U\0ji"}, 'title: "U\ufffdji" memuat bita NUL; hapus karakter itu'),
    ("sources", {"title": "U\tji"}, 'title: "U\ufffdji" memuat karakter tak tampak U+0009'),
    ("sources", {"title": "U\u200bji"}, 'title: "U\ufffdji" memuat karakter tak tampak U+200B'),
    *(
        (
            "sources",
            {"publisher": f"U{sign}ji"},
            f'publisher: "U\ufffdji" memuat karakter tak tampak U+{ord(sign):04X}; hapus',
        )
        for sign in "\u202a\u202e\u2066\u2069\u200f\u061c\xad\U000e0041\x1b\x9f"
    ),
    (
        "editions",
        {"name": "x" * 201},
        f'name: "{"x" * 59}…" terlalu panjang (201 huruf); singkatkan menjadi paling banyak 200',
    ),
    ("sources", {"title": "x" * 2001}, f'title: "{"x" * 59}…" terlalu panjang (2001 huruf)'),
]


@pytest.mark.parametrize(
    ("stem", "cells", "fault"), SPOILT, ids=[f"{s} {f[:40]}" for s, _, f in SPOILT]
)
def test_a_spoilt_row_is_named(catalog: Path, stem: str, cells: dict[str, str], fault: str) -> None:
    insert(catalog, stem, {**GOOD[stem], **cells})
    found = faults(catalog)
    assert len(found) == 1, found
    assert found[0].startswith(f"{stem}.csv:2 {fault}")


@pytest.mark.parametrize("stem", GOOD)
def test_a_repeated_row_points_to_the_first(catalog: Path, stem: str) -> None:
    insert(catalog, stem, GOOD[stem], GOOD[stem])
    key = (FILES[stem].unique or [""])[0]
    assert [f.split('"')[0] + f.split('"')[-1] for f in faults(catalog)] == [
        f"{stem}.csv:3 {key}:  mengulang baris 2; hapus salah satu atau bedakan"
    ]


def test_claims_that_differ_by_their_note_only_are_the_same_claim(catalog: Path) -> None:
    insert(catalog, "placements", GOOD["placements"], {**GOOD["placements"], "note": "lagi"})
    assert len(faults(catalog)) == 1


def test_a_score_given_twice_is_a_fault_even_with_another_value(catalog: Path) -> None:
    insert(catalog, "scores", GOOD["scores"], {**GOOD["scores"], "value": "90", "class": ""})
    assert [fault.split(" mengulang")[0] for fault in faults(catalog)] == [
        'scores.csv:3 edition_year: "2020"'
    ]


def test_who_is_scored_takes_part_in_that_edition(catalog: Path) -> None:
    insert(catalog, "editions", {**GROUND["editions"], "year": "2021"})
    insert(catalog, "scores", {**GOOD["scores"], "edition_year": "2021", "indicator": ""})
    error = (
        'scores.csv:2 kecamatan_code: "980101" tidak punya baris untuk edisi ini di placements.csv'
    )
    assert [fault.split(";")[0] for fault in faults(catalog)] == [error]
    insert(catalog, "placements", {**GOOD["placements"], "edition_year": "2019"})
    insert(catalog, "rulings", {**RULING, "edition_year": "2019"})
    assert faults(catalog) == [], "a ruling moves the claim there"


def test_a_folder_marked_as_simulated_takes_simulated_sources_only(catalog: Path) -> None:
    (catalog / MARK).write_text("uji", encoding="utf-8")
    found = faults(catalog)
    assert len(found) == len((catalog / "sources.csv").read_text("utf-8").splitlines()) - 1
    assert all(
        "bukan SIMULASI, padahal folder ini bertanda SIMULASI.md" in fault for fault in found
    )


def test_another_source_is_another_claim(catalog: Path) -> None:
    insert(catalog, "sources", GOOD["sources"])
    insert(catalog, "placements", GOOD["placements"], {**GOOD["placements"], "source_id": "lain"})
    assert faults(catalog) == []


def test_a_claim_without_a_year_needs_no_edition(catalog: Path) -> None:
    insert(catalog, "placements", {**GOOD["placements"], "edition_year": ""})
    assert faults(catalog) == []


# the claim's cells, the ruling's cells, and the fault
RULINGS: list[tuple[dict[str, str], dict[str, str], str]] = [
    ({"edition_year": "2019"}, {"edition_year": "2019", "ruled": "2020"}, ""),
    ({"edition_year": ""}, {"edition_year": "", "ruled": "2020"}, ""),
    ({"kecamatan_printed": "Ujji"}, {"field": 'kecamatan "Ujji"', "ruled": "980101"}, ""),
    ({}, {"ruled": "2021"}, '2 ruled: "2021" menunjuk edisi yang tidak ada di editions.csv'),
    ({}, {"ruled": "20"}, '2 ruled: "20" bukan tahun lomba; isi 2010 sampai 2027'),
    (
        {},
        {"field": "rank"},
        '2 field: "rank" tidak dikenal; isi edition_year atau kecamatan "nama cetak"',
    ),
    ({}, {"reason": "", "ruled": "2020"}, "2 reason: kosong; kolom ini wajib diisi"),
    (
        {"edition_year": ""},
        {"ruled": "2020"},
        '2 field: "edition_year" tidak mengenai satu klaim pun',
    ),
    (
        {},
        {"field": 'kecamatan "Ujji"', "ruled": "980101"},
        '2 field: "kecamatan "Ujji"" tidak mengenai',
    ),
    (
        {"kecamatan_printed": "Ujji"},
        {"field": 'kecamatan "Ujji"', "ruled": "980199"},
        '2 ruled: "980199" ',
    ),
]


@pytest.mark.parametrize(("claim", "ruling", "fault"), RULINGS)
def test_a_ruling_meets_a_claim_and_rules_something_that_exists(
    catalog: Path, claim: dict[str, str], ruling: dict[str, str], fault: str
) -> None:
    insert(catalog, "placements", {**GOOD["placements"], **claim})
    insert(catalog, "rulings", {**RULING, **ruling})
    found = faults(catalog)
    assert len(found) == bool(fault), found
    assert all(line.startswith(f"rulings.csv:{fault}") for line in found)


def replace(old: str, new: str) -> Callable[[Path], object]:
    """Return an edit of the first place where a file holds `old`."""

    def edit(path: Path) -> None:
        content = path.read_bytes()
        assert old.encode() in content
        path.write_bytes(content.replace(old.encode(), new.encode("latin-1"), 1))

    return edit


# an edit of the whole file events.csv, and its faults
FILE_EDITS: list[tuple[str, Callable[[Path], object], list[str]]] = [
    (
        "missing",
        lambda p: p.unlink(),
        ["1: berkas tidak ada atau tidak terbaca; kembalikan ke folder"],
    ),
    (
        "empty",
        lambda p: p.write_bytes(b""),
        [f"1 {c}: kolom" for c in sorted(FILES["events"].columns)],
    ),
    ("latin-1", replace("Bappeda", "Bapp\xe9da"), ["3: bukan teks UTF-8; simpan ulang berkas"]),
    (
        "missing column",
        replace(",kind,", ",jenis,"),
        ["1 jenis: kolom tidak dikenal", "1 kind: kolom tidak"],
    ),
    (
        "repeated column",
        replace(",kind,", ",what,"),
        ["1 kind: kolom tidak ada", "1 what: kolom berulang"],
    ),
    (
        "too few fields",
        replace(",98,", ","),
        ["2: berisi 5 kolom, bukan 6; periksa koma dan tanda kutip"],
    ),
    ("too many fields", replace(",98,", ",98,98,"), ["2: berisi 7 kolom, bukan 6; periksa koma"]),
    ("blank line", replace("2020-05,", "\n2020-05,"), ["2: baris kosong; hapus baris ini"]),
    ("open quote", replace(",Uji,", ',"Uji,'), ["2: tanda kutip salah; tutup setiap kutip"]),
    ("stray quote", replace(",Uji,", ',"Uji"!,'), ["2: tanda kutip salah"]),
]


@pytest.mark.parametrize(
    ("edit", "found"), [e[1:] for e in FILE_EDITS], ids=[e[0] for e in FILE_EDITS]
)
def test_a_damaged_file_is_named(
    catalog: Path, edit: Callable[[Path], object], found: list[str]
) -> None:
    lines = {**GOOD["events"], "date": "2020-06", "what": "Bappeda"}
    insert(catalog, "events", GOOD["events"], lines)
    edit(catalog / "events.csv")
    got = faults(catalog)
    assert len(got) == len(found), got
    for line, expected in zip(got, found, strict=True):
        assert line.startswith(f"events.csv:{expected}")


@pytest.mark.parametrize("stem", FILES)
def test_a_missing_file_is_one_fault_and_not_one_for_each_reference_to_it(
    catalog: Path, stem: str
) -> None:
    (catalog / f"{stem}.csv").unlink()
    missing = "berkas tidak ada atau tidak terbaca; kembalikan ke folder katalog"
    assert faults(catalog) == [f"{stem}.csv:1: {missing}"]


def test_a_file_nobody_reads_is_named(catalog: Path) -> None:
    (catalog / "placement.csv").write_text("a\n", encoding="utf-8")
    assert faults(catalog) == ["placement.csv:1: berkas tidak dikenal; hapus atau perbaiki namanya"]


def test_all_faults_of_all_files_are_reported_at_once_and_sorted(catalog: Path) -> None:
    good = GOOD["placements"]
    insert(catalog, "stages", {**GOOD["stages"], "date": "kemarin"})
    insert(
        catalog, "placements", good, {**good, "source_id": "?", "rank": "0"}, {**good, "score": "x"}
    )
    (catalog / "events.csv").unlink()
    with pytest.raises(CatalogError) as error:
        read(catalog, today=TODAY)
    assert [fault[:3] for fault in error.value.faults] == [
        ("events.csv", 1, ""),
        ("placements.csv", 3, "rank"),
        ("placements.csv", 3, "source_id"),
        ("placements.csv", 4, "score"),
        ("stages.csv", 2, "date"),
    ]
    assert str(error.value).splitlines() == [str(fault) for fault in error.value.faults]


def test_a_field_of_several_lines_keeps_the_line_numbers_right(catalog: Path) -> None:
    event = GOOD["events"]
    long, short = {**event, "what": "satu\ndua\n\ntiga"}, {**event, "what": "a\nb", "kind": "rapat"}
    insert(catalog, "events", long, short, event)
    found = faults(catalog)
    assert [line.split(":", 2)[1] for line in found] == ["6 kind"]
    insert(catalog, "events", {**event, "what": "lain", "level": "desa"})
    assert [line.split(":", 2)[1] for line in faults(catalog)] == ["2 level", "7 kind"]


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(catalog: Path) -> None:
    insert(catalog, "events", {**GOOD["events"], "what": "satu\ndua"})
    path = catalog / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(catalog, today=TODAY)["events"].loc[0, "what"] == "satu\ndua"


def test_a_fault_reads_as_file_line_column_message() -> None:
    cell = Fault("placements.csv", 12, "rank", '"0" bukan peringkat')
    assert str(cell) == 'placements.csv:12 rank: "0" bukan peringkat'
    assert (
        str(Fault("placements.csv", 1, "", "berkas tidak ada"))
        == "placements.csv:1: berkas tidak ada"
    )
