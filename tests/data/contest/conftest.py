"""Stores for the tests of the contest: each test runs on SQLite and on a PostgreSQL that is begun
for the run and thrown away.

Where PostgreSQL is missing those on it fail in CI and are skipped elsewhere (tests.programs).
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from data.contest import store as stores
from data.contest.store import Store
from tests import programs

BINARIES = "lib/postgresql/*/bin"
_number = count()


class Clock:
    """The clock of the server, which tests set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


def _binaries() -> Path:
    found = sorted(Path("/usr").glob(BINARIES), key=lambda path: int(path.parent.name))
    if not found:
        programs.lacking(programs.POSTGRES)
    return found[-1]


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL with a migrated database `dasar`."""
    home = Path(tempfile.mkdtemp(prefix="skk-pg-"))
    binaries = _binaries()
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to be run by root
        import pwd  # noqa: PLC0415 - which Windows has not

        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
        who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False, **who)
        assert done.returncode == 0, done.stderr or done.stdout

    data = home / "data"
    run(
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "skk",
        "-A",
        "trust",
        "-N",
        "--no-locale",
        "-E",
        "UTF8",
    )
    settings = f"-k {home} -c listen_addresses='' -c fsync=off -c max_connections=60"
    log = str(home / "log")
    run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", log, "-o", settings, "start")
    try:
        _make(str(home), "CREATE DATABASE dasar")
        where = Path(tempfile.mkdtemp(prefix="skk-"))
        stores.open_store(_address(str(home), "dasar"), where).close()
        shutil.rmtree(where)
        yield str(home)
    finally:
        run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _make(socket: str, statement: str) -> None:
    with psycopg.connect(f"host={socket} user=skk dbname=postgres", autocommit=True) as con:
        con.execute(statement)  # type: ignore[call-overload]


def _address(socket: str, name: str) -> str:
    return f"postgresql+psycopg://skk@/{name}?host={socket}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty store of each kind, migrated or new."""
    if request.param == "sqlite":
        return ""
    socket = request.getfixturevalue("cluster")
    name = f"uji{next(_number)}"
    _make(socket, f"CREATE DATABASE {name} TEMPLATE dasar")
    return _address(socket, name)


@pytest.fixture
def bare(cluster: str) -> str:
    """The address of a PostgreSQL without a table."""
    name = f"kosong{next(_number)}"
    _make(cluster, f"CREATE DATABASE {name}")
    return _address(cluster, name)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite to copy, since a migration takes half a second."""
    where = tmp_path_factory.mktemp("dasar")
    stores.open_store("", where).close()
    return where


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(address: str, prepared: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    where = tmp_path / "lomba"
    shutil.copytree(prepared, where)
    opened = stores.open_store(address, where, clock)
    yield opened
    opened.close()
