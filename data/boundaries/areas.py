"""From boundary files (kecamatan_*.parquet, EPSG:4326) to the tables area and neighbour."""

from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd
import shapely

HERE = Path(__file__).parent
GRID = 0.0001  # degrees, about 11 m


def read(folder: Path = HERE) -> gpd.GeoDataFrame:
    """All areas of a folder: one row per kecamatan; columns code and geometry (EPSG:4326)."""
    files = sorted(folder.glob("kecamatan_*.parquet"))
    if not files:
        return gpd.GeoDataFrame({"code": pd.Series(dtype="str")}, geometry=[], crs="EPSG:4326")
    return gpd.GeoDataFrame(pd.concat([gpd.read_parquet(file) for file in files], ignore_index=True))


def touching(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs of areas that touch, in both directions: columns kecamatan_code and neighbour_code."""
    left, right = areas.sindex.query(areas.geometry, predicate="intersects")
    codes = areas["code"].to_numpy()
    pairs = pd.DataFrame({"kecamatan_code": codes[left], "neighbour_code": codes[right]})
    return pairs[pairs["kecamatan_code"] != pairs["neighbour_code"]]


def outlines(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The areas as text: columns kecamatan_code and wkt (longitude latitude, four decimals)."""
    snapped = shapely.set_precision(areas.geometry.to_numpy(), GRID)
    return pd.DataFrame({"kecamatan_code": areas["code"], "wkt": shapely.to_wkt(snapped, rounding_precision=4)})


def insert(con: duckdb.DuckDBPyConnection, areas: gpd.GeoDataFrame) -> None:
    """Fill the tables area and neighbour of an open, writable database."""
    con.from_df(outlines(areas)).insert_into("area")
    con.from_df(touching(areas)).insert_into("neighbour")
