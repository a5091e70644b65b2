"""What goes wrong in a browser without a page saying so: errors in the console, requests that leave
this machine, answers that refuse what the app itself asks for.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Request, Response, WebError

from tests.bench.server import Server

HERE = ("localhost", "127.0.0.1")
REFUSED = 400  # the least status of an answer that refuses


class Watch:
    """Collects the faults of all visitors of one test."""

    def __init__(self, app: Server) -> None:
        self.faults: list[str] = []
        self._app, self._seen = app, len(app.log)
        self._contexts: list[BrowserContext] = []

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of this context."""
        self._contexts.append(context)
        for event, heard in self._heard().items():
            context.on(event, heard)

    def follows(self, context: BrowserContext) -> bool:
        """Whether pages of this context are watched."""
        return context in self._contexts

    def leave(self) -> None:
        """Watch no longer: the next test has a watch of its own."""
        for context in self._contexts:
            for event, heard in self._heard().items():
                context.remove_listener(event, heard)

    def _heard(self) -> dict[str, Callable[..., None]]:
        return {
            "console": self._console,
            "weberror": self._error,
            "request": self._request,
            "response": self._response,
        }

    def check(self) -> None:
        """Fail if anything went wrong in a browser or, with a traceback, in the server."""
        trouble = list(dict.fromkeys(self.faults))
        if "Traceback" in (log := self._app.log[self._seen :]):
            trouble.append(f"log of the server: {log}")
        assert not trouble, "\n".join(trouble)

    def picture(self, where: Path) -> None:
        """Save what every open page shows."""
        where.parent.mkdir(exist_ok=True)
        pages = [page for context in self._contexts for page in context.pages]
        for number, page in enumerate(pages):
            try:
                page.screenshot(path=f"{where}-{number}.png", timeout=5_000)
            except Error:
                continue

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"uncaught: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname not in HERE:
            self.faults.append(f"request leaves this machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= REFUSED:
            self.faults.append(f"answered {response.status}: {response.url}")
