"""The real catalog as a published generation, built once for a whole test run."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import duckdb

from data import build, publish


@cache
def folder() -> Path:
    where = Path(tempfile.mkdtemp(prefix="skk-"))
    atexit.register(shutil.rmtree, where, ignore_errors=True)
    build.build(build.CATALOG, where)
    return where


@cache
def connection() -> duckdb.DuckDBPyConnection:
    generation = publish.current(folder())
    assert generation is not None
    return publish.connect(generation)
