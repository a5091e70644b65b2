"""What is shown of a file of evidence: a small picture of it, and photos without what a camera
writes into them. The file itself stays as it was sent, by its hash.

A PDF is drawn in a process of its own with little memory and time (`first_page`), so that a damaged
or hostile one can hurt nobody.
"""

import io
import secrets
import signal
import subprocess
import sys
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from PIL import ExifTags, Image, ImageOps

from data.contest import evidence
from data.contest.errors import ContestError
from data.contest.first_page import BROKEN, SIDE

PHOTOS = ("jpg", "png")
DRAWN = (*PHOTOS, "pdf")  # what has a small picture
SECONDS = 20  # for drawing the first page of a PDF
GOOD = 90  # quality of a photo that has to be written anew
CRASHED = tuple(
    -getattr(signal, name)
    for name in ("SIGXCPU", "SIGSEGV", "SIGABRT", "SIGTRAP", "SIGBUS", "SIGILL", "SIGFPE")
    if hasattr(signal, name)
)  # how a PDF ends the process that draws it; what else ends it is not its doing
ROOT = Path(__file__).parents[2]


class Position(NamedTuple):
    """Where a picture says that it was taken, in degrees north and east, and when, as the camera
    wrote it (2026:03:02 09:15:00, of whatever zone); None and empty: it does not say.
    """

    latitude: Decimal | None
    longitude: Decimal | None
    taken: str


def position(content: bytes) -> Position | None:
    """Where and when a photo was taken; None where it says neither. What a camera writes can be
    false, and is shown as what the photo says.
    """
    try:
        with Image.open(io.BytesIO(content), formats=list(evidence.PICTURES)) as picture:
            told = picture.getexif()
        gps = told.get_ifd(ExifTags.IFD.GPSInfo)
        more = told.get_ifd(ExifTags.IFD.Exif)
    except evidence.BROKEN:
        return None
    at = [
        _degrees(gps.get(value), gps.get(side), most)
        for value, side, most in (
            (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, 90),
            (ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, 180),
        )
    ]
    taken = str(more.get(ExifTags.Base.DateTimeOriginal, ""))[:19]
    taken = taken if taken.replace(":", "").replace(" ", "").isdecimal() else ""
    north, east = (None, None) if None in at else (at[0], at[1])
    return Position(north, east, taken) if taken or north is not None else None


def _degrees(told: object, side: object, most: int) -> Decimal | None:
    """Degrees of three numbers (degrees, minutes, seconds), to about a metre."""
    try:
        whole, minutes, seconds = (float(one) for one in told)  # type: ignore[attr-defined]
        found = Decimal(str(round(whole + minutes / 60 + seconds / 3600, 5)))
    except (TypeError, ValueError, ArithmeticError, InvalidOperation):
        return None
    if not found.is_finite() or not 0 <= found <= most:
        return None
    return -found if str(side).strip("\x00 ").upper() in ("S", "W") else found


def shown(content: bytes, kind: str) -> bytes:
    """A file as it is shown and given away: of a photo the picture alone, turned as it was taken,
    without place, time or camera. Other files as they are.

    Raises:
        ContestError: the photo cannot be drawn.
    """
    if kind not in PHOTOS:
        return content
    out = io.BytesIO()
    try:
        with (
            evidence.DRAWING,
            Image.open(io.BytesIO(content), formats=list(evidence.PICTURES)) as picture,
        ):
            turned = _turned(picture)
            colours = picture.info.get("icc_profile")
            if kind == "png":
                picture.save(out, "PNG", exif=turned, icc_profile=colours, compress_level=4)
            else:
                # As fine as it was, where there are no more pictures behind it
                quality = "keep" if picture.format == "JPEG" else GOOD
                picture.save(out, "JPEG", quality=quality, exif=turned, icc_profile=colours,
                             comment=b"", xmp=b"")  # fmt: skip
    except evidence.BROKEN as error:
        raise ContestError(
            "Foto ini tidak dapat dibuka; simpan ulang sebagai jpg lalu unggah lagi."
        ) from error
    return out.getvalue()


def _turned(picture: Image.Image) -> Image.Exif:
    """Which way up a photo was taken, and nothing else that it says; none where that is no way."""
    only = Image.Exif()
    try:
        way = picture.getexif().get(ExifTags.Base.Orientation)
    except evidence.BROKEN:
        way = None
    if isinstance(way, int) and way in range(1, 9):
        only[ExifTags.Base.Orientation] = way
    return only


def small(files: Path, sha256: str, kind: str) -> bytes:
    """A small JPEG of a photo, or of the first page of a PDF, made once and kept beside the
    evidence; empty where there is none, or it cannot be drawn. What failed for want of time or
    memory of the server is not kept, and tried again.

    Raises:
        ContestError: the file is gone, or is not what it was.
    """
    if kind not in DRAWN:
        return b""
    kept = files.with_name("pratinjau") / sha256[:2] / f"{evidence.place(files, sha256).name}.jpg"
    with suppress(FileNotFoundError):
        return kept.read_bytes()
    content = evidence.read(files, sha256)
    made = _page(content) if kind == "pdf" else _photo(content)
    if made is None:
        return b""
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_name(f".{secrets.token_hex(8)}")
    draft.write_bytes(made)
    draft.replace(kept)
    return made


def forget(files: Path, sha256: str) -> None:
    """Take the small picture of a file away."""
    (files.with_name("pratinjau") / sha256[:2] / f"{sha256}.jpg").unlink(missing_ok=True)


def _photo(content: bytes) -> bytes | None:
    """A small picture; empty: it is broken; None: not now."""
    out = io.BytesIO()
    try:
        with (
            evidence.DRAWING,
            Image.open(io.BytesIO(content), formats=list(evidence.PICTURES)) as picture,
        ):
            if picture.format == "PNG":
                evidence.require_drawable("png", picture.width * picture.height)
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))  # a large photo is not read whole
            way = _turned(picture).get(ExifTags.Base.Orientation)
            drawn = picture.convert("RGB")
            drawn.thumbnail((SIDE, SIDE))
        clean = Image.new("RGB", drawn.size)
        clean.paste(drawn)
        if way:
            clean.getexif()[ExifTags.Base.Orientation] = way
        ImageOps.exif_transpose(clean, in_place=True)
        clean.save(out, "JPEG", quality=80)
    except MemoryError:
        return None
    except (*evidence.BROKEN, ContestError):
        return b""
    return out.getvalue()


def _page(content: bytes) -> bytes | None:
    """What the process of its own draws; empty: the file is broken; None: not now."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "data.contest.first_page"],
            cwd=ROOT,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode == 0:
        return done.stdout
    return b"" if done.returncode in (BROKEN, *CRASHED) else None
