"""Pure functions whose results are kept, so that what every visitor sees is worked out once."""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar
from weakref import WeakValueDictionary

Given = ParamSpec("Given")
Result = TypeVar("Result")
MOST = 512  # results kept of each function, the longest unused forgotten first
_shared: WeakValueDictionary[int, Any] = WeakValueDictionary()


def shared(value: Result) -> Result:
    """Declare that a value is kept and never changes, so that from now on its identity stands for its content."""
    with suppress(TypeError):  # of a dict, a list or a text there are no weak references
        _shared[id(value)] = value
    return value


def _key(given: Any) -> Hashable:
    """What arguments are known by: their identity if shared, else their content."""
    if given is None or isinstance(given, str | int | float):
        return type(given), given
    if isinstance(given, list | tuple):
        return tuple(map(_key, given))
    if isinstance(given, dict):
        return tuple((_key(name), _key(value)) for name, value in given.items())
    return id(given) if _shared.get(id(given)) is given else pickle.dumps(given, protocol=5)


def kept(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Keep what a pure function gave for the content of its arguments; whoever gets the result must not change it."""
    results: OrderedDict[Hashable, tuple[Result, object]] = OrderedDict()
    lock = Lock()

    @wraps(function)
    def remembered(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        key = _key((*args, kwargs))
        with lock:
            if key in results:
                results.move_to_end(key)
                return results[key][0]
        result = shared(function(*args, **kwargs))
        with lock:
            results[key] = result, (args, kwargs)  # the arguments too, or their identity could pass to others
            if len(results) > MOST:
                results.popitem(last=False)
        return result

    return remembered
