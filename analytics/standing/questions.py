"""Standings of an edition and over the years: places, what changed, medals, indeks prestasi."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.editions import By, Span, previous
from analytics.core.query import Connection, answer, value
from analytics.core.rows import Rows, declared
from analytics.standing.rows import Index, Later, Left, Medals, Moved, Movement, Standing, Step

# A place is published where the rank is known, or bounded by more than merely having taken part.
PLACED = ("stated", "inferred", "contested", "elimination", "finalist", "shortlist")


def standings(con: Connection, edition_id: str) -> Rows[Standing]:
    """The kecamatan of an edition, best place first; who took part without a published place comes
    last.
    """
    return answer(
        Standing,
        con,
        """
        SELECT place_id, kecamatan_code, place_name AS kecamatan, kabkota_code,
          kabkota.name AS kabkota, title, rank_low,
            rank_high, is_tied, rank_basis, coalesce(rank_basis IN $placed, false) AS is_placed,
              is_finalist,
            stage_reached, score, score_max, score_stage, sources, publishers, is_disputed,
              is_ruled, is_inferred,
            (SELECT string_agg(DISTINCT coalesce(url, title), '; ' ORDER BY coalesce(url, title))
                FROM placement_claim AS claim JOIN source USING (source_id)
                WHERE claim.edition_id = standing.edition_id
                  AND claim.place_id = standing.place_id) AS pages
        FROM standing LEFT JOIN kabkota ON kabkota.code = kabkota_code
        WHERE edition_id = $edition
        ORDER BY is_placed DESC, rank_low NULLS LAST, rank_high NULLS LAST, kabkota.name, place_name
        """,
        {"edition": edition_id, "placed": PLACED},
    )


@cached
def placed(rows: Rows[Standing]) -> int:
    """How many rows of standings() have a published place."""
    return int(rows["is_placed"].sum())


@cached
def has_scores(rows: Rows[Standing]) -> bool:
    """Whether any row of standings() has a score."""
    return bool(rows["score"].notna().any())


@cached
def score_stages(rows: Rows[Standing]) -> list[str]:
    """The stages of the scores in rows of standings(), the earliest first; "" where the stage is
    not named.
    """
    held = set(rows.loc[rows["score"].notna(), "score_stage"].fillna(""))
    return [stage for stage in ("", *text.STAGES) if stage in held]


def comparable_scores(rows: Rows[Standing]) -> Rows[Standing]:
    """The rows of standings() whose scores are of the furthest stage that has any."""
    stages = score_stages(rows)
    return rows[
        rows["score"].notna() & (rows["score_stage"].fillna("") == (stages[-1] if stages else ""))
    ]


def movement(con: Connection, edition_id: str) -> Rows[Movement]:
    """How places moved since the edition before, in the order of standings().

    In a province each kabkota sends one kecamatan a year, so the kabkota is followed; in the
    contest of a kabkota the kecamatan is.
    """
    return answer(
        Movement,
        con,
        """
        SELECT now.place_id, before_edition.year AS year_before,
          before.place_name AS kecamatan_before,
            CASE WHEN before.rank_low = before.rank_high THEN before.rank_low END AS rank_before,
            CASE WHEN now.rank_low = now.rank_high THEN rank_before - now.rank_low END AS change
        FROM standing AS now
        JOIN edition USING (edition_id)
        LEFT JOIN edition AS before_edition ON before_edition.edition_id = $before
        LEFT JOIN standing AS before ON before.edition_id = $before AND CASE edition.level
            WHEN 'provinsi' THEN before.kabkota_code = now.kabkota_code
              ELSE before.place_id = now.place_id END
        LEFT JOIN kabkota ON kabkota.code = now.kabkota_code
        WHERE now.edition_id = $edition
        QUALIFY row_number() OVER (PARTITION BY now.place_id
          ORDER BY before.rank_low NULLS LAST, before.rank_high) = 1
        ORDER BY coalesce(now.rank_basis IN $placed, false) DESC, now.rank_low NULLS LAST,
          now.rank_high NULLS LAST,
            kabkota.name, now.place_name
        """,
        {"edition": edition_id, "before": previous(con, edition_id), "placed": PLACED},
    )


@cached
def moved(rows: Rows[Standing], moves: Rows[Movement]) -> Rows[Moved]:
    """Rows of standings() with those of movement()."""
    return declared(Moved, rows.merge(moves, on="place_id", how="left"))


def left_the_final(con: Connection, edition_id: str) -> Rows[Left]:
    """Finalists of the edition before whose kabkota (or kecamatan, in a kabkota's contest) is no
    finalist now, best place first; none where there is no edition before.
    """
    return answer(
        Left,
        con,
        """
        SELECT before.place_name AS kecamatan, kabkota.name AS kabkota, before.rank_low,
          before.rank_high, edition.year
        FROM standing AS before JOIN edition USING (edition_id) LEFT JOIN kabkota
          ON kabkota.code = before.kabkota_code
        WHERE edition_id = $before AND before.is_finalist AND NOT EXISTS (
            SELECT 1 FROM standing AS now WHERE now.edition_id = $edition AND now.is_finalist
              AND CASE edition.level
                WHEN 'provinsi' THEN before.kabkota_code = now.kabkota_code
                  ELSE before.place_id = now.place_id END)
        ORDER BY before.rank_low, before.rank_high, kabkota.name
        """,
        {"edition": edition_id, "before": previous(con, edition_id)},
    )


def final_is_known(con: Connection, edition_id: str | None) -> bool:
    """Whether every finalist of an edition is known, so that who is not among them was not in the
    final.
    """
    found = value(
        con,
        """
        SELECT count(*) FILTER (is_finalist) >= any_value(finalists) AS is_known
        FROM edition JOIN standing USING (edition_id) WHERE edition_id = ?
        """,
        [edition_id],
    )
    return bool(found)


MIDDLE = 50  # the score of the middle of any field; weighs as much as one edition of the last year


def _parameters(contest_id: str, span: Span, by: By) -> dict[str, object]:
    return {"contest": contest_id, "first": span.first, "last": span.last, "by": by}


def trail(con: Connection, contest_id: str, span: Span, by: By) -> Rows[Step]:
    """Where each kecamatan, or each kabkota through its kecamatan, stood; the latest year first."""
    return answer(
        Step,
        con,
        """
        SELECT year, edition_id, unit, name, detail, kecamatan_code, kabkota_code, title, rank_low,
          rank_high, is_tied,
            rank_basis, is_finalist, stage_reached, is_disputed
        FROM trail WHERE unit_kind = $by AND contest_id = $contest AND year BETWEEN $first AND $last
        ORDER BY year DESC, rank_low NULLS LAST, rank_high NULLS LAST, name
        """,
        _parameters(contest_id, span, by),
    )


def medals(con: Connection, contest_id: str, span: Span, by: By) -> Rows[Medals]:
    """The medal table: the units that were ever a finalist or among the first three, by gold, then
    silver, and so on.
    """
    return answer(
        Medals,
        con,
        """
        WITH counted AS (
            SELECT unit, any_value(name) AS name, max_by(detail, year) AS detail,
                count(*) FILTER (rank_low = 1 AND rank_high = 1) AS gold,
                count(*) FILTER (rank_low = 2 AND rank_high = 2) AS silver,
                count(*) FILTER (rank_low = 3 AND rank_high = 3) AS bronze,
                count(*) FILTER (rank_low < rank_high AND rank_high <= 3) AS among_three,
                count(*) FILTER (title LIKE 'harapan%') AS harapan,
                count(*) - gold - silver - bronze - harapan AS finalist,
                count(*) FILTER (rank_low <= 3 AND rank_low < rank_high) AS open,
                count(*) AS editions, max(year) AS last_year
            FROM trail
            WHERE unit_kind = $by AND contest_id = $contest AND year BETWEEN $first AND $last
                AND (is_finalist OR rank_low = rank_high AND rank_high <= 3)
            GROUP BY unit
        )
        SELECT rank() OVER (
            ORDER BY gold DESC, silver DESC, bronze DESC, among_three DESC, harapan DESC,
              finalist DESC) AS position, *
        FROM counted ORDER BY position, last_year DESC, name
        """,
        _parameters(contest_id, span, by),
    )


def index(
    con: Connection, contest_id: str, span: Span, by: By, half_life: float | None
) -> Rows[Index]:
    """Indeks prestasi (0-100) of every unit with at least one bounded place; docs/RULES.md, "Indeks
    prestasi".

    In an edition with n entrants a place r scores 100 × (1 − (r − 0.5) / n), where r is the middle
    of the rank interval and n the number of entrants, or, where that is unknown, of regions
    entitled to send one (an assumption). Each score weighs w = 0.5 ** ((last year of span − year) /
    half_life). The mean is Σ w·score / Σ w; the index draws it towards the middle of the field, (Σ
    w·score + 50) / (Σ w + 1), a Bayesian average: one good year does not outrank five.

    Args:
        con: an open connection.
        contest_id: the contest.
        span: the years that count.
        by: kecamatan, or the kabkota that sent them.
        half_life: years after which a result counts half; None: all years count alike.

    Raises:
        ValueError: half_life is not positive.
    """
    if half_life is not None and half_life <= 0:
        raise ValueError(f"half_life must be positive, not {half_life}")
    return answer(
        Index,
        con,
        """
        WITH scored AS (
            SELECT *, greatest(coalesce(entrants, entitled), rank_high) AS n,
                100 * (1 - ((rank_low + rank_high) / 2 - 0.5) / n) AS points,
                CASE WHEN $half_life IS NULL THEN 1
                  ELSE 0.5 ** (($last - year) / $half_life::DOUBLE) END AS weight
            FROM trail
            WHERE unit_kind = $by AND contest_id = $contest AND year BETWEEN $first AND $last
              AND rank_high IS NOT NULL
        ),
        averaged AS (
            SELECT unit, any_value(name) AS name, max_by(detail, year) AS detail,
                (sum(points * weight) + $middle) / (sum(weight) + 1) AS index,
                sum(points * weight) / sum(weight) AS mean, count(*) AS editions,
                count(*) FILTER (entrants IS NULL) AS assumed,
                  arg_min(rank_low, rank_low + rank_high) AS best_low,
                arg_min(rank_high, rank_low + rank_high) AS best_high, max(year) AS last_year
            FROM scored GROUP BY unit
        )
        SELECT rank() OVER (ORDER BY round(index, 9) DESC) AS position, * FROM averaged
        ORDER BY position, editions DESC, last_year DESC, name
        """,
        _parameters(contest_id, span, by) | {"half_life": half_life, "middle": MIDDLE},
    )


def later(con: Connection, contest_id: str, until: int) -> Rows[Later]:
    """The years after the last edition of a contest that has a result, up to and including a year,
    earliest first; of an SKK with what the contests of the other level tell of them: of a
    province's its kabkota's own contests, of a kabkota's the contest of its province.

    A year has one row for each kecamatan, those of one contest together, best place first; a year
    of which nothing is known has one row. Without an edition, or where none lies ahead, none.
    """
    return answer(
        Later,
        con,
        """
        WITH resulted AS (SELECT * FROM edition SEMI JOIN standing USING (edition_id)),
        last AS (
            SELECT level, code, class, is_skk, year FROM resulted
            WHERE contest_id = $contest ORDER BY year DESC LIMIT 1
        ),
        years AS (SELECT unnest(generate_series(year + 1, $until)) AS year FROM last),
        told AS (
            SELECT resulted.year, resulted.edition_id, resulted.contest_id, resulted.short_name,
              coalesce(kabkota.name, provinsi.name) AS region,
                kecamatan_code, place_name AS kecamatan, kabkota_code, title, is_finalist,
                is_inferred, rank_low, rank_high, is_tied
            FROM last JOIN resulted ON resulted.is_skk AND last.is_skk
              AND resulted.year > last.year AND resulted.level <> last.level
            JOIN standing USING (edition_id)
            LEFT JOIN kabkota ON resulted.level = 'kabkota' AND kabkota.code = resulted.code
            LEFT JOIN provinsi ON resulted.level = 'provinsi' AND provinsi.code = resulted.code
            WHERE CASE last.level
              WHEN 'provinsi' THEN kabkota.province_code = last.code
                AND coalesce(last.class, kabkota.kind) = kabkota.kind
              ELSE kabkota_code = last.code END
        )
        SELECT years.year, EXISTS (SELECT 1 FROM edition WHERE edition.contest_id = $contest
              AND edition.year = years.year) AS is_held,
            told.contest_id, short_name, region, kecamatan_code, kecamatan, kabkota_code, title,
            coalesce(is_finalist, false) AS is_finalist,
            coalesce(is_inferred, false) AS is_inferred, rank_low, rank_high, is_tied,
            (SELECT count(DISTINCT source_id) FROM placement_claim AS claim
               WHERE claim.edition_id = told.edition_id) AS sources
        FROM years LEFT JOIN told ON told.year = years.year
        ORDER BY years.year, region, told.contest_id, rank_low NULLS LAST, rank_high NULLS LAST,
          kecamatan
        """,
        {"contest": contest_id, "until": until},
    )
