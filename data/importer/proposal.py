"""One file as a proposal: what was recognised, whom its names mean, what is wrong, and the rows it would add."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data import names
from data.importer import faults, match, workbook
from data.importer.draft import Draft, Edition, Fault
from data.importer.layer import Maker, Rows
from data.importer.match import Match
from data.importer.recognise import recognise

MOST_PLACES = 1000  # no province has as many kecamatan


@dataclass(frozen=True)
class Choices:
    """What an operator decides: the edition, meanings of columns (by header address), kecamatan (by Place.key), the publisher;
    and, where the file does not say, the stage of its scores and the maximum of its criteria."""

    edition: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    stage: str = ""
    most: float | None = None
    accept: bool = False  # take the first proposal for names that are not sure


@dataclass(frozen=True)
class Proposal:
    """What became of a file. `rows` is what it would add; None while there are faults."""

    file: Path
    name: str
    sha256: str
    edition: Edition
    draft: Draft
    matches: Mapping[str, Match]
    faults: list[Fault]
    notices: list[Fault]
    rows: Rows | None


def propose(file: Path, name: str, frames: Mapping[str, pd.DataFrame], choices: Choices) -> Proposal:
    """Read a file and judge it against the checked catalog, without changing anything. `name` is what its owner calls it.

    Raises:
        FileError: the file cannot be used at all.
        OSError: it cannot be opened.
    """
    return judge(file, name, workbook.read(file), frames, choices)


def judge(file: Path, name: str, sheets: list[workbook.Sheet], frames: Mapping[str, pd.DataFrame], choices: Choices) -> Proposal:
    """propose() for sheets that have been read."""
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    draft = recognise(sheets, choices.columns)
    draft.publisher = choices.publisher or draft.publisher
    draft.rows = [row._replace(stage=row.stage or choices.stage or None) for row in draft.rows]
    draft.criteria = {
        key: one._replace(most=choices.most if one.most is None else one.most) for key, one in draft.criteria.items()
    }
    edition, wrong, known = match.edition(draft, frames, choices.edition)
    called = {names.key(one.called) for one in draft.places.values()}  # one sheet may give a code or kabkota, another none
    if len(called) > MOST_PLACES:
        at = next(iter(draft.places.values())).at
        why = f"{len(called)} nama berbeda di kolom kecamatan; itu bukan rekap satu edisi. Periksa kolom kecamatannya"
        wrong = [*wrong, Fault(at, why)]
    if wrong:
        found = list(dict.fromkeys([*draft.faults, *wrong]))
        return Proposal(file, name, sha256, edition, draft, {}, found, [*draft.notices, *known], None)
    matches = match.match(draft, edition, frames, choices.places)
    maker = Maker(draft, edition, matches, frames, file=name, sha256=sha256)
    rows = maker.rows()
    found = faults.find(draft, matches, choices.accept)
    told_of = {one.at for one in found}
    found += [one for one in dict.fromkeys(maker.faults) if one.at not in told_of]
    told = [*known, *faults.notices(draft, matches, choices.accept, edition.level), *maker.notices]
    return Proposal(file, name, sha256, edition, draft, matches, found, told, None if found else rows)
