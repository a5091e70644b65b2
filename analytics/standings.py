"""The standing of one edition, and what moved since the edition before."""

import pandas as pd

from analytics import text
from analytics.editions import Connection, previous
from analytics.kept import kept
from analytics.query import frame, record

# A place is published where the rank is known, or bounded by more than merely having taken part.
PLACED = ("stated", "inferred", "contested", "elimination", "finalist", "shortlist")


def standings(con: Connection, edition_id: str) -> pd.DataFrame:
    """One row per kecamatan of an edition, best place first; who took part without a published place comes last.

    Columns: place_id, kecamatan_code (empty where unnamed), kecamatan, kabkota_code, kabkota, title, rank_low and
    rank_high (1 is best; equal where the rank is known), is_tied, rank_basis, is_placed, is_finalist, stage_reached,
    score and score_max (points), score_stage (scores of different stages cannot be compared), sources and publishers (counts),
    is_disputed, is_ruled, is_inferred (no page states it), pages (addresses of the sources, separated by semicolons).
    """
    return frame(
        con,
        """
        SELECT place_id, kecamatan_code, place_name AS kecamatan, kabkota_code, kabkota.name AS kabkota, title, rank_low,
            rank_high, is_tied, rank_basis, coalesce(rank_basis IN $placed, false) AS is_placed, is_finalist,
            stage_reached, score, score_max, score_stage, sources, publishers, is_disputed, is_ruled, is_inferred,
            (SELECT string_agg(DISTINCT coalesce(url, title), '; ' ORDER BY coalesce(url, title))
                FROM placement_claim AS claim JOIN source USING (source_id)
                WHERE claim.edition_id = standing.edition_id AND claim.place_id = standing.place_id) AS pages
        FROM standing LEFT JOIN kabkota ON kabkota.code = kabkota_code
        WHERE edition_id = $edition
        ORDER BY is_placed DESC, rank_low NULLS LAST, rank_high NULLS LAST, kabkota.name, place_name
        """,
        {"edition": edition_id, "placed": PLACED},
    )


@kept
def placed(rows: pd.DataFrame) -> int:
    """How many rows of standings() have a published place."""
    return int(rows["is_placed"].sum())


@kept
def has_scores(rows: pd.DataFrame) -> bool:
    """Whether any row of standings() has a score."""
    return bool(rows["score"].notna().any())


@kept
def score_stages(rows: pd.DataFrame) -> list[str]:
    """The stages of the scores in rows of standings(), the earliest first; "" where the stage is not named."""
    held = set(rows.loc[rows["score"].notna(), "score_stage"].fillna(""))
    return [stage for stage in ("", *text.STAGES) if stage in held]


def comparable_scores(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of standings() whose scores are of the furthest stage that has any."""
    stages = score_stages(rows)
    return rows[rows["score"].notna() & (rows["score_stage"].fillna("") == (stages[-1] if stages else ""))]


def movement(con: Connection, edition_id: str) -> pd.DataFrame:
    """How places moved since the edition before; one row per row of standings(), in the same order.

    In a province each kabkota sends one kecamatan a year, so the kabkota is followed; in the contest of a kabkota the
    kecamatan is. Columns: place_id, year_before, kecamatan_before, rank_before, change (places gained; negative:
    lost). Rank_before and change are empty unless the rank is known in both editions.
    """
    return frame(
        con,
        """
        SELECT now.place_id, before_edition.year AS year_before, before.place_name AS kecamatan_before,
            CASE WHEN before.rank_low = before.rank_high THEN before.rank_low END AS rank_before,
            CASE WHEN now.rank_low = now.rank_high THEN rank_before - now.rank_low END AS change
        FROM standing AS now
        JOIN edition USING (edition_id)
        LEFT JOIN edition AS before_edition ON before_edition.edition_id = $before
        LEFT JOIN standing AS before ON before.edition_id = $before AND CASE edition.level
            WHEN 'provinsi' THEN before.kabkota_code = now.kabkota_code ELSE before.place_id = now.place_id END
        LEFT JOIN kabkota ON kabkota.code = now.kabkota_code
        WHERE now.edition_id = $edition
        QUALIFY row_number() OVER (PARTITION BY now.place_id ORDER BY before.rank_low NULLS LAST, before.rank_high) = 1
        ORDER BY coalesce(now.rank_basis IN $placed, false) DESC, now.rank_low NULLS LAST, now.rank_high NULLS LAST,
            kabkota.name, now.place_name
        """,
        {"edition": edition_id, "before": previous(con, edition_id), "placed": PLACED},
    )


def left_the_final(con: Connection, edition_id: str) -> pd.DataFrame:
    """Finalists of the edition before whose kabkota (or kecamatan, in a kabkota's contest) is no finalist now.

    Columns: kecamatan, kabkota, rank_low, rank_high, year; empty where there is no edition before.
    """
    return frame(
        con,
        """
        SELECT before.place_name AS kecamatan, kabkota.name AS kabkota, before.rank_low, before.rank_high, edition.year
        FROM standing AS before JOIN edition USING (edition_id) LEFT JOIN kabkota ON kabkota.code = before.kabkota_code
        WHERE edition_id = $before AND before.is_finalist AND NOT EXISTS (
            SELECT 1 FROM standing AS now WHERE now.edition_id = $edition AND now.is_finalist AND CASE edition.level
                WHEN 'provinsi' THEN before.kabkota_code = now.kabkota_code ELSE before.place_id = now.place_id END)
        ORDER BY before.rank_low, before.rank_high, kabkota.name
        """,
        {"edition": edition_id, "before": previous(con, edition_id)},
    )


def final_is_known(con: Connection, edition_id: str | None) -> bool:
    """Whether every finalist of an edition is known, so that who is not among them was not in the final."""
    row = record(
        con,
        """
        SELECT count(*) FILTER (is_finalist) >= any_value(finalists) AS is_known
        FROM edition JOIN standing USING (edition_id) WHERE edition_id = ?
        """,
        [edition_id],
    )
    return bool(row and row["is_known"])
