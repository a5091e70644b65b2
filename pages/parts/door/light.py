"""Light pages (analytics.light) at /r/, from the process of the app and behind the same gate.

What makes them is imported when the first is asked for, and works in threads of its own, so that
neither the start of the process nor the event loop waits for it.
"""

import asyncio
import hashlib
import logging
import re
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st
from starlette.datastructures import URLPath
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from pages.parts.door import where
from pages.parts.shared import store
from pages.parts.shared.private import is_host_allowed

if TYPE_CHECKING:
    from analytics.light.contents import Contents
    from analytics.light.rows import Release

HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)
FRESH = 60  # seconds for which an answer may be shown without asking again
WORKERS = 2
MOST_WAITING = 64  # different answers that are being made
MOST_KEPT = 32_000_000  # bytes of answers
LONGEST = 200  # letters of an address that is looked for
TEXT = "text/plain; charset=utf-8"
BUSY = "Server sedang sibuk. Coba lagi sebentar lagi."
NOTHING = "Data belum diterbitkan, atau perlu dibangun ulang oleh pengelola."
FAILED = "Halaman ini tidak dapat dibuat; kesalahannya sudah tercatat bagi pengelola."
METHODS = "GET, HEAD, OPTIONS"
log = logging.getLogger("dasbor")


class Answer(NamedTuple):
    """What is answered, but for what depends on who asks."""

    status: int
    body: bytes
    kind: str  # the Content-Type
    tag: str = ""  # the ETag; empty: it is not to be kept
    leads: str = ""  # to another address; empty: it is the answer


class Seen(NamedTuple):
    """Under which address the app is seen."""

    origin: str  # with the path below which it lies; empty: the name is none
    base: str  # that path, without the slash at its end
    is_known: bool  # the name is one that server.allowedHosts lists


class Kept:
    """Answers of the generation in force, the longest unused forgotten first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """None yet; `most` bytes of them are kept."""
        self._held: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._most, self._size, self._lock = most, 0, Lock()

    def get(self, key: tuple[str, ...]) -> Answer | None:
        """The answer kept for a key."""
        with self._lock:
            if found := self._held.get(key):
                self._held.move_to_end(key)
            return found

    def put(self, key: tuple[str, ...], answer: Answer) -> None:
        """Keep an answer."""
        with self._lock:
            if known := self._held.pop(key, None):
                self._size -= len(known.body)
            self._held[key] = answer
            self._size += len(answer.body)
            while self._size > self._most and self._held:
                self._size -= len(self._held.popitem(last=False)[1].body)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._held.clear()
            self._size = 0


class Shelf:
    """What is made of one generation after another."""

    def __init__(self) -> None:
        """Nothing has been asked for."""
        self._kept, self._lock = Kept(), Lock()
        self._of: tuple[str, Contents, Release] | None = None

    def answer(self, asked: str, seen: Seen) -> Answer:
        """The answer to an address below /r/; to be called in a thread."""
        generation, _ = store.in_force()
        if generation is None:
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, NOTHING.encode(), TEXT)
        key = (generation, asked, seen.origin)
        if found := self._kept.get(key):
            return found
        made = self._made(generation, asked, seen)
        if made.tag:
            self._kept.put(key, made)
        return made

    def opened(self, generation: str) -> "tuple[Contents, Release]":
        """The contents of a generation."""
        from analytics.light import composing as light_composing  # noqa: PLC0415 - not at the start
        from analytics.light import contents as light_contents  # noqa: PLC0415

        with self._lock:
            if self._of is None or self._of[0] != generation:
                self._kept.clear()
                with store.cursor(generation) as cursor:
                    self._of = (
                        generation,
                        light_contents.read(cursor),
                        light_composing.release(cursor),
                    )
            return self._of[1:]

    def _made(self, generation: str, asked: str, seen: Seen) -> Answer:
        from analytics.light import answering as light_answering  # noqa: PLC0415 - not at the start
        from analytics.light.rows import Site, UnknownPageError  # noqa: PLC0415

        contents, release = self.opened(generation)
        if leads := light_answering.moved(asked):
            return Answer(HTTPStatus.PERMANENT_REDIRECT, b"", TEXT, leads=leads)
        try:
            with store.cursor(generation) as cursor:
                told = light_answering.answer(cursor, contents, asked, release, Site(seen.origin))
        except UnknownPageError as fault:
            told = light_answering.missing(fault, asked, release, seen.base)
            return Answer(HTTPStatus.NOT_FOUND, told.body, told.kind)
        digest = hashlib.blake2b(told.body, digest_size=8).hexdigest()
        return Answer(HTTPStatus.OK, told.body, told.kind, f'W/"{release.version}-{digest}"')


def seen(scope: Scope) -> Seen:
    """Under which address a visitor sees the app. A name that server.allowedHosts does not list may
    be anybody's invention: what is made for it is for whoever asked, and no cache hands it on.
    """
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    below = where.base()
    if len(hosts) != 1 or not HOST.fullmatch(hosts[0]):
        return Seen("", below, is_known=False)
    listed = [name for name in st.get_option("server.allowedHosts") or () if name.strip("*. ")]
    scheme = "https" if where.is_secure(scope) else "http"
    return Seen(
        f"{scheme}://{hosts[0].lower()}{below}",
        below,
        is_known=bool(listed) and is_host_allowed(hosts[0]),
    )


def is_unchanged(scope: Scope, tag: str) -> bool:
    """Whether who asks has the answer of this ETag already (If-None-Match)."""
    told = b",".join(value for name, value in scope["headers"] if name == b"if-none-match")
    tags = [one.strip().removeprefix("W/") for one in told.decode("latin-1").split(",")]
    return bool(tag) and ("*" in tags or tag.removeprefix("W/") in tags)


class Light(BaseRoute):
    """The route of all light pages."""

    path = "/r/"  # what Streamlit looks at

    def __init__(self, shelf: Shelf) -> None:
        """Nothing is loaded."""
        self.shelf = shelf
        self._pool: ThreadPoolExecutor | None = None
        self._making: dict[tuple[str, Seen], asyncio.Task[Answer]] = {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for a light page."""
        if scope["type"] != "http":
            return Match.NONE, {}
        if where.is_light(scope):
            asked = where.below(scope).removeprefix(where.LIGHT)
            return Match.FULL, {"path_params": {"asked": asked}}
        return Match.NONE, {}

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """It has no name."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        asked = scope["path_params"]["asked"]
        response = await self._response(scope, asked.removeprefix("/"), is_bare=not asked)
        await response(scope, receive, send)

    async def _response(self, scope: Scope, asked: str, *, is_bare: bool) -> Response:
        visitor = seen(scope)
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers={**_open(asked), "Allow": METHODS})
        if scope["method"] not in ("GET", "HEAD"):
            return Response(
                "Hanya GET, HEAD, dan OPTIONS.", 405, {"Allow": METHODS}, media_type=TEXT
            )
        if is_bare:
            return RedirectResponse(f"{visitor.base}/r/", 308)
        answer = await self._answer(asked[:LONGEST], visitor)
        if answer.leads:
            return RedirectResponse(f"{visitor.base}/r/{answer.leads}", answer.status)
        return _sent(scope, asked, answer, visitor)

    async def _answer(self, asked: str, visitor: Seen) -> Answer:
        """The answer; who asks for one that is being made waits for that."""
        key = (asked, visitor)
        task = self._making.get(key)
        if task is None:
            if len(self._making) >= MOST_WAITING:
                return Answer(HTTPStatus.SERVICE_UNAVAILABLE, BUSY.encode(), TEXT)
            task = asyncio.ensure_future(self._in_thread(asked, visitor))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        return await asyncio.shield(task)

    async def _in_thread(self, asked: str, visitor: Seen) -> Answer:
        self._pool = self._pool or ThreadPoolExecutor(WORKERS, "ringan")
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, self.shelf.answer, asked, visitor
            )
        except Exception:
            log.exception("/r/%s", asked)
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, FAILED.encode(), TEXT)


def _open(asked: str) -> dict[str, str]:
    """Data may be read by pages of other sites."""
    if not asked.endswith((".json", ".csv")):
        return {}
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Expose-Headers": "ETag",
    }


def _sent(scope: Scope, asked: str, answer: Answer, visitor: Seen) -> Response:
    headers = _open(asked)
    if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "10"
    if not answer.tag:
        headers["Cache-Control"] = "no-store"
        return Response(answer.body, answer.status, headers, answer.kind)
    whose = "public" if visitor.is_known else "private"
    headers |= {"ETag": answer.tag, "Cache-Control": f"{whose}, max-age={FRESH}"}
    if is_unchanged(scope, answer.tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if scope["method"] == "HEAD":
        headers["Content-Length"] = str(len(answer.body))
        return Response(b"", answer.status, headers, answer.kind)
    return Response(answer.body, answer.status, headers, answer.kind)


shelf = Shelf()  # of this process


def routes(of: Shelf = shelf) -> list[BaseRoute]:
    """The routes of the app beside Streamlit's own."""
    return [Light(of)]
