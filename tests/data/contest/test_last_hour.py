"""A small last hour before the deadline (tests/bench/last_hour.py plays the whole one)."""

from pathlib import Path

from tests import postgres
from tests.bench import last_hour
from tests.bench.last_hour import SHORT


def test_no_entry_is_lost_or_mixed_when_the_app_is_killed(tmp_path: Path) -> None:
    with postgres.started() as cluster:
        cluster.execute("CREATE DATABASE lomba")
        address = last_hour.address_of(cluster)
        found = last_hour.play(address, tmp_path, SHORT, lambda: last_hour.restart_of(cluster))
    assert (found.lost, found.mixed, found.problem) == ([], [], "")
    assert (found.kills, found.restarts) == (SHORT.kills, SHORT.restarts)
    assert found.saves
