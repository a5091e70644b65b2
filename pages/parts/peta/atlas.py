"""The map of the app: areas or points as SVG, drawn by the browser from a file that it fetches
once.
"""

import json
from collections.abc import Callable
from typing import TypedDict

import streamlit as st

from analytics.core.cache import cached
from pages.parts.shared.component import component

_ATLAS = component("atlas", '<div class="atlas-root"></div>')
SAYS = {
    "missing": (
        "Batas wilayah tidak dapat dimuat, sehingga peta tidak tergambar. Isi yang sama ada di"
        " tabel."
    ),
    "picked": "Dipilih; keterangannya ada di kartu sesudah peta.",
    "legend": "Legenda",
}


class Drawing(TypedDict):
    """What one map shows; codes are those of the areas in the file."""

    label: str  # the name of the map, for who cannot see it
    areas: str  # the file in static/peta; empty: points
    borders: str  # a second file, drawn as lines above the areas
    points: list[tuple[str, float, float]]  # code, longitude, latitude; where there is no file
    ground: list[tuple[float, float]]  # quiet specks that show where the country lies
    names: dict[str, str]
    within: dict[str, str]  # the names of the regions they lie in, whose codes begin theirs
    labels: dict[str, str]  # names written beside marked areas, as many as there is room for
    regions: dict[str, str]  # names written over the areas of `borders`
    # Class, value in words, and whose it is; who is not named here is `rest`
    marks: list[tuple[str, str, list[str]]]
    rest: tuple[str, str]
    order: list[str]  # the marked areas, as the keyboard walks through them
    # The legend: class, label, told (the count), count, light, dark, pattern
    classes: list[dict[str, object]]
    selected: str
    zoom: str  # fly to the areas whose code begins so
    playing: int  # ask for the next year after a while; 0: not


def atlas(
    drawing: Drawing, *, key: str, picked: Callable[[str], None], played: Callable[[], None]
) -> None:
    """Draw a map. `picked` is called with the code of an area that was clicked or entered, `played`
    when it is time for the next year.
    """
    base = st.get_option("server.baseUrlPath").strip("/")
    static = f"{'/' if base else ''}{base}/app/static/peta/"
    files = {
        "areas": drawing["areas"] and static + drawing["areas"],
        "borders": drawing["borders"] and static + drawing["borders"],
    }
    _ATLAS(
        data=_description(drawing, files),
        key=key,
        on_played_change=played,
        on_picked_change=lambda: picked(str(st.session_state[key]["picked"])),
    )


@cached
def _description(drawing: Drawing, files: dict[str, str]) -> bytes:
    return json.dumps(
        drawing | files | {"says": SAYS}, ensure_ascii=False, separators=(",", ":")
    ).encode()
