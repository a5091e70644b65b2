"""The house keeps its shape: imports run one way, SQL is bound, public functions are documented."""

import ast
from functools import cache
from pathlib import Path

import pytest

from pages.parts.shared import registry

ROOT = Path(__file__).parent.parent
LAYERS = {"data": set(), "analytics": {"data"}, "pages": {"data", "analytics"}}
# A topic sees core and these; a neighbour more is a decision, and stands here.
NEIGHBOURS: dict[str, set[str]] = {
    # What every page says, on paper
    "briefing": {
        "assessment",
        "evidence",
        "geography",
        "indicator",
        "innovation",
        "kabkota",
        "place",
        "standing",
        "trend",
    },
    "core": set(),
    "change": {"assessment", "indicator", "standing"},  # scores, their sets, who stood where
    "standing": set(),
    "evidence": set(),
    "finding": set(),
    "indicator": set(),
    "innovation": {"place"},  # in what regions are alike
    "kabkota": {"standing"},  # the finals that its mentoring is shown by
    "trend": set(),
    "assessment": {"indicator"},  # whether scores of two years can be compared
    "place": {"assessment", "standing"},  # what a kecamatan is compared by
    "geography": {"standing"},  # what areas are coloured by
    # What a briefing says, as a page that leads on, and what its table is made of
    "light": {"briefing", "evidence", "innovation", "kabkota", "place", "standing"},
}
USUAL = {"rows", "questions", "tables", "figures", "sentences"}
OWN = {  # methods that only this topic has
    "briefing": {
        "__main__",
        "addressing",
        "annexes",
        "charts",
        "composing",
        "maps",
        "minutes",
        "of_annex",
        "of_assessment",
        "of_book",
        "of_catalogue",
        "of_edition",
        "of_innovation",
        "of_map",
        "of_place",
        "office",
        "parts",
        "plots",
        "printing",
        "slides",
    },
    "core": {
        "cache",
        "choosing",
        "drawing",
        "editions",
        "export",
        "frozen",
        "indicators",
        "markup",
        "query",
        "rows",
        "text",
        "spelling",
        "typed",
    },
    "assessment": {"agreement", "robustness", "verification"},
    "change": {"decomposition", "shapley"},
    "geography": {"clustering", "legend"},
    "indicator": {"claimed", "codebook"},
    "light": {
        "answering",
        "composing",
        "contents",
        "drawing",
        "forms",
        "of_edition",
        "of_innovation",
        "of_place",
        "parts",
        "picture",
        "rendering",
        "tagging",
        "viewing",
    },
    "innovation": {"copying", "filtering", "similarity"},
    "place": {"learning", "minimap", "search"},
    "trend": {"measures"},
}
PARTS = ROOT / "pages" / "parts"
NO_PAGES = {"shared", "door"}
SEEN_BEYOND = {
    ("shared", "impor.access"),  # whether the menu offers Impor
    ("door", "impor.access"),  # who asks, and whether they may import
    ("door", "impor.kept"),  # how long what was uploaded is kept
    ("shared", "lomba.access"),  # whether the menu offers Lomba
    ("door", "lomba.access"),  # by which cookie somebody is signed in
    ("lomba", "impor.access"),  # whether a page of this app asks
    ("lomba", "door.where"),  # where the way in lies
    ("lomba", "impor.difference"),  # what publishing would change, shown as that of an import
    ("lomba", "impor.history"),  # what editions are called there
    ("lomba", "impor.work"),  # work that takes seconds, in a thread of its own
    ("shared", "door.budget"),  # with which cursor a run asks, and that it took too long
    (
        "inovasi",
        "door.run",
    ),  # a part that is drawn anew by itself has a turn and a time like a page
}
MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
IN_TOPICS = [
    path for path in sorted((ROOT / "analytics").glob("*/*.py")) if path.stem != "__init__"
]
EVERYWHERE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]


@cache
def parsed(path: Path) -> ast.Module:
    """A module, read once for all who look at it; nobody changes it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> set[str]:
    """Top-level names of everything a module imports, wherever in it."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def analytics_imports(tree: ast.AST) -> list[tuple[str, str, str | None]]:
    """What a module imports of analytics: topic, module, and the name that module goes by (None
    where only parts are taken).
    """
    found: list[tuple[str, str, str | None]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not any(alias.name.split(".")[0] == "analytics" for alias in node.names), (
                ast.unparse(node)
            )
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "analytics":
            # A topic itself is nothing to import
            _, topic, *module = (node.module or "").split(".")
            if module:
                found.append((topic, module[0], None))
            else:
                found += [(topic, alias.name, alias.asname or alias.name) for alias in node.names]
    return found


def is_composed(node: ast.AST) -> bool:
    """Whether an argument is an f-string, or text put together with + or %, or by format()."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way_and_only_pages_know_streamlit(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    names = imported(parsed(path))
    above = set(LAYERS) - LAYERS[layer] - {layer}
    assert not names & above
    assert layer == "pages" or "streamlit" not in names


def test_every_topic_has_the_usual_modules_and_those_named_here() -> None:
    topics = {
        path.name
        for path in (ROOT / "analytics").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    assert topics == set(NEIGHBOURS)
    assert {path.name for path in (ROOT / "analytics").glob("*.py")} == {"__init__.py"}
    for topic in topics:
        names = {path.stem for path in (ROOT / "analytics" / topic).glob("*.py")} - {"__init__"}
        usual = set() if topic == "core" else USUAL
        assert names <= usual | OWN.get(topic, set()), topic
        assert OWN.get(topic, set()) <= names, topic


@pytest.mark.parametrize("path", IN_TOPICS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_topic_sees_core_and_its_neighbours_and_questions_see_no_figures(path: Path) -> None:
    topic = path.parent.name
    seen = analytics_imports(parsed(path))
    assert {other for other, _, _ in seen} <= {topic, "core"} | NEIGHBOURS[topic]
    # Briefings and light pages are made of tables and sentences
    if topic not in {"briefing", "light"} and path.stem not in {
        "tables",
        "figures",
        "sentences",
        "filtering",
        "legend",
        "drawing",
    }:
        assert not {module for _, module, _ in seen} & {
            "tables",
            "figures",
            "sentences",
            "legend",
            "drawing",
        }


def test_no_module_of_analytics_leads_back_to_itself() -> None:
    leads = {
        (path.parent.name, path.stem): {
            (topic, module) for topic, module, _ in analytics_imports(parsed(path))
        }
        for path in IN_TOPICS
    }
    done: set[tuple[str, str]] = set()
    while open_ones := {
        name for name, others in leads.items() if name not in done and (others & set(leads)) <= done
    }:
        done |= open_ones
    assert set(leads) - done == set()


@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_of_analytics_goes_by_one_name(path: Path) -> None:
    """Within its topic and of core, its own; elsewhere the topic's and its own, such as
    standing_figures.
    """
    within = path.parent.name if path.is_relative_to(ROOT / "analytics") else ""
    for topic, module, name in analytics_imports(parsed(path)):
        assert name in {
            None,
            module if topic in {"core", within} else f"{topic}_{module}",
        }, f"{topic}.{module} as {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_store_of_the_contest_is_behind_its_rights(path: Path) -> None:
    """The public pages never read it: its tables and the tools for them are known to data/contest
    alone, and the rest of data does not know that there is one. PostgreSQL has a second guest, the
    catalog of a lake, which is none of the contest's.
    """
    if path.is_relative_to(ROOT / "data" / "contest"):
        return
    tree = parsed(path)
    hidden = {"sqlalchemy", "alembic", "psycopg"}
    if path.is_relative_to(ROOT / "data" / "lake"):
        hidden -= {"psycopg"}
    assert not imported(tree) & hidden
    inner = {"schema", "store", "migrating", "evidence"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("data.contest"):
            assert path.relative_to(ROOT).parts[0] == "pages", f"{path}: {node.module}"
            last = (node.module or "").removeprefix("data.contest").strip(".")
            assert not ({last} | {one.name for one in node.names}) & inner, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_is_never_put_together_from_values(path: Path) -> None:
    tree = parsed(path)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        name = (
            call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        )
        if name in {"execute", "sql", "query", "frame", "answer", "record", "value"}:
            assert not any(map(is_composed, call.args)), ast.unparse(call)[:80]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_and_modules_say_what_they_do(path: Path) -> None:
    tree = parsed(path)
    nodes = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in nodes if not ast.get_docstring(node)] == []
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_reader_is_sent_to_a_path_of_the_repository(path: Path) -> None:
    """The rules stand on a page of the app; whoever only reads has no repository."""
    tree = parsed(path)
    documented = ast.Module | ast.FunctionDef | ast.ClassDef
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    told = [one.value for one in texts if isinstance(one.value, str) and id(one) not in docs]
    # The head of a rule is read by the house
    assert [one for one in told if "docs/" in one and not one.startswith("-- Rule")] == []


def test_a_page_sees_its_own_parts_and_the_shared() -> None:
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    folders = {
        path.name for path in PARTS.iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert folders - NO_PAGES <= pages
    assert {path.name for path in PARTS.glob("*.py")} == {"__init__.py"}
    for path in sorted((ROOT / "pages").rglob("*.py")):
        page = path.stem if path.parent.name == "pages" else path.parent.name
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pages.parts"):
                others = [
                    f"{node.module}.{alias.name}".removeprefix("pages.parts.")
                    for alias in node.names
                ]
                for other in others:
                    room, *module = other.split(".")
                    is_known = (
                        room in {page, "shared"}
                        or (page, ".".join([room, *module[:1]])) in SEEN_BEYOND
                    )
                    assert is_known, f"{path}: {other}"


def test_every_page_is_short_and_in_the_registry() -> None:
    files = [path for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__"]
    assert {page.name for page in registry.PAGES} == {path.stem for path in files}
    for path in files:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 90


def test_tests_lie_in_the_rooms_of_what_they_test() -> None:
    """A folder of tests is one of the house, but for those that are about all of it."""
    everywhere = {"bench", "browser", "import_cases", "recaps"}
    at_the_top = {"test_architecture", "test_glossary"}
    for path in (ROOT / "tests").rglob("test_*.py"):
        room = path.parent.relative_to(ROOT / "tests")
        if room == Path():
            assert path.stem in at_the_top, f"{path.name}: a room for it, or a reason to be here"
        elif room.parts[0] not in everywhere:
            assert (ROOT / room).is_dir(), f"tests/{room}: there is no {room}"
