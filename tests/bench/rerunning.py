"""How long one visitor waits for a rerun of a page, and how much comes over the wire."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from tests.bench.client import Visitor
from tests.bench.server import Server


class Reruns(NamedTuple):
    """Seconds and bytes of each rerun."""

    seconds: list[float]
    received: list[int]
    messages: list[int]


def measure(
    server: Server, page: str, times: int, pause: float = 0.0, queries: Sequence[str] = ()
) -> Reruns:
    """So many reruns of a page (its path, and after "?" its query) by one session, after one first
    run that is not counted; with `queries`, each rerun goes on to the next of them.

    Without a pause (seconds) a rerun also waits for what Streamlit does after the run before: that
    shows how many runs a server can make. With one it shows what a visitor waits for.

    Raises:
        RuntimeError: the page shows an exception.
    """
    path, _, query = page.partition("?")
    with Visitor(server.url, path, query) as visitor:
        runs = [visitor.run()]
        for number in range(times):
            time.sleep(pause)
            runs.append(
                visitor.run(f"{query}&{queries[number % len(queries)]}")
                if queries
                else visitor.run()
            )
    failures = sorted({failure for run in runs for failure in run.failures})
    if failures:
        raise RuntimeError(f"/{page} shows {', '.join(failures)}:\n{server.log}")
    return Reruns(
        [run.seconds for run in runs[1:]],
        [run.received for run in runs[1:]],
        [run.messages for run in runs[1:]],
    )
