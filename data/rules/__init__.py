"""The rules of docs/RULES.md, a file each, under the same numbers: what resolves the claims.

A file says in its head what it is about, which tables it reads and which it leaves behind (for the
rules after it, or published). Given those it reads, with the columns of data/schema.sql, each rule
runs alone; data/macros.sql has to be read before.
"""

import re
from pathlib import Path
from typing import NamedTuple

import duckdb

HERE = Path(__file__).parent
TITLE = "Aturan penetapan peringkat"
HEAD = re.compile(
    r"-- Rule (?P<number>\d+), (?P<name>[a-z ]+) \(docs/RULES\.md\)\n"
    r"(?P<about>(?:-- .*\n)+?)"
    r"-- Reads: (?P<reads>[\w, ]+(?:\n-- [\w, ]+)*)\n"
    r"-- Leaves: (?P<leaves>[\w, ]+(?:\n-- [\w, ]+)*)\n\n"
)


class Rule(NamedTuple):
    """One rule: its number and name in docs/RULES.md, its SQL, which tables and views it must find,
    and which it makes, fills or changes.
    """

    number: int
    name: str
    sql: str
    reads: frozenset[str]
    leaves: frozenset[str]


def read(path: Path) -> Rule:
    """The rule in a file such as 1_sizes.sql.

    Raises:
        ValueError: its head does not say what it is, or its name says something else.
    """
    sql = path.read_text(encoding="utf-8")
    head = HEAD.match(sql)
    if head is None or path.stem != f"{head['number']}_{head['name'].replace(' ', '_')}":
        raise ValueError(f"{path}: the head of a rule says 'Rule N, name', 'Reads:', 'Leaves:'")
    reads, leaves = (frozenset(re.findall(r"\w+", head[part])) for part in ("reads", "leaves"))
    return Rule(int(head["number"]), head["name"], sql, reads, leaves)


RULES = tuple(sorted((read(path) for path in HERE.glob("*.sql")), key=lambda rule: rule.number))


def run(con: duckdb.DuckDBPyConnection, *numbers: int) -> None:
    """Apply rules in their order, all of them where no number is given, to an open, writable
    database that holds what they read.
    """
    for rule in RULES:
        if not numbers or rule.number in numbers:
            con.execute(rule.sql)


def views() -> frozenset[str]:
    """The names of the published views; each is made by a rule."""
    return frozenset(
        name for rule in RULES for name in re.findall(r"^CREATE VIEW (\w+)", rule.sql, re.MULTILINE)
    )


class Told(NamedTuple):
    """A rule as readers are told it, in Indonesian: its heading, and what follows as Markdown."""

    heading: str
    body: str


def rulebook() -> tuple[str, tuple[Told, ...]]:
    """The rules for readers: what stands before them, then each (ATURAN.md)."""
    before, *parts = (HERE / "ATURAN.md").read_text(encoding="utf-8").split("\n## ")
    pairs = [part.split("\n", 1) for part in parts]
    return before.strip(), tuple(Told(heading, body.strip()) for heading, body in pairs)
