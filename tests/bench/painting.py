"""How long a visitor with an empty cache waits for the first chart in Chromium: from the navigation
to its painted marks.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.client import Visitor
from tests.bench.reference import HIDDEN
from tests.bench.server import Server, serve
from tests.browser.conftest import ARGUMENTS, BROWSERS, MISSING

PAGE = "peringkat"
# What has been painted is painted in the frame after the next one begins.
WATCH = """
new MutationObserver((_, observer) => {
  const drawn = ".js-plotly-plot .main-svg :is(.scatterlayer, .barlayer, .heatmaplayer)"
  if (!document.querySelector(drawn + " :is(path, image)")) return
  observer.disconnect()
  requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now() }))
}).observe(document, { childList: true, subtree: true })
"""
SCRIPT = """
from pathlib import Path

import plotly.io
import streamlit as st

st.plotly_chart(plotly.io.from_json(Path("figure.json").read_text(encoding="utf-8")))
"""


def chromium() -> str | None:
    """The path of the browser; None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def figure(server: Server, page: str = PAGE) -> str:
    """The first chart of a page, as JSON.

    Raises:
        StopIteration: the page has none.
    """
    with Visitor(server.url, page) as visitor:
        elements = (
            ForwardMsg.FromString(message).delta.new_element for message in visitor.run().shown
        )
        return next(
            element.plotly_chart.spec
            for element in elements
            if element.WhichOneof("type") == "plotly_chart"
        )


@contextmanager
def one_chart(spec: str) -> Iterator[Server]:
    """Serve a page that holds nothing but this chart, with stock settings and without optional
    packages.
    """
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "bagan.py").write_text(SCRIPT, encoding="utf-8")
        (Path(scratch) / "figure.json").write_text(spec, encoding="utf-8")
        (Path(scratch) / f"{HIDDEN}.py").write_text("raise ModuleNotFoundError\n", encoding="utf-8")
        with serve("bagan.py", folder=Path(scratch)) as server:
            yield server


def measure(data: Path, times: int, page: str = PAGE) -> tuple[list[float], list[float]]:
    """Seconds until the first chart of the page is painted, so many times, in turn with a page of
    that chart alone; both servers have been visited before. (app, reference)
    """
    assert chromium() is not None, MISSING
    with (
        serve(environment={"SKK_DATA": str(data)}) as app,
        one_chart(figure(app, page)) as plain,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        ours, theirs = [], []
        for number in range(times + 1):
            seconds = _painted(browser, f"{app.url}/{page}"), _painted(browser, plain.url)
            if number:  # what the servers and the system do at first is not counted
                ours.append(seconds[0])
                theirs.append(seconds[1])
        browser.close()
    return ours, theirs


def _painted(browser: Browser, url: str) -> float:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(url, wait_until="commit")
    milliseconds: Any = page.wait_for_function("() => window.painted", timeout=60_000).json_value()
    context.close()
    return float(milliseconds) / 1000
