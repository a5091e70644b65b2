"""How long each question takes that a page puts to the database: on a simulated country, and on one ten times as large.

Which questions there are is read from the pages: every function of analytics that stands in a call of ask() or later(), once for each number
of arguments. What they are asked about follows from the names of their parameters.
"""

import ast
import importlib
import inspect
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from analytics.editions import Connection, Span
from analytics.innovations import Wanted
from analytics.maps import LAYERS, View
from data import publish
from tests.bench.server import ROOT

ASKING = ("ask", "later")
LEAST, MOST, ENOUGH = 3, 20, 1.0  # times that each is asked at least and at most; no more after so many seconds
PROVINCE, YEAR = "35", 2025
CONTEST, KABKOTA, KECAMATAN = f"provinsi-{PROVINCE}", "3511", "351106"
EDITION = f"{CONTEST}-{YEAR}"
# What is asked about, by the name of a parameter; a dict gives several, by what they are called in the results.
GIVEN: dict[str, Any] = {
    "edition_id": EDITION, "contest_id": CONTEST, "province_code": PROVINCE, "code": KECAMATAN, "codes": (KECAMATAN, "351107"),
    "year": YEAR, "until": YEAR, "span": Span(2016, YEAR), "by": "kabkota", "half_life": 4.0, "stage": "administrasi",
    "unit": "kecamatan", "context": "skk", "proposed": True, "most": 2, "first": 0, "typed": "lansia", "wanted": Wanted(),
    "view": {layer: View(layer, "kecamatan", CONTEST, YEAR, YEAR) for layer in LAYERS}
        | {f"{layer} of the country": View(layer, "kecamatan", None, YEAR, YEAR) for layer in LAYERS if layer != "index"},
}  # fmt: skip
# Where the same name means something else, and what is known only to whoever asks first.
GIVEN_TO: dict[str, dict[str, Any]] = {
    "kabkota": {"code": KABKOTA}, "innovations.spread": {"by": "sector"},
    "maps.units": {"contest_id": {"": CONTEST, "of the country": None}},
    "innovations.search": {"most": {"12 hits": 12, "all": 100_000}},
    "assessment": {"edition_id": f"kabkota-{KABKOTA}-{YEAR}", "contest_id": f"kabkota-{KABKOTA}"},
    "agreement": {"edition_id": f"kabkota-{KABKOTA}-{YEAR}"}, "robustness": {"edition_id": f"kabkota-{KABKOTA}-{YEAR}"},
}  # fmt: skip
INNOVATION = "SELECT innovation_id FROM innovation WHERE indicator IS NOT NULL AND context = 'skk' ORDER BY 1 LIMIT 1"


class Question(NamedTuple):
    """A function of analytics and how many arguments besides the connection a page gives it."""

    name: str  # module.function
    count: int

    @property
    def function(self) -> Callable[..., Any]:
        """The function itself."""
        module, name = self.name.split(".")
        found: Callable[..., Any] = getattr(importlib.import_module(f"analytics.{module}"), name)
        return found


class Case(NamedTuple):
    """A question with its arguments."""

    label: str
    question: Question
    arguments: tuple[Any, ...]


class Times(NamedTuple):
    """Seconds of each answer to one case on the country and on the one ten times as large, and rows of an answer on both."""

    case: Case
    one: list[float]
    many: list[float]
    rows: tuple[int, int]

    @property
    def growth(self) -> float:
        """How many times as long the large one takes."""
        return median(self.many) / median(self.one)


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
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ASKING and file.stem != "store":
                found |= set(_questions(call, modules, local, f"{file.name}:{call.lineno}"))
    return sorted(found)


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("analytics", "data"):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


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
                if isinstance(inner, ast.Call) and any(isinstance(one, ast.Name) and one.id == cursor for one in inner.args[:1]):
                    yield from _questions(
                        ast.Call(func=inner.func, args=[inner.func, *inner.args[1:]], keywords=[]), modules, {}, where
                    )
        case other:
            raise LookupError(f"{where}: which question is {ast.unparse(other)}?")


def cases(question: Question, innovation_id: str) -> list[Case]:
    """A question with the arguments it is measured with.

    Raises:
        KeyError: nothing is given for one of its parameters.
    """
    module = question.name.split(".")[0]
    given = GIVEN | {"innovation_id": innovation_id} | GIVEN_TO.get(module, {}) | GIVEN_TO.get(question.name, {})
    names = list(inspect.signature(question.function).parameters)[1 : 1 + question.count]
    found = [Case(question.name, question, ())]
    for name in names:
        values = given[name] if isinstance(given[name], dict) else {"": given[name]}
        found = [
            Case(f"{case.label} {label}".strip(), question, (*case.arguments, value)) for case in found for label, value in values.items()
        ]
    optional = [one for one in inspect.signature(question.function).parameters.values() if one.default is not one.empty]
    whole = " (all)" if optional and not question.count and "_id" in optional[0].name else ""
    return [case._replace(label=case.label + whole) for case in found]


def measure(one: Path, many: Path) -> list[Times]:
    """Every case on both databases, in turn."""
    found = []
    with publish.connect(one) as small, publish.connect(many) as large:
        ((innovation_id,),) = small.execute(INNOVATION).fetchall()
        for question in asked():
            for case in cases(question, innovation_id):
                seconds, rows = zip(*(timed(con, case) for con in (small, large)), strict=True)
                found.append(Times(case, *seconds, rows))
    return found


def timed(con: Connection, case: Case) -> tuple[list[float], int]:
    """Seconds of each answer but the first, which finds the file unread; and how many rows an answer has (1 if no table)."""
    began = time.perf_counter()
    answer, seconds = _ask(con, case), []
    until = began + max(ENOUGH, 2 * (time.perf_counter() - began))
    while len(seconds) < LEAST or (time.perf_counter() < until and len(seconds) < MOST):
        began = time.perf_counter()
        answer = _ask(con, case)
        seconds.append(time.perf_counter() - began)
    return seconds, len(answer) if hasattr(answer, "columns") or isinstance(answer, dict) else 1


def _ask(con: Connection, case: Case) -> Any:
    with con.cursor() as cursor:
        return case.question.function(cursor, *case.arguments)
