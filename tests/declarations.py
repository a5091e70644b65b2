"""Every answer that a test gets is held against its declaration, value by value; production looks
at the columns alone.
"""

import types
from datetime import datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import pandas as pd

from analytics.core import rows

UNWATCHED = rows.declared


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def conforms(value: object, hint: Any) -> bool:
    """Whether a value of a row is what its declaration says. A whole number is a float, too."""
    if get_origin(hint) in {Union, types.UnionType}:
        return any(conforms(value, one) for one in get_args(hint))
    if get_origin(hint) is list:
        (one,) = get_args(hint)
        return isinstance(value, list) and all(conforms(part, one) for part in value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    assert hint in {str, bool, datetime, type(None)}, f"no rule for {hint}"
    return isinstance(value, hint)


def faults(kind: type, frame: pd.DataFrame) -> list[str]:
    """What in a frame is not as its declaration says, the first of each column."""
    found = []
    for column, name in rows.columns(kind).items():
        hint = _hints(kind)[name]
        values = rows.plain(frame[column])
        # But for lists the type alone decides: one value of each will do
        kinds = dict(zip(map(type, values), values, strict=True))
        for value in values if list in kinds else kinds.values():
            if not conforms(value, hint):
                found.append(f"{kind.__qualname__}.{name}: {value!r} is no {hint}")
                break
    return found


def _watched(kind: type, frame: pd.DataFrame) -> Any:
    answer = UNWATCHED(kind, frame)
    assert faults(kind, frame) == []
    return answer


def watch() -> None:
    """From here on, in whatever is imported from here on."""
    rows.declared = _watched
