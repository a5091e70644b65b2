"""The way into the contest: invitations, cookies, and what stolen links and others' pages get."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from data.contest import desk, people
from data.contest import store as stores
from data.contest.desk import Key
from data.contest.rights import SERVER, Role
from data.contest.store import Store
from pages.parts.door import gate, signing
from pages.parts.lomba import access
from tests import looping, real
from tests.bench.server import ROOT
from tests.contest import EDITION, SUKUN, opened
from tests.pages.test_light import Answer
from tests.pages.test_pages import DASHBOARD

WAY = "/lomba/masuk"
HERE = {"host": "localhost:8501", "origin": "http://localhost:8501"}
ABROAD = {"host": "skk.contoh.go.id", "origin": "https://skk.contoh.go.id"}
APP = Starlette(routes=[signing.Signing()], middleware=gate.middleware())


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an edition, to copy."""
    where = tmp_path_factory.mktemp("dasar")
    found = stores.open_store("", where, Clock())
    opened(found)
    found.close()
    return where


@pytest.fixture
def store(
    tmp_path: Path, prepared: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> Iterator[Store]:
    """The store that the desk opens."""
    shutil.copytree(prepared, tmp_path / "lomba")
    monkeypatch.setenv("SKK_DATA", str(real.folder()))
    monkeypatch.setenv("SKK_LOMBA", "on")
    found = stores.open_store("", tmp_path / "lomba", clock)
    monkeypatch.setattr(desk, "store", lambda: found)
    yield found
    found.close()


def invited(store: Store, role: Role = Role.PANITIA, of: str = "") -> str:
    with store.begin() as tx:
        return people.invite(tx, SERVER, EDITION, role, "x", of_kecamatan=of).secret


def is_known(session: str) -> bool:
    return desk.is_known(Key(session))


async def _asked(method: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    got: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        got.append(message)

    scope = {
        "type": "http", "method": method, "path": WAY, "raw_path": WAY.encode(),
        "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8501),
    }  # fmt: skip
    await APP(scope, receive, send)
    start = got[0]
    told = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], told, b"".join(one.get("body", b"") for one in got[1:]))


def ask(method: str = "POST", body: object = None, **headers: str) -> Answer:
    """One request to the way in, as a page of this app sends it unless `headers` say otherwise."""
    told = HERE | {"content-type": "application/json"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return looping.run(_asked(method, sent, {k: v for k, v in told.items() if v}))


def given(answer: Answer) -> Morsel[str]:
    """The cookie of an answer."""
    (one,) = SimpleCookie(answer.headers["set-cookie"]).values()
    return one


def test_an_invitation_becomes_a_session_once(store: Store) -> None:
    secret = invited(store)
    first = ask(body={"undangan": secret})
    assert (first.status, json.loads(first.body)) == (200, {"ke": "/lomba"})
    assert first.headers["cache-control"] == "no-store"
    cookie = given(first)
    assert cookie.key == access.PLAIN
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/")
    assert not cookie["secure"]
    assert is_known(cookie.value)
    again = ask(body={"undangan": secret})
    assert again.status == 403
    assert "set-cookie" not in again.headers
    assert json.loads(again.body)["pesan"] == people.DEAD
    assert secret.encode() not in again.body


def test_over_tls_the_cookie_is_secure_and_of_this_host_alone(store: Store) -> None:
    cookie = given(ask(body={"undangan": invited(store)}, **ABROAD))
    assert cookie.key.startswith("__Host-")
    assert cookie["secure"]
    assert cookie["path"] == "/"
    assert not cookie["domain"]


def test_without_tls_nobody_signs_in_from_elsewhere_and_the_invitation_stays(store: Store) -> None:
    secret = invited(store)
    plain = {"host": "10.1.2.3:8501", "origin": "http://10.1.2.3:8501"}
    refused = ask(body={"undangan": secret}, **plain)
    assert refused.status == 403
    assert "https" in json.loads(refused.body)["pesan"]
    assert ask(body={"undangan": secret}).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://jahat.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://localhost:8502"},
        {"origin": "http://[x"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
        {"content_type": ""},
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_pages_of_other_sites_sign_nobody_in_or_out(
    store: Store, method: str, headers: dict[str, str]
) -> None:
    secret = invited(store)
    session = given(ask(body={"undangan": invited(store)})).value
    answer = ask(method, {"undangan": secret}, cookie=f"{access.PLAIN}={session}", **headers)
    assert answer.status == 403
    assert "set-cookie" not in answer.headers
    assert is_known(session)
    assert ask(body={"undangan": secret}).status == 200  # it was not used up


def test_a_session_that_was_put_into_a_browser_ends_with_the_next(store: Store) -> None:
    """Fixation: who signs in goes on in a session of their own; the one that was there is dead."""
    planted = given(ask(body={"undangan": invited(store)})).value
    own = given(
        ask(
            body={"undangan": invited(store, Role.KECAMATAN, SUKUN)},
            cookie=f"{access.PLAIN}={planted}",
        )
    ).value
    assert own != planted
    assert not is_known(planted)
    assert is_known(own)


def test_a_cookie_without_the_prefix_is_nothing_under_tls(store: Store) -> None:
    """A page of a neighbouring host can plant the one name and not the other."""
    planted = given(ask(body={"undangan": invited(store)})).value
    answer = ask(body={"undangan": invited(store)}, cookie=f"{access.PLAIN}={planted}", **ABROAD)
    assert given(answer).value != planted
    assert access.cookie(ABROAD["origin"]) == access.SECURE
    assert access.cookie("http://skk.contoh.go.id") == access.cookie("ftp://localhost") == ""


def test_who_leaves_is_out_everywhere(store: Store) -> None:
    session = given(ask(body={"undangan": invited(store)})).value
    answer = ask("DELETE", cookie=f"{access.PLAIN}={session}")
    assert answer.status == 200
    assert given(answer)["max-age"] == "0"
    assert not is_known(session)
    assert ask("DELETE", cookie=f"{access.PLAIN}={session}").status == 200
    assert ask("DELETE").status == 200


def test_a_session_survives_a_restart_and_ends_after_thirty_days(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = given(ask(body={"undangan": invited(store)})).value
    store.close()
    other = stores.open_store("", store.folder, clock)
    monkeypatch.setattr(desk, "store", lambda: other)
    assert is_known(session)
    clock.now += people.SIGNED_IN_FOR - timedelta(seconds=1)
    assert is_known(session)
    clock.now += timedelta(seconds=1)
    assert not is_known(session)
    other.close()


def test_an_invitation_dies_of_age_and_of_being_revoked(store: Store, clock: Clock) -> None:
    old, revoked = invited(store), invited(store)
    with store.begin() as tx:
        assert people.revoke(tx, SERVER, EDITION, "x") == 2
    fresh = invited(store)
    clock.now += people.INVITED_FOR
    assert [ask(body={"undangan": one}).status for one in (old, revoked, fresh)] == [403] * 3


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "body",
    [None, [], "x", {}, {"undangan": ""}, {"undangan": 1}, {"undangan": None}, {"undangan": ["x"]},
     b'{"undangan": "\\ud800"}', b"", b"{", b"\xff\xfe", b"[" * 1_900,
     b'{"undangan": "' + b"a" * 2_000 + b'"}'],
)  # fmt: skip
def test_what_is_no_invitation_is_refused_with_a_sentence(body: object) -> None:
    answer = ask(body=body)
    assert answer.status == 400
    assert json.loads(answer.body)["pesan"] == signing.WRONG


@pytest.mark.usefixtures("store")
def test_the_page_holds_no_script_of_its_own_and_is_not_kept() -> None:
    page = ask("GET", **{"content_type": "", "origin": ""})
    assert page.status == 200
    assert page.headers["cache-control"] == "no-store"
    told = page.body.decode()
    assert re.findall(r"<script[^>]*>", told) == re.findall(
        r'<script type="module" src="/app/static/komponen/masuk.js\?v=\w+">', told
    )
    assert "SIMULASI" not in told
    assert ask("PUT").status == 405
    assert ask("HEAD", origin="").body == page.body  # the server drops it


def shown(monkeypatch: pytest.MonkeyPatch, session: str) -> AppTest:
    """The page Lomba for whoever has this session."""
    monkeypatch.setattr(access, "key", lambda: Key(session))
    app = AppTest.from_file(DASHBOARD, default_timeout=60).switch_page("pages/lomba.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("role", list(Role))
def test_each_role_comes_into_its_room(
    store: Store, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    of = SUKUN if role is Role.KECAMATAN else ""
    session = given(ask(body={"undangan": invited(store, role, of)})).value
    app = shown(monkeypatch, session)
    assert not app.error
    said = " ".join(one.value for one in app.markdown)
    assert f"**{role.capitalize()}{' Sukun' if of else ''}**" in said


@pytest.mark.usefixtures("store")
def test_without_a_session_the_page_says_how_to_get_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for session in ("", "karangan", "x" * 500):
        app = shown(monkeypatch, session)
        assert "Anda punya undangan?" in " ".join(one.value for one in app.markdown)
        assert not app.error


def test_an_address_counts_when_panitia_has_entered_it(store: Store) -> None:
    """Signing in by an identity provider alone makes nobody anything."""
    assert not desk.is_known(Key(email="camat@contoh.go.id"))
    with store.begin() as tx:
        people.register(
            tx, SERVER, EDITION, Role.KECAMATAN, "Camat", email=" Camat@Contoh.go.id",
            of_kecamatan=SUKUN,
        )  # fmt: skip
    assert desk.is_known(Key(email="camat@contoh.go.id"))
    assert not desk.is_known(Key(email="camat@contoh.go.id.jahat.example"))


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({}, ""),
        ({"is_logged_in": False, "email": "a@b.id", "email_verified": True}, ""),
        ({"is_logged_in": True, "email": "a@b.id"}, ""),
        ({"is_logged_in": True, "email": "a@b.id", "email_verified": "true"}, ""),
        ({"is_logged_in": True, "email_verified": True}, ""),
        ({"is_logged_in": True, "email": "a@b.id", "email_verified": True}, "a@b.id"),
    ],
)
def test_only_an_address_that_the_provider_has_verified_counts(
    monkeypatch: pytest.MonkeyPatch, user: dict[str, object], expected: str
) -> None:
    monkeypatch.setattr(access.st, "user", user)
    assert access.email() == expected


def test_while_it_is_off_nothing_of_the_contest_is_there(tmp_path: Path) -> None:
    """No route, no module, no file, nothing in the menu; the page says that it is off."""
    script = f"""
import sys
from streamlit.testing.v1 import AppTest
import dashboard
assert [route.path for route in dashboard.app._user_routes] == ["/r/"], dashboard.app._user_routes
app = AppTest.from_file({DASHBOARD!r}, default_timeout=60).run()
assert not app.exception
app = AppTest.from_file({DASHBOARD!r}, default_timeout=60).switch_page("pages/lomba.py").run()
assert not app.exception
assert "SKK_LOMBA=on" in app.info[0].value
from pages.parts.shared import registry
assert not registry.page("lomba").is_offered()
loaded = [name for name in sys.modules if name.startswith(("data.contest", "sqlalchemy"))]
assert not loaded, loaded
"""
    environment = {"PATH": "/usr/bin:/bin", "SKK_DATA": str(real.folder()), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert not real.folder().with_name(f"{real.folder().name}-lomba").exists()
