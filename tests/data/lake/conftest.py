"""Lakes for tests: each a database of its own on one PostgreSQL, copied from one that is filled
once, and nodes that read it.
"""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

import duckdb
import psycopg
import pytest

from data import build, publish, stores
from data.importer import publishing
from data.importer.draft import Edition
from data.importer.publishing import Candidate
from data.lake import link, store
from data.lake.store import Lake
from tests import postgres
from tests.postgres import Cluster
from tests.published import CITY, FIVE, File, Said, recap, small

SEMARANG = Edition("kabkota", "3374", 2026)
_number = count()


class Filled(NamedTuple):
    """A lake with the catalog of two provinces in force, its node, and what it was made from."""

    database: str
    data_path: Path
    node: Path
    catalog: Path


class Team(NamedTuple):
    """Two machines on one lake, each with the catalog in force."""

    address: str
    data_path: Path
    one: Lake
    two: Lake
    catalog: Path
    folder: Path  # for files that are imported

    def prepare(self, lake: Lake, file: File, replaces: list[str] | None = None) -> Candidate:
        """A candidate of a file, made on a node."""
        return publishing.prepare(file, self.catalog, lake.where, "Ani", replaces=replaces)  # type: ignore[arg-type]

    def put(self, lake: Lake, file: File) -> Path:
        """Publish a file on a node."""
        return publishing.confirm(self.prepare(lake, file), lake.where)

    def change(self, lake: Lake, seed: int = 0) -> Path:
        """Publish on a node what it holds, edited: a generation that takes no build."""
        current = publish.current(lake.where)
        assert current is not None
        draft = self.folder.parent / f"suntingan-{lake.where.name}" / "skk.duckdb"
        draft.parent.mkdir(exist_ok=True)
        shutil.copy2(current, draft)
        edited(Random(seed), draft)
        store = stores.of(lake.where)
        with store.locked():
            return store.settle(draft, _version(draft), publish.current(lake.where))

    def malang(self, said: Said = FIVE, **more: object) -> File:
        """A recap of Kota Malang, in Jawa Timur."""
        return recap(self.folder, said, edition=CITY, **more)  # type: ignore[arg-type]

    def semarang(self, said: Said = FIVE) -> File:
        """A recap of Kota Semarang, in Jawa Tengah: the same words, and codes of its own."""
        found = recap(self.folder, said, name="semarang.csv", edition=SEMARANG)
        assert found.rows is not None
        for row in (one for rows in found.rows.values() for one in rows):
            if "province_code" in row:
                row["province_code"] = "33"
            if code := row.get("kecamatan_code"):
                row["kecamatan_code"] = code.replace("3573", "3374")
        return found


EDITS = (
    "DELETE FROM kecamatan_former WHERE hash(name) % 5 = {n}",
    "INSERT INTO kecamatan_former BY NAME SELECT name, kabkota_code, '' AS successors, 'ejaan' AS"
    " change, '' AS source_id FROM kecamatan, range({n})",
    "UPDATE kecamatan SET latitude = latitude + 1e-13 WHERE hash(code) % 3 = {n}",
    "INSERT INTO event SELECT '2026-01-0{n}', 'provinsi', '35', 'pembinaan',"
    " chr(10) || 'é;''\"', '' FROM range(3)",
    "DELETE FROM event",
    "INSERT INTO event VALUES ('2026-02-0{n}', 'provinsi', '35', 'kunjungan', '', 'NULL')",
    "INSERT OR REPLACE INTO search.posting VALUES"
    " ('kata{n}', [{{innovation_id: 'a', weight: 1e-320, share: NULL}}, NULL])",
    "DELETE FROM search.posting WHERE stem = 'kata{n}'",
    "UPDATE provinsi SET population = NULL, name = name || chr(128512) WHERE code = '35'",
)


def edited(chance: Random, generation: Path) -> None:
    """Rows come, go, change and are there twice, in tables with and without a key, with lists in
    them too; the file is a generation afterwards.
    """
    with duckdb.connect(generation) as con:
        for edit in chance.sample(EDITS, 4):
            con.execute(edit.format(n=chance.randrange(3)))
        con.execute(
            "INSERT INTO codebook VALUES (?, NULL, 'uji', 1, 'uji')", [f"{chance.random()}"]
        )
        con.execute("UPDATE build SET version = ?", [publish.fingerprint(con)])


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this run."""
    with postgres.started() as running:
        yield running


def address(cluster: Cluster, database: str) -> str:
    """The address of a lake in a database."""
    return f"{link.PREFIX}{cluster.conninfo} dbname={database}"


@pytest.fixture(scope="session")
def filled(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A lake that is filled once for a whole run."""
    home = tmp_path_factory.mktemp("danau")
    catalog = small(home / "catalog", provinsi=("33", "35"), kabkota=("3573", "3507", "3374"))
    cluster.create("penuh")
    lake = Lake(home / "node", address(cluster, "penuh"))
    store.make(lake.address, home / "berkas")
    generation = build.build(catalog, home / "terbit")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stores, "of", lambda where: Lake(where, lake.address))
        folder = home / "draf"
        folder.mkdir()
        shutil.copy2(generation, folder / "skk.duckdb")
        version = _version(generation)
        stores.publish_into(folder / "skk.duckdb", lake.where, version, None, catalog)
    return Filled("penuh", home / "berkas", lake.where, catalog)


def _version(generation: Path) -> str:
    with publish.connect(generation) as con:
        return str(con.execute("SELECT version FROM build").fetchall()[0][0])


@pytest.fixture
def bare(cluster: Cluster) -> str:
    """The address of a database without a table."""
    name = f"kosong{next(_number)}"
    cluster.create(name)
    return address(cluster, name)


@pytest.fixture
def team(cluster: Cluster, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A lake of its own for a test, and two nodes that hold what is in force there."""
    name = f"danau{next(_number)}"
    cluster.create(name, filled.database)
    data_path = tmp_path / "berkas"
    shutil.copytree(filled.data_path, data_path)
    with psycopg.connect(f"{cluster.conninfo} dbname={name}", autocommit=True) as con:
        con.execute(
            "UPDATE ducklake_metadata SET value = %s WHERE key = 'data_path'", [f"{data_path}/"]
        )
    where = address(cluster, name)
    nodes = [Lake(tmp_path / one, where) for one in ("satu", "dua")]
    for node in nodes:
        shutil.copytree(filled.node, node.where)
    monkeypatch.setattr(stores, "of", lambda folder: Lake(folder, where))
    folder = tmp_path / "rekap"
    return Team(where, data_path, *nodes, filled.catalog, folder)


Held = Callable[[Path], dict[str, list[object]]]


@pytest.fixture
def held() -> Held:
    """Every row of every table of the generation in force in a folder, in the order in which they
    lie there.
    """

    def rows(where: Path) -> dict[str, list[object]]:
        generation = publish.current(where)
        assert generation is not None
        with publish.connect(generation) as con:
            names = con.execute(
                "SELECT schema_name, table_name FROM duckdb_tables() ORDER BY ALL"
            ).fetchall()
            return {
                f"{schema}.{name}": con.execute(f'FROM "{schema}"."{name}"').fetchall()
                for schema, name in names
            }

    return rows
