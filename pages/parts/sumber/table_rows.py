"""Claims, rulings and disputes as rows of the table component."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.evidence import tables as evidence_tables
from analytics.evidence.rows import Claim, Ruling, Side, Unplaced
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import Cells, kecamatan, source, unit
from pages.parts.shared.table import Column

CLAIMS = [
    Column("kecamatan", "Kecamatan"),
    Column("claim", "Klaim", wide=True),
    Column("printed", "Tertulis di sumber", wide=True, named=True),
    Column("source", "Sumber", wide=True),
]


@cached
def claims(rows: Rows[Claim], choice: Choice) -> Cells:
    """Claims with the page that makes them, the note of the compiler, and a ruling beside what it
    ruled on.
    """
    return [
        {
            "kecamatan": (
                unit(row.kecamatan, row.place_id, choice)
                | {"note": row.kabkota if text.is_known(row.kabkota) else ""}
            ),
            "claim": {
                "text": evidence_tables.claim(row),
                "note": row.note if text.is_known(row.note) else "",
            },
            "printed": {"text": evidence_tables.printed(row), "note": _ruled(row)},
            "source": source(row),
        }
        for row in each(rows)
    ]


def _ruled(row: Claim) -> str:
    if text.is_known(row.ruling):
        return f"Keputusan editor: {row.ruling}"
    if row.is_left_out:
        return "Tidak ditampilkan di papan: kalah dukungan dalam sengketa wakil."
    return "Disimpulkan penyusun katalog." if row.basis == "inferred" else ""


@cached
def unplaced(rows: Rows[Unplaced], choice: Choice) -> Cells:
    """Claims that are listed and never ranked."""
    return [
        {
            "kecamatan": kecamatan(
                row.kecamatan if text.is_known(row.kecamatan) else "nama tidak disebut",
                row.kecamatan_code,
                choice,
            )
            | {"note": row.kabkota if text.is_known(row.kabkota) else ""},
            "claim": {
                "text": evidence_tables.claim(row),
                "note": row.note if text.is_known(row.note) else "",
            },
            "source": source(row),
        }
        for row in each(rows)
    ]


@cached
def rulings(rows: Rows[Ruling]) -> Cells:
    """What an editor ruled about a source's claims, and why."""
    return [
        {
            "year": f"{row.region} {row.year}",
            "what": {
                "text": (
                    f"Edisi {row.year} menjadi {row.ruled}"
                    if row.field == "edition_year"
                    else f"{row.field} dibaca {row.ruled}"
                ),
                "note": f"{row.claims} klaim",
            },
            "reason": row.reason,
            "source": source(row),
        }
        for row in each(rows)
    ]


@cached
def disputes(rows: Rows[Side]) -> Cells:
    """Who says what in each dispute, with the page."""
    return [
        {
            "what": {
                "text": f"{text.DISPUTES[row.kind][0].upper()}{text.DISPUTES[row.kind][1:]}",
                "note": f"{row.short_name} {row.region} {row.year}",
            },
            "position": row.position,
            "shown": "ya" if row.is_shown else "tidak",
            "source": source(row),
        }
        for row in each(rows)
    ]
