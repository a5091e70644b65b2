"""Rule 11: the indicator that most rules of the codebook name for an innovation."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import MANY, applied

WORDS = ["layanan", "ktp", "izin", "usaha", "desa"]
RULE = st.fixed_dictionaries(
    {
        "keywords": st.lists(
            st.sampled_from([*WORDS, "izin usaha"]), min_size=1, max_size=3, unique=True
        ),
        "sector": st.sampled_from([None, None, "pelayanan", "ekonomi"]),
        "indicator": st.integers(1, 8),
    }
)
REPORT = st.fixed_dictionaries(
    {
        "innovation_id": st.sampled_from(["a", "b"]),
        "said": st.lists(st.sampled_from([*WORDS, "layananku", "(Desa)"]), min_size=1, max_size=4),
        "sector": st.sampled_from([None, "pelayanan", "ekonomi"]),
    }
)


@MANY
@given(st.lists(RULE, max_size=6), st.lists(REPORT, min_size=1, max_size=4))
def test_the_indicator_with_the_most_rules(rules: list[dict], reports: list[dict]) -> None:
    codebook = [
        {
            "rule_id": str(number),
            "keywords": ";".join(rule["keywords"]),
            "sector": rule["sector"],
            "indicator": rule["indicator"],
            "reason": f"r{number}.",
        }
        for number, rule in enumerate(rules)
    ]
    claims = [
        {
            "claim_id": str(number),
            "innovation_id": one["innovation_id"],
            "name": " ".join(one["said"]),
            "sector": one["sector"],
            "context": "skk",
            "source_id": "gov",
        }
        for number, one in enumerate(reports)
    ]
    with applied(11, codebook=codebook, innovation_claim=claims) as con:
        query = "SELECT innovation_id, indicator, words, reason FROM proposal"
        shown = {which: tuple(cells) for which, *cells in con.execute(query).fetchall()}
    expected = {}
    for which in {one["innovation_id"] for one in reports}:
        own = [one for one in reports if one["innovation_id"] == which]
        words = [word.strip("()").lower() for one in own for word in one["said"]]
        phrases = set(words) | {f"{a} {b}" for a, b in pairwise(words)}
        sectors = {one["sector"] for one in own}
        hits = {
            number: phrases & set(rule["keywords"])
            for number, rule in enumerate(rules)
            if phrases & set(rule["keywords"]) and rule["sector"] in (None, *sectors)
        }
        votes = [rules[number]["indicator"] for number in hits]
        first = {one for one in votes if votes.count(one) == max(map(votes.count, votes))}
        if len(first) == 1:
            own_rules = [number for number in hits if rules[number]["indicator"] in first]
            found = set().union(*(hits[number] for number in own_rules))
            reason = " ".join(sorted(f"r{number}." for number in own_rules))
            expected[which] = (*first, ";".join(sorted(found)), reason)
    assert shown == expected
