"""Put official boundaries in the place of the indicative ones: python -m data.boundaries.load FILE
[--publish].

FILE is GeoJSON, GeoPackage or a zipped Shapefile in any CRS. Without --publish it is read and
judged, and nothing changes.
"""

import argparse
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data import build, check, publish
from data.boundaries import files, web
from data.boundaries.areas import Boundary, BoundaryError, Shapes
from data.boundaries.build import compare, report
from data.boundaries.match import Matches, match
from data.files import FileError

CHANGED = 0.01  # part of an area: a repair or an overlap of more is no matter of precision
FAR = 10_000  # metres from an area to its kecamatan's point in the catalog
# Metres: lines of neighbours that near are one line, a gap that narrow belongs to one of them
SNAPPED, GAP = (10, 20)
MOST = 12  # names in a list


class Loaded(NamedTuple):
    """What a file gives: its boundaries, and the report on them, line by line."""

    boundaries: list[Boundary]
    lines: list[str]


def load(file: Path, frames: dict[str, pd.DataFrame], dated: str, partial: bool) -> Loaded:
    """Read, match, repair and simplify the boundaries of a file.

    Args:
        file: what somebody sent.
        frames: the checked catalog (check.read).
        dated: the date readers are told, YYYY-MM-DD.
        partial: whether a province may lack some of its kecamatan.

    Raises:
        FileError: the file cannot be used; the message says why.
    """
    raw = files.read(file)
    kecamatan = frames["kecamatan"].merge(
        frames["kabkota"][["code", "name"]].rename(
            columns={"code": "kabkota_code", "name": "kabkota"}
        ),
        on="kabkota_code",
    )
    found = match(pd.DataFrame(raw.drop(columns=raw.geometry.name)), kecamatan)
    if found is None or not any(found.codes):
        raise FileError(
            f"{file.name} tidak memuat kode Kemendagri yang dikenal (misalnya kolom KODE berisi"
            " 35.73.01) maupun nama kecamatan beserta kabupaten/kotanya. Kolomnya:"
            f" {', '.join(map(str, raw.columns))}."
        )
    titles = dict(
        zip(kecamatan["code"], kecamatan["name"] + ", " + kecamatan["kabkota"], strict=True)
    )
    lines = [f"{file.name}: {len(raw)} baris, dicocokkan menurut {found.by}; tanggal {dated}."]
    lines += _unmatched(found)
    areas = gpd.GeoDataFrame({"code": found.codes}, geometry=raw.geometry.to_numpy(), crs=4326)
    empty = areas.geometry.isna() | areas.geometry.is_empty
    areas = areas[areas["code"].notna() & ~empty].reset_index(drop=True)
    twice = areas.loc[areas["code"].duplicated(), "code"].unique()
    if len(twice):
        raise FileError(
            f"Lebih dari satu wilayah untuk {_some(titles, twice)}; gabungkan dulu (dissolve) atau"
            " hapus yang salah."
        )
    areas, mended = _repaired(areas, titles)
    lines += [f"Garis yang memotong diri diperbaiki: {_some(titles, mended)}."] if mended else []
    boundaries = []
    for province, part in areas.groupby(areas["code"].str[:2]):
        boundary, told = _province(str(province), part.reset_index(drop=True), kecamatan, titles)
        boundaries.append(replace(boundary, source=file.name, dated=dated))
        lines += [*told, report(compare(boundary.areas, frames["kabkota"]))]
        missing = sorted(
            set(kecamatan["code"][kecamatan["code"].str[:2] == province]) - set(part["code"])
        )
        if missing:
            lines.append(f"Tanpa wilayah di berkas: {_some(titles, missing)}.")
        if missing and not partial:
            raise FileError(
                "\n".join(
                    [
                        *lines,
                        (
                            "Lengkapi wilayah itu, atau tambahkan --partial untuk menerbitkan"
                            " tanpanya."
                        ),
                    ]
                )
            )
    return Loaded(boundaries, lines)


def _province(
    province: str, part: gpd.GeoDataFrame, kecamatan: pd.DataFrame, titles: dict[str, str]
) -> tuple[Boundary, list[str]]:
    """One province's areas as a simplified coverage, and what is to be said of it."""
    metric = part.to_crs(part.estimate_utm_crs())
    shapes: Shapes = shapely.make_valid(
        metric.geometry.to_numpy(), method="structure", keep_collapsed=False
    )
    _no_overlap(part["code"].to_numpy(), shapes, titles)
    metric = metric.set_geometry(
        shapely.coverage_clean(shapes, snapping_distance=SNAPPED, gap_width=GAP), crs=metric.crs
    )
    simple = web.simplified(metric.sort_values("code", ignore_index=True))
    if len(gone := simple["code"][simple.geometry.is_empty]):
        raise FileError(
            f"Wilayah terlalu kecil untuk digambar: {_some(titles, gone)}; periksa satuan"
            " koordinatnya."
        )
    lines = [
        f"Provinsi {province}: {len(part)} dari {(kecamatan['code'].str[:2] == province).sum()}"
        " kecamatan."
    ]
    points = kecamatan.set_index("code").loc[part["code"]]
    places = gpd.GeoSeries(
        gpd.points_from_xy(points["longitude"], points["latitude"]), crs=4326
    ).to_crs(metric.crs)
    far = part["code"][shapely.distance(shapes, places.to_numpy()) > FAR].tolist()
    if far:
        lines.append(
            f"Perlu diperiksa, lebih dari 10 km dari titik kecamatannya: {_some(titles, far)}."
        )
    return Boundary(province, "official", "", None, simple), lines


def _repaired(
    areas: gpd.GeoDataFrame, titles: dict[str, str]
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Valid polygons only, and the codes of those that were repaired.

    Raises:
        FileError: a ring crosses itself so that what it encloses is not certain.
    """
    shapes: Shapes = areas.geometry.to_numpy()
    is_broken = ~shapely.is_valid(shapes)
    valid = shapes.copy()
    valid[is_broken] = shapely.make_valid(
        shapes[is_broken], method="structure", keep_collapsed=False
    )
    enclosed, mended = shapely.area(shapes), shapely.area(valid)
    lost = (mended == 0) | (np.abs(mended - enclosed) > CHANGED * mended)
    if lost.any():
        raise FileError(
            "Garis tepi memotong diri sehingga luasnya tidak pasti:"
            f" {_some(titles, areas['code'][lost])}; perbaiki geometrinya (fix geometries) lalu"
            " muat lagi."
        )
    return areas.set_geometry(valid, crs=areas.crs), areas["code"][is_broken].tolist()


def _no_overlap(codes: np.ndarray, shapes: Shapes, titles: dict[str, str]) -> None:
    tree = shapely.STRtree(shapes)
    left, right = tree.query(shapes, predicate="intersects")
    left, right = left[left < right], right[left < right]
    shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    is_much = shared > CHANGED * np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    if is_much.any():
        pairs = [
            f"{titles[codes[one]]} dengan {titles[codes[two]]}"
            for one, two in zip(left[is_much], right[is_much], strict=True)
        ]
        raise FileError(
            f"Wilayah bertumpang tindih: {_listed(pairs)}; perbaiki batasnya lalu muat lagi."
        )


def _unmatched(found: Matches) -> list[str]:
    if not found.unmatched:
        return []
    told = [
        f"{one.called} (mungkin {one.nearest})" if one.nearest else one.called
        for one in found.unmatched
    ]
    return [f"Tidak cocok dengan satu kecamatan pun, tidak dipakai: {_listed(told, '; ')}."]


def _some(titles: dict[str, str], codes: object) -> str:
    return _listed([f"{titles[code]} ({code})" for code in codes], "; ")  # type: ignore[attr-defined]


def _listed(words: list[str], between: str = "; ") -> str:
    more = f"{between}dan {len(words) - MOST} lainnya" if len(words) > MOST else ""
    return between.join(words[:MOST]) + more


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f'"{text}" bukan tanggal; isi TTTT-BB-HH, misalnya 2025-03-01'
        ) from None


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns 0, or 2 where file, catalog or folders are at fault (nothing is changed
    then).
    """
    parser = argparse.ArgumentParser(
        prog="python -m data.boundaries.load", description="Memuat batas resmi kecamatan."
    )
    parser.add_argument(
        "file", type=Path, help="GeoJSON, GeoPackage, atau zip berisi satu Shapefile"
    )
    parser.add_argument(
        "--publish", action="store_true", help="terbitkan; tanpa ini hanya diperiksa"
    )
    parser.add_argument(
        "--partial",
        action="store_true",
        help="terima provinsi yang sebagian kecamatannya tanpa wilayah",
    )
    parser.add_argument(
        "--dated", type=_day, help="tanggal batas, TTTT-BB-HH (bawaan: tanggal berkas)"
    )
    parser.add_argument(
        "--catalog", type=Path, default=build.CATALOG, help="folder katalog (bawaan: data/catalog)"
    )
    parser.add_argument(
        "--out", type=Path, default=publish.folder(), help="folder terbitan (bawaan: SKK_DATA)"
    )
    options = parser.parse_args(arguments)
    try:
        dated = (
            options.dated or datetime.fromtimestamp(options.file.stat().st_mtime).date().isoformat()
        )
        loaded = load(options.file, check.read(options.catalog), dated, options.partial)
        print("\n".join(loaded.lines))
        if not options.publish:
            print("Belum diterbitkan; tambahkan --publish untuk menerbitkan.")
            return 0
        generation = build.build(options.catalog, options.out, official=loaded.boundaries)
    except (
        FileError,
        BoundaryError,
        check.CatalogError,
        build.MixError,
        publish.MovedError,
    ) as error:
        print(error, "Tidak ada yang diubah.", sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"{error.filename or options.out}: tidak dapat dibaca atau ditulis ({error.strerror}).",
            file=sys.stderr,
        )
        return 2
    print(f"Terbit: {generation}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
