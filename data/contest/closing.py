"""Who stands where: exact totals, ties decided with a reason, and the door shut behind it.

The total of a kecamatan is the sum over its questions of weight × mean of the jurors / maximum, in
fractions: nothing is rounded before places are taken. Only sheets that are final count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import delete, func, select

from data.contest import journal, rights, schema, scoring, setting_up, templates
from data.contest.errors import ContestError, LockedError
from data.contest.rights import Actor, Right
from data.contest.store import Tx

LONGEST = 1_500  # letters of a reason, which is published in a note with other words


class Total(NamedTuple):
    """What a kecamatan has so far. `lacking` says what keeps it from being complete, in words."""

    kecamatan: str
    name: str
    total: Fraction
    most: Fraction
    lacking: str


class Placed(NamedTuple):
    """A kecamatan in its place; equals share it unless `decided` says why one is before another."""

    kecamatan: str
    name: str
    total: Fraction
    most: Fraction
    rank: int
    is_advancing: bool
    decided: str


class Standing(NamedTuple):
    """How an edition would end now: places, the ties that must be decided before it can (each the
    codes of equals), and what is lacking.
    """

    placed: list[Placed]
    ties: list[list[str]]
    lacking: list[str]


class Decision(NamedTuple):
    """An order of equals, and why."""

    order: Sequence[str]  # codes, best first
    reason: str


@rights.needs(Right.SCORES_READ)
def totals(tx: Tx, actor: Actor, edition: str) -> list[Total]:
    """The total of each kecamatan by final sheets, highest first."""
    asked = setting_up.questions(tx, actor, edition)
    values: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for one in scoring.everyone(tx, actor, edition):
        if one.is_final:
            values[one.kecamatan, one.question].append(Fraction(one.value))
    jurors = dict(
        tx.session.execute(
            select(schema.Assignment.kecamatan, func.count())
            .outerjoin(
                schema.Conflict, schema.conflict_of(schema.Assignment, schema.Assignment.person_id)
            )
            .where(schema.Assignment.edition_id == edition, schema.Conflict.reason.is_(None))
            .group_by(schema.Assignment.kecamatan)
        )
        .tuples()
        .all()
    )
    entries = setting_up.held(tx, actor, edition).entrants
    most = sum((Fraction(one.weight) for one in asked), Fraction())
    found = []
    for code, name in entries.items():
        total = Fraction()
        open_ones = 0
        for question in asked:
            given = values[code, question.code]
            if given:
                mean = sum(given, Fraction()) / len(given)
                total += Fraction(question.weight) * mean / Fraction(question.maximum)
            open_ones += len(given) < jurors.get(code, 0) or not given
        lacking = ""
        if not jurors.get(code):
            lacking = "belum ada juri"
        elif open_ones:
            lacking = f"{open_ones} pertanyaan belum final dari semua juri"
        found.append(Total(code, name, total, most, lacking))
    return sorted(found, key=lambda one: (-one.total, one.name))


@rights.needs(Right.SCORES_READ)
def standing(tx: Tx, actor: Actor, edition: str, decisions: Sequence[Decision] = ()) -> Standing:
    """How the edition would end with these decisions.

    Raises:
        ContestError: a decision without a reason that can be published, or not of exactly one
            group of equals.
    """
    found = totals(tx, actor, edition)
    advancing = setting_up.held(tx, actor, edition).advancing
    lacking = [f"{one.name}: {one.lacking}" for one in found if one.lacking]
    return placed(found, advancing, decisions)._replace(lacking=lacking)


@rights.free("works on numbers that were given to it")
def placed(found: Sequence[Total], advancing: int, decisions: Sequence[Decision] = ()) -> Standing:
    """Places by totals, highest first. A tie has to be decided where it touches those who go on:
    who is first of them matters, and who is the last.

    Raises:
        ContestError: a decision without a reason that can be published, or not of exactly one
            group of equals.
    """
    groups: dict[Fraction, list[Total]] = defaultdict(list)
    for one in found:
        groups[one.total].append(one)
    told = _decided(groups.values(), decisions)
    made: list[Placed] = []
    ties = []
    for total in sorted(groups, reverse=True):
        group, first = groups[total], len(made) + 1
        decision = told.get(frozenset(one.kecamatan for one in group))
        if decision is not None:
            order = {code: at for at, code in enumerate(decision.order)}
            group = sorted(group, key=lambda one: order[one.kecamatan])
        elif len(group) > 1 and first <= advancing:
            ties.append([one.kecamatan for one in group])
        for at, one in enumerate(group):
            rank = first + at if decision is not None else first
            made.append(
                Placed(one.kecamatan, one.name, one.total, one.most, rank, rank <= advancing,
                       decision.reason.strip() if decision is not None else "")
            )  # fmt: skip
    return Standing(made, ties, [])


def _decided(
    groups: Iterable[list[Total]], decisions: Sequence[Decision]
) -> Mapping[frozenset[str], Decision]:
    equals = {frozenset(one.kecamatan for one in group) for group in groups}
    told = {}
    for one in decisions:
        if not one.reason.strip():
            raise ContestError("Urutan yang nilainya sama diputuskan dengan alasan tertulis.")
        templates.publishable("Alasan urutan", " ".join(one.reason.split()), LONGEST)
        key = frozenset(one.order)
        if key not in equals or len(key) != len(one.order) or len(key) < 2:
            raise ContestError("Keputusan itu bukan tentang satu kelompok yang nilainya sama.")
        told[key] = one
    return told


@rights.needs(Right.CLOSE)
def close(tx: Tx, actor: Actor, edition: str, decisions: Sequence[Decision] = ()) -> list[Placed]:
    """Close the edition: from now on nothing of it changes, and jurors see all scores.

    Raises:
        LockedError: it is closed. ContestError: something is lacking, a tie is not decided, or a
            decision is none.
    """
    held = tx.session.get_one(schema.Edition, edition)
    if held.closed_at is not None:
        raise LockedError("Edisi ini sudah ditutup.")
    found = standing(tx, actor, edition, decisions)
    if found.lacking:
        raise ContestError(f"Belum dapat ditutup. {'; '.join(found.lacking[:5])}.")
    if found.ties:
        names = {one.kecamatan: one.name for one in found.placed}
        tie = ", ".join(names[code] for code in found.ties[0])
        raise ContestError(
            f"Nilai {tie} sama dan menentukan siapa yang maju; putuskan urutannya dengan alasan"
            " tertulis."
        )
    for one in found.placed:
        tx.session.add(
            schema.Result(
                edition_id=edition,
                kecamatan=one.kecamatan,
                total=str(one.total),
                most=str(one.most),
                rank=one.rank,
                is_advancing=one.is_advancing,
                decided=one.decided,
            )
        )
    held.closed_at, held.version = tx.now, held.version + 1
    told = "; ".join(f"{one.rank} {one.kecamatan} {one.total}" for one in found.placed)
    why = "; ".join(one.reason.strip() for one in decisions)
    journal.append(tx, actor, "tutup", edition, "", after=f"{told} {why}".strip())
    return found.placed


@rights.needs(Right.CLOSE)
def undo(tx: Tx, actor: Actor, edition: str, reason: str) -> None:
    """Open an edition again that was closed, with a reason.

    Raises:
        ContestError: no reason, or it is not closed. LockedError: it is published; take that back
            first.
    """
    held = tx.session.get_one(schema.Edition, edition)
    if not reason.strip():
        raise ContestError("Membuka lagi edisi memerlukan alasan tertulis.")
    if held.closed_at is None:
        raise ContestError("Edisi ini belum ditutup.")
    if held.import_id:
        raise LockedError("Hasil edisi ini sudah terbit; tarik dahulu terbitannya.")
    before = "; ".join(f"{one.rank} {one.kecamatan} {one.total}" for one in _results(tx, edition))
    tx.session.execute(delete(schema.Result).where(schema.Result.edition_id == edition))
    held.closed_at, held.version = None, held.version + 1
    journal.append(tx, actor, "batal tutup", edition, "", before=before, after=reason.strip())


@rights.needs(Right.RESULT_READ)
def results(tx: Tx, actor: Actor, edition: str) -> list[Placed]:  # noqa: ARG001
    """The places of an edition that is closed; empty before."""
    names = dict(
        tx.session.execute(
            select(schema.Entry.kecamatan, schema.Entry.name).where(
                schema.Entry.edition_id == edition
            )
        )
        .tuples()
        .all()
    )
    return [
        Placed(one.kecamatan, names[one.kecamatan], Fraction(one.total), Fraction(one.most),
               one.rank, one.is_advancing, one.decided)
        for one in _results(tx, edition)
    ]  # fmt: skip


def _results(tx: Tx, edition: str) -> list[schema.Result]:
    return list(
        tx.session.scalars(
            select(schema.Result)
            .where(schema.Result.edition_id == edition)
            .order_by(schema.Result.rank, schema.Result.kecamatan)
        )
    )
