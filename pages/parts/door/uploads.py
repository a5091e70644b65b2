"""Uploads: only into a session that may import, or that fills in an entry of a contest; never more
than fits, and never for longer than somebody uses them.
"""

import asyncio
import re
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

from pages.parts.impor import access, kept
from pages.parts.lomba import access as lomba
from pages.parts.shared.private import MemoryUploadedFileManager


class Allowed(NamedTuple):
    """What a session may put in: bytes of a request, and bytes that are held of it."""

    each: int
    held: int


# Two workbooks, of which the older makes room for a third
EACH_SESSION = 25_000_000
IMPORTING = Allowed(11_000_000, EACH_SESSION)
# One file of evidence of 30 MB and what stands around it; it leaves memory as soon as it is kept
ENTERING = Allowed(31_000_000, 31_000_000)
FILES = 8  # files held of one session
EACH = 60.0  # seconds between two looks at what is too old
ALL_SESSIONS = 60_000_000  # bytes held by the process, with those that are on their way
OF_A_CONTEST = 240_000_000  # where contests are run: eight files of evidence at the same moment
ADDRESS = re.compile(r"/_stcore/upload_file(?:/(?P<session>[^/]*)/(?P<file>[^/]*))?")
SHUT = "Unggahan hanya diterima dari sesi yang boleh mengimpor."
TOO_LARGE = "Berkas ini terlalu besar."
LENGTHLESS = "Ukuran berkas tidak disebut."
FULL = "Server sedang menyimpan terlalu banyak berkas. Coba lagi beberapa menit lagi."


class FullError(Exception):
    """The process holds as much as it may."""


class Held:
    """The files that Streamlit holds in memory, within bounds. To be used on the event loop
    alone.
    """

    def __init__(self, files: MemoryUploadedFileManager) -> None:
        """Nothing is on its way yet."""
        self._files, self._coming = files, 0
        self._since: dict[tuple[str, str], float] = {}  # when a file was first seen

    def size(self, session: str = "") -> int:
        """Bytes held of one session, or of all."""
        of = [session] if session else list(self._files.file_storage)
        return sum(
            len(file.data)
            for one in of
            for file in list(self._files.file_storage.get(one, {}).values())
        )

    @contextmanager
    def room(
        self, session: str, size: int, most: int = EACH_SESSION, of_all: int = ALL_SESSIONS
    ) -> Iterator[None]:
        """Room for a file of so many bytes of a session, whose oldest files make way for it so that
        it holds no more than `most`; held while the file is on its way.

        Raises:
            FullError: there is none in the process.
        """
        for old in list(self._files.file_storage.get(session, {})):
            if self.size(session) + size <= most and len(self._files.file_storage[session]) < FILES:
                break
            self._files.remove_file(session, old)
        if self.size() + self._coming + size > of_all:
            raise FullError
        self._coming += size
        try:
            yield
        finally:
            self._coming -= size

    def sweep(self, now: float) -> None:
        """Delete the files that are an hour old; those of a session that ends Streamlit deletes."""
        held = {(of, file) for of, some in list(self._files.file_storage.items()) for file in some}
        self._since = {one: self._since.get(one, now) for one in held}
        for (session, file), since in self._since.items():
            if now - since > kept.HOUR:
                self._files.remove_file(session, file)


class Uploads:
    """Refuses what would be put into a session that may not import, and what has no room."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers whatever is let through."""
        self._app = app
        self._held: Held | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            tidying = asyncio.create_task(self._tidy())
            try:
                return await self._app(scope, receive, send)
            finally:
                tidying.cancel()
        found = ADDRESS.search(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            return await self._app(scope, receive, send)
        allowed = self._allowed(scope, found["session"] or "")
        if allowed is None:
            return await PlainTextResponse(SHUT, 403)(scope, receive, send)
        if scope["method"] not in ("PUT", "POST"):
            return await self._app(scope, receive, send)
        length = dict(scope["headers"]).get(b"content-length", b"")
        if not length.isdigit():
            return await PlainTextResponse(LENGTHLESS, 411)(scope, receive, send)
        if int(length) > allowed.each:
            return await PlainTextResponse(TOO_LARGE, 413)(scope, receive, send)
        try:
            with self._room(found["session"], int(length), allowed.held):
                await self._app(scope, receive, send)
        except FullError:
            await PlainTextResponse(FULL, 503, {"Retry-After": "600"})(scope, receive, send)

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(EACH)
            if runtime.exists():
                self._files().sweep(time.monotonic())
                is_there = runtime.get_instance().is_active_session
                await asyncio.to_thread(kept.copies.sweep, is_there)

    def _files(self) -> Held:
        files = runtime.get_instance().uploaded_file_mgr
        assert isinstance(files, MemoryUploadedFileManager)  # noqa: S101 - Streamlit has no other
        self._held = self._held or Held(files)
        return self._held

    def _allowed(self, scope: Scope, session: str) -> Allowed | None:
        """What a request may put into a session; None: nothing."""
        if access.may_upload(scope, session):
            return IMPORTING
        return ENTERING if lomba.may_upload(scope, session) else None

    def _room(self, session: str, size: int, most: int) -> AbstractContextManager[None]:
        of_all = OF_A_CONTEST if lomba.is_on() else ALL_SESSIONS
        return self._files().room(session, size, most, of_all)
