"""Whether finalists lie side by side more often than chance would have it."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from analytics.core.editions import By
from analytics.core.query import Connection, frame

FEWEST = 30  # areas with data below which nothing is said of clustering
PERMUTATIONS = 999
SEED = 2024


@dataclass(frozen=True)
class Clustering:
    """A join count of the areas that were in a final, against chance; without a test the last three
    are None.

    `areas` have data, `marked` of them were in a final of the `editions` that count; of the pairs
    of neighbours `joins` are both marked, `expected` would be on average if the marks lay anywhere;
    `p_value` is two-sided, from permutations.
    """

    areas: int
    marked: int
    editions: int
    joins: int | None = None
    expected: float | None = None
    p_value: float | None = None
    reason: Literal["", "unknown", "few", "same"] = ""


def clustering(
    con: Connection, contest_id: str, by: By, what: Literal["finalist", "entrant"] = "finalist"
) -> Clustering:
    """Whether the areas that were in a contest's finals (or took part at all) lie together.

    Only editions of which all finalists (all entrants) are known count: there, who is not named was
    not in it. An area has data if it is drawn and may take part. With fewer than 30 of them, or
    where all are alike, no test is given. A kabkota sends one kecamatan a year to its province:
    there the kabkota is the unit to ask about, for kecamatan of one kabkota are kept apart by the
    rule.
    """
    areas = frame(
        con,
        """
        WITH contest AS (SELECT DISTINCT level, code, class FROM edition
          WHERE contest_id = $contest),
        entitled AS (
            SELECT DISTINCT CASE $by WHEN 'kabkota' THEN kabkota.code
              ELSE kecamatan.code END AS code
            FROM contest JOIN kabkota ON CASE level WHEN 'provinsi' THEN province_code
              ELSE kabkota.code END = contest.code
                AND coalesce(class, kind) = kind
            JOIN kecamatan ON kabkota_code = kabkota.code JOIN area
              ON kecamatan_code = kecamatan.code
        ),
        entry AS (
            SELECT edition_id, CASE $by WHEN 'kabkota' THEN kabkota_code
              ELSE kecamatan_code END AS code,
                CASE $what WHEN 'finalist' THEN finalists ELSE entrants END AS size
            FROM standing JOIN edition USING (edition_id)
            WHERE contest_id = $contest AND (is_finalist OR $what = 'entrant')
        ),
        complete AS (SELECT edition_id FROM entry GROUP BY edition_id
          HAVING count(code) >= any_value(size))
        SELECT code, code IN (SELECT code
          FROM entry SEMI JOIN complete USING (edition_id)) AS is_marked,
            (SELECT count(*) FROM complete) AS editions
        FROM entitled ORDER BY code
        """,
        {"contest": contest_id, "by": by, "what": what},
    )
    marks = areas["is_marked"].to_numpy(dtype=bool)
    editions = int(areas["editions"].max()) if len(areas) else 0
    known = Clustering(len(areas), int(marks.sum()), editions)
    if known.areas < FEWEST:
        return replace(known, reason="few")
    if not editions:
        return replace(known, reason="unknown")
    if known.marked in (0, known.areas):
        return replace(known, reason="same")
    place = {code: position for position, code in enumerate(areas["code"])}
    pairs = np.array(
        [(place[one], place[two]) for one, two in _pairs(con, by) if one in place and two in place],
        dtype=np.intp,
    )
    joins, expected, p_value = join_count(marks, pairs.reshape(-1, 2))
    return replace(known, joins=joins, expected=expected, p_value=p_value)


def _pairs(con: Connection, by: By) -> list[tuple[str, str]]:
    return con.execute(
        """
        SELECT DISTINCT CASE $by WHEN 'kabkota' THEN kecamatan_code[:4]
          ELSE kecamatan_code END AS one,
            CASE $by WHEN 'kabkota' THEN neighbour_code[:4] ELSE neighbour_code END AS two
        FROM neighbour WHERE one < two ORDER BY one, two
        """,
        {"by": by},
    ).fetchall()


def join_count(
    marks: npt.NDArray[np.bool_], pairs: npt.NDArray[np.intp]
) -> tuple[int, float, float]:
    """Pairs of neighbours that are both marked: how many, how many by chance, and a two-sided
    permutation p.

    The join count BB of Moran (1948) and Cliff & Ord; chance is the same number of marks laid on
    any of the areas, 999 times from a fixed seed. p is twice the smaller share of permutations at
    least as extreme, the observed counted in.

    Args:
        marks: one truth for each area.
        pairs: one row for each pair of neighbours, as positions in `marks`; each pair once.
    """
    generator = np.random.default_rng(SEED)
    laid = generator.permuted(np.tile(marks, (PERMUTATIONS, 1)), axis=1)
    counts = (laid[:, pairs[:, 0]] & laid[:, pairs[:, 1]]).sum(axis=1)
    joins = int((marks[pairs[:, 0]] & marks[pairs[:, 1]]).sum())
    n, k = len(marks), int(marks.sum())
    tail = min((counts >= joins).sum(), (counts <= joins).sum())
    return (
        joins,
        len(pairs) * k * (k - 1) / (n * (n - 1)),
        float(min(1.0, 2 * (tail + 1) / (PERMUTATIONS + 1))),
    )
