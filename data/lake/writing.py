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
from data.lake import link

OWN = "skk"  # schema of what a lake keeps besides the published tables
ALL = "*"  # a publication that may be about any province
TABLES = f"""
    CREATE SCHEMA lake.{OWN};
    CREATE TABLE lake.{OWN}.about (id VARCHAR NOT NULL, made_at TIMESTAMP NOT NULL);
    -- One row: what is in force. Whoever publishes takes it away and puts another there, and of two
    -- that do so at once the lake lets one through
    CREATE TABLE lake.{OWN}.head (
        number BIGINT NOT NULL, version VARCHAR NOT NULL, kind VARCHAR NOT NULL,
        catalog VARCHAR NOT NULL
    );
    -- A row for each publication; `said` is its line of the journal, empty where it has none
    CREATE TABLE lake.{OWN}.publication (
        number BIGINT NOT NULL, told_at TIMESTAMP NOT NULL, version VARCHAR NOT NULL,
        provinces VARCHAR NOT NULL, who VARCHAR NOT NULL, what VARCHAR NOT NULL,
        edition_id VARCHAR NOT NULL, said VARCHAR NOT NULL
    );
    -- A row for each published table: what is in it, as sums() tells, so that nobody has to read it
    -- to see whether it is another
    CREATE TABLE lake.{OWN}.content (
        part VARCHAR NOT NULL, name VARCHAR NOT NULL, sums VARCHAR NOT NULL
    );
    -- A row for each file that is kept beside the generations: layers of imports, boundaries
    CREATE TABLE lake.{OWN}.kept (
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


class Table(NamedTuple):
    """A table of a generation: its name within it and its columns with their types."""

    schema: str
    name: str
    columns: tuple[tuple[str, str], ...]

    def within(self, database: str) -> str:
        """Its name in SQL."""
        return f'{database}."{self.schema}"."{self.name}"'


def head(con: duckdb.DuckDBPyConnection) -> Head | None:
    """What is in force in an attached lake; None where nothing has been published.

    Raises:
        link.LakeError: it is a lake of something else.
    """
    try:
        rows = con.execute(
            f"SELECT number, version, kind, catalog FROM lake.{OWN}.head"  # noqa: S608 - a constant
        ).fetchall()
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
    con.execute(f"ATTACH '{quoted(generation)}' AS draft (READ_ONLY)")
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
    con.execute(f"DELETE FROM lake.{OWN}.head")  # noqa: S608 - a constant
    con.execute(f"INSERT INTO lake.{OWN}.head VALUES (?, ?, ?, ?)", list(now))  # noqa: S608
    said = journal.line(move.entry) | {"done": True} if move.entry else {}
    who = move.entry.who if move.entry else ""
    what = move.entry.what if move.entry else "bangun"
    con.execute(
        f"INSERT INTO lake.{OWN}.publication VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
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
    con.execute("CALL lake.set_commit_message(?, ?)", [who or "-", f"{what} {now.name}"])
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
        con.execute(f"DROP TABLE {held[key].within('lake')}")
    for schema in sorted({schema for schema, _ in wanted} - {"main"}):
        con.execute(f'CREATE SCHEMA IF NOT EXISTS lake."{schema}"')
    found = {key: sums(con, table, "draft") for key, table in wanted.items()}
    for key, table in wanted.items():
        if key not in held or held[key].columns != table.columns:
            con.execute(f"DROP TABLE IF EXISTS {table.within('lake')}")
            con.execute(f"CREATE TABLE {table.within('lake')} AS FROM {table.within('draft')}")
        elif known.get(key) != found[key]:
            _put_rows(con, table)
        else:
            continue
        if sums(con, table, "lake") != found[key]:
            raise link.LakeError(CAME_OTHERWISE)
    if known != found:
        con.execute(f"DELETE FROM lake.{OWN}.content")  # noqa: S608 - a constant
        con.execute(
            f"INSERT INTO lake.{OWN}.content SELECT unnest(?), unnest(?), unnest(?)",
            [[part for part, _ in found], [name for _, name in found], list(found.values())],
        )


def _known(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """The sums of the tables in force, by schema and name."""
    rows = con.execute(f"SELECT part, name, sums FROM lake.{OWN}.content").fetchall()  # noqa: S608
    return {(part, name): said for part, name, said in rows}


def _put_rows(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Rows that went are deleted, rows that came are written; which copy of two equal rows is
    which, nobody can tell.
    """
    new, old = table.within("draft"), table.within("lake")
    for name, one, number in (("was", old, "one.rowid"), ("now", new, "0")):
        con.execute(f"""
            CREATE OR REPLACE TEMP TABLE {name} AS
            SELECT every, spot, row_number() OVER (PARTITION BY every) AS copy
            FROM (SELECT {_struct(table)} AS every, {number} AS spot FROM {one} AS one)
            """)  # noqa: S608 - names of our own tables
    con.execute(f"""
        DELETE FROM {old} WHERE rowid IN (SELECT spot FROM was ANTI JOIN now USING (every, copy))
        """)  # noqa: S608 - names of our own tables
    con.execute(f"""
        INSERT INTO {old}
        SELECT unnest(every) FROM now ANTI JOIN was USING (every, copy)
        """)  # noqa: S608


def _struct(table: Table) -> str:
    """A row as one value: equal to another where all of it is, NULL to NULL."""
    return "struct_pack({})".format(
        ", ".join(f'"{column}" := one."{column}"' for column, _ in table.columns)
    )


def sums(con: duckdb.DuckDBPyConnection, table: Table, database: str) -> str:
    """How many rows a table has, and sums over them: equal where its rows are, in any order."""
    ((said,),) = con.execute(f"""
        SELECT concat_ws(' ', count(*), sum(hash(every)::HUGEINT), bit_xor(hash(every, 7)))
        FROM {table.within(database)} AS every
        """).fetchall()  # noqa: S608
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
    held: Mapping[str, str] = dict(
        con.execute(f"SELECT path, sha256 FROM lake.{OWN}.kept").fetchall()  # noqa: S608
    )
    here = dict(kept(where))
    gone = [path for path in held if path.startswith(f"{build.KEPT}/") and path not in here]
    for path, file in here.items():
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if held.get(path) == digest:
            continue
        if path in held:
            con.execute(f"DELETE FROM lake.{OWN}.kept WHERE path = ?", [path])  # noqa: S608
        con.execute(
            f"INSERT INTO lake.{OWN}.kept VALUES (?, ?, ?, ?)",  # noqa: S608
            [path, len(content), digest, content],
        )
    for path in gone:
        con.execute(f"DELETE FROM lake.{OWN}.kept WHERE path = ?", [path])  # noqa: S608


def quoted(path: Path) -> str:
    """A path within an SQL string."""
    return str(path).replace("'", "''")
