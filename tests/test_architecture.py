"""The house keeps its shape: imports run one way, SQL is bound, public functions are documented."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = {"data": set(), "analytics": {"data"}, "pages": {"data", "analytics"}}
MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


def imported(tree: ast.AST) -> set[str]:
    """Top-level names of everything a module imports, wherever in it."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def is_composed(node: ast.AST) -> bool:
    """Whether an argument is an f-string, or text put together with + or %, or by format()."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way_and_only_pages_know_streamlit(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    above = set(LAYERS) - LAYERS[layer] - {layer}
    assert not names & above
    assert layer == "pages" or "streamlit" not in names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sql_is_never_put_together_from_values(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in {"execute", "sql", "query", "frame", "record"}:
            assert not any(map(is_composed, call.args)), ast.unparse(call)[:80]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_and_modules_say_what_they_do(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
    assert [node.name for node in nodes if not ast.get_docstring(node)] == []
    assert ast.get_docstring(tree) or not tree.body


def test_every_page_is_short_and_reached_at_the_name_of_its_file() -> None:
    door = (ROOT / "pages" / "parts" / "menu.py").read_text(encoding="utf-8")
    for page in (ROOT / "pages").glob("*.py"):
        if page.stem == "__init__":
            continue
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 70
        assert f'"pages/{page.name}"' in door
        assert f'url_path="{page.stem}"' in door or "default=True" in door.split(f"pages/{page.name}")[1].split("\n")[0]
