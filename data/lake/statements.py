"""SQL about tables that are known only when it runs: every published one alike. Nothing stands in
it but names, each of them checked, and paths of our own, where DuckDB lets none be bound.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

NAME = re.compile(r"[a-z_][a-z0-9_]*")
# Rows of a region lie together, so that a question about it reads those alone; the rest of the
# order is that of all columns, so that every node has the same
FIRST = ("kecamatan_code", "place_id", "kabkota_code", "edition_id", "innovation_id")


class Table(NamedTuple):
    """A table of a generation: its name within it and its columns with their types."""

    schema: str
    name: str
    columns: tuple[tuple[str, str], ...]


def _within(database: str, table: Table) -> str:
    return ".".join(f'"{_checked(part)}"' for part in (database, table.schema, table.name))


def _checked(name: str) -> str:
    """A name of a database, schema, table or column.

    Raises:
        ValueError: it is none of ours.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"no name of a published table: {name!r}")
    return name


def _columns(table: Table) -> str:
    return ", ".join(f'"{_checked(column)}"' for column, _ in table.columns)


def attach(file: Path, database: str, *, is_writable: bool = False) -> str:
    """Attach a database file."""
    how = "" if is_writable else " (READ_ONLY)"
    return f"ATTACH {_text(file)} AS {_checked(database)}{how}"


def attach_lake(address: str, options: Sequence[str]) -> str:
    """Attach a lake as `lake`."""
    return f"ATTACH {_text(address)} AS lake ({', '.join(options)})"


def data_path(folder: Path) -> str:
    """The option of attach_lake that says where a new lake keeps its files."""
    return f"DATA_PATH {_text(folder)}"


def load(file: Path) -> str:
    """Load an extension from its file."""
    return f"LOAD {_text(file)}"


def _text(value: object) -> str:
    return "'{}'".format(str(value).replace("'", "''"))


def drop(table: Table) -> str:
    """Drop a table of the lake, if it is there."""
    return f"DROP TABLE IF EXISTS {_within('lake', table)}"


def create_schema(name: str) -> str:
    """Make a schema in the lake, if it is not there."""
    return f'CREATE SCHEMA IF NOT EXISTS lake."{_checked(name)}"'


def create(table: Table) -> str:
    """Make a table of the lake as it is in the draft."""
    return f"CREATE TABLE {_within('lake', table)} AS FROM {_within('draft', table)}"


def sums(table: Table, database: str) -> str:
    """How many rows a table has, and sums over them."""
    return f"""
        SELECT concat_ws(' ', count(*), sum(hash(every)::HUGEINT), bit_xor(hash(every, 7)))
        FROM {_within(database, table)} AS every
        """  # noqa: S608 - checked names


def difference(table: Table) -> list[str]:
    """Make a table of the lake equal to that of the draft: rows that went are deleted, rows that
    came are written; which copy of two equal rows is which, nobody can tell.
    """
    row = "struct_pack({})".format(
        ", ".join(f'"{_checked(column)}" := one."{column}"' for column, _ in table.columns)
    )
    lake, draft = _within("lake", table), _within("draft", table)
    numbered = """
        CREATE OR REPLACE TEMP TABLE {} AS
        SELECT every, spot, row_number() OVER (PARTITION BY every) AS copy
        FROM (SELECT {} AS every, {} AS spot FROM {} AS one)
        """
    return [
        numbered.format("was", row, "one.rowid", lake),
        numbered.format("now", row, "0", draft),
        f"DELETE FROM {lake} WHERE rowid IN (SELECT spot FROM was ANTI JOIN now USING (every, copy))",  # noqa: E501, S608
        f"INSERT INTO {lake} SELECT unnest(every) FROM now ANTI JOIN was USING (every, copy)",  # noqa: S608
    ]


def changes(table: Table) -> str:
    """What came to a table of the lake and went from it, as `change`; its parameters are schema,
    name, first and last snapshot.
    """
    return f"""
        CREATE OR REPLACE TEMP TABLE change AS SELECT change_type, {_columns(table)}
        FROM ducklake_table_changes('lake', ?, ?, ?, ?)
        """  # noqa: S608 - checked names


def counted(table: Table) -> str:
    """How many rows came and went, those left out that did both; parameters as of changes()."""
    return f"""
        WITH every AS (
            SELECT {_columns(table)}, sum(CASE WHEN change_type IN ('insert', 'update_postimage')
              THEN 1 ELSE -1 END) AS more
            FROM ducklake_table_changes('lake', ?, ?, ?, ?) GROUP BY {_columns(table)}
        )
        SELECT coalesce(sum(greatest(more, 0)), 0), coalesce(sum(greatest(-more, 0)), 0) FROM every
        """  # noqa: S608 - checked names


def fill_as_it_is(table: Table) -> str:
    """Fill a table of the draft from the generation that lies here, in its order."""
    return f"INSERT INTO {_within('draft', table)} FROM {_within('here', table)}"


def fill_from_lake(table: Table) -> str:
    """Fill a table of the draft from the lake."""
    return _fill(table, f"SELECT {_columns(table)} FROM {_within('lake', table)}")  # noqa: S608


def fill_with_changes(table: Table) -> str:
    """Fill a table of the draft from what lies here and what `change` says of it."""
    columns = _columns(table)
    return _fill(
        table,
        f"""
        SELECT {columns} FROM {_within("here", table)}
        UNION ALL SELECT {columns} FROM change
          WHERE change_type IN ('insert', 'update_postimage')
        EXCEPT ALL SELECT {columns} FROM change
          WHERE change_type IN ('delete', 'update_preimage')
        """,  # noqa: S608 - checked names
    )


def _fill(table: Table, query: str) -> str:
    named = {column for column, _ in table.columns}
    order = [f'"{one}"' for one in FIRST if one in named][:1]
    columns = _columns(table)
    return (
        f"INSERT INTO {_within('draft', table)} ({columns})"  # noqa: S608 - checked names
        f" SELECT {columns} FROM ({query}) ORDER BY {', '.join([*order, columns])}"
    )
