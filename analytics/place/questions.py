"""One kecamatan or several: their history, who is near and alike, and how they compare."""

from collections.abc import Sequence

import pandas as pd

from analytics.assessment import questions as assessment_questions
from analytics.assessment.rows import Side
from analytics.core.query import Connection, answer, record
from analytics.core.rows import Rows, columns, declared, each
from analytics.place.rows import (
    ByIndicator,
    Event,
    Held,
    Identity,
    Innovation,
    Name,
    Nearest,
    Neighbour,
    Outline,
    Place,
    Proposal,
    Source,
    Step,
    Summary,
)
from analytics.standing.questions import PLACED


def identity(con: Connection, code: str) -> Identity | None:
    """Who a kecamatan is, or None for an unknown code."""
    return record(
        Identity,
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota_code, kabkota.name AS kabkota,
          province_code,
            provinsi.name AS provinsi, latitude, longitude, kabkota.population AS kabkota_population
        FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code JOIN provinsi
          ON provinsi.code = province_code
        WHERE kecamatan.code = ?
        """,
        [code],
    )


def places(con: Connection, codes: Sequence[str]) -> Rows[Place]:
    """Where kecamatan stood, in the order asked for, oldest first; within a year in their own
    contest before the province's.
    """
    return answer(
        Place,
        con,
        """
        SELECT kecamatan_code AS code, place_name AS kecamatan, year, level, edition_id, contest_id,
            coalesce(provinsi.name, kabkota.name) AS region, short_name, is_skk, entrants,
              finalists, title, rank_low, rank_high,
            is_tied, rank_basis, coalesce(rank_basis IN $placed, false) AS is_placed,
            is_finalist, stage_reached, score, score_max, sources, is_disputed, is_ruled
        FROM standing JOIN edition USING (edition_id)
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota ON kabkota.code = edition.code
        WHERE kecamatan_code IN (SELECT unnest($codes::VARCHAR[]))
        ORDER BY list_position($codes::VARCHAR[], kecamatan_code), year, level, edition_id
        """,
        {"codes": codes, "placed": PLACED},
    )


def steps(con: Connection, code: str) -> Rows[Step]:
    """The line of history of a kecamatan: SKK before kindred contests, each latest first."""
    return answer(
        Step,
        con,
        """
        WITH named AS (
            SELECT edition_id, stage, list(DISTINCT placement ORDER BY placement) AS placements,
              min(rank) AS rank,
                count(DISTINCT source_id) AS sources, bool_and(basis = 'inferred') AS is_inferred
            FROM placement_claim WHERE kecamatan_code = $code AND edition_id IS NOT NULL
              GROUP BY edition_id, stage
        ),
        -- A date is its own where it is that of the visit to its kabkota,
        -- or told by a page that names it alone.
        alone AS (
            SELECT edition_id, stage, source_id FROM placement_claim
              WHERE edition_id IN (SELECT edition_id FROM named)
            GROUP BY edition_id, stage, source_id
              HAVING bool_and(kecamatan_code IS NOT DISTINCT FROM $code)
        ),
        dated AS (
            SELECT stage.edition_id, stage.stage,
              mode(participants ORDER BY participants) AS participants,
                min(date) FILTER ((kabkota_code = $code[:4] AND level = 'provinsi')
                  OR alone.source_id IS NOT NULL) AS own_date,
                min(split_part(date, '/', 1)) AS first_date,
                  max(split_part(date, '/', -1)) AS last_date
            FROM stage LEFT JOIN alone
                ON alone.edition_id = stage.edition_id AND alone.stage = stage.stage
                  AND alone.source_id = stage.source_id
            WHERE stage.edition_id IN (SELECT edition_id FROM named)
              GROUP BY stage.edition_id, stage.stage
        )
        SELECT year, edition.level, coalesce(provinsi.name, kabkota.name) AS region, short_name,
          is_skk, edition_id, contest_id,
            named.stage, coalesce(own_date, first_date || '/' || last_date) AS date,
              dated.participants, placements, rank,
            sources,
            is_inferred
        FROM named JOIN edition USING (edition_id)
        LEFT JOIN dated ON dated.edition_id = named.edition_id AND dated.stage = named.stage
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota ON kabkota.code = edition.code
        ORDER BY is_skk DESC, year DESC, edition.level DESC,
            list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'],
              named.stage) DESC NULLS LAST
        """,
        {"code": code},
    )


def innovations(con: Connection, codes: Sequence[str]) -> Rows[Innovation]:
    """The catalogued innovations of kecamatan, those of the contest first, each latest first."""
    return answer(
        Innovation,
        con,
        """
        SELECT kecamatan_code AS code, innovation_id, name, expansion, innovation.indicator,
          indicator_basis, proposal.indicator AS proposed, sector, digital, context,
            first_year, last_year, sources, publisher, url
        FROM innovation
        JOIN (
            SELECT innovation_id, min(source_id) AS source_id FROM innovation_claim
            WHERE kecamatan_code IN (SELECT unnest($codes::VARCHAR[])) GROUP BY innovation_id
        ) USING (innovation_id)
        JOIN source USING (source_id)
        LEFT JOIN proposal USING (innovation_id)
        WHERE kecamatan_code IN (SELECT unnest($codes::VARCHAR[]))
        ORDER BY list_position($codes::VARCHAR[], kecamatan_code), context DESC,
          last_year DESC NULLS LAST, name
        """,
        {"codes": codes},
    )


def events(con: Connection, code: str) -> Rows[Event]:
    """What happened around the contest in its kabkota, and in its province in the years around its
    finals there; latest first.
    """
    return answer(
        Event,
        con,
        """
        SELECT event.date, event.level, event.kind, event.what, publisher, title, published, url
        FROM event JOIN source USING (source_id)
        WHERE (event.level = 'kecamatan' AND event.code = $code)
          OR (event.level = 'kabkota' AND event.code = $code[:4])
            OR (event.level = 'provinsi' AND event.code = $code[:2] AND EXISTS (
                SELECT 1 FROM standing JOIN edition USING (edition_id)
                WHERE kecamatan_code = $code AND is_finalist AND edition.level = 'provinsi'
                    AND left(event.date, 4)::INTEGER - edition.year BETWEEN 0 AND 1))
        ORDER BY event.date DESC
        """,
        {"code": code},
    )


def sources(con: Connection, code: str) -> Rows[Source]:
    """The pages that tell of a kecamatan, those with most claims first."""
    return answer(
        Source,
        con,
        """
        WITH told AS (
            SELECT source_id, 1 AS claim, 0 AS innovation FROM placement_claim
              WHERE kecamatan_code = $code
            UNION ALL SELECT source_id, 0, 1 FROM innovation_claim WHERE kecamatan_code = $code
        )
        SELECT source_id, publisher, title, published, url, sum(claim)::INTEGER AS claims,
          sum(innovation)::INTEGER AS innovations
        FROM told JOIN source USING (source_id)
        GROUP BY ALL ORDER BY claims DESC, innovations DESC, published, source_id
        """,
        {"code": code},
    )


def outlines(con: Connection, code: str) -> Rows[Outline]:
    """What a small map of its kabkota needs: every kecamatan there."""
    return answer(
        Outline,
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, wkt, latitude, longitude, kind, source,
          dated
        FROM kecamatan LEFT JOIN area ON area.kecamatan_code = kecamatan.code
        LEFT JOIN boundary ON boundary.level = 'kecamatan'
          AND province_code = left(area.kecamatan_code, 2)
        WHERE kabkota_code = $code[:4] ORDER BY kecamatan.code
        """,
        {"code": code},
    )


NEAR = 1  # degrees within which there mostly is somebody
# km in a degree of longitude, at least, where Indonesia is (to 11 degrees from the equator)
SHORTEST = 108
NEAREST = 5  # neighbours named where no area is known, or none touches
ALIKE = 0.25  # of the population, by which kabkota may differ and are alike


def names(con: Connection) -> Rows[Name]:
    """Every kecamatan, by code."""
    return answer(
        Name,
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota.name AS kabkota,
            kecamatan.name || ', ' || kabkota.name AS label,
            kecamatan.code IN (SELECT kecamatan_code FROM success) AS known
        FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code ORDER BY kecamatan.code
        """,
    )


def labels(con: Connection) -> dict[str, str]:
    """The label of every kecamatan, as in names(), by its code."""
    return {row.code: row.label for row in each(names(con))}


def neighbours(con: Connection, code: str) -> Rows[Neighbour]:
    """Its neighbours, nearest first: areas that touch; where none is known to, nearest points."""
    return answer(
        Neighbour,
        con,
        """
        WITH here AS (SELECT * FROM kecamatan WHERE code = $code),
        ranged AS (
            SELECT other.code, other.name AS kecamatan, kabkota.name AS kabkota,
                CASE WHEN neighbour.neighbour_code IS NULL THEN 'nearest' ELSE 'touch' END AS kind,
                distance_km(here.latitude, here.longitude, other.latitude,
                  other.longitude) AS distance_km
            FROM here JOIN kecamatan AS other ON other.code <> here.code
                AND abs(other.latitude - here.latitude) < 3
                  AND abs(other.longitude - here.longitude) < 3
            JOIN kabkota ON kabkota.code = other.kabkota_code
            LEFT JOIN neighbour ON neighbour.kecamatan_code = here.code
              AND neighbour.neighbour_code = other.code
        ),
        chosen AS (
            SELECT * FROM ranged WHERE kind = 'touch'
            UNION ALL (SELECT * FROM ranged
              WHERE NOT EXISTS (SELECT 1 FROM neighbour WHERE kecamatan_code = $code)
                ORDER BY distance_km LIMIT $nearest)
        )
        SELECT chosen.*, best.rank_low AS best_low, best.rank_high AS best_high, last_year
        FROM chosen LEFT JOIN success ON success.kecamatan_code = chosen.code LEFT JOIN (
            SELECT kecamatan_code, arg_min(rank_low, (rank_low, rank_high)) AS rank_low,
                arg_min(rank_high, (rank_low, rank_high)) AS rank_high
            FROM standing JOIN edition USING (edition_id)
              WHERE level = 'provinsi' AND is_skk AND rank_high IS NOT NULL
                AND kecamatan_code IN (SELECT code FROM chosen)
            GROUP BY kecamatan_code
        ) AS best ON best.kecamatan_code = chosen.code
        ORDER BY distance_km
        """,
        {"code": code, "nearest": NEAREST},
    )


def nearest_with_result(con: Connection, code: str) -> Rows[Nearest]:
    """The nearest kecamatan that has any standing: at most one row."""
    here = identity(con, code)
    parameters = {
        "code": code,
        "latitude": here and here.latitude,
        "longitude": here and here.longitude,
        "shortest": SHORTEST,
    }
    for degrees in (NEAR, 180):
        found = answer(
            Nearest,
            con,
            """
            WITH nearest AS (
                SELECT kecamatan.*, distance_km($latitude, $longitude, latitude,
                  longitude) AS distance_km, last_year
                FROM kecamatan JOIN success ON kecamatan_code = code
                WHERE code <> $code AND latitude BETWEEN $latitude - $degrees
                  AND $latitude + $degrees
                    AND longitude BETWEEN $longitude - $degrees AND $longitude + $degrees
                      AND distance_km < $degrees * $shortest
                ORDER BY distance_km LIMIT 1
            )
            SELECT nearest.code, nearest.name AS kecamatan, kabkota.name AS kabkota, distance_km,
              last_year
            FROM nearest JOIN kabkota ON kabkota.code = kabkota_code
            """,
            parameters | {"degrees": degrees},
        )
        if len(found):
            break
    return found


def proposals(con: Connection, code: str, most: int = 4) -> Rows[Proposal]:
    """Good comparisons for a kecamatan, at most `most` for each reason, those with the latest
    results first; only kecamatan of the same province with a standing in an SKK edition.
    """
    return answer(
        Proposal,
        con,
        """
        WITH here AS (
            SELECT kecamatan.code, kabkota_code, population
              FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code
            WHERE kecamatan.code = $code
        ),
        known AS (
            SELECT kecamatan_code AS code, max(year) AS last_year,
              bool_or(level = 'provinsi') AS in_province,
                arg_min(title, (rank_low, year))
                  FILTER (level = 'provinsi' AND rank_low = rank_high) AS title,
                list(DISTINCT title) FILTER (level = 'provinsi' AND rank_low = rank_high) AS titles
            FROM standing JOIN edition USING (edition_id)
              WHERE is_skk AND starts_with(kecamatan_code, left($code, 2))
            GROUP BY kecamatan_code
        ),
        reasoned AS (
            SELECT known.*, kecamatan.name AS kecamatan, kabkota.name AS kabkota,
              unnest(list_filter([
                CASE WHEN kecamatan.kabkota_code = here.kabkota_code THEN 'kabkota' END,
                CASE WHEN list_has_any(titles, (SELECT titles FROM known WHERE known.code = $code))
                  THEN 'title' END,
                CASE WHEN kecamatan.kabkota_code <> here.kabkota_code AND in_province
                    AND abs(kabkota.population - here.population) < $alike * here.population
                      THEN 'population' END
                ], lambda reason: reason IS NOT NULL)) AS reason
            FROM known JOIN kecamatan USING (code) JOIN kabkota
              ON kabkota.code = kecamatan.kabkota_code CROSS JOIN here
            WHERE known.code <> $code
        )
        SELECT code, kecamatan, kabkota, reason, title, last_year FROM reasoned
        QUALIFY row_number() OVER (PARTITION BY reason ORDER BY last_year DESC, code) <= $most
        ORDER BY list_position(['kabkota', 'title', 'population'], reason), last_year DESC, code
        """,
        {"code": code, "most": most, "alike": ALIKE},
    )


MOST = 6  # kecamatan that a comparison holds
SCORES = list(columns(Side))


def summary(con: Connection, codes: Sequence[str]) -> Rows[Summary]:
    """What a comparison says of each kecamatan, in the order asked for."""
    return answer(
        Summary,
        con,
        """
        WITH known AS (
            SELECT standing.*, year, level FROM standing JOIN edition USING (edition_id)
            WHERE is_skk AND kecamatan_code IN (SELECT unnest($codes::VARCHAR[]))
        )
        SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota.name AS kabkota,
          count(known.year) AS editions,
            count(*) FILTER (level = 'provinsi' AND is_finalist) AS finals,
            arg_min(rank_low, (rank_low, rank_high))
              FILTER (level = 'provinsi' AND rank_high IS NOT NULL) AS best_low,
            arg_min(rank_high, (rank_low, rank_high))
              FILTER (level = 'provinsi' AND rank_high IS NOT NULL) AS best_high,
            arg_min(year, (rank_low, rank_high))
              FILTER (level = 'provinsi' AND rank_high IS NOT NULL) AS best_year,
            arg_max(stage_reached, list_position(['peserta', 'administrasi', 'paparan',
              'tinjau_lapang', 'hasil'], stage_reached))
                FILTER (level = 'provinsi') AS furthest,
            list(title || ' ' || year ORDER BY year)
              FILTER (level = 'provinsi' AND regexp_matches(title, '_\\d+$')) AS titles,
            (SELECT count(*) FROM innovation
              WHERE innovation.kecamatan_code = kecamatan.code) AS innovations,
            count(*) FILTER (is_disputed) AS disputes
        FROM kecamatan JOIN kabkota ON kabkota.code = kecamatan.kabkota_code
        LEFT JOIN known ON known.kecamatan_code = kecamatan.code
        WHERE kecamatan.code IN (SELECT unnest($codes::VARCHAR[]))
        GROUP BY kecamatan.code, kecamatan.name, kabkota.name
        ORDER BY list_position($codes::VARCHAR[], kecamatan.code)
        """,
        {"codes": codes},
    )


def innovations_by_indicator(con: Connection, codes: Sequence[str]) -> Rows[ByIndicator]:
    """Catalogued innovations of kecamatan by indicator and basis, where there are any."""
    return answer(
        ByIndicator,
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, indicator, indicator_basis,
          count(*) AS innovations
        FROM innovation JOIN kecamatan ON kecamatan.code = kecamatan_code
        WHERE kecamatan.code IN (SELECT unnest($codes::VARCHAR[]))
        GROUP BY kecamatan.code, kecamatan.name, indicator, indicator_basis
        ORDER BY list_position($codes::VARCHAR[], kecamatan.code), indicator NULLS LAST,
          indicator_basis
        """,
        {"codes": codes},
    )


def indicator_scores(con: Connection, codes: Sequence[str]) -> Rows[Side]:
    """Shares of the maximum per indicator as assessment.questions.field gives them, of each edition
    and stage in which several of the kecamatan have one for the same indicator; stages are never
    mixed. The latest edition first, of an edition the furthest stage first.
    """
    held = answer(
        Held,
        con,
        """
        SELECT edition_id, concat_ws(' ', short_name, coalesce(kabkota.name, provinsi.name),
          year) AS held, stage
        FROM score JOIN edition USING (edition_id)
        LEFT JOIN kabkota ON kabkota.code = edition.code
        LEFT JOIN provinsi ON provinsi.code = edition.code
        WHERE place_id IN (SELECT unnest($codes::VARCHAR[])) AND indicator IS NOT NULL
          AND value_max > 0 AND stage IS NOT NULL
        GROUP BY edition_id, held, year, stage HAVING count(DISTINCT place_id) > 1
        ORDER BY year DESC, edition_id,
            list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'],
              stage) DESC
        """,
        {"codes": codes},
    )
    order = {code: number for number, code in enumerate(codes)}
    found = [pd.DataFrame(columns=SCORES)]
    for row in each(held):
        rows = assessment_questions.contributions(
            assessment_questions.field(con, row.edition_id, row.stage, codes)
        )
        rows = rows.rename(columns={"criterion": "indicator"})
        several = rows.groupby("indicator")["share"].transform("count") > 1
        known = rows[several].sort_values("code", key=lambda at: at.map(order), kind="stable")
        found.append(
            known.assign(edition_id=row.edition_id, held=row.held, stage=row.stage)[SCORES]
        )
    return declared(Side, pd.concat(found[1:] or found, ignore_index=True))
