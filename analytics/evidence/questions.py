"""The claims behind what is shown, their sources and disputes, and what is covered."""

import re

import pandas as pd

from analytics.core.query import Connection, frame

KEY = re.compile(r"[\w-]+")  # whatever could be the key of a source


def claims(
    con: Connection, edition_id: str | None = None, place_id: str | None = None
) -> pd.DataFrame:
    """One row per claim that is placed in an edition; all of them, or those of one edition, or of
    one place in it.

    Columns: claim_id, edition_id, year, place_id, kecamatan (as shown), kabkota, kecamatan_printed,
    kabkota_printed, year_printed, stage, placement, rank, score, score_max, basis (stated or
    inferred), note (naming publishers, not keys), ruling (the reason, where an editor ruled),
    is_left_out (the claim lost a dispute about whom the kabkota sent), source_id, publisher, title,
    published, url, is_official.
    """
    found = frame(
        con,
        """
        SELECT claim.claim_id, claim.edition_id, edition.year, claim.place_id,
            coalesce(standing.place_name, kecamatan.name, claim.kecamatan_printed,
              'nama tidak disebut') AS kecamatan,
            coalesce(kabkota.name, claim.kabkota_printed) AS kabkota, claim.kecamatan_printed,
              claim.kabkota_printed,
            claim.year_printed, claim.stage, claim.placement, claim.rank, claim.score,
              claim.score_max, claim.basis,
            claim.note, ruling.reason AS ruling, standing.place_id IS NULL AS is_left_out,
            source.source_id, source.publisher, source.title, source.published, source.url,
              source.is_official
        FROM placement_claim AS claim
        JOIN edition USING (edition_id) JOIN source USING (source_id)
        LEFT JOIN standing ON standing.edition_id = claim.edition_id
          AND standing.place_id = claim.place_id
        LEFT JOIN kecamatan ON kecamatan.code = claim.kecamatan_code
        LEFT JOIN kabkota ON kabkota.code = coalesce(kecamatan.kabkota_code, claim.kabkota_code)
        LEFT JOIN ruling USING (ruling_id)
        WHERE ($edition IS NULL OR claim.edition_id = $edition)
          AND ($place IS NULL OR claim.place_id = $place)
        ORDER BY edition.year DESC, claim.edition_id, standing.rank_low NULLS LAST,
          standing.rank_high NULLS LAST, kecamatan,
            claim.rank NULLS LAST, source.publisher, claim.stage, claim.placement
        """,
        {"edition": edition_id, "place": place_id},
    )
    return found.assign(note=_readable(con, found["note"]))


def unplaced(con: Connection) -> pd.DataFrame:
    """Claims that name no year, or no class where classes are ranked apart: listed, never ranked.
    Columns as claims().
    """
    found = frame(
        con,
        """
        SELECT claim.claim_id, claim.level, provinsi.name AS provinsi,
          coalesce(kabkota.name, claim.kabkota_printed) AS kabkota,
            claim.kecamatan_printed AS kecamatan, claim.kecamatan_code, claim.year_printed,
              claim.stage, claim.placement,
            claim.rank, claim.basis,
            claim.note, source.source_id, source.publisher, source.title, source.published,
              source.url
        FROM placement_claim AS claim JOIN source USING (source_id)
        LEFT JOIN provinsi ON provinsi.code = claim.province_code
        LEFT JOIN kabkota ON kabkota.code = claim.kabkota_code
        WHERE claim.edition_id IS NULL
        ORDER BY claim.level DESC, provinsi.name, claim.rank NULLS LAST, kecamatan
        """,
    )
    return found.assign(note=_readable(con, found["note"]))


def _readable(con: Connection, notes: pd.Series) -> pd.Series:
    """Notes with the publisher, or else the title, in the place of a source's key, which means
    nothing to a reader.
    """
    words = sorted({word for note in notes.dropna() for word in KEY.findall(note)})
    named = con.execute(
        """
        SELECT source_id, coalesce(publisher, '“' || title || '”') FROM source
        WHERE source_id IN (SELECT unnest($words::VARCHAR[]))
        """,
        {"words": words},
    )
    names: dict[str, str] = dict(named.fetchall())
    return notes.map(
        lambda note: KEY.sub(lambda word: names.get(word[0], word[0]), note), na_action="ignore"
    )


def disputes(
    con: Connection, edition_id: str | None = None, code: str | None = None
) -> pd.DataFrame:
    """One row per position taken in a dispute, the shown one first; all disputes, those of one
    edition, or those about one kecamatan (or about whom its kabkota sent in its place).

    Columns: dispute_id, kind, edition_id, year, short_name, region (the organiser), subject
    (named), position (named), is_shown, subject_code and position_code (where they are a
    kecamatan), is_open (both sides equally supported), publishers (list), source_ids (list).
    """
    return frame(
        con,
        """
        WITH chosen AS (
            SELECT dispute.* FROM dispute WHERE ($edition IS NULL OR edition_id = $edition)
                AND ($code IS NULL OR subject = $code OR (kind IN ('two_entries', 'one_rank')
                    AND dispute_id IN (SELECT dispute_id FROM dispute_claim
                      WHERE position = $code)))
        ),
        side AS (
            SELECT dispute_id, position, is_shown,
              list(DISTINCT coalesce(publisher, '“' || title || '”')
                    ORDER BY coalesce(publisher, '“' || title || '”')) AS publishers,
                list(DISTINCT source_id ORDER BY source_id) AS source_ids
            FROM dispute_claim JOIN source USING (source_id)
              WHERE dispute_id IN (SELECT dispute_id FROM chosen) GROUP BY ALL
        )
        SELECT dispute_id, dispute.kind, dispute.edition_id, edition.year, edition.short_name,
            coalesce(provinsi.name, host.name) AS region,
            coalesce(subject_kecamatan.name, subject_kabkota.name, subject) AS subject,
            coalesce(position_kecamatan.name, position_kabkota.name, position) AS position,
              is_shown,
            subject_kecamatan.code AS subject_code, position_kecamatan.code AS position_code,
            shown IS NULL AS is_open, publishers, source_ids
        FROM chosen AS dispute JOIN edition USING (edition_id) JOIN side USING (dispute_id)
        LEFT JOIN provinsi ON provinsi.code = edition.code
        LEFT JOIN kabkota AS host ON host.code = edition.code
        LEFT JOIN kecamatan AS subject_kecamatan ON subject_kecamatan.code = subject
        LEFT JOIN kabkota AS subject_kabkota ON subject_kabkota.code = CASE
          WHEN dispute.kind = 'two_entries' THEN subject END
        LEFT JOIN kecamatan AS position_kecamatan
            ON position_kecamatan.code = CASE WHEN dispute.kind IN ('two_entries', 'one_rank')
              THEN position END
        LEFT JOIN kabkota AS position_kabkota ON position_kabkota.code = CASE
          WHEN dispute.kind = 'kabkota' THEN position END
        ORDER BY edition.year DESC, dispute.edition_id, dispute.kind, subject, is_shown DESC,
          position
        """,
        {"edition": edition_id, "code": code},
    )


def disputes_about(con: Connection, code: str) -> pd.DataFrame:
    """The disputes about one kecamatan, or about whom its kabkota sent in its place; columns of
    disputes().
    """
    return disputes(con, code=code)


def dispute_sources(con: Connection) -> pd.DataFrame:
    """Who says what: one row per dispute, position and page.

    Columns: dispute_id, kind, year, short_name, region, subject and position (named), is_shown,
    source_id, publisher, title, published, url.
    """
    sides = disputes(con).explode("source_ids").rename(columns={"source_ids": "source_id"})
    pages = frame(con, "SELECT source_id, publisher, title, published, url FROM source")
    columns = [
        "dispute_id",
        "kind",
        "year",
        "short_name",
        "region",
        "subject",
        "position",
        "is_shown",
        "source_id",
    ]
    return sides[columns].merge(pages, on="source_id")


def rulings(con: Connection) -> pd.DataFrame:
    """One row per ruling.

    Columns: year (as printed), level, region, publisher, title, published, url, field, ruled,
    reason, claims (count).
    """
    return frame(
        con,
        """
        SELECT ruling.year, ruling.level, coalesce(provinsi.name, kabkota.name) AS region,
            source.publisher, source.title, source.published, source.url,
            ruling.field, coalesce(kecamatan.name, ruling.ruled) AS ruled, ruling.reason,
            (SELECT count(*) FROM placement_claim AS claim
              WHERE claim.ruling_id = ruling.ruling_id) AS claims
        FROM ruling JOIN source USING (source_id)
        LEFT JOIN provinsi ON provinsi.code = ruling.code
        LEFT JOIN kabkota ON kabkota.code = ruling.code
        LEFT JOIN kecamatan ON kecamatan.code = ruling.ruled
        ORDER BY ruling.year DESC, ruling.field
        """,
    )


def sources(con: Connection, edition_id: str | None = None) -> pd.DataFrame:
    """The sources that an edition, or all of them, rest on: source_id, publisher, title, published,
    url, is_official, claims (count).
    """
    return frame(
        con,
        """
        SELECT source_id, publisher, title, published, url, is_official, of_edition.claims
        FROM source JOIN (
            SELECT source_id, count(*) AS claims FROM placement_claim
            WHERE edition_id IS NOT NULL AND ($edition IS NULL OR edition_id = $edition)
              GROUP BY source_id
        ) AS of_edition USING (source_id)
        ORDER BY of_edition.claims DESC, publisher, source_id
        """,
        {"edition": edition_id},
    )


def by_year(con: Connection, contest_id: str) -> pd.DataFrame:
    """One row per year from the first to the last edition of a contest, years without one included.

    Columns: year, edition_id (empty: no edition is known), short_name, entrants, entrants_known,
    finalists, finalists_known, ranks_known, scores_known, sources, disputes (counts), state:
    complete (every finalist's rank is known), partial (some are), finalists (none is), champion
    (the size is unknown, some ranks are), entrants (only that some took part), or none.
    """
    return frame(
        con,
        """
        WITH span AS (
            SELECT unnest(generate_series(min(year), max(year))) AS year FROM edition
              WHERE contest_id = $contest
        ),
        known AS (
            SELECT edition_id, count(*) AS entrants_known, count(*)
              FILTER (is_finalist) AS finalists_known,
                count(*) FILTER (rank_low = rank_high) AS ranks_known, count(score) AS scores_known,
                count(*) FILTER (is_finalist AND rank_low = rank_high) AS finalist_ranks
            FROM standing WHERE edition_id IN (SELECT edition_id FROM edition
              WHERE contest_id = $contest) GROUP BY edition_id
        )
        SELECT span.year, edition.edition_id, edition.short_name, edition.entrants, entrants_known,
          edition.finalists,
            finalists_known, ranks_known, scores_known,
            (SELECT count(DISTINCT source_id) FROM placement_claim AS claim
                WHERE claim.edition_id = edition.edition_id) AS sources,
            (SELECT count(*) FROM dispute
               WHERE dispute.edition_id = edition.edition_id) AS disputes,
            CASE
                WHEN entrants_known IS NULL THEN 'none'
                WHEN finalist_ranks >= finalists THEN 'complete'
                WHEN ranks_known > 0 AND finalists IS NULL THEN 'champion'
                WHEN ranks_known > 0 THEN 'partial'
                WHEN finalists_known > 0 THEN 'finalists'
                ELSE 'entrants' END AS state
        FROM span
        LEFT JOIN edition ON edition.contest_id = $contest AND edition.year = span.year
        LEFT JOIN known USING (edition_id)
        ORDER BY span.year DESC
        """,
        {"contest": contest_id},
    )


def by_region(con: Connection, province_code: str) -> pd.DataFrame:
    """One row per kabkota of a province, those with most known first.

    Columns: kabkota_code, kabkota, province_editions (editions of the province where one of its
    kecamatan is known), own_editions (own contests with a standing, SKK only), own_ranked (of
    these, with at least one known rank), kecamatan (all), kecamatan_known (with any standing),
    innovations (catalogued), sources (pages that name one of its kecamatan). All are counts.
    """
    return frame(
        con,
        """
        SELECT kabkota.code AS kabkota_code, kabkota.name AS kabkota,
            count(DISTINCT edition.year) FILTER (edition.level = 'provinsi') AS province_editions,
            count(DISTINCT edition.year) FILTER (edition.level = 'kabkota') AS own_editions,
            count(DISTINCT edition.year) FILTER (edition.level = 'kabkota'
              AND rank_low = rank_high) AS own_ranked,
            (SELECT count(*) FROM kecamatan
              WHERE kecamatan.kabkota_code = kabkota.code) AS kecamatan,
            count(DISTINCT standing.kecamatan_code)
              FILTER (edition.edition_id IS NOT NULL) AS kecamatan_known,
            (SELECT count(*) FROM innovation
              WHERE innovation.kabkota_code = kabkota.code) AS innovations,
            (SELECT count(DISTINCT source_id) FROM placement_claim AS claim
              WHERE claim.kabkota_code = kabkota.code) AS sources
        FROM kabkota
        LEFT JOIN standing ON standing.kabkota_code = kabkota.code
        LEFT JOIN edition ON edition.edition_id = standing.edition_id AND edition.is_skk
        WHERE kabkota.province_code = ?
        GROUP BY kabkota.code, kabkota.name
        ORDER BY kecamatan_known DESC, province_editions DESC, own_editions DESC, kabkota.name
        """,
        [province_code],
    )
