"""A lock on a file that the system drops with the process which holds it, however that ends."""

import os
from contextlib import suppress
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt


def take(file: IO[str]) -> bool:
    """Lock an open file and tell whether that went well; it does not where anybody else holds it,
    this process included.
    """
    with suppress(OSError):
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return True
    return False


def free(file: IO[str]) -> None:
    """Give a lock back."""
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_UN)
    else:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]


def is_running(process: int) -> bool:
    """Whether a process of this machine is alive; true where that cannot be known."""
    if not fcntl:  # on Windows signal 0 is Ctrl+C
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
