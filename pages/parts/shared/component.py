"""Components of our own: script and style lie in static/komponen, which a browser fetches once; a
message holds data only.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parents[3] / "static" / "komponen"
_SCRIPT = """
const ready = import(new URL("{address}", location.origin));
export default function (component) {{
  let end;
  const drawn = ready.then(({{ default: draw }}) => {{ end = draw(component); }});
  return () => drawn.then(() => end?.());
}}
"""


def version() -> str:
    """The fingerprint of all files of the folder, so that a browser never keeps an old one."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Where a browser finds a script of the folder."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"{'/' if base else ''}{base}/app/static/komponen/{name}.js?v={version()}"


# What a component gives back depends on its script, and Streamlit leaves it open
def component(name: str, html: str = "") -> Callable[..., Any]:
    """What mounts static/komponen/<name>.js, whose default export draws into `html`. The script
    fetches its style itself.
    """
    return st.components.v2.component(
        f"dasbor_{name}", html=html, js=_SCRIPT.format(address=address(name))
    )
