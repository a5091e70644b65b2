"""The time that one run of a page may take. Streamlit stops a run only where it draws; one that
works without drawing would hold its place in the line, and the others up, for as long as it
likes.
"""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

import duckdb

SECONDS = (
    30.0  # of a run, from its turn on; pages take one, those that nobody has asked for yet three
)
PATIENCE = 0.25  # seconds between two looks at the runs
GRACE = (
    5.0  # in which a run that is ended leaves what it is in; ended again on its way out, it might
)
# be where nobody takes what is raised, and its visitor would wait for ever


class TooLongError(BaseException):
    """Raised in the thread of a run whose time is over; not an Exception, so that nothing on the
    way takes it for its own.
    """


def seconds() -> float:
    """The budget in force (SKK_RUN_SECONDS)."""
    return float(os.environ.get("SKK_RUN_SECONDS") or SECONDS)


class Run:
    """One run, in its thread; to be entered where it begins."""

    def __init__(self, over: Callable[[], None], tell: Callable[[BaseException], None]) -> None:
        """`over` is called in another thread, once, when the time is over: it gives the place in
        the line to the next. `tell` is called in this one when the run has been ended for that,
        with what ended it.
        """
        self.began = time.monotonic()
        self.is_over = False
        self._over, self._tell, self._thread = over, tell, threading.get_ident()
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._leaves_until = 0.0
        self._own = threading.current_thread()

    def __enter__(self) -> Self:
        """Begin: from now on the run is watched."""
        _watch.follow(self, self._thread)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """End. What was raised because the time was over is told, and stays here."""
        self.end()
        if not self.is_over or not isinstance(error, Exception | TooLongError):
            return False
        self._tell(error)
        return True

    def end(self) -> None:
        """Watch it no longer; from here on nothing is raised."""
        while True:
            try:
                return _watch.leave(self, self._thread)
            except TooLongError:  # it came at the last moment
                continue

    def stop(self) -> None:
        """End what the run does: its query, which raises by itself, or at the next look whatever it
        does then.
        """
        if not self.is_over:
            self.is_over = True
            self._over()
        cursor, self._cursor = self._cursor, None
        if cursor is None:
            if time.monotonic() > self._leaves_until and not _is_to_be_let(self._thread):
                self._leaves_until = time.monotonic() + GRACE
                _raise(self._thread, TooLongError)
            return
        with suppress(duckdb.Error):  # closed by now
            cursor.interrupt()

    @property
    def is_alive(self) -> bool:
        """Whether its thread still works; the number of one that does not may be given anew."""
        return self._own.is_alive()

    def asks(self, cursor: duckdb.DuckDBPyConnection | None) -> None:
        """Say with which cursor the run asks from now on; None when it has its answer."""
        self._cursor = cursor


class _Watch:
    """The runs that are under way, and the thread that looks at them."""

    def __init__(self) -> None:
        self._runs: dict[int, Run] = {}
        self._lock, self._begun = threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None

    def follow(self, run: Run, thread: int) -> None:
        with self._lock:
            self._runs[thread] = run
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="anggaran", daemon=True)
                self._thread.start()
        self._begun.set()

    def leave(self, run: Run, thread: int) -> None:
        with self._lock:
            if self._runs.get(thread) is run:
                del self._runs[thread]
            if run.is_over:
                _raise(thread, None)

    def of(self, thread: int) -> Run | None:
        return self._runs.get(thread)

    def oldest(self) -> float:
        with self._lock:
            return max((time.monotonic() - run.began for run in self._runs.values()), default=0.0)

    def _look(self) -> None:
        while True:
            self._begun.wait()
            time.sleep(PATIENCE)
            with self._lock:
                if not self._runs:
                    self._begun.clear()
                for thread, run in list(self._runs.items()):
                    if not run.is_alive:  # ended as it began, before it could take leave
                        del self._runs[thread]
                    elif time.monotonic() - run.began > seconds():
                        run.stop()


def _is_to_be_let(thread: int) -> bool:
    """Whether a thread does what must not be ended; it is ended at a later look. One that loads a
    module would keep that module's lock for ever, and whoever imports it next would wait as long.
    Of one that starts another (st.spinner does) that other bears the number until it runs, and
    would be ended in its place before it tells that it has begun.
    """
    frame = sys._current_frames().get(thread)
    while frame is not None:
        is_importing = frame.f_code.co_filename.startswith("<frozen importlib")
        if is_importing or frame.f_code is threading.Thread.start.__code__:
            return True
        frame = frame.f_back
    return False


def _raise(thread: int, error: type[BaseException] | None) -> None:
    """Raise in another thread when it next runs a line of Python, or take back what has not been
    raised yet.
    """
    what = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), what)


_watch = _Watch()


def current() -> Run | None:
    """The run of this thread, if it is one."""
    return _watch.of(threading.get_ident())


def is_healthy() -> bool:
    """Whether runs end: none is under way for twice the time that it has, since it cannot be
    stopped.
    """
    return _watch.oldest() < 2 * seconds()
