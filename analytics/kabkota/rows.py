"""What the questions about a kabkota answer."""

from dataclasses import dataclass

from analytics.core.rows import Cited, Placed, Titled


@dataclass(frozen=True)
class Region:
    """A kabkota."""

    code: str
    name: str
    kind: str  # kabupaten or kota
    province_code: str
    province: str
    kecamatan: int  # a count
    contest_id: str | None  # the SKK of its province, of its class where classes are ranked apart
    # NULL: no edition is known


@dataclass(frozen=True)
class Named:
    """A kabkota of a province."""

    code: str
    name: str


@dataclass(frozen=True)
class Kecamatan(Placed):
    """A kecamatan with its best result in SKK, in the province before in its own kabkota."""

    kecamatan_code: str | None  # NULL: a result that names no kecamatan on record
    kecamatan: str
    own_editions: int  # in the contest of the kabkota; counts
    own_finals: int
    province_editions: int
    province_finals: int
    best_level: str | None  # provinsi or kabkota; NULL, from here on: it has no result
    best_year: int | None
    title: str | None
    is_finalist: bool | None
    last_year: int | None


@dataclass(frozen=True)
class Year(Placed, Titled):
    """A year of the province's SKK, and one kecamatan that the kabkota is known to have sent."""

    year: int
    edition_id: str | None  # NULL: no edition is known
    short_name: str | None  # NULL: no edition is known
    state: str  # known, or why nobody is: outside (of a known final), unknown, none (no edition)
    place_id: str | None  # NULL, here and below: nobody is known
    kecamatan_code: str | None  # NULL: or a name that is no kecamatan on record
    kecamatan: str | None
    stage_reached: str | None  # NULL: or not known
    is_disputed: bool | None


@dataclass(frozen=True)
class Own:
    """An edition of the kabkota's own SKK."""

    edition_id: str
    year: int
    short_name: str
    champions: list[str]
    champion_codes: list[str | None]  # None: a name that is no kecamatan on record
    is_inferred: bool  # the compiler of the catalog inferred who won
    sent: list[str]  # who was named its representative in the province
    sent_codes: list[str | None]
    others: list[str]  # on record besides these
    other_codes: list[str | None]
    entrants: int | None  # a count; NULL: not known
    finalists: int | None  # a count; NULL: not known
    known: int  # standings


@dataclass(frozen=True)
class Kindred(Placed, Titled):
    """What a kecamatan achieved in a kindred award."""

    year: int
    short_name: str
    level: str  # provinsi or kabkota
    kecamatan_code: str | None  # NULL: a name that is no kecamatan on record
    kecamatan: str


@dataclass(frozen=True)
class Mentor:
    """A kabkota that is entitled to send a kecamatan to a province's contest; counts."""

    code: str
    name: str
    editions: int  # with a kecamatan on record
    presented: int  # of these, at least at paparan
    finals: int
    medals: int  # finals with a known rank of 1-3
    awards: str | None  # such as "Madya 2024, Utama 2025"; NULL: none is known


@dataclass(frozen=True)
class Award(Cited):
    """A claim that a kabkota was awarded as "Pembina Terbaik"."""

    award_year: int
    category: str
    criterion: str | None  # NULL: not said
    kabkota_code: str | None  # NULL: the page names nobody
    kabkota: str | None  # NULL: the page names nobody
    count: int | None  # of kecamatan; NULL: the page says none
    note: str | None  # NULL: there is nothing to note


@dataclass(frozen=True)
class Met:
    """Another kabkota that a kabkota met in finals of the province; counts of finals."""

    code: str
    name: str
    finals: int  # in which both had a kecamatan
    ahead: int  # of these, with the kabkota in question surely above this one
    behind: int  # with it surely below; where places are bounded only, neither may be known
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Spell:
    """Successive years of a kabkota in the SKK of its province about which the same is to be said;
    a year in which kecamatan are known stands alone.
    """

    first: int
    last: int
    state: str  # as of Year
    kecamatan: list[Year]  # those that are known, the best place first


@dataclass(frozen=True)
class Called:
    """A kabkota by name, to be searched for."""

    code: str
    name: str  # "Kabupaten Sumenep"
    province: str
    known: bool  # a kecamatan of it has a standing


@dataclass(frozen=True)
class Beside:
    """A kabkota in a comparison. Counts are of what is on record: of SKK, where nothing else is
    said.
    """

    code: str
    name: str
    province: str
    contest_id: str | None  # the SKK of its province, of its class where classes are ranked apart
    # NULL: no edition is known
    held: int  # editions of that contest
    editions: int  # of these, with a kecamatan from here
    finals: int
    gold: int  # a known rank of 1, then 2, then 3
    silver: int
    bronze: int
    open: int  # finals whose place is not known but may be one of the first three
    best_low: int | None  # the best place in the province that is sure; NULL: none is known
    best_high: int | None
    best_year: int | None  # the latest of several
    sent: int  # different kecamatan that stood in the province's contest
    kecamatan: int  # that it has
    joined: int  # of these, with a standing in SKK, its own contest or the province's
    own: int  # editions of its own contest
    innovations: int
    innovators: int  # kecamatan that have them
    awards: str | None  # as a mentor, "Madya 2024, Utama 2025"; NULL: none is known
    kindred: int  # standings in kindred awards
    population: int | None  # people; NULL: not known


@dataclass(frozen=True)
class Sent(Year):
    """A year of the province's SKK of a kabkota in a comparison, and one kecamatan that it is known
    to have sent.
    """

    code: str
    name: str  # of the kabkota


@dataclass(frozen=True)
class ByIndicator:
    """The catalogued innovations of a kabkota in one indicator."""

    code: str
    name: str
    indicator: int | None  # NULL: not known
    innovations: int  # a count


@dataclass(frozen=True)
class Like:
    """A kabkota that another may be compared with, and why; only with a standing in SKK."""

    code: str
    name: str
    met: int  # finals of the province in which both were
    touches: bool  # a kecamatan of one lies beside one of the other
    is_alike: bool  # its population differs by less than a quarter
    last_year: int  # of a standing in SKK
