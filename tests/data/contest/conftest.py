"""Stores for the tests of the contest: each test runs on SQLite and on a PostgreSQL that is begun
for the run and thrown away.

Where PostgreSQL is missing those on it fail in CI and are skipped elsewhere (tests.programs).
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from data.contest import store as stores
from data.contest.store import Store
from tests import postgres
from tests.postgres import Cluster

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
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL with a migrated database `dasar`."""
    with postgres.started() as made:
        made.create("dasar")
        where = Path(tempfile.mkdtemp(prefix="skk-"))
        stores.open_store(made.address("dasar"), where).close()
        shutil.rmtree(where)
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty store of each kind, migrated or new."""
    if request.param == "sqlite":
        return ""
    cluster: Cluster = request.getfixturevalue("cluster")
    name = f"uji{next(_number)}"
    cluster.create(name, "dasar")
    return cluster.address(name)


@pytest.fixture
def bare(cluster: Cluster) -> str:
    """The address of a PostgreSQL without a table."""
    name = f"kosong{next(_number)}"
    cluster.create(name)
    return cluster.address(name)


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
