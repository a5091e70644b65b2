"""What a perfect importer publishes of a recap: the facts it prints, as rows of the catalog. For
testing the judge.
"""

from typing import Any

from tests.recaps.compare import Rows
from tests.recaps.pages import Recap
from tests.recaps.truth import Contest


def rows(recap: Recap) -> Rows:
    """The rows that compare() must accept, if the file and its answers tell everything."""
    contest, told = recap.contest, recap.told
    held = _held(contest)
    printed = {
        fact.key.criterion
        for fact in recap.facts
        if fact.what == "score" and fact.year == contest.year
    }
    codes = {one.name: one.code or f"nilai-{n}" for n, one in enumerate(contest.criteria, 1)}
    indicators = [
        held
        | {
            "code": codes[one.name],
            "name": one.name,
            "weight": one.weight if told.weights else None,
        }
        for one in contest.criteria
        if one.name in printed
    ]
    placements: dict[tuple[str, str], dict[str, Any]] = {}
    scores: dict[tuple[str, ...], dict[str, Any]] = {}
    most = {one.name: one.weight if told.is_weighted else one.most for one in contest.criteria}
    for fact in recap.facts:
        if fact.year != contest.year:
            continue
        key = fact.key
        if fact.what == "score" or (fact.what == "total" and key.juror):
            value_max = (
                (most[key.criterion] if told.maxima else None)
                if fact.what == "score"
                else contest.most_of_juror()
            )
            scores[tuple(key)] = held | {
                "kecamatan_code": key.place, "stage": key.stage, "juror": key.juror or None,
                "indicator": codes[key.criterion] if fact.what == "score" else None,
                "value": fact.value, "value_max": value_max,
            }  # fmt: skip
            continue
        stage = "hasil" if fact.what == "place" else key.stage
        empty = {
            "kecamatan_code": key.place,
            "stage": stage,
            "placement": "peserta",
            "rank": None,
            "score": None,
        }
        one = placements.setdefault(
            (key.place, stage), held | empty | {"score_max": None, "basis": "stated"}
        )
        field = {"total": "score", "rank": "rank", "title": "placement"}.get(fact.what)
        if field:
            one[field] = fact.value
    return {
        "placements": list(placements.values()),
        "scores": list(scores.values()),
        "indicators": indicators,
    }


def _held(contest: Contest) -> dict[str, Any]:
    is_province = contest.level == "provinsi"
    return {
        "edition_year": contest.year,
        "level": contest.level,
        "province_code": contest.code[:2],
        "kabkota_code": None if is_province else contest.code,
    }
