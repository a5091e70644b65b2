"""Published generations: immutable DuckDB files in one folder, and a pointer to the one in force.

A generation is named after the fingerprint of its content. The pointer is a text file that is replaced in one step,
so that a reader sees either the old generation or the new one, never a half; going back is moving the pointer.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

import duckdb

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

HERE = Path(__file__).parent
POINTER = "current"
LOCK = ".lock"
PATIENCE = 30  # seconds that one waits for another who is publishing
DEFAULT_FOLDER = Path("data/published")


def folder() -> Path:
    """The folder of generations: the environment variable SKK_DATA, else data/published."""
    return Path(os.environ.get("SKK_DATA") or DEFAULT_FOLDER)


def tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the published tables, without build, in alphabetical order."""
    rows = con.execute(
        """
        SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND schema_name = 'main' AND table_name <> 'build'
        ORDER BY table_name
        """
    ).fetchall()
    return [name for (name,) in rows]


def current(where: Path) -> Path | None:
    """The generation in force in a folder, or None where nothing has been published yet."""
    try:
        generation = where / (where / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return generation if generation.is_file() else None


class MovedError(Exception):
    """Another generation is in force than the one that a publication builds on; nothing has been changed."""


class BusyError(OSError):
    """Somebody else has been publishing for too long."""


@contextmanager
def locked(where: Path) -> Iterator[None]:
    """Keep others from moving the pointer of a folder. The system drops the lock of a process that dies.

    Raises:
        BusyError: it was not free in time.
        OSError: the folder cannot be written.
    """
    where.mkdir(parents=True, exist_ok=True)
    with (where / LOCK).open("a+") as file:
        until = time.monotonic() + PATIENCE
        while not _taken(file):
            if time.monotonic() > until:
                raise BusyError(0, "sedang dipakai penerbitan lain; coba lagi sebentar", str(where))
            time.sleep(0.05)
        try:
            yield
        finally:
            _free(file)


def _taken(file: IO[str]) -> bool:
    with suppress(OSError):
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return True
    return False


def _free(file: IO[str]) -> None:
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_UN)
    else:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]


def publish(draft: Path, where: Path, version: str, base: Path | None) -> Path:
    """Make a finished draft file the generation in force and return its path.

    A generation of the same version has the same content; then the draft is dropped and only the pointer moves.

    Args:
        draft: the finished file, in the file system of the folder.
        where: the folder of generations.
        version: the fingerprint of its content.
        base: the generation in force when the draft was begun, on whose imports it builds.

    Raises:
        MovedError: another generation has been published since.
        OSError: the folder cannot be written, or somebody else keeps it.
    """
    with locked(where):
        return settle(draft, where, version, base)


def settle(draft: Path, where: Path, version: str, base: Path | None) -> Path:
    """publish() for whoever holds the lock."""
    if current(where) != base:
        raise MovedError(f"{where}: data terbit telah berubah sejak penerbitan ini dimulai; mulai lagi.")
    generation = where / f"skk-{version[:12]}.duckdb"
    if generation.exists():
        draft.unlink()
    else:
        draft.replace(generation)
    point(where, generation)
    return generation


def point(where: Path, generation: Path) -> None:
    """Put a generation in force, for whoever holds the lock."""
    pointer = where / f".{POINTER}-{os.getpid()}"
    pointer.write_text(generation.name + "\n", encoding="utf-8")
    pointer.replace(where / POINTER)


def connect(generation: Path) -> duckdb.DuckDBPyConnection:
    """Open a generation for reading. Every query takes its own cursor: a connection is not shared by threads."""
    return duckdb.connect(generation, read_only=True, config={"threads": 2})


def is_readable(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a generation holds every table, column and view that this version of the app reads: another may have built it."""
    return _needed() <= _held(con)


@cache
def _needed() -> frozenset[str]:
    with duckdb.connect() as con:
        con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
        views = re.findall(r"CREATE VIEW (\w+)", (HERE / "views.sql").read_text(encoding="utf-8"))
        return _held(con) | frozenset(views)


def _held(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = con.execute(
        """
        SELECT concat_ws('.', schema_name, table_name, column_name) FROM duckdb_columns() WHERE NOT internal
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal
        UNION ALL SELECT function_name FROM duckdb_functions() WHERE function_type LIKE '%macro' AND NOT internal
        """
    ).fetchall()
    return frozenset(name for (name,) in rows)
