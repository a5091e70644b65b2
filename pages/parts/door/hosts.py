"""Names: under which one this app is asked for, and by whose page."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from pages.parts.impor import access
from pages.parts.shared.private import is_host_allowed

ELSEWHERE = "Dasbor ini tidak dilayani di bawah nama itu."
HEALTH = "/_stcore/health"
POLICY = 1008  # the code with which a websocket is closed for a rule


class Hosts:
    """Refuses names that server.allowedHosts does not list (where it lists any), and websockets of
    other sites' pages.

    Streamlit itself lets in pages of any port of this machine, and asks another machine for its own
    address to compare. What a monitor asks about health is answered under any name.
    """

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers whatever is let through."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        hosts, origins = (
            [value.decode("latin-1") for name, value in scope["headers"] if name == wanted]
            for wanted in (b"host", b"origin")
        )
        host = hosts[0] if len(hosts) == 1 else None
        if scope["type"] == "websocket":
            if not is_host_allowed(host) or not all(
                access.is_own_origin(one, host or "") for one in origins
            ):
                return await WebSocketClose(POLICY)(scope, receive, send)
        elif not is_host_allowed(host) and not scope["path"].endswith(HEALTH):
            return await PlainTextResponse(ELSEWHERE, 421)(scope, receive, send)
        return await self._app(scope, receive, send)
