"""Values that many visitors share, in a form that cannot be changed in place; what is derived from
them is free.

A table becomes a frame of a class that refuses every change of itself; since pandas 3 its columns
are copied on write, so that a column taken out of it can be changed alone (only .array reaches
behind that, and nobody here writes through it). An array is marked read-only; a list, dict or set
refuses; tuples are frozen part by part.
"""

from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
import pandas as pd

SHARED = "This {} is shared by all visitors; change a copy of it."
# How values of further types are frozen; their modules say
OTHERS: dict[type, Callable[[object], object]] = {}


def _refuse(self: object, *_: object, **__: object) -> NoReturn:
    raise TypeError(SHARED.format(type(self).__bases__[-1].__name__))


class FrozenList(list[object]):
    """A list that cannot be changed; copies of it can."""

    append = extend = insert = pop = remove = clear = sort = reverse = _refuse
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse

    def __reduce__(self) -> tuple[type, tuple[list[object]]]:
        """What is copied or sent is a plain list."""
        return list, (list(self),)


class FrozenDict(dict[object, object]):
    """A dict that cannot be changed; copies of it can."""

    update = pop = popitem = clear = setdefault = _refuse
    __setitem__ = __delitem__ = __ior__ = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[object, object]]]:
        """What is copied or sent is a plain dict."""
        return dict, (dict(self),)


Indexer = Any  # .loc and its like, of frames and of series: pandas names no common type


class _ReadOnly:
    """An indexer such as .loc that only reads."""

    def __init__(self, indexer: Indexer) -> None:
        self._indexer = indexer

    def __getitem__(self, key: object) -> object:
        return self._indexer[key]

    def __call__(self, *args: object, **kwargs: object) -> "_ReadOnly":
        return _ReadOnly(self._indexer(*args, **kwargs))

    def __setitem__(self, key: object, value: object) -> None:
        raise TypeError(SHARED.format("table"))


class _Frozen:
    """What frames and series refuse alike."""

    insert = pop = update = __setitem__ = __delitem__ = _update_inplace = _inplace_method = (
        _set_value
    ) = _refuse

    def __setattr__(self, name: str, value: object) -> None:
        if (
            not name.startswith("_") and "_is_frozen" in self.__dict__
        ):  # an axis, or a column by its name
            _refuse(self)
        object.__setattr__(self, name, value)


IN_PLACE = (
    "bfill", "clip", "drop", "drop_duplicates", "dropna", "eval", "ffill", "fillna", "interpolate",
    "mask", "query", "rename",
    "rename_axis", "replace", "reset_index", "set_index", "sort_index", "sort_values", "where",
)  # fmt: skip


def _indexer(name: str) -> property:
    return property(lambda self: _ReadOnly(getattr(super(_Frozen, self), name)))


def _not_in_place(name: str) -> Callable[..., object]:
    def method(self: _Frozen, *args: object, inplace: bool = False, **kwargs: object) -> object:
        return _refuse(self) if inplace else getattr(super(_Frozen, self), name)(*args, **kwargs)

    return method


for _name in ("loc", "iloc", "at", "iat"):
    setattr(_Frozen, _name, _indexer(_name))
for _name in IN_PLACE:
    setattr(_Frozen, _name, _not_in_place(_name))


class FrozenFrame(_Frozen, pd.DataFrame):  # type: ignore[misc]
    """A frame that cannot be changed; whatever is made of it is a plain frame."""

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame


class FrozenSeries(_Frozen, pd.Series):  # type: ignore[misc]
    """A series that cannot be changed; whatever is made of it is a plain series."""

    @property
    def _constructor(self) -> type[pd.Series]:
        return pd.Series


def _table(value: object) -> object:
    found = FrozenFrame(value) if isinstance(value, pd.DataFrame) else FrozenSeries(value)
    object.__setattr__(found, "_is_frozen", True)
    return found


def frozen(value: object) -> object:
    """The value, or what stands for it, such that no change in place succeeds. Parts of lists,
    dicts and tuples are frozen too; of other objects (frozen dataclasses) only what they are made
    of already is.
    """
    if isinstance(value, tuple):
        return _parts(value)
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
        return value
    how = KINDS.get(type(value)) or OTHERS.get(type(value))
    return how(value) if how else value


def _parts(value: tuple[object, ...]) -> tuple[object, ...]:
    parts = [frozen(part) for part in value]
    if all(part is old for part, old in zip(parts, value, strict=True)):
        return value
    made: tuple[object, ...] = getattr(type(value), "_make", tuple)(parts)
    return made


KINDS: dict[type, Callable[[Any], object]] = {  # each takes its own type
    list: lambda value: FrozenList(map(frozen, value)),
    dict: lambda value: FrozenDict((name, frozen(part)) for name, part in value.items()),
    set: frozenset,
    pd.DataFrame: _table,
    pd.Series: _table,
}
