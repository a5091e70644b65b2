"""Beranda: the years without a result, and daerah saya."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import publish
from data.lake import status
from pages.parts.shared import mine
from tests import real, simulated
from tests.pages.test_pages import Open, visit

__all__ = ["visit"]

HOME = "pages/beranda.py"


def said(app: AppTest) -> str:
    """All that the page says, lists with their marks."""
    lists = [
        re.sub("<style.*?</style>|<[^>]*>", " ", element.proto.body, flags=re.DOTALL)
        for element in app.get("html")
        if "lines" in element.proto.body
    ]
    told = [
        one.value for kind in ("title", "header", "markdown", "warning") for one in app.get(kind)
    ]
    return "\n".join([*map(str, told), *(" ".join(words.split()) for words in lists)])


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.parts.shared.frame.this_year", lambda: 2026)


def test_the_start_says_which_years_are_not_on_record_and_what_is_known_of_them(
    visit: Open,
) -> None:
    told = said(visit(HOME, real.folder()))
    assert "Ini hasil terakhir yang tercatat. Hasil 2025 dan 2026 belum tercatat." in told
    assert (
        "- SKK Kabupaten Malang 2025: [Pakisaji](/profil?kec=350719) juara 1. [papan](/peringkat"
        "?tingkat=Kabupaten%2FKota&wilayah=Kabupaten+Malang) · [1 sumber](/sumber"
    ) in told
    earlier = said(visit(HOME, real.folder(), tahun="2017"))
    assert "tercatat, 10 Desember 2024: [SKK Jawa Timur 2024](/peringkat)\\. Hasil" in earlier


def test_with_a_region_the_start_opens_with_it(visit: Open) -> None:
    app = visit(HOME, real.folder(), daerah="3529")
    assert not app.exception
    assert [one.value for one in app.title] == [
        "Kabupaten Sumenep tiga kali di final Jawa Timur, terbaik peringkat 2 (2016)"
    ]
    told = said(app)
    for part in (
        "Sebelumnya, 2023, harapan 1, peringkat 4 ([Talango]",
        "2023 4 Talango harapan 1, peringkat 4",
        "2021–2022 bukan finalis",
        "SKK Kabupaten Sumenep sendiri, terakhir 2019: wakil ke provinsi [Rubaru](/profil?kec=",
        "3 dari 27 kecamatan",
        "Kota Surabaya 2 final bersama",
        "Tandes](/profil?kec=357814), Kota Surabaya, memimpin SKK Jawa Timur 2024",
    ):
        assert part in told
    assert not [box for box in app.selectbox if "Daerah saya" in box.label]


def test_every_region_opens(visit: Open) -> None:
    """One of each kind: without a province's SKK, without a result, unnamed, of simulated data."""
    for folder, code in (
        (real.folder(), "6471"),
        (real.folder(), "1101"),
        (real.folder(), "3521"),
        (simulated.folder(), "3507"),
    ):
        app = visit(HOME, folder, daerah=code)
        assert not app.exception
        assert len(app.title) == 1
        assert not app.warning


def test_a_region_is_chosen_held_and_let_go(visit: Open) -> None:
    app = visit(HOME, real.folder(), tingkat="Kabupaten/Kota", wilayah="Kabupaten Garut")
    app.selectbox(key="daerah_belum").set_value("3205").run()
    assert "3205" in app.query_params["daerah"]
    assert app.title[0].value.startswith("Kabupaten Garut dua kali di final Jawa Barat")
    assert app.selectbox(key="wilayah").value == "provinsi-32-kabupaten"
    app.switch_page("pages/tren.py").run()
    del app.query_params["daerah"]
    app.switch_page(HOME).run()
    assert "3205" in app.query_params["daerah"]
    assert app.title[0].value.startswith("Kabupaten Garut")


def test_an_unknown_region_is_said_and_another_can_be_chosen(visit: Open) -> None:
    app = visit(HOME, real.folder(), daerah="9999")
    assert "“9999”" in app.warning[0].value
    assert app.selectbox(key="daerah_belum").value is None
    assert app.title[0].value.startswith("[Tandes]")


def test_all_kabkota_can_be_chosen(visit: Open) -> None:
    app = visit(HOME, real.folder())
    assert len(app.selectbox(key="daerah_belum").options) == 514
    assert mine.PARAMETER == "daerah"


def test_a_node_that_has_no_answer_of_its_lake_says_since_when(visit: Open, tmp_path: Path) -> None:
    folder = real.copied(tmp_path / "node")
    status.write(folder, status.Status("danau", 3, "", 1, "", "2026-01-02T03:04:05"))
    told = " ".join(one.value for one in visit(HOME, folder).caption)
    assert "belum dapat memeriksa terbitan terbaru sejak 02-01-2026 pukul 10.04 WIB" in told
    (folder / publish.COPY).unlink()
    assert status.notice(folder) == ""  # a folder is no node
