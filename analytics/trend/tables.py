"""Trends as the tables that are shown and given away."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, Table, per_row, renamed, shown
from analytics.trend.rows import Kind, Promotion, Sizes, Spread, Turnover


@cached
def sizes(rows: Rows[Sizes]) -> Table:
    """Rows of trend.questions.sizes."""
    return shown(
        {
            "Tahun": rows["year"],
            "Edisi": per_row(
                rows,
                lambda row: "tercatat" if text.is_known(row.edition_id) else text.ABSENCES["none"],
            ),
            "Peserta": rows["entrants"],
            "Finalis": rows["finalists"],
            "Semua finalis diketahui": per_row(
                rows, lambda row: "ya" if row.is_complete else "tidak"
            ),
        }
    )


@cached
def turnover(rows: Rows[Turnover]) -> Table:
    """Rows of trend.questions.turnover."""
    names = {
        "year": "Tahun",
        "finals": "Finalis",
        "fresh": "Nama baru",
        "returning": "Pernah di final",
    }
    return renamed(rows, names)


@cached
def spread(rows: Rows[Spread]) -> Table:
    """Rows of trend.questions.spread."""
    return shown(
        {
            "Nama": rows["name"],
            "Final": rows["finals"],
            "Tahun final": per_row(rows, lambda row: ", ".join(map(str, row.years))),
        }
    )


@cached
def kinds(rows: Rows[Kind]) -> Table:
    """Rows of trend.questions.kinds; the share in per cent."""
    return shown(
        {
            "Jenis": rows["kind"],
            "Wilayah berhak": rows["regions"],
            "Kesempatan": rows["chances"],
            "Final": rows["finals"],
            "Bagian (%)": (100 * rows["share"]).astype("Float64").round(1),
        }
    )


@cached
def promotion(rows: Rows[Promotion]) -> Table:
    """Rows of trend.questions.promotion."""
    return shown(
        {
            "Tahun": rows["year"],
            "Kabupaten/Kota": rows["kabkota"],
            "Juara": rows["kecamatan"],
            "Final provinsi": per_row(rows, outcome),
            "Peringkat di provinsi": per_row(
                rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)
            ),
            "Finalis lain dari daerah itu": per_row(
                rows, lambda row: text.listing(list(row.others))
            ),
            "Dihitung": per_row(
                rows,
                lambda row: (
                    "ya" if row.is_counted else f"tidak: {text.UNCOUNTED[row.reason or '']}"
                ),
            ),
        }
    )


def outcome(row: Promotion) -> str:
    """Whether a champion of trend.questions.promotion was in the province's final: "ya", "tidak",
    or "tidak dihitung".
    """
    return ("ya" if row.is_finalist else "tidak") if row.is_counted else "tidak dihitung"
