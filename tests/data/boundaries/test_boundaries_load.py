"""Official boundaries: what a file of theirs must be, what is made of it, and that a bad one
changes nothing.
"""

import io
import json
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import frictionless
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data import build, check, package, publish
from data.boundaries import areas, files, load, web
from data.boundaries import build as indicative
from data.boundaries.match import Unmatched, match
from tests import published, real

CATALOG = check.read(build.CATALOG)
JAKARTA = CATALOG["kecamatan"][CATALOG["kecamatan"]["code"].str.startswith("31")]
NAMED = JAKARTA.merge(
    CATALOG["kabkota"][["code", "name"]].rename(columns={"code": "kabkota_code", "name": "kabkota"})
)
INDONESIA = shapely.box(94, -12, 142, 7)


def official() -> gpd.GeoDataFrame:
    """The 44 kecamatan of Jakarta as somebody might send them; the shapes are made up from their
    points.
    """
    points = JAKARTA.rename(columns={"code": "kecamatan_code"})[
        ["kecamatan_code", "longitude", "latitude"]
    ]
    shore = shapely.MultiPoint(points[["longitude", "latitude"]].to_numpy()).convex_hull.buffer(
        0.05
    )
    shapes = indicative.build(points, shore, "31").set_index("code").geometry
    written = JAKARTA["code"].str.replace(r"(\d\d)(\d\d)(\d\d)", r"\1.\2.\3", regex=True)
    columns = {
        "KDCPUM": written,
        "WADMKC": NAMED["name"].to_numpy(),
        "WADMKK": NAMED["kabkota"].to_numpy(),
    }
    return gpd.GeoDataFrame(
        columns, geometry=shapes.loc[JAKARTA["code"]].to_numpy(), crs=4326
    ).reset_index(drop=True)


OFFICIAL = official()


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog of the two provinces of which there are areas, without any contest."""
    folder = tmp_path_factory.mktemp("katalog") / "catalog"
    return published.small(folder, provinsi=("31", "35"), kabkota=("31", "35"))


@pytest.fixture(autouse=True)
def static(tmp_path: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the browser's files, for this test."""
    monkeypatch.setattr(web, "FOLDER", tmp_path / "static")
    monkeypatch.setattr(build, "CATALOG", catalog)
    return tmp_path / "static"


@pytest.fixture(scope="module")
def once(catalog: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the areas of OFFICIAL are published once, with the files of the browser."""
    folder = tmp_path_factory.mktemp("terbit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web, "FOLDER", folder / "static")
        patch.setattr(build, "CATALOG", catalog)
        assert run(sent(OFFICIAL, folder), folder, "--publish") == 0
    return folder


@pytest.fixture
def in_force(once: Path, tmp_path: Path, static: Path) -> Path:
    """The generation in force that has them, in a folder of one's own."""
    shutil.copytree(once / "out", tmp_path / "out")
    shutil.copytree(once / "static", static)
    generation = publish.current(tmp_path / "out")
    assert generation is not None
    return generation


@pytest.fixture(scope="module")
def before_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the catalog alone is built once."""
    return tmp_path_factory.mktemp("sebelum")


@pytest.fixture
def before(catalog: Path, before_once: Path, tmp_path: Path) -> Path:
    """The generation in force that has none but the indicative ones."""
    published.copied(catalog, before_once, tmp_path / "out")
    generation = publish.current(tmp_path / "out")
    assert generation is not None
    return generation


def sent(frame: gpd.GeoDataFrame, folder: Path, name: str = "batas.geojson") -> Path:
    """Write a frame in the format of a name, as an agency would."""
    target = folder / name
    if target.suffix != ".zip":
        frame.to_file(target, layer="kecamatan" if target.suffix == ".gpkg" else None)
        return target
    parts = folder / "shp"
    parts.mkdir(exist_ok=True)
    frame.to_file(parts / "Batas Kecamatan.shp")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts.iterdir()):
            archive.write(part, f"data/{part.name}")
    return target


def run(file: Path, folder: Path, *more: str) -> int:
    return load.main([str(file), "--out", str(folder / "out"), *more])


def boundary(folder: Path) -> pd.DataFrame:
    """The table boundary of the generation in force."""
    generation = publish.current(folder / "out")
    assert generation is not None
    with publish.connect(generation) as con:
        return con.execute("FROM boundary ORDER BY province_code, level").df()


# A good file


@pytest.mark.parametrize("name", ["batas.geojson", "batas.gpkg", "batas.zip"])
@pytest.mark.parametrize("crs", [4326, 32748])
def test_three_formats_in_two_crs_give_the_same_areas(tmp_path: Path, name: str, crs: int) -> None:
    loaded = load.load(
        sent(OFFICIAL.to_crs(crs), tmp_path, name), CATALOG, "2025-03-01", partial=False
    )
    (one,) = loaded.boundaries
    told = (one.province_code, one.kind, one.source, one.dated)
    assert told == ("31", "official", name, "2025-03-01")
    found = one.areas
    assert list(found["code"]) == sorted(JAKARTA["code"])
    given = OFFICIAL.set_index(JAKARTA["code"]).geometry.to_crs(32748)
    moved = (
        found.set_index("code")
        .geometry.to_crs(32748)
        .symmetric_difference(given.loc[found["code"]])
    )
    assert (moved.area / given.loc[found["code"]].area).max() < 0.05, (
        "simplified by 120 m, and no more"
    )
    assert indicative.faults(found, set(JAKARTA["code"])) == []


def test_without_publish_a_file_is_judged_and_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sent(OFFICIAL, tmp_path), tmp_path) == 0
    said = capsys.readouterr().out
    assert "Provinsi 31: 44 dari 44 kecamatan." in said
    assert "menurut KDCPUM" in said
    assert "Simpangan baku" in said
    assert "tambahkan --publish" in said
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "static").exists()


def test_a_published_file_is_a_new_generation_that_names_it(
    before: Path, tmp_path: Path, static: Path
) -> None:
    file = sent(OFFICIAL, tmp_path, "Batas Jakarta.gpkg")
    assert run(file, tmp_path, "--publish", "--dated", "2025-03-01") == 0
    assert before.exists(), "going back is moving the pointer"
    assert publish.current(tmp_path / "out") != before
    told = boundary(tmp_path)
    jakarta = told[told["province_code"] == "31"]
    assert list(jakarta["areas"]) == [6, 44]
    assert set(jakarta["kind"]) == {"official"}
    assert set(jakarta["source"]) == {"Batas Jakarta.gpkg"}
    assert set(jakarta["dated"]) == {"2025-03-01"}
    assert set(told[told["province_code"] == "35"]["kind"]) == {"indicative"}
    assert {path.name for path in static.iterdir()} == set(told["file"])


def test_a_later_build_of_the_catalog_keeps_the_official_boundaries(
    in_force: Path, tmp_path: Path
) -> None:
    assert build.build(build.CATALOG, tmp_path / "out") == in_force
    (tmp_path / "out" / build.KEPT / "kecamatan_31.parquet").unlink()
    assert build.build(build.CATALOG, tmp_path / "out") != in_force, (
        "taking the file away brings back what ships with the project"
    )


@pytest.mark.parametrize("content", [b"", b"PAR1 rusak", None])
def test_a_damaged_file_among_those_kept_is_named_and_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    kept = tmp_path / "out" / build.KEPT / "kecamatan_31.parquet"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content or b"")
    if content is None:
        OFFICIAL.to_parquet(kept)  # not written by us: nothing says what it is
    assert build.main(["--out", str(tmp_path / "out")]) == 2
    assert f"{kept} rusak atau bukan berkas batas" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == [build.KEPT]


def test_official_boundaries_stand_in_the_place_of_the_indicative_ones(tmp_path: Path) -> None:
    (shipped,) = areas.read(areas.HERE)
    assert run(sent(shipped.areas, tmp_path), tmp_path, "--publish") == 0
    told = boundary(tmp_path)
    assert list(told["kind"]) == ["official", "official"]
    assert list(told["areas"]) == [38, 666]
    assert (told["source"] == "batas.geojson").all()


def test_the_data_package_claims_no_licence_for_official_boundaries(in_force: Path) -> None:
    with publish.connect(in_force) as con:
        told = package.descriptor(con)
        assert "menurut pemilik berkas batas" in package.licences(told)
    licences = {resource["name"]: resource.get("licenses") for resource in told["resources"]}
    assert licences["wilayah-peta"] is None
    assert licences["hasil"] == [package.CC_BY]
    assert package.ODBL not in told["licenses"]
    del told["created"]
    assert frictionless.Package.from_descriptor(told).licenses == [package.CC_BY]


def test_the_date_of_the_file_is_told_where_no_other_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sent(OFFICIAL, tmp_path)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    run(file, tmp_path)
    assert "tanggal 2023-11-1" in capsys.readouterr().out


def test_lost_files_of_the_browser_are_made_again_from_the_generation(
    in_force: Path, static: Path
) -> None:
    before = {path.name: path.read_bytes() for path in static.iterdir()}
    for path in static.iterdir():
        path.unlink()
    with publish.connect(in_force) as con:
        assert web.missing(con) == before
        web.write(before)
        assert web.missing(con) == {}


@pytest.mark.usefixtures("in_force")
def test_the_command_writes_the_files_of_shipped_and_of_published_boundaries(
    tmp_path: Path,
    static: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(list(static.iterdir())) == 4
    for path in static.iterdir():
        path.unlink()
    monkeypatch.setenv("SKK_DATA", str(tmp_path / "out"))
    assert web.main() == 0
    assert {path.name for path in static.iterdir()} == set(boundary(tmp_path)["file"])
    (tmp_path / "berkas").write_text("bukan folder")
    monkeypatch.setattr(web, "FOLDER", tmp_path / "berkas")
    assert web.main() == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err


# What is mended, and said


def test_a_ring_that_touches_itself_is_repaired_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = OFFICIAL.copy()
    ring = list(frame.geometry[9].exterior.coords)
    x, y = ring[3]
    spike = [(x, y), (x + 0.004, y + 0.002), (x, y)]
    frame.loc[9, "geometry"] = shapely.Polygon([*ring[:3], *spike, *ring[4:]])
    assert not frame.geometry.is_valid.all()
    assert run(sent(frame, tmp_path), tmp_path) == 0
    assert f"diperbaiki: {NAMED['name'][9]}" in capsys.readouterr().out


def test_neighbours_whose_lines_hardly_miss_each_other_share_them_afterwards(
    tmp_path: Path,
) -> None:
    dice = random.Random(5)
    frame = OFFICIAL.to_crs(32748)
    shaken = [
        shapely.affinity.translate(shape, dice.uniform(-3, 3), dice.uniform(-3, 3))
        for shape in frame.geometry
    ]
    assert not shapely.coverage_is_valid(shaken)
    loaded = load.load(
        sent(frame.set_geometry(shaken, crs=32748), tmp_path), CATALOG, "2025-03-01", partial=False
    )
    assert indicative.faults(loaded.boundaries[0].areas, set(JAKARTA["code"])) == []


def test_rows_that_are_no_kecamatan_are_told_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = gpd.GeoDataFrame(
        {"KDCPUM": ["31.99.99"], "WADMKC": ["Danau"]},
        geometry=[shapely.box(106, -5, 106.1, -4.9)],
        crs=4326,
    )
    assert run(sent(pd.concat([OFFICIAL, lake], ignore_index=True), tmp_path), tmp_path) == 0
    assert "31.99.99, Danau" in capsys.readouterr().out


def test_an_area_far_from_its_kecamatan_is_to_be_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = OFFICIAL.copy()
    south, north = NAMED["latitude"].idxmin(), NAMED["latitude"].idxmax()
    frame.loc[[south, north], "KDCPUM"] = frame.loc[[north, south], "KDCPUM"].to_numpy()
    assert run(sent(frame, tmp_path), tmp_path) == 0
    (line,) = [
        line
        for line in capsys.readouterr().out.splitlines()
        if "lebih dari 10 km dari titik kecamatannya" in line
    ]
    assert line.count(";") == 1
    assert all(name in line for name in NAMED.loc[[south, north], "name"])


def test_a_province_with_a_gap_is_published_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sent(OFFICIAL.drop(index=7), tmp_path)
    assert run(file, tmp_path, "--publish") == 2
    assert f"Tanpa wilayah di berkas: {NAMED['name'][7]}" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert run(file, tmp_path, "--publish", "--partial") == 0
    assert list(boundary(tmp_path).query("province_code == '31'")["areas"]) == [6, 43]


# Broken files: a sentence, exit code 2, nothing changes


def scrambled(
    change: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame], name: str = "batas.geojson"
) -> Callable[[Path], Path]:
    return lambda folder: sent(change(OFFICIAL.copy()), folder, name)


def raw(content: bytes, name: str = "batas.geojson") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def crossed(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    west, south, east, north = frame.geometry[3].bounds
    frame.loc[3, "geometry"] = shapely.Polygon(
        [(west, south), (east, north), (east, south), (west, north)]
    )
    return frame


def emptied(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame.loc[5, "geometry"] = shapely.Polygon()
    return frame


def doubled(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame.loc[1, "KDCPUM"] = frame.loc[0, "KDCPUM"]
    return frame


def tiny(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame.loc[5, "geometry"] = shapely.Point(frame.geometry[5].centroid.coords[0]).buffer(1e-6)
    return frame


def overlapping(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame.loc[5, "geometry"] = frame.geometry[5].buffer(0.01)
    return frame


def zipped(members: dict[str, bytes], add_to: bool = False) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        file = sent(OFFICIAL, folder, "batas.zip") if add_to else folder / "batas.zip"
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return file

    return write


def liar(folder: Path) -> Path:
    """A zip whose .shp says it is small and is not."""
    file = zipped({"a.shx": b"", "a.dbf": b"", "a.shp": b"\x00" * 3_000_000})(folder)
    content = file.read_bytes()
    (folder / "batas.zip").write_bytes(
        content.replace((3_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    )
    return file


def layers(folder: Path) -> Path:
    OFFICIAL.to_file(folder / "batas.gpkg", layer="kecamatan")
    OFFICIAL.to_file(folder / "batas.gpkg", layer="desa")
    return folder / "batas.gpkg"


def sqlite(folder: Path) -> Path:
    with sqlite3.connect(folder / "batas.gpkg") as con:
        con.execute("CREATE TABLE a (b)")
    con.close()
    return folder / "batas.gpkg"


VRT = (
    b"<OGRVRTDataSource><OGRVRTLayer"
    b' name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
)
BROKEN = {
    "self-crossing": (scrambled(crossed), "memotong diri sehingga luasnya tidak pasti"),
    "metres called degrees": (
        scrambled(lambda f: f.to_crs(32748).set_crs(4326, allow_override=True), "batas.gpkg"),
        "sistem koordinatnya",
    ),
    "elsewhere": (
        scrambled(lambda f: f.set_geometry(f.translate(60, 40))),
        "di luar Indonesia (bujur 166",
    ),
    "latitude first": (
        scrambled(lambda f: f.set_geometry(shapely.transform(f.geometry, lambda c: c[:, ::-1]))),
        "di luar Indonesia",
    ),
    "no CRS": (
        scrambled(lambda f: f.set_crs(None, allow_override=True), "batas.zip"),
        "sertakan berkas .prj",
    ),
    "missing codes": (
        scrambled(lambda f: f[["geometry"]].assign(luas=1.0)),
        "tidak memuat kode Kemendagri",
    ),
    "codes of another office": (
        scrambled(lambda f: f[["geometry"]].assign(kode="3171010")),
        "tidak memuat kode Kemendagri",
    ),
    "duplicate codes": (scrambled(doubled), "Lebih dari satu wilayah untuk"),
    "next to nothing": (scrambled(tiny, "batas.gpkg"), "terlalu kecil untuk digambar"),
    "an empty area": (scrambled(emptied, "batas.gpkg"), "Tanpa wilayah di berkas"),
    "overlapping": (scrambled(overlapping), "bertumpang tindih"),
    "points": (scrambled(lambda f: f.set_geometry(f.representative_point())), "harus poligon"),
    "no geometry": (
        scrambled(lambda f: f.set_geometry([None] * len(f), crs=4326)),
        "tidak memuat satu wilayah",
    ),
    "no rows": (raw(b'{"type":"FeatureCollection","features":[]}'), "tidak memuat satu wilayah"),
    "empty": (raw(b""), "kosong"),
    "blank": (raw(b"\xef\xbb\xbf \n"), "kosong"),
    "a text": (raw(b"kode;nama\n35.73.01;Blimbing\n", "batas.csv"), "bukan berkas GeoJSON"),
    "a picture": (raw(b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "batas.shp"), "bukan berkas GeoJSON"),
    "another format under the name": (raw(VRT), "bukan berkas GeoJSON"),
    "half a GeoJSON": (
        raw(b'{"type":"FeatureCollection","features":[{"type":"Feature","geom'),
        "ekspor ulang",
    ),
    "some other JSON": (raw(json.dumps({"a": [1, 2]}).encode()), "ekspor ulang"),
    "some other database": (sqlite, "ekspor ulang"),
    "two layers": (layers, "memuat 2 lapisan (kecamatan, desa)"),
    "padding": (
        raw(b'{"type":"FeatureCollection",' + b" " * 52_000_000 + b'"features":[]}'),
        "52 MB; paling besar 50 MB",
    ),
    "a broken zip": (raw(b"PK\x03\x04 bukan zip", "batas.zip"), "bukan zip yang utuh"),
    "a zip without Shapefile": (zipped({"baca.txt": b"halo"}), "memuat 0 berkas .shp"),
    "a zip of two Shapefiles": (zipped({"lain.shp": b""}, add_to=True), "memuat 2 berkas .shp"),
    "half a Shapefile": (zipped({"a.shp": b"", "a.dbf": b""}), "tidak memuat berkas .shx"),
    "a Shapefile of zeros": (
        zipped({"a.shp": b"\x00" * 500, "a.shx": b"\x00" * 500, "a.dbf": b"\x00" * 500}),
        "ekspor ulang",
    ),
    "path traversal": (
        zipped({"../../jahat.shp": b"", "../../jahat.dbf": b""}),
        "jalur yang keluar dari foldernya",
    ),
    "an absolute path": (
        zipped({"/etc/jahat": b""}, add_to=True),
        "jalur yang keluar dari foldernya",
    ),
    "a zip that lies about its size": (liar, "bukan zip yang utuh"),
}


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_said_in_a_sentence_and_changes_nothing(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], static: Path
) -> None:
    write, sentence = BROKEN[case]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "current").write_text("skk-lama.duckdb\n")
    file = write(tmp_path)
    assert run(file, tmp_path, "--publish") == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "Traceback" not in said
    assert said.strip().endswith("Tidak ada yang diubah.")
    assert [(path.name, path.read_text()) for path in (tmp_path / "out").iterdir()] == [
        ("current", "skk-lama.duckdb\n")
    ]
    assert not static.exists()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(
        tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as archive:
        for suffix in ("dbf", "shx"):
            archive.writestr(f"a.{suffix}", b"")
        with archive.open("a.shp", "w", force_zip64=True) as member:
            for _ in range(210):
                member.write(b"\x00" * 1_000_000)
    assert (tmp_path / "bom.zip").stat().st_size < 1_000_000
    assert run(tmp_path / "bom.zip", tmp_path, "--publish") == 2
    assert "lebih dari 200 MB setelah dibuka" in capsys.readouterr().err


def test_unpacking_stops_at_the_room_there_is(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", b"\x00" * 5_000_000)
    with zipfile.ZipFile(buffer) as archive:
        assert files._extract(archive, archive.infolist()[0], tmp_path / "a", room=1000) == 1001
    assert (tmp_path / "a").stat().st_size == 1001


@pytest.mark.parametrize("file", ["tidak-ada.geojson", ""])
def test_no_file_or_a_folder_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    assert run(tmp_path / file, tmp_path) == 2
    assert capsys.readouterr().err.count("\n") <= 2


def test_static_files_that_cannot_be_written_leave_everything_as_it_was(
    before: Path, tmp_path: Path, static: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    static.write_text("bukan folder")
    assert run(sent(OFFICIAL, tmp_path), tmp_path, "--publish") == 2
    assert f"{static}: tidak dapat" in capsys.readouterr().err
    assert publish.current(tmp_path / "out") == before
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["current", before.name]


# Names and codes


def kecamatan(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["code", "name", "kabkota"])


SOME = kecamatan(
    ("350727", "Dau", "Kabupaten Malang"), ("350714", "Gondanglegi", "Kabupaten Malang"),
    ("357301", "Blimbing", "Kota Malang"),
    ("350811", "Sukodono", "Kabupaten Lumajang"), ("351511", "Sukodono", "Kabupaten Sidoarjo"),
    ("357201", "Sukorejo", "Kota Blitar"),
    ("350599", "Sukorejo", "Kabupaten Blitar"),
    ("317101", "Gambir", "Kota Administrasi Jakarta Pusat"),
)  # fmt: skip


@pytest.mark.parametrize(
    "column", ["KODE", "kode_kec", "Kode Kecamatan", "KDCPUM", "kode_kemendagri", "id"]
)
@pytest.mark.parametrize("value", ["35.73.01", "357301", 357301, 357301.0, " 357301 "])
def test_codes_are_known_in_their_usual_spellings(column: str, value: object) -> None:
    found = match(pd.DataFrame({column: [value]}), SOME)
    assert found is not None
    assert found.codes == ["357301"]


@pytest.mark.parametrize(
    ("name", "region", "code"),
    [
        ("Dau", "Kabupaten Malang", "350727"), ("DAU", "KAB. MALANG", "350727"),
        ("Kec. Dau", "Kab Malang", "350727"),
        ("Gondang Legi", "Malang", "350714"), ("Blimbing", "Malang", "357301"),
        ("Blimbing", "Kota Malang", "357301"),
        ("Sukodono", "Sidoarjo", "351511"), ("Gambir", "Kota Jakarta Pusat", "317101"),
        ("Sukorejo", "Kota Blitar", "357201"), ("Sukorejo", "Blitar", None),  # either of two
        ("Blimbing", "Kabupaten Malang", None), ("Blimbingg", "Kota Malang", None),
        ("", "Kota Malang", None), (None, None, None),
    ],
)  # fmt: skip
def test_a_name_is_matched_when_it_is_that_of_one_kecamatan(
    name: str | None, region: str | None, code: str | None
) -> None:
    found = match(pd.DataFrame({"WADMKC": [name], "WADMKK": [region]}), SOME)
    assert found is not None
    assert found.codes == [code]


def test_a_near_miss_is_told_and_not_guessed() -> None:
    found = match(
        pd.DataFrame(
            {"kecamatan": ["Gondangleggi", "Xyz"], "kabupaten": ["Kabupaten Malang", "Entah"]}
        ),
        SOME,
    )
    assert found is not None
    assert found.codes == [None, None]
    assert found.unmatched == [
        Unmatched("Gondangleggi, Kabupaten Malang", "Gondanglegi, Kabupaten Malang (350714)"),
        Unmatched("Xyz, Entah", ""),
    ]


def test_a_column_of_codes_that_are_none_gives_way_to_the_names() -> None:
    found = match(
        pd.DataFrame({"id": ["1"], "kecamatan": ["Dau"], "kabupaten": ["Kabupaten Malang"]}), SOME
    )
    assert found is not None
    assert found.codes == ["350727"]
    assert found.by == "kecamatan dan kabupaten"


def test_without_codes_or_names_there_is_no_match() -> None:
    assert match(pd.DataFrame({"kecamatan": ["Dau"]}), SOME) is None


def test_the_names_of_a_whole_province_find_its_kecamatan(tmp_path: Path) -> None:
    loaded = load.load(
        sent(OFFICIAL.drop(columns="KDCPUM"), tmp_path), CATALOG, "2025-03-01", partial=False
    )
    assert list(loaded.boundaries[0].areas["code"]) == sorted(JAKARTA["code"])
    assert "menurut WADMKC dan WADMKK" in loaded.lines[0]


def test_the_files_of_the_browser_are_themselves_such_a_file() -> None:
    ((name,),) = (
        real.connection().execute("SELECT file FROM boundary WHERE level = 'kecamatan'").fetchall()
    )
    found = files.read(Path(web.__file__).parents[2] / "static" / "peta" / name)
    matched = match(pd.DataFrame(found[["id"]]), CATALOG["kecamatan"].assign(kabkota=""))
    assert matched is not None
    assert not matched.unmatched
    assert len(set(matched.codes)) == 666
