"""What holds for every file that somebody sends: it is one file, not empty, within bounds, and told
by its content.
"""

from pathlib import Path

HEAD = 64  # bytes by which a kind of file is told


class FileError(Exception):
    """The file cannot be used; the message says in a sentence why, and how to mend it."""


def head(file: Path, largest: int, wanted: str, lessen: str) -> bytes:
    """The first bytes of a file, without a byte order mark.

    Args:
        file: what somebody sent.
        largest: bytes it may have.
        wanted: the kinds of file that are welcome, in words.
        lessen: how to make it smaller, as a sentence.

    Raises:
        FileError: a folder, too large, or empty.
        OSError: it cannot be opened.
    """
    if file.is_dir():
        raise FileError(f"{file.name} adalah folder; beri satu berkas {wanted}.")
    size = file.stat().st_size
    if size > largest:
        raise FileError(
            f"{file.name} berukuran {size / 1e6:.0f} MB; paling besar {largest / 1e6:.0f} MB."
            f" {lessen}"
        )
    with file.open("rb") as content:
        begins = content.read(HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begins:
        raise FileError(f"{file.name} kosong; unduh atau ekspor ulang berkasnya.")
    return begins
