"""From boundary files (kecamatan_NN.parquet, EPSG:4326) to the tables area and neighbour.

Each file carries, as attributes of its frame, what a reader must know of it: kind, source, dated.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

HERE = Path(__file__).parent
GRID = 0.0001  # degrees, about 11 m
Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Boundary:
    """The areas of one province: `areas` has one row per kecamatan, columns code and geometry
    (EPSG:4326), and is never changed. Equal to itself only, so that what is drawn from it can be
    kept.
    """

    province_code: str
    kind: str  # indicative or official
    source: str
    dated: str | None
    areas: gpd.GeoDataFrame


class BoundaryError(Exception):
    """A file of areas cannot be read; the message is a sentence for the reader."""


def read(folder: Path) -> list[Boundary]:
    """The boundaries of a folder by province; none where there is no such folder.

    Raises:
        BoundaryError: a file is damaged or was not written by write().
    """
    return [
        _read(file, file.stat().st_mtime_ns, file.stat().st_size)
        for file in sorted(folder.glob("kecamatan_??.parquet"))
    ]


# The time and size of a file stand for its content
@lru_cache(maxsize=8)
def _read(file: Path, _changed: int, _size: int) -> Boundary:
    try:
        frame = gpd.read_parquet(file)
        told = (frame.attrs["kind"], frame.attrs["source"], frame.attrs["dated"])
        return Boundary(file.stem[-2:], *told, frame[["code", "geometry"]])
    except (ValueError, KeyError) as error:
        raise BoundaryError(
            f"{file} rusak atau bukan berkas batas; hapus, lalu muat ulang dengan"
            " data.boundaries.load."
        ) from error


def merged(*boundaries: Sequence[Boundary]) -> list[Boundary]:
    """One boundary for each province, by code: that of the last list which has it."""
    last = {one.province_code: one for several in boundaries for one in several}
    return [last[code] for code in sorted(last)]


def write(boundary: Boundary, folder: Path) -> Path:
    """Write a boundary as a file that read() reads, in one step; return its path."""
    file = folder / f"kecamatan_{boundary.province_code}.parquet"
    draft = folder / f".{os.getpid()}-{file.name}"
    frame = boundary.areas[["code", "geometry"]].copy()
    frame.attrs = {"kind": boundary.kind, "source": boundary.source, "dated": boundary.dated}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        frame.to_parquet(draft, compression="zstd")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return file


def touching(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs of areas that touch, in both directions: columns kecamatan_code and neighbour_code."""
    left, right = areas.sindex.query(areas.geometry, predicate="intersects")
    codes = areas["code"].to_numpy()
    pairs = pd.DataFrame({"kecamatan_code": codes[left], "neighbour_code": codes[right]})
    return pairs[pairs["kecamatan_code"] != pairs["neighbour_code"]]


def snapped(areas: gpd.GeoDataFrame) -> Shapes:
    """The geometries with coordinates of four decimals; areas that shared their edges still do."""
    shapes: Shapes = areas.geometry.to_numpy()
    coordinates = shapely.get_coordinates(shapes)
    if np.allclose(coordinates, coordinates.round(4), rtol=0, atol=1e-9):
        return shapes  # snapping twice is not always snapping once
    shapes = shapely.set_precision(shapes, GRID)
    if not shapely.coverage_is_valid(shapes):
        shapes = shapely.set_precision(shapely.coverage_clean(shapes), GRID)
    return shapes


def outlines(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The areas as text: columns kecamatan_code and wkt (longitude latitude, four decimals)."""
    return pd.DataFrame(
        {
            "kecamatan_code": areas["code"],
            "wkt": shapely.to_wkt(snapped(areas), rounding_precision=4),
        }
    )


def insert(con: duckdb.DuckDBPyConnection, boundaries: list[Boundary]) -> None:
    """Fill the tables area and neighbour of an open, writable database."""
    if boundaries:
        outlined, neighbours = _tables(*boundaries)
        con.from_df(outlined).insert_into("area")
        con.from_df(neighbours).insert_into("neighbour")


@lru_cache(maxsize=1)
def _tables(*boundaries: Boundary) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of area and of neighbour: the same in every publication of a process."""
    areas = gpd.GeoDataFrame(
        pd.concat([boundary.areas for boundary in boundaries], ignore_index=True)
    )
    return outlines(areas), touching(areas)
