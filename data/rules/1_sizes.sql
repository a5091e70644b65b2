-- Rule 1, sizes (docs/RULES.md)
-- How many entered, were shortlisted, were finalists: of several values the best supported.
-- Reads: edition, placement_claim, source, stage
-- Leaves: edition, dispute, dispute_claim, bound, size_position

-- Entrants: participants of stage peserta, else administrasi, else paparan where the source calls
-- its presenters participants or representatives.
CREATE OR REPLACE TEMP TABLE size_row AS
WITH row AS (
    SELECT stage.edition_id, stage.stage, stage.participants, stage.advancing, stage.source_id,
        source.host, source.is_official
    FROM stage JOIN source USING (source_id) WHERE stage.edition_id IS NOT NULL
),
entrants AS (
    SELECT *, CASE
        WHEN stage = 'peserta' THEN 1
        WHEN stage = 'administrasi' THEN 2
        WHEN stage = 'paparan' AND EXISTS (
            SELECT 1 FROM placement_claim AS claim
            WHERE claim.edition_id = row.edition_id AND claim.source_id = row.source_id
                AND claim.stage IN ('peserta', 'paparan')
                    AND claim.placement IN ('wakil', 'peserta')) THEN 3
        END AS tier
    FROM row WHERE participants IS NOT NULL
)
SELECT edition_id, 'entrants' AS what, source_id, host, is_official, [participants] AS candidates,
    [participants] AS supports
FROM entrants WHERE tier IS NOT NULL
QUALIFY tier = min(tier) OVER (PARTITION BY edition_id)
UNION ALL
-- Finalists: who advanced from paparan (if it chose a single one, the paparan itself was the final)
-- or were visited; where neither is known, who were awarded.
SELECT edition_id, 'finalists', source_id, host, is_official,
    list_filter(CASE stage
        WHEN 'paparan' THEN [CASE advancing WHEN 1 THEN participants ELSE advancing END]
        WHEN 'tinjau_lapang' THEN [participants, nullif(advancing, 1)]
        ELSE [advancing] END, lambda value: value IS NOT NULL) AS candidates,
    candidates
FROM row WHERE coalesce(stage, '') NOT IN ('peserta', 'administrasi', 'hasil')
    AND len(candidates) > 0
UNION ALL
SELECT edition_id, 'awarded', source_id, host, is_official, [advancing], [advancing, participants]
FROM row WHERE stage = 'hasil' AND advancing IS NOT NULL
UNION ALL
SELECT edition_id, 'presenters', source_id, host, is_official, [participants], [participants]
FROM row WHERE stage = 'paparan' AND participants IS NOT NULL
UNION ALL
SELECT edition_id, 'admitted', source_id, host, is_official, [advancing], [advancing]
FROM row WHERE stage = 'administrasi' AND advancing IS NOT NULL;

-- The value of most publishers, then of most pages; then of a government page; then the larger,
-- which claims less.
CREATE OR REPLACE TEMP TABLE size AS
WITH proposed AS (SELECT DISTINCT edition_id, what, unnest(candidates) AS value FROM size_row)
SELECT edition_id, what, value
FROM proposed JOIN size_row USING (edition_id, what)
WHERE list_contains(supports, value)
GROUP BY edition_id, what, value
QUALIFY row_number() OVER (PARTITION BY edition_id, what
    ORDER BY count(DISTINCT host) DESC, count(DISTINCT source_id) DESC, bool_or(is_official) DESC,
    value DESC) = 1;

CREATE OR REPLACE TEMP TABLE bound AS
WITH pivoted AS (
    SELECT edition_id,
        max(value) FILTER (what = 'entrants') AS entrants,
        coalesce(max(value) FILTER (what = 'finalists'),
        max(value) FILTER (what = 'awarded')) AS finalists,
        max(value) FILTER (what = 'presenters') AS presenters,
        max(value) FILTER (what = 'admitted') AS admitted
    FROM size GROUP BY edition_id
)
SELECT edition.edition_id, pivoted.entrants, pivoted.finalists, presenters, admitted,
    CASE WHEN presenters IS DISTINCT FROM pivoted.entrants THEN presenters END AS shortlisted
FROM edition LEFT JOIN pivoted USING (edition_id);

UPDATE edition SET entrants = bound.entrants, finalists = bound.finalists,
    shortlisted = bound.shortlisted
FROM bound WHERE bound.edition_id = edition.edition_id;
UPDATE edition SET result_date = result.date
FROM (SELECT edition_id, min(split_part(date, '/', 1)) AS date FROM stage WHERE stage = 'hasil'
    GROUP BY edition_id) AS result
WHERE result.edition_id = edition.edition_id;

-- A size is disputed where a source gives another; fewer awarded than visited is no contradiction,
-- more is.
CREATE OR REPLACE TEMP TABLE size_position AS
SELECT size_row.edition_id, CASE what WHEN 'awarded' THEN 'finalists'
    ELSE what END AS kind, source_id,
    CASE what WHEN 'entrants' THEN entrants ELSE finalists END AS shown,
    CASE WHEN list_contains(supports, shown) THEN shown ELSE candidates[1] END AS position
FROM size_row JOIN bound USING (edition_id)
WHERE what IN ('entrants', 'finalists', 'awarded') AND (what <> 'awarded' OR position >= shown);

INSERT INTO dispute
SELECT fingerprint([kind, edition_id]), kind, edition_id, kind, any_value(shown)::VARCHAR
FROM size_position GROUP BY edition_id, kind HAVING bool_or(position <> shown);
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, position::VARCHAR, source_id, position = size_position.shown
FROM dispute JOIN size_position USING (edition_id, kind);
