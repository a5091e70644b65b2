"""The search index of innovations: which words each one holds, and what each word stems from."""

import re
import unicodedata

import duckdb
import pandas as pd
import snowballstemmer

WORDS = r"[^\W_]+"
# Words that tell nothing of an innovation.
COMMON = frozenset(
    re.findall(
        WORDS,
        "ada adalah agar akan antara atau bagi belum dalam dan dapat dari daripada dengan di guna"
        " hingga ini itu juga karena ke kepada lain lalu maka masih melalui menjadi menurut nama"
        " oleh pada para per saat sama sampai secara sebagai sejak seluruh semua serta setelah"
        " sudah tahun tanpa telah tentang tiap untuk yaitu yang",
    )
)


def split(said: str) -> list[str]:
    """The telling words of a text, each once: lower case, without accents, of two characters or
    more.
    """
    plain = unicodedata.normalize("NFKD", said.lower())
    found = re.findall(WORDS, "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return [word for word in dict.fromkeys(found) if len(word) > 1 and word not in COMMON]


def stems(words: list[str]) -> list[str]:
    """What each word stems from, by the Indonesian rules of Snowball (Tala 2003): "pelayanan" ->
    "layan".
    """
    return list(snowballstemmer.stemmer("indonesian").stemWords(words))


def index(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables of schema search from the innovations of an open, writable database.

    The share of a stem is its weight times its rarity, divided by the Euclidean norm over the
    innovation: the TF-IDF vector of Salton and Buckley (1988), so that the product of two vectors
    is the cosine between them.
    """
    con.execute(
        r"""
        CREATE OR REPLACE TEMP TABLE said AS
        WITH told AS (
            SELECT innovation_id, name AS words, 4.0 AS weight FROM innovation_claim
            UNION ALL SELECT innovation_id, regexp_replace(name, '[^a-zA-Z0-9]', '', 'g'), 4.0
              FROM innovation_claim
            UNION ALL SELECT innovation_id, expansion, 3.0 FROM innovation_claim
            UNION ALL SELECT innovation_id,
              concat_ws(' ', kecamatan.name, kabkota.name, kecamatan_printed), 2.0
                FROM innovation_claim LEFT JOIN kecamatan ON kecamatan.code = kecamatan_code
                LEFT JOIN kabkota ON kabkota.code = coalesce(kecamatan.kabkota_code,
                  innovation_claim.kabkota_code)
            UNION ALL SELECT innovation_id,
              concat_ws(' ', description, beneficiaries, replace(sector, '_', ' ')), 1.0
                FROM innovation_claim
        )
        SELECT word, innovation_id, max(weight) AS weight
        FROM (
            SELECT innovation_id, weight, unnest(regexp_extract_all(lower(strip_accents(words)),
              '[\p{L}\p{N}]+')) AS word
            FROM told
        )
        WHERE length(word) > 1 AND word NOT IN (SELECT unnest($common)) GROUP BY word, innovation_id
        """,
        {"common": sorted(COMMON)},
    )
    found = [
        word for (word,) in con.execute("SELECT DISTINCT word FROM said ORDER BY word").fetchall()
    ]
    con.register("stemmed", pd.DataFrame({"word": found, "stem": stems(found)}, dtype="string"))
    con.execute("""
        CREATE OR REPLACE TEMP TABLE held AS
        SELECT stem, innovation_id, arg_max(word, (weight, -length(word), word)) AS word,
          max(weight) AS weight
        FROM said JOIN stemmed USING (word) GROUP BY stem, innovation_id
        """)
    con.execute("""
        INSERT INTO search.vocabulary
        SELECT word, stem, ln(1 + (SELECT count(*) FROM innovation) / innovations)
        FROM stemmed JOIN (SELECT stem, count(*) AS innovations FROM held
          GROUP BY stem) USING (stem)
        """)
    con.unregister("stemmed")
    con.execute("""
        CREATE OR REPLACE TEMP TABLE innovation_word AS
        WITH weighed AS (
            SELECT held.*, CASE WHEN weight = 2 OR regexp_full_match(stem, '[0-9]+') THEN 0
              ELSE weight * rarity END AS worth
            FROM held JOIN (SELECT stem, any_value(rarity) AS rarity FROM search.vocabulary
              GROUP BY stem) USING (stem)
        )
        SELECT stem, innovation_id, word, weight,
            round(coalesce(worth / nullif(sqrt(sum(worth ** 2) OVER (PARTITION BY innovation_id)),
              0), 0), 6) AS share
        FROM weighed
        """)
    con.execute("""
        INSERT INTO search.posting
        SELECT stem, list({innovation_id: innovation_id, weight: weight, share: share}
          ORDER BY innovation_id)
        FROM innovation_word GROUP BY stem ORDER BY stem
        """)
    con.execute("""
        INSERT INTO search.vector
        SELECT innovation_id, list({stem: stem, word: word, share: share} ORDER BY stem)
        FROM innovation_word WHERE share > 0 GROUP BY innovation_id ORDER BY innovation_id
        """)
