"""The way to a lake: its address, its catalog in PostgreSQL, its tables through DuckDB."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import duckdb
import psycopg

from data import publish
from data.lake import statements

PREFIX = "ducklake:postgres:"
EXTENSIONS = ("ducklake", "postgres_scanner")
SECONDS = 5  # after which a PostgreSQL that does not answer counts as away
PATIENCE = 180  # seconds that one waits for another who is publishing
TURN = 5_359_441  # number of the advisory lock: who publishes into this catalog
SIGNS = ("connection to server", "server closed", "PQ", "Postgres", "postgres")
QUIET = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_spare: list[duckdb.DuckDBPyConnection] = []  # given back, each with no lake attached
Connection = psycopg.Connection[tuple[object, ...]]


class LakeError(publish.BusyError):
    """A lake cannot be used; `strerror` says why in Indonesian, and nothing has been changed."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(0, reason, "danau data")


class AwayError(LakeError):
    """The database of a lake, or its folder, cannot be reached just now."""


def conninfo(address: str) -> str:
    """What an address says to PostgreSQL: "dbname=skk host=10.0.0.5".

    Raises:
        LakeError: it is no address of a lake.
    """
    said = address.removeprefix(PREFIX).strip()
    if not address.startswith(PREFIX) or not said or "'" in said:
        raise LakeError(
            "alamat danau data ditulis ducklake:postgres:dbname=… host=…, tanpa tanda petik"
        )
    try:
        psycopg.conninfo.conninfo_to_dict(said)
    except psycopg.ProgrammingError as error:
        raise LakeError(
            "alamat danau data tidak terbaca; tulis seperti ducklake:postgres:dbname=skk"
            " host=10.0.0.5 user=skk"
        ) from error
    return said


def catalog(address: str) -> Connection:
    """A connection to the catalog in PostgreSQL.

    Raises:
        AwayError: it does not answer, or refuses.
        LakeError: the address is none.
    """
    try:
        return psycopg.connect(conninfo(address), connect_timeout=SECONDS, autocommit=True)
    except psycopg.OperationalError as error:
        raise away(error) from error


def away(error: Exception, secret: str = "") -> AwayError:
    """What is said of an error of the database or of the data path; `secret` as in told_of."""
    return AwayError(f"danau data tidak terjangkau: {told_of(error, secret)}")


def told_of(error: Exception, secret: str = "") -> str:
    """The words of an error in one line. `secret` is left out of them: DuckDB repeats what it was
    told to connect to, with the password.
    """
    told = " ".join(str(error).split()) or type(error).__name__
    if secret:
        told = told.rpartition("failed: ")[2].replace(secret, "…")
    return told[:200]


class Snapshot(NamedTuple):
    """One snapshot of a lake: its number, and when it was made, as PostgreSQL writes it. A lake
    that was restored counts on from an earlier number, so that only both together name one.
    """

    number: int
    made: str


def latest(con: Connection) -> Snapshot:
    """The latest snapshot: the one cheap question by which a node follows.

    Raises:
        AwayError: the database has gone. LakeError: there is no lake in it.
    """
    return _asked(con, None)


def has(con: Connection, snapshot: Snapshot) -> bool:
    """Whether a lake still knows a snapshot, and it is that one.

    Raises:
        AwayError: the database has gone. LakeError: there is no lake in it.
    """
    return _asked(con, snapshot.number) == snapshot


def _asked(con: Connection, number: int | None) -> Snapshot:
    """A snapshot, the latest where no number is given; of a number that is not there, nothing."""
    try:
        row = con.execute(
            "SELECT snapshot_id, snapshot_time::VARCHAR FROM ducklake_snapshot WHERE snapshot_id"
            " = coalesce(%s::BIGINT, (SELECT max(snapshot_id) FROM ducklake_snapshot))",
            [number],
        ).fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise LakeError(
            "basis data itu belum berisi danau data; jalankan python -m data.lake siapkan"
        ) from error
    except psycopg.Error as error:
        raise away(error) from error
    return Snapshot(int(str(row[0])), str(row[1])) if row else Snapshot(0, "")


def changed(con: Connection, was: int) -> set[tuple[str, str]]:
    """The tables, by schema and name, that anything was written to, or taken from, or that were
    made, after a snapshot. To ask the lake for the changes of each takes a tenth of a second.

    Raises:
        AwayError: the database has gone.
    """
    try:
        rows = con.execute(
            """
            WITH touched AS (
                SELECT table_id FROM ducklake_data_file
                  WHERE begin_snapshot > %(was)s OR end_snapshot > %(was)s
                UNION SELECT table_id FROM ducklake_delete_file
                  WHERE begin_snapshot > %(was)s OR end_snapshot > %(was)s
                UNION SELECT table_id FROM ducklake_table WHERE begin_snapshot > %(was)s
            )
            SELECT ducklake_schema.schema_name, table_name
            FROM ducklake_table JOIN touched USING (table_id)
              JOIN ducklake_schema USING (schema_id)
            """,
            {"was": was},
        ).fetchall()
    except psycopg.Error as error:
        raise away(error) from error
    return {(str(schema), str(name)) for schema, name in rows}


@contextmanager
def turn(address: str) -> Iterator[Connection]:
    """Keep other machines from publishing into a lake. PostgreSQL gives the turn on when the
    connection ends, however that happens.

    Raises:
        publish.BusyError: it was not free in time. AwayError: the database cannot be reached.
    """
    with catalog(address) as con:
        until = time.monotonic() + PATIENCE
        while not _is_mine(con):
            if time.monotonic() > until:
                raise LakeError("sedang dipakai penerbitan lain; coba lagi sebentar")
            time.sleep(0.1)
        try:
            yield con
        finally:
            with suppress(psycopg.Error):
                con.execute("SELECT pg_advisory_unlock(%s)", [TURN])


def _is_mine(con: Connection) -> bool:
    try:
        row = con.execute("SELECT pg_try_advisory_lock(%s)", [TURN]).fetchone()
    except psycopg.Error as error:
        raise away(error) from error
    return bool(row and row[0])


@contextmanager
def attached(
    address: str, *, snapshot: int | None = None, data_path: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with the lake as `lake`: for reading one snapshot of it, else for writing; with
    `data_path` it is made there, where there is none.

    Raises:
        AwayError: the database, or the folder of files, cannot be reached; whatever was being done
            within is undone.
        LakeError: the address is none, or the extensions are not installed.
    """
    told = [] if snapshot is None else ["READ_ONLY", f"SNAPSHOT_VERSION {snapshot:d}"]
    # Rows in files, however few: then all that PostgreSQL holds is which files
    told += ["DATA_INLINING_ROW_LIMIT 0"] if snapshot is None else []
    told += ["CREATE_IF_NOT_EXISTS false"] if data_path is None else []
    if data_path is not None:
        told.append(statements.data_path(data_path))
    said = conninfo(address)
    con, is_clean = _taken(), False
    try:
        con.execute(statements.attach_lake(PREFIX + said, told))
        yield con
        con.execute("DETACH lake")
        is_clean = True
    except duckdb.TransactionException as error:
        raise _conflict(error, said) from error
    except (duckdb.IOException, duckdb.ConnectionException) as error:
        raise away(error, said) from error
    except duckdb.Error as error:
        # What PostgreSQL's client says, DuckDB passes on as any kind of error
        if any(sign in str(error) for sign in SIGNS):
            raise away(error, said) from error
        raise LakeError(f"danau data tidak dapat dipakai: {told_of(error, said)}") from error
    finally:
        if is_clean:
            _spare.append(con)
        else:
            con.close()


def _taken() -> duckdb.DuckDBPyConnection:
    """A DuckDB that can attach lakes: one that was given back, else a new one, since to load the
    extensions takes half a second.
    """
    with suppress(IndexError):
        return _spare.pop()
    con = duckdb.connect(config=dict(QUIET))
    try:
        for name in EXTENSIONS:
            con.execute(statements.load(_extension(name)))
    except BaseException:
        con.close()
        raise
    return con


def _conflict(error: Exception, secret: str) -> Exception:
    if "conflict" in str(error).lower():
        return publish.MovedError(
            "Data terbit berubah sejak perbandingan ini dibuat; bandingkan lagi sebelum"
            " menerbitkan."
        )
    return away(error, secret)


def _extension(name: str) -> Path:
    """The file of an extension of DuckDB, from the package index.

    Raises:
        LakeError: its package is not installed, or is of another version.
    """
    try:
        package = resources.files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        raise LakeError(
            "paket untuk danau data belum terpasang; jalankan pip install --require-hashes -r"
            " requirements-lake.txt"
        ) from error
    file = Path(str(package)) / f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"
    if not file.is_file():
        raise LakeError(
            f"paket duckdb-extension-{name.replace('_', '-')} bukan untuk DuckDB"
            f" {duckdb.__version__}; pasang versi itu (requirements-lake.txt)"
        )
    return file
