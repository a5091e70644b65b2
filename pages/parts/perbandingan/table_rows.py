"""A comparison as rows of the table component."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.place import tables as place_tables
from analytics.place.rows import Summary
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import Cells, kabkota, kecamatan


@cached
def comparison(rows: Rows[Summary], choice: Choice) -> Cells:
    """comparison.summary with ways to the profiles."""
    return [
        {
            "kecamatan": kecamatan(row.kecamatan, row.code, choice),
            "kabkota": kabkota(row.kabkota, row.code[:4], choice),
            "best": {
                "text": text.place(row.best_low, row.best_high),
                "tone": text.tone(row.best_low, row.best_high),
                "note": (
                    str(row.best_year)
                    if text.is_known(row.best_year)
                    else "tidak ada peringkat tercatat"
                ),
            },
            "finals": str(row.finals),
            "furthest": text.stage(row.furthest),
            "titles": ", ".join(place_tables.titles(row.titles)),
            "innovations": str(row.innovations),
        }
        for row in each(rows)
    ]
