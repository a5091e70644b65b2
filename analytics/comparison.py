"""Several kecamatan side by side."""

from collections.abc import Sequence

import pandas as pd

from analytics import assessment
from analytics.editions import Connection
from analytics.query import each, frame

MOST = 6  # kecamatan that a comparison holds
SCORES = ["code", "kecamatan", "edition_id", "held", "stage", "indicator", "name", "share"]


def summary(con: Connection, codes: Sequence[str]) -> pd.DataFrame:
    """One row per kecamatan, in the order asked for.

    Columns: code, kecamatan, kabkota, editions (SKK editions with a standing), finals (of the province), best_low and best_high
    (best place in the province; empty: none known), best_year, furthest (stage reached in the province), titles (list,
    "juara_1 2023"), innovations, disputes (counts).
    """
    return frame(
        con,
        """
        WITH known AS (
            SELECT standing.*, year, level FROM standing JOIN edition USING (edition_id)
            WHERE is_skk AND kecamatan_code IN (SELECT unnest($codes::VARCHAR[]))
        )
        SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota.name AS kabkota, count(known.year) AS editions,
            count(*) FILTER (level = 'provinsi' AND is_finalist) AS finals,
            arg_min(rank_low, (rank_low, rank_high)) FILTER (level = 'provinsi' AND rank_high IS NOT NULL) AS best_low,
            arg_min(rank_high, (rank_low, rank_high)) FILTER (level = 'provinsi' AND rank_high IS NOT NULL) AS best_high,
            arg_min(year, (rank_low, rank_high)) FILTER (level = 'provinsi' AND rank_high IS NOT NULL) AS best_year,
            arg_max(stage_reached, list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'], stage_reached))
                FILTER (level = 'provinsi') AS furthest,
            list(title || ' ' || year ORDER BY year) FILTER (level = 'provinsi' AND regexp_matches(title, '_\\d+$')) AS titles,
            (SELECT count(*) FROM innovation WHERE innovation.kecamatan_code = kecamatan.code) AS innovations,
            count(*) FILTER (is_disputed) AS disputes
        FROM kecamatan JOIN kabkota ON kabkota.code = kecamatan.kabkota_code
        LEFT JOIN known ON known.kecamatan_code = kecamatan.code
        WHERE kecamatan.code IN (SELECT unnest($codes::VARCHAR[]))
        GROUP BY kecamatan.code, kecamatan.name, kabkota.name
        ORDER BY list_position($codes::VARCHAR[], kecamatan.code)
        """,
        {"codes": codes},
    )


def innovations_by_indicator(con: Connection, codes: Sequence[str]) -> pd.DataFrame:
    """Catalogued innovations: one row per kecamatan, indicator (1-7, or empty: unknown) and basis, where there is one.

    Columns: code, kecamatan, indicator, indicator_basis (stated, inferred, unknown), innovations (count).
    """
    return frame(
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, indicator, indicator_basis, count(*) AS innovations
        FROM innovation JOIN kecamatan ON kecamatan.code = kecamatan_code
        WHERE kecamatan.code IN (SELECT unnest($codes::VARCHAR[]))
        GROUP BY kecamatan.code, kecamatan.name, indicator, indicator_basis
        ORDER BY list_position($codes::VARCHAR[], kecamatan.code), indicator NULLS LAST, indicator_basis
        """,
        {"codes": codes},
    )


def indicator_scores(con: Connection, codes: Sequence[str]) -> pd.DataFrame:
    """Shares of the maximum per indicator (0-1) as assessment.field gives them, of each edition and stage in which several of the
    kecamatan have one for the same indicator; stages are never mixed.

    Columns: code, kecamatan, edition_id, held (the edition in words), stage, indicator, name, share (NaN: not known); the latest
    edition first, of an edition the furthest stage first.
    """
    held = frame(
        con,
        """
        SELECT edition_id, concat_ws(' ', short_name, coalesce(kabkota.name, provinsi.name), year) AS held, stage
        FROM score JOIN edition USING (edition_id)
        LEFT JOIN kabkota ON kabkota.code = edition.code
        LEFT JOIN provinsi ON provinsi.code = edition.code
        WHERE place_id IN (SELECT unnest($codes::VARCHAR[])) AND indicator IS NOT NULL AND value_max > 0 AND stage IS NOT NULL
        GROUP BY edition_id, held, year, stage HAVING count(DISTINCT place_id) > 1
        ORDER BY year DESC, edition_id,
            list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'], stage) DESC
        """,
        {"codes": codes},
    )
    order = {code: number for number, code in enumerate(codes)}
    found = [pd.DataFrame(columns=SCORES)]
    for row in each(held):
        rows = assessment.contributions(assessment.field(con, row.edition_id, row.stage, codes))
        rows = rows.rename(columns={"criterion": "indicator"})
        several = rows.groupby("indicator")["share"].transform("count") > 1
        known = rows[several].sort_values("code", key=lambda at: at.map(order), kind="stable")
        found.append(known.assign(edition_id=row.edition_id, held=row.held, stage=row.stage)[SCORES])
    return pd.concat(found[1:] or found, ignore_index=True)
