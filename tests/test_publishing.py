"""Publishing imports: what changes and how it is told, taking back one alone, corrections, practice, full disks, broken files."""

from pathlib import Path
from typing import Any

import pytest

from data import build, check, publish
from data.importer import publishing
from data.importer.__main__ import main
from data.importer.proposal import Choices, Proposal, propose
from tests.import_cases import make_cases
from tests.import_cases.make_cases import Sheets
from tests.published import ask


@pytest.fixture(scope="session")
def frames() -> Any:
    return check.read(build.CATALOG)


def proposed(path: Path, frames: Any) -> Proposal:
    return propose(path, path.name, frames, Choices())


def saved(tmp_path: Path, sheets: Sheets) -> Path:
    path = tmp_path / "a.xlsx"
    make_cases.write(path, sheets)
    return path


# Publishing


@pytest.fixture
def folder(tmp_path: Path, built: Path) -> Path:
    """A folder of generations with the catalog in force."""
    where = tmp_path / "out"
    where.mkdir()
    (where / built.name).hardlink_to(built)
    publish.point(where, where / built.name)
    return where


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.build(build.CATALOG, tmp_path_factory.mktemp("terbit"))


def state(where: Path) -> dict[str, Any]:
    return {str(path.relative_to(where)): path.stat().st_mtime_ns for path in where.rglob("*")}


def test_without_publish_nothing_is_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(folder)
    assert main([str(saved(tmp_path, make_cases.recap())), "--out", str(folder)]) == 0
    assert state(folder) == before
    out = capsys.readouterr().out
    assert "kabkota-3573-2026 Lowokwaru, Kota Malang: belum tercatat -> peserta, peringkat 1" in out
    assert "Belum diterbitkan" in out


def test_faults_go_to_stderr_with_exit_code_2(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(folder)
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Atlantis"
    assert main([str(saved(tmp_path, sheets)), "--out", str(folder), "--publish"]) == 2
    assert state(folder) == before
    assert "Rekap!B5: " in capsys.readouterr().err


def test_publishing_replacing_and_going_back(folder: Path, tmp_path: Path) -> None:
    first = publish.current(folder)
    assert first is not None
    path = saved(tmp_path, make_cases.recap())
    run = ["--out", str(folder), "--who", "Budi"]
    assert main([str(path), *run, "--publish"]) == 0
    second = publish.current(folder)
    assert second is not None
    ranks = "SELECT place_name, rank_low FROM standing WHERE edition_id = 'kabkota-3573-2026' ORDER BY rank_low"
    assert ask(folder, ranks) == [("Lowokwaru", 1), ("Kedungkandang", 2), ("Blimbing", 3)]
    assert main([str(path), *run, "--publish"]) == 2  # the same file again

    sheets = make_cases.recap()
    sheets["Rekap"][5][2:] = [90, 95, 185, 1]
    sheets["Rekap"][4][5], sheets["Rekap"][6][5] = 2, 3
    assert main([str(saved(tmp_path, sheets)), *run, "--publish"]) == 0
    assert ask(folder, ranks) == [("Blimbing", 1), ("Lowokwaru", 2), ("Kedungkandang", 3)]
    assert ask(folder, 'SELECT count(*) FROM "import"') == [(1,)]  # the later file took the place of the earlier

    assert main([*run, "--revert", second.name]) == 0
    assert build.build(build.CATALOG, folder) == second  # a later build goes on from the imports in force
    assert main([*run, "--revert", first.name]) == 0
    assert build.build(build.CATALOG, folder) == first
    assert [(entry.what, entry.done, entry.who) for entry in publishing.journal(folder)] == [
        ("kembali", True, "Budi"), ("kembali", True, "Budi"), ("terbit", True, "Budi"), ("terbit", True, "Budi"),
    ]  # fmt: skip
    assert len(publishing.generations(folder)) == 3


def test_the_second_of_two_operators_is_told_and_compares_again(folder: Path, tmp_path: Path, frames: Any) -> None:
    one = proposed(saved(tmp_path, make_cases.recap()), frames)
    candidate = publishing.prepare(one, build.CATALOG, folder, "Ani")
    (tmp_path / "b").mkdir()
    other = proposed(saved(tmp_path / "b", make_cases.province()), frames)
    publishing.confirm(publishing.prepare(other, build.CATALOG, folder, "Budi"), folder)
    with pytest.raises(publish.MovedError, match="berubah sejak perbandingan"):
        publishing.confirm(candidate, folder)
    assert ask(folder, "SELECT count(*) FROM edition WHERE edition_id = 'kabkota-3573-2026'") == [(0,)]
    publishing.discard(candidate)
    publishing.confirm(publishing.prepare(one, build.CATALOG, folder, "Ani"), folder)
    assert ask(folder, 'SELECT count(*) FROM "import"') == [(2,)]


def test_cancelling_leaves_nothing_behind(folder: Path, tmp_path: Path, frames: Any) -> None:
    before = state(folder)

    def cancel(step: str) -> None:
        if step.startswith("Membangun"):
            raise KeyboardInterrupt

    found = proposed(saved(tmp_path, make_cases.recap()), frames)
    with pytest.raises(KeyboardInterrupt):
        publishing.prepare(found, build.CATALOG, folder, "Ani", cancel)
    assert state(folder).keys() == before.keys()


def test_a_fault_in_a_layer_names_its_file(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(saved(tmp_path, make_cases.recap())), "--out", str(folder), "--publish"]) == 0
    layer = next((folder / build.IMPORTS).iterdir())
    scores = layer / "scores.csv"
    scores.write_text(scores.read_text().replace("357305", "999999", 1))
    assert build.main(["--out", str(folder)]) == 2
    assert f'{layer.name}/scores.csv:2 kecamatan_code: "999999" tidak ada di kecamatan.csv' in capsys.readouterr().err
    scores.unlink()
    (layer / "sources.csv").unlink()
    assert build.main(["--out", str(folder)]) == 2
    assert f"{layer.name}:1: impor ini tidak ada atau tidak lengkap" in capsys.readouterr().err


def test_a_torn_journal_is_read_and_continued(folder: Path) -> None:
    current = publish.current(folder)
    assert current is not None
    (folder / publishing.JOURNAL).write_bytes(b'{"id": "a", "what": "terbit"}\n{"id": "b", "wh')
    publishing.revert(folder, current.name, current, "Ani")
    assert [(entry.what, entry.done) for entry in publishing.journal(folder)] == [("kembali", True), ("terbit", False)]
