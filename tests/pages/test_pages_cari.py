"""Cari: what is typed leads to places, editions, innovations and published pages."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests import real
from tests.pages.test_pages import Open, visit

__all__ = ["visit"]
LINE = re.compile(r'<a href="([^"]*)"[^>]*><i>[^<]*</i><span><b>(.*?)</b>')


def ways(app: AppTest) -> dict[str, str]:
    """Where each line leads, by its name; the first of a name."""
    lines = [line for element in app.get("html") for line in LINE.findall(element.proto.body)]
    return {name: href for href, name in reversed(lines)}


@pytest.mark.parametrize(
    ("wanted", "name", "href"),
    [
        ("sumenep", "Kabupaten Sumenep", "/kabkota?kode=3529"),
        ("lowokwru", "Lowokwaru", "/profil?kec=357305"),
        ("skk jawa timur 2023", "SKK Jawa Timur 2023", "/peringkat?tahun=2023"),
        ("skk jawa timur 2024", "SKK Jawa Timur 2024", "/peringkat"),
    ],
)
def test_what_is_found_leads_to_its_page(visit: Open, wanted: str, name: str, href: str) -> None:
    app = visit("pages/cari.py", real.folder(), cari_kata=wanted)
    assert not app.exception
    assert ways(app)[name] == href


def test_a_published_page_opens_where_it_was_published(visit: Open) -> None:
    app = visit("pages/cari.py", real.folder(), cari_kata="radar malang")
    assert any(href.startswith("https://") for href in ways(app).values())


def test_nothing_found_says_so_and_leads_on(visit: Open) -> None:
    app = visit("pages/cari.py", real.folder(), cari_kata="zzzqqq")
    assert "Tidak ada yang mirip" in app.info[0].value
    (way,) = ways(app).values()
    assert way == "/inovasi?inovasi_bagian=Katalog&amp;inovasi_cari=zzzqqq"
