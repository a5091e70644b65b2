"""One kecamatan through the years: who it is, where it stood, on which steps, and what is not known."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.editions import Connection
from analytics.query import frame, record
from analytics.standings import PLACED


def identity(con: Connection, code: str) -> dict[str, Any] | None:
    """Who a kecamatan is, or None for an unknown code.

    Keys: code, kecamatan, kabkota_code, kabkota, province_code, provinsi, latitude, longitude (degrees), kabkota_population.
    """
    return record(
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, kabkota_code, kabkota.name AS kabkota, province_code,
            provinsi.name AS provinsi, latitude, longitude, kabkota.population AS kabkota_population
        FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code JOIN provinsi ON provinsi.code = province_code
        WHERE kecamatan.code = ?
        """,
        [code],
    )


def places(con: Connection, codes: Sequence[str]) -> pd.DataFrame:
    """Where kecamatan stood: one row per kecamatan and edition, own contest before the province's within a year.

    Columns: code, kecamatan, year, level, edition_id, contest_id, region (the organiser), short_name, is_skk, entrants,
    finalists, title, rank_low, rank_high, is_tied, rank_basis, is_placed, is_finalist, stage_reached, score, score_max,
    sources, is_disputed, is_ruled. Oldest first.
    """
    return frame(
        con,
        """
        SELECT kecamatan_code AS code, place_name AS kecamatan, year, level, edition_id, contest_id,
            coalesce(provinsi.name, kabkota.name) AS region, short_name, is_skk, entrants, finalists, title, rank_low, rank_high,
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


def steps(con: Connection, code: str) -> pd.DataFrame:
    """The line of history: one row per edition and stage that a claim names for the kecamatan, in the order of events.

    Columns: year, level, region, short_name, is_skk, edition_id, contest_id, stage (empty: not named), date (its own
    if known, else the span of the stage A/B; YYYY-MM-DD or YYYY-MM), participants (count), placements (list of
    titles and statuses), rank (the best claimed), sources (count), is_inferred (no page
    states it).
    """
    return frame(
        con,
        """
        WITH named AS (
            SELECT edition_id, stage, list(DISTINCT placement ORDER BY placement) AS placements, min(rank) AS rank,
                count(DISTINCT source_id) AS sources, bool_and(basis = 'inferred') AS is_inferred
            FROM placement_claim WHERE kecamatan_code = $code AND edition_id IS NOT NULL GROUP BY edition_id, stage
        ),
        -- A date is its own where it is that of the visit to its kabkota, or told by a page that names it alone.
        alone AS (
            SELECT edition_id, stage, source_id FROM placement_claim WHERE edition_id IN (SELECT edition_id FROM named)
            GROUP BY edition_id, stage, source_id HAVING bool_and(kecamatan_code IS NOT DISTINCT FROM $code)
        ),
        dated AS (
            SELECT stage.edition_id, stage.stage, mode(participants ORDER BY participants) AS participants,
                min(date) FILTER ((kabkota_code = $code[:4] AND level = 'provinsi') OR alone.source_id IS NOT NULL) AS own_date,
                min(split_part(date, '/', 1)) AS first_date, max(split_part(date, '/', -1)) AS last_date
            FROM stage LEFT JOIN alone
                ON alone.edition_id = stage.edition_id AND alone.stage = stage.stage AND alone.source_id = stage.source_id
            WHERE stage.edition_id IN (SELECT edition_id FROM named) GROUP BY stage.edition_id, stage.stage
        )
        SELECT year, edition.level, coalesce(provinsi.name, kabkota.name) AS region, short_name, is_skk, edition_id, contest_id,
            named.stage, coalesce(own_date, first_date || '/' || last_date) AS date, dated.participants, placements, rank,
            sources,
            is_inferred
        FROM named JOIN edition USING (edition_id)
        LEFT JOIN dated ON dated.edition_id = named.edition_id AND dated.stage = named.stage
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota ON kabkota.code = edition.code
        ORDER BY year, edition.level,
            list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'], named.stage) NULLS FIRST
        """,
        {"code": code},
    )


def innovations(con: Connection, codes: Sequence[str]) -> pd.DataFrame:
    """The catalogued innovations of kecamatan, those of the contest first.

    Columns: code, innovation_id, name, expansion, indicator (1-7), indicator_basis (stated, inferred, unknown), sector, digital,
    context (skk or lain), first_year, last_year, sources (count), publisher, url (of one page that reports it).
    """
    return frame(
        con,
        """
        SELECT kecamatan_code AS code, innovation_id, name, expansion, indicator, indicator_basis, sector, digital, context,
            first_year, last_year, sources, publisher, url
        FROM innovation
        JOIN (
            SELECT innovation_id, min(source_id) AS source_id FROM innovation_claim
            WHERE kecamatan_code IN (SELECT unnest($codes::VARCHAR[])) GROUP BY innovation_id
        ) USING (innovation_id)
        JOIN source USING (source_id)
        WHERE kecamatan_code IN (SELECT unnest($codes::VARCHAR[]))
        ORDER BY list_position($codes::VARCHAR[], kecamatan_code), context DESC, first_year NULLS LAST, name
        """,
        {"codes": codes},
    )


def events(con: Connection, code: str) -> pd.DataFrame:
    """What happened around the contest in its kabkota, and in its province in the years around its finals there.

    Columns: date, level, kind (pembinaan, penghargaan, kunjungan), what, publisher, title, published, url. Oldest first.
    """
    return frame(
        con,
        """
        SELECT event.date, event.level, event.kind, event.what, publisher, title, published, url
        FROM event JOIN source USING (source_id)
        WHERE (event.level = 'kecamatan' AND event.code = $code) OR (event.level = 'kabkota' AND event.code = $code[:4])
            OR (event.level = 'provinsi' AND event.code = $code[:2] AND EXISTS (
                SELECT 1 FROM standing JOIN edition USING (edition_id)
                WHERE kecamatan_code = $code AND is_finalist AND edition.level = 'provinsi'
                    AND left(event.date, 4)::INTEGER - edition.year BETWEEN 0 AND 1))
        ORDER BY event.date
        """,
        {"code": code},
    )


def sources(con: Connection, code: str) -> pd.DataFrame:
    """The pages that tell of a kecamatan: source_id, publisher, title, published, url, claims and innovations (counts)."""
    return frame(
        con,
        """
        WITH told AS (
            SELECT source_id, 1 AS claim, 0 AS innovation FROM placement_claim WHERE kecamatan_code = $code
            UNION ALL SELECT source_id, 0, 1 FROM innovation_claim WHERE kecamatan_code = $code
        )
        SELECT source_id, publisher, title, published, url, sum(claim)::INTEGER AS claims, sum(innovation)::INTEGER AS innovations
        FROM told JOIN source USING (source_id)
        GROUP BY ALL ORDER BY claims DESC, innovations DESC, published, source_id
        """,
        {"code": code},
    )


def outlines(con: Connection, code: str) -> pd.DataFrame:
    """What a small map of its kabkota needs: one row per kecamatan; code, kecamatan, wkt (empty where no area is known),
    latitude, longitude, and of its boundaries kind (indicative or official), source, dated (empty where none is drawn)."""
    return frame(
        con,
        """
        SELECT kecamatan.code, kecamatan.name AS kecamatan, wkt, latitude, longitude, kind, source, dated
        FROM kecamatan LEFT JOIN area ON area.kecamatan_code = kecamatan.code
        LEFT JOIN boundary ON boundary.level = 'kecamatan' AND province_code = left(area.kecamatan_code, 2)
        WHERE kabkota_code = $code[:4] ORDER BY kecamatan.code
        """,
        {"code": code},
    )
