-- Rule 5, intervals (docs/RULES.md)
-- Between which ranks everybody else stands, by elimination.
-- Reads: bound, dispute, evidence, held, size_position
-- Leaves: dispute, dispute_claim, interval_place

-- Each claim without a rank bounds it by the size of the group it puts the kecamatan in.
CREATE OR REPLACE TEMP TABLE open_place AS
WITH claim_bound AS (
    SELECT evidence.edition_id, place_id, bound.finalists, CASE
        WHEN stage = 'tinjau_lapang'
            OR (placement IN ('finalis', 'nominasi') AND coalesce(stage, 'hasil') = 'hasil')
            OR (placement = 'finalis' AND stage = 'paparan' AND shortlisted IS NULL)
            THEN CASE WHEN finalists IS NOT NULL THEN [finalists, 1]
                WHEN shortlisted IS NOT NULL THEN [shortlisted, 2]
                ELSE [entrants, 3] END
        WHEN stage = 'paparan' AND shortlisted IS NOT NULL THEN [shortlisted, 2]
        WHEN stage = 'administrasi' AND placement = 'finalis'
            AND admitted IS NOT NULL THEN [admitted, 2]
        ELSE [entrants, 3] END AS limit_and_kind,
        stage = 'hasil' AND placement = 'peserta' AS is_outside
    FROM evidence JOIN bound USING (edition_id)
    WHERE NOT EXISTS (SELECT 1 FROM held WHERE held.edition_id = evidence.edition_id
        AND held.place_id = evidence.place_id)
)
SELECT edition_id, place_id, min(limit_and_kind[1]) AS bound,
    ['finalist', 'shortlist', 'entrant'][
        coalesce(arg_min(limit_and_kind[2], limit_and_kind), 3)] AS kind,
    bool_or(is_outside) AND any_value(finalists) IS NOT NULL
        AND coalesce(min(limit_and_kind[1]) > any_value(finalists), true) AS is_outside,
    any_value(finalists) AS finalists
FROM claim_bound GROUP BY edition_id, place_id;

-- The ranks that nobody holds, in order: an interval is a stretch of this list. A tie of k holds k
-- ranks.
CREATE OR REPLACE TEMP TABLE free_rank AS
WITH reach AS (
    SELECT edition_id, count(*) + coalesce(max(bound), 0) + coalesce(max(finalists), 0)
        + coalesce((SELECT max(rank_high) + count(*) FROM held
            WHERE held.edition_id = open_place.edition_id), 0) AS last
    FROM open_place GROUP BY edition_id
),
taken AS (
    SELECT edition_id, unnest(generate_series(
        rank_low, rank_low + greatest(count(*) FILTER (is_tied), 1) - 1)) AS rank
    FROM held WHERE rank_low = rank_high GROUP BY edition_id, rank_low
),
candidate AS (SELECT edition_id, unnest(generate_series(1, last)) AS rank FROM reach)
SELECT edition_id, rank, row_number() OVER (PARTITION BY edition_id ORDER BY rank) AS position
FROM candidate ANTI JOIN taken USING (edition_id, rank);

-- For each bound: how many places must fit within it, and up to which free rank they reach. If more
-- are claimed than fit, the bound gives way (and for finalists that is a dispute about their
-- number).
CREATE OR REPLACE TEMP TABLE bound_group AS
WITH outside AS (
    SELECT edition_id, any_value(finalists) AS finalists FROM open_place WHERE is_outside
        GROUP BY edition_id
),
counted AS (
    SELECT edition_id, bound, max(kind) AS kind,
        sum(count(*) FILTER (is_outside))
            OVER (PARTITION BY edition_id ORDER BY bound) AS outsiders,
        sum(count(*)) OVER (PARTITION BY edition_id ORDER BY bound) AS places,
        (SELECT count(*) FROM free_rank WHERE free_rank.edition_id = open_place.edition_id
            AND free_rank.rank <= open_place.bound)
            AS room
    FROM open_place WHERE bound IS NOT NULL GROUP BY edition_id, bound
),
first_outside AS (
    SELECT outside.edition_id, 1 + greatest(
        (SELECT count(*) FROM free_rank WHERE free_rank.edition_id = outside.edition_id
            AND rank <= outside.finalists),
        coalesce((SELECT max(greatest(counted.places, counted.room)) FROM counted
            WHERE counted.edition_id = outside.edition_id AND counted.bound <= outside.finalists),
                0)) AS position
    FROM outside
)
SELECT counted.edition_id, bound, counted.places, room, first_outside.position AS first_outside,
    greatest(counted.places, room, CASE WHEN outsiders > 0
        THEN first_outside.position - 1 + outsiders ELSE 0 END) AS last
FROM counted LEFT JOIN first_outside USING (edition_id);

CREATE OR REPLACE TEMP TABLE interval_place AS
WITH reach AS (
    SELECT open_place.*,
        (SELECT last FROM bound_group AS own WHERE own.edition_id = open_place.edition_id
            AND own.bound = open_place.bound)
            AS last,
        1 + coalesce((SELECT max(places) FROM bound_group AS full_group
            WHERE full_group.edition_id = open_place.edition_id
                AND full_group.places = full_group.last
                AND full_group.bound < coalesce(open_place.bound, 1e9)), 0) AS first,
        coalesce((SELECT max(first_outside) FROM bound_group
            WHERE bound_group.edition_id = open_place.edition_id),
            1 + (SELECT count(*) FROM free_rank WHERE free_rank.edition_id = open_place.edition_id
                AND rank <= finalists)) AS outside
    FROM open_place
)
SELECT reach.edition_id, reach.place_id, low.rank AS rank_low, high.rank AS rank_high, reach.kind,
    reach.bound
FROM reach
JOIN free_rank AS low ON low.edition_id = reach.edition_id
    AND low.position = CASE WHEN reach.is_outside THEN greatest(first, outside) ELSE first END
LEFT JOIN free_rank AS high ON high.edition_id = reach.edition_id AND high.position = reach.last;

INSERT INTO dispute
SELECT fingerprint(['finalists', bound_group.edition_id]), 'finalists', bound_group.edition_id,
    'finalists', finalists::VARCHAR
FROM bound_group JOIN bound USING (edition_id)
WHERE bound_group.bound = finalists AND places > room
ON CONFLICT DO NOTHING;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, '> ' || bound.finalists, evidence.source_id, false
FROM bound_group JOIN bound USING (edition_id)
JOIN dispute ON dispute.edition_id = bound_group.edition_id AND dispute.kind = 'finalists'
JOIN open_place ON open_place.edition_id = bound_group.edition_id
    AND open_place.bound = bound_group.bound
JOIN evidence ON evidence.edition_id = open_place.edition_id
    AND evidence.place_id = open_place.place_id
WHERE bound_group.bound = bound.finalists AND places > room
UNION
SELECT dispute_id, position::VARCHAR, source_id, position = size_position.shown
FROM dispute JOIN size_position USING (edition_id, kind) WHERE kind = 'finalists'
ON CONFLICT DO NOTHING;
