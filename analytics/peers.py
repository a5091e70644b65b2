"""Whom to compare a kecamatan with, and how to find one by name."""

from functools import lru_cache
from operator import add

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process, utils

from analytics.editions import Connection
from analytics.query import frame, record
from analytics.typed import cut

NEAR = 1  # degrees within which there mostly is somebody
SHORTEST = 108  # km in a degree of longitude, at least, where Indonesia is (to 11 degrees from the equator)
NEAREST = 5  # neighbours named where no area is known, or none touches
LEAST_ALIKE = 75  # of 100: below this a name is no hit
OF_A_PART = 0.95


def names(con: Connection) -> pd.DataFrame:
    """Every kecamatan: code, kecamatan, kabkota, label ("Genteng, Kabupaten Banyuwangi"; unique), known (has a standing)."""
    return frame(
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
    return dict(names(con)[["code", "label"]].itertuples(index=False))


def search(everyone: pd.DataFrame, wanted: str, most: int = 8) -> pd.DataFrame:
    """The kecamatan most like what was typed: by its own name, or by any part of it with its kabkota; errors forgiven.

    Args:
        everyone: names().
        wanted: what was typed; spaces and capitals do not matter.
        most: how many at most.

    Returns:
        Rows of `everyone` with likeness (0-100), best first; of equals, those with a known result first. A likeness to a part
        counts a little less than one to the whole name.
    """
    typed = _plain(cut(wanted))
    if not typed:
        return everyone.head(0).assign(likeness=[])
    names, labels, bare = _spelled(tuple(everyone["kecamatan"]), tuple(everyone["kabkota"]))
    whole = process.cdist([typed], names, scorer=fuzz.ratio)[0]
    parts = [process.cdist([typed], choices, scorer=fuzz.partial_ratio)[0] * OF_A_PART for choices in (labels, bare)]
    found = everyone.assign(likeness=np.maximum.reduce([whole, *parts]).astype(float).round(1))
    found = found[found["likeness"] >= LEAST_ALIKE]
    return found.sort_values(["likeness", "known"], ascending=False, kind="stable").head(most)


def _plain(words: str) -> str:
    return utils.default_process(words).replace(" ", "")


@lru_cache(maxsize=4)
def _spelled(kecamatan: tuple[str, ...], kabkota: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    names = [_plain(name) for name in kecamatan]
    regions = [_plain(region) for region in kabkota]
    bare = [region.removeprefix("kabupaten").removeprefix("kota") for region in regions]
    return names, list(map(add, names, regions)), list(map(add, names, bare))


def neighbours(con: Connection, code: str) -> pd.DataFrame:
    """Its neighbours: areas that touch; where none is known to, the nearest points.

    Columns: code, kecamatan, kabkota, kind (touch or nearest), distance_km (between points), best_low and best_high (best
    place in the province), last_year (of any standing; empty: none). Nearest first.
    """
    return frame(
        con,
        """
        WITH here AS (SELECT * FROM kecamatan WHERE code = $code),
        ranged AS (
            SELECT other.code, other.name AS kecamatan, kabkota.name AS kabkota,
                CASE WHEN neighbour.neighbour_code IS NULL THEN 'nearest' ELSE 'touch' END AS kind,
                distance_km(here.latitude, here.longitude, other.latitude, other.longitude) AS distance_km
            FROM here JOIN kecamatan AS other ON other.code <> here.code
                AND abs(other.latitude - here.latitude) < 3 AND abs(other.longitude - here.longitude) < 3
            JOIN kabkota ON kabkota.code = other.kabkota_code
            LEFT JOIN neighbour ON neighbour.kecamatan_code = here.code AND neighbour.neighbour_code = other.code
        ),
        chosen AS (
            SELECT * FROM ranged WHERE kind = 'touch'
            UNION ALL (SELECT * FROM ranged WHERE NOT EXISTS (SELECT 1 FROM neighbour WHERE kecamatan_code = $code)
                ORDER BY distance_km LIMIT $nearest)
        )
        SELECT chosen.*, best.rank_low AS best_low, best.rank_high AS best_high, last_year
        FROM chosen LEFT JOIN success ON success.kecamatan_code = chosen.code LEFT JOIN (
            SELECT kecamatan_code, arg_min(rank_low, (rank_low, rank_high)) AS rank_low,
                arg_min(rank_high, (rank_low, rank_high)) AS rank_high
            FROM standing JOIN edition USING (edition_id) WHERE level = 'provinsi' AND is_skk AND rank_high IS NOT NULL
                AND kecamatan_code IN (SELECT code FROM chosen)
            GROUP BY kecamatan_code
        ) AS best ON best.kecamatan_code = chosen.code
        ORDER BY distance_km
        """,
        {"code": code, "nearest": NEAREST},
    )


def nearest_with_result(con: Connection, code: str) -> pd.DataFrame:
    """The nearest kecamatan that has any standing: at most one row; code, kecamatan, kabkota, distance_km, last_year."""
    here = record(con, "SELECT latitude, longitude FROM kecamatan WHERE code = ?", [code]) or {
        "latitude": None,
        "longitude": None,
    }
    found = pd.DataFrame()
    for degrees in (NEAR, 180):
        found = frame(
            con,
            """
            WITH nearest AS (
                SELECT kecamatan.*, distance_km($latitude, $longitude, latitude, longitude) AS distance_km, last_year
                FROM kecamatan JOIN success ON kecamatan_code = code
                WHERE code <> $code AND latitude BETWEEN $latitude - $degrees AND $latitude + $degrees
                    AND longitude BETWEEN $longitude - $degrees AND $longitude + $degrees AND distance_km < $degrees * $shortest
                ORDER BY distance_km LIMIT 1
            )
            SELECT nearest.code, nearest.name AS kecamatan, kabkota.name AS kabkota, distance_km, last_year
            FROM nearest JOIN kabkota ON kabkota.code = kabkota_code
            """,
            {"code": code, "degrees": degrees, "shortest": SHORTEST, **here},
        )
        if len(found):
            break
    return found


def proposals(con: Connection, code: str, most: int = 4) -> pd.DataFrame:
    """Good comparisons for a kecamatan: one row per proposal and reason, those with the latest results first.

    Columns: code, kecamatan, kabkota, reason (kabkota: the same kabkota; title: the same title in the province in another year;
    population: a kabkota of similar population, within a quarter), title, last_year. At most `most` for each reason; only
    kecamatan of the same province with a standing in an SKK edition.
    """
    return frame(
        con,
        """
        WITH here AS (
            SELECT kecamatan.code, kabkota_code, population FROM kecamatan JOIN kabkota ON kabkota.code = kabkota_code
            WHERE kecamatan.code = $code
        ),
        known AS (
            SELECT kecamatan_code AS code, max(year) AS last_year, bool_or(level = 'provinsi') AS in_province,
                arg_min(title, (rank_low, year)) FILTER (level = 'provinsi' AND rank_low = rank_high) AS title,
                list(DISTINCT title) FILTER (level = 'provinsi' AND rank_low = rank_high) AS titles
            FROM standing JOIN edition USING (edition_id) WHERE is_skk AND starts_with(kecamatan_code, left($code, 2))
            GROUP BY kecamatan_code
        ),
        reasoned AS (
            SELECT known.*, kecamatan.name AS kecamatan, kabkota.name AS kabkota, unnest(list_filter([
                CASE WHEN kecamatan.kabkota_code = here.kabkota_code THEN 'kabkota' END,
                CASE WHEN list_has_any(titles, (SELECT titles FROM known WHERE known.code = $code)) THEN 'title' END,
                CASE WHEN kecamatan.kabkota_code <> here.kabkota_code AND in_province
                    AND abs(kabkota.population - here.population) < 0.25 * here.population THEN 'population' END
                ], lambda reason: reason IS NOT NULL)) AS reason
            FROM known JOIN kecamatan USING (code) JOIN kabkota ON kabkota.code = kecamatan.kabkota_code CROSS JOIN here
            WHERE known.code <> $code
        )
        SELECT code, kecamatan, kabkota, reason, title, last_year FROM reasoned
        QUALIFY row_number() OVER (PARTITION BY reason ORDER BY last_year DESC, code) <= $most
        ORDER BY list_position(['kabkota', 'title', 'population'], reason), last_year DESC, code
        """,
        {"code": code, "most": most},
    )
