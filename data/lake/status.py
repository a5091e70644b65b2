"""What a node knows of its lake, in one small file beside its generations: read by every page,
written by whoever follows or publishes.
"""

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from data import publish

SILENT = 60  # seconds after the last answer of the lake, from which on readers are told
WIB = timezone(timedelta(hours=7), "WIB")


class Status(NamedTuple):
    """A node: which snapshot of which lake its folder holds, whose generation that is, when the
    lake was last asked and answered, and why it does not now; empty where it does.
    """

    lake: str = ""
    snapshot: int = 0
    made: str = ""  # when that snapshot was
    number: int = 0  # of the publication
    generation: str = ""
    asked: str = ""  # UTC
    problem: str = ""


NONE = Status()


def read(where: Path) -> Status | None:
    """What a folder of generations knows of its lake; None where it is no copy of one."""
    try:
        said = json.loads((where / publish.COPY).read_text(encoding="utf-8"))
        return Status(
            str(said["lake"]),
            int(said["snapshot"]),
            str(said["made"]),
            int(said["number"]),
            str(said["generation"]),
            str(said["asked"]),
            str(said["problem"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return NONE  # damaged: everything is asked anew


def write(where: Path, status: Status) -> None:
    """Keep it, in one step.

    Raises:
        OSError: the folder cannot be written.
    """
    draft = where / f".current-{os.getpid()}-danau"
    try:
        draft.write_text(json.dumps(status._asdict(), ensure_ascii=False), encoding="utf-8")
        draft.replace(where / publish.COPY)
    finally:
        draft.unlink(missing_ok=True)


def now() -> str:
    """The time as it is kept."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def silent_since(where: Path, moment: datetime | None = None) -> datetime | None:
    """Since when a node has had no answer of its lake; None where it has one, or is no node."""
    status = read(where)
    if status is None or not status.asked:
        return None
    asked = datetime.strptime(status.asked, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC)
    late = (moment or datetime.now(UTC)) - asked > timedelta(seconds=SILENT)
    return asked if late or status.problem else None


def notice(where: Path) -> str:
    """What readers of a node are told while it has no answer of its lake, else nothing."""
    since = silent_since(where)
    if since is None:
        return ""
    return (
        "Server ini belum dapat memeriksa terbitan terbaru sejak"
        f" {since.astimezone(WIB):%d-%m-%Y pukul %H.%M} WIB; yang tampil terbitan terakhir yang"
        " sudah diterimanya."
    )
