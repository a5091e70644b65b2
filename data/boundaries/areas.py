"""From boundary files (kecamatan_NN.parquet, EPSG:4326) to the tables area and neighbour.

Beside each file stands a JSON of the same name with what a reader must know of it: kind, source, dated.
"""

import json
from pathlib import Path
from typing import NamedTuple

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

HERE = Path(__file__).parent
GRID = 0.0001  # degrees, about 11 m
Shapes = npt.NDArray[np.object_]


class Boundary(NamedTuple):
    """The areas of one province: `areas` has one row per kecamatan, columns code and geometry (EPSG:4326)."""

    province_code: str
    kind: str  # indicative or official
    source: str
    dated: str | None
    areas: gpd.GeoDataFrame


def read(*folders: Path) -> list[Boundary]:
    """The boundaries of all provinces by code; a province in a later folder replaces that of an earlier one."""
    found = {file.stem: file for folder in folders for file in sorted(folder.glob("kecamatan_??.parquet"))}
    boundaries = []
    for stem, file in sorted(found.items()):
        told = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        boundary = Boundary(stem[-2:], told["kind"], told["source"], told["dated"], gpd.read_parquet(file))
        boundaries.append(boundary)
    return boundaries


def write(boundary: Boundary, folder: Path) -> None:
    """Write the two files of a boundary, which read() reads."""
    stem = folder / f"kecamatan_{boundary.province_code}"
    boundary.areas.to_parquet(stem.with_suffix(".parquet"), compression="zstd")
    told = {"kind": boundary.kind, "source": boundary.source, "dated": boundary.dated}
    stem.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def touching(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs of areas that touch, in both directions: columns kecamatan_code and neighbour_code."""
    left, right = areas.sindex.query(areas.geometry, predicate="intersects")
    codes = areas["code"].to_numpy()
    pairs = pd.DataFrame({"kecamatan_code": codes[left], "neighbour_code": codes[right]})
    return pairs[pairs["kecamatan_code"] != pairs["neighbour_code"]]


def snapped(areas: gpd.GeoDataFrame) -> Shapes:
    """The geometries with coordinates of four decimals; areas that shared their edges still do."""
    shapes: Shapes = shapely.set_precision(areas.geometry.to_numpy(), GRID)
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.set_precision(shapely.coverage_clean(shapes), GRID)
    return shapes


def outlines(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The areas as text: columns kecamatan_code and wkt (longitude latitude, four decimals)."""
    return pd.DataFrame({"kecamatan_code": areas["code"], "wkt": shapely.to_wkt(snapped(areas), rounding_precision=4)})


def insert(con: duckdb.DuckDBPyConnection, boundaries: list[Boundary]) -> None:
    """Fill the tables area and neighbour of an open, writable database."""
    if boundaries:
        areas = gpd.GeoDataFrame(pd.concat([boundary.areas for boundary in boundaries], ignore_index=True))
        con.from_df(outlines(areas)).insert_into("area")
        con.from_df(touching(areas)).insert_into("neighbour")
