"""Streamlit's own files for nginx, compressed beforehand: python -m deploy.assets FOLDER. To be run
after each installation.
"""

import argparse
import gzip
import shutil
import sys
from pathlib import Path

import streamlit

COMPRESSED = {".js", ".css", ".svg", ".json", ".ttf"}
LEAST = 1000  # bytes from which it is worth it


def write(folder: Path) -> int:
    """Copy the files that a browser asks for under /static into a folder, those of text with a
    compressed twin beside them, and return how many. Their names hold the hash of their content, so
    that files of an earlier version may stay.

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
            twin.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    return len(files)


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns 0, or 2 where the folder cannot be written."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.assets", description="Menyiapkan berkas Streamlit untuk nginx."
    )
    parser.add_argument(
        "folder", type=Path, help="folder yang dilayani nginx, misalnya /srv/dasbor/www"
    )
    options = parser.parse_args(arguments)
    try:
        print(f"{write(options.folder)} berkas ditulis ke {options.folder}")
    except OSError as error:
        print(
            f"{error.filename or options.folder}: tidak dapat ditulis ({error.strerror}).",
            file=sys.stderr,
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
