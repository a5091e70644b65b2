"""A walk through the syntax trees: what reaches a text that a browser draws as Markdown, or a text
of a figure, and whether it came through the seam.

A text is safe if it is a literal, a number, or what the seam gave; or is put together from such by
f-strings, sums, joins, choices, local names, constants and functions of the same kind. Where a
function draws what it was given, whoever calls it is asked.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
# Methods that give a safe text of safe texts; of the others the receiver does not matter
OF_BOTH = (
    "join", "removesuffix", "removeprefix", "strip", "get", "values", "items", "format", "lower",
)  # fmt: skip
OF_GIVEN = ("listing", "sentence_case", "list", "tuple", "sorted", "bare", "short", "str", "next")
BUILT = ("append", "extend", "insert")

Function = ast.FunctionDef | ast.Lambda
Given = Mapping[str, bool]


class Place(NamedTuple):
    """Which arguments of a call are drawn: by position, and by name."""

    positions: frozenset[int]
    names: frozenset[str]


class Found(NamedTuple):
    """Something that is drawn and did not come through the seam."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        """Return it as a compiler would."""
        return f"{self.file}:{self.line}: {self.what}"


class Rules(NamedTuple):
    """What is drawn, and what may be drawn: `places` by the name of the method called, `seam` the
    functions whose result is safe, `safe` what is declared so, with the reason: an attribute
    `.year` or a call `f()`; `drawing` the beginnings of the files that draw.
    """

    places: Mapping[str, Place]
    seam: frozenset[str]
    safe: Mapping[str, str]
    drawing: tuple[str, ...]


class Scope(NamedTuple):
    """Where an expression stands: in which file, in which function, and which of the function's
    parameters are safe, if that is known.
    """

    module: "Module"
    function: Function | None
    given: Given | None = None


class Module:
    """One file."""

    def __init__(self, path: Path, root: Path) -> None:
        """Read it."""
        self.name = str(path.relative_to(root))
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.parents = {
            child: parent
            for parent in ast.walk(self.tree)
            for child in ast.iter_child_nodes(parent)
        }

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        """The functions of the module by name."""
        return {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
        }

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """What each imported name is: a module and, where it is of one, a name in it."""
        return {
            alias.asname or alias.name: (node.module, alias.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }

    def around(self, node: ast.AST) -> Function | None:
        """The function that a node stands in."""
        while (node := self.parents.get(node, self.tree)) is not self.tree:
            if isinstance(node, Function):
                return node
        return None

    def bound(self, name: str, within: ast.AST) -> list[ast.expr | None]:
        """What a name is set to in a function or module; None where that is not an expression."""
        found: list[ast.expr | None] = []
        for node in ast.walk(within):
            for target, value in _pairs(node):
                found += _unpacked(target, value, name)
        return found


def _pairs(node: ast.AST) -> list[tuple[ast.expr, ast.expr | None]]:
    match node:
        case ast.Assign():
            return [(target, node.value) for target in node.targets]
        case ast.AnnAssign() | ast.NamedExpr() | ast.AugAssign():
            return [(node.target, node.value)]
        case ast.For() | ast.comprehension():
            return [(node.target, _each(node.iter))]
        case ast.withitem() if node.optional_vars:
            return [(node.optional_vars, None)]
        case ast.Call(func=ast.Attribute(attr=attr)) if attr in BUILT:
            return [(node.func.value, node.args[-1])]  # type: ignore[attr-defined]
    return []


def _each(node: ast.expr) -> ast.expr | None:
    """What stands for each element of what is gone through."""
    if isinstance(node, ast.List | ast.Tuple) and node.elts:
        return ast.BoolOp(ast.Or(), list(node.elts))
    if isinstance(node, ast.Call) and name_of(node) == "zip":
        return ast.Tuple([_each(one) or one for one in node.args])
    if isinstance(node, ast.Call) and name_of(node) == "enumerate":
        return ast.Tuple([ast.Constant(0), _each(node.args[0]) or node.args[0]])
    return node


def _unpacked(target: ast.expr, value: ast.expr | None, name: str) -> list[ast.expr | None]:
    if isinstance(target, ast.Name):
        return [value] if target.id == name else []
    if isinstance(target, ast.Starred):
        return _unpacked(target.value, value, name)
    if not isinstance(target, ast.Tuple):
        return []
    found: list[ast.expr | None] = []
    for number, one in enumerate(target.elts):
        for option in value.values if isinstance(value, ast.BoolOp) else [value]:
            fits = isinstance(option, ast.Tuple) and len(option.elts) == len(target.elts)
            part = option.elts[number] if fits else option  # type: ignore[union-attr]
            found += _unpacked(one, part, name)
    return found


class Walk:
    """All files of some folders, and what is drawn in them."""

    def __init__(self, files: list[Path], rules: Rules, root: Path = ROOT) -> None:
        """Read the files; nothing is looked at yet."""
        self.modules = {
            one.name.removesuffix(".py").replace("/", "."): one
            for one in (Module(file, root) for file in files)
        }
        self.rules = rules
        self.own: dict[tuple[str, str], Place] = {}
        self.used: set[str] = set()
        self._seen: dict[tuple[object, ...], bool] = {}

    def found(self) -> list[Found]:
        """What is drawn and not safe."""
        while True:
            before = dict(self.own)
            self._seen.clear()
            found = {one for module in self.modules.values() for one in self._of(module)}
            if self.own == before:
                return sorted(found)

    def _of(self, module: Module) -> Iterator[Found]:
        if not module.name.startswith(self.rules.drawing):
            return
        for node in ast.walk(module.tree):
            place = self._place(node, module) if isinstance(node, ast.Call) else None
            if place is None:
                continue
            assert isinstance(node, ast.Call)
            named = {word.arg: word.value for word in node.keywords}
            told = "format_func" in named  # what options are called; they themselves are not drawn
            drawn = [
                one
                for at, one in enumerate(node.args)
                if at in place.positions and not (at and told)
            ]
            drawn += [
                value
                for name, value in named.items()
                if name in place.names and not (told and name == "options")
            ]
            for one in drawn:
                if not self.is_safe(one, Scope(module, module.around(node))):
                    told = f"{name_of(node)}: {ast.unparse(one)[:160]}"
                    yield Found(module.name, one.lineno, told)

    def _place(self, node: ast.Call, module: Module) -> Place | None:
        home = self.home(node, module)
        if home is not None:
            return self.own.get((home[0].name, home[1].name))
        called = name_of(node)
        owner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if owner is None or name_of(owner) in ("log", "text", "np", "pd"):
            return None
        return self.rules.places.get(called)

    def home(self, node: ast.Call, module: Module) -> tuple[Module, ast.FunctionDef] | None:
        """The function of these folders that is called, with its file."""
        called, at = name_of(node), module
        if isinstance(node.func, ast.Attribute):
            if not isinstance(node.func.value, ast.Name):
                return None
            found = module.imports.get(node.func.value.id)
            at = self.modules.get(".".join(found)) if found else None  # type: ignore[assignment]
        elif called in module.imports:
            source, called = module.imports[called]
            at = self.modules.get(source)  # type: ignore[assignment]
        function = at.functions.get(called) if at else None
        return (at, function) if function else None

    def is_safe(self, node: ast.expr | None, scope: Scope) -> bool:
        """Whether an expression is a safe text where it stands."""
        match node:
            case ast.Constant() | ast.Compare() | ast.UnaryOp():
                return True
            case ast.Starred() | ast.NamedExpr() | ast.Subscript():
                return self.is_safe(node.value, self._deeper(node, scope))
            case ast.Lambda():
                return self.is_safe(node.body, Scope(scope.module, node, scope.given))
            case ast.Attribute():
                return node.attr.isupper() or self._is_declared(f".{node.attr}")
            case ast.Name():
                return self._is_safe_name(node.id, scope)
            case ast.Call():
                return self._is_safe_call(node, scope)
        parts = _parts(node)
        return parts is not None and self._are_safe(parts, scope)

    def _are_safe(self, nodes: list[ast.expr] | list[ast.expr | None], scope: Scope) -> bool:
        return all([self.is_safe(one, scope) for one in nodes])  # noqa: C419 - each is looked at

    def _deeper(self, node: ast.expr, scope: Scope) -> Scope:
        """A part of a parameter is not what callers are asked about."""
        if isinstance(node, ast.Subscript) and isinstance(scope.function, ast.FunctionDef):
            return scope._replace(given=scope.given or {})
        return scope

    def _is_declared(self, what: str) -> bool:
        if what in self.rules.safe:
            self.used.add(what)
        return what in self.rules.safe

    def _is_safe_call(self, node: ast.Call, scope: Scope) -> bool:
        called = name_of(node)
        if called in self.rules.seam or self._is_declared(f"{called}()"):
            return True
        if called in OF_BOTH and isinstance(node.func, ast.Attribute):
            words = [word.value for word in node.keywords]
            given = node.args[1:] if called == "get" else node.args
            return self._are_safe([node.func.value, *given, *words], scope)
        if called in OF_GIVEN:
            return self._are_safe(node.args[:1], scope)
        home = self.home(node, scope.module)
        return home is not None and self._returns_safe(node, *home, scope)

    def _returns_safe(
        self, node: ast.Call, home: Module, function: ast.FunctionDef, scope: Scope
    ) -> bool:
        """Whether a function of these folders gives a safe text for what it is called with."""
        arguments = function.args
        ordered = [*arguments.posonlyargs, *arguments.args]
        given: dict[str, bool] = {}
        later = ordered[len(ordered) - len(arguments.defaults) :]
        for one, value in [
            *zip(later, arguments.defaults, strict=True),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ]:
            given[one.arg] = self.is_safe(value, Scope(home, None))
        for one, value in zip(ordered, node.args, strict=False):
            given[one.arg] = self._is_safe_quietly(value, scope)
        for word in node.keywords:
            given[word.arg or ""] = self._is_safe_quietly(word.value, scope)
        key = (home.name, function.name, tuple(sorted(given.items())))
        if key not in self._seen:
            self._seen[key] = True
            inner = Scope(home, function, given)
            self._seen[key] = all(
                self.is_safe(one.value, inner)
                for one in ast.walk(function)
                if isinstance(one, ast.Return) and home.around(one) is function
            )
        return self._seen[key]

    def _is_safe_quietly(self, node: ast.expr, scope: Scope) -> bool:
        """Whether an argument is safe, without asking those who call for it."""
        return self.is_safe(node, scope._replace(given=scope.given or {}))

    def _is_safe_name(self, name: str, scope: Scope) -> bool:
        if name.isupper() or self._is_declared(name):
            return True
        given = None if scope.given is None else tuple(sorted(scope.given.items()))
        key = (scope.module.name, name, id(scope.function), given)
        if key in self._seen:
            return self._seen[key]
        self._seen[key] = True
        function: Function | None = scope.function
        while function is not None:
            if bound := scope.module.bound(name, function):
                return self._keep(key, self._are_safe(bound, scope))
            arguments = function.args
            ordered = [one.arg for one in [*arguments.posonlyargs, *arguments.args]]
            if name in ordered or name in [one.arg for one in arguments.kwonlyargs]:
                return self._keep(key, self._is_safe_parameter(name, function, ordered, scope))
            function = scope.module.around(function)
        bound = scope.module.bound(name, scope.module.tree)
        return self._keep(key, bool(bound) and self._are_safe(bound, scope))

    def _keep(self, key: tuple[object, ...], is_safe: bool) -> bool:
        self._seen[key] = is_safe
        return is_safe

    def _is_safe_parameter(
        self, name: str, function: Function, ordered: list[str], scope: Scope
    ) -> bool:
        if scope.given is not None or isinstance(function, ast.Lambda):
            return bool(scope.given and scope.given.get(name))
        at = (scope.module.name, function.name)
        old = self.own.get(at, Place(frozenset(), frozenset()))
        position = {ordered.index(name)} if name in ordered else set()
        self.own[at] = Place(old.positions | position, old.names | {name})
        return True


def _parts(node: ast.expr | None) -> list[ast.expr] | None:
    """What an expression is put together from; None where that is not known."""
    match node:
        case ast.JoinedStr():
            told = [one for one in node.values if isinstance(one, ast.FormattedValue)]
            return [one.value for one in told if not _is_number(one)]
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.BinOp():
            return [node.left, node.right]
        case ast.BoolOp():
            return node.values
        case ast.Dict():
            return [*filter(None, node.keys), *node.values]
        case ast.List() | ast.Tuple() | ast.Set():
            return node.elts
        case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
            return [node.elt]
        case ast.DictComp():
            return [node.key, node.value]
    return None


def _is_number(node: ast.FormattedValue) -> bool:
    told = ast.unparse(node.format_spec) if node.format_spec else ""
    return told.rstrip("'\"")[-1:] in ("d", "f", "%", "Y")


def name_of(node: ast.expr) -> str:
    """The last name of what is called, or of an expression."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
