"""What a monitor is told: that the app answers, and that its pages come to an end."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from data import publish
from data.lake import status
from pages.parts.door import budget

ADDRESS = "/_stcore/health"
STUCK = "Ada halaman yang tidak selesai dan tidak dapat dihentikan; mulai ulang proses ini."
UNKEPT = {"Cache-Control": "no-cache"}


class Health:
    """Says that the app is not well where a run cannot be ended; Streamlit itself answers as long
    as it takes requests. A node that has no answer of its lake is well, since it goes on with what
    it has, and says so.
    """

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers while all is well."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a monitor, or hand the request on."""
        answer = None
        if scope["type"] == "http" and scope["path"].endswith(ADDRESS):
            if not budget.is_healthy():
                answer = PlainTextResponse(STUCK, 503, UNKEPT)
            elif notice := status.notice(publish.folder()):
                answer = PlainTextResponse(f"ok. {notice}", 200, UNKEPT)
        return await (answer or self._app)(scope, receive, send)
