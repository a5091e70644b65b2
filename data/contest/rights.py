"""Who may do what: the one place where that is decided, and what every function that reads or
writes the contest is declared with.

A function takes the transaction, who acts, the edition, and where it is about one kecamatan that;
so all that a right depends on stands in its arguments, and is asked of the store each time. What a
browser claims to be is never asked.
"""

import inspect
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

from sqlalchemy import select

from data.contest import schema
from data.contest.errors import RefusedError, require_text
from data.contest.store import Tx

P = ParamSpec("P")
R = TypeVar("R")


class Role(StrEnum):
    """What somebody is in an edition."""

    PANITIA = "panitia"
    KECAMATAN = "kecamatan"
    VERIFIKATOR = "verifikator"
    JURI = "juri"
    PIMPINAN = "pimpinan"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """Of what a role has a right."""

    ALL = "all"
    OWN = "own"  # the kecamatan of the membership
    ASSIGNED = "assigned"  # a juror's kecamatan, but those of a conflict
    UNCONFLICTED = "unconflicted"  # every kecamatan but those of a conflict
    CLOSED = "closed"  # all of it, when the edition is closed
    PUBLISHED = "published"  # all of it, when the result is published


class Right(StrEnum):
    """What can be done, or seen."""

    SEE = "see"  # the edition: its stages, questions and who takes part
    SET_UP = "set_up"
    PEOPLE = "people"  # invite, assign, end sessions
    ENTRY_READ = "entry_read"
    ENTRY_WRITE = "entry_write"
    VERIFY = "verify"
    TALK = "talk"  # about an answer, as its kecamatan or as a verifikator
    SCORE = "score"  # one's own sheet
    DECLARE = "declare"  # one's own conflict of interest
    SCORES_READ = "scores_read"  # everybody's
    CLOSE = "close"
    RESULT_READ = "result_read"
    PUBLISH = "publish"
    JOURNAL = "journal"
    EXPORT = "export"
    SERVE = "serve"  # open an edition, back up, restore, erase: whoever sits at the server


RULES: Mapping[Right, Mapping[Role, Scope]] = {
    Right.SEE: dict.fromkeys(Role, Scope.ALL),
    Right.SET_UP: {Role.PANITIA: Scope.ALL},
    Right.PEOPLE: {Role.PANITIA: Scope.ALL},
    Right.ENTRY_READ: {
        Role.PANITIA: Scope.ALL,
        Role.KECAMATAN: Scope.OWN,
        Role.VERIFIKATOR: Scope.UNCONFLICTED,
        Role.JURI: Scope.ASSIGNED,
        Role.PIMPINAN: Scope.ALL,
    },
    Right.ENTRY_WRITE: {Role.KECAMATAN: Scope.OWN},
    Right.VERIFY: {Role.VERIFIKATOR: Scope.UNCONFLICTED},
    Right.TALK: {Role.KECAMATAN: Scope.OWN, Role.VERIFIKATOR: Scope.UNCONFLICTED},
    Right.SCORE: {Role.JURI: Scope.ASSIGNED},
    Right.DECLARE: {Role.JURI: Scope.ALL, Role.VERIFIKATOR: Scope.ALL},
    Right.SCORES_READ: {
        Role.PANITIA: Scope.ALL,
        Role.PIMPINAN: Scope.ALL,
        Role.JURI: Scope.CLOSED,
    },
    Right.CLOSE: {Role.PANITIA: Scope.ALL},
    Right.RESULT_READ: {
        Role.PANITIA: Scope.ALL,
        Role.PIMPINAN: Scope.ALL,
        Role.JURI: Scope.CLOSED,
        Role.AUDITOR: Scope.CLOSED,
        Role.VERIFIKATOR: Scope.PUBLISHED,
        Role.KECAMATAN: Scope.PUBLISHED,
    },
    Right.PUBLISH: {Role.PANITIA: Scope.ALL},
    Right.JOURNAL: {Role.PANITIA: Scope.ALL, Role.AUDITOR: Scope.ALL},
    Right.EXPORT: {Role.PANITIA: Scope.ALL},
    Right.SERVE: {},
}
WORDS: Mapping[Role, str] = {
    Role.PANITIA: "Panitia",
    Role.KECAMATAN: "Kecamatan",
    Role.VERIFIKATOR: "Verifikator",
    Role.JURI: "Juri",
    Role.PIMPINAN: "Pimpinan",
    Role.AUDITOR: "Auditor",
}
REFUSED = "Anda tidak berwenang untuk ini, atau data itu bukan bagian Anda. Hubungi panitia."


class Actor(NamedTuple):
    """Who acts: a person of the store. Their roles are not here but in the store."""

    person_id: int


SERVER = Actor(0)  # whoever sits at the server, from the command line; no page makes it


class Declared(NamedTuple):
    """A function and what it needs; None: nothing, and `why`."""

    name: str
    right: Right | None
    is_of_kecamatan: bool
    why: str = ""


REGISTRY: dict[str, Declared] = {}


def needs(right: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare what a function needs; it is called only if the actor has it, and with texts alone
    that can be kept (errors.require_text).

    The function's first parameters are `tx` and `actor`, the third `edition`; one named `kecamatan`
    says of which.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        first = list(signature.parameters.values())[:3]
        is_fit = all(one.default is inspect.Parameter.empty for one in first)
        if [one.name for one in first] != ["tx", "actor", "edition"] or not is_fit:
            raise TypeError(f"{function.__qualname__}: its rights cannot be asked")
        name = f"{function.__module__}.{function.__qualname__}"
        REGISTRY[name] = Declared(name, right, "kecamatan" in signature.parameters)

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            told = signature.bind(*args, **kwargs).arguments
            require_text(told.values())
            require(told["tx"], told["actor"], right, told["edition"], told.get("kecamatan") or "")
            return function(*args, **kwargs)

        return asked

    return declare


def free(why: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare that a function needs no right, and why not."""

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"
        REGISTRY[name] = Declared(name, None, is_of_kecamatan=False, why=why)
        return function

    return declare


def require(tx: Tx, actor: Actor, right: Right, edition: str, kecamatan: str = "") -> None:
    """Let pass who has a right, of a kecamatan if one is named.

    Raises:
        RefusedError: they do not. Of what there is not, and of what is not theirs, the words are
            the same.
    """
    if not has(tx, actor, right, edition, kecamatan):
        raise RefusedError(REFUSED)


def has(tx: Tx, actor: Actor, right: Right, edition: str, kecamatan: str = "") -> bool:
    """Whether somebody has a right."""
    if actor == SERVER:
        return True
    found = tx.session.scalars(
        select(schema.Membership).where(
            schema.Membership.person_id == actor.person_id,
            schema.Membership.edition_id == edition,
        )
    ).all()
    rules = RULES[right]
    return any(
        scope is not None and _reaches(tx, one, scope, kecamatan)
        for one in found
        for scope in (rules.get(Role(one.role)),)
    )


def _reaches(tx: Tx, member: schema.Membership, scope: Scope, kecamatan: str) -> bool:
    """Whether a scope holds for a kecamatan, or for the whole edition where none is named."""
    key = (member.edition_id, member.person_id, kecamatan)
    if scope is Scope.ALL:
        return True
    if scope in (Scope.CLOSED, Scope.PUBLISHED):
        held = tx.session.get(schema.Edition, member.edition_id)
        if held is None:
            return False
        return bool(held.import_id) if scope is Scope.PUBLISHED else held.closed_at is not None
    if scope is Scope.OWN:
        return bool(kecamatan) and member.kecamatan == kecamatan
    if not kecamatan or tx.session.get(schema.Conflict, key) is not None:
        return False
    return scope is Scope.UNCONFLICTED or tx.session.get(schema.Assignment, key) is not None


@free("tells only what the actor is")
def roles(tx: Tx, actor: Actor) -> list[tuple[str, Role, str]]:
    """Edition, role and kecamatan of each membership of somebody, latest edition first."""
    found = tx.session.scalars(
        select(schema.Membership)
        .where(schema.Membership.person_id == actor.person_id)
        .order_by(schema.Membership.edition_id.desc(), schema.Membership.role)
    )
    return [(one.edition_id, Role(one.role), one.kecamatan) for one in found]
