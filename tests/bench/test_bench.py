"""The bench knows every question that a page puts, and its pandas twins say what the database
says.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import real, simulated
from tests.bench import questions, twins
from tests.bench.questions import Case, Question
from tests.bench.reference import LIBRARIES
from tests.bench.server import ROOT

LAST = simulated.YEARS[-1]
# Opens the first page and names all that is imported then.
FIRST_PAGE = f"""
import sys
from streamlit.testing.v1 import AppTest
first = AppTest.from_file({str(ROOT / "dashboard.py")!r}, default_timeout=60).run()
assert not first.exception
print(*sys.modules)
"""
WEIGHTY = {"babel", "duckdb", "geopandas", "pandas", "pandera", "plotly.graph_objects",
"python_calamine", "rapidfuzz", "scipy",
           "shapely", "snowballstemmer", "xlsxwriter"}  # fmt: skip


def test_the_first_page_imports_no_more_than_the_reference_does() -> None:
    environment = {**os.environ, "SKK_DATA": str(real.folder())}
    command = [sys.executable, "-c", FIRST_PAGE]
    names = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout.split()
    # The contest is off, and nothing of it is there
    assert not [one for one in names if one.startswith(("data.contest", "sqlalchemy", "alembic"))]
    assert WEIGHTY & set(names) == set(re.findall(r"[\w.]+", LIBRARIES.removeprefix("import")))


def test_every_question_of_a_page_has_arguments() -> None:
    asked = questions.asked()
    assert {
        Question("standing.questions.standings", 1),
        Question("evidence.questions.claims", 1),
        Question("innovation.questions.reports", 1),
    } <= set(asked)
    for question in asked:
        assert questions.cases(question, "-"), question


def test_a_question_without_arguments_for_the_bench_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(
        "from analytics.geography import legend as m\n\nask(m.legend, found)\n", encoding="utf-8"
    )
    (question,) = questions.asked(tmp_path)
    with pytest.raises(KeyError, match="rows"):
        questions.cases(question, "-")
    (tmp_path / "page.py").write_text("ask(QUESTIONS[0], 1)\n", encoding="utf-8")
    with pytest.raises(LookupError, match=r"page.py:1: which question is QUESTIONS\[0\]"):
        questions.asked(tmp_path)


def test_each_twin_is_of_a_question_and_says_the_same() -> None:
    con = simulated.connection()
    on = twins.tables(con)
    known = {
        case.label: case
        for question in questions.asked()
        for case in questions.cases(question, "-", LAST)
    }
    assert set(twins.TWINS) <= set(known)
    for label, twin in twins.TWINS.items():
        case: Case = known[label]
        answer = case.question.function(con, *case.arguments)
        assert twins.same(answer, twin(on, *case.arguments)), label
