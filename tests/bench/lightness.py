"""A light page beside the app on a slow line: bytes, requests, and how long until the heading
stands; how long until the app's own address shows it; and how many light pages nginx hands out in
the time of one rerun.
"""

import socket
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from analytics.light import answering as light_answering
from analytics.light import composing as light_composing
from analytics.light import contents as light_contents
from analytics.light.rows import Site
from data import publish
from deploy import assets
from tests.bench import crowding, proxy
from tests.bench.painting import MISSING, chromium
from tests.bench.server import Server, serve
from tests.browser.conftest import ARGUMENTS

# The same view both times: the app's, and its light page
VIEWS = {
    "peringkat": "r/peringkat/provinsi-35-2024",
    "profil?kec=350719": "r/kecamatan/350719",
    "kabkota?kode=3507": "r/kabkota/3507",
}
LATENCY = 150  # ms there and back
WIDTH = 1_600_000 / 8  # bytes a second
ASKED = 2000  # requests; deploy/nginx.conf lets one address ask for 3000 at once
WATCH = """
new MutationObserver((_, observer) => {
  const heading = document.querySelector("h1")
  if (!heading?.textContent.trim()) return
  observer.disconnect()
  requestAnimationFrame(() => requestAnimationFrame(() => { window.headed = performance.now() }))
}).observe(document, { childList: true, subtree: true, characterData: true })
"""


# The app's own heading, whatever stood above it till then (pages/parts/door/page.py)
OWN = WATCH.replace('"h1"', '".stMain h1"')
FIRST_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""


class Seen(NamedTuple):
    """Seconds until a view is seen at the app's address: the finding that comes with the first
    bytes, and the heading that the app draws itself.
    """

    at_a_glance: float
    by_the_app: float


def glances(data: Path, times: int) -> tuple[list[Seen], list[Seen]]:
    """First visits in browsers that have nothing kept, and the second visit of each; on this
    machine's own line. (first, second)
    """
    assert chromium() is not None, MISSING
    first: list[Seen] = []
    second: list[Seen] = []
    with serve(environment={"SKK_DATA": str(data)}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for number in range(times + 1):
            for view in VIEWS:
                with browser.new_context(viewport={"width": 390, "height": 844}) as context:
                    visits = [_seen(context, f"{server.url}/{view}") for _ in range(2)]
                if number:  # what the server does at first is not counted
                    first.append(visits[0])
                    second.append(visits[1])
        browser.close()
    return first, second


def _seen(context: BrowserContext, url: str) -> Seen:
    page = context.new_page()
    page.add_init_script(OWN)
    page.goto(url, wait_until="commit", timeout=120_000)
    own = page.wait_for_function("() => window.headed", timeout=120_000).json_value()
    painted = page.wait_for_function(FIRST_PAINT, timeout=120_000).json_value()
    page.wait_for_load_state("networkidle", timeout=120_000)
    page.close()
    return Seen(float(painted) / 1000, float(own) / 1000)


class Opened(NamedTuple):
    """A first visit: seconds until its heading is painted, bytes over the line, requests."""

    seconds: float
    received: int
    requests: int


def measure(data: Path, times: int) -> tuple[list[Opened], list[Opened]]:
    """First visits on the slow line, so many of each view, in turn; (light page, app)."""
    assert chromium() is not None, MISSING
    light: list[Opened] = []
    app: list[Opened] = []
    with serve(environment={"SKK_DATA": str(data)}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for number in range(times + 1):
            for view, page in VIEWS.items():
                both = _opened(browser, server, page), _opened(browser, server, view)
                if number:  # what the server does at first is not counted
                    light.append(both[0])
                    app.append(both[1])
        browser.close()
    return light, app


def _opened(browser: Browser, server: Server, path: str) -> Opened:
    """A first visit, in a browser that has nothing kept."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY, "downloadThroughput": WIDTH,
             "uploadThroughput": WIDTH},
        )  # fmt: skip
        came: list[int] = []
        asked: list[str] = []
        line.on("Network.loadingFinished", lambda one: came.append(int(one["encodedDataLength"])))
        line.on("Network.requestWillBeSent", lambda one: asked.append(one["request"]["url"]))
        page.add_init_script(WATCH)
        page.goto(f"{server.url}/{path}", wait_until="commit", timeout=120_000)
        painted = page.wait_for_function("() => window.headed", timeout=120_000).json_value()
        page.wait_for_load_state("networkidle", timeout=120_000)
        return Opened(
            float(painted) / 1000,
            sum(came),
            len([one for one in asked if not one.startswith(("data:", "blob:"))]),
        )


class Served(NamedTuple):
    """A second of two processes behind nginx: light pages handed out, reruns of the app."""

    pages: float
    reruns: float


def crowd(data: Path, queries: Sequence[str], sessions: int, seconds: float) -> Served:
    """How many light pages nginx serves as files in a second, and how many reruns of Papan
    Peringkat two processes of the app behind it make, one after the other.
    """
    generation = publish.current(data)
    assert generation is not None
    environment = {"SKK_DATA": str(data)}
    with tempfile.TemporaryDirectory() as folder:
        www, light = Path(folder) / "www", Path(folder) / "situs"
        assets.write(www)
        page = light / "r" / "peringkat" / "provinsi-35-2024.html"
        page.parent.mkdir(parents=True)
        with publish.connect(generation) as con:
            told = light_answering.answer(
                con,
                light_contents.read(con),
                "peringkat/provinsi-35-2024",
                light_composing.release(con),
                Site("https://skk.contoh.go.id", ".html"),
            )
        page.write_bytes(told.body)
        for one in (Path(folder), light):
            one.chmod(0o755)
        with (
            serve(environment=environment) as first,
            serve(environment=environment) as second,
            proxy.behind_nginx([first, second], www, light) as site,
        ):
            pages = _rate(site, "/r/peringkat/provinsi-35-2024", len(told.body))
            come = partial(proxy.cookie, site)
            reruns = crowding.measure(site, "peringkat", queries, sessions, seconds, cookies=come)
            return Served(pages, reruns.rate)


def _rate(site: Server, path: str, size: int) -> float:
    """Answers a second on a few connections that ask for the next before the last has come: a
    client in Python that waited for each would be slower than nginx.
    """
    where = urlsplit(site.url)
    request = f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode()
    began, answers = time.perf_counter(), 0
    for _ in range(4):
        with socket.create_connection((str(where.hostname), int(where.port or 80))) as line:
            line.settimeout(30)
            came, each = 0, ASKED // 4
            for start in range(0, each, 50):
                line.sendall(request * 50)
                due = (start + 50) * size
                while came < due:  # heads come on top; the last answers are read at the end
                    answer = line.recv(1_000_000)
                    assert came or answer.startswith(b"HTTP/1.1 200 "), answer[:200]
                    came += len(answer)
            answers += each
    return answers / (time.perf_counter() - began)
