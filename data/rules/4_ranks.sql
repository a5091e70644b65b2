-- Rule 4, ranks (docs/RULES.md)
-- Who holds which rank, by what pages state.
-- Reads: evidence
-- Leaves: dispute, dispute_claim, held

-- An inferred rank gives way to a stated one of the same kecamatan.
CREATE OR REPLACE TEMP TABLE rank_option AS
SELECT edition_id, place_id, rank, any_value(basis) AS basis, bool_or(is_official) AS is_official,
    count(DISTINCT host) AS publishers, bool_or(placement NOT IN ('wakil', 'peserta')) AS is_titled,
    list(DISTINCT source_id) AS source_ids
FROM (SELECT * FROM evidence WHERE rank IS NOT NULL
    QUALIFY basis = max(basis) OVER (PARTITION BY edition_id, place_id))  -- 'stated' > 'inferred'
GROUP BY edition_id, place_id, rank;

CREATE OR REPLACE TEMP TABLE place_choice AS
SELECT *, count(*) OVER (PARTITION BY edition_id, place_id) AS options,
    rank() OVER (PARTITION BY edition_id, place_id ORDER BY is_official DESC, publishers DESC,
        is_titled DESC) AS preference
FROM rank_option;

INSERT INTO dispute
SELECT fingerprint(['two_ranks', edition_id, place_id]), 'two_ranks', edition_id, place_id,
    CASE WHEN count(*) FILTER (preference = 1) = 1
        THEN (any_value(rank) FILTER (preference = 1))::VARCHAR END
FROM place_choice WHERE options > 1 GROUP BY edition_id, place_id;
INSERT INTO dispute_claim
SELECT dispute_id, rank::VARCHAR, unnest(source_ids), rank::VARCHAR IS NOT DISTINCT FROM shown
FROM dispute JOIN place_choice ON place_choice.edition_id = dispute.edition_id
    AND place_id = subject
WHERE dispute.kind = 'two_ranks';

CREATE OR REPLACE TEMP TABLE chosen_rank AS
SELECT edition_id, place_id, min(rank) AS rank_low, max(rank) AS rank_high,
    any_value(basis) AS basis,
    bool_or(is_official) AS is_official, max(publishers) AS publishers,
    bool_or(is_titled) AS is_titled,
    flatten(list(source_ids)) AS source_ids
FROM place_choice WHERE preference = 1
GROUP BY edition_id, place_id;

-- One rank, several kecamatan: a tie if one source gives it to two of them, else the better
-- supported holds it.
CREATE OR REPLACE TEMP TABLE rank_choice AS
WITH holder AS (
    SELECT *, rank_low AS rank, count(*) OVER (PARTITION BY edition_id, rank_low) AS holders,
        rank() OVER (PARTITION BY edition_id, rank_low
            ORDER BY basis DESC, is_official DESC, publishers DESC,
            is_titled DESC) AS preference  -- 'stated' > 'inferred'
    FROM chosen_rank WHERE rank_low = rank_high
),
told AS (SELECT edition_id, rank, place_id, unnest(source_ids) AS source_id FROM holder),
tie AS (
    SELECT DISTINCT edition_id, rank, place_id
    FROM (SELECT *, count(*) OVER (PARTITION BY edition_id, rank, source_id) AS places FROM told)
        WHERE places > 1
),
marked AS (
    SELECT holder.*, tie.place_id IS NOT NULL AS is_tied
    FROM holder LEFT JOIN tie ON tie.edition_id = holder.edition_id AND tie.rank = holder.rank
        AND tie.place_id = holder.place_id
)
-- Who shares a tie with the best supported holds the rank with it; a third that is in no tie
-- contradicts them.
SELECT *, preference = 1
    OR (is_tied AND bool_or(is_tied AND preference = 1) OVER same_rank) AS holds,
    count(*) FILTER (preference = 1) OVER same_rank = 1
        OR bool_and(is_tied OR preference > 1) OVER same_rank AS is_decided
FROM marked WINDOW same_rank AS (PARTITION BY edition_id, rank);

INSERT INTO dispute
SELECT fingerprint(['one_rank', edition_id, rank::VARCHAR]), 'one_rank', edition_id, rank::VARCHAR,
    CASE WHEN bool_and(is_decided) THEN min(place_id) FILTER (preference = 1) END
FROM rank_choice WHERE holders > 1 GROUP BY edition_id, rank HAVING NOT bool_and(is_tied);
INSERT INTO dispute_claim
SELECT dispute_id, place_id, unnest(source_ids), holds AND is_decided
FROM dispute JOIN rank_choice ON rank_choice.edition_id = dispute.edition_id
    AND rank::VARCHAR = subject
WHERE dispute.kind = 'one_rank';

CREATE OR REPLACE TEMP TABLE held AS
SELECT edition_id, place_id, rank AS rank_low, rank AS rank_high, is_tied, basis AS rank_basis
FROM rank_choice WHERE holds
UNION ALL
SELECT edition_id, place_id, rank_low, rank_high, false, 'contested' FROM chosen_rank
    WHERE rank_low < rank_high;
