"""Every parameter of every page: missing, empty, repeated, huge or foreign, none makes a page
fail.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.parts.shared import registry
from tests import real
from tests.bench.client import Visitor
from tests.bench.server import Server, serve
from tests.pages.test_pages import Open, visit
from tests.thorough import many

__all__ = ["visit"]

NAMES = [
    (page.address, name)
    for page in registry.PAGES
    for name in (*registry.FILTERS, *page.parameters)
]
WORDS = [
    "None",
    "-1",
    "0",
    "1e999",
    "NaN",
    "true",
    "[]",
    "{}",
    "../../etc/passwd",
    "<script>",
    "%00",
    "a,a",
    ",,,",
    "3507",
]
FOREIGN = [
    *WORDS,
    "9" * 40,
    "a" * 5000,
    "\u202eabc",
    "\x00",
    "'; DROP TABLE x; --",
    "[a](https://evil.example)",
]


@pytest.mark.parametrize("page", registry.PAGES, ids=lambda page: page.name)
def test_empty_parameters_are_as_if_they_were_not_there(visit: Open, page: registry.Page) -> None:
    names = (*registry.FILTERS, *page.parameters)
    alone = page.parameters if page.name != "beranda" else names  # the filters are those of all
    for asked in [*([name] for name in alone if name[-1] not in "23456789"), names]:
        app = visit(page.file, real.folder(), **dict.fromkeys(asked, ""))
        assert not app.exception, asked
        assert not [one.value for one in app.error], asked
        assert app.title, asked


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(environment={"SKK_DATA": str(real.folder()), "SKK_IMPORT": "on"}) as server:
        yield server


ONE = st.sampled_from(NAMES)
VALUE = (
    st.sampled_from(["", *FOREIGN])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.integers().map(str)
)
MORE = st.lists(
    st.tuples(st.sampled_from([name for _, name in NAMES] + ["asing", "x" * 300]), VALUE),
    max_size=8,
)


@settings(
    max_examples=many(80, 2000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ONE, VALUE, MORE, st.integers(0, 2))
def test_no_address_makes_a_page_fail(
    server: Server, one: tuple[str, str], value: str, more: list[tuple[str, str]], again: int
) -> None:
    page, name = one
    query = urlencode([(name, value), *more, *[(name, value)] * again])
    with Visitor(server.url, page, query) as visitor:
        assert visitor.run().failures == (), query
