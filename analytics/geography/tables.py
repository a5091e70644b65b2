"""Maps as the tables that are shown and given away."""

import pandas as pd

from analytics.core.cache import cached
from analytics.core.query import per_row


@cached
def areas(rows: pd.DataFrame, legend: pd.DataFrame, year: int) -> pd.DataFrame:
    """Rows of geography.questions.layer with the words of its legend."""
    names = dict(zip(legend["class"], legend["label"], strict=True))
    return pd.DataFrame(
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
def beside(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of geography.questions.finalist_neighbours."""
    return pd.DataFrame(
        {
            "Kode kecamatan": rows["code"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Finalis sendiri": per_row(rows, lambda row: "ya" if row.is_finalist else "tidak"),
            "Finalis di sebelahnya": per_row(rows, lambda row: ", ".join(row.finalists)),
            "Terakhir ikut": rows["last_year"],
        }
    )
