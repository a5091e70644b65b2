"""Messages between verifikator and kecamatan, by question: what is asked back, and what is said to
it. Nothing that was said is changed; a draft that is locked can still be explained.
"""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from data.contest import journal, rights, schema
from data.contest.errors import ContestError, LockedError
from data.contest.rights import Actor, Right, Role
from data.contest.store import Tx

LONGEST = 2_000  # letters of a message
MOST = 50  # messages about one answer


class Said(NamedTuple):
    """One message: who said it as what (kecamatan or verifikator), and when."""

    number: int
    who: str
    role: Role
    said_at: datetime
    text: str


@rights.needs(Right.TALK)
def say(tx: Tx, actor: Actor, edition: str, kecamatan: str, question: str, *, text: str) -> int:
    """Say something about an answer; return the number of the message. The same words twice in a
    row are one message: a dropped connection sends them again.

    Raises:
        LockedError: the edition is closed. ContestError: nothing is said, too much, or of a
            question that is none.
    """
    if tx.session.get_one(schema.Edition, edition).closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup.")
    if tx.session.get(schema.Question, (edition, question)) is None:
        raise ContestError(f'Pertanyaan "{question[:40]}" tidak ada dalam edisi ini.')
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise ContestError(f"Pesan wajib diisi, paling banyak {LONGEST} huruf.")
    is_own = rights.has(tx, actor, Right.ENTRY_WRITE, edition, kecamatan)
    role = Role.KECAMATAN if is_own else Role.VERIFIKATOR
    return put(tx, actor, edition, kecamatan, question, text=text, role=role)


@rights.free("works for functions that were let pass")
def put(
    tx: Tx, actor: Actor, edition: str, kecamatan: str, question: str, *, text: str, role: Role
) -> int:
    """say() for functions of this package.

    Raises:
        ContestError: there are as many messages as there can be.
    """
    of = (
        schema.Message.edition_id == edition,
        schema.Message.kecamatan == kecamatan,
        schema.Message.question == question,
    )
    last = tx.session.scalars(
        select(schema.Message).where(*of).order_by(schema.Message.number.desc()).limit(1)
    ).first()
    if last is not None and (last.person_id, last.text) == (actor.person_id, text):
        return last.number
    number = 1 + (tx.session.scalar(select(func.max(schema.Message.number)).where(*of)) or 0)
    if number > MOST:
        raise ContestError(f"Paling banyak {MOST} pesan untuk satu pertanyaan; hubungi panitia.")
    tx.session.add(
        schema.Message(
            edition_id=edition,
            kecamatan=kecamatan,
            question=question,
            number=number,
            person_id=actor.person_id,
            role=role,
            said_at=tx.now,
            text=text,
        )
    )
    tx.session.flush()
    journal.append(tx, actor, "pesan", edition, f"{kecamatan} {question}", after=text)
    return number


@rights.needs(Right.ENTRY_READ)
def threads(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> dict[str, list[Said]]:  # noqa: ARG001
    """What was said about the answers of a kecamatan, by code of the question, oldest first."""
    found = tx.session.execute(
        select(schema.Message, schema.Person.label)
        .join(schema.Person, schema.Person.person_id == schema.Message.person_id)
        .where(schema.Message.edition_id == edition, schema.Message.kecamatan == kecamatan)
        .order_by(schema.Message.question, schema.Message.number)
    )
    told: dict[str, list[Said]] = defaultdict(list)
    for one, label in found:
        told[one.question].append(Said(one.number, label, Role(one.role), one.said_at, one.text))
    return dict(told)
