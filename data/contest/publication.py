"""From a closed edition to the board and back, by the way of an import: a layer of catalog rows,
the same checks, comparison and journal (data/importer/publishing.py).
"""

import hashlib
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from data import build, check, keys, publish
from data.contest import closing, journal, recap, rights, schema, scoring, setting_up, visiting
from data.contest.errors import ContestError
from data.contest.rights import Actor, Right
from data.contest.store import Store, Tx
from data.importer import layer, publishing
from data.importer.draft import Draft, Edition
from data.importer.layer import Record, Rows
from data.importer.proposal import Proposal
from data.importer.publishing import Candidate
from data.importer.recognise import Read

FILE = "rekap-lomba.xlsx"


class Ready(NamedTuple):
    """What would be published: the recap, and the rows of the catalog that it says."""

    edition_id: str
    file: bytes
    rows: Rows

    @property
    def sha256(self) -> str:
        """The fingerprint of the recap."""
        return hashlib.sha256(self.file).hexdigest()


@rights.needs(Right.PUBLISH)
def ready(tx: Tx, actor: Actor, edition: str, frames: Mapping[str, pd.DataFrame]) -> Ready:
    """The result of a closed edition as rows of the catalog.

    Raises:
        ContestError: it is not closed.
    """
    file = recap.workbook(tx, actor, edition)
    held, key = setting_up.held(tx, actor, edition), keys.edition(edition)
    sha256 = hashlib.sha256(file).hexdigest()
    source = f"impor-{edition}-{sha256[:8]}"
    common: Record = {
        "edition_year": key.year,
        "level": key.level,
        "province_code": key.code[:2],
        "kabkota_code": key.code,
    }
    of = common | {"class": None, "source_id": source}
    results = closing.results(tx, actor, edition)
    seen, noted = scoring.everyone(tx, actor, edition), visiting.everyone(tx, actor, edition)
    called = recap.jurors([*(one.juror for one in seen), *(one.juror for one in noted)])
    asked = setting_up.questions(tx, actor, edition)
    regions = frames["kabkota"].set_index("code")["name"]
    told: Rows = {
        "sources": [
            {
                "source_id": source,
                "publisher": f"Pemerintah {regions[key.code]}",
                "title": f"Rekap nilai {held.name} {key.year}",
                "published": None if held.closed_at is None else f"{held.closed_at:%Y-%m-%d}",
                "url": None,
            }
        ],
        "editions": _new_edition(frames, key, held),
        "stages": [of | {"stage": "peserta", "participants": len(results)}],
        "indicators": [
            common | {"code": one.code, "name": one.name, "weight": format(one.weight, "f"),
                      "source_id": source, "note": None}
            for one in asked
        ],
        "placements": [_placement(of, one) for one in results],
        "scores": [
            *_scores(of, asked, seen, called),
            *_verified(of, asked, visiting.verified(tx, actor, edition)),
        ],
    }  # fmt: skip
    return Ready(edition, file, {stem: rows for stem, rows in told.items() if rows})


def _new_edition(
    frames: Mapping[str, pd.DataFrame], key: keys.Edition, held: setting_up.Held
) -> list[Record]:
    """The edition, if the catalog does not list it."""
    listed = frames["editions"]
    is_known = (
        (listed["level"] == key.level) & (listed["code"] == key.code) & (listed["year"] == key.year)
    ).any()
    if is_known:
        return []
    return [
        {"level": key.level, "code": key.code, "year": key.year, "short_name": "SKK",
         "name": held.name, "is_skk": "ya"}
    ]  # fmt: skip


def _placement(of: Record, one: closing.Placed) -> Record:
    """A place by its rank; titles are what a decree gives, not what a sum does."""
    notes = ["maju ke tahap berikutnya"] if one.is_advancing else []
    if one.decided:
        notes.append(f"nilai sama; urutan diputuskan: {' '.join(one.decided.split())}")
    return of | {
        "kecamatan_code": one.kecamatan,
        "kecamatan_printed": one.name,
        "kabkota_printed": None,
        "stage": "hasil",
        "placement": "peserta",
        "rank": one.rank,
        "score": recap.decimal(one.total),
        "score_max": recap.decimal(one.most),
        "basis": "stated",
        "note": "; ".join(notes) or None,
    }


def _scores(
    of: Record,
    asked: list[setting_up.Asked],
    seen: list[scoring.Seen],
    called: Mapping[int, str],
) -> list[Record]:
    most = {one.code: format(one.maximum, "f") for one in asked}
    return [
        of
        | {
            "kecamatan_code": one.kecamatan,
            "stage": one.stage,
            "juror": called[one.juror],
            "indicator": one.question,
            "value": format(one.value, "f"),
            "value_max": most[one.question],
        }
        for one in seen
        if one.is_final
    ]


def _verified(
    of: Record, asked: list[setting_up.Asked], found: Mapping[tuple[str, str], Fraction]
) -> list[Record]:
    """What claims are worth in the field: nobody's score, so without a juror."""
    most = {one.code: format(one.maximum, "f") for one in asked}
    return [
        of
        | {
            "kecamatan_code": kecamatan,
            "stage": visiting.STAGE,
            "juror": None,
            "indicator": question,
            "value": recap.decimal(value),
            "value_max": most[question],
        }
        for (kecamatan, question), value in sorted(found.items())
    ]


@rights.free("works on what was let pass by ready()")
def prepare(what: Ready, where: Path, who: str) -> Candidate:
    """Build the generation that would be published, and compare it with the one in force. Nothing
    is in force yet: publish() or publishing.discard() follows.

    Raises:
        ContestError: it is in force with the same content, or cannot stand beside what is.
            OSError: the folder cannot be written.
    """
    key = keys.edition(what.edition_id)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE
        file.write_bytes(what.file)
        said = Proposal(
            file, FILE, what.sha256, Edition(key.level, key.code, key.year), Draft(), {}, [], [],
            [], what.rows, Read(Draft()), {},
        )  # fmt: skip
        try:
            return publishing.prepare(said, build.catalog_of(where), where, who)
        except (publishing.RefusedError, check.CatalogError, build.MixError) as error:
            raise ContestError(str(error)) from error


@rights.free("asks for the right itself, in a transaction of its own")
def publish_result(
    store: Store, actor: Actor, edition: str, candidate: Candidate, where: Path
) -> Path:
    """Put a candidate in force and remember its import; return the generation. What is about to be
    published is on the disk of the store before it is in force, so that nobody opens the edition
    again under it, whatever fails on the way; settle() mends what a process left that died.

    Raises:
        RefusedError: the actor may not. ContestError: the edition was opened again meanwhile, or
            other data are in force than those that were compared.
    """
    with store.begin() as tx:
        rights.require(tx, actor, Right.PUBLISH, edition)
        _require_compared(tx, actor, edition, candidate)
        held = tx.session.get_one(schema.Edition, edition)
        before, held.import_id = held.import_id, candidate.import_id
        journal.append(tx, actor, "mulai terbitkan", edition, candidate.import_id)
    try:
        with store.begin() as tx:
            rights.require(tx, actor, Right.PUBLISH, edition)
            _require_compared(tx, actor, edition, candidate)
            tx.session.get_one(schema.Edition, edition).import_id = candidate.import_id
            try:
                generation = publishing.confirm(candidate, where)
            except publish.MovedError as error:
                raise ContestError(str(error)) from error
            journal.append(
                tx, actor, "terbitkan", edition, candidate.import_id, after=generation.name
            )
    except BaseException:
        with suppress(ContestError, OSError):
            _undone(store, edition, candidate, where, before)
        raise
    return generation


def _undone(store: Store, edition: str, candidate: Candidate, where: Path, before: str) -> None:
    """Forget what was about to be published, unless it is in force."""
    with store.begin() as tx:
        held = tx.session.get_one(schema.Edition, edition)
        if held.import_id == candidate.import_id and candidate.import_id not in _in_force(where):
            held.import_id = before if before != candidate.import_id else ""


def _in_force(where: Path) -> set[str]:
    return {one.import_id for one in publishing.imports(where) if one.is_in_force}


def _require_compared(tx: Tx, actor: Actor, edition: str, candidate: Candidate) -> None:
    """Let pass what was compared as the edition now stands: closed again with other values it is
    another result. The recap tells, since it holds all of it and when it was closed.

    Raises:
        ContestError: it was opened again since.
    """
    is_closed = tx.session.get_one(schema.Edition, edition).closed_at is not None
    if is_closed and candidate.meta.edition_id == edition:
        now = hashlib.sha256(recap.workbook(tx, actor, edition)).hexdigest()
        if candidate.meta.sha256 == now:
            return
    raise ContestError("Edisi ini dibuka lagi sejak dibandingkan; tutup dan bandingkan lagi.")


@rights.free("asks for the right itself, in a transaction of its own")
def take_back(
    store: Store, actor: Actor, edition: str, where: Path, *, who: str, reason: str
) -> Path:
    """Take the published result out of force, as an import is; the edition stays closed.

    Raises:
        RefusedError: the actor may not. ContestError: no reason, it is not in force, or others
            cannot stand without it.
    """
    with store.begin() as tx:
        rights.require(tx, actor, Right.PUBLISH, edition)
        held = tx.session.get_one(schema.Edition, edition)
        if not reason.strip():
            raise ContestError("Menarik terbitan memerlukan alasan tertulis.")
        if not held.import_id:
            raise ContestError("Hasil edisi ini tidak sedang terbit.")
        try:
            candidate = publishing.withdraw(
                where, build.catalog_of(where), held.import_id, publish.current(where), who
            )
        except (publishing.RefusedError, build.MixError, publish.MovedError) as error:
            raise ContestError(str(error)) from error
        try:
            generation = publishing.confirm(candidate, where)
        except publish.MovedError as error:
            raise ContestError(str(error)) from error
        finally:
            publishing.discard(candidate)
        journal.append(tx, actor, "tarik", edition, held.import_id, after=reason.strip())
        held.import_id = ""
    return generation


@rights.needs(Right.PUBLISH)
def settle(
    tx: Tx, actor: Actor, edition: str, where: Path, frames: Mapping[str, pd.DataFrame]
) -> str:
    """Bring what the store says of a publication in line with what is in force: it may have been
    taken back in Riwayat, or the process may have died right after publishing. Return the import in
    force, or nothing.
    """
    held = tx.session.get_one(schema.Edition, edition)
    in_force = _in_force(where)
    if held.import_id and held.import_id not in in_force:
        journal.append(tx, actor, "tercatat ditarik", edition, held.import_id)
        held.import_id = ""
    elif not held.import_id and held.closed_at is not None:
        what = ready(tx, actor, edition, frames)
        name = layer.import_id(what.rows, edition, what.sha256)
        if name in in_force:
            held.import_id = name
            journal.append(tx, actor, "tercatat terbit", edition, name)
    return held.import_id
