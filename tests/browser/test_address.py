"""The address bar is the state: links, filters, Back and Forward."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import WATCH, Visit
from tests.browser.screen import (
    board,
    choose,
    chosen,
    expect_no_error,
    go,
    headline,
    rows,
    settle,
    to,
)

pytestmark = pytest.mark.browser

FILTERS = ("Tingkat", "Wilayah", "Tahun", "Waktu paruh", "Dari", "Sampai")


def _view(page: Page) -> tuple[str, list[str], list[list[list[str]]]]:
    tables = [
        rows(page.get_by_role("table", name=name)) for name in ("Tabel medali", "Indeks prestasi")
    ]
    return headline(page).inner_text(), [chosen(page, name) for name in FILTERS], tables


def _query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_deep_link_with_every_filter_opens_that_view(visit: Visit) -> None:
    link = {
        "tingkat": "Kabupaten/Kota", "wilayah": "Kabupaten Malang", "tahun": "2024",
        "peringkat_paruh": "1 tahun",
        "peringkat_dari": "2018", "peringkat_sampai": "2024",
    }  # fmt: skip
    page = settle(visit(f"/peringkat?{urlencode(link)}"))
    assert [chosen(page, name) for name in FILTERS] == [
        "Kabupaten/Kota", "Kabupaten Malang", "2024", "1 tahun", "2018", "2024",
    ]  # fmt: skip
    expect(headline(page)).to_contain_text("Kabupaten Malang: 6 nama pernah di final 2018–2024")
    assert _query(page).items() <= link.items(), "the address bar says something else than the link"
    expect(page.get_by_text("diabaikan")).to_have_count(0)
    expect_no_error(page)


def test_changed_filters_are_in_the_address_which_opens_the_same_for_another_visitor(
    visit: Visit,
) -> None:
    page = settle(visit("/peringkat"))
    assert urlsplit(page.url).query == ""
    choose(page, "Tahun", "2023")
    assert _query(page) == {"tahun": "2023"}
    expect(headline(page)).to_have_text("Wonosari, Kabupaten Malang, memimpin SKK Jawa Timur 2023")
    for name in ("Dari tahun ke tahun", "Kecamatan"):
        page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
        settle(page)
    choose(page, "Waktu paruh", "1 tahun")
    choose(page, "Dari", "2016")
    choose(page, "Sampai", "2023")
    assert _query(page) == {
        "tahun": "2023", "peringkat_bagian": "Dari tahun ke tahun",
        "peringkat_menurut": "Kecamatan",
        "peringkat_paruh": "1 tahun", "peringkat_dari": "2016", "peringkat_sampai": "2023",
    }  # fmt: skip
    seen = _view(page)
    other = settle(visit(page.url.removeprefix(page.evaluate("location.origin"))))
    assert _view(other) == seen
    assert other.url == page.url


def test_a_year_that_another_region_takes_away_leaves_the_address_and_the_latest_stays_the_latest(
    visit: Visit,
) -> None:
    page = settle(visit("/peringkat?tingkat=Kabupaten/Kota&tahun=2016"))
    # The one with the most editions
    assert [chosen(page, name) for name in ("Wilayah", "Tahun")] == ["Kota Surabaya", "2016"]
    # Banyuwangi has no 2016, Garut has nothing but 2023, Malang has 2023 and later years.
    for region, year in (
        ("Kabupaten Banyuwangi", "2022"),
        ("Kabupaten Garut", "2023"),
        ("Kabupaten Malang", "2025"),
    ):
        choose(page, "Wilayah", region)
        expect(headline(page)).to_contain_text(f"{region} {year}")
        assert chosen(page, "Tahun") == year
        assert _query(page) == {"tingkat": "Kabupaten/Kota", "wilayah": region}


def test_back_takes_back_one_choice_after_the_other(visit: Visit) -> None:
    page = settle(visit("/peringkat"))
    seen = [page.url]
    # The last choice takes the year away as well: that is one step, too.
    for name, value in (
        ("Tahun", "2016"),
        ("Tingkat", "Kabupaten/Kota"),
        ("Wilayah", "Kabupaten Banyuwangi"),
    ):
        choose(page, name, value)
        seen.append(page.url)
    told = headline(page).inner_text()
    assert len(set(seen)) == 4
    for before in seen[-2::-1]:
        page.go_back()
        settle(page)
        assert page.url == before
    assert [chosen(page, name) for name in FILTERS[:3]] == ["Provinsi", "Jawa Timur", "2024"]
    for after in seen[1:]:
        page.go_forward()
        settle(page)
        assert page.url == after
    expect(headline(page)).to_have_text(told)


def test_a_filter_that_means_nothing_is_not_offered(visit: Visit) -> None:
    page = settle(visit("/tren?tahun=2019"))
    expect(page.get_by_role("combobox", name="Wilayah", exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name="Tahun", exact=True)).to_be_hidden()
    go(page, "Sumber & Mutu Data")
    assert chosen(page, "Tahun") == "2019"
    page.get_by_role("radio", name="Sengketa").click()
    settle(page)
    expect(page.get_by_role("combobox", name="Tahun", exact=True)).to_be_hidden()
    expect(page.get_by_role("combobox", name="Wilayah", exact=True)).to_be_hidden()


def test_the_years_of_another_contest_are_all_its_years_until_one_chooses(visit: Visit) -> None:
    page = settle(visit("/peringkat?peringkat_bagian=Dari+tahun+ke+tahun"))
    assert [chosen(page, name) for name in ("Dari", "Sampai")] == ["2014", "2024"]
    choose(page, "Tingkat", "Kabupaten/Kota")
    choose(page, "Wilayah", "Kabupaten Malang")
    assert [chosen(page, name) for name in ("Dari", "Sampai")] == ["2017", "2025"]
    assert set(_query(page)) == {"peringkat_bagian", "tingkat", "wilayah"}
    choose(page, "Sampai", "2019")
    choose(page, "Wilayah", "Kota Surabaya")
    assert [chosen(page, name) for name in ("Dari", "Sampai")] == ["2015", "2019"]


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("/peringkat?tahun=1999&dari=koran", ["tahun=1999", "dari", "SKK Jawa Timur 2024"]),
        ("/?wilayah=Atlantis", ["wilayah=Atlantis", "SKK Jawa Timur 2024"]),
        ("/peringkat?peringkat_paruh=99+tahun", ["peringkat_paruh"]),
        ("/sumber?sumber_kec=Tidak+Ada", ["sumber_kec"]),
    ],
)
def test_wrong_link_says_what_it_ignored(visit: Visit, link: str, named: list[str]) -> None:
    page = settle(visit(link))
    message = page.get_by_test_id("stAlert").filter(has_text="diabaikan")
    for words in named:
        expect(message).to_contain_text(words)
    expect_no_error(page)


def test_source_link_back_forward_and_reload(visit: Visit) -> None:
    page = settle(visit("/peringkat?tahun=2023"))
    board_before = rows(board(page))
    page.evaluate("window.still = 'here'")
    link = (
        board(page)
        .get_by_role("row")
        .filter(has_text="Kawedanan")
        .get_by_role("link", name="sumber")
    )
    claimed = int(link.inner_text().split()[0])
    link.click()
    expect(headline(page)).to_have_text("Sumber & Mutu Data")
    settle(page)
    address = page.url
    assert urlsplit(address).path == "/sumber"
    assert _query(page) == {"tahun": "2023", "sumber_kec": "Kawedanan, Kabupaten Magetan"}
    assert chosen(page, "Kecamatan") == "Kawedanan, Kabupaten Magetan"
    claims = page.get_by_role("table", name="Klaim tentang Kawedanan")
    shown = rows(claims)
    assert {row[0] for row in shown} == {"Kawedanan"}
    assert len({row[-1] for row in shown}) <= claimed <= len(shown)

    page.go_back()
    expect(headline(page)).to_contain_text("Wonosari")
    settle(page)
    assert urlsplit(page.url).path == "/peringkat"
    assert _query(page) == {"tahun": "2023"}
    assert chosen(page, "Tahun") == "2023"
    assert rows(board(page)) == board_before

    page.go_forward()
    expect(headline(page)).to_have_text("Sumber & Mutu Data")
    settle(page)
    assert page.url == address
    assert rows(claims) == shown
    assert page.evaluate("window.still") == "here", "the page was loaded anew on the way"

    page.reload()
    settle(page)
    assert page.url == address
    assert rows(claims) == shown
    assert page.evaluate("window.still") is None


def test_filters_hold_on_every_page(visit: Visit) -> None:
    page = settle(visit("/"))
    choose(page, "Tahun", "2017")
    expect(headline(page)).to_contain_text("2017")
    go(page, "Papan Peringkat")
    expect(headline(page)).to_contain_text("SKK Jawa Timur 2017")
    assert chosen(page, "Tahun") == "2017"
    choose(page, "Tingkat", "Kabupaten/Kota")
    choose(page, "Wilayah", "Kabupaten Situbondo")
    choose(page, "Tahun", "2014")
    go(page, "Sumber & Mutu Data")
    assert [chosen(page, name) for name in FILTERS[:3]] == [
        "Kabupaten/Kota",
        "Kabupaten Situbondo",
        "2014",
    ]
    expect(page.get_by_role("table", name="Klaim")).to_be_visible()
    assert _query(page) == {
        "tingkat": "Kabupaten/Kota",
        "wilayah": "Kabupaten Situbondo",
        "tahun": "2014",
    }
    go(page, "Beranda")
    assert [chosen(page, name) for name in FILTERS[:3]] == [
        "Kabupaten/Kota",
        "Kabupaten Situbondo",
        "2014",
    ]
    expect(headline(page)).to_contain_text("Kabupaten Situbondo 2014")


def test_an_address_of_no_page_says_so_and_leads_on(visit: Visit) -> None:
    page = settle(visit("/tidakada?tahun=2023"))
    expect(headline(page)).to_have_text("Halaman tidak ditemukan")
    expect(page.get_by_role("dialog")).to_have_count(0)
    go(page, "Papan Peringkat")
    expect(headline(page)).to_contain_text("memimpin SKK Jawa Timur")
    # The name of the file at the root
    expect(headline(to(page, "/beranda"))).to_contain_text("memimpin SKK Jawa Timur")


def test_what_the_app_is_refused_fails_a_test_and_a_deep_link_is_refused_nothing(
    visit: Visit, request: pytest.FixtureRequest
) -> None:
    page = settle(visit("/peringkat?tahun=2023"))
    watch = request.node.stash[WATCH]
    assert watch.faults == []
    with page.expect_response("**/tidak/_stcore/health") as answered:
        page.evaluate("fetch('/tidak/_stcore/health')")
    assert answered.value.status == 404
    assert f"answered 404: {answered.value.url}" in watch.faults
    watch.faults.clear()
