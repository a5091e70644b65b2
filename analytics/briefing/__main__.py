"""`python -m analytics.briefing ADDRESS --out FILE`: a view as a file. FILE.pdf is its briefing,
FILE.pptx its slides, FILE.docx and FILE.xlsx the annex of a decree.

Exit 0: written. 2: the address, the data or the file cannot be used; nothing was written.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from analytics.briefing import addressing, annexes, composing, printing, slides
from analytics.core.choosing import UnknownError
from analytics.core.markup import shortened
from analytics.core.query import Connection
from data import publish


def _pdf(con: Connection, view: str) -> bytes:
    return printing.pdf(composing.briefing(con, view))


def _book(con: Connection, view: str) -> bytes:
    return printing.book(*composing.book(con, view))


def _pptx(con: Connection, view: str) -> bytes:
    return slides.pptx(composing.briefing(con, view))


def _docx(con: Connection, view: str) -> bytes:
    return annexes.docx_of(*composing.annex(con, view))


def _xlsx(con: Connection, view: str) -> bytes:
    return annexes.xlsx_of(*composing.annex(con, view))


KINDS: dict[str, Callable[[Connection, str], bytes]] = {
    ".pdf": _pdf,
    ".pptx": _pptx,
    ".docx": _docx,
    ".xlsx": _xlsx,
}


class _RefusedError(Exception):
    """Why there is no briefing, in a sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the briefing of a view."""
    parser = argparse.ArgumentParser(
        prog="python -m analytics.briefing",
        description="Sebuah tampilan sebagai berkas, menurut akhiran namanya: .pdf ringkasan satu"
        " lembar A4, .pptx slide, .docx dan .xlsx lembar penetapan sebuah edisi.",
    )
    parser.add_argument(
        "address",
        metavar="ALAMAT",
        help="seperti di bilah alamat, misalnya /kabkota?kode=3507; ditulis lengkap dengan"
        " https://… lembar itu memuat kode QR",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="BERKAS")
    parser.add_argument(
        "--buku-saku",
        action="store_true",
        help="semua yang tercatat tentang kabupaten/kota di alamat itu, sebagai buku (.pdf)",
    )
    asked = parser.parse_args(arguments)
    try:
        _write(asked.out, _made(asked.address, asked.out, is_book=asked.buku_saku))
    except (UnknownError, _RefusedError, publish.UnreadableError) as fault:
        print(fault, file=sys.stderr)
        return 2
    whole = addressing.read(asked.address, composing.PAGES).origin
    print(f"Ditulis: {asked.out}" + ("" if whole else " (tanpa kode QR: alamat tanpa https://…)"))
    return 0


def _made(view: str, out: Path, *, is_book: bool) -> bytes:
    kind = out.suffix.lower()
    if kind not in KINDS:
        raise _RefusedError(
            f"Nama berkas “{shortened(out.name)}” harus berakhir dengan {' atau '.join(KINDS)}."
        )
    if is_book and kind != ".pdf":
        raise _RefusedError(
            f"Buku saku ditulis sebagai .pdf; nama berkas “{shortened(out.name)}” berakhiran lain."
        )
    write = _book if is_book else KINDS[kind]
    with publish.connect(publish.readable(publish.folder())) as con:
        return write(con, view)


def _write(out: Path, made: bytes) -> None:
    """Put a whole file in its place, or none.

    Raises:
        _RefusedError: it cannot be written.
    """
    draft = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=out.parent, prefix=".ringkasan-", delete=False
        ) as file:
            draft = Path(file.name)
            file.write(made)
        draft.chmod(0o666 & ~_umask())
        draft.replace(out)
    except OSError as fault:
        if draft:
            with suppress(OSError):
                draft.unlink()
        reason = publish.REASONS.get(fault.errno or 0, "sistem menolaknya")
        raise _RefusedError(f"Tidak dapat menulis “{out}”: {reason}.") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


if __name__ == "__main__":
    sys.exit(main())
