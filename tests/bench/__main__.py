"""Run every measurement, print a table and keep the numbers: python -m tests.bench [--times N]
[--reruns N] [--only PART].
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from analytics.core import editions
from data import publish
from deploy import assets
from tests.bench import (
    building,
    country,
    crowding,
    importing,
    lightness,
    methods,
    painting,
    proxy,
    questions,
    rerunning,
    searching,
    starting,
)
from tests.bench.reference import LIBRARIES as LIBRARIES_OF_THE_APP
from tests.bench.reference import reference
from tests.bench.server import serve

RESULTS = Path(__file__).parent / "results"
PAGES = (
    "",
    "peringkat",
    "peringkat?peringkat_bagian=Dari+tahun+ke+tahun",
    "perbandingan?kec=350732,357814",
    "profil?kec=357903",
    "kabkota",
    "peta",
    "tren",
    "inovasi",
    "sumber",
)
SESSIONS = 50
SECONDS = 10.0  # for which a crowd stays
QUERIES = (
    "",
    "tahun=2014",
    "tahun=2016",
    "tahun=2017",
    "tahun=2018",
    "tahun=2021",
    "tahun=2022",
    "tahun=2023",
)
ONLY = ("questions", "importing", "light")  # parts that can be measured alone
DECIMALS = {"s": 2, "times": 1, "points": 2, "ms": 1, "%": 1, "a second": 1, "MB": 1}
PAUSE = 0.3  # seconds between two reruns, as long as nobody clicks faster
LIBRARIES = ("streamlit", "duckdb", "pandas", "plotly", "starlette", "websockets", "protobuf")


class Row(NamedTuple):
    """One line of the table: what was measured, on the app and on the reference, and what is aimed
    at: a value at most, or a ratio of the two at most (at least, where more is better).
    """

    name: str
    unit: str
    app: list[float]
    reference: list[float] | None = None
    goal: float | None = None
    ratio: float | None = None
    more_is_better: bool = False

    def line(self) -> str:
        """The row as plain text: medians, range of the app, ratio, goal."""
        ours = median(self.app)
        theirs = median(self.reference) if self.reference else None
        ratio = f"{ours / theirs:8.2f}" if theirs else f"{'':8}"
        spread = f"{_digits(min(self.app), self.unit)}–{_digits(max(self.app), self.unit)}"
        plain = _digits(theirs, self.unit) if theirs is not None else ""
        told = f"{self.name:<44}{_digits(ours, self.unit):>10}{spread:>18}{plain:>11}"
        return f"{told}{ratio}{self._verdict(ours, theirs)}"

    def _verdict(self, ours: float, theirs: float | None) -> str:
        if self.ratio is not None and theirs:
            met = (
                ours / theirs >= self.ratio if self.more_is_better else ours / theirs <= self.ratio
            )
            return (
                f"  {'≥' if self.more_is_better else '≤'} {self.ratio:g}× {'yes' if met else 'NO'}"
            )
        return (
            "" if self.goal is None else f"  < {self.goal:g} {'yes' if ours < self.goal else 'NO'}"
        )

    def record(self) -> dict[str, object]:
        """The row for the file: every single value, and the medians."""
        medians = {
            "app_median": median(self.app),
            "reference_median": median(self.reference) if self.reference else None,
        }
        return self._asdict() | medians


def _digits(value: float, unit: str) -> str:
    return f"{value:.{DECIMALS.get(unit, 0)}f}"


def measure(times: int, reruns: int) -> tuple[list[Row], str]:
    """Every measurement, and the version of the data it was made on."""
    _say("methods, against a simulation whose truth is known")
    found = methods.measure()
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        building.build(data)
        generation = publish.current(data)
        assert generation is not None
        with publish.connect(generation) as con:
            data_version = editions.version(con).version
        _say("search of innovations")
        real, large = searching.measure(times)
        rows = [
            Row("search of the real catalogue, ms", "ms", _milli(real), goal=50),
            Row("search of 100,000 innovations, ms", "ms", _milli(large), goal=100),
        ]
        _say("cold start and first page")
        app, plain = starting.measure(data, times)
        together = [[sum(pair) for pair in zip(*starts, strict=True)] for starts in (app, plain)]
        rows += [
            Row("cold start to health, s", "s", app.health, plain.health),
            Row("health to first page, s", "s", app.first_page, plain.first_page, goal=2),
            Row("cold start to first page, s", "s", together[0], together[1], ratio=1.3),
        ]
        rows += _pages(data, times, reruns)
        _say(f"{SESSIONS} sessions at once")
        rows += _crowd(data, times)
        rows += _two(data, times)
        rows += _first_chart(data, times)
        rows += [
            Row("true differences missed at 95%, %", "%", found.missed_differences, goal=10),
            Row("true places missed at 95%, %", "%", found.missed_places, goal=6),
            Row("true severities missed at 95%, %", "%", found.missed_severities, goal=10),
            Row("error of a severity, points of 100", "points", found.severity_errors, goal=1),
        ]
    return rows, data_version


def _pages(data: Path, times: int, reruns: int) -> list[Row]:
    """One session: each page against the reference, whose garbage collection is tamed as the app's
    is, in turn; then what comes over the wire where the year changes.
    """
    _say("reruns of each page")
    tamed: list[float] = []
    waits: dict[str, list[float]] = {page: [] for page in PAGES}
    with (
        reference("--runner.postScriptGC=false") as plain,
        serve(environment={"SKK_DATA": str(data)}) as server,
    ):
        for _ in range(times):
            tamed.append(1000 * median(rerunning.measure(plain, "", reruns, PAUSE).seconds))
            for page in PAGES:
                waits[page].append(
                    1000 * median(rerunning.measure(server, page, reruns, PAUSE).seconds)
                )
        sent = {
            page: rerunning.measure(server, page, len(QUERIES), queries=QUERIES).received
            for page in PAGES
        }
    rows = [Row(f"rerun of /{page}, ms", "ms", waits[page], tamed, ratio=4) for page in PAGES]
    most = {page: 40_000 if page == "peta" else 100_000 for page in PAGES}
    return rows + [
        Row(f"bytes of /{page}, another year", "bytes", [*map(float, sent[page])], goal=most[page])
        for page in PAGES
    ]


def _crowd(data: Path, times: int) -> list[Row]:
    """Many sessions that keep changing filters, against as many of the stock reference."""
    ours, theirs = [], []
    for _ in range(times):
        with reference() as server:
            theirs.append(crowding.measure(server, "", [""], SESSIONS, SECONDS))
        with serve(environment={"SKK_DATA": str(data)}) as server:
            ours.append(crowding.measure(server, "peringkat", QUERIES, SESSIONS, SECONDS))
    many, base = [], []
    for _ in range(times):
        with serve(environment={"SKK_DATA": str(data)}) as server:
            many.append(crowding.measure(server, "peringkat", QUERIES, 4 * SESSIONS, SECONDS))
        with reference(imports=LIBRARIES_OF_THE_APP) as server:
            base.append(crowding.measure(server, "", [""], 1, 1.0))
    rates, waits = [
        [[getattr(crowd, what) for crowd in side] for side in (ours, theirs)]
        for what in ("rate", "wait")
    ]
    return [
        Row(
            f"reruns a second, {SESSIONS} sessions",
            "a second",
            rates[0],
            rates[1],
            ratio=3,
            more_is_better=True,
        ),
        Row(f"wait of each of {SESSIONS} sessions, ms", "ms", _milli(waits[0]), _milli(waits[1])),
        Row(
            f"memory per session of {4 * SESSIONS}, MB",
            "MB",
            [one.memory / 1e6 for one in many],
            goal=1,
        ),
        Row(
            "memory with one session, MB",
            "MB",
            [one.before / 1e6 for one in many],
            [one.before / 1e6 for one in base],
            ratio=1.5,
        ),
    ]


def _two(data: Path, times: int) -> list[Row]:
    """The same crowd with one process, and with two behind nginx; the visitors take their share of
    the same cores.
    """
    if proxy.nginx() is None:
        _say(f"not two processes: {proxy.MISSING}")
        return []
    _say(f"{SESSIONS} sessions with one process, and with two behind nginx")
    two, one = [], []
    environment = {"SKK_DATA": str(data)}
    with tempfile.TemporaryDirectory() as www:
        assets.write(Path(www))
        for _ in range(times):
            with serve(environment=environment) as server:
                one.append(crowding.measure(server, "peringkat", QUERIES, SESSIONS, SECONDS).rate)
            with (
                serve(environment=environment) as first,
                serve(environment=environment) as second,
                proxy.behind_nginx([first, second], Path(www)) as site,
            ):
                come = partial(proxy.cookie, site)
                two.append(
                    crowding.measure(
                        site, "peringkat", QUERIES, SESSIONS, SECONDS, cookies=come
                    ).rate
                )
    return [
        Row("reruns a second, two processes against one", "a second", two, one, more_is_better=True)
    ]


def _first_chart(data: Path, times: int) -> list[Row]:
    """What a browser shows, against a page of the same chart alone."""
    if painting.chromium() is None:
        _say(f"not the first chart: {painting.MISSING}")
        return []
    _say("first chart in Chromium")
    app, plain = painting.measure(data, times)
    return [Row(f"first chart of /{painting.PAGE} painted, s", "s", app, plain, ratio=1.2)]


def _questions() -> tuple[list[Row], list[questions.Times]]:
    """What pages ask the database, on a simulated country and on one ten times as large, and the
    same with pandas.
    """
    _say("questions of the pages, on a simulated country")
    found = questions.measure(*country.databases())
    finding = [one for one in found if not one.lists_all]
    grown = max(finding, key=lambda one: one.growth)
    listing = max((one for one in found if one.lists_all), key=lambda one: one.growth)
    slow = max(found, key=lambda one: median(one.one))
    rows = [
        Row(
            f"growth of {len(finding)} questions, 10 × the rows",
            "times",
            [one.growth for one in finding],
            goal=3,
        ),
        Row(f"worst: {grown.case.label}", "times", [grown.growth], goal=3),
        Row(f"worst that lists all: {listing.case.label}", "times", [listing.growth]),
        Row(f"slowest: {slow.case.label}, ms", "ms", _milli(slow.one)),
    ]
    for at, size in enumerate(("", ", 10 × the rows")):
        ratios = [one.ratios[at] for one in found if len(one.ratios) > at]
        rows.append(Row(f"pandas by database, {len(ratios)} questions{size}", "times", ratios))
    return rows, found


def _imports(times: int) -> list[Row]:
    """Building the real catalog, and importing a province's workbook on top of it."""
    _say("import of a province")
    builds, imports = importing.measure(times)
    return [
        Row("reading and checking it, s", "s", [building.read() for _ in range(times)], goal=2),
        Row("build of the real catalog, s", "s", [one.seconds for one in builds], goal=3),
        Row("peak memory of it, MB", "MB", [one.memory / 1e6 for one in builds]),
        Row("import of 666 kecamatan × 7 × 5, s", "s", [one.seconds for one in imports], goal=10),
        Row("peak memory of it, MB", "MB", [one.memory / 1e6 for one in imports]),
    ]


def _light(times: int) -> list[Row]:
    """Light pages beside the app on a slow line, and what nginx hands out of them."""
    if painting.chromium() is None:
        _say(f"not light pages: {painting.MISSING}")
        return []
    _say("light pages on a slow line")
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        building.build(data)
        light, app = lightness.measure(data, times)
        rows = [
            Row(
                "heading of a light page on 1.6 Mbit/s, s",
                "s",
                [one.seconds for one in light],
                [one.seconds for one in app],
                ratio=0.1,
            ),
            Row(
                "kB of a light page, all of a first visit",
                "kB",
                [one.received / 1000 for one in light],
                [one.received / 1000 for one in app],
                goal=60,
            ),
            Row(
                "requests of it",
                "",
                [float(one.requests) for one in light],
                [float(one.requests) for one in app],
                goal=4,
            ),
        ]
        _say("the app's own addresses at a glance")
        for name, seen in zip(("first", "second"), lightness.glances(data, times), strict=True):
            rows.append(
                Row(
                    f"finding seen, beside the app's heading: {name} visit, s",
                    "s",
                    [one.at_a_glance for one in seen],
                    [one.by_the_app for one in seen],
                    ratio=0.5,
                )
            )
        if proxy.nginx() is None:
            _say(f"not nginx: {proxy.MISSING}")
            return rows
        served = [lightness.crowd(data, QUERIES, SESSIONS, SECONDS) for _ in range(times)]
    pages, reruns = [one.pages for one in served], [one.reruns for one in served]
    name = "light pages a second of nginx, reruns of two"
    return [*rows, Row(name, "a second", pages, reruns, ratio=50, more_is_better=True)]


def _milli(seconds: list[float]) -> list[float]:
    return [1000 * value for value in seconds]


def _say(what: str) -> None:
    print(f"measuring: {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure, print, and write tests/bench/results/<time>.json."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measures the app against a page of one word."
    )
    parser.add_argument(
        "--times", type=int, default=5, help="how often all is repeated (default: 5)"
    )
    parser.add_argument(
        "--reruns", type=int, default=10, help="reruns of a page, as often as that (default: 10)"
    )
    parser.add_argument("--only", choices=ONLY, help="measure this part alone")
    options = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    rows, data_version = ([], "") if options.only else measure(options.times, options.reruns)
    rows += _imports(options.times) if options.only in (None, "importing") else []
    rows += _light(options.times) if options.only in (None, "light") else []
    asked, each = _questions() if options.only in (None, "questions") else ([], [])
    rows += asked
    machine = {
        "cpus": os.cpu_count(), "machine": platform.machine(),
        "platform": platform.platform(terse=True),
        "python": platform.python_version(), "load_before": load,
    }  # fmt: skip
    libraries = {name: version(name) for name in LIBRARIES}
    now = datetime.now(UTC)
    print(
        f"{machine['cpus']} CPU, {machine['platform']}, Python {machine['python']}, load {load},"
        f" data {data_version[:12] or '-'}"
    )
    print(", ".join(f"{name} {number}" for name, number in libraries.items()))
    print(
        f"\n{'median of the runs':<44}{'app':>10}{'range':>18}{'reference':>11}{'ratio':>8}  goal"
    )
    for row in rows:
        print(row.line())
    if each:
        print(f"\n{questions.HEAD}", *(one.line() for one in each), sep="\n")
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{now:%Y%m%dT%H%M%SZ}.json"
    content = {
        "when": now.isoformat(timespec="seconds"), "machine": machine, "libraries": libraries,
        "data_version": data_version,
        "results": [row.record() for row in rows], "questions": [one.record() for one in each],
    }  # fmt: skip
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(f"\n{file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file}")


if __name__ == "__main__":
    main()
