"""How long the build of the real catalog takes, as a command."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.server import ROOT


def build(out: Path) -> float:
    """Build and publish the catalog into a folder with `python -m data.build`; return seconds of wall time."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "data.build", "--out", str(out)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def measure(times: int) -> list[float]:
    """Seconds of each of so many builds, each into an empty folder."""
    seconds = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as scratch:
            seconds.append(build(Path(scratch)))
    return seconds
