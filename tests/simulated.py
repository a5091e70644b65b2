"""A small simulation, published once for a whole test run: twelve kabkota of Jawa Timur, two years,
five jurors.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import duckdb

from data import build, check, publish, simulate

SEED = 7
YEARS = range(2023, 2025)
JURORS = 5


@cache
def simulation() -> simulate.Simulation:
    published = check.read(build.CATALOG)
    kecamatan = published["kecamatan"]
    some = kecamatan[kecamatan["kabkota_code"].between("3501", "3512")]
    return simulate.simulate(simulate.Scope(some, YEARS, JURORS), SEED, published)


@cache
def folder() -> Path:
    where = Path(tempfile.mkdtemp(prefix="skk-simulasi-"))
    atexit.register(shutil.rmtree, where, ignore_errors=True)
    simulate.write(simulation(), where)
    return where


@cache
def connection() -> duckdb.DuckDBPyConnection:
    generation = publish.current(folder())
    assert generation is not None
    return publish.connect(generation)
