"""What a light page is made of, before anything is set in HTML: words, in reading order, and what
leads where.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analytics.briefing.rows import Source

Value = str | int | float | bool | list[str] | None  # what JSON and CSV hold in a column


class Way(NamedTuple):
    """Words that may lead somewhere."""

    words: str
    path: str = ""  # of a light page, "kecamatan/350713"; "" leads nowhere
    url: str = ""  # of a page elsewhere; "" leads nowhere


class Column(NamedTuple):
    """A column of a table."""

    name: str
    is_number: bool = False  # set to the right
    is_spare: bool = False  # left out where there is little room


class Grid(NamedTuple):
    """A table; the first column that is set as the head of its row is `head`."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Way, ...], ...]
    head: int = 0  # which column names the row
    left_out: int = 0  # rows that are not shown, a count


class Group(NamedTuple):
    """A list of ways under a heading of its own."""

    heading: str
    ways: tuple[Way, ...]
    note: str = ""  # a sentence below


class Step(NamedTuple):
    """One of the first three of an edition."""

    place: str  # "1", "2="
    tone: str  # gold, silver, bronze
    who: Way
    of: Way


class Mark(NamedTuple):
    """A place in an edition, to be drawn: both ends are equal where the rank is known."""

    year: int
    low: int
    high: int
    tone: str  # of analytics.core.text.tone


class Area(NamedTuple):
    """A kecamatan on a map."""

    name: str
    tone: str  # here, known (it has a result), none
    path: str  # of an SVG path; empty where only a point is known
    x: float
    y: float


class Map(NamedTuple):
    """The kecamatan of a kabkota, drawn."""

    label: str  # what can be seen on it
    width: int
    height: int
    areas: tuple[Area, ...]
    credit: str
    tones: tuple[tuple[str, str], ...]  # what each tone on it means


@dataclass(frozen=True)
class Facts:
    """The rows of a page as data: what one is says its dataclass, beside the questions of its
    topic.
    """

    kind: type
    rows: Sequence[dict[str, Value]]
    pages: Sequence[str] = ()  # for each row the addresses of its sources, if it has its own


@dataclass(frozen=True)
class Page:
    """A light page."""

    path: str  # "kecamatan/350713"; "" is the start, and one that ends in / is a list
    title: str  # the finding
    kicker: str  # what it is about
    app: str  # the address of the same view in the app, "/profil?kec=350713"
    above: tuple[Way, ...]  # the pages above this one, the start not named
    facts: Facts
    sentences: tuple[str, ...] = ()
    podium: tuple[Step, ...] = ()
    marks: tuple[Mark, ...] = ()
    grid: Grid | None = None  # None: there is no table
    map: Map | None = None  # None: nothing is drawn
    groups: tuple[Group, ...] = ()
    disputes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    has_record: bool = True  # whether anything is on record; without, it has no picture


class Release(NamedTuple):
    """The data that a page is made of."""

    version: str  # the first digits of its fingerprint
    released: str  # the day in words
    day: str  # YYYY-MM-DD, the same
    is_simulated: bool


class Site(NamedTuple):
    """Where pages are seen."""

    origin: str = ""  # of the app with the path below which it lies, "https://skk.example/dasbor"
    # empty: not known, then nothing is said that needs it
    suffix: str = ""  # of the names of pages: ".html" where they are files


class Told(NamedTuple):
    """What a web server sends."""

    body: bytes
    kind: str  # the Content-Type


class UnknownPageError(LookupError):
    """There is no such page; the message says what, and how to mend it."""
