"""LibreOffice, which opens what is given away as its readers do."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

MISSING = "tidak ada LibreOffice"


def convert(files: Sequence[Path], kind: str, *more: str) -> None:
    """Write files as another kind ("pdf") beside the first. Without LibreOffice the test fails in
    CI and is skipped elsewhere.
    """
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail(f"{MISSING}; di CI uji ini tidak boleh dilewati", pytrace=False)
        pytest.skip(MISSING)
    where = files[0].parent
    apart = f"-env:UserInstallation=file://{where}/profil"
    command = [office, "--headless", apart, *more, "--convert-to", kind, "--outdir", str(where)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180)
