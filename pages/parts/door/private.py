"""Addresses of Streamlit that are nobody's business outside: measurements, and what drives the app
without a browser.
"""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.parts.impor import access

ADDRESS = re.compile(r"/_stcore/(metrics|agent|script-health-check)(?:/|$)")


class Private:
    """Answers those addresses as if they were not there, but to this machine."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers whatever is let through."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        asked = scope["type"] == "http" and ADDRESS.search(scope["path"])
        if asked and not access.is_this_machine(access.of(scope)):
            return await PlainTextResponse("Not Found", 404)(scope, receive, send)
        return await self._app(scope, receive, send)
