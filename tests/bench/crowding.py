"""Many sessions at once that keep changing what they look at: reruns a second, what each waits, and
what it costs in memory.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.client import Visitor
from tests.bench.server import Server


class Crowd(NamedTuple):
    """What a crowd got: reruns a second, the median wait (seconds), the server's memory before and
    with it (bytes), sessions.
    """

    rate: float
    wait: float
    before: int
    after: int
    sessions: int

    @property
    def memory(self) -> float:
        """Bytes of the server for each session."""
        return (self.after - self.before) / self.sessions


def measure(
    server: Server,
    page: str,
    queries: Sequence[str],
    sessions: int,
    seconds: float,
    *,
    cookies: Callable[[], str] = str,
) -> Crowd:
    """So many sessions of a page, each going from query to query for so many seconds, without a
    pause. `cookies` gives those of each visitor.

    Raises:
        RuntimeError: a page shows an exception.
    """
    with Visitor(server.url, page) as first:
        _calm(server, first.run().failures)
    before = resident(server)
    with ExitStack() as stack, ThreadPoolExecutor(sessions) as pool:
        visitors = [
            stack.enter_context(Visitor(server.url, page, cookies=cookies()))
            for _ in range(sessions)
        ]
        for visitor in visitors:
            _calm(server, visitor.run().failures)
        deadline = time.perf_counter() + seconds

        def stay(number: int) -> list[float]:
            waits: list[float] = []
            while time.perf_counter() < deadline:
                run = visitors[number].run(queries[(number + len(waits)) % len(queries)])
                _calm(server, run.failures)
                waits.append(run.seconds)
            return waits

        began = time.perf_counter()
        waits = [wait for mine in pool.map(stay, range(sessions)) for wait in mine]
        rate = len(waits) / (time.perf_counter() - began)
        return Crowd(rate, median(waits), before, resident(server), sessions)


def _calm(server: Server, failures: Sequence[str]) -> None:
    if failures:
        raise RuntimeError(f"A page shows {', '.join(failures)}:\n{server.log}")


def resident(server: Server) -> int:
    """Bytes of the server's memory that are in use; Linux only."""
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    return next(
        int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS:")
    )
