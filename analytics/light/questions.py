"""Which pages tell of a place in an edition."""

from analytics.core.query import Connection


def told_of_kecamatan(con: Connection, code: str) -> dict[str, str]:
    """The addresses of the pages that tell of a kecamatan in each edition (a file by its title),
    separated by semicolons; by the key of the edition.
    """
    return dict(
        con.execute(
            """
            SELECT edition_id, string_agg(DISTINCT coalesce(url, title), '; '
              ORDER BY coalesce(url, title))
            FROM placement_claim JOIN source USING (source_id)
            WHERE kecamatan_code = ? AND edition_id IS NOT NULL GROUP BY edition_id
            """,
            [code],
        ).fetchall()
    )


def told_of_kabkota(con: Connection, code: str) -> dict[tuple[str, str], str]:
    """The same of all places that a kabkota sent, by edition and place."""
    rows = con.execute(
        """
        SELECT edition_id, place_id, string_agg(DISTINCT coalesce(url, source.title), '; '
          ORDER BY coalesce(url, source.title))
        FROM standing JOIN placement_claim USING (edition_id, place_id)
        JOIN source USING (source_id)
        WHERE standing.kabkota_code = ? GROUP BY edition_id, place_id
        """,
        [code],
    ).fetchall()
    return {(edition, place): pages for edition, place, pages in rows}
