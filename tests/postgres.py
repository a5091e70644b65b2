"""A PostgreSQL of Debian's that is begun for a run of the tests and thrown away. Where there is
none the tests on it fail in CI and are skipped elsewhere (tests.programs).
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests import programs

BINARIES = "lib/postgresql/*/bin"


def binaries() -> Path:
    """The folder of the programs of the newest PostgreSQL here."""
    found = sorted(Path("/usr").glob(BINARIES), key=lambda path: int(path.parent.name))
    if not found:
        programs.lacking(programs.POSTGRES)
    return found[-1]


class Cluster:
    """A PostgreSQL in a folder of its own, reached by the socket in `home`; with a port also by
    this machine's address.
    """

    def __init__(self, home: Path, port: int | None, *, is_durable: bool) -> None:
        """Nothing is made yet."""
        self.home, self.port, self.is_durable = home, port, is_durable
        self._who: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to be run by root
            import pwd  # noqa: PLC0415 - which Windows has not

            owner = pwd.getpwnam("postgres")
            os.chown(home, owner.pw_uid, owner.pw_gid)
            self._who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def make(self) -> None:
        """Make its files."""
        self._run("initdb", "-U", "skk", "-A", "trust", "-N", "--no-locale", "-E", "UTF8")

    def start(self) -> None:
        """Begin it and wait until it answers."""
        listens = f"-c listen_addresses=127.0.0.1 -p {self.port}" if self.port else ""
        settings = (
            f"-k {self.home} {listens or '-c listen_addresses='} -c max_connections=260"
            f" -c fsync={'on' if self.is_durable else 'off'}"
        )
        self._run("pg_ctl", "-w", "-l", str(self.home / "log"), "-o", settings, "start")

    def stop(self, how: str = "immediate") -> None:
        """End it at once, as a machine that fails does; "fast" lets it close."""
        self._run("pg_ctl", "-m", how, "stop")

    def restart(self) -> None:
        """End it as a machine that loses its power does, and begin again."""
        self.stop()
        self.start()

    def create(self, name: str, template: str = "template1") -> None:
        """Make a database, empty or as another one is."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with psycopg.connect(f"{self.conninfo} dbname=postgres", autocommit=True) as con:
            con.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    @property
    def conninfo(self) -> str:
        """How it is reached, without a database."""
        by = f"host=127.0.0.1 port={self.port}" if self.port else f"host={self.home}"
        return f"{by} user=skk"

    def address(self, name: str) -> str:
        """The address of a database as SKK_STORE takes it."""
        return f"postgresql+psycopg://skk@/{name}?host={self.home}"

    def _run(self, program: str, *more: str) -> None:
        command = [str(binaries() / program), "-D", str(self.home / "data"), *more]
        done = subprocess.run(
            command, cwd=self.home, capture_output=True, text=True, check=False, **self._who
        )
        assert done.returncode == 0, done.stderr or done.stdout


@contextmanager
def started(port: int | None = None, *, is_durable: bool = False) -> Iterator[Cluster]:
    """An empty one that answers. `is_durable`: each commit is on the disk, as it is in use."""
    binaries()
    home = Path(tempfile.mkdtemp(prefix="skk-pg-"))
    cluster = Cluster(home, port, is_durable=is_durable)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        if (home / "data/postmaster.pid").exists():
            cluster.stop()
        shutil.rmtree(home, ignore_errors=True)
