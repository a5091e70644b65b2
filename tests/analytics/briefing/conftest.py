"""What the tests of briefings share."""

import duckdb
import pytest

from data import publish
from tests import hostile, real


@pytest.fixture(scope="session")
def hostile_words(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The real catalog with every word of it hostile."""
    where = hostile.made(real.folder(), tmp_path_factory.mktemp("jahat") / "terbit")
    generation = publish.current(where)
    assert generation is not None
    return publish.connect(generation)
