"""The whole published database as a Frictionless data package: a zip of CSV files,
datapackage.json, readme and licences.
"""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any, TypedDict

import duckdb
import pandas as pd

from data import publish

HERE = Path(__file__).parent
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

    name: str
    description: str
    fields: list[dict[str, str]]  # of each column: name, type, description


def is_simulated(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a database holds simulated data."""
    return bool(con.execute("SELECT kind = 'simulated' FROM build").fetchall()[0][0])


def described(con: duckdb.DuckDBPyConnection) -> list[Described]:
    """The published tables, in order."""
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
            {"name": column, "type": TYPES.get(kind, "string"), "description": comment}
        )
    return [
        {"name": table, "description": comments[table], "fields": fields[table]}
        for table in publish.tables(con)
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
                "format": "csv",
                "encoding": "utf-8",
                "description": table["description"],
                **_licensed(of_areas if table["name"] in OF_AREAS else [CC_BY]),
                "schema": {"fields": table["fields"], "missingValues": [""]},
            }
            for table in described(con)
        ],
    }


def readme(package: Json) -> str:
    """The readme of the package, in Indonesian: what each file holds, version, licence, how to
    cite.
    """
    files = "\n".join(
        f"- `{resource['path']}`: {resource['description']}" for resource in package["resources"]
    )
    of_areas = (
        "ODbL 1.0"
        if ODBL in package["licenses"]
        else "menurut pemilik berkas batas yang disebut tabel `boundary`"
    )
    return (
        f"# {package['title']}\n\nVersi data {package['version']}, dibuat"
        f" {package['created']}.\n\n{files}\n\nSatu baris `placement_claim` adalah klaim satu"
        " halaman; `standing` adalah hasil penyelesaiannya.\nTeks yang diawali =, +, -, atau @,"
        " juga sesudah titik koma di dalamnya, diberi tanda petik tunggal di depannya, agar lembar"
        " kerja tidak menjalankannya.\nArti tiap kolom ada di `datapackage.json`. Lisensi: CC BY"
        f" 4.0; tabel `area`, `boundary`, dan `neighbour` {of_areas}.\nCara mengutip: Dasbor SKK,"
        f" versi data {package['version']}, beserta sumber pada tabel `source`.\n"
    )


def package(con: duckdb.DuckDBPyConnection) -> bytes:
    """The zip file; the same generation gives the same bytes."""
    content = descriptor(con)
    files = {
        "datapackage.json": json.dumps(content, ensure_ascii=False, indent=2).encode(),
        "README.md": readme(content).encode(),
        "LICENSE.md": (HERE / "catalog" / "LICENSE.md").read_bytes(),
        **{resource["path"]: table_csv(con, resource["name"]) for resource in content["resources"]},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()
