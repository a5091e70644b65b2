"""Maps as the tables that are shown and given away."""

from analytics.core.cache import cached
from analytics.core.rows import Rows, Table, per_row, shown
from analytics.geography.rows import Area, Beside, LegendClass


@cached
def areas(rows: Rows[Area], legend: Rows[LegendClass], year: int) -> Table:
    """Rows of geography.questions.layer with the words of its legend."""
    names = dict(zip(legend["class"], legend["label"], strict=True))
    return shown(
        {
            "Kode": rows["code"],
            "Nama": rows["name"],
            "Wilayah": rows["detail"],
            "Kelas": rows["class"].map(names),
            "Nilai": rows["value"],
            "Keterangan": rows["label"],
            "Tahun": year,
        }
    )


@cached
def beside(rows: Rows[Beside]) -> Table:
    """Rows of geography.questions.finalist_neighbours."""
    return shown(
        {
            "Kode kecamatan": rows["code"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Finalis sendiri": per_row(rows, lambda row: "ya" if row.is_finalist else "tidak"),
            "Finalis di sebelahnya": per_row(rows, lambda row: ", ".join(row.finalists)),
            "Terakhir ikut": rows["last_year"],
        }
    )
