"""What messengers and search machines are told of a page before anybody opens it."""

from typing import NamedTuple

from analytics.briefing.parts import cut
from analytics.light.rows import Page, Release, Site

MARK = "DATA SIMULASI, bukan hasil resmi"
DESCRIBED = 200  # letters
TITLED = 110  # letters


class Said(NamedTuple):
    """The tags of a page: Open Graph, and Twitter's."""

    title: str
    description: str
    url: str = ""  # of the page itself; empty, here and below: where it is seen is not known
    canonical: str = ""  # of the page that search machines are to take
    picture: str = ""  # empty also: there is none


def address(site: Site, path: str, ending: str | None = None) -> str:
    """The whole address of a light page, or of a form of it; empty where its site is not known."""
    if not site.origin:
        return ""
    return f"{site.origin}/r/{name(path, ending if ending is not None else site.suffix)}"


def name(path: str, ending: str) -> str:
    """What a page, or a form of it, is called below /r/; "" or "peringkat/" as a page stand for
    themselves, as data and pictures they are files.
    """
    if ending in ("", ".html"):
        return path if path.endswith("/") or not path else f"{path}{ending}"
    return f"{path.rstrip('/') or 'index'}{ending}"


def titled(title: str, release: Release) -> str:
    """A title for a preview; of simulated data it says so first."""
    return f"{'SIMULASI · ' if release.is_simulated else ''}{cut(title, TITLED)}"


def described(page: Page, release: Release) -> str:
    """A page in a sentence or two."""
    told = " ".join(filter(None, (f"{page.kicker}.", *page.sentences[:2])))
    mark = f"{MARK}. " if release.is_simulated else ""
    return cut(f"{mark}{told}", DESCRIBED)


def picture(site: Site, page: Page) -> str:
    """The whole address of the picture of a page: its own, or where nothing is on record about it
    that of the start.
    """
    return address(site, page.path if page.has_record else "", ".png")


def said(page: Page, release: Release, site: Site) -> Said:
    """The tags of a light page."""
    here = address(site, page.path)
    return Said(
        titled(page.title, release),
        described(page, release),
        here,
        here,
        picture(site, page),
    )
