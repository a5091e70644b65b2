"""Pure functions whose results are kept, so that what every visitor sees is worked out once."""

import io
import pickle
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from plotly.basedatatypes import BaseFigure

Given = ParamSpec("Given")
Result = TypeVar("Result")
MOST = 512  # results kept of each function, the longest unused forgotten first


class _Key(pickle.Pickler):
    """Writes arguments down; a figure, which is itself kept, by its identity."""

    def persistent_id(self, given: Any) -> int | None:
        return id(given) if isinstance(given, BaseFigure) else None


def _key(arguments: object) -> bytes:
    written = io.BytesIO()
    _Key(written, protocol=5).dump(arguments)
    return written.getvalue()


def kept(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Keep what a pure function gave for the content of its arguments; whoever gets the result must not change it."""
    results: OrderedDict[bytes, tuple[Result, object]] = OrderedDict()
    lock = Lock()

    @wraps(function)
    def remembered(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        key = _key((args, kwargs))
        with lock:
            if key in results:
                results.move_to_end(key)
                return results[key][0]
        result = function(*args, **kwargs)
        with lock:
            results[key] = result, args  # the arguments too, or a figure's identity could pass to another
            if len(results) > MOST:
                results.popitem(last=False)
        return result

    return remembered
