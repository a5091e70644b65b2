"""Hostile names in a real browser: what Streamlit and Plotly make of the page shows the names as
they are, and nothing that leads elsewhere.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import hostile, real
from tests.bench.server import Server, serve
from tests.browser.conftest import Visit
from tests.browser.screen import settle

pytestmark = pytest.mark.browser
# What draws words in each way there is: cards, tables, charts, the map, sentences. That no page
# says them otherwise, tests/pages/test_hostile_words.py proves for all.
PAGES = (
    "/", "/peringkat?peringkat_bagian=Dari+tahun+ke+tahun", "/profil?kec=350718",
    "/perbandingan?kab=3507,3578", "/peta?peta_tempat=350718", "/inovasi?inovasi_bagian=Katalog",
)  # fmt: skip
MADE = """(host) => [
    ...[...document.querySelectorAll("a[href], img[src]")]
        .map((one) => one.href?.baseVal ?? one.href ?? one.src).filter((to) => {
            try { return new URL(to, location).hostname.endsWith(host); } catch { return false; }
        }),
    ...[...document.querySelectorAll(".katex, [aria-label='bolt icon'], .stMarkdownColoredText")]
        .map((one) => one.outerHTML),
    ...[...document.querySelectorAll("b, strong, code, .main-svg tspan[style*=bold]")]
        .map((one) => one.textContent).filter((text) => /^(tebal|kuat|kode)$/.test(text)),
]"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on hostile data, in place of the real one."""
    folder: Path = hostile.made(real.folder(), tmp_path_factory.mktemp("jahat") / "terbit")
    with serve(environment={"SKK_DATA": str(folder)}) as server:
        yield server


@pytest.mark.parametrize("path", PAGES)
def test_hostile_names_are_shown_as_they_are(visit: Visit, path: str) -> None:
    page = settle(visit(path))
    assert page.evaluate(MADE, hostile.HOST) == []
    shown = page.locator("body").inner_text().replace("\u2060", "")
    assert f"[Masuk](https://{hostile.HOST}/a)" in shown
    assert "$x^2$ `kode` **kuat** &lt;i&gt;" in shown
    assert ":red[merah] :smile: :material/bolt: :material_bolt:" in shown


def test_a_hostile_address_is_said_back_as_it_is(visit: Visit) -> None:
    page = settle(visit(f"/profil?kec=[Masuk](https://{hostile.HOST})&www.{hostile.HOST}=1"))
    told = page.get_by_test_id("stAlert")
    expect(told.filter(has_text=f"[Masuk](https:\u2060//{hostile.HOST})")).to_have_count(1)
    assert page.evaluate(MADE, hostile.HOST) == []
