"""Rule 4: who holds which rank, by what pages state of it."""

from collections import defaultdict
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import EDITION, MANY, PAGES, applied, disputes, support


class Said(NamedTuple):
    place: str
    rank: int
    basis: str
    source: str
    placement: str


SAID = st.builds(
    Said,
    st.sampled_from(["a", "b", "c", "d"]),
    st.sampled_from([1, 1, 1, 2]),
    st.sampled_from(["stated", "stated", "inferred"]),
    st.sampled_from([*PAGES]),
    st.sampled_from(["terbaik_1", "peserta"]),
)


def weight(rows: list[Said]) -> tuple[bool, int, bool]:
    return (*support(one.source for one in rows), any(one.placement != "peserta" for one in rows))


def held(
    rows: list[Said],
) -> tuple[dict[str, tuple[int, int, bool, str]], dict[tuple[str, str], str | None]]:
    """Low, high, tied and basis of each place that holds a rank; and what is shown of disputes."""
    found: dict[str, tuple[int, int, bool, str]] = {}
    shown: dict[tuple[str, str], str | None] = {}
    single: dict[int, dict[str, list[Said]]] = defaultdict(dict)
    for place in {one.place for one in rows}:
        own = [one for one in rows if one.place == place]
        own = [one for one in own if one.basis == "stated"] or own
        by_rank = {
            rank: [one for one in own if one.rank == rank] for rank in {one.rank for one in own}
        }
        top = max(weight(said) for said in by_rank.values())
        best = sorted(rank for rank, said in by_rank.items() if weight(said) == top)
        if len(by_rank) > 1:
            shown["two_ranks", place] = str(best[0]) if len(best) == 1 else None
        if len(best) == 1:
            single[best[0]][place] = by_rank[best[0]]
        else:
            found[place] = best[0], best[-1], False, "contested"
    for rank, holders in single.items():
        tied = {
            place
            for place, said in holders.items()
            for other, also in holders.items()
            if place != other and {one.source for one in said} & {one.source for one in also}
        }
        strength = {
            place: (said[0].basis == "stated", *weight(said)) for place, said in holders.items()
        }
        first = {place for place in holders if strength[place] == max(strength.values())}
        holds = first | (tied if first & tied else set())
        is_decided = len(first) == 1 or first <= tied
        found |= {place: (rank, rank, place in tied, holders[place][0].basis) for place in holds}
        if len(holders) > 1 and tied != set(holders):
            shown["one_rank", str(rank)] = min(first) if is_decided else None
    return found, shown


@MANY
@given(st.lists(SAID, max_size=9))
def test_who_holds_a_rank(rows: list[Said]) -> None:
    evidence = [
        {
            "edition_id": EDITION,
            "place_id": one.place,
            "rank": one.rank,
            "basis": one.basis,
            "source_id": one.source,
            "host": PAGES[one.source][0],
            "is_official": PAGES[one.source][1],
            "placement": one.placement,
        }
        for one in rows
    ]
    with applied(4, evidence=evidence) as con:
        query = "SELECT place_id, rank_low, rank_high, is_tied, rank_basis FROM held"
        shown = {place: tuple(cells) for place, *cells in con.execute(query).fetchall()}
        contested = disputes(con)
    assert (shown, contested) == held(rows)
