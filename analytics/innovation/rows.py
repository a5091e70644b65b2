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
