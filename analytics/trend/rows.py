"""What the questions about trends answer."""

from dataclasses import dataclass

from analytics.core.rows import Placed


@dataclass(frozen=True)
class Year:
    """A year from the first to the last edition of a contest."""

    year: int
    edition_id: str | None  # NULL: no edition is known


@dataclass(frozen=True)
class Sizes(Year):
    """How large the edition of a year was; counts."""

    entrants: int | None  # NULL: not known, or no edition is
    finalists: int | None
    entitled: int | None
    is_complete: bool  # every finalist is known by name


@dataclass(frozen=True)
class Turnover(Year):
    """How many names in the final of a year are new: no earlier final on record has them."""

    finals: int | None  # places in the final; NULL: not all finalists are known
    fresh: int | None  # NULL, here and below: nor of any edition before
    returning: int | None
    share: float | None  # of the new ones, 0-1


@dataclass(frozen=True)
class Spread:
    """A region that is entitled to take part, and how often it was in a final that counts."""

    code: str
    name: str
    finals: int  # a count
    years: list[int]  # of these
    editions: int  # finals that count, the same in all rows


@dataclass(frozen=True)
class Kind:
    """Kota or kabupaten in a province's contest, over the finals that count."""

    kind: str  # kabupaten or kota
    regions: int  # entitled, a count
    chances: int  # regions × finals that count
    finals: int  # chances taken
    share: float | None  # of the chances, 0-1; NULL: no final counts


@dataclass(frozen=True)
class KindsOfYear:
    """The final of a year whose finalists are all known."""

    year: int
    kota: int  # among the finalists, a count
    finals: int  # finalists, a count
    share: float  # of kota, 0-1


@dataclass(frozen=True)
class Promotion(Placed):
    """A champion of a kabkota's own SKK, and its place in the province of that year."""

    year: int
    kabkota_code: str
    kabkota: str
    kecamatan_code: str | None  # NULL: a name that is no kecamatan on record
    kecamatan: str
    is_counted: bool
    reason: str | None  # why not: a key of text.UNCOUNTED; NULL: it counts
    is_finalist: bool | None  # NULL: it does not count
    others: list[str]  # finalists from the same kabkota
    other_codes: list[str | None]  # None: a name that is no kecamatan on record
