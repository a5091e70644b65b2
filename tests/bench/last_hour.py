"""The last hour before a deadline: sessions of many kecamatan save at once while the processes that
serve them are killed and PostgreSQL loses its power. No entry may be lost, and none be mixed.

`python -m tests.bench.last_hour` plays it whole: 38 kecamatan (an edition of a province with its 38
kabupaten and kota cannot be run here), 114 questions, 190 sessions; the test in tests/data/contest
plays a small one. It works at the level of the store: what Streamlit adds is not measured here.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sqlalchemy import select

from data.contest import entering, journal, people, schema, setting_up
from data.contest import store as stores
from data.contest.errors import ContestError, StaleError
from data.contest.rights import SERVER, Actor, Role
from data.contest.store import Store
from data.contest.templates import Draft
from tests import postgres, real
from tests.bench.server import ROOT

EDITION = "kabkota-3201-2026"  # Bogor has 40 kecamatan, more than a province has kabupaten and kota
PROCESSES = 2  # of the app


class Size(NamedTuple):
    """How much is played."""

    kecamatan: int
    sessions: int  # of each kecamatan; each has questions of its own
    questions: int
    drafts: int  # of each answer
    kills: int
    restarts: int


WHOLE = Size(38, 5, 114, 2, 20, 2)
SHORT = Size(3, 2, 4, 3, 1, 1)


class Found(NamedTuple):
    """What became of it: drafts that were acknowledged; of them those that the journal lacks or
    that stand no more; answers that hold another's words; what is wrong with the journal; seconds
    of each save.
    """

    saves: int
    lost: list[str]
    mixed: list[str]
    problem: str
    seconds: list[float]
    kills: int
    restarts: int


def said(kecamatan: str, question: str, number: int) -> str:
    """A draft that says whose it is."""
    return f"{kecamatan} {question} naskah {number}"


def prepare(store: Store, size: Size) -> list[str]:
    """An edition with its questions and a person for each kecamatan; return the codes."""
    asked = [
        Draft(f"Q{n}", "Bagian", f"Pertanyaan {n}", setting_up.ENTRY, Decimal(10), Decimal(1))
        for n in range(1, size.questions + 1)
    ]
    with store.begin() as tx:
        codes = setting_up.open_edition(tx, SERVER, EDITION, real.frames())[: size.kecamatan]
        setting_up.ask(tx, SERVER, EDITION, asked, "uji")
        for code in codes:
            invited = people.invite(tx, SERVER, EDITION, Role.KECAMATAN, code, of_kecamatan=code)
            people.redeem(tx, invited.secret)
    return codes


def work(address: str, where: Path, log: Path, share: int, size: Size) -> None:
    """One process of the app: the sessions of its share of the kecamatan, until all is saved. It
    begins where what is stored ends, and notes each save once it is acknowledged.
    """
    store = _opened(address, where)
    with store.begin(writes=False) as tx:
        who = {
            of: Actor(number)
            for number, of in tx.session.execute(
                select(schema.Membership.person_id, schema.Membership.kecamatan).order_by(
                    schema.Membership.kecamatan
                )
            )
        }
    lock = threading.Lock()
    with log.open("a", encoding="utf-8") as out:

        def note(line: list[str | int | float]) -> None:
            with lock:
                out.write(json.dumps(line) + "\n")
                out.flush()

        threads = [
            threading.Thread(target=_session, args=(store, who[code], code, number, size, note))
            for code in sorted(who)[share::PROCESSES]
            for number in range(size.sessions)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    store.close()


def _opened(address: str, where: Path) -> Store:
    """The store, as soon as it answers: it may be starting."""
    while True:
        try:
            return stores.open_store(address, where)
        except ContestError:
            time.sleep(0.1)


def _session(  # noqa: PLR0917 - of a thread
    store: Store, actor: Actor, code: str, number: int, size: Size,
    note: Callable[[list[str | int | float]], None],
) -> None:  # fmt: skip
    """One browser: each of its questions is answered in several drafts."""
    rng = random.Random(f"{code} {number}")
    for at in range(number + 1, size.questions + 1, size.sessions):
        question = f"Q{at}"
        for version in range(_stands(store, actor, code, question), size.drafts):
            time.sleep(rng.uniform(0, 0.02))
            begun = time.perf_counter()
            _until_saved(store, actor, code, question, version)
            note([code, question, version + 1, time.perf_counter() - begun])


def _stands(store: Store, actor: Actor, code: str, question: str) -> int:
    """The version that stands; asked until the store answers."""
    while True:
        try:
            with store.begin(writes=False) as tx:
                answers = entering.answers(tx, actor, EDITION, code)
                return answers.get(question, entering.Answered()).version
        except ContestError:
            time.sleep(0.05)


def _until_saved(store: Store, actor: Actor, code: str, question: str, version: int) -> None:
    """Save as a browser does: again while the server does not answer. The draft that stands may be
    its own, whose answer was lost.
    """
    text = said(code, question, version + 1)
    while True:
        try:
            with store.begin() as tx:
                entering.save(tx, actor, EDITION, code, question, text=text, own_value=None,
                              version=version)  # fmt: skip
        except StaleError as error:
            if error.theirs != text:
                raise
            return
        except ContestError:
            time.sleep(0.05)
        else:
            return


def play(address: str, where: Path, size: Size, restart: Callable[[], None] | None = None) -> Found:
    """Play it to the end. `restart` takes the power from PostgreSQL and gives it back."""
    store = stores.open_store(address, where)
    codes = prepare(store, size)
    logs = [where / f"tersimpan-{share}" for share in range(PROCESSES)]
    running = [_start(address, where, log, share, size) for share, log in enumerate(logs)]
    rng, kills, restarts = random.Random(1), 0, 0
    goal = len(codes) * size.questions * size.drafts
    while any(one.poll() is None for one in running):
        time.sleep(0.05)
        done = sum(_count(log) for log in logs)
        if kills < size.kills and done >= goal * (kills + 1) / (size.kills + 2):
            share = rng.randrange(PROCESSES)
            running[share].kill()
            running[share].wait()
            running[share] = _start(address, where, logs[share], share, size)
            kills += 1
        if (
            restart
            and restarts < size.restarts
            and done >= goal * (restarts + 1) / (size.restarts + 2)
        ):
            restart()
            restarts += 1
    failed = [one.returncode for one in running if one.returncode]
    assert not failed, f"a process of the app ended with {failed}"
    found = _judge(store, codes, logs, size)._replace(kills=kills, restarts=restarts)
    store.close()
    return found


def _start(
    address: str, where: Path, log: Path, share: int, size: Size
) -> subprocess.Popen[bytes]:  # fmt: skip
    told = json.dumps([address, str(where), str(log), share, size])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.last_hour", "--work", told], cwd=ROOT
    )


def _count(log: Path) -> int:
    return log.read_bytes().count(b"\n") if log.exists() else 0


def _judge(store: Store, codes: Sequence[str], logs: Sequence[Path], size: Size) -> Found:
    """Hold what the store says against what was acknowledged."""
    acknowledged: dict[tuple[str, str], set[int]] = defaultdict(set)
    seconds = []
    for log in logs:
        for line in log.read_text("utf-8").splitlines():
            code, question, version, took = json.loads(line)
            acknowledged[code, question].add(version)
            seconds.append(took)
    lost, mixed = [], []
    with store.begin(writes=False) as tx:
        told: dict[str, list[str]] = defaultdict(list)
        for one in reversed(journal.read(tx, SERVER, EDITION, most=10**7)):
            if one.what == "isi":
                told[one.subject].append(one.after)
        for code in codes:
            answers = entering.answers(tx, SERVER, EDITION, code)
            for at in range(1, size.questions + 1):
                question = f"Q{at}"
                name, answer = f"{code} {question}", answers.get(question, entering.Answered())
                whole = [said(code, question, n + 1) for n in range(size.drafts)]
                if answer.version != size.drafts or answer.text != whole[-1]:
                    lost.append(name)
                if told[name] != whole:  # each draft once, in its order, and nobody else's
                    mixed.append(name)
                if acknowledged[code, question] - set(range(1, answer.version + 1)):
                    lost.append(name)
        verdict = journal.verify(tx)
    saves = sum(map(len, acknowledged.values()))
    return Found(saves, lost, mixed, verdict.problem, seconds, 0, 0)


def main(arguments: Sequence[str]) -> int:
    """Play it on PostgreSQL and on SQLite, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--short", action="store_true", help="a small one, in seconds")
    told = parser.parse_args(arguments)
    if told.work:
        address, where, log, share, size = json.loads(told.work)
        work(address, Path(where), Path(log), share, Size(*size))
        return 0
    size, is_well = SHORT if told.short else WHOLE, True
    with postgres.started(is_durable=True) as cluster:
        cluster.create("lomba")
        for name, address, restart in (
            ("PostgreSQL", cluster.address("lomba"), cluster.restart),
            ("SQLite", "", None),
        ):
            with tempfile.TemporaryDirectory() as where:
                begun = time.monotonic()
                found = play(address, Path(where), size, restart)
            middle, high = np.quantile(found.seconds, [0.5, 0.95])
            print(
                f"{name}: {size.kecamatan * size.sessions} sessions, {found.saves} saves"
                f" acknowledged in {time.monotonic() - begun:.0f} s, {found.kills} kills,"
                f" {found.restarts} restarts; save p50 {middle:.3f} s, p95 {high:.3f} s;"
                f" lost {len(found.lost)}, mixed {len(found.mixed)},"
                f" journal {found.problem or 'whole'}"
            )
            is_well = is_well and not (found.lost or found.mixed or found.problem)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
