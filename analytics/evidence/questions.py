"""The claims behind what is shown, their sources and disputes, and what is covered."""

import re

import pandas as pd

from analytics.core.query import Connection, answer, frame
from analytics.core.rows import Rows, columns, declared
from analytics.evidence.rows import Claim, Dispute, Region, Ruling, Side, Source, Unplaced, Year

KEY = re.compile(r"[\w-]+")  # whatever could be the key of a source


def claims(
    con: Connection, edition_id: str | None = None, place_id: str | None = None
) -> Rows[Claim]:
    """Claims that are placed in an edition; all of them, those of one edition, or of one place in
    it; the latest edition and the best place first.
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
    return declared(Claim, found.assign(note=_readable(con, found["note"])))


def unplaced(con: Connection) -> Rows[Unplaced]:
    """Claims that name no year, or no class where classes are ranked apart: never ranked."""
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
    return declared(Unplaced, found.assign(note=_readable(con, found["note"])))


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
) -> Rows[Dispute]:
    """The positions taken in disputes, the shown one first; all disputes, those of one edition, or
    those about one kecamatan (or about whom its kabkota sent in its place).
    """
    return answer(
        Dispute,
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


def disputes_about(con: Connection, code: str) -> Rows[Dispute]:
    """The disputes about one kecamatan, or about whom its kabkota sent in its place."""
    return disputes(con, code=code)


def dispute_sources(con: Connection) -> Rows[Side]:
    """Who says what: every position in a dispute, page by page."""
    sides = disputes(con).explode("source_ids").rename(columns={"source_ids": "source_id"})
    pages = frame(con, "SELECT source_id, publisher, title, published, url FROM source")
    told = [name for name in sides.columns if name in columns(Side)]
    return declared(Side, sides[told].merge(pages, on="source_id"))


def rulings(con: Connection) -> Rows[Ruling]:
    """What editors ruled, the latest first."""
    return answer(
        Ruling,
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


def sources(con: Connection, edition_id: str | None = None) -> Rows[Source]:
    """The sources that an edition, or all of them, rest on, those with most claims first."""
    return answer(
        Source,
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


def by_year(con: Connection, contest_id: str) -> Rows[Year]:
    """The years from the first to the last edition of a contest, the latest first, years without
    one included. The state of a year is complete (every finalist's rank is known), partial (some
    are), finalists (none is), champion (the size is unknown, some ranks are), entrants (only that
    some took part), or none.
    """
    return answer(
        Year,
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


def by_region(con: Connection, province_code: str) -> Rows[Region]:
    """The kabkota of a province, those with most known first."""
    return answer(
        Region,
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
