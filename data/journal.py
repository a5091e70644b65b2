"""Who published or took back what, when, and what changed: journal.jsonl beside the generations,
one line before, one after.
"""

import json
import logging
import os
import secrets
from collections.abc import Hashable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

JOURNAL = "journal.jsonl"
WITHDRAWN = ("kembali", "tarik")  # after these nobody wants to see again what was in force before
log = logging.getLogger("dasbor")


class Count(NamedTuple):
    """How many rows of one kind of data became new, changed or went."""

    table: str
    new: int
    changed: int
    removed: int


class Entry(NamedTuple):
    """One move of the pointer. `what` is terbit, tarik (an import), pulih (an import taken back) or
    kembali (a generation).

    `was` and `to` are names of generations; `imports` are those in force afterwards, None in lines
    of older versions; `done` is false where the move was cut off.
    """

    id: str
    at: str = ""  # UTC
    who: str = ""
    what: str = ""
    was: str = ""
    to: str = ""
    file: str = ""
    sha256: str = ""
    edition_id: str = ""
    import_id: str = ""
    replaces: tuple[str, ...] = ()
    imports: tuple[str, ...] | None = None
    changes: tuple[Count, ...] = ()
    done: bool = False


def read(where: Path) -> list[Entry]:
    """The entries of a folder of generations, latest first; a line that is torn or not ours is left
    out.
    """
    try:
        lines = (where / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    entries: dict[str, Entry] = {}
    for line in lines:
        try:
            said = json.loads(line)
            known = entries.get(said["id"])
            entries[said["id"]] = (
                known._replace(done=bool(said.get("done"))) if known else _entry(said)
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return list(reversed(entries.values()))


def _entry(said: Mapping[str, object]) -> Entry:
    texts = {
        name: str(said.get(name) or "")
        for name in ("at", "who", "what", "to", "file", "sha256", "edition_id", "import_id")
    }
    imports = said.get("imports")
    changes = said.get("changes")
    counts = [
        Count(str(one["table"]), int(one["new"]), int(one["changed"]), int(one["removed"]))
        for one in (changes if isinstance(changes, list) else [])
    ]
    return Entry(
        str(said["id"]),
        was=str(said.get("from") or ""),
        replaces=_names(said.get("replaces")),
        imports=None if imports is None else _names(imports),
        changes=tuple(counts),
        done=bool(said.get("done")),
        **texts,
    )


def _names(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list) else ()


def imports(where: Path, pointed: str) -> list[str] | None:
    """The imports in force by the last move that happened, oldest first; None where no line tells.

    `pointed` is the generation that the pointer names: a move there has happened, even if its last
    line could not be written.
    """
    known = (
        entry.imports
        for number, entry in enumerate(read(where))
        if entry.imports is not None and (entry.done or (number == 0 and entry.to == pointed))
    )
    found = next(known, None)
    return None if found is None else list(found)


def left(where: Path) -> set[str]:
    """Names of the generations that nobody wants to see again: taken back, and not put in force
    since.
    """
    gone: set[str] = set()
    for entry in reversed(read(where)):
        if not entry.done:
            continue
        if entry.what in WITHDRAWN:
            gone.add(entry.was)
        gone.discard(entry.to)
    return gone


def begin(where: Path, entry: Entry) -> str:
    """Write what is about to happen; return the number to end it with. `id` and `at` are given
    here.

    Raises:
        OSError: it could not be written; the journal is as before.
    """
    said = line(entry)
    _append(where, said)
    return str(said["id"])


def line(entry: Entry) -> dict[str, object]:
    """An entry as a line of the journal holds it, with a number and the time of now."""
    said = entry._asdict() | {
        "id": secrets.token_hex(6),
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "from": entry.was or None,
    }
    said["changes"] = [one._asdict() for one in entry.changes]
    unsaid = {
        "done",
        "was",
        *(
            name
            for name, value in said.items()
            if value in ("", None) or (value == () and name != "imports")
        ),
    }
    return {name: value for name, value in said.items() if name not in unsaid}


def end(where: Path, number: str) -> None:
    """Write that it has happened. By now nothing can be undone, so that a full disk is only
    logged.
    """
    try:
        _append(where, {"id": number, "done": True})
    except OSError as error:
        log.warning(
            "%s: the end of entry %s could not be written: %s", where / JOURNAL, number, error
        )


def _append(where: Path, line: Mapping[str, object]) -> None:
    with (where / JOURNAL).open("a+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(-1, os.SEEK_END)
        torn = bool(size) and file.read(1) != b"\n"  # whoever wrote last was killed amid a line
        try:
            _write(
                file.fileno(),
                (b"\n" if torn else b"") + json.dumps(line, ensure_ascii=False).encode() + b"\n",
            )
        except OSError:
            file.truncate(size)
            raise


def _write(number: int, content: bytes) -> None:
    """All of it, or an error: on a full disk a write may take a part."""
    while content:
        content = content[os.write(number, content) :]
    os.fsync(number)


def listed(counts: Iterable[Mapping[Hashable, object]]) -> tuple[Count, ...]:
    """The counts of a difference as they are kept."""
    return tuple(
        Count(str(one["table"]), *(int(str(one[name])) for name in ("new", "changed", "removed")))
        for one in counts
    )
