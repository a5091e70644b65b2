"""How a question is put to the database: parameters bound, results as frames with nullable
types, or as one row.
"""

from collections.abc import Mapping, Sequence

import duckdb
import pandas as pd

from analytics.core.rows import Row, Rows, declared

Connection = duckdb.DuckDBPyConnection
Parameters = Sequence[object] | Mapping[str, object]


def frame(con: Connection, sql: str, parameters: Parameters = ()) -> pd.DataFrame:
    """The whole answer as a frame; counts and ranks stay integers where some are unknown."""
    answer = con.execute(sql, parameters or None).df()
    return answer.convert_dtypes(convert_string=False, convert_floating=False)


def answer(kind: type[Row], con: Connection, sql: str, parameters: Parameters = ()) -> Rows[Row]:
    """The whole answer as the rows that a dataclass declares.

    Raises:
        TypeError: the answer has other columns.
    """
    return declared(kind, frame(con, sql, parameters))


def record(kind: type[Row], con: Connection, sql: str, parameters: Parameters = ()) -> Row | None:
    """The first row of the answer, or None where there is none; NULL is None.

    Raises:
        TypeError: the answer has other columns than the dataclass declares.
    """
    cursor = con.execute(sql, parameters or None)
    row = cursor.fetchone()
    if row is None:
        return None
    return kind(**dict(zip([column[0] for column in cursor.description], row, strict=True)))


def value(con: Connection, sql: str, parameters: Parameters = ()) -> object:
    """The only value of the answer's first row; None where there is no row."""
    row = con.execute(sql, parameters or None).fetchone()
    return row[0] if row else None
