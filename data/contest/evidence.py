"""Files of evidence: told by their content, kept by their hash beside the store."""

import hashlib
import io
import os
import re
import secrets
import struct
import zipfile
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from PIL import Image

from data import publish
from data.contest.errors import ContestError

LARGEST = 30_000_000  # bytes of a file
MOST_PIXELS = 100_000_000  # of a photo; of a JPEG an eighth of each side is enough
MOST_PIXELS_PNG = 25_000_000  # it is unpacked whole, into four bytes each
DRAWING = Lock()  # one picture at a time is unpacked, so that memory holds one
KINDS = ("pdf", "docx", "xlsx", "jpg", "png")
WELCOME = "pdf, docx, xlsx, jpg, atau png"
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MOST_PARTS = 20_000  # files within a docx or xlsx
ENTRY = b"PK\x01\x02"  # begins each of them in a zip's directory
MOST_UNPACKED = 500_000_000  # bytes of them by what they say
PICTURES = {"JPEG": "jpg", "PNG": "png"}
SEVERAL = "MPO"  # what Pillow calls a JPEG with more pictures behind it, as phones write it
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    KeyError,
    TypeError,
    MemoryError,
    struct.error,
    Image.DecompressionBombError,
)  # what Pillow says of a picture that it cannot draw
HASH = re.compile(r"[0-9a-f]{64}")


class Told(NamedTuple):
    """What a file is, whatever it calls itself."""

    sha256: str
    kind: str
    name: str


def told(name: str, content: bytes) -> Told:
    """What a file is, by its content; its name gets the ending of its kind.

    Raises:
        ContestError: it is empty, too large, of too many pixels, or of no welcome kind.
    """
    called = re.sub(r"[^\w .()\-]", "_", Path(name.replace("\\", "/")).name).strip(" .")[:150]
    if not content:
        raise ContestError(f"{called or 'Berkas'} kosong; unggah lagi.")
    if len(content) > LARGEST:
        raise ContestError(
            f"{called} berukuran {len(content) / 1e6:.0f} MB; paling besar {LARGEST / 1e6:.0f} MB."
        )
    kind = _kind(content)
    if not kind:
        raise ContestError(
            f"{called or 'Berkas'} menurut isinya bukan {WELCOME}; simpan ulang dalam salah satu"
            " bentuk itu."
        )
    stem = re.sub(rf"\.({'|'.join((*KINDS, 'jpeg'))})$", "", called, flags=re.IGNORECASE)
    return Told(hashlib.sha256(content).hexdigest(), kind, f"{stem or 'bukti'}.{kind}")


def _kind(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf" if b"%%EOF" in content[-2048:] else ""
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(content)
    return ""


def _picture(content: bytes) -> str:
    """Whether it can be drawn: a picture's first bytes alone may stand before anything."""
    try:
        with DRAWING, Image.open(io.BytesIO(content), formats=list(PICTURES)) as picture:
            kind = "jpg" if picture.format == SEVERAL else PICTURES[str(picture.format)]
            require_drawable(kind, picture.width * picture.height)
            picture.draft("RGB", (480, 480))  # read to its end, but not into as many pixels
            picture.load()
    except BROKEN:
        return ""
    return kind


def require_drawable(kind: str, pixels: int) -> None:
    """Refuse a picture that would fill the memory when it is unpacked.

    Raises:
        ContestError: it has too many pixels for its kind.
    """
    most = MOST_PIXELS_PNG if kind == "png" else MOST_PIXELS
    if pixels > most:
        raise ContestError(
            f"Gambar ini berukuran {pixels // 1_000_000} megapiksel; paling besar"
            f" {most // 1_000_000} megapiksel untuk {kind}. Kecilkan, atau simpan sebagai jpg."
        )


def _office(content: bytes) -> str:
    """Which of the two it is, without macros and within bounds; nothing is unpacked."""
    if content.count(ENTRY) > MOST_PARTS:  # reading half a million entries takes ten seconds
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            held = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    names = {one.filename for one in held}
    if len(held) > MOST_PARTS or sum(one.file_size for one in held) > MOST_UNPACKED:
        return ""
    if any("vbaproject" in name.lower() for name in names):
        return ""
    found = {kind for part, kind in OFFICE.items() if part in names}
    return found.pop() if len(found) == 1 and "[Content_Types].xml" in names else ""


def place(files: Path, sha256: str) -> Path:
    """Where a file lies.

    Raises:
        ContestError: this is no hash.
    """
    if not HASH.fullmatch(sha256):
        raise ContestError("Berkas bukti itu tidak ada.")
    return files / sha256[:2] / sha256


def keep(files: Path, sha256: str, content: bytes) -> None:
    """Write a file onto the disk, whole or not at all; one that is there stays.

    Raises:
        OSError: it could not be written.
    """
    path = place(files, sha256)
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        publish.remembered(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def read(files: Path, sha256: str) -> bytes:
    """The content of a file.

    Raises:
        ContestError: it is gone, or is not what it was.
    """
    try:
        content = place(files, sha256).read_bytes()
    except OSError as error:
        raise ContestError(
            "Berkas bukti ini tidak ada lagi di server; pulihkan dari cadangan."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ContestError("Berkas bukti ini rusak di server; pulihkan dari cadangan.")
    return content
