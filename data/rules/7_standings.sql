-- Rule 7, standings (docs/RULES.md)
-- One row for each edition and kecamatan: everything resolved so far, put together.
-- Reads: dispute, dispute_claim, edition, evidence, held, interval_place, kabkota, kecamatan,
-- placement_claim, score_choice
-- Leaves: standing, edition

INSERT INTO standing BY NAME
WITH titled AS (
    SELECT evidence.edition_id, evidence.place_id, placement,
        row_number() OVER (PARTITION BY evidence.edition_id, evidence.place_id ORDER BY
            CASE split_part(placement, '_', 1) WHEN 'juara' THEN 1 WHEN 'harapan' THEN 2
                WHEN 'terbaik' THEN 3
                WHEN 'finalis' THEN 4 WHEN 'nominasi' THEN 5 WHEN 'wakil' THEN 6 ELSE 7 END,
            is_official DESC, placement) AS preference
    FROM evidence LEFT JOIN held ON held.edition_id = evidence.edition_id
        AND held.place_id = evidence.place_id
    WHERE evidence.rank IS NULL
        OR (evidence.rank = held.rank_low AND held.rank_low = held.rank_high)
),
summary AS (
    SELECT edition_id, place_id, any_value(kecamatan_code) AS kecamatan_code,
        any_value(kabkota_code) AS kabkota_code,
        ['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'][max(CASE
            -- no outcome of this contest
            WHEN stage = 'hasil' AND placement IN ('peserta', 'wakil') THEN NULL
            ELSE list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'],
                stage) END)] AS stage_reached,
        count(DISTINCT source_id)::INTEGER AS sources, count(DISTINCT host)::INTEGER AS publishers,
        bool_or(ruling_id IS NOT NULL) AS is_ruled, bool_and(basis = 'inferred') AS is_inferred,
        bool_or(placement = 'finalis'
            AND coalesce(stage, 'hasil') IN ('tinjau_lapang', 'hasil')) AS is_named_finalist,
        bool_and(regexp_matches(placement, '^(juara|harapan)_'))
            FILTER (rank IS NOT NULL) AS is_prized
    FROM evidence GROUP BY edition_id, place_id
),
best_score AS (
    SELECT edition_id, place_id, any_value(score) AS score, any_value(score_max) AS score_max,
        ['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'][
            any_value(step)] AS score_stage
    FROM score_choice WHERE preference = 1 GROUP BY edition_id, place_id HAVING count(*) = 1
),
dispute_place AS (
    SELECT edition_id, subject AS place_id FROM dispute
        WHERE kind IN ('two_ranks', 'kabkota', 'score')
    UNION SELECT edition_id, position FROM dispute JOIN dispute_claim USING (dispute_id)
        WHERE kind IN ('two_entries', 'one_rank')
)
SELECT summary.edition_id, summary.place_id, summary.kecamatan_code, summary.kabkota_code,
    coalesce(kecamatan.name,
        (SELECT min(kecamatan_printed) FROM placement_claim AS claim
            WHERE claim.edition_id = summary.edition_id AND claim.place_id = summary.place_id),
        'kecamatan di ' || kabkota.name || ', nama tidak disebut',
        'kecamatan tidak disebut') AS place_name,
    coalesce(titled.placement, CASE
        WHEN held.rank_basis = 'contested' AND (is_prized OR held.rank_high <= edition.finalists)
            THEN 'finalis'
        ELSE 'peserta' END) AS title,
    CASE WHEN coalesce(interval_place.rank_high, 0) > 0 OR interval_place.rank_low > 1
        OR held.rank_low IS NOT NULL
        THEN coalesce(held.rank_low, interval_place.rank_low) END AS rank_low,
    coalesce(held.rank_high, interval_place.rank_high) AS rank_high,
    coalesce(held.is_tied, false) AS is_tied,
    coalesce(held.rank_basis, CASE
        WHEN interval_place.rank_high IS NULL AND interval_place.rank_low = 1 THEN NULL
        WHEN interval_place.rank_low > 1 OR interval_place.rank_high < interval_place.bound
            THEN 'elimination'
        ELSE interval_place.kind END) AS rank_basis,
    summary.stage_reached,
    coalesce(regexp_matches(titled.placement, '^(juara|harapan)_'), false)
        OR coalesce(held.rank_basis = 'contested' AND is_prized, false)
        OR coalesce(interval_place.kind = 'finalist', false)
            OR (edition.finalists IS NULL AND summary.is_named_finalist)
        OR coalesce(coalesce(held.rank_high, interval_place.rank_high) <= edition.finalists,
            false) AS is_finalist,
    best_score.score, best_score.score_max, best_score.score_stage, summary.sources,
    summary.publishers,
    dispute_place.place_id IS NOT NULL AS is_disputed, summary.is_ruled, summary.is_inferred
FROM summary
JOIN edition USING (edition_id)
LEFT JOIN kecamatan ON kecamatan.code = summary.kecamatan_code
LEFT JOIN kabkota ON kabkota.code = summary.kabkota_code
LEFT JOIN titled ON titled.edition_id = summary.edition_id AND titled.place_id = summary.place_id
    AND titled.preference = 1
LEFT JOIN held ON held.edition_id = summary.edition_id AND held.place_id = summary.place_id
LEFT JOIN interval_place ON interval_place.edition_id = summary.edition_id
    AND interval_place.place_id = summary.place_id
LEFT JOIN best_score ON best_score.edition_id = summary.edition_id
    AND best_score.place_id = summary.place_id
LEFT JOIN dispute_place ON dispute_place.edition_id = summary.edition_id
    AND dispute_place.place_id = summary.place_id
ORDER BY summary.edition_id, summary.place_id;

UPDATE edition SET is_stated = known.is_stated
FROM (SELECT edition_id, bool_or(NOT is_inferred) AS is_stated FROM standing
    GROUP BY edition_id) AS known
WHERE known.edition_id = edition.edition_id;
