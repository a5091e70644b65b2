"""What each answer says to a browser: whence it may take what, and who may show it in a frame."""

import base64
import hashlib
import re
from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.door import page
from pages.parts.door.where import is_secure

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
SECURE = b"; Secure"
YEAR = 31_536_000  # seconds
# What this app has no use for, so that a page of it could not be made to use it.
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "serial", "usb")


@cache
def policy() -> str:
    """The Content-Security-Policy: everything from this app, nothing from elsewhere.

    The page holds two scripts in its text, which are allowed by their fingerprints, loads what
    draws a component from a blob: of its own, counts in 64 bits with a module of WebAssembly, and
    writes its styles into the page. What is evaluated from text stays forbidden.
    """
    digests = [hashlib.sha256(script.encode()).digest() for script in INLINE.findall(page.text())]
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'",
        ]
    )


@cache
def fixed() -> tuple[tuple[bytes, bytes], ...]:
    """The headers of every answer."""
    headers = {
        "Content-Security-Policy": policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    }
    return tuple((name.lower().encode(), value.encode()) for name, value in headers.items())


class Headers:
    """Adds the headers to every answer; under TLS it asks for TLS from then on, and marks cookies
    as Secure.
    """

    def __init__(self, app: ASGIApp) -> None:
        """`app` answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        secure = is_secure(scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {
                    **message,
                    "headers": _complete(message.get("headers", ()), secure=secure),
                }
            await send(message)

        return await self._app(scope, receive, answer)


def _complete(given: list[tuple[bytes, bytes]], *, secure: bool) -> list[tuple[bytes, bytes]]:
    ours = dict(fixed()) | ({b"strict-transport-security": b"max-age=%d" % YEAR} if secure else {})
    kept = [
        (name, value)
        for name, value in given
        if name.lower() not in ours and name.lower() != b"server"
    ]
    if secure:
        kept = [
            (
                name,
                (
                    value + SECURE
                    if name.lower() == b"set-cookie" and SECURE.lower() not in value.lower()
                    else value
                ),
            )
            for name, value in kept
        ]
    return [*kept, *ours.items()]
