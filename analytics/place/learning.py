"""From whom a kecamatan can learn: others that are alike and stood among the first three, and what
they did that it has not.
"""

from collections.abc import Sequence

from analytics.core.query import Connection, answer
from analytics.core.rows import Rows
from analytics.place.questions import ALIKE
from analytics.place.rows import Example, Lesson

NEAR = 30  # kilometres from point to point that count as near
FEWEST = 2  # ways in which an example is like the kecamatan
MOST = 3  # examples, and lessons of each


def examples(con: Connection, code: str) -> Rows[Example]:
    """Kecamatan with a known place among the first three of an SKK edition, like this one in
    at least FEWEST ways, at most MOST: those alike in most ways first, then the higher contest,
    the better place, the nearer, the later.

    Ways are: the same province, the same kabkota, the same kind of kabkota (kabupaten or kota), a
    kabkota of about the same population, near or next to it, innovations in the same indicators.
    """
    return answer(
        Example,
        con,
        """
        WITH here AS (
            SELECT kecamatan.*, kabkota.kind, kabkota.population
            FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code WHERE kecamatan.code = $code
        ),
        placed AS (
            SELECT kecamatan_code AS code,
                arg_min(edition_id, (level <> 'provinsi', rank_low, -year)) AS edition_id
            FROM standing JOIN edition USING (edition_id)
            WHERE is_skk AND rank_low = rank_high AND rank_low <= 3 AND kecamatan_code <> $code
            GROUP BY ALL
        ),
        done AS (SELECT DISTINCT kecamatan_code AS code, indicator FROM innovation
          WHERE indicator IS NOT NULL),
        common AS (
            SELECT code, count(*) AS indicators FROM done
            WHERE indicator IN (SELECT indicator FROM done WHERE code = $code) GROUP BY code
        ),
        compared AS (
            SELECT placed.code, kecamatan.name AS kecamatan, kabkota.name AS kabkota, edition_id,
                kecamatan.kabkota_code = here.kabkota_code AS is_same_kabkota,
                left(placed.code, 2) = left($code, 2) AS is_same_province,
                kabkota.kind = here.kind AS is_same_kind,
                coalesce(kecamatan.kabkota_code <> here.kabkota_code
                    AND abs(kabkota.population - here.population) < $alike * here.population,
                    false) AS is_alike,
                distance_km(here.latitude, here.longitude, kecamatan.latitude,
                  kecamatan.longitude) AS distance_km,
                coalesce(common.indicators, 0) AS indicators,
                (here.code, placed.code) IN (SELECT (kecamatan_code, neighbour_code)
                  FROM neighbour) AS touches
            FROM placed JOIN kecamatan USING (code)
            JOIN kabkota ON kabkota.code = kecamatan.kabkota_code
            LEFT JOIN common USING (code) CROSS JOIN here
        ),
        counted AS (
            SELECT *, is_same_kabkota::INTEGER + is_same_province::INTEGER + is_same_kind::INTEGER
                + is_alike::INTEGER + (touches OR distance_km < $near)::INTEGER
                  + (indicators > 0)::INTEGER AS ways
            FROM compared
        )
        SELECT counted.* EXCLUDE (ways), year, level, short_name,
            coalesce(provinsi.name, organiser.name) AS region, title, rank_low AS rank
        FROM counted JOIN edition USING (edition_id)
        JOIN standing ON standing.edition_id = counted.edition_id
          AND standing.kecamatan_code = counted.code
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota AS organiser ON organiser.code = edition.code
        WHERE ways >= $fewest
        ORDER BY ways DESC, level DESC, rank_low, distance_km, year DESC, counted.code
        LIMIT $most
        """,
        {"code": code, "alike": ALIKE, "near": NEAR, "fewest": FEWEST, "most": MOST},
    )


def lessons(con: Connection, code: str, examples: Sequence[str]) -> Rows[Lesson]:
    """Innovations of the examples in indicators in which this kecamatan has none on record, or
    whose indicator is not known and whose name it has not; at most MOST of each example, those
    that most pages tell of first.
    """
    return answer(
        Lesson,
        con,
        """
        SELECT kecamatan_code AS code, innovation_id, name, indicator FROM innovation
        WHERE kecamatan_code IN (SELECT unnest($examples::VARCHAR[]))
            AND CASE WHEN indicator IS NULL
                THEN lower(name) NOT IN (SELECT lower(name) FROM innovation
                  WHERE kecamatan_code = $code)
                ELSE indicator NOT IN (SELECT indicator FROM innovation
                  WHERE kecamatan_code = $code AND indicator IS NOT NULL) END
        QUALIFY row_number() OVER (PARTITION BY kecamatan_code
            ORDER BY indicator IS NULL, sources DESC, last_year DESC NULLS LAST, name,
              innovation_id) <= $most
        ORDER BY list_position($examples::VARCHAR[], kecamatan_code), indicator IS NULL,
          sources DESC, last_year DESC NULLS LAST, name, innovation_id
        """,
        {"code": code, "examples": list(examples), "most": MOST},
    )
