"""What the questions about innovations answer."""

from dataclasses import dataclass

from analytics.core.rows import Cited


@dataclass(frozen=True)
class Count:
    """How many innovations an indicator has on one basis; counts."""

    indicator: int  # 1-7; 0: not known
    basis: str  # stated, inferred, rule (the codebook proposes it), unknown
    innovations: int
    kecamatan: int


@dataclass(frozen=True)
class Part(Count):
    """The same of the innovations with one value of a property."""

    value: str  # a sector, the first year, a key of text.SUCCESSES, the name of a kabkota, yes or
    # no, an actor; empty: not known
    code: str  # of the kabkota, else the value


@dataclass(frozen=True)
class Ranked(Part):
    """The same in the order in which they are shown."""

    position: int  # of the value, from 0


@dataclass(frozen=True)
class Catalogued:
    """An innovation, as resolved: a row of the view catalogue."""

    innovation_id: str
    name: str
    expansion: str | None  # what its name stands for; NULL: not known
    kecamatan_code: str | None  # NULL: not said
    indicator: int | None  # 1-7; NULL: not known
    indicator_basis: str  # stated, inferred, unknown
    sector: str | None  # NULL: not known
    actors: str | None  # separated by semicolons; NULL: not known
    digital: bool | None  # NULL: not known
    beneficiaries: str | None  # NULL: not said
    description: str | None  # NULL: nothing is said
    context: str  # skk (reported for the contest) or lain (other news of public service)
    first_year: int | None  # of the reports; NULL: none names a year
    last_year: int | None
    sources: int  # a count
    kabkota_code: str | None  # NULL: not said
    kecamatan: str | None  # NULL: not said
    kabkota: str | None  # NULL: not said
    province_code: str | None  # NULL: not said
    kabkota_kind: str | None  # kabupaten or kota; NULL: not said
    success: str  # of the kecamatan, a key of text.SUCCESSES


@dataclass(frozen=True)
class Hit(Catalogued):
    """An innovation that a search finds."""

    proposed: int | None  # an indicator; NULL: not asked for, or the codebook proposes none
    publishers: list[str]  # of the reports
    url: str | None  # of one report; NULL: it is a file
    found: int  # all that match, the same in all rows
    found_skk: int  # of these, for the contest


@dataclass(frozen=True)
class Similar(Catalogued):
    """An innovation that is described in words similar to those of another."""

    similarity: float  # the cosine, 0-1
    shared: list[str]  # words in common, as printed here, those that weigh most first


@dataclass(frozen=True)
class Worthy(Catalogued):
    """An innovation with a reason to copy it."""

    kinds: list[str]  # of its reasons, of copying.KINDS, the strongest first; never empty
    ways: list[str]  # in which it suits a region: touch, province, kind, population, indicator
    # empty: no region was asked for
    position: int  # among all innovations, from 1
    found: int  # all that match, the same in all rows


@dataclass(frozen=True)
class Reason:
    """Why an innovation is worth copying: one page's word, or what is computed from several."""

    innovation_id: str
    kind: str  # one of copying.KINDS
    year: int | None  # of the award, copy, edition, or namesake; NULL: not named, or of no year
    what: str | None  # copied, award: in words; years: "2022, 2024"; NULL: of another kind
    number: int | None  # publishers, years, or places with a namesake; NULL: of another kind
    edition_id: str | None  # of a place, as what follows; NULL: of another kind
    contest_id: str | None
    level: str | None  # provinsi or kabkota
    short_name: str | None
    region: str | None  # the organiser
    place_name: str | None  # the kecamatan that won it
    entered: str | None  # its kabkota
    title: str | None
    rank_low: int | None  # 1 to 3
    rank_high: int | None
    is_tied: bool | None
    is_disputed: bool
    other_id: str | None  # the first namesake, as what follows; NULL: of another kind
    other_name: str | None
    other_kecamatan: str | None  # NULL: not said
    other_kabkota: str | None  # NULL: not said
    publishers: list[str]  # who says so: of copied and award one, of publishers one of each host
    urls: list[str]  # of a page of each; empty: it is a file


@dataclass(frozen=True)
class Unplaced:
    """An innovation whose indicator is not known, and what the codebook proposes."""

    innovation_id: str
    name: str
    kecamatan: str | None  # NULL: not said
    kabkota: str | None  # NULL: not said
    proposed: int | None  # an indicator; NULL: the codebook proposes none
    words: str | None  # the key words found, separated by semicolons; NULL: as above


@dataclass(frozen=True)
class Option:
    """A value that innovations can be filtered by."""

    property: str  # sector, year, kabkota, actor
    value: str  # empty (0 for a year): not known
    label: str
    innovations: int  # a count


@dataclass(frozen=True)
class Report(Cited):
    """What one page says about an innovation; NULL: it does not say."""

    year: int | None
    name: str
    expansion: str | None
    indicator: int | None  # 1-7
    indicator_basis: str | None  # stated, or inferred by the compiler of the catalog
    sector: str | None
    actors: str | None  # separated by semicolons
    digital: bool | None
    beneficiaries: str | None
    context: str  # skk or lain
    description: str | None


@dataclass(frozen=True)
class Source(Cited):
    """A page that reports innovations."""

    reports: int  # a count


@dataclass(frozen=True)
class Elsewhere:
    """A kecamatan to which an innovation could be copied: it reports none in its indicator."""

    code: str
    kecamatan: str
    kabkota_code: str
    kabkota: str
    population: int | None  # of the kabkota; NULL: not known
    innovations: int  # a count
    indicators: list[int]  # known ones, 1-7


@dataclass(frozen=True)
class Detail:
    """A value that pages give of one property of an innovation."""

    property: str  # a key of innovation.tables.PROPERTIES
    value: str | int | bool
    basis: str  # of an indicator; empty: of anything else
    publishers: list[str]  # who gives the value
    is_agreed: bool  # no page gives another
