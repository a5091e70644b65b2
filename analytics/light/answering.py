"""What is answered to an address below /r/: a page, its data, its picture, or their description."""

from analytics.core.query import Connection
from analytics.light import composing, forms
from analytics.light.contents import LISTS, Contents
from analytics.light.rows import Release, Site, Told, UnknownPageError
from data.version import version

HTML, JSON, CSV, PNG = (
    "text/html; charset=utf-8",
    "application/json; charset=utf-8",
    "text/csv; charset=utf-8",
    "image/png",
)
PROBLEM = "application/problem+json; charset=utf-8"
OPENAPI = "openapi.json"
ENDINGS = (".html", ".json", ".csv", ".png")


def parted(asked: str) -> tuple[str, str]:
    """An address below /r/ as the path of a page and the ending of its form: "peringkat.json" ->
    ("peringkat/", ".json"), "kecamatan/350713" -> ("kecamatan/350713", "").
    """
    for ending in ENDINGS:
        if asked.endswith(ending):
            name = asked.removesuffix(ending)
            if ending == ".html":
                return ("" if name == "index" else name.removesuffix("index")), ending
            return ("" if name == "index" else f"{name}/" if f"{name}/" in LISTS else name), ending
    return asked, ""


def moved(asked: str) -> str | None:
    """Where an address that is written a little wrong leads; None where it is not."""
    if f"{asked}/" in LISTS:
        return f"{asked}/"
    if asked in ("kecamatan", "kecamatan/"):  # they are listed by their kabkota
        return "kabkota/"
    if asked.endswith("/") and composing.ADDRESS.fullmatch(asked[:-1]):
        return asked[:-1]
    return None


def answer(con: Connection, contents: Contents, asked: str, release: Release, site: Site) -> Told:
    """The answer to an address below /r/.

    Raises:
        UnknownPageError: there is none; the message says what, and how to mend it.
    """
    if asked == OPENAPI:
        return Told(forms.openapi(release, version()), JSON)
    path, ending = parted(asked)
    page = composing.page(con, contents, path)
    if ending == ".json":
        return Told(forms.as_json(page, release, site), JSON)
    if ending == ".csv":
        return Told(forms.as_csv(page, release, site), CSV)
    if ending == ".png":
        from analytics.light import picture  # noqa: PLC0415 - typst is for pictures alone

        if not page.has_record:
            raise UnknownPageError("Halaman ini tidak bergambar: belum ada yang tercatat.")
        return Told(picture.png([page], release)[0], PNG)
    from analytics.light import rendering  # noqa: PLC0415 - data need no templates

    return Told(rendering.html(page, release, site), HTML)


def missing(fault: UnknownPageError, asked: str, release: Release, base: str) -> Told:
    """The answer where there is none, in the form that was asked for; `base` is the path below
    which the app lies.
    """
    if asked.endswith((".json", ".csv", ".png")):
        return Told(forms.problem(fault), PROBLEM)
    from analytics.light import rendering  # noqa: PLC0415

    return Told(rendering.missing(fault, release, base), HTML)
