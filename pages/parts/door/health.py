"""What a monitor is told: that the app answers, and that its pages come to an end."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.parts.door import budget

ADDRESS = "/_stcore/health"
STUCK = "Ada halaman yang tidak selesai dan tidak dapat dihentikan; mulai ulang proses ini."


class Health:
    """Says that the app is not well where a run cannot be ended; Streamlit itself answers as long
    as it takes requests.
    """

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers while all is well."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a monitor, or hand the request on."""
        if scope["type"] == "http" and scope["path"].endswith(ADDRESS) and not budget.is_healthy():
            return await PlainTextResponse(STUCK, 503, {"Cache-Control": "no-cache"})(
                scope, receive, send
            )
        return await self._app(scope, receive, send)
