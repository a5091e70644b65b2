"""The build of the real catalog, as a command, and the reading of it."""

import subprocess
import sys
import time
from pathlib import Path

from data import build as building
from data import check
from tests.bench.server import ROOT


def build(out: Path) -> None:
    """Build and publish the catalog into a folder with `python -m data.build`."""
    subprocess.run(
        [sys.executable, "-m", "data.build", "--out", str(out)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def read() -> float:
    """Seconds for reading and checking the real catalog, within this process."""
    began = time.perf_counter()
    check.read(building.CATALOG)
    return time.perf_counter() - began
