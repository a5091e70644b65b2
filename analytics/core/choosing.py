"""What the filters of every address choose (tingkat, wilayah, tahun): which contest, which of its
editions, and how an address says it. The app reads its widgets by these rules, a briefing its
address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from analytics.core import editions, text
from analytics.core.cache import cached, shared
from analytics.core.editions import Contest, Edition, Span
from analytics.core.markup import shortened
from analytics.core.query import Connection
from analytics.core.rows import Rows, each, first

FILTERS = ("tingkat", "wilayah", "tahun")  # as addresses call them
HOME = "35"  # the province that an address means which names none


class Plain(NamedTuple):
    """Which filters stand as they do without a link; the address does not name those."""

    tingkat: bool
    wilayah: bool
    tahun: bool


class UnknownError(ValueError):
    """An address asks for what there is not; the message says so in a sentence."""


@dataclass(frozen=True)
class Choice:
    """What is chosen: a contest, its editions (latest first), and the edition in view."""

    level: str
    contest_id: str
    label: str
    editions: Rows[Edition]
    edition: Edition
    plain: Plain

    @cached_property
    def years(self) -> list[int]:
        """The years with an edition, earliest first."""
        return shared(sorted(int(year) for year in self.editions["year"]))

    @property
    def span(self) -> Span:
        """From the first to the last year with an edition."""
        return Span(self.years[0], self.years[-1])

    @property
    def year(self) -> int:
        """The year in view."""
        return self.edition.year

    @property
    def name(self) -> str:
        """The edition in words, such as "SKK Jawa Timur 2024"."""
        region = self.label.split(" · ")
        kind = f" ({region[1]})" if len(region) > 1 and "kelas" in region[1] else ""
        return f"{self.edition.short_name} {region[0]}{kind} {self.edition.year}"

    @property
    def edition_id(self) -> str:
        """The key of the edition in view."""
        return self.edition.edition_id

    @property
    def parameters(self) -> dict[str, str | None]:
        """The filters as they stand in an address."""
        return {
            "tingkat": text.LEVELS[self.level],
            "wilayah": self.label,
            "tahun": str(self.edition.year),
        }

    def link(self, page: str, **more: str | None) -> str:
        """The address of a page with this choice spelled out, which opens the same when newer
        editions have come.
        """
        return address(page, self.parameters | more)

    def path(self, page: str, **more: str | None) -> str:
        """The address of a page as the address bar shows it, without what stands by default; for
        links in the app. Spelled out, Streamlit would rewrite it, and the Back button would stop at
        the first of the two.
        """
        chosen = {
            name: value for name, value in self.parameters.items() if not getattr(self.plain, name)
        }
        return address(page, chosen | more)


def address(page: str, parameters: Mapping[str, str | None]) -> str:
    """The address of a page with parameters; those that are None are left out."""
    query = urlencode({name: value for name, value in parameters.items() if value is not None})
    return f"/{page}?{query}" if query else f"/{page}"


@cached
def levels(contests: Rows[Contest]) -> list[str]:
    """The levels that there are, the first of which an address means that names none."""
    return [level for level in text.LEVELS if level in set(contests["level"])]


@cached
def labels(contests: Rows[Contest], level: str) -> dict[str, str]:
    """The contests of a level by their key, as an address names them."""
    return {row.contest_id: row.label for row in each(contests) if row.level == level}


def home(contests: Rows[Contest], level: str) -> str:
    """The contest that an address means which names none: of the home province, else the one with
    most editions.
    """
    mine = f"provinsi-{HOME}"
    return mine if mine in labels(contests, level) else _richest(contests, level)


@cached
def _richest(contests: Rows[Contest], level: str) -> str:
    """The contest of a level with the most editions; of several the first."""
    of_level = contests[contests["level"] == level]
    return str(of_level["contest_id"].iloc[of_level["editions"].argmax()])


@cached
def years(held: Rows[Edition]) -> list[int]:
    """The years of editions.editions, the first of which an address means that names none."""
    return [int(year) for year in held["year"]]


@cached
def chosen(contests: Rows[Contest], contest_id: str, held: Rows[Edition], year: int) -> Choice:
    """The choice of a contest and a year of its editions.

    Raises:
        KeyError: there is none.
    """
    level = next(row.level for row in each(contests) if row.contest_id == contest_id)
    usual = Plain(
        tingkat=level == levels(contests)[0],
        wilayah=contest_id == home(contests, level),
        tahun=year == years(held)[0],
    )
    label = labels(contests, level)[contest_id]
    return Choice(level, contest_id, label, held, edition(held, year), usual)


@cached
def edition(held: Rows[Edition], year: int) -> Edition:
    """The edition of a year, of editions.editions.

    Raises:
        KeyError: there is none.
    """
    found = first(Edition, held[held["year"] == year])
    if found is None:
        raise KeyError(year)
    return found


def read(con: Connection, parameters: Mapping[str, str]) -> Choice:
    """What the filters of an address choose; what it does not name is as in the app.

    Raises:
        UnknownError: there is no such level, region or year, or nothing is published.
    """
    contests = editions.contests(con)
    if contests.empty:
        raise UnknownError("Katalog yang terbit belum memuat satu hasil pun.")
    known = {text.LEVELS[level]: level for level in levels(contests)}
    level = known[one_of("tingkat", parameters.get("tingkat", next(iter(known))), known)]
    names = labels(contests, level)
    contest = home(contests, level)
    if "wilayah" in parameters:
        label = one_of("wilayah", parameters["wilayah"], names.values())
        contest = next(key for key, name in names.items() if name == label)
    held = editions.editions(con, contest)
    told = [str(year) for year in years(held)]
    year = one_of("tahun", parameters.get("tahun", told[0]), told)
    return chosen(contests, contest, held, int(year))


def one_of(name: str, asked: str, known: Iterable[str], most: int = 12) -> str:
    """What an address asks for, if it is known.

    Raises:
        UnknownError: it is not; the message names those that are.
    """
    told = list(known)
    if asked in told:
        return asked
    raise UnknownError(
        f"Tidak ada {name} “{shortened(asked)}”; yang dikenal: {text.listing(told, most)}."
    )
