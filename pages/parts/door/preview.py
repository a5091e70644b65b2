"""What is told of a view before its scripts have come: the page in which Streamlit's frontend
begins, with title, tags and picture of that view for messengers and search machines, and for a
visitor the view at a glance, which gives way to the app once that is there (page.GLANCE).
"""

import asyncio
import gzip
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from html import escape
from typing import NamedTuple

from starlette.types import Scope

from pages.parts.door import light, where
from pages.parts.shared import registry, store

TITLE = "<title>Streamlit</title>"
ROOT = '<div id="root"></div>'  # into which the frontend draws
PATIENCE = 5.0  # seconds that a reader waits for its tags
HURRY = 1.0  # and a browser, which can do without
MOST_KEPT = 300  # pages, of some 40 kB
MOST_WAITING = 16
LONGEST = 1000  # letters of a query
BROWSERS = {b"upgrade-insecure-requests", b"sec-fetch-mode"}  # which they send with a navigation
# What reads pages for others says so, mostly
READERS = re.compile(
    r"bot\b|bot/|crawl|spider|preview|facebookexternalhit|facebot|whatsapp|telegram|slack|discord"
    r"|twitter|linkedin|embedly|pinterest|skype|viber|line/",
    re.IGNORECASE,
)
log = logging.getLogger("dasbor")


class Page(NamedTuple):
    """A page as it is sent: plain, and compressed."""

    plain: bytes
    compressed: bytes


def is_reader(scope: Scope) -> bool:
    """Whether who asks reads the page itself, instead of running its scripts."""
    headers = dict(scope["headers"])
    agent = headers.get(b"user-agent", b"").decode("latin-1")[:500]
    return bool(READERS.search(agent)) or not BROWSERS & headers.keys()


class Previews:
    """The pages of the views that were asked for, the longest unused forgotten first."""

    def __init__(self, shelf: light.Shelf = light.shelf) -> None:
        """None yet."""
        self._shelf = shelf
        self._kept = lru_cache(MOST_KEPT)(self._made)
        self._making: dict[tuple[str, light.Seen], asyncio.Task[Page | None]] = {}
        self._pool: ThreadPoolExecutor | None = None

    async def page(self, scope: Scope, plain: str) -> Page | None:
        """The page of the view that a request asks for, made from the plain one; None where that
        is to be sent as it is.
        """
        if TITLE not in plain or ROOT not in plain:
            return None
        query = scope.get("query_string", b"").decode("latin-1")[:LONGEST]
        view = where.below(scope) + (f"?{query}" if query else "")
        key = (view, light.seen(scope))
        task = self._making.get(key)
        if task is None:
            if len(self._making) >= MOST_WAITING:
                return None
            self._pool = self._pool or ThreadPoolExecutor(1, "pratinjau")
            task = asyncio.ensure_future(self._in_thread(self._pool, view, key[1], plain))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        patience = PATIENCE if is_reader(scope) else HURRY
        try:
            return await asyncio.wait_for(asyncio.shield(task), patience)
        except TimeoutError:
            return None

    async def _in_thread(
        self, pool: ThreadPoolExecutor, view: str, seen: light.Seen, plain: str
    ) -> Page | None:
        try:
            return await asyncio.get_running_loop().run_in_executor(
                pool, self._in_force, view, seen, plain
            )
        except Exception:
            log.exception("pratinjau %s", view[:100])
            return None

    def _in_force(self, view: str, seen: light.Seen, plain: str) -> Page | None:
        generation, _ = store.in_force()
        return self._kept(generation, view, seen, plain) if generation else None

    def _made(self, generation: str, view: str, seen: light.Seen, plain: str) -> Page:
        head, glance = self._told(generation, view, seen)
        made = plain.replace(TITLE, head, 1).replace(ROOT, glance + ROOT, 1).encode()
        return Page(made, gzip.compress(made, mtime=0))

    def _told(self, generation: str, view: str, seen: light.Seen) -> tuple[str, str]:
        """What of a view belongs into the head, and the view at a glance, where there is one."""
        from analytics.core.choosing import UnknownError  # noqa: PLC0415 - not with the first page
        from analytics.light import rendering as light_rendering  # noqa: PLC0415
        from analytics.light import viewing as light_viewing  # noqa: PLC0415
        from analytics.light.rows import Site  # noqa: PLC0415

        contents, release = self._shelf.opened(generation)
        known = registry.at(view.partition("?")[0].strip("/"))
        title = f"{known.title} · Dasbor SKK" if known and not known.is_home else "Dasbor SKK"
        site, of = Site(seen.origin), light_viewing.View(view, title)
        with store.cursor(generation) as cursor:
            try:
                said = light_viewing.said(cursor, contents, release, site, of)
            except UnknownError:  # no address of a view
                return TITLE, ""
            page = light_viewing.glance(cursor, contents, view)
        glance = light_rendering.glance(page, release, seen.base) if page else ""
        return f"<title>{escape(said.title)}</title>\n{light_rendering.tags(said)}", glance
