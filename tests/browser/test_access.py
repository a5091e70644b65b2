"""Usable on a phone, without a mouse, and with a screen reader."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screen import board, headline, settle, to

pytestmark = pytest.mark.browser

PATHS = (
    "/", "/?daerah=3529", "/peringkat?tahun=2023",
    "/peringkat?peringkat_bagian=Dari+tahun+ke+tahun",
    "/sumber?tahun=2023", "/sumber?sumber_bagian=Sengketa", "/sumber?sumber_bagian=Cakupan",
    "/sumber?sumber_bagian=Unduh+data", "/profil?kec=350732", "/perbandingan?kec=350732,357814",
    "/perbandingan?kab=3507", "/perbandingan?kab=3510,3578,3577,3516",
    "/kabkota?kode=3507", "/tren",
    "/cari?cari_kata=sumenep", "/peta",
    "/peta?peta_lapisan=Cakupan+data&peta_tempat=350732&peta_banding=2019",
    "/inovasi", "/inovasi?daerah=3529", "/inovasi?inovasi_bagian=Sebaran",
    "/inovasi?inovasi_bagian=Katalog", "/inovasi?inovasi_bagian=Indikator",
    "/inovasi?inovasi_bagian=Diklaim",
    "/penilaian",
    "/lomba",
)  # fmt: skip
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
# The page scrolls in its own pane, so that both the document and the pane are asked; and what
# sticks out of the pane without making it scroll is looked for by its edge; the input of a slider
# is clipped to one pixel.
WIDE = """() => {
    const pane = document.querySelector("[data-testid=stMain]");
    const out = [...pane.querySelectorAll("*")].filter((node) =>
        node.getBoundingClientRect().right > innerWidth + 1
        && node.checkVisibility() && !node.closest(".js-plotly-plot") && node.type !== "range");
    return [
        ["the document scrolls sideways", document.documentElement.scrollWidth > innerWidth],
        ["the page scrolls sideways", pane.scrollWidth > pane.clientWidth],
        [`sticks out: ${out[0]?.outerHTML.slice(0, 160)}`, out.length > 0],
    ].filter(([_, is]) => is).map(([what, _]) => what);
}"""
AXE = Axe().axe_script
# Nothing is excluded: what Streamlit draws around the pages passes as well.
RUN_AXE = (
    "() => axe.run({exclude: []}, {resultTypes: ['violations']}).then((results) =>"
    " results.violations)"
)
# Whatever is read aloud or seen, wherever it stands; what the pages say themselves holds none of
# these words.
WORDS = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const isSaid = !texts.currentNode.parentNode.matches("style, noscript, script");
        if (isSaid) found.push(texts.currentNode.data);
    }
    for (const name of ["aria-label", "title", "placeholder"]) {
        const named = [...document.querySelectorAll(`[${name}]`)];
        found.push(...named.map((node) => node.getAttribute(name)));
    }
    return found.map((words) => words.trim()).filter(Boolean);
}"""
ENGLISH = re.compile(
    r"\b(add|app|apply|browse|choose|clear|copy|dark|dismiss|expand|fullscreen|help|limit|made"
    r"|main|more|no"
    r" results|open"
    r"|options|per file|record|remove|selected|sidebar|skip|system|theme|upload|value)\b",
    re.IGNORECASE,
)
FOCUSED = "(document.activeElement?.shadowRoot ?? document).activeElement"
GRAVE = ("serious", "critical")


def violations(page: Page) -> list[str]:
    """Serious and critical violations, one line for each rule and element."""
    # Axe passes over what is scrolled out of sight: let the window be as tall as the page.
    height = page.get_by_test_id("stMain").evaluate("(pane) => Math.ceil(pane.scrollHeight) + 100")
    assert page.viewport_size is not None
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    settle(page)
    page.evaluate(AXE)
    found = []
    for rule in page.evaluate(RUN_AXE):
        for node in rule["nodes"] if rule["impact"] in GRAVE else []:
            why = "; ".join(
                check["message"] for check in [*node["any"], *node["all"], *node["none"]]
            )
            found.append(f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {why[:300]}")
    return found


def faults(page: Page, looked_at: str = "") -> list[str]:
    """What does not fit on a desk and on a phone, and what axe finds on a light desk and a dark
    phone, or on only one of them: what depends on the width does not depend on the theme.
    """
    found = []
    for theme, size in (("light", "desk"), ("dark", "phone")):
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        is_looked_at = looked_at in ("", size)
        if is_looked_at:
            page.emulate_media(color_scheme=theme)
            expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", theme)
        settle(page)
        titles = page.get_by_role("heading", level=1).count()
        wrong = [f"{titles} headings of the first level"] if titles != 1 else []
        what = (*wrong, *page.evaluate(WIDE), *(violations(page) if is_looked_at else []))
        found += [f"{page.url} {width} {theme}: {one}" for one in what]
    return found


# In two parts, for two workers
@pytest.mark.parametrize("paths", [PATHS[::2], PATHS[1::2]], ids=["even", "odd"])
def test_every_page_fits_and_axe_finds_nothing_grave(visit: Visit, paths: tuple[str, ...]) -> None:
    page = settle(visit(paths[0]))
    found = faults(page)
    # Axe takes longest: after the first page, it looks at one on a desk and at the next on a phone
    for number, path in enumerate(paths[1:]):
        found += faults(to(page, path), list(SIZES)[number % 2])
    assert not found, "\n".join(found)


def test_phone_shows_the_finding_first_and_the_board_in_lines(visit: Visit) -> None:
    page = settle(visit("/peringkat", width=390, height=844))
    box = headline(page).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844, "the headline is not within the first screen"
    first = board(page).locator("tbody tr").first
    assert first.evaluate("(row) => getComputedStyle(row).display") == "flex"
    title, region = first.locator(".head"), first.locator("[data-label='Kabupaten/Kota']")
    expect(title).to_have_text("Tandes")
    above, below = title.bounding_box(), region.bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] >= above["y"] + above["height"], (
        "the cells of a line stand side by side like a row"
    )
    bottom, top = board(page).locator("tbody tr").last.bounding_box(), first.bounding_box()
    assert bottom is not None
    assert top is not None
    assert bottom["y"] + bottom["height"] - top["y"] < 844, "the board is longer than a screen"


def test_on_a_phone_the_list_of_pages_closes_when_one_is_chosen(visit: Visit) -> None:
    page = settle(visit("/", width=390, height=844))
    menu = page.get_by_test_id("stSidebar")
    for name, path in (("Tren", "/tren"), ("Tren", "/tren"), ("Beranda", "/")):
        page.get_by_role("button", name="Buka daftar halaman").click()
        menu.get_by_role("link", name=name).click()
        expect(menu.get_by_role("link", name=name)).not_to_be_in_viewport()
        settle(page)
        assert urlsplit(page.url).path == path
    shut = page.get_by_role("button", name="Tutup daftar halaman")
    for close in (lambda: page.keyboard.press("Escape"), shut.click):
        page.get_by_role("button", name="Buka daftar halaman").click()
        expect(shut).to_be_in_viewport()
        close()
        expect(shut).not_to_be_in_viewport()


def test_keyboard_reaches_a_source_and_opens_it(visit: Visit) -> None:
    page = settle(visit("/peringkat?tahun=2023"))
    for _ in range(40):
        page.keyboard.press("Tab")
        if "sumber_kec=Wonosari" in page.evaluate(FOCUSED + "?.getAttribute('href') ?? ''"):
            break
    else:
        pytest.fail("40 times Tab do not reach the source of the first place")
    assert page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle") == "solid", (
        "the focus is not visible"
    )
    page.keyboard.press("Enter")
    expect(headline(page)).to_have_text("Sumber & Mutu Data")
    settle(page)
    assert "sumber_kec=Wonosari" in page.url


def test_the_frame_speaks_indonesian(visit: Visit) -> None:
    said = set()
    page = visit("/")
    for path, width in (("/", 1200), ("/kabkota?kode=3507", 1440), ("/penilaian", 390)):
        page.set_viewport_size({"width": width, "height": 900})
        to(page, path)
        expect(page.locator("html")).to_have_attribute("lang", "id")
        if path == "/":
            box = page.get_by_role("combobox").first
            box.click()
            box.fill("tidak ada yang begini")
            expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
            said |= set(page.evaluate(WORDS))
            page.keyboard.press("Escape")
        page.get_by_role("button", name="Menu utama").click()
        expect(page.get_by_text("Cetak", exact=True)).to_be_visible()
        said |= set(page.evaluate(WORDS))
    assert {
        "Langsung ke isi halaman",
        "Buka daftar halaman",
        "Lainnya",
        "Penjelasan: Juara 1–3",
    } <= said
    assert not [words for words in said if ENGLISH.search(words)]


def test_on_a_phone_the_unit_of_the_map_is_read_whole(visit: Visit) -> None:
    page = settle(visit("/peta?peta_satuan=Indonesia,+kabupaten/kota", width=390, height=844))
    page.get_by_test_id("stCheckbox").filter(has_text="Atur peta").locator("label").click()
    box = page.get_by_role("combobox", name="Satuan")
    expect(box).to_have_value("Indonesia, kabupaten/kota")
    assert box.evaluate("(input) => input.scrollWidth <= input.clientWidth"), (
        "the chosen unit is cut off"
    )


def test_a_phone_shows_few_rows_until_asked_and_paper_shows_all(visit: Visit) -> None:
    page = settle(visit("/profil?kec=350718", width=390, height=844))
    rows = page.get_by_role("table", name="Inovasi").locator("tbody tr")
    shown = "(rows) => rows.filter((row) => row.checkVisibility()).length"
    of_all = rows.count()
    assert rows.evaluate_all(shown) == 3
    page.emulate_media(media="print")
    assert rows.evaluate_all(shown) == of_all
    page.emulate_media(media="screen")
    page.get_by_role("button", name=f"Lihat semua ({of_all})").click()
    assert rows.evaluate_all(shown) == of_all
    assert "/inovasi?id=" in page.evaluate(FOCUSED + "?.getAttribute('href') ?? ''")
