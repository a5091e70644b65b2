"""LibreOffice, which opens what is given away as its readers do; and what a test does without a
program that it needs.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

OFFICE = "tidak ada LibreOffice"
POSTGRES = "tidak ada PostgreSQL; pasang dengan apt-get install postgresql"
MISSING = (OFFICE, POSTGRES)


def lacking(missing: str) -> NoReturn:
    """In CI the test fails, elsewhere it is skipped; the last lines of the run say so
    (tests/conftest.py).
    """
    if os.environ.get("CI"):
        pytest.fail(f"{missing}; di CI uji ini tidak boleh dilewati", pytrace=False)
    pytest.skip(missing)


def convert(files: Sequence[Path], kind: str, *more: str) -> None:
    """Write files as another kind ("pdf") beside the first."""
    office = shutil.which("soffice")
    if office is None:
        lacking(OFFICE)
    where = files[0].parent
    apart = f"-env:UserInstallation=file://{where}/profil"
    command = [office, "--headless", apart, *more, "--convert-to", kind, "--outdir", str(where)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180)
