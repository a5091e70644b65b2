"""What messengers are told of the app's own addresses, in the page that the frontend begins in."""

import asyncio
import base64
import gzip
import hashlib
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import config

from analytics.light import viewing as light_viewing
from data import publish
from pages.parts.door import gate, headers, page, preview
from tests import hostile, looping, real, simulated
from tests.pages.test_light import Answer, ask, asked
from tests.pages.test_light import published as published  # noqa: PLC0414 - a fixture

VIEWS = {
    "/": ("Tandes, Kota Surabaya, memimpin SKK Jawa Timur 2024", "", ""),
    "/?daerah=3507": ("Kabupaten Malang empat kali di final", "kabkota/3507", ""),
    "/peringkat": ("Tandes, Kota Surabaya", "peringkat/provinsi-35-2024", ""),
    "/peringkat?tahun=2023": ("Wonosari, Kabupaten Malang", "peringkat/provinsi-35-2023", ""),
    "/peringkat?tingkat=Kabupaten%2FKota&wilayah=Kabupaten+Malang&tahun=2025&fbclid=x": (
        "Pakisaji, Kabupaten Malang", "peringkat/kabkota-3507-2025", ""),
    "/profil?kec=350719": ("Pakisaji juara 1, SKK Kabupaten Malang 2025", "kecamatan/350719", ""),
    "/kabkota?kode=3507": ("Kabupaten Malang empat kali di final", "kabkota/3507", ""),
    "/inovasi?id=2295675298ad": ("Mengungkit Kademangan", "inovasi/2295675298ad", ""),
    "/tren": ("23 dari 38 kabupaten/kota", None, "index"),
    "/perbandingan?kab=3507,3529": ("Kabupaten Malang empat kali", None, "index"),
    "/peta": ("Peta · Dasbor SKK", None, "index"),
    "/profil?kec=110101": ("Belum ada hasil SKK yang tercatat", "kecamatan/110101", "index"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that does much else the first view takes longer than a messenger waits."""
    monkeypatch.setattr(preview, "PATIENCE", 60)
    monkeypatch.setattr(preview, "HURRY", 60)


async def streamlits(_: Any) -> HTMLResponse:
    """Streamlit sends its page at every address that it does not know."""
    return HTMLResponse("Streamlit's own", headers={"Cache-Control": "no-cache"})


def served() -> Starlette:
    return Starlette(routes=[Route("/{path:path}", streamlits)], middleware=gate.middleware())


APP = served()


def shown(view: str, app: Starlette = APP, **more: str) -> Answer:
    path, _, query = view.partition("?")
    return ask(path, app=app, host="skk.contoh.go.id", query=query, **more)


def tags(body: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', body)
    return dict(found)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_its_title_its_picture_and_its_light_page(view: str) -> None:
    title, light, picture = VIEWS[view]
    body = shown(view).body.decode()
    told = tags(body)
    assert told["og:title"].startswith(title)
    assert f"<title>{told['og:title']}</title>" in body
    assert body.count("<title>") == 1
    assert told["og:description"]
    assert told["twitter:card"] == "summary_large_image"
    origin = "http://skk.contoh.go.id/r/"
    assert told["og:image"] == f"{origin}{picture or light or 'index'}.png"
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)"', body)
    assert canonical == ([] if light is None else [f"{origin}{light}"])
    assert "BACKEND_BASE_URL" in body  # all else of the page is there
    assert len(body) < len(page.text()) + 45_000


def glance(body: str) -> str:
    """What stands before the app is there."""
    found = re.search(
        r'<template shadowrootmode="closed">(.*)</template></div><div id="root">', body, re.S
    )
    return found[1] if found else ""


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_told_at_a_glance_until_the_app_is_there(view: str) -> None:
    title, light, _ = VIEWS[view]
    told = glance(shown(view).body.decode())
    assert bool(told) == (light is not None)
    if told:
        assert f"<h1>{title}" in told
        assert 'role="status"' in told
        assert "<script" not in told
        assert "Buka dasbor interaktif" not in told  # it is on its way
        assert "<style>:host{" in told.replace("\n", "")
        assert ":root" not in told  # which is not in the tree that it is drawn in


@pytest.mark.parametrize(
    "view",
    [
        "/peringkat?peringkat_bagian=Dari+tahun+ke+tahun",  # another part of the page
        "/sumber?tahun=2023", "/profil?kec=999999", "/kabkota", "/inovasi", "/cari?cari_kata=x",
    ],
)  # fmt: skip
def test_no_other_view_is_told_in_the_place_of_one_that_has_none(view: str) -> None:
    assert glance(shown(view).body.decode()) == ""


def test_a_glance_at_another_edition_is_at_that_edition() -> None:
    assert "<h1>Wonosari" in glance(shown("/?tahun=2023").body.decode())


def test_a_glance_at_simulated_data_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKK_DATA", str(simulated.folder()))
    assert "DATA SIMULASI." in glance(shown("/peringkat", served()).body.decode())


def test_the_scripts_of_the_page_are_those_that_its_policy_knows() -> None:
    body = shown("/peringkat").body.decode()
    scripts = re.findall(r"<script>(.*?)</script>", body, re.S)
    assert len(scripts) == 3
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in headers.policy()


def test_a_browser_in_a_hurry_gets_the_page_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light_viewing, "said", lambda *_: time.sleep(0.4))
    monkeypatch.setattr(preview, "HURRY", 0.05)
    for sent in ({"upgrade_insecure_requests": "1"}, {"sec_fetch_mode": "navigate"}):
        assert shown("/peringkat", served(), **sent).body.decode() == page.text()


def test_it_comes_compressed_too_and_is_kept() -> None:
    plain, small = shown("/peringkat"), shown("/peringkat", accept_encoding="gzip")
    assert gzip.decompress(small.body) == plain.body
    assert plain.headers["cache-control"] == "no-cache"
    assert "etag" not in plain.headers


@pytest.mark.parametrize(
    "view",
    ["/apa/itu", "/profil?kec=%ff", "/peringkat?tahun=2023&tahun=2024", "/?" + "a=b&" * 300],
)
def test_what_is_no_view_leaves_the_page_as_it_is_or_says_what_holds_for_all(view: str) -> None:
    body = shown(view).body.decode()
    assert body == page.text() or "Dasbor SKK" in tags(body)["og:title"]


def test_a_fault_leaves_the_page_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(light_viewing, "said", broken)
    assert shown("/peringkat", served()).body.decode() == page.text()


def test_what_takes_too_long_leaves_the_page_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light_viewing, "said", lambda *_: time.sleep(0.4))
    monkeypatch.setattr(preview, "PATIENCE", 0.05)
    assert shown("/peringkat", served()).body.decode() == page.text()


def test_many_at_once_do_not_wait_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "MOST_WAITING", 1)
    app = served()

    async def many() -> list[Answer]:
        told = (("host", "x"),)
        return list(
            await asyncio.gather(*(asked(app, f"/{name}", "GET", told) for name in ("", "tren")))
        )

    bodies = [one.body.decode() for one in looping.run(many())]
    assert sum("og:title" in body for body in bodies) == 1
    assert page.text() in bodies


@pytest.fixture
def bad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = hostile.made(real.folder(), tmp_path / "jahat")
    # a changed generation is no longer whole, and would not be read
    monkeypatch.setattr(publish, "is_whole", lambda _: True)
    monkeypatch.setenv("SKK_DATA", str(folder))


@pytest.mark.usefixtures("bad")
def test_hostile_words_stay_words() -> None:
    app = served()
    for view in ("/", "/profil?kec=350719", "/kabkota?kode=3507", "/inovasi?id=2295675298ad"):
        body = shown(view, app).body.decode()
        assert "og:title" in body
        assert body.count("<script") == page.text().count("<script")
        assert body.count("<img") == page.text().count("<img")
        assert hostile.TAIL not in body


@pytest.mark.parametrize("said", ['"><script>alert(1)</script>', "'><img src=x>", "{{7*7}}"])
def test_words_of_an_address_stand_nowhere(said: str) -> None:
    for start in ("/peringkat?tahun=", "/profil?kec=", "/"):
        body = shown(start + quote(said)).body.decode()
        assert said not in body
        assert body.count("<script") == page.text().count("<script")


def test_under_a_path_of_its_own() -> None:
    config.set_option("server.baseUrlPath", "dasbor")
    page.prepared.cache_clear()
    try:
        told = tags(shown("/dasbor/profil?kec=350719", served()).body.decode())
        assert told["og:url"] == "http://skk.contoh.go.id/dasbor/profil?kec=350719"
        assert told["og:image"] == "http://skk.contoh.go.id/dasbor/r/kecamatan/350719.png"
    finally:
        config.set_option("server.baseUrlPath", "")
        page.prepared.cache_clear()
