"""What the questions about kecamatan answer."""

from dataclasses import dataclass

from analytics.core.rows import Cited, Placed, Sourced, Titled


@dataclass(frozen=True)
class Identity:
    """A kecamatan."""

    code: str
    kecamatan: str
    kabkota_code: str
    kabkota: str
    province_code: str
    provinsi: str
    latitude: float | None  # degrees; NULL: not known
    longitude: float | None  # degrees; NULL: not known
    kabkota_population: int | None  # NULL: not known


@dataclass(frozen=True)
class Place(Placed, Titled):
    """Where a kecamatan stood in an edition."""

    code: str
    kecamatan: str
    year: int
    level: str  # provinsi or kabkota
    edition_id: str
    contest_id: str
    region: str  # the organiser
    short_name: str
    is_skk: bool
    entrants: int | None  # a count; NULL: not known
    finalists: int | None  # a count; NULL: not known
    rank_basis: str | None  # a key of text.RANK_BASES; NULL: it took part, no more is known
    is_placed: bool  # its place is published
    stage_reached: str | None  # NULL: not known
    score: float | None  # points; NULL: not published
    score_max: float | None  # points; NULL: not published
    sources: int  # a count
    is_disputed: bool
    is_ruled: bool


@dataclass(frozen=True)
class Step:
    """A stage of an edition that a claim names for a kecamatan."""

    year: int
    level: str  # provinsi or kabkota
    region: str  # the organiser
    short_name: str
    is_skk: bool
    edition_id: str
    contest_id: str
    stage: str | None  # NULL: not named
    date: str | None  # its own, else the span of the stage, A/B; YYYY-MM-DD or YYYY-MM
    # NULL: neither is known
    participants: int | None  # of the stage, a count; NULL: not known
    placements: list[str]  # titles and statuses
    rank: int | None  # the best claimed; NULL: none is
    sources: int  # a count
    is_inferred: bool  # no page states it


@dataclass(frozen=True)
class Innovation:
    """A catalogued innovation of a kecamatan."""

    code: str  # of the kecamatan
    innovation_id: str
    name: str
    expansion: str | None  # what its name stands for; NULL: not known
    indicator: int | None  # 1-7; NULL: not known
    indicator_basis: str  # stated, inferred, unknown
    proposed: int | None  # by the codebook, 1-7; NULL: it proposes none
    sector: str | None  # NULL: not known
    digital: bool | None  # NULL: not known
    context: str  # skk (reported for the contest) or lain
    first_year: int | None  # of the reports; NULL: none names a year
    last_year: int | None
    sources: int  # a count
    publisher: str | None  # of one page that reports it; NULL: it does not say who
    url: str | None  # of that page; NULL: a file


@dataclass(frozen=True)
class Event(Sourced):
    """What happened around a contest."""

    date: str | None  # YYYY-MM-DD, YYYY-MM or YYYY; NULL: not known
    level: str  # kecamatan, kabkota or provinsi
    kind: str  # pembinaan, penghargaan, kunjungan
    what: str


@dataclass(frozen=True)
class Source(Cited):
    """A page that tells of a kecamatan."""

    claims: int  # counts
    innovations: int


@dataclass(frozen=True)
class Outline:
    """A kecamatan on a small map of its kabkota."""

    code: str
    kecamatan: str
    wkt: str | None  # its area in degrees; NULL: not known
    latitude: float | None  # degrees; NULL: not known
    longitude: float | None
    kind: str | None  # of its boundaries: indicative or official; NULL: none are drawn
    source: str | None  # NULL: none are drawn
    dated: str | None  # YYYY-MM-DD; NULL: none are drawn, or it is not said


@dataclass(frozen=True)
class Called:
    """A place by name."""

    code: str
    kecamatan: str
    kabkota: str  # the region it lies in; empty: of a province
    known: bool  # it has a standing


@dataclass(frozen=True)
class Name(Called):
    """A kecamatan by name."""

    label: str  # "Genteng, Kabupaten Banyuwangi"; unique


@dataclass(frozen=True)
class Comparable(Called):
    """A kecamatan or a kabkota (`kecamatan` without its kind, so that it is found by either), to be
    compared.
    """

    name: str  # as it is shown
    where: str  # the kabkota or the province that it lies in


@dataclass(frozen=True)
class Neighbour:
    """A kecamatan beside another."""

    code: str
    kecamatan: str
    kabkota: str
    kind: str  # touch, or nearest where no area is known to touch
    distance_km: float  # between points
    best_low: int | None  # the best place in the province; NULL: none is known
    best_high: int | None
    last_year: int | None  # of any standing; NULL: it has none


@dataclass(frozen=True)
class Nearest:
    """The nearest kecamatan that has any standing."""

    code: str
    kecamatan: str
    kabkota: str
    distance_km: float  # between points
    last_year: int


@dataclass(frozen=True)
class Proposal:
    """A kecamatan that another may be compared with, for one reason."""

    code: str
    kecamatan: str
    kabkota: str
    reason: str  # kabkota (the same), title (the same in another year), population (similar)
    title: str | None  # the best in the province; NULL: no rank is known
    last_year: int  # of a standing in SKK


@dataclass(frozen=True)
class Example:
    """A kecamatan among the first three of an SKK edition, and in what another is like it."""

    code: str
    kecamatan: str
    kabkota: str
    edition_id: str  # its best place: in the province before its kabkota's own contest
    is_same_kabkota: bool
    is_same_province: bool
    is_same_kind: bool  # of kabkota: kabupaten or kota
    is_alike: bool  # another kabkota, whose population differs by less than a quarter
    distance_km: float  # from point to point
    indicators: int  # in which both have innovations on record
    touches: bool  # their areas do; false also where an area is not known
    year: int
    level: str  # provinsi or kabkota
    short_name: str  # of the contest
    region: str  # the organiser
    title: str | None  # NULL: no page says one
    rank: int  # 1 to 3


@dataclass(frozen=True)
class Lesson:
    """An innovation of an example that the other kecamatan has not."""

    code: str  # of the example
    innovation_id: str
    name: str
    indicator: int | None  # NULL: not known


@dataclass(frozen=True)
class Summary:
    """A kecamatan in a comparison; counts are of SKK."""

    code: str
    kecamatan: str
    kabkota: str
    editions: int  # with a standing
    finals: int  # of the province
    best_low: int | None  # the best place in the province; NULL: none is known
    best_high: int | None
    best_year: int | None
    furthest: str | None  # stage reached in the province; NULL: none is known
    titles: list[str] | None  # won in the province, "juara_1 2023"; NULL: none
    innovations: int  # a count
    disputes: int  # a count


@dataclass(frozen=True)
class ByIndicator:
    """The catalogued innovations of a kecamatan in one indicator."""

    code: str
    kecamatan: str
    indicator: int | None  # 1-7; NULL: not known
    indicator_basis: str  # stated, inferred, unknown
    innovations: int  # a count


@dataclass(frozen=True)
class Held:
    """An edition and stage in which several kecamatan have scores."""

    edition_id: str
    held: str  # the edition in words
    stage: str
