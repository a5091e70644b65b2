"""The published data as pages see it: one generation for the whole run, a cursor for each query,
answers kept.
"""

import gc
import logging
from collections import deque
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock, get_ident
from typing import Concatenate, ParamSpec, TypeVar, cast

import duckdb
import streamlit as st

from analytics.core.cache import forget, shared
from analytics.core.markup import plain
from analytics.core.query import Connection
from data import drafts, publish
from pages.parts.door import budget

Given = ParamSpec("Given")
Result = TypeVar("Result")
GENERATION = "_generation"
PROBLEM = "_generation_problem"  # why that is not the generation the pointer names
log = logging.getLogger("dasbor")


@st.cache_resource
def _freeze() -> None:
    drafts.sweep(publish.folder())  # what was being made when a process was killed
    gc.collect()
    gc.freeze()


def settle() -> None:
    """Fix the generation this run reads, and once per process take what is imported out of garbage
    collection.

    Streamlit collects all garbage after each run; without the freeze it walks every object of the
    science stack each time.
    """
    _freeze()
    generation, problem = in_force()
    st.session_state[GENERATION], st.session_state[PROBLEM] = generation, problem


def in_force() -> tuple[str | None, str]:
    """The generation that is to be read now, None where there is none, and what is wrong with the
    one that the pointer names, if anything is.
    """
    current, problem = publish.health(publish.folder())
    generation = (
        str(current) if current and _is_readable(current, current.stat().st_mtime_ns) else None
    )
    _follow(generation)
    if problem:
        _log(problem)
    return generation, problem


def cursor(generation: str) -> duckdb.DuckDBPyConnection:
    """A cursor of a generation, for what is asked outside a run of a page; to be closed."""
    return _connection(generation).cursor()


@lru_cache(maxsize=4)
def _log(problem: str) -> None:
    log.error("%s: %s", publish.folder(), problem)


@lru_cache(maxsize=4)
def _is_readable(generation: Path, _: int) -> bool:
    with publish.connect(generation) as con:
        return publish.is_readable(con)


@lru_cache(maxsize=1)
def _follow(generation: str | None) -> None:  # noqa: ARG001
    """Where this is another generation than the last time, forget what was made of that one, or
    memory would grow from one publication to the next. A run that still reads it works out anew
    what it needs.
    """
    _answer.cache_clear()
    _put.clear()
    forget()


class Turns:
    """At most so many at once, first come, first served; a semaphore lets in whoever comes at the
    right moment before those who wait, and of two hundred sessions some waited for more than a
    minute.
    """

    def __init__(self, most: int) -> None:
        """Nobody has a turn yet."""
        self._free, self._waiting, self._lock = most, deque[Lock](), Lock()
        self._places: dict[int, list[Place]] = {}  # by thread, the innermost last

    def __enter__(self) -> "Place":
        """Wait for a turn."""
        with self._lock:
            mine = None if self._free else Lock()
            if mine is None:
                self._free -= 1
            else:
                mine.acquire()
                self._waiting.append(mine)
        if mine is not None:
            mine.acquire()
        place = Place(self._hand_on)
        self._places.setdefault(get_ident(), []).append(place)
        return place

    def __exit__(self, *_: object) -> None:
        """Hand the turn on, if that has not been done."""
        places = self._places[get_ident()]
        places.pop().give_up()
        if not places:
            del self._places[get_ident()]

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Place:
    """A place in the line that has come to its turn."""

    def __init__(self, hand_on: Callable[[], None]) -> None:
        """`hand_on` gives the turn to the next."""
        self._hand_on, self._held = hand_on, Lock()

    def give_up(self) -> None:
        """Give the turn to the next; a second time it does nothing."""
        if self._held.acquire(blocking=False):
            self._hand_on()


_turns = Turns(4)


def turn() -> Turns:
    """To be held while a page runs: Python runs one thread at a time, and where fifty sessions take
    turns within their runs, each waits for all others and half of the time goes into the taking of
    turns.
    """
    return _turns


def is_ready() -> bool:
    """Whether anything has been published; if not, say what to do."""
    if st.session_state[GENERATION] is None and st.session_state[PROBLEM]:
        st.title("Data terbit rusak")
        st.info(
            f"{plain(st.session_state[PROBLEM])}. Pengelola dapat memulihkannya: jalankan"
            " `python -m data.build`, lalu muat ulang halaman ini. Katalog dan impor yang sudah"
            " diterima dipakai lagi; tidak ada yang hilang.",
            icon=":material/broken_image:",
        )
        return False
    if st.session_state[GENERATION] is None and publish.current(publish.folder()):
        st.title("Data terbit perlu dibangun ulang")
        st.info(
            "Data yang terbit dibuat oleh versi aplikasi yang lain dan tidak memuat semua yang"
            " dibaca versi ini. Jalankan `python -m data.build`, lalu muat ulang halaman ini."
            " Katalog dan impor yang sudah diterima dipakai lagi; tidak ada yang hilang.",
            icon=":material/database:",
        )
        return False
    if st.session_state[GENERATION] is None:
        st.title("Data belum diterbitkan")
        st.info(
            "Basis data belum dibangun di folder terbitan. Jalankan `make data` (atau `python -m"
            " data.build`), lalu muat ulang halaman ini.",
            icon=":material/database:",
        )
        return False
    return True


# Nobody closes a connection that leaves this cache: to close it fails the queries of other sessions
# on it. The last of them does.
@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(generation: str) -> duckdb.DuckDBPyConnection:
    return publish.connect(Path(generation))


# Streamlit's cache says that it loads, and puts a question once for all who wait; to find an answer
# in it takes twenty times as long as in lru_cache, since it hashes arguments by content. `name` is
# in its key in place of the function's source.
@st.cache_resource(max_entries=2000, show_spinner="Memuat data…")
def _put(
    generation: str,
    name: str,  # noqa: ARG001 - a part of the key
    arguments: tuple[object, ...],
    _question: Callable[..., object],
) -> object:
    with _connection(generation).cursor() as cursor:
        run = budget.current()
        if run is None:
            return shared(_question(cursor, *arguments))
        run.asks(cursor)
        try:
            return shared(_question(cursor, *arguments))
        finally:
            run.asks(None)


@lru_cache(maxsize=2000)
def _answer(
    generation: str, question: Callable[..., object], arguments: tuple[object, ...]
) -> object:
    return _put(generation, f"{question.__module__}.{question.__qualname__}", arguments, question)


def ask(
    question: Callable[Concatenate[Connection, Given], Result],
    *arguments: Given.args,
    **named: Given.kwargs,
) -> Result:
    """Put a question of analytics (a function of a connection) to the generation of this run;
    answers are kept, shared and frozen: whoever tries to change one gets a TypeError.
    """
    return later(question, *arguments, **named)()


def later(
    question: Callable[Concatenate[Connection, Given], Result],
    *arguments: Given.args,
    **named: Given.kwargs,
) -> Callable[[], Result]:
    """The same question, to be put when the answer is wanted: a download is made in a thread that
    knows no session.

    Raises:
        TypeError: an argument is named; by position alone equal questions have one answer.
    """
    if named:
        raise TypeError(f"{question.__qualname__} is asked with named arguments: {sorted(named)}")
    kept = partial(_answer, st.session_state[GENERATION], question, arguments)
    return cast(Callable[[], Result], kept)
