"""Stores for the tests of the contest: each test runs on SQLite and on a PostgreSQL that is begun
for the run and thrown away.

Where PostgreSQL is missing those on it fail in CI and are skipped elsewhere (tests.postgres).
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest

from data.contest import store as stores
from data.contest.store import Store
from tests import postgres

_number = count()


class Clock:
    """The clock of the server, which tests set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL with a migrated database `dasar`."""
    with postgres.started() as running:
        home = str(running.home)
        _make(home, "CREATE DATABASE dasar")
        where = Path(tempfile.mkdtemp(prefix="skk-"))
        stores.open_store(_address(home, "dasar"), where).close()
        shutil.rmtree(where)
        yield home


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
