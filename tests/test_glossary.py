"""The glossary says what is so: what it names exists, and no page, topic or filter is missing from
it.
"""

import importlib
from pathlib import Path
from typing import NamedTuple

import pytest

from data import publish
from pages.parts.shared import registry
from tests import real

ROOT = Path(__file__).parent.parent


class Entry(NamedTuple):
    """A line of the glossary."""

    word: str
    meaning: str
    table: str
    function: str
    file: str
    address: str


def entries() -> list[Entry]:
    lines = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    rows = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    return [Entry(*row) for row in rows[2:]]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.word)
def test_what_an_entry_names_exists(entry: Entry) -> None:
    assert entry.word
    assert entry.meaning
    # Build describes the others
    assert entry.table in {*publish.tables(real.connection()), "build"}
    assert (ROOT / entry.file).is_file()
    if entry.function:
        module, _, name = entry.function.rpartition(".")
        assert callable(getattr(importlib.import_module(f"analytics.{module}"), name))
    if entry.address.startswith("/"):
        assert registry.at(entry.address.removeprefix("/")) is not None
    elif entry.address:
        assert entry.address in {
            *registry.FILTERS,
            *(name for page in registry.PAGES for name in page.parameters),
        }


def test_every_page_filter_and_topic_is_in_the_glossary() -> None:
    known = entries()
    assert {f"/{page.address}" for page in registry.PAGES} <= {entry.address for entry in known}
    shared = {
        name
        for page in registry.PAGES
        for name in page.parameters
        if name.split("_")[0] != page.name and name != "id"
    }
    assert {*registry.FILTERS, *shared} <= {entry.address for entry in known}
    topics = {
        path.name for path in (ROOT / "analytics").iterdir() if (path / "__init__.py").is_file()
    }
    assert topics <= {entry.function.split(".")[0] for entry in known}
    assert len({entry.word for entry in known}) == len(known)
