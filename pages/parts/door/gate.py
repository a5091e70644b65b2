"""The gate: the middleware of the app, outermost first, so that all of it holds with and without a
proxy in front.
"""

from starlette.middleware import Middleware

from pages.parts.door.headers import Headers
from pages.parts.door.health import Health
from pages.parts.door.hosts import Hosts
from pages.parts.door.limits import Limits
from pages.parts.door.messages import Messages
from pages.parts.door.page import Told
from pages.parts.door.private import Private
from pages.parts.door.uploads import Uploads

GATES = (Headers, Health, Limits, Hosts, Private, Told, Uploads, Messages)


def middleware() -> list[Middleware]:
    """What every request passes on its way in, and every answer on its way out."""
    return [Middleware(gate) for gate in GATES]
