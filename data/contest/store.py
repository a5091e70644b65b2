"""Where the running contest is kept: SQLite in a folder of its own beside the generations, or
PostgreSQL by SKK_STORE. Whole transactions, on the clock of the server.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from data import publish
from data.contest.errors import ContestError

FILE = "lomba.sqlite"
SCHEMA_LOCK, WRITER_LOCK = 731_001, 731_002  # PostgreSQL's advisory locks
POSTGRES = "postgresql+psycopg"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Tx:
    """One transaction: `now` is the moment at which it began, by the clock of the server."""

    session: Session
    now: datetime
    files: Path  # where evidence lies


@dataclass(frozen=True)
class Store:
    """The store that is open. `clock` tells the time in UTC."""

    engine: Engine
    folder: Path
    clock: Callable[[], datetime] = _now

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the embedded one."""
        return self.engine.dialect.name == "sqlite"

    @property
    def files(self) -> Path:
        """Where evidence lies."""
        return self.folder / "bukti"

    @contextmanager
    def begin(self, *, writes: bool = True) -> Iterator[Tx]:
        """A transaction: whole if nothing is raised, else as if it had never been. Writers wait for
        one another, so that what one has read is so until it has written.

        Raises:
            ContestError: the store does not answer.
        """
        try:
            with self.engine.connect() as con:
                if self.is_sqlite:
                    con.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
                elif writes:
                    con.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
                with Session(con, expire_on_commit=False, autoflush=True) as session:
                    yield Tx(session, self.clock(), self.files)
                    session.flush()
                    con.commit()
        except SQLAlchemyError as error:
            raise ContestError(
                "Penyimpanan lomba tidak menjawab; tidak ada yang tersimpan dari langkah ini. Coba"
                f" lagi sebentar lagi, atau beri tahu pengelola ({type(error).__name__})."
            ) from error

    def close(self) -> None:
        """Let go of its connections."""
        self.engine.dispose()


def folder() -> Path:
    """The folder of the contest: beside the folder of generations, never in it, so that simulated
    and published data have one each.
    """
    generations = publish.folder()
    return generations.with_name(f"{generations.name}-lomba")


def settings() -> str:
    """The address of the store (SKK_STORE); empty: SQLite in folder()."""
    return os.environ.get("SKK_STORE", "")


def is_on() -> bool:
    """Whether contests are run here (SKK_LOMBA=on)."""
    return os.environ.get("SKK_LOMBA", "").lower() == "on"


def is_there() -> bool:
    """Whether a store was ever made, without making one."""
    return bool(settings()) or (folder() / FILE).is_file()


def open_store(
    address: str = "", where: Path | None = None, clock: Callable[[], datetime] = _now
) -> Store:
    """Open the store, made or brought up to date first where it has to be.

    Raises:
        ContestError: the address is none, the store does not answer, or it is of a newer version.
        OSError: the folder cannot be written.
    """
    where = folder() if where is None else where
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(_address(address or settings(), where), **_pool(address or settings()))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
    store = Store(engine, where, clock)
    from data.contest import migrating  # noqa: PLC0415 - Alembic is needed where it is opened alone

    try:
        migrating.bring_up_to_date(store)
    except SQLAlchemyError as error:
        engine.dispose()
        raise ContestError(
            "Penyimpanan lomba tidak dapat dibuka; periksa SKK_STORE dan apakah PostgreSQL berjalan"
            f" ({type(error).__name__})."
        ) from error
    return store


def _address(told: str, where: Path) -> URL:
    if not told:
        return URL.create("sqlite", database=str(where / FILE))
    try:
        found = make_url(told)
    except ArgumentError as error:
        raise ContestError(
            f"SKK_STORE bukan alamat basis data; tulis {POSTGRES}://PENGGUNA:SANDI@HOST/NAMA, atau"
            " kosongkan untuk SQLite."
        ) from error
    if found.drivername not in (POSTGRES, "sqlite"):
        raise ContestError(
            f"SKK_STORE menyebut {found.drivername}; yang dikenal {POSTGRES}:// dan sqlite:///."
        )
    return found


def _pool(told: str) -> dict[str, int | bool]:
    is_other = told.startswith(POSTGRES)
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20} if is_other else {}


def _prepare(raw: sqlite3.Connection, _: object) -> None:
    """Make a connection of SQLite keep what it promises: a log beside the file, keys that hold,
    each commit on the disk; transactions begin where begin() says.
    """
    raw.isolation_level = None
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA busy_timeout=30000")  # milliseconds that a writer waits for another
