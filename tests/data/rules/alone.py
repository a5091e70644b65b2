"""One rule alone: a database of nothing but the tables that it reads and leaves, small tables made
in a test, the rule applied to them, and what it left behind.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import duckdb
from hypothesis import settings

from data import rules
from data.build import HERE
from tests.claims import frames
from tests.thorough import many

Cells = Mapping[str, Any]
SCRIPTS = ("schema.sql", "macros.sql", "load.sql")
EDITION = "provinsi-35-2030"
# Pages of four publishers: one of the government, one with two pages, two more.
PAGES: dict[str, tuple[str, bool]] = {
    "gov": ("jatimprov.go.id", True),
    "paper": ("koran.id", False),
    "paper-2": ("koran.id", False),
    "radio": ("radio.id", False),
    "blog": ("blog.id", False),
}
MANY = settings(max_examples=many(30, 500), deadline=None, derandomize=True, database=None)


def rule(number: int) -> rules.Rule:
    return next(one for one in rules.RULES if one.number == number)


def written(sql: str) -> set[str]:
    """Every table and view that SQL makes, fills or changes."""
    change = r"^(?:INSERT INTO|UPDATE|DELETE FROM|CREATE OR REPLACE TEMP TABLE|CREATE VIEW) (\w+)"
    return set(re.findall(change, sql, re.MULTILINE))


@cache
def shapes() -> dict[str, str]:
    """SQL that makes each table empty, also those of the catalog and those that rules leave for
    each other.
    """
    with duckdb.connect() as con:
        for stem, frame in frames([]).items():
            con.register(f"raw_{stem}", frame)
        for script in SCRIPTS:
            con.execute((HERE / script).read_text(encoding="utf-8"))
        rules.run(con)
        found = {}
        for name in {table for one in rules.RULES for table in one.reads | one.leaves}:
            described = con.execute(f"DESCRIBE {name}").fetchall()
            columns = ", ".join(f'"{column}" {kind}' for column, kind, *_ in described)
            found[name] = f"CREATE TEMP TABLE {name} ({columns})"
    return found


@cache
def database(number: int) -> duckdb.DuckDBPyConnection:
    """What a rule needs, empty: published tables as they are published, and those of the rules
    before it; nothing else.
    """
    con, needed = duckdb.connect(), rule(number).reads | rule(number).leaves
    con.execute("SET threads = 1")  # of a handful of rows
    for script in SCRIPTS[:2]:
        con.execute((HERE / script).read_text(encoding="utf-8"))
    con.execute("DROP SCHEMA search CASCADE")
    published = {
        name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    }
    for name in published - needed:
        con.execute(f'DROP TABLE "{name}"')
    for name in rule(number).reads - published:
        con.execute(shapes()[name])
    return con


@contextmanager
def applied(number: int, **tables: Iterable[Cells]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database to which the rule has been applied, from rows of the tables that it reads; what a
    row leaves out is empty.
    """
    con = database(number)
    con.execute("BEGIN")
    try:
        for name, rows in tables.items():
            for cells in rows:
                columns = ", ".join(f'"{column}"' for column in cells)
                marks = ", ".join("?" * len(cells))
                insert = f"INSERT INTO {name} ({columns}) VALUES ({marks})"  # noqa: S608 - own names
                con.execute(insert, list(cells.values()))
        con.execute(rule(number).sql)
        yield con
    finally:
        con.execute("ROLLBACK")


def pages() -> list[Cells]:
    """PAGES as rows of source."""
    return [
        {"source_id": name, "host": host, "is_official": is_official}
        for name, (host, is_official) in PAGES.items()
    ]


def edition(edition_id: str = EDITION, **cells: Any) -> Cells:
    """A row of edition."""
    level, code, year = edition_id.split("-")[:3]
    what = {"edition_id": edition_id, "contest_id": f"{level}-{code}", "level": level, "code": code}
    what |= {"year": int(year), "short_name": "SKK", "name": "SKK", "is_skk": True}
    return {**what, **cells}


def support(sources: Iterable[str]) -> tuple[bool, int]:
    """How well pages support what they say: a government page, then independent publishers."""
    told = set(sources)
    return any(PAGES[one][1] for one in told), len({PAGES[one][0] for one in told})


def disputes(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str | None]:
    """What is shown of each dispute, by kind and subject."""
    rows = con.execute("SELECT kind, subject, shown FROM dispute").fetchall()
    return {(kind, subject): shown for kind, subject, shown in rows}


def sides(con: duckdb.DuckDBPyConnection, kind: str) -> dict[str, dict[str, set[str]]]:
    """Who holds what in the disputes of a kind: subject, position ("5 *" is shown), sources."""
    found: dict[str, dict[str, set[str]]] = {}
    query = """SELECT subject, position || CASE WHEN is_shown THEN ' *' ELSE '' END, source_id
        FROM dispute JOIN dispute_claim USING (dispute_id) WHERE kind = ?"""
    for subject, position, source in con.execute(query, [kind]).fetchall():
        found.setdefault(subject, {}).setdefault(position, set()).add(source)
    return found
