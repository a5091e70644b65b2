"""Champions on their way to the province as rows of the table component."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.trend import tables as trend_tables
from analytics.trend.rows import Promotion
from pages.parts.shared import links
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import Cells
from pages.parts.shared.table import Column

PROMOTION = [
    Column("year", "Tahun"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("champion", "Juara kabupaten/kota"),
    Column("final", "Final provinsi"),
    Column("place", "Peringkat di provinsi"),
    Column("others", "Finalis dari daerah itu"),
]


@cached
def promotion_columns(found: Rows[Promotion]) -> list[Column]:
    """The columns for champions; other finalists only where there is one."""
    return [
        column for column in PROMOTION if column.key != "others" or found["others"].map(len).any()
    ]


@cached
def promotion(found: Rows[Promotion], choice: Choice, most: int | None = None) -> Cells:
    """Champions of their own kabkota, and what became of them in the province that year; all of
    them, or the first few.
    """
    return [
        {
            "year": str(row.year),
            "kabkota": links.kabkota(row.kabkota, row.kabkota_code, choice),
            "champion": links.kecamatan(row.kecamatan, row.kecamatan_code, choice),
            "final": {
                "text": trend_tables.outcome(row),
                "note": "" if row.is_counted else text.UNCOUNTED[row.reason or ""],
            },
            "place": links.place(row),
            "others": links.several(row.others, row.other_codes, choice),
        }
        for row in each(found.head(most) if most else found)
    ]
