-- Rule 6, scores (docs/RULES.md)
-- The total that is shown: of the furthest stage, the best supported.
-- Reads: evidence, score, source
-- Leaves: score, dispute, dispute_claim, score_choice

INSERT INTO score
SELECT DISTINCT edition_id, place_id, stage, NULL, NULL, score, score_max, source_id FROM evidence
    WHERE score IS NOT NULL
EXCEPT SELECT * FROM score;

-- Only totals of all jurors decide. A score of a later stage is not in dispute with one of an
-- earlier: the furthest counts.
CREATE OR REPLACE TEMP TABLE final_score AS
SELECT edition_id, place_id, value AS score, value_max AS score_max, source_id, host, is_official,
    coalesce(list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'], stage),
        0) AS step
FROM score JOIN source USING (source_id) SEMI JOIN evidence USING (edition_id, place_id)
WHERE juror IS NULL AND indicator IS NULL
QUALIFY step = max(step) OVER (PARTITION BY edition_id, place_id);

CREATE OR REPLACE TEMP TABLE score_choice AS
SELECT edition_id, place_id, score, score_max, any_value(nullif(step, 0)) AS step,
    list(DISTINCT source_id) AS source_ids,
    count(*) OVER (PARTITION BY edition_id, place_id) AS options,
    rank() OVER (PARTITION BY edition_id, place_id ORDER BY bool_or(is_official) DESC,
        count(DISTINCT host) DESC) AS preference
FROM (SELECT * REPLACE (
    coalesce(score_max, CASE WHEN min(score_max) OVER same = max(score_max) OVER same
            -- who leaves out the maximum agrees with who gives it
            THEN max(score_max) OVER same END) AS score_max)
    FROM final_score WINDOW same AS (PARTITION BY edition_id, place_id, score))
GROUP BY edition_id, place_id, score, score_max;

INSERT INTO dispute
SELECT fingerprint(['score', edition_id, place_id]), 'score', edition_id, place_id,
    CASE WHEN count(*) FILTER (preference = 1) = 1
        THEN (any_value(score) FILTER (preference = 1))::VARCHAR END
FROM score_choice WHERE options > 1 GROUP BY edition_id, place_id;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, score::VARCHAR, unnest(source_ids),
    score::VARCHAR IS NOT DISTINCT FROM shown
FROM dispute JOIN score_choice ON score_choice.edition_id = dispute.edition_id
    AND place_id = subject
WHERE dispute.kind = 'score';
