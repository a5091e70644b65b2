"""What the questions about maps answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Boundary:
    """A file with the areas of a province."""

    level: str  # kecamatan or kabkota
    file: str
    kind: str  # indicative or official
    source: str
    dated: str | None  # YYYY-MM-DD; NULL: not said


@dataclass(frozen=True)
class Located:
    """A unit that a map draws: a kecamatan, a kabkota or a province."""

    code: str
    name: str
    detail: str | None  # the region it lies in; NULL: of a province
    longitude: float | None  # degrees, the mean of the points of its kecamatan; NULL: none is known
    latitude: float | None
    is_entitled: bool  # may take part in the contest


@dataclass(frozen=True)
class Area:
    """A unit in a layer of the map, or a result that no unit is known of."""

    code: str | None  # NULL: it names no kecamatan and cannot be drawn
    name: str
    detail: str | None  # the region it lies in; NULL: of a province, or not known
    value: float | None  # the count or index; NULL: of a place
    class_: str  # of the legend
    short: str  # the value or place as a number; empty: no record stands on it
    label: str  # in words
    is_final: bool  # of results: whether it is known to be in the final, or 1 to 3


@dataclass(frozen=True)
class Outline:
    """A kecamatan as it is drawn on paper."""

    code: str
    wkt: str | None  # its area in degrees; NULL: not known
    latitude: float | None  # degrees; NULL: not known
    longitude: float | None
    kind: str | None  # of its boundaries: indicative or official; NULL: none are known
    source: str | None
    dated: str | None  # YYYY-MM-DD; NULL: or it is not said


@dataclass(frozen=True)
class LegendClass:
    """A class of the legend."""

    class_: str
    label: str
    count: int  # of units drawn
    light: str  # colours; empty: a pattern
    dark: str
    pattern: str  # fill, hatch, marked-hatch, hollow, none
    is_data: bool


@dataclass(frozen=True)
class Counted:
    """Innovations for the contest that the catalog holds of a unit; counts."""

    unit: str | None  # its code; NULL: no region is named
    is_placed: bool | None  # the code is that of a unit and not of a larger region
    region: str | None  # the kabkota; NULL: of a province, or not known
    held: int
    found: int  # of the topic asked for
    inferred: int  # of these, with an indicator that the compiler inferred
    unsure: int  # those of which the topic is not known


@dataclass(frozen=True)
class Covered:
    """How many source pages tell of a unit."""

    unit: str  # its code
    pages: int


@dataclass(frozen=True)
class Completeness:
    """Whether the records of a contest leave nobody out, up to a year or in it."""

    is_gapless: bool | None  # every year between has an edition; NULL: there is no edition
    entrants_known: bool | None
    finalists_known: bool | None
    everyone: int | None  # the last year in which all who are entitled took part; NULL: none


@dataclass(frozen=True)
class Nearest:
    """A kecamatan that may take part in a contest, and the nearest other one that was a
    finalist.
    """

    code: str
    kecamatan: str
    kabkota: str
    is_finalist: bool  # itself
    finalist_code: str
    finalist: str
    finalist_kabkota: str
    years: list[int]  # of the finals of that one
    distance_km: float  # straight line between the points of the catalog


@dataclass(frozen=True)
class Beside:
    """A kecamatan that adjoins a finalist."""

    code: str
    kecamatan: str
    kabkota: str
    is_finalist: bool  # itself
    finalists: list[str]  # those beside it, by name
    finalist_codes: list[str]
    last_year: int | None  # of any standing in the contest; NULL: none is known
