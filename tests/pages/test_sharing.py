"""Bagikan: what each page tells the browser of the view that is shared."""

import json
from typing import Any

import pytest

from analytics.light import viewing as light_viewing
from pages.parts.shared import registry
from tests import real, simulated
from tests.pages.test_pages import Open, visit

__all__ = ["visit"]

PUBLIC = [page for page in registry.PAGES if page.is_public]


def _told(visit: Open, page: registry.Page, **query: str) -> list[dict[str, Any]]:
    app = visit(page.file, real.folder(), **query)
    drawn = [one.proto for one in app.get("bidi_component") if "/share.js?" in one.proto.js_content]
    return [json.loads(one.bytes) for one in drawn]


@pytest.mark.parametrize("page", PUBLIC, ids=lambda page: page.name)
def test_a_link_spells_out_the_filters_that_mean_something_on_its_page(
    visit: Open, page: registry.Page
) -> None:
    (told,) = _told(visit, page)
    every = {"tingkat": "Provinsi", "wilayah": "Jawa Timur", "tahun": "2024"}
    part = "Klaim" if page.name == "sumber" else None
    assert told["filters"] == {name: every[name] for name in page.offers(part)}
    assert told["mark"] == told["prefix"] == ""
    assert "versi data" in told["source"]
    assert "CC BY 4.0" in told["source"]


def test_each_page_leads_to_the_light_page_of_its_view(visit: Open) -> None:
    (home,) = _told(visit, registry.page("beranda"))
    assert home["light"] == {"root": "/r/", "kind": "kabkota", "parameter": "daerah",
                             "path": "peringkat/provinsi-35-2024"}  # fmt: skip
    (ranking,) = _told(visit, registry.page("peringkat"), tahun="2023")
    assert ranking["light"]["path"] == "peringkat/provinsi-35-2023"
    (profile,) = _told(visit, registry.page("profil"), kec="350719")
    assert (profile["light"]["kind"], profile["light"]["parameter"]) == ("kecamatan", "kec")
    assert profile["light"]["path"] == ""
    for name, (parameter, kind) in light_viewing.PLACES.items():
        assert registry.page(name).light == (kind, parameter)


def test_what_only_this_machine_can_open_is_not_shared(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKK_IMPORT", "on")
    assert _told(visit, registry.page("impor")) == []


def test_what_is_shared_of_simulated_data_says_so(visit: Open) -> None:
    app = visit("pages/peringkat.py", simulated.folder())
    (told,) = (
        json.loads(one.proto.bytes)
        for one in app.get("bidi_component")
        if "/share.js?" in one.proto.js_content
    )
    assert told["mark"] == "DATA SIMULASI, bukan hasil resmi"
    assert told["prefix"] == "SIMULASI_"
