"""The bench knows every question that a page puts, and its pandas twins say what the database says."""

from pathlib import Path

import pytest

from tests import simulated
from tests.bench import questions, twins
from tests.bench.questions import Case, Question

LAST = simulated.YEARS[-1]


def test_every_question_of_a_page_has_arguments() -> None:
    asked = questions.asked()
    assert {Question("standings.standings", 1), Question("claims.claims", 1), Question("innovations.reports", 1)} <= set(asked)
    for question in asked:
        assert questions.cases(question, "-"), question


def test_a_question_without_arguments_for_the_bench_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("from analytics import maps as m\n\nask(m.legend, found)\n", encoding="utf-8")
    (question,) = questions.asked(tmp_path)
    with pytest.raises(KeyError, match="rows"):
        questions.cases(question, "-")
    (tmp_path / "page.py").write_text("ask(QUESTIONS[0], 1)\n", encoding="utf-8")
    with pytest.raises(LookupError, match=r"page.py:1: which question is QUESTIONS\[0\]"):
        questions.asked(tmp_path)


def test_each_twin_is_of_a_question_and_says_the_same() -> None:
    con = simulated.connection()
    on = twins.tables(con)
    known = {case.label: case for question in questions.asked() for case in questions.cases(question, "-", LAST)}
    assert set(twins.TWINS) <= set(known)
    for label, twin in twins.TWINS.items():
        case: Case = known[label]
        answer = case.question.function(con, *case.arguments)
        assert twins.same(answer, twin(on, *case.arguments)), label
