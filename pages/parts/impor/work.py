"""Work that takes seconds, in a thread of its own: the page shows how far it is and can cancel
it.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

import duckdb
import streamlit as st

from analytics.core.markup import plain

Result = TypeVar("Result")
# What the steps of an import leave to each other in the session, each under its name
State = dict[str, Any]


class CancelledError(Exception):
    """The operator cancelled; raised in the thread of the work."""


class Work(Generic[Result]):
    """One piece of work. `act` is given the work, to tell its steps; its answer is `result`, what
    it raised `error`.
    """

    def __init__(
        self,
        title: str,
        steps: int,
        act: Callable[["Work[Result]"], Result],
        undo: Callable[[Result], None] = lambda _: None,
    ) -> None:
        """Begin at once. `undo` is given the answer where the operator cancelled too late to stop
        it.
        """
        self.title, self.steps, self.done = title, steps, list[str]()
        self._answers: list[Result] = []
        self.error: Exception | None = None
        self._stop, self._act, self._undo = threading.Event(), act, undo
        self.is_told = False  # whether the page has been run again because it ended
        self._con: duckdb.DuckDBPyConnection | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            answer = self._act(self)
            self._answers.append(answer)
            if self._stop.is_set():
                self._undo(answer)
        except Exception as error:  # the page tells it, or raises it again
            self.error = error

    def still(self) -> None:
        """Raise CancelledError where the operator cancelled."""
        if self._stop.is_set():
            raise CancelledError

    def told(self, step: str) -> None:
        """Say what comes next."""
        self.still()
        self.done.append(step)

    def opened(self, con: duckdb.DuckDBPyConnection) -> None:
        """Say which connection works from now on."""
        self._con = con

    def cancel(self) -> None:
        """Stop at once: what the database does is interrupted, and no further step begins."""
        self._stop.set()
        threading.Thread(target=self._interrupt, daemon=True).start()

    def _interrupt(self) -> None:
        while self.is_running:  # an interruption between two statements stops neither
            if self._con is not None:
                with suppress(duckdb.Error):  # closed by now
                    self._con.interrupt()
            self._thread.join(0.05)

    @property
    def result(self) -> Result:
        """What it answered.

        Raises:
            LookupError: it has not ended, or failed.
        """
        if not self._answers:
            raise LookupError(self.title)
        return self._answers[0]

    @property
    def is_running(self) -> bool:
        """Whether there is something to wait for."""
        return self._thread.is_alive()

    @property
    def is_cancelled(self) -> bool:
        """Whether the operator cancelled."""
        return self._stop.is_set()


@st.fragment(run_every=0.5)
def watch(work: Work) -> None:
    """Show how far work is, with a button to cancel it; run the page again when it has ended."""
    if not work.is_running or work.is_cancelled:
        if (
            not work.is_told
        ):  # asked for at every look, the page would begin again before it is drawn
            work.is_told = True
            st.rerun()
        return
    st.progress(
        min(len(work.done) / (work.steps + 1), 1.0),
        text=plain(f"{work.title}: {work.done[-1] if work.done else 'mulai'}…"),
    )
    st.button("Batalkan", icon=":material/close:", key="impor_batal", on_click=work.cancel)
