"""The door of the app, attacked on this machine: uploads, other sites, proxies, headers, and what
is too long or too much.
"""

import asyncio
import base64
import gzip
import hashlib
import os
import re
import secrets
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from websockets.exceptions import InvalidStatus

from pages.parts.door import limits, page, uploads
from pages.parts.impor import kept
from tests import looping, real
from tests.bench.client import Visitor
from tests.bench.server import ROOT, Server, serve

MEGABYTE = 1_000_000
UPLOADER = "Berkas hasil penilaian"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    server: Server, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """One request on a connection of its own."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    connection.request(
        method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    found = Answer(
        answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    )
    connection.close()
    return found


def put(server: Server, session_id: str, size: int, method: str = "PUT", **headers: str) -> int:
    """Put a file of so many bytes into a session as the uploader does, and return the status of the
    answer.
    """
    token = SimpleCookie(ask(server, "/_stcore/health").headers["set-cookie"])[
        "_streamlit_xsrf"
    ].value
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n'
    path = f"/_stcore/upload_file/{session_id}/{secrets.token_hex(8)}"
    more = {
        "Cookie": f"_streamlit_xsrf={token}",
        "X_Xsrftoken": token,
        "Content_Type": "multipart/form-data; boundary=x",
    }
    return ask(
        server, path, method=method, body=head + b"a" * size + b"\r\n--x--\r\n", **more | headers
    ).status


@pytest.fixture(scope="module")
def shut() -> Iterator[Server]:
    """The app with Impor shut, as the public meets it."""
    with serve(environment={"SKK_DATA": str(real.folder()), "SKK_IMPORT": "off"}) as server:
        yield server


@pytest.fixture(scope="module")
def importing() -> Iterator[Server]:
    """The app with Impor switched on."""
    with serve(environment={"SKK_DATA": str(real.folder()), "SKK_IMPORT": "on"}) as server:
        yield server


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_while_impor_is_shut_nothing_can_be_uploaded(shut: Server, method: str) -> None:
    with Visitor(shut.url) as visitor:
        visitor.run()
        assert put(shut, visitor.session_id, 10, method) == 403


def test_only_a_session_that_may_import_takes_uploads(importing: Server) -> None:
    with Visitor(importing.url, "impor") as visitor:
        visitor.run()
        assert put(importing, visitor.session_id, 10) == 204
        assert put(importing, visitor.session_id, 10, X_Forwarded_For="10.1.2.3") == 403
        assert put(importing, "another", 10) == 403
        assert put(importing, "", 10) == 403


def test_an_upload_is_gone_after_an_hour() -> None:
    files = MemoryUploadedFileManager("/upload")
    held = uploads.Held(files)
    for number, now in enumerate((0.0, kept.HOUR - 1, kept.HOUR + 1)):
        files.add_file("one", UploadedFileRec(str(number), "a.csv", "text/csv", b"a"))
        held.sweep(now)
    assert list(files.file_storage["one"]) == ["1", "2"]


def test_a_copy_is_gone_with_its_session_or_after_an_hour_without_use(tmp_path: Path) -> None:
    there = {"a", "b", "c"}
    copies = kept.Copies(shutil.rmtree)
    folders = {name: tmp_path / name for name in sorted(there)}
    for name, folder in folders.items():
        folder.mkdir()
        copies.keep(folder, name)
    now = time.time()
    there.remove("a")
    copies.sweep(there.__contains__, now)
    assert folders["a"].is_dir()  # it may come back
    copies.sweep(there.__contains__, now + kept.AWAY + 1)
    assert not copies.use(folders["a"])
    os.utime(folders["b"], (now - kept.HOUR, now - kept.HOUR))
    copies.sweep(there.__contains__, now + 1)
    assert not copies.use(folders["b"])
    assert copies.use(folders["c"])
    there.remove("c")
    copies.sweep(there.__contains__, now + 2)
    there.add("c")
    copies.sweep(there.__contains__, now + 3)
    there.remove("c")
    copies.sweep(there.__contains__, now + 4)
    copies.sweep(there.__contains__, now + 3 + kept.AWAY)
    assert copies.use(folders["c"])  # that it came back counts


def test_the_server_looks_at_what_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = threading.Event()
    monkeypatch.setattr(uploads, "EACH", 0.01)
    monkeypatch.setattr(uploads.runtime, "exists", lambda: True)
    told = SimpleNamespace(uploaded_file_mgr=MemoryUploadedFileManager("/upload"),
                           is_active_session=lambda _: True)  # fmt: skip
    monkeypatch.setattr(uploads.runtime, "get_instance", lambda: told)
    monkeypatch.setattr(kept.copies, "sweep", lambda _: looked.set())

    async def app(*_: object) -> None:
        for _ in range(500):
            if looked.is_set():
                return
            await asyncio.sleep(0.01)

    looping.run(uploads.Uploads(app)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert looked.is_set()


def test_uploads_never_take_more_than_fits(importing: Server) -> None:
    files = MemoryUploadedFileManager("/upload")
    held = uploads.Held(files)
    for number in range(30):
        with held.room("one", 10 * MEGABYTE):
            files.add_file(
                "one", UploadedFileRec(str(number), "a.csv", "text/csv", b"a" * 10 * MEGABYTE)
            )
        assert held.size("one") <= uploads.EACH_SESSION
    assert list(files.file_storage["one"]) == ["28", "29"]  # the latest
    with (
        pytest.raises(uploads.FullError),
        held.room("two", 10 * MEGABYTE),
        held.room("three", 10 * MEGABYTE),
        held.room("four", 10 * MEGABYTE),
        held.room("five", 10 * MEGABYTE),
        held.room("six", 10 * MEGABYTE),
    ):
        pass
    for number in range(50):
        with held.room("one", 1):
            files.add_file("one", UploadedFileRec(f"small {number}", "a.csv", "text/csv", b"a"))
        assert len(files.file_storage["one"]) <= uploads.FILES
    with Visitor(importing.url, "impor") as visitor:
        visitor.run()
        assert [put(importing, visitor.session_id, 9 * MEGABYTE) for _ in range(8)] == [204] * 8


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"]
)
def test_measurements_and_the_agents_entry_are_for_this_machine(shut: Server, path: str) -> None:
    assert ask(shut, path, X_Forwarded_For="203.0.113.7").status == 404
    assert ask(shut, "/_stcore/metrics").status == 200


def shown(server: Server, page: str, **who: Any) -> str:
    """What a page sends to whoever opens it."""
    with Visitor(server.url, page, **who) as visitor:
        return b"".join(visitor.run().shown).decode("utf-8", "replace")


def test_at_this_machine_impor_opens_under_its_own_names(importing: Server) -> None:
    port = urlsplit(importing.url).port
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", "127.0.0.1", f"[::1]:{port}"):
        assert UPLOADER in shown(
            importing, "impor", host=host, headers={"Origin": f"http://{host}"}
        )
        assert UPLOADER in shown(importing, "impor", host=host)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8501", "localhost.evil.example"]
)
def test_under_a_foreign_name_impor_stays_shut(importing: Server, host: str) -> None:
    told = shown(importing, "impor", host=host, headers={"Origin": f"http://{host}"})
    assert UPLOADER not in told
    assert "Impor hanya dapat dibuka di alamat dasbor ini sendiri" in told


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:3000",
        "http://127.0.0.1:1",
        "https://evil.example",
        "null",
        "file://",
        "http://localhost",
    ],
)
@pytest.mark.parametrize("page", ["impor", "peringkat"])
def test_pages_of_other_sites_open_no_websocket(importing: Server, origin: str, page: str) -> None:
    with pytest.raises(InvalidStatus):
        shown(importing, page, headers={"Origin": origin})


SIGNS = [
    "Via",
    "CF-Connecting-IP",
    "CF-Ray",
    "True-Client-IP",
    "X-Client-IP",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "Forwarded",
    "X-Forwarded-Port",
    "X-Forwarded-Server",
    "X-Real-IP",
    "X-Cluster-Client-IP",
    "X-Original-Forwarded-For",
    "X-Envoy-External-Address",
    "X-ARR-SSL",
    "Fastly-Client-IP",
    "Fly-Client-IP",
    "X-Amzn-Trace-Id",
    "CDN-Loop",
    "X-Azure-ClientIP",
]


@pytest.mark.parametrize("name", SIGNS)
def test_any_sign_of_a_proxy_means_not_this_machine(importing: Server, name: str) -> None:
    told = shown(importing, "impor", headers={name: "127.0.0.1"})
    assert UPLOADER not in told
    assert "Impor hanya dapat dilakukan dari komputer server ini" in told


def test_what_a_browser_sends_is_no_sign_of_a_proxy(importing: Server) -> None:
    usual = [
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Cache-Control",
        "DNT",
        "Pragma",
        "Priority",
        "Referer",
        "Sec-Fetch-Mode",
    ]
    assert UPLOADER in shown(
        importing,
        "impor",
        headers=dict.fromkeys(usual, "1") | {"User-Agent": "Mozilla/5.0", "Cookie": "a=b"},
    )


def test_names_that_are_not_configured_are_not_answered() -> None:
    allowed = ["--server.allowedHosts", "skk.example.go.id", "--server.allowedHosts", "localhost"]
    with serve(
        environment={"SKK_DATA": str(real.folder()), "SKK_IMPORT": "on"}, options=allowed
    ) as server:
        assert ask(server, "/peringkat", Host="skk.example.go.id").status == 200
        assert ask(server, "/peringkat", Host="localhost:8501").status == 200
        for host in ("evil.example", "skk.example.go.id.evil.example", "a@localhost", ""):
            assert ask(server, "/peringkat", Host=host).status in (400, 421)
            assert ask(server, "/_stcore/upload_file/a/b", method="PUT", Host=host).status in (
                400,
                421,
            )
        assert ask(server, "/_stcore/health", Host="127.0.0.1").status == 200
        assert UPLOADER in shown(server, "impor", host="skk.example.go.id")
        with pytest.raises(InvalidStatus):
            shown(server, "peringkat", host="evil.example")


PATHS = [
    "/",
    "/peringkat",
    "/static/js/none.js",
    "/app/static/ikon.svg",
    "/app/static/none",
    "/_stcore/health",
    "/_stcore/metrics",
    "/media/none",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_answer_has_the_headers(shut: Server, path: str, scheme: str) -> None:
    headers = ask(shut, path, X_Forwarded_Proto=scheme, X_Forwarded_For="203.0.113.7").headers
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == rules["connect-src"] == "'self'"
    assert not re.search(r"https?:|\*|'unsafe-eval'", headers["content-security-policy"])
    assert "'unsafe-inline'" not in rules["script-src"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert not re.search(r"\d", headers.get("server", ""))
    assert ("strict-transport-security" in headers) is (scheme == "https")
    if "set-cookie" in headers:
        assert ("; Secure" in headers["set-cookie"]) is (scheme == "https")
    assert "set-cookie" in headers or path != "/_stcore/health"


@pytest.mark.parametrize("path", ["/", "/peringkat", "/profil?kec=350718", "/tidak/ada"])
@pytest.mark.parametrize("accepted", ["gzip, br", "identity"])
def test_every_page_says_where_the_app_lies(shut: Server, path: str, accepted: str) -> None:
    found = ask(shut, path, Accept_Encoding=accepted, Sec_Fetch_Mode="navigate")  # a browser
    is_compressed = found.headers.get("content-encoding") == "gzip"
    body = gzip.decompress(found.body) if is_compressed else found.body
    assert is_compressed is ("gzip" in accepted)
    assert int(found.headers["content-length"]) == len(found.body)
    (told,) = re.findall(r"<script>(window\.__streamlit.*?)</script>", body.decode())
    assert told == 'window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}'
    scripts = re.compile(r"<script.*?</script>", re.DOTALL)
    assert scripts.findall(body.decode()) == scripts.findall(page.text())
    digest = base64.b64encode(hashlib.sha256(told.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in found.headers["content-security-policy"]


def test_an_app_below_a_path_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda _: "/skk/</script>")
    assert '+"/skk/\\u003c/script>/"}</script>' in page.text()


def test_one_address_does_not_keep_out_the_others(shut: Server) -> None:
    connection = HTTPConnection(urlsplit(shut.url).netloc, timeout=30)

    def asked(address: str) -> int:
        connection.request(
            "GET", "/_stcore/health", headers={"X-Forwarded-For": f"198.51.100.1, {address}"}
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status

    bound = int(limits.Bounds().burst)
    statuses = [asked("203.0.113.66") for _ in range(bound + 1000)]
    assert 429 in statuses
    assert statuses.index(429) >= bound
    assert asked("203.0.113.67") == 200
    assert ask(shut, "/_stcore/health").status == 200


def test_one_address_opens_so_many_websockets_and_no_more(shut: Server) -> None:
    with ExitStack() as stack:

        def opened(address: str) -> None:
            stack.enter_context(Visitor(shut.url, headers={"X-Forwarded-For": address}))

        for _ in range(limits.Bounds().sockets):
            opened("203.0.113.68")
        with pytest.raises(InvalidStatus):
            opened("203.0.113.68")
        opened("203.0.113.69")
    time.sleep(0.5)  # the server sees that they have gone
    with Visitor(shut.url, headers={"X-Forwarded-For": "203.0.113.68"}):
        pass


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0.1, 5)), max_size=60))
def test_a_bucket_gives_no_more_than_it_holds_and_what_flows_in(
    asked: list[tuple[float, float]],
) -> None:
    now = [0.0]
    buckets = limits.Buckets(10, 2, lambda: now[0])
    taken = 0.0
    for pause, tokens in asked:
        now[0] += pause
        wait = buckets.take("a", tokens)
        taken += tokens if not wait else 0
        assert taken <= 10 + 2 * now[0] + 1e-6
        if wait:
            now[0] += wait + 1e-6
            assert buckets.take("a", tokens) == 0
            taken += tokens


def test_the_unit_of_systemd_is_sound_and_bounds_memory() -> None:
    unit = ROOT / "deploy" / "dasbor@.service"
    assert "MemoryMax=" in unit.read_text(encoding="utf-8")
    if analyze := shutil.which("systemd-analyze"):
        found = subprocess.run(
            [analyze, "verify", str(unit)], capture_output=True, text=True, check=False
        )
        told = [
            line
            for line in found.stderr.splitlines()
            if unit.stem in line and "is not executable" not in line
        ]
        assert told == []
