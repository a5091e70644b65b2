"""What the questions about standings answer."""

from dataclasses import dataclass

from analytics.core.rows import Placed, Titled


@dataclass(frozen=True)
class Standing(Placed, Titled):
    """A kecamatan in an edition."""

    place_id: str
    kecamatan_code: str | None  # NULL: a name that is no kecamatan on record
    kecamatan: str
    kabkota_code: str | None  # NULL: not known
    kabkota: str | None  # NULL: not known
    rank_basis: str | None  # a key of text.RANK_BASES; NULL: it took part, no more is known
    is_placed: bool  # its place is published
    stage_reached: str | None  # NULL: not known
    score: float | None  # points; NULL: not published
    score_max: float | None  # points; NULL: not published
    score_stage: str | None  # scores of different stages cannot be compared; NULL: not named
    sources: int  # a count
    publishers: int  # a count
    is_disputed: bool
    is_ruled: bool
    is_inferred: bool  # no page states it
    pages: str | None  # addresses of the sources, separated by semicolons


@dataclass(frozen=True)
class Movement:
    """How a kecamatan, or the kabkota that sent it, moved since the edition before."""

    place_id: str
    year_before: int | None  # NULL: there was no edition before
    kecamatan_before: str | None  # NULL: nobody from there is on record in it
    rank_before: int | None  # NULL: not known exactly
    change: int | None  # places gained, negative: lost; NULL unless both ranks are known


@dataclass(frozen=True)
class Moved(Standing, Movement):
    """A kecamatan in an edition, and how it moved since the edition before."""


@dataclass(frozen=True)
class Left:
    """A finalist of the edition before from where nobody is a finalist now."""

    kecamatan: str
    kabkota: str | None  # NULL: not known
    rank_low: int | None  # NULL: not known
    rank_high: int | None  # NULL: not known
    year: int  # of the edition before


@dataclass(frozen=True)
class Step(Placed, Titled):
    """Where a unit stood in an edition: a kecamatan, or a kabkota through its kecamatan."""

    year: int
    edition_id: str
    unit: str  # the code of the kecamatan or kabkota
    name: str
    detail: str | None  # the kabkota of a kecamatan, the kecamatan of a kabkota; NULL: not known
    kecamatan_code: str | None  # NULL: a name that is no kecamatan on record
    kabkota_code: str | None  # NULL: not known
    rank_basis: str | None  # a key of text.RANK_BASES; NULL: it took part, no more is known
    stage_reached: str | None  # NULL: not known
    is_disputed: bool


@dataclass(frozen=True)
class Medals:
    """What a unit won over the years; counts of finals."""

    position: int  # shared by equals
    unit: str  # the code of the kecamatan or kabkota
    name: str
    detail: str | None  # of the last year: the kabkota or the kecamatan; NULL: not known
    gold: int  # known ranks 1
    silver: int
    bronze: int
    among_three: int  # a place among the first three, not known which
    harapan: int  # titles
    finalist: int  # finals without medal or harapan
    open: int  # of these, those whose place may yet be a medal: the interval begins within 1-3
    editions: int  # all that count here
    last_year: int


@dataclass(frozen=True)
class Index:
    """Indeks prestasi of a unit."""

    position: int  # by index, shared by equals
    unit: str  # the code of the kecamatan or kabkota
    name: str
    detail: str | None  # of the last year: the kabkota or the kecamatan; NULL: not known
    index: float  # 0-100
    mean: float  # 0-100
    editions: int  # a count
    assumed: int  # editions with an assumed number of entrants
    best_low: int  # the best place
    best_high: int
    last_year: int


@dataclass(frozen=True)
class Later(Placed):
    """A year after the last edition of a contest, and one kecamatan that is known of it from the
    contests of another level.
    """

    year: int
    is_held: bool  # an edition of the contest itself is on record, without any result
    contest_id: str | None  # the contest that it is known from; NULL, from here on: nothing is
    short_name: str | None
    region: str | None  # who held that contest
    kecamatan_code: str | None  # NULL: or a name that is no kecamatan on record
    kecamatan: str | None
    kabkota_code: str | None  # NULL: or not known
    title: str | None
    is_finalist: bool
    is_inferred: bool  # no page states it
    sources: int  # pages that tell of that edition, a count; 0: nothing is known
