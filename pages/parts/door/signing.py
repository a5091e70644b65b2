"""The way into the contest: one address that shows a plain page, takes the secret of an invitation
for a cookie (POST), and takes the cookie back (DELETE).

The secret stands behind the # of a link, which no browser sends and no log holds; a script of this
app posts it when somebody presses the button, so that what only looks at links uses none up.
"""

import asyncio
import json
import logging
from http import HTTPStatus
from pathlib import Path
from string import Template

from starlette.datastructures import URLPath
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from pages.parts.door import where
from pages.parts.impor import access as places
from pages.parts.lomba import access
from pages.parts.shared.component import address

LARGEST = 2_000  # bytes of what is posted
DAYS_30 = 30 * 24 * 3600  # seconds; a session ends after as long
ELSEWHERE = "Permintaan ini bukan dari halaman dasbor ini. Buka lagi tautan undangannya."
WRONG = "Permintaan tidak dikenali. Buka lagi tautan undangannya."
OPEN_WAY = (
    "Masuk hanya dapat lewat https, supaya sesi Anda tidak terbaca di jalan. Minta pengelola"
    " memasang TLS; undangan Anda belum terpakai."
)
FAILED = "Penyimpanan lomba tidak menjawab; undangan Anda belum terpakai. Coba lagi nanti."
log = logging.getLogger("dasbor")
PAGE = Template(Path(__file__).with_name("masuk.html").read_text(encoding="utf-8"))
MARK = '<p class="mark"><strong>SIMULASI.</strong> Lomba latihan dengan orang rekaan.</p>\n'


class Signing(BaseRoute):
    """The route."""

    path = where.SIGNING  # what Streamlit looks at

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether a request is for it."""
        is_asked = scope["type"] == "http" and where.is_signing(scope)
        return (Match.FULL if is_asked else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """It has no name."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await _answer(Request(scope, receive))
        response.headers["Cache-Control"] = "no-store"
        await response(scope, receive, send)


async def _answer(request: Request) -> Response:
    if request.method in ("GET", "HEAD"):
        return _page()
    if request.method not in ("POST", "DELETE"):
        allowed = {"Allow": "GET, HEAD, POST, DELETE"}
        return Response("Tidak diterima.", HTTPStatus.METHOD_NOT_ALLOWED, allowed)
    if not _is_own(request):
        return _no(ELSEWHERE, HTTPStatus.FORBIDDEN)
    name = access.cookie(request.headers["origin"])
    if request.method == "DELETE":
        return await _out(request, name)
    secret = await _secret(request)
    if secret is None:
        return _no(WRONG, HTTPStatus.BAD_REQUEST)
    if not name:
        return _no(OPEN_WAY, HTTPStatus.FORBIDDEN)
    return await _in(request, name, secret)


def _page() -> Response:
    from data.contest import rehearsal  # noqa: PLC0415 - loaded where contests are run alone

    told = {
        "mark": MARK if rehearsal.is_one() else "",
        "home": f"{where.base()}/",
        "script": address("masuk"),
    }
    return HTMLResponse(PAGE.substitute(told))


def _is_own(request: Request) -> bool:
    """Whether a page of this app asks, by a script: a form of another site cannot send JSON, a
    script of another site cannot leave its origin out.
    """
    origins, hosts = request.headers.getlist("origin"), request.headers.getlist("host")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return (
        len(origins) == len(hosts) == 1
        and places.is_own_origin(origins[0], hosts[0])
        and site == "same-origin"
        and request.headers.get("content-type", "").split(";")[0].strip() == "application/json"
    )


async def _secret(request: Request) -> str | None:
    """The secret that is posted; None where there is none."""
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST:
                return None
        told = json.loads(body)
    except (ClientDisconnect, ValueError, RecursionError):
        return None
    secret = told.get("undangan") if isinstance(told, dict) else None
    # What JSON can hold and no link can: half of a character
    return secret if isinstance(secret, str) and secret.isascii() and secret else None


async def _in(request: Request, name: str, secret: str) -> Response:
    from data.contest import desk  # noqa: PLC0415
    from data.contest.errors import ContestError  # noqa: PLC0415

    former = request.cookies.get(name, "")
    try:
        session = await asyncio.to_thread(desk.redeem, secret, former)
    except ContestError as error:
        return _no(str(error), HTTPStatus.FORBIDDEN)
    except OSError:
        log.exception("lomba: masuk")
        return _no(FAILED, HTTPStatus.SERVICE_UNAVAILABLE)
    response = JSONResponse({"ke": f"{where.base()}/lomba"})
    response.set_cookie(name, session, DAYS_30, path="/", secure=name == access.SECURE,
                        httponly=True, samesite="strict")  # fmt: skip
    return response


async def _out(request: Request, name: str) -> Response:
    from data.contest import desk  # noqa: PLC0415
    from data.contest.errors import ContestError  # noqa: PLC0415

    try:
        if session := request.cookies.get(name, ""):
            await asyncio.to_thread(desk.sign_out, session)
    except (ContestError, OSError):
        log.exception("lomba: keluar")
        return _no(FAILED, HTTPStatus.SERVICE_UNAVAILABLE)
    response = JSONResponse({"ke": f"{where.base()}/lomba"})
    response.delete_cookie(name, path="/", secure=name == access.SECURE, httponly=True,
                           samesite="strict")  # fmt: skip
    return response


def _no(sentence: str, status: HTTPStatus) -> Response:
    return JSONResponse({"pesan": sentence}, status)


def routes() -> list[BaseRoute]:
    """The route, where contests are run."""
    return [Signing()] if access.is_on() else []
