"""What the questions about a change between two editions answer. The earlier of the two is called
before, the later now.
"""

from dataclasses import dataclass

from analytics.core.rows import Placed, Titled


@dataclass(frozen=True)
class Held(Placed, Titled):
    """An edition of a contest in which a kecamatan, or a kabkota through the best of the kecamatan
    that it sent, is on record at least twice.
    """

    edition_id: str
    contest_id: str
    year: int
    level: str  # provinsi or kabkota
    is_skk: bool
    short_name: str
    region: str  # the organiser, with its class where classes are ranked apart
    entrants: int | None  # how many took part; NULL, here and below: not known
    finalists: int | None
    place_id: str  # of the kecamatan
    kecamatan_code: str | None  # NULL: a name that is no kecamatan on record
    kecamatan: str
    kabkota: str | None  # of the kecamatan; NULL: not known
    rank_basis: str | None  # a key of text.RANK_BASES; NULL: it took part, no more is known
    is_placed: bool  # its place is published
    stage_reached: str | None  # NULL: not known
    score: float | None  # points; NULL: not published
    score_max: float | None  # points; NULL: not published


@dataclass(frozen=True)
class Fact:
    """Something that is on record of one of the two editions or of both."""

    kind: str  # a key of change.sentences.FACTS
    before: str | None  # its value: a number, a key, words; NULL: not known
    now: str | None  # NULL: not known
    before_sources: list[str]  # keys
    now_sources: list[str]


@dataclass(frozen=True)
class Rival:
    """Somebody who surely stood above in one of the two editions. In a province that is a kabkota
    through its kecamatan, in the contest of a kabkota a kecamatan.
    """

    unit: str  # the code of the kabkota, or of the kecamatan (its place_id)
    name: str  # of the kabkota or the kecamatan
    kind: str  # a key of change.sentences.RIVALS: how it stood before and now
    before_place_id: str | None  # NULL, in all columns of an edition: it is not on record there
    before_kecamatan: str | None
    before_kabkota: str | None  # NULL: or not known
    before_low: int | None  # NULL: or no place is known
    before_high: int | None
    before_tied: bool | None
    now_place_id: str | None
    now_kecamatan: str | None
    now_kabkota: str | None
    now_low: int | None
    now_high: int | None
    now_tied: bool | None


@dataclass(frozen=True)
class Part:
    """What one cause adds to the change of the own total; points are percent of the highest
    possible total.
    """

    cause: str  # score (of one indicator), weights, indicators
    criterion: str | None  # the code of the indicator now; NULL, here and below: another cause
    name: str | None
    before: float | None  # share of the maximum, 0-1
    now: float | None
    weight_before: float | None  # share of the sum of weights, 0-1
    weight_now: float | None
    effect: float  # points
    shown: float  # the same, rounded so that all add up to the change of the rounded totals


@dataclass(frozen=True)
class Move:
    """How many places one cause adds to the change of the place: positive is up."""

    cause: str  # a key of change.sentences.CAUSES
    count: int | None  # others, left, came: how many entrants; NULL: another cause
    effect: float  # places
    shown: float  # the same, rounded so that all add up to the change of the place
