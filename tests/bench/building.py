"""The build of the real catalog, as a command."""

import subprocess
import sys
from pathlib import Path

from tests.bench.server import ROOT


def build(out: Path) -> None:
    """Build and publish the catalog into a folder with `python -m data.build`."""
    subprocess.run([sys.executable, "-m", "data.build", "--out", str(out)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
