"""Every edition can be opened."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from analytics.core import editions, text
from analytics.core.rows import each
from data import publish
from tests.bench.client import Visitor
from tests.bench.server import Server
from tests.browser.conftest import Visit
from tests.browser.screen import board, choose, expect_no_error, headline, options, rows, settle

pytestmark = pytest.mark.browser

# 2020: no contest is known
YEARS = ["2024", "2023", "2022", "2021", "2019", "2018", "2017", "2016", "2015", "2014"]


def test_editions_of_the_province_open_one_after_the_other(visit: Visit) -> None:
    page = settle(visit("/peringkat"))
    assert options(page, "Tahun") == YEARS
    for year in (YEARS[0], "2022", "2019", YEARS[-1]):
        if year != YEARS[0]:
            choose(page, "Tahun", year)
        expect(headline(page)).to_contain_text(f"Jawa Timur {year}")
        expect(board(page)).to_have_accessible_name(
            f"Papan peringkat {'SP2K' if year in ('2021', '2022') else 'SKK'} Jawa Timur {year}"
        )
        assert rows(board(page))
        expect_no_error(page)


def test_contest_in_classes_opens(visit: Visit) -> None:
    page = settle(visit("/peringkat"))
    choose(page, "Wilayah", "Jawa Barat · kelas kota")
    choose(page, "Tahun", "2018")
    expect(headline(page)).to_have_text(
        "Batununggal, Kota Bandung, memimpin SKK Jawa Barat (kelas kota) 2018"
    )
    assert len(rows(board(page))) == 6
    expect_no_error(page)


def test_kindred_award_says_that_it_is_no_skk(visit: Visit) -> None:
    page = settle(
        visit(
            "/peringkat?"
            + urlencode({"tingkat": "Kabupaten/Kota", "wilayah": "Kota Malang · Otonomi Award"})
        )
    )
    expect(headline(page)).to_contain_text("Otonomi Award Kota Malang")
    expect(
        page.get_by_test_id("stAlert").filter(has_text="Ajang kerabat, bukan SKK")
    ).to_be_visible()
    assert rows(board(page))
    expect_no_error(page)


def test_no_edition_of_any_contest_fails(app: Server, data_folder: Path) -> None:
    """Without a browser: the messages that a browser would get."""
    failed = []
    generation = publish.current(data_folder)
    assert generation is not None
    with publish.connect(generation) as con:
        for contest in each(editions.contests(con)):
            for edition in each(editions.editions(con, contest.contest_id)):
                link = urlencode(
                    {
                        "tingkat": text.LEVELS[contest.level],
                        "wilayah": contest.label,
                        "tahun": edition.year,
                    }
                )
                with Visitor(app.url, "peringkat", link) as visitor:
                    if visitor.run().failures:
                        failed.append(f"{contest.label} {edition.year}")
    assert not failed, f"{len(failed)} editions show an error: {', '.join(failed)}"
