"""What there is a light page of: every place, edition and innovation of a generation by its key,
read once for all pages.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analytics.core import editions, text
from analytics.core.query import Connection
from analytics.core.rows import Rows, each
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota.rows import Year
from data import keys

LISTS = ("peringkat/", "kabkota/", "inovasi/")


@dataclass(frozen=True)
class Held:
    """An edition with at least one standing."""

    edition_id: str
    contest_id: str
    level: str  # provinsi or kabkota
    code: str  # of the organiser
    region: str  # the organiser
    class_: str | None  # kabupaten or kota, where they are ranked apart; NULL: all together
    year: int
    short_name: str
    is_skk: bool
    entrants: int | None  # a count; NULL: not known
    finalists: int | None  # a count; NULL: not known
    known: int  # standings, a count
    disputes: int  # a count

    @property
    def name(self) -> str:
        """The edition in words, such as "SKK Jawa Barat (kelas kota) 2021"."""
        kelas = f" (kelas {self.class_})" if self.class_ else ""
        return f"{self.short_name} {self.region}{kelas} {self.year}"


@dataclass(frozen=True)
class Idea:
    """An innovation."""

    innovation_id: str
    name: str
    kecamatan_code: str | None  # NULL: not said
    kecamatan: str | None  # NULL: not said
    kabkota_code: str | None  # NULL: not said
    kabkota: str | None  # NULL: not said
    first_year: int | None  # of the reports; NULL: none names a year
    last_year: int | None
    sources: int  # a count

    @property
    def where(self) -> str:
        """Where it is from, as far as it is said."""
        return ", ".join(filter(None, (self.kecamatan, self.kabkota)))


@dataclass(frozen=True)
class Region:
    """A kabkota."""

    code: str
    name: str
    province: str
    kecamatan: int  # a count
    known: int  # of these, with a result or an innovation on record, a count


class Spot(NamedTuple):
    """A kecamatan."""

    name: str
    kabkota_code: str
    has_area: bool  # its area is drawn


@dataclass(frozen=True)
class Contents:
    """All of it."""

    editions: Mapping[str, Held]  # the latest year first; within it SKK first, provinces first
    kabkota: Mapping[str, Region]  # by code
    kecamatan: Mapping[str, Spot]  # by code
    innovations: Mapping[str, Idea]  # by name
    known: frozenset[str]  # kecamatan with a standing
    near: Mapping[str, tuple[str, ...]]  # kecamatan that touch one another
    silent: frozenset[str]  # editions without any standing
    labels: Mapping[str, str]  # of contests, as an address names them
    nothing: Rows[Year]  # the journey of a kabkota whose province held no edition

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The kecamatan with a standing or an innovation."""
        codes = {one.kecamatan_code for one in self.innovations.values() if one.kecamatan_code}
        return self.known | codes

    @cached_property
    def within(self) -> Mapping[str, tuple[str, ...]]:
        """The kecamatan of each kabkota."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, spot in self.kecamatan.items():
            found[spot.kabkota_code].append(code)
        return {code: tuple(some) for code, some in found.items()}

    @cached_property
    def active(self) -> frozenset[str]:
        """The kabkota with anything on record."""
        return frozenset(
            {self.kecamatan[code].kabkota_code for code in self.recorded if code in self.kecamatan}
            | {one.kabkota_code for one in self.innovations.values() if one.kabkota_code}
            | {one.code for one in self.editions.values() if one.level == "kabkota"}
        )

    @cached_property
    def provinces(self) -> frozenset[str]:
        """The codes of the provinces with an SKK on record."""
        return frozenset(
            keys.edition(key).code
            for key, one in self.editions.items()
            if one.level == "provinsi" and one.is_skk
        ) | {key.split("-")[1] for key in self.silent}

    def of_contest(self, contest_id: str) -> list[Held]:
        """The editions of a contest, latest first."""
        return [one for one in self.editions.values() if one.contest_id == contest_id]

    def paths(self) -> Iterator[str]:
        """Every light page, as its address below /r/."""
        yield from ("", *LISTS)
        for kind, names in (
            ("peringkat", self.editions),
            ("kabkota", self.kabkota),
            ("kecamatan", self.kecamatan),
            ("inovasi", self.innovations),
        ):
            yield from (f"{kind}/{name}" for name in names)


def read(con: Connection) -> Contents:
    """The contents of a generation."""
    known = {code for (code,) in con.execute("SELECT kecamatan_code FROM success").fetchall()}
    ideas = _ideas(con)
    kecamatan = {
        code: Spot(*rest)
        for code, *rest in con.execute("""
            SELECT code, name, kabkota_code, wkt IS NOT NULL AS has_area
            FROM kecamatan LEFT JOIN area ON kecamatan_code = code ORDER BY code
            """).fetchall()
    }
    near: dict[str, list[str]] = defaultdict(list)
    for code, other in con.execute("""
        SELECT kecamatan_code, neighbour_code FROM neighbour
        JOIN kecamatan ON code = neighbour_code ORDER BY kecamatan_code, name, neighbour_code
        """).fetchall():
        near[code].append(other)
    recorded = known | {one.kecamatan_code for one in ideas.values()}
    counted: dict[str, list[str]] = defaultdict(list)
    for code, spot in kecamatan.items():
        counted[spot.kabkota_code].append(code)
    regions = con.execute("""
        SELECT kabkota.code, kabkota.name, provinsi.name FROM kabkota
        JOIN provinsi ON provinsi.code = province_code ORDER BY kabkota.code
        """).fetchall()
    return Contents(
        _editions(con),
        {
            code: Region(code, name, province, len(counted[code]), len(recorded & {*counted[code]}))
            for code, name, province in regions
        },
        kecamatan,
        ideas,
        frozenset(known),
        {code: tuple(others) for code, others in near.items()},
        frozenset(
            key
            for (key,) in con.execute(
                "SELECT edition_id FROM edition ANTI JOIN standing USING (edition_id)"
            ).fetchall()
        ),
        {row.contest_id: row.label for row in each(editions.contests(con))},
        kabkota_questions.journey(con, ""),
    )


def _editions(con: Connection) -> dict[str, Held]:
    rows = con.execute("""
        SELECT edition_id, contest_id, edition.level, edition.code,
          coalesce(provinsi.name, kabkota.name) AS region, class, year, short_name, is_skk,
          entrants, finalists, count(*) AS known,
          (SELECT count(*) FROM dispute WHERE dispute.edition_id = edition.edition_id) AS disputes
        FROM edition JOIN standing USING (edition_id)
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota ON kabkota.code = edition.code
        GROUP BY ALL ORDER BY year DESC, is_skk DESC, edition.level DESC, region, edition_id
        """).fetchall()
    return {row[0]: Held(*row) for row in rows}


def _ideas(con: Connection) -> dict[str, Idea]:
    rows = con.execute("""
        SELECT innovation_id, name, kecamatan_code, kecamatan, kabkota_code, kabkota, first_year,
          last_year, sources
        FROM catalogue ORDER BY name, innovation_id
        """).fetchall()
    return {row[0]: Idea(*row) for row in rows}


def level(held: Held) -> str:
    """The level of an edition in words: "provinsi"."""
    return text.LEVELS[keys.edition(held.edition_id).level].lower()
