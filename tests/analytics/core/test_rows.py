"""No function of analytics gives a frame without saying what it holds, and declarations are held;
test_answers.py puts every question.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pandas as pd
import pytest

from analytics.assessment import questions as assessment_questions
from analytics.core import query, rows
from analytics.core.rows import Rows, Table, declared, each, first
from tests import declarations

ROOT = Path(__file__).parents[3]
MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages([str(ROOT / "analytics")], "analytics.")
]
FUNCTIONS = {
    f"{module.__name__}.{name}".removeprefix("analytics."): function
    for module in MODULES
    for name, function in vars(module).items()
    if not name.startswith("_")
    and inspect.isfunction(function)
    and function.__module__ == module.__name__
}
MACHINERY = {"core.rows", "core.query", "core.cache", "core.frozen"}  # frames of any kind


def given(name: str) -> Any:
    """What a function says it gives."""
    return get_type_hints(FUNCTIONS[name]).get("return")


def parts(hint: Any) -> Iterator[Any]:
    """An annotation and all that it is made of."""
    yield hint
    for one in get_args(hint):
        yield from parts(one)


def declares(name: str) -> list[type]:
    """The dataclasses whose rows a function gives."""
    return [get_args(one)[0] for one in parts(given(name)) if get_origin(one) is Rows]


OF_TOPICS = [name for name in FUNCTIONS if name.rsplit(".", 1)[0] not in MACHINERY]


@pytest.mark.parametrize("name", OF_TOPICS)
def test_who_gives_a_frame_declares_it(name: str) -> None:
    """`Rows` of a dataclass, or a `Table` that only people read; nor does it take any other."""
    hints = get_type_hints(FUNCTIONS[name])
    assert [one for hint in hints.values() for one in parts(hint) if one is pd.DataFrame] == []
    for kind in declares(name):
        assert is_dataclass(kind) or kind is rows.Row, f"{kind} is no dataclass"


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.__name__.endswith(".rows")]
)
def test_a_declaration_says_what_a_row_is_and_what_null_means(module: Any) -> None:
    """A column that may be NULL says when, or an earlier one does for those below it."""
    kinds = [kind for kind in vars(module).values() if is_dataclass(kind)]
    assert kinds
    for kind in kinds:
        assert kind.__dataclass_params__.frozen, kind
        assert inspect.getdoc(kind), kind
    for kind in (kind for kind in kinds if kind.__module__ == module.__name__):
        if "NULL" not in f"{module.__doc__}{kind.__doc__}":
            source = inspect.getsource(kind)
            optional = re.search(r"^    \w+: [^#\n]*\| None.*(?:\n    #.*)?", source, re.M)
            assert optional is None or "NULL" in optional[0] or "None:" in optional[0], source


def test_every_test_holds_answers_against_their_declarations() -> None:
    assert query.declared is rows.declared is declarations._watched
    assert assessment_questions.declared is declarations._watched


@dataclass(frozen=True)
class Example:
    """A row for the tests."""

    class_: str
    count: int | None  # NULL: not known
    names: list[str]


def example(**other: object) -> pd.DataFrame:
    told = {"class": ["a"], "count": pd.array([None], dtype="Int64"), "names": [["x"]]}
    return pd.DataFrame(told | {name: [value] for name, value in other.items()})


def test_another_column_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Example and its answer differ in columns: \['more'\]"):
        declared(Example, example(more=1))
    with pytest.raises(TypeError, match="count"):
        declared(Example, example().drop(columns="count"))


@pytest.mark.parametrize(
    ("column", "value"), [("class", 1), ("count", "1"), ("count", True), ("names", [1])]
)
def test_another_type_is_found(column: str, value: object) -> None:
    assert declarations.faults(Example, example()) == []
    assert len(declarations.faults(Example, example(**{column: value}))) == 1


def test_rows_one_by_one_are_pythons_own_values_and_null_is_none() -> None:
    (row,) = each(declared(Example, example()))
    assert (row.class_, row.count, row.names) == ("a", None, ["x"])
    made: Callable[[], pd.DataFrame] = example
    assert first(Example, declared(Example, made())) == Example("a", None, ["x"])
    assert first(Example, declared(Example, made().head(0))) is None


def test_tables_are_of_indonesian_columns() -> None:
    tables = [name for name in OF_TOPICS if Table in list(parts(given(name)))]
    assert len(tables) > 30
    assert {name.split(".")[1] for name in tables} == {"tables"}


# --- Any -------------------------------------------------------------------------------------

MOST = 40
ANY = re.compile(r"\bAny\b")
IMPORTER = "data/importer/"  # whose reasons are still to be written


def test_any_is_rare_and_has_a_reason() -> None:
    """Where a value may be anything, the line or the one above it says why."""
    product = [ROOT / "dashboard.py"]
    for layer in ("analytics", "pages", "data", "deploy"):
        product += sorted((ROOT / layer).rglob("*.py"))
    rare, unexplained = [], []
    for path in product:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            if ANY.search(line) and not line.startswith(("from typing", '"""Any')):
                place = f"{path.relative_to(ROOT)}:{number + 1}"
                rare.append(place)
                if "# " not in line and not lines[number - 1].lstrip().startswith("# "):
                    unexplained.append(place)
    assert len(rare) <= MOST, rare
    assert [place for place in unexplained if not place.startswith(IMPORTER)] == []
