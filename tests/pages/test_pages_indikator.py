"""The parts Indikator, Diklaim and Aturan of the page Inovasi through the router."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests import real
from tests.pages.test_pages import Open, nothing_but_regions, shrunk, tables, visit

__all__ = ["visit"]  # the fixture

INOVASI = "pages/inovasi.py"
ORGANISATION = "SKK Kabupaten Bondowoso 2024 · kinerja organisasi"
SUMEDANG = {
    "inovasi_susunan": "SKK Kabupaten Sumedang 2025",
    "inovasi_pembanding": "SKK Kabupaten Sumedang 2026",
}


def captions(app: AppTest) -> list[str]:
    return [table["caption"] for table in tables(app)]


def subheaders(app: AppTest) -> list[str]:
    return [heading.value for heading in app.header]


def without_what_is_asked(file: str, row: dict[str, str]) -> bool:
    """Everything but indicators, numbers of innovations and the codebook."""
    return nothing_but_regions(file, row) or file in {
        "placements",
        "stages",
        "editions",
        "innovations",
        "skk_indicators",
    }


def test_two_sets_that_can_be_compared_open_first(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian="Indikator")
    assert not app.exception
    assert "indikator yang sama" in app.success[0].value
    assert not app.warning


def test_where_no_two_sets_can_be_compared_one_is_asked_to_choose(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analytics.indicator.questions.comparable", lambda _known, _rows: None)
    app = visit(INOVASI, real.folder(), inovasi_bagian="Indikator")
    assert not app.exception
    assert app.info[0].value == "Pilih dua susunan yang berbeda untuk membandingkannya."
    assert app.selectbox(key="inovasi_susunan").value is None
    app.selectbox(key="inovasi_susunan").select(ORGANISATION).run()
    assert not app.exception
    assert any(ORGANISATION in text.value for text in app.markdown)


def test_two_sets_that_cannot_be_compared_are_kept_apart(visit: Open) -> None:
    apart = {"inovasi_susunan": ORGANISATION, "inovasi_pembanding": SUMEDANG["inovasi_pembanding"]}
    app = visit(INOVASI, real.folder(), inovasi_bagian="Indikator", **apart)
    assert not app.exception
    assert "tidak dapat dibandingkan: indikatornya tidak sama" in app.warning[0].value
    assert "Bondowoso 2024" in app.warning[0].value
    assert len(app.get("plotly_chart")) == 2
    assert captions(app)[-1] == "Susunan indikator tiap edisi"


def test_two_sets_that_can_be_compared_share_a_chart(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian="Indikator", **SUMEDANG)
    assert not app.exception
    assert "indikator yang sama" in app.success[0].value
    assert not app.warning
    assert len(app.get("plotly_chart")) == 1


def test_a_set_is_not_compared_with_itself(visit: Open) -> None:
    both = dict.fromkeys(SUMEDANG, "SKK Kabupaten Sumedang 2026")
    app = visit(INOVASI, real.folder(), inovasi_bagian="Indikator", **both)
    assert not app.exception
    assert app.info[0].value == "Pilih dua susunan yang berbeda untuk membandingkannya."


def test_a_set_of_which_only_the_size_is_known_says_so(visit: Open) -> None:
    nine = "SKK Jawa Timur 2023 · indikator di bawah empat aspek"
    app = visit(INOVASI, real.folder(), inovasi_bagian="Indikator", inovasi_susunan=nine)
    assert not app.exception
    assert any("Nama indikatornya tidak disebut" in text.value for text in app.markdown)
    assert any("https://" in caption.value for caption in app.caption)


def test_the_claim_in_dispute_opens_first_and_another_by_its_link(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_bagian="Diklaim")
    assert not app.exception
    assert subheaders(app)[0] == "Junrejo mengklaim 33 inovasi pada 2023; 14 tercatat namanya"
    assert "= 34" in app.warning[0].value
    app = visit(
        INOVASI,
        real.folder(),
        inovasi_bagian="Diklaim",
        inovasi_klaim="Pakis, Kabupaten Malang, 2019",
    )
    assert subheaders(app)[0] == "Pakis mengklaim 5 inovasi pada 2019; 10 tercatat namanya"
    assert not app.warning


def test_the_codebook_shows_its_accuracy(visit: Open) -> None:
    app = visit(INOVASI, real.folder(), inovasi_aturan="true")
    assert not app.exception
    assert any("selang Wilson 95%" in text.value for text in app.markdown)
    assert "Usulan aturan dibandingkan dengan indikator tercatat" in captions(app)


@pytest.mark.parametrize("part", ["Indikator", "Diklaim"])
def test_without_data_each_part_says_why_it_is_empty(
    visit: Open, tmp_path: Path, part: str
) -> None:
    app = visit(INOVASI, shrunk(tmp_path, without_what_is_asked), inovasi_bagian=part)
    assert not app.exception
    assert app.info[0].value
