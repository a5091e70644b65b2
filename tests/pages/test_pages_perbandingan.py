"""The page Perbandingan through the router: kabupaten/kota side by side, and how to choose them."""

from pathlib import Path
from typing import Any

import pytest

from tests import real
from tests.pages.test_pages import Open, picks, shrunk, tables, visit

__all__ = ["visit"]  # the fixture

PERBANDINGAN = "pages/perbandingan.py"


def side_by_side(table: dict[str, Any]) -> dict[str, list[str]]:
    """A table whose first column says what the others hold: their words, badge and name."""
    return {
        row[0]["text"]: [
            " ".join([cell.get("text", ""), *(name for name, _ in cell.get("parts", []))]).strip()
            for cell in row[1:]
        ]
        for row in table["rows"]
    }


def test_two_regions_stand_side_by_side_year_by_year(visit: Open) -> None:
    app = visit(PERBANDINGAN, real.folder(), kab="3507,3529")
    assert not app.exception
    assert (
        app.title[0].value
        == "Kabupaten Malang empat kali di final Jawa Timur, Kabupaten Sumenep tiga kali"
    )
    figures, years, *_ = tables(app)
    assert figures["narrow"] == "side"
    assert [column["label"] for column in figures["columns"]] == ["Tercatat", "Malang", "Sumenep"]
    assert side_by_side(figures)["Juara 1"] == ["3", "0"]
    assert side_by_side(years)["2023"] == ["1 Wonosari", "4 Talango"]
    assert side_by_side(years)["2019"] == ["", "1–5 Rubaru"]


def test_what_is_known_of_no_contest_is_a_dash_and_no_zero(visit: Open) -> None:
    app = visit(PERBANDINGAN, real.folder(), kab="3507,6401")
    figures = side_by_side(tables(app)[0])
    assert figures["Final provinsi"] == ["4", "–"]
    assert figures["Juara 2"] == ["1", "–"]


def test_regions_without_a_contest_say_why_there_is_nothing_to_compare(visit: Open) -> None:
    app = visit(PERBANDINGAN, real.folder(), kab="6401,1102")
    assert app.title[0].value.endswith("belum ada final provinsi yang tercatat")
    assert "Juara 1" not in side_by_side(tables(app)[0])
    told = [info.value for info in app.info]
    assert any("Belum ada edisi SKK tingkat provinsi" in one for one in told)
    assert any("belum memuat inovasi" in one for one in told)
    assert not picks(app)


def test_regions_that_are_not_on_record_are_compared_all_the_same(visit: Open) -> None:
    app = visit(PERBANDINGAN, real.folder(), kab="3505,3506")
    assert not app.exception
    assert side_by_side(tables(app)[0])["Final provinsi"] == ["0", "0"]
    assert side_by_side(tables(app)[1])["2024"] == ["", ""]


def test_one_region_gets_proposals_and_a_search_for_its_own_kind(visit: Open) -> None:
    app = visit(PERBANDINGAN, real.folder(), kab="3507")
    assert app.title[0].value == "Bandingkan dua sampai empat kabupaten/kota"
    assert picks(app)["Kota Surabaya"] == (
        "Empat kali bertemu di final; berpenduduk serupa",
        "/perbandingan?kab=3507%2C3578",
    )
    app.text_input(key="perbandingan_cari_3507").set_value("sumenp").run()
    first, *others = picks(app).items()
    assert first == (
        "Kabupaten Sumenep",
        ("Jawa Timur · ada hasil", "/perbandingan?kab=3507%2C3529"),
    )
    assert all(name.startswith(("Kabupaten", "Kota")) for name, _ in others)


def test_the_first_search_finds_regions_before_kecamatan_of_the_name(visit: Open) -> None:
    app = visit(PERBANDINGAN, real.folder())
    assert {"Kabupaten Malang", "Tandes"} <= set(picks(app))
    app.text_input(key="perbandingan_cari").set_value("sumenep").run()
    found = list(picks(app).items())
    assert found[0][0] == "Kabupaten Sumenep"
    assert found[0][1][1] == "/perbandingan?kab=3529"
    assert found[1][1] == ("Kabupaten Sumenep · ada hasil", "/perbandingan?kec=352901")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"kab": "3507,9999,3529"}, "9999 (kode tidak ada"),
        ({"kab": "3507,3529,3578,3510,3516"}, "3516 (kode tidak ada, atau lebih dari 4"),
        ({"kab": "3507,3529", "kec": "350732"}, "bagian “kec” tautan ini diabaikan"),
    ],
)
def test_what_a_link_asks_too_much_is_told(visit: Open, query: dict[str, str], told: str) -> None:
    app = visit(PERBANDINGAN, real.folder(), **query)
    assert told in app.warning[0].value
    assert len(tables(app)[0]["columns"]) >= 3


def test_who_is_taken_out_leaves_the_address(visit: Open) -> None:
    app = visit(PERBANDINGAN, real.folder(), kab="3507,3529")
    app.button(key="lepas_3507").click().run()
    assert app.query_params["kab"] == "3529"
    app.button(key="lepas_3529").click().run()
    assert "kab" not in app.query_params
    assert app.title[0].value == "Bandingkan kabupaten/kota atau kecamatan"


def test_regions_are_compared_where_only_one_edition_is_known(visit: Open, tmp_path: Path) -> None:
    def one_year(file: str, row: dict[str, str]) -> bool:
        if file in {"placements", "stages"}:
            return (row["edition_year"], row["level"], row["province_code"]) == (
                "2024",
                "provinsi",
                "35",
            )
        if file == "editions":
            return (row["level"], row["code"], row["year"]) == ("provinsi", "35", "2024")
        return file in {"provinsi", "kabkota", "kecamatan", "sources"}

    app = visit(PERBANDINGAN, shrunk(tmp_path, one_year), kab="3507,3578")
    assert not app.exception
    assert side_by_side(tables(app)[1]) == {"2024": ["2 Donomulyo", "1 Tandes"]}
