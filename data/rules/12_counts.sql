-- Rule 12, counts (docs/RULES.md)
-- What is counted once for all who ask, from the resolved tables; each is told by one row where a
-- question would read a table whole.
-- Reads: catalogue, edition, innovation, placement_claim, proposal, score, source, standing
-- Leaves: source, scored_stage, success, proposal_check, innovation_spread

UPDATE source SET claims = counted.claims
FROM (SELECT source_id, count(*) AS claims FROM placement_claim GROUP BY source_id) AS counted
WHERE counted.source_id = source.source_id;

INSERT INTO scored_stage
SELECT edition_id, stage, count(DISTINCT place_id), count(DISTINCT indicator), count(DISTINCT juror)
FROM score WHERE indicator IS NOT NULL AND value_max > 0 AND stage IS NOT NULL
    GROUP BY edition_id, stage ORDER BY edition_id;

INSERT INTO success
SELECT kecamatan_code, bool_or(is_finalist AND level = 'provinsi') FILTER (is_skk) AS is_finalist,
    max(year) AS last_year
FROM standing JOIN edition USING (edition_id) WHERE kecamatan_code IS NOT NULL
    GROUP BY kecamatan_code ORDER BY kecamatan_code;

INSERT INTO proposal_check
SELECT indicator_basis, innovation.indicator, coalesce(proposal.indicator, 0), count(*)
FROM innovation LEFT JOIN proposal USING (innovation_id) WHERE innovation.indicator IS NOT NULL
    GROUP BY ALL ORDER BY ALL;

-- An innovation that several actors carry counts once for each; of one without a value the value is
-- empty.
INSERT INTO innovation_spread
WITH described AS (
    SELECT catalogue.*, proposal.indicator AS proposed,
        coalesce(string_split(actors, ';'), [NULL]) AS actor_list
    FROM catalogue LEFT JOIN proposal USING (innovation_id)
),
told AS (
    SELECT context, kecamatan_code, is_proposed,
        CASE WHEN is_proposed THEN coalesce(indicator, proposed, 0)
            ELSE coalesce(indicator, 0) END AS number,
        CASE WHEN is_proposed AND indicator IS NULL AND proposed IS NOT NULL THEN 'rule'
            ELSE indicator_basis END AS basis,
        unnest([
            {property: 'nothing', value: '', code: ''},
            {property: 'sector', value: sector, code: sector},
            {property: 'year', value: first_year::VARCHAR, code: first_year::VARCHAR},
            {property: 'success', value: success, code: success},
            {property: 'kabkota', value: kabkota, code: kabkota_code},
            {property: 'digital', value: CASE digital WHEN true THEN 'yes' WHEN false THEN 'no' END,
                code: CASE digital WHEN true THEN 'yes' WHEN false THEN 'no' END}
        ] || list_transform(actor_list,
            lambda actor: {property: 'actor', value: actor, code: actor}), recursive := true)
    FROM described CROSS JOIN (VALUES (false), (true)) AS counted(is_proposed)
)
SELECT context, property, is_proposed, coalesce(value, ''), coalesce(code, ''), number, basis,
    count(*), count(DISTINCT kecamatan_code)
FROM told GROUP BY ALL ORDER BY ALL;
