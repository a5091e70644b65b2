"""The page in which Streamlit's frontend begins, told where the app lies.

On a deep link such as /peringkat the frontend does not know whether that is a page or the path
below which the app lies. It asks both for its health, and each visit of such a link logs two
answers 404 and waits for them. What it reads from `window.__streamlit` ends the guessing. Who reads
pages without running them is told what the view is about (preview).
"""

import gzip
import json
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.door import where
from pages.parts.door.preview import Page, Previews

HEAD = '<meta charset="UTF-8" />'
STYLESHEET = re.compile(r'\s*<link rel="stylesheet"[^>]*>')
# Takes away the view at a glance (preview) when the app has drawn its own, or at once where this
# browser keeps "daerah saya" (static/komponen/mine.js), with which the app begins differently.
GLANCE = """<script>
(() => {
  const own = ".stMain :is(h1, .stAlert)"
  const over = ".stApp[data-test-script-state=notRunning] " + own
  let patience
  const kept = () => {
    try {
      return location.search === "" && localStorage.getItem("dasbor-skk-daerah")
    } catch {
      return false
    }
  }
  const end = () => {
    document.getElementById("sekilas")?.remove()
    observer.disconnect()
  }
  const observer = new MutationObserver(() => {
    const isThere = document.getElementById("sekilas")
    if (isThere ? document.querySelector(over) || kept() : document.readyState !== "loading") end()
    else if (document.querySelector(own)) patience ??= setTimeout(end, 3000)
  })
  observer.observe(document, { attributes: true, childList: true, subtree: true })
  setTimeout(() => document.getElementById("sekilas")?.toggleAttribute("data-late", true), 45000)
})()
</script>"""
OWN = "/app/static/"  # files of this app, which are as they are


def text() -> str:
    """The page as Streamlit has it, with the script that says where the app lies.

    Raises:
        LookupError: Streamlit's page has no place for it; a newer Streamlit, which tests tell.
    """
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    if HEAD not in page:
        raise LookupError(HEAD)
    lies = json.dumps(f"{where.base()}/").replace("<", "\\u003c")
    script = f"<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+{lies}}}</script>"
    style = STYLESHEET.search(page)
    if style:  # it would hold back what stands above it
        page = page.replace(style[0], "", 1).replace("</body>", f"{style[0].strip()}\n</body>", 1)
    return page.replace(HEAD, f"{HEAD}\n    {script}\n    {GLANCE}", 1)


@cache
def prepared() -> Page:
    """The page, made once for each process."""
    plain = text().encode()
    return Page(plain, gzip.compress(plain, mtime=0))


class Told:
    """Sends that page wherever Streamlit sends its own."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers."""
        self._app, self._previews = app, Previews()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and the page in the place of Streamlit's back."""
        is_other = scope["type"] != "http" or scope["method"] != "GET"
        if is_other or OWN in scope["path"] or where.is_light(scope) or where.is_signing(scope):
            return await self._app(scope, receive, send)
        is_page = False

        async def answer(message: Message) -> None:
            nonlocal is_page
            if message["type"] == "http.response.start":
                held = dict(message["headers"])
                is_page = message["status"] == 200 and held.get(b"content-type", b"").startswith(
                    b"text/html"
                )
                if is_page:
                    told = await self._previews.page(scope, prepared().plain.decode())
                    await _send(scope, message, send, told or prepared())
            if not is_page:
                await send(message)

        return await self._app(scope, receive, answer)


async def _send(scope: Scope, start: Message, send: Send, page: Page) -> None:
    plain, compressed = page
    may = b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"")
    body = compressed if may else plain
    ours = {b"content-length", b"content-encoding", b"etag", b"last-modified", b"accept-ranges"}
    kept = [
        (name, value) for name, value in start["headers"] if name.lower() not in ours | {b"vary"}
    ]
    added = [(b"content-length", b"%d" % len(body)), (b"vary", b"Accept-Encoding")]
    if may:
        added.append((b"content-encoding", b"gzip"))
    await send({**start, "headers": kept + added})
    await send({"type": "http.response.body", "body": body})
