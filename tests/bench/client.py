"""A visitor without a browser: speaks Streamlit's websocket protocol with the messages of the
installed package.
"""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg, DeferredFileRequestPayload
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE = 60.0  # seconds until a run of which nothing comes is given up


@dataclass(frozen=True)
class Run:
    """One run of a page as its visitor sees it: from the request to the last message."""

    seconds: float
    received: int  # bytes of the messages, uncompressed, without framing
    messages: int
    failures: tuple[str, ...]  # exceptions and error messages that the page shows
    # The page: its messages in their order, with those that the visitor had kept
    shown: tuple[bytes, ...]


class Visitor:
    """One session. Like a browser it keeps the cacheable messages of its last run and says so in
    the next.
    """

    def __init__(
        self,
        url: str,
        page: str = "",
        query: str = "",
        cookies: str = "",
        patience: float = PATIENCE,
        *,
        host: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """A visitor of the page with this path (empty: the default page) and query string, not yet
        connected. `cookies` are those that the visitor sends, as in the header Cookie; after
        `patience` seconds without a message a run is given up. `host` is the name that the visitor
        takes the server for, if not that of the url; `headers` are further ones.
        """
        parts = urlsplit(url)
        self._server = (str(parts.hostname), int(parts.port or 80))
        self._socket_url = f"ws://{host or parts.netloc}/_stcore/stream"
        self._page, self._query, self._script_hash = page, query, ""
        self._address = f"{url}/{page}" + (f"?{query}" if query else "")
        self._kept: dict[str, bytes] = {}
        self._has_run = False
        self._headers = ({"Cookie": cookies} if cookies else {}) | dict(headers or {})
        self._patience = patience
        self.session_id = ""  # known from the first run on

    def __enter__(self) -> Self:
        """Connect; the server starts the session. Like a browser the visitor answers pings and
        sends none.
        """
        self._socket = connect(
            self._socket_url,
            sock=socket.create_connection(self._server, self._patience),
            max_size=None,
            compression=None,
            open_timeout=self._patience,
            ping_interval=None,
            additional_headers=self._headers,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave; the server ends the session after a while."""
        self._socket.close()

    def run(self, query: str | None = None) -> Run:
        """Ask for a run of the page and wait until it is finished; with a query, as by a link
        within the app.

        Raises:
            TimeoutError: the run did not finish in time.
            RuntimeError: the server ran another page than before.
        """
        self._query = self._query if query is None else query
        context = ContextInfo(
            url=self._address,
            timezone="Asia/Jakarta",
            timezone_offset=-420,
            locale="id-ID",
            color_scheme="light",
        )
        state = ClientState(
            query_string=self._query, page_name="" if self._script_hash else self._page,
            page_script_hash=self._script_hash,
            cached_message_hashes=list(self._kept), context_info=context,
            is_history_navigation=query is not None,
        )  # fmt: skip
        began = time.perf_counter()
        self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        received, failures = 0, []
        shown: list[bytes] = []
        kept: dict[str, bytes] = {}
        while True:
            data = self._socket.recv(timeout=self._patience)
            assert isinstance(data, bytes)
            received += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session" and not self._has_run:
                self._script_hash = message.new_session.page_script_hash
                self.session_id = message.new_session.initialize.session_id
            elif kind == "navigation":  # it knows the page by its path, which new_session does not
                if self._has_run and message.navigation.page_script_hash != self._script_hash:
                    raise RuntimeError("The rerun is of another page than the run before.")
                self._script_hash = message.navigation.page_script_hash
            elif kind == "delta":
                failures += _failure(message.delta.new_element)
            elif kind == "ref_hash":
                data = self._kept[message.ref_hash]
            elif (
                kind == "script_finished"
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                break
            if message.metadata.cacheable or kind == "ref_hash":
                kept[message.ref_hash or message.hash] = data
            shown.append(data)
        seconds = time.perf_counter() - began
        self._kept, self._has_run = kept, True
        return Run(seconds, received, len(shown) + 1, tuple(failures), tuple(shown))

    def download(self, label: str, run: Run) -> str:
        """The address below the server's of a file that the last run offered under a label, made
        now.

        Raises:
            StopIteration: it offered none of this label.
            TimeoutError: the file was not made in time.
            RuntimeError: the server could not make it.
        """
        elements = (
            ForwardMsg.FromString(message).delta.new_element.download_button
            for message in run.shown
        )
        file = next(button.deferred_file_id for button in elements if button.label == label)
        asked = DeferredFileRequestPayload(file_id=file)
        request = BackendOperationRequest(
            request_id=file, session_id=self.session_id, deferred_file=asked
        )
        self._socket.send(BackMsg(backend_operation_request=request).SerializeToString())
        while True:
            data = self._socket.recv(timeout=self._patience)
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "backend_operation_response":
                answer = message.backend_operation_response
                if not answer.deferred_file.url:
                    raise RuntimeError(f"{label}: {answer.error_msg or answer.error_reason}")
                return answer.deferred_file.url


def _failure(element: Element) -> list[str]:
    kind = element.WhichOneof("type")
    if kind == "exception":
        return [element.exception.type]
    return [element.alert.body] if kind == "alert" and element.alert.format == Alert.ERROR else []
