"""What is too long, too much or takes too long: typed text, addresses, runs."""

import importlib
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from analytics.core import typed
from pages.parts.door import budget, messages
from pages.parts.shared import failure, store
from tests import real
from tests.bench.client import Visitor
from tests.bench.server import serve
from tests.pages.test_door import ask

LONG = "pelayanan " * 12_000


@given(
    st.text(max_size=400) | st.lists(st.text(min_size=1, max_size=12), max_size=40).map(" ".join)
)
def test_what_was_typed_is_cut_to_ten_words_and_a_hundred_letters_and_no_further(said: str) -> None:
    found = typed.cut(said)
    assert len(found) <= typed.LETTERS
    assert len(found.split()) <= typed.WORDS
    assert typed.cut(found) == found
    assert " ".join(said.split()).startswith(" ".join(found.split()))
    assert found == said or len(said) > typed.LETTERS or len(said.split()) > typed.WORDS


SIGNS = st.characters(exclude_categories=["Cs"])
PAIRS = st.lists(st.tuples(st.text(SIGNS, max_size=60), st.text(SIGNS, max_size=400)), max_size=90)


@given(PAIRS)
def test_an_address_keeps_each_parameter_once_and_none_is_too_long(
    pairs: list[tuple[str, str]],
) -> None:
    found = parse_qsl(messages.query(urlencode(pairs)), keep_blank_values=True)
    assert len(found) <= messages.PARAMETERS
    assert all(
        0 < len(value) <= messages.VALUE and len(name) <= messages.NAME for name, value in found
    )
    asked = {name: value for name, value in pairs if value}
    if sum(map(len, map(str, pairs))) < messages.ADDRESS // 4 and len(asked) <= messages.PARAMETERS:
        assert dict(found) == {
            name[: messages.NAME]: value[: messages.VALUE] for name, value in asked.items()
        }


def message(pairs: list[tuple[str, str]]) -> bytes:
    return bytes(
        BackMsg(rerun_script=ClientState(query_string=urlencode(pairs))).SerializeToString()
    )


@given(st.binary(max_size=300) | PAIRS.map(message))
def test_a_message_is_cut_or_left_as_it_is_and_never_breaks_the_reader(data: bytes) -> None:
    found = messages.bounded(data)
    assert messages.bounded(found) == found
    assert len(found) <= max(len(data), 4 * messages.ADDRESS)


def test_a_search_of_120000_letters_from_four_sessions_stops_nobody() -> None:
    with serve(environment={"SKK_DATA": str(real.folder())}) as server:
        with Visitor(
            server.url, "inovasi", "inovasi_bagian=Katalog&inovasi_cari=pelayanan"
        ) as visitor:
            usual = visitor.run()
        answers: list[str] = []

        def search() -> None:
            query = urlencode({"inovasi_bagian": "Katalog", "inovasi_cari": LONG})
            with Visitor(server.url, "inovasi", query, patience=20) as visitor:
                run = visitor.run()
                answers.append(b"".join(run.shown).decode("utf-8", "replace"))

        threads = [threading.Thread(target=search) for _ in range(4)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        waits = []
        while any(thread.is_alive() for thread in threads):
            at = time.monotonic()
            assert ask(server, "/_stcore/health").status == 200
            waits.append(time.monotonic() - at)
            time.sleep(0.05)
        assert len(answers) == 4
        assert max(waits) < 2
        assert time.monotonic() - began < 10 + 20 * usual.seconds
        assert all(
            "Hanya 10 kata atau 100 huruf pertama yang dicari" in answer for answer in answers
        )
        assert max(map(len, answers)) < 2 * usual.received


def spin() -> None:
    while True:
        sum(range(1000))


def ask_without_end() -> None:
    with duckdb.connect() as con:
        run = budget.current()
        assert run is not None
        run.asks(con)
        con.execute(
            "SELECT count(*) FROM range(10_000_000_000) a, range(100) b WHERE a.range % 7 = b.range"
        ).fetchall()


def swallow() -> None:
    while True:
        with suppress(Exception):  # as a page might
            spin()


@pytest.mark.parametrize("work", [spin, ask_without_end, swallow])
def test_a_run_that_takes_too_long_is_ended_and_its_place_goes_to_the_next(
    monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]
) -> None:
    monkeypatch.setenv("SKK_RUN_SECONDS", "0.5")
    told: list[str] = []
    monkeypatch.setattr(failure.st, "error", lambda said, **_: told.append(said))
    turns, after = store.Turns(1), []

    def run() -> None:
        with turns as place, failure.told(), budget.Run(place.give_up, failure.tell_too_long):
            work()
        after.append("ended")

    thread = threading.Thread(target=run)
    thread.start()
    while not turns._places:
        time.sleep(0.01)
    with turns:  # comes to its turn in spite of the other
        pass
    thread.join(10)
    assert after == ["ended"]
    assert told == [failure.TOO_LONG]
    assert turns._free == 1
    assert budget.is_healthy()


def test_a_run_that_cannot_be_stopped_gives_up_its_place_and_is_not_well(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SKK_RUN_SECONDS", "0.3")
    turns = store.Turns(1)
    release = threading.Event()

    def run() -> None:
        with turns as place, budget.Run(place.give_up, failure.tell_too_long):
            release.wait()  # as in a library that does not come back

    thread = threading.Thread(target=run)
    thread.start()
    while not turns._places:
        time.sleep(0.01)
    with turns:
        pass
    time.sleep(0.7)
    assert not budget.is_healthy()
    release.set()
    thread.join(5)
    assert not thread.is_alive()
    assert budget.is_healthy()


def test_a_run_is_not_ended_while_it_loads_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modul_lambat.py").write_text(
        "import time\nfor _ in range(100):\n    time.sleep(0.01)\nWHOLE = True\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("SKK_RUN_SECONDS", "0.01")
    told: list[BaseException] = []
    with budget.Run(lambda: None, told.append):
        module = importlib.import_module("modul_lambat")
        while True:  # as soon as it is loaded
            time.sleep(0.01)
    assert module.WHOLE
    assert [type(one) for one in told] == [budget.TooLongError]


def test_a_run_that_is_ended_is_not_ended_again_on_its_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a busy machine the way out takes longer than the watch waits."""
    monkeypatch.setenv("SKK_RUN_SECONDS", "0.01")
    told: list[BaseException] = []
    is_left = False
    with budget.Run(lambda: None, told.append):
        try:
            while True:
                time.sleep(0.01)
        finally:
            left = time.monotonic() + 4 * budget.PATIENCE
            while time.monotonic() < left:
                time.sleep(0.01)
            is_left = True
    assert is_left
    assert [type(one) for one in told] == [budget.TooLongError]


def test_a_run_that_left_without_leave_ends_no_thread_that_has_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SKK_RUN_SECONDS", "0.5")
    runs: list[budget.Run] = []

    def begin() -> None:
        runs.append(budget.Run(lambda: None, lambda _: None))
        runs[0].__enter__()

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    time.sleep(0.5 + 3 * budget.PATIENCE)
    assert not runs[0].is_over
    assert runs[0] not in budget._watch._runs.values()


def test_a_page_that_takes_too_long_says_so_and_the_next_is_drawn() -> None:
    with serve(environment={"SKK_DATA": str(real.folder()), "SKK_RUN_SECONDS": "0.01"}) as server:
        for page in (
            "peta",
            "inovasi",
            "peta",
            "tren",
            "kabkota",
            "perbandingan",
        ):  # more than there are turns
            with Visitor(server.url, page, patience=20) as visitor:
                assert visitor.run().failures in ((), (failure.TOO_LONG,))
        assert "A run took more than" in server.log
        assert ask(server, "/_stcore/health").status == 200
