"""What a question answers is declared: a frozen dataclass beside the questions of its topic says
what one row is and, of each column, its type, its unit and what NULL means.

An answer stays a frame, for the vector operations of pandas; `Rows[Standing]` is what mypy knows of
it and no class at run time. That an answer has the declared columns, no more and no fewer, is
checked whenever it is made; that the values are of the declared types is checked by the tests, on
every answer that any of them gets.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import starmap
from keyword import iskeyword
from types import GenericAlias
from typing import TYPE_CHECKING, Generic, TypeVar, cast, overload

import numpy as np
import pandas as pd

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)

if TYPE_CHECKING:
    from collections.abc import Hashable

    import numpy.typing as npt
    from pandas._typing import Scalar

    class Rows(pd.DataFrame, Generic[Row_co]):
        """A frame whose columns a dataclass declares. Filtered or sorted it still is one; some of
        its columns are a plain frame.
        """

        @overload  # type: ignore[override]
        def __getitem__(self, key: Scalar | tuple[Hashable, ...], /) -> pd.Series: ...
        @overload
        def __getitem__(self, key: list[str], /) -> pd.DataFrame: ...
        @overload
        def __getitem__(
            self, key: pd.Series | npt.NDArray[np.bool_] | slice, /
        ) -> "Rows[Row_co]": ...
        def __getitem__(self, key: object, /) -> object: ...  # noqa: D105 - of the overloads

    class Table(pd.DataFrame):
        """A frame as it is shown and given away: Indonesian column names, which only people read;
        made by `shown`, which names them.
        """

else:

    class Rows:
        """A frame whose columns a dataclass declares; see above."""

        __class_getitem__ = classmethod(GenericAlias)

    class Table:
        """A frame as it is shown and given away, made by `shown`."""


def columns(kind: type) -> dict[str, str]:
    """The columns that a dataclass declares, with the attributes that hold them: the column `class`
    is the attribute `class_`, for Python keeps that word to itself.
    """
    return {field.name.removesuffix("_"): field.name for field in fields(kind)}


def declared(kind: type[Row], frame: pd.DataFrame) -> Rows[Row]:
    """A frame as the rows that a dataclass declares.

    Raises:
        TypeError: it has other columns.
    """
    if other := columns(kind).keys() ^ set(frame.columns):
        raise TypeError(f"{kind.__name__} and its answer differ in columns: {sorted(other)}")
    return cast("Rows[Row]", frame)


def shown(values: Mapping[str, object] | pd.DataFrame) -> Table:
    """A table to be shown and given away, from its columns under the names that people read."""
    return cast(Table, pd.DataFrame(values))


def renamed(rows: pd.DataFrame, names: Mapping[str, str]) -> Table:
    """Some columns of a frame as a table, in the order of `names`, under the names given there."""
    return cast(Table, rows[list(names)].rename(columns=dict(names)))


@lru_cache(maxsize=1000)
def _shape(names: tuple[str, ...]) -> Callable[..., object]:
    return namedtuple("Row", [f"{name}_" if iskeyword(name) else name for name in names])


def each(rows: Rows[Row]) -> Iterator[Row]:
    """The rows of a frame one by one, columns as attributes; values are Python's own, NULL is
    None. What is yielded has the attributes of the declared row and is a plain tuple.
    """
    shape = _shape(tuple(rows.columns))
    values = zip(*(plain(column) for _, column in rows.items()), strict=True)
    return cast(Iterator[Row], starmap(shape, values))


def plain(column: pd.Series) -> list[object]:
    """The values of a column as Python has them; NULL is None, an array a list."""
    values: list[object] = column.tolist()
    if column.dtype == object:
        values = [one.tolist() if isinstance(one, np.ndarray) else one for one in values]
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biu":  # which have no NULL
        return values
    missing = column.array.isna()  # of the column it would be a column, which takes longer
    if not missing.any():
        return values
    return [None if gone else one for one, gone in zip(values, missing, strict=True)]


def apart(rows: Rows[Row], *names: str) -> list[Rows[Row]]:
    """The rows that agree in some columns, part by part, in the order of first appearance."""
    return [cast("Rows[Row]", part) for _, part in rows.groupby(list(names), sort=False)]


def first(kind: type[Row], rows: Rows[Row]) -> Row | None:
    """The first row, as the dataclass itself; None where there is none."""
    for row in each(rows.iloc[:1]):
        return kind(**{name: getattr(row, name) for name in columns(kind).values()})
    return None


def per_row(rows: Rows[Row], function: Callable[[Row], str]) -> "pd.Series[str]":
    """What a function says of each row, as a column beside them."""
    values = [function(row) for row in each(rows)]
    return pd.Series(values, index=rows.index, dtype="str")


@dataclass(frozen=True)
class Placed:
    """A place in a final: 1 is best; the ends are equal where the rank is known."""

    rank_low: int | None  # NULL: no place is known
    rank_high: int | None  # NULL: no place is known, or its interval has no known end
    is_tied: bool | None  # NULL: no place is known


@dataclass(frozen=True)
class Titled:
    """What somebody came away with."""

    title: str | None  # juara_1, harapan_2, finalis, wakil, peserta …; NULL: nothing is known
    is_finalist: bool


@dataclass(frozen=True)
class Sourced:
    """A page or file that says something."""

    publisher: str | None  # NULL: it does not say who
    title: str | None  # NULL: it has none
    published: str | None  # YYYY-MM-DD, YYYY-MM or YYYY; NULL: it does not say when
    url: str | None  # NULL: a file


@dataclass(frozen=True)
class Cited(Sourced):
    """A page or file that says something, under its key."""

    source_id: str
