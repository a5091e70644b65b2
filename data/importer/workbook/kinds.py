"""What kind of file somebody sent, told by its content; and the sentences for what cannot be
read.
"""

import re
import zipfile
import zlib
from pathlib import Path

from data import files
from data.files import FileError

LARGEST = 10_000_000  # bytes of a file
LARGEST_UNPACKED = 60_000_000  # bytes of a workbook's parts
KINDS = {
    "xlsx": (".xlsx", ".xlsm"), "xls": (".xls",), "xlsb": (".xlsb",), "ods": (".ods",),
    "csv": (".csv", ".txt", ".tsv"),
    "html": (".html", ".htm"), "xml": (".xml",),
}  # fmt: skip
# Names that web systems give instead
WORN = {"csv": (".xls",), "html": (".xls", ".xlsx"), "xml": (".xls", ".xlsx")}
NAMED = {"html": "halaman web", "xml": "XML"}
WANTED = (
    "Excel (.xlsx, .xlsm, .xls, .xlsb), OpenDocument (.ods), CSV, atau tabel halaman web (.html)"
)
DAMAGED = (
    "{} rusak atau tidak terbaca; buka dengan Excel atau LibreOffice, simpan ulang sebagai .xlsx,"
    " lalu coba lagi."
)
LOCKED = (
    "{} dikunci kata sandi; buka, hapus kata sandinya (Berkas, Info, Lindungi Buku Kerja), lalu"
    " simpan ulang."
)
TOO_MUCH = (
    "Isi {} terlalu besar setelah dibuka; hapus lembar, baris, dan kolom kosong atau gambar yang"
    " tidak perlu."
)
NO_TABLE = (
    "{} adalah halaman web tanpa tabel; buka rekapnya di sistem asalnya dan ekspor sebagai Excel,"
    " atau buka berkas ini dengan Excel lalu Simpan Sebagai .xlsx."
)
ARCHIVE = (
    "{} adalah arsip halaman web (MHT); buka dengan Excel, pilih Simpan Sebagai, jenis Buku Kerja"
    " Excel (.xlsx), lalu coba lagi."
)
LARGE = "Hapus gambar, lembar, dan baris kosong yang tidak perlu, lalu simpan ulang."
OTHER_TEXT = ("%pdf", "{\\rtf", "<?xml", "<!doctype")  # text, and yet no table


def kind_of(file: Path) -> str:
    """What a file is by its content: a name of KINDS.

    Raises:
        FileError: too large, empty, of another kind, or of another kind than its name says.
        OSError: it cannot be opened.
    """
    head = files.head(file, LARGEST, WANTED, LARGE)
    if head.startswith(b"PK\x03\x04"):
        kind = _packed(file)
    elif head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in file.read_bytes():
            raise FileError(LOCKED.format(file.name))
        kind = "xls"
    else:
        kind = _text(file)
    if not kind:
        raise FileError(f"{file.name} bukan {WANTED}; ekspor rekapnya ke salah satu bentuk itu.")
    suffix = file.suffix.lower()
    allowed = KINDS[kind] + WORN.get(kind, ())
    if suffix not in allowed and suffix in {one for several in KINDS.values() for one in several}:
        raise FileError(
            f"{file.name} bernama {suffix} tetapi isinya {NAMED.get(kind, kind.upper())}; simpan"
            f" ulang sebagai .xlsx dari Excel, atau beri akhiran {KINDS[kind][0]}."
        )
    return kind


def _packed(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if (
                sum(member.file_size for member in members) > LARGEST_UNPACKED
                or len(members) > 2000
            ):
                raise FileError(TOO_MUCH.format(file.name))
            if any(member.flag_bits & 1 for member in members):
                raise FileError(LOCKED.format(file.name))
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "xl/workbook.bin" in names:
                return "xlsb"
            return (
                "ods"
                if {"content.xml", "mimetype"} <= names
                and b"spreadsheet" in archive.read("mimetype")
                else ""
            )
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
        zlib.error,
    ) as error:
        raise FileError(DAMAGED.format(file.name)) from error


def _text(file: Path) -> str:
    """The kind of a file of text; empty where it is none, or text of another kind."""
    try:
        text = decoded(file.read_bytes())
    except UnicodeDecodeError as error:
        raise FileError(DAMAGED.format(file.name)) from error
    if "\0" in text:
        return ""
    begins = text[:20_000].lstrip().lower()
    if begins.startswith("mime-version:"):
        raise FileError(ARCHIVE.format(file.name))
    if "urn:schemas-microsoft-com:office:spreadsheet" in begins and re.search(
        r"<(\w+:)?workbook\b", begins
    ):
        return "xml"
    if re.search(r"<table[\s>]", text, re.IGNORECASE) and re.search(
        r"<t[dh][\s>]", text, re.IGNORECASE
    ):
        return "html"
    if begins.startswith(("<html", "<!doctype html")):
        raise FileError(NO_TABLE.format(file.name))
    return "" if begins.startswith(OTHER_TEXT) else "csv"


def decoded(content: bytes) -> str:
    """Text of bytes: by its mark (UTF-8 or UTF-16), by the nulls of UTF-16 without one, else UTF-8,
    else Windows-1252.

    Raises:
        UnicodeDecodeError: it is broken UTF-16.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    head = content[:4000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if (
        min(even, odd) * 4 < max(even, odd) > len(head) / 8
    ):  # of each pair one byte is null where letters are Latin
        return content.decode("utf-16-le" if odd > even else "utf-16-be")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
