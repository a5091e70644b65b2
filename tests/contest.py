"""A contest to try things on: five kecamatan of Kota Malang, one person for each role or more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from data.contest import people, setting_up
from data.contest.rights import SERVER, Actor, Role
from data.contest.store import Store
from data.contest.templates import Draft
from tests import real

EDITION = "kabkota-3573-2026"
OTHER = "kabkota-3507-2026"
SUKUN, KLOJEN, BLIMBING = "357304", "357302", "357301"
FIVE = ("357301", "357302", "357303", "357304", "357305")
QUESTIONS = (
    Draft("A1", "Pelayanan", "Standar pelayanan", "administrasi", Decimal(100), Decimal(40)),
    Draft("A2", "Inovasi", "Inovasi", "administrasi", Decimal(10), Decimal("35.5")),
    Draft("T1", "Lapangan", "Kesesuaian", "tinjau_lapang", Decimal(5), Decimal("24.5")),
)


@dataclass
class Played:
    """A contest that was set up, and who is in it."""

    store: Store
    panitia: Actor
    camat: Mapping[str, Actor]
    verifikator: Actor
    juri: list[Actor]
    pimpinan: Actor
    auditor: Actor
    secrets: dict[int, str] = field(default_factory=dict)


def joined(
    store: Store, role: Role, edition: str = EDITION, *, of: str = "", label: str = ""
) -> Actor:
    """Somebody who was invited and has signed in."""
    with store.begin() as tx:
        made = people.invite(
            tx, SERVER, edition, role, label or f"{role} {of}".strip(), of_kecamatan=of
        )
    with store.begin() as tx:
        session = people.redeem(tx, made.secret)
        found = people.of_session(tx, session)
    assert found is not None
    return found


def opened(store: Store, edition: str = EDITION, questions: tuple[Draft, ...] = QUESTIONS) -> None:
    with store.begin() as tx:
        setting_up.open_edition(tx, SERVER, edition, real.frames(), "Lomba uji")
        setting_up.ask(tx, SERVER, edition, questions, "uji")


def played(store: Store, *, jurors: int = 2, questions: tuple[Draft, ...] = QUESTIONS) -> Played:
    """An edition with its people; each juror has all kecamatan."""
    opened(store, EDITION, questions)
    juri = [joined(store, Role.JURI, label=f"Juri {n}") for n in range(1, jurors + 1)]
    with store.begin() as tx:
        for one in juri:
            people.assign(tx, SERVER, EDITION, one.person_id, list(FIVE))
    return Played(
        store,
        joined(store, Role.PANITIA),
        {code: joined(store, Role.KECAMATAN, of=code) for code in FIVE[:3]},
        joined(store, Role.VERIFIKATOR),
        juri,
        joined(store, Role.PIMPINAN),
        joined(store, Role.AUDITOR),
    )
