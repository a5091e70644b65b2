"""Light pages in a real browser: one request, nothing refused, accessible, no wider than a phone;
from the app to them and back to the very view.
"""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.bench.server import Server
from tests.browser.conftest import Visit
from tests.browser.screen import headline, settle

pytestmark = pytest.mark.browser

PATHS = (
    "/r/", "/r/kabkota/", "/r/peringkat/provinsi-35-2024", "/r/kecamatan/350719",
    "/r/kabkota/3507", "/r/inovasi/2295675298ad",
)  # fmt: skip
RUN_AXE = "() => axe.run({resultTypes: ['violations']}).then((found) => found.violations)"


def test_a_light_page_is_one_request_accessible_and_fits_a_phone(
    browser: Browser, app: Server
) -> None:
    for scheme, size in (("light", (390, 844)), ("dark", (1440, 900))):
        with browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
        ) as context:
            page = context.new_page()
            asked: list[str] = []
            said: list[str] = []  # what its own policy refuses
            page.on("request", lambda one, asked=asked: asked.append(one.url))
            page.on("console", lambda one, said=said: said.append(one.text))
            for path in PATHS:
                asked.clear()
                page.goto(app.url + path)
                assert [one for one in asked if not one.startswith("data:")] == [app.url + path]
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
                page.evaluate(Axe().axe_script)
                found = page.evaluate(RUN_AXE)
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
                assert said == [], path


def test_the_app_leads_to_the_light_page_of_its_view_and_that_leads_back(visit: Visit) -> None:
    page = settle(visit("/profil?kec=350719", apart=True))
    finding = headline(page).inner_text()
    page.get_by_role("button", name="Bagikan", exact=True).click()
    page.get_by_role("link", name="Halaman ringan (teks").click()
    expect(page).to_have_url(re.compile(r"/r/kecamatan/350719$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pakisaji juara 1")
    page.get_by_role("link", name="Buka dasbor interaktif").click()
    expect(headline(settle(page))).to_have_text(finding)
    foot = page.get_by_role("link", name="Halaman ringan", exact=True)
    assert urlsplit(foot.get_attribute("href") or "").path == "/r/"
