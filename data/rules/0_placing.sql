-- Rule 0, placing (docs/RULES.md)
-- Which edition and which kecamatan each row of the catalog is about. What belongs to an edition is
-- written in its order: a region's rows lie together, and a question reads those alone.
-- Reads: kabkota, kecamatan, ruling, raw_placements, raw_stages, raw_editions, raw_scores,
-- raw_indicators, raw_indicator_sets
-- Leaves: edition, placement_claim, score, stage, indicator, indicator_set

-- Rulings first: a claim keeps what was printed, and is placed where the editor ruled.
CREATE OR REPLACE TEMP TABLE ruled_claim AS
SELECT claim.*,
    CASE claim.level WHEN 'provinsi' THEN claim.province_code ELSE claim.kabkota_code END AS code,
    coalesce(on_year.ruled::SMALLINT, claim.edition_year) AS year,
    coalesce(on_name.ruled, claim.kecamatan_code) AS named_code,
    coalesce(on_name.ruling_id, on_year.ruling_id) AS ruling_id,
    normalised(claim.kecamatan_printed) AS printed_key
FROM raw_placements AS claim
LEFT JOIN ruling AS on_year
    ON on_year.field = 'edition_year' AND on_year.source_id = claim.source_id
        AND on_year.level = claim.level
    AND on_year.year IS NOT DISTINCT FROM claim.edition_year
    AND on_year.code = CASE claim.level WHEN 'provinsi' THEN claim.province_code
        ELSE claim.kabkota_code END
LEFT JOIN ruling AS on_name
    ON on_name.field = 'kecamatan "' || claim.kecamatan_printed || '"'
        AND on_name.source_id = claim.source_id
    AND on_name.level = claim.level AND on_name.year IS NOT DISTINCT FROM claim.edition_year
    AND on_name.code = CASE claim.level WHEN 'provinsi' THEN claim.province_code
        ELSE claim.kabkota_code END;

-- A claim without a code is about the one kecamatan that other claims place in the same contest
-- under the same name; if it names none, in a province's contest, about the one that they place
-- there for the same kabkota.
CREATE OR REPLACE TEMP TABLE placed_claim AS
WITH known AS (
    SELECT DISTINCT claim.level, claim.code, claim.year, claim.named_code, claim.printed_key,
        normalised(kecamatan.name) AS name_key, kecamatan.kabkota_code
    FROM ruled_claim AS claim JOIN kecamatan ON kecamatan.code = claim.named_code
),
placed AS (
    SELECT claim.*, coalesce(claim.named_code, CASE
        WHEN claim.printed_key IS NOT NULL THEN (
            SELECT any_value(known.named_code) FROM known
            WHERE known.level = claim.level AND known.code = claim.code AND known.year = claim.year
                AND claim.printed_key IN (known.printed_key, known.name_key)
            HAVING count(DISTINCT known.named_code) = 1)
        WHEN claim.level = 'provinsi' AND claim.kabkota_code IS NOT NULL THEN (
            SELECT any_value(known.named_code) FROM known
            WHERE known.level = claim.level AND known.code = claim.code AND known.year = claim.year
                AND known.kabkota_code = claim.kabkota_code
            HAVING count(DISTINCT known.named_code) = 1)
        END) AS placed_code
    FROM ruled_claim AS claim
),
classed AS (
    SELECT DISTINCT level, code, year FROM ruled_claim WHERE class IS NOT NULL AND year IS NOT NULL
    UNION
    SELECT DISTINCT level, CASE level WHEN 'provinsi' THEN province_code
        ELSE kabkota_code END, edition_year
    FROM raw_stages WHERE class IS NOT NULL AND edition_year IS NOT NULL
)
SELECT placed.*,
    classed.year IS NOT NULL AS is_classed,
    CASE WHEN classed.year IS NOT NULL
        THEN coalesce(placed.class, kabkota.kind) END AS placed_class,
    coalesce(placed.placed_code,
        coalesce(placed.kabkota_code, placed.province_code) || ':' || CASE
            WHEN placed.printed_key IS NOT NULL THEN placed.printed_key
            -- a kabkota sends one
            WHEN placed.level = 'provinsi' AND placed.kabkota_code IS NOT NULL THEN ''
            ELSE placed.placement END) AS place_id
FROM placed
LEFT JOIN classed ON classed.level = placed.level AND classed.code = placed.code
    AND classed.year = placed.year
LEFT JOIN kecamatan ON kecamatan.code = placed.placed_code
LEFT JOIN kabkota ON kabkota.code = coalesce(kecamatan.kabkota_code, placed.kabkota_code);

CREATE OR REPLACE TEMP TABLE edition_class AS
SELECT DISTINCT level, code, year, placed_class AS class FROM placed_claim
    WHERE is_classed AND placed_class IS NOT NULL
UNION
SELECT DISTINCT level, CASE level WHEN 'provinsi' THEN province_code
    ELSE kabkota_code END, edition_year, class
FROM raw_stages WHERE class IS NOT NULL AND edition_year IS NOT NULL;

INSERT INTO edition BY NAME
SELECT concat_ws('-', raw.level, raw.code, raw.year, edition_class.class) AS edition_id,
    concat_ws('-', raw.level, raw.code, edition_class.class, CASE raw.is_skk
        WHEN 'kerabat' THEN 'kerabat' END) AS contest_id,
    raw.level, raw.code, edition_class.class, raw.year, raw.short_name, raw.name,
    raw.is_skk = 'ya' AS is_skk,
    CASE raw.level
        WHEN 'provinsi' THEN (SELECT count(*) FROM kabkota WHERE kabkota.province_code = raw.code
            AND (edition_class.class IS NULL OR kabkota.kind = edition_class.class))
        ELSE (SELECT count(*) FROM kecamatan WHERE kecamatan.kabkota_code = raw.code)
    END AS entitled
FROM raw_editions AS raw
LEFT JOIN edition_class ON edition_class.level = raw.level AND edition_class.code = raw.code
    AND edition_class.year = raw.year;

INSERT INTO placement_claim BY NAME
SELECT fingerprint(
    [edition_year::VARCHAR, claim.level, province_code, kabkota_code, kecamatan_code,
    kabkota_printed,
        kecamatan_printed, claim.class, stage, placement, rank::VARCHAR, score::VARCHAR,
        score_max::VARCHAR, basis, source_id]
        ) AS claim_id,
    source_id, edition.edition_id, CASE WHEN edition.edition_id IS NOT NULL
        THEN place_id END AS place_id, claim.level,
    province_code, kabkota_code, placed_code AS kecamatan_code, kabkota_printed, kecamatan_printed,
    claim.class,
    edition_year AS year_printed, stage, placement,
    coalesce(rank, CASE split_part(placement, '_', 1)
        WHEN 'juara' THEN split_part(placement, '_', 2)::INTEGER
        WHEN 'harapan' THEN 3 + split_part(placement, '_', 2)::INTEGER
        WHEN 'terbaik' THEN split_part(placement, '_', 2)::INTEGER END) AS rank,
    score, score_max, basis, ruling_id, note
FROM placed_claim AS claim
LEFT JOIN edition ON edition.level = claim.level AND edition.code = claim.code
    AND edition.year = claim.year
    AND edition.class IS NOT DISTINCT FROM claim.placed_class
    -- Whom a kabkota sends to the province is no result of a kindred award of its own.
    AND (edition.is_skk OR claim.level = 'provinsi' OR claim.placement <> 'wakil')
ORDER BY edition.edition_id, place_id;

-- A score belongs to the edition in which its kecamatan is placed: of classes ranked apart, to that
-- of its kabkota.
INSERT INTO score BY NAME
SELECT placed.edition_id, placed.place_id, stage, juror, indicator, value, value_max, raw.source_id
FROM raw_scores AS raw
JOIN (SELECT DISTINCT edition_id, edition.level, edition.code, edition.year, place_id,
    kecamatan_code
    FROM placement_claim JOIN edition USING (edition_id)) AS placed
    ON placed.level = raw.level AND placed.year = raw.edition_year
        AND placed.kecamatan_code = raw.kecamatan_code
    AND placed.code = CASE raw.level WHEN 'provinsi' THEN raw.province_code
        ELSE raw.kabkota_code END
ORDER BY placed.edition_id, placed.place_id;

INSERT INTO stage BY NAME
SELECT fingerprint(
    [edition_year::VARCHAR, raw.level, province_code, kabkota_code, raw.class, stage, date,
        participants::VARCHAR, advancing::VARCHAR, jury, what, source_id]) AS stage_id,
    edition.edition_id, raw.level, province_code, kabkota_code, raw.class, edition_year AS year,
    stage, date, participants,
    advancing, jury, what, source_id
FROM raw_stages AS raw
LEFT JOIN edition ON edition.level = raw.level AND edition.year = raw.edition_year
    AND edition.code = CASE raw.level WHEN 'provinsi' THEN raw.province_code
        ELSE raw.kabkota_code END
    AND edition.class IS NOT DISTINCT FROM raw.class;

INSERT INTO indicator BY NAME
SELECT fingerprint(
    [edition_year::VARCHAR, raw.level, province_code, kabkota_code, raw.code, raw.name,
    source_id]) AS indicator_id,
    edition.edition_id, raw.level, province_code, kabkota_code, edition_year AS year, raw.code,
    raw.name, weight, note, source_id
FROM raw_indicators AS raw
LEFT JOIN edition ON edition.level = raw.level AND edition.year = raw.edition_year
    AND edition.class IS NULL
    AND edition.code = CASE raw.level WHEN 'provinsi' THEN raw.province_code
        ELSE raw.kabkota_code END;

INSERT INTO indicator_set BY NAME
SELECT fingerprint(
    [edition_year::VARCHAR, raw.level, province_code, kabkota_code, prefix, source_id]) AS set_id,
    edition.edition_id, raw.level, province_code, kabkota_code, edition_year AS year,
    coalesce(prefix, '') AS prefix, raw.name,
    indicators, weight, note, source_id
FROM raw_indicator_sets AS raw
LEFT JOIN edition ON edition.level = raw.level AND edition.year = raw.edition_year
    AND edition.class IS NULL
    AND edition.code = CASE raw.level WHEN 'provinsi' THEN raw.province_code
        ELSE raw.kabkota_code END;
