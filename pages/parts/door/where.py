"""Where the app lies on its host, and what lies beside it."""

import streamlit as st
from starlette.types import Scope

LIGHT = "/r"  # light pages
SIGNING = "/lomba/masuk"  # the way into the contest


def base() -> str:
    """The path below which the app lies, without the slash at its end: "/dasbor", or nothing."""
    said = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{said}" if said else ""


def below(scope: Scope) -> str:
    """The path that a request asks for, below the app's own; empty where it is not below it."""
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    own = base()
    return path.removeprefix(own) if path.startswith(f"{own}/") else ""


def is_light(scope: Scope) -> bool:
    """Whether a request asks for a light page, its data or its picture."""
    path = below(scope)
    return path == LIGHT or path.startswith(f"{LIGHT}/")


def is_signing(scope: Scope) -> bool:
    """Whether a request asks for the way into the contest."""
    return below(scope) == SIGNING


def is_secure(scope: Scope) -> bool:
    """Whether the visitor's connection is encrypted, as far as this process or a proxy in front of
    it says. Whoever says so falsely burdens themselves alone.
    """
    said = dict(scope["headers"]).get(b"x-forwarded-proto", b"")
    return scope.get("scheme") in ("https", "wss") or said.split(b",")[0].strip().lower() in (
        b"https",
        b"wss",
    )
