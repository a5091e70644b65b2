"""Run every measurement, print a table and keep the numbers: python -m tests.bench [--times N] [--reruns N]."""

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from analytics import editions
from data import publish
from tests.bench import building, methods, rerunning, starting
from tests.bench.reference import reference
from tests.bench.server import serve

RESULTS = Path(__file__).parent / "results"
DECIMALS = {"s": 2, "points": 2, "ms": 1, "%": 1}
PAUSE = 0.3  # seconds between two reruns, as long as nobody clicks faster
LIBRARIES = ("streamlit", "duckdb", "pandas", "plotly", "starlette", "websockets", "protobuf")


class Row(NamedTuple):
    """One line of the table: what was measured, on the app and on the reference, and what is aimed at."""

    name: str
    unit: str
    app: list[float]
    reference: list[float] | None = None
    goal: float | None = None

    def line(self) -> str:
        """The row as plain text: medians, range of the app, ratio, goal."""
        ours = median(self.app)
        theirs = median(self.reference) if self.reference else None
        ratio = f"{ours / theirs:8.2f}" if theirs else f"{'':8}"
        goal = "" if self.goal is None else f"  < {self.goal:g} {'yes' if ours < self.goal else 'NO'}"
        spread = f"{_digits(min(self.app), self.unit)}–{_digits(max(self.app), self.unit)}"
        plain = _digits(theirs, self.unit) if theirs is not None else ""
        return f"{self.name:<38}{_digits(ours, self.unit):>10}{spread:>18}{plain:>11}{ratio}{goal}"

    def record(self) -> dict[str, object]:
        """The row for the file: every single value, and the medians."""
        return {
            "name": self.name, "unit": self.unit, "app": self.app, "app_median": median(self.app),
            "reference": self.reference, "reference_median": median(self.reference) if self.reference else None,
            "goal": self.goal,
        }  # fmt: skip


def _digits(value: float, unit: str) -> str:
    return f"{value:.{DECIMALS.get(unit, 0)}f}"


def measure(times: int, reruns: int) -> tuple[list[Row], str]:
    """Every measurement, and the version of the data it was made on."""
    _say("methods, against a simulation whose truth is known")
    found = methods.measure()
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        _say("build of the real catalog")
        builds = building.measure(times)
        building.build(data)
        generation = publish.current(data)
        assert generation is not None
        with publish.connect(generation) as con:
            data_version = str(editions.version(con)["version"])
        _say("cold start and first page")
        app, plain = starting.measure(data, times)
        _say("reruns")
        with serve(environment={"SKK_DATA": str(data)}) as server:
            ours = rerunning.measure(server, "peringkat", reruns, PAUSE)
            ours_at_once = rerunning.measure(server, "peringkat", reruns)
        with reference() as server:
            theirs = rerunning.measure(server, "", reruns, PAUSE)
            theirs_at_once = rerunning.measure(server, "", reruns)
    rows = [
        Row("build of the real catalog, s", "s", builds, goal=3),
        Row("cold start to health, s", "s", app.health, plain.health),
        Row("health to first page, s", "s", app.first_page, plain.first_page, goal=2),
        Row("rerun of /peringkat, ms", "ms", _milli(ours.seconds), _milli(theirs.seconds)),
        Row("the same without a pause, ms", "ms", _milli(ours_at_once.seconds), _milli(theirs_at_once.seconds)),
        Row("bytes per rerun of /peringkat", "bytes", [*map(float, ours.received)], [*map(float, theirs.received)]),
        Row("messages per rerun of /peringkat", "count", [*map(float, ours.messages)], [*map(float, theirs.messages)]),
        Row("true differences missed at 95%, %", "%", found.missed_differences, goal=10),
        Row("true places missed at 95%, %", "%", found.missed_places, goal=6),
        Row("true severities missed at 95%, %", "%", found.missed_severities, goal=10),
        Row("error of a severity, points of 100", "points", found.severity_errors, goal=1),
    ]
    return rows, data_version


def _milli(seconds: list[float]) -> list[float]:
    return [1000 * value for value in seconds]


def _say(what: str) -> None:
    print(f"measuring: {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure, print, and write tests/bench/results/<time>.json."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures the app against a page of one word.")
    parser.add_argument("--times", type=int, default=5, help="builds and starts (default: 5)")
    parser.add_argument("--reruns", type=int, default=30, help="reruns of a page (default: 30)")
    options = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    rows, data_version = measure(options.times, options.reruns)
    machine = {
        "cpus": os.cpu_count(), "machine": platform.machine(), "platform": platform.platform(terse=True),
        "python": platform.python_version(), "load_before": load,
    }  # fmt: skip
    libraries = {name: version(name) for name in LIBRARIES}
    now = datetime.now(UTC)
    print(f"{machine['cpus']} CPU, {machine['platform']}, Python {machine['python']}, load {load}, data {data_version[:12]}")
    print(", ".join(f"{name} {number}" for name, number in libraries.items()))
    print(f"\n{'median of the runs':<38}{'app':>10}{'range':>18}{'reference':>11}{'ratio':>8}  goal")
    for row in rows:
        print(row.line())
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{now:%Y%m%dT%H%M%SZ}.json"
    content = {
        "when": now.isoformat(timespec="seconds"), "machine": machine, "libraries": libraries, "data_version": data_version,
        "results": [row.record() for row in rows],
    }  # fmt: skip
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(f"\n{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}")


if __name__ == "__main__":
    main()
