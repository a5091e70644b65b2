"""The search by key and by tap."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screen import settle

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1440])
def test_from_any_page_a_key_a_name_and_one_tap_lead_to_a_place(visit: Visit, width: int) -> None:
    page = settle(visit("/tren", width=width, height=844))
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Cari di seluruh dasbor")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport(ratio=1)
    page.keyboard.type("Tands / Surabaya")  # the key is a letter here
    page.keyboard.press("Enter")
    field = page.get_by_role("searchbox", name="Cari", exact=True)
    expect(field).to_have_value("Tands / Surabaya")
    expect(page).to_have_url(re.compile(r"/cari\?cari_kata=Tands"))
    line = page.get_by_role("list", name="Kecamatan").get_by_role("link").first
    expect(line).to_contain_text("Tandes")
    line.click()
    expect(page.get_by_role("heading").first).to_contain_text("Tandes")
    expect(page.get_by_role("searchbox", name="Cari di seluruh dasbor")).to_have_value("")
