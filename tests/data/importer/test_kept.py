"""What is made of a catalog is made once for it, and anew for another."""

from typing import Any

import pandas as pd

from data.importer.gazetteer import Gazetteer
from data.importer.kept import MOST, of_catalog
from data.importer.match import holders
from data.importer.proposal import gazetteer
from tests import real


def test_it_is_made_once_for_the_same_catalog_and_what_else_is_given() -> None:
    made: list[tuple[str, str]] = []

    @of_catalog
    def codes(frames: Any, of: str, *, within: str = "") -> list[str]:
        made.append((of, within))
        return [code for code in frames[of]["code"] if code.startswith(within)]

    one, other = ({"kota": pd.DataFrame({"code": list(told)})} for told in ("ab", "ac"))
    assert codes(one, "kota") == codes(one, "kota") == ["a", "b"]
    assert codes(one, "kota", within="b") == ["b"]
    assert made == [("kota", ""), ("kota", "b")]
    assert codes(other, "kota") == ["a", "c"]
    assert codes(one, "kota") == ["a", "b"]  # of the catalog asked for last
    assert made == [("kota", ""), ("kota", "b"), ("kota", ""), ("kota", "")]
    for number in range(MOST):
        codes(one, "kota", within=str(number))
    codes(one, "kota")
    assert made[-1] == ("kota", "")  # no more than a few are kept


def test_a_catalog_that_lacks_a_region_does_not_know_it_after_one_that_has_it() -> None:
    frames = real.frames()
    kabkota = frames["kabkota"]
    fewer = {**frames, "kabkota": kabkota[kabkota["code"] != "3573"]}
    fewer["kecamatan"] = frames["kecamatan"][frames["kecamatan"]["kabkota_code"] != "3573"]
    former = frames["kecamatan_former"]
    fewer["kecamatan_former"] = former[former["kabkota_code"] != "3573"]
    assert gazetteer(frames).kabkota("Kota Malang") == ("3573",)
    assert isinstance(gazetteer(fewer), Gazetteer)
    assert gazetteer(fewer).kabkota("Kota Malang") == ()
    assert "kabkota-3573" in holders(frames)
    assert "kabkota-3573" not in holders(fewer)
