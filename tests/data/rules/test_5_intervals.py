"""Rule 5: between which ranks everybody else stands, beside all complete rankings there are."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import EDITION, MANY, applied, sides

END = 40  # a rank behind all that the examples can reach


class Sizes(NamedTuple):
    """What is known of an edition."""

    entrants: int | None
    finalists: int | None
    shortlisted: int | None
    admitted: int | None


class Claim(NamedTuple):
    place: str
    stage: str | None
    placement: str


class Span(NamedTuple):
    """Ranks that a place may have by its own claims alone."""

    first: int
    last: int


SIZE = st.sampled_from([None, 1, 2, 3, 4, 5, 6, 7])
FINALISTS = st.sampled_from([None, 1, 2, 2, 3])
STAGES = ["hasil", "hasil", "tinjau_lapang", "paparan", "paparan", "administrasi", None]
CLAIM = st.builds(
    Claim,
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.sampled_from(STAGES),
    st.sampled_from(["finalis", "finalis", "nominasi", "peserta"]),
)


def bound(claim: Claim, sizes: Sizes) -> int | None:
    """The size of the group that a claim puts its place in."""
    is_called = claim.placement in ("finalis", "nominasi") and claim.stage in ("hasil", None)
    is_presenting = (
        claim.placement == "finalis" and claim.stage == "paparan" and sizes.shortlisted is None
    )
    if claim.stage == "tinjau_lapang" or is_called or is_presenting:
        return sizes.finalists or sizes.shortlisted or sizes.entrants
    if claim.stage == "paparan" and sizes.shortlisted is not None:
        return sizes.shortlisted
    if (
        claim.stage == "administrasi"
        and claim.placement == "finalis"
        and sizes.admitted is not None
    ):
        return sizes.admitted
    return sizes.entrants


def spans(claims: list[Claim], sizes: Sizes) -> dict[str, Span]:
    found = {}
    for place in {claim.place for claim in claims}:
        own = [claim for claim in claims if claim.place == place]
        last = min((limit for claim in own if (limit := bound(claim, sizes))), default=END)
        is_beaten = any(claim.stage == "hasil" and claim.placement == "peserta" for claim in own)
        is_behind = is_beaten and sizes.finalists is not None and last > sizes.finalists
        found[place] = Span((sizes.finalists or 0) + 1 if is_behind else 1, last)
    return found


def fits(spans: list[Span], free: set[int]) -> bool:
    """Whether everybody can have a free rank of their own within their span: earliest end first."""
    waiting = list(spans)
    for rank in sorted(free):
        able = [span for span in waiting if span.first <= rank <= span.last]
        if able:
            waiting.remove(min(able, key=lambda span: span.last))
    return not waiting


def possible(spans: dict[str, Span], free: set[int]) -> dict[str, tuple[int, int]]:
    """The best and the worst rank that each place has in any complete ranking."""
    found = {}
    for place, span in spans.items():
        others = [spans[other] for other in spans if other != place]
        ranks = [
            rank for rank in free if span.first <= rank <= span.last and fits(others, free - {rank})
        ]
        found[place] = min(ranks), max(ranks)
    return found


@MANY
@given(
    st.builds(Sizes, SIZE, FINALISTS, SIZE, SIZE),
    st.lists(CLAIM, min_size=1, max_size=8),
    st.lists(st.integers(1, 6), max_size=3, unique=True),
    st.booleans(),
)
def test_an_interval_is_what_all_complete_rankings_leave(
    sizes: Sizes, claims: list[Claim], ranks: list[int], is_tied: bool
) -> None:
    """`ranks` are held by places that have nothing else; with `is_tied` two share the first."""
    held = [
        {
            "edition_id": EDITION,
            "place_id": f"held-{rank}",
            "rank_low": rank,
            "rank_high": rank,
            "is_tied": False,
        }
        for rank in ranks
    ]
    taken = set(ranks)
    if ranks and is_tied and ranks[0] + 1 not in taken:
        held[0]["is_tied"] = True
        held.append(held[0] | {"place_id": "held-too"})
        taken.add(ranks[0] + 1)
    evidence = [
        {
            "edition_id": EDITION,
            "place_id": one.place,
            "stage": one.stage,
            "placement": one.placement,
            "source_id": "gov",
        }
        for one in claims
    ]
    known = sizes._asdict() | {"edition_id": EDITION}
    with applied(5, bound=[known], evidence=evidence, held=held) as con:
        query = "SELECT place_id, rank_low, rank_high FROM interval_place"
        shown = {
            place: (low, END if high is None else high)
            for place, low, high in con.execute(query).fetchall()
        }
        told = sides(con, "finalists")
    own, free = spans(claims, sizes), set(range(1, END + 1)) - taken
    assert shown.keys() == own.keys()
    if not fits(list(own.values()), free):
        crowded = [span for span in own.values() if span.last == sizes.finalists]
        inner = [span for span in own.values() if span.last <= (sizes.finalists or 0)]
        within = {rank for rank in free if rank <= (sizes.finalists or 0)}
        assert bool(told) == (bool(crowded) and len(inner) > len(within))
        return
    assert not told
    exact = possible(own, free)
    if all(span.first == 1 for span in own.values()):
        assert shown == {
            place: (low, END if own[place].last == END else high)
            for place, (low, high) in exact.items()
        }
    for place, (low, high) in shown.items():  # never narrower than what is possible
        assert low <= exact[place][0]
        assert exact[place][1] <= high
        assert low >= own[place].first
        assert high <= own[place].last
