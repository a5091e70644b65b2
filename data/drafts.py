"""Folders for what is being made: within the folder of generations, so that a finished file only
has to be renamed.

A draft is locked by the process that makes it. Whoever is killed leaves it behind unlocked, and the
next to begin sweeps it.
"""

import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from data import locks

PREFIX = ".impor-"
OWNED = ".milik"  # locked for as long as its process lives
# Seconds after which a draft is swept even if its process lives: nobody came back to it
STALE = 24 * 3600
NAMED = re.compile(rf"(?:{re.escape(PREFIX)}|\.draft-|\.current-)(\d{{1,9}})(?:[-.].*)?")
_owned: dict[Path, IO[str]] = {}


def make(where: Path) -> Path:
    """A new, empty draft within a folder of generations; its name holds the number of this process.

    Raises:
        OSError: the folder cannot be written; nothing is left behind.
    """
    folder = where / f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True)
        _owned[folder] = (folder / OWNED).open("w")
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    locks.take(_owned[folder])
    return folder


def drop(folder: Path) -> None:
    """Throw a draft away."""
    if file := _owned.pop(folder, None):
        file.close()
    shutil.rmtree(folder, ignore_errors=True)


def sweep(where: Path) -> None:
    """Throw away the drafts of processes that have ended, and those older than a day. A folder that
    cannot be written is left.
    """
    for path in [
        one for pattern in (f"{PREFIX}*", ".draft-*", ".current-*") for one in where.glob(pattern)
    ]:
        if _is_abandoned(path):
            if path.is_dir():
                drop(path)
            else:
                with suppress(OSError):
                    path.unlink()


def _is_abandoned(path: Path) -> bool:
    try:
        if time.time() - path.stat().st_mtime > STALE:
            return True
        if (path / OWNED).is_file():
            with (path / OWNED).open("a+") as file:
                return locks.take(file)
    except OSError:  # swept by another, or not ours
        return False
    maker = NAMED.fullmatch(path.name)
    return maker is not None and not locks.is_running(int(maker[1]))
