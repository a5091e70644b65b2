"""Which innovations are worth copying, why, and which of them suit a region: docs/RULES.md, 13."""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.core.query import Connection, answer
from analytics.core.rows import Rows
from analytics.innovation.rows import Reason, Worthy
from analytics.place.learning import FEWEST
from analytics.place.questions import ALIKE

KINDS = ("copied", "award", "placed", "publishers", "years", "namesake")  # the strongest first


@dataclass(frozen=True)
class Sought:
    """Which innovations: None takes all, "" (0 for numbers) those of which it is not known.

    With a `region`, the code of a kabkota, those that suit it: of kabkota like it in at least
    FEWEST ways, and none of the name on record there. `kind` is one of KINDS.
    """

    region: str | None = None
    kind: str | None = None
    indicator: int | None = None
    sector: str | None = None


def worthy(con: Connection, sought: Sought, first: int = 0, most: int = 6) -> Rows[Worthy]:
    """Innovations with a reason to copy them: those with most kinds of reasons first, of as many
    whoever has the strongest (KINDS) that the other lacks, then by name. For a region, of those
    with the same reasons what suits it in most ways goes first.

    Ways are: a kabkota that touches it, in the same province, of the same kind (kabupaten or
    kota), of about the same population; and an indicator in which it has none on record.

    Args:
        con: the database.
        sought: filters.
        first: how many to pass over.
        most: how many at most.
    """
    return answer(
        Worthy,
        con,
        """
        WITH here AS (
            SELECT code, province_code, kind, population FROM kabkota WHERE code = $region
        ),
        beside AS (
            SELECT DISTINCT other.kabkota_code AS code
            FROM neighbour JOIN kecamatan AS own ON own.code = neighbour.kecamatan_code
            JOIN kecamatan AS other ON other.code = neighbour.neighbour_code
            WHERE own.kabkota_code = $region
        ),
        alike AS (
            SELECT other.code AS kabkota_code, list_filter([
                CASE WHEN other.code IN (SELECT code FROM beside) THEN 'touch' END,
                CASE WHEN other.province_code = here.province_code THEN 'province' END,
                CASE WHEN other.kind = here.kind THEN 'kind' END,
                CASE WHEN abs(other.population - here.population) < $alike * here.population
                  THEN 'population' END], lambda way: way IS NOT NULL) AS ways
            FROM here JOIN kabkota AS other ON other.code <> here.code
        ),
        held AS MATERIALIZED (
            SELECT name_key, indicator FROM catalogue JOIN innovation_worth USING (innovation_id)
            WHERE kabkota_code = $region
        ),
        matching AS (
            SELECT innovation_id, kinds, position, CASE WHEN $region::VARCHAR IS NULL THEN []
                WHEN indicator IS NOT NULL
                    AND indicator NOT IN (SELECT indicator FROM held WHERE indicator IS NOT NULL)
                  THEN list_append(ways, 'indicator') ELSE ways END AS ways
            FROM innovation_worth JOIN catalogue USING (innovation_id)
            LEFT JOIN alike USING (kabkota_code)
            WHERE kinds <> ''
                AND ($region::VARCHAR IS NULL OR (len(ways) >= $fewest
                    AND name_key NOT IN (SELECT name_key FROM held)))
                AND ($kind::VARCHAR IS NULL OR list_contains(string_split(kinds, ';'), $kind))
                AND ($indicator::INTEGER IS NULL OR coalesce(indicator, 0) = $indicator)
                AND ($sector::VARCHAR IS NULL OR coalesce(sector, '') = $sector)
        )
        SELECT catalogue.*, string_split(kinds, ';') AS kinds, ways, position,
            (SELECT count(*) FROM matching) AS found
        FROM matching JOIN catalogue USING (innovation_id)
        ORDER BY min(position) OVER (PARTITION BY matching.kinds), len(ways) DESC, position
        LIMIT $most OFFSET $first
        """,
        vars(sought) | {"alike": ALIKE, "fewest": FEWEST, "first": first, "most": most},
    )


def reasons(con: Connection, innovation_ids: Sequence[str]) -> Rows[Reason]:
    """Why each of some innovations is worth copying, in their order; the strongest first, each
    kind the latest first.
    """
    return answer(
        Reason,
        con,
        """
        WITH paged AS (
            SELECT innovation_id, min(coalesce(publisher, source.source_id)) AS publisher,
                arg_min(coalesce(url, ''), {day: coalesce(published, '9'),
                  id: source.source_id}) AS url
            FROM innovation_claim JOIN source USING (source_id)
            WHERE innovation_id IN (SELECT unnest($ids::VARCHAR[])) GROUP BY innovation_id, host
        ),
        publishers AS (
            SELECT innovation_id, list(publisher ORDER BY publisher, url) AS publishers,
                list(url ORDER BY publisher, url) AS urls
            FROM paged GROUP BY innovation_id
        )
        SELECT reason.innovation_id, reason.kind, reason.year, what, number,
            reason.edition_id, contest_id, level, short_name,
            coalesce(provinsi.name, organiser.name) AS region, place_name, kabkota.name AS entered,
            standing.title, rank_low, rank_high, is_tied, coalesce(is_disputed, false)
              AS is_disputed,
            other_id, other.name AS other_name, other.kecamatan AS other_kecamatan,
            other.kabkota AS other_kabkota,
            CASE WHEN reason.kind = 'publishers' THEN publishers.publishers
                WHEN reason.source_id IS NOT NULL
                  THEN [coalesce(source.publisher, reason.source_id)] ELSE [] END AS publishers,
            CASE WHEN reason.kind = 'publishers' THEN publishers.urls
                WHEN reason.source_id IS NOT NULL THEN [coalesce(source.url, '')] ELSE [] END
              AS urls
        FROM innovation_reason AS reason JOIN innovation USING (innovation_id)
        LEFT JOIN publishers USING (innovation_id)
        LEFT JOIN edition ON edition.edition_id = reason.edition_id
        LEFT JOIN standing ON standing.edition_id = reason.edition_id
          AND standing.kecamatan_code = innovation.kecamatan_code
        LEFT JOIN kabkota ON kabkota.code = standing.kabkota_code
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota AS organiser ON organiser.code = edition.code
        LEFT JOIN source ON source.source_id = reason.source_id
        LEFT JOIN catalogue AS other ON other.innovation_id = other_id
        WHERE reason.innovation_id IN (SELECT unnest($ids::VARCHAR[]))
        ORDER BY list_position($ids::VARCHAR[], reason.innovation_id),
          list_position($kinds::VARCHAR[], reason.kind), reason.year DESC, what,
          reason.source_id
        """,
        {"ids": list(innovation_ids), "kinds": list(KINDS)},
    )
