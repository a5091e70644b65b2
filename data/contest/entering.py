"""What a kecamatan sends in: drafts of answers, by version, and evidence."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, select

from data.contest import evidence, journal, pictures, rights, schema, setting_up
from data.contest.errors import ContestError, RefusedError, StaleError
from data.contest.rights import REFUSED, Actor, Right
from data.contest.store import Tx
from data.contest.templates import is_short, places, plain

LONGEST = 10_000  # letters of an answer
MOST_FILES = 300  # of one kecamatan in one edition
MOST_OF_QUESTION = 10


class Answered(NamedTuple):
    """An answer by its latest draft; version 0: nothing was saved yet."""

    text: str = ""
    own_value: Decimal | None = None
    version: int = 0
    changed_at: datetime | None = None


class Kept(NamedTuple):
    """A file of evidence, by its hash."""

    question: str
    sha256: str
    name: str
    kind: str
    size: int


class Progress(NamedTuple):
    """How far a kecamatan is: questions with an answer, with evidence, and all of them."""

    answered: int
    proven: int
    questions: int
    submitted_at: datetime | None


@rights.needs(Right.ENTRY_READ)
def answers(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> dict[str, Answered]:  # noqa: ARG001
    """The answers of a kecamatan, by code of the question."""
    found = tx.session.scalars(
        select(schema.Answer).where(
            schema.Answer.edition_id == edition, schema.Answer.kecamatan == kecamatan
        )
    )
    return {
        one.question: Answered(one.text, one.own_value, one.version, one.changed_at)
        for one in found
    }


@rights.needs(Right.ENTRY_WRITE)
def save(
    tx: Tx,
    actor: Actor,
    edition: str,
    kecamatan: str,
    question: str,
    *,
    text: str,
    own_value: Decimal | None,
    version: int,
) -> int:
    """Save a draft of an answer over the one of `version`; return its own version. What is saved
    already is not saved again.

    Raises:
        StaleError: somebody saved another draft meanwhile. LateError, LockedError: not the time for
            it. ContestError: no such question, too long, or a value that is none.
    """
    asked = _question(tx, edition, question)
    setting_up.require_open(tx, edition, kecamatan, asked.stage)
    if len(text) > LONGEST:
        raise ContestError(f"Jawaban paling banyak {LONGEST} huruf; yang ini {len(text)}.")
    if own_value is not None:
        own_value = within(own_value, asked.maximum)
    one = tx.session.get(schema.Answer, (edition, kecamatan, question))
    if one is None:
        if tx.session.get(schema.Entry, (edition, kecamatan)) is None:
            raise RefusedError(REFUSED)
        one = schema.Answer(
            edition_id=edition, kecamatan=kecamatan, question=question, text="", version=0
        )
        tx.session.add(one)
    if (one.text, one.own_value) == (text, own_value) and one.version:
        return one.version
    if one.version != version:
        raise StaleError(text, one.text, one.version)
    before = _told(one.text, one.own_value)
    one.text, one.own_value = text, own_value
    one.version, one.changed_at = version + 1, tx.now
    journal.append(
        tx,
        actor,
        "isi",
        edition,
        f"{kecamatan} {question}",
        before=before,
        after=_told(text, own_value),
    )
    return one.version


def _told(text: str, value: Decimal | None) -> str:
    return text if value is None else f"{text}\n[nilai sendiri {value}]"


@rights.needs(Right.ENTRY_WRITE)
def submit(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> None:
    """Say that the entry is complete. It may still be changed until the deadline.

    Raises:
        LateError, LockedError: not the time for it.
    """
    setting_up.require_open(tx, edition, kecamatan, setting_up.ENTRY)
    one = tx.session.get_one(schema.Entry, (edition, kecamatan))
    one.submitted_at = tx.now
    journal.append(tx, actor, "kirim", edition, kecamatan)


@rights.needs(Right.ENTRY_WRITE)
def add_evidence(
    tx: Tx,
    actor: Actor,
    edition: str,
    kecamatan: str,
    question: str,
    *,
    name: str,
    content: bytes,
) -> str:
    """Add a file to an answer, its kind told by its content; return its hash.

    Raises:
        ContestError: it is of no welcome kind, empty, too large, or one too many. LateError,
            LockedError: not the time for it. OSError: the disk does not take it.
    """
    asked = _question(tx, edition, question)
    setting_up.require_open(tx, edition, kecamatan, asked.stage)
    told = evidence.told(name, content)
    held = list(
        tx.session.scalars(
            select(schema.Evidence).where(
                schema.Evidence.edition_id == edition, schema.Evidence.kecamatan == kecamatan
            )
        )
    )
    known = next((x for x in held if (x.question, x.sha256) == (question, told.sha256)), None)
    standing = [one for one in held if one.removed_at is None]
    if known is not None and known.removed_at is None:
        return told.sha256
    # What was taken away counts too, or adding and taking away would fill the disk
    if len(held) >= MOST_FILES:
        raise ContestError(f"Paling banyak {MOST_FILES} berkas bukti dari satu kecamatan.")
    if sum(one.question == question for one in standing) >= MOST_OF_QUESTION:
        raise ContestError(
            f"Paling banyak {MOST_OF_QUESTION} berkas untuk satu pertanyaan; hapus yang tidak"
            " perlu, atau gabungkan."
        )
    evidence.keep(tx.files, told.sha256, content)
    if known is not None:
        known.removed_at = None
    else:
        tx.session.add(
            schema.Evidence(
                edition_id=edition,
                kecamatan=kecamatan,
                question=question,
                sha256=told.sha256,
                name=told.name,
                kind=told.kind,
                size=len(content),
                added_at=tx.now,
            )
        )
    locate(tx, told.sha256, content)
    journal.append(tx, actor, "tambah bukti", edition, f"{kecamatan} {question}", after=told.sha256)
    return told.sha256


@rights.needs(Right.ENTRY_WRITE)
def remove_evidence(
    tx: Tx, actor: Actor, edition: str, kecamatan: str, question: str, *, sha256: str
) -> None:
    """Take a file away from an answer. Its content stays until the edition is erased.

    Raises:
        ContestError: it is not there. LateError, LockedError: not the time for it.
    """
    asked = _question(tx, edition, question)
    setting_up.require_open(tx, edition, kecamatan, asked.stage)
    one = tx.session.get(schema.Evidence, (edition, kecamatan, question, sha256))
    if one is None or one.removed_at is not None:
        raise ContestError("Berkas bukti itu tidak ada.")
    one.removed_at = tx.now
    journal.append(tx, actor, "hapus bukti", edition, f"{kecamatan} {question}", before=sha256)


@rights.needs(Right.ENTRY_READ)
def files(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> list[Kept]:  # noqa: ARG001
    """The evidence of a kecamatan, oldest first."""
    found = tx.session.scalars(
        select(schema.Evidence)
        .where(
            schema.Evidence.edition_id == edition,
            schema.Evidence.kecamatan == kecamatan,
            schema.Evidence.removed_at.is_(None),
        )
        .order_by(schema.Evidence.added_at, schema.Evidence.sha256)
    )
    return [Kept(one.question, one.sha256, one.name, one.kind, one.size) for one in found]


@rights.needs(Right.ENTRY_READ)
def content(tx: Tx, actor: Actor, edition: str, kecamatan: str, sha256: str) -> bytes:
    """The content of a file that is evidence of this kecamatan, and of no other; of a photo the
    picture alone.

    Raises:
        RefusedError: it is none of theirs; whether it is another's is not said. ContestError: it
            is damaged on the disk.
    """
    one = _own_file(tx, actor, edition, kecamatan, sha256)
    return pictures.shown(evidence.read(tx.files, sha256), one.kind)


@rights.needs(Right.ENTRY_READ)
def small_content(tx: Tx, actor: Actor, edition: str, kecamatan: str, sha256: str) -> bytes:
    """A small JPEG of a file as content() gives it: a photo, the first page of a PDF; empty where
    there is none.

    Raises:
        RefusedError, ContestError: as content().
    """
    one = _own_file(tx, actor, edition, kecamatan, sha256)
    return pictures.small(tx.files, sha256, one.kind)


def _own_file(tx: Tx, actor: Actor, edition: str, kecamatan: str, sha256: str) -> Kept:
    held = files(tx, actor, edition, kecamatan)
    found = next((one for one in held if one.sha256 == sha256), None)
    if found is None:
        raise RefusedError(REFUSED)
    return found


@rights.needs(Right.ENTRY_READ)
def positions(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> dict[str, pictures.Position]:
    """Where the photos of a kecamatan say that they were taken, by their hash."""
    return located(tx, [one.sha256 for one in files(tx, actor, edition, kecamatan)])


@rights.free("works for functions that were let pass")
def locate(tx: Tx, sha256: str, content: bytes) -> None:
    """Note where a photo says that it was taken."""
    if tx.session.get(schema.Position, sha256) is not None:
        return
    found = pictures.position(content)
    if found is not None:
        tx.session.add(schema.Position(sha256=sha256, **found._asdict()))


@rights.free("works for functions that were let pass")
def located(tx: Tx, hashes: Iterable[str]) -> dict[str, pictures.Position]:
    """Where files say that they were taken, by their hash."""
    found = tx.session.scalars(
        select(schema.Position).where(schema.Position.sha256.in_(list(hashes)))
    )
    return {one.sha256: pictures.Position(one.latitude, one.longitude, one.taken) for one in found}


@rights.needs(Right.ENTRY_READ)
def progress(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> Progress:
    """How far a kecamatan is."""
    all_of = setting_up.questions(tx, actor, edition)
    said = answers(tx, actor, edition, kecamatan)
    proven = {one.question for one in files(tx, actor, edition, kecamatan)}
    one = tx.session.get(schema.Entry, (edition, kecamatan))
    return Progress(
        sum(bool(answer.text.strip()) for answer in said.values()),
        len(proven),
        len(all_of),
        one.submitted_at if one else None,
    )


@rights.needs(Right.SET_UP)
def overview(tx: Tx, actor: Actor, edition: str) -> dict[str, Progress]:  # noqa: ARG001
    """How far each kecamatan is, in four queries however many there are."""
    total = tx.session.scalar(select(func.count()).where(schema.Question.edition_id == edition))
    said = Counter(
        tx.session.scalars(
            select(schema.Answer.kecamatan).where(
                schema.Answer.edition_id == edition, schema.Answer.text != ""
            )
        )
    )
    proven = Counter(
        code
        for code, _ in tx.session.execute(
            select(schema.Evidence.kecamatan, schema.Evidence.question)
            .where(schema.Evidence.edition_id == edition, schema.Evidence.removed_at.is_(None))
            .distinct()
        )
    )
    entries = tx.session.scalars(
        select(schema.Entry).where(schema.Entry.edition_id == edition).order_by(schema.Entry.name)
    )
    return {
        one.kecamatan: Progress(
            said[one.kecamatan], proven[one.kecamatan], total or 0, one.submitted_at
        )
        for one in entries
    }


def _question(tx: Tx, edition: str, code: str) -> schema.Question:
    found = tx.session.get(schema.Question, (edition, code))
    if found is None:
        raise ContestError(f'Pertanyaan "{code[:40]}" tidak ada dalam edisi ini.')
    return found


@rights.free("looks at a number")
def within(value: Decimal, maximum: Decimal) -> Decimal:
    """A value that can be given, as it is kept.

    Raises:
        ContestError: it is none, negative, above the maximum, or has more than four decimals.
    """
    if not is_short(value) or not 0 <= value <= maximum or places(value) > 4:
        raise ContestError(
            f"Nilai harus 0 sampai {format(maximum.normalize(), 'f')} dengan paling banyak empat"
            " desimal."
        )
    return plain(value)
