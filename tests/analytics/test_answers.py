"""What questions answer is what they declare: every question is put to the real and to a simulated
database.
"""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import duckdb
import pytest

from analytics.change import questions as change_questions
from analytics.core import rows
from analytics.core.editions import Span
from analytics.geography.questions import View, layers
from analytics.innovation.copying import Sought
from analytics.innovation.questions import Wanted
from tests import declarations, real, simulated
from tests.analytics.core.test_rows import FUNCTIONS, OF_TOPICS, declares
from tests.thorough import some

QUESTIONS = [
    name
    for name in OF_TOPICS
    if next(iter(inspect.signature(FUNCTIONS[name]).parameters), "") == "con" and declares(name)
]


@dataclass(frozen=True)
class Asked:
    """Arguments for questions, by the name of a parameter."""

    con: duckdb.DuckDBPyConnection

    def column(self, sql: str) -> list[Any]:
        """The values of the first column of an answer."""
        return [row[0] for row in self.con.execute(sql).fetchall()]

    @cached_property
    def kecamatan(self) -> list[str]:
        """Some of which something is known, and one of which nothing is."""
        return self.column(
            "(SELECT subject FROM dispute JOIN kecamatan ON code = subject ORDER BY 1 LIMIT 4)"
            " UNION (SELECT kecamatan_code FROM success ORDER BY 1 LIMIT 4) UNION (SELECT"
            " kecamatan_code FROM innovation WHERE kecamatan_code IS NOT NULL ORDER BY 1 LIMIT 4)"
            " UNION SELECT min(code) FROM kecamatan ORDER BY 1"
        )

    @cached_property
    def kabkota(self) -> list[str]:
        """Some of Jawa Timur, by night all: four of which all kinds of awards are known, and four
        more.
        """
        found = self.column(
            "SELECT code FROM kabkota WHERE province_code = '35' ORDER BY (SELECT"
            " count(DISTINCT is_skk) FROM standing JOIN edition USING (edition_id) WHERE"
            " kabkota_code = kabkota.code) DESC, code"
        )
        return [*found[:4], *some(found[4:], 4)]

    @cached_property
    def contests(self) -> list[str]:
        """Contests, those of provinces last."""
        return self.column("SELECT DISTINCT contest_id FROM edition ORDER BY contest_id")

    @cached_property
    def editions(self) -> list[str]:
        """Editions of several contests."""
        editions = self.column(
            # the latest of each contest before any other
            "SELECT edition_id FROM edition ORDER BY row_number() OVER"
            " (PARTITION BY contest_id ORDER BY year DESC), year DESC, edition_id LIMIT 20"
        )
        return some(editions, 6)

    @cached_property
    def known(self) -> dict[str, list[Any]]:
        """What to give for a parameter of any question, by its name."""
        return {
            "edition_id": self.editions,
            "edition_ids": self.editions,
            "contest_id": some(self.contests, 8),
            "span": [Span(2010, 2040)],
            "by": ["kecamatan", "kabkota"],
            "half_life": [4.0, None],
            "stage": ["administrasi", "tinjau_lapang", "hasil", "paparan"],
            "province_code": ["35", "32"],
            "until": [2024],
            "year": [2023, None],
            "code": self.kecamatan,
            "codes": list(zip(*[iter(self.kecamatan)] * 3, strict=False)),
            "examples": list(zip(*[iter(self.kecamatan)] * 3, strict=False)),
            "context": ["skk", "lain"],
            "proposed": [False, True],
            "typed": ["", "pelayanan", "sampah"],
            "sought": [Sought(), Sought(region="3529"), Sought("3507", "placed", 0, "")],
            "innovation_ids": [tuple(self.column("SELECT innovation_id FROM innovation_reason"))],
            "wanted": [Wanted(), Wanted(proposed=True)],
            "innovation_id": self.column(
                "SELECT innovation_id FROM innovation ORDER BY 1 LIMIT 12"
            ),
            "unit": ["kecamatan", "kabkota", "provinsi"],
            "place_id": [None],
            "view": [
                View(layer, unit, contest, 2024, 2024)
                for unit in ("kecamatan", "kabkota", "provinsi")
                for contest in ("provinsi-35", None)
                if unit != "provinsi" or contest is None
                for layer in layers(unit, contest)
            ],
            "pair": self.pairs([*self.kabkota, *self.kecamatan]),
        }

    def of(self, name: str, parameter: str) -> list[Any]:
        """What to give for a parameter of a question."""
        room = name.split(".", maxsplit=1)[0]
        if name.startswith("innovation.questions.spread") and parameter == "by":
            return ["sector", "year", "success", "kabkota", "digital", "actor", "nothing"]
        if parameter == "code" and room == "change":
            return [*self.kabkota, *self.kecamatan]
        if room == "kabkota" and parameter in ("code", "codes"):
            fours = list(zip(*[iter(self.kabkota)] * 4, strict=False))
            return fours if parameter == "codes" else self.kabkota
        return self.known[parameter]

    def pairs(self, codes: list[str]) -> list[change_questions.Pair]:
        """The last two editions of one contest of each kecamatan or kabkota that has some."""
        found = []
        for code in codes:
            held = list(rows.each(change_questions.held(self.con, code)))
            same = [row.edition_id for row in held if row.contest_id == held[0].contest_id]
            found += [change_questions.Pair(code, same[1], same[0])] if same else []
        return found

    def cases(self, name: str) -> Iterator[tuple[Any, ...]]:
        """Arguments for a question: each chosen value of each parameter at least once."""
        parameters = list(inspect.signature(FUNCTIONS[name]).parameters.values())[1:]
        needed = [one.name for one in parameters if one.default is inspect.Parameter.empty]
        values = [self.of(name, one) for one in needed]
        for at in range(max(map(len, values), default=1)):
            yield tuple(several[at % len(several)] for several in values)


@cache
def asking(where: Any) -> Asked:
    """What can be asked of the real or the simulated database."""
    return Asked(where.connection())


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("where", [real, simulated], ids=["real", "simulated"])
def test_a_question_answers_what_it_declares(name: str, where: Any) -> None:
    asked = asking(where)
    con = asked.con
    rows_in_all = 0
    for arguments in asked.cases(name):
        answer = FUNCTIONS[name](con, *arguments)
        (kind,) = declares(name)
        assert rows.columns(kind).keys() == set(answer.columns)
        assert declarations.faults(kind, answer) == [], arguments
        rows_in_all += len(answer)
    assert (
        rows_in_all
        or where is simulated
        or name
        in {
            # the catalog has no scores per indicator
            "assessment.questions.stages",
            "assessment.questions.editions",
            "assessment.questions.sources",
            "assessment.questions.scores",
            "assessment.questions.years",
            "assessment.robustness.of_stage",
            "place.questions.indicator_scores",
        }
    ), "nothing was answered, so that nothing was looked at"
