"""How much one address may ask, so that one cannot keep out all others; this machine may ask
without end.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from pages.parts.impor import access

BUSY = "Terlalu banyak permintaan dari alamat Anda. Coba lagi sebentar lagi."
LATER = 1013  # the code with which a websocket is closed that may be tried again
MOST_KNOWN = 10_000  # addresses that are remembered


class Bounds(NamedTuple):
    """What is allowed. A first visit asks for 120 files; behind one address there may be a whole
    office.
    """

    burst: float = 3000  # requests of one address at once
    each_second: float = 100  # requests of one address in the long run
    opening: float = 20  # requests that the opening of a websocket counts for
    sockets: int = 100  # websockets of one address
    sockets_of_all: int = 1000  # websockets of the process


class Buckets:
    """For each key a bucket of tokens that fills with time."""

    def __init__(
        self, size: float, each_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Every bucket is full."""
        self._size, self._rate, self._clock = size, each_second, clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, tokens: float = 1) -> float:
        """Take tokens; the seconds until there are enough of them, which is 0 where they were
        taken.
        """
        now = self._clock()
        left, at = self._held.pop(key, (self._size, now))
        left = min(self._size, left + (now - at) * self._rate)
        wait = max(0.0, (tokens - left) / self._rate)
        self._held[key] = (left if wait else left - tokens, now)
        if len(self._held) > MOST_KNOWN:
            self._held.popitem(last=False)
        return wait


def asker(scope: Scope) -> str | None:
    """The address that a request counts for, of version 6 its network; None for this machine.
    Behind a proxy on this machine it is the address that the proxy saw, which stands last in
    X-Forwarded-For.
    """
    who = access.of(scope)
    if access.is_this_machine(who._replace(is_foreign=False)):
        return None
    address = who.address or ""
    if access.is_loopback(address):
        passed = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        address = passed[-1].decode("latin-1").split(",")[-1].strip() if passed else address
    try:
        known = ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network(f"{known}/64", strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)


class Limits:
    """Refuses what an address asks beyond the bounds."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        """`app` answers whatever is let through."""
        self._app, self._bounds = app, bounds or Bounds()
        self._requests = Buckets(self._bounds.burst, self._bounds.each_second)
        self._sockets: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan" or (who := asker(scope)) is None:
            return await self._app(scope, receive, send)
        if scope["type"] == "websocket":
            return await self._socket(who, scope, receive, send)
        if wait := self._requests.take(who):
            return await PlainTextResponse(BUSY, 429, {"Retry-After": str(int(wait) + 1)})(
                scope, receive, send
            )
        return await self._app(scope, receive, send)

    async def _socket(self, who: str, scope: Scope, receive: Receive, send: Send) -> None:
        is_full = (
            self._sockets[who] >= self._bounds.sockets
            or self._sockets.total() >= self._bounds.sockets_of_all
        )
        if is_full or self._requests.take(who, self._bounds.opening):
            return await WebSocketClose(LATER)(scope, receive, send)
        self._sockets[who] += 1
        try:
            return await self._app(scope, receive, send)
        finally:
            self._sockets[who] -= 1
            if not self._sockets[who]:
                del self._sockets[who]
