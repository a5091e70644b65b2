"""What verifikator find of the evidence, and the queue of what waits for them."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from data.contest import journal, rights, schema
from data.contest.errors import ContestError, LockedError, StaleError
from data.contest.rights import Actor, Right
from data.contest.store import Tx

ACCEPTED, ASKED, REFUSED = "terima", "tanya", "tolak"
VERDICTS = (ACCEPTED, ASKED, REFUSED)


class Found(NamedTuple):
    """A verdict on one answer; `is_current` while the answer is the one that was looked at."""

    verdict: str
    reason: str
    decided_at: datetime
    is_current: bool


class Waiting(NamedTuple):
    """How much of a kecamatan was looked at: answers, and those without a verdict on their latest
    draft.
    """

    kecamatan: str
    name: str
    answers: int
    waiting: int
    asked: int


@rights.needs(Right.VERIFY)
def decide(
    tx: Tx,
    actor: Actor,
    edition: str,
    kecamatan: str,
    question: str,
    *,
    verdict: str,
    reason: str,
    of_version: int,
) -> None:
    """Say what is found of the evidence of an answer, in the draft that was looked at.

    Raises:
        StaleError: the kecamatan has changed it meanwhile. LockedError: the edition is closed.
            ContestError: no such verdict, no answer, or a refusal or question without a reason.
    """
    if verdict not in VERDICTS:
        raise ContestError(f"Pilih {', '.join(VERDICTS)}.")
    if verdict != ACCEPTED and not reason.strip():
        raise ContestError("Tanya balik dan tolak memerlukan alasan tertulis.")
    if tx.session.get_one(schema.Edition, edition).closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup.")
    answer = tx.session.get(schema.Answer, (edition, kecamatan, question))
    if answer is None:
        raise ContestError("Belum ada jawaban untuk diperiksa.")
    if answer.version != of_version:
        raise StaleError(reason, answer.text, answer.version)
    key = (edition, kecamatan, question)
    one = tx.session.get(schema.Verification, key)
    before = f"{one.verdict} {one.reason}" if one else ""
    if one is None:
        one = schema.Verification(edition_id=edition, kecamatan=kecamatan, question=question)
        tx.session.add(one)
    one.verdict, one.reason = verdict, reason.strip()
    one.of_version, one.decided_at = of_version, tx.now
    journal.append(
        tx, actor, "verifikasi", edition, f"{kecamatan} {question}", before=before,
        after=f"{verdict} {reason.strip()}")  # fmt: skip


@rights.needs(Right.ENTRY_READ)
def verdicts(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> dict[str, Found]:  # noqa: ARG001
    """The verdicts on the answers of a kecamatan, by code of the question."""
    found = tx.session.execute(
        select(schema.Verification, schema.Answer.version)
        .join(
            schema.Answer,
            (schema.Answer.edition_id == schema.Verification.edition_id)
            & (schema.Answer.kecamatan == schema.Verification.kecamatan)
            & (schema.Answer.question == schema.Verification.question),
        )
        .where(
            schema.Verification.edition_id == edition,
            schema.Verification.kecamatan == kecamatan,
        )
    )
    return {
        one.question: Found(one.verdict, one.reason, one.decided_at, one.of_version == version)
        for one, version in found
    }


@rights.needs(Right.SEE)
def queue(tx: Tx, actor: Actor, edition: str) -> list[Waiting]:
    """What waits for a verifikator, the most first; of those kecamatan alone that they may verify.
    For everybody else it is empty.
    """
    entries = tx.session.scalars(
        select(schema.Entry).where(schema.Entry.edition_id == edition).order_by(schema.Entry.name)
    )
    found = []
    for one in entries:
        if not rights.has(tx, actor, Right.VERIFY, edition, one.kecamatan):
            continue
        given = {
            code: version
            for code, version, text in tx.session.execute(
                select(schema.Answer.question, schema.Answer.version, schema.Answer.text).where(
                    schema.Answer.edition_id == edition, schema.Answer.kecamatan == one.kecamatan
                )
            )
            if text.strip()
        }
        seen = verdicts(tx, actor, edition, one.kecamatan)
        done = {code for code, verdict in seen.items() if verdict.is_current}
        asked = sum(seen[code].verdict == ASKED for code in done & given.keys())
        found.append(Waiting(one.kecamatan, one.name, len(given), len(given.keys() - done), asked))
    return sorted(found, key=lambda one: (-one.waiting, one.name))
