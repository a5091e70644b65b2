"""The innovation catalogue as a visitor handles it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import real
from tests.browser.conftest import Visit
from tests.browser.screen import expect_no_error, headline, settle

pytestmark = pytest.mark.browser


def _found(page: Page) -> str:
    return page.get_by_test_id("stHeading").get_by_role("heading", level=2).first.inner_text()


def test_results_follow_what_is_typed_and_a_card_leads_to_all_that_is_known(visit: Visit) -> None:
    page = settle(visit("/inovasi?inovasi_bagian=Katalog"))
    box = page.get_by_role("searchbox", name="Cari inovasi").or_(page.get_by_label("Cari inovasi"))
    box.press_sequentially("lansa smart", delay=20)  # no Enter: results come while typing
    expect(page.get_by_role("heading", name="1 inovasi untuk “lansa smart”")).to_be_visible()
    expect(page).to_have_url(re.compile("inovasi_cari=lansa"))

    page.get_by_role("link", name="Lansia SMART").click()
    expect(page).to_have_url(re.compile(r"/inovasi\?id=[0-9a-f]{12}"))
    expect(headline(settle(page))).to_have_text("Lansia SMART")
    page.get_by_role("link", name="Junrejo", exact=True).first.click()
    expect(headline(settle(page))).to_contain_text("Junrejo")
    page.go_back()
    expect(headline(settle(page))).to_have_text("Lansia SMART")


def test_a_part_of_the_chart_opens_its_list(visit: Visit) -> None:
    page = settle(visit("/inovasi?inovasi_bagian=Sebaran"))
    # Stated, of the first indicator
    bar = page.locator(".st-key-sebaran .barlayer .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("inovasi_bagian=Katalog"))
    settle(page)
    assert _found(page) == "2 inovasi"
    expect(page.get_by_text("dasar indikator Dinyatakan")).to_be_visible()
    page.reload()
    settle(page)
    assert _found(page) == "2 inovasi"


def test_a_link_with_a_filter_that_does_not_exist_says_so(visit: Visit) -> None:
    page = settle(visit("/inovasi?inovasi_bagian=Katalog&inovasi_bidang=Sihir"))
    expect(page.get_by_text("inovasi_bidang=Sihir")).to_be_visible()
    ((everything,),) = real.connection().execute("SELECT count(*) FROM innovation").fetchall()
    assert _found(page).startswith(f"{everything} inovasi")


def test_a_phone_shows_the_first_card_whole_and_three_until_asked(visit: Visit) -> None:
    page = settle(visit("/inovasi", width=390, height=844))
    expect(headline(page)).to_have_text(
        "Putik Sari dari Wonosari paling kuat alasannya untuk ditiru"
    )
    cards = page.get_by_role("list", name="Inovasi yang layak ditiru").locator("> li")
    for seen in (headline(page), page.get_by_text("Urutan: "), cards.first):
        box = seen.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 844
    expect(cards.filter(visible=True)).to_have_count(3)
    assert page.get_by_test_id("stMain").evaluate("(pane) => pane.scrollHeight") <= 4 * 844
    expect(cards.first.get_by_role("heading", level=3)).to_have_text("Putik Sari")

    page.get_by_text("Lihat semua (").click()
    expect(cards.filter(visible=True)).to_have_count(24)
    expect(page).to_have_url(re.compile("inovasi_semua=true"))

    page.get_by_role("combobox", name="Cocok untuk daerah saya").click()
    page.keyboard.type("sumenep")
    page.get_by_role("option", name="Kabupaten Sumenep").click()
    expect(headline(page)).to_contain_text("cocok untuk Kabupaten Sumenep")
    expect(page).to_have_url(re.compile("daerah=3529"))
    expect_no_error(settle(page))
