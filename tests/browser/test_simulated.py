"""The page Penilaian on a small simulation: it fits, axe finds nothing grave, weights stand in the
address.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests import simulated
from tests.bench.server import Server, serve
from tests.browser.conftest import Visit
from tests.browser.screen import headline, settle, to
from tests.browser.test_access import faults

pytestmark = pytest.mark.browser
PARTS = ("Nilai&penilaian_simulasi=true", "Verifikasi+lapangan", "Juri")


@pytest.fixture(scope="module")
def app() -> Iterator[Server]:
    """The app on simulated data, in place of the real one."""
    with serve(environment={"SKK_DATA": str(simulated.folder())}) as server:
        yield server


def test_every_part_fits_and_axe_finds_nothing_grave(visit: Visit) -> None:
    found = []
    page = visit("/penilaian")
    for part in PARTS:
        to(page, f"/penilaian?penilaian_bagian={part}")
        expect(page.get_by_test_id("stAlert").filter(has_text="DATA SIMULASI")).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        found += faults(page)
    assert not found, "\n".join(found)


def test_a_weight_that_is_moved_stands_in_the_address_and_opens_again(visit: Visit) -> None:
    page = settle(visit("/penilaian?penilaian_simulasi=true"))
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    settle(page)
    assert "penilaian_bobot1=11" in page.url
    again = settle(visit(page.url.removeprefix(page.evaluate("location.origin"))))
    expect(again.get_by_role("slider").first).to_have_value("11")
    expect(
        again.get_by_test_id("stAlert").filter(has_text="Simulasi bobot: bukan hasil resmi")
    ).to_be_visible()
    expect(again.get_by_test_id("stAlert").filter(has_text="tidak dikenal")).to_have_count(0)
    expect(headline(again)).to_contain_text("memimpin nilai administrasi")
