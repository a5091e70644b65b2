"""Rule 6: the total of the furthest stage, of several the better supported."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import EDITION, MANY, PAGES, applied, disputes, pages, sides, support

STAGES = [None, "peserta", "administrasi", "paparan", "tinjau_lapang", "hasil"]
TOLD = st.fixed_dictionaries(
    {
        "stage": st.sampled_from([None, "paparan", "hasil", "hasil"]),
        "value": st.sampled_from([80.0, 81.5]),
        "value_max": st.sampled_from([None, 100.0, 100.0, 120.0]),
        "source_id": st.sampled_from([*PAGES]),
        "juror": st.sampled_from([None, None, None, "Juri 1"]),
        "indicator": st.sampled_from([None, None, None, "1"]),
    }
)


def best(rows: list[dict[str, Any]]) -> dict[tuple[float, float | None], set[str]]:
    """The totals of the furthest stage, each with its maximum, and who says so."""
    totals = [row for row in rows if row["juror"] is None and row["indicator"] is None]
    step = max((STAGES.index(row["stage"]) for row in totals), default=0)
    last = [row for row in totals if STAGES.index(row["stage"]) == step]
    found: dict[tuple[float, float | None], set[str]] = {}
    for row in last:
        value, largest = row["value"], row["value_max"]
        others = {one["value_max"] for one in last if one["value"] == value} - {None}
        if largest is None and len(others) == 1:
            (largest,) = others
        found.setdefault((value, largest), set()).add(row["source_id"])
    return found


@MANY
@given(st.lists(TOLD, max_size=8), st.booleans())
def test_the_total_that_is_shown(rows: list[dict[str, Any]], is_claimed: bool) -> None:
    """`is_claimed`: a page's claim has the first row, whether or not the table of scores has it."""
    common = {"edition_id": EDITION, "place_id": "a"}
    claim = common | {"source_id": "blog", "placement": "finalis"}
    if is_claimed and rows:
        rows[0] |= {"juror": None, "indicator": None}
        first = rows[0]
        claim |= {"source_id": first["source_id"], "stage": first["stage"]}
        claim |= {"score": first["value"], "score_max": first["value_max"]}
    with applied(6, evidence=[claim], score=[common | row for row in rows], source=pages()) as con:
        query = "SELECT score, score_max, preference FROM score_choice"
        choice = con.execute(query).fetchall()
        shown, told = disputes(con), sides(con, "score")
        kept = con.execute("SELECT count(*) FROM score").fetchall()
    expected = best(rows)
    top = max((support(sources) for sources in expected.values()), default=None)
    first_choice = {total for total, sources in expected.items() if support(sources) == top}
    assert {(value, largest) for value, largest, _ in choice} == set(expected)
    assert {(value, largest) for value, largest, rank in choice if rank == 1} == first_choice
    assert kept == [(len(rows),)]  # what the claim and the table say alike stands once
    if len(expected) > 1:
        value = str(next(iter(first_choice))[0]) if len(first_choice) == 1 else None
        assert shown == {("score", "a"): value}
        assert set().union(*told["a"].values()) == set().union(*expected.values())
    else:
        assert not shown


def test_a_score_of_a_kecamatan_that_was_set_aside_is_no_dispute() -> None:
    """Who lost its kabkota's entry has no evidence left."""
    rows = [
        {"edition_id": EDITION, "place_id": "b", "value": value, "source_id": source}
        for value, source in ((80.0, "gov"), (81.0, "blog"))
    ]
    with applied(6, score=rows, source=pages()) as con:
        assert disputes(con) == {}
        assert con.execute("SELECT count(*) FROM score_choice").fetchall() == [(0,)]
