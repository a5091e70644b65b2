-- What is resolved from the claims. The rules are those of docs/RULES.md, in the same order and under the same numbers;
-- tests/test_resolve.py shows each by an example.

-- 1. Sizes of an edition --------------------------------------------------------------------------------------------

-- Entrants: participants of stage peserta, else administrasi, else paparan where the source calls its presenters
-- participants or representatives.
CREATE OR REPLACE TEMP TABLE size_row AS
WITH row AS (
    SELECT stage.edition_id, stage.stage, stage.participants, stage.advancing, stage.source_id, source.host, source.is_official
    FROM stage JOIN source USING (source_id) WHERE stage.edition_id IS NOT NULL
),
entrants AS (
    SELECT *, CASE
        WHEN stage = 'peserta' THEN 1
        WHEN stage = 'administrasi' THEN 2
        WHEN stage = 'paparan' AND EXISTS (
            SELECT 1 FROM placement_claim AS claim
            WHERE claim.edition_id = row.edition_id AND claim.source_id = row.source_id
                AND claim.stage IN ('peserta', 'paparan') AND claim.placement IN ('wakil', 'peserta')) THEN 3
        END AS tier
    FROM row WHERE participants IS NOT NULL
)
SELECT edition_id, 'entrants' AS what, source_id, host, is_official, [participants] AS candidates, [participants] AS supports
FROM entrants WHERE tier IS NOT NULL
QUALIFY tier = min(tier) OVER (PARTITION BY edition_id)
UNION ALL
-- Finalists: who advanced from paparan (if it chose a single one, the paparan itself was the final) or were visited;
-- where neither is known, who were awarded.
SELECT edition_id, 'finalists', source_id, host, is_official,
    list_filter(CASE stage
        WHEN 'paparan' THEN [CASE advancing WHEN 1 THEN participants ELSE advancing END]
        WHEN 'tinjau_lapang' THEN [participants, nullif(advancing, 1)]
        ELSE [advancing] END, lambda value: value IS NOT NULL) AS candidates,
    candidates
FROM row WHERE coalesce(stage, '') NOT IN ('peserta', 'administrasi', 'hasil') AND len(candidates) > 0
UNION ALL
SELECT edition_id, 'awarded', source_id, host, is_official, [advancing], [advancing, participants]
FROM row WHERE stage = 'hasil' AND advancing IS NOT NULL
UNION ALL
SELECT edition_id, 'presenters', source_id, host, is_official, [participants], [participants]
FROM row WHERE stage = 'paparan' AND participants IS NOT NULL
UNION ALL
SELECT edition_id, 'admitted', source_id, host, is_official, [advancing], [advancing]
FROM row WHERE stage = 'administrasi' AND advancing IS NOT NULL;

-- The value of most publishers, then of most pages; then of a government page; then the larger, which claims less.
CREATE OR REPLACE TEMP TABLE size AS
WITH proposed AS (SELECT DISTINCT edition_id, what, unnest(candidates) AS value FROM size_row)
SELECT edition_id, what, value
FROM proposed JOIN size_row USING (edition_id, what)
WHERE list_contains(supports, value)
GROUP BY edition_id, what, value
QUALIFY row_number() OVER (PARTITION BY edition_id, what
    ORDER BY count(DISTINCT host) DESC, count(DISTINCT source_id) DESC, bool_or(is_official) DESC, value DESC) = 1;

CREATE OR REPLACE TEMP TABLE bound AS
WITH pivoted AS (
    SELECT edition_id,
        max(value) FILTER (what = 'entrants') AS entrants, coalesce(max(value) FILTER (what = 'finalists'), max(value) FILTER (what = 'awarded')) AS finalists,
        max(value) FILTER (what = 'presenters') AS presenters, max(value) FILTER (what = 'admitted') AS admitted
    FROM size GROUP BY edition_id
)
SELECT edition.edition_id, pivoted.entrants, pivoted.finalists, presenters, admitted,
    CASE WHEN presenters IS DISTINCT FROM pivoted.entrants THEN presenters END AS shortlisted
FROM edition LEFT JOIN pivoted USING (edition_id);

UPDATE edition SET entrants = bound.entrants, finalists = bound.finalists, shortlisted = bound.shortlisted
FROM bound WHERE bound.edition_id = edition.edition_id;
UPDATE edition SET result_date = result.date
FROM (SELECT edition_id, min(split_part(date, '/', 1)) AS date FROM stage WHERE stage = 'hasil' GROUP BY edition_id) AS result
WHERE result.edition_id = edition.edition_id;

-- A size is disputed where a source gives another; fewer awarded than visited is no contradiction, more is.
CREATE OR REPLACE TEMP TABLE size_position AS
SELECT size_row.edition_id, CASE what WHEN 'awarded' THEN 'finalists' ELSE what END AS kind, source_id,
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

-- 2. One kecamatan for each kabkota in an edition of the province --------------------------------------------------

CREATE OR REPLACE TEMP TABLE evidence AS
SELECT claim.edition_id, claim.place_id, claim.claim_id, claim.source_id, claim.stage, claim.placement, claim.rank, claim.score,
    claim.score_max, claim.basis, claim.ruling_id, claim.kecamatan_code, claim.kabkota_code AS printed_kabkota,
    coalesce(kecamatan.kabkota_code, claim.kabkota_code) AS kabkota_code, source.host, source.is_official, edition.level
FROM placement_claim AS claim
JOIN edition USING (edition_id) JOIN source USING (source_id)
LEFT JOIN kecamatan ON kecamatan.code = claim.kecamatan_code;

CREATE OR REPLACE TEMP TABLE entry AS
SELECT edition_id, kabkota_code, place_id,
    count(*) OVER (PARTITION BY edition_id, kabkota_code) AS entries,
    rank() OVER (PARTITION BY edition_id, kabkota_code
        ORDER BY bool_or(is_official) DESC, count(DISTINCT host) DESC, (count(rank) > 0) DESC) AS preference
FROM evidence
WHERE level = 'provinsi' AND kabkota_code IS NOT NULL AND placement <> 'nominasi'
GROUP BY edition_id, kabkota_code, place_id;

INSERT INTO dispute
SELECT fingerprint(['two_entries', edition_id, kabkota_code]), 'two_entries', edition_id, kabkota_code,
    CASE WHEN count(*) FILTER (preference = 1) = 1 THEN any_value(place_id) FILTER (preference = 1) END
FROM entry WHERE entries > 1 GROUP BY edition_id, kabkota_code;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, evidence.place_id, source_id, evidence.place_id IS NOT DISTINCT FROM shown
FROM dispute JOIN evidence ON evidence.edition_id = dispute.edition_id AND evidence.kabkota_code = dispute.subject
WHERE dispute.kind = 'two_entries' AND placement <> 'nominasi';

DELETE FROM evidence USING entry
WHERE entry.edition_id = evidence.edition_id AND entry.place_id = evidence.place_id AND entry.preference > 1;

-- 3. One kabkota for each kecamatan --------------------------------------------------------------------------------

INSERT INTO dispute
SELECT DISTINCT fingerprint(['kabkota', edition_id, place_id]), 'kabkota', edition_id, place_id, kabkota_code
FROM evidence WHERE kecamatan_code IS NOT NULL AND printed_kabkota <> kabkota_code;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, coalesce(printed_kabkota, kabkota_code), source_id, coalesce(printed_kabkota, kabkota_code) = shown
FROM dispute JOIN evidence ON evidence.edition_id = dispute.edition_id AND evidence.place_id = dispute.subject
WHERE dispute.kind = 'kabkota';

-- 4. Stated ranks --------------------------------------------------------------------------------------------------

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
    rank() OVER (PARTITION BY edition_id, place_id ORDER BY is_official DESC, publishers DESC, is_titled DESC) AS preference
FROM rank_option;

INSERT INTO dispute
SELECT fingerprint(['two_ranks', edition_id, place_id]), 'two_ranks', edition_id, place_id,
    CASE WHEN count(*) FILTER (preference = 1) = 1 THEN (any_value(rank) FILTER (preference = 1))::VARCHAR END
FROM place_choice WHERE options > 1 GROUP BY edition_id, place_id;
INSERT INTO dispute_claim
SELECT dispute_id, rank::VARCHAR, unnest(source_ids), rank::VARCHAR IS NOT DISTINCT FROM shown
FROM dispute JOIN place_choice ON place_choice.edition_id = dispute.edition_id AND place_id = subject
WHERE dispute.kind = 'two_ranks';

CREATE OR REPLACE TEMP TABLE chosen_rank AS
SELECT edition_id, place_id, min(rank) AS rank_low, max(rank) AS rank_high, any_value(basis) AS basis,
    bool_or(is_official) AS is_official, max(publishers) AS publishers, bool_or(is_titled) AS is_titled,
    flatten(list(source_ids)) AS source_ids
FROM place_choice WHERE preference = 1
GROUP BY edition_id, place_id;

-- One rank, several kecamatan: a tie if one source gives it to two of them, else the better supported holds it.
CREATE OR REPLACE TEMP TABLE rank_choice AS
WITH holder AS (
    SELECT *, rank_low AS rank, count(*) OVER (PARTITION BY edition_id, rank_low) AS holders,
        rank() OVER (PARTITION BY edition_id, rank_low
            ORDER BY basis DESC, is_official DESC, publishers DESC, is_titled DESC) AS preference  -- 'stated' > 'inferred'
    FROM chosen_rank WHERE rank_low = rank_high
),
told AS (SELECT edition_id, rank, place_id, unnest(source_ids) AS source_id FROM holder),
tie AS (
    SELECT DISTINCT edition_id, rank, place_id
    FROM (SELECT *, count(*) OVER (PARTITION BY edition_id, rank, source_id) AS places FROM told) WHERE places > 1
),
marked AS (
    SELECT holder.*, tie.place_id IS NOT NULL AS is_tied
    FROM holder LEFT JOIN tie ON tie.edition_id = holder.edition_id AND tie.rank = holder.rank AND tie.place_id = holder.place_id
)
-- Who shares a tie with the best supported holds the rank with it; a third that is in no tie contradicts them.
SELECT *, preference = 1 OR (is_tied AND bool_or(is_tied AND preference = 1) OVER same_rank) AS holds,
    count(*) FILTER (preference = 1) OVER same_rank = 1 OR bool_and(is_tied OR preference > 1) OVER same_rank AS is_decided
FROM marked WINDOW same_rank AS (PARTITION BY edition_id, rank);

INSERT INTO dispute
SELECT fingerprint(['one_rank', edition_id, rank::VARCHAR]), 'one_rank', edition_id, rank::VARCHAR,
    CASE WHEN bool_and(is_decided) THEN min(place_id) FILTER (preference = 1) END
FROM rank_choice WHERE holders > 1 GROUP BY edition_id, rank HAVING NOT bool_and(is_tied);
INSERT INTO dispute_claim
SELECT dispute_id, place_id, unnest(source_ids), holds AND is_decided
FROM dispute JOIN rank_choice ON rank_choice.edition_id = dispute.edition_id AND rank::VARCHAR = subject
WHERE dispute.kind = 'one_rank';

CREATE OR REPLACE TEMP TABLE held AS
SELECT edition_id, place_id, rank AS rank_low, rank AS rank_high, is_tied, basis AS rank_basis
FROM rank_choice WHERE holds
UNION ALL
SELECT edition_id, place_id, rank_low, rank_high, false, 'contested' FROM chosen_rank WHERE rank_low < rank_high;

-- 5. Intervals by elimination --------------------------------------------------------------------------------------

-- Each claim without a rank bounds it by the size of the group it puts the kecamatan in.
CREATE OR REPLACE TEMP TABLE open_place AS
WITH claim_bound AS (
    SELECT evidence.edition_id, place_id, bound.finalists, CASE
        WHEN stage = 'tinjau_lapang' OR (placement IN ('finalis', 'nominasi') AND coalesce(stage, 'hasil') = 'hasil')
            OR (placement = 'finalis' AND stage = 'paparan' AND shortlisted IS NULL)
            THEN CASE WHEN finalists IS NOT NULL THEN [finalists, 1] WHEN shortlisted IS NOT NULL THEN [shortlisted, 2]
                ELSE [entrants, 3] END
        WHEN stage = 'paparan' AND shortlisted IS NOT NULL THEN [shortlisted, 2]
        WHEN stage = 'administrasi' AND placement = 'finalis' AND admitted IS NOT NULL THEN [admitted, 2]
        ELSE [entrants, 3] END AS limit_and_kind,
        stage = 'hasil' AND placement = 'peserta' AS is_outside
    FROM evidence JOIN bound USING (edition_id)
    WHERE NOT EXISTS (SELECT 1 FROM held WHERE held.edition_id = evidence.edition_id AND held.place_id = evidence.place_id)
)
SELECT edition_id, place_id, min(limit_and_kind[1]) AS bound,
    ['finalist', 'shortlist', 'entrant'][coalesce(arg_min(limit_and_kind[2], limit_and_kind), 3)] AS kind,
    bool_or(is_outside) AND any_value(finalists) IS NOT NULL
        AND coalesce(min(limit_and_kind[1]) > any_value(finalists), true) AS is_outside,
    any_value(finalists) AS finalists
FROM claim_bound GROUP BY edition_id, place_id;

-- The ranks that nobody holds, in order: an interval is a stretch of this list. A tie of k holds k ranks.
CREATE OR REPLACE TEMP TABLE free_rank AS
WITH reach AS (
    SELECT edition_id, count(*) + coalesce(max(bound), 0) + coalesce(max(finalists), 0)
        + coalesce((SELECT max(rank_high) + count(*) FROM held WHERE held.edition_id = open_place.edition_id), 0) AS last
    FROM open_place GROUP BY edition_id
),
taken AS (
    SELECT edition_id, unnest(generate_series(rank_low, rank_low + greatest(count(*) FILTER (is_tied), 1) - 1)) AS rank
    FROM held WHERE rank_low = rank_high GROUP BY edition_id, rank_low
),
candidate AS (SELECT edition_id, unnest(generate_series(1, last)) AS rank FROM reach)
SELECT edition_id, rank, row_number() OVER (PARTITION BY edition_id ORDER BY rank) AS position
FROM candidate ANTI JOIN taken USING (edition_id, rank);

-- For each bound: how many places must fit within it, and up to which free rank they reach. If more are claimed than
-- fit, the bound gives way (and for finalists that is a dispute about their number).
CREATE OR REPLACE TEMP TABLE bound_group AS
WITH outside AS (
    SELECT edition_id, any_value(finalists) AS finalists FROM open_place WHERE is_outside GROUP BY edition_id
),
counted AS (
    SELECT edition_id, bound, max(kind) AS kind,
        sum(count(*) FILTER (is_outside)) OVER (PARTITION BY edition_id ORDER BY bound) AS outsiders,
        sum(count(*)) OVER (PARTITION BY edition_id ORDER BY bound) AS places,
        (SELECT count(*) FROM free_rank WHERE free_rank.edition_id = open_place.edition_id AND free_rank.rank <= open_place.bound)
            AS room
    FROM open_place WHERE bound IS NOT NULL GROUP BY edition_id, bound
),
first_outside AS (
    SELECT outside.edition_id, 1 + greatest(
        (SELECT count(*) FROM free_rank WHERE free_rank.edition_id = outside.edition_id AND rank <= outside.finalists),
        coalesce((SELECT max(greatest(counted.places, counted.room)) FROM counted
            WHERE counted.edition_id = outside.edition_id AND counted.bound <= outside.finalists), 0)) AS position
    FROM outside
)
SELECT counted.edition_id, bound, counted.places, room, first_outside.position AS first_outside,
    greatest(counted.places, room, CASE WHEN outsiders > 0 THEN first_outside.position - 1 + outsiders ELSE 0 END) AS last
FROM counted LEFT JOIN first_outside USING (edition_id);

CREATE OR REPLACE TEMP TABLE interval_place AS
WITH reach AS (
    SELECT open_place.*,
        (SELECT last FROM bound_group AS own WHERE own.edition_id = open_place.edition_id AND own.bound = open_place.bound)
            AS last,
        1 + coalesce((SELECT max(places) FROM bound_group AS full_group
            WHERE full_group.edition_id = open_place.edition_id AND full_group.places = full_group.last
                AND full_group.bound < coalesce(open_place.bound, 1e9)), 0) AS first,
        coalesce((SELECT max(first_outside) FROM bound_group WHERE bound_group.edition_id = open_place.edition_id),
            1 + (SELECT count(*) FROM free_rank WHERE free_rank.edition_id = open_place.edition_id AND rank <= finalists)) AS outside
    FROM open_place
)
SELECT reach.edition_id, reach.place_id, low.rank AS rank_low, high.rank AS rank_high, reach.kind, reach.bound
FROM reach
JOIN free_rank AS low ON low.edition_id = reach.edition_id
    AND low.position = CASE WHEN reach.is_outside THEN greatest(first, outside) ELSE first END
LEFT JOIN free_rank AS high ON high.edition_id = reach.edition_id AND high.position = reach.last;

INSERT INTO dispute
SELECT fingerprint(['finalists', bound_group.edition_id]), 'finalists', bound_group.edition_id, 'finalists', finalists::VARCHAR
FROM bound_group JOIN bound USING (edition_id)
WHERE bound_group.bound = finalists AND places > room
ON CONFLICT DO NOTHING;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, '> ' || bound.finalists, evidence.source_id, false
FROM bound_group JOIN bound USING (edition_id)
JOIN dispute ON dispute.edition_id = bound_group.edition_id AND dispute.kind = 'finalists'
JOIN open_place ON open_place.edition_id = bound_group.edition_id AND open_place.bound = bound_group.bound
JOIN evidence ON evidence.edition_id = open_place.edition_id AND evidence.place_id = open_place.place_id
WHERE bound_group.bound = bound.finalists AND places > room
UNION
SELECT dispute_id, position::VARCHAR, source_id, position = size_position.shown
FROM dispute JOIN size_position USING (edition_id, kind) WHERE kind = 'finalists'
ON CONFLICT DO NOTHING;

-- 6. Scores --------------------------------------------------------------------------------------------------------

INSERT INTO score
SELECT DISTINCT edition_id, place_id, stage, NULL, NULL, score, score_max, source_id FROM evidence WHERE score IS NOT NULL
EXCEPT SELECT * FROM score;

-- Only totals of all jurors decide. A score of a later stage is not in dispute with one of an earlier: the furthest counts.
CREATE OR REPLACE TEMP TABLE final_score AS
SELECT edition_id, place_id, value AS score, value_max AS score_max, source_id, host, is_official,
    coalesce(list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'], stage), 0) AS step
FROM score JOIN source USING (source_id) SEMI JOIN evidence USING (edition_id, place_id)
WHERE juror IS NULL AND indicator IS NULL
QUALIFY step = max(step) OVER (PARTITION BY edition_id, place_id);

CREATE OR REPLACE TEMP TABLE score_choice AS
SELECT edition_id, place_id, score, score_max, any_value(nullif(step, 0)) AS step, list(DISTINCT source_id) AS source_ids,
    count(*) OVER (PARTITION BY edition_id, place_id) AS options,
    rank() OVER (PARTITION BY edition_id, place_id ORDER BY bool_or(is_official) DESC, count(DISTINCT host) DESC) AS preference
FROM (SELECT * REPLACE (coalesce(score_max, CASE WHEN min(score_max) OVER same = max(score_max) OVER same
            THEN max(score_max) OVER same END) AS score_max)  -- who leaves out the maximum agrees with who gives it
    FROM final_score WINDOW same AS (PARTITION BY edition_id, place_id, score))
GROUP BY edition_id, place_id, score, score_max;

INSERT INTO dispute
SELECT fingerprint(['score', edition_id, place_id]), 'score', edition_id, place_id,
    CASE WHEN count(*) FILTER (preference = 1) = 1 THEN (any_value(score) FILTER (preference = 1))::VARCHAR END
FROM score_choice WHERE options > 1 GROUP BY edition_id, place_id;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, score::VARCHAR, unnest(source_ids), score::VARCHAR IS NOT DISTINCT FROM shown
FROM dispute JOIN score_choice ON score_choice.edition_id = dispute.edition_id AND place_id = subject
WHERE dispute.kind = 'score';

-- 7. Standings -----------------------------------------------------------------------------------------------------

INSERT INTO standing BY NAME
WITH titled AS (
    SELECT evidence.edition_id, evidence.place_id, placement,
        row_number() OVER (PARTITION BY evidence.edition_id, evidence.place_id ORDER BY
            CASE split_part(placement, '_', 1) WHEN 'juara' THEN 1 WHEN 'harapan' THEN 2 WHEN 'terbaik' THEN 3
                WHEN 'finalis' THEN 4 WHEN 'nominasi' THEN 5 WHEN 'wakil' THEN 6 ELSE 7 END,
            is_official DESC, placement) AS preference
    FROM evidence LEFT JOIN held ON held.edition_id = evidence.edition_id AND held.place_id = evidence.place_id
    WHERE evidence.rank IS NULL OR (evidence.rank = held.rank_low AND held.rank_low = held.rank_high)
),
summary AS (
    SELECT edition_id, place_id, any_value(kecamatan_code) AS kecamatan_code, any_value(kabkota_code) AS kabkota_code,
        ['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'][max(CASE
            WHEN stage = 'hasil' AND placement IN ('peserta', 'wakil') THEN NULL  -- no outcome of this contest
            ELSE list_position(['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'], stage) END)] AS stage_reached,
        count(DISTINCT source_id)::INTEGER AS sources, count(DISTINCT host)::INTEGER AS publishers,
        bool_or(ruling_id IS NOT NULL) AS is_ruled, bool_and(basis = 'inferred') AS is_inferred,
        bool_or(placement = 'finalis' AND coalesce(stage, 'hasil') IN ('tinjau_lapang', 'hasil')) AS is_named_finalist,
        bool_and(regexp_matches(placement, '^(juara|harapan)_')) FILTER (rank IS NOT NULL) AS is_prized
    FROM evidence GROUP BY edition_id, place_id
),
best_score AS (
    SELECT edition_id, place_id, any_value(score) AS score, any_value(score_max) AS score_max,
        ['peserta', 'administrasi', 'paparan', 'tinjau_lapang', 'hasil'][any_value(step)] AS score_stage
    FROM score_choice WHERE preference = 1 GROUP BY edition_id, place_id HAVING count(*) = 1
),
dispute_place AS (
    SELECT edition_id, subject AS place_id FROM dispute WHERE kind IN ('two_ranks', 'kabkota', 'score')
    UNION SELECT edition_id, position FROM dispute JOIN dispute_claim USING (dispute_id) WHERE kind IN ('two_entries', 'one_rank')
)
SELECT summary.edition_id, summary.place_id, summary.kecamatan_code, summary.kabkota_code,
    coalesce(kecamatan.name,
        (SELECT min(kecamatan_printed) FROM placement_claim AS claim
            WHERE claim.edition_id = summary.edition_id AND claim.place_id = summary.place_id),
        'kecamatan di ' || kabkota.name || ', nama tidak disebut', 'kecamatan tidak disebut') AS place_name,
    coalesce(titled.placement, CASE
        WHEN held.rank_basis = 'contested' AND (is_prized OR held.rank_high <= edition.finalists) THEN 'finalis'
        ELSE 'peserta' END) AS title,
    CASE WHEN coalesce(interval_place.rank_high, 0) > 0 OR interval_place.rank_low > 1 OR held.rank_low IS NOT NULL
        THEN coalesce(held.rank_low, interval_place.rank_low) END AS rank_low,
    coalesce(held.rank_high, interval_place.rank_high) AS rank_high,
    coalesce(held.is_tied, false) AS is_tied,
    coalesce(held.rank_basis, CASE
        WHEN interval_place.rank_high IS NULL AND interval_place.rank_low = 1 THEN NULL
        WHEN interval_place.rank_low > 1 OR interval_place.rank_high < interval_place.bound THEN 'elimination'
        ELSE interval_place.kind END) AS rank_basis,
    summary.stage_reached,
    coalesce(regexp_matches(titled.placement, '^(juara|harapan)_'), false) OR coalesce(held.rank_basis = 'contested' AND is_prized, false)
        OR coalesce(interval_place.kind = 'finalist', false) OR (edition.finalists IS NULL AND summary.is_named_finalist)
        OR coalesce(coalesce(held.rank_high, interval_place.rank_high) <= edition.finalists, false) AS is_finalist,
    best_score.score, best_score.score_max, best_score.score_stage, summary.sources, summary.publishers,
    dispute_place.place_id IS NOT NULL AS is_disputed, summary.is_ruled, summary.is_inferred
FROM summary
JOIN edition USING (edition_id)
LEFT JOIN kecamatan ON kecamatan.code = summary.kecamatan_code
LEFT JOIN kabkota ON kabkota.code = summary.kabkota_code
LEFT JOIN titled ON titled.edition_id = summary.edition_id AND titled.place_id = summary.place_id AND titled.preference = 1
LEFT JOIN held ON held.edition_id = summary.edition_id AND held.place_id = summary.place_id
LEFT JOIN interval_place ON interval_place.edition_id = summary.edition_id AND interval_place.place_id = summary.place_id
LEFT JOIN best_score ON best_score.edition_id = summary.edition_id AND best_score.place_id = summary.place_id
LEFT JOIN dispute_place ON dispute_place.edition_id = summary.edition_id AND dispute_place.place_id = summary.place_id
ORDER BY summary.edition_id, summary.place_id;

UPDATE edition SET is_stated = known.is_stated
FROM (SELECT edition_id, bool_or(NOT is_inferred) AS is_stated FROM standing GROUP BY edition_id) AS known
WHERE known.edition_id = edition.edition_id;

-- 8. Innovations ---------------------------------------------------------------------------------------------------

-- What a report calls its innovation, by letters and digits alone: as printed, and without what stands in brackets.
CREATE OR REPLACE TEMP TABLE innovation_name AS
SELECT claim_id, kecamatan_code, coalesce(kecamatan_code, kabkota_code, '') AS place, normalised(name) AS key,
    normalised(regexp_replace(name, '\([^)]*\)', '', 'g')) AS bare, normalised(expansion) AS spelled_out,
    regexp_extract_all(lower(name), '[a-z0-9]+') AS words
FROM innovation_claim;

-- Two names of one kecamatan are one innovation if they are the same word by word but for one letter in words of five letters or
-- more, or if one of them is what the other stands for.
CREATE OR REPLACE TEMP TABLE same_innovation AS
SELECT DISTINCT one.place, one.key, other.key AS other_key
FROM innovation_name AS one JOIN innovation_name AS other USING (kecamatan_code)
WHERE one.key <> other.key AND (
    one.bare = other.bare OR one.spelled_out IN (other.key, other.bare) OR other.spelled_out IN (one.key, one.bare)
    OR (len(one.words) = len(other.words) AND len(list_filter(list_zip(one.words, other.words),
        lambda pair: pair[1] <> pair[2] AND NOT (damerau_levenshtein(pair[1], pair[2]) = 1
            AND regexp_full_match(pair[1], '[a-z]{5,}') AND regexp_full_match(pair[2], '[a-z]{5,}')))) = 0));

-- Whatever is linked by such pairs is one; its key is that of the name printed most often.
CREATE OR REPLACE TEMP TABLE merged_name AS
WITH RECURSIVE reached AS (
    SELECT DISTINCT place, key, key AS member FROM innovation_name
    UNION
    SELECT reached.place, reached.key, same_innovation.other_key
    FROM reached JOIN same_innovation ON same_innovation.place = reached.place AND same_innovation.key = reached.member
),
grouped AS (SELECT place, key, min(member) AS family FROM reached GROUP BY place, key),
named AS (
    SELECT place, family, mode(key ORDER BY key) AS name_key
    FROM grouped JOIN innovation_name USING (place, key) GROUP BY place, family
)
SELECT place, key, fingerprint([nullif(place, ''), name_key]) AS innovation_id FROM grouped JOIN named USING (place, family);

UPDATE innovation_claim SET innovation_id = merged.innovation_id
FROM (SELECT claim_id, merged_name.innovation_id FROM innovation_name JOIN merged_name USING (place, key)) AS merged
WHERE merged.claim_id = innovation_claim.claim_id;

INSERT INTO innovation BY NAME
WITH actor AS (SELECT DISTINCT innovation_id, unnest(string_split(actors, ';')) AS actor FROM innovation_claim),
allied AS (SELECT innovation_id, string_agg(actor, ';' ORDER BY list_position(
    ['pemerintah', 'masyarakat', 'akademisi', 'dunia_usaha', 'media', 'perbankan'], actor)) AS actors FROM actor GROUP BY innovation_id)
SELECT innovation_id, mode(name ORDER BY name) AS name, mode(expansion ORDER BY expansion) AS expansion,
    any_value(kecamatan_code) AS kecamatan_code, any_value(kabkota_code) AS kabkota_code,
    coalesce(mode(indicator ORDER BY indicator) FILTER (indicator_basis = 'stated'), mode(indicator ORDER BY indicator)) AS indicator,
    coalesce(max(indicator_basis), 'unknown') AS indicator_basis,
    mode(sector ORDER BY sector) AS sector, any_value(allied.actors) AS actors, bool_or(digital) AS digital,
    mode(beneficiaries ORDER BY length(beneficiaries) DESC, beneficiaries) AS beneficiaries,
    arg_max(description, (length(description), description)) AS description,
    max(context) AS context, min(year) AS first_year, max(year) AS last_year, count(DISTINCT source_id)::INTEGER AS sources
FROM innovation_claim LEFT JOIN allied USING (innovation_id) GROUP BY innovation_id ORDER BY kecamatan_code, innovation_id;

-- What the codebook proposes for each, known or not: the indicator with the most rules; of two equally strong none.
INSERT INTO proposal
WITH told AS (
    SELECT innovation_id, list(DISTINCT sector) AS sectors,
        ' ' || regexp_replace(lower(string_agg(concat_ws(' ', name, expansion, description), ' ' ORDER BY claim_id)),
            '[^a-z0-9]+', ' ', 'g') || ' ' AS told
    FROM innovation_claim GROUP BY innovation_id
),
word AS (SELECT rule_id, unnest(string_split(keywords, ';')) AS word FROM codebook),
matched AS (
    SELECT innovation_id, codebook.indicator, word, rule_id, codebook.reason
    FROM told JOIN word ON contains(told, ' ' || word || ' ') JOIN codebook USING (rule_id)
    WHERE codebook.sector IS NULL OR list_contains(sectors, codebook.sector)
),
strongest AS (
    SELECT innovation_id, indicator, string_agg(DISTINCT word, ';' ORDER BY word) AS words,
        string_agg(DISTINCT reason, ' ' ORDER BY reason) AS reason
    FROM matched GROUP BY innovation_id, indicator
    QUALIFY rank() OVER (PARTITION BY innovation_id ORDER BY count(DISTINCT rule_id) DESC) = 1
)
SELECT * FROM strongest QUALIFY count(*) OVER (PARTITION BY innovation_id) = 1 ORDER BY innovation_id;

-- Pairs that come close and stay apart, for whoever keeps the catalog: one name within the other or much like it, in one
-- kecamatan; or the same name in another.
CREATE VIEW nearly_merged AS
WITH known AS (SELECT *, lower(regexp_replace(name, '[^a-zA-Z0-9]', '', 'g')) AS key FROM innovation)
SELECT one.innovation_id, one.name, other.innovation_id AS other_id, other.name AS other_name, one.kecamatan_code,
    other.kecamatan_code AS other_kecamatan_code, CASE
        WHEN (one.kecamatan_code = other.kecamatan_code) IS NOT TRUE THEN 'same_name'
        WHEN contains(one.key, other.key) OR contains(other.key, one.key) THEN 'part_of_name'
        ELSE 'alike' END AS reason
FROM known AS one JOIN known AS other ON one.innovation_id < other.innovation_id
WHERE CASE WHEN one.kecamatan_code = other.kecamatan_code
    THEN (least(length(one.key), length(other.key)) >= 6 AND (contains(one.key, other.key) OR contains(other.key, one.key)))
        OR jaro_winkler_similarity(one.key, other.key) >= 0.9
    ELSE one.key = other.key END;
COMMENT ON VIEW nearly_merged IS 'Satu baris per pasangan inovasi yang hampir digabung: nama serupa di satu kecamatan, atau nama sama di kecamatan lain.';

-- An innovation with the names of its places, and how far its kecamatan came.
CREATE VIEW catalogue AS
SELECT innovation.* EXCLUDE (kabkota_code), kabkota.code AS kabkota_code, kecamatan.name AS kecamatan, kabkota.name AS kabkota,
    kabkota.province_code, kabkota.kind AS kabkota_kind, CASE WHEN innovation.kecamatan_code IS NULL THEN 'unnamed'
        WHEN success.is_finalist THEN 'finalist' WHEN success.is_finalist IS NULL THEN 'none' ELSE 'entrant' END AS success
FROM innovation
LEFT JOIN kecamatan ON kecamatan.code = innovation.kecamatan_code
LEFT JOIN kabkota ON kabkota.code = coalesce(kecamatan.kabkota_code, innovation.kabkota_code)
LEFT JOIN success ON success.kecamatan_code = innovation.kecamatan_code;
COMMENT ON VIEW catalogue IS 'Satu baris per inovasi, dengan nama wilayahnya dan capaian kecamatannya: finalist (pernah di final provinsi), entrant (tercatat di SKK), none, unnamed.';

-- 9. Who is followed over the years: kecamatan themselves, and kabkota through the best of the kecamatan they sent ----

CREATE VIEW trail AS
WITH unit AS (
    SELECT 'kecamatan' AS unit_kind, place_id AS unit, place_name AS name, kabkota.name AS detail, standing.*
    FROM standing LEFT JOIN kabkota ON kabkota.code = kabkota_code
    UNION ALL
    SELECT 'kabkota', kabkota_code, kabkota.name, place_name, standing.*
    FROM standing JOIN kabkota ON kabkota.code = kabkota_code
)
SELECT unit_kind, contest_id, year, entrants, entitled, unit.*
FROM unit JOIN edition USING (edition_id)
-- Contest and year follow from the edition: named here, a question about one contest leaves the rows of others unread.
QUALIFY row_number() OVER (PARTITION BY unit_kind, contest_id, year, edition_id, unit
    ORDER BY rank_low NULLS LAST, rank_high NULLS LAST, place_name) = 1;
COMMENT ON VIEW trail IS 'Satu baris per edisi dan yang diikuti: kecamatan, atau kabupaten/kota melalui kecamatan terbaik yang dikirimnya.';

-- 10. How many innovations a kecamatan claims: each total, and the sum of its parts where a source gives one for every indicator
-- (or fewer that are more than its total) -------------------------------------------------------------------------------------

CREATE VIEW innovation_claimed AS
WITH total AS (
    SELECT kecamatan_code, year, source_id, innovation_count AS value, innovation_count::VARCHAR AS position
    FROM innovation_count WHERE indicator = 'total' AND kecamatan_code IS NOT NULL
),
parts AS (
    SELECT kecamatan_code, year, source_id, sum(innovation_count)::INTEGER AS value, count(*) AS indicators,
        string_agg(CASE basis WHEN 'inferred' THEN '(' || innovation_count || ')' ELSE innovation_count::VARCHAR END, ' + '
            ORDER BY indicator) || ' = ' || value
            || CASE WHEN bool_or(basis = 'inferred') THEN ' (yang dalam kurung disimpulkan penyusun)' ELSE '' END AS position
    FROM innovation_count WHERE indicator <> 'total' AND kecamatan_code IS NOT NULL
    GROUP BY kecamatan_code, year, source_id
    HAVING count(*) = count(DISTINCT indicator)
)
SELECT *, 'total' AS what FROM total
UNION ALL
SELECT kecamatan_code, year, source_id, value, position, 'parts'
FROM parts
WHERE indicators = 7 OR value > (SELECT min(total.value) FROM total
    WHERE total.kecamatan_code = parts.kecamatan_code AND total.year IS NOT DISTINCT FROM parts.year);
COMMENT ON VIEW innovation_claimed IS 'Satu baris per kecamatan, tahun, sumber, dan jumlah inovasi yang diklaimnya: total, atau jumlah bagian per indikator.';

-- A dispute belongs to the edition of that year in which the kecamatan is placed: SKK before kindred, the province's before its own.
CREATE OR REPLACE TEMP TABLE claimed_choice AS
SELECT kecamatan_code, claimed.year, value,
    (SELECT edition.edition_id FROM placement_claim AS claim JOIN edition USING (edition_id)
        WHERE claim.kecamatan_code = claimed.kecamatan_code AND edition.year = claimed.year
        ORDER BY is_skk DESC, edition.level DESC, edition.edition_id LIMIT 1) AS edition_id,
    count(*) OVER same AS options,
    rank() OVER (same ORDER BY bool_or(is_official) DESC, count(DISTINCT host) DESC) AS preference
FROM innovation_claimed AS claimed JOIN source USING (source_id)
GROUP BY kecamatan_code, claimed.year, value
WINDOW same AS (PARTITION BY kecamatan_code, claimed.year);

INSERT INTO dispute
SELECT fingerprint(['innovations', edition_id, kecamatan_code]), 'innovations', edition_id, kecamatan_code,
    CASE WHEN count(*) FILTER (preference = 1) = 1 THEN (any_value(value) FILTER (preference = 1))::VARCHAR END
FROM claimed_choice WHERE options > 1 AND edition_id IS NOT NULL GROUP BY edition_id, kecamatan_code;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, position, source_id, value::VARCHAR IS NOT DISTINCT FROM shown
FROM dispute JOIN edition USING (edition_id)
JOIN innovation_claimed AS claimed ON claimed.kecamatan_code = dispute.subject AND claimed.year = edition.year
WHERE dispute.kind = 'innovations';
