"""Recaps of known truth in many layouts: nothing is silently wrong, and what is asked offers the
truth.
"""

import csv
import io
import os
import re
import tempfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import real
from tests.recaps import ideal, layout, pages, reading
from tests.recaps.answering import answer
from tests.recaps.compare import Verdict, compare, judge
from tests.recaps.pages import Fact, Recap
from tests.thorough import many

EXAMPLES = int(os.environ.get("RECAPS", many(30, 1000)))
SEEDS = range(150)
ANSWERED = frozenset({"stages"})


def frames() -> Any:
    return real.frames()


@cache
def drawn(seed: int) -> Recap:
    """The recap of a seed, made once; nobody changes it."""
    return layout.recap(Random(seed))


def verdict(recap: Recap) -> Verdict:
    with tempfile.TemporaryDirectory() as folder:
        file = pages.saved(recap, Path(folder), "rekap")
        return judge(recap, reading.proposer(file, frames()))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
@given(st.randoms(use_true_random=False))
def test_what_is_published_is_true_and_what_is_asked_offers_the_truth(random: Random) -> None:
    recap = layout.recap(random)
    found = verdict(recap)
    told = "\n".join([found.kind, *found.said, *found.questions, *pages.described(recap)])
    assert found.kind in ("read", "asked", "refused"), told


# The generator: what it says stands where it says.


def cells(recap: Recap) -> dict[str, list[list[Any]]]:
    """The file read back by another library: by sheet, rows of values; percents as they are
    seen.
    """
    if recap.suffix == "csv":
        encoding = "utf-16" if recap.content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = recap.content.decode(encoding)
        except UnicodeDecodeError:
            text = recap.content.decode("cp1252")
        widths = {
            sign: max(len(row) for row in csv.reader(io.StringIO(text), delimiter=sign))
            for sign in ";\t,"
        }
        sign = max(widths, key=lambda one: widths[one])
        return {"rekap": [list(row) for row in csv.reader(io.StringIO(text), delimiter=sign)]}
    book = openpyxl.load_workbook(io.BytesIO(recap.content))
    return {
        sheet.title: [
            [
                (
                    one.value * 100
                    if "%" in one.number_format and isinstance(one.value, float)
                    else one.value
                )
                for one in row
            ]
            for row in sheet.iter_rows()
        ]
        for sheet in book
    }


def seen(value: Any, fact: Fact, kind: str) -> Any:
    if isinstance(value, (int, float)) or fact.what in ("place", "title"):
        return value
    said = str(value).removesuffix("%")
    if fact.what == "rank":
        said = said.removeprefix("Ke-")
        roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        return roman.index(said) + 1 if said in roman else int(said)
    if kind == "dot" or re.fullmatch(r"\d+\.\d+", said):
        return float(said.replace(",", "")) if kind == "dot" or "," not in said else None
    return float(said.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_fact_stands_where_the_generator_says(seed: int) -> None:
    recap = drawn(seed)
    read = cells(recap)
    assert recap.facts
    for fact in recap.facts:
        value = read[fact.page][fact.row][fact.column]
        if fact.what == "place":
            assert value == fact.value
        elif fact.what == "title":
            assert str(value).split()[-1].strip("IVX") == ""
        else:
            kind = recap.figures.kind
            if (
                kind in ("comma", "mixed", "percent_text")
                and isinstance(value, str)
                and "," not in value
            ):
                value = (
                    value.replace(".", "")
                    if fact.what != "rank" and recap.suffix == "xlsx"
                    else value
                )
            assert seen(value, fact, kind) == pytest.approx(fact.value, abs=1e-6), (fact, value)


def test_the_same_seed_gives_the_same_facts() -> None:
    assert layout.recap(Random(5)).facts == layout.recap(Random(5)).facts


def test_layouts_are_many() -> None:
    features = [dict(drawn(seed).features) for seed in range(200)]
    for name, least in {
        "orientation": 4,
        "sheets": 5,
        "zones": 4,
        "paired": 3,
        "maxima": 6,
        "weights": 5,
        "figures": 6,
    }.items():
        assert len({one[name] for one in features}) >= least, name


# The judge: a perfect reading passes, a changed one does not.


@pytest.mark.parametrize("seed", SEEDS)
def test_a_perfect_reading_is_right(seed: int) -> None:
    recap = drawn(seed)
    assert compare(ideal.rows(recap), recap, ANSWERED)[0] == []


Table = list[dict[str, Any]]


def first(rows: Table, field: str, change: Callable[[Any], Any]) -> bool:
    """Change a field of the first row in which it holds something; False where none does."""
    for row in rows:
        if row[field]:
            row[field] = change(row[field])
            return True
    return False


def swapped(rows: Any) -> bool:
    """Two neighbouring scores that differ change places."""
    for one, other in pairwise(rows["scores"]):
        if abs(one["value"] - other["value"]) > 0.1:
            one["value"], other["value"] = other["value"], one["value"]
            return True
    return False


def winner_lost(rows: Any) -> bool:
    code = rows["placements"][0]["kecamatan_code"]
    rows["placements"] = [row for row in rows["placements"] if row["kecamatan_code"] != code]
    return True


def score_lost(rows: Any) -> bool:
    lost = [row for row in rows["scores"] if row["indicator"]][:1]
    rows["scores"] = [row for row in rows["scores"] if row not in lost]
    return bool(lost)


def weight_invented(rows: Any) -> bool:
    for row in rows["indicators"]:
        if row["weight"] is None:
            row["weight"] = 17.0
            return True
    return False


# How a wrong reading differs from a right one: changes rows in place; False where they have nothing
# to change so.
MUTATIONS: dict[str, Callable[[Any], bool]] = {
    "two scores swapped": swapped,
    "winner lost": winner_lost,
    "score lost": score_lost,
    "decimal shifted": lambda rows: first(rows["scores"], "value", lambda value: value / 100),
    "total is another": lambda rows: first(rows["placements"], "score", lambda value: value + 1),
    "rank is another": lambda rows: first(rows["placements"], "rank", lambda value: value + 1),
    "title is another": lambda rows: first(rows["placements"], "placement", lambda _: "juara_9"),
    "maximum is another": lambda rows: first(rows["scores"], "value_max", lambda value: value * 2),
    "weight is another": lambda rows: first(rows["indicators"], "weight", lambda value: value + 3),
    "weight invented": weight_invented,
    "year is a juror": lambda rows: first(rows["scores"], "juror", lambda _: "2023"),
    "stage is another": lambda rows: first(rows["scores"], "stage", lambda _: "peserta"),
    "criterion's name cut": lambda rows: first(
        rows["indicators"], "name", lambda name: f"{name} .5%"
    ),
    "edition is another": lambda rows: first(
        rows["placements"], "edition_year", lambda year: year - 7
    ),
}


@pytest.mark.parametrize("how", MUTATIONS)
def test_a_wrong_reading_is_found(how: str) -> None:
    tried = 0
    for seed in range(60):
        recap = drawn(seed)
        rows = deepcopy(ideal.rows(recap))
        if MUTATIONS[how](rows):
            tried += 1
            assert compare(rows, recap, ANSWERED)[0], (how, seed)
    assert tried >= 5


class Option(NamedTuple):
    value: str
    label: str = ""
    why: str = ""


class Question(NamedTuple):
    id: str
    options: tuple[Option, ...]
    at: str = ""
    asks: str = ""
    is_free: bool = False


class Proposal(NamedTuple):
    rows: Any
    open: list[Question]
    faults: tuple[str, ...] = ()


def test_the_judge_answers_truly_and_says_what_is_lost() -> None:
    recap = drawn(11)
    assert recap.told.stages
    edition = Question("edisi", (Option("kabkota-9999-2020"), Option(recap.contest.edition_id)))

    def asks(answers: Any) -> Proposal:
        return Proposal(
            ideal.rows(recap) if answers == {"edisi": recap.contest.edition_id} else None, [edition]
        )

    assert judge(recap, asks).kind == "asked"
    hopeless = edition._replace(options=edition.options[:1])
    assert judge(recap, lambda _: Proposal(None, [hopeless])).kind == "lost"
    assert judge(recap, lambda _: Proposal(None, [], ("A1: salah",))).kind == "refused"
    assert judge(recap, lambda _: 1 / 0).kind == "crashed"
    assert (
        judge(
            recap, lambda _: Proposal({"placements": [], "scores": [], "indicators": []}, [])
        ).kind
        == "wrong"
    )


@pytest.mark.parametrize("seed", range(40))
def test_answers_are_true(seed: int) -> None:
    recap = drawn(seed)
    name, code = next(iter(recap.called.items()))
    sheet = recap.pages[0].name
    assert answer(Question(f"kecamatan {name}", (), is_free=True), recap).value == code
    assert answer(Question("kecamatan Jumlah", (Option("lewati"),)), recap).value == "lewati"
    stages = [one.name for one in recap.contest.stages]
    assert answer(Question(f"tahap {sheet}", (), is_free=True), recap).value in [*stages, "hasil"]
    assert answer(Question(f"lembar {sheet}", (), is_free=True), recap).value == recap.pages[0].role
    for one in recap.contest.criteria:
        most = one.weight if recap.told.is_weighted else one.most
        assert (
            float(answer(Question(f"maksimum {one.name}", (), is_free=True), recap).value or -1)
            == most
        )
    assert answer(Question("warna A1", ()), recap).value is None
