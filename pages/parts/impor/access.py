"""Who may import: until there is sign-in, whoever sits at this machine, and only where that is
switched on.
"""

import os
import re
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.types import Scope
from streamlit import config, runtime

from pages.parts.shared.private import get_script_run_ctx, is_host_allowed

LOOPBACK = "127.0.0.0/8,::1"
# What proxies, tunnels and content networks add to a request; one of them means that somebody else
# asks.
PASSED_ON = re.compile(
    r"forwarded|via|x-forwarded.*|x-original-.*|x-(real|client|cluster-client|remote|originating"
    r"|azure-client|azure-socket)-?ip"
    r"|x-remote-addr|true-client-ip|cf-.*|cdn-loop|fastly-.*|x-envoy-.*|x-amzn-trace-id"
    r"|x-amz-cf-id|x-arr-.*|x-appengine-.*"
    r"|x-cloud-trace-context|x-fly-.*|fly-client-ip|x-vercel-.*|x-nf-client-connection-ip"
    r"|x-proxyuser-ip|proxy-.*|client-ip"
    r"|tailscale-.*|ngrok-.*|x-varnish|x-proxy-.*",
    re.IGNORECASE,
)


class Visitor(NamedTuple):
    """Where a connection comes from: the address of its other end, whether somebody passed it on,
    and whether the browser asks for another site's page, or under a name that is not this app's.
    """

    address: str | None
    is_forwarded: bool
    is_foreign: bool = False


def is_on() -> bool:
    """Whether importing is switched on (SKK_IMPORT=on)."""
    return os.environ.get("SKK_IMPORT", "").lower() == "on"


def seen(address: str | None, headers: Iterable[tuple[str, str]]) -> Visitor:
    """A visitor by the address and the headers of a connection."""
    pairs = [(name.lower(), value) for name, value in headers]
    hosts = [value for name, value in pairs if name == "host"]
    origins = [value for name, value in pairs if name == "origin"]
    is_foreign = (
        len(hosts) != 1
        or not _is_own_name(hosts[0])
        or any(not is_own_origin(one, hosts[0]) for one in origins)
    )
    return Visitor(address, any(PASSED_ON.fullmatch(name) for name, _ in pairs), is_foreign)


def of(scope: Scope) -> Visitor:
    """Who sends a request, or opens a websocket."""
    client = scope.get("client")
    return seen(
        client[0] if client else None,
        ((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]),
    )


def of_session(session_id: str) -> Visitor:
    """Whose a session is; of one that is not connected nothing is known."""
    client = runtime.get_instance().get_client(session_id)
    context = client.client_context if client else None
    return seen(context.remote_ip, context.headers) if context else Visitor(None, False)


def visitor() -> Visitor:
    """Who runs this page. The address is None where it is not known; `st.context.ip_address` is
    None for this machine as well.
    """
    run = get_script_run_ctx()
    return of_session(run.session_id) if run else Visitor(None, False)


def is_own_origin(origin: str, host: str) -> bool:
    """Whether a page of this app asks: its origin is the very name and port that it asks under, or
    server.corsAllowedOrigins names it.
    """
    try:
        parts = urlsplit(origin)
    except ValueError:  # such as "http://[x"
        return False
    if parts.scheme in ("http", "https") and parts.netloc:
        port = {"http": ":80", "https": ":443"}[parts.scheme]
        if parts.netloc.lower().removesuffix(port) == host.lower().removesuffix(port):
            return True
    return origin in config.get_option("server.corsAllowedOrigins")


def _is_own_name(host: str) -> bool:
    """Whether a page asked for under this name can be ours: a bare address, which no name server
    can turn elsewhere, this machine's own name, or one that server.allowedHosts names.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return (
        name == "localhost"
        or _is_address(name)
        or bool(config.get_option("server.allowedHosts") and is_host_allowed(host))
    )


def is_loopback(address: str | None) -> bool:
    """Whether the other end of a connection is on this machine, be it a visitor or a proxy."""
    return _is_within(address, LOOPBACK)


def is_this_machine(who: Visitor) -> bool:
    """Whether a visitor sits at this machine, as far as that can be seen."""
    return not who.is_forwarded and not who.is_foreign and is_loopback(who.address)


def is_let_in(who: Visitor) -> bool:
    """Whether a visitor may import. Behind a proxy everybody has its address; then nobody is let
    in, unless SKK_IMPORT_FROM names that address.
    """
    widened = _is_within(who.address, os.environ.get("SKK_IMPORT_FROM", ""))
    return is_on() and not who.is_foreign and (widened or is_this_machine(who))


def may_upload(scope: Scope, session_id: str) -> bool:
    """Whether a request may put a file into a session: both the one who asks and the one whose
    session it is may import.
    """
    return is_on() and is_let_in(of(scope)) and is_let_in(of_session(session_id))


def refused() -> str:
    """Why this visitor may not import, as a sentence; empty where they may."""
    if not is_on():
        return (
            "Impor dimatikan. Pengelola server dapat menyalakannya dengan `SKK_IMPORT=on`; impor"
            " lewat baris perintah tetap tersedia: `python -m data.importer BERKAS`."
        )
    who = visitor()
    if is_let_in(who):
        return ""
    if who.is_foreign:
        return (
            "Impor hanya dapat dibuka di alamat dasbor ini sendiri, misalnya"
            " `http://localhost:8501/impor`. Pengelola dapat menambahkan nama lain dengan"
            " `server.allowedHosts`."
        )
    return (
        "Impor hanya dapat dilakukan dari komputer server ini. Pengelola dapat mengizinkan alamat"
        " lain dengan `SKK_IMPORT_FROM`, misalnya `10.1.2.0/24`."
    )


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_within(address: str | None, networks: str) -> bool:
    try:
        own = ip_address(str(address))
        # A server that listens for both sees ::ffff:127.0.0.1
        own = getattr(own, "ipv4_mapped", None) or own
        return any(
            own in ip_network(one.strip(), strict=False)
            for one in networks.split(",")
            if one.strip()
        )
    except ValueError:  # not known, or not an address
        return False
