"""Published generations: immutable DuckDB files in one folder, and a pointer to the one in force.

A generation is named after the fingerprint of its content. The pointer is a text file that is replaced in one step,
so that a reader sees either the old generation or the new one, never a half; going back is moving the pointer.
"""

import os
from pathlib import Path

import duckdb

POINTER = "current"
DEFAULT_FOLDER = Path("data/published")


def folder() -> Path:
    """The folder of generations: the environment variable SKK_DATA, else data/published."""
    return Path(os.environ.get("SKK_DATA") or DEFAULT_FOLDER)


def current(where: Path) -> Path | None:
    """The generation in force in a folder, or None where nothing has been published yet."""
    try:
        generation = where / (where / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return generation if generation.is_file() else None


def publish(draft: Path, where: Path, version: str) -> Path:
    """Make a finished draft file the generation in force and return its path.

    A generation of the same version has the same content; then the draft is dropped and only the pointer moves.
    """
    generation = where / f"skk-{version[:12]}.duckdb"
    if generation.exists():
        draft.unlink()
    else:
        draft.replace(generation)
    pointer = where / f".{POINTER}-{os.getpid()}"
    pointer.write_text(generation.name + "\n", encoding="utf-8")
    pointer.replace(where / POINTER)
    return generation


def connect(generation: Path) -> duckdb.DuckDBPyConnection:
    """Open a generation for reading. Every query takes its own cursor: a connection is not shared by threads."""
    return duckdb.connect(generation, read_only=True, config={"threads": 2})
