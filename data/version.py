"""The version of this app, which pyproject.toml holds; data have a version of their own."""

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


@cache
def version() -> str:
    """Such as "1.2.3"."""
    return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])
