"""What is known and what is missing, by year and by region."""

import pandas as pd

from analytics.editions import Connection
from analytics.query import frame


def by_year(con: Connection, contest_id: str) -> pd.DataFrame:
    """One row per year from the first to the last edition of a contest, years without one included.

    Columns: year, edition_id (empty: no edition is known), short_name, entrants, entrants_known, finalists,
    finalists_known, ranks_known, scores_known, sources, disputes (counts), state: complete (every finalist's rank is
    known), partial (some are), finalists (none is), champion (the size is unknown, some ranks are), entrants (only that
    some took part), or none.
    """
    return frame(
        con,
        """
        WITH span AS (
            SELECT unnest(generate_series(min(year), max(year))) AS year FROM edition WHERE contest_id = $contest
        ),
        known AS (
            SELECT edition_id, count(*) AS entrants_known, count(*) FILTER (is_finalist) AS finalists_known,
                count(*) FILTER (rank_low = rank_high) AS ranks_known, count(score) AS scores_known,
                count(*) FILTER (is_finalist AND rank_low = rank_high) AS finalist_ranks
            FROM standing WHERE edition_id IN (SELECT edition_id FROM edition WHERE contest_id = $contest) GROUP BY edition_id
        )
        SELECT span.year, edition.edition_id, edition.short_name, edition.entrants, entrants_known, edition.finalists,
            finalists_known, ranks_known, scores_known,
            (SELECT count(DISTINCT source_id) FROM placement_claim AS claim
                WHERE claim.edition_id = edition.edition_id) AS sources,
            (SELECT count(*) FROM dispute WHERE dispute.edition_id = edition.edition_id) AS disputes,
            CASE
                WHEN entrants_known IS NULL THEN 'none'
                WHEN finalist_ranks >= finalists THEN 'complete'
                WHEN ranks_known > 0 AND finalists IS NULL THEN 'champion'
                WHEN ranks_known > 0 THEN 'partial'
                WHEN finalists_known > 0 THEN 'finalists'
                ELSE 'entrants' END AS state
        FROM span
        LEFT JOIN edition ON edition.contest_id = $contest AND edition.year = span.year
        LEFT JOIN known USING (edition_id)
        ORDER BY span.year DESC
        """,
        {"contest": contest_id},
    )


def by_region(con: Connection, province_code: str) -> pd.DataFrame:
    """One row per kabkota of a province, those with most known first.

    Columns: kabkota_code, kabkota, province_editions (editions of the province where one of its kecamatan is known),
    own_editions (own contests with a standing, SKK only), own_ranked (of these, with at least one known rank), kecamatan
    (all), kecamatan_known (with any standing), innovations (catalogued), sources (pages that name one of its kecamatan). All
    are counts.
    """
    return frame(
        con,
        """
        SELECT kabkota.code AS kabkota_code, kabkota.name AS kabkota,
            count(DISTINCT edition.year) FILTER (edition.level = 'provinsi') AS province_editions,
            count(DISTINCT edition.year) FILTER (edition.level = 'kabkota') AS own_editions,
            count(DISTINCT edition.year) FILTER (edition.level = 'kabkota' AND rank_low = rank_high) AS own_ranked,
            (SELECT count(*) FROM kecamatan WHERE kecamatan.kabkota_code = kabkota.code) AS kecamatan,
            count(DISTINCT standing.kecamatan_code) FILTER (edition.edition_id IS NOT NULL) AS kecamatan_known,
            (SELECT count(*) FROM innovation WHERE innovation.kabkota_code = kabkota.code) AS innovations,
            (SELECT count(DISTINCT source_id) FROM placement_claim AS claim WHERE claim.kabkota_code = kabkota.code) AS sources
        FROM kabkota
        LEFT JOIN standing ON standing.kabkota_code = kabkota.code
        LEFT JOIN edition ON edition.edition_id = standing.edition_id AND edition.is_skk
        WHERE kabkota.province_code = ?
        GROUP BY kabkota.code, kabkota.name
        ORDER BY kecamatan_known DESC, province_editions DESC, own_editions DESC, kabkota.name
        """,
        [province_code],
    )
