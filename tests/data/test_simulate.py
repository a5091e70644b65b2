"""A simulated contest is whole, marked, the same for the same seed, and its truth is known."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.standing import figures as standing_figures
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from analytics.standing import tables as standing_tables
from data import build, check, package, publish, simulate
from tests import real, simulated

EDITION = "provinsi-35-2024"


def test_the_catalog_that_is_written_builds_the_same_generation(tmp_path: Path) -> None:
    made = publish.current(simulated.folder())
    assert made is not None
    again = build.build(simulated.folder() / "catalog", tmp_path / "out")
    assert again.name == made.name


def test_the_same_seed_gives_the_same_data_and_another_seed_other_data() -> None:
    published = check.read(build.CATALOG)
    scope = simulate.Scope(
        published["kecamatan"].query("kabkota_code == '3579'"), range(2024, 2025), 3
    )
    one, same, other = (simulate.simulate(scope, seed, published) for seed in (1, 1, 2))
    for stem, frame in one.frames.items():
        pd.testing.assert_frame_equal(frame, same.frames[stem])
    assert not one.frames["scores"]["value"].equals(other.frames["scores"]["value"])


def test_every_source_is_named_simulasi() -> None:
    rows = simulated.connection().execute("SELECT publisher, title, url FROM source").fetchall()
    assert rows
    assert all(
        (publisher, title[:8], url) == ("SIMULASI", "SIMULASI", None)
        for publisher, title, url in rows
    )


def test_places_follow_from_the_scores() -> None:
    """Whoever is visited stands before the others; among themselves the totals decide."""
    rows = simulated.connection().execute(
        "SELECT rank_low, rank_high, stage_reached, score, title FROM standing WHERE edition_id = ?"
        " ORDER BY rank_low",
        [EDITION],
    )
    standings = rows.df()
    assert list(standings["rank_low"]) == list(standings["rank_high"]) == list(range(1, 13))
    assert list(standings["title"])[:4] == ["juara_1", "juara_2", "juara_3", "harapan_1"]
    assert standings["score"][:7].is_monotonic_decreasing
    assert standings["score"][7:].is_monotonic_decreasing


def test_a_total_is_the_weighted_mean_of_the_jurors_scores() -> None:
    query = """
        WITH mean AS (SELECT place_id, indicator, avg(value) AS value FROM score
            WHERE edition_id = $1 AND stage = 'administrasi' AND juror IS NOT NULL
              GROUP BY place_id, indicator)
        SELECT sum(mean.value * weight / 100) - any_value(total.value) FROM mean
        JOIN indicator ON indicator.edition_id = $1 AND indicator.code = mean.indicator
        JOIN score AS total ON total.edition_id = $1 AND total.stage = 'administrasi'
          AND total.indicator IS NULL
            AND total.place_id = mean.place_id
        GROUP BY mean.place_id
    """
    off = [
        difference for (difference,) in simulated.connection().execute(query, [EDITION]).fetchall()
    ]
    assert len(off) == 12
    assert max(map(abs, off)) < 1e-4


def test_the_weights_are_the_official_ones_of_bondowoso() -> None:
    query = "SELECT code, weight FROM indicator WHERE edition_id = ? ORDER BY code"
    assert dict(simulated.connection().execute(query, [EDITION]).fetchall()) == {
        "1": 10, "2": 10, "3": 10, "4": 30, "5": 27, "6": 8, "7": 5,
    }  # fmt: skip


def test_the_truth_is_what_the_scores_scatter_around() -> None:
    """A score less its quality is minus the juror's severity, but for noise of three points."""
    where = simulated.folder() / "truth"
    quality, severity = (
        pd.read_parquet(where / f"{name}.parquet") for name in ("quality", "severity")
    )
    scores = (
        simulated.simulation().frames["scores"].query("stage == 'administrasi' and juror.notna()")
    )
    holder = scores["province_code"].where(scores["level"] == "provinsi", scores["kabkota_code"])
    scores = scores.assign(code=holder, year=scores["edition_year"])
    keys = ["level", "code", "year"]
    both = scores.merge(quality, on=[*keys, "kecamatan_code", "indicator"]).merge(
        severity, on=[*keys, "juror"]
    )
    assert len(both) == len(scores)
    rest = both["value"] - (both["quality"] - both["severity"])
    assert abs(rest.mean()) < 0.1
    assert np.isclose(rest.std(), simulate.Model().noise, atol=0.1)


def test_the_data_package_is_marked() -> None:
    with zipfile.ZipFile(io.BytesIO(package.package(simulated.connection()))) as archive:
        content = json.loads(archive.read("datapackage.json"))
        assert content["name"] == "dasbor-skk-simulasi"
        for resource in content["resources"]:
            table = pd.read_csv(io.BytesIO(archive.read(resource["path"])), dtype=str)
            assert list(table.columns) == [field["name"] for field in resource["schema"]["fields"]]
            assert (table["PERINGATAN"] == "DATA SIMULASI").all(), resource["name"]
        assert (
            archive.read("BACA-SAYA.md").decode().startswith("# DATA SIMULASI, bukan hasil resmi")
        )


def test_a_folder_of_published_data_takes_no_simulation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generation = publish.current(real.folder())
    assert generation is not None
    (tmp_path / generation.name).write_bytes(generation.read_bytes())
    (tmp_path / publish.POINTER).write_text(generation.name)
    assert simulate.main(["--province", "34", "--years", "2024", "--out", str(tmp_path)]) == 2
    assert "data terbit dan tidak menerima data simulasi" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [generation.name, publish.POINTER]
    )


def test_national_takes_every_kecamatan_and_writes_no_catalog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is drawn is cut to one kabkota of each of two provinces: the whole takes a minute."""
    asked: list[simulate.Scope] = []
    draw = simulate.simulate

    def cut(scope: simulate.Scope, *more: Any) -> simulate.Simulation:
        asked.append(scope)
        return draw(
            scope._replace(kecamatan=scope.kecamatan.query("kabkota_code in ['1471', '3579']")),
            *more,
        )

    monkeypatch.setattr(simulate, "simulate", cut)
    assert (
        simulate.main(["--national", "--years", "2024", "--jurors", "3", "--out", str(tmp_path)])
        == 0
    )
    assert len(asked[0].kecamatan) == 7285
    assert not (tmp_path / "catalog").exists()
    generation = publish.current(tmp_path)
    assert generation is not None
    with publish.connect(generation) as con:
        held = con.execute(
            "SELECT code FROM edition WHERE level = 'provinsi' ORDER BY code"
        ).fetchall()
    assert held == [("14",), ("35",)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--province", "00"], '"00" tidak ada di provinsi.csv'),
        (["--years", "2025:2019"], '"2025:2019" bukan rentang tahun'),
        (["--years", "kapan"], '"kapan" bukan rentang tahun'),
        (["--jurors", "0"], '"0" bukan bilangan bulat 1 sampai 50'),
    ],
)
def test_a_wrong_argument_is_said_in_a_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = simulate.main(arguments)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    assert code == 2
    assert said in capsys.readouterr().err


def test_scores_of_different_stages_are_never_compared() -> None:
    con = simulated.connection()
    [(edition,), *_] = con.execute(
        "SELECT edition_id FROM standing GROUP BY edition_id HAVING count(DISTINCT score_stage) > 1"
        " ORDER BY edition_id"
    ).fetchall()
    rows = standing_questions.standings(con, edition)
    assert standing_questions.score_stages(rows) == ["administrasi", "tinjau_lapang"]
    compared = standing_questions.comparable_scores(rows)
    assert set(compared["score_stage"]) == {"tinjau_lapang"}
    assert len(standing_figures.scores(compared).data[0].x) == len(compared) < len(rows)
    told = standing_sentences.scores_apart(rows, compared)
    assert told.startswith("Digambar: nilai tahap tinjau lapang.")
    assert (
        f"{len(rows) - len(compared)} kecamatan lain hanya bernilai pada tahap administrasi" in told
    )
    assert standing_sentences.scores_apart(compared, compared) == ""
    assert set(
        standing_tables.standings(rows, standing_questions.movement(con, edition))["Tahap nilai"]
    ) == {
        "Administrasi",
        "Tinjau lapang",
    }
