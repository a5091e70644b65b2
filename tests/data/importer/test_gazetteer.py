"""The gazetteer: every region of the country is known by the words of a cell, and nothing else
is.
"""

from typing import Any

import pytest

from data.importer.gazetteer import Gazetteer
from tests import real


@pytest.fixture(scope="module")
def frames() -> Any:
    return real.frames()


@pytest.fixture(scope="module")
def known(frames: Any) -> Gazetteer:
    return Gazetteer(frames)


def test_every_kecamatan_is_found_by_its_name_and_by_that_of_its_kabkota_beside_it(
    frames: Any, known: Gazetteer
) -> None:
    kabkota = dict(frames["kabkota"][["code", "name"]].itertuples(index=False))
    for code, of, name in frames["kecamatan"][["code", "kabkota_code", "name"]].itertuples(
        index=False
    ):
        region = kabkota[of]
        short = region.replace("Kabupaten", "Kab.")
        for text in (name, name.upper(), f"Kec. {name}", f"Kemantren {name}", f" 1.  {name}*)"):
            assert code in known.kecamatan(text), text
        for text in (
            f"{name} ({region})",
            f"Kec. {name}, {short}",
            f"KECAMATAN {name} - {region}".upper(),
            f"{short} {name}",
        ):
            found = known.kecamatan(text)
            assert code in found, text
            assert {one[:4] for one in found} == {of}, text


def test_every_kabkota_and_provinsi_is_found_and_no_other(frames: Any, known: Gazetteer) -> None:
    for code, name in frames["kabkota"][["code", "name"]].itertuples(index=False):
        for text in (
            name,
            name.upper(),
            name.replace("Kabupaten ", "Kab."),
            f"Pemerintah {name}",
            f"PEMERINTAH DAERAH {name}",
        ):
            assert known.kabkota(text) == (code,), text
    for code, name in frames["provinsi"][["code", "name"]].itertuples(index=False):
        for text in (
            name,
            f"PROVINSI {name}",
            f"Prov. {name}",
            f"Pemerintah Daerah Provinsi {name}",
        ):
            assert known.provinsi(text) == (code,), text
    assert known.kabkota("Malang") == ("3507", "3573")
    assert known.provinsi("D.I. Yogyakarta") == known.provinsi("DIY") == ("34",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "Jumlah",
        "Nilai Rata-rata",
        "Kecamatan",
        "Kabupaten",
        "Kota Malang dan Kota Batu",
        "Camat",
        "Bobot",
    ],
)
def test_other_words_are_no_place(text: str, known: Gazetteer) -> None:
    assert not known.is_place(text)


def test_a_name_of_before_means_what_became_of_it(known: Gazetteer) -> None:
    assert known.kecamatan("Kec. Tampan") == ("147108", "147113")
    # Today's, and what became of that of before
    assert set(known.kecamatan("RUMBAI")) == {"147112", "147106", "147115"}
    assert known.kecamatan("Bojongpicung (Kab. Cianjur)") == (
        "320306",
    )  # the list of today has a slip of the pen


def test_a_letter_in_front_may_be_numbering_or_part_of_the_name(known: Gazetteer) -> None:
    assert known.kecamatan("a. Klojen") == known.kecamatan("IV) Klojen") == ("357302",)
    assert (
        set(known.kecamatan("a. Wina"))
        == {*known.kecamatan("Wina"), *known.kecamatan("Awina")}
        > set(known.kecamatan("Wina"))
    )
    assert known.kecamatan("V. Koto Timur") == known.kecamatan("V Koto Timur") != ()


def test_within_a_region_others_are_not_known(frames: Any) -> None:
    known = Gazetteer(frames, "3573")
    assert known.kecamatan("Klojen") == ("357302",)
    assert known.kecamatan("Tampan") == known.kecamatan("Junrejo") == ()
