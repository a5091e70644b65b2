"""Contests and their editions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from analytics.core.query import Connection, answer, record, value
from analytics.core.rows import Rows, first


@dataclass(frozen=True)
class Span:
    """Years first to last, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Contest:
    """A series of comparable editions: of one organiser, one class, SKK or one kindred award."""

    contest_id: str
    level: str  # provinsi or kabkota
    code: str  # of the organiser
    label: str  # the organiser's name, with class and kindred award
    is_skk: bool
    first_year: int
    last_year: int
    editions: int  # a count


@dataclass(frozen=True)
class Edition:
    """An edition of a contest that has a standing."""

    edition_id: str
    year: int
    short_name: str
    name: str
    is_skk: bool
    entrants: int | None  # how many took part; NULL, here and below: not known
    shortlisted: int | None
    finalists: int | None
    entitled: int | None  # how many may send one
    result_date: str | None  # YYYY-MM-DD or YYYY-MM; NULL: not known
    ranked: int  # places with a known rank
    known: int  # standings
    disputes: int  # a count
    is_inferred: bool  # no page states any of its standings


@dataclass(frozen=True)
class Totals:
    """What the whole database covers, as counts."""

    editions: int  # of SKK, stated by a page
    inferred: int  # of SKK, none of whose standings a page states
    kindred: int  # editions of kindred awards
    kecamatan: int  # with a standing
    sources: int  # in use
    claims: int
    disputes: int  # open ones


@dataclass(frozen=True)
class Build:
    """The build in force."""

    version: str  # 64 hexadecimal digits
    built_at: datetime  # UTC, without a zone
    origin: str
    kind: str  # published or simulated


def contests(con: Connection, contest_id: str | None = None) -> Rows[Contest]:
    """All contests that have at least one edition with a standing, or one; SKK before kindred
    awards, then by label.
    """
    return answer(
        Contest,
        con,
        """
        SELECT contest_id, level, edition.code,
            coalesce(provinsi.name, kabkota.name) || CASE WHEN class IS NULL THEN ''
              ELSE ' · kelas ' || class END
                || CASE WHEN bool_or(is_skk) THEN ''
                  ELSE ' · ' || mode(short_name ORDER BY short_name) END AS label,
            bool_or(is_skk) AS is_skk, min(year) AS first_year, max(year) AS last_year,
              count(*) AS editions
        FROM edition
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota ON kabkota.code = edition.code
        WHERE ($contest IS NULL OR contest_id = $contest)
            AND EXISTS (SELECT 1 FROM standing WHERE standing.edition_id = edition.edition_id)
        GROUP BY contest_id, level, edition.code, class, provinsi.name, kabkota.name
        ORDER BY is_skk DESC, label, contest_id
        """,
        {"contest": contest_id},
    )


def contest(con: Connection, contest_id: str) -> Contest:
    """One of contests().

    Raises:
        KeyError: there is no such contest.
    """
    found = first(Contest, contests(con, contest_id))
    if found is None:
        raise KeyError(contest_id)
    return found


def editions(con: Connection, contest_id: str) -> Rows[Edition]:
    """The editions of a contest, latest first."""
    return answer(
        Edition,
        con,
        """
        SELECT edition_id, year, short_name, name, is_skk, entrants, shortlisted, finalists,
          entitled, result_date,
            count(*) FILTER (rank_low = rank_high) AS ranked, count(*) AS known,
            (SELECT count(*) FROM dispute
               WHERE dispute.edition_id = edition.edition_id) AS disputes,
            NOT is_stated AS is_inferred
        FROM edition JOIN standing USING (edition_id)
        WHERE contest_id = ?
        GROUP BY ALL ORDER BY year DESC
        """,
        [contest_id],
    )


def previous(con: Connection, edition_id: str) -> str | None:
    """The edition before this one in the same contest (the nearest earlier year with a standing),
    if any.
    """
    found = value(
        con,
        """
        SELECT before.edition_id
        FROM edition JOIN edition AS before ON before.contest_id = edition.contest_id
          AND before.year < edition.year
        WHERE edition.edition_id = ? AND EXISTS (SELECT 1 FROM standing
          WHERE standing.edition_id = before.edition_id)
        ORDER BY before.year DESC LIMIT 1
        """,
        [edition_id],
    )
    return str(found) if found else None


def totals(con: Connection) -> Totals:
    """What the whole database covers."""
    found = record(
        Totals,
        con,
        """
        SELECT count(*) FILTER (is_skk AND is_stated) AS editions, count(*)
          FILTER (is_skk AND NOT is_stated) AS inferred,
            count(*) FILTER (NOT is_skk AND is_stated IS NOT NULL) AS kindred,
            (SELECT count(*) FROM success) AS kecamatan,
            (SELECT count(*) FROM source WHERE claims > 0) AS sources,
              (SELECT coalesce(sum(claims), 0) FROM source) AS claims,
            (SELECT count(*) FROM dispute) AS disputes
        FROM edition
        """,
    )
    return found or Totals(*(0,) * 7)


def version(con: Connection) -> Build:
    """The build in force.

    Raises:
        LookupError: the database names none.
    """
    found = record(Build, con, "SELECT version, built_at, origin, kind FROM build")
    if found is None:
        raise LookupError("no build")
    return found


By = Literal["kecamatan", "kabkota"]
