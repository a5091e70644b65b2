"""Who may do what: every function of the contest, every role, one's own data and others'."""

import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from data import contest
from data.contest import rights, schema
from data.contest.errors import ContestError, RefusedError
from data.contest.rights import REGISTRY, Actor, Role
from data.contest.store import Store
from tests import real
from tests.contest import BLIMBING, EDITION, KLOJEN, OTHER, Played, joined, opened, played

DOMAIN = (
    "people", "setting_up", "entering", "verifying", "scoring", "closing", "recap", "publication",
    "keeping", "journal", "rehearsal", "talking", "visiting",
)  # fmt: skip
BELOW = {  # what decides nothing and knows no actor, and why it may stand without a declaration
    "__main__": "the command line: whoever sits at the server",
    "schema": "the tables",
    "errors": "sentences",
    "store": "opens the store",
    "migrating": "makes the tables",
    "migrations": "makes the tables",
    "rights": "decides",
    "desk": "pages reach the functions there, for whoever shows a key",
    "evidence": "bytes by hash; entering asks for the right",
    "pictures": "draws bytes; entering and visiting ask for the right",
    "first_page": "draws bytes, in a process of its own",
    "templates": "sets of questions from public files",
}
A, K, V, J, P, U = (Role.PANITIA, Role.KECAMATAN, Role.VERIFIKATOR, Role.JURI, Role.PIMPINAN,
                    Role.AUDITOR)  # fmt: skip
ALL = {A, K, V, J, P, U}
# Written here once more and by hand: who is let pass while an edition runs. Of a kecamatan: of
# one's own, or one that was assigned.
EXPECTED: dict[str, set[Role]] = {
    "people.invite": {A}, "people.members": {A}, "people.invitations": {A}, "people.remove": {A},
    "people.revoke": {A}, "people.assign": {A}, "people.assignments": {A},
    "people.register": {A}, "people.accounts": {A}, "people.conflicts": {A},
    "people.assigned": ALL, "people.declare": {J, V},
    "setting_up.open_edition": set(), "setting_up.held": ALL, "setting_up.questions": ALL,
    "setting_up.stages": ALL, "setting_up.change": {A}, "setting_up.ask": {A},
    "setting_up.copy": {A}, "setting_up.schedule": {A}, "setting_up.extend": {A},
    "setting_up.leave_out": {A}, "setting_up.closes": {A, K, V, J, P},
    "entering.answers": {A, K, V, J, P}, "entering.save": {K}, "entering.submit": {K},
    "entering.add_evidence": {K}, "entering.remove_evidence": {K},
    "entering.files": {A, K, V, J, P}, "entering.content": {A, K, V, J, P},
    "entering.progress": {A, K, V, J, P}, "entering.overview": {A},
    "entering.small_content": {A, K, V, J, P}, "entering.positions": {A, K, V, J, P},
    "talking.say": {K, V}, "talking.threads": {A, K, V, J, P},
    "visiting.findings": {J}, "visiting.find": {J}, "visiting.add_photo": {J},
    "visiting.remove_photo": {J}, "visiting.photos": {J}, "visiting.photo": {J},
    "visiting.any_photo": {A, P}, "visiting.everyone": {A, P}, "visiting.verified": {A, P},
    "verifying.items": {V},
    "verifying.decide": {V}, "verifying.verdicts": {A, K, V, J, P}, "verifying.queue": ALL,
    "scoring.sheet": {J}, "scoring.give": {J}, "scoring.finish": {J}, "scoring.reopen": {A},
    "scoring.everyone": {A, P}, "scoring.coverage": {A, P},
    "closing.totals": {A, P}, "closing.standing": {A, P}, "closing.close": {A},
    "closing.undo": {A}, "closing.results": {A, P},
    "recap.workbook": {A}, "publication.ready": {A}, "publication.settle": {A},
    "keeping.export": {A}, "keeping.erase": set(), "keeping.is_there": set(),
    "journal.read": {A, U}, "journal.count": {A, U},
}  # fmt: skip
for _module in DOMAIN:  # what declares itself
    importlib.import_module(f"data.contest.{_module}")
NEEDING = {name: one for name, one in REGISTRY.items() if one.right is not None}


def short(name: str) -> str:
    return name.removeprefix("data.contest.")


def test_every_module_of_the_contest_is_known_here() -> None:
    found = {one.name for one in pkgutil.iter_modules(contest.__path__)}
    assert found == {*DOMAIN, *BELOW}


@pytest.mark.parametrize("module", DOMAIN)
def test_every_public_function_declares_its_rights(module: str) -> None:
    found = importlib.import_module(f"data.contest.{module}")
    public = {
        f"{found.__name__}.{name}"
        for name, one in vars(found).items()
        if inspect.isfunction(one) and not name.startswith("_") and one.__module__ == found.__name__
    }
    # What writes the journal is called by what was let pass
    assert public - REGISTRY.keys() <= {
        "data.contest.journal.append",
        "data.contest.journal.hashed",
    }


def test_a_function_without_the_arguments_that_rights_depend_on_cannot_be_declared() -> None:
    def careless(tx: object, edition: str) -> None:
        """Do something."""

    with pytest.raises(TypeError, match="careless"):
        rights.needs(rights.Right.SEE)(careless)


def test_the_table_of_this_test_names_every_function() -> None:
    assert {short(name) for name in NEEDING} == set(EXPECTED)


def test_no_page_makes_itself_the_server() -> None:
    root = Path(__file__).parents[3]
    files = [root / "dashboard.py", *(root / "pages").rglob("*.py")]
    assert not [path for path in files if re.search(r"\bSERVER\b", path.read_text("utf-8"))]


@pytest.fixture
def contest_of(store: Store) -> Played:
    found = played(store)
    opened(store, OTHER)
    return found


class _PassedError(Exception):
    """A call was let pass; whether it would then have worked does not matter here."""


def call(tx: object, name: str, actor: Actor, edition: str, kecamatan: str) -> None:
    """Call a function with arguments that are something of their kind."""
    module, function = short(name).split(".")
    asked: Callable[..., object] = getattr(
        importlib.import_module(f"data.contest.{module}"), function
    )
    some: dict[str, object] = {
        "tx": tx, "actor": actor, "edition": edition, "kecamatan": kecamatan, "role": Role.JURI,
        "label": "x", "person_id": 10**6, "juror": 10**6, "email": "a@b.id", "of": [],
        "reason": "x",
        "frames": real.frames(), "name": "x", "zone": "Asia/Jakarta", "advancing": 3, "version": 1,
        "drafts": [], "whence": "x", "source": edition, "stage": "administrasi",
        "opens_at": None, "closes_at": None, "until": datetime(2030, 1, 1, tzinfo=UTC),
        "question": "A1", "text": "x", "own_value": None, "content": b"x", "sha256": "0" * 64,
        "verdict": "terima", "of_version": 1, "finding": "sesuai", "value": Decimal(1),
        "where": Path("/nonexistent"),
    }  # fmt: skip
    needed = [
        one.name
        for one in inspect.signature(asked).parameters.values()
        if one.default is inspect.Parameter.empty
    ]
    try:
        asked(**{name: some[name] for name in needed})
    except RefusedError as error:
        if name.endswith("content") and "Berkas" in str(error):
            raise _PassedError from error
        raise
    except Exception as error:
        raise _PassedError from error
    raise _PassedError


def is_let_pass(store: Store, name: str, actor: Actor, edition: str, kecamatan: str) -> bool:
    try:
        with store.begin() as tx:
            call(tx, name, actor, edition, kecamatan)
    except RefusedError:
        return False
    except (_PassedError, ContestError):
        return True
    raise AssertionError


def test_every_function_lets_pass_whom_it_should_and_nobody_else(contest_of: Played) -> None:
    """Every function × every role × one's own, another kecamatan's and another edition's data; and
    somebody without any role, and nobody.
    """
    of = contest_of
    own = {A: of.panitia, K: of.camat[BLIMBING], V: of.verifikator, J: of.juri[0],
           P: of.pimpinan, U: of.auditor}  # fmt: skip
    stranger = joined(of.store, Role.PANITIA, OTHER)
    with of.store.begin() as tx:  # content() of a file that is there
        tx.session.add(
            schema.Evidence(edition_id=EDITION, kecamatan=BLIMBING, question="A1", sha256="0" * 64,
                            name="a.pdf", kind="pdf", size=1, added_at=tx.now)
        )  # fmt: skip
        # No juror and no verifikator is to see this one
        for one in (of.juri[0], of.verifikator):
            tx.session.add(
                schema.Conflict(edition_id=EDITION, person_id=one.person_id, kecamatan=KLOJEN,
                                reason="x")
            )  # fmt: skip
    wrong = []
    for name, declared in NEEDING.items():
        expected = EXPECTED[short(name)]
        for role, actor in own.items():
            told = is_let_pass(of.store, name, actor, EDITION, BLIMBING)
            wrong += [] if told == (role in expected) else [(name, role, "own", told)]
            told = is_let_pass(of.store, name, actor, OTHER, "350701")
            wrong += [] if not told else [(name, role, "edition", told)]
            if declared.is_of_kecamatan and name != "data.contest.people.declare":
                told = is_let_pass(of.store, name, actor, EDITION, KLOJEN)
                may = role in expected and role in (A, P) and "content" not in name
                wrong += [] if told == may else [(name, role, "kecamatan", told)]
        for actor, edition in itertools.product((stranger, Actor(10**6), Actor(-1)), (EDITION,)):
            told = is_let_pass(of.store, name, actor, edition, BLIMBING)
            wrong += [] if not told else [(name, actor, "stranger", told)]
    assert not wrong, "\n".join(map(str, wrong))


def test_jurors_see_others_scores_when_it_is_closed_and_kecamatan_when_it_is_published(
    contest_of: Played,
) -> None:
    of = contest_of
    everyone, results = "data.contest.scoring.everyone", "data.contest.closing.results"

    def seen(name: str) -> set[Role]:
        actors = {K: of.camat[BLIMBING], V: of.verifikator, J: of.juri[0], U: of.auditor}
        return {r for r, a in actors.items() if is_let_pass(of.store, name, a, EDITION, BLIMBING)}

    assert seen(everyone) == set()
    with of.store.begin() as tx:
        tx.session.get_one(schema.Edition, EDITION).closed_at = tx.now
    assert seen(everyone) == {J}
    assert seen(results) == {J, U}
    with of.store.begin() as tx:
        tx.session.get_one(schema.Edition, EDITION).import_id = "x"
    assert seen(everyone) == {J}
    assert seen(results) == {J, U, V, K}


def test_a_role_is_asked_of_the_store_whatever_is_claimed(contest_of: Played) -> None:
    """A message may say what it likes: an actor has a number, and no role."""
    forged = SimpleNamespace(person_id=contest_of.juri[0].person_id, role="panitia", is_admin=True)
    name = "data.contest.closing.close"
    assert not is_let_pass(contest_of.store, name, forged, EDITION, "")  # type: ignore[arg-type]
