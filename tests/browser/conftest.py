"""The real app on the real catalog, and one Chromium, shared by every test; each test has visitors
of its own.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import programs, real
from tests.bench.server import Server, serve
from tests.browser.watch import Watch

# First the one without the windows of a whole browser, whose drawing takes a third of the time
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--no-first-run",
    # Whatever is asked of another machine fails at once, with or without a network.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
# milliseconds that any wait for a state may take: machines are slow, and states come or never do
PATIENCE = 60_000
HERE: dict[str, Any] = {"locale": "id-ID", "timezone_id": "Asia/Jakarta"}  # kwargs of playwright
MISSING = "tidak ada Chromium"
OUTPUT = Path(__file__).parent / "output"
WATCH = pytest.StashKey[Watch]()

Visit = Callable[..., Page]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser. Without one, tests fail in CI and are skipped elsewhere."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    return path or programs.lacking(f"{MISSING} ({', '.join(BROWSERS)})")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """A folder with one generation, built from the real catalog."""
    return real.folder()


@pytest.fixture(scope="session")
def app(data_folder: Path) -> Iterator[Server]:
    """The app, serving that generation."""
    with serve(environment={"SKK_DATA": str(data_folder)}) as server:
        yield server


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that one visitor after the other uses: what it has compiled once opens a page in a
    third of the time that a new tab needs.
    """
    with browser.new_context(**HERE) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def visit(
    browser: Browser, tab: Page, app: Server, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Opens an address of the app as a new visitor: visit("/peringkat", width=390, height=844,
    dark=True). The first of a test finds the files of the app where the last of another test left
    them, and no more; each one after it, and one that comes `apart`, has a browser of its own.

    Whatever goes wrong in a visitor's browser fails the test at its end (see Watch).
    """
    watch = request.node.stash[WATCH] = Watch(app)
    own: list[BrowserContext] = []

    def open_as_new_visitor(
        path: str = "/", *, width: int = 1440, height: int = 900, dark: bool = False,
        touch: bool = False, apart: bool = False, url: str = "",
    ) -> Page:  # fmt: skip
        page = tab
        if touch or apart or watch.follows(tab.context):
            own.append(browser.new_context(**HERE, has_touch=touch))
            own[-1].set_default_timeout(PATIENCE)
            page = own[-1].new_page()
        watch.follow(page.context)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null", color_scheme="dark" if dark else "light")
        page.goto((url or app.url) + path)
        return page

    yield open_as_new_visitor
    for context in own:
        context.close()
    watch.leave()
    if watch.follows(tab.context):
        leave(tab, app.url)


def leave(tab: Page, origin: str) -> None:
    """End the visit: nothing that a page of the app keeps in the browser is there for the next."""
    for page in tab.context.pages:
        if page is not tab:
            page.close()
    tab.unroute_all()
    tab.goto(origin + "/_stcore/health")  # of the same site: another would take a new process
    tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    tab.context.clear_cookies()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[object]:
    """Fail a test in whose browsers something went wrong; keep a picture of the pages of a test
    that fails.
    """
    watch = pyfuncitem.stash.get(WATCH, None)
    if watch is None:
        return (yield)
    try:
        result = yield
        watch.check()
    except BaseException:
        watch.picture(OUTPUT / pyfuncitem.name.replace("/", "_"))
        raise
    return result
