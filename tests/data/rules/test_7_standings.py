"""Rule 7: what a standing says, put together from what the rules before it left."""

from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import EDITION, MANY, PAGES, applied, edition

STAGES = ["peserta", "administrasi", "paparan", "tinjau_lapang", "hasil"]
TITLES = ["juara", "harapan", "terbaik", "finalis", "nominasi", "wakil", "peserta"]
RANKS = {"juara_1": 1, "juara_2": 2, "harapan_1": 4, "terbaik_1": 1, "terbaik_2": 2}


class Claim(NamedTuple):
    placement: str
    stage: str | None
    source: str
    basis: str


class Held(NamedTuple):
    """What rules 4 and 5 left: a rank, a contested span, or an interval (with its bound)."""

    basis: str
    low: int
    high: int | None
    bound: int | None


CLAIM = st.builds(
    Claim,
    st.sampled_from([*RANKS, "finalis", "nominasi", "wakil", "wakil", "peserta"]),
    st.sampled_from([*STAGES, None]),
    st.sampled_from([*PAGES]),
    st.sampled_from(["stated", "stated", "inferred"]),
)
HELD = st.sampled_from(
    [
        Held("stated", 1, 1, None),
        Held("inferred", 2, 2, None),
        Held("contested", 1, 2, None),
        Held("contested", 1, 4, None),
        Held("finalist", 1, 3, 3),
        Held("entrant", 1, None, None),
        Held("entrant", 4, 9, 9),
        Held("shortlist", 1, 5, 6),
    ]
)


def is_prize(placement: str) -> bool:
    return placement.startswith(("juara_", "harapan_"))


def title(claims: list[Claim], held: Held, finalists: int | None) -> str:
    rank = held.low if held.low == held.high and held.bound is None else None
    agreeing = [one for one in claims if RANKS.get(one.placement) in (None, rank)]
    if agreeing:
        order = [TITLES.index(one.placement.split("_")[0]) for one in agreeing]
        best = [one for one, place in zip(agreeing, order, strict=True) if place == min(order)]
        official = [one for one in best if PAGES[one.source][1]] or best
        return min(one.placement for one in official)
    ranked = [one.placement for one in claims if one.placement in RANKS]
    is_final = bool(ranked) and all(is_prize(one) for one in ranked)
    is_final |= finalists is not None and held.high is not None and held.high <= finalists
    return "finalis" if held.basis == "contested" and is_final else "peserta"


def rank_basis(held: Held) -> str | None:
    if held.basis in ("stated", "inferred", "contested"):
        return held.basis
    if held.high is None and held.low == 1:
        return None
    is_narrower = held.low > 1 or (held.bound is not None and (held.high or 0) < held.bound)
    return "elimination" if is_narrower else held.basis


def is_finalist(claims: list[Claim], held: Held, finalists: int | None, shown: str) -> bool:
    ranked = [one.placement for one in claims if one.placement in RANKS]
    named = any(
        one.placement == "finalis" and one.stage in ("tinjau_lapang", "hasil", None)
        for one in claims
    )
    return (
        (is_prize(shown) and any(one.placement == shown for one in claims))
        or (held.basis == "contested" and bool(ranked) and all(is_prize(one) for one in ranked))
        or held.basis == "finalist"
        or (finalists is None and named)
        or (finalists is not None and held.high is not None and held.high <= finalists)
    )


def reached(claims: list[Claim]) -> str | None:
    """The furthest stage; at hasil, to be peserta or wakil is none."""
    steps = [
        STAGES.index(one.stage)
        for one in claims
        if one.stage and not (one.stage == "hasil" and one.placement in ("peserta", "wakil"))
    ]
    return STAGES[max(steps)] if steps else None


@MANY
@given(st.lists(CLAIM, min_size=1, max_size=6), HELD, st.sampled_from([None, 2, 3]))
def test_what_a_standing_says(claims: list[Claim], held: Held, finalists: int | None) -> None:
    common: dict[str, Any] = {"edition_id": EDITION, "place_id": "350701"}
    evidence = [
        common
        | {
            "kecamatan_code": "350701",
            "kabkota_code": "3507",
            "placement": one.placement,
            "stage": one.stage,
            "rank": RANKS.get(one.placement),
            "basis": one.basis,
            "source_id": one.source,
            "host": PAGES[one.source][0],
            "is_official": PAGES[one.source][1],
        }
        for one in claims
    ]
    span = common | {"rank_low": held.low, "rank_high": held.high}
    if held.basis in ("stated", "inferred", "contested"):
        left = {"held": [span | {"is_tied": False, "rank_basis": held.basis}]}
    else:
        left = {"interval_place": [span | {"kind": held.basis, "bound": held.bound}]}
    kecamatan = [{"code": "350701", "kabkota_code": "3507", "name": "Dampit"}]
    with applied(
        7, edition=[edition(finalists=finalists)], evidence=evidence, kecamatan=kecamatan, **left
    ) as con:
        (shown,) = con.execute("FROM standing").df().to_dict("records")
        stated = con.execute("SELECT is_stated FROM edition").fetchall()
    assert shown["place_name"] == "Dampit"
    assert shown["title"] == title(claims, held, finalists)
    assert shown["rank_basis"] == rank_basis(held)
    assert shown["is_finalist"] == is_finalist(claims, held, finalists, shown["title"])
    assert shown["stage_reached"] == reached(claims)
    assert (shown["sources"], shown["publishers"]) == (
        len({one.source for one in claims}),
        len({PAGES[one.source][0] for one in claims}),
    )
    assert shown["is_inferred"] == all(one.basis == "inferred" for one in claims)
    assert stated == [(not shown["is_inferred"],)]
    assert not shown["is_disputed"]


def test_a_row_is_disputed_if_a_dispute_is_about_it_or_its_rank_or_place() -> None:
    places = ("two_ranks", "kabkota", "score", "two_entries", "one_rank", "finalists")
    evidence = [
        {
            "edition_id": EDITION,
            "place_id": one,
            "placement": "finalis",
            "basis": "stated",
            "source_id": "gov",
        }
        for one in places
    ]
    subjects = {"two_entries": "3507", "one_rank": "1", "finalists": "finalists"}
    dispute = [
        {"dispute_id": one, "kind": one, "edition_id": EDITION, "subject": subjects.get(one, one)}
        for one in places
    ]
    claims = [
        {"dispute_id": one, "position": one, "source_id": "gov", "is_shown": False}
        for one in subjects
    ]
    with applied(
        7, edition=[edition()], evidence=evidence, dispute=dispute, dispute_claim=claims
    ) as con:
        shown = dict(con.execute("SELECT place_id, is_disputed FROM standing").fetchall())
    assert shown == {one: one != "finalists" for one in places}  # a size is not about one of them


def test_a_place_without_a_code_is_called_as_printed_or_said_to_be_unnamed() -> None:
    evidence = [
        {
            "edition_id": EDITION,
            "place_id": place,
            "kabkota_code": kabkota,
            "placement": "finalis",
            "basis": "stated",
            "source_id": "gov",
        }
        for place, kabkota in (("3507:entah", "3507"), ("3507:", "3507"), ("35:x", None))
    ]
    claim = {
        "claim_id": "1",
        "source_id": "gov",
        "edition_id": EDITION,
        "place_id": "3507:entah",
        "level": "provinsi",
    }
    claim |= {"placement": "finalis", "basis": "stated", "kecamatan_printed": "Entah"}
    kabkota = [
        {"code": "3507", "province_code": "35", "name": "Kabupaten Malang", "kind": "kabupaten"}
    ]
    with applied(
        7, edition=[edition()], evidence=evidence, placement_claim=[claim], kabkota=kabkota
    ) as con:
        shown = dict(con.execute("SELECT place_id, place_name FROM standing").fetchall())
    assert shown == {
        "3507:entah": "Entah",
        "3507:": "kecamatan di Kabupaten Malang, nama tidak disebut",
        "35:x": "kecamatan tidak disebut",
    }
