"""A Streamlit app as a process of its own, for measurements and for browser tests."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds until a server that does not answer is given up


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, its process, how long it took to answer, and what it
    logs.
    """

    url: str
    process: subprocess.Popen[bytes]
    start_seconds: (
        float  # from the start of the process to the first good answer of /_stcore/health
    )
    log_file: Path

    @property
    def log(self) -> str:
        """What the process has written so far, to standard output and error."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    script: str = "dashboard.py",
    *,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> Iterator[Server]:
    """Start `streamlit run script` in a folder on a free port, wait until it is healthy, and end it
    afterwards.

    Args:
        script: the script to run, relative to the folder.
        folder: the working directory, whose .streamlit/config.toml counts.
        environment: variables beside those of this process.
        options: further options of `streamlit run`.

    Raises:
        RuntimeError: the process ended or did not answer in time; the message holds its log.
    """
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        *options,
    ]
    with tempfile.TemporaryDirectory() as scratch:
        log_file = Path(scratch) / "log.txt"
        with log_file.open("wb") as log:
            began = time.perf_counter()
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            url = f"http://{HOST}:{port}"
            await_health(url, process, log_file)
            yield Server(url, process, time.perf_counter() - began, log_file)
        finally:
            ended(process)


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process, by force where it does not end by itself."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def await_health(url: str, process: subprocess.Popen[bytes], log_file: Path) -> None:
    """Wait until a server is healthy.

    Raises:
        RuntimeError: its process ended or it did not answer in time; the message holds its log.
    """
    deadline = time.perf_counter() + PATIENCE
    while process.poll() is None and time.perf_counter() < deadline:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2) as answer:  # noqa: S310 - always http to this machine
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.01)
    state = (
        f"ended with {process.returncode}" if process.returncode is not None else "does not answer"
    )
    raise RuntimeError(
        f"The server {state}:\n{log_file.read_text(encoding='utf-8', errors='replace')}"
    )
