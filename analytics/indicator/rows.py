"""What the questions about indicators, claimed innovations and the codebook answer."""

from dataclasses import dataclass

from analytics.core.rows import Cited


@dataclass(frozen=True)
class OfEdition:
    """Something that belongs to an edition."""

    level: str  # provinsi or kabkota
    region: str  # the organiser
    edition_id: str | None  # NULL: no year is named, or none is on record
    year: int | None  # NULL: none is named
    short_name: str | None  # NULL: no edition is known
    is_skk: bool | None  # NULL: no edition is known


@dataclass(frozen=True)
class Claim(OfEdition, Cited):
    """A criterion as one source prints it."""

    code: str  # empty: it has none
    name: str
    weight: float | None  # NULL: not published
    note: str | None  # NULL: there is nothing to note
    host: str  # of the page; the file, of an import
    is_official: bool  # a page of government


@dataclass(frozen=True)
class Stated(OfEdition):
    """What one page says of a whole set."""

    prefix: str  # of the codes of its set
    name: str
    indicators: int | None  # how many there are; NULL: it does not say
    weight: float | None  # their sum; NULL: it does not say
    note: str | None  # NULL: there is nothing to note
    source_id: str
    publisher: str | None  # NULL: it does not say who


@dataclass(frozen=True)
class Indicator(OfEdition):
    """An indicator of a set, as resolved (docs/RULES.md, "Indicators")."""

    prefix: str  # of the codes of its set
    code: str  # empty: it has none
    name: str
    wordings: list[str]
    weight: float | None  # NULL: not published, or equally supported sources differ
    weights: list[float]  # those claimed; more than one is a dispute
    details: int  # criteria below it
    details_weight: float | None  # their sum; NULL: not all have one
    source_ids: list[str]
    publishers: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Summary:
    """What is known of a set."""

    name: str
    listed: int  # indicators named
    weighted: int  # of these, with a weight
    weight_sum: float | None  # NULL: none has one
    size: int | None  # how many indicators a page says there are; NULL: none does
    total: float | None  # the sum of weights that a page states; NULL: none does
    is_complete: bool  # as many are named as a page says, or their weights add up to what it says
    is_disputed: bool  # a weight, a size or a sum
    publishers: list[str]
    notes: list[str]
    source_ids: list[str]


@dataclass(frozen=True)
class Set(OfEdition, Summary):
    """A set of indicators of an edition."""

    prefix: str  # of the codes of its set
    label: str  # the edition, with the set's name where it has several; unique


@dataclass(frozen=True)
class Pair:
    """An indicator in two sets; NULL: it has no partner there, or its weight is not published."""

    name: str | None
    weight: float | None
    name_right: str | None
    weight_right: float | None


@dataclass(frozen=True)
class Claimed:
    """A kecamatan and a year for which a page claims a number of innovations."""

    code: str
    kecamatan: str
    kabkota: str
    year: int | None  # NULL: none is named
    totals: list[int]  # the different totals claimed
    total: int | None  # the best supported of totals and sums of parts; NULL: none is
    parts: int | None  # the sum of the parts; NULL: no source gives enough of them
    is_disputed: bool  # a total against another, or against the sum of its parts
    by_indicator: int  # how many indicators have a number
    listed: int  # innovations that the catalog names and reports for that year
    notes: list[str]
    sources: int  # a count


@dataclass(frozen=True)
class ClaimedByIndicator:
    """An indicator of a kecamatan and year; counts of innovations."""

    indicator: int | None  # 1-7; NULL: not known
    claimed: int | None  # the largest where sources differ; NULL: no page says it
    stated: int  # listed for that year, by the basis of their indicator
    inferred: int
    unknown: int  # listed without an indicator
    names: list[str]  # of those listed


@dataclass(frozen=True)
class Number(Cited):
    """A number of innovations that a page claims."""

    code: str
    kecamatan: str
    kabkota: str
    year: int | None  # NULL: none is named
    indicator: str  # 1-7, or total
    innovation_count: int
    basis: str  # stated, or inferred: counted by the compiler
    note: str | None  # NULL: there is nothing to note


@dataclass(frozen=True)
class Rule:
    """A rule of the codebook."""

    sector: str | None  # NULL: any
    keywords: str  # separated by semicolons
    indicator: int  # 1-7
    reason: str


@dataclass(frozen=True)
class Accuracy:
    """How often the codebook agrees where the indicator is known on one basis; counts."""

    basis: str  # stated or inferred
    innovations: int
    covered: int  # the codebook proposes one
    right: int  # it is the same
    share: float | None  # right of covered, 0-1; NULL, here and below: nothing is covered
    low: float | None  # its Wilson interval at 95%
    high: float | None


@dataclass(frozen=True)
class Confusion:
    """A known indicator and the one that the codebook proposes."""

    basis: str  # stated or inferred
    actual: int  # 1-7
    indicator: int  # proposed, 1-7
    innovations: int  # a count
