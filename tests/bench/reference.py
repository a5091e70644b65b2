"""The reference: the smallest Streamlit app, with stock settings, in a folder of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.server import Server, serve

SCRIPT = 'import streamlit as st\n\nst.write("halo")\n'


@contextmanager
def reference() -> Iterator[Server]:
    """Serve the reference from a temporary folder, so that no settings of this project count."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "halo.py").write_text(SCRIPT, encoding="utf-8")
        with serve("halo.py", folder=Path(scratch)) as server:
            yield server
