"""Bagikan in a real browser: the link, WhatsApp, and pictures that say where they come from."""

import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.screen import headline, settle

pytestmark = pytest.mark.browser

# The first chart of the page as it is drawn for its picture: all words in it
DRAWN = """async () => {
    const own = performance.getEntriesByType("resource").map((one) => one.name).find((name) => name.includes("/picture.js?"));
    const { charts, drawing } = await import(own);
    const told = { mark: "TANDA", source: "Sumber: contoh", address: "http://contoh.test/" + "panjang".repeat(40), prefix: "" };
    const { picture, width } = drawing(charts()[0], told);
    document.body.append(picture);
    const words = [...picture.querySelectorAll("text")];
    const out = words.filter((one) => one.getBoundingClientRect().right - picture.getBoundingClientRect().left > width + 1);
    picture.remove();
    return { words: words.map((one) => one.textContent), out: out.map((one) => one.textContent) };
}"""  # noqa: E501


def _open(page: Page) -> Locator:
    """By keyboard, as everything here."""
    button = page.get_by_role("button", name="Bagikan", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("group", name="Bagikan tampilan ini")
    expect(panel).to_be_visible()
    return panel


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_link_opens_the_same_view_and_goes_to_whatsapp(
    visit: Visit, width: int, height: int
) -> None:
    page = settle(visit("/peringkat?tahun=2023", width=width, height=height, apart=True))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel = _open(page)
    box = panel.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Tautan tersalin.")
    link = page.evaluate("navigator.clipboard.readText()")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert asked == {"tingkat": "Provinsi", "wilayah": "Jawa Timur", "tahun": "2023"}

    chat = panel.get_by_role("link", name="WhatsApp (tab baru)")
    assert (chat.get_attribute("target"), chat.get_attribute("rel")) == ("_blank", "noopener")
    to = urlsplit(chat.get_attribute("href") or "")
    assert (to.scheme, to.netloc, to.path) == ("https", "wa.me", "/")
    assert parse_qs(to.query)["text"] == [f"{headline(page).inner_text()}\n{link}"]

    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Bagikan", exact=True)).to_be_focused()
    page.emulate_media(media="print")
    expect(page.locator(".st-key-bagikan")).to_be_hidden()
    other = settle(visit(link.removeprefix(page.evaluate("location.origin"))))
    expect(headline(other)).to_have_text(headline(page).inner_text())


def test_where_the_browser_forbids_copying_the_link_is_shown(visit: Visit) -> None:
    page = settle(visit("/tren"))
    page.evaluate("""() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
        document.execCommand = () => false;
    }""")
    panel = _open(page)
    panel.get_by_role("button", name="Salin tautan").click()
    field = panel.get_by_role("textbox", name="Tautan tampilan ini")
    expect(field).to_have_value(page.url.split("?")[0] + "?tingkat=Provinsi&wilayah=Jawa+Timur")
    expect(field).to_be_focused()


@pytest.mark.parametrize("path", ["/tren", "/peta"])
def test_a_picture_has_title_source_and_address(visit: Visit, path: str, tmp_path: Path) -> None:
    page = settle(visit(path, width=390, height=844))
    expect(
        page.locator(".js-plotly-plot .main-svg, .st-key-peta svg path[d]").nth(2)
    ).to_be_attached()
    panel = _open(page)
    ways = panel.locator(".pictures button")
    title = ways.first.get_attribute("title") or ""
    with page.expect_download() as waiting:
        ways.first.click()
    expect(panel.get_by_role("status")).to_have_text("Gambar tersimpan.")
    waiting.value.save_as(tmp_path / "gambar.png")
    head = (tmp_path / "gambar.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert min(struct.unpack(">II", head[16:])) > 700
    told = page.evaluate(DRAWN)
    words = " ".join(told["words"])
    assert title in words
    assert "Sumber: contoh" in words
    assert "panjang" * 40 in "".join(told["words"])
    assert told["out"] == []
    assert path != "/peta" or "© OpenStreetMap contributors" in words
