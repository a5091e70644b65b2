"""Innovations alike in their words."""

from analytics.core.query import Connection, answer
from analytics.core.rows import Rows
from analytics.innovation.rows import Similar

LEAST_SIMILAR = 0.05  # of 1: below this what two have in common is chance


def similar(con: Connection, innovation_id: str, most: int = 6) -> Rows[Similar]:
    """Innovations elsewhere that are described in similar words, the most similar first.

    Similarity is the cosine between TF-IDF vectors of word stems (Salton and Buckley 1988), in
    which words count by where they stand (name, expansion, description) and by how rare they are;
    names of places and numbers do not count. Elsewhere: not in the same kecamatan.
    """
    return answer(
        Similar,
        con,
        """
        WITH one AS MATERIALIZED (SELECT unnest(words, recursive := true) FROM search.vector
          WHERE innovation_id = $id),
        other AS (
            SELECT one.share AS mine, unnest(innovations, recursive := true)
              FROM one JOIN search.posting USING (stem)
        ),
        alike AS (
            SELECT innovation_id, sum(mine * share) AS similarity FROM other
            WHERE innovation_id <> $id GROUP BY innovation_id HAVING similarity >= $least
        ),
        chosen AS MATERIALIZED (
            SELECT innovation_id, similarity FROM alike JOIN innovation USING (innovation_id)
            WHERE kecamatan_code IS NULL OR kecamatan_code IS DISTINCT FROM (
                SELECT kecamatan_code FROM innovation WHERE innovation_id = $id)
            ORDER BY similarity DESC, name, innovation_id LIMIT $most
        ),
        their AS (SELECT innovation_id, unnest(words, recursive := true)
          FROM chosen JOIN search.vector USING (innovation_id)),
        common AS (
            SELECT innovation_id, list(one.word
              ORDER BY one.share * their.share DESC, one.word)[:6] AS shared
            FROM one JOIN their USING (stem) GROUP BY innovation_id
        )
        SELECT catalogue.*, similarity, shared
        FROM chosen JOIN common USING (innovation_id) JOIN catalogue USING (innovation_id)
        ORDER BY similarity DESC, name, innovation_id
        """,
        {"id": innovation_id, "least": LEAST_SIMILAR, "most": most},
    )
