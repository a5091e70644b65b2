"""One kabkota over the years: its kecamatan, its own contest, its way in the province's, and awards
for mentoring; and several side by side.
"""

from collections.abc import Sequence

from analytics.core.cache import cached
from analytics.core.query import Connection, answer, record
from analytics.core.rows import Rows, each
from analytics.kabkota.rows import (
    Award,
    Beside,
    ByIndicator,
    Called,
    Kecamatan,
    Kindred,
    Like,
    Mentor,
    Met,
    Named,
    Own,
    Region,
    Sent,
    Spell,
    Year,
)

MOST = 4  # kabkota that a comparison holds


def region(con: Connection, code: str) -> Region | None:
    """The kabkota of a code, or None where there is none."""
    return record(
        Region,
        con,
        """
        SELECT kabkota.code, kabkota.name, kind, province_code, provinsi.name AS province,
            (SELECT count(*) FROM kecamatan WHERE kabkota_code = kabkota.code) AS kecamatan,
            (SELECT contest_id FROM edition
              WHERE level = 'provinsi' AND edition.code = kabkota.province_code AND is_skk
                AND coalesce(class, kind) = kind ORDER BY year DESC LIMIT 1) AS contest_id
        FROM kabkota JOIN provinsi ON provinsi.code = province_code
        WHERE kabkota.code = ?
        """,
        [code],
    )


def regions(con: Connection, province_code: str) -> Rows[Named]:
    """Every kabkota of a province by name."""
    return answer(
        Named,
        con,
        "SELECT code, name FROM kabkota WHERE province_code = ? ORDER BY name, code",
        [province_code],
    )


def kecamatan(con: Connection, code: str) -> Rows[Kecamatan]:
    """The kecamatan of a kabkota, by their best result, the silent ones last; SKK and SP2K only."""
    return answer(
        Kecamatan,
        con,
        """
        WITH result AS (
            SELECT place_id, kecamatan_code, place_name, edition.level, year, title, is_finalist,
              rank_low, rank_high, is_tied
            FROM standing JOIN edition USING (edition_id) WHERE kabkota_code = $code AND is_skk
        ),
        counted AS (
            SELECT place_id, count(*) FILTER (level = 'kabkota') AS own_editions,
                count(*) FILTER (level = 'kabkota' AND is_finalist) AS own_finals,
                count(*) FILTER (level = 'provinsi') AS province_editions,
                count(*) FILTER (level = 'provinsi' AND is_finalist) AS province_finals,
                  max(year) AS last_year
            FROM result GROUP BY place_id
        ),
        best AS (
            SELECT *, level AS best_level, year AS best_year FROM result
            QUALIFY row_number() OVER (PARTITION BY place_id
              ORDER BY level = 'provinsi' DESC, is_finalist DESC,
                rank_low + rank_high NULLS LAST, year DESC) = 1
        ),
        own AS (SELECT code, name FROM kecamatan WHERE kabkota_code = $code)
        SELECT coalesce(own.code, kecamatan_code) AS kecamatan_code,
          coalesce(own.name, place_name) AS kecamatan,
            coalesce(own_editions, 0) AS own_editions, coalesce(own_finals, 0) AS own_finals,
            coalesce(province_editions, 0) AS province_editions,
              coalesce(province_finals, 0) AS province_finals,
            best_level, best_year, title, is_finalist, rank_low, rank_high, is_tied, last_year
        FROM own FULL JOIN (SELECT * FROM counted JOIN best USING (place_id)) AS told
          ON told.place_id = own.code
        ORDER BY last_year IS NULL, best_level = 'provinsi' DESC, is_finalist DESC,
          rank_low + rank_high NULLS LAST,
            last_year DESC, kecamatan
        """,
        {"code": code},
    )


def journey(con: Connection, code: str) -> Rows[Year]:
    """How far a kabkota came in the SKK of its province: every year from its first to its last
    edition, latest first.

    A year has one row for each kecamatan it is known to have sent; else one row whose state says
    why it is empty: outside (all finalists are known, and none is from here), unknown, or none (no
    edition is known).
    """
    return answer(
        Year,
        con,
        """
        WITH held AS (
            SELECT edition.*, (SELECT count(*) FILTER (is_finalist) FROM standing
                WHERE standing.edition_id = edition.edition_id) >= finalists AS is_complete
            FROM edition JOIN kabkota ON kabkota.code = $code
            WHERE level = 'provinsi' AND edition.code = province_code AND is_skk
              AND coalesce(class, kind) = kind
        ),
        span AS (SELECT unnest(generate_series(min(year), max(year))) AS year FROM held),
        sent AS (SELECT * FROM standing WHERE kabkota_code = $code)
        SELECT span.year, held.edition_id, short_name, CASE
                WHEN held.edition_id IS NULL THEN 'none' WHEN place_id IS NOT NULL THEN 'known'
                WHEN is_complete THEN 'outside' ELSE 'unknown' END AS state,
            place_id, kecamatan_code, place_name AS kecamatan, title, rank_low, rank_high, is_tied,
            coalesce(is_finalist, false) AS is_finalist, stage_reached, is_disputed
        FROM span LEFT JOIN held ON held.year = span.year LEFT JOIN sent
          ON sent.edition_id = held.edition_id
        ORDER BY span.year DESC, rank_low NULLS LAST, rank_high NULLS LAST, place_name
        """,
        {"code": code},
    )


@cached
def spells(journey: Rows[Year]) -> list[Spell]:
    """The years of journey(), those together about which the same is to be said; latest first."""
    found: list[Spell] = []
    for row in each(journey):
        if found and row.state == "known" and found[-1].first == row.year:
            found[-1].kecamatan.append(row)
        elif found and row.state == found[-1].state != "known":
            found[-1] = Spell(row.year, found[-1].last, row.state, [])
        else:
            found.append(
                Spell(row.year, row.year, row.state, [row] if row.state == "known" else [])
            )
    return found


def met(con: Connection, code: str) -> Rows[Met]:
    """Whom a kabkota met in the finals of its province's SKK, those met most often first.

    Where sources name two finalists of one kabkota in an edition, its places there count as not
    known.
    """
    return answer(
        Met,
        con,
        """
        WITH final AS (
            SELECT edition_id, year, kabkota_code,
              CASE count(*) WHEN 1 THEN max(rank_low) END AS low,
              CASE count(*) WHEN 1 THEN max(rank_high) END AS high
            FROM standing JOIN edition USING (edition_id)
            WHERE level = 'provinsi' AND is_skk AND is_finalist AND kabkota_code IS NOT NULL
            GROUP BY edition_id, year, kabkota_code
        )
        SELECT other.kabkota_code AS code, kabkota.name, count(*) AS finals,
            count(*) FILTER (mine.high < other.low) AS ahead,
            count(*) FILTER (mine.low > other.high) AS behind,
            min(other.year) AS first_year, max(other.year) AS last_year
        FROM final AS mine JOIN final AS other
          ON other.edition_id = mine.edition_id AND other.kabkota_code <> mine.kabkota_code
        JOIN kabkota ON kabkota.code = other.kabkota_code
        WHERE mine.kabkota_code = ?
        GROUP BY ALL ORDER BY finals DESC, last_year DESC, kabkota.name
        """,
        [code],
    )


def own(con: Connection, code: str) -> Rows[Own]:
    """The editions of a kabkota's own SKK, latest first."""
    return answer(
        Own,
        con,
        """
        SELECT edition_id, year, short_name,
            coalesce(list(place_name ORDER BY place_id) FILTER (rank_high = 1), []) AS champions,
            coalesce(list(kecamatan_code ORDER BY place_id)
              FILTER (rank_high = 1), []) AS champion_codes,
            coalesce(bool_or(rank_basis = 'inferred') FILTER (rank_high = 1), false) AS is_inferred,
            coalesce(list(place_name ORDER BY place_id) FILTER (title = 'wakil'), []) AS sent,
            coalesce(list(kecamatan_code ORDER BY place_id)
              FILTER (title = 'wakil'), []) AS sent_codes,
            coalesce(list(place_name ORDER BY rank_low NULLS LAST, place_name)
                FILTER (rank_high IS DISTINCT FROM 1 AND title <> 'wakil'), []) AS others,
            coalesce(list(kecamatan_code ORDER BY rank_low NULLS LAST, place_name)
                FILTER (rank_high IS DISTINCT FROM 1 AND title <> 'wakil'), []) AS other_codes,
            entrants, finalists, count(place_id) AS known
        FROM edition LEFT JOIN standing USING (edition_id)
        WHERE level = 'kabkota' AND code = ? AND is_skk
        GROUP BY ALL ORDER BY year DESC
        """,
        [code],
    )


def kindred(con: Connection, code: str) -> Rows[Kindred]:
    """What kecamatan of a kabkota achieved in kindred awards, of their own kabkota or of the
    province, latest first.
    """
    return answer(
        Kindred,
        con,
        """
        SELECT year, short_name, level, kecamatan_code, place_name AS kecamatan, title, is_finalist,
          rank_low, rank_high, is_tied
        FROM standing JOIN edition USING (edition_id)
        WHERE kabkota_code = ? AND NOT is_skk
        ORDER BY year DESC, short_name, rank_low NULLS LAST, rank_high NULLS LAST, place_name
        """,
        [code],
    )


def mentors(con: Connection, contest_id: str, until: int) -> Rows[Mentor]:
    """The "Pembina Terbaik" view of a province's contest, up to and including a year: every kabkota
    entitled, those with most finals first.
    """
    return answer(
        Mentor,
        con,
        """
        WITH contest AS (SELECT DISTINCT code, class FROM edition WHERE contest_id = $contest),
        counted AS (
            SELECT unit, count(*) AS editions,
                count(*) FILTER (stage_reached IN ('paparan', 'tinjau_lapang',
                  'hasil')) AS presented,
                count(*) FILTER (is_finalist) AS finals,
                count(*) FILTER (is_finalist AND rank_low = rank_high AND rank_high <= 3) AS medals
            FROM trail WHERE unit_kind = 'kabkota' AND contest_id = $contest AND year <= $until
              GROUP BY unit
        )
        SELECT kabkota.code, kabkota.name, coalesce(editions, 0) AS editions,
          coalesce(presented, 0) AS presented,
            coalesce(finals, 0) AS finals, coalesce(medals, 0) AS medals,
            (SELECT string_agg(DISTINCT category || ' ' || award_year, ', '
              ORDER BY category || ' ' || award_year)
                FROM kabkota_award WHERE kabkota_code = kabkota.code) AS awards
        FROM contest JOIN kabkota ON province_code = contest.code AND coalesce(class, kind) = kind
        LEFT JOIN counted ON unit = kabkota.code
        ORDER BY finals DESC, medals DESC, presented DESC, editions DESC, kabkota.name
        """,
        {"contest": contest_id, "until": until},
    )


def awards(con: Connection, province_code: str) -> Rows[Award]:
    """The published "Pembina Terbaik" awards to the kabkota of a province, the latest first.

    A claim that names no recipient is listed where another claim of that category and year names
    one here.
    """
    return answer(
        Award,
        con,
        """
        WITH here AS (
            SELECT kabkota_award.*, kabkota.name AS kabkota
              FROM kabkota_award JOIN kabkota ON code = kabkota_code
            WHERE province_code = $province
        )
        SELECT award_year, category, criterion, kabkota_code, kabkota, count, note,
            source_id, publisher, title, published, url
        FROM (
            SELECT * FROM here UNION ALL BY NAME
            SELECT * FROM kabkota_award AS award WHERE kabkota_code IS NULL AND EXISTS (
                SELECT 1 FROM here WHERE here.award_year = award.award_year
                  AND here.category = award.category)
        ) JOIN source USING (source_id)
        ORDER BY award_year DESC, category, kabkota NULLS LAST, publisher
        """,
        {"province": province_code},
    )


def names(con: Connection) -> Rows[Called]:
    """Every kabkota, by code."""
    return answer(
        Called,
        con,
        """
        SELECT kabkota.code, kabkota.name, provinsi.name AS province,
            kabkota.code IN (SELECT kabkota_code FROM standing
              WHERE kabkota_code IS NOT NULL) AS known
        FROM kabkota JOIN provinsi ON provinsi.code = province_code ORDER BY kabkota.code
        """,
    )


def labels(con: Connection) -> dict[str, str]:
    """The name of every kabkota, by its code; in the order of the names."""
    return dict(con.execute("SELECT code, name FROM kabkota ORDER BY name, code").fetchall())


def beside(con: Connection, codes: Sequence[str]) -> Rows[Beside]:
    """What a comparison says of each kabkota, in the order asked for. Its finals are those of the
    best kecamatan that it sent to each edition, as in the medal table.
    """
    return answer(
        Beside,
        con,
        """
        WITH asked AS (
            SELECT kabkota.*, provinsi.name AS province,
                (SELECT contest_id FROM edition
                  WHERE level = 'provinsi' AND edition.code = province_code AND is_skk
                    AND coalesce(class, kind) = kind ORDER BY year DESC LIMIT 1) AS contest_id
            FROM kabkota JOIN provinsi ON provinsi.code = province_code
            WHERE kabkota.code IN (SELECT unnest($codes::VARCHAR[]))
        ),
        reached AS (
            SELECT unit, count(*) AS editions, count(*) FILTER (is_finalist) AS finals,
                count(*) FILTER (rank_low = 1 AND rank_high = 1) AS gold,
                count(*) FILTER (rank_low = 2 AND rank_high = 2) AS silver,
                count(*) FILTER (rank_low = 3 AND rank_high = 3) AS bronze,
                count(*) FILTER (is_finalist AND coalesce(rank_low, 1) <= 3
                  AND rank_low IS DISTINCT FROM rank_high) AS open,
                arg_min(rank_low, (rank_high, rank_low, -year))
                  FILTER (rank_high IS NOT NULL) AS best_low,
                arg_min(rank_high, (rank_high, rank_low, -year))
                  FILTER (rank_high IS NOT NULL) AS best_high,
                arg_min(year, (rank_high, rank_low, -year))
                  FILTER (rank_high IS NOT NULL) AS best_year
            FROM trail JOIN asked ON asked.code = unit AND asked.contest_id = trail.contest_id
            WHERE unit_kind = 'kabkota' GROUP BY unit
        ),
        stood AS (
            SELECT kabkota_code,
                count(DISTINCT place_id) FILTER (is_skk AND level = 'provinsi') AS sent,
                count(DISTINCT kecamatan_code) FILTER (is_skk) AS joined,
                count(*) FILTER (NOT is_skk) AS kindred
            FROM standing JOIN edition USING (edition_id)
            WHERE kabkota_code IN (SELECT code FROM asked) GROUP BY kabkota_code
        ),
        devised AS (
            SELECT kabkota_code, count(*) AS innovations,
                count(DISTINCT kecamatan_code) AS innovators
            FROM innovation WHERE kabkota_code IN (SELECT code FROM asked) GROUP BY kabkota_code
        )
        SELECT asked.code, asked.name, province, contest_id,
            (SELECT count(*) FROM edition WHERE edition.contest_id = asked.contest_id) AS held,
            coalesce(editions, 0) AS editions, coalesce(finals, 0) AS finals,
            coalesce(gold, 0) AS gold, coalesce(silver, 0) AS silver,
            coalesce(bronze, 0) AS bronze, coalesce(open, 0) AS open,
            best_low, best_high, best_year, coalesce(sent, 0) AS sent,
            (SELECT count(*) FROM kecamatan WHERE kecamatan.kabkota_code = asked.code) AS kecamatan,
            coalesce(joined, 0) AS joined,
            (SELECT count(*) FROM edition
              WHERE level = 'kabkota' AND edition.code = asked.code AND is_skk) AS own,
            coalesce(innovations, 0) AS innovations, coalesce(innovators, 0) AS innovators,
            (SELECT string_agg(DISTINCT category || ' ' || award_year, ', '
              ORDER BY category || ' ' || award_year)
                FROM kabkota_award WHERE kabkota_award.kabkota_code = asked.code) AS awards,
            coalesce(kindred, 0) AS kindred, population
        FROM asked LEFT JOIN reached ON unit = asked.code
        LEFT JOIN stood ON stood.kabkota_code = asked.code
        LEFT JOIN devised ON devised.kabkota_code = asked.code
        ORDER BY list_position($codes::VARCHAR[], asked.code)
        """,
        {"codes": codes},
    )


def sent(con: Connection, codes: Sequence[str]) -> Rows[Sent]:
    """The journeys of several kabkota over the same years, latest first, within a year in the order
    asked for: the years in which the contest of any of them has an edition. A kabkota whose contest
    has none that year has one row of state none.
    """
    return answer(
        Sent,
        con,
        """
        WITH asked AS (
            SELECT * FROM kabkota WHERE code IN (SELECT unnest($codes::VARCHAR[]))
        ),
        held AS (
            SELECT asked.code AS region, edition.*, (SELECT count(*) FILTER (is_finalist)
                FROM standing WHERE standing.edition_id = edition.edition_id)
                  >= finalists AS is_complete
            FROM edition JOIN asked ON edition.code = province_code
            WHERE level = 'provinsi' AND is_skk AND coalesce(class, kind) = kind
        )
        SELECT span.year, held.edition_id, short_name, CASE
                WHEN held.edition_id IS NULL THEN 'none' WHEN place_id IS NOT NULL THEN 'known'
                WHEN is_complete THEN 'outside' ELSE 'unknown' END AS state,
            place_id, kecamatan_code, place_name AS kecamatan, title, rank_low, rank_high, is_tied,
            coalesce(is_finalist, false) AS is_finalist, stage_reached, is_disputed,
            asked.code, asked.name
        FROM (SELECT DISTINCT year FROM held) AS span CROSS JOIN asked
        LEFT JOIN held ON held.region = asked.code AND held.year = span.year
        LEFT JOIN standing ON standing.edition_id = held.edition_id AND kabkota_code = asked.code
        ORDER BY span.year DESC, list_position($codes::VARCHAR[], asked.code),
            rank_low NULLS LAST, rank_high NULLS LAST, place_name
        """,
        {"codes": codes},
    )


def innovations(con: Connection, codes: Sequence[str]) -> Rows[ByIndicator]:
    """The catalogued innovations of several kabkota by indicator, in the order asked for."""
    return answer(
        ByIndicator,
        con,
        """
        SELECT kabkota.code, kabkota.name, indicator, count(*) AS innovations
        FROM innovation JOIN kabkota ON kabkota.code = kabkota_code
        WHERE kabkota.code IN (SELECT unnest($codes::VARCHAR[]))
        GROUP BY kabkota.code, kabkota.name, indicator
        ORDER BY list_position($codes::VARCHAR[], kabkota.code), indicator NULLS LAST
        """,
        {"codes": codes},
    )


def likes(con: Connection, code: str, most: int = 6) -> Rows[Like]:
    """Good comparisons for a kabkota, those with most reasons first: of the same contest, with a
    standing in SKK, and met in a final, beside it, or of a like population.
    """
    return answer(
        Like,
        con,
        """
        WITH here AS (SELECT * FROM kabkota WHERE code = $code),
        final AS (
            SELECT DISTINCT edition_id, kabkota_code FROM standing JOIN edition USING (edition_id)
            WHERE level = 'provinsi' AND is_skk AND is_finalist AND kabkota_code IS NOT NULL
        ),
        met AS (
            SELECT other.kabkota_code AS code, count(*) AS met
            FROM final AS own JOIN final AS other USING (edition_id)
            WHERE own.kabkota_code = $code AND other.kabkota_code <> $code GROUP BY ALL
        ),
        beside AS (
            SELECT DISTINCT left(neighbour_code, 4) AS code FROM neighbour
            WHERE left(kecamatan_code, 4) = $code
        ),
        known AS (
            SELECT kabkota_code AS code, max(year) AS last_year
            FROM standing JOIN edition USING (edition_id) WHERE is_skk GROUP BY kabkota_code
        ),
        reasoned AS (
            SELECT kabkota.code, kabkota.name, coalesce(met, 0) AS met,
                kabkota.code IN (SELECT code FROM beside) AS touches,
                coalesce(abs(kabkota.population - here.population) < 0.25 * here.population,
                  false) AS is_alike, last_year
            FROM known JOIN kabkota USING (code) LEFT JOIN met USING (code) CROSS JOIN here
            WHERE kabkota.code <> $code AND kabkota.province_code = here.province_code
                AND (kabkota.kind = here.kind OR NOT EXISTS (SELECT 1 FROM edition
                  WHERE level = 'provinsi' AND edition.code = here.province_code AND is_skk
                    AND class IS NOT NULL))
        )
        SELECT * FROM reasoned WHERE met > 0 OR touches OR is_alike
        ORDER BY (met > 0)::INTEGER + touches::INTEGER + is_alike::INTEGER DESC, met DESC,
          last_year DESC, code
        LIMIT $most
        """,
        {"code": code, "most": most},
    )
