"""The areas for the browser: static/peta/<level>-<province>-<hash>.geojson, one file of kecamatan
and one of kabkota.

A file is named after its content, so a browser may keep it for ever; a generation names those it
draws (table boundary) and holds the same lines (table area), so that they can be written again.
python -m data.boundaries.web writes those of the boundaries that ship with the project and of the
generation in force.
"""

import gzip
import hashlib
import json
import os
import sys
from functools import lru_cache
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from data import publish
from data.boundaries import areas
from data.boundaries.areas import Boundary, Shapes

FOLDER = Path(__file__).parents[2] / "static" / "peta"
LARGEST, LARGEST_PACKED = 500_000, 100_000  # bytes of a file, and of what is sent of it
STEPS = (120, 180, 240, 360, 480, 720, 960)  # metres of simplification
ROUNDING = 0.00001  # degrees, about 1 m


def simplified(detailed: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A coverage (column code, a CRS in metres) simplified by 120 m, or by as much as a small file
    needs; EPSG:4326.
    """
    for metres in STEPS:
        shapes = shapely.coverage_simplify(detailed.geometry.to_numpy(), metres)
        degrees = gpd.GeoSeries(shapes, crs=detailed.crs).to_crs(4326)
        rounded = shapely.set_precision(degrees.to_numpy(), ROUNDING)
        simple = gpd.GeoDataFrame({"code": detailed["code"].to_numpy()}, geometry=rounded, crs=4326)
        content = levels(simple)["kecamatan"]
        if len(content) <= LARGEST and len(gzip.compress(content, 6)) <= LARGEST_PACKED:
            break
    return simple


def levels(kecamatan: gpd.GeoDataFrame) -> dict[str, bytes]:
    """GeoJSON of the kecamatan (columns code, geometry; EPSG:4326) and of the kabkota they dissolve
    to, by level.

    The lines of the kabkota run along those of the kecamatan.
    """
    kecamatan = kecamatan.sort_values("code", ignore_index=True)
    codes, shapes = kecamatan["code"].to_numpy(), areas.snapped(kecamatan)
    parents = np.array([code[:4] for code in codes])
    kabkota = np.unique(parents)
    dissolved = np.array(
        [shapely.coverage_union_all(shapes[parents == code]) for code in kabkota], dtype=object
    )
    return {"kecamatan": _geojson(codes, shapes), "kabkota": _geojson(kabkota, dissolved)}


def files(province_code: str, kecamatan: gpd.GeoDataFrame) -> dict[str, tuple[str, bytes]]:
    """The files of a province by level: name within static/peta, such as
    "kabkota-35-0123456789ab.geojson", and content.
    """
    return {
        level: (
            f"{level}-{province_code}-{hashlib.sha256(content).hexdigest()[:12]}.geojson",
            content,
        )
        for level, content in levels(kecamatan).items()
    }


@lru_cache(maxsize=8)
def _drawn(boundary: Boundary) -> dict[str, tuple[str, bytes, int]]:
    """The files of a boundary and how many areas each holds: the same in every publication of a
    process.
    """
    return {
        level: (name, content, count(content))
        for level, (name, content) in files(boundary.province_code, boundary.areas).items()
    }


def _geojson(codes: npt.NDArray[np.object_], shapes: Shapes) -> bytes:
    canonical = shapely.orient_polygons(shapely.normalize(shapes), exterior_cw=False)
    plain = np.where(
        shapely.get_num_geometries(canonical) == 1, shapely.get_geometry(canonical, 0), canonical
    )
    rounded = shapely.transform(plain, lambda degrees: np.round(degrees, 4))
    features = [
        f'{{"type":"Feature","id":"{code}","properties":{{}},"geometry":{geometry}}}'
        for code, geometry in zip(codes, shapely.to_geojson(rounded), strict=True)
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def insert(con: duckdb.DuckDBPyConnection, boundaries: list[Boundary]) -> dict[str, bytes]:
    """Fill the table boundary of an open, writable database; return the files that it names."""
    named = {}
    for boundary in boundaries:
        for level, (name, content, held) in _drawn(boundary).items():
            named[name] = content
            row = [
                boundary.province_code,
                level,
                name,
                boundary.kind,
                boundary.source,
                boundary.dated,
                held,
            ]
            con.execute("INSERT INTO boundary VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return named


def count(content: bytes) -> int:
    """How many areas a file holds."""
    return len(json.loads(content)["features"])


def write(named: dict[str, bytes]) -> None:
    """Write the files that are not yet in static/peta, each in one step.

    Raises:
        OSError: the folder cannot be written; files already there are not touched.
    """
    for name, content in named.items():
        target = FOLDER / name
        if target.is_file() and target.read_bytes() == content:
            continue
        FOLDER.mkdir(parents=True, exist_ok=True)
        draft = FOLDER / f".{os.getpid()}-{name}"
        try:
            draft.write_bytes(content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def missing(con: duckdb.DuckDBPyConnection) -> dict[str, bytes]:
    """The files a generation names that are not in static/peta, by name, made again from its table
    area.
    """
    absent: dict[str, bytes] = {}
    for code, names in con.execute(
        "SELECT province_code, list(file) FROM boundary GROUP BY province_code"
    ).fetchall():
        if all((FOLDER / name).is_file() for name in names):
            continue
        rows = con.execute(
            "SELECT kecamatan_code, wkt FROM area WHERE left(kecamatan_code, 2) = ?", [code]
        ).df()
        shapes = shapely.from_wkt(rows["wkt"].to_numpy())
        kecamatan = gpd.GeoDataFrame({"code": rows["kecamatan_code"]}, geometry=shapes, crs=4326)
        absent |= dict(files(code, kecamatan).values())
    return absent


def main() -> int:
    """Command line; returns 0, or 2 where static/peta cannot be written."""
    drawn: dict[str, bytes] = {}
    for boundary in areas.read(areas.HERE):
        drawn |= dict(files(boundary.province_code, boundary.areas).values())
    generation = publish.current(publish.folder())
    if generation:
        with publish.connect(generation) as con:
            drawn |= missing(con)
    try:
        write(drawn)
    except OSError as error:
        print(
            f"{error.filename or FOLDER}: tidak dapat ditulis ({error.strerror}).", file=sys.stderr
        )
        return 2
    for name, content in drawn.items():
        print(f"static/peta/{name}: {count(content)} wilayah, {len(content) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
