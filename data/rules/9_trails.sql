-- Rule 9, trails (docs/RULES.md)
-- Who is followed over the years: kecamatan themselves, and kabkota through the best of the
-- kecamatan they sent.
-- Reads: edition, kabkota, standing
-- Leaves: trail

CREATE VIEW trail AS
WITH unit AS (
    SELECT 'kecamatan' AS unit_kind, place_id AS unit, place_name AS name, kabkota.name AS detail,
        standing.*
    FROM standing LEFT JOIN kabkota ON kabkota.code = kabkota_code
    UNION ALL
    SELECT 'kabkota', kabkota_code, kabkota.name, place_name, standing.*
    FROM standing JOIN kabkota ON kabkota.code = kabkota_code
)
SELECT unit_kind, contest_id, year, entrants, entitled, unit.*
FROM unit JOIN edition USING (edition_id)
-- Contest and year follow from the edition: named here, a question about one contest leaves the
-- rows of others unread.
QUALIFY row_number() OVER (PARTITION BY unit_kind, contest_id, year, edition_id, unit
    ORDER BY rank_low NULLS LAST, rank_high NULLS LAST, place_name) = 1;
COMMENT ON VIEW trail IS 'Satu baris per edisi dan yang diikuti: kecamatan, atau kabupaten/kota melalui kecamatan terbaik yang dikirimnya.';
