"""What a briefing is made of, before anything is set in type: words alone, in reading order."""

from dataclasses import dataclass
from typing import NamedTuple


class Column(NamedTuple):
    """A column of the table."""

    name: str
    is_number: bool  # set to the right
    weight: int  # its share of the width that is left; 0: as wide as its longest cell


class Grid(NamedTuple):
    """A table that is cut to what a sheet holds."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int  # rows that are not shown, a count


class Mark(NamedTuple):
    """Where one stood in one year."""

    row: int  # of the chart, from 0
    column: int
    low: int | None  # the place or its interval; None: it took part, no more is known
    high: int | None  # None: or no end is known
    label: str  # "1", "6–7", "final"
    tone: str  # as text.tone says


class Lanes(NamedTuple):
    """Places through the years: a row for each unit, a column for each year."""

    caption: str
    finding: str  # a sentence that the chart shows; empty: its caption says enough
    alt: str  # the same marks in words
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[int, ...]  # columns without a known edition


class Series(NamedTuple):
    """Values of one kind, one for each name of the chart."""

    name: str
    tone: str  # as text.tone says, or accent
    values: tuple[float | None, ...]  # not negative; None: not known
    labels: tuple[str, ...]  # the values as people write them


class Bars(NamedTuple):
    """Amounts side by side, from zero."""

    caption: str
    finding: str
    alt: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    is_upright: bool  # columns from left to right, as years are; else bars, the first on top
    is_stacked: bool  # the values of a name are parts of one sum


class Class(NamedTuple):
    """A class of a map's legend."""

    name: str
    fill: str  # "#C8992E"; empty: a pattern
    pattern: str  # fill, hatch, marked-hatch, hollow or none


class Map(NamedTuple):
    """Areas in the colours of their classes."""

    caption: str
    finding: str
    alt: str
    svg: str  # without any words
    classes: tuple[Class, ...]
    credit: str  # whose boundaries


Chart = Lanes | Bars | Map


class Source(NamedTuple):
    """A page or file that the view rests on."""

    publisher: str
    title: str  # empty: it has none
    date: str  # in words; empty: it does not say when
    url: str  # empty: a file


@dataclass(frozen=True)
class Briefing:
    """A view of the app on at most two pages of A4."""

    title: str  # the finding
    kicker: str  # what it is about: place, or page and edition
    view: str  # the page and its filters in words
    sentences: tuple[str, ...]
    grid: Grid | None  # None: the view has no table
    disputes: tuple[str, ...]  # sentences: where sources contradict each other
    unknown: tuple[str, ...]  # sentences: what is not known
    sources: tuple[Source, ...]
    sources_left_out: int  # a count
    version: str  # of the data: the first digits of its fingerprint
    released: str  # the day in words
    stamp: int  # seconds since 1970, UTC, at which the data were published
    is_simulated: bool
    address: str  # of the view, with its origin where that is known
    charts: tuple[Chart, ...] = ()  # the first one is drawn on the sheet


class Awarded(NamedTuple):
    """A kecamatan in the result of an edition."""

    kecamatan: str
    kabkota: str
    place: str  # "1", "6–7"; "–": not known
    rank: int | None  # None: not known exactly
    title: str  # "Juara 1"
    score: float | None  # points; None: not published
    score_max: float | None  # points; None: not published
    note: str  # what whoever signs must know; empty: nothing


class Result(NamedTuple):
    """The result of an edition, as the annex of a decree lists it."""

    title: str
    name: str  # the edition in short
    rows: tuple[Awarded, ...]  # best place first
    has_regions: bool  # they are of several kabkota
    notes: tuple[str, ...]  # sentences
    sources: tuple[Source, ...]  # all
    address: str  # of the view without an origin, spelled out
    basis: str = ""  # a sentence: what it was made of, if not of what is published


class Ruled(NamedTuple):
    """How equals were put in order, and why."""

    names: tuple[str, ...]  # best first
    reason: str


class Minutes(NamedTuple):
    """A berita acara: what was decided in words, the list, who signs."""

    title: str
    about: str  # the contest and its year
    region: str  # whose contest
    sentences: tuple[str, ...]  # what was done, in their order
    rows: tuple[Awarded, ...]  # best place first
    ruled: tuple[Ruled, ...]
    signing: tuple[str, ...]  # functions, one place to sign for each
    seal: str  # a sentence: by what the records can be checked


class Section(NamedTuple):
    """A section of a book; a section of its own where others begin."""

    title: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    grids: tuple[Grid, ...] = ()
    points: tuple[str, ...] = ()  # one below the other
    heading: str = ""  # of the points; empty: they need none
    parts: tuple["Section", ...] = ()


class Book(NamedTuple):
    """What is on record of a region, on as many pages as it needs."""

    title: str  # the region
    subtitle: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]  # all
    address: str  # of its page without an origin


class Made(NamedTuple):
    """From which data something is made, and from which view."""

    version: str  # of the data: the first digits of its fingerprint
    released: str  # the day in words
    stamp: int  # seconds since 1970, UTC, at which the data were published
    is_simulated: bool
    address: str  # of the view, with its origin where that is known


class Draft(NamedTuple):
    """What a page says of its view; the rest is of the data."""

    title: str
    kicker: str
    view: str
    address: str  # of the view without an origin, spelled out
    sentences: tuple[str, ...] = ()
    grid: Grid | None = None  # None: the view has no table
    disputes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    charts: tuple[Chart, ...] = ()  # the first one says most
