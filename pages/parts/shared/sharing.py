"""Bagikan, on every page that others can open: the link of the view, WhatsApp, the same as a light
page, and each chart as a picture that says its source and address (static/komponen/share.js).
"""

import json

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.core import editions
from pages.parts.shared import filters, frame, registry
from pages.parts.shared.component import component
from pages.parts.shared.store import ask

_SHARE = component("share", '<div class="share-root"></div>')


def room() -> DeltaGenerator:
    """Where it stands, at the head of every page; without height, so that it moves nothing."""
    return st.container(key="bagikan")


def draw(where: DeltaGenerator, address: str) -> None:
    """Draw it for the page at an address; not on pages that only whoever is at this machine can
    open, and not where there is no page.
    """
    page = registry.at(address)
    if page is None or not page.is_public:
        return
    choice = filters.current()
    offered = page.offers(st.session_state.get(page.part)) if page.part else page.filters
    version = ask(editions.version).version[:12]
    is_simulated = frame.is_simulated()
    kind, parameter = page.light
    told = {
        "light": {
            "root": filters.based("/r/"),
            "kind": kind,
            "parameter": parameter,
            "path": f"peringkat/{choice.edition_id}" if "tahun" in offered else "",
        },
        "filters": {name: choice.parameters[name] for name in offered},
        "mark": "DATA SIMULASI, bukan hasil resmi" if is_simulated else "",
        "prefix": frame.marked(""),
        "source": (
            "Sumber: Dasbor SKK, disusun dari halaman terbit yang tercantum di alamat ini; versi"
            f" data {version}, terbit {frame.released()}. Data CC BY 4.0."
        ),
    }
    with where:
        _SHARE(data=json.dumps(told, ensure_ascii=False).encode(), key="bagikan_tampilan")
