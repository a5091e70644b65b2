"""A PostgreSQL that is begun for tests and thrown away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests import programs

BINARIES = "lib/postgresql/*/bin"


@dataclass(frozen=True)
class Cluster:
    """Where it lies; who runs it, since it refuses to be run by root."""

    home: Path
    binaries: Path
    settings: str
    who: dict[str, Any] = field(default_factory=dict)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs."""
        command = [str(self.binaries / program), *arguments]
        done = subprocess.run(
            command, cwd=self.home, capture_output=True, text=True, check=False, **self.who
        )
        assert done.returncode == 0, done.stderr or done.stdout

    def control(self, *arguments: str) -> None:
        """Start or stop it."""
        self.run("pg_ctl", "-D", str(self.home / "data"), *arguments)

    def start(self) -> None:
        """Begin, and wait until it answers."""
        self.control("-w", "-l", str(self.home / "log"), "-o", self.settings, "start")

    def restart(self) -> None:
        """End it as a machine that loses its power does, and begin again."""
        self.control("-m", "immediate", "stop")
        self.start()

    def make(self, statement: str) -> None:
        """Run a statement, such as one that makes a database."""
        with psycopg.connect(f"host={self.home} user=skk dbname=postgres", autocommit=True) as con:
            con.execute(statement)  # type: ignore[call-overload]

    def address(self, name: str) -> str:
        """The address of a database as SKK_STORE takes it."""
        return f"postgresql+psycopg://skk@/{name}?host={self.home}"


@contextmanager
def cluster(*, is_durable: bool = False) -> Iterator[Cluster]:
    """One that runs. `is_durable`: each commit is on the disk, as it is in use."""
    found = sorted(Path("/usr").glob(BINARIES), key=lambda path: int(path.parent.name))
    if not found:
        programs.lacking(programs.POSTGRES)
    home = Path(tempfile.mkdtemp(prefix="skk-pg-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        import pwd  # noqa: PLC0415 - which Windows has not

        owner = pwd.getpwnam("postgres")
        os.chown(home, owner.pw_uid, owner.pw_gid)
        who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    sync = "on" if is_durable else "off"
    settings = f"-k {home} -c listen_addresses='' -c fsync={sync} -c max_connections=260"
    made = Cluster(home, found[-1], settings, who)
    made.run("initdb", "-D", str(home / "data"), "-U", "skk", "-A", "trust", "-N", "--no-locale",
             "-E", "UTF8")  # fmt: skip
    made.start()
    try:
        yield made
    finally:
        made.control("-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)
