"""The attacks of SECURITY.md once more, against an app on this machine: `python -m tests.attack`.

What can be tried from outside is tried on a started app, with few requests each; the rest is what
the tests do that SECURITY.md names. It prints a table and fails if anything got through.
"""

import argparse
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus

from pages.parts.shared import registry
from tests import hostile, real
from tests.bench.client import Run, Visitor
from tests.bench.server import ROOT, serve

DOCUMENT = ROOT / "SECURITY.md"
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"tests/[\w/]+\.py::\w+")
WAY = re.compile(r"\]\(((?!https?:)[^)]+)\)")
HERE = ("127.0.0.1", "::1", "localhost")
UPLOADER = "Berkas hasil penilaian"
LETTERS = 60_000  # of a search; with its address a message of 120 kB
PATIENCE = 20.0  # seconds in which health must answer while searches run
SIGNS = ("Via", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP", "X-Forwarded-Host",
         "X-Forwarded-For", "Forwarded")  # fmt: skip
REQUIRED = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}


class Attack(NamedTuple):
    """A row of the table: its number, what is tried, what holds, and the tests that hold it."""

    number: int
    what: str
    holds: str
    tests: tuple[str, ...]


class Target(NamedTuple):
    """An app that is attacked; what it logged, where that is known."""

    url: str
    log: Callable[[], str] = str


def attacks() -> list[Attack]:
    """The table of SECURITY.md."""
    found = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    return [
        Attack(int(number), what.strip(), holds.strip(), tuple(TEST.findall(tests)))
        for number, what, holds, tests in found
    ]


def asked(url: str, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> int:
    """The status of one request."""
    return answered(url, path, method, body, **headers)[0]


def answered(
    url: str, path: str, method: str = "GET", body: bytes = b"", **headers: str
) -> tuple[int, dict[str, str]]:
    """The status and headers of the answer to one request."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, named)
        answer = connection.getresponse()
        answer.read()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, told
    finally:
        connection.close()


def visited(url: str, page: str, query: str = "", **headers: str) -> Run:
    """One run of a page."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with Visitor(url, page, query, headers=named) as visitor:
        return visitor.run()


def said(run: Run) -> str:
    """All that a run sent."""
    return b"".join(run.shown).decode("utf-8", "replace")


def uploads(of: Target) -> Iterator[str]:
    """2: files put into sessions that may not import, and what is for this machine alone."""
    far = {"X_Forwarded_For": "203.0.113.7"}
    with Visitor(of.url, "peringkat") as visitor:
        visitor.run()
        for session in (visitor.session_id, "lain", ""):
            path = f"/_stcore/upload_file/{session}/{secrets.token_hex(4)}"
            for method in ("PUT", "POST"):
                status = asked(of.url, path, method, b"a" * 100_000, **far)
                if status < 400:
                    yield f"{method} {path} was taken: {status}"
    for path in ("/_stcore/metrics", "/_stcore/agent/mcp"):
        if (status := asked(of.url, path, **far)) != 404:
            yield f"{path}: {status}"


def searches(of: Target) -> Iterator[str]:
    """3: four long searches at once; health answers meanwhile."""
    query = urlencode({"inovasi_bagian": "Katalog", "inovasi_cari": "pelayanan " * (LETTERS // 10)})
    failed: list[str] = []

    def search() -> None:
        failed.extend(visited(of.url, "inovasi", query).failures)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for one in threads:
        one.start()
    while any(one.is_alive() for one in threads):
        began = time.monotonic()
        if (status := asked(of.url, "/_stcore/health")) != 200:
            yield f"health: {status}"
        if (took := time.monotonic() - began) > PATIENCE:
            yield f"health took {took:.0f} s"
        time.sleep(0.5)
    yield from failed


def elsewhere(of: Target) -> Iterator[str]:
    """4: pages of other sites, foreign names, and whoever was passed on."""
    for origin in ("http://localhost:1", "https://jahat.example", "null"):
        try:
            visited(of.url, "impor", Origin=origin)
        except InvalidStatus:
            continue
        yield f"a page of {origin} opened a websocket"
    for sign in SIGNS:
        if UPLOADER in said(visited(of.url, "impor", **{sign: "203.0.113.7"})):
            yield f"Impor was open in spite of {sign}"
    with Visitor(of.url, "impor", host="jahat.example") as visitor:
        if UPLOADER in said(visitor.run()):
            yield "Impor was open under a foreign name"


def markup(of: Target) -> Iterator[str]:
    """5: hostile values in the address, and hostile names where the data have some."""
    for page in registry.PAGES:
        values = dict.fromkeys((*page.filters, *page.parameters)[:6], hostile.TAIL.strip())
        for query in ("", urlencode(values)):
            for message in visited(of.url, page.address, query).shown:
                yield from _faults(message, page.name)


def _faults(message: bytes, page: str) -> Iterator[str]:
    element = ForwardMsg.FromString(message).delta.new_element
    kind = element.WhichOneof("type")
    if kind is None:
        return
    for one in hostile.of_message(getattr(element, kind)):
        if hostile.is_markdown(one):
            found = hostile.faults(one.said)
        elif kind == "plotly_chart" and one.said.startswith("{"):
            found = hostile.figure_faults(one.said)
        else:
            found = hostile.tag_faults(one.said) if kind == "html" else []
        yield from (f"{page}: {what}" for what in found)


def parameters(of: Target) -> Iterator[str]:
    """6: every parameter empty, alone and together, and huge."""
    for page in registry.PAGES:
        names = (*page.filters, *page.parameters)
        for values in ({}, dict.fromkeys(names, ""), dict.fromkeys(names[:10], "9" * 700)):
            failures = visited(of.url, page.address, urlencode(values)).failures
            yield from (f"{page.name}: {one}" for one in failures)


def headers(of: Target) -> Iterator[str]:
    """10: what every answer tells a browser."""
    for path in ("/", "/peringkat", "/_stcore/health", "/app/static/ikon.svg", "/tidak-ada"):
        for proto in ("http", "https"):
            _, told = answered(of.url, path, X_Forwarded_Proto=proto)
            lacking = [name for name, held in REQUIRED.items() if held not in told.get(name, "")]
            if lacking or re.search(r"\d", told.get("server", "")):
                yield f"{path}: {', '.join(lacking) or 'tells the version of its server'}"
            if ("strict-transport-security" in told) != (proto == "https"):
                yield f"{path}: Strict-Transport-Security under {proto}"


def kept(of: Target) -> Iterator[str]:
    """11: what was searched stands in no log."""
    secret = secrets.token_hex(8)
    visited(of.url, "inovasi", f"inovasi_bagian=Katalog&inovasi_cari={secret}&{secret}=1")
    asked(of.url, f"/peringkat?{secret}", Referer=f"http://a/?{secret}")
    if secret in of.log():
        yield "the log repeats a query"


LIVE: dict[int, Callable[[Target], Iterator[str]]] = {
    2: uploads, 3: searches, 4: elsewhere, 5: markup, 6: parameters, 10: headers, 11: kept,
}  # fmt: skip


@contextmanager
def target(url: str = "") -> Iterator[Target]:
    """The app at an address of this machine; without one, an app of its own on hostile data."""
    if url:
        if urlsplit(url).hostname not in HERE:
            raise SystemExit(f"Only an app on this machine is attacked: {', '.join(HERE)}.")
        yield Target(url)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "terbit"
        hostile.made(real.folder(), folder)
        environment = {"SKK_DATA": str(folder), "SKK_IMPORT": "on"}
        server = stack.enter_context(serve(environment=environment))
        yield Target(server.url, lambda: server.log)


def tested(attack: Attack) -> list[str]:
    """What the tests of an attack say that fail; none of them may be skipped."""
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", "-n", "2", *attack.tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    trouble = re.findall(r"^(?:FAILED|ERROR|SKIPPED) .*", done.stdout, re.MULTILINE)
    return trouble or ([] if done.returncode == 0 else [done.stdout[-300:]])


def main() -> int:
    """Try everything, or with --quick what is tried on a started app; 1 if anything got through, or
    could not be tried for want of a program.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("--url", default="", help="an app on this machine; default: one of its own")
    parser.add_argument("--quick", action="store_true", help="without the tests")
    options = parser.parse_args()
    got_through = 0
    with target(options.url) as of:
        for one in attacks():
            live = LIVE.get(one.number)
            found = list(live(of)) if live else []
            found += [] if options.quick else tested(one)
            tried = ["live"] if live else []
            tried += [] if options.quick else [f"{len(one.tests)} tests"]
            skipped = bool(found) and all(fault.startswith("SKIPPED") for fault in found)
            through = "NOT TRIED" if skipped else "GOT THROUGH"
            verdict = through if found else "held" if tried else "not tried"
            got_through += bool(found)
            print(f"{one.number:>2}  {verdict:<12} {', '.join(tried):<16} {one.what}", flush=True)
            for fault in found[:5]:
                print(f"    {fault}", flush=True)
    return 1 if got_through else 0


if __name__ == "__main__":
    sys.exit(main())
