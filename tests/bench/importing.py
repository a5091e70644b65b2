"""How long an import takes and how much memory: a province in which each kecamatan was judged, by
the command line.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from data import build, check
from tests.bench.server import ROOT
from tests.import_cases import make_cases

PROVINCE, YEAR = "35", 2026
INDICATORS, JURORS = 7, 5
LOOK = 0.01  # seconds between two looks at the memory


class Costs(NamedTuple):
    """Seconds of wall time, and the most memory (bytes) that a command and the processes it started
    held together; Linux only.
    """

    seconds: float
    memory: int


def workbook(path: Path, frames: dict[str, pd.DataFrame]) -> int:
    """Write the project's own workbook for all kecamatan of the province, each with the scores of
    every juror and indicator; return how many kecamatan.
    """
    names = dict(frames["kabkota"][["code", "name"]].to_numpy())
    everyone = frames["kecamatan"][frames["kecamatan"]["code"].str[:2] == PROVINCE]
    who = [(row.name, names[row.kabkota_code]) for row in everyone.itertuples(index=False)]
    codes = [f"K{number}" for number in range(1, INDICATORS + 1)]
    scores = [[60 + (7 * at + 3 * juror + 5 * number) % 41 for number in range(INDICATORS)]
              for at in range(len(who)) for juror in range(JURORS)]  # fmt: skip
    sheets = make_cases.template() | {
        "Edisi": [["Tingkat", "Provinsi"], ["Wilayah", "Jawa Timur"], ["Kelas"], ["Tahun", YEAR],
                  ["Nama", "Sinergitas Kinerja Kecamatan"], ["Nama singkat", "SKK"],
                  ["Ajang", "SKK"],
                  ["Tanggal hasil", f"{YEAR}-03-01"], ["Jumlah peserta", len(who)]],
        "Indikator": [["Kode", "Nama", "Bobot", "Nilai maksimum"],
                      *([code, f"Kriteria {code}", 100 / INDICATORS, 100] for code in codes)],
        "Peserta": [["Kecamatan", "Kabupaten/Kota", "Kode wilayah", "Tahap", "Gelar"],
                    *([*one, None, "administrasi", "Peserta"] for one in who)],
        "Nilai": [["Kecamatan", "Kabupaten/Kota", "Tahap", "Juri", *codes],
                  *([*who[at // JURORS], "administrasi", f"Juri {at % JURORS + 1}", *row] for at,
                  row in enumerate(scores))],
        "Inovasi": make_cases.template()["Inovasi"][:1],
    }  # fmt: skip
    make_cases.write(path, sheets)
    return len(who)


def cost(command: list[str]) -> Costs:
    """What one command costs.

    Raises:
        RuntimeError: it ended with a fault; the message holds what it said.
    """
    with tempfile.TemporaryFile("w+") as said:
        began, most = time.perf_counter(), 0
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        while process.poll() is None:
            most = max(most, _held(process.pid))
            time.sleep(LOOK)
        seconds = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            raise RuntimeError(
                f"{' '.join(command)} ended with {process.returncode}:\n{said.read()[:2000]}"
            )
    return Costs(seconds, most)


def _held(pid: int) -> int:
    """Bytes that a process and its children hold now; 0 where it has ended meanwhile."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        own = next(
            (
                int(line.split()[1]) * 1024
                for line in status.splitlines()
                if line.startswith("VmRSS:")
            ),
            0,
        )
        children = [
            one
            for task in Path(f"/proc/{pid}/task").iterdir()
            for one in (task / "children").read_text().split()
        ]
    except OSError:
        return 0
    return own + sum(_held(int(child)) for child in children)


def measure(times: int) -> tuple[list[Costs], list[Costs]]:
    """So many builds of the real catalog, each into an empty folder, and as many imports of the
    workbook on top of it; (builds, imports).
    """
    builds, imports = [], []
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "provinsi.xlsx"
        workbook(file, check.read(build.CATALOG))
        for number in range(times):
            out = str(Path(scratch) / str(number))
            builds.append(cost([sys.executable, "-m", "data.build", "--out", out]))
            imports.append(
                cost(
                    [
                        sys.executable,
                        "-m",
                        "data.importer",
                        str(file),
                        "--out",
                        out,
                        "--yes",
                        "--publish",
                    ]
                )
            )
    return builds, imports
