"""Rule 10: how many innovations a kecamatan claims, as totals and as sums of parts."""

from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import (
    EDITION,
    MANY,
    PAGES,
    applied,
    disputes,
    edition,
    pages,
    sides,
    support,
)

OWN = "kabkota-3507-2030"
SIZE = 5  # of the general indicators, in these tests
LISTED = [{"number": number, "name": str(number)} for number in range(1, SIZE + 1)]


class Number(NamedTuple):
    """What one page gives: a total, or numbers of the first indicators."""

    source: str
    total: int | None
    parts: tuple[int, ...]


NUMBER = st.builds(
    Number,
    st.sampled_from([*PAGES]),
    st.sampled_from([None, 6, 7, 8]),
    st.sampled_from([(), (1,) * SIZE, (1,) * (SIZE - 1) + (2,), (4, 5), (3, 4), (3, 4), (1, 2)]),
)


def claimed(numbers: list[Number]) -> dict[int, set[str]]:
    """Each value that competes, and who holds it."""
    found: dict[int, set[str]] = {}
    totals = [one.total for one in numbers if one.total]
    for one in numbers:
        if one.total:
            found.setdefault(one.total, set()).add(one.source)
        if len(one.parts) == SIZE or (totals and sum(one.parts) > min(totals)):
            found.setdefault(sum(one.parts), set()).add(one.source)
    return found


def rows(numbers: list[Number]) -> list[dict[str, Any]]:
    common = {"year": 2030, "kabkota_code": "3507", "kecamatan_code": "350701", "basis": "stated"}
    found = []
    for one in numbers:
        told = {str(place): part for place, part in enumerate(one.parts, start=1)}
        told |= {"total": one.total} if one.total else {}
        found += [
            common | {"indicator": which, "innovation_count": count, "source_id": one.source}
            for which, count in told.items()
        ]
    return found


@MANY
@given(st.lists(NUMBER, max_size=5, unique_by=lambda number: number.source))
def test_different_numbers_are_a_dispute_of_the_edition(numbers: list[Number]) -> None:
    editions = [edition(), edition(OWN)]
    claims = [
        {
            "claim_id": one,
            "source_id": "gov",
            "edition_id": one,
            "level": "provinsi",
            "placement": "finalis",
            "basis": "stated",
            "kecamatan_code": "350701",
        }
        for one in (EDITION, OWN)
    ]
    with applied(
        10,
        innovation_count=rows(numbers),
        edition=editions,
        placement_claim=claims,
        skk_indicator=LISTED,
        source=pages(),
    ) as con:
        listed = con.execute("SELECT value, source_id FROM innovation_claimed").fetchall()
        shown, told = disputes(con), sides(con, "innovations")
        where = con.execute("SELECT DISTINCT edition_id FROM dispute").fetchall()
    expected = claimed(numbers)
    assert set(listed) == {
        (value, source) for value, sources in expected.items() for source in sources
    }
    if len(expected) < 2:
        assert not shown
        return
    top = max(support(sources) for sources in expected.values())
    best = [value for value, sources in expected.items() if support(sources) == top]
    assert shown == {("innovations", "350701"): str(best[0]) if len(best) == 1 else None}
    assert set().union(*told["350701"].values()) == set().union(*expected.values())
    assert where == [(EDITION,)]  # the province's before the kabkota's own


def test_a_sum_says_of_what_it_is_and_what_was_inferred() -> None:
    told = rows([Number("gov", None, (1, 2, 0, 0, 3))])
    told[1]["basis"] = "inferred"
    with applied(10, innovation_count=told, source=pages(), skk_indicator=LISTED) as con:
        ((position, what),) = con.execute(
            "SELECT position, what FROM innovation_claimed"
        ).fetchall()
    assert what == "parts"
    assert position == "1 + (2) + 0 + 0 + 3 = 6 (yang dalam kurung disimpulkan penyusun)"
