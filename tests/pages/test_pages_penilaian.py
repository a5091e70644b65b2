"""The page Penilaian through the router: on a small simulation, and on the real catalog, which has
no scores per indicator.
"""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from data import build, check, simulate
from pages.parts.penilaian import jurors
from tests import real, simulated
from tests.pages.test_pages import PAGES, Open, tables, visit

__all__ = ["visit"]  # the fixture

PENILAIAN = "pages/penilaian.py"
PARTS = ["Nilai", "Verifikasi lapangan", "Juri"]


def figures(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.spec) for element in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    """All text of the page but its tables."""
    return "\n".join(
        part.value
        for kind in ("markdown", "caption", "info", "warning", "header")
        for part in app.get(kind)
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_page_and_every_chart_of_a_simulation_is_marked(visit: Open, page: str) -> None:
    app = visit(page, simulated.folder())
    assert not app.exception
    assert app.error[0].value.startswith("**DATA SIMULASI.**")
    assert app.caption[-1].value.startswith("---\n\nDATA SIMULASI · ")
    for figure in figures(app):
        assert "DATA SIMULASI" in [note["text"] for note in figure["layout"]["annotations"]]


def test_no_chart_of_published_data_is_marked(visit: Open) -> None:
    assert all(
        "DATA SIMULASI" not in json.dumps(figure)
        for figure in figures(visit("pages/peringkat.py", real.folder()))
    )


def test_without_scores_the_page_says_what_is_needed_and_shows_the_totals_there_are(
    visit: Open,
) -> None:
    app = visit(PENILAIAN, real.folder())
    assert app.title[0].value == "Nilai per indikator SKK Jawa Timur 2024 belum dipublikasikan"
    assert "untuk edisi mana pun" in app.info[0].value
    assert "rekap resmi panitia" in app.info[0].value
    assert "SKK Jawa Timur 2017](/peringkat?tahun=2017): 5 nilai total" in said(app)
    assert "SKK Jawa Timur 2017; nilai total, maks. tidak dipublikasikan." in said(app)
    assert "lewat halaman Impor" in app.info[0].value
    assert len(figures(app)) == 1


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_by_its_link(visit: Open, part: str) -> None:
    app = visit(PENILAIAN, simulated.folder(), penilaian_bagian=part)
    assert not app.exception
    assert not app.warning
    assert app.segmented_control(key="penilaian_bagian").value == part
    assert figures(app)


def test_the_heat_map_shows_every_place_by_its_rank_and_the_maximum_of_each_indicator(
    visit: Open,
) -> None:
    app = visit(PENILAIAN, simulated.folder())
    heat = figures(app)[0]
    number, first = heat["layout"]["xaxis"]["ticktext"][:2]
    assert number == "<b>#</b>"
    assert re.match(r"1 [A-Z][a-z]+", first)  # its name
    assert "(bobot 10, maks. 100)" in " ".join(one.value for one in app.caption)
    leader = heat["layout"]["yaxis"]["categoryarray"][-1]
    assert f"[{leader}]" in app.title[0].value
    ranks, cells = heat["data"][3], heat["data"][1]
    assert ranks["text"] == [str(place) for place in range(1, 13)]
    assert len(cells["text"]) == 12 * 8
    assert all(re.fullmatch(r"\d+,\d", told) for told in cells["text"])
    places = heat["layout"]["yaxis"]["ticktext"]
    assert all(re.search(r"<br><span[^>]*>(Kab\.|Kota) ", told) for told in places)


def test_the_gains_are_told_for_the_kecamatan_of_the_link(visit: Open) -> None:
    names = visit(PENILAIAN, simulated.folder()).selectbox(key="penilaian_kec").options
    third, last = (
        visit(PENILAIAN, simulated.folder(), penilaian_kec=name) for name in (names[2], names[-1])
    )
    assert f"{names[2]} sudah berada di tiga besar" in said(third)
    assert f"Kenaikan terkecil agar {names[-1]} menyamai peringkat 3: **" in said(last)
    assert not last.exception


def test_a_profile_leads_to_the_scores_of_its_kecamatan(visit: Open) -> None:
    code, name = simulated.connection().execute(
        "SELECT place_id, place_name FROM standing WHERE edition_id = 'provinsi-35-2024' "
            "ORDER BY rank_low DESC LIMIT 1"
    ).fetchall()[0]  # fmt: skip
    told = said(visit("pages/profil.py", simulated.folder(), kec=code))
    [way] = re.findall(r"\[SKK Jawa Timur 2024\]\(/penilaian\?([^)]*)\)", told)
    asked = dict(parse_qsl(way))
    assert asked["penilaian_kec"].split(",")[0] == name
    app = visit(PENILAIAN, simulated.folder(), **asked)
    assert app.selectbox(key="penilaian_kec").value == asked["penilaian_kec"]
    assert not app.warning


def test_a_kecamatan_that_another_stage_does_not_know_leaves_the_address(visit: Open) -> None:
    last = visit(PENILAIAN, simulated.folder()).selectbox(key="penilaian_kec").options[-1]
    app = visit(PENILAIAN, simulated.folder(), penilaian_kec=last)
    app.segmented_control(key="penilaian_tahap").set_value("Tinjau lapang").run()
    assert not app.exception
    assert not app.warning
    assert app.selectbox(key="penilaian_kec").value == app.selectbox(key="penilaian_kec").options[3]
    assert last not in app.query_params.get("penilaian_kec", [])


def test_simulated_weights_are_marked_and_in_the_link(visit: Open) -> None:
    app = visit(
        PENILAIAN,
        simulated.folder(),
        penilaian_simulasi="true",
        penilaian_bobot1="50",
        penilaian_bobot4="0",
    )
    assert not app.exception
    assert [warning.value[:38] for warning in app.warning] == [
        "**Simulasi bobot: bukan hasil resmi.**"
    ]
    assert [slider.value for slider in app.slider] == [50, 10, 10, 0, 27, 8, 5]
    places = next(
        table for table in tables(app) if table["caption"] == "Simulasi bobot: bukan hasil resmi"
    )
    assert places["rows"]
    assert "Jumlah bobot 110; yang dihitung bagian tiap bobot dari jumlah itu" in said(app)
    app.button[0].click().run()
    assert [warning.value[:38] for warning in app.warning] == [
        "**Simulasi bobot: bukan hasil resmi.**"
    ]
    assert [slider.value for slider in app.slider] == [10, 10, 10, 30, 27, 8, 5]


def test_without_any_weight_nothing_is_ranked(visit: Open) -> None:
    none = {f"penilaian_bobot{number}": "0" for number in range(1, 8)}
    app = visit(PENILAIAN, simulated.folder(), penilaian_simulasi="true", **none)
    assert not app.exception
    assert "Beri bobot pada sedikitnya satu indikator." in said(app)


def test_an_edition_without_visits_says_why_nothing_is_compared(visit: Open) -> None:
    query = {"tingkat": "Kabupaten/Kota", "wilayah": "Kabupaten Malang"}
    app = visit(PENILAIAN, simulated.folder(), penilaian_bagian="Verifikasi lapangan", **query)
    assert (
        app.title[0].value
        == "Nilai lapangan dan berkas SKK Kabupaten Malang 2024 tidak dapat dibandingkan"
    )
    assert "tahap tinjau lapang" in app.info[0].value


def test_the_stage_can_be_chosen_by_link(visit: Open) -> None:
    app = visit(PENILAIAN, simulated.folder(), penilaian_tahap="Tinjau lapang")
    assert "memimpin nilai tinjau lapang" in app.title[0].value
    assert not app.warning


def test_too_few_jurors_show_no_agreement(
    visit: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    published = check.read(build.CATALOG)
    scope = simulate.Scope(
        published["kecamatan"].query("kabkota_code == '3507'"), range(2024, 2025), 2
    )
    folder = tmp_path_factory.mktemp("dua-juri")
    simulate.write(simulate.simulate(scope, 1, published), folder, with_catalog=False)
    app = visit(
        PENILAIAN, folder, penilaian_bagian="Juri", tingkat="Kabupaten/Kota",
        wilayah="Kabupaten Malang"
    )  # fmt: skip
    assert not app.exception
    assert "kurang dari 3 juri" in app.info[0].value
    assert not figures(app)


def test_every_place_without_a_juror_can_be_seen(visit: Open) -> None:
    app = visit(PENILAIAN, simulated.folder(), penilaian_bagian="Juri")
    app.toggle(key="penilaian_juri_semua").set_value(True).run()
    shown = next(
        one for one in tables(app) if one["caption"] == "Peringkat bila satu juri dilewatkan"
    )
    assert (
        app.toggle(key="penilaian_juri_semua").label
        == f"Tampilkan semua {len(shown['rows'])} peringkat"
    )
    assert len(shown["rows"]) > jurors.FIRST
