"""A snapshot of a lake as a generation of a folder: the same tables, views and comments as a build
makes, filled from what lies here already and from what the lake says has changed since.
"""

import hashlib
import re
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

import duckdb

from data import build, drafts, publish, rules
from data.boundaries import web
from data.lake import link, statements
from data.lake.statements import Table
from data.lake.writing import OWN, Head, head, kept, tables

FULL = "tidak tertulis utuh; periksa ruang diska"
VIEW = re.compile(r"^(?:CREATE|COMMENT ON) VIEW [^;]*;", re.MULTILINE)


class MismatchError(link.LakeError):
    """What was copied has another fingerprint than what was published."""


class OtherError(link.LakeError):
    """Another version of the app has published; this one cannot hold what it wrote."""


class Ground(NamedTuple):
    """A generation that lies here, and the snapshot that it is a copy of."""

    generation: Path
    snapshot: int
    changed: frozenset[tuple[str, str]]  # tables that are others in the snapshot to be copied


def copy(
    con: duckdb.DuckDBPyConnection, draft: Path, now: Ground | None, snapshot: int
) -> tuple[Head, int]:
    """Write the snapshot of a lake, attached at it for reading, as a database file; return what it
    is and how many rows came from the lake.

    With `now`, what has not changed since its snapshot is taken from there. Where that does not
    come to what was published, for whatever reason, the whole is read from the lake.

    Raises:
        MismatchError: the lake itself does not hold what was published. OtherError: its tables are
            those of another version of the app. publish.IncompleteError: the disk is full.
        link.AwayError: the lake has gone meanwhile.
    """
    found = head(con)
    if found is None:
        raise link.LakeError("danau data masih kosong; belum ada yang terbit")
    for ground in dict.fromkeys([now, None]):
        try:
            read = _fill(con, draft, ground, snapshot)
        except (duckdb.CatalogException, duckdb.BinderException, duckdb.InvalidInputException):
            if ground is None:
                raise
            continue  # the changes since then are not kept any more, or the tables are others
        with publish.connect(draft) as made:
            if publish.fingerprint(made) == found.version:
                return found, read
    raise MismatchError(
        f"salinan {found.name} tidak sama dengan yang diterbitkan; yang lama tetap dipakai"
    )


def _fill(con: duckdb.DuckDBPyConnection, draft: Path, ground: Ground | None, snapshot: int) -> int:
    draft.unlink(missing_ok=True)
    log = draft.with_name(f"{draft.name}.wal")
    log.unlink(missing_ok=True)
    skeleton(draft)
    con.execute(statements.attach(draft, "draft", is_writable=True))
    try:
        attached = tables(con)
        wanted = attached["draft"]
        if wanted != attached["lake"]:
            raise OtherError(
                "terbitan terbaru dibuat versi aplikasi yang lain; perbarui aplikasi di server ini"
            )
        if ground:
            con.execute(statements.attach(ground.generation, "here"))
        con.execute("SET threads = 1")
        read = sum(
            _changed(con, one, ground, snapshot) if ground else _whole(con, one)
            for one in wanted.values()
        )
        con.execute("CHECKPOINT draft")
    except (duckdb.OperationalError, duckdb.InternalError, duckdb.FatalException) as error:
        if draft.name in str(error):
            raise publish.IncompleteError(draft, FULL) from error
        raise  # the lake's
    finally:
        con.execute("DETACH DATABASE IF EXISTS here")
        con.execute("DETACH DATABASE IF EXISTS draft")
    if log.exists():
        raise publish.IncompleteError(draft, FULL)
    return read


def skeleton(draft: Path) -> None:
    """Write a database file with every table, view, macro and comment of a generation, and no
    row.
    """
    with duckdb.connect(draft) as con:
        for script in ("schema.sql", "macros.sql"):
            con.execute((build.HERE / script).read_text(encoding="utf-8"))
        for rule in rules.RULES:
            for statement in VIEW.findall(rule.sql):
                con.execute(statement)


def _whole(con: duckdb.DuckDBPyConnection, table: Table) -> int:
    ((rows,),) = con.execute(statements.fill_from_lake(table)).fetchall()
    return int(rows)


def _changed(con: duckdb.DuckDBPyConnection, table: Table, ground: Ground, now: int) -> int:
    """A table as it is here, with what the lake says has come and gone since a snapshot."""
    if (table.schema, table.name) not in ground.changed:
        con.execute(statements.fill_as_it_is(table))
        return 0
    since = [table.schema, table.name, ground.snapshot + 1, now]
    con.execute(statements.changes(table), since)
    con.execute(statements.fill_with_changes(table))
    return int(con.execute("SELECT count(*) FROM change").fetchall()[0][0])


def copy_files(con: duckdb.DuckDBPyConnection, where: Path, was: int, now: int) -> int:
    """Have in a folder what the lake, attached, keeps beside generations: layers that are not there
    yet, each put in its place as a whole, and exactly its boundaries; return how many files came.
    `was` is the snapshot that the folder holds, 0 where it holds none.

    Raises:
        OSError: they cannot be written. MismatchError: a file came otherwise than it was published.
    """
    wanted = {path for (path,) in con.execute("SELECT path FROM lake.skk.kept").fetchall()}
    here = {path for path, _ in kept(where)}
    for path in here - wanted:
        if path.startswith(f"{build.KEPT}/"):
            (where / path).unlink()
    lacking = wanted - here | (_anew(con, was, now) & wanted if was else wanted)
    folders = {str(Path(path).parent) for path in lacking if path.startswith(f"{build.IMPORTS}/")}
    needed = [path for path in wanted if path in lacking or str(Path(path).parent) in folders]
    if not needed:
        return 0
    draft = drafts.make(where)
    try:
        rows = con.execute(
            "SELECT path, sha256, content FROM lake.skk.kept WHERE list_contains($needed, path)",
            {"needed": needed},
        ).fetchall()
        for path, digest, content in rows:
            _write(draft / path, where / path, content, digest)
        for folder in sorted(folders):
            _put(draft / folder, where / folder)
        for path in needed:
            if str(Path(path).parent) not in folders:
                (where / path).parent.mkdir(exist_ok=True)
                (draft / path).replace(where / path)
    finally:
        drafts.drop(draft)
    return len(needed)


def _anew(con: duckdb.DuckDBPyConnection, was: int, now: int) -> set[str]:
    """Which files were put into the lake since a snapshot, or again."""
    rows = con.execute(
        "SELECT DISTINCT path FROM ducklake_table_changes('lake', ?, 'kept', ?, ?)",
        [OWN, was + 1, now],
    ).fetchall()
    return {path for (path,) in rows}


def _write(file: Path, target: Path, content: bytes, digest: str) -> None:
    if ".." in target.parts or hashlib.sha256(content).hexdigest() != digest:
        raise MismatchError(f"berkas {target.name} di danau data rusak; yang lama tetap dipakai")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    publish.synced(file)


def _put(own: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        rmtree(place)
    own.replace(place)
    publish.remembered(place.parent)


def draw(generation: Path) -> None:
    """Write the areas for browsers that a generation names and this machine has not.

    Raises:
        OSError: the folder static/peta cannot be written.
    """
    with publish.connect(generation) as con:
        web.write(web.missing(con))
