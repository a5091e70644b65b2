"""A briefing as PDF: tagged (PDF/UA-1), the same bytes for the same briefing, nothing fetched.

The template (briefing.typ) gets the words as data and sets them as they are: a word is never
markup.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import segno
import typst

from analytics.briefing.rows import (
    Book,
    Briefing,
    Chart,
    Grid,
    Lanes,
    Made,
    Map,
    Minutes,
    Section,
    Source,
)
from analytics.core import text
from analytics.core.markup import UNSEEN

TEMPLATE = Path(__file__).with_name("briefing.typ")
BOOK = Path(__file__).with_name("book.typ")
MINUTES = Path(__file__).with_name("minutes.typ")
MOST_PAGES = 2
FEW_ROWS = 8  # of the table
FEW = 3  # sources that are named where with them alone one page is enough
MAP = Path(__file__).with_name("map.typ")
PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
MUCH = 1500  # letters of an address
LINKED = ("https://", "http://")


def pdf(told: Briefing) -> bytes:
    """One page of A4, two at most: where words need a little more than one, fewer sources are
    named, and beside a chart fewer rows; where they need more than two, the table is cut further.
    """
    made = _compiled(told)
    if _pages(made) == MOST_PAGES:
        shorter = (_compiled(one) for one in _shorter(told))
        return next((one for one in shorter if _pages(one) == 1), made)
    while _pages(made) > MOST_PAGES and told.grid and len(told.grid.rows) > 1:
        told = replace(told, grid=_first_rows(told.grid, len(told.grid.rows) // 2))
        made = _compiled(told)
    return made if _pages(made) <= MOST_PAGES else _compiled(replace(told, charts=()))


def _shorter(told: Briefing) -> Iterator[Briefing]:
    """The same with fewer sources; with a chart also with fewer rows of the table."""
    more = max(len(told.sources) - FEW, 0)
    fewer = replace(told, sources=told.sources[:FEW], sources_left_out=told.sources_left_out + more)
    if more:
        yield fewer
    if told.charts and told.grid and len(told.grid.rows) > FEW_ROWS:
        yield replace(fewer, grid=_first_rows(told.grid, FEW_ROWS))


def _first_rows(grid: Grid, kept: int) -> Grid:
    return grid._replace(rows=grid.rows[:kept], left_out=grid.left_out + len(grid.rows) - kept)


def book(told: Book, made: Made) -> bytes:
    """A book of A5, as long as it needs to be."""
    data = {
        "title": told.title,
        "subtitle": told.subtitle,
        "sections": [_section(one) for one in told.sections],
        "sources": _sources(told.sources),
        **made._asdict(),
        "qr": _qr(made.address) if made.address.startswith(LINKED) else "",
    }
    seen = {name: _seen(value) for name, value in data.items()}
    return _set(BOOK, "book", seen, made.stamp)


def minutes(told: Minutes, grid: Grid, made: Made, **words: str | tuple[str, ...]) -> bytes:
    """A berita acara on A4; `words` are the sentences around its list."""
    data = told._asdict() | {"grid": _grid(grid)} | words
    del data["rows"], data["ruled"]
    return _set(MINUTES, "minutes", {name: _seen(one) for name, one in data.items()}, made.stamp)


def picture(drawn: Map) -> bytes:
    """A map with its legend as PNG, 12 : 5."""
    made = typst.compile(
        MAP,
        format="png",
        ppi=150,
        sys_inputs={"map": json.dumps(_seen(chart(drawn)), ensure_ascii=False)},
        ignore_system_fonts=True,
    )
    if not isinstance(made, bytes):  # more than one page
        return made[0] or b""
    return made


def _section(one: Section) -> dict[str, object]:
    return one._asdict() | {
        "charts": [chart(drawn) for drawn in one.charts],
        "grids": [_grid(grid) for grid in one.grids],
        "parts": [_section(part) for part in one.parts],
    }


def _compiled(told: Briefing) -> bytes:
    return _set(TEMPLATE, "briefing", _data(told), told.stamp)


def _set(template: Path, name: str, data: Mapping[str, object], stamp: int) -> bytes:
    made = typst.compile(
        template,
        format="pdf",
        sys_inputs={name: json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,  # a sheet looks the same wherever it is made
        timestamp=stamp,
    )
    if not isinstance(made, bytes):  # several files are made of pictures alone
        raise TypeError(type(made).__name__)
    return made


def _pages(made: bytes) -> int:
    found = PAGES.search(made)
    return int(found[1]) if found else 0


def _data(told: Briefing) -> dict[str, object]:
    """What the template reads."""
    said = asdict(told)
    said["grid"] = _grid(told.grid) if told.grid else None
    said["chart"] = chart(told.charts[0]) if told.charts else None
    said["sources"] = _sources(told.sources)
    left = told.sources_left_out
    said["more_sources"] = f"… dan {text.number(left)} sumber lainnya." if left else ""
    is_whole = told.address.startswith(LINKED)
    said["qr"] = _qr(told.address) if is_whole else ""
    return {name: _seen(value) for name, value in said.items()}


def _grid(grid: Grid) -> dict[str, object]:
    left = f"… dan {text.number(grid.left_out)} baris lainnya, di alamat tampilan ini."
    return {
        "caption": grid.caption,
        "columns": [column._asdict() for column in grid.columns],
        "rows": grid.rows,
        "left_out": left if grid.left_out else "",
    }


def _sources(several: Sequence[Source]) -> list[dict[str, str]]:
    return [
        one._asdict() | {"url": one.url if one.url.startswith(LINKED) else ""} for one in several
    ]


def chart(drawn: Chart) -> dict[str, object]:
    """What charts.typ reads."""
    if isinstance(drawn, Map):
        return drawn._asdict() | {"classes": [one._asdict() for one in drawn.classes]}
    if isinstance(drawn, Lanes):
        return drawn._asdict() | {"marks": [mark._asdict() for mark in drawn.marks]}
    return drawn._asdict() | {"series": [one._asdict() for one in drawn.series]}


def _seen(value: object) -> object:
    """The same without the signs that nobody sees, which fonts have no form for."""
    if isinstance(value, str):
        return UNSEEN.sub("", value)
    if isinstance(value, dict):
        return {name: _seen(one) for name, one in value.items()}
    return [_seen(one) for one in value] if isinstance(value, list | tuple) else value


def _qr(address: str) -> str:
    """The address as a QR code, an SVG."""
    drawn = io.BytesIO()
    level = "m" if len(address) < MUCH else "l"  # the code of a long one would not hold it else
    segno.make(address, error=level, micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, border=0, dark="#14213d"
    )
    return drawn.getvalue().decode()
