-- What the sources say, row by row: from the checked catalog frames (raw_*) to the tables of
-- claims. What has to be placed in an edition first is rule 0. Innovations are written in the order
-- of kecamatan: a region's rows lie together, and a question reads those alone.

INSERT INTO provinsi BY NAME SELECT * FROM raw_provinsi;
INSERT INTO kabkota BY NAME SELECT * FROM raw_kabkota;
INSERT INTO kecamatan BY NAME SELECT * FROM raw_kecamatan;
INSERT INTO kecamatan_former BY NAME SELECT * FROM raw_kecamatan_former;

INSERT INTO source BY NAME
SELECT *,
    coalesce(nullif(regexp_extract(lower(url), '^https?://(?:www\.)?([^/:?#]+)', 1), ''),
        lower(publisher), source_id) AS host,
    regexp_matches(host, '\.go\.id$')
        OR coalesce(regexp_matches(publisher, '^(Pemerintah|Pemkab|Pemkot|Pemprov) '), false)
        AS is_official
FROM raw_sources;

INSERT INTO ruling BY NAME
SELECT fingerprint([edition_year::VARCHAR, level, code, source_id, field]) AS ruling_id,
    edition_year AS year, level, code, source_id, field, ruled, reason
FROM raw_rulings;

INSERT INTO innovation_claim BY NAME
SELECT fingerprint(
    [name, expansion, kecamatan_code, kabkota_code, kecamatan_printed, year::VARCHAR,
    indicator::VARCHAR,
        indicator_basis, sector, actors, digital, beneficiaries, context, description,
        source_id]) AS claim_id,
    fingerprint([coalesce(kecamatan_code, kabkota_code), normalised(name)]) AS innovation_id,
    name, expansion, kecamatan_code, kabkota_code, kecamatan_printed, year, indicator,
    indicator_basis, sector, actors,
    digital = 'yes' AS digital, beneficiaries, context, description, source_id
FROM raw_innovations ORDER BY kecamatan_code;

INSERT INTO recognition BY NAME
SELECT fingerprint([kecamatan_code, kabkota_code, normalised(name), kind, what, source_id])
    AS recognition_id, *
FROM raw_recognitions;

INSERT INTO innovation_count BY NAME SELECT edition_year AS year, * EXCLUDE (edition_year)
    FROM raw_indicator_counts;
INSERT INTO skk_indicator BY NAME SELECT * FROM raw_skk_indicators;
INSERT INTO codebook BY NAME
SELECT fingerprint([sector, keywords]) AS rule_id, * FROM raw_codebook;
INSERT INTO event BY NAME SELECT * FROM raw_events;
INSERT INTO kabkota_award BY NAME SELECT * FROM raw_kabkota_awards;
