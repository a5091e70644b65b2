"""Whether two imports are of one source, so that the later is a correction that takes the place of
the earlier.

The rule (docs/DECISIONS.md): they are about the same edition and have the same publisher and the
same title, and the later says anew at least half of what the earlier said; or they are the same
file, read in another way. A title that only repeats the name of its file is none: a corrected file
is seldom called as before. What two files say is compared by what it is about (kecamatan, stage,
juror, criterion; name of an innovation), not by its values.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from data import check, layers, names
from data.importer.layer import Rows

SHARE = 0.5  # of what the earlier said
DEFAULT_TITLE = "Berkas impor "  # begins the title of a file that gives none; its name follows
Fact = tuple[str, ...]
Row = Mapping[str, object]


class Source(NamedTuple):
    """Whose file it is, and what it is about."""

    edition_id: str
    sha256: str
    publisher: str
    title: str
    facts: frozenset[Fact]


def of_rows(rows: Rows, edition_id: str, sha256: str) -> Source:
    """The source of rows that are about to be imported."""
    said = rows["sources"][0]
    return Source(
        edition_id, sha256, _words(said.get("publisher")), _title(said.get("title")), facts(rows)
    )


def of_layer(folder: Path) -> Source | None:
    """The source of a kept import, or None where what is kept is damaged."""
    try:
        meta = layers.read(folder)
        rows = {
            path.stem: records(path) for path in folder.glob("*.csv") if path.stem in check.FILES
        }
        said: Row = rows["sources"][0]
    except (check.CatalogError, OSError, UnicodeDecodeError, KeyError, IndexError):
        return None
    publisher, title = meta.publisher or said.get("publisher"), meta.title or said.get("title")
    return Source(meta.edition_id, meta.sha256, _words(publisher), _title(title), facts(rows))


def is_same(later: Source, earlier: Source) -> bool:
    """Whether the later of two imports is by default taken for a correction of the earlier."""
    if later.edition_id != earlier.edition_id:
        return False
    if later.sha256 == earlier.sha256:
        return True
    if (later.publisher, later.title) != (earlier.publisher, earlier.title):
        return False
    return len(later.facts & earlier.facts) >= SHARE * len(earlier.facts)


def facts(rows: Mapping[str, Iterable[Row]]) -> frozenset[Fact]:
    """What rows of a layer are about. That somebody takes part counts only where nothing else is
    said.
    """
    found: set[Fact] = set()
    entered: set[Fact] = set()
    for row in rows.get("placements", ()):
        place = _said(row, "kecamatan_code") or names.key(row.get("kecamatan_printed") or "")
        if (
            _said(row, "rank")
            or _said(row, "score")
            or _said(row, "placement") not in ("", "peserta")
        ):
            found.add(("peringkat", place, _said(row, "stage")))
        else:
            entered.add(("peserta", place))
    called = {
        _said(row, "code"): names.key(row.get("name") or "") for row in rows.get("indicators", ())
    }
    for row in rows.get("scores", ()):
        # Its code may be one of our own, and another one next time
        criterion = _said(row, "indicator")
        about = [_said(row, name) for name in ("kecamatan_code", "stage", "juror")]
        found.add(("nilai", *about, called.get(criterion, criterion)))
    for row in rows.get("innovations", ()):
        found.add(("inovasi", _said(row, "kecamatan_code"), names.wording(_said(row, "name"))))
    return frozenset(found or entered)


def _said(row: Row, column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value)


def _words(said: object) -> str:
    return " ".join(
        "".join(one if one.isalnum() else " " for one in str(said or "").casefold()).split()
    )


def _title(said: object) -> str:
    return "" if str(said or "").startswith(DEFAULT_TITLE) else _words(said)


def records(path: Path) -> list[dict[str, str]]:
    """The records of a catalog file of a layer, as text."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
