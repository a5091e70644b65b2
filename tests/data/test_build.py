"""Building and publishing: a generation is whole or it is not there."""

import csv
import random
import shutil
from pathlib import Path

import duckdb
import pytest

from data import build, check, publish
from tests import real


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return Path(shutil.copytree(build.CATALOG, tmp_path / "catalog"))


def test_a_build_publishes_one_generation_and_points_to_it(catalog: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build.main(["--catalog", str(catalog), "--out", str(out)]) == 0
    generation = publish.current(out)
    assert generation is not None
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [".lock", "current", generation.name]
    )
    with publish.connect(generation) as con:
        version, kind = con.execute("SELECT version, kind FROM build").fetchall()[0]
    assert generation.name == f"skk-{version[:12]}.duckdb"
    assert kind == "published"


def test_the_same_catalog_in_another_order_of_rows_is_the_same_generation(
    catalog: Path, tmp_path: Path
) -> None:
    for path in catalog.glob("*.csv"):
        header, *lines = list(csv.reader(path.open(encoding="utf-8", newline="")))
        random.Random(7).shuffle(lines)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *lines])
    assert build.build(catalog, tmp_path / "out").name == real.generation().name


def test_another_fact_is_another_generation_and_the_old_one_stays_to_go_back_to(
    catalog: Path, tmp_path: Path
) -> None:
    out = real.copied(tmp_path / "out")
    before = publish.current(out)
    events = catalog / "events.csv"
    events.write_text(
        "\n".join(events.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8"
    )
    after = build.build(catalog, out)
    assert before not in (None, after)
    assert before is not None
    assert before.exists()
    assert publish.current(out) == after


def test_a_faulty_catalog_changes_nothing_and_names_every_fault(
    catalog: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = real.copied(tmp_path / "out")
    published = publish.current(out)
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    placements = catalog / "placements.csv"
    placements.write_text(
        placements.read_text(encoding="utf-8").replace(",juara_1,1,", ",juara_9,0,"),
        encoding="utf-8",
    )
    (catalog / "provinsi.csv").unlink()
    assert build.main(["--catalog", str(catalog), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert "provinsi.csv:1" in said
    assert said.count("placements.csv:") > 10
    assert said.strip().endswith("data terbit tidak diubah.")
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before
    assert publish.current(out) == published


@pytest.fixture
def simulated(catalog: Path, tmp_path: Path) -> Path:
    """A catalog of regions alone, marked as simulated."""
    folder = tmp_path / "simulated"
    shutil.copytree(catalog, folder)
    for path in folder.glob("*.csv"):
        if path.stem not in ("provinsi", "kabkota", "kecamatan"):
            path.write_text(
                path.read_text(encoding="utf-8").split("\n", 1)[0] + "\n", encoding="utf-8"
            )
    (folder / check.MARK).write_text("uji", encoding="utf-8")
    return folder


@pytest.mark.parametrize("first", ["published", "simulated"])
def test_published_and_simulated_data_never_share_a_folder(
    catalog: Path, simulated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str
) -> None:
    out = tmp_path / "out"
    folders = {"published": catalog, "simulated": simulated}
    other = folders.pop({"published": "simulated", "simulated": "published"}[first])
    generation = build.build(folders[first], out)
    with publish.connect(generation) as con:
        assert con.execute("SELECT kind FROM build").fetchall() == [(first,)]
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert build.main(["--catalog", str(other), "--out", str(out)]) == 2
    assert "tidak menerima data" in capsys.readouterr().err
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan folder")
    assert build.main(["--out", str(blocked)]) == 2
    assert "tidak dapat" in capsys.readouterr().err


def test_a_failure_halfway_leaves_no_draft_and_the_old_generation(
    catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = real.copied(tmp_path / "out")
    published = publish.current(out)

    def fail(_: duckdb.DuckDBPyConnection) -> str:
        raise RuntimeError("halfway")

    monkeypatch.setattr(build, "fingerprint", fail)
    with pytest.raises(RuntimeError, match="halfway"):
        build.build(catalog, out)
    assert publish.current(out) == published
    assert not list(out.glob(".[!l]*"))


@pytest.mark.parametrize("pointer", [None, "", "skk-hilang.duckdb\n"])
def test_without_a_generation_to_point_at_there_is_none(
    tmp_path: Path, pointer: str | None
) -> None:
    if pointer is not None:
        (tmp_path / publish.POINTER).write_text(pointer)
    assert publish.current(tmp_path) is None


def test_a_published_generation_cannot_be_written() -> None:
    with real.connection().cursor() as con, pytest.raises(duckdb.InvalidInputException):
        con.execute("DELETE FROM standing")


def test_the_folder_of_generations_is_named_by_skk_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKK_DATA", "/somewhere/else")
    assert publish.folder() == Path("/somewhere/else")
    monkeypatch.delenv("SKK_DATA")
    assert publish.folder() == publish.DEFAULT_FOLDER


def test_every_table_and_column_is_described_in_the_database() -> None:
    con = real.connection()
    assert (
        con.execute("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL").fetchall() == []
    )
    undescribed = """
        SELECT table_name, column_name FROM duckdb_columns() JOIN duckdb_tables() USING (table_name)
        WHERE duckdb_columns.comment IS NULL
    """
    assert con.execute(undescribed).fetchall() == []
    assert con.execute(
        "SELECT count(*) FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall() == [(0,)]


def test_every_standing_rests_on_a_claim_with_a_known_source() -> None:
    orphans = """
        SELECT edition_id, place_id FROM standing AS s WHERE NOT EXISTS (
            SELECT 1 FROM placement_claim AS c JOIN source USING (source_id)
            WHERE c.edition_id = s.edition_id AND c.place_id = s.place_id)
    """
    assert real.connection().execute(orphans).fetchall() == []
