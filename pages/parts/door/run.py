"""A run of a page, or of a part of it that is drawn anew by itself: in its turn, within its time,
failing with a sentence.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from pages.parts.door import budget
from pages.parts.shared import failure, store


@contextmanager
def bounded() -> Iterator[None]:
    """To be held while a page, or a fragment, works. Within a run that is bounded already it
    changes nothing.
    """
    if budget.current() is not None:
        yield
        return
    with store.turn() as place, failure.told(), budget.Run(place.give_up, failure.tell_too_long):
        yield
