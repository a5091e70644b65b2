"""What a newcomer sees first."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.bench.server import serve
from tests.browser.conftest import Visit
from tests.browser.screen import board, expect_no_error, headline, listed, navigation, rows, settle

pytestmark = pytest.mark.browser

OTHERS = "Halaman lain dan isi katalog"


def test_home_shows_who_leads_the_podium_and_the_doors(visit: Visit) -> None:
    page = settle(visit("/"))
    expect(headline(page)).to_have_text("Tandes, Kota Surabaya, memimpin SKK Jawa Timur 2024")
    expect(listed(page, "Tiga besar SKK Jawa Timur 2024")).to_contain_text(
        ["Tandes", "Donomulyo", "Pungging"]
    )
    expect_no_error(page)
    page.get_by_text(OTHERS).click()
    listed(page, "Halaman lain").get_by_role("link", name="Papan Peringkat").click()
    expect(board(page)).to_be_visible()
    assert "/peringkat" in page.url
    page.go_back()
    page.get_by_text(OTHERS).click()
    listed(page, "Halaman lain").get_by_role("link", name="Sumber & Mutu Data").click()
    expect(headline(page)).to_have_text("Sumber & Mutu Data")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/peringkat?tahun=2023", "Wonosari, Kabupaten Malang, memimpin SKK Jawa Timur 2023"),
        ("/sumber?tahun=2023", "Sumber & Mutu Data"),
    ],
)
def test_deep_link_as_the_very_first_visit_after_a_start(
    visit: Visit, data_folder: Path, path: str, heading: str
) -> None:
    """A folder named pages/ leads Streamlit to run the page alone until dashboard.py has run
    once.
    """
    with serve(environment={"SKK_DATA": str(data_folder)}) as fresh:
        page = settle(visit(path, url=fresh.url))
        expect(headline(page)).to_have_text(heading)
        expect_no_error(page)
        assert page.url == fresh.url + path
        assert {"Beranda", "Papan Peringkat", "Sumber & Mutu Data"} <= set(navigation(page))
        if "peringkat" in path:
            assert rows(board(page))[0][:3] == ["1", "Wonosari", "Kabupaten Malang"]
        assert "Traceback" not in fresh.log
        page.goto("about:blank")  # before its server ends


def test_streamlit_itself_tells_in_indonesian_of_an_unknown_address_and_of_a_lost_server(
    browser: Browser, data_folder: Path
) -> None:
    with (
        serve(environment={"SKK_DATA": str(data_folder)}) as fresh,
        browser.new_context() as context,
    ):
        page = context.new_page()
        page.goto(fresh.url + "/tidakada")
        told = page.get_by_role("dialog")
        expect(told).to_contain_text("Halaman tidak ditemukan")
        expect(told).to_contain_text("Halaman yang diminta tidak ada; yang ditampilkan Beranda.")
        told.get_by_role("button", name="Tutup").click()
        fresh.process.terminate()
        expect(told).to_contain_text("Sambungan terputus")
        expect(told).to_contain_text("Server tidak menjawab.")


def test_the_view_can_be_read_at_a_glance_before_its_scripts_have_come(visit: Visit) -> None:
    """The scripts are held back; a screen reader finds the heading all the same, and when they have
    come the app takes its place. The tree of the glance is closed to locators.
    """
    page = settle(visit("/tren", apart=True))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/static/js/index.*.js", hold)
    page.goto(urljoin(page.url, "/peringkat?tahun=2023"), wait_until="commit")
    read = page.context.new_cdp_session(page)
    read.send("Accessibility.enable")

    def headings() -> list[str]:
        nodes = read.send("Accessibility.getFullAXTree")["nodes"]
        return [
            node["name"]["value"]
            for node in nodes
            if not node["ignored"] and node["role"]["value"] == "heading"
        ]

    expect(page.locator("#sekilas")).to_be_visible()
    assert headings()[0] == "Wonosari, Kabupaten Malang, memimpin SKK Jawa Timur 2023"
    for one in held:
        one.continue_()
    expect(page.locator("#sekilas")).to_have_count(0)
    expect(headline(page)).to_have_text("Wonosari, Kabupaten Malang, memimpin SKK Jawa Timur 2023")


@pytest.mark.parametrize(("width", "across"), [(1440, 3), (390, 1)])
def test_every_page_has_a_door_and_the_doors_fill_their_grid(
    visit: Visit, width: int, across: int
) -> None:
    page = settle(visit("/", width=width))
    page.get_by_text(OTHERS).click()
    doors = listed(page, "Halaman lain")
    expect(doors.get_by_role("link", name="Penilaian")).to_be_visible()
    tops = [box["y"] for door in doors.all() if (box := door.bounding_box())]
    assert {tops.count(top) for top in tops} == {across}
