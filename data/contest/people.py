"""Invitations, sessions, roles. A secret has 256 random bits, leaves the server once, and is kept
by its hash alone.
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, select, update

from data.contest import journal, rights, schema
from data.contest.errors import ContestError, LockedError
from data.contest.rights import Actor, Right, Role
from data.contest.store import Tx

BYTES = 32
INVITED_FOR = timedelta(days=14)
SIGNED_IN_FOR = timedelta(days=30)
DEAD = "Undangan ini sudah dipakai, dicabut, atau lewat waktu. Minta tautan baru kepada panitia."
LONGEST = 120
EMAIL = re.compile(r"[^@\s\"<>]{1,64}@[^@\s\"<>]{1,180}\.[^@\s\"<>.]{2,}")


class Member(NamedTuple):
    """Somebody's role in an edition; `kecamatan` is theirs, or empty."""

    person_id: int
    label: str
    role: Role
    kecamatan: str


class Invited(NamedTuple):
    """An invitation that was made; `secret` is told this once, and empty where it is listed."""

    secret: str
    role: Role
    kecamatan: str
    label: str
    expires_at: datetime
    state: str = "menunggu"  # dipakai, dicabut, lewat


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _new() -> str:
    return secrets.token_urlsafe(BYTES)


@rights.needs(Right.PEOPLE)
def invite(
    tx: Tx,
    actor: Actor,
    edition: str,
    role: Role,
    label: str,
    *,
    of_kecamatan: str = "",
    again: int | None = None,
    lasts: timedelta = INVITED_FOR,
) -> Invited:
    """Make a link for one person; `again` is a member who signs in on another device.

    Raises:
        ContestError: there is no such edition, kecamatan or member, or nobody is named.
    """
    label = _fitting(tx, edition, role, label, of_kecamatan)
    if again is not None and not any(
        one.person_id == again and (one.role, one.kecamatan) == (role, of_kecamatan)
        for one in _members(tx, edition)
    ):
        raise ContestError("Yang diundang lagi bukan anggota edisi ini dengan peran itu.")
    secret, expires = _new(), tx.now + lasts
    tx.session.add(
        schema.Invitation(
            secret_hash=_hash(secret),
            edition_id=edition,
            role=role,
            kecamatan=of_kecamatan,
            label=label,
            person_id=again,
            expires_at=expires,
        )
    )
    journal.append(tx, actor, "undang", edition, f"{role} {of_kecamatan}".strip())
    return Invited(secret, role, of_kecamatan, label, expires)


def _fitting(tx: Tx, edition: str, role: Role, label: str, of_kecamatan: str) -> str:
    """The label of somebody who is to have a role, in one line.

    Raises:
        ContestError: there is no such edition or kecamatan, or nobody is named.
    """
    if tx.session.get(schema.Edition, edition) is None:
        raise ContestError(f'Edisi "{edition}" tidak ada; buka dahulu edisinya.')
    label = " ".join(label.split())
    if not label or len(label) > LONGEST:
        raise ContestError(f"Sebutan wajib diisi, paling banyak {LONGEST} huruf.")
    if (role is Role.KECAMATAN) != bool(of_kecamatan):
        raise ContestError("Peran kecamatan, dan hanya peran itu, memerlukan kode kecamatan.")
    if of_kecamatan and tx.session.get(schema.Entry, (edition, of_kecamatan)) is None:
        raise ContestError(f'Kecamatan "{of_kecamatan}" bukan peserta edisi ini.')
    return label


@rights.needs(Right.PEOPLE)
def register(
    tx: Tx,
    actor: Actor,
    edition: str,
    role: Role,
    label: str,
    *,
    email: str,
    of_kecamatan: str = "",
) -> int:
    """Give a role to whoever an identity provider says has this e-mail address; return the person.
    The journal does not hold the address.

    Raises:
        ContestError: there is no such edition or kecamatan, nobody is named, or that is no address.
    """
    label, email = _fitting(tx, edition, role, label, of_kecamatan), email.strip().lower()
    if not EMAIL.fullmatch(email):
        raise ContestError("Alamat surel tidak dikenali; tulis seperti nama@daerah.go.id.")
    account = tx.session.get(schema.Account, email)
    if account is None:
        person = schema.Person(label=label)
        tx.session.add(person)
        tx.session.flush()
        account = schema.Account(email=email, person_id=person.person_id)
        tx.session.add(account)
    person_id = account.person_id
    key = (person_id, edition, role.value, of_kecamatan)
    if tx.session.get(schema.Membership, key) is None:
        tx.session.add(
            schema.Membership(
                person_id=person_id, edition_id=edition, role=role, kecamatan=of_kecamatan
            )
        )
        after = f"{role} {of_kecamatan}".strip()
        journal.append(tx, actor, "daftarkan surel", edition, str(person_id), after=after)
    tx.session.flush()
    return person_id


@rights.needs(Right.PEOPLE)
def accounts(tx: Tx, actor: Actor, edition: str) -> dict[int, str]:  # noqa: ARG001
    """The e-mail address by which each member signs in who does so by an identity provider."""
    found = tx.session.execute(
        select(schema.Account.person_id, schema.Account.email)
        .join(schema.Membership, schema.Membership.person_id == schema.Account.person_id)
        .where(schema.Membership.edition_id == edition)
    )
    return dict(found.tuples().all())


@rights.free("an identity provider has answered for the address")
def of_account(tx: Tx, email: str) -> Actor | None:
    """Who has an e-mail address; None where panitia has entered it for nobody."""
    found = tx.session.get(schema.Account, email.strip().lower()) if email else None
    return Actor(found.person_id) if found else None


@rights.free("tells only what the actor is called")
def called(tx: Tx, actor: Actor) -> str:
    """What somebody is called."""
    found = tx.session.get(schema.Person, actor.person_id)
    return found.label if found else ""


def _waiting(tx: Tx, secret: str) -> list[ColumnElement[bool]]:
    """What holds of an invitation that still works."""
    return [
        schema.Invitation.secret_hash == _hash(secret),
        schema.Invitation.used_at.is_(None),
        schema.Invitation.revoked_at.is_(None),
        schema.Invitation.expires_at > tx.now,
    ]


@rights.free("tells of a secret that somebody holds whether it still works")
def require_waiting(tx: Tx, secret: str) -> None:
    """Let pass the secret of an invitation that still works, without writing.

    Raises:
        ContestError: as redeem().
    """
    query = select(schema.Invitation.secret_hash).where(*_waiting(tx, secret))
    if tx.session.scalars(query).first() is None:
        raise ContestError(DEAD)


@rights.free("whoever holds the secret is whom it was given to")
def redeem(tx: Tx, secret: str, former: str = "") -> str:
    """Turn the secret of an invitation into that of a new session; it works once. `former` is a
    session that the browser had: it ends, so that nobody goes on in one that was put there.

    Raises:
        ContestError: the invitation is unknown, used, revoked or too old; which, is not said.
    """
    used = tx.session.execute(
        update(schema.Invitation)
        .where(*_waiting(tx, secret))
        .values(used_at=tx.now)
        .returning(schema.Invitation.secret_hash)
    ).first()
    if used is None:
        raise ContestError(DEAD)
    found = tx.session.get_one(schema.Invitation, used[0])
    person_id = found.person_id
    if person_id is None:
        person = schema.Person(label=found.label)
        tx.session.add(person)
        tx.session.flush()
        person_id = person.person_id
        tx.session.add(
            schema.Membership(
                person_id=person_id,
                edition_id=found.edition_id,
                role=found.role,
                kecamatan=found.kecamatan,
            )
        )
        found.person_id = person_id
    tx.session.flush()
    if former:
        sign_out(tx, former)
    session = _new()
    tx.session.add(
        schema.Login(
            secret_hash=_hash(session), person_id=person_id, expires_at=tx.now + SIGNED_IN_FOR
        )
    )
    journal.append(tx, Actor(person_id), "masuk", found.edition_id, found.role)
    return session


@rights.free("whoever holds the secret is whom it was given to")
def of_session(tx: Tx, secret: str) -> Actor | None:
    """Who a session is; None where it is unknown, ended or too old."""
    found = tx.session.get(schema.Login, _hash(secret)) if secret else None
    if found is None or found.ended_at is not None or found.expires_at <= tx.now:
        return None
    return Actor(found.person_id)


@rights.free("whoever holds the secret may end it")
def sign_out(tx: Tx, secret: str) -> None:
    """End a session."""
    tx.session.execute(
        update(schema.Login)
        .where(schema.Login.secret_hash == _hash(secret), schema.Login.ended_at.is_(None))
        .values(ended_at=tx.now)
    )


@rights.needs(Right.PEOPLE)
def members(tx: Tx, actor: Actor, edition: str) -> list[Member]:  # noqa: ARG001
    """Who has a role in an edition."""
    return _members(tx, edition)


def _members(tx: Tx, edition: str) -> list[Member]:
    found = tx.session.execute(
        select(schema.Membership, schema.Person.label)
        .join(schema.Person, schema.Person.person_id == schema.Membership.person_id)
        .where(schema.Membership.edition_id == edition)
        .order_by(schema.Membership.role, schema.Membership.kecamatan, schema.Person.person_id)
    )
    return [Member(one.person_id, label, Role(one.role), one.kecamatan) for one, label in found]


@rights.needs(Right.PEOPLE)
def invitations(tx: Tx, actor: Actor, edition: str) -> list[Invited]:  # noqa: ARG001
    """The invitations of an edition, without their secrets."""
    found = tx.session.scalars(
        select(schema.Invitation)
        .where(schema.Invitation.edition_id == edition)
        .order_by(schema.Invitation.expires_at.desc())
    )
    return [
        Invited("", Role(one.role), one.kecamatan, one.label, one.expires_at, _state(one, tx.now))
        for one in found
    ]


def _state(one: schema.Invitation, now: datetime) -> str:
    if one.revoked_at is not None:
        return "dicabut"
    if one.used_at is not None:
        return "dipakai"
    return "lewat" if one.expires_at <= now else "menunggu"


@rights.needs(Right.PEOPLE)
def remove(tx: Tx, actor: Actor, edition: str, person_id: int) -> None:
    """Take all roles of a person in an edition away; end their sessions, and the invitations that
    could bring them back. A juror's kecamatan become free, and what they had not made final counts
    nowhere. A result that is closed stands as it is.

    Raises:
        ContestError: they have none, or it is the last of the panitia. LockedError: a sheet of
            theirs is final, and counts.
    """
    held = [one for one in _members(tx, edition) if one.person_id == person_id]
    if not held:
        raise ContestError("Orang itu tidak punya peran dalam edisi ini.")
    others = {one.person_id for one in _members(tx, edition) if one.role is Role.PANITIA}
    if others == {person_id}:
        raise ContestError("Ini panitia terakhir; undang panitia lain dahulu.")
    if not _is_closed(tx, edition):
        if final := _final(tx, edition, person_id):
            raise LockedError(
                f"Orang ini sudah memfinalkan lembar {', '.join(sorted(final)[:5])}, dan nilainya"
                " ikut dihitung. Buka dahulu lembarnya dengan alasan tertulis, atau cabut perannya"
                " sesudah edisi ditutup."
            )
        tx.session.execute(
            delete(schema.Assignment).where(
                schema.Assignment.edition_id == edition, schema.Assignment.person_id == person_id
            )
        )
    for one in held:
        key = (person_id, edition, one.role.value, one.kecamatan)
        tx.session.delete(tx.session.get_one(schema.Membership, key))
    tx.session.execute(
        update(schema.Login)
        .where(schema.Login.person_id == person_id, schema.Login.ended_at.is_(None))
        .values(ended_at=tx.now)
    )
    tx.session.execute(
        update(schema.Invitation)
        .where(schema.Invitation.person_id == person_id, schema.Invitation.edition_id == edition)
        .values(revoked_at=tx.now)
    )
    journal.append(tx, actor, "cabut peran", edition, str(person_id))


@rights.needs(Right.PEOPLE)
def revoke(tx: Tx, actor: Actor, edition: str, label: str) -> int:
    """Revoke the invitations of a label that were not used; return how many. The journal does not
    hold the label, which may be a name.
    """
    done = tx.session.execute(
        update(schema.Invitation)
        .where(
            schema.Invitation.edition_id == edition,
            schema.Invitation.label == label,
            schema.Invitation.used_at.is_(None),
            schema.Invitation.revoked_at.is_(None),
        )
        .values(revoked_at=tx.now)
        .returning(schema.Invitation.secret_hash)
    ).all()
    if done:
        journal.append(tx, actor, "cabut undangan", edition, "", after=f"{len(done)} undangan")
    return len(done)


def _final(tx: Tx, edition: str, juror: int) -> set[str]:
    """The kecamatan of whose sheets of a juror one is final and counts."""
    found = tx.session.scalars(
        select(schema.Sheet.kecamatan)
        .outerjoin(schema.Conflict, schema.conflict_of(schema.Sheet, schema.Sheet.juror))
        .where(
            schema.Sheet.edition_id == edition,
            schema.Sheet.juror == juror,
            schema.Conflict.reason.is_(None),
        )
    )
    return set(found)


def _is_closed(tx: Tx, edition: str) -> bool:
    return tx.session.get_one(schema.Edition, edition).closed_at is not None


@rights.needs(Right.PEOPLE)
def assign(tx: Tx, actor: Actor, edition: str, juror: int, of: list[str]) -> None:
    """Say which kecamatan a juror scores, in place of those before.

    Raises:
        ContestError: no juror, not entrants, or a conflict of interest is declared. LockedError:
            the edition is closed, or a sheet of one that is taken away is final.
    """
    if _is_closed(tx, edition):
        raise LockedError("Edisi ini sudah ditutup; penugasannya tidak berubah lagi.")
    if not any(m.person_id == juror and m.role is Role.JURI for m in _members(tx, edition)):
        raise ContestError("Penugasan hanya untuk juri edisi ini.")
    held = tx.session.scalars(
        select(schema.Assignment).where(
            schema.Assignment.edition_id == edition, schema.Assignment.person_id == juror
        )
    ).all()
    for code in of:
        if tx.session.get(schema.Entry, (edition, code)) is None:
            raise ContestError(f'Kecamatan "{code}" bukan peserta edisi ini.')
        if (why := tx.session.get(schema.Conflict, (edition, juror, code))) is not None:
            raise ContestError(
                f"Juri ini punya konflik kepentingan dengan {code} ({why.reason}); tugaskan"
                " kecamatan lain."
            )
    before = sorted(one.kecamatan for one in held)
    if kept := _final(tx, edition, juror) & set(before) - set(of):
        raise LockedError(
            f"Juri ini sudah memfinalkan lembar {', '.join(sorted(kept)[:5])}; buka dahulu"
            " lembarnya dengan alasan tertulis."
        )
    for one in held:
        if one.kecamatan not in of:
            tx.session.delete(one)
    for code in set(of) - set(before):
        tx.session.add(schema.Assignment(edition_id=edition, person_id=juror, kecamatan=code))
    journal.append(
        tx,
        actor,
        "tugaskan",
        edition,
        str(juror),
        before=" ".join(before),
        after=" ".join(sorted(of)),
    )


@rights.needs(Right.SEE)
def assigned(tx: Tx, actor: Actor, edition: str) -> list[str]:
    """The kecamatan that the actor scores as a juror, without those of a conflict."""
    found = tx.session.scalars(
        select(schema.Assignment.kecamatan)
        .where(
            schema.Assignment.edition_id == edition,
            schema.Assignment.person_id == actor.person_id,
        )
        .order_by(schema.Assignment.kecamatan)
    )
    return [one for one in found if rights.has(tx, actor, Right.SCORE, edition, one)]


@rights.needs(Right.PEOPLE)
def assignments(tx: Tx, actor: Actor, edition: str) -> dict[int, list[str]]:  # noqa: ARG001
    """The kecamatan of each juror."""
    found: dict[int, list[str]] = {}
    for one in tx.session.scalars(
        select(schema.Assignment)
        .where(schema.Assignment.edition_id == edition)
        .order_by(schema.Assignment.kecamatan)
    ):
        found.setdefault(one.person_id, []).append(one.kecamatan)
    return found


@rights.needs(Right.PEOPLE)
def conflicts(tx: Tx, actor: Actor, edition: str) -> dict[tuple[int, str], str]:  # noqa: ARG001
    """The conflicts of interest that were declared: the reason, by person and kecamatan."""
    found = tx.session.scalars(select(schema.Conflict).where(schema.Conflict.edition_id == edition))
    return {(one.person_id, one.kecamatan): one.reason for one in found}


@rights.needs(Right.DECLARE)
def declare(tx: Tx, actor: Actor, edition: str, kecamatan: str, reason: str) -> None:
    """Declare a conflict of interest of one's own: from then on the kecamatan is shut, and what
    was scored of it does not count.

    Raises:
        ContestError: no reason, or not an entrant. LockedError: the edition is closed, and its
            result stands.
    """
    if _is_closed(tx, edition):
        raise LockedError(
            "Edisi ini sudah ditutup; sampaikan konflik kepentingan ini kepada panitia, yang dapat"
            " membuka lagi penilaiannya."
        )
    if not reason.strip():
        raise ContestError("Alasan konflik kepentingan wajib diisi.")
    if tx.session.get(schema.Entry, (edition, kecamatan)) is None:
        raise ContestError(f'Kecamatan "{kecamatan}" bukan peserta edisi ini.')
    key = (edition, actor.person_id, kecamatan)
    if tx.session.get(schema.Conflict, key) is None:
        tx.session.add(
            schema.Conflict(
                edition_id=edition,
                person_id=actor.person_id,
                kecamatan=kecamatan,
                reason=reason.strip(),
            )
        )
        journal.append(tx, actor, "nyatakan konflik", edition, kecamatan, after=reason.strip())
