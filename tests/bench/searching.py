"""How long a search of the innovation catalogue takes, on the real one and on simulated copies of
it.
"""

import tempfile
import time
from pathlib import Path

import duckdb
import pandas as pd

from analytics.innovation import questions as innovation_questions
from analytics.innovation.questions import Wanted
from data import build, check, publish

COPIES = 100_000
# As one types: a beginning, a word, a word with an error, two words, a word that nearly all hold,
# with filters, none at all.
TYPED = ("la", "lansia", "lansa", "posyandu remaja", "kampung", "pelayanan publik", "")


def copies(size: int) -> dict[str, pd.DataFrame]:
    """The catalog with so many innovations: the real reports over and over, of ever another
    kecamatan under a new name.
    """
    frames = check.read(build.CATALOG)
    reports, everywhere = frames["innovations"], frames["kecamatan"]
    position = pd.RangeIndex(size)
    many = reports.iloc[position % len(reports)].reset_index(drop=True)
    where = everywhere.iloc[position % len(everywhere)].reset_index(drop=True)
    many["name"] = [
        f"{name} {number}"
        for name, number in zip(many["name"], position // len(reports), strict=True)
    ]
    many["kecamatan_code"], many["kabkota_code"] = where["code"], where["kabkota_code"]
    return frames | {"innovations": many}


def measure(times: int) -> tuple[list[float], list[float]]:
    """Seconds of each search, so many times what TYPED holds: on the real catalog, and on COPIES
    innovations.
    """
    with tempfile.TemporaryDirectory() as scratch:
        real, large = Path(scratch) / "real.duckdb", Path(scratch) / "large.duckdb"
        for path, frames in ((real, check.read(build.CATALOG)), (large, copies(COPIES))):
            with duckdb.connect(path) as con:
                build.fill(con, frames)
        return _searches(real, times), _searches(large, times)


def _searches(path: Path, times: int) -> list[float]:
    seconds = []
    with publish.connect(path) as con:
        for _ in range(times):
            for typed in TYPED:
                began = time.perf_counter()
                innovation_questions.search(
                    con, typed, Wanted(context="skk" if typed == "lansia" else None)
                )
                seconds.append(time.perf_counter() - began)
    return seconds
