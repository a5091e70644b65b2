"""Rule 9: a kecamatan is followed by itself, a kabkota by the best of those it sent."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import MANY, applied, edition

EDITIONS = ("provinsi-35-2029", "provinsi-35-2030")


class Place(NamedTuple):
    edition: str
    code: str
    low: int | None
    high: int | None


PLACE = st.builds(
    Place,
    st.sampled_from(EDITIONS),
    st.sampled_from(["350701", "350702", "350703", "351001"]),
    st.sampled_from([1, 2, 3, None]),
    st.sampled_from([3, 5, None]),
)


def order(place: Place) -> tuple[float, float, str]:
    return place.low or float("inf"), place.high or float("inf"), place.code


@MANY
@given(st.lists(PLACE, max_size=8, unique_by=lambda place: place[:2]))
def test_the_best_that_a_kabkota_sent(places: list[Place]) -> None:
    standings = [
        {
            "edition_id": one.edition,
            "place_id": one.code,
            "kecamatan_code": one.code,
            "kabkota_code": one.code[:4],
            "place_name": one.code,
            "title": "peserta",
            "rank_low": one.low,
            "rank_high": one.high,
            "is_tied": False,
            "is_finalist": False,
            "sources": 1,
            "publishers": 1,
            "is_disputed": False,
            "is_ruled": False,
            "is_inferred": False,
        }
        for one in places
    ]
    kabkota = [
        {"code": code, "province_code": "35", "name": f"Kabupaten {code}", "kind": "kabupaten"}
        for code in ("3507", "3510")
    ]
    with applied(
        9, edition=[edition(one) for one in EDITIONS], standing=standings, kabkota=kabkota
    ) as con:
        shown = con.execute(
            "SELECT unit_kind, edition_id, unit, place_id, name, year FROM trail"
        ).fetchall()
    expected = {
        ("kecamatan", one.edition, one.code, one.code, one.code, int(one.edition[-4:]))
        for one in places
    }
    for edition_id in EDITIONS:
        for code in ("3507", "3510"):
            sent = [
                one for one in places if one.edition == edition_id and one.code.startswith(code)
            ]
            if sent:
                best = min(sent, key=order)
                expected.add(
                    (
                        "kabkota",
                        edition_id,
                        code,
                        best.code,
                        f"Kabupaten {code}",
                        int(edition_id[-4:]),
                    )
                )
    assert len(shown) == len(expected)
    assert set(shown) == expected
