"""Rule 1: how many entered, were shortlisted, were finalists, of whatever pages say."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import EDITION, MANY, PAGES, applied, edition, pages, sides, support


class Told(NamedTuple):
    """What one page says of one stage."""

    stage: str | None
    participants: int | None
    advancing: int | None
    source: str


class Said(NamedTuple):
    """A page's values for one size: those it proposes, and those it agrees with."""

    source: str
    proposed: list[int]
    agrees: list[int]


COUNT = st.one_of(st.none(), st.integers(1, 4))
STAGES = ["peserta", "administrasi", "paparan", "tinjau_lapang", "hasil", "hasil", None]
TOLD = st.builds(Told, st.sampled_from(STAGES), COUNT, COUNT, st.sampled_from([*PAGES]))


def known(*values: int | None) -> list[int]:
    return [value for value in values if value is not None]


def said(rows: list[Told], size: str, calls_entrants: set[str]) -> list[Said]:
    """Who says what about a size."""
    found = []
    for row in rows:
        own: list[int] = []
        also: list[int] = []
        if size == "entrants":
            for stage in ("peserta", "administrasi", "paparan"):
                counted = [
                    one
                    for one in rows
                    if one.stage == stage
                    and one.participants is not None
                    and (stage != "paparan" or one.source in calls_entrants)
                ]
                if counted:
                    own = known(row.participants) if row in counted else []
                    break
        elif size == "presenters" and row.stage == "paparan":
            own = known(row.participants)
        elif size == "awarded" and row.stage == "hasil" and row.advancing is not None:
            own, also = [row.advancing], known(row.participants)
        elif size == "finalists" and row.stage == "paparan":
            own = known(row.participants if row.advancing == 1 else row.advancing)
        elif size == "finalists" and row.stage == "tinjau_lapang":
            own = known(row.participants, None if row.advancing == 1 else row.advancing)
        elif size == "finalists" and row.stage is None:
            own = known(row.advancing)
        if own:
            found.append(Said(row.source, own, [*own, *also]))
    return found


def best(said: Iterable[Said]) -> int | None:
    """The value of most publishers, of most pages, of a government page, the larger."""
    told = list(said)

    def weight(value: int) -> tuple[int, int, bool, int]:
        sources = {one.source for one in told if value in one.agrees}
        is_official, publishers = support(sources)
        return publishers, len(sources), is_official, value

    return max({value for one in told for value in one.proposed}, key=weight, default=None)


@MANY
@given(st.lists(TOLD, max_size=7, unique=True), st.sets(st.sampled_from([*PAGES])))
def test_sizes_and_who_disputes_them(rows: list[Told], calls_entrants: set[str]) -> None:
    """`calls_entrants`: pages that call presenters participants or representatives."""
    stages: list[dict[str, Any]] = [
        {
            "stage_id": str(number),
            "edition_id": EDITION,
            "level": "provinsi",
            "stage": row.stage,
            "participants": row.participants,
            "advancing": row.advancing,
            "source_id": row.source,
            "date": f"2030-0{number + 1}-01/2030-09-01",
        }
        for number, row in enumerate(rows)
    ]
    claims = [
        {
            "claim_id": one,
            "source_id": one,
            "edition_id": EDITION,
            "level": "provinsi",
            "stage": "paparan",
            "placement": "wakil",
            "basis": "stated",
        }
        for one in calls_entrants
    ]
    with applied(
        1, edition=[edition()], source=pages(), stage=stages, placement_claim=claims
    ) as con:
        shown = con.execute(
            "SELECT entrants, shortlisted, finalists, result_date FROM edition"
        ).fetchall()
        finalists_told, entrants_told = (
            sides(con, kind).get(kind) for kind in ("finalists", "entrants")
        )
    told = {
        size: said(rows, size, calls_entrants)
        for size in ("entrants", "presenters", "finalists", "awarded")
    }
    entrants, presenters = best(told["entrants"]), best(told["presenters"])
    finalists = best(told["finalists"]) or best(told["awarded"])
    dates = [f"2030-0{number + 1}-01" for number, row in enumerate(rows) if row.stage == "hasil"]
    assert shown == [
        (
            entrants,
            None if presenters == entrants else presenters,
            finalists,
            min(dates, default=None),
        )
    ]
    positions = [(one, entrants) for one in told["entrants"]]
    assert entrants_told == told_sides(positions)
    # Fewer awarded than finalists is no contradiction.
    positions = [(one, finalists) for one in told["finalists"]]
    positions += [
        (one, finalists)
        for one in told["awarded"]
        if finalists in one.agrees or one.proposed[0] > (finalists or 0)
    ]
    assert finalists_told == told_sides(positions)


def told_sides(positions: list[tuple[Said, int | None]]) -> dict[str, set[str]] | None:
    """Who holds what, if a source has another value than what is shown."""
    found: dict[str, set[str]] = {}
    for said, shown in positions:
        mark = f"{shown} *" if shown in said.agrees else str(said.proposed[0])
        found.setdefault(mark, set()).add(said.source)
    return found if any(not mark.endswith("*") for mark in found) else None
