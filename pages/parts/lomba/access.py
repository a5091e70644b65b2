"""Who is signed in to the contest: by the session that an invitation gave, or by an identity
provider. Nothing of the contest is loaded while it is switched off.
"""

import logging
import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import streamlit as st
from starlette.types import Scope
from streamlit import runtime

from pages.parts.impor import access as places
from pages.parts.shared.private import get_script_run_ctx

if TYPE_CHECKING:
    from data.contest.desk import Key

OFF = "Lomba dimatikan di dasbor ini. Pengelola server dapat menyalakannya dengan `SKK_LOMBA=on`."
# The browser takes the longer name from this very host alone, and over TLS alone
SECURE, PLAIN = "__Host-skk-lomba", "skk-lomba"
LOCAL = ("localhost", "127.0.0.1", "::1")
_ADMITTED = "_lomba_boleh_unggah"  # in this run
_entering: set[str] = set()  # Streamlit sessions that may upload
log = logging.getLogger("dasbor")


def is_on() -> bool:
    """Whether contests are run here (SKK_LOMBA=on)."""
    return os.environ.get("SKK_LOMBA", "").lower() == "on"


def cookie(origin: str) -> str:
    """The name of the cookie for a page of this origin; empty where none may be given: without
    TLS it would be read on the way, unless the way does not leave this machine.
    """
    parts = urlsplit(origin)
    if parts.scheme == "https":
        return SECURE
    return PLAIN if parts.scheme == "http" and parts.hostname in LOCAL else ""


def key() -> "Key":
    """What this visitor shows."""
    from data.contest.desk import Key  # noqa: PLC0415 - loaded where contests are run alone

    name = cookie(st.context.url or "")
    return Key(str(st.context.cookies.get(name, "")) if name else "", email())


def has_provider() -> bool:
    """Whether an identity provider is set up (secrets.toml)."""
    return "is_logged_in" in st.user


def email() -> str:
    """The address for which an identity provider answers, if it says that it has verified it."""
    user = st.user
    if not user.get("is_logged_in") or user.get("email_verified") is not True:
        return ""
    return str(user.get("email") or "")


def is_offered() -> bool:
    """Whether the menu shows the contest: to whoever is signed in and known."""
    if not is_on():
        return False
    from data.contest import desk  # noqa: PLC0415
    from data.contest.errors import ContestError  # noqa: PLC0415

    try:
        return desk.is_known(key())
    except (ContestError, OSError):
        log.exception("lomba")
        return False


def session() -> str:
    """The Streamlit session that runs this page; empty where there is none."""
    run = get_script_run_ctx()
    return run.session_id if run else ""


def admit() -> None:
    """Let this visitor upload from now on, for as long as what they see offers it. What arrives is
    looked at again before it is kept.
    """
    st.session_state[_ADMITTED] = True
    _entering.add(session())
    for gone in [one for one in list(_entering) if not _is_there(one)]:
        _entering.discard(gone)


def settle() -> None:
    """At the end of a run: who was not let upload in it may not."""
    if not st.session_state.pop(_ADMITTED, False):
        _entering.discard(session())


def _is_there(one: str) -> bool:
    alive = runtime.exists() and runtime.get_instance().is_active_session(one)
    return alive or one == session()


def may_upload(scope: Scope, one: str) -> bool:
    """Whether a request may put a file into a Streamlit session: a page of this app asks, and the
    session is of somebody who is offered it. Its name is a secret of their browser.
    """
    if not is_on() or one not in _entering:
        return False
    told = [
        [value.decode("latin-1") for name, value in scope["headers"] if name == wanted]
        for wanted in (b"host", b"origin")
    ]
    hosts, origins = told
    return len(hosts) == 1 and all(places.is_own_origin(origin, hosts[0]) for origin in origins)
