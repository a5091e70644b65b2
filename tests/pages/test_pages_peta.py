"""The page Peta through the router: what the map is given to draw, the link, and what it says of a
bad one.
"""

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.core.query import Connection
from analytics.geography import questions as geography_questions
from tests import real
from tests.pages.test_pages import only_2017, shrunk, tables, visit

__all__ = ["visit"]  # the fixture

PETA = "pages/peta.py"
Open = Callable[..., AppTest]


def maps(app: AppTest) -> list[dict[str, Any]]:
    """What each map on the page was given to draw."""
    found = [
        json.loads(element.proto.bytes)
        for element in app.get("bidi_component")
        if element.proto.bytes
    ]
    maps = [data for data in found if "marks" in data]
    return [
        drawn | {"marks": {code: mark for *mark, codes in drawn["marks"] for code in codes}}
        for drawn in maps
    ]


def first_row(app: AppTest) -> list[str]:
    return [cell["text"] for cell in tables(app)[0]["rows"][0]]


def test_the_first_view_marks_the_participants_of_the_edition_over_quiet_outlines(
    visit: Open,
) -> None:
    app = visit(PETA, real.folder())
    assert app.title[0].value == "Tujuh finalis SKK Jawa Timur 2024 dari tujuh kabupaten/kota"
    (drawn,) = maps(app)
    assert drawn["areas"].startswith("/app/static/peta/kecamatan-35-")
    assert drawn["borders"].startswith("/app/static/peta/kabkota-35-")
    assert drawn["order"][:3] == ["357814", "350701", "351606"]
    assert drawn["marks"]["357814"] == ["gold", "Juara 1"]
    assert drawn["rest"][0] == "unknown"
    assert len(drawn["names"]) == 666
    assert len(json.dumps(drawn)) < 60_000
    assert "Batas indikatif, bukan batas resmi" in app.caption[0].value
    assert "OpenStreetMap contributors" in app.caption[0].value


def test_the_table_holds_the_marked_areas_in_their_order(visit: Open) -> None:
    app = visit(PETA, real.folder())
    assert first_row(app) == ["1", "Tandes", "Kota Surabaya", "Juara 1"]


LINK = {
    "tahun": "2023", "peta_satuan": "Kecamatan", "peta_lapisan": "Kali di final",
    "peta_zum": "Kabupaten Malang",
    "peta_banding": "2019", "peta_tempat": "350732",
}  # fmt: skip


def test_a_link_opens_the_view_it_names(visit: Open) -> None:
    app = visit(PETA, real.folder(), **LINK)
    assert not app.exception
    assert not app.warning
    one, other = maps(app)
    assert (one["label"][-4:], other["label"][-4:]) == ("2019", "2023")
    assert (other["zoom"], other["selected"]) == ("3507", "350732")
    assert app.header[0].value == "Wonosari"
    assert "Kali di final: **1 kali (2023)**" in "".join(text.value for text in app.markdown)
    app.session_state["unduh_peta"] = True
    code = "".join(element.value for element in app.run().code)
    for name, value in LINK.items():
        assert f"{name}={value}".replace(" ", "+") in code


def test_an_unknown_place_is_told_and_the_rest_is_shown(visit: Open) -> None:
    app = visit(PETA, real.folder(), peta_tempat="999999")
    assert "“999999”" in app.warning[0].value
    assert maps(app)[0]["selected"] == ""


def test_the_slider_moves_the_year_of_the_whole_app(visit: Open) -> None:
    app = visit(PETA, real.folder())
    app.select_slider(key="peta_geser").set_value(2019).run()
    assert app.selectbox(key="tahun").value == 2019
    assert "2019" in app.title[0].value


def test_playing_begins_again_at_the_first_year(visit: Open) -> None:
    app = visit(PETA, real.folder())
    app.toggle(key="peta_putar").set_value(True).run()
    assert app.selectbox(key="tahun").value == 2014
    assert maps(app)[0]["playing"] == 2014


def test_a_search_forgives_errors_and_flies_to_the_place(visit: Open) -> None:
    app = visit(PETA, real.folder())
    app.text_input(key="peta_cari").set_value("wonosri").run()
    app.button(key="ke_350732").click().run()
    assert app.query_params["peta_tempat"] == "350732"
    assert (maps(app)[0]["selected"], maps(app)[0]["zoom"]) == ("350732", "3507")
    assert app.selectbox(key="peta_zum").value == "Kabupaten Malang"


def test_the_card_leads_to_profile_comparison_region_and_sources(visit: Open) -> None:
    app = visit(PETA, real.folder(), peta_tempat="357814")
    ways = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert ways["Profil"] == ways["Bandingkan"] == "kec=357814"
    assert ways["Kabupaten/Kota"] == "kode=3578"
    assert "sumber_kec=Tandes" in ways["Sumber"]


def test_innovations_of_one_sector(visit: Open) -> None:
    app = visit(PETA, real.folder(), peta_lapisan="Inovasi")
    app.selectbox(key="peta_topik").set_value("Bidang: kesehatan").run()
    assert "bidang: kesehatan, sampai 2024" in app.title[0].value
    assert {one["class"]: one["count"] for one in maps(app)[0]["classes"]}["zero"] > 0


def test_a_larger_unit_keeps_the_region_of_the_place(visit: Open) -> None:
    app = visit(PETA, real.folder(), peta_tempat="350732", peta_satuan="Kabupaten/kota")
    assert maps(app)[0]["selected"] == "3507"
    assert maps(app)[0]["areas"].startswith("/app/static/peta/kabkota-35-")


@pytest.mark.parametrize(
    ("unit", "count"), [("Indonesia, kabupaten/kota", 514), ("Indonesia, provinsi", 38)]
)
def test_the_country_is_drawn_as_points(visit: Open, unit: str, count: int) -> None:
    app = visit(PETA, real.folder(), peta_satuan=unit)
    assert not app.exception
    (drawn,) = maps(app)
    assert drawn["areas"] == ""
    assert len(drawn["points"]) == count
    assert "bukan batas wilayah" in app.caption[0].value


def test_a_layer_that_the_unit_does_not_have_gives_way(visit: Open) -> None:
    app = visit(PETA, real.folder(), peta_lapisan="Indeks prestasi")
    app.selectbox(key="peta_satuan").set_value("Indonesia, provinsi").run()
    assert not app.exception
    assert app.selectbox(key="peta_lapisan").value == "Inovasi"


@pytest.mark.parametrize(
    "contest",
    [
        {"wilayah": "Jawa Barat · kelas kota"},
        {"tingkat": "Kabupaten/Kota", "wilayah": "Kabupaten Bondowoso"},
    ],
)
def test_other_contests_have_their_maps(visit: Open, contest: dict[str, str]) -> None:
    app = visit(PETA, real.folder(), **contest)
    assert not app.exception
    assert not app.error
    assert any(one["class"] == "outside" and one["count"] for one in maps(app)[0]["classes"])


def test_official_boundaries_are_named_with_their_date(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def official(con: Connection, province: str) -> pd.DataFrame:
        told = {"kind": "official", "source": "batas-big.gpkg", "dated": "2025-07-01"}
        return boundaries(con, province).assign(**told)

    boundaries = geography_questions.boundaries
    monkeypatch.setattr("analytics.geography.questions.boundaries", official)
    app = visit(PETA, real.folder())
    assert app.caption[0].value.startswith("Batas resmi: batas-big.gpkg, 1 Juli 2025.")
    assert "indikatif" not in app.caption[0].value


def test_a_contest_of_a_kabkota_is_not_drawn_by_kabkota(visit: Open) -> None:
    app = visit(
        PETA,
        real.folder(),
        tingkat="Kabupaten/Kota",
        wilayah="Kabupaten Bondowoso",
        peta_satuan="Kabupaten/kota",
    )
    assert app.selectbox(key="peta_satuan").value == "Kecamatan"
    assert maps(app)[0]["zoom"] == "3511"


def test_a_result_that_names_no_kecamatan_stands_in_the_table_and_not_on_the_map(
    visit: Open,
) -> None:
    app = visit(PETA, real.folder(), tahun="2018")
    assert any("1 catatan (Kabupaten Ngawi)" in caption.value for caption in app.caption)
    assert len(maps(app)[0]["order"]) == 4


def test_a_single_edition_has_no_slider(visit: Open, tmp_path: Any) -> None:
    app = visit(PETA, shrunk(tmp_path, only_2017))
    assert not app.exception
    assert not app.get("select_slider")


def test_where_finalists_lie_is_told_only_with_thirty_areas_of_data(visit: Open) -> None:
    app = visit(PETA, real.folder())
    said = "".join(text.value for text in app.markdown)
    assert (
        "Letak kabupaten/kota finalis SKK Jawa Timur tidak dapat dibedakan dari kebetulan" in said
    )
    assert "32 kecamatan bertetangga dengan finalis 2024" in [box.label for box in app.expander]
    app = visit(PETA, real.folder(), tingkat="Kabupaten/Kota", wilayah="Kabupaten Bondowoso")
    assert not any(
        "kebetulan" in text.value or "tidak diuji" in text.value for text in app.markdown
    )


def test_where_finalists_are_missing_none_is_the_nearest(visit: Open) -> None:
    app = visit(PETA, real.folder(), tahun="2014", peta_tempat="350701")
    assert app.title[0].value == "Satu finalis tercatat, SKK Jawa Timur 2014"
    assert not any("garis lurus" in text.value for text in app.markdown)
    assert any(
        box.label.endswith("bertetangga dengan finalis tercatat 2014") for box in app.expander
    )
    app = visit(PETA, real.folder(), peta_satuan="Indonesia, kabupaten/kota")
    assert app.title[0].value == "Tujuh kabupaten/kota tercatat di final SKK provinsi 2024"


def test_the_card_says_whom_to_visit(visit: Open) -> None:
    app = visit(PETA, real.folder(), tahun="2023", peta_tempat="350701")
    assert any(
        text.value.startswith("Finalis tercatat terdekat dari Donomulyo adalah Wonosari")
        for text in app.markdown
    )
    assert {link.proto.label: link.proto.query_string for link in app.get("page_link")}[
        "Profil Wonosari"
    ] == "kec=350732"
