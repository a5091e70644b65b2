"""The light page of an address below /r/."""

import re
from datetime import UTC

from analytics.core import editions, text
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.light import of_edition, of_innovation, of_place
from analytics.light.contents import Contents
from analytics.light.rows import Page, Release, UnknownPageError

ADDRESS = re.compile(
    r"peringkat/(?P<peringkat>(?:provinsi|kabkota)-[0-9]{2,4}-[0-9]{4}(?:-[a-z]{1,20}){0,2})"
    r"|kecamatan/(?P<kecamatan>[0-9]{6})"
    r"|kabkota/(?P<kabkota>[0-9]{4})"
    r"|inovasi/(?P<inovasi>[0-9a-f]{12})",
    re.ASCII,
)
PAGES = {
    "peringkat": of_edition.edition,
    "kecamatan": of_place.kecamatan,
    "kabkota": of_place.kabkota,
    "inovasi": of_innovation.innovation,
}
SAID = "Halaman ringan yang ada: peringkat, kabkota, kecamatan, dan inovasi."


def page(con: Connection, contents: Contents, path: str) -> Page:
    """The light page of an address below /r/, such as "kecamatan/350713"; "" is the start.

    Raises:
        UnknownPageError: there is none; the message says what, and how to mend it.
    """
    if path == "":
        return of_edition.start(con, contents)
    if path == "peringkat/":
        return of_edition.everything(contents)
    if path == "kabkota/":
        return of_innovation.regions(contents)
    if path == "inovasi/":
        return of_innovation.everything(contents)
    found = ADDRESS.fullmatch(path)
    if found is None or found.lastgroup is None:
        raise UnknownPageError(_wrong(path))
    return PAGES[found.lastgroup](con, contents, found[found.lastgroup])


def _wrong(path: str) -> str:
    kind, _, key = path.partition("/")
    said = {
        "kecamatan": "Kode kecamatan enam angka, misalnya kecamatan/350713.",
        "kabkota": "Kode kabupaten/kota empat angka, misalnya kabkota/3507.",
        "peringkat": "Kunci edisi ditulis seperti peringkat/provinsi-35-2024.",
        "inovasi": "Kunci inovasi dua belas tanda; buka dari daftar inovasi.",
    }.get(kind, SAID)
    told = f"“{shortened(key or path)}” bukan alamat halaman ringan." if path else ""
    return f"{told} {said}".strip()


def release(con: Connection) -> Release:
    """The data in force."""
    build = editions.version(con)
    day = f"{build.built_at.replace(tzinfo=UTC).astimezone(text.WIB):%Y-%m-%d}"
    return Release(build.version[:12], text.date(day), day, build.kind == "simulated")
