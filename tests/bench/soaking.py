"""Many sessions for minutes, while imports are published and taken back: python -m
tests.bench.soaking [--minutes N].

Each answer must be of one generation: the version in its footer, and the leader and scores of the
imported edition that it shows. A workbook of its own is imported each time, so that whatever an old
generation leaves behind would add up.
"""

import argparse
import json
import multiprocessing
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from scipy.stats import theilslopes

from data import build, check, publish
from data.importer import publishing
from data.importer.proposal import Choices, propose
from tests.bench import building
from tests.bench.client import Visitor
from tests.bench.crowding import resident
from tests.bench.server import Server, serve
from tests.import_cases import make_cases

RESULTS = Path(__file__).parent / "results"
# the edition that is imported; the newest, so that it is also what opens without a year
EDITION = "tahun=2026"
LEADERS = (("Wonosari", "Kab. Malang"), ("Junrejo", "Kota Batu"), ("Asembagus", "Kab. Situbondo"))
PAGES = {
    "": ("", EDITION, "tahun=2023"),
    "peringkat": ("", EDITION, "tahun=2023", "tahun=2016"),
    "profil": ("kec=350732", "kec=357903", "kec=351213"),
    "perbandingan": ("kec=350732,357903", "kec=357903,351213"),
    "kabkota": ("", "kode=3507"),
    "peta": ("", EDITION, "tahun=2023"),
    "tren": ("", "tahun=2023"),
    "penilaian": ("", EDITION, "tahun=2023"),
    "inovasi": ("", "inovasi_cari=lansia"),
    "sumber": ("", EDITION),
}
WITH_SCORES = {("peringkat", ""), ("peringkat", EDITION)}  # they must show what was imported
THINK = 1.0  # seconds between two looks, on average
PATIENCE = 300.0  # seconds; a browser would wait for ever, and what they waited is told
VIEWS = 20  # after which a visitor leaves and another comes
EVERY = 15.0  # seconds from one publication to the next
WARM_UP = 0.3  # of the time, before memory is looked at
MEGABYTE = 1e6
VERSION = re.compile(rb"Versi data `([0-9a-f]{12})`")
# 7.012,25 in words, 7012.25 in a figure: the 12th workbook
SCORE = re.compile(rb"(?<![\d.,])7\.?(\d{3})[.,]25(?!\d)")


class Truth(NamedTuple):
    """What a generation holds: the number of its workbook, and who leads."""

    number: int
    leader: str


@dataclass
class Tally:
    """What all visitors saw, and the server's memory."""

    answers: Counter[str] = field(default_factory=Counter)  # by version
    with_scores: int = 0  # answers that had to show the imported edition, and did
    mixed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    # Seconds since the beginning, MB
    memory: list[tuple[float, float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def slope(self) -> tuple[float, float, float]:
        """MB a minute after the warm-up, by Theil and Sen, with its interval of 95%."""
        late = self.memory[int(WARM_UP * len(self.memory)) :]
        found = theilslopes(
            [size for _, size in late], [second / 60 for second, _ in late], alpha=0.95
        )
        return float(found.slope), float(found.low_slope), float(found.high_slope)


def places(number: int) -> list[tuple[str, str]]:
    """Who is in the so-many-th workbook, first place first; who leads changes from one to the
    next.
    """
    turn = number % len(LEADERS)
    return [*LEADERS[turn:], *LEADERS[:turn]]


def workbook(path: Path, number: int) -> None:
    """Write the so-many-th version of the results of the edition."""
    header = [
        "Kecamatan",
        "Kabupaten/Kota",
        "Pelayanan (maks. 9000)",
        "Inovasi (maks. 9000)",
        "Total Skor",
        "Peringkat",
    ]
    rows = [
        [*place, 4000, 3000.25 + number - 500 * below, 7000.25 + number - 500 * below, below + 1]
        for below, place in enumerate(places(number))
    ]
    make_cases.write(path, {"Hasil": [["Rekap SKK Provinsi Jawa Timur 2026"], header, *rows]})


def truth(generation: Path) -> Truth | None:
    """What a generation holds, by the name of the workbook in it; None where nothing has been
    imported.
    """
    with publish.connect(generation) as con:
        files = (
            con.execute('SELECT file FROM "import"').fetchall()
            if "import" in publish.tables(con)
            else []
        )
    numbers = [int(Path(file).stem.removeprefix("buku-")) for (file,) in files]
    return Truth(numbers[0], places(numbers[0])[0][0]) if numbers else None


def fault(
    shown: Sequence[bytes], known: Callable[[str], Truth | None], *, must_show: bool
) -> tuple[str, str]:
    """The version that an answer carries, and what is wrong with it: "" where all of it is of one
    generation.

    Args:
        shown: the messages of the page.
        known: gives what a generation holds, by its version.
        must_show: whether the page has to show the imported edition where the generation holds one.
    """
    everything = b"\n".join(shown)
    versions = {version.decode() for version in VERSION.findall(everything)}
    if len(versions) != 1:
        return "", f"{len(versions)} versions in one answer"
    version = versions.pop()
    holds = known(version)
    numbers = {int(number) for number in SCORE.findall(everything)}
    if wrong := numbers - ({holds.number} if holds else set()):
        return (
            version,
            f"version {version}, which holds {holds}, with scores of workbooks {sorted(wrong)}",
        )
    if must_show and holds:
        if not numbers:
            return version, f"version {version}, which holds {holds}, without its scores"
        if not re.search(
            rb"\[%s\]\([^)]*\)[^\n]{0,60} memimpin" % holds.leader.encode(), everything
        ):
            return version, f"version {version}, which holds {holds}, with another leader"
    return version, ""


def publishing_meanwhile(where: Path, until: float, every: float) -> None:
    """Publish a new workbook every so many seconds until a time (time.time()); each third time go
    back to an earlier generation instead, by turns to the one without imports and to any. To be run
    in a process of its own.
    """
    frames, chance = check.read(build.CATALOG), random.Random(1)
    base = publish.current(where)
    assert base is not None
    for number in range(1000):
        began = time.time()
        if began + every > until:
            return
        if number % 3 == 2:
            earlier = [one.path.name for one in publishing.generations(where) if not one.is_current]
            name = base.name if number % 2 and base.name in earlier else chance.choice(earlier)
            publishing.revert(where, name, publish.current(where), "uji")
        else:
            with tempfile.TemporaryDirectory() as scratch:
                path = Path(scratch) / f"buku-{number}.xlsx"
                workbook(path, number)
                proposal = propose(path, path.name, frames, Choices())
                publishing.confirm(publishing.prepare(proposal, build.CATALOG, where, "uji"), where)
        time.sleep(max(0.0, began + every - time.time()))


def soak(server: Server, where: Path, sessions: int, seconds: float, every: float) -> Tally:
    """Let so many sessions look around for so many seconds, while another process publishes into
    the folder of the server.
    """
    tally, began = Tally(), time.time()
    until = began + seconds

    @cache
    def known(version: str) -> Truth | None:
        return truth(where / f"skk-{version}.duckdb")

    def look(visitor: Visitor, page: str, query: str) -> None:
        run = visitor.run(query)
        version, wrong = fault(run.shown, known, must_show=(page, query) in WITH_SCORES)
        with tally.lock:
            tally.waits.append(run.seconds)
            tally.answers[version] += 1
            tally.with_scores += (
                (page, query) in WITH_SCORES and not wrong and known(version) is not None
            )
            tally.failed += [f"/{page}?{query}: {failure}" for failure in run.failures]
            tally.mixed += [f"/{page}?{query}: {wrong}"] if wrong else []

    def stay(number: int) -> None:
        chance = random.Random(number)
        time.sleep(min(seconds / 4, number * 0.05))  # they do not come at one moment
        while time.time() < until:
            page = chance.choice(list(PAGES))
            try:
                with Visitor(server.url, page, patience=PATIENCE) as visitor:
                    for _ in range(VIEWS):
                        look(visitor, page, chance.choice(PAGES[page]))
                        time.sleep(chance.uniform(0.5, 1.5) * THINK)
                        if time.time() > until:
                            break
            except (
                Exception
            ) as error:  # whatever a visitor meets counts; another comes in their place
                with tally.lock:
                    tally.failed.append(f"/{page}: {type(error).__name__}: {error}")
                time.sleep(THINK)

    def watch() -> None:
        while time.time() < until:
            tally.memory.append((time.time() - began, resident(server) / MEGABYTE))
            time.sleep(1)

    publisher = multiprocessing.get_context("spawn").Process(
        target=publishing_meanwhile, args=(where, until, every)
    )
    publisher.start()
    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(sessions) as pool:
        list(pool.map(stay, range(sessions)))
    watcher.join()
    publisher.join(60)
    if publisher.exitcode != 0:
        tally.failed.append(f"the publisher ended with {publisher.exitcode}")
        publisher.terminate()
    if "Traceback" in server.log:
        tally.failed.append(f"the server's log: {server.log[-2000:]}")
    return tally


def told(tally: Tally, published: int) -> dict[str, Any]:
    """What is kept of a soak."""
    slope, low, high = tally.slope()
    return {
        "answers": sum(tally.answers.values()),
        "generations_seen": len([one for one in tally.answers if one]),
        "published": published, "answers_with_the_imported_edition": tally.with_scores,
        "failed": len(tally.failed), "mixed": len(tally.mixed),
        "wait_median_s": median(tally.waits),
        "wait_95_of_100_s": sorted(tally.waits)[int(0.95 * len(tally.waits))],
        "wait_most_s": max(tally.waits),
        "memory_first_mb": tally.memory[0][1], "memory_last_mb": tally.memory[-1][1],
        "memory_most_mb": max(size for _, size in tally.memory), "slope_mb_a_minute": slope,
        "slope_interval": [low, high],
        "memory_mb": [round(size, 1) for _, size in tally.memory],
    }  # fmt: skip


def main() -> int:
    """Soak, print and keep what was found; 1 where an answer failed or was mixed, or where nothing
    was published or seen.
    """
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.soaking",
        description="Many sessions while imports are published.",
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default: 10)")
    parser.add_argument("--sessions", type=int, default=200, help="how many at once (default: 200)")
    parser.add_argument(
        "--every",
        type=float,
        default=EVERY,
        help=f"seconds between publications (default: {EVERY:g})",
    )
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(scratch)
        building.build(where)
        with serve(environment={"SKK_DATA": str(where)}) as server:
            tally = soak(server, where, options.sessions, 60 * options.minutes, options.every)
        found = told(tally, len([one for one in publishing.journal(where) if one.done]))
    now = datetime.now(UTC)
    content = {
        "when": now.isoformat(timespec="seconds"),
        "load_before": load,
        **vars(options),
        **found,
    }
    for name, value in content.items():
        if name != "memory_mb":
            print(f"{name:<36}{value}")
    for line in [*tally.mixed[:20], *tally.failed[:20]]:
        print(line, file=sys.stderr)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"soak-{now:%Y%m%dT%H%M%SZ}.json").write_text(
        json.dumps(content, indent=2) + "\n", encoding="utf-8"
    )
    return int(
        bool(tally.mixed or tally.failed or not tally.with_scores or found["generations_seen"] < 2)
    )


if __name__ == "__main__":
    sys.exit(main())
