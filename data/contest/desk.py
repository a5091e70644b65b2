"""The desk: where pages reach the contest. Whoever asks shows what they were given when they signed
in; who that is, and what they may, is asked of the store in the same transaction, each time.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

import pandas as pd

from data import build, check
from data.contest import journal, people, publication, rights
from data.contest import store as stores
from data.contest.errors import RefusedError, require_text
from data.contest.journal import Verdict
from data.contest.rights import Actor
from data.contest.store import Store, Tx
from data.importer.publishing import Candidate

__all__ = [
    "Key",
    "Tx",
    "actor",
    "do",
    "is_known",
    "is_on",
    "look",
    "now",
    "redeem",
    "sign_out",
    "store",
]
P = ParamSpec("P")
R = TypeVar("R")
GONE = "Sesi Anda sudah berakhir. Masuk lagi; yang sudah tersimpan tetap ada."
_lock = Lock()
_open: dict[tuple[str, Path], Store] = {}


class Key(NamedTuple):
    """What somebody shows: the secret of their session, or the e-mail address for which an identity
    provider has answered. Empty: nothing.
    """

    session: str = ""
    email: str = ""


def is_on() -> bool:
    """Whether contests are run here (SKK_LOMBA=on)."""
    return stores.is_on()


def store() -> Store:
    """The store of this process, opened once.

    Raises:
        ContestError: it does not answer. OSError: its folder cannot be written.
    """
    key = (stores.settings(), stores.folder())
    with _lock:
        if key not in _open:
            _open[key] = stores.open_store()
        return _open[key]


def now() -> datetime:
    """Now, by the clock of the server."""
    return store().clock()


@cache
def published() -> Mapping[str, pd.DataFrame]:
    """The catalog that comes with this app, which holds the templates; read once."""
    return check.read(build.CATALOG)


def actor(tx: Tx, key: Key) -> Actor | None:
    """Who shows a key; None where nobody known does."""
    return people.of_session(tx, key.session) or people.of_account(tx, key.email)


def _asked(
    key: Key, writes: bool, function: Callable[Concatenate[Tx, Actor, P], R],
    *given: P.args, **named: P.kwargs,
) -> R:  # fmt: skip
    with store().begin(writes=writes) as tx:
        who = actor(tx, key)
        if who is None:
            raise RefusedError(GONE)
        return function(tx, who, *given, **named)


def look(
    key: Key, function: Callable[Concatenate[Tx, Actor, P], R], *given: P.args, **named: P.kwargs
) -> R:
    """What a function of the contest that only reads answers to whoever shows this key.

    Raises:
        ContestError: what the function raises. RefusedError: nobody shows this key any more.
    """
    return _asked(key, False, function, *given, **named)


def do(
    key: Key, function: Callable[Concatenate[Tx, Actor, P], R], *given: P.args, **named: P.kwargs
) -> R:
    """What a function of the contest that writes does for whoever shows this key: whole, or not at
    all.

    Raises:
        ContestError: what the function raises. RefusedError: nobody shows this key any more.
    """
    return _asked(key, True, function, *given, **named)


def is_known(key: Key) -> bool:
    """Whether somebody known shows this key.

    Raises:
        ContestError: the store does not answer.
    """
    if not (key.session or key.email):
        return False
    with store().begin(writes=False) as tx:
        return actor(tx, key) is not None


def redeem(secret: str, former: str = "") -> str:
    """The secret of a new session for that of an invitation; `former` ends (people.redeem). Who
    guesses keeps no writer waiting.

    Raises:
        ContestError: the invitation is dead.
    """
    with store().begin(writes=False) as tx:
        people.require_waiting(tx, secret)
    with store().begin() as tx:
        return people.redeem(tx, secret, former)


def sign_out(session: str) -> None:
    """End a session. One that is unknown or over keeps no writer waiting."""
    with store().begin(writes=False) as tx:
        if people.of_session(tx, session) is None:
            return
    with store().begin() as tx:
        people.sign_out(tx, session)


def verified() -> Verdict:
    """Whether the journal is whole (journal.verify)."""
    with store().begin(writes=False) as tx:
        return journal.verify(tx)


def publish(key: Key, edition: str, candidate: Candidate, where: Path) -> Path:
    """Put a candidate in force for whoever shows this key (publication.publish_result).

    Raises:
        ContestError: what that raises. RefusedError: nobody shows this key any more, or may not.
    """
    return publication.publish_result(store(), _who(key), edition, candidate, where)


def take_back(key: Key, edition: str, where: Path, *, reason: str) -> Path:
    """Take the published result out of force for whoever shows this key (publication.take_back).

    Raises:
        ContestError: what that raises. RefusedError: nobody shows this key any more, or may not.
    """
    require_text([reason])
    who = _who(key)
    with store().begin(writes=False) as tx:
        rights.require(tx, who, rights.Right.PUBLISH, edition)
        called = people.called(tx, who)
    return publication.take_back(store(), who, edition, where, who=called, reason=reason)


def _who(key: Key) -> Actor:
    with store().begin(writes=False) as tx:
        who = actor(tx, key)
    if who is None:
        raise RefusedError(GONE)
    return who
