"""A lake as a store of generations: what publishes and follows through it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import duckdb

from data import drafts, journal, publish, stores
from data.lake import copying, link, statements, status, writing
from data.lake.status import Status
from data.lake.writing import OWN

LATE = (
    "sudah terbit di danau data, tetapi belum dapat disalin ke server ini ({}); server ini menyusul"
)


class Lake(NamedTuple):
    """The lake at an address, read in the folder `where` of this node. See stores.Store."""

    where: Path
    address: str

    @contextmanager
    def locked(self) -> Iterator[None]:
        """See Store."""
        self.where.mkdir(parents=True, exist_ok=True)
        with link.turn(self.address):
            follow(self)
            with publish.locked(self.where):
                yield

    def settle(
        self, draft: Path, version: str, base: Path | None, move: stores.Move = stores.NOTHING
    ) -> Path:
        """See Store."""
        if publish.current(self.where) != base:
            raise publish.MovedError(
                f"{self.where}: data terbit telah berubah sejak penerbitan ini dimulai; mulai lagi."
            )
        self._commit(draft, move)
        return self.where / f"skk-{version[:12]}.duckdb"

    def point(self, generation: Path, move: stores.Move = stores.NOTHING) -> Path:
        """See Store."""
        self._commit(generation, move)
        return generation

    def _commit(self, file: Path, move: stores.Move) -> None:
        with link.attached(self.address) as con:
            writing.write(con, file, self.where, move)
        try:
            _take(self)
        except OSError as error:
            raise link.LakeError(LATE.format(publish.why(error))) from error

    def bring(self, name: str) -> None:
        """See Store."""
        if (self.where / name).is_file() or not publish.NAME.fullmatch(name):
            return
        fetch(self, name)

    def are_others(self, base: Path | None, editions: Iterable[str]) -> bool:
        """See Store."""
        mine = {writing.province(one) for one in editions}
        was = base.name if base else ""
        with link.attached(self.address, snapshot=_latest(self).number) as con:
            rows = con.execute(
                "SELECT version, provinces FROM lake.skk.publication ORDER BY number DESC"
            ).fetchall()
        for version, provinces in rows:
            if f"skk-{version[:12]}.duckdb" == was:
                return True
            if provinces == writing.ALL or mine.intersection(provinces.split(",")):
                return False
        return False


def _latest(lake: Lake) -> link.Snapshot:
    with link.catalog(lake.address) as con:
        return link.latest(con)


def is_followed(lake: Lake, latest: link.Snapshot) -> bool:
    """Whether the folder of a node holds the latest snapshot of its lake."""
    known = status.read(lake.where)
    return (
        known is not None
        and (known.snapshot, known.made) == latest
        and (not known.generation or publish.current(lake.where) is not None)
    )


def follow(lake: Lake) -> bool:
    """Have in the folder of a node what the lake holds at its latest snapshot, and put it in force;
    return whether anything has changed.

    Raises:
        link.AwayError: the lake has gone. link.LakeError: it is another lake than before, holds
            nothing that can be copied, or another version of the app has written it.
        OSError: the folder cannot be written. Whatever is raised, the old generation is in force.
    """
    lake.where.mkdir(parents=True, exist_ok=True)
    if is_followed(lake, _latest(lake)):
        return False
    with publish.locked(lake.where):
        return _take(lake)


def _take(lake: Lake) -> bool:
    """follow() for whoever holds the lock of the folder."""
    where = lake.where
    with link.catalog(lake.address) as catalog:
        latest = link.latest(catalog)
        if is_followed(lake, latest):
            return False  # another process of this node was quicker
        told = status.read(where)
        known = told or Status()
        is_known = link.has(catalog, link.Snapshot(known.snapshot, known.made))
        if not is_known:
            known = Status(known.lake)  # the lake was restored: nothing here is a part of it
        changed = frozenset(link.changed(catalog, known.snapshot))
    with link.attached(lake.address, snapshot=latest.number) as con:
        found = writing.head(con)
        identity = known.lake if is_known and known.lake else _identity(con)
        _refuse(where, told, identity)
        now = Status(
            identity, *latest, number=known.number, generation=known.generation, asked=status.now()
        )
        if found is None or (found.number == known.number and publish.current(where)):
            status.write(where, now)
            return False
        if (OWN, "kept") in changed or told is None or not known.snapshot:
            copying.copy_files(con, where, known.snapshot, latest.number)
        _put_in_force(con, where, found, _ground(where, known, changed), latest.number)
        _journal(con, where)
    status.write(where, now._replace(number=found.number, generation=found.name))
    return True


def _refuse(where: Path, told: Status | None, identity: str) -> None:
    if told and told.lake not in ("", identity):
        raise link.LakeError(
            f"folder {where} salinan danau data yang lain; pilih folder lain dengan SKK_NODE"
        )
    if told is None and publish.pointed(where):
        raise link.LakeError(
            f"folder {where} berisi terbitan yang bukan dari danau data; pilih folder lain dengan"
            " SKK_NODE"
        )


def _ground(
    where: Path, known: Status, changed: frozenset[tuple[str, str]]
) -> copying.Ground | None:
    """What lies in a folder and can be built upon."""
    generation = where / known.generation
    if not known.generation or not publish.is_whole(generation):
        return None
    return copying.Ground(generation, known.snapshot, changed)


def _put_in_force(
    con: duckdb.DuckDBPyConnection,
    where: Path,
    found: writing.Head,
    ground: copying.Ground | None,
    snapshot: int,
) -> None:
    target = where / found.name
    if target.is_file() and publish.is_whole(target):
        copying.draw(target)
        publish.point(where, target)
        return
    folder = drafts.make(where)
    try:
        draft = folder / "skk.duckdb"
        copying.copy(con, draft, ground, snapshot)
        copying.draw(draft)
        publish.settle(draft, where, found.version, publish.current(where))
    finally:
        drafts.drop(folder)


def _identity(con: duckdb.DuckDBPyConnection) -> str:
    rows = con.execute("SELECT id FROM lake.skk.about").fetchall()
    return str(rows[0][0])


def _journal(con: duckdb.DuckDBPyConnection, where: Path) -> None:
    """The journal of a node is that of the lake."""
    lines = con.execute(
        "SELECT said FROM lake.skk.publication WHERE said <> '' ORDER BY number"
    ).fetchall()
    draft = where / f".current-{os.getpid()}-jurnal"
    try:
        draft.write_text("".join(f"{line}\n" for (line,) in lines), encoding="utf-8")
        publish.synced(draft)
        draft.replace(where / journal.JOURNAL)
    finally:
        draft.unlink(missing_ok=True)


class Publication(NamedTuple):
    """One publication of a lake: its number, the snapshot that holds it, when (UTC), the file name
    of its generation, about which provinces, who, what (as in the journal, or `bangun`), and which
    edition.
    """

    number: int
    snapshot: int
    at: str
    generation: str
    provinces: str
    who: str
    what: str
    edition_id: str


def history(lake: Lake) -> list[Publication]:
    """Every publication of a lake, latest first.

    Raises:
        link.AwayError, link.LakeError: the lake cannot be read.
    """
    snapshot = _latest(lake).number
    with link.attached(lake.address, snapshot=snapshot) as con:
        writing.head(con)
        rows = con.execute(
            # Which snapshot a row came with, the lake itself knows
            "SELECT number, snapshot_id, strftime(told_at, '%Y-%m-%dT%H:%M:%S'), version,"
            " provinces, who, what, edition_id FROM ducklake_table_changes("
            "'lake', ?, 'publication', 0, ?)"
            " ORDER BY number DESC",
            [OWN, snapshot],
        ).fetchall()
    return [
        Publication(
            number, came, at, f"skk-{version[:12]}.duckdb", provinces, who, what, edition_id
        )
        for number, came, at, version, provinces, who, what, edition_id in rows
    ]


class Count(NamedTuple):
    """How many rows of a published table came and went from one publication to another."""

    table: str
    came: int
    went: int


def changes(lake: Lake, was: Publication, now: Publication) -> list[Count]:
    """What changed in the lake after one publication up to a later one, by table.

    Raises:
        link.AwayError, link.LakeError: the lake cannot be read.
    """
    found = []
    with link.catalog(lake.address) as catalog:
        touched = link.changed(catalog, was.snapshot)
    with link.attached(lake.address, snapshot=now.snapshot) as con:
        for key, table in writing.tables(con)["lake"].items():
            if key not in touched:
                continue
            with suppress(duckdb.CatalogException, duckdb.BinderException):
                count = _counted(con, table, was.snapshot, now.snapshot)
                if count.came or count.went:
                    found.append(count)
    return found


def _counted(con: duckdb.DuckDBPyConnection, table: statements.Table, was: int, now: int) -> Count:
    since = [table.schema, table.name, was + 1, now]
    ((came, went),) = con.execute(statements.counted(table), since).fetchall()
    name = table.name if table.schema == "main" else f"{table.schema}.{table.name}"
    return Count(name, int(came), int(went))


def fetch(lake: Lake, name: str) -> Path:
    """Copy an earlier generation of a lake into the folder of this node and return it; it is not
    put in force.

    Raises:
        link.LakeError: the lake knows none of that name, or cannot be read. OSError: the folder
            cannot be written.
    """
    known = next((one for one in history(lake) if one.generation == name), None)
    if known is None:
        raise link.LakeError(f"terbitan {name} tidak ada di danau data; lihat riwayatnya")
    folder = drafts.make(lake.where)
    try:
        with link.attached(lake.address, snapshot=known.snapshot) as con:
            copying.copy(con, folder / "skk.duckdb", None, known.snapshot)
        (folder / "skk.duckdb").replace(lake.where / name)
        publish.remembered(lake.where)
    finally:
        drafts.drop(folder)
    return lake.where / name


def make(address: str, data_path: Path) -> str:
    """Make an empty lake in a database of PostgreSQL, with its files in a folder; return its
    identity, which stays the same where there is one already.

    Raises:
        link.AwayError: the database cannot be reached. link.LakeError: the address is none, or the
            database holds a lake of something else. OSError: the folder cannot be written.
    """
    data_path = data_path.absolute()
    data_path.mkdir(parents=True, exist_ok=True)
    with link.turn(address), link.attached(address, data_path=data_path) as con:
        has_own = con.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'lake'"
            " AND schema_name = ? AND table_name = 'about'",
            [OWN],
        ).fetchall()[0][0]
        if not has_own:
            con.begin()
            con.execute(writing.TABLES)
            con.execute(
                "INSERT INTO lake.skk.about VALUES (uuid()::VARCHAR, ?)",
                [status.now()],
            )
            con.commit()
        return _identity(con)
