"""A small last hour before the deadline (tests/bench/last_hour.py plays the whole one)."""

from pathlib import Path

from tests.bench import last_hour
from tests.bench.last_hour import SHORT
from tests.postgres import Cluster


def test_no_entry_is_lost_or_mixed_when_the_app_is_killed(
    bare: str, cluster: Cluster, tmp_path: Path
) -> None:
    found = last_hour.play(bare, tmp_path, SHORT, cluster.restart)
    assert (found.lost, found.mixed, found.problem) == ([], [], "")
    assert (found.kills, found.restarts) == (SHORT.kills, SHORT.restarts)
    assert found.saves
