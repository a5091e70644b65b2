"""How a contest changed over its editions."""

from analytics.core.cache import cached
from analytics.core.editions import By
from analytics.core.query import Connection, answer
from analytics.core.rows import Rows
from analytics.trend.rows import Kind, KindsOfYear, Promotion, Sizes, Spread, Turnover


@cached
def has_chances(kinds: Rows[Kind]) -> bool:
    """Whether any final of kinds() has all its finalists known."""
    return bool(kinds["chances"].sum())


@cached
def has_sizes(rows: Rows[Sizes]) -> bool:
    """Whether the size of any edition of sizes() is known."""
    return bool(rows[["entrants", "finalists"]].notna().any().any())


@cached
def has_new_names(rows: Rows[Turnover]) -> bool:
    """Whether new names of any edition of turnover() are known."""
    return bool(rows["fresh"].notna().any())


def sizes(con: Connection, contest_id: str) -> Rows[Sizes]:
    """The years from the first to the last edition of a contest, years without one included,
    earliest first.
    """
    return answer(
        Sizes,
        con,
        """
        WITH span AS (
            SELECT unnest(generate_series(min(year), max(year))) AS year FROM edition
              WHERE contest_id = $contest
        )
        SELECT span.year, edition.edition_id, entrants, finalists, entitled,
            coalesce((SELECT count(*) FROM standing
              WHERE standing.edition_id = edition.edition_id AND is_finalist)
                >= finalists, false) AS is_complete
        FROM span LEFT JOIN edition ON contest_id = $contest AND edition.year = span.year
        ORDER BY span.year
        """,
        {"contest": contest_id},
    )


def turnover(con: Connection, contest_id: str, by: By) -> Rows[Turnover]:
    """How many names in a final are new, and how many had been in one before; the years of sizes().

    A name (a kabkota in a province, a kecamatan in a kabkota) is new if no earlier final on record
    has it.
    """
    return answer(
        Turnover,
        con,
        """
        WITH span AS (
            SELECT unnest(generate_series(min(year), max(year))) AS year FROM edition
              WHERE contest_id = $contest
        ),
        final AS (
            SELECT edition_id, year, unit, min(year) OVER (PARTITION BY unit) AS first_year
              FROM trail
            WHERE unit_kind = $by AND contest_id = $contest AND is_finalist
        ),
        counted AS (
            SELECT final.edition_id, final.year, count(*) AS finals, count(*)
              FILTER (first_year = final.year) AS fresh,
                row_number() OVER (ORDER BY final.year) AS position
            FROM final JOIN edition USING (edition_id)
            GROUP BY final.edition_id, final.year, edition.finalists
              HAVING count(*) >= edition.finalists
        )
        SELECT span.year, edition.edition_id, counted.finals, CASE WHEN position > 1
          THEN fresh END AS fresh,
            CASE WHEN position > 1 THEN finals - fresh END AS returning,
            CASE WHEN position > 1 THEN fresh / finals END AS share
        FROM span LEFT JOIN edition ON contest_id = $contest AND edition.year = span.year
        LEFT JOIN counted USING (edition_id)
        ORDER BY span.year
        """,
        {"contest": contest_id, "by": by},
    )


def spread(con: Connection, contest_id: str, by: By) -> Rows[Spread]:
    """How often each entitled region was in a final whose finalists are all known, the most
    frequent first.

    The regions are those of today: kabkota of a province (of the class, where classes are apart),
    or kecamatan of a kabkota.
    """
    return answer(
        Spread,
        con,
        """
        WITH contest AS (SELECT DISTINCT level, code, class FROM edition
          WHERE contest_id = $contest),
        entitled AS (
            SELECT kabkota.code, kabkota.name
              FROM contest JOIN kabkota ON province_code = contest.code
                AND level = 'provinsi' AND coalesce(class, kind) = kind
            UNION ALL
            SELECT kecamatan.code, kecamatan.name
              FROM contest JOIN kecamatan ON kabkota_code = contest.code AND level = 'kabkota'
        ),
        final AS (SELECT * FROM trail WHERE unit_kind = $by AND contest_id = $contest
          AND is_finalist),
        complete AS (
            SELECT edition_id FROM final JOIN edition USING (edition_id)
            GROUP BY edition_id, edition.finalists HAVING count(*) >= edition.finalists
        ),
        counted AS (
            SELECT unit, count(*) AS finals, list(year ORDER BY year) AS years
              FROM final SEMI JOIN complete USING (edition_id)
            GROUP BY unit
        )
        SELECT entitled.code, entitled.name, coalesce(finals, 0) AS finals,
          coalesce(years, []) AS years,
            (SELECT count(*) FROM complete) AS editions
        FROM entitled LEFT JOIN counted ON unit = entitled.code
        ORDER BY finals DESC, entitled.name, entitled.code
        """,
        {"contest": contest_id, "by": by},
    )


def kinds(con: Connection, contest_id: str) -> Rows[Kind]:
    """Kota against kabupaten in a province's contest, over the finals whose finalists are all
    known. One row where classes are ranked apart, none for the contest of a kabkota.
    """
    return answer(
        Kind,
        con,
        """
        WITH contest AS (SELECT DISTINCT code, class FROM edition
          WHERE contest_id = $contest AND level = 'provinsi'),
        entitled AS (
            SELECT kabkota.code, kind FROM contest JOIN kabkota
                ON province_code = contest.code AND coalesce(class, kind) = kind
        ),
        final AS (SELECT * FROM trail WHERE unit_kind = 'kabkota' AND contest_id = $contest
          AND is_finalist),
        complete AS (
            SELECT edition_id FROM final JOIN edition USING (edition_id)
            GROUP BY edition_id, edition.finalists HAVING count(*) >= edition.finalists
        )
        SELECT kind, regions, regions * held AS chances, finals,
          finals / nullif(regions * held, 0) AS share
        FROM (
            SELECT kind, count(DISTINCT entitled.code) AS regions,
              count(complete.edition_id) AS finals
            FROM entitled LEFT JOIN final ON unit = entitled.code LEFT
              JOIN complete USING (edition_id)
            GROUP BY kind
        ), (SELECT count(*) AS held FROM complete)
        ORDER BY kind
        """,
        {"contest": contest_id},
    )


def kinds_by_year(con: Connection, contest_id: str) -> Rows[KindsOfYear]:
    """The share of kota among the finalists of each final whose finalists are all known, earliest
    first.
    """
    return answer(
        KindsOfYear,
        con,
        """
        SELECT trail.year, count(*) FILTER (kind = 'kota') AS kota, count(*) AS finals,
          kota / finals AS share
        FROM trail JOIN kabkota ON kabkota.code = unit JOIN edition USING (edition_id)
        WHERE unit_kind = 'kabkota' AND trail.contest_id = $contest AND is_finalist
        GROUP BY trail.year, edition.finalists HAVING count(*) >= edition.finalists
          ORDER BY trail.year
        """,
        {"contest": contest_id},
    )


def promotion(con: Connection, contest_id: str) -> Rows[Promotion]:
    """Champions of a kabkota's own SKK, and whether they were in the province's final of that year;
    latest first.

    For a province, those of all its kabkota (of the class, where classes are apart); for a kabkota,
    its own. A champion counts if pages state the title (one inferred from having been sent to the
    province proves nothing about it) and all finalists of the province in that year are known.
    """
    return answer(
        Promotion,
        con,
        """
        WITH contest AS (SELECT DISTINCT level, code, class FROM edition
          WHERE contest_id = $contest AND is_skk),
        entitled AS (
            SELECT kabkota.code, name, province_code, kind
              FROM contest JOIN kabkota ON coalesce(class, kind) = kind
                AND contest.code = CASE level WHEN 'provinsi' THEN province_code
                  ELSE kabkota.code END
        ),
        champion AS (
            SELECT edition.year, entitled.code AS kabkota_code, entitled.name AS kabkota,
              province_code, kind, kecamatan_code,
                place_id, place_name AS kecamatan, rank_basis
            FROM standing JOIN edition USING (edition_id) JOIN entitled
              ON entitled.code = edition.code
            WHERE edition.level = 'kabkota' AND is_skk AND rank_high = 1
        ),
        final AS (
            SELECT edition.*, (SELECT count(*) FILTER (is_finalist) FROM standing
                WHERE standing.edition_id = edition.edition_id) >= finalists AS is_complete
            FROM edition WHERE level = 'provinsi' AND is_skk
              AND code IN (SELECT left(code, 2) FROM contest)
        ),
        sent AS (SELECT * FROM standing WHERE edition_id IN (SELECT edition_id FROM final)),
        judged AS (
            SELECT champion.*, final.edition_id, CASE
                WHEN final.edition_id IS NULL THEN 'no_edition' WHEN is_complete IS NOT TRUE
                  THEN 'final'
                WHEN rank_basis = 'inferred' THEN 'inferred' END AS reason
            FROM champion LEFT JOIN final ON final.code = province_code
              AND final.year = champion.year
                AND coalesce(final.class, kind) = kind
        )
        SELECT judged.year, judged.kabkota_code, kabkota, judged.kecamatan_code, kecamatan,
          reason IS NULL AS is_counted, reason,
            CASE WHEN reason IS NULL THEN coalesce(sent.is_finalist, false) END AS is_finalist,
            sent.rank_low, sent.rank_high, coalesce(sent.is_tied, false) AS is_tied,
            coalesce((SELECT list(place_name ORDER BY place_name) FROM sent AS other
              WHERE other.edition_id = judged.edition_id
                AND other.kabkota_code = judged.kabkota_code AND other.is_finalist
                AND other.place_id <> judged.place_id), []) AS others,
            coalesce((SELECT list(other.kecamatan_code ORDER BY place_name) FROM sent AS other
                WHERE other.edition_id = judged.edition_id
                  AND other.kabkota_code = judged.kabkota_code
                AND other.is_finalist AND other.place_id <> judged.place_id), []) AS other_codes
        FROM judged LEFT JOIN sent ON sent.edition_id = judged.edition_id
          AND sent.place_id = judged.place_id
        ORDER BY judged.year DESC, kabkota, kecamatan
        """,
        {"contest": contest_id},
    )
