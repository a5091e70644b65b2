"""What several machines publish into one lake: whole or not at all, seen by all, and copied without
a difference.
"""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import duckdb
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from data import build, journal, publish, stores
from data.importer import publishing
from data.lake import copying, link, status, store, writing
from data.lake.following import Follower
from data.lake.store import Lake
from pages.parts.door.health import ADDRESS, Health
from tests.data.lake.conftest import Held, Team, edited
from tests.postgres import Cluster
from tests.published import CITY, CORRECTED, FIVE, in_force, state

ROOT = Path(__file__).parents[3]
MOVED = "Data terbit berubah sejak perbandingan ini dibuat; bandingkan lagi sebelum menerbitkan."


def files(where: Path, part: str) -> dict[str, bytes | None]:
    return {name: body for name, body in state(where).items() if name.startswith(part)}


def shape(generation: Path) -> list[object]:
    """Tables, views and columns, with keys and comments."""
    with publish.connect(generation) as con:
        assert publish.is_readable(con)
        return [
            con.execute(query).fetchall()
            for query in (
                "SELECT schema_name, table_name, sql, comment FROM duckdb_tables() ORDER BY ALL",
                "SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1",
                "SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()"
                " WHERE NOT internal ORDER BY ALL",
            )
        ]


def healthy(monkeypatch: pytest.MonkeyPatch, where: Path) -> tuple[int, str]:
    """What a monitor of a node is told."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("ok")(scope, receive, send)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    with monkeypatch.context() as node:
        node.setattr(publish, "folder", lambda: where)
        scope = {"type": "http", "path": ADDRESS, "method": "GET", "headers": []}
        asyncio.run(Health(app)(scope, receive, send))
    return int(sent[0]["status"]), b"".join(one.get("body", b"") for one in sent).decode()


def test_an_import_on_one_machine_is_the_same_on_another_down_to_the_order_of_rows(
    team: Team, held: Held, tmp_path: Path
) -> None:
    candidate = team.prepare(team.one, team.malang())
    built = Path(shutil.copy2(candidate.folder / "skk.duckdb", tmp_path))
    generation = publishing.confirm(candidate, team.one.where)
    assert publish.current(team.one.where) == generation
    assert in_force(team.two.where) == []
    assert store.follow(team.two)
    assert not store.follow(team.two)
    assert held(team.two.where) == held(team.one.where)
    assert shape(team.two.where / generation.name) == shape(built)
    for part in (build.IMPORTS, journal.JOURNAL):
        assert files(team.two.where, part) == files(team.one.where, part) != {}
    (entry,) = publishing.journal(team.two.where)
    assert (entry.who, entry.what, entry.to, entry.done) == ("Ani", "terbit", generation.name, True)

    now, was = store.history(team.one)
    found = {one.table: (one.came, one.went) for one in store.changes(team.one, was, now)}
    assert found["placement_claim"] == (len(FIVE), 0)
    assert found["score"] == (3 * len(FIVE), 0)  # two criteria and the total
    assert found["import"] == (1, 0)
    assert "kecamatan" not in found

    (import_id,) = in_force(team.two.where)
    base = team.two.where / generation.name
    taken = publishing.withdraw(team.two.where, team.catalog, import_id, base, "Budi")
    publishing.confirm(taken, team.two.where)
    store.follow(team.one)
    assert in_force(team.one.where) == []
    assert [one.what for one in publishing.journal(team.one.where)] == ["tarik", "terbit"]


def test_different_provinces_at_once_both_come_in_force(team: Team, held: Held) -> None:
    plans = [
        (team.one, team.prepare(team.one, team.malang())),
        (team.two, team.prepare(team.two, team.semarang())),
    ]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda plan: publishing.confirm(plan[1], plan[0].where), plans))
    wanted = {plan.import_id for _, plan in plans}
    for lake, _ in plans:
        store.follow(lake)
        assert set(in_force(lake.where)) == wanted
        assert not list(lake.where.glob(".impor-*"))
    assert held(team.one.where) == held(team.two.where)
    numbers = [(one.number, one.provinces) for one in store.history(team.one)]
    assert [number for number, _ in numbers] == [3, 2, 1]
    assert {about for _, about in numbers} == {"*", "33", "35"}


def test_the_same_province_at_once_is_told_and_loses_nothing(team: Team) -> None:
    first = team.prepare(team.one, team.malang())
    second = team.prepare(team.two, team.malang(CORRECTED, title="Rekap kedua"))
    publishing.confirm(first, team.one.where)
    before = state(second.folder)
    with pytest.raises(publish.MovedError) as told:
        publishing.confirm(second, team.two.where)
    assert str(told.value) == MOVED
    assert state(second.folder) == before
    assert in_force(team.two.where) == [first.import_id]  # it sees by now what it is compared with
    assert len(store.history(team.one)) == 2


def test_an_import_gives_way_to_a_build_and_to_another_catalog_and_to_a_full_disk(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = team.prepare(team.one, team.malang())
    before, shown = state(candidate.folder), state(team.one.where / build.IMPORTS)
    other = Path(shutil.copytree(team.catalog, tmp_path / "katalog"))
    with (other / "provinsi.csv").open("a", encoding="utf-8") as file:
        file.write("99,Uji,1,1\n")
    with pytest.raises(publish.MovedError, match=r"Katalog di server ini lain"):
        publishing.confirm(candidate._replace(catalog=other), team.one.where)

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    for step in ("_put_tables", "_put_files"):
        with monkeypatch.context() as broken:
            broken.setattr(writing, step, fails)
            with pytest.raises(OSError, match="No space"):
                publishing.confirm(candidate, team.one.where)
        assert len(store.history(team.one)) == 1
    team.change(team.two)  # about no province, that is about all
    with pytest.raises(publish.MovedError, match="bandingkan lagi"):
        publishing.confirm(candidate, team.one.where)
    assert state(candidate.folder) == before
    assert state(team.one.where / build.IMPORTS) == shown


def test_without_turns_the_lake_itself_lets_one_through(team: Team, tmp_path: Path) -> None:
    """The lock is good manners; that of two one is refused must not rest on it."""
    current = publish.current(team.one.where)
    assert current is not None
    with link.attached(team.address) as one, link.attached(team.address) as two:
        for number, con in enumerate((one, two)):
            draft = Path(shutil.copy2(current, tmp_path / f"{number}.duckdb"))
            edited(Random(number), draft)
            con.execute(f"ATTACH '{draft}' AS draft (READ_ONLY)")
            con.begin()
            wanted = writing._write(con, team.one.where, stores.NOTHING)
            if con is one:
                first = wanted
        one.commit()
        with pytest.raises(duckdb.TransactionException, match="conflict"):
            two.commit()
        for con in (one, two):
            con.execute("DETACH draft")
    assert len(store.history(team.one)) == 2
    store.follow(team.two)
    assert publish.pointed(team.two.where) == first.name


def test_whoever_is_killed_within_a_publication_leaves_the_lake_as_it_was(team: Team) -> None:
    script = """if True:
        import os, signal, shutil, sys
        from pathlib import Path
        from random import Random
        from data import publish, stores
        from data.lake import writing
        from tests.data.lake.conftest import edited
        writing._put_files = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        where = publish.folder()
        draft = Path(shutil.copy2(publish.current(where), sys.argv[1]))
        edited(Random(1), draft)
        with stores.of(where).locked():
            stores.of(where).settle(draft, "0", publish.current(where))
        """
    environment = os.environ | {"SKK_DATA": team.address, "SKK_NODE": str(team.one.where)}
    command = [sys.executable, "-c", script, str(team.folder.parent / "skk.duckdb")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert len(store.history(team.two)) == 1
    with link.turn(team.address):  # nobody holds it
        assert not store.follow(team.two)


def test_a_node_goes_on_while_the_database_is_away_and_says_since_when(
    team: Team, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(team.two)
    assert follower.step().problem == ""
    assert status.notice(team.two.where) == ""
    was = publish.current(team.two.where)
    cluster.stop()
    try:
        assert "danau data tidak terjangkau" in follower.step().problem
        assert publish.current(team.two.where) == was
        told = status.notice(team.two.where)
        assert told.startswith("Server ini belum dapat memeriksa terbitan terbaru sejak ")
        assert healthy(monkeypatch, team.two.where) == (200, f"ok. {told}")
        with pytest.raises(link.AwayError):
            team.change(team.one)
    finally:
        cluster.start()
    wanted = team.change(team.one)
    assert follower.step().has_changed
    assert healthy(monkeypatch, team.two.where) == (200, "ok")
    assert status.notice(team.two.where) == ""
    assert publish.pointed(team.two.where) == wanted.name
    follower.close()


def test_a_follower_that_is_silent_is_told_too(team: Team) -> None:
    known = status.read(team.one.where)
    assert known is not None
    status.write(team.one.where, known._replace(asked="2026-01-02T03:04:05"))
    assert "sejak 02-01-2026 pukul 10.04 WIB" in status.notice(team.one.where)


def test_what_the_lake_holds_otherwise_than_published_is_not_shown(team: Team) -> None:
    with link.attached(team.address) as con:
        con.begin()
        con.execute("DELETE FROM lake.main.kecamatan WHERE code = '357301'")
        con.execute("UPDATE lake.skk.head SET number = number + 1, version = repeat('f', 64)")
        con.commit()
    was = publish.current(team.two.where)
    with pytest.raises(copying.MismatchError, match="tidak sama dengan yang diterbitkan"):
        store.follow(team.two)
    assert publish.current(team.two.where) == was
    assert not list(team.two.where.glob(".impor-*"))


def test_a_lost_file_is_told_and_heals_when_it_is_back(team: Team) -> None:
    """Who copies the whole meets it; what is in force stays."""
    fresh = Lake(team.folder.parent / "baru", team.address)
    lost = next((team.data_path / "main" / "kabkota").glob("*.parquet"))
    away = lost.rename(team.data_path / "disimpan")
    step = Follower(fresh).step()
    assert "danau data tidak terjangkau" in step.problem
    assert publish.current(fresh.where) is None
    assert not list(fresh.where.glob(".impor-*"))
    away.rename(lost)
    assert Follower(fresh).step().has_changed


def test_whoever_publishes_here_is_not_taken_for_a_lake_that_is_away(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.change(team.one)
    monkeypatch.setattr(publish, "PATIENCE", 0)
    with publish.locked(team.two.where):
        assert Follower(team.two).step() == (False, "")
    assert status.notice(team.two.where) == ""


def test_a_damaged_ground_is_made_good_by_the_lake(team: Team) -> None:
    """What lies here is doubted before the lake is: the whole is read from there."""
    known = status.read(team.two.where)
    assert known is not None
    with duckdb.connect(team.two.where / known.generation) as con:
        con.execute("DELETE FROM kabkota WHERE code = '3573'")
    generation = team.change(team.one)
    assert store.follow(team.two)
    assert publish.current(team.two.where) == team.two.where / generation.name


def test_any_edit_comes_to_every_node_whole_and_alone(
    team: Team, held: Held, tmp_path: Path
) -> None:
    """One node follows each step, the other only the last of them; of the lake only a small part is
    read. Boundaries come and go with it.
    """
    known = status.read(team.two.where)
    assert known is not None
    (team.one.where / build.KEPT).mkdir()
    boundary = team.one.where / build.KEPT / "kecamatan_33.parquet"
    boundary.write_bytes(b"batas")
    team.change(team.one, 1)
    store.follow(Lake(Path(shutil.copytree(team.two.where, tmp_path / "tiga")), team.address))
    assert (tmp_path / "tiga" / build.KEPT / boundary.name).read_bytes() == b"batas"
    boundary.unlink()
    wanted = team.change(team.one, 2)
    with link.catalog(team.address) as catalog:
        latest = link.latest(catalog).number
        changed = frozenset(link.changed(catalog, known.snapshot))
    ground = copying.Ground(team.two.where / known.generation, known.snapshot, changed)
    with link.attached(team.address, snapshot=latest) as con:
        read = [
            copying.copy(con, tmp_path / "skk.duckdb", one, latest)[1] for one in (ground, None)
        ]
    assert 0 < read[0] < read[1] / 10
    for node in (team.two, Lake(tmp_path / "tiga", team.address)):
        store.follow(node)
        assert publish.pointed(node.where) == wanted.name
        assert held(node.where) == held(team.one.where)
        assert not (node.where / build.KEPT / boundary.name).exists()


def test_going_back_reaches_every_node_also_to_what_it_never_held(team: Team, held: Held) -> None:
    first = publish.current(team.one.where)
    second = team.change(team.one, 1)
    team.change(team.one, 2)
    store.follow(team.two)  # it has never held the second
    assert first is not None
    assert not (team.two.where / second.name).exists()
    current = publish.current(team.two.where)
    publishing.revert(team.two.where, second.name, current, "Budi")
    assert publish.pointed(team.two.where) == second.name
    store.follow(team.one)
    assert held(team.one.where) == held(team.two.where)
    assert [entry.what for entry in publishing.journal(team.one.where)] == ["kembali"]
    publishing.revert(team.one.where, first.name, publish.current(team.one.where), "Budi")
    latest, *_, oldest = store.history(team.one)
    assert latest.generation == oldest.generation
    assert store.changes(team.one, oldest, latest) == []


def test_another_version_of_the_app_is_not_copied_and_the_node_says_so(team: Team) -> None:
    was = publish.current(team.two.where)
    with link.attached(team.address) as con:
        con.begin()
        con.execute("ALTER TABLE lake.main.kecamatan ADD COLUMN motto VARCHAR")
        con.execute("UPDATE lake.skk.head SET number = number + 1, version = repeat('f', 64)")
        con.commit()
    step = Follower(team.two).step()
    assert "versi aplikasi yang lain" in step.problem
    assert publish.current(team.two.where) == was
    assert status.notice(team.two.where)


def test_a_copy_is_not_published_into_as_if_it_were_a_folder(
    team: Team, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    before = state(team.one.where)
    assert build.main(["--catalog", str(team.catalog), "--out", str(team.one.where)]) == 2
    assert "salinan danau data" in capsys.readouterr().err
    assert state(team.one.where) == before


def test_a_node_of_another_lake_or_a_plain_folder_is_refused(
    team: Team, bare: str, tmp_path: Path
) -> None:
    store.make(bare, tmp_path / "lain")
    with pytest.raises(link.LakeError, match="danau data yang lain"):
        store.follow(Lake(team.one.where, bare))
    folder = tmp_path / "biasa"
    shutil.copytree(team.one.where, folder)
    (folder / publish.COPY).unlink()
    with pytest.raises(link.LakeError, match="bukan dari danau data"):
        store.follow(Lake(folder, team.address))


def test_a_damaged_status_is_made_anew(team: Team) -> None:
    (team.one.where / publish.COPY).write_text("{", encoding="utf-8")
    assert store.follow(team.one)
    assert json.loads((team.one.where / publish.COPY).read_text(encoding="utf-8"))["number"] == 1


def test_the_edition_says_which_province() -> None:
    assert writing.province(CITY.edition_id) == "35"
    assert writing.province("provinsi-33-2025-kota") == "33"
    entry = journal.Entry("", edition_id="kabkota-3374-2026", replaces=("provinsi-35-2025-ab12",))
    assert writing.provinces(entry) == "33,35"
    assert writing.provinces(journal.Entry("", what="kembali")) == "*"
