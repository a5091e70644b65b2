"""Every page has a briefing, or a reason why not; its menu Unduh offers it."""

import pytest

from analytics.briefing import composing as briefing_composing
from analytics.briefing import of_map as briefing_of_map
from analytics.core import choosing
from pages.parts.peta import sections
from pages.parts.shared import registry
from tests import real
from tests.pages.test_pages import Open, visit

__all__ = ["visit"]

# The pages without one, each with the reason
WITHOUT = {
    "cari": "what it shows is a list of ways to other pages, no finding",
    "lomba": "for those who have a role in a running contest; nothing of it is public yet",
    "impor": "for whoever imports on this machine; nobody is sent its address",
}


def test_every_page_has_a_briefing_or_a_reason_why_not() -> None:
    pages = {page.name: page.address for page in registry.PAGES}
    having = {name for name, address in pages.items() if address in briefing_composing.PAGES}
    assert having | set(WITHOUT) == set(pages)
    assert not having & set(WITHOUT)
    assert set(briefing_composing.PAGES) <= set(pages.values())


def test_a_briefing_knows_what_the_address_of_its_page_holds() -> None:
    for address, page in briefing_composing.PAGES.items():
        known = registry.at(address)
        assert known is not None
        own = set(known.parameters)
        assert page.parameters == own, address
    assert choosing.FILTERS == registry.FILTERS


@pytest.mark.parametrize(
    ("page", "parameters", "key"),
    [
        ("beranda", {}, "beranda"),
        ("peringkat", {"tahun": "2023"}, "peringkat"),
        ("profil", {"kec": "350719"}, "profil"),
        ("perbandingan", {"kab": "3507,3529"}, "perbandingan_kabkota"),
        ("tren", {}, "tren_ukuran"),
        ("kabkota", {"kode": "3507"}, "ajang_sendiri"),
        ("sumber", {}, "klaim"),
    ],
)
def test_unduh_offers_the_briefing(
    visit: Open, page: str, parameters: dict[str, str], key: str
) -> None:
    app = visit(f"pages/{page}.py", real.folder(), **parameters)
    app.session_state[f"unduh_{key}"] = True
    app.run()
    labels = [one.label for one in app.get("download_button")]
    assert {"Ringkasan (PDF)", "Slide (PPTX)"} <= set(labels)
    assert ("Buku saku (PDF)" in labels) == (page == "kabkota")
    annexes = {"Lembar penetapan (DOCX)", "Lembar penetapan (XLSX)"}
    assert annexes & set(labels) == (annexes if page == "peringkat" else set())


def test_a_map_on_paper_offers_what_the_page_offers() -> None:
    assert briefing_of_map.UNITS == sections.UNITS
    assert (briefing_of_map.ALL, briefing_of_map.WHOLE, briefing_of_map.ALONE) == (
        sections.ALL,
        sections.WHOLE,
        sections.ALONE,
    )


def test_the_links_that_pages_give_away_can_be_briefed() -> None:
    """As `Choice.link` writes them, filters spelled out."""
    choice = choosing.read(real.connection(), {})
    for name, own in (
        ("", {}),
        ("peringkat", {"peringkat_bagian": "Dari tahun ke tahun"}),
        ("profil", {"kec": "350719"}),
        ("kabkota", {"kode": "3507"}),
        ("perbandingan", {"kec": "350719,350713"}),
        ("tren", {}),
        ("sumber", {"sumber_bagian": "Cakupan"}),
        ("inovasi", {"id": "abe6e2f54847"}),
        ("inovasi", {"inovasi_semua": "true"}),
        ("inovasi", {"daerah": "3529", "inovasi_bidang": "Lingkungan"}),
        ("inovasi", {"inovasi_bagian": "Sebaran", "inovasi_rinci": "Pelaku"}),
        ("inovasi", {"inovasi_bagian": "Katalog", "inovasi_cari": "sampah"}),
        ("inovasi", {"inovasi_bagian": "Diklaim"}),
        ("inovasi", {"inovasi_bagian": "Indikator"}),
        ("penilaian", {}),
        ("penilaian", {"penilaian_bagian": "Juri"}),
        ("peta", {"peta_zum": "Seluruhnya", "peta_banding": "tidak", "peta_tempat": "350719"}),
    ):
        link = choice.link(name, **own)
        assert briefing_composing.has_one(link)
        assert briefing_composing.briefing(real.connection(), link).title
    for name, own in (
        ("sumber", {"sumber_bagian": "Aturan"}),
        ("peta", {"peta_zum": "Kabupaten Malang"}),
        ("peta", {"peta_banding": "2023"}),
    ):
        link = choice.link(name, **own)
        assert not briefing_composing.has_one(link)
        with pytest.raises(choosing.UnknownError):
            briefing_composing.briefing(real.connection(), link)
