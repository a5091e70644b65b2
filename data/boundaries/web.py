"""The areas for the browser: static/peta/<level>-<province>-<hash>.geojson, one file of kecamatan and one of kabkota.

python -m data.boundaries.web writes the files of the areas that ship with the project. A file is named after its content,
so a browser may keep it for ever, and a generation names those it draws (table boundary): files of earlier
generations stay.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from data.boundaries import areas
from data.boundaries.areas import Boundary, Shapes

FOLDER = Path(__file__).parents[2] / "static" / "peta"
LARGEST = 500_000  # bytes of a file
STEPS = (0, 60, 120, 180, 240, 360, 480, 720, 960)  # metres of simplification, tried until the file is small enough
DEGREE = 111_320  # metres


def levels(kecamatan: gpd.GeoDataFrame) -> dict[str, bytes]:
    """GeoJSON of the kecamatan (columns code, geometry; EPSG:4326) and of the kabkota they dissolve to, by level.

    The lines of the kabkota run along those of the kecamatan. Areas too detailed for the browser (500 kB) are
    simplified as a coverage until they fit.
    """
    kecamatan = kecamatan.sort_values("code", ignore_index=True)
    codes = kecamatan["code"].to_numpy()
    for metres in STEPS:
        simple = kecamatan
        if metres:
            simple = kecamatan.set_geometry(shapely.coverage_simplify(kecamatan.geometry.to_numpy(), metres / DEGREE), crs=4326)
        shapes = areas.snapped(simple)
        content = _geojson(codes, shapes)
        if len(content) <= LARGEST:
            break
    parents = np.array([code[:4] for code in codes])
    kabkota = np.unique(parents)
    dissolved = np.array([shapely.coverage_union_all(shapes[parents == code]) for code in kabkota], dtype=object)
    return {"kecamatan": content, "kabkota": _geojson(kabkota, dissolved)}


def files(boundary: Boundary) -> dict[str, tuple[str, bytes]]:
    """The files of a boundary by level: name within static/peta, "kabkota-35-0123456789ab.geojson", and content."""
    return {
        level: (f"{level}-{boundary.province_code}-{hashlib.sha256(content).hexdigest()[:12]}.geojson", content)
        for level, content in levels(boundary.areas).items()
    }


def insert(con: duckdb.DuckDBPyConnection, boundaries: list[Boundary]) -> dict[str, bytes]:
    """Fill the table boundary of an open, writable database; return the files that it names."""
    named = {}
    for boundary in boundaries:
        for level, (name, content) in files(boundary).items():
            named[name] = content
            row = [boundary.province_code, level, name, boundary.kind, boundary.source, boundary.dated, count(content)]
            con.execute("INSERT INTO boundary VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return named


def _geojson(codes: npt.NDArray[np.object_], shapes: Shapes) -> bytes:
    canonical = shapely.orient_polygons(shapely.normalize(shapes), exterior_cw=False)
    features = [
        {"type": "Feature", "id": str(code), "properties": {}, "geometry": _geometry(shape)}
        for code, shape in zip(codes, canonical, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def _geometry(shape: shapely.Geometry) -> dict[str, object]:
    polygons = [
        [np.round(shapely.get_coordinates(ring), 4).tolist() for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.get_parts(shape)
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def count(content: bytes) -> int:
    """How many areas a file holds."""
    return len(json.loads(content)["features"])


def write(named: dict[str, bytes], folder: Path = FOLDER) -> None:
    """Write the files that are not there yet, each in one step.

    Raises:
        OSError: the folder cannot be written; files already there are not touched.
    """
    for name, content in named.items():
        target = folder / name
        if target.is_file() and target.read_bytes() == content:
            continue
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{os.getpid()}-{name}"
        try:
            draft.write_bytes(content)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def main() -> int:
    """Write the files of every boundary that ships with the project; returns 0."""
    for boundary in areas.read(areas.HERE):
        for name, content in files(boundary).values():
            write({name: content})
            print(f"static/peta/{name}: {count(content)} wilayah, {len(content) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
