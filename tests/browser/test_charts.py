"""Charts have twins, and a dark page is dark."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screen import headline, rows, settle

pytestmark = pytest.mark.browser


def _drawn(page: Page, key: str) -> dict[str, Any]:
    """What Plotly drew: the texts in the marks, and the names they belong to."""
    plot = page.locator(f".st-key-{key} .js-plotly-plot")
    expect(plot.locator(".main-svg").first).to_be_visible()
    return plot.evaluate(
        "(plot) => ({text: [...plot.data[0].text], x: [...plot._fullData[0].x], y:"
        " [...plot._fullData[0].y]})"
    )


def _twin(page: Page, key: str) -> list[list[str]]:
    box = page.locator(f".st-key-{key}_tabel")
    expect(box.get_by_role("table")).to_have_count(0)
    box.get_by_text("Lihat sebagai tabel").click()
    settle(page)
    return rows(box.get_by_role("table"))


def _short(name: str) -> str:
    return name.replace("Kabupaten ", "Kab. ")


def test_twins_hold_what_the_charts_show(visit: Visit) -> None:
    page = settle(visit("/peringkat?tahun=2017"))
    scores = _drawn(page, "nilai")
    assert sorted(row[:2] for row in _twin(page, "nilai")) == sorted(
        map(list, zip(scores["y"], scores["text"], strict=True))
    )

    history = _drawn(page, "riwayat")
    marks = set(zip(map(str, history["x"]), history["y"], history["text"], strict=True))
    twin = _twin(page, "riwayat")
    assert {
        (year, _short(name), "ikut" if place == "–" else place) for year, name, _, place, _ in twin
    } == marks

    page.get_by_test_id("stButtonGroup").get_by_text("Dari tahun ke tahun").click()
    index = _drawn(settle(page), "batang")
    bars = dict(zip(index["y"], index["text"], strict=True))
    twin = rows(page.get_by_role("table", name="Indeks prestasi"))
    values = {_short(row[1]): float(row[2].replace(",", ".")) for row in twin}
    assert bars
    for name, value in bars.items():
        assert values[name] == pytest.approx(float(value.replace(",", ".")), abs=0.0501)


def test_dark_theme_is_dark(visit: Visit) -> None:
    light, dark = (settle(visit("/peringkat", dark=dark)) for dark in (False, True))
    background = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert light.evaluate(background) == "rgb(255, 255, 255)"
    assert dark.evaluate(background) == "rgb(14, 22, 38)"
    assert light.screenshot() != dark.screenshot()
    # Nothing of the project stays light on the dark page: neither the table's words nor the chart's
    # paper.
    ink = "(node) => getComputedStyle(node).color"
    assert dark.get_by_role("table").first.evaluate(ink) == "rgb(232, 237, 244)"
    assert headline(dark).evaluate(ink) == "rgb(232, 237, 244)"
    paper = dark.locator(".js-plotly-plot .main-svg").first.evaluate(
        "(node) => getComputedStyle(node).backgroundColor"
    )
    assert paper == "rgba(0, 0, 0, 0)"


def test_a_name_beside_a_chart_leads_to_its_profile(visit: Visit) -> None:
    page = settle(visit("/peringkat?tahun=2017"))
    name = page.locator(".st-key-nilai .ytick a", has_text="Benowo")
    name.evaluate("(link) => link.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = name.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile("/profil.*kec=357819"))
    expect(headline(settle(page))).to_contain_text("Benowo")


def test_the_headings_of_a_ranking_order_it_by_click_and_by_key(visit: Visit) -> None:
    page = settle(visit("/peringkat?tahun=2024"))
    table = page.get_by_role("table", name="Papan peringkat")
    first = rows(table)
    heading = table.get_by_role("columnheader", name="Kecamatan", exact=True)
    name = heading.get_by_role("button")
    name.click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    names = [row[1] for row in rows(table)]
    assert names == sorted(row[1] for row in first) != [row[1] for row in first]
    name.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert [row[1] for row in rows(table)] == names[::-1]
    name.press("Space")
    expect(heading).to_have_attribute("aria-sort", "none")
    assert rows(table) == first
    table.get_by_role("columnheader", name="Peringkat", exact=True).get_by_role("button").click()
    assert [row[0] for row in rows(table)] == [row[0] for row in first]  # numbers, not words
