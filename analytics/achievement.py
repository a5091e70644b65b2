"""Success over the years: the trail of places, the medal table and the index of achievement (indeks prestasi)."""

from typing import Literal

import pandas as pd

from analytics.editions import Connection, Span
from analytics.query import frame

By = Literal["kecamatan", "kabkota"]

MIDDLE = 50  # the score of the middle of any field; weighs as much as one edition of the last year


def _parameters(contest_id: str, span: Span, by: By) -> dict[str, object]:
    return {"contest": contest_id, "first": span.first, "last": span.last, "by": by}


def trail(con: Connection, contest_id: str, span: Span, by: By) -> pd.DataFrame:
    """One row per edition and unit: where each kecamatan, or each kabkota through its kecamatan, stood.

    Columns: year, edition_id, unit (code), name, detail (the kabkota of a kecamatan; the kecamatan of a kabkota),
    kecamatan_code, kabkota_code, title, rank_low and rank_high, is_tied, rank_basis, is_finalist, stage_reached,
    is_disputed. Latest year first.
    """
    return frame(
        con,
        """
        SELECT year, edition_id, unit, name, detail, kecamatan_code, kabkota_code, title, rank_low, rank_high, is_tied,
            rank_basis, is_finalist, stage_reached, is_disputed
        FROM trail WHERE unit_kind = $by AND contest_id = $contest AND year BETWEEN $first AND $last
        ORDER BY year DESC, rank_low NULLS LAST, rank_high NULLS LAST, name
        """,
        _parameters(contest_id, span, by),
    )


def medals(con: Connection, contest_id: str, span: Span, by: By) -> pd.DataFrame:
    """The medal table: one row per unit that was ever a finalist or among the first three, by gold, then silver, and so on.

    Columns: position (shared by equals), unit, name, detail (of the last year), gold, silver, bronze (known ranks 1-3),
    among_three (finals with a place among the first three, not known which), harapan (titles), finalist (finals without medal or
    harapan), open (of these, finals whose place may yet be a
    medal: the interval begins within 1-3), editions (that count here), last_year. All counts.
    """
    return frame(
        con,
        """
        WITH counted AS (
            SELECT unit, any_value(name) AS name, max_by(detail, year) AS detail,
                count(*) FILTER (rank_low = 1 AND rank_high = 1) AS gold,
                count(*) FILTER (rank_low = 2 AND rank_high = 2) AS silver,
                count(*) FILTER (rank_low = 3 AND rank_high = 3) AS bronze,
                count(*) FILTER (rank_low < rank_high AND rank_high <= 3) AS among_three,
                count(*) FILTER (title LIKE 'harapan%') AS harapan,
                count(*) - gold - silver - bronze - harapan AS finalist,
                count(*) FILTER (rank_low <= 3 AND rank_low < rank_high) AS open,
                count(*) AS editions, max(year) AS last_year
            FROM trail
            WHERE unit_kind = $by AND contest_id = $contest AND year BETWEEN $first AND $last
                AND (is_finalist OR rank_low = rank_high AND rank_high <= 3)
            GROUP BY unit
        )
        SELECT rank() OVER (
            ORDER BY gold DESC, silver DESC, bronze DESC, among_three DESC, harapan DESC, finalist DESC) AS position, *
        FROM counted ORDER BY position, last_year DESC, name
        """,
        _parameters(contest_id, span, by),
    )


def index(con: Connection, contest_id: str, span: Span, by: By, half_life: float | None) -> pd.DataFrame:
    """Indeks prestasi (0-100) of every unit with at least one bounded place; docs/RULES.md, "Indeks prestasi".

    In an edition with n entrants a place r scores 100 × (1 − (r − 0.5) / n), where r is the middle of the rank
    interval and n the number of entrants, or, where that is unknown, of regions entitled to send one (an
    assumption). Each score weighs w = 0.5 ** ((last year of span − year) / half_life). The mean is Σ w·score / Σ w;
    the index draws it towards the middle of the field, (Σ w·score + 50) / (Σ w + 1), a Bayesian average: one good
    year does not outrank five.

    Args:
        con: an open connection.
        contest_id: the contest.
        span: the years that count.
        by: kecamatan, or the kabkota that sent them.
        half_life: years after which a result counts half; None: all years count alike.

    Returns:
        position (by index, shared by equals), unit, name, detail, index and mean (0-100), editions (count), assumed
        (editions with assumed n; count), best_low and best_high (the best place), last_year.

    Raises:
        ValueError: half_life is not positive.
    """
    if half_life is not None and half_life <= 0:
        raise ValueError(f"half_life must be positive, not {half_life}")
    return frame(
        con,
        """
        WITH scored AS (
            SELECT *, greatest(coalesce(entrants, entitled), rank_high) AS n,
                100 * (1 - ((rank_low + rank_high) / 2 - 0.5) / n) AS points,
                CASE WHEN $half_life IS NULL THEN 1 ELSE 0.5 ** (($last - year) / $half_life::DOUBLE) END AS weight
            FROM trail
            WHERE unit_kind = $by AND contest_id = $contest AND year BETWEEN $first AND $last AND rank_high IS NOT NULL
        ),
        averaged AS (
            SELECT unit, any_value(name) AS name, max_by(detail, year) AS detail,
                (sum(points * weight) + $middle) / (sum(weight) + 1) AS index,
                sum(points * weight) / sum(weight) AS mean, count(*) AS editions,
                count(*) FILTER (entrants IS NULL) AS assumed, arg_min(rank_low, rank_low + rank_high) AS best_low,
                arg_min(rank_high, rank_low + rank_high) AS best_high, max(year) AS last_year
            FROM scored GROUP BY unit
        )
        SELECT rank() OVER (ORDER BY round(index, 9) DESC) AS position, * FROM averaged
        ORDER BY position, editions DESC, last_year DESC, name
        """,
        _parameters(contest_id, span, by) | {"half_life": half_life, "middle": MIDDLE},
    )
