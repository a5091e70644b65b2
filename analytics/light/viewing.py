"""The light page of a view of the app, and what a preview says of the view."""

from collections.abc import Mapping
from typing import NamedTuple

from analytics.briefing import addressing as briefing_addressing
from analytics.briefing import composing as briefing_composing
from analytics.briefing.parts import cut
from analytics.core import choosing
from analytics.core.choosing import UnknownError
from analytics.core.query import Connection
from analytics.light import composing, tagging
from analytics.light.contents import Contents
from analytics.light.rows import Page, Release, Site, UnknownPageError
from analytics.light.tagging import DESCRIBED, MARK, Said

PLACES = {
    "profil": ("kec", "kecamatan"),
    "kabkota": ("kode", "kabkota"),
    "inovasi": ("id", "inovasi"),
}
USUAL = (
    "Siapa memimpin ajang Sinergitas Kinerja Kecamatan (SKK), siapa naik, dan halaman mana yang"
    " mengatakannya."
)


def path(con: Connection, contents: Contents, page: str, parameters: Mapping[str, str]) -> str:
    """The light page, below /r/, of a page of the app with its parameters: that of the very place,
    edition or innovation, else the start.
    """
    if page in PLACES:
        name, kind = PLACES[page]
        found = f"{kind}/{parameters.get(name, '')}"
        return (
            found if _exists(contents, found) else "inovasi/" if page == "inovasi" else "kabkota/"
        )
    if page == "" and "daerah" in parameters:
        found = f"kabkota/{parameters['daerah']}"
        return found if _exists(contents, found) else ""
    if page != "peringkat":
        return ""
    try:
        filters = {name: parameters[name] for name in choosing.FILTERS if name in parameters}
        return f"peringkat/{choosing.read(con, filters).edition_id}"
    except UnknownError:
        return "peringkat/"


def glance(con: Connection, contents: Contents, address: str) -> Page | None:
    """The light page that says what a view of the app says first; None where none does.

    Raises:
        analytics.core.choosing.UnknownError: it is no address.
    """
    _, page, parameters = briefing_addressing.read(address, briefing_composing.PAGES)
    if page == "peringkat" and any(name.startswith("peringkat_") for name in parameters):
        return None  # another part of it, or another look at it
    if page == "" and "daerah" not in parameters and parameters.keys() & {*choosing.FILTERS}:
        page = "peringkat"  # the edition that is chosen
    if page not in ("", "peringkat", *PLACES):
        return None
    found = path(con, contents, page, parameters)
    if found.endswith("/") or (page and not found):
        return None
    return composing.page(con, contents, found)


def _exists(contents: Contents, found: str) -> bool:
    kind, _, key = found.partition("/")
    return key in {
        "kecamatan": contents.kecamatan,
        "kabkota": contents.kabkota,
        "inovasi": contents.innovations,
    }.get(kind, {})


class View(NamedTuple):
    """A view of the app."""

    address: str  # "/profil?kec=350719"
    title: str  # of its page, for where nothing more is known of the view


def said(con: Connection, contents: Contents, release: Release, site: Site, view: View) -> Said:
    """What a preview says of a view.

    Raises:
        analytics.core.choosing.UnknownError: it is no address.
    """
    asked = briefing_addressing.read(view.address, briefing_composing.PAGES)
    found = path(con, contents, asked.page, asked.parameters)
    if found not in ("", "kabkota/", "inovasi/", "peringkat/") or asked.page == "":
        try:
            page = composing.page(con, contents, found)
        except UnknownPageError:
            return _usual(release, site, view.title)
        told = tagging.said(page, release, site)
        return told._replace(url=f"{site.origin}{page.app}" if site.origin else "")
    try:
        briefing = briefing_composing.briefing(con, view.address)
    except UnknownError:
        return _usual(release, site, view.title)
    mark = f"{MARK}. " if release.is_simulated else ""
    words = " ".join((f"{briefing.kicker}.", *briefing.sentences[:2]))
    return _usual(release, site, view.title)._replace(
        title=tagging.titled(briefing.title, release),
        description=cut(f"{mark}{words}", DESCRIBED),
        url=f"{site.origin}{briefing.address}" if site.origin else "",
    )


def _usual(release: Release, site: Site, title: str) -> Said:
    """What is said of a page without a view of its own, with the picture of the start."""
    mark = f"{MARK}. " if release.is_simulated else ""
    return Said(
        tagging.titled(title, release), f"{mark}{USUAL}", picture=tagging.address(site, "", ".png")
    )
