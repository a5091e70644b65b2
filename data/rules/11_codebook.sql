-- Rule 11, codebook (docs/RULES.md)
-- What the codebook proposes for each innovation.
-- Reads: codebook, innovation_claim
-- Leaves: proposal

-- What the codebook proposes for each, known or not: the indicator with the most rules; of two
-- equally strong none.
INSERT INTO proposal
WITH told AS (
    SELECT innovation_id, list(DISTINCT sector) AS sectors,
        ' ' || regexp_replace(
            lower(string_agg(concat_ws(' ', name, expansion, description), ' ' ORDER BY claim_id)),
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
SELECT * FROM strongest QUALIFY count(*) OVER (PARTITION BY innovation_id) = 1
    ORDER BY innovation_id;
