"""Innovations alike in their words."""

import pandas as pd

from analytics.editions import Connection
from analytics.query import frame

LEAST_SIMILAR = 0.05  # of 1: below this what two have in common is chance


def similar(con: Connection, innovation_id: str, most: int = 6) -> pd.DataFrame:
    """Innovations elsewhere that are described in similar words, the most similar first.

    Similarity is the cosine between TF-IDF vectors of word stems (Salton and Buckley 1988), in which words count by where they
    stand (name, expansion, description) and by how rare they are; names of places and numbers do not count. Elsewhere: not in
    the same kecamatan. Columns: those of the view catalogue, similarity (0-1), shared (the words in common as printed here, those
    that weigh most first; a list).
    """
    return frame(
        con,
        """
        WITH one AS (SELECT stem, word, share FROM search.innovation_word WHERE innovation_id = $id AND share > 0),
        alike AS (
            SELECT other.innovation_id, sum(one.share * other.share) AS similarity,
                list(one.word ORDER BY one.share * other.share DESC, one.word) AS shared
            FROM one JOIN search.innovation_word AS other USING (stem)
            WHERE other.innovation_id <> $id AND other.share > 0
            GROUP BY other.innovation_id HAVING similarity >= $least
        )
        SELECT catalogue.*, similarity, shared[:6] AS shared
        FROM alike JOIN catalogue USING (innovation_id)
        WHERE kecamatan_code IS NULL OR kecamatan_code IS DISTINCT FROM (
            SELECT kecamatan_code FROM innovation WHERE innovation_id = $id)
        ORDER BY similarity DESC, name LIMIT $most
        """,
        {"id": innovation_id, "least": LEAST_SIMILAR, "most": most},
    )
