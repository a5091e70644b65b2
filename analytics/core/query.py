"""How a question is put to the database: parameters bound, results as frames with nullable
types.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

Parameters = Sequence[object] | Mapping[str, object]


def frame(con: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters = ()) -> pd.DataFrame:
    """The whole answer as a frame; counts and ranks stay integers where some are unknown."""
    answer = con.execute(sql, parameters or None).df()
    return answer.convert_dtypes(convert_string=False, convert_floating=False)


def each(rows: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame one by one, columns as attributes."""
    return iter(rows.itertuples(index=False))


def record(
    con: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters = ()
) -> dict[str, Any] | None:
    """The first row of the answer by column name, or None where there is none."""
    cursor = con.execute(sql, parameters or None)
    row = cursor.fetchone()
    return (
        None
        if row is None
        else dict(zip([column[0] for column in cursor.description], row, strict=True))
    )


Connection = duckdb.DuckDBPyConnection


def per_row(rows: pd.DataFrame, function: Callable[[Any], str]) -> pd.Series:
    """What a function says of each row, as a column beside them."""
    values = [function(row) for row in each(rows)]
    return pd.Series(values, index=rows.index, dtype="str")
