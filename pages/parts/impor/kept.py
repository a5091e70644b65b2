"""Copies of uploaded workbooks: on the disk while their session lives and uses them, then gone."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from data import drafts

HOUR = 3600.0  # seconds after which nobody is taken to come back to a file
# Seconds that a session may be away: Streamlit keeps one that lost its connection for two minutes.
AWAY = 180.0
DELETED = (
    "Berkas yang diunggah sudah dihapus dari server karena satu jam tidak dipakai. Unggah lagi"
    " untuk melanjutkan; data terbit tidak diubah."
)


class Copies:
    """The drafts that hold a workbook, by their folder, with the session whose it is."""

    def __init__(self, drop: Callable[[Path], None] = drafts.drop) -> None:
        """`drop` deletes a folder with all that is in it."""
        self._drop, self._lock = drop, Lock()
        self._of: dict[Path, str] = {}
        self._away: dict[Path, float] = {}  # since when its session has not been seen

    def keep(self, folder: Path, session: str) -> None:
        """Note a folder of a session."""
        with self._lock:
            self._of[folder] = session

    def use(self, folder: Path) -> bool:
        """Note that a folder is in use; whether it is still there."""
        with suppress(OSError):
            os.utime(folder)
        return folder.is_dir()

    def sweep(self, is_there: Callable[[str], bool], now: float | None = None) -> None:
        """Delete what belongs to sessions that have ended, and what has not been used for an hour.

        `is_there` says whether a session is connected.
        """
        now = time.time() if now is None else now
        with self._lock:
            for folder, session in list(self._of.items()):
                if is_there(session):
                    self._away.pop(folder, None)
                since = self._away.get(folder, now)
                if not is_there(session):
                    self._away[folder] = since
                if now - since > AWAY or now - _used(folder, now) > HOUR:
                    self._drop(folder)
                if not folder.is_dir():
                    self._of.pop(folder)
                    self._away.pop(folder, None)


def _used(folder: Path, otherwise: float) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return otherwise


copies = Copies()
