"""The search by key and by tap."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screen import settle

pytestmark = pytest.mark.browser


def test_a_key_leads_to_the_search_and_what_is_typed_is_found(visit: Visit) -> None:
    page = settle(visit("/tren", width=390, height=844))
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Cari")
    expect(field).to_be_focused()
    page.keyboard.type("Tands / Surabaya")  # the key is a letter here
    expect(field).to_have_value("Tands / Surabaya")
    line = page.get_by_role("list", name="Kecamatan").get_by_role("link").first
    expect(line).to_contain_text("Tandes")
    line.click()
    expect(page.get_by_role("heading").first).to_contain_text("Tandes")
