"""A node follows its lake: python -m data.lake ikuti. One process for each machine; the processes
of the app read only what it leaves in their folder.
"""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import psycopg

from data import publish
from data.lake import link, status
from data.lake.status import Status
from data.lake.store import Lake, follow, is_followed

EVERY = 2.0  # seconds from one question to the next
KEPT = 5.0  # seconds after which it is written anew when the lake was last asked
log = logging.getLogger("dasbor")


class Step(NamedTuple):
    """What one look at a lake came to: whether a new generation is in force, and why not, in
    Indonesian; empty where nothing is wrong.
    """

    has_changed: bool
    problem: str = ""


class Follower:
    """Asks a lake again and again over one connection, and copies what is new."""

    def __init__(self, lake: Lake) -> None:
        """Nothing has been asked yet."""
        self._lake = lake
        self._catalog: link.Connection | None = None
        self._told = -KEPT
        self._is_failing = False

    def step(self) -> Step:
        """Ask once. Whatever fails, the node goes on with what it has, and says so."""
        try:
            if self._catalog is None:
                self._catalog = link.catalog(self._lake.address)
            if is_followed(self._lake, link.latest(self._catalog)):
                has_changed = False
            else:
                has_changed = follow(self._lake)
        except link.LakeError as error:
            self.close()
            return self._failed(publish.why(error))
        except publish.BusyError:
            # Somebody publishes on this node, and brings what is new with it
            self._tell("")
            return Step(False)
        except psycopg.Error as error:
            self.close()
            return self._failed(publish.why(link.away(error)))
        except OSError as error:
            return self._failed(f"folder server ini tidak dapat ditulis: {publish.why(error)}")
        if has_changed or self._is_failing or time.monotonic() - self._told >= KEPT:
            self._is_failing = False
            self._tell("")
        return Step(has_changed)

    def close(self) -> None:
        """Give the connection up; the next step makes another."""
        if self._catalog is not None:
            with suppress(Exception):
                self._catalog.close()
            self._catalog = None

    def _failed(self, problem: str) -> Step:
        self._is_failing = True
        self._tell(problem)
        return Step(False, problem)

    def _tell(self, problem: str) -> None:
        where = self._lake.where
        known = status.read(where)
        if known is None and publish.pointed(where):
            return  # the folder is no node's
        known = known or Status()
        if problem and known.problem == problem:
            return
        with suppress(OSError):
            asked = known.asked if problem else status.now()
            status.write(where, known._replace(asked=asked, problem=problem))
            self._told = time.monotonic()


def run(lake: Lake, goes_on: Callable[[], bool] = lambda: True, every: float = EVERY) -> None:
    """Follow a lake for as long as it is to go on; what changes is told in the log."""
    follower, last = Follower(lake), ""
    try:
        while goes_on():
            began = time.monotonic()
            step = follower.step()
            if step.has_changed:
                log.warning("%s: %s in force", lake.where, publish.pointed(lake.where))
            if step.problem != last:
                log.warning("%s: %s", lake.where, step.problem or "the lake answers again")
                last = step.problem
            time.sleep(max(0.0, began + every - time.monotonic()))
    finally:
        follower.close()
