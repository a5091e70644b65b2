"""Streamlit's own files for nginx, compressed beforehand: python -m deploy.assets FOLDER. To be run
after each installation.
"""

import argparse
import gzip
import shutil
import sys
from pathlib import Path

import brotli
import streamlit

COMPRESSED = {".js", ".css", ".svg", ".json", ".ttf"}
LEAST = 1000  # bytes from which it is worth it
BEST = 11  # of brotli: a minute once, a fifth fewer bytes than gzip for each first visit
BROTLI = "br"  # the folder of its files, which keep their names and thereby their types


def write(folder: Path, quality: int = BEST) -> int:
    """Copy the files that a browser asks for under /static into a folder, those of text with a
    twin compressed by gzip beside them and one by brotli in a folder of its own, and return how
    many. Their names hold the hash of their content, so that files of an earlier version may stay
    and what is compressed already is not compressed again.

    Args:
        quality: of brotli, 0 (quick) to 11 (small).

    Raises:
        OSError: the folder cannot be written.
    """
    source = Path(streamlit.__file__).parent / "static"
    files = [path for path in (source / "static").rglob("*") if path.is_file()]
    for path in files:
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
        if path.suffix in COMPRESSED and path.stat().st_size >= LEAST:
            twin = target.with_name(target.name + ".gz")
            small = folder / BROTLI / path.relative_to(source)
            if not twin.exists():
                _put(twin, gzip.compress(path.read_bytes(), mtime=0))
            if not small.exists():
                small.parent.mkdir(parents=True, exist_ok=True)
                _put(small, brotli.compress(path.read_bytes(), quality=quality))
    return len(files)


def _put(file: Path, content: bytes) -> None:
    """A file that is there is whole, even if this is stopped meanwhile."""
    half = file.with_name(f".{file.name}.half")
    half.write_bytes(content)
    half.replace(file)


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns 0, or 2 where the folder cannot be written."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.assets", description="Menyiapkan berkas Streamlit untuk nginx."
    )
    parser.add_argument(
        "folder", type=Path, help="folder yang dilayani nginx, misalnya /srv/dasbor/www"
    )
    parser.add_argument(
        "--quality",
        type=int,
        choices=range(BEST + 1),
        default=BEST,
        metavar="0-11",
        help="mutu brotli: 0 cepat, 11 terkecil (satu menit; bawaan)",
    )
    options = parser.parse_args(arguments)
    try:
        print(f"{write(options.folder, options.quality)} berkas ditulis ke {options.folder}")
    except OSError as error:
        print(
            f"{error.filename or options.folder}: tidak dapat ditulis ({error.strerror}).",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
