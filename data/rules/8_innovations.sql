-- Rule 8, innovations (docs/RULES.md)
-- Which reports are about one innovation, and what is shown of it.
-- Reads: innovation_claim, kabkota, kecamatan, success
-- Leaves: innovation_claim, innovation, catalogue, nearly_merged

-- What a report calls its innovation, by letters and digits alone: as printed, and without what
-- stands in brackets.
CREATE OR REPLACE TEMP TABLE innovation_name AS
SELECT claim_id, kecamatan_code, coalesce(kecamatan_code, kabkota_code, '') AS place,
    normalised(name) AS key,
    normalised(regexp_replace(name, '\([^)]*\)', '', 'g')) AS bare,
    normalised(expansion) AS spelled_out,
    regexp_extract_all(lower(name), '[a-z0-9]+') AS words
FROM innovation_claim;

-- Two names of one kecamatan are one innovation if they are the same word by word but for one
-- letter in words of five letters or more, or if one of them is what the other stands for.
CREATE OR REPLACE TEMP TABLE same_innovation AS
SELECT DISTINCT one.place, one.key, other.key AS other_key
FROM innovation_name AS one JOIN innovation_name AS other USING (kecamatan_code)
WHERE one.key <> other.key AND (
    one.bare = other.bare OR one.spelled_out IN (other.key, other.bare)
        OR other.spelled_out IN (one.key, one.bare)
    OR (len(one.words) = len(other.words) AND len(list_filter(list_zip(one.words, other.words),
        lambda pair: pair[1] <> pair[2] AND NOT (damerau_levenshtein(pair[1], pair[2]) = 1
            AND regexp_full_match(pair[1], '[a-z]{5,}')
                AND regexp_full_match(pair[2], '[a-z]{5,}')))) = 0));

-- Whatever is linked by such pairs is one; its key is that of the name printed most often.
CREATE OR REPLACE TEMP TABLE merged_name AS
WITH RECURSIVE reached AS (
    SELECT DISTINCT place, key, key AS member FROM innovation_name
    UNION
    SELECT reached.place, reached.key, same_innovation.other_key
    FROM reached JOIN same_innovation ON same_innovation.place = reached.place
        AND same_innovation.key = reached.member
),
grouped AS (SELECT place, key, min(member) AS family FROM reached GROUP BY place, key),
named AS (
    SELECT place, family, mode(key ORDER BY key) AS name_key
    FROM grouped JOIN innovation_name USING (place, key) GROUP BY place, family
)
SELECT place, key, fingerprint([nullif(place, ''), name_key]) AS innovation_id FROM grouped
    JOIN named USING (place, family);

UPDATE innovation_claim SET innovation_id = merged.innovation_id
FROM (SELECT claim_id, merged_name.innovation_id FROM innovation_name
    JOIN merged_name USING (place, key)) AS merged
WHERE merged.claim_id = innovation_claim.claim_id;

INSERT INTO innovation BY NAME
WITH actor AS (SELECT DISTINCT innovation_id, unnest(string_split(actors, ';')) AS actor
    FROM innovation_claim),
allied AS (SELECT innovation_id, string_agg(actor, ';' ORDER BY list_position(
    ['pemerintah', 'masyarakat', 'akademisi', 'dunia_usaha', 'media', 'perbankan'],
    actor)) AS actors FROM actor GROUP BY innovation_id)
SELECT innovation_id, mode(name ORDER BY name) AS name,
    mode(expansion ORDER BY expansion) AS expansion,
    any_value(kecamatan_code) AS kecamatan_code, any_value(kabkota_code) AS kabkota_code,
    coalesce(mode(indicator ORDER BY indicator) FILTER (indicator_basis = 'stated'),
        mode(indicator ORDER BY indicator)) AS indicator,
    coalesce(max(indicator_basis), 'unknown') AS indicator_basis,
    mode(sector ORDER BY sector) AS sector, any_value(allied.actors) AS actors,
    bool_or(digital) AS digital,
    mode(beneficiaries ORDER BY length(beneficiaries) DESC, beneficiaries) AS beneficiaries,
    arg_max(description, (length(description), description)) AS description,
    max(context) AS context, min(year) AS first_year, max(year) AS last_year,
    count(DISTINCT source_id)::INTEGER AS sources
FROM innovation_claim LEFT JOIN allied USING (innovation_id) GROUP BY innovation_id
    ORDER BY kecamatan_code, innovation_id;

-- Pairs that come close and stay apart, for whoever keeps the catalog: one name within the other or
-- much like it, in one kecamatan; or the same name in another.
CREATE VIEW nearly_merged AS
WITH known AS (SELECT *, lower(regexp_replace(name, '[^a-zA-Z0-9]', '', 'g')) AS key
    FROM innovation)
SELECT one.innovation_id, one.name, other.innovation_id AS other_id, other.name AS other_name,
    one.kecamatan_code,
    other.kecamatan_code AS other_kecamatan_code, CASE
        WHEN (one.kecamatan_code = other.kecamatan_code) IS NOT TRUE THEN 'same_name'
        WHEN contains(one.key, other.key) OR contains(other.key, one.key) THEN 'part_of_name'
        ELSE 'alike' END AS reason
FROM known AS one JOIN known AS other ON one.innovation_id < other.innovation_id
WHERE CASE WHEN one.kecamatan_code = other.kecamatan_code
    THEN (least(length(one.key), length(other.key)) >= 6
        AND (contains(one.key, other.key) OR contains(other.key, one.key)))
        OR jaro_winkler_similarity(one.key, other.key) >= 0.9
    ELSE one.key = other.key END;
COMMENT ON VIEW nearly_merged IS 'Satu baris per pasangan inovasi yang hampir digabung: nama serupa di satu kecamatan, atau nama sama di kecamatan lain.';

-- An innovation with the names of its places, and how far its kecamatan came.
CREATE VIEW catalogue AS
SELECT innovation.* EXCLUDE (kabkota_code), kabkota.code AS kabkota_code,
    kecamatan.name AS kecamatan, kabkota.name AS kabkota,
    kabkota.province_code, kabkota.kind AS kabkota_kind, CASE
        WHEN innovation.kecamatan_code IS NULL THEN 'unnamed'
        WHEN success.is_finalist THEN 'finalist' WHEN success.is_finalist IS NULL THEN 'none'
            ELSE 'entrant' END AS success
FROM innovation
LEFT JOIN kecamatan ON kecamatan.code = innovation.kecamatan_code
LEFT JOIN kabkota ON kabkota.code = coalesce(kecamatan.kabkota_code, innovation.kabkota_code)
LEFT JOIN success ON success.kecamatan_code = innovation.kecamatan_code;
COMMENT ON VIEW catalogue IS 'Satu baris per inovasi, dengan nama wilayahnya dan capaian kecamatannya: finalist (pernah di final provinsi), entrant (tercatat di SKK), none, unnamed.';
