"""The map in a real browser: picked by mouse and by keys, on a phone, and without asking anybody
else for anything.
"""

import math
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.screen import choose, expect_no_error, go, headline, rows, settle

pytestmark = pytest.mark.browser

FOCUSED = "(document.activeElement?.shadowRoot ?? document).activeElement?.dataset?.code"

DOTS = """(svg) => [...svg.querySelectorAll("circle[data-code]")]
    .filter((dot) => dot.style.display !== "none").map((dot) => {
        const { left, top, width, height } = dot.getBoundingClientRect();
        return [dot.dataset.code, left + width / 2, top + height / 2];
    })"""


def the_map(page: Page) -> Locator:
    return page.get_by_role("group", name="Peta ").first


def card(page: Page) -> Locator:
    return page.locator(".st-key-peta_kartu")


def test_a_click_selects_the_kecamatan_under_it(visit: Visit) -> None:
    page = settle(visit("/peta"))
    # The winner's name is placed before all others
    expect(the_map(page).locator("text.name").first).to_have_text("Tandes")
    page.evaluate("window.mark = 1")
    the_map(page).get_by_role("button", name="Donomulyo, Kabupaten Malang: Juara 2").click()
    settle(page)
    expect(card(page).get_by_role("heading")).to_have_text("Donomulyo")
    assert "peta_tempat=350701" in page.url
    quiet = the_map(page).locator("path[data-code='351012']")  # one without a result
    quiet.click()
    settle(page)
    expect(card(page)).to_contain_text("351012")
    expect(card(page)).to_contain_text("tidak diketahui")
    assert page.evaluate("window.mark") == 1  # no reload
    expect_no_error(page)


def test_keys_walk_in_the_order_of_the_table_to_the_same_card(visit: Visit) -> None:
    page = settle(visit("/peta?tahun=2023"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED):
            break
    assert page.evaluate(FOCUSED) == "350732"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    names = [row[1] for row in rows(page.get_by_role("table", name="Hasil edisi menurut wilayah"))]
    held = page.evaluate(FOCUSED)
    assert held == "357812"
    assert (
        the_map(page).locator(f"[data-code='{held}'][role=button]").get_attribute("aria-label")
        == f"{names[1]}, Kota Surabaya: Juara 2"
    )
    page.keyboard.press("Enter")
    settle(page)
    expect(card(page).get_by_role("heading")).to_have_text(names[1])
    assert page.evaluate(FOCUSED) == held  # the focus stays where it was
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) is None  # one stop, not one for each area


def test_the_geometry_is_fetched_once_and_nothing_leaves_the_machine(visit: Visit) -> None:
    page = visit("/")
    settle(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, "Peta")
    choose(page, "Lapisan", "Cakupan data")
    choose(page, "Tahun", "2022")
    choose(page, "Perbesar ke", "Kota Surabaya")
    files = [url for url in asked if ".geojson" in url]
    assert len(files) == 2
    assert len(set(files)) == 2
    assert all(
        url.startswith(page.url.split("/peta")[0])
        for url in asked
        if not url.startswith(("data:", "blob:"))
    )
    expect_no_error(page)


def test_a_link_opens_the_view_and_tells_what_it_ignored(visit: Visit) -> None:
    held = {
        "tahun": "2023",
        "peta_lapisan": "Peringkat terbaik",
        "peta_zum": "Kabupaten Malang",
        "peta_tempat": "350732",
    }
    page = settle(
        visit("/peta?" + urlencode(held | {"peta_banding": "1999", "peta_warna": "merah"}))
    )
    told = page.get_by_test_id("stAlert").filter(has_text="tidak dikenal")
    expect(told).to_contain_text("peta_banding=1999")
    expect(told).to_contain_text("peta_warna")
    expect(card(page).get_by_role("heading")).to_have_text("Wonosari")
    expect(page.get_by_role("combobox", name="Lapisan")).to_have_value("Peringkat terbaik")
    whole, zoomed = (the_map(page).locator("> g").first.get_attribute("transform") or "").split(
        " scale("
    )
    assert whole
    assert float(zoomed.rstrip(")")) > 2
    assert all(
        f"{name}={value}".replace(" ", "+") in page.url.replace("%20", "+")
        for name, value in held.items()
    )


def test_a_phone_shows_the_map_first_and_scrolls_past_it(visit: Visit) -> None:
    page = settle(visit("/peta", width=390, height=844))
    assert page.get_by_test_id("stMain").evaluate("(pane) => pane.scrollWidth <= pane.clientWidth")
    box = the_map(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844, "the map is not within the first screen"
    assert the_map(page).evaluate("(svg) => getComputedStyle(svg).touchAction") == "pan-x pan-y"
    names = rows(page.get_by_role("table", name="Hasil edisi menurut wilayah"))
    assert set(the_map(page).locator("text.name").all_text_contents()) == {row[1] for row in names}
    unit = page.get_by_role("combobox", name="Satuan")
    expect(unit).to_be_hidden()
    page.get_by_test_id("stCheckbox").filter(has_text="Atur peta").locator("label").click()
    expect(unit).to_be_visible()


def test_a_finger_means_the_nearest_dot_within_its_reach(visit: Visit) -> None:
    page = settle(visit("/peta", width=390, height=844, touch=True))
    page.get_by_role("button", name="Perbesar peta").tap()
    page.get_by_role("button", name="Tampilkan seluruhnya").tap()
    page.wait_for_timeout(600)  # the flight back has no state to wait for
    for place in (-1, -2, -3):
        dots = the_map(page).evaluate(DOTS)
        assert len(dots) > 4
        _, x, y = dots[place]
        tapped = x + 10, y - 12  # 15.6 pixels beside it; 44 are a target
        nearest = min(dots, key=lambda dot: math.dist(dot[1:], tapped))[0]
        page.touchscreen.tap(*tapped)
        settle(page)
        expect(card(page)).to_contain_text(f"kode {nearest}")
        page.wait_for_timeout(600)  # nor has the scrolling to the card


def test_play_runs_through_the_years_and_stops(visit: Visit) -> None:
    page = settle(visit("/peta?tahun=2023"))
    page.get_by_test_id("stCheckbox").filter(has_text="Putar").locator("label").click()
    expect(headline(page)).to_contain_text("2024")
    expect(page.get_by_role("switch", name="Putar")).not_to_be_checked()


def test_without_the_geometry_the_map_says_so_and_the_table_remains(visit: Visit) -> None:
    page = settle(visit("/"))
    page.route("**/*.geojson", lambda route: route.fulfill(json={"features": None}))
    go(page, "Peta")
    expect(page.get_by_text("Batas wilayah tidak dapat dimuat")).to_be_visible()
    assert rows(page.get_by_role("table", name="Hasil edisi menurut wilayah"))[0][1] == "Tandes"
