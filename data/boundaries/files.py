"""Read a file of boundaries that somebody sent: GeoJSON, GeoPackage or a zipped Shapefile, within
bounds, or say why not.

The format is told by the content and only the reader of that format is asked, so that no other
format can hide under the name; of a zip only the parts of one Shapefile are taken, under names of
our own.
"""

import tempfile
import warnings
import zipfile
from contextlib import suppress
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import shapely

from data import files
from data.files import FileError

LARGEST = 50_000_000  # bytes of a file
LARGEST_UNPACKED = 200_000_000  # bytes of a Shapefile's parts
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
WEST, SOUTH, EAST, NORTH = 94, -12, 142, 7  # Indonesia, degrees


def read(file: Path) -> gpd.GeoDataFrame:
    """The polygons of a file with all their columns, EPSG:4326; what has no geometry is left as
    None.

    Raises:
        FileError: not such a file, too large, no known CRS, no polygons, or not in Indonesia.
        OSError: it cannot be opened.
    """
    head = files.head(
        file,
        LARGEST,
        "GeoJSON, GeoPackage, atau zip berisi Shapefile",
        "Sederhanakan garisnya atau pisahkan per provinsi.",
    )
    with tempfile.TemporaryDirectory() as temporary:
        if head.startswith(b"PK\x03\x04"):
            found = _layer(str(_unpacked(file, Path(temporary))), file.name)
        elif head.startswith(b"SQLite format 3\x00"):
            found = _layer(str(file), file.name)
        elif head.startswith(b"{"):
            found = _layer(f"GeoJSON:{file}", file.name)
        else:
            raise FileError(
                f"{file.name} bukan berkas GeoJSON, GeoPackage (.gpkg), atau zip berisi Shapefile."
            )
    return _located(_polygons(found, file.name), file.name)


def _unpacked(file: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            for member in members:
                path = PurePosixPath(member.filename.replace("\\", "/"))
                if path.is_absolute() or ".." in path.parts or ":" in member.filename:
                    raise FileError(
                        f"{file.name} memuat jalur yang keluar dari foldernya"
                        f' ("{member.filename}"); buat ulang zip dari berkas Shapefile saja.'
                    )
            shapes = [
                member
                for member in members
                if PurePosixPath(member.filename).suffix.lower() == ".shp"
            ]
            if len(shapes) != 1:
                raise FileError(
                    f"{file.name} memuat {len(shapes)} berkas .shp; isi zip dengan satu Shapefile"
                    " saja."
                )
            stem = PurePosixPath(shapes[0].filename).with_suffix("")
            parts = {
                PurePosixPath(member.filename).suffix.lower(): member
                for member in members
                if PurePosixPath(member.filename).with_suffix("") == stem
            }
            if lacking := {".shx", ".dbf"} - set(parts):
                raise FileError(
                    f"{file.name} tidak memuat berkas {' dan '.join(sorted(lacking))} dari"
                    " Shapefile; sertakan di zip."
                )
            wanted = {suffix: parts[suffix] for suffix in PARTS if suffix in parts}
            if sum(member.file_size for member in wanted.values()) > LARGEST_UNPACKED:
                raise FileError(_too_large(file))
            room = LARGEST_UNPACKED
            for suffix, member in wanted.items():
                room -= _extract(archive, member, folder / f"batas{suffix}", room)
                if room < 0:
                    raise FileError(_too_large(file))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise FileError(
            f"{file.name} bukan zip yang utuh dan tanpa kata sandi; buat ulang zip itu."
        ) from error
    return folder / "batas.shp"


def _too_large(file: Path) -> str:
    return (
        f"Isi {file.name} lebih dari {LARGEST_UNPACKED / 1e6:.0f} MB setelah dibuka; pisahkan"
        " Shapefile per provinsi."
    )


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, room: int) -> int:
    """Unpack one member, at most one byte more than there is room for; return its true size."""
    with archive.open(member) as content, target.open("wb") as out:
        while out.tell() <= room and (block := content.read(min(1 << 20, room + 1 - out.tell()))):
            out.write(block)
        return out.tell()


def _layer(path: str, name: str) -> gpd.GeoDataFrame:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            listed = gpd.list_layers(path)
            layers = listed.loc[listed["geometry_type"].notna(), "name"].tolist()
            if len(layers) > 1:
                raise FileError(
                    f"{name} memuat {len(layers)} lapisan ({', '.join(layers)}); simpan satu saja,"
                    " yaitu batas kecamatan."
                )
            return gpd.read_file(path, layer=layers[0]) if layers else gpd.GeoDataFrame(geometry=[])
    except (RuntimeError, ValueError) as error:  # what GDAL and GEOS say, in words of their own
        raise FileError(
            f"{name} tidak terbaca sebagai GeoJSON, GeoPackage, atau Shapefile; ekspor ulang"
            " berkasnya."
        ) from error


def _polygons(found: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    if not isinstance(found, gpd.GeoDataFrame) or found.geometry.isna().all():
        raise FileError(f"{name} tidak memuat satu wilayah pun.")
    kinds = set(found.geometry.dropna().geom_type)
    if strange := sorted(kinds - {"Polygon", "MultiPolygon"}):
        raise FileError(f"{name} memuat {', '.join(strange)}; batas kecamatan harus poligon.")
    return found.set_geometry(shapely.force_2d(found.geometry.to_numpy()), crs=found.crs)


def _located(found: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    if found.crs is None:
        raise FileError(
            f"{name} tidak menyebut sistem koordinatnya; sertakan berkas .prj, atau ekspor ulang"
            " dengan CRS."
        )
    bounds = np.array([np.nan])
    with suppress(Exception):  # an odd CRS may fail in many ways
        found = found.to_crs(4326)
        bounds = found.total_bounds
    if not np.isfinite(bounds).all():
        raise FileError(
            f"Koordinat {name} tidak dapat diubah ke lintang dan bujur; periksa sistem"
            " koordinatnya."
        )
    west, south, east, north = bounds
    if west < WEST or south < SOUTH or east > EAST or north > NORTH:
        raise FileError(
            f"Koordinat {name} berada di luar Indonesia (bujur {west:.1f} sampai {east:.1f},"
            f" lintang {south:.1f} sampai {north:.1f}); periksa sistem koordinatnya."
        )
    return found
