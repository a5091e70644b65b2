"""A seat: somebody who is signed in, in one of their roles. What a room reads or writes goes
through it, and is asked of the store with what the visitor shows.
"""

from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

import streamlit as st

from analytics.core.markup import plain
from data import keys
from data.contest import desk, people, rights, setting_up
from data.contest.desk import Key, Tx
from data.contest.rights import WORDS, Actor, Role
from data.contest.setting_up import Held

P = ParamSpec("P")
R = TypeVar("R")


class Seat(NamedTuple):
    """Who sits where: what they show, their edition, role and kecamatan (or empty), and what they
    are called.
    """

    key: Key
    edition: str
    role: Role
    kecamatan: str
    called: str
    held: Held

    @property
    def year(self) -> int:
        """The year of the edition."""
        return keys.edition(self.edition).year

    def look(
        self,
        function: Callable[Concatenate[Tx, Actor, str, P], R],
        *given: P.args,
        **named: P.kwargs,
    ) -> R:
        """What a function that reads answers about this edition.

        Raises:
            ContestError: what the function raises.
        """
        return desk.look(self.key, function, self.edition, *given, **named)

    def do(
        self,
        function: Callable[Concatenate[Tx, Actor, str, P], R],
        *given: P.args,
        **named: P.kwargs,
    ) -> R:
        """What a function that writes does in this edition.

        Raises:
            ContestError: what the function raises.
        """
        return desk.do(self.key, function, self.edition, *given, **named)


def take(key: Key) -> Seat | None:
    """The seat of this visitor; whoever has several roles chooses one, which the address keeps.
    None: nobody known, or without a role.

    Raises:
        ContestError: the store does not answer.
    """
    if not desk.is_known(key):
        return None
    roles = desk.look(key, rights.roles)
    if not roles:
        return None
    held = {edition: desk.look(key, setting_up.held, edition) for edition, _, _ in roles}
    labels = {one: _label(held[one[0]], one[1], one[2], is_alone=len(held) == 1) for one in roles}
    chosen = roles[0]
    if len(roles) > 1:
        chosen = st.selectbox(
            "Anda bertugas sebagai",
            roles,
            format_func=lambda one: plain(labels[one]),
            key="lomba_sebagai",
            bind="query-params",
        )
    edition, role, kecamatan = chosen
    return Seat(key, edition, role, kecamatan, desk.look(key, people.called), held[edition])


def _label(held: Held, role: Role, kecamatan: str, *, is_alone: bool) -> str:
    of = f" {held.entrants.get(kecamatan, kecamatan)}" if kecamatan else ""
    edition = "" if is_alone else f" · {held.name} {keys.edition(held.edition_id).year}"
    return f"{WORDS[role]}{of}{edition}"
