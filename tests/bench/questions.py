"""How long each question takes that a page puts to the database: on a simulated country, and on one
ten times as large.

Which questions there are is read from the pages: every function of analytics that stands in a call
of ask() or later(), once for each number of arguments. What they are asked about follows from the
names of their parameters.
"""

import ast
import importlib
import inspect
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pandas as pd

from analytics.change.questions import Pair
from analytics.core.editions import Span
from analytics.core.query import Connection
from analytics.geography.questions import LAYERS, View
from analytics.innovation.copying import Sought
from analytics.innovation.questions import Wanted
from data import publish
from tests.bench import twins
from tests.bench.server import ROOT

ASKING = ("ask", "later")
MOST_GROWTH = 3.0  # times as long on ten times the rows
GROWN = 3.0  # times as many rows in an answer, from which it lists what there is
HEAD = (
    f"{'median of the runs, ms':<46}{'rows':>8}{'× 10':>8}{'country':>10}{'× 10':>10}"
    f"{'growth':>7}{' ≤ 3':<11}{'pandas':>8}{'× 10':>8}"
)
# Times that each is asked at least and at most; no more after so many seconds
LEAST, MOST, ENOUGH = 3, 20, 1.0
PROVINCE, KABKOTA, KECAMATAN, YEAR = "35", "3511", "351106", 2025
SLOW = 5.0  # seconds after which an answer is not waited for again
INNOVATION = (
    "SELECT innovation_id FROM innovation WHERE indicator IS NOT NULL AND context = 'skk' ORDER BY"
    " 1 LIMIT 1"
)


def given(year: int) -> dict[str, Any]:
    """What is asked about, by the name of a parameter; a dict gives several, by what they are
    called in the results.
    """
    contest = f"provinsi-{PROVINCE}"
    layers = {layer: View(layer, "kecamatan", contest, year, year) for layer in LAYERS}
    country = {
        f"{layer} of the country": View(layer, "kecamatan", None, year, year)
        for layer in LAYERS
        if layer != "index"
    }
    return {
        "edition_id": f"{contest}-{year}", "contest_id": contest, "province_code": PROVINCE,
        "code": KECAMATAN,
        "codes": (KECAMATAN, "351107"), "year": year, "until": year, "span": Span(year - 9, year),
        "by": "kabkota",
        "half_life": 4.0, "stage": "administrasi", "unit": "kecamatan", "context": "skk",
        "proposed": True, "most": 2, "first": 0,
        "typed": "lansia", "wanted": Wanted(), "view": layers | country,
        "examples": ("351107", "350718"),
        "sought": {"": Sought(), "of a region": Sought(region=KABKOTA)},
        "pair": Pair(KABKOTA, f"{contest}-{year - 1}", f"{contest}-{year}"),
    }  # fmt: skip


def given_to(name: str, year: int) -> dict[str, Any]:
    """The same for one question, where a name means something else there or its arguments are worth
    several cases.
    """
    contest = f"kabkota-{KABKOTA}"
    scores = {
        "edition_id": f"{contest}-{year}",
        "edition_ids": f"{contest}-{year}",
        "contest_id": contest,
    }
    special: dict[str, dict[str, Any]] = {
        "kabkota": {"code": KABKOTA, "codes": (KABKOTA, "3507")}, "assessment": scores,
        "innovation.questions.spread": {"by": "sector", "proposed": {"": False, "proposed": True}},
        "innovation.questions.search": {"most": {"12 hits": 12, "all": 100_000}},
        "geography.questions.units": {"contest_id": {"": f"provinsi-{PROVINCE}",
        "of the country": None}},
    }  # fmt: skip
    return special.get(name.split(".", maxsplit=1)[0], {}) | special.get(name, {})


class Question(NamedTuple):
    """A function of analytics and how many arguments besides the connection a page gives it."""

    name: str  # topic.module.function
    count: int

    @property
    def function(self) -> Callable[..., Any]:
        """The function itself."""
        module, _, name = self.name.rpartition(".")
        found: Callable[..., Any] = getattr(importlib.import_module(f"analytics.{module}"), name)
        return found


class Case(NamedTuple):
    """A question with its arguments."""

    label: str
    question: Question
    arguments: tuple[Any, ...]


class Times(NamedTuple):
    """Seconds of each answer to one case on the country and on the one ten times as large, the rows
    of an answer on both, and seconds of its twin in pandas on both (none where it has no twin, or
    that cannot be held).
    """

    case: Case
    one: list[float]
    many: list[float]
    rows: tuple[int, int]
    twins: tuple[list[float], list[float]]

    @property
    def growth(self) -> float:
        """How many times as long the large one takes."""
        return median(self.many) / median(self.one)

    @property
    def ratios(self) -> list[float]:
        """How many times as long the twin takes, on the country and on the large one, where it was
        measured.
        """
        pairs = zip((self.one, self.many), self.twins, strict=True)
        return [median(slow) / median(seconds) for seconds, slow in pairs if slow]

    @property
    def lists_all(self) -> bool:
        """Whether the answer itself grows with the country, so that it cannot take as long on
        both.
        """
        return self.rows[1] > GROWN * self.rows[0]

    def line(self) -> str:
        """The case as plain text: rows and medians on both, growth; how many times as long the twin
        takes on both.
        """
        one, many = (1000 * median(seconds) for seconds in (self.one, self.many))
        told = f"{self.case.label:<46}{self.rows[0]:>8}{self.rows[1]:>8}"
        told += f"{one:>10.1f}{many:>10.1f}{self.growth:>7.1f}"
        said = " lists all" if self.lists_all else " NO" if self.growth > MOST_GROWTH else " yes"
        return f"{told}{said:<11}" + "".join(f"{ratio:>8.1f}" for ratio in self.ratios)

    def record(self) -> dict[str, object]:
        """The case for the file: every single value."""
        return {
            "case": self.case.label,
            **{name: value for name, value in self._asdict().items() if name != "case"},
        }


def asked(folder: Path = ROOT / "pages") -> list[Question]:
    """Every question of analytics that a page puts, by name.

    Raises:
        LookupError: a call of ask() or later() whose question cannot be told from the text.
    """
    found = set()
    for file in sorted(folder.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        modules = dict(_imports(tree))
        local = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        for call in ast.walk(tree):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ASKING
                and file.stem != "store"
            ):
                found |= set(_questions(call, modules, local, f"{file.name}:{call.lineno}"))
    return sorted(found)


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in (
            "analytics",
            "data",
        ):
            yield from (
                (alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names
            )


def _questions(
    call: ast.Call, modules: dict[str, str], local: dict[str, ast.FunctionDef], where: str
) -> Iterator[Question]:
    match call.args[0]:
        case ast.Attribute(value=ast.Name(id=alias), attr=name) if alias in modules:
            package, _, module = modules[alias].partition(".")
            if package == "analytics":  # data.package gives everything away, as a download
                yield Question(f"{module}.{name}", len(call.args) - 1)
        case ast.Name(id=name) if name in local:  # a function of the page: what that asks
            cursor = local[name].args.args[0].arg
            for inner in ast.walk(local[name]):
                if isinstance(inner, ast.Call) and any(
                    isinstance(one, ast.Name) and one.id == cursor for one in inner.args[:1]
                ):
                    yield from _questions(
                        ast.Call(func=inner.func, args=[inner.func, *inner.args[1:]], keywords=[]),
                        modules,
                        {},
                        where,
                    )
        case other:
            raise LookupError(f"{where}: which question is {ast.unparse(other)}?")


def cases(question: Question, innovation_id: str, year: int = YEAR) -> list[Case]:
    """A question with the arguments it is measured with.

    Raises:
        KeyError: nothing is given for one of its parameters.
    """
    parameters = list(inspect.signature(question.function).parameters.values())[1:]
    own = {"innovation_id": innovation_id, "innovation_ids": (innovation_id,)}
    known = given(year) | own | given_to(question.name, year)
    whole = " (all)" if not question.count and parameters else ""
    found = [Case(question.name + whole, question, ())]
    for parameter in parameters[: question.count]:
        value = known[parameter.name]
        several = value if isinstance(value, dict) else {"": value}
        found = [
            Case(f"{case.label} {label}".strip(), question, (*case.arguments, one))
            for case in found
            for label, one in several.items()
        ]
    return found


def measure(one: Path, many: Path) -> list[Times]:
    """Every case on both databases, in turn, and its twin where it has one.

    Raises:
        RuntimeError: a twin in pandas gives another answer.
    """
    found = []
    with publish.connect(one) as small, publish.connect(many) as large:
        ((innovation_id,),) = small.execute(INNOVATION).fetchall()
        on = twins.tables(small), twins.tables(large, without=["score"])
        for question in asked():
            for case in cases(question, innovation_id):
                seconds, answers = zip(
                    *(timed(partial(_ask, con, case)) for con in (small, large)), strict=True
                )
                slow = tuple(
                    _twin(case, tables, answer) for tables, answer in zip(on, answers, strict=True)
                )
                found.append(Times(case, *seconds, (_size(answers[0]), _size(answers[1])), slow))
    return found


def _twin(case: Case, on: twins.Tables, answer: Any) -> list[float]:
    """Seconds of each answer of the twin of a case; none where there is none on these tables."""
    twin = twins.TWINS.get(case.label)
    if twin is None or (case.label in twins.OF_SCORES and "score" not in on):
        return []
    seconds, same = timed(partial(twin, on, *case.arguments))
    if not twins.same(answer, same):
        raise RuntimeError(f"{case.label}: pandas gives another answer.")
    return seconds


def timed(answering: Callable[[], Any]) -> tuple[list[float], Any]:
    """Seconds of each answer, and the answer; without the first, which finds the file unread,
    unless that alone took too long.
    """
    seconds: list[float] = []
    until = time.perf_counter() + ENOUGH
    while len(seconds) <= LEAST or (time.perf_counter() < until and len(seconds) <= MOST):
        began = time.perf_counter()
        answer = answering()
        seconds.append(time.perf_counter() - began)
        if seconds[0] > SLOW:
            return seconds, answer
    return seconds[1:], answer


def _size(answer: Any) -> int:
    """Rows of a table, keys of a dict, 1 of anything else."""
    return len(answer) if isinstance(answer, pd.DataFrame | dict) else 1


def _ask(con: Connection, case: Case) -> Any:
    with con.cursor() as cursor:
        return case.question.function(cursor, *case.arguments)
