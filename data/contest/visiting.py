"""What jurors find in the field: claim by claim whether it holds, with photos and a note. A claim
that holds is worth what its documents were given, one that does not nothing, one that holds in part
what the juror says. It changes no total; it is published beside the documents.
"""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select

from data.contest import (
    entering,
    evidence,
    journal,
    pictures,
    rights,
    schema,
    scoring,
    setting_up,
)
from data.contest.errors import ContestError, LockedError, StaleError
from data.contest.rights import Actor, Right
from data.contest.store import Tx

HOLDS, PARTLY, NOT = "sesuai", "sebagian", "tidak"
FINDINGS = (HOLDS, PARTLY, NOT)
STAGE = "tinjau_lapang"
LONGEST = 2_000
MOST_PHOTOS = 6  # of one claim by one juror


class Found(NamedTuple):
    """What a juror found of one claim; version 0: nothing yet. `value` only where it holds in
    part.
    """

    finding: str = ""
    value: Decimal | None = None
    note: str = ""
    version: int = 0


class Taken(NamedTuple):
    """A photo, by its hash, and where it says that it was taken."""

    question: str
    sha256: str
    name: str
    kind: str
    position: pictures.Position | None


class Noted(NamedTuple):
    """A finding as those see it who may see all; `photos` are hashes."""

    kecamatan: str
    question: str
    juror: int
    label: str
    finding: str
    value: Decimal | None
    note: str
    photos: tuple[str, ...]


@rights.needs(Right.SCORE)
def findings(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> dict[str, Found]:
    """One's own findings of a kecamatan, by code of the question."""
    found = tx.session.scalars(
        select(schema.Finding).where(
            schema.Finding.edition_id == edition,
            schema.Finding.kecamatan == kecamatan,
            schema.Finding.juror == actor.person_id,
        )
    )
    return {one.question: Found(one.finding, one.value, one.note, one.version) for one in found}


@rights.needs(Right.SCORE)
def find(
    tx: Tx,
    actor: Actor,
    edition: str,
    kecamatan: str,
    question: str,
    *,
    finding: str,
    version: int,
    value: Decimal | None = None,
    note: str = "",
) -> int:
    """Say what is found of a claim, over one's own of `version`; return its version.

    Raises:
        LockedError: one's sheet of the visit is final, or the edition closed. LateError: the visit
            has not begun. StaleError: changed from another device meanwhile. ContestError: no such
            claim or finding, or a value that cannot be.
    """
    asked = _claim(tx, actor, edition, kecamatan, question)
    if finding not in FINDINGS:
        raise ContestError(f"Pilih {', '.join(FINDINGS)}.")
    if (finding == PARTLY) != (value is not None):
        raise ContestError(
            "Klaim yang sebagian sesuai, dan hanya itu, diberi nilai menurut lapangan."
        )
    if value is not None:
        value = entering.within(value, asked.maximum)
    if len(note) > LONGEST:
        raise ContestError(f"Catatan paling banyak {LONGEST} huruf; yang ini {len(note)}.")
    one = tx.session.get(schema.Finding, (edition, kecamatan, question, actor.person_id))
    if one is None:
        one = schema.Finding(
            edition_id=edition, kecamatan=kecamatan, question=question, juror=actor.person_id,
            finding="", value=None, note="", version=0,
        )  # fmt: skip
        tx.session.add(one)
    elif (one.finding, one.value, one.note) == (finding, value, note):
        return one.version
    if one.version != version:
        raise StaleError(finding, one.finding, one.version)
    before = _told(one.finding, one.value, one.note)
    one.finding, one.value, one.note, one.version = finding, value, note, version + 1
    journal.append(
        tx, actor, "temuan", edition, f"{kecamatan} {question}", before=before,
        after=_told(finding, value, note))  # fmt: skip
    return one.version


def _told(finding: str, value: Decimal | None, note: str) -> str:
    return " ".join(filter(None, (finding, "" if value is None else str(value), note)))


def _claim(tx: Tx, actor: Actor, edition: str, kecamatan: str, question: str) -> schema.Question:
    """A question whose claim can be looked at in the field now."""
    asked = tx.session.get(schema.Question, (edition, question))
    if asked is None or asked.stage != setting_up.ENTRY:
        raise ContestError("Yang dicocokkan di lapangan adalah isian administrasi.")
    if tx.session.get_one(schema.Edition, edition).closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup.")
    setting_up.require_begun(tx, edition, STAGE)
    if tx.session.get(schema.Sheet, (edition, kecamatan, STAGE, actor.person_id)):
        raise LockedError(
            "Lembar tinjau lapang ini sudah final; panitia dapat membukanya lagi dengan alasan"
            " tertulis."
        )
    return asked


@rights.needs(Right.SCORE)
def add_photo(
    tx: Tx,
    actor: Actor,
    edition: str,
    kecamatan: str,
    question: str,
    *,
    name: str,
    content: bytes,
) -> str:
    """Add a photo to a claim; return its hash.

    Raises:
        ContestError: no photo, or one too many; as find(). OSError: the disk does not take it.
    """
    _claim(tx, actor, edition, kecamatan, question)
    told = evidence.told(name, content)
    if told.kind not in pictures.PHOTOS:
        raise ContestError(f"{told.name} bukan foto; pakai jpg atau png.")
    key = (edition, kecamatan, question, actor.person_id, told.sha256)
    known = tx.session.get(schema.Photo, key)
    if known is not None and known.removed_at is None:
        return told.sha256
    held = tx.session.scalars(
        select(schema.Photo).where(
            schema.Photo.edition_id == edition,
            schema.Photo.kecamatan == kecamatan,
            schema.Photo.juror == actor.person_id,
        )
    ).all()
    of_claim = [one for one in held if one.question == question and one.removed_at is None]
    if len(of_claim) >= MOST_PHOTOS or len(held) >= entering.MOST_FILES:
        raise ContestError(f"Paling banyak {MOST_PHOTOS} foto untuk satu klaim.")
    evidence.keep(tx.files, told.sha256, content)
    if known is not None:
        known.removed_at = None
    else:
        tx.session.add(
            schema.Photo(
                edition_id=edition, kecamatan=kecamatan, question=question, juror=actor.person_id,
                sha256=told.sha256, name=told.name, kind=told.kind, size=len(content),
                added_at=tx.now, removed_at=None,
            )
        )  # fmt: skip
    entering.locate(tx, told.sha256, content)
    journal.append(tx, actor, "tambah foto", edition, f"{kecamatan} {question}", after=told.sha256)
    return told.sha256


@rights.needs(Right.SCORE)
def remove_photo(
    tx: Tx, actor: Actor, edition: str, kecamatan: str, question: str, *, sha256: str
) -> None:
    """Take one's own photo away from a claim. Its content stays until the edition is erased.

    Raises:
        ContestError: it is not there; as find().
    """
    _claim(tx, actor, edition, kecamatan, question)
    key = (edition, kecamatan, question, actor.person_id, sha256)
    one = tx.session.get(schema.Photo, key)
    if one is None or one.removed_at is not None:
        raise ContestError("Foto itu tidak ada.")
    one.removed_at = tx.now
    journal.append(tx, actor, "hapus foto", edition, f"{kecamatan} {question}", before=sha256)


@rights.needs(Right.SCORE)
def photos(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> list[Taken]:
    """One's own photos of a kecamatan, oldest first."""
    found = [one for one in _photos(tx, edition, kecamatan) if one.juror == actor.person_id]
    at = entering.located(tx, [one.sha256 for one in found])
    return [
        Taken(one.question, one.sha256, one.name, one.kind, at.get(one.sha256)) for one in found
    ]


@rights.needs(Right.SCORE)
def photo(tx: Tx, actor: Actor, edition: str, kecamatan: str, sha256: str) -> bytes:
    """A small picture of one's own photo.

    Raises:
        ContestError: it is not there, or damaged.
    """
    found = [one for one in _photos(tx, edition, kecamatan) if one.juror == actor.person_id]
    return _small(tx, found, sha256)


@rights.needs(Right.SCORES_READ)
def any_photo(tx: Tx, actor: Actor, edition: str, kecamatan: str, sha256: str) -> bytes:  # noqa: ARG001
    """A small picture of a photo of any juror.

    Raises:
        ContestError: it is not there, or damaged.
    """
    return _small(tx, _photos(tx, edition, kecamatan), sha256)


def _photos(tx: Tx, edition: str, kecamatan: str = "") -> list[schema.Photo]:
    query = select(schema.Photo).where(
        schema.Photo.edition_id == edition, schema.Photo.removed_at.is_(None)
    )
    if kecamatan:
        query = query.where(schema.Photo.kecamatan == kecamatan)
    return list(tx.session.scalars(query.order_by(schema.Photo.added_at, schema.Photo.sha256)))


def _small(tx: Tx, found: list[schema.Photo], sha256: str) -> bytes:
    one = next((one for one in found if one.sha256 == sha256), None)
    if one is None:
        raise ContestError("Foto itu tidak ada.")
    return pictures.small(tx.files, one.sha256, one.kind)


@rights.needs(Right.SCORES_READ)
def everyone(tx: Tx, actor: Actor, edition: str) -> list[Noted]:  # noqa: ARG001
    """All findings of all jurors, but those in spite of a conflict of interest."""
    taken: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for one in _photos(tx, edition):
        taken[one.kecamatan, one.question, one.juror].append(one.sha256)
    found = tx.session.execute(
        select(schema.Finding, schema.Person.label)
        .join(
            schema.Question,
            (schema.Question.edition_id == schema.Finding.edition_id)
            & (schema.Question.code == schema.Finding.question),
        )
        .join(schema.Person, schema.Person.person_id == schema.Finding.juror)
        .outerjoin(schema.Conflict, schema.conflict_of(schema.Finding, schema.Finding.juror))
        .where(schema.Finding.edition_id == edition, schema.Conflict.reason.is_(None))
        .order_by(schema.Finding.kecamatan, schema.Question.position, schema.Finding.juror)
    )
    return [
        Noted(one.kecamatan, one.question, one.juror, label, one.finding, one.value, one.note,
              tuple(taken[one.kecamatan, one.question, one.juror]))
        for one, label in found
    ]  # fmt: skip


@rights.needs(Right.SCORES_READ)
def verified(tx: Tx, actor: Actor, edition: str) -> dict[tuple[str, str], Fraction]:
    """What each claim is worth in the field, by kecamatan and question: the mean over the jurors
    who looked. A claim that holds is worth the mean of the final values of its documents; without
    such a value it has none here.
    """
    documents: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for one in scoring.everyone(tx, actor, edition):
        if one.is_final:
            documents[one.kecamatan, one.question].append(Fraction(one.value))
    told: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for noted in everyone(tx, actor, edition):
        key = (noted.kecamatan, noted.question)
        given = documents.get(key)
        if noted.finding == HOLDS and given:
            told[key].append(sum(given, Fraction()) / len(given))
        elif noted.finding != HOLDS:
            told[key].append(Fraction(noted.value or 0))
    return {key: sum(values, Fraction()) / len(values) for key, values in told.items()}
