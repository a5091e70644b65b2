"""Pure functions whose results are kept, so that what every visitor sees is worked out once."""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar, cast
from weakref import WeakValueDictionary

from analytics.core.frozen import frozen

Given = ParamSpec("Given")
Result = TypeVar("Result")
MOST = 512  # results kept of each function, the longest unused forgotten first
_forgetting: list[Callable[[], None]] = []
_shared: WeakValueDictionary[int, object] = WeakValueDictionary()


def shared(value: Result) -> Result:
    """A value that is kept and cannot be changed in place (`frozen`), whose identity stands for its
    content from now on. Use what is returned.
    """
    known = frozen(value)
    with suppress(TypeError):  # of a text or a tuple there are no weak references
        _shared[id(known)] = known
    return cast(Result, known)


def _key(given: object) -> Hashable:
    """What arguments are known by: their identity if shared, else their content."""
    if given is None or isinstance(given, str | int | float):
        return type(given), given
    if _shared.get(id(given)) is given:
        return id(given)
    if isinstance(given, list | tuple):
        return tuple(map(_key, given))
    if isinstance(given, dict):
        return tuple((_key(name), _key(value)) for name, value in given.items())
    return pickle.dumps(given, protocol=5)


def forget() -> None:
    """Drop all results that are kept. What is shared stands by its identity, so that after a
    publication none of it is asked for again, yet its tables would stay in memory until others have
    taken their places.
    """
    for forgetting in _forgetting:
        forgetting()


def cached(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Keep what a pure function gave for the content of its arguments; the result is frozen. Who
    asks while it is being worked out waits for it.
    """
    results: OrderedDict[Hashable, tuple[Result, object]] = OrderedDict()
    working: dict[Hashable, Lock] = {}
    lock = Lock()

    def clear() -> None:
        with lock:
            results.clear()

    def known(key: Hashable) -> tuple[Result, object] | None:
        if key in results:
            results.move_to_end(key)
        return results.get(key)

    @wraps(function)
    def remembered(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        key = _key((*args, kwargs))
        with lock:
            if found := known(key):
                return found[0]
            mine = working.setdefault(key, Lock())
        with mine:
            with lock:
                if found := known(key):
                    return found[0]
            try:
                result = shared(function(*args, **kwargs))
                with lock:
                    # The arguments too, or their identity could pass to others
                    results[key] = (result, (args, kwargs))
                    if len(results) > MOST:
                        results.popitem(last=False)
            finally:
                with lock:
                    working.pop(key, None)
        return result

    _forgetting.append(clear)
    return remembered
