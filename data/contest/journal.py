"""The journal of the contest: who did what, when, what stood before and what after. It only grows,
and each line holds the hash of the one before it.

It knows people by their number alone, so that a name can be erased and the chain still holds.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from data.contest import rights, schema
from data.contest.rights import Actor, Right
from data.contest.store import Tx

START = "0" * 64
EACH = 1000  # lines that are read at once


class Told(NamedTuple):
    """A line as it is shown."""

    number: int
    at: datetime
    who: str
    what: str
    subject: str
    before: str
    after: str


class Verdict(NamedTuple):
    """Whether the chain holds: how many lines it has, the hash of the last, and what is wrong."""

    lines: int
    head: str
    problem: str


def append(
    tx: Tx,
    actor: Actor,
    what: str,
    edition: str,
    subject: str,
    *,
    before: str = "",
    after: str = "",
) -> None:
    """Write a line. Called by what has been let pass already, within its transaction."""
    last = tx.session.scalars(
        select(schema.Line).order_by(schema.Line.number.desc()).limit(1)
    ).first()
    line = schema.Line(
        number=(last.number if last else 0) + 1,
        at=tx.now,
        person_id=actor.person_id,
        what=what,
        edition_id=edition,
        subject=subject[:200],
        before=before,
        after=after,
        before_hash=last.own_hash if last else START,
    )
    line.own_hash = hashed(line)
    tx.session.add(line)
    tx.session.flush()


def hashed(line: schema.Line) -> str:
    """The hash of a line over all that it says."""
    said = [
        line.number,
        line.at.isoformat(timespec="microseconds"),
        line.person_id,
        line.what,
        line.edition_id,
        line.subject,
        line.before,
        line.after,
        line.before_hash,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@rights.free("tells whether the chain holds, and nothing of what it says")
def verify(tx: Tx, head: str = "") -> Verdict:
    """Follow the whole chain; with `head`, a hash that was noted earlier, also tell whether that
    line is still in it: a chain alone does not show that its end was cut off.
    """
    before, count, is_seen = START, 0, not head
    for line in _lines(tx):
        count += 1
        if line.number != count or line.before_hash != before or line.own_hash != hashed(line):
            return Verdict(count, before, f"baris {count} jurnal tidak cocok dengan rantainya")
        before = line.own_hash
        is_seen = is_seen or before == head
    problem = "" if is_seen else "baris yang pernah dicatat tidak ada lagi dalam jurnal"
    return Verdict(count, before, problem)


def _lines(tx: Tx) -> Iterator[schema.Line]:
    query = select(schema.Line).order_by(schema.Line.number)
    yield from tx.session.scalars(query.execution_options(yield_per=EACH))


@rights.needs(Right.JOURNAL)
def read(tx: Tx, actor: Actor, edition: str, most: int = 200) -> list[Told]:  # noqa: ARG001
    """The lines about an edition, latest first."""
    found = tx.session.execute(
        select(schema.Line, schema.Person.label)
        .outerjoin(schema.Person, schema.Person.person_id == schema.Line.person_id)
        .where(schema.Line.edition_id == edition)
        .order_by(schema.Line.number.desc())
        .limit(most)
    )
    return [
        Told(line.number, line.at, label or "server", line.what, line.subject, line.before,
             line.after)
        for line, label in found
    ]  # fmt: skip


@rights.needs(Right.JOURNAL)
def count(tx: Tx, actor: Actor, edition: str) -> int:  # noqa: ARG001 - asked by the declaration
    """How many lines there are about an edition."""
    query = select(func.count()).where(schema.Line.edition_id == edition)
    return tx.session.scalar(query) or 0
