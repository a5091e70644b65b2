"""Light pages through the gate of the app, without a server: kept, unchanged, refused, seen under a
name.
"""

import asyncio
import gzip
import json
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as hyp
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit import config
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware

from analytics.light import answering as light_answering
from pages.parts.door import gate, light
from tests import looping, real, simulated

PAGE = "/r/kecamatan/350719"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def served() -> Starlette:
    """The gate and the light pages, as dashboard.py puts them together."""
    return Starlette(
        routes=light.routes(light.Shelf()),
        middleware=[*gate.middleware(), Middleware(SelectiveGZipMiddleware)],
    )


async def asked(
    app: Starlette, path: str, method: str, headers: tuple[tuple[str, str], ...], query: str = ""
) -> Answer:
    """One request as a server hands it on."""
    got: list[Mapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        got.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "surrogatepass"),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8501),
    }
    await app(scope, receive, send)
    start = next(one for one in got if one["type"] == "http.response.start")
    told = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    body = b"".join(one.get("body", b"") for one in got if one["type"] == "http.response.body")
    return Answer(start["status"], told, body)


def ask(
    path: str,
    method: str = "GET",
    host: str = "localhost:8501",
    app: Any = None,
    query: str = "",
    **more: str,
) -> Answer:
    headers = (("host", host), *((name.replace("_", "-"), value) for name, value in more.items()))
    return looping.run(asked(app or APP, path, method, headers, query))


APP = served()


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKK_DATA", str(real.folder()))


@pytest.fixture
def named() -> Iterator[None]:
    """server.allowedHosts lists a name."""
    config.set_option("server.allowedHosts", ["skk.contoh.go.id", "localhost"])
    yield
    config.set_option("server.allowedHosts", [])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/r/", "text/html"),
        ("/r/peringkat/", "text/html"),
        (PAGE, "text/html"),
        (f"{PAGE}.html", "text/html"),
        (f"{PAGE}.json", "application/json"),
        (f"{PAGE}.csv", "text/csv"),
        (f"{PAGE}.png", "image/png"),
        ("/r/index.json", "application/json"),
        ("/r/openapi.json", "application/json"),
    ],
)
def test_an_answer_is_tagged_and_not_sent_again_while_it_is_the_same(path: str, kind: str) -> None:
    first = ask(path)
    assert first.status == 200
    assert first.headers["content-type"].startswith(kind)
    assert first.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in first.headers
    tag = first.headers["etag"]
    version = next(real.folder().glob("skk-*.duckdb")).stem.removeprefix("skk-")
    assert tag.startswith(f'W/"{version}-')
    assert "max-age=" in first.headers["cache-control"]
    for same in (tag, tag.removeprefix("W/"), f'"x", {tag}, "y"', "*"):
        again = ask(path, if_none_match=same)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
    for other in ('"x"', "", ",,", 'W/"', tag[:-2]):
        assert ask(path, if_none_match=other).body == first.body
    head = ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(first.body))
    assert head.headers["etag"] == tag


def test_a_page_comes_compressed_to_who_takes_it() -> None:
    plain = ask(PAGE)
    small = ask(PAGE, accept_encoding="gzip, br;q=0")
    assert small.headers["content-encoding"] == "gzip"
    assert gzip.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 2


def test_a_page_is_made_once_for_all_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    answer = light_answering.answer

    def slow(*arguments: Any) -> Any:
        made.append(arguments[2])
        time.sleep(0.05)
        return answer(*arguments)

    monkeypatch.setattr(light_answering, "answer", slow)
    app = served()

    async def crowd() -> list[Answer]:
        one = ("host", "localhost")
        first = await asyncio.gather(*(asked(app, PAGE, "GET", (one,)) for _ in range(40)))
        return [*first, await asked(app, PAGE, "GET", (one,))]

    answers = looping.run(crowd())
    assert {one.status for one in answers} == {200}
    assert made == ["kecamatan/350719"]


def test_the_event_loop_does_not_wait_for_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    gone_on = threading.Event()

    def held(*_: Any) -> Any:
        assert gone_on.wait(10)
        raise light_answering.UnknownPageError("x")

    monkeypatch.setattr(light_answering, "answer", held)
    app = served()

    async def both() -> int:
        waiting = asyncio.ensure_future(asked(app, PAGE, "GET", (("host", "localhost"),)))
        await asyncio.sleep(0.05)
        gone_on.set()  # nobody could, had the loop waited
        return (await waiting).status

    assert looping.run(both()) == 404


def test_too_many_at_once_are_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light, "MOST_WAITING", 2)
    app = served()

    async def many() -> list[Answer]:
        return list(
            await asyncio.gather(
                *(asked(app, f"/r/kecamatan/35071{i}", "GET", (("host", "x"),)) for i in range(5))
            )
        )

    answers = looping.run(many())
    assert sorted(one.status for one in answers) == [200, 200, 503, 503, 503]
    refused = next(one for one in answers if one.status == 503)
    assert refused.headers["retry-after"]
    assert refused.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/r", "/r/"),
        ("/r/peringkat", "/r/peringkat/"),
        ("/r/kecamatan/", "/r/kabkota/"),
        ("/r/kecamatan/350719/", PAGE),
    ],
)
def test_what_is_written_a_little_wrong_is_led_on(path: str, leads: str) -> None:
    found = ask(path)
    assert (found.status, found.headers["location"]) == (308, leads)


@pytest.mark.parametrize(
    "path",
    [
        "/r/kecamatan/999999",
        "/r/kecamatan/350719.xml",
        "/r/kecamatan/../../etc/passwd",
        "/r/kecamatan/350719\x00",
        "/r/kecamatan/%33%35",
        "/r//",
        "/r/" + "9" * 5000,
        "/r/inovasi/<script>alert(1)</script>",
        "/r/kecamatan/٣٥٠٧١٩",
        "/r/kecamatan/350719\n",
    ],
)
def test_what_there_is_not_is_said_and_kept_by_nobody(path: str) -> None:
    found = ask(path)
    assert found.status == 404
    assert found.headers["cache-control"] == "no-store"
    assert "<script" not in found.body.decode()
    assert "Halaman ini tidak ada" in found.body.decode()
    assert len(found.body) < 20_000


def test_data_may_be_read_by_other_sites_and_pages_may_not() -> None:
    assert ask(f"{PAGE}.json").headers["access-control-allow-origin"] == "*"
    missing = ask("/r/kecamatan/999999.json")
    assert (missing.status, json.loads(missing.body)["status"]) == (404, 404)
    assert missing.headers["content-type"].startswith("application/problem+json")
    assert "access-control-allow-origin" not in ask(PAGE).headers
    before = ask(f"{PAGE}.csv", "OPTIONS", origin="https://lain.example")
    assert before.status == 204
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        refused = ask(PAGE, method)
        assert (refused.status, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.usefixtures("named")
def test_a_name_that_is_listed_is_told_to_caches_and_another_is_refused() -> None:
    found = ask(PAGE, host="skk.contoh.go.id", x_forwarded_proto="https")
    assert found.headers["cache-control"].startswith("public")
    assert f'content="https://skk.contoh.go.id{PAGE}"' in found.body.decode()
    assert ask(PAGE, host="jahat.example").status == 421


@pytest.mark.parametrize("host", ["jahat.example", "10.1.2.3:80"])
def test_a_name_that_nobody_listed_reaches_no_shared_cache(host: str) -> None:
    assert ask(PAGE, host=host).headers["cache-control"].startswith("private")
    assert host in ask(PAGE, host=host).body.decode()
    assert host not in ask(PAGE).body.decode()


@pytest.mark.parametrize("host", ["", 'x"><script>', "a b", "x/y", "a@b", "x" * 400, "x:123456"])
def test_a_host_that_is_no_name_stands_on_no_page(host: str) -> None:
    told = ask(PAGE, host=host).body.decode()
    assert "og:url" not in told
    assert "canonical" not in told
    assert "og:title" in told


@settings(max_examples=30, deadline=None)
@given(hyp.text(max_size=60), hyp.text(hyp.characters(codec="latin-1"), max_size=60))
def test_whatever_is_asked_is_answered(path: str, said: str) -> None:
    found = ask(f"/r/{path}", accept=said, if_none_match=said, host=said)
    assert found.status in (200, 304, 308, 404)


def test_another_generation_is_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app = served()
    before = ask("/r/", app=app)
    monkeypatch.setenv("SKK_DATA", str(simulated.folder()))
    after = ask("/r/", app=app)
    assert before.headers["etag"] != after.headers["etag"]
    assert "DATA SIMULASI" in after.body.decode()
    assert "DATA SIMULASI" not in before.body.decode()


def test_without_data_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SKK_DATA", str(tmp_path))
    found = ask("/r/", app=served())
    assert found.status == 503
    assert "belum diterbitkan" in found.body.decode()


def test_a_fault_of_our_own_is_told_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(light_answering, "answer", broken)
    found = ask(PAGE, app=served())
    assert found.status == 500
    assert "ZeroDivision" not in found.body.decode()
    assert "ZeroDivision" in caplog.text


def test_what_is_kept_has_a_bound() -> None:
    kept = light.Kept(100)
    for number in range(50):
        kept.put((str(number),), light.Answer(200, b"x" * 30, "", "t"))
    assert [number for number in range(50) if kept.get((str(number),))] == [47, 48, 49]
    kept.put(("big",), light.Answer(200, b"x" * 1000, "", "t"))
    assert kept.get(("big",)) is None


def test_under_a_path_of_its_own_the_app_leads_below_it() -> None:
    config.set_option("server.baseUrlPath", "dasbor")
    try:
        assert ask("/dasbor/r").headers["location"] == "/dasbor/r/"
        found = ask(f"/dasbor{PAGE}")
        assert found.status == 200
        assert f"http://localhost:8501/dasbor{PAGE}" in found.body.decode()
        assert 'href="/dasbor/r/"' in ask("/dasbor/r/apa").body.decode()
        assert ask(PAGE).status == 404  # Streamlit's, for it is not below
    finally:
        config.set_option("server.baseUrlPath", "")
