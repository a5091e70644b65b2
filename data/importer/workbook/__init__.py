"""Any workbook, CSV or web page as sheets of cells, within bounds, or a sentence that says why not.

A file is read in a process of its own (`__main__`) with little memory and time, so that a damaged
or hostile one can hurt nobody:
what fails there fails with a sentence here. `kinds` tells what a file is, `values` reads it with
the module of its kind.

What the values do not tell (hidden, merged, indented, errors, per cent) is known of .xlsx, .xlsm,
.xls, .xlsb, .ods and XML Spreadsheet 2003; of a web page what is hidden and merged; a formula
without a stored value of .xlsx alone; of CSV nothing. Cells of web pages and CSV are text as it is
seen there.
"""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from data.files import FileError
from data.importer.workbook.kinds import DAMAGED, KINDS, LARGEST, TOO_MUCH, WANTED, kind_of
from data.importer.workbook.passing import unpacked
from data.importer.workbook.sheet import Cell, Merge, Sheet, letters

__all__ = ["KINDS", "LARGEST", "WANTED", "Cell", "Merge", "Sheet", "kind_of", "letters", "read"]

MEMORY = 512_000_000  # bytes of address space of the reading process
SECONDS = 60  # for reading one file
WORKED = 30  # seconds of a processor's work for it
WAITED = 120  # seconds for the file that is being read
POLLED = 0.2  # seconds between looks at whether the reading is still wanted
BUSY = "{} belum dibaca karena berkas lain masih dibaca; coba lagi sebentar lagi."
# Windows has neither
SPENT = [getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)]
# One file at a time for each process of the app, so that memory is bounded for all who send
_READING = threading.Lock()


def read(file: Path, still: Callable[[], None] = lambda: None) -> list[Sheet]:
    """The sheets of a file in their order, those that are hidden too. `still` is called a few times
    a second; if it raises, the reading, or the waiting for another's to end, ends.

    Raises:
        FileError: not such a file, too large, locked or damaged; or others are read all the time.
        OSError: it cannot be opened.
    """
    kind_of(file)
    until = time.monotonic() + WAITED
    while not _READING.acquire(timeout=POLLED):
        still()
        if time.monotonic() > until:
            raise FileError(BUSY.format(file.name))
    try:
        answer = _answer(file, still)
    finally:
        _READING.release()
    return unpacked(answer)


def _answer(file: Path, still: Callable[[], None]) -> bytes:
    """What the process of its own says of a file."""
    command = [sys.executable, "-m", __name__, str(file.resolve())]
    root = Path(__file__).parents[3]
    until = time.monotonic() + SECONDS
    with subprocess.Popen(  # noqa: S603
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        try:
            while time.monotonic() < until:
                with suppress(subprocess.TimeoutExpired):
                    out, said = child.communicate(timeout=POLLED)
                    if child.returncode == 0:
                        return out
                    # where memory runs out Rust ends the process, and where time does the system
                    # does; else reading failed
                    is_spent = b"memory allocation" in said or -child.returncode in SPENT
                    raise FileError((TOO_MUCH if is_spent else DAMAGED).format(file.name))
                still()
        finally:
            child.kill()
    raise FileError(TOO_MUCH.format(file.name))
