"""What we use of Streamlit that its documentation does not promise, in one place;
tests/pages/test_private.py says what breaks when a version of Streamlit changes it.
"""

from collections.abc import Sequence
from copy import copy

from streamlit import runtime
from streamlit.navigation.page import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

__all__ = [
    "ROOT", "BackMsg", "ClientState", "MemoryUploadedFileManager", "Page", "copies",
    "get_script_run_ctx", "is_host_allowed", "let_go",
    "the_door_leads",
]  # fmt: skip

# What Streamlit keeps as the address of the default page beside the root; no other page may have
# it.
ROOT = "awal"


def the_door_leads() -> None:
    """Tell Streamlit that dashboard.py leads to the pages, where it took the folder pages/ for its
    older kind of app.
    """
    PagesManager.uses_pages_directory = False


def let_go(session_id: str, file_id: str) -> None:
    """Delete an uploaded file from memory; Streamlit would hold it as long as its session."""
    held = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if isinstance(held, MemoryUploadedFileManager):
        held.remove_file(session_id, file_id)


def copies(pages: Sequence[Page]) -> list[Page]:
    """Pages for one run: st.navigation marks the one that it shows in the object itself."""
    return [copy(page) for page in pages]
