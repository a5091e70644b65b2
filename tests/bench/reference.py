"""The reference: the smallest Streamlit app, with stock settings and without optional packages, in
a folder of its own.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.server import Server, serve

SCRIPT = 'import streamlit as st\n\nst.write("halo")\n'
# Streamlit takes it if installed; this project installs it, a stock installation does not
HIDDEN = "uvloop"
# Those that the app has imported when it shows its first page
LIBRARIES = "import babel, duckdb, pandas, plotly.graph_objects\n"


@contextmanager
def reference(*options: str, imports: str = "") -> Iterator[Server]:
    """Serve the reference from a temporary folder, so that no settings of this project count.

    Args:
        options: further options of `streamlit run`, such as --runner.postScriptGC=false.
        imports: what the script imports besides Streamlit.
    """
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "halo.py").write_text(imports + SCRIPT, encoding="utf-8")
        (Path(scratch) / f"{HIDDEN}.py").write_text("raise ModuleNotFoundError\n", encoding="utf-8")
        with serve("halo.py", folder=Path(scratch), options=options) as server:
            yield server
