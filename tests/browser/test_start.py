"""Questions of a leader on a phone, and how many taps their answers take."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screen import expect_no_error, headline, listed, settle

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SCREENS = 4
KEPT = "localStorage.getItem('dasbor-skk-daerah')"


def screens(page: Page) -> float:
    """How many screens of a phone the page is long."""
    height = page.get_by_test_id("stMain").evaluate("(pane) => pane.scrollHeight")
    return float(height) / PHONE["height"]


def expect_in_first_screen(page: Page, *words: str) -> None:
    """What is said stands whole in what a phone shows without scrolling."""
    for said in words:
        box = page.get_by_text(said).first.bounding_box()
        assert box is not None, said
        assert box["y"] + box["height"] <= PHONE["height"], said


def region(page: Page) -> str | None:
    """The region that the address names."""
    return parse_qs(urlsplit(page.url).query).get("daerah", [None])[0]


def look_for(page: Page, typed: str) -> None:
    """Tap the field above every page, type, Enter."""
    page.get_by_role("searchbox", name="Cari di seluruh dasbor").click()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Cari", exact=True)).to_have_value(typed)
    settle(page)


def test_this_years_result_takes_no_tap_and_its_source_one(visit: Visit) -> None:
    page = settle(visit("/", **PHONE))
    expect(headline(page)).to_have_text("Tandes, Kota Surabaya, memimpin SKK Jawa Timur 2024")
    expect_in_first_screen(
        page, "belum tercatat", "SKK Kabupaten Malang 2025", "Daerah saya: pilih kabupaten/kota"
    )
    assert screens(page) <= SCREENS
    page.get_by_role("link", name="1 sumber").first.click()
    expect(headline(page)).to_have_text("Sumber & Mutu Data")
    expect(page.get_by_role("table", name="Klaim")).to_contain_text("Pakisaji")


def test_my_region_takes_two_taps_once_and_none_from_then_on(visit: Visit) -> None:
    page = settle(visit("/", **PHONE))
    page.get_by_role("combobox", name="Daerah saya").click()
    page.keyboard.type("sumenep")
    page.get_by_role("option", name="Kabupaten Sumenep").click()
    expect(headline(page)).to_contain_text("Kabupaten Sumenep tiga kali di final Jawa Timur")
    settle(page)
    expect_in_first_screen(page, "Sebelumnya, 2023", "belum tercatat", "Ganti daerah")
    expect(listed(page, "Kabupaten Sumenep tahun demi tahun").nth(1)).to_contain_text("Talango")
    assert region(page) == "3529"
    assert screens(page) <= SCREENS
    expect_no_error(page)

    menu = page.get_by_test_id("stSidebar")
    for name in ("Tren", "Beranda"):
        page.get_by_role("button", name="Buka daftar halaman").click()
        menu.get_by_role("link", name=name).click()
        settle(page)
    expect(headline(page)).to_contain_text("Kabupaten Sumenep")
    assert region(page) == "3529"
    page.go_back()  # one step, though the server wrote the region into the address
    expect(headline(page)).to_contain_text("pernah di final Jawa Timur")

    home = page.evaluate("location.origin")
    page.goto(f"{home}/?daerah=3507")  # a link shows its own region, and takes nobody's away
    expect(headline(page)).to_contain_text("Kabupaten Malang")
    settle(page)
    assert page.evaluate(KEPT) == "3529"
    page.goto(home)  # a new session: the browser has kept what was chosen
    expect(headline(page)).to_contain_text("Kabupaten Sumenep")
    assert region(page) == "3529"

    settle(page)
    page.get_by_role("button", name="Ganti daerah").click()
    page.get_by_role("button", name="Hapus pilihan").click()
    expect(headline(page)).to_contain_text("memimpin SKK Jawa Timur 2024")
    settle(page)
    assert (region(page), page.evaluate(KEPT)) == (None, None)


def test_why_a_place_changed_takes_two_taps_and_no_more_is_said_than_is_known(
    visit: Visit,
) -> None:
    page = settle(visit("/", **PHONE))
    page.get_by_role("link", name="Pakisaji").first.click()
    expect(headline(page)).to_contain_text("Pakisaji")
    settle(page)
    expect_in_first_screen(page, "naik 1 tempat, dari peringkat 2 (2024) ke 1 (2025)")
    page.get_by_role("link", name="Mengapa berubah?").click()
    heading = page.get_by_role("heading", name="Mengapa berubah? Naik 1 tempat")
    expect(heading).to_be_in_viewport()
    expect(page.get_by_text("Selebihnya tidak diketahui")).to_be_in_viewport()
    settle(page)
    expect(page.get_by_role("table", name="Yang tercatat")).to_have_count(0)
    page.get_by_text("Rincian dan edisi lain").click()
    expect(page.get_by_role("table", name="Yang tercatat")).to_be_visible()
    settle(page)
    expect_no_error(page)
    page.go_back()  # from the section to where the link stood, on the same page
    expect(headline(page)).to_contain_text("Pakisaji")


def test_we_beside_another_takes_three_taps(visit: Visit) -> None:
    page = settle(visit("/", **PHONE))
    look_for(page, "kab malang")  # the first tap
    page.get_by_role("list", name="Berdampingan").get_by_role("link").first.click()  # the second
    settle(page)
    page.get_by_test_id("stMain").get_by_role(
        "searchbox", name="Cari kabupaten/kota lain"
    ).press_sequentially("sumenep", delay=20)
    page.get_by_role("list", name="Yang mirip sumenep").get_by_role("link").first.click()
    settle(page)
    told = "Kabupaten Malang empat kali di final Jawa Timur, Kabupaten Sumenep tiga kali"
    expect(headline(page)).to_have_text(told)
    expect(headline(page)).to_be_in_viewport()
    expect(page.get_by_role("row", name="Juara 1 3 0")).to_be_in_viewport()
    assert screens(page) <= SCREENS


def test_whom_to_learn_from_takes_three_taps(visit: Visit) -> None:
    page = settle(visit("/", **PHONE))
    look_for(page, "lowokwaru")
    page.get_by_role("list", name="Kecamatan").get_by_role("link").first.click()
    expect(headline(page)).to_contain_text("Lowokwaru")
    settle(page)
    assert screens(page) <= SCREENS
    page.get_by_role("link", name="Belajar dari siapa?").click()
    expect(page.get_by_role("heading", name="Belajar dari")).to_be_in_viewport()
    examples = page.get_by_role("table", name="Belajar dari").get_by_role("row")
    expect(examples.nth(1)).to_be_in_viewport()


def test_what_is_worth_copying_takes_two_taps_and_a_name_takes_two(visit: Visit) -> None:
    page = settle(visit("/", **PHONE))
    page.get_by_role("button", name="Buka daftar halaman").click()
    page.get_by_test_id("stSidebar").get_by_role("link", name="Inovasi").click()
    settle(page)
    expect(page.get_by_role("heading", level=3).first).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Putik Sari", exact=True)).to_be_in_viewport()
    assert screens(page) <= SCREENS
    look_for(page, "putik sri")
    page.get_by_role("list", name="Inovasi").get_by_role("link").first.click()
    expect(headline(page)).to_contain_text("Putik Sari")
    settle(page)
    assert screens(page) <= SCREENS
