"""Who may import: until there is sign-in, whoever sits at this machine, and only where that is switched on."""

import os
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

FORWARDED = {"x-forwarded-for", "forwarded", "x-real-ip"}


class Visitor(NamedTuple):
    """Where a connection comes from: the address of its other end, and whether somebody passed it on."""

    address: str | None
    is_forwarded: bool


def is_on() -> bool:
    """Whether importing is switched on (SKK_IMPORT=on)."""
    return os.environ.get("SKK_IMPORT", "").lower() == "on"


def visitor() -> Visitor:
    """Who runs this page. The address is None where it is not known; `st.context.ip_address` is None for this machine as well."""
    run = get_script_run_ctx()
    client = runtime.get_instance().get_client(run.session_id) if run else None
    context = client.client_context if client else None
    if context is None:
        return Visitor(None, False)
    return Visitor(context.remote_ip, any(name.lower() in FORWARDED for name, _ in context.headers))


def refused() -> str:
    """Why this visitor may not import, as a sentence; empty where they may.

    Behind a proxy everybody has its address; then nobody is let in, unless SKK_IMPORT_FROM names that address.
    """
    if not is_on():
        return (
            "Impor dimatikan. Pengelola server dapat menyalakannya dengan `SKK_IMPORT=on`; impor lewat baris perintah tetap "
            "tersedia: `python -m data.importer BERKAS`."
        )
    who = visitor()
    widened = os.environ.get("SKK_IMPORT_FROM", "")
    if _is_within(who.address, widened) or (not who.is_forwarded and _is_within(who.address, "127.0.0.0/8,::1")):
        return ""
    return (
        "Impor hanya dapat dilakukan dari komputer server ini. Pengelola dapat mengizinkan alamat lain dengan `SKK_IMPORT_FROM`, "
        "misalnya `10.1.2.0/24`."
    )


def _is_within(address: str | None, networks: str) -> bool:
    try:
        own = ip_address(str(address))
        own = getattr(own, "ipv4_mapped", None) or own  # a server that listens for both sees ::ffff:127.0.0.1
        return any(own in ip_network(one.strip(), strict=False) for one in networks.split(",") if one.strip())
    except ValueError:  # not known, or not an address
        return False
