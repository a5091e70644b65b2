"""What a browser says through its websocket, cut to its bounds before Streamlit sees it."""

import asyncio
from urllib.parse import parse_qsl, urlencode

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.parts.door.limits import Buckets, asker
from pages.parts.shared.private import BackMsg, ClientState

# bytes of a message; the longest of this app's own, a whole wizard of Impor, has a tenth
LARGEST = 256_000
PARAMETERS = 60  # of an address; a simulation with all weights has 30
NAME, VALUE = 40, 300  # characters of a parameter
TYPED = 1000  # characters in any field; pages cut further
ADDRESS = 4000  # characters of the address that the browser is at
HASHES = 2000  # messages that the browser has kept
BURST, EACH_SECOND = 60, 10  # messages of one websocket; what comes faster waits
TOO_BIG = 1009


def query(said: str) -> str:
    """A query string within bounds: each parameter once, as it stands last, none that is empty,
    their number and length cut.
    """
    pairs = dict(parse_qsl(said[: 4 * ADDRESS], keep_blank_values=False, errors="replace"))
    return urlencode(
        [(name[:NAME], value[:VALUE]) for name, value in list(pairs.items())[:PARAMETERS]]
    )


def bounded(data: bytes) -> bytes:
    """A message within bounds; as it came where it is, or where it is none."""
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return data  # Streamlit closes the websocket
    if message.WhichOneof("type") != "rerun_script" or not _cut(message.rerun_script):
        return data
    return bytes(message.SerializeToString())


def _cut(state: ClientState) -> bool:
    """Cut what is too long in the state of a browser; whether anything was changed."""
    before = state.ByteSize(), state.query_string
    if state.query_string:
        state.query_string = query(state.query_string)
    for widget in state.widget_states.widgets:
        if widget.WhichOneof("value") == "string_value" and len(widget.string_value) > TYPED:
            widget.string_value = widget.string_value[:TYPED]
    del state.cached_message_hashes[HASHES:]
    state.page_name = state.page_name[:VALUE]
    context = state.context_info
    for name, most in (("url", ADDRESS), ("timezone", NAME), ("locale", NAME)):
        if len(getattr(context, name)) > most:
            setattr(context, name, getattr(context, name)[:most])
    return (state.ByteSize(), state.query_string) != before


class Messages:
    """Cuts messages, makes those wait that come too fast, and ends a websocket whose messages are
    too large.
    """

    def __init__(self, app: ASGIApp) -> None:
        """`app` reads what is left."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a connection on."""
        if scope["type"] != "websocket":
            return await self._app(scope, receive, send)
        bucket = None if asker(scope) is None else Buckets(BURST, EACH_SECOND)

        async def hear() -> Message:
            message = await receive()
            data = message.get("bytes")
            if message["type"] != "websocket.receive" or data is None:
                return message
            if len(data) > LARGEST:
                await send({"type": "websocket.close", "code": TOO_BIG})
                return {"type": "websocket.disconnect", "code": TOO_BIG}
            while bucket and (wait := bucket.take("")):
                await asyncio.sleep(wait)
            return {**message, "bytes": bounded(data)}

        return await self._app(scope, hear, send)
