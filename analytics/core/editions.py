"""Contests and their editions."""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analytics.core.query import Connection, frame, record


@dataclass(frozen=True)
class Span:
    """Years first to last, both included."""

    first: int
    last: int


def contests(con: Connection, contest_id: str | None = None) -> pd.DataFrame:
    """One row per contest that has at least one edition with a standing; all of them, or one.

    A contest is a series of comparable editions: one organiser, one class, SKK itself or one
    kindred award. Columns: contest_id, level, code, label (the organiser's name, with class and
    kindred award), is_skk, first_year, last_year, editions (count). SKK before kindred awards, then
    by label.
    """
    return frame(
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


def contest(con: Connection, contest_id: str) -> dict[str, Any]:
    """One row of contests().

    Raises:
        KeyError: there is no such contest.
    """
    found = contests(con, contest_id).set_index("contest_id", drop=False).loc[contest_id]
    return {str(name): value for name, value in found.items()}


def editions(con: Connection, contest_id: str) -> pd.DataFrame:
    """One row per edition of a contest that has a standing, latest first.

    Columns: edition_id, year, short_name, name, is_skk, entrants, shortlisted, finalists, entitled
    (counts; empty where unknown), result_date (YYYY-MM-DD or YYYY-MM), ranked (places with a known
    rank), known (standings), disputes (count), is_inferred (no page states any of its standings).
    """
    return frame(
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
    row = record(
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
    return str(row["edition_id"]) if row else None


def totals(con: Connection) -> dict[str, int]:
    """What the whole database covers, as counts.

    Keys: editions (of SKK, stated by a page), inferred (of SKK, none of whose standings a page
    states), kindred (awards), kecamatan (with a standing), sources (in use), claims, disputes
    (open).
    """
    row = record(
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
    return {name: int(value) for name, value in (row or {}).items()}


def version(con: Connection) -> dict[str, object]:
    """The build in force: version (64 hexadecimal digits), built_at (UTC), origin, kind (published
    or simulated).
    """
    return record(con, "SELECT version, built_at, origin, kind FROM build") or {}


By = Literal["kecamatan", "kabkota"]
