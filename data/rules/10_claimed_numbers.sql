-- Rule 10, claimed numbers (docs/RULES.md)
-- How many innovations a kecamatan claims: each total, and the sum of its parts where a source
-- gives one for every indicator (or fewer that are more than its total).
-- Reads: edition, innovation_count, placement_claim, skk_indicator, source
-- Leaves: dispute, dispute_claim, innovation_claimed

CREATE VIEW innovation_claimed AS
WITH total AS (
    SELECT kecamatan_code, year, source_id, innovation_count AS value,
        innovation_count::VARCHAR AS position
    FROM innovation_count WHERE indicator = 'total' AND kecamatan_code IS NOT NULL
),
parts AS (
    SELECT kecamatan_code, year, source_id, sum(innovation_count)::INTEGER AS value,
        count(*) AS indicators,
        string_agg(CASE basis WHEN 'inferred' THEN '(' || innovation_count || ')'
            ELSE innovation_count::VARCHAR END, ' + '
            ORDER BY indicator) || ' = ' || value
            || CASE WHEN bool_or(basis = 'inferred')
                THEN ' (yang dalam kurung disimpulkan penyusun)' ELSE '' END AS position
    FROM innovation_count WHERE indicator <> 'total' AND kecamatan_code IS NOT NULL
    GROUP BY kecamatan_code, year, source_id
    HAVING count(*) = count(DISTINCT indicator)
)
SELECT *, 'total' AS what FROM total
UNION ALL
SELECT kecamatan_code, year, source_id, value, position, 'parts'
FROM parts
WHERE indicators = (SELECT count(*) FROM skk_indicator)
    OR value > (SELECT min(total.value) FROM total
        WHERE total.kecamatan_code = parts.kecamatan_code
            AND total.year IS NOT DISTINCT FROM parts.year);
COMMENT ON VIEW innovation_claimed IS 'Satu baris per kecamatan, tahun, sumber, dan jumlah inovasi yang diklaimnya: total, atau jumlah bagian per indikator.';

-- A dispute belongs to the edition of that year in which the kecamatan is placed: SKK before
-- kindred, the province's before its own.
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
SELECT fingerprint(['innovations', edition_id, kecamatan_code]), 'innovations', edition_id,
    kecamatan_code,
    CASE WHEN count(*) FILTER (preference = 1) = 1
        THEN (any_value(value) FILTER (preference = 1))::VARCHAR END
FROM claimed_choice WHERE options > 1 AND edition_id IS NOT NULL
    GROUP BY edition_id, kecamatan_code;
INSERT INTO dispute_claim
SELECT DISTINCT dispute_id, position, source_id, value::VARCHAR IS NOT DISTINCT FROM shown
FROM dispute JOIN edition USING (edition_id)
JOIN innovation_claimed AS claimed ON claimed.kecamatan_code = dispute.subject
    AND claimed.year = edition.year
WHERE dispute.kind = 'innovations';
