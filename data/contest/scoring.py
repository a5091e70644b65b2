"""What jurors give: each sees their own sheets until the edition is closed, and a sheet that is
final is locked.
"""

from collections import Counter
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from data.contest import entering, journal, rights, schema, setting_up
from data.contest.errors import ContestError, LockedError, StaleError
from data.contest.rights import Actor, Right
from data.contest.store import Tx

LONGEST = 2_000


class Given(NamedTuple):
    """What a juror gave for one question; version 0: nothing yet."""

    value: Decimal | None = None
    note: str = ""
    version: int = 0


class Paper(NamedTuple):
    """A juror's sheet of one kecamatan in one stage."""

    questions: list[setting_up.Asked]
    given: dict[str, Given]
    final_at: datetime | None

    @property
    def missing(self) -> list[str]:
        """Codes of the questions without a value."""
        return [one.code for one in self.questions if one.code not in self.given]


class Covered(NamedTuple):
    """How far a juror is with the sheet of one kecamatan in one stage: values given, of how many
    questions, and when it was made final.
    """

    juror: int
    label: str
    kecamatan: str
    name: str
    stage: str
    given: int
    asked: int
    final_at: datetime | None


class Seen(NamedTuple):
    """One value as those see it who may see all: who gave it, and whether their sheet is final."""

    kecamatan: str
    stage: str
    question: str
    juror: int
    label: str
    value: Decimal
    is_final: bool


@rights.needs(Right.SCORE)
def sheet(tx: Tx, actor: Actor, edition: str, kecamatan: str, stage: str) -> Paper:
    """One's own sheet."""
    asked = setting_up.questions(tx, actor, edition, stage)
    codes = {one.code for one in asked}
    found = tx.session.scalars(
        select(schema.Score).where(
            schema.Score.edition_id == edition,
            schema.Score.kecamatan == kecamatan,
            schema.Score.juror == actor.person_id,
        )
    )
    given = {
        one.question: Given(one.value, one.note, one.version)
        for one in found
        if one.question in codes
    }
    final = tx.session.get(schema.Sheet, (edition, kecamatan, stage, actor.person_id))
    return Paper(asked, given, final.final_at if final else None)


@rights.needs(Right.SCORE)
def give(
    tx: Tx,
    actor: Actor,
    edition: str,
    kecamatan: str,
    question: str,
    *,
    value: Decimal,
    version: int,
    note: str = "",
) -> int:
    """Give a value, over one's own of `version`; return its version. What is saved already is not
    saved again.

    Raises:
        LockedError: the sheet is final, or the edition closed. LateError: not the time for it.
            StaleError: changed from another device meanwhile. ContestError: no such question, or a
            value that cannot be given.
    """
    asked = tx.session.get(schema.Question, (edition, question))
    if asked is None:
        raise ContestError(f'Pertanyaan "{question[:40]}" tidak ada dalam edisi ini.')
    if tx.session.get_one(schema.Edition, edition).closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup; nilainya tidak berubah lagi.")
    setting_up.require_begun(tx, edition, asked.stage)
    if tx.session.get(schema.Sheet, (edition, kecamatan, asked.stage, actor.person_id)):
        raise LockedError(
            "Lembar ini sudah final; panitia dapat membukanya lagi dengan alasan tertulis."
        )
    value = entering.within(value, asked.maximum)
    if len(note) > LONGEST:
        raise ContestError(f"Catatan paling banyak {LONGEST} huruf; yang ini {len(note)}.")
    one = tx.session.get(schema.Score, (edition, kecamatan, question, actor.person_id))
    if one is None:
        one = schema.Score(
            edition_id=edition,
            kecamatan=kecamatan,
            question=question,
            juror=actor.person_id,
            value=value,
            note="",
            version=0,
        )
        tx.session.add(one)
    elif (one.value, one.note) == (value, note):
        return one.version
    if one.version != version:
        raise StaleError(str(value), str(one.value), one.version)
    before = f"{one.value} {one.note}".strip() if one.version else ""
    one.value, one.note, one.version = value, note, version + 1
    journal.append(
        tx, actor, "nilai", edition, f"{kecamatan} {question}", before=before,
        after=f"{value} {note}".strip())  # fmt: skip
    return one.version


@rights.needs(Right.SCORE)
def finish(tx: Tx, actor: Actor, edition: str, kecamatan: str, stage: str) -> None:
    """Make one's own sheet final, which locks it.

    Raises:
        ContestError: a value is missing, or there is nothing to score. LockedError: it is final, or
            the edition closed.
    """
    if tx.session.get_one(schema.Edition, edition).closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup.")
    paper = sheet(tx, actor, edition, kecamatan, stage)
    if paper.final_at is not None:
        raise LockedError("Lembar ini sudah final.")
    if not paper.questions:
        raise ContestError("Tidak ada yang dinilai pada tahap ini.")
    if paper.missing:
        raise ContestError(
            f"{len(paper.missing)} nilai belum diisi: {', '.join(paper.missing[:10])}."
        )
    tx.session.add(
        schema.Sheet(
            edition_id=edition,
            kecamatan=kecamatan,
            stage=stage,
            juror=actor.person_id,
            final_at=tx.now,
        )
    )
    journal.append(tx, actor, "final", edition, f"{kecamatan} {stage}")


@rights.needs(Right.CLOSE)
def reopen(
    tx: Tx, actor: Actor, edition: str, kecamatan: str, stage: str, *, juror: int, reason: str
) -> None:
    """Unlock a juror's sheet. Of one who is a juror no more it counts no longer, and is not waited
    for.

    Raises:
        ContestError: no reason, or it is not final. LockedError: the edition is closed.
    """
    if not reason.strip():
        raise ContestError("Membuka lembar final memerlukan alasan tertulis.")
    if tx.session.get_one(schema.Edition, edition).closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup.")
    one = tx.session.get(schema.Sheet, (edition, kecamatan, stage, juror))
    if one is None:
        raise ContestError("Lembar itu belum final.")
    tx.session.delete(one)
    is_juror = select(schema.Membership).where(
        schema.Membership.edition_id == edition,
        schema.Membership.person_id == juror,
        schema.Membership.role == rights.Role.JURI,
    )
    given = tx.session.get(schema.Assignment, (edition, juror, kecamatan))
    if given is not None and tx.session.scalars(is_juror).first() is None:
        tx.session.delete(given)
    journal.append(
        tx, actor, "buka final", edition, f"{kecamatan} {stage} {juror}", after=reason.strip()
    )


@rights.needs(Right.SCORES_READ)
def everyone(tx: Tx, actor: Actor, edition: str) -> list[Seen]:  # noqa: ARG001
    """All values of all jurors, but those given in spite of a conflict of interest."""
    found = tx.session.execute(
        select(schema.Score, schema.Question.stage, schema.Person.label, schema.Sheet.final_at)
        .join(
            schema.Question,
            (schema.Question.edition_id == schema.Score.edition_id)
            & (schema.Question.code == schema.Score.question),
        )
        .join(schema.Person, schema.Person.person_id == schema.Score.juror)
        .outerjoin(
            schema.Sheet,
            (schema.Sheet.edition_id == schema.Score.edition_id)
            & (schema.Sheet.kecamatan == schema.Score.kecamatan)
            & (schema.Sheet.stage == schema.Question.stage)
            & (schema.Sheet.juror == schema.Score.juror),
        )
        .outerjoin(schema.Conflict, schema.conflict_of(schema.Score, schema.Score.juror))
        .where(schema.Score.edition_id == edition, schema.Conflict.reason.is_(None))
        .order_by(schema.Score.kecamatan, schema.Question.position, schema.Score.juror)
    )
    return [
        Seen(one.kecamatan, stage, one.question, one.juror, label, one.value, final is not None)
        for one, stage, label, final in found
    ]


@rights.needs(Right.SCORES_READ)
def coverage(tx: Tx, actor: Actor, edition: str) -> list[Covered]:
    """Every sheet that is to be filled, by juror, kecamatan and stage; without those of a
    conflict of interest.
    """
    asked = Counter(one.stage for one in setting_up.questions(tx, actor, edition))
    given = Counter((one.juror, one.kecamatan, one.stage) for one in everyone(tx, actor, edition))
    final = {
        (one.juror, one.kecamatan, one.stage): one.final_at
        for one in tx.session.scalars(
            select(schema.Sheet).where(schema.Sheet.edition_id == edition)
        )
    }
    assigned = tx.session.execute(
        select(schema.Assignment.person_id, schema.Person.label, schema.Entry)
        .join(schema.Person, schema.Person.person_id == schema.Assignment.person_id)
        .join(
            schema.Entry,
            (schema.Entry.edition_id == schema.Assignment.edition_id)
            & (schema.Entry.kecamatan == schema.Assignment.kecamatan),
        )
        .outerjoin(
            schema.Conflict, schema.conflict_of(schema.Assignment, schema.Assignment.person_id)
        )
        .where(schema.Assignment.edition_id == edition, schema.Conflict.reason.is_(None))
        .order_by(schema.Assignment.person_id, schema.Entry.name)
    )
    return [
        Covered(juror, label, entry.kecamatan, entry.name, stage,
                given[juror, entry.kecamatan, stage], asked[stage],
                final.get((juror, entry.kecamatan, stage)))
        for juror, label, entry in assigned
        for stage in setting_up.STAGES
        if asked[stage]
    ]  # fmt: skip
