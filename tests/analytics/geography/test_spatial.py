"""Where finalists lie: the nearest, the neighbours, and whether they lie together more than chance
has it.
"""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.core.rows import each
from analytics.geography import clustering as geography_clustering
from analytics.geography import sentences as geography_sentences
from analytics.geography.clustering import Clustering, clustering, join_count
from analytics.geography.questions import finalist_neighbours, finalists_are_known, nearest_finalist
from tests import real

CON = real.connection()
JATIM = "provinsi-35"
FINALISTS = {
    code
    for (code,) in CON.execute(
        "SELECT kecamatan_code FROM standing JOIN edition USING (edition_id) WHERE contest_id = ?"
        " AND is_finalist",
        [JATIM],
    ).fetchall()
    if code
}
POINTS = {
    code: (latitude, longitude)
    for code, latitude, longitude in CON.execute(
        "SELECT code, latitude, longitude FROM kecamatan WHERE code LIKE '35%'"
    ).fetchall()
}


def kilometres(one: str, other: str) -> float:
    """On a plane, which at this size is right to about one percent."""
    (north, east), (north_too, east_too) = POINTS[one], POINTS[other]
    return 111.2 * math.hypot(north - north_too, (east - east_too) * math.cos(math.radians(north)))


# Whom to visit


def test_every_kecamatan_of_the_province_has_a_nearest_finalist_that_is_not_itself() -> None:
    nearest = nearest_finalist(CON, JATIM)
    assert set(nearest["code"]) == set(POINTS)
    assert nearest["code"].is_unique
    assert (nearest["code"] != nearest["finalist_code"]).all()
    assert set(nearest["finalist_code"]) <= FINALISTS
    assert set(nearest.loc[nearest["is_finalist"], "code"]) == FINALISTS


def test_no_other_finalist_is_nearer() -> None:
    for row in each(nearest_finalist(CON, JATIM).iloc[::40]):
        ranked = sorted(FINALISTS - {row.code}, key=lambda one: kilometres(row.code, one))
        assert row.distance_km == pytest.approx(kilometres(row.code, ranked[0]), rel=0.02)


def test_the_finalists_of_one_year_are_fewer_and_farther() -> None:
    ever, once = nearest_finalist(CON, JATIM), nearest_finalist(CON, JATIM, 2024)
    assert once["finalist_code"].nunique() <= 7
    assert all(list(years) == [2024] for years in once["years"])
    both = ever.merge(once, on="code")
    assert (both["distance_km_y"] >= both["distance_km_x"]).all()


def test_the_contest_of_a_kabkota_asks_about_its_own_kecamatan() -> None:
    nearest = nearest_finalist(CON, "kabkota-3507")
    assert len(nearest) == 33
    assert set(nearest["kabkota"]) == {"Kabupaten Malang"}
    assert nearest["finalist_code"].str.startswith("3507").all()


@pytest.mark.parametrize("year", [1999, None])
def test_without_a_finalist_there_is_nobody_to_visit(year: int | None) -> None:
    assert nearest_finalist(CON, JATIM if year else "provinsi-99", year).empty


# Who adjoins a finalist


def test_the_neighbours_of_finalists_are_those_that_touch_one() -> None:
    beside = finalist_neighbours(CON, JATIM)
    pairs = CON.execute("SELECT kecamatan_code, neighbour_code FROM neighbour").fetchall()
    expected: dict[str, set[str]] = {}
    for one, other in pairs:
        if one in FINALISTS:
            expected.setdefault(other, set()).add(one)
    assert {row.code: set(row.finalist_codes) for row in each(beside)} == expected
    assert list(beside["finalists"].str.len()) == sorted(
        beside["finalists"].str.len(), reverse=True
    )
    assert set(beside.loc[beside["is_finalist"], "code"]) == FINALISTS & set(expected)


def test_where_no_areas_are_known_there_are_no_neighbours() -> None:
    assert finalist_neighbours(CON, "provinsi-32-kota").empty


# Together or apart

GRID = [(row, column) for row in range(8) for column in range(8)]
ADJOINING = np.array(
    [
        (a, b)
        for a, one in enumerate(GRID)
        for b, two in enumerate(GRID)
        if a < b and abs(one[0] - two[0]) + abs(one[1] - two[1]) == 1
    ]
)


def test_marks_in_one_corner_lie_together() -> None:
    marks = np.array([row < 4 and column < 4 for row, column in GRID])
    joins, expected, p_value = join_count(marks, ADJOINING)
    assert joins == 24
    assert expected == pytest.approx(112 * 16 * 15 / (64 * 63))
    assert p_value == pytest.approx(2 / 1000), "none of 999 permutations has as many"


def test_the_marks_of_a_chessboard_lie_apart() -> None:
    marks = np.array([(row + column) % 2 == 0 for row, column in GRID])
    joins, _, p_value = join_count(marks, ADJOINING)
    assert joins == 0
    assert p_value == pytest.approx(2 / 1000)


def test_marks_laid_by_chance_are_rarely_told_from_chance() -> None:
    dice = np.random.default_rng(1)
    found = [join_count(dice.permutation(np.arange(64) < 20), ADJOINING)[2] for _ in range(60)]
    assert sum(p_value < 0.05 for p_value in found) <= 8
    assert max(found) <= 1


def test_a_test_asked_twice_answers_the_same() -> None:
    assert clustering(CON, JATIM, "kabkota") == clustering(CON, JATIM, "kabkota")


def test_only_finals_of_which_all_finalists_are_known_are_tested() -> None:
    found = clustering(CON, JATIM, "kabkota")
    assert (found.areas, found.reason) == (38, "")
    known = CON.execute(
        """
        SELECT count(*) FROM (SELECT edition_id FROM standing JOIN edition USING (edition_id)
            WHERE contest_id = ? AND is_finalist GROUP BY edition_id
              HAVING count(*) >= any_value(finalists))
        """,
        [JATIM],
    ).fetchall()[0][0]
    assert found.editions == known
    one_unnamed = clustering(CON, JATIM, "kecamatan").editions
    assert one_unnamed == known - 1, (
        "in 2018 a finalist of Ngawi is not named: its kecamatan is unknown, its kabkota is not"
    )


def test_the_pairs_of_kabkota_are_those_whose_kecamatan_touch() -> None:
    found = clustering(CON, JATIM, "kabkota")
    pairs = {
        tuple(sorted((one[:4], other[:4])))
        for one, other in CON.execute(
            "SELECT kecamatan_code, neighbour_code FROM neighbour"
        ).fetchall()
        if one[:4] != other[:4]
    }
    assert found.expected == pytest.approx(
        len(pairs) * found.marked * (found.marked - 1) / (38 * 37)
    )


@pytest.mark.parametrize(
    ("contest", "by", "what", "reason"),
    [
        ("provinsi-32-kota", "kecamatan", "finalist", "few"),  # no areas
        ("kabkota-3507", "kabkota", "finalist", "few"),
        (JATIM, "kabkota", "entrant", "unknown"),  # no edition has all its entrants by name
        ("provinsi-99", "kabkota", "finalist", "few"),
    ],
)
def test_without_enough_data_there_is_no_test_and_a_reason(
    contest: str, by: str, what: str, reason: str
) -> None:
    found = clustering(CON, contest, by, what)  # type: ignore[arg-type]
    assert found.reason == reason
    assert (found.joins, found.expected, found.p_value) == (None, None, None)


def test_thirty_areas_are_enough_and_twenty_nine_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.geography.clustering.FEWEST", 38)
    assert clustering(CON, JATIM, "kabkota").reason == ""
    monkeypatch.setattr("analytics.geography.clustering.FEWEST", 39)
    assert clustering(CON, JATIM, "kabkota").reason == "few"
    monkeypatch.undo()
    assert geography_clustering.FEWEST == 30


# In words

SOME = Clustering(38, 23, 8, joins=30, expected=22.14, p_value=0.012)


@pytest.mark.parametrize(
    ("test", "start"),
    [
        (
            SOME,
            (
                "Kabupaten/kota finalis SKK Jawa Timur berkumpul: lebih sering bertetangga daripada"
                " kebetulan."
            ),
        ),
        (replace(SOME, joins=9), "Kabupaten/kota finalis SKK Jawa Timur menyebar"),
        (
            replace(SOME, p_value=0.05),
            "Letak kabupaten/kota finalis SKK Jawa Timur tidak dapat dibedakan dari kebetulan",
        ),
        (
            Clustering(29, 3, 2, reason="few"),
            "Letak finalis SKK Jawa Timur tidak diuji: baru 29 kabupaten/kota",
        ),
        (
            Clustering(0, 0, 0, reason="few"),
            "Letak finalis SKK Jawa Timur tidak diuji: belum satu pun kabupaten/kota",
        ),
        (
            Clustering(38, 0, 0, reason="unknown"),
            "Letak kabupaten/kota dalam SKK Jawa Timur tidak diuji: belum ada edisi",
        ),
        (
            Clustering(38, 38, 3, reason="same"),
            "Letak finalis SKK Jawa Timur tidak diuji: semua kabupaten/kota",
        ),
        (
            Clustering(38, 0, 3, reason="same"),
            "Letak finalis SKK Jawa Timur tidak diuji: belum satu pun kabupaten/kota",
        ),
    ],
)
def test_one_sentence_says_what_the_test_means(test: Clustering, start: str) -> None:
    said = geography_sentences.clustering(test, "kabkota", "SKK Jawa Timur")
    assert said.startswith(start)
    assert said.endswith(".")


def test_the_figures_stand_apart_from_the_sentence_written_as_in_indonesian() -> None:
    assert "p =" not in geography_sentences.clustering(SOME, "kabkota", "SKK Jawa Timur")
    said = geography_sentences.clustering_figures(SOME)
    assert "22,1 bila letaknya acak; p = 0,012 dari 999 permutasi; 8 final" in said


def test_the_nearest_finalist_of_a_year_is_sure_only_where_every_finalist_has_a_kecamatan() -> None:
    known = {year: finalists_are_known(CON, JATIM, year) for year in (2014, 2018, 2019, 2024)}
    # 2018: one finalist of Ngawi is not named
    assert known == {2014: False, 2018: False, 2019: True, 2024: True}


def test_a_visit_and_its_distance_are_said_in_a_sentence() -> None:
    row = next(row for row in each(nearest_finalist(CON, JATIM)) if row.code == "352605")
    assert (
        geography_sentences.visit(row)
        == "Finalis tercatat terdekat dari Arosbaya adalah Pabean Cantian (Kota Surabaya, final"
        " 2023), 30 km garis lurus."
    )


def test_how_far_a_finalist_usually_is() -> None:
    rows = pd.DataFrame(
        {
            "kecamatan": ["A", "B", "C"],
            "kabkota": ["Kabupaten X"] * 3,
            "distance_km": [1.26, 20.4, 9.94],
        }
    )
    assert (
        geography_sentences.reach(rows, 2024)
        == "Separuh kecamatan berada dalam 9,9 km garis lurus dari finalis 2024; yang terjauh B"
        " (Kab. X), 20 km."
    )
    assert "tercatat pernah menjadi finalis" in geography_sentences.reach(rows)
    assert geography_sentences.reach(rows.iloc[:0]) == ""
