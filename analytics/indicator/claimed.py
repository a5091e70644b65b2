"""How many innovations a kecamatan claims, beside how many the catalog can list by name."""

from analytics.core import text
from analytics.core.query import Connection, answer
from analytics.core.rows import Rows, each
from analytics.indicator.rows import Claimed, ClaimedByIndicator, Number


def kecamatan(con: Connection) -> Rows[Claimed]:
    """The kecamatan and years for which a page claims a number of innovations, the latest year
    first.
    """
    return answer(
        Claimed,
        con,
        """
        WITH listed AS (
            SELECT kecamatan_code, year, count(DISTINCT innovation_id) AS listed
              FROM innovation_claim GROUP BY ALL
        ),
        support AS (
            SELECT kecamatan_code, year, value, rank() OVER (PARTITION BY kecamatan_code, year
                ORDER BY bool_or(is_official) DESC, count(DISTINCT host) DESC) AS preference
            FROM innovation_claimed JOIN source USING (source_id)
              GROUP BY kecamatan_code, year, value
        ),
        held AS (
            SELECT kecamatan_code, year, CASE WHEN count(*) FILTER (preference = 1) = 1
                THEN any_value(value) FILTER (preference = 1) END AS total,
                  count(*) > 1 AS is_disputed
            FROM support GROUP BY kecamatan_code, year
        ),
        claimed AS (
            SELECT kecamatan_code, year, list_sort(list(DISTINCT value)
              FILTER (what = 'total')) AS totals,
                max(value) FILTER (what = 'parts') AS parts
            FROM innovation_claimed GROUP BY kecamatan_code, year
        )
        SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota.name AS kabkota, count.year,
          coalesce(totals, []) AS totals,
            total, parts, coalesce(is_disputed, false) AS is_disputed,
            count(DISTINCT indicator) FILTER (indicator <> 'total') AS by_indicator,
              coalesce(listed, 0) AS listed,
            coalesce(list(DISTINCT note ORDER BY note) FILTER (note IS NOT NULL), []) AS notes,
            count(DISTINCT source_id) AS sources
        FROM innovation_count AS count
        JOIN kecamatan ON kecamatan.code = count.kecamatan_code
        JOIN kabkota ON kabkota.code = kecamatan.kabkota_code
        LEFT JOIN claimed ON claimed.kecamatan_code = kecamatan.code
          AND claimed.year IS NOT DISTINCT FROM count.year
        LEFT JOIN held ON held.kecamatan_code = kecamatan.code AND held.year IS NOT DISTINCT
          FROM count.year
        LEFT JOIN listed ON listed.kecamatan_code = kecamatan.code AND listed.year IS NOT DISTINCT
          FROM count.year
        GROUP BY kecamatan.code, kecamatan.name, kabkota.name, count.year, totals, total, parts,
          is_disputed, listed
        ORDER BY count.year DESC NULLS LAST, kecamatan, kecamatan.code
        """,
    )


def labels(known: Rows[Claimed]) -> list[str]:
    """What each of them is called in an address: "Genteng, Kabupaten Banyuwangi, 2023"."""
    return [
        f"{text.located(row.kecamatan, row.kabkota)},"
        f" {text.years(row.year, row.year) or 'tanpa tahun'}"
        for row in each(known)
    ]


def foremost(known: Rows[Claimed]) -> int:
    """The position of the one to show first: disputed, told by indicator, most of them listed."""
    ordered = known.reset_index(drop=True).sort_values(
        ["is_disputed", "by_indicator", "listed"], ascending=False, kind="stable"
    )
    return int(ordered.index[0])


def by_indicator(con: Connection, code: str, year: int | None) -> Rows[ClaimedByIndicator]:
    """Each indicator, and none, of a kecamatan and year of kecamatan()."""
    return answer(
        ClaimedByIndicator,
        con,
        """
        WITH line AS (SELECT number AS indicator FROM skk_indicator UNION ALL SELECT NULL),
        claimed AS (
            SELECT TRY_CAST(indicator AS INTEGER) AS indicator, max(innovation_count) AS claimed
              FROM innovation_count
            WHERE kecamatan_code = $code AND year IS NOT DISTINCT
              FROM $year AND indicator <> 'total' GROUP BY indicator
        ),
        listed AS (
            SELECT DISTINCT innovation.innovation_id, innovation.indicator,
              innovation.indicator_basis AS basis, innovation.name
            FROM innovation JOIN innovation_claim AS claim USING (innovation_id)
            WHERE claim.kecamatan_code = $code AND claim.year IS NOT DISTINCT FROM $year
        )
        SELECT line.indicator, any_value(claimed) AS claimed, count(innovation_id)
          FILTER (basis = 'stated') AS stated,
            count(innovation_id) FILTER (basis = 'inferred') AS inferred,
            count(innovation_id) FILTER (basis = 'unknown') AS unknown,
            coalesce(list(listed.name ORDER BY listed.name)
              FILTER (innovation_id IS NOT NULL), []) AS names
        FROM line
        LEFT JOIN claimed ON claimed.indicator = line.indicator
        LEFT JOIN listed ON listed.indicator IS NOT DISTINCT FROM line.indicator
        GROUP BY line.indicator ORDER BY line.indicator NULLS LAST
        """,
        {"code": code, "year": year},
    )


def claims(con: Connection) -> Rows[Number]:
    """Every number a page claims, the latest year first."""
    return answer(
        Number,
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota.name AS kabkota, count.year,
          count.indicator,
            innovation_count, basis, note, source_id, publisher, title, published, url
        FROM innovation_count AS count JOIN source USING (source_id)
        JOIN kecamatan ON kecamatan.code = count.kecamatan_code
        JOIN kabkota ON kabkota.code = kecamatan.kabkota_code
        ORDER BY count.year DESC NULLS LAST, kecamatan, kecamatan.code, count.indicator, publisher
        """,
    )
