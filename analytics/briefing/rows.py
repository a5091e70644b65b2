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
