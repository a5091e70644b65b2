"""What the questions about evidence answer."""

from dataclasses import dataclass

from analytics.core.rows import Cited, Sourced


@dataclass(frozen=True)
class Said(Cited):
    """What one page says of one place."""

    claim_id: str
    kabkota: str | None  # NULL: not known
    year_printed: int | None  # NULL: it names none
    stage: str | None  # NULL: it names none
    placement: str  # a title or status
    rank: int | None  # NULL: it names none
    basis: str  # stated, or inferred by the compiler of the catalog
    note: str | None  # of the compiler, naming publishers, not keys; NULL: there is none


@dataclass(frozen=True)
class Claim(Said):
    """A claim that is placed in an edition."""

    edition_id: str
    year: int
    place_id: str
    kecamatan: str  # as shown
    kecamatan_printed: str | None  # NULL: it names none
    kabkota_printed: str | None  # NULL: it names none
    score: float | None  # points; NULL: it names none
    score_max: float | None  # points; NULL: it names none
    ruling: str | None  # the reason, where an editor ruled; NULL: nobody did
    is_left_out: bool  # the claim lost a dispute about whom the kabkota sent
    is_official: bool  # a page of government


@dataclass(frozen=True)
class Unplaced(Said):
    """A claim that names no year, or no class where classes are ranked apart: listed, never
    ranked.
    """

    level: str  # provinsi or kabkota
    provinsi: str | None  # NULL: not known
    kecamatan: str | None  # as printed; NULL: it names none
    kecamatan_code: str | None  # NULL: not known


@dataclass(frozen=True)
class Contradiction:
    """A position taken in a dispute."""

    dispute_id: str
    kind: str  # a key of text.DISPUTES
    year: int
    short_name: str
    region: str  # the organiser
    subject: str  # what it is about: a name, a rank, a size
    position: str  # a name or number
    is_shown: bool


@dataclass(frozen=True)
class Dispute(Contradiction):
    """A position taken in a dispute, with all who take it."""

    edition_id: str
    subject_code: str | None  # where it is a kecamatan; NULL: it is something else
    position_code: str | None  # where it is a kecamatan; NULL: it is something else
    is_open: bool  # no position is shown
    publishers: list[str]
    source_ids: list[str]


@dataclass(frozen=True)
class Side(Contradiction, Cited):
    """A position taken in a dispute, by one page."""


@dataclass(frozen=True)
class Ruling(Sourced):
    """What an editor ruled about the claims of a page."""

    year: int  # as printed
    level: str  # provinsi or kabkota
    region: str | None  # the organiser; NULL: not known
    field: str  # what was ruled
    ruled: str  # what it is read as
    reason: str
    claims: int  # ruled on, a count


@dataclass(frozen=True)
class Source(Cited):
    """A source of an edition, or of all of them."""

    is_official: bool  # a page of government
    claims: int  # a count


@dataclass(frozen=True)
class Year:
    """What is known of the edition of one year; counts."""

    year: int
    edition_id: str | None  # NULL: no edition is known
    short_name: str | None  # NULL: no edition is known
    entrants: int | None  # NULL, here and below: not known, or no edition is
    entrants_known: int | None  # by name
    finalists: int | None
    finalists_known: int | None  # by name
    ranks_known: int | None
    scores_known: int | None
    sources: int
    disputes: int
    state: str  # a key of text.COVERAGE


@dataclass(frozen=True)
class Region:
    """What is known of a kabkota; counts."""

    kabkota_code: str
    kabkota: str
    province_editions: int  # editions of the province in which one of its kecamatan is known
    own_editions: int  # own contests with a standing, SKK only
    own_ranked: int  # of these, with at least one known rank
    kecamatan: int  # all
    kecamatan_known: int  # with any standing
    innovations: int  # catalogued
    sources: int  # pages that name one of its kecamatan
