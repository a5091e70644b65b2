"""The pages Kabupaten/Kota and Tren through the router."""

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests import real, simulated
from tests.pages.test_pages import Open, nothing_but_regions, only_2017, shrunk, tables, visit

__all__ = ["visit"]  # the fixture

KABKOTA, TREN = "pages/kabkota.py", "pages/tren.py"
WARNING = "Tidak ada kabupaten/kota berkode"


def cells(app: AppTest, caption: str) -> list[list[dict[str, Any]]]:
    """The rows of the table whose caption begins so."""
    return next(
        (table["rows"] for table in tables(app) if table["caption"].startswith(caption)), []
    )


def sections(app: AppTest) -> list[str]:
    return [heading.value for heading in app.header]


@pytest.mark.parametrize("page", [KABKOTA, TREN])
def test_the_page_opens_with_a_finding(visit: Open, page: str) -> None:
    app = visit(page, real.folder())
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert (
        app.title[0].value
        == {
            KABKOTA: "Kabupaten Malang empat kali di final Jawa Timur, tiga kali juara 1",
            TREN: (
                "23 dari 38 kabupaten/kota pernah di final Jawa Timur, dari delapan final yang"
                " lengkap diketahui"
            ),
        }[page]
    )


@pytest.mark.parametrize("page", [KABKOTA, TREN])
def test_an_empty_database_says_why_nothing_is_shown(
    visit: Open, tmp_path: Path, page: str
) -> None:
    app = visit(page, shrunk(tmp_path, nothing_but_regions))
    assert not app.exception
    assert app.title[0].value == "Belum ada hasil"


@pytest.mark.parametrize("page", [KABKOTA, TREN])
def test_one_single_edition_is_enough(visit: Open, tmp_path: Path, page: str) -> None:
    app = visit(page, shrunk(tmp_path, only_2017))
    assert not app.exception
    assert not app.error


def test_the_address_names_the_kabkota(visit: Open) -> None:
    app = visit(KABKOTA, real.folder(), kode="3511")
    assert (
        app.title[0].value
        == "Kabupaten Bondowoso sekali di final Jawa Timur, terbaik peringkat 5 (2024)"
    )
    assert app.selectbox(key="kabkota_3511").value == "3511"
    assert len(app.selectbox(key="kabkota_3511").options) == 38


@pytest.mark.parametrize("code", ["9999", "", "'; DROP TABLE kabkota; --", "35"])
def test_an_unknown_code_is_said_and_something_is_shown_instead(visit: Open, code: str) -> None:
    app = visit(KABKOTA, real.folder(), kode=code)
    assert not app.exception
    assert app.warning[0].value == f"{WARNING} “{code}”. Yang ditampilkan: Kabupaten Malang (3507)."
    assert app.title[0].value.startswith("Kabupaten Malang")


def test_without_a_code_the_kabkota_of_the_choice_is_shown(visit: Open) -> None:
    app = visit(KABKOTA, real.folder(), tingkat="Kabupaten/Kota", wilayah="Kota Batu")
    assert app.title[0].value.startswith("Kota Batu dua kali di final Jawa Timur")
    app = visit(KABKOTA, real.folder(), wilayah="Kalimantan Timur · Camat Berprestasi")
    assert not app.exception
    assert "belum tercatat di SKK Kalimantan Timur" in app.title[0].value


def test_choosing_another_kabkota_changes_the_address(visit: Open) -> None:
    app = visit(KABKOTA, real.folder(), kode="3507")
    app.selectbox(key="kabkota_3507").set_value("3578").run()
    assert app.title[0].value.startswith("Kota Surabaya")
    assert app.query_params["kode"] in ("3578", ["3578"])


def test_every_kecamatan_leads_to_its_profile_and_recipients_to_their_page(visit: Open) -> None:
    app = visit(KABKOTA, real.folder(), kode="3507")
    app.session_state["belum_tercatat"] = True
    app.run()
    known, silent = (
        cells(app, "Kecamatan di Kabupaten Malang"),
        cells(app, "Kecamatan yang belum tercatat"),
    )
    assert (len(known), len(silent)) == (10, 23)
    assert {row[0]["href"] for row in known} >= {
        "/profil?kec=350705",
        "/profil?kec=350724",
        "/profil?kec=350732",
    }
    assert all(len(table["columns"]) <= 7 for table in tables(app))
    awards = cells(app, "Klaim penghargaan")
    assert len(awards) == 5
    assert {row[1].get("href", "") for row in awards} == {
        "/kabkota?kode=3578",
        "/kabkota?kode=3510",
        "/kabkota?kode=3507",
        "",
    }
    assert all(row[3]["href"].startswith("http") for row in awards)


def test_a_champion_that_was_inferred_is_marked(visit: Open) -> None:
    app = visit(KABKOTA, real.folder(), kode="3528")
    assert cells(app, "SKK Kabupaten Pamekasan")[0][1]["note"] == "disimpulkan"


@pytest.mark.parametrize("code", ["3521", "3505", "3276", "6471", "1101"])
def test_a_kabkota_with_little_or_nothing_has_a_page(visit: Open, code: str) -> None:
    app = visit(KABKOTA, real.folder(), kode=code)
    assert not app.exception
    assert not app.error
    assert app.title[0].value


def test_trends_give_their_numbers_and_no_test_where_none_holds(visit: Open) -> None:
    app = visit(TREN, real.folder())
    assert sections(app)[:5] == [
        "Finalis dari 5 (2015) menjadi 7 (2024); peserta dari 30 (2022) menjadi 38 (2024)",
        "Lima terbanyak memegang 41% dari 44 tempat final",
        "Dua dari tujuh finalis 2024 nama baru",
        "Kota sedikit lebih sering di final: 16,7% kesempatan, kabupaten 13,8%",
        "Dua dari tujuh juara kabupaten/kota yang tercatat masuk final provinsi tahun itu",
    ]
    helps = " ".join(header.help for header in app.header)
    assert "Jumlah peserta: baru tiga edisi diketahui angkanya; terlalu pendek" in helps
    assert "Rasio peluang kota terhadap kabupaten 1,25" in helps
    assert helps.count("beberapa edisi bernilai sama") == 3
    said = " ".join(one.value for one in (*app.caption, *app.markdown))
    assert not re.search("Kendall|Rasio peluang|bernilai sama", said)
    assert len(cells(app, "Juara kabupaten/kota")) == 9


@pytest.mark.parametrize(
    ("level", "region"),
    [
        ("Kabupaten/Kota", "Kabupaten Bondowoso"), ("Kabupaten/Kota", "Kabupaten Malang"),
        ("Kabupaten/Kota", "Kota Malang · Otonomi Award"), ("Provinsi", "Jawa Barat · kelas kota"),
        ("Provinsi", "Kalimantan Timur · Camat Berprestasi"),
    ],
)  # fmt: skip
def test_every_kind_of_contest_has_its_trends(visit: Open, level: str, region: str) -> None:
    app = visit(TREN, real.folder(), tingkat=level, wilayah=region)
    assert not app.exception
    assert not app.error
    assert app.title[0].value


def test_charts_have_twins(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: dict[str, int] = {}
    monkeypatch.setattr(
        "pages.parts.shared.frame.chart",
        lambda _, **parts: drawn.update({parts["key"]: len(parts["twin"])}),
    )
    visit(TREN, real.folder())
    visit(KABKOTA, real.folder(), kode="3507")
    assert drawn == {
        "ukuran": 11,
        "pembaruan": 11,
        "sebaran": 38,
        "jenis": 2,
        "jejak_provinsi": 11,
        "pembina": 38,
    }


def test_a_long_list_of_champions_is_shown_in_part_until_one_asks_for_all(visit: Open) -> None:
    app = visit(TREN, simulated.folder())
    caption = "Juara kabupaten/kota dan final provinsi"
    assert len(cells(app, caption)) == 20
    everybody = app.toggle(key="tren_juara_semua")
    assert everybody.label == "Tampilkan semua 24 juara"
    everybody.set_value(True).run()
    assert len(cells(app, caption)) == 24
    few = visit(TREN, real.folder())
    assert "tren_juara_semua" not in {toggle.key for toggle in few.toggle}
