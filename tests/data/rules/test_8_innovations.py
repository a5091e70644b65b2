"""Rule 8: reports of one kecamatan whose names are alike are one innovation."""

import re
from itertools import combinations
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import MANY, applied


class Report(NamedTuple):
    name: str
    expansion: str | None
    kecamatan: str | None
    indicator: int | None
    basis: str | None
    actors: str | None
    source: str


NAMES = [
    "Lansia SMART",
    "Lansia-Smart",
    "Lansia Smart (LS)",
    "Bumbu Pedas",
    "Bumbu Pedes",
    "Bumbu Padas",
    "Posga",
    "Posyandu Keluarga",
    "Data 2021",
    "Data 2022",
    "Kios",
    "Kias",
    "Putik Sari",
    "Replikasi Putik Sari",
]
REPORT = st.builds(
    Report,
    st.sampled_from([*NAMES, "Kios", "Kias", "Kios", "Kias"]),
    st.sampled_from([None, None, "Posyandu Keluarga", "posga"]),
    st.sampled_from(["350701", "350701", "350701", "351001", None]),
    st.sampled_from([None, 1, 2]),
    st.sampled_from(["stated", "inferred"]),
    st.sampled_from([None, "media", "pemerintah;media", "masyarakat"]),
    st.sampled_from(["gov", "paper", "blog"]),
)


def key(text: str | None) -> str:
    return re.sub("[^a-z0-9]", "", (text or "").lower())


def is_slip(one: str, other: str) -> bool:
    """Whether two words of five letters or more differ by one letter."""
    if min(len(one), len(other)) < 5 or not (one + other).isalpha() or len(one) != len(other):
        return False  # no two words of NAMES differ by a letter more
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def is_same(one: Report, other: Report) -> bool:
    if one.kecamatan != other.kecamatan:
        return False
    if key(one.name) == key(other.name):
        return True
    if one.kecamatan is None:
        return False
    bare = [key(re.sub(r"\(.*?\)", "", report.name)) for report in (one, other)]
    if bare[0] == bare[1]:
        return True
    if one.expansion and key(one.expansion) in (key(other.name), bare[1]):
        return True
    if other.expansion and key(other.expansion) in (key(one.name), bare[0]):
        return True
    words = [re.findall("[a-z0-9]+", report.name.lower()) for report in (one, other)]
    return len(words[0]) == len(words[1]) and all(
        a == b or is_slip(a, b) for a, b in zip(*words, strict=True)
    )


def families(reports: list[Report]) -> set[frozenset[int]]:
    """Which reports are about one innovation: whatever is linked by pairs."""
    family = {number: {number} for number in range(len(reports))}
    for one, other in combinations(range(len(reports)), 2):
        if is_same(reports[one], reports[other]):
            joined = family[one] | family[other]
            for member in joined:
                family[member] = joined
    return {frozenset(members) for members in family.values()}


def most(values: list[int]) -> int | None:
    """The most frequent value, of several the smallest."""
    return max(sorted(set(values)), key=values.count, default=None)


@MANY
@given(st.lists(REPORT, min_size=1, max_size=8))
def test_what_is_merged_and_what_is_shown_of_it(reports: list[Report]) -> None:
    claims = [
        {
            "claim_id": str(number),
            "innovation_id": "-",
            "name": one.name,
            "expansion": one.expansion,
            "kecamatan_code": one.kecamatan,
            "indicator": one.indicator,
            "indicator_basis": one.basis if one.indicator else None,
            "actors": one.actors,
            "digital": None,
            "context": "skk",
            "year": 2020 + number,
            "source_id": one.source,
        }
        for number, one in enumerate(reports)
    ]
    with applied(8, innovation_claim=claims) as con:
        merged = con.execute(
            "SELECT list(claim_id::INTEGER) FROM innovation_claim GROUP BY innovation_id"
        ).fetchall()
        assert {frozenset(members) for (members,) in merged} == families(reports)
        query = """SELECT list(claim_id::INTEGER), any_value(innovation) FROM innovation_claim
            JOIN innovation USING (innovation_id) GROUP BY innovation_id"""
        rows = con.execute(query).fetchall()
    for members, shown in rows:
        own = [reports[number] for number in members]
        stated = [one.indicator for one in own if one.indicator and one.basis == "stated"]
        known = [one.indicator for one in own if one.indicator]
        assert shown["indicator"] == most(stated or known)
        assert shown["indicator_basis"] == (
            "stated" if stated else "inferred" if known else "unknown"
        )
        actors = {actor for one in own for actor in (one.actors or "").split(";") if actor}
        assert set((shown["actors"] or "").split(";")) - {""} == actors
        assert shown["name"] in {one.name for one in own}
        assert (shown["first_year"], shown["last_year"]) == (
            2020 + min(members),
            2020 + max(members),
        )
        assert shown["sources"] == len({one.source for one in own})


def test_the_name_with_more_words_of_another_comes_close_and_stays_apart() -> None:
    claims = [
        {
            "claim_id": name,
            "innovation_id": "-",
            "name": name,
            "kecamatan_code": "350701",
            "context": "skk",
            "source_id": "gov",
        }
        for name in ("Putik Sari", "Replikasi Putik Sari", "Kios")
    ]
    with applied(8, innovation_claim=claims) as con:
        near = con.execute("SELECT name, other_name, reason FROM nearly_merged").fetchall()
    assert [({one, other}, reason) for one, other, reason in near] == [
        ({"Putik Sari", "Replikasi Putik Sari"}, "part_of_name")
    ]
