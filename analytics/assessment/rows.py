"""What the questions about scores answer. Shares are shares of the maximum, 0-1; NULL (in columns
of numbers, NaN) is a score that is not known, never zero.
"""

from dataclasses import dataclass

from analytics.core.rows import Cited


@dataclass(frozen=True)
class Stage:
    """A stage of an edition with scores per indicator and their maximum; counts."""

    stage: str
    kecamatan: int
    indicators: int
    jurors: int  # 0 where only joint scores are known


@dataclass(frozen=True)
class Edition:
    """An edition with scores per indicator."""

    edition_id: str
    contest_id: str
    name: str
    year: int
    stage: str  # the earliest of these scores


@dataclass(frozen=True)
class Totals:
    """An edition of which pages publish totals and nothing per indicator."""

    edition_id: str
    contest_id: str
    name: str
    year: int
    scores: int  # how many


@dataclass(frozen=True)
class Source(Cited):
    """Where scores come from."""


@dataclass(frozen=True)
class Called:
    """A kecamatan."""

    code: str
    kecamatan: str


@dataclass(frozen=True)
class Place(Called):
    """A kecamatan that is judged."""

    kabkota: str | None  # NULL: not known


@dataclass(frozen=True)
class Score(Place):
    """A score of a kecamatan for an indicator."""

    indicator: str  # the code of the criterion
    juror: str | None  # NULL: all together
    value: float  # points
    value_max: float  # points


@dataclass(frozen=True)
class Criterion:
    """An indicator by which an edition judges."""

    code: str
    name: str
    weight: float | None  # the official one; NULL: not published
    maximum: float  # points


@dataclass(frozen=True)
class Ranked(Place):
    """A kecamatan with every score, and its place under some weights."""

    total: float  # share of the highest possible
    place: int


@dataclass(frozen=True)
class Reweighted(Ranked):
    """The same under simulated weights, beside the official ones."""

    official: int  # place


@dataclass(frozen=True)
class Contribution(Called):
    """What an indicator brings to the total of a kecamatan."""

    criterion: str  # its code
    name: str
    share: float | None
    maximum: float  # points
    weight: float | None  # NULL: not published
    contribution: float | None  # points of the total: weight times share
    median: float | None  # of the field, a share
    gap: float | None  # share less median


@dataclass(frozen=True)
class Gain:
    """An indicator in which a kecamatan has to rise to reach a place."""

    criterion: str  # its code
    name: str
    weight: float
    maximum: float  # points
    share: float
    needed: float  # the share it takes
    effect: float  # points of the total


@dataclass(frozen=True)
class Held:
    """An edition in which a kecamatan has scores."""

    year: int
    edition_id: str
    stage: str  # the furthest with scores of the kecamatan


@dataclass(frozen=True)
class OfYear(Held):
    """What a kecamatan got for an indicator in an edition."""

    criterion: str  # as the last edition shown calls it, where the two can be compared
    name: str
    share: float | None
    verdict: str  # same, different, unknown: whether it can be compared with the last


@dataclass(frozen=True)
class Side(Called):
    """What a kecamatan got for an indicator in an edition and stage in which others got something
    for it, too.
    """

    edition_id: str
    held: str  # the edition in words
    stage: str
    indicator: str  # the code of the criterion
    name: str  # of the criterion
    share: float | None


@dataclass(frozen=True)
class Labelled(Side):
    """The same, with what to call the kecamatan beside others."""

    label: str


@dataclass(frozen=True)
class Change(Called):
    """What the field visit changed in an indicator of a kecamatan; shares."""

    criterion: str  # its code
    name: str
    before: float  # of the documents
    after: float  # of the visit
    change: float  # positive: the field is better
    is_beyond: bool  # the spread of all changes


@dataclass(frozen=True)
class Moved(Place):
    """What the field visit changed in the total of a kecamatan; shares."""

    before: float  # of the documents
    after: float  # of the visit
    change: float  # positive: the field is better
    is_beyond: bool  # the spread of all changes


@dataclass(frozen=True)
class Bar:
    """Places from the best to the worst."""

    code: str  # of the kecamatan
    low: int
    high: int


@dataclass(frozen=True)
class PlaceBar(Bar):
    """A place, and those that are possible."""

    place: int


@dataclass(frozen=True)
class Robust(Place, Bar):
    """How a place fares under random weights; low and high are the middle 90% of its places."""

    median: int
    top3: float  # share of the draws that bring it among the first three, 0-1


@dataclass(frozen=True)
class RobustBeside(Robust):
    """The same beside the official weights."""

    official: int | None  # place; NULL: not known


@dataclass(frozen=True)
class Severity:
    """How strict a juror is beside the mean of all; shares, positive: gives less."""

    juror: str
    severity: float
    low: float  # its interval at 95%
    high: float


@dataclass(frozen=True)
class Without(Place):
    """A place by the mean of all jurors, and with each left out."""

    place: int
    low: int  # the best and the worst of the places with one left out
    high: int
    without: list[int]  # places, in the order of the jurors


@dataclass(frozen=True)
class Sure(Without):
    """The same with the places that are possible at 95%."""

    sure_low: int
    sure_high: int
