-- Words that every script of the build uses.

-- The key of a row: the first 12 characters of SHA-256 over what identifies it; an empty cell is
-- ''.
CREATE OR REPLACE TEMP MACRO fingerprint(parts) AS
    left(sha256(array_to_string(list_transform(parts, lambda part: coalesce(part, '')), '|')), 12);

-- A name by its letters and digits alone.
CREATE OR REPLACE TEMP MACRO normalised(name) AS lower(
    regexp_replace(name, '[^a-zA-Z0-9]', '', 'g'));
