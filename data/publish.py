"""Published generations: immutable DuckDB files in one folder, and a pointer to the one in force.

A generation is named after the fingerprint of its content. The pointer is a text file that is
replaced in one step, so that a reader sees either the old generation or the new one, never a half;
going back is moving the pointer.

What a disk does to a file is not believed: a new generation is opened again under its own name
before the pointer moves, and where the one in force turns out to be damaged, readers get the last
whole one before it.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb

from data import journal, locks, rules

HERE = Path(__file__).parent
POINTER = "current"
LOCK = ".lock"
PATIENCE = 30  # seconds that one waits for another who is publishing
DOUBTED = 30  # seconds after which a file that looked damaged is looked at again
DEFAULT_FOLDER = Path("data/published")
LAKE = "ducklake:"  # so begins an address in SKK_DATA that is no folder (data/lake)
NODE_FOLDER = Path("data/node")  # where this machine copies the generations of a lake to
COPY = ".danau.json"  # stands in such a folder: which lake, which snapshot, when last asked
NAME = re.compile(r"skk-[0-9a-f]{12}\.duckdb")  # the first digits of the fingerprint of its content
HEAD = 3 * 4096  # bytes of a database before its blocks
REASONS = {
    errno.ENOSPC: "ruang diska habis",
    errno.EDQUOT: "jatah ruang diska habis",
    errno.EFBIG: "ukuran berkas dibatasi, atau ruang diska habis",
    errno.EROFS: "diska hanya dapat dibaca",
    errno.EACCES: "tidak diizinkan",
    errno.EPERM: "tidak diizinkan",
    errno.ENOENT: "tidak ada",
    errno.ENOTDIR: "bukan folder",
    errno.EIO: "diska bermasalah",
}
# Path, time and size of a file: whether it is whole, and when seen
_looked: dict[tuple[str, int, int], tuple[bool, float]] = {}


def folder() -> Path:
    """The folder of generations: the environment variable SKK_DATA, else data/published. Where
    SKK_DATA names a lake, the folder of this node: SKK_NODE, else data/node.
    """
    if lake_address():
        return Path(os.environ.get("SKK_NODE") or NODE_FOLDER)
    return Path(os.environ.get("SKK_DATA") or DEFAULT_FOLDER)


def lake_address() -> str:
    """The address of the lake that SKK_DATA names, `ducklake:postgres:dbname=… host=…`; empty where
    it names a folder.
    """
    said = os.environ.get("SKK_DATA") or ""
    return said if said.startswith(LAKE) else ""


def tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the published tables, without build, in alphabetical order."""
    rows = con.execute("""
        SELECT table_name FROM duckdb_tables()
          WHERE NOT temporary AND schema_name = 'main' AND table_name <> 'build'
        ORDER BY table_name
        """).fetchall()
    return [name for (name,) in rows]


class Health(NamedTuple):
    """What readers of a folder get: `problem` says in a sentence why that is not what the pointer
    names; else it is empty.
    """

    generation: Path | None
    problem: str


def current(where: Path) -> Path | None:
    """The generation that readers of a folder get, or None where there is none: the one in force,
    as `health` tells.
    """
    return health(where).generation


def pointed(where: Path) -> str:
    """What the pointer says, empty where there is none."""
    try:
        return (where / POINTER).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def health(where: Path) -> Health:
    """The generation in force; where it is damaged or gone, the last whole one that nobody took
    back, and what is wrong.
    """
    if not (where / POINTER).is_file():
        return Health(None, "")  # nothing has been published
    name = pointed(where)
    if not NAME.fullmatch(name):
        wrong = "Penunjuk terbitan tidak menyebut satu terbitan pun"
    elif not (where / name).is_file():
        wrong = f"Terbitan yang berlaku ({name}) tidak ada lagi"
    elif is_whole(where / name):
        return Health(where / name, "")
    else:
        wrong = f"Terbitan yang berlaku ({name}) rusak"
    unwanted = {*journal.left(where), name}
    last = next(
        (path for path in stored(where) if path.name not in unwanted and is_whole(path)), None
    )
    if last is None:
        return Health(None, f"{wrong}, dan tidak ada terbitan utuh sebelumnya")
    return Health(last, f"{wrong}; yang tampil terbitan utuh sebelumnya ({last.name})")


def stored(where: Path) -> list[Path]:
    """The files of the generations of a folder, the one written last first."""
    found = [
        path for path in where.glob("skk-*.duckdb") if NAME.fullmatch(path.name) and path.is_file()
    ]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def is_whole(generation: Path) -> bool:
    """Whether every table of a generation can be read and it is the one of its name; whoever wrote
    to it has it whole.

    Looked at once for each file, since a whole one never changes; a damaged one is looked at again
    when it is another file, or after half a minute.
    """
    try:
        told = generation.stat()
    except OSError:
        return False
    key = (str(generation), told.st_mtime_ns, told.st_size)
    known = _looked.get(key)
    if known is None or (not known[0] and time.monotonic() - known[1] > DOUBTED):
        known = _looked[key] = _reads(generation, told.st_size), time.monotonic()
    return known[0]


def _reads(generation: Path, size: int) -> bool:
    try:
        with connect(generation) as con:
            (version,) = con.execute("SELECT version FROM build").fetchall()[0]
            blocks, of = con.execute(
                # Free blocks at its end a file may have given back
                "SELECT used_blocks, block_size FROM pragma_database_size()"
            ).fetchall()[0]
            for (table,) in con.execute(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT temporary"
            ).fetchall():
                con.execute(
                    "SELECT bit_xor(hash(every)) FROM query_table(?) AS every", [table]
                ).fetchall()
    except (duckdb.Error, IndexError, RuntimeError) as error:
        # Another program writes to it: not for us to judge
        return "lock" in str(error) and "Conflicting" in str(error)
    return bool(generation.name.startswith(f"skk-{version[:12]}.") and size >= HEAD + blocks * of)


def fingerprint(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 of every published table, search index, view and macro, whatever the order of rows
    (64 hexadecimal digits).
    """
    digest = hashlib.sha256()
    views = con.execute(
        "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY view_name"
    ).fetchall()
    macros = con.execute("""
        SELECT function_name, macro_definition FROM duckdb_functions()
        WHERE function_type LIKE '%macro' AND NOT internal AND database_name = current_database()
          ORDER BY function_name
        """).fetchall()
    digest.update(json.dumps([*views, *macros]).encode())
    # json.dumps() would make an encoder for each row
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    for table in [*tables(con), "search.posting", "search.vector", "search.vocabulary"]:
        relation = con.table(table)
        digest.update(json.dumps([table, relation.columns]).encode())
        ordered = relation.order("ALL")
        while rows := ordered.fetchmany(100_000):
            digest.update("".join(map(encoded, rows)).encode())
    return digest.hexdigest()


class IncompleteError(OSError):
    """A file did not come whole to the disk; `filename` and `strerror` say which and why."""

    def __init__(self, file: Path, why: str) -> None:
        """Say which file and why."""
        super().__init__(errno.ENOSPC, why, str(file))


def why(error: OSError) -> str:
    """Why a file could not be read or written, in Indonesian where the system's own words are
    known.
    """
    if isinstance(error, (IncompleteError, BusyError)):
        return str(error.strerror)
    if isinstance(error, shutil.Error):  # of a whole folder
        return "sebagian berkas tidak dapat disalin; periksa ruang diska"
    return REASONS.get(error.errno or 0, str(error.strerror or error))


def synced(path: Path) -> None:
    """Wait until a file is on the disk.

    Raises:
        OSError: it cannot be written there.
    """
    number = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def remembered(where: Path) -> None:
    """Wait until a folder has the names of its files on the disk, as far as its file system can
    tell.
    """
    if os.name == "posix":
        with suppress(OSError):
            synced(where)


class MovedError(Exception):
    """Another generation is in force than the one that a publication builds on; nothing has been
    changed.
    """


class BusyError(OSError):
    """Somebody else has been publishing for too long."""


@contextmanager
def locked(where: Path) -> Iterator[None]:
    """Keep others from moving the pointer of a folder. The system drops the lock of a process that
    dies.

    Raises:
        BusyError: it was not free in time.
        OSError: the folder cannot be written.
    """
    where.mkdir(parents=True, exist_ok=True)
    with (where / LOCK).open("a+") as file:
        until = time.monotonic() + PATIENCE
        while not locks.take(file):
            if time.monotonic() > until:
                raise BusyError(0, "sedang dipakai penerbitan lain; coba lagi sebentar", str(where))
            time.sleep(0.05)
        try:
            yield
        finally:
            locks.free(file)


def settle(draft: Path, where: Path, version: str, base: Path | None) -> Path:
    """Make a finished draft file the generation in force and return its path, for whoever holds the
    lock.

    A generation of the same version has the same content; then the draft is dropped and only the
    pointer moves.

    Args:
        draft: the finished file, in the file system of the folder.
        where: the folder of generations.
        version: the fingerprint of its content.
        base: the generation in force when the draft was begun, on whose imports it builds.

    Raises:
        MovedError: another generation has been published since.
        OSError: the folder cannot be written.
    """
    if current(where) != base:
        raise MovedError(
            f"{where}: data terbit telah berubah sejak penerbitan ini dimulai; mulai lagi."
        )
    generation = where / f"skk-{version[:12]}.duckdb"
    if generation.exists() and _holds(generation, version):
        point(where, generation)
        draft.unlink()
        return generation
    synced(draft)
    draft.replace(generation)  # where one of that name is damaged, it is healed
    try:
        remembered(where)
        if not _holds(generation, version):
            raise IncompleteError(generation, "tidak tertulis utuh; periksa ruang diska")
        point(where, generation)
    except BaseException:
        if pointed(where) != generation.name:
            with suppress(OSError):
                generation.replace(draft)
        raise
    return generation


def _holds(generation: Path, version: str) -> bool:
    """Whether a file under its own name holds what was built; every row is read."""
    try:
        with connect(generation) as con:
            return fingerprint(con) == version and is_whole(generation)
    except (duckdb.Error, RuntimeError):
        return False


def point(where: Path, generation: Path) -> None:
    """Put a generation in force, for whoever holds the lock. It is in force also where the system
    cannot promise to remember.

    Raises:
        OSError: the pointer cannot be written; it is as before.
    """
    pointer = where / f".{POINTER}-{os.getpid()}"
    try:
        pointer.write_text(generation.name + "\n", encoding="utf-8")
        synced(pointer)
        pointer.replace(where / POINTER)
    except BaseException:
        pointer.unlink(missing_ok=True)
        raise
    remembered(where)


def connect(generation: Path) -> duckdb.DuckDBPyConnection:
    """Open a generation for reading. Every query takes its own cursor: a connection is not shared
    by threads.
    """
    return duckdb.connect(generation, read_only=True, config={"threads": 2})


class UnreadableError(RuntimeError):
    """A folder has no generation that this version of the app reads; the message says why in a
    sentence.
    """


def readable(where: Path) -> Path:
    """The generation in force, for a command that reads it.

    Raises:
        UnreadableError: there is none, or another version of the app has built it.
    """
    generation = current(where)
    if generation is None:
        raise UnreadableError(
            f"Tidak ada terbitan utuh di folder “{where}”; jalankan python -m data.build, atau"
            " sebutkan foldernya dengan SKK_DATA."
        )
    try:
        with connect(generation) as con:
            if is_readable(con):
                return generation
    except (OSError, duckdb.Error):
        pass
    raise UnreadableError(
        f"Terbitan {generation.name} tidak dapat dibaca versi aplikasi ini; jalankan python -m"
        " data.build."
    )


def is_readable(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a generation holds every table, column and view that this version of the app reads:
    another may have built it.
    """
    return _needed() <= _held(con)


@cache
def _needed() -> frozenset[str]:
    with duckdb.connect() as con:
        con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
        return _held(con) | rules.views()


def _held(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = con.execute("""
        SELECT concat_ws('.', schema_name, table_name, column_name) FROM duckdb_columns()
          WHERE NOT internal
        UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal
        UNION ALL SELECT function_name FROM duckdb_functions()
          WHERE function_type LIKE '%macro' AND NOT internal
        """).fetchall()
    return frozenset(name for (name,) in rows)
