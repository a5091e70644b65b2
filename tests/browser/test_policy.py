"""The Content-Security-Policy in a real browser: what is drawn and kept by a script works, and what
is not ours is kept out. A page from which it keeps anything fails whichever test opens it: the
browser says so in its console (see Watch).
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bench.server import Server
from tests.browser.conftest import Visit
from tests.browser.screen import settle

pytestmark = pytest.mark.browser

BROKEN = """() => {
    window.broken = [];
    const told = (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI}`);
    document.addEventListener("securitypolicyviolation", told);
}"""


def open_watched(visit: Visit, path: str) -> Page:
    """A page that has counted what its policy kept from it since it began."""
    page = visit("/_stcore/health", apart=True)
    page.add_init_script(f"({BROKEN})()")
    page.goto(page.url.removesuffix("/_stcore/health") + path)
    return settle(page)


def test_the_map_and_a_download_of_a_chart_work_under_the_policy(visit: Visit) -> None:
    page = open_watched(visit, "/peta")
    expect(page.locator("svg path[d]").nth(30)).to_be_attached()
    page = open_watched(visit, "/tren")
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as download:
        page.locator(".js-plotly-plot .modebar-btn").first.click()
    assert download.value.suggested_filename.endswith(".png")
    assert page.evaluate("window.broken") == []


def test_the_policy_lets_nothing_in_from_elsewhere(browser: Browser, app: Server) -> None:
    context = browser.new_context()  # one of its own: what is refused here is no fault of the page
    context.add_init_script(f"({BROKEN})()")
    page = context.new_page()
    page.goto(app.url)
    settle(page)
    page.evaluate("""() => {
        const image = new Image(); image.src = "http://localhost:9/x.png";
          document.body.append(image);
        const script = document.createElement("script"); script.textContent = "window.stolen = 1";
          document.body.append(script);
        const frame = document.createElement("iframe"); frame.src = "http://localhost:9/";
          document.body.append(frame);
        fetch("http://localhost:9/").catch(() => 0);
        setTimeout("window.stolen = 2");
    }""")
    page.wait_for_function("() => window.broken.length >= 5")
    assert page.evaluate("window.stolen") is None
    assert page.evaluate("window.broken.map((one) => one.split(' ')[0]).sort()") == [
        "connect-src", "frame-src", "img-src", "script-src", "script-src-elem",
    ]  # fmt: skip
    context.close()
