"""Two processes of the app behind nginx, as docs/OPERATIONS.md sets them up with
deploy/nginx.conf.
"""

import gzip
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack
from email.message import Message
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import brotli
import pytest
import streamlit

from deploy import assets
from tests import programs, real
from tests.bench import proxy
from tests.bench.client import Visitor
from tests.bench.server import ROOT, Server, serve

FROM_HERE_ONLY = "Impor hanya dapat dilakukan dari komputer server ini"
BUNDLE = max(
    (Path(streamlit.__file__).parent / "static/static/js").glob("index.*.js"),
    key=lambda path: path.stat().st_size,
)


FILES = {
    "r/index.html": "awal",
    "r/kecamatan/350719.html": "Pakisaji",
    "r/kecamatan/350719.json": "{}",
    "r/kecamatan/350719.csv": "a",
    "r/kabkota/index.html": "semua",
    "robots.txt": "User-agent: *",
    "sitemap.xml": "<urlset/>",
}


class Guest(NamedTuple):
    """A browser's cookies, and the port of the process that they lead to."""

    cookies: str
    port: int


@pytest.fixture(scope="module")
def apps() -> Iterator[list[Server]]:
    """Two processes of the app. Without nginx, tests fail in CI and are skipped elsewhere."""
    if proxy.nginx() is None:
        programs.lacking(proxy.MISSING)
    environment = {"SKK_DATA": str(real.folder()), "SKK_IMPORT": "on"}
    with ExitStack() as stack:
        yield [stack.enter_context(serve(environment=environment)) for _ in range(2)]


@pytest.fixture(scope="module")
def site(apps: list[Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Both behind nginx, with a light page as a file and all others from the apps."""
    www, light = tmp_path_factory.mktemp("www"), tmp_path_factory.mktemp("situs")
    assert assets.main([str(www), "--quality", "1"]) == 0
    for name, body in FILES.items():
        (light / name).parent.mkdir(parents=True, exist_ok=True)
        (light / name).write_text(body, encoding="utf-8")
    (light / "r/index.html.gz").write_bytes(gzip.compress(b"awal"))
    light.chmod(0o755)
    with proxy.behind_nginx(apps, www, light) as site:
        yield site


def get(
    site: Server, path: str, *, data: bytes | None = None, method: str = "GET", **headers: str
) -> tuple[Message, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(site.url + path, data, named, method=method)  # noqa: S310
    with urlopen(request, timeout=10) as answer:  # noqa: S310 - always http to this machine
        return answer.headers, answer.read()


WANTED = {"provinsi.csv": b"Jawa Timur", "kabupaten-kota.csv": b"Kabupaten Malang"}


def port_of(site: Server, path: str) -> int:
    """The port of the process that answered the latest request of this path; 0 where nginx did by
    itself.
    """
    line, until = "", time.monotonic() + 20
    while not line and time.monotonic() < until:  # it is written when the answer has gone
        line = next(
            (line for line in reversed(site.log.splitlines()) if line.startswith(f"{path} ")), ""
        )
    assert line, path
    found = re.search(r":(\d+)$", line)
    return int(found[1]) if found else 0


def guest(site: Server) -> Guest:
    """Somebody who opens the app for the first time."""
    path = f"/?{secrets.token_hex(4)}"
    sticky = proxy.cookie(site, path)
    return Guest(sticky, port_of(site, path))


@pytest.fixture(scope="module")
def guests(site: Server) -> list[Guest]:
    """One guest of each process. A hundred who all came to one would be a sign, not chance."""
    found: dict[int, Guest] = {}
    for _ in range(100):
        one = guest(site)
        found[one.port] = one
        if len(found) == 2:  # each guest is drawn a whole first page
            return list(found.values())
    pytest.fail(f"a hundred guests came to {found}")


def test_a_visitor_stays_with_the_process_of_the_session(site: Server, guests: list[Guest]) -> None:
    # A file of its own for each: the log tells them apart by their names
    for one, (name, holds) in zip(guests, WANTED.items(), strict=True):
        with Visitor(site.url, "sumber", "sumber_bagian=Unduh+data", one.cookies) as visitor:
            run = visitor.run()
            assert not run.failures
            file = visitor.download(name, run)
            assert holds in get(site, file, Cookie=one.cookies)[1]
            assert port_of(site, file) == one.port
        assert port_of(site, "/_stcore/stream") == one.port


def test_files_named_by_their_content_come_from_nginx_compressed_and_stay(site: Server) -> None:
    path = f"/static/js/{BUNDLE.name}"
    headers, body = get(site, path, Accept_Encoding="gzip")
    assert port_of(site, path) == 0
    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]
    assert len(body) < BUNDLE.stat().st_size / 2
    assert gzip.decompress(body) == BUNDLE.read_bytes() == get(site, path)[1]
    for said in ("gzip, deflate, br", "br;q=1.0", "identity;q=0.5,br"):
        headers, small = get(site, path, Accept_Encoding=said)
        assert headers.get_all("Content-Encoding") == ["br"]
        assert headers.get_all("Vary") == ["Accept-Encoding"]
        assert headers.get_content_type() in ("application/javascript", "text/javascript")
        assert brotli.decompress(small) == BUNDLE.read_bytes()
    for said in ("br;q=0, gzip", "gzip, br; q=0.0", "brotli, gzip"):
        assert get(site, path, Accept_Encoding=said)[0].get_all("Content-Encoding") == ["gzip"]
    for kind in ("peta/*.geojson", "komponen/*.js"):
        file = next((ROOT / "static").glob(kind))
        path = f"/app/static/{file.relative_to(ROOT / 'static')}"
        headers, body = get(site, path, Accept_Encoding="gzip")
        assert port_of(site, path) == 0
        assert "immutable" in headers["Cache-Control"]
        assert gzip.decompress(body) == file.read_bytes()
    # Always under this name
    assert get(site, "/app/static/ikon.svg")[0]["Cache-Control"] == "no-cache"
    with pytest.raises(HTTPError, match="404"):
        get(site, "/app/static/peta/tidak-ada.geojson")
    # The app answers, and says that its answer must not be kept
    missing = "/static/js/dari-versi-lain.js"
    assert get(site, missing)[0].get_all("Cache-Control") == ["no-cache"]
    assert port_of(site, missing) > 0


@pytest.mark.parametrize(
    "path",
    ["/", "/static/js/dari-versi-lain.js", f"/static/js/{BUNDLE.name}", "/app/static/ikon.svg"],
)
def test_answers_through_the_proxy_have_the_headers_once(site: Server, path: str) -> None:
    headers, _ = get(site, path)
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers.get_all("Server") == ["nginx"]
    assert headers.get_all("Strict-Transport-Security") is None  # it came unencrypted
    if path != f"/static/js/{BUNDLE.name}":  # a script is not a page
        assert len(headers.get_all("Content-Security-Policy") or []) == 1
        assert headers.get_all("Referrer-Policy") == ["same-origin"]


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [
        ("/r/", "text/html; charset=utf-8", "awal"),
        ("/r/kabkota/", "text/html; charset=utf-8", "semua"),
        ("/r/kecamatan/350719", "text/html; charset=utf-8", "Pakisaji"),
        ("/r/kecamatan/350719.html", "text/html; charset=utf-8", "Pakisaji"),
        ("/r/kecamatan/350719.json", "application/json; charset=utf-8", "{}"),
        ("/r/kecamatan/350719.csv", "text/csv; charset=utf-8", "a"),
        ("/robots.txt", "text/plain; charset=utf-8", "User-agent: *"),
        ("/sitemap.xml", "text/xml; charset=utf-8", "<urlset/>"),
    ],
)
def test_light_pages_that_are_files_come_from_nginx(
    site: Server, path: str, kind: str, body: str
) -> None:
    headers, found = get(site, path)
    assert (headers["Content-Type"], found.decode()) == (kind, body)
    assert port_of(site, path) == 0
    assert headers["Cache-Control"] == "public, max-age=60"
    assert headers["ETag"]
    assert headers.get_all("Set-Cookie") is None
    open_to = headers.get_all("Access-Control-Allow-Origin")
    assert open_to == (["*"] if path.endswith((".json", ".csv")) else None)


def test_light_pages_that_are_no_files_come_from_the_app(site: Server) -> None:
    headers, body = get(site, "/r/kecamatan/350713", Host="skk.contoh.go.id")
    assert port_of(site, "/r/kecamatan/350713") > 0
    assert b"Kepanjen" in body
    assert b"http://skk.contoh.go.id/r/kecamatan/350713" in body
    for name in ("Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "ETag"):
        assert len(headers.get_all(name) or []) == 1
    assert get(site, "/r/kecamatan/350713.csv")[0]["Access-Control-Allow-Origin"] == "*"
    assert get(site, "/r/kecamatan/350719.png")[0]["Content-Type"] == "image/png"
    with pytest.raises(HTTPError, match="404"):
        get(site, "/r/kecamatan/999999")
    assert gzip.decompress(get(site, "/r/", Accept_Encoding="gzip")[1]) == b"awal"


@pytest.mark.parametrize("path", ["upload_file/a/b", "metrics", "agent/mcp"])
def test_what_is_for_this_machine_is_shut_at_the_proxy(site: Server, path: str) -> None:
    with pytest.raises(HTTPError, match="404"):
        get(site, f"/_stcore/{path}", data=b"x", method="PUT")
    assert port_of(site, f"/_stcore/{path}") == 0


def test_nobody_is_let_into_impor_through_the_proxy(site: Server, guests: list[Guest]) -> None:
    with Visitor(site.url, "impor", cookies=guests[0].cookies) as visitor:
        assert FROM_HERE_ONLY.encode() in b"".join(visitor.run().shown)
    with Visitor(f"http://127.0.0.1:{guests[0].port}", "impor") as visitor:
        assert FROM_HERE_ONLY.encode() not in b"".join(visitor.run().shown)


def test_logs_hold_no_query_no_browser_and_no_whole_address(
    site: Server, apps: list[Server], guests: list[Guest]
) -> None:
    secret = secrets.token_hex(8)
    get(site, f"/peringkat?cari={secret}", User_Agent=f"x {secret}", Referer=f"http://a/?{secret}")
    with Visitor(
        site.url, "inovasi", f"inovasi_cari={secret}", cookies=guests[0].cookies
    ) as visitor:
        visitor.run()
    with pytest.raises(HTTPError):  # a fault, with its query
        get(site, f"/_stcore/upload_file/a/b?{secret}", data=b"x" * 20_000, method="PUT")
    logs = site.log_file.parent
    kept = (logs / "dasbor.log").read_text(encoding="utf-8")
    assert re.search(r'^127\.0\.0\.0 \[\S+\] "GET /peringkat" 200 \d+ \S+$', kept, re.MULTILINE)
    assert "127.0.0.1" not in kept
    for said in (kept, (logs / "dasbor-error.log").read_text(encoding="utf-8"),
                 *(app.log for app in apps)):  # fmt: skip
        assert secret not in said


def test_visitors_of_a_process_that_died_go_on_with_the_other(
    site: Server, apps: list[Server], guests: list[Guest]
) -> None:
    one, other = guests
    process = next(app.process for app in apps if app.url.endswith(f":{one.port}"))
    process.kill()
    process.wait()
    with Visitor(site.url, "peringkat", cookies=one.cookies) as visitor:
        assert not visitor.run("tahun=2023").failures
    assert port_of(site, "/_stcore/stream") == other.port
    assert get(site, "/_stcore/health")[1] == b"ok"
