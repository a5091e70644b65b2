"""From place to place: profiles, comparisons and regions, by links, by search, and on paper."""

import re

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.screen import board, expect_no_error, headline, listed, rows, settle

pytestmark = pytest.mark.browser


def test_a_name_on_the_leaderboard_leads_to_its_profile_and_back(visit: Visit) -> None:
    page = settle(visit("/peringkat?tahun=2023"))
    page.evaluate("window.mark = 1")
    board(page).get_by_role("link", name="Wonosari", exact=True).click()
    expect(headline(page)).to_have_text("Wonosari juara 1, SKK Jawa Timur 2023")
    assert page.evaluate("window.mark") == 1  # no reload
    assert page.evaluate("location.pathname + location.search") == "/profil?tahun=2023&kec=350732"
    page.go_back()
    expect(headline(page)).to_have_text("Wonosari, Kabupaten Malang, memimpin SKK Jawa Timur 2023")


def test_the_podium_leads_to_profiles(visit: Visit) -> None:
    page = settle(visit("/"))
    listed(page, "Tiga besar SKK Jawa Timur 2024").get_by_role("link", name="Donomulyo").click()
    expect(headline(page)).to_have_text("Donomulyo juara 2, SKK Jawa Timur 2024")


def test_a_profile_leads_to_the_claims_of_each_step(visit: Visit) -> None:
    page = settle(visit("/profil?kec=350732"))
    steps = page.get_by_role("table", name="Perjalanan dari edisi ke edisi")
    steps.get_by_role("link", name="6 sumber").click()
    expect(page.get_by_role("combobox", name="Kecamatan", exact=True)).to_have_value(
        "Wonosari, Kabupaten Malang"
    )
    settle(page)
    assert {row[0] for row in rows(page.get_by_role("table", name="Klaim"))} == {"Wonosari"}


def _field(page: Page) -> Locator:
    """The field that finds who else is compared."""
    return page.get_by_test_id("stMain").get_by_role(
        "searchbox", name=re.compile("^Cari (?!di seluruh)")
    )


def _search(page: Page, typed: str) -> None:
    """Type without Enter, as on a phone."""
    _field(page).press_sequentially(typed, delay=20)
    expect(page.get_by_role("list", name=f"Yang mirip {typed}")).to_be_visible()
    settle(page)


def test_a_leader_sees_his_region_beside_another_in_two_taps(visit: Visit) -> None:
    """On a phone, from the page of the region: Bandingkan, type, add; a third from the foot of the
    page, where the view goes back to the finding.
    """
    page = settle(visit("/kabkota?kode=3507", width=390, height=844))
    page.get_by_role("link", name="Bandingkan").click()  # the first tap
    settle(page)
    _search(page, "sumenep")
    added = page.get_by_role("list", name="Yang mirip").get_by_role("link")
    box = added.first.bounding_box()
    assert box
    assert box["height"] >= 44
    added.first.click()  # the second
    settle(page)
    finding = "Kabupaten Malang empat kali di final Jawa Timur, Kabupaten Sumenep tiga kali"
    expect(headline(page)).to_have_text(finding)
    expect(headline(page)).to_be_in_viewport()
    expect(_field(page)).to_have_value("")
    figures = page.get_by_role("table", name="Perbandingan Kabupaten Malang")
    expect(figures.get_by_role("row", name="Juara 1 3 0")).to_be_in_viewport()
    years = page.get_by_role("table", name="Kecamatan yang dikirim")
    assert ["2023", "1 Wonosari", "4 Talango"] in rows(years)
    assert page.evaluate("location.search") == "?kab=3507%2C3529"

    page.get_by_role("list", name="Usul pembanding").get_by_role("link").first.click()
    settle(page)
    expect(headline(page)).to_contain_text("Kota Surabaya lima kali")
    expect(headline(page)).to_be_in_viewport()
    page.reload()
    expect(headline(settle(page))).to_contain_text("Kota Surabaya lima kali")


def test_kecamatan_are_found_in_spite_of_errors_and_put_side_by_side(visit: Visit) -> None:
    page = settle(visit("/perbandingan"))
    for typed, name in (("tandez", "Tandes Kota Surabaya"), ("wonosri", "Wonosari Kabupaten")):
        _search(page, typed)
        page.get_by_role("list", name="Yang mirip").get_by_role("link", name=name).first.click()
        settle(page)
        expect(_field(page)).to_have_value("")
    expect(headline(page)).to_have_text("Tandes dan Wonosari")
    assert page.evaluate("location.search") in ("?kec=357814%2C350732", "?kec=357814,350732")
    expect_no_error(page)
    page.get_by_role("button", name="Wonosari").click()
    expect(headline(page)).to_have_text("Bandingkan dua sampai enam kecamatan")


def test_regions_and_trends_open_by_their_address(visit: Visit) -> None:
    page = settle(visit("/kabkota?kode=3507"))
    expect(headline(page)).to_contain_text("Kabupaten Malang")
    expect_no_error(page)
    page = settle(visit("/tren"))
    expect(headline(page)).to_contain_text("Jawa Timur")
    expect_no_error(page)


def test_titles_and_stages_of_a_short_board_stay_on_one_line(visit: Visit) -> None:
    page = settle(visit("/peringkat?tahun=2016"))
    for words in ("Harapan 1", "Hasil akhir"):
        assert (
            board(page)
            .get_by_text(words, exact=True)
            .first.evaluate("(text) => text.getClientRects().length")
            == 1
        )
    root = page.locator(".table-root").first
    assert root.evaluate("(root) => root.scrollWidth <= root.clientWidth")


def _words(document: pdfium.PdfDocument) -> str:
    """What stands on the sheets, without spaces: where words are apart depends on the font."""
    return "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in document)


def test_a_profile_is_fit_for_paper(visit: Visit) -> None:
    page = settle(visit("/profil?kec=350732"))
    document = pdfium.PdfDocument(page.pdf(format="A4", print_background=True))
    whole = _words(document)
    assert whole.startswith("Wonosarijuara1,SKKJawaTimur2023")
    for part in ("Perjalanan", "halbelumdiketahui", "bukanbatasresmi", "Versidata"):
        assert part in whole
    for widget in ("TingkatProvinsi", "Unduh", "Carikecamatanlain", "Ctrl+P"):
        assert widget not in whole
    assert len(document) <= 2
    drawn = document[0].render(scale=1).to_pil().convert("L")
    dark = drawn.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert dark is not None
    assert dark[2] < drawn.width  # nothing runs off the paper
    assert dark[3] > drawn.height / 2


@pytest.mark.parametrize("path", ["/peringkat", "/profil?kec=357814"])
def test_paper_is_white_and_without_empty_sheets_whatever_the_theme(
    visit: Visit, path: str
) -> None:
    page = settle(visit(path, dark=True))
    document = pdfium.PdfDocument(page.pdf(format="A4", print_background=True))
    for sheet in document:
        drawn = sheet.render(scale=2).to_pil().convert("L")  # at half of that thin letters are grey
        tones = drawn.histogram()
        assert tones[255] > 0.6 * drawn.width * drawn.height
        assert sum(tones[:60]) > 2000  # words in black, more than a footer
        assert len(sheet.get_textpage().get_text_range().split("Versi data")[0]) > 100, (
            "nothing but the footer"
        )
    assert "Dari tahun ke tahun" not in document[0].get_textpage().get_text_range()


def test_a_chart_fills_the_width_of_the_sheet(visit: Visit) -> None:
    page = settle(visit("/peringkat"))
    page.pdf(format="A4")
    page.emulate_media(media="print")
    assert (
        page.locator(".st-key-riwayat .js-plotly-plot").evaluate(
            "(chart) => chart.getBoundingClientRect().width"
        )
        > 540
    )


def test_a_comparison_prints_its_findings_and_not_how_they_were_chosen(visit: Visit) -> None:
    page = settle(visit("/perbandingan?kab=3507,3529"))
    document = pdfium.PdfDocument(page.pdf(format="A4"))
    whole = _words(document)
    assert whole.startswith("KabupatenMalangempatkalidifinalJawaTimur")
    for part in ("dikirimkeprovinsitiaptahun", "Wonosari", "Talango", "Inovasiperindikator"):
        assert part in whole
    for widget in ("Carikabupaten", "Sepadandengan", "+Tambah", "Unduh"):
        assert widget not in whole
    assert len(document) <= 2
