"""Rule 12: what is counted once for all who ask."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.data.rules.alone import EDITION, MANY, applied, edition, pages

KINDRED = "kabkota-3507-2031"
INNOVATION = st.fixed_dictionaries(
    {
        "kecamatan_code": st.sampled_from(["350701", "350702", None]),
        "indicator": st.sampled_from([None, 1, 2]),
        "proposed": st.sampled_from([None, 1, 2]),
        "sector": st.sampled_from([None, "ekonomi"]),
        "actors": st.sampled_from([None, "media", "media;masyarakat"]),
        "digital": st.sampled_from([None, True, False]),
        "first_year": st.sampled_from([None, 2022]),
    }
)


def catalogued(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Innovations as the tables that the rule reads hold them."""
    tables: dict[str, list[dict[str, Any]]] = {"innovation": [], "catalogue": [], "proposal": []}
    for number, row in enumerate(rows):
        cells = {key: value for key, value in row.items() if key != "proposed"}
        cells |= {"innovation_id": str(number), "name": "n", "context": "skk", "sources": 1}
        cells["indicator_basis"] = "stated" if row["indicator"] else "unknown"
        tables["innovation"].append(cells)
        tables["catalogue"].append(
            cells | {"success": "none", "kabkota": None, "kabkota_code": None}
        )
        if row["proposed"]:
            what = {"innovation_id": str(number), "indicator": row["proposed"]}
            tables["proposal"].append(what | {"words": "w", "reason": "r"})
    return tables


def values(row: dict[str, Any], name: str) -> list[str]:
    if name == "actor":
        return (row["actors"] or "").split(";")
    if name == "digital":
        return ["" if row["digital"] is None else "yes" if row["digital"] else "no"]
    known = {"nothing": "", "year": row["first_year"], "success": "none", "kabkota": ""}
    return [str((known | {"sector": row["sector"]})[name] or "")]


PROPERTIES = ("nothing", "sector", "year", "success", "kabkota", "digital", "actor")


@MANY
@given(st.lists(INNOVATION, max_size=7))
def test_innovations_by_each_property_and_indicator(rows: list[dict[str, Any]]) -> None:
    with applied(12, **catalogued(rows)) as con:
        query = """SELECT property, is_proposed, value, indicator, basis, innovations, kecamatan
            FROM innovation_spread"""
        spread = con.execute(query).fetchall()
        checks = con.execute(
            "SELECT basis, indicator, proposed, innovations FROM proposal_check"
        ).fetchall()
    innovations: Counter[tuple[Any, ...]] = Counter()
    kecamatan: dict[tuple[Any, ...], set[str]] = {}
    for row in rows:
        for is_proposed in (False, True):
            number = row["indicator"] or (row["proposed"] if is_proposed else None) or 0
            basis = (
                "stated" if row["indicator"] else "rule" if is_proposed and number else "unknown"
            )
            for name in PROPERTIES:
                for value in values(row, name):
                    cell = name, is_proposed, value, number, basis
                    innovations[cell] += 1
                    kecamatan.setdefault(cell, set()).update({row["kecamatan_code"]} - {None})
    assert {row[:5]: row[5:] for row in spread} == {
        cell: (count, len(kecamatan[cell])) for cell, count in innovations.items()
    }
    agreed = Counter(
        ("stated", row["indicator"], row["proposed"] or 0) for row in rows if row["indicator"]
    )
    assert {row[:3]: row[3] for row in checks} == dict(agreed)


STANDING = st.fixed_dictionaries(
    {
        "edition_id": st.sampled_from([EDITION, KINDRED]),
        "place_id": st.sampled_from(["350701", "350702", "3507:entah"]),
        "is_finalist": st.booleans(),
    }
)


@MANY
@given(st.lists(STANDING, max_size=6, unique_by=lambda row: (row["edition_id"], row["place_id"])))
def test_how_far_a_kecamatan_came(rows: list[dict[str, Any]]) -> None:
    rest = {"place_name": "n", "title": "peserta", "is_tied": False, "sources": 1, "publishers": 1}
    rest |= {"is_disputed": False, "is_ruled": False, "is_inferred": False}
    standings = [
        row | rest | {"kecamatan_code": row["place_id"] if ":" not in row["place_id"] else None}
        for row in rows
    ]
    with applied(
        12, standing=standings, edition=[edition(), edition(KINDRED, is_skk=False)]
    ) as con:
        shown = con.execute("SELECT kecamatan_code, is_finalist, last_year FROM success").fetchall()
    expected = []
    for code in ("350701", "350702"):
        own = [row for row in rows if row["place_id"] == code]
        skk = [row["is_finalist"] for row in own if row["edition_id"] == EDITION]
        if own:
            last = max(int(row["edition_id"][-4:]) for row in own)
            expected.append((code, any(skk) if skk else None, last))
    assert sorted(shown) == expected


SCORE = st.fixed_dictionaries(
    {
        "place_id": st.sampled_from(["350701", "350702"]),
        "stage": st.sampled_from([None, "paparan", "hasil"]),
        "indicator": st.sampled_from([None, "1", "2", "8"]),
        "juror": st.sampled_from([None, "Juri 1", "Juri 2"]),
        "value_max": st.sampled_from([None, 100.0]),
    }
)


@MANY
@given(st.lists(SCORE, max_size=8))
def test_stages_that_have_scores_by_criterion(rows: list[dict[str, Any]]) -> None:
    scores = [row | {"edition_id": EDITION, "value": 1.0, "source_id": "gov"} for row in rows]
    claims = [
        {
            "claim_id": str(number),
            "source_id": "gov",
            "level": "provinsi",
            "placement": "finalis",
            "basis": "stated",
        }
        for number in range(len(rows))
    ]
    with applied(12, score=scores, source=pages(), placement_claim=claims) as con:
        shown = con.execute(
            "SELECT stage, kecamatan, indicators, jurors FROM scored_stage"
        ).fetchall()
        told = con.execute("SELECT claims FROM source WHERE source_id = 'gov'").fetchall()
    assert told == [(len(rows),)]
    expected = set()
    for stage in ("paparan", "hasil"):
        own = [
            row for row in rows if row["stage"] == stage and row["indicator"] and row["value_max"]
        ]
        if own:
            counts = (
                len({row[column] for row in own} - {None})
                for column in ("place_id", "indicator", "juror")
            )
            expected.add((stage, *counts))
    assert set(shown) == expected
