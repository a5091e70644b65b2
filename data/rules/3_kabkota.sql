-- Rule 3, kabkota (docs/RULES.md)
-- One kabkota for each kecamatan.
-- Reads: evidence
-- Leaves: dispute, dispute_claim

INSERT INTO dispute
SELECT DISTINCT fingerprint(['kabkota', edition_id, place_id]), 'kabkota', edition_id, place_id,
    kabkota_code
FROM evidence WHERE kecamatan_code IS NOT NULL AND printed_kabkota <> kabkota_code;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, coalesce(printed_kabkota, kabkota_code), source_id,
    coalesce(printed_kabkota, kabkota_code) = shown
FROM dispute JOIN evidence ON evidence.edition_id = dispute.edition_id
    AND evidence.place_id = dispute.subject
WHERE dispute.kind = 'kabkota';
