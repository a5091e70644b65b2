"""Names as offices write them: the words around a name go, the name itself stays."""

import time
from typing import Any

import pytest

from data import names
from tests import real


@pytest.fixture(scope="module")
def frames() -> Any:
    return real.frames()


OFFICES = (
    "Kec.{}", "KEC. {}", "Kec {}", "Kecamatan {}", "kecamatan  {}", "Kecamatan: {}", "Kemantren {}",
    "Kapanewon {}", "Distrik {}",
    "Camat {}", "Kantor Kecamatan {}", "Kantor Camat {}", "Pemerintah Kecamatan {}",
    "Perangkat Daerah Kecamatan {}",
    "Plt. Camat {}", "Camat Kecamatan {}", "1. {}", "12) {}", "(3) Kec. {}", "No. 4. {}", "- {}",
    "• {}", "{} *)", "{}**",
    "{} 1)", "{} ²", "{} †", "{}.", "{} [2]", "35.07.01 {}", "7 Kecamatan {}",
)  # fmt: skip


@pytest.mark.parametrize("office", OFFICES)
def test_no_word_of_an_office_is_left_and_no_name_is_eaten(office: str, frames: Any) -> None:
    for name in frames["kecamatan"]["name"]:
        wanted = "".join(
            sign for sign in name.lower().replace("kep.", "kepulauan") if sign.isalnum()
        )
        assert names.key(name) == wanted
        assert names.key(office.format(name)) == wanted, office.format(name)
        assert names.key(office.format(name.upper().replace(" ", "  "))) == wanted


def test_hyphens_apostrophes_accents_and_wide_letters_make_no_difference() -> None:
    assert (
        len(
            {
                names.key(one)
                for one in ("Sa'dan", "Sa’dan", "Sa`dan", "SADAN", "Ｓａｄａｎ", "Sa-dan", "Sádan")
            }
        )
        == 1
    )


def test_a_word_alone_stays_what_it_is() -> None:
    assert [names.key(one) for one in ("Kecamatan", "Camat", "Distrik", "Kec.", "", "*", "1.")] == [
        "kecamatan", "camat", "distrik", "kec", "", "", "1",
    ]  # fmt: skip


def test_every_kabkota_has_its_kind_however_it_is_written(frames: Any) -> None:
    for name in frames["kabkota"]["name"]:
        kind, bare = names.region(name)
        assert kind == name.split()[0].lower()
        short = name.replace("Kabupaten ", "Kab.").replace("Kota Administrasi", "Kota Adm.")
        for text in (
            short,
            short.upper(),
            f"Pemerintah {name}",
            name.replace("Kabupaten", "Pemkab").replace("Kota ", "Pemkot "),
        ):
            assert names.region(text) == (kind, bare), text
        assert names.region(name.removeprefix("Kabupaten ").removeprefix("Kota "))[0] == ""


def test_a_long_row_of_marks_takes_no_time() -> None:
    start = time.perf_counter()
    for text in (
        "*" * 20_000 + "x",
        ". " * 10_000 + "x",
        "kec. " * 5_000,
        "1) " * 9_000 + "x",
        "(1" * 9_000,
    ):
        names.key(text)
        names.region(text)
    assert time.perf_counter() - start < 5


def test_numbers_tell_criteria_apart_but_not_kecamatan() -> None:
    assert names.wording("Inovasi (1)") != names.wording("Inovasi (2)")
    assert names.key("Klojen (1)") == names.key("2. Klojen")
