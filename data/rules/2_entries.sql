-- Rule 2, entries (docs/RULES.md)
-- One kecamatan for each kabkota in an edition of the province. What is left over is the evidence
-- that all later rules go by.
-- Reads: edition, kecamatan, placement_claim, source
-- Leaves: dispute, dispute_claim, evidence

CREATE OR REPLACE TEMP TABLE evidence AS
SELECT claim.edition_id, claim.place_id, claim.claim_id, claim.source_id, claim.stage,
    claim.placement, claim.rank, claim.score,
    claim.score_max, claim.basis, claim.ruling_id, claim.kecamatan_code,
    claim.kabkota_code AS printed_kabkota,
    coalesce(kecamatan.kabkota_code, claim.kabkota_code) AS kabkota_code, source.host,
    source.is_official, edition.level
FROM placement_claim AS claim
JOIN edition USING (edition_id) JOIN source USING (source_id)
LEFT JOIN kecamatan ON kecamatan.code = claim.kecamatan_code;

CREATE OR REPLACE TEMP TABLE entry AS
SELECT edition_id, kabkota_code, place_id,
    count(*) OVER (PARTITION BY edition_id, kabkota_code) AS entries,
    rank() OVER (PARTITION BY edition_id, kabkota_code
        ORDER BY bool_or(is_official) DESC, count(DISTINCT host) DESC,
        (count(rank) > 0) DESC) AS preference
FROM evidence
WHERE level = 'provinsi' AND kabkota_code IS NOT NULL AND placement <> 'nominasi'
GROUP BY edition_id, kabkota_code, place_id;

INSERT INTO dispute
SELECT fingerprint(['two_entries', edition_id, kabkota_code]), 'two_entries', edition_id,
    kabkota_code,
    CASE WHEN count(*) FILTER (preference = 1) = 1 THEN any_value(place_id)
        FILTER (preference = 1) END
FROM entry WHERE entries > 1 GROUP BY edition_id, kabkota_code;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, evidence.place_id, source_id,
    evidence.place_id IS NOT DISTINCT FROM shown
FROM dispute JOIN evidence ON evidence.edition_id = dispute.edition_id
    AND evidence.kabkota_code = dispute.subject
WHERE dispute.kind = 'two_entries' AND placement <> 'nominasi';

DELETE FROM evidence USING entry
WHERE entry.edition_id = evidence.edition_id AND entry.place_id = evidence.place_id
    AND entry.preference > 1;
