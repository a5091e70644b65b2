"""How long the app takes from the start of its process to health, and from health to its first
page.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from tests.bench.client import Visitor
from tests.bench.reference import LIBRARIES, reference
from tests.bench.server import Server, serve


class Starts(NamedTuple):
    """Seconds of each start."""

    health: list[float]  # process start -> /_stcore/health answers
    first_page: list[float]  # health -> the first visitor has the first page


def measure(data: Path, times: int) -> tuple[Starts, Starts]:
    """So many starts of the app and of the reference, in turn; (app, reference).

    Raises:
        RuntimeError: a page shows an exception.
    """
    app, plain = Starts([], []), Starts([], [])
    for _ in range(times):
        _start(plain, reference(imports=LIBRARIES))
        _start(app, serve(environment={"SKK_DATA": str(data)}))
    return app, plain


def _start(into: Starts, starting: AbstractContextManager[Server]) -> None:
    with starting as server, Visitor(server.url) as visitor:
        run = visitor.run()
        if run.failures:
            raise RuntimeError(f"The first page shows {', '.join(run.failures)}:\n{server.log}")
        into.health.append(server.start_seconds)
        into.first_page.append(run.seconds)
