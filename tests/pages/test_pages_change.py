"""Mengapa berubah? on the pages of a kecamatan and of a kabupaten/kota."""

import pytest
from streamlit.testing.v1 import AppTest

from tests import real, simulated
from tests.pages.test_pages import Open, tables, visit

__all__ = ["visit"]  # the fixture

PROFILE, KABKOTA = "pages/profil.py", "pages/kabkota.py"


def heading(app: AppTest) -> str:
    return next((one.value for one in app.header if one.value.startswith("Mengapa berubah?")), "")


def texts(app: AppTest) -> str:
    return "\n".join(one.value for one in [*app.markdown, *app.caption])


def captions(app: AppTest) -> set[str]:
    return {str(table["caption"]) for table in tables(app)}


@pytest.mark.parametrize(
    ("page", "query", "change"),
    [
        (PROFILE, {"kec": "351101"}, "Naik 1 tempat, dari peringkat 5 (2023) ke 4 (2024)"),
        (KABKOTA, {"kode": "3507"}, "Turun 1 tempat, dari peringkat 1 (2023) ke 2 (2024)"),
    ],
)
def test_without_scores_the_facts_are_told_and_that_no_more_is_known(
    visit: Open, page: str, query: dict[str, str], change: str
) -> None:
    app = visit(page, real.folder(), **query)
    assert not app.exception
    assert heading(app) == f"Mengapa berubah? {change}"
    said = texts(app)
    pointer = next(one.value for one in app.markdown if "#mengapa-berubah" in one.value)
    assert f"{change[1:]}. [Mengapa berubah?](#mengapa-berubah)" in pointer
    assert "Selebihnya tidak diketahui: nilai per indikator edisi 2023 dan 2024 tidak" in said
    assert "Dengan itu seluruh perubahan tempatnya terhitung" in said
    assert "Andil pada tempat" not in captions(app)
    assert "Yang berada di atasnya" not in captions(app)  # folded


def test_with_scores_it_is_worked_out(visit: Open) -> None:
    app = visit(PROFILE, simulated.folder(), kec="350719", sejak="2023")
    assert not app.exception
    assert not app.warning
    assert heading(app).startswith("Mengapa berubah? ")
    assert "nilai peserta lain" in heading(app)
    assert "Selebihnya tidak diketahui" not in texts(app)
    assert {"Andil pada tempat", "Andil pada nilai total", "Yang tercatat"} <= captions(app)


def test_the_address_says_which_editions(visit: Open) -> None:
    asked = {"mengapa": "provinsi-35-2018", "sejak": "2017"}
    app = visit(KABKOTA, real.folder(), kode="3507", **asked)
    assert heading(app) == "Mengapa berubah? Tetap di peringkat 1 (2017 dan 2018)"
    assert not app.warning
    table = next(one for one in tables(app) if one["caption"] == "Yang tercatat")
    cells = table["rows"][0]
    assert [cell["text"] for cell in cells] == ["Wakil", "Dampit", "Singosari"]
    assert all(cell["href"].startswith("https://") for cell in cells[1:])
    box = next(one for one in app.selectbox if one.label == "Dibanding tahun")
    assert box.options == ["2017"]
    box = next(one for one in app.selectbox if one.label == "Edisi")
    assert [option[-4:] for option in box.options] == ["2024", "2023", "2018"]
    box.select_index(1).run()
    assert app.query_params["mengapa"] == "provinsi-35-2023"
    assert "sejak" not in app.query_params
    assert heading(app) == "Mengapa berubah? Tetap di peringkat 1 (2018 dan 2023)"


@pytest.mark.parametrize("asked", [{"mengapa": "provinsi-35-1999"}, {"sejak": "2024"}])
def test_an_edition_that_is_not_on_record_is_said(visit: Open, asked: dict[str, str]) -> None:
    app = visit(KABKOTA, real.folder(), kode="3507", **asked)
    assert not app.exception
    (value,) = asked.values()
    (warning,) = app.warning
    assert warning.value == (
        f"Tidak tercatat di sini: {value}. Yang dibandingkan: SKK Jawa Timur 2024 dibanding 2023."
    )


def test_what_is_on_record_once_has_no_such_section(visit: Open) -> None:
    app = visit(PROFILE, real.folder(), kec="110101", mengapa="provinsi-35-2024")
    assert not app.exception
    assert heading(app) == ""
    assert "#mengapa-berubah" not in texts(app)


def test_a_place_that_is_not_known_has_a_section_and_no_line_on_the_first_screen(
    visit: Open,
) -> None:
    app = visit(PROFILE, real.folder(), kec="357814")
    assert heading(app) == (
        "Mengapa berubah? Naik atau turun belum pasti: peringkat 1–6 (2017), tidak diketahui (2024)"
    )
    assert "#mengapa-berubah" not in texts(app)
