"""The Content-Security-Policy in a real browser: every page draws all that it has, and nothing is
kept from it.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bench.server import Server
from tests.browser.conftest import Visit
from tests.browser.screen import expect_no_error, settle

pytestmark = pytest.mark.browser

PAGES = {  # how many charts each has at least
    "/": 0,
    "/peringkat": 1,
    "/peringkat?peringkat_bagian=Dari+tahun+ke+tahun": 1,
    "/perbandingan?kec=350101,350102": 0,
    "/profil?kec=350101": 0,
    "/kabkota?kode=3507": 1,
    "/peta": 0,
    "/tren": 1,
    "/penilaian": 0,
    "/inovasi": 1,
    "/inovasi?inovasi_bagian=Katalog": 0,
    "/sumber": 0,
    "/impor": 0,
}
BROKEN = """() => {
    window.broken = [];
    const told = (event) => window.broken.push(`${event.violatedDirective} ${event.blockedURI}`);
    document.addEventListener("securitypolicyviolation", told);
}"""


def open_watched(visit: Visit, path: str) -> Page:
    """A page that has counted what its policy kept from it since it began."""
    page = visit("/_stcore/health")
    page.context.add_init_script(f"({BROKEN})()")
    page.goto(page.url.removesuffix("/_stcore/health") + path)
    return settle(page)


@pytest.mark.parametrize(("path", "charts"), PAGES.items())
def test_every_page_works_under_the_policy(visit: Visit, path: str, charts: int) -> None:
    page = open_watched(visit, path)
    expect_no_error(page)
    if charts:
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        assert page.locator(".js-plotly-plot").count() >= charts
    assert page.evaluate("window.broken") == []


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
