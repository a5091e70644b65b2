"""Publishing on full disks, after a kill and with broken files: the old generation is in force or
the new one, each whole.
"""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from data import build, check, drafts, journal, layers, publish
from data.importer import publishing
from data.importer.__main__ import main
from tests.import_cases import make_cases
from tests.published import (
    CORRECTED,
    FIVE,
    PAPARAN,
    catalog,
    in_force,
    office,
    once,
    put,
    recap,
    saved,
    where,
)
from tests.thorough import many

__all__ = ["catalog", "office", "once", "put", "where"]


# At night every moment and every write is tried
KILLS = many(4, 20)
ROOM_STEP = many(7, 1)  # odd, so that writes of either kind are met

# Full disks


def whole(where: Path) -> Path:
    """Check that the pointer names a generation that is whole and whose imports are kept, and that
    nothing else is left.
    """
    health = publish.health(where)
    assert health.problem == ""
    assert health.generation is not None
    with publish.connect(health.generation) as con:
        assert health.generation.stem == f"skk-{publish.fingerprint(con)[:12]}"
        assert publish.is_readable(con)
    assert all(
        (where / build.IMPORTS / one / "sources.csv").is_file() for one in build.accepted(where)
    )
    expected = {publish.POINTER, publish.LOCK, journal.JOURNAL, build.IMPORTS}
    assert {
        path.name for path in where.iterdir() if not publish.NAME.fullmatch(path.name)
    } <= expected
    return health.generation


class Full:
    """A disk that is full from its n-th write on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, where: Path) -> None:
        self.room, self.where = 10**9, where
        for owner, name in [
            (Path, "write_bytes"), (Path, "write_text"), (Path, "replace"), (Path, "mkdir")
            , (os, "fsync"), (os, "write"),
            (shutil, "copytree"), (publishing, "copytree"), (Path, "open"),
        ]:  # fmt: skip
            monkeypatch.setattr(owner, name, self.limited(getattr(owner, name), name))

    def limited(self, act: Callable[..., Any], name: str) -> Callable[..., Any]:
        def limit(*arguments: Any, **more: Any) -> Any:
            reads = name == "open" and not set("wa+x") & set(
                "".join(map(str, [*arguments[1:2], more.get("mode", "")]))
            )
            elsewhere = isinstance(arguments[0], Path) and self.where not in arguments[0].parents
            if not (reads or elsewhere):
                self.room -= 1
                if self.room < 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
            return act(*arguments, **more)

        return limit


def test_without_room_at_any_write_the_old_generation_stays_whole_or_the_new_one_is(
    office: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put, where, catalog = office
    first = put(recap(tmp_path / "a", FIVE))
    old, check_read = whole(where), check.read
    file = SimpleNamespace(
        **recap(tmp_path / "b", CORRECTED)._asdict(), notices=[], faults=[], open=[]
    )
    monkeypatch.setattr("data.importer.__main__.propose", lambda *_: file)
    monkeypatch.setattr("data.importer.__main__.recognised", lambda _: [])
    frames, real_write = check.read(catalog), build.write
    monkeypatch.setattr(
        check,
        "read",
        lambda *_, layers=(): check_read(catalog, layers=layers) if not built else frames,
    )
    built: list[str] = []

    def write(draft: Path, *arguments: Any, **more: Any) -> str:
        """The same database once more: what DuckDB does without room is tried by disks of several
        sizes.
        """
        if not built:
            built.append(real_write(draft, *arguments, **more))
            shutil.copyfile(draft, tmp_path / "calon.duckdb")
        shutil.copyfile(tmp_path / "calon.duckdb", draft)
        return built[0]

    monkeypatch.setattr(build, "write", write)
    full = Full(monkeypatch, where)
    outcomes = []
    for number in range(0, 200, ROOM_STEP):
        full.room = number
        code = main(["x", "--out", str(where), "--catalog", str(catalog), "--publish"])
        left, full.room = full.room, 10**9
        said = capsys.readouterr()
        now = whole(where)
        outcomes.append((code, now != old))
        if code:
            assert "ruang diska habis" in said.err
            assert now == old
            assert in_force(where) == [first]
        else:
            assert now != old
            publishing.revert(where, old.name, now, "uji")
            shutil.rmtree(
                next(one for one in (where / build.IMPORTS).iterdir() if one.name != first)
            )
            now.unlink()
        if left >= 0:
            break
    assert outcomes[-1] == (0, True)
    # At many writes it was tried
    assert sum(code == 2 for code, _ in outcomes) > 10 // ROOM_STEP


# One process loads everything; for each size it forks a child in which no file may grow beyond it.
LIMITED = """
import os, resource, sys
from data.importer.__main__ import main
for size in sys.argv[1].split(","):
    child = os.fork()
    if not child:
        os.dup2(os.open(f"{sys.argv[2]}/{size}", os.O_WRONLY | os.O_CREAT), 2)
        sys.stdout = open(os.devnull, "w")
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), resource.RLIM_INFINITY))
        os._exit(main(sys.argv[3:]))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def size(where: Path) -> int:
    return sum(path.stat().st_size for path in where.rglob("*"))


@pytest.mark.skipif(os.name != "posix", reason="needs setrlimit and fork")
def test_where_a_file_may_not_grow_the_old_generation_stays(
    where: Path, catalog: Path, tmp_path: Path
) -> None:
    old = whole(where)
    sizes = [int(old.stat().st_size * share) for share in (0.001, 0.3, 0.9, 0.999)]
    (told := tmp_path / "kata").mkdir()
    path = saved(tmp_path, make_cases.recap())
    run = [
        sys.executable,
        "-c",
        LIMITED,
        ",".join(map(str, sizes)),
        str(told),
        str(path),
        "--stage",
        "hasil",
        "--publish",
        "--out",
        str(where),
        "--catalog",
        str(catalog),
    ]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["2"] * len(sizes)
    for size in sizes:
        said = (told / str(size)).read_text()
        assert "Traceback" not in said
        assert "Data terbit tidak diubah." in said, size
    assert whole(where) == old


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of so many bytes."""
    made: list[Path] = []

    def mount(room: int) -> Path:
        folder = tmp_path / f"diska-{room}"
        folder.mkdir()
        if os.name != "posix" or shutil.which("mount") is None:
            pytest.skip("needs mount")
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(folder)],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            pytest.skip("needs the right to mount a disk")
        made.append(folder)
        return folder

    yield mount
    for folder in made:
        subprocess.run(["umount", str(folder)], check=False)


STEPS = many(3, 20)


def test_on_a_disk_of_any_size_the_generation_in_force_is_whole(
    disk: Any, where: Path, catalog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From no room at all to enough: DuckDB writes its log first, and on some sizes is silent about
    what did not fit.
    """
    old = whole(where)
    path = saved(tmp_path, make_cases.recap())
    outcomes = set()
    for step in range(STEPS):
        here = (
            disk(
                int(size(where) + (step / (STEPS - 1)) * 2.2 * old.stat().st_size) // 4096 * 4096
                + 16 * 4096
            )
            / "terbit"
        )
        shutil.copytree(where, here)
        code = main(
            [
                str(path),
                "--stage",
                "hasil",
                "--publish",
                "--out",
                str(here),
                "--catalog",
                str(catalog),
                "--who",
                "uji",
            ]
        )
        said = capsys.readouterr()
        now = whole(here)
        outcomes.add(code)
        assert (now.name == old.name) is (code == 2), said.err
        if code:
            assert "ruang diska" in said.err
    assert outcomes == {0, 2}


def test_a_log_beside_the_file_is_refused(
    tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a full disk does in silence: the file is closed while its log still holds what was not
    written.
    """

    class Silent:
        def __init__(self, con: Any) -> None:
            self.con = con

        def __enter__(self) -> "Silent":
            self.con.execute("SET checkpoint_threshold = '1TB'")
            self.con.execute("PRAGMA disable_checkpoint_on_shutdown")
            return self

        def __exit__(self, *_: object) -> None:
            self.con.close()

        def execute(self, query: str, *more: Any) -> Any:
            return self.con if query == "CHECKPOINT" else self.con.execute(query, *more)

        def __getattr__(self, name: str) -> Any:
            return getattr(self.con, name)

    open_ = duckdb.connect
    monkeypatch.setattr(
        build.duckdb,
        "connect",
        lambda file=":memory:", **more: (
            open_(file, **more) if more or file == ":memory:" else Silent(open_(file))
        ),
    )
    with pytest.raises(publish.IncompleteError, match="tidak tertulis utuh"):
        build.build(catalog, tmp_path / "out")
    assert publish.current(tmp_path / "out") is None
    assert {path.name for path in (tmp_path / "out").iterdir()} <= {publish.LOCK}


# Death in the middle.

# One process loads everything; for each line it reads it forks a child that publishes, and tells
# the child's number.
NURSERY = """
import os, sys
from pathlib import Path
from data import build, check, publish
from data.importer import publishing
from tests.published import FIVE, recap
where, first, catalog = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
found = recap(where.parent, FIVE)
check.read(catalog)
for _ in sys.stdin:
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print("mati", flush=True)
        continue
    print(os.getpid(), flush=True)
    if publish.current(where).name != first:
        publishing.revert(where, first, publish.current(where), "penguji")
    candidate = publishing.prepare(found, catalog, where, "penguji")
    print("calon", flush=True)
    publishing.confirm(candidate, where)
    os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_moment_a_whole_generation_is_in_force(where: Path, catalog: Path) -> None:
    first = publish.current(where)
    assert first is not None
    chance = random.Random(20)
    held = set()
    command = [sys.executable, "-c", NURSERY, str(where), first.name, str(catalog)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as nursery:
        assert nursery.stdin
        assert nursery.stdout
        nursery.stdin.write("lagi\n")  # one lives, to tell how long the others have
        nursery.stdout.readline()
        began = time.monotonic()
        assert nursery.stdout.readline() == "calon\n"
        prepared = time.monotonic()
        assert nursery.stdout.readline() == "mati\n"
        confirmed = time.monotonic()
        held.add(held_by(where))
        for number in range(KILLS):
            nursery.stdin.write("lagi\n")
            child = int(nursery.stdout.readline())
            if (
                number % 2
            ):  # half of them die when files and pointer move, the others anywhere before
                assert nursery.stdout.readline() == "calon\n"
                time.sleep(chance.random() * (confirmed - prepared) * 1.2)
            else:
                time.sleep(chance.random() * (prepared - began))
            with suppress(ProcessLookupError):  # it may have ended well
                os.kill(child, signal.SIGKILL)
            while nursery.stdout.readline() != "mati\n":
                pass
            held.add(held_by(where))
        nursery.stdin.close()
    # The catalog alone and the catalog with the import have both been in force
    assert held == {0, 1}
    drafts.sweep(where)
    assert not list(where.glob(f"{drafts.PREFIX}*"))
    assert not list(where.glob(".current-*"))


def held_by(where: Path) -> int:
    """Check that the generation in force is whole, and so are its imports; return how many it
    holds.
    """
    health = publish.health(where)
    assert health.problem == ""
    assert health.generation is not None
    with publish.connect(health.generation) as con:
        assert health.generation.stem == f"skk-{publish.fingerprint(con)[:12]}"
    held = build.accepted(where)
    assert all((where / build.IMPORTS / one / "sources.csv").is_file() for one in held)
    assert all(entry.what in ("terbit", "kembali") for entry in publishing.journal(where))
    return len(held)


# What is left of whoever was killed


def test_drafts_of_the_dead_are_swept_and_those_of_the_living_are_not(
    where: Path, catalog: Path, tmp_path: Path
) -> None:
    with subprocess.Popen(["true"]) as dead:
        pass
    for name in (f".impor-{dead.pid}-0a", f".impor-{os.getpid()}-0b"):
        (where / name).mkdir()
    for name in (
        f".draft-{dead.pid}.duckdb.wal",
        f".current-{dead.pid}",
        f".current-{os.getpid()}",
    ):
        (where / name).write_text("x")
    locked = where / f".impor-{os.getpid()}-0c" / drafts.OWNED
    locked.parent.mkdir()
    locked.write_text("")  # its number is alive again, but it is another process
    mine = drafts.make(where)
    old = drafts.make(where)
    os.utime(old, (1, 1))
    publishing.discard(publishing.prepare(recap(tmp_path, FIVE), catalog, where, "Ani"))
    assert {path.name for path in where.glob(".[!l]*")} == {
        f".impor-{os.getpid()}-0b",
        f".current-{os.getpid()}",
        mine.name,
    }
    drafts.drop(mine)


def test_a_folder_that_cannot_be_written_is_not_swept_and_nobody_falls(tmp_path: Path) -> None:
    drafts.sweep(tmp_path / "tidak-ada")


# Broken files


def other(generation: Path, version: str) -> Path:
    """A copy of a generation as one of another version, written a second before."""
    copy = Path(shutil.copy(generation, generation.with_name(f"skk-{version}.duckdb")))
    with duckdb.connect(copy) as con:
        con.execute("UPDATE build SET version = ?", [version])
    os.utime(copy, (generation.stat().st_mtime - 1,) * 2)
    return copy


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])


def zeros(file: Path) -> None:
    """One block that a table stands in, as a power cut may leave it."""
    with duckdb.connect(file, read_only=True) as con:
        used = con.execute(
            "SELECT max(block_id) FROM pragma_storage_info('kecamatan') WHERE block_id >= 0"
        ).fetchone()
        size = con.execute("SELECT block_size FROM pragma_database_size()").fetchone()
    assert used is not None
    assert size is not None
    headers = 3 * 4096
    content = bytearray(file.read_bytes())
    start = headers + used[0] * size[0]
    content[start : start + size[0]] = bytes(size[0])
    file.write_bytes(content)


def garbage(file: Path) -> None:
    file.write_bytes(b"bukan basis data" * 1000)


def gone(file: Path) -> None:
    file.unlink()


def tables_gone(file: Path) -> None:
    with duckdb.connect(file) as con:
        con.execute("DROP TABLE build")


@pytest.mark.parametrize("damage", [cut, zeros, garbage, gone, tables_gone])
def test_damaged_the_last_whole_generation_is_read_and_a_build_heals(
    damage: Callable[[Path], None], office: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put, where, catalog = office
    before = publish.current(where)
    name = put(recap(tmp_path, FIVE))
    now = publish.current(where)
    assert now is not None
    damage(now)
    health = publish.health(where)
    assert health.generation == before
    assert now.name in health.problem
    run = ["--out", str(where), "--catalog", str(catalog)]
    # To go on from the one before would lose the import in silence
    assert main(["--withdraw", name, *run, "--publish"]) == 2
    assert "Pulihkan dahulu" in capsys.readouterr().err
    assert build.accepted(where) == [name]
    assert build.main(run) == 0
    assert publish.health(where) == (now, "")
    assert in_force(where) == [name]


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "x",
        "../skk-0123456789ab.duckdb",
        "/etc/passwd",
        "journal.jsonl",
        "skk-*.duckdb",
        "skk-0123456789ab.duckdb\nx",
        "\0",
    ],
)
def test_a_pointer_to_anything_else_is_refused(pointer: str, where: Path) -> None:
    whole_one = publish.current(where)
    (where / publish.POINTER).write_text(pointer)
    (where.parent / "skk-0123456789ab.duckdb").write_bytes(b"")
    health = publish.health(where)
    assert health.generation == whole_one
    assert "tidak menyebut satu terbitan pun" in health.problem


def test_what_was_taken_back_does_not_come_back_by_itself(
    put: Any, where: Path, catalog: Path, tmp_path: Path
) -> None:
    first = publish.current(where)
    assert first is not None
    put(recap(tmp_path, FIVE))
    publishing.revert(where, first.name, publish.current(where), "Ani")
    cut(first)
    assert publish.health(where).generation is None
    assert "tidak ada terbitan utuh sebelumnya" in publish.health(where).problem
    assert build.main(["--out", str(where), "--catalog", str(catalog)]) == 0
    assert publish.health(where) == (first, "")


def test_a_damaged_generation_is_left_by_going_back(put: Any, where: Path, tmp_path: Path) -> None:
    before = publish.current(where)
    assert before is not None
    put(recap(tmp_path, FIVE))
    damaged = publish.current(where)
    assert damaged is not None
    garbage(damaged)
    with pytest.raises(publishing.RefusedError, match=r"tidak ada di .*, atau rusak"):
        publishing.revert(where, damaged.name, publish.current(where), "Ani")
    publishing.revert(where, before.name, publish.current(where), "Ani")
    assert publish.health(where) == (before, "")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff", b"null", b'{"edition_id": 3}', b'{"edition_id": "x"}', None],
)
def test_what_is_no_meta_is_told_with_its_folder(content: bytes | None, tmp_path: Path) -> None:
    (tmp_path / "kabkota-3573-2026-0").mkdir()
    if content is not None:
        (tmp_path / "kabkota-3573-2026-0" / layers.META).write_bytes(content)
    with pytest.raises(
        check.CatalogError,
        match=r"^kabkota-3573-2026-0/meta\.json:1: tidak ada atau rusak; kembalikan",
    ):
        layers.read(tmp_path / "kabkota-3573-2026-0")


def test_a_corrupt_meta_is_a_sentence_and_its_import_can_still_leave(
    office: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put, where, catalog = office
    name = put(recap(tmp_path / "a", FIVE, stage="administrasi"))
    meta = where / build.IMPORTS / name / layers.META
    meta.write_bytes(b"{")
    run = ["--out", str(where), "--catalog", str(catalog)]
    assert build.main(run) == 2
    assert f"{name}/meta.json:1: tidak ada atau rusak; kembalikan" in capsys.readouterr().err
    with pytest.raises(check.CatalogError, match=r"meta\.json"):
        publishing.prepare(recap(tmp_path / "b", PAPARAN, stage="paparan"), catalog, where, "Ani")
    (one,) = publishing.imports(where)
    assert (one.import_id, one.file, one.is_in_force) == (name, "rekap.csv", True)
    assert "meta.json" in one.problem
    assert main(["--history", *run]) == 0
    # What is kept of it does not matter to go without it
    assert main(["--withdraw", name, *run, "--publish"]) == 0
    assert in_force(where) == []
    assert main(["--restore", name, *run, "--publish"]) == 2
    # Imported again, what is kept is whole again
    put(recap(tmp_path / "a", FIVE, stage="administrasi"))
    assert json.loads(meta.read_text())["file"] == "rekap.csv"
    assert not list(where.glob(f"{drafts.PREFIX}*"))


def test_the_journal_reads_what_earlier_versions_wrote_and_is_not_hurt_by_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        {"id": "a", "at": "2026-11-01T00:00:00", "what": "terbit", "who": "Ani", "file": "x",
        "sha256": "0", "replaces": [],
         "from": None, "to": "skk-1.duckdb", "changes": [{"table": "nilai", "new": 1, "changed": 0,
         "removed": 0}]},
        {"id": "a", "done": True}, {"id": "b", "what": 3, "changes": "x"}, ["x"], 7,
    ]  # fmt: skip
    file = tmp_path / journal.JOURNAL
    file.write_text("".join(json.dumps(line) + "\n" for line in lines) + '{"id": "c", "wh')
    last, first = journal.read(tmp_path)
    assert (last.id, first.done, first.imports, first.changes) == (
        "b",
        True,
        None,
        (journal.Count("nilai", 1, 0, 0),),
    )
    before = file.read_bytes()
    write = os.write

    def half(number: int, content: bytes) -> int:
        if len(content) < 20:
            raise OSError(errno.ENOSPC, "x")
        return write(number, content[: len(content) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="x"):
        journal.begin(tmp_path, journal.Entry("", who="Ani", what="terbit"))
    assert file.read_bytes() == before
    journal.end(tmp_path, "b")  # told in the log only
    assert file.read_bytes() == before
