"""What verifikator find of the evidence, and the queue of what waits for them."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select

from data.contest import entering, journal, rights, schema, setting_up, talking
from data.contest.errors import ContestError, LockedError, StaleError
from data.contest.rights import Actor, Right, Role
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
    """How much of a kecamatan was looked at: answers; those without a verdict on their latest
    draft; those that were asked back; those of them where the kecamatan has replied.
    """

    kecamatan: str
    name: str
    answers: int
    waiting: int
    asked: int
    replied: int


class State(StrEnum):
    """How an answer stands with the verifikator, the most urgent first."""

    REPLIED = "dijawab"  # asked back, and the kecamatan has said something since
    CHANGED = "berubah"  # there is another draft than the one that was looked at
    NEW = "baru"
    ASKED = "ditanya"
    REFUSED = "ditolak"
    ACCEPTED = "diterima"
    EMPTY = "kosong"  # nothing to look at


OPEN = (State.REPLIED, State.CHANGED, State.NEW)  # what a verifikator has to do


class Item(NamedTuple):
    """One answer of a kecamatan, as a verifikator works on it."""

    asked: setting_up.Asked
    answer: entering.Answered
    found: Found | None
    state: State
    files: list[entering.Kept]
    said: list[talking.Said]


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
    if verdict == ASKED:
        talking.put(tx, actor, edition, kecamatan, question, text=reason.strip(),
                    role=Role.VERIFIKATOR)  # fmt: skip


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


@rights.needs(Right.VERIFY)
def items(tx: Tx, actor: Actor, edition: str, kecamatan: str) -> list[Item]:
    """All answers of a kecamatan to the questions of the entry, with what was sent and said, in
    their order.
    """
    answers = entering.answers(tx, actor, edition, kecamatan)
    seen = verdicts(tx, actor, edition, kecamatan)
    said = talking.threads(tx, actor, edition, kecamatan)
    files = entering.files(tx, actor, edition, kecamatan)
    found = []
    for one in setting_up.questions(tx, actor, edition, setting_up.ENTRY):
        answer = answers.get(one.code, entering.Answered())
        verdict, told = seen.get(one.code), said.get(one.code, [])
        state = state_of(answer, verdict, told)
        of = [file for file in files if file.question == one.code]
        found.append(Item(one, answer, verdict, state, of, told))
    return found


@rights.free("looks at what was given to it")
def state_of(answer: entering.Answered, found: Found | None, said: Sequence[talking.Said]) -> State:
    """How an answer stands with the verifikator."""
    if not answer.text.strip():
        return State.EMPTY
    if found is None:
        return State.NEW
    if not found.is_current:
        return State.CHANGED
    if found.verdict == ASKED:
        has_replied = bool(said) and said[-1].role is Role.KECAMATAN
        return State.REPLIED if has_replied else State.ASKED
    return State.ACCEPTED if found.verdict == ACCEPTED else State.REFUSED


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
        answers = entering.answers(tx, actor, edition, one.kecamatan)
        seen = verdicts(tx, actor, edition, one.kecamatan)
        said = talking.threads(tx, actor, edition, one.kecamatan)
        states = Counter(
            state_of(answer, seen.get(code), said.get(code, [])) for code, answer in answers.items()
        )
        replied = states[State.REPLIED]
        found.append(
            Waiting(
                one.kecamatan,
                one.name,
                states.total() - states[State.EMPTY],
                states[State.NEW] + states[State.CHANGED],
                states[State.ASKED] + replied,
                replied,
            )
        )
    return sorted(found, key=lambda one: (-one.waiting - one.replied, one.name))
