"""Private parts of Streamlit that pages/parts/shared/private.py uses are as they were when it was
written.
"""

import ast
from pathlib import Path

from streamlit import config
from streamlit.navigation.page import Page
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest

from pages.parts.shared import private

ROOT = Path(__file__).parents[2]
# Named types that go into signatures
ELSEWHERE = {"streamlit.delta_generator", "streamlit.testing.v1"}


def _make(root: str, address: str) -> None:
    import streamlit as st  # noqa: PLC0415 (runs as a script of its own)

    st.session_state["made"] = (
        st.Page(f"{root}/pages/beranda.py", title="Beranda", url_path=address, default=True),
        st.Page(f"{root}/pages/tren.py", title="Tren", url_path="tren"),
    )


def made() -> tuple[Page, Page]:
    """The default page and another, as st.Page makes them in a run."""
    app = AppTest.from_function(_make, kwargs={"root": str(ROOT), "address": private.ROOT}).run()
    assert not app.exception
    found: tuple[Page, Page] = app.session_state["made"]
    return found


def test_the_switch_for_the_folder_of_pages_is_where_it_was() -> None:
    assert hasattr(PagesManager, "uses_pages_directory"), (
        "PagesManager.uses_pages_directory is gone: a first visit by a deep link may run a page"
        " without dashboard.py. Mend private.the_door_leads, or drop it if Streamlit no longer"
        " takes a folder pages/ for an app of its own."
    )
    before = PagesManager.uses_pages_directory
    try:
        private.the_door_leads()
        assert PagesManager.uses_pages_directory is False
    finally:
        PagesManager.uses_pages_directory = before


def test_a_page_is_marked_in_itself_and_a_copy_is_another() -> None:
    _, page = made()
    assert isinstance(page, Page), (
        "st.Page makes another type than streamlit.navigation.page.Page: mend private.Page."
    )
    assert hasattr(page, "_can_be_called"), (
        "Pages are no longer marked by _can_be_called: see whether runs still need pages of their"
        " own (private.copies)."
    )
    (copied,) = private.copies([page])
    copied._can_be_called = not page._can_be_called
    assert copied._can_be_called != page._can_be_called, (
        "A copied page is not apart from its original: mend private.copies."
    )
    assert (copied.url_path, copied.title) == (
        "tren",
        "Tren",
    ), "A copied page has lost its address or title: mend private.copies."


def test_the_default_page_answers_at_the_root_and_keeps_an_address_of_its_own() -> None:
    home, _ = made()
    assert home.url_path == "", (
        "The default page no longer answers at the root: mend registry.Page.address and"
        " private.ROOT."
    )
    assert home._url_path == private.ROOT, (
        "The default page keeps no address beside the root any more: private.ROOT can go."
    )


def test_names_of_the_server_are_compared_with_those_that_are_set() -> None:
    told = (
        "is_host_allowed reads server.allowedHosts no longer: mend door.hosts and impor.access, or"
        " names are not checked."
    )
    before = config.get_option("server.allowedHosts")
    try:
        config.set_option("server.allowedHosts", ["skk.example.go.id"])
        assert private.is_host_allowed("skk.example.go.id"), told
        assert not private.is_host_allowed("evil.example"), told
        assert not private.is_host_allowed(None), told
    finally:
        config.set_option("server.allowedHosts", before)


def test_files_that_are_held_can_be_counted_and_taken_away() -> None:
    told = (
        "Uploaded files are held in another way: mend door.uploads, or its bounds hold nothing"
        " back."
    )
    files = private.MemoryUploadedFileManager("/media")
    files.add_file("session", UploadedFileRec("file", "a.csv", "text/csv", b"12345"))
    assert len(files.file_storage["session"]["file"].data) == 5, told
    files.remove_file("session", "file")
    assert not files.file_storage.get("session"), told


def test_what_a_browser_says_has_the_fields_that_are_cut() -> None:
    told = "BackMsg has other fields: mend door.messages, or what a browser says is not cut."
    assert {one.name for one in private.BackMsg.DESCRIPTOR.fields} >= {"rerun_script"}, told
    fields = {one.name for one in private.ClientState.DESCRIPTOR.fields}
    assert fields >= {
        "query_string",
        "widget_states",
        "page_name",
        "cached_message_hashes",
        "context_info",
    }, told
    assert "type" in private.BackMsg.DESCRIPTOR.oneofs_by_name, told


def test_outside_a_run_there_is_no_visitor() -> None:
    assert private.get_script_run_ctx() is None, (
        "get_script_run_ctx answers outside a run: see impor.access.visitor."
    )


def test_nothing_private_is_used_elsewhere() -> None:
    for path in [ROOT / "dashboard.py", *sorted((ROOT / "pages").rglob("*.py"))]:
        if path.relative_to(ROOT).as_posix() == "pages/parts/shared/private.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            assert not module.startswith("streamlit.") or module in ELSEWHERE, (
                f"{path}: {module} belongs in private.py"
            )
