"""How a test reads and handles a page of the app."""

from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect

# The footer is there, the run is over, nothing is being loaded or still stale; and so for a moment,
# because a run that a click asked for does not begin at once.
CALM = """() => {
    const app = document.querySelector(".stApp");
    const busy = ["stStatusWidget", "stSkeleton", "stAppSkeleton",
      "stSpinner"].map((name) => `[data-testid=${name}]`).join();
    const calm = app?.dataset.testScriptState === "notRunning"
      && app.dataset.testConnectionState === "CONNECTED"
        && document.body.innerText.includes("Versi data")
          && !document.querySelector(busy + ",[data-stale=true]");
    window.calmSince = calm ? (window.calmSince ?? performance.now()) : null;
    return calm && performance.now() - window.calmSince > 200;
}"""
# The words of each cell, without small print, icons and what is only read out.
ROWS = """(table) => {
    const words = (cell) => {
        const copy = cell.cloneNode(true);
        copy.querySelectorAll(".note, .icon, .unseen, .dot-name").forEach((part) => part.remove());
        return copy.textContent.trim();
    };
    const rows = [...table.querySelectorAll("tbody tr:not(.group)")];
    return rows.map((row) => [...row.children].map(words));
}"""


def settle(page: Page) -> Page:
    """Wait until the app has finished drawing."""
    page.evaluate("window.calmSince = null")
    page.wait_for_function(CALM, polling=50)
    return page


def to(page: Page, path: str) -> Page:
    """Open another address of the app in the same tab, as if it were typed."""
    page.goto(urljoin(page.url, path))
    return settle(page)


def headline(page: Page) -> Locator:
    """The finding that heads the page."""
    return page.get_by_test_id("stHeading").get_by_role("heading", level=1).first


def board(page: Page) -> Locator:
    """The leaderboard."""
    return page.get_by_role("table", name="Papan peringkat")


def listed(page: Page, name: str) -> Locator:
    """The items of a list with this name."""
    return page.get_by_role("list", name=name).get_by_role("listitem")


def rows(table: Locator) -> list[list[str]]:
    """The words of a table, row by row."""
    expect(table).to_be_visible()
    return table.evaluate(ROWS)


def chosen(page: Page, label: str) -> str:
    """What a select box holds."""
    return page.get_by_role("combobox", name=label, exact=True).input_value()


def choose(page: Page, label: str, value: str) -> None:
    """Choose in a select box as with the keyboard: type what is wanted, take it."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(value)
    page.get_by_role("option", name=value, exact=True).click()
    expect(box).to_have_value(value)
    settle(page)


def options(page: Page, label: str) -> list[str]:
    """What a select box offers."""
    page.get_by_role("combobox", name=label, exact=True).click()
    expect(page.get_by_role("option").first).to_be_visible()
    offered = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("Escape")
    return offered


def navigation(page: Page) -> list[str]:
    """The names of the pages at the top, also of those that find no room there."""
    return page.get_by_test_id("stTopNavLink").locator("p").all_text_contents()


def go(page: Page, name: str) -> None:
    """Go to another page by the navigation at the top; what finds no room there is in its last
    entry.
    """
    way = page.get_by_test_id("stTopNavLink").filter(has_text=name)
    if way.evaluate("(link) => Boolean(link.closest('[inert]'))"):
        page.get_by_test_id("stTopNavSection").click()
        way = page.get_by_test_id("stTopNavDropdownLink").filter(has_text=name)
    way.click()
    settle(page)


def expect_no_error(page: Page) -> None:
    """No exception, no error message, and no component that could not be drawn."""
    for name in ("stException", "stAlertContentError", "stErrorElement"):
        expect(page.get_by_test_id(name)).to_have_count(0)
    expect(page.get_by_text("gagal dibuat")).to_have_count(0)
