"""The real catalog, read once and built once for a whole test run; nobody writes into either."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from data import build, check, publish


@cache
def folder() -> Path:
    where = Path(tempfile.mkdtemp(prefix="skk-"))
    atexit.register(shutil.rmtree, where, ignore_errors=True)
    build.build(build.CATALOG, where)
    return where


def generation() -> Path:
    """The generation in force."""
    found = publish.current(folder())
    assert found is not None
    return found


def copied(where: Path) -> Path:
    """A folder of generations of one's own with the real catalog in force."""
    return Path(shutil.copytree(folder(), where))


@cache
def frames() -> dict[str, pd.DataFrame]:
    """The checked catalog."""
    return check.read(build.CATALOG)


@cache
def connection() -> duckdb.DuckDBPyConnection:
    return publish.connect(generation())
