"""A publication as one snapshot of a lake: what differs from the snapshot before, whole or not at
all.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from data import build, journal, publish, stores
from data.lake import link, statements
from data.lake.statements import Table

OWN = "skk"  # schema of what a lake keeps besides the published tables
ALL = "*"  # a publication that may be about any province
TABLES = """
    CREATE SCHEMA lake.skk;
    CREATE TABLE lake.skk.about (id VARCHAR NOT NULL, made_at TIMESTAMP NOT NULL);
    -- One row: what is in force. Whoever publishes takes it away and puts another there, and of two
    -- that do so at once the lake lets one through
    CREATE TABLE lake.skk.head (
        number BIGINT NOT NULL, version VARCHAR NOT NULL, kind VARCHAR NOT NULL,
        catalog VARCHAR NOT NULL
    );
    -- A row for each publication; `said` is its line of the journal, empty where it has none
    CREATE TABLE lake.skk.publication (
        number BIGINT NOT NULL, told_at TIMESTAMP NOT NULL, version VARCHAR NOT NULL,
        provinces VARCHAR NOT NULL, who VARCHAR NOT NULL, what VARCHAR NOT NULL,
        edition_id VARCHAR NOT NULL, said VARCHAR NOT NULL
    );
    -- A row for each published table: what is in it, as sums() tells, so that nobody has to read it
    -- to see whether it is another
    CREATE TABLE lake.skk.content (
        part VARCHAR NOT NULL, name VARCHAR NOT NULL, sums VARCHAR NOT NULL
    );
    -- A row for each file that is kept beside the generations: layers of imports, boundaries
    CREATE TABLE lake.skk.kept (
        path VARCHAR NOT NULL, bytes BIGINT NOT NULL, sha256 VARCHAR NOT NULL, content BLOB NOT NULL
    );
"""
CAME_OTHERWISE = "isi yang tertulis di danau data lain daripada yang dibangun; tidak diterbitkan"


class Head(NamedTuple):
    """What is in force in a lake: the so-many-th publication, the fingerprint of its content, one
    of build.KINDS, and the hash of its catalog, empty where it is not known.
    """

    number: int
    version: str
    kind: str
    catalog: str

    @property
    def name(self) -> str:
        """The file name of its generation."""
        return f"skk-{self.version[:12]}.duckdb"


def head(con: duckdb.DuckDBPyConnection) -> Head | None:
    """What is in force in an attached lake; None where nothing has been published.

    Raises:
        link.LakeError: it is a lake of something else.
    """
    try:
        rows = con.execute("SELECT number, version, kind, catalog FROM lake.skk.head").fetchall()
    except duckdb.CatalogException as error:
        raise link.LakeError(
            "danau data itu bukan milik dasbor ini; jalankan python -m data.lake siapkan pada basis"
            " data kosong"
        ) from error
    return Head(*rows[0]) if rows else None


def tables(con: duckdb.DuckDBPyConnection) -> dict[str, dict[tuple[str, str], Table]]:
    """The published tables of what is attached, `lake`, `draft` and others, with `build`: by
    database, then by schema and name. To ask for all costs as much as to ask for one.
    """
    rows = con.execute(
        """
        SELECT database_name, schema_name, table_name, list(column_name ORDER BY column_index),
          list(data_type ORDER BY column_index)
        FROM duckdb_columns() AS columns
        JOIN duckdb_tables() USING (database_name, schema_name, table_name)
        WHERE NOT columns.internal AND schema_name <> $own GROUP BY ALL ORDER BY ALL
        """,
        {"own": OWN},
    ).fetchall()
    found: dict[str, dict[tuple[str, str], Table]] = {"lake": {}, "draft": {}}
    for database, schema, name, columns, types in rows:
        table = Table(schema, name, tuple(zip(columns, types, strict=True)))
        found.setdefault(database, {})[schema, name] = table
    return found


def write(con: duckdb.DuckDBPyConnection, generation: Path, where: Path, move: stores.Move) -> Head:
    """Make a finished database file what is in force in a lake attached for writing; return that.

    What is in the folder `where` beside the generations, layers and boundaries, goes with it. Only
    rows and files that differ from what is in force are written. Where `base` is a copy of that,
    what differs is found there, without reading the lake.

    Raises:
        publish.MovedError: others have published since this began, or from another catalog; nothing
            has been changed. link.LakeError: the lake holds the other kind of data, or what was
            written is not what is in the file; nothing has been changed.
    """
    con.execute(statements.attach(generation, "draft"))
    con.begin()
    try:
        found = _write(con, where, move)
        con.commit()
    except BaseException:
        _undone(con)
        raise
    con.execute("DETACH draft")
    return found


def _undone(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.rollback()
    except duckdb.Error:
        return  # the commit itself failed, or the database has gone: nothing of it remains


def _write(con: duckdb.DuckDBPyConnection, where: Path, move: stores.Move) -> Head:
    was = head(con)
    ((version, kind),) = con.execute("SELECT version, kind FROM draft.build").fetchall()
    catalog = hash_of(move.catalog) if move.catalog else was.catalog if was else ""
    _refuse(was, kind, catalog, move)
    _put_tables(con)
    _put_files(con, where)
    now = Head(was.number + 1 if was else 1, version, kind, catalog)
    con.execute("DELETE FROM lake.skk.head")
    con.execute("INSERT INTO lake.skk.head VALUES (?, ?, ?, ?)", list(now))
    said = journal.line(move.entry) | {"done": True} if move.entry else {}
    who = move.entry.who if move.entry else ""
    what = move.entry.what if move.entry else "bangun"
    con.execute(
        "INSERT INTO lake.skk.publication VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            now.number,
            datetime.now(UTC).replace(tzinfo=None),
            version,
            provinces(move.entry),
            who,
            what,
            move.entry.edition_id if move.entry else "",
            json.dumps(said, ensure_ascii=False) if said else "",
        ],
    )
    told = f"{what} {now.name}"
    con.execute("CALL lake.set_commit_message(?, ?)", [who or "-", told])
    return now


def _refuse(was: Head | None, kind: str, catalog: str, move: stores.Move) -> None:
    if was and was.kind != kind:
        raise link.LakeError(
            f"danau ini berisi {build.KINDS.get(was.kind, was.kind)} dan tidak menerima"
            f" {build.KINDS[kind]}"
        )
    if was and move.entry and was.catalog not in ("", catalog):
        raise publish.MovedError(
            "Katalog di server ini lain daripada yang terbit di danau data; samakan versi aplikasi,"
            " atau terbitkan katalog ini dahulu dengan python -m data.build."
        )


def provinces(entry: journal.Entry | None) -> str:
    """The codes of the provinces that a publication is about, separated by commas; ALL where it may
    be any: a build of the whole, or going back to a generation.
    """
    if entry is None or not entry.edition_id:
        return ALL
    return ",".join(sorted({province(entry.edition_id), *map(province, entry.replaces)}))


def province(edition_id: str) -> str:
    """The code of the province of an edition, or of an import of one: kabkota-3573-2026 -> 35."""
    return [*edition_id.split("-"), "", ""][1][:2]


def hash_of(catalog: Path) -> str:
    """The SHA-256 of the files of a catalog."""
    digest = hashlib.sha256()
    for path in sorted(catalog.glob("*.csv")):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _put_tables(con: duckdb.DuckDBPyConnection) -> None:
    attached, known = tables(con), _known(con)
    held, wanted = attached["lake"], attached["draft"]
    for key in held.keys() - wanted.keys():
        con.execute(statements.drop(held[key]))
    for schema in sorted({schema for schema, _ in wanted} - {"main"}):
        con.execute(statements.create_schema(schema))
    found = {key: sums(con, table, "draft") for key, table in wanted.items()}
    for key, table in wanted.items():
        if key not in held or held[key].columns != table.columns:
            con.execute(statements.drop(table))
            con.execute(statements.create(table))
        elif known.get(key) != found[key]:
            for statement in statements.difference(table):
                con.execute(statement)
        else:
            continue
        if sums(con, table, "lake") != found[key]:
            raise link.LakeError(CAME_OTHERWISE)
    if known != found:
        con.execute("DELETE FROM lake.skk.content")
        con.execute(
            "INSERT INTO lake.skk.content SELECT unnest(?), unnest(?), unnest(?)",
            [[part for part, _ in found], [name for _, name in found], list(found.values())],
        )


def _known(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """The sums of the tables in force, by schema and name."""
    rows = con.execute("SELECT part, name, sums FROM lake.skk.content").fetchall()
    return {(part, name): said for part, name, said in rows}


def sums(con: duckdb.DuckDBPyConnection, table: Table, database: str) -> str:
    """How many rows a table has, and sums over them: equal where its rows are, in any order."""
    ((said,),) = con.execute(statements.sums(table, database)).fetchall()
    return str(said)


def kept(where: Path) -> Iterator[tuple[str, Path]]:
    """What lies beside the generations of a folder and is part of what was published: path within
    the folder, and the file.
    """
    for part, pattern in ((build.IMPORTS, "*/*"), (build.KEPT, "*.parquet")):
        for path in sorted((where / part).glob(pattern)):
            if path.is_file():
                yield path.relative_to(where).as_posix(), path


def _put_files(con: duckdb.DuckDBPyConnection, where: Path) -> None:
    """Layers and boundaries that the lake has not, or has otherwise. Nothing is taken away but a
    boundary that went, since layers stay for whoever brings them back.
    """
    held: Mapping[str, str] = dict(con.execute("SELECT path, sha256 FROM lake.skk.kept").fetchall())
    here = dict(kept(where))
    gone = [path for path in held if path.startswith(f"{build.KEPT}/") and path not in here]
    for path, file in here.items():
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if held.get(path) == digest:
            continue
        if path in held:
            con.execute("DELETE FROM lake.skk.kept WHERE path = ?", [path])
        con.execute(
            "INSERT INTO lake.skk.kept VALUES (?, ?, ?, ?)",
            [path, len(content), digest, content],
        )
    for path in gone:
        con.execute("DELETE FROM lake.skk.kept WHERE path = ?", [path])
