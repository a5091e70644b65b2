-- Rule 13, copying (docs/RULES.md)
-- Why an innovation is worth copying, reason by reason, and in what order those with reasons stand.
-- Reads: catalogue, edition, innovation_claim, recognition, source, standing
-- Leaves: recognition, innovation_reason, innovation_worth

UPDATE recognition SET innovation_id = reported.innovation_id
FROM (
    SELECT coalesce(kecamatan_code, kabkota_code, '') AS place, name,
        any_value(innovation_id) AS innovation_id
    FROM innovation_claim GROUP BY ALL
) AS reported
WHERE reported.name = recognition.name
    AND reported.place = coalesce(recognition.kecamatan_code, recognition.kabkota_code, '');

-- A name by its letters and digits, without what stands in brackets and without the name of its
-- kecamatan; as a whole where less than four are left.
CREATE OR REPLACE TEMP TABLE copied_name AS
WITH told AS (
    SELECT innovation_id, name, first_year,
        coalesce(kecamatan_code, kabkota_code, innovation_id) AS place,
        ' ' || regexp_replace(lower(regexp_replace(name, '\([^)]*\)', '', 'g')),
            '[^a-z0-9]+', ' ', 'g') || ' ' AS words,
        ' ' || regexp_replace(lower(kecamatan), '[^a-z0-9]+', ' ', 'g') || ' ' AS own
    FROM catalogue
),
bare AS (SELECT *, replace(coalesce(replace(words, own, ' '), words), ' ', '') AS key FROM told)
SELECT innovation_id, first_year, place,
    CASE WHEN length(key) >= 4 THEN key ELSE normalised(name) END AS name_key
FROM bare;

-- What its pages say: that others copy it, and what it won.
INSERT INTO innovation_reason BY NAME
SELECT innovation_id, kind, year, what, source_id FROM recognition
    WHERE innovation_id IS NOT NULL ORDER BY ALL;

-- Its kecamatan was among the first three of an edition of SKK while it is reported for the
-- contest, or in the year after: the province's before its kabkota's own, then the best.
INSERT INTO innovation_reason BY NAME
SELECT innovation_id, 'placed' AS kind, arg_min(year, best) AS year,
    arg_min(edition_id, best) AS edition_id
FROM (
    SELECT innovation_id, edition.edition_id, edition.year, {
        level: edition.level <> 'provinsi', low: rank_low, high: rank_high, age: -edition.year,
        edition_id: edition.edition_id} AS best
    FROM catalogue JOIN standing USING (kecamatan_code) JOIN edition USING (edition_id)
    WHERE context = 'skk' AND is_skk AND rank_high <= 3 AND NOT is_inferred
        AND edition.year BETWEEN first_year AND last_year + 1
)
GROUP BY innovation_id ORDER BY innovation_id;

-- Two publishers or more report it (one host is one publisher), or two years or more are named.
INSERT INTO innovation_reason BY NAME
SELECT innovation_id, 'publishers' AS kind, count(DISTINCT host) AS number
FROM innovation_claim JOIN source USING (source_id)
GROUP BY innovation_id HAVING number >= 2 ORDER BY innovation_id;
INSERT INTO innovation_reason BY NAME
SELECT innovation_id, 'years' AS kind, count(DISTINCT year) AS number,
    string_agg(DISTINCT year::VARCHAR, ', ' ORDER BY year::VARCHAR) AS what
FROM innovation_claim
GROUP BY innovation_id HAVING number >= 2 ORDER BY innovation_id;

-- Another place reports one of that name, in a later year than this place first did.
INSERT INTO innovation_reason BY NAME
WITH held AS (
    SELECT name_key, place, min(first_year) AS own_year,
        arg_min(innovation_id, {year: first_year, id: innovation_id}) AS held_id
    FROM copied_name WHERE first_year IS NOT NULL AND name_key <> '' GROUP BY name_key, place
),
followed AS (
    SELECT name_key, place, own_year, count(*) OVER later AS number,
        arg_min(held_id, {year: own_year, id: held_id}) OVER later AS other_id,
        min(own_year) OVER later AS year
    FROM held
    WINDOW later AS (PARTITION BY name_key ORDER BY own_year
        RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
)
SELECT innovation_id, 'namesake' AS kind, number, other_id, year
FROM copied_name JOIN followed USING (name_key, place)
WHERE number > 0 AND first_year = own_year ORDER BY innovation_id;

-- Most kinds of reasons first; of as many, whoever has the strongest that the other lacks; then by
-- name.
INSERT INTO innovation_worth BY NAME
WITH ranked AS (
    SELECT innovation_id, kind, list_position(
        ['copied', 'award', 'placed', 'publishers', 'years', 'namesake'], kind) AS strength
    FROM innovation_reason GROUP BY ALL
),
summed AS (
    SELECT innovation_id, string_agg(kind, ';' ORDER BY strength) AS kinds, count(*) AS many,
        list(strength ORDER BY strength) AS strengths
    FROM ranked GROUP BY innovation_id
)
SELECT innovation_id, name_key, coalesce(kinds, '') AS kinds,
    row_number() OVER (ORDER BY coalesce(many, 0) DESC, strengths, lower(name), innovation_id)
        AS position
FROM copied_name JOIN catalogue USING (innovation_id) LEFT JOIN summed USING (innovation_id)
ORDER BY position;
