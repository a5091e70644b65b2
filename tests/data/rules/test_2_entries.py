"""Rule 2: a kabkota has one kecamatan in an edition of the province, the better supported."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import (
    EDITION,
    MANY,
    PAGES,
    Cells,
    applied,
    disputes,
    edition,
    pages,
    sides,
    support,
)

OWN = "kabkota-3507-2030"  # a contest of the kabkota itself, where all may enter
PLACES = ("350701", "350702", "351001")
CLAIM = st.fixed_dictionaries(
    {
        "edition_id": st.sampled_from([EDITION, EDITION, OWN]),
        "place_id": st.sampled_from(PLACES),
        "source_id": st.sampled_from([*PAGES]),
        "placement": st.sampled_from(["finalis", "finalis", "nominasi", "juara_1"]),
    }
)


def claims(rows: list[dict[str, str]]) -> list[Cells]:
    return [
        row
        | {
            "claim_id": str(number),
            "level": row["edition_id"].split("-")[0],
            "basis": "stated",
            "kecamatan_code": row["place_id"],
            "rank": 1 if row["placement"] == "juara_1" else None,
        }
        for number, row in enumerate(rows)
    ]


@MANY
@given(st.lists(CLAIM, max_size=12))
def test_of_two_kecamatan_the_better_supported_stays(rows: list[dict[str, str]]) -> None:
    kecamatan = [{"code": code, "kabkota_code": code[:4], "name": code} for code in PLACES]
    tables: dict[str, Any] = {
        "kecamatan": kecamatan,
        "source": pages(),
        "placement_claim": claims(rows),
    }
    with applied(2, edition=[edition(), edition(OWN)], **tables) as con:
        left = con.execute("SELECT claim_id, kabkota_code FROM evidence").fetchall()
        shown, told = disputes(con), sides(con, "two_entries")
    entered = [r for r in rows if r["edition_id"] == EDITION and r["placement"] != "nominasi"]
    behind: set[str] = set()
    expected, expected_sides = {}, {}
    for kabkota in ("3507", "3510"):
        weight = {
            place: (
                *support(r["source_id"] for r in entered if r["place_id"] == place),
                any(r["place_id"] == place and r["placement"] == "juara_1" for r in entered),
            )
            for place in {r["place_id"] for r in entered if r["place_id"].startswith(kabkota)}
        }
        first = [place for place in weight if weight[place] == max(weight.values())]
        behind |= set(weight) - set(first)
        if len(weight) > 1:
            which = first[0] if len(first) == 1 else None
            expected["two_entries", kabkota] = which
            expected_sides[kabkota] = {
                f"{place} *" if place == which else place: {
                    r["source_id"] for r in entered if r["place_id"] == place
                }
                for place in weight
            }
    assert shown == expected
    assert told == expected_sides
    assert set(left) == {
        (str(number), row["place_id"][:4])
        for number, row in enumerate(rows)
        if row["edition_id"] == OWN or row["place_id"] not in behind
    }
