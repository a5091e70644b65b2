"""A lake in one file and back: what PostgreSQL holds, as pg_dump writes it, and the files of the
data path.
"""

import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psycopg

from data import publish
from data.lake import link

DUMP = "katalog.dump"
FILES = "berkas/"
PROGRAMS = "lib/postgresql/*/bin"  # below /usr, as Debian packages them


class Kept(NamedTuple):
    """What a backup holds: how many files of the data path, and their bytes."""

    files: int
    size: int


def backup(address: str, file: Path) -> Kept:
    """Write a lake as a file, readable by its owner alone; whoever publishes waits meanwhile.

    Raises:
        link.AwayError, link.LakeError: the lake cannot be reached, or pg_dump is missing or fails.
        OSError: the file cannot be written; what was there stays.
    """
    with link.turn(address) as con, tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        link.latest(con)
        data, dump = _data_path(con), Path(scratch) / DUMP
        _run("pg_dump", address, "--format=custom", "--no-owner", f"--file={dump}")
        draft = Path(scratch) / "cadangan.zip"
        count = size = 0
        with zipfile.ZipFile(draft, "x", zipfile.ZIP_STORED) as kept:
            kept.write(dump, DUMP)
            for path in sorted(data.rglob("*.parquet")):
                kept.write(path, FILES + path.relative_to(data).as_posix())
                count, size = count + 1, size + path.stat().st_size
        draft.chmod(0o600)
        publish.synced(draft)
        draft.replace(file)
    return Kept(count, size)


def restore(address: str, file: Path, data_path: Path) -> Kept:
    """Fill an empty database and an empty folder with a lake that backup() wrote.

    Raises:
        link.AwayError, link.LakeError: the database cannot be reached or is not empty, the folder
            is not empty, the file is none of ours or damaged, or pg_restore is missing or fails;
            nothing is left behind.
        OSError: the folder cannot be written.
    """
    data_path = data_path.absolute()
    if data_path.exists() and any(data_path.iterdir()):
        raise link.LakeError(f"folder {data_path} tidak kosong; sebutkan folder yang kosong")
    with link.turn(address) as con:
        if con.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone():
            raise link.LakeError("basis data itu tidak kosong; buat yang baru dengan createdb")
        try:
            with tempfile.TemporaryDirectory() as scratch:
                found = _unpack(file, data_path, Path(scratch) / DUMP)
                _run(
                    "pg_restore",
                    address,
                    "--no-owner",
                    "--single-transaction",
                    "--exit-on-error",
                    str(Path(scratch) / DUMP),
                )
            con.execute(
                "UPDATE ducklake_metadata SET value = %s WHERE key = 'data_path'", [f"{data_path}/"]
            )
        except BaseException:
            shutil.rmtree(data_path, ignore_errors=True)
            raise
    return found


def _unpack(file: Path, data_path: Path, dump: Path) -> Kept:
    count = size = 0
    try:
        with zipfile.ZipFile(file) as kept:
            names = kept.namelist()
            if DUMP not in names or kept.testzip() is not None:
                raise zipfile.BadZipFile
            for name in names:
                target = dump if name == DUMP else data_path / name.removeprefix(FILES)
                if name != DUMP and (not name.startswith(FILES) or ".." in Path(name).parts):
                    raise zipfile.BadZipFile
                target.parent.mkdir(parents=True, exist_ok=True)
                with kept.open(name) as content, target.open("wb") as copy:
                    shutil.copyfileobj(content, copy)
                if name != DUMP:
                    count, size = count + 1, size + target.stat().st_size
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise link.LakeError(f"berkas {file} bukan cadangan danau data, atau rusak") from error
    data_path.mkdir(parents=True, exist_ok=True)
    return Kept(count, size)


def _data_path(con: link.Connection) -> Path:
    row = con.execute("SELECT value FROM ducklake_metadata WHERE key = 'data_path'").fetchone()
    found = Path(str(row[0])) if row else Path()
    if not row or not found.is_dir():
        raise link.AwayError(f"folder berkas danau data ({found}) tidak ada di mesin ini")
    return found


def _run(name: str, address: str, *more: str) -> None:
    """Run a program of PostgreSQL's on the database of a lake. The password goes by the
    environment: a command line can be read by everybody on a machine.
    """
    known = psycopg.conninfo.conninfo_to_dict(link.conninfo(address))
    secret = known.pop("password", None)
    told = psycopg.conninfo.make_conninfo(**{name: str(value) for name, value in known.items()})
    environment = os.environ | ({"PGPASSWORD": str(secret)} if secret else {})
    command: Sequence[str] = [_program(name), f"--dbname={told}", *more]
    done = subprocess.run(  # noqa: S603 - no shell, and the program is PostgreSQL's
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[:300]
        raise link.LakeError(f"{name} gagal: {said}")


def _program(name: str) -> str:
    """The newest of its kind: an older one refuses a newer database."""
    found = sorted(
        Path("/usr").glob(f"{PROGRAMS}/{name}"), key=lambda path: int(path.parent.parent.name)
    )
    with suppress(IndexError):
        return str(found[-1])
    if program := shutil.which(name):
        return program
    raise link.LakeError(f"{name} tidak ada di mesin ini; pasang postgresql-client")
