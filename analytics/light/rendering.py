"""Light pages as HTML: set by templates (Jinja2, everything escaped), no script, one file."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analytics.core import text
from analytics.light import drawing, tagging
from analytics.light.rows import Page, Release, Site, UnknownPageError
from analytics.light.tagging import Said

TEMPLATES = Path(__file__).with_name("templates")
ICON = Path(__file__).parents[2] / "static" / "ikon.svg"
MOST_SOURCES = 12
MOST_DISPUTES = 6
MOST_WAYS = 100  # under one heading
LINKED = ("https://", "http://")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "style": _style(),
        "policy": policy(),
        "icon": f"data:image/svg+xml,{quote(ICON.read_text(encoding='utf-8').strip())}",
        "number": text.number,
        "is_linked": lambda url: url.startswith(LINKED),
        "most_sources": MOST_SOURCES,
        "most_disputes": MOST_DISPUTES,
        "most_ways": MOST_WAYS,
    }
    return made


@cache
def _style() -> Markup:
    written = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return Markup(written.strip())  # noqa: S704 - a file of this folder


def policy() -> str:
    """What a light page may load, said in the page itself, so that it holds on any web server:
    its own style, by its fingerprint, and its icon; nothing else, and no script.
    """
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none';"
        " form-action 'none'"
    )


def html(page: Page, release: Release, site: Site) -> bytes:
    """A light page."""
    to = _ways("" if page.path == "" else "../", site.suffix)
    above = "../" if page.path == "" else "../../"
    is_elsewhere = bool(site.origin and site.suffix)  # files, on whatever server
    return _set(
        "page.html",
        **_content(page, "" if page.path == "" else "../"),
        release=release,
        title=page.title,
        description=tagging.described(page, release),
        said=tagging.said(page, release, site),
        to=to,
        app=f"{site.origin}{page.app}" if is_elsewhere else above + page.app.removeprefix("/"),
    )


def glance(page: Page, release: Release, base: str) -> str:
    """What a light page says, laid over the page in which the app begins until the app is there; in
    a tree of its own (declarative shadow DOM), so that neither knows the styles of the other.
    `base` is the path below which the app lies.
    """
    style = f"{_style().replace(':root', ':host')}\n{(TEMPLATES / 'glance.css').read_text('utf-8')}"
    return _set(
        "glance.html",
        style=Markup(style),  # noqa: S704 - files of this folder
        **_content(page, f"{base}/r/"),
        release=release,
        to=_ways(f"{base}/r/", ""),
        app="",
    ).decode()


def _content(page: Page, root: str) -> dict[str, object]:
    """What content.html is set with; `root` leads to where light pages lie."""
    return {
        "page": page,
        "data": root + tagging.name(page.path, ".x").removesuffix(".x"),
        "drawn": drawing.chart(page.marks),
        "has_open": any(mark.low != mark.high for mark in page.marks),
    }


def missing(fault: UnknownPageError, release: Release, base: str) -> bytes:
    """The page that says that there is none, wherever it was asked for; `base` is the path below
    which the app lies.
    """
    return _set(
        "missing.html",
        title="Halaman ini tidak ada",
        why=str(fault),
        release=release,
        to=_ways(f"{base}/r/", ""),
        app=f"{base}/",
    )


def tags(said: Said) -> str:
    """Tags for the head of another page."""
    return _environment().get_template("tags.html").render(said=said)


def _set(template: str, **told: object) -> bytes:
    return _environment().get_template(template).render(**told).encode()


def _ways(root: str, suffix: str) -> Callable[[str], str]:
    def to(path: str) -> str:
        if path.endswith((".json", ".csv")):
            return f"{root}{path}"
        return f"{root}{tagging.name(path, suffix)}" or "./"

    return to


def around(paths: Iterable[str], release: Release, site: Site) -> dict[str, bytes]:
    """What stands around the pages of a site of files: the way in, robots.txt, and where the site's
    address is known, the list of its pages (sitemap.xml).
    """
    made = {
        "index.html": _set("door.html"),
        "robots.txt": _set("robots.txt", release=release, origin=site.origin),
    }
    if site.origin and not release.is_simulated:
        addresses = [tagging.address(site, path) for path in paths]
        made["sitemap.xml"] = _set("sitemap.xml", release=release, addresses=addresses)
    return made
