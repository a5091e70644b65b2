"""Nodes that follow one lake, each a process as on a server, while others publish and things
break.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from data import publish
from data.lake import status
from data.lake.store import Lake
from tests.data.lake.conftest import Filled, Team
from tests.postgres import Cluster

ROOT = Path(__file__).parents[3]
SOON = 120.0  # seconds; on a machine of its own it is two
Follow = Callable[[Lake], subprocess.Popen[bytes]]


@pytest.fixture
def follow() -> Iterator[Follow]:
    """Begin a follower of a node."""
    begun: list[subprocess.Popen[bytes]] = []

    def begin(node: Lake) -> subprocess.Popen[bytes]:
        environment = os.environ | {"SKK_DATA": node.address, "SKK_NODE": str(node.where)}
        command = [sys.executable, "-m", "data.lake", "ikuti", "--tiap", "0.2"]
        with (node.where.parent / f"{node.where.name}.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.wait()


def until(what: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SOON
    while not what() and time.monotonic() < deadline:
        time.sleep(0.05)
    return what()


class Reader(threading.Thread):
    """Reads what is in force in a node again and again, as pages do, and keeps what is not whole or
    not of one publication.
    """

    def __init__(self, where: Path) -> None:
        super().__init__(daemon=True)
        self._where, self._ended = where, threading.Event()
        self.wrong: list[str] = []
        self.seen: set[str] = set()

    def run(self) -> None:
        while not self._ended.wait(0.2):
            generation = publish.current(self._where)
            if generation is None:
                self.wrong.append("nothing is in force")
                continue
            with publish.connect(generation) as con:
                rows = con.execute("SELECT version FROM build").fetchall()
                marks = con.execute("SELECT count(*) FROM codebook").fetchall()
            if len(rows) != 1 or not generation.stem.endswith(rows[0][0][:12]) or not marks:
                self.wrong.append(f"{generation.name}: {rows}")
            self.seen.add(generation.name)

    def end(self) -> None:
        self._ended.set()
        self.join()


def test_nodes_come_to_the_same_whatever_breaks(
    team: Team, filled: Filled, cluster: Cluster, tmp_path: Path, follow: Follow
) -> None:
    """One is killed and comes back, PostgreSQL fails and comes back, a new one begins with nothing;
    nobody who reads meets a half.
    """
    nodes = [
        team.two,
        Lake(tmp_path / "tiga", team.address),
        Lake(tmp_path / "empat", team.address),
    ]
    for node in nodes[1:]:
        node.where.mkdir()
    followers = [follow(node) for node in nodes]
    readers = [Reader(team.two.where)]
    assert until(lambda: all(publish.pointed(node.where) for node in nodes))
    readers.append(Reader(nodes[1].where))
    for reader in readers:
        reader.start()

    first = team.change(team.one, 1)
    followers[0].send_signal(signal.SIGKILL)  # perhaps amid a copy
    followers[0].wait()
    cluster.stop()
    assert until(lambda: bool(status.notice(nodes[1].where)))
    cluster.start()
    second = team.change(team.one, 2)
    follow(nodes[0])
    assert until(lambda: all(publish.pointed(node.where) == second.name for node in nodes))
    assert until(lambda: not any(status.notice(node.where) for node in nodes))
    for reader in readers:
        reader.end()
        assert reader.wrong == []
        assert reader.seen <= {publish.pointed(filled.node), first.name, second.name}
    assert until(lambda: not any(list(node.where.glob(".impor-*")) for node in nodes))
    for node in nodes:
        with duckdb.connect(node.where / second.name, read_only=True) as con:
            assert second.stem.endswith(publish.fingerprint(con)[:12])
    followers[1].terminate()
    assert followers[1].wait(SOON) == 0
