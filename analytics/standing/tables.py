"""Standings as the tables that are shown and given away, with Indonesian column names."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, Table, per_row, renamed, shown
from analytics.standing import questions
from analytics.standing.rows import Index, Medals, Movement, Standing, Step


@cached
def standings(rows: Rows[Standing], moved: Rows[Movement]) -> Table:
    """Rows of standing.questions.standings with standing.questions.movement: one row per kecamatan,
    best place first.
    """
    both = questions.moved(rows, moved)
    return shown(
        {
            "Peringkat": per_row(
                both, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)
            ),
            "Gelar": per_row(both, lambda row: text.title(row.title, row.is_finalist)),
            "Kecamatan": both["kecamatan"],
            "Kode kecamatan": both["kecamatan_code"],
            "Kabupaten/Kota": both["kabkota"],
            "Tahap terjauh": per_row(both, lambda row: text.stage(row.stage_reached)),
            "Nilai": both["score"],
            "Nilai maksimum": both["score_max"],
            "Tahap nilai": per_row(
                both, lambda row: text.stage(row.score_stage) if text.is_known(row.score) else ""
            ),
            "Perubahan": per_row(both, lambda row: text.change(row.change)),
            "Dasar peringkat": both["rank_basis"].map(text.RANK_BASES),
            "Sumber": both["sources"],
            "Halaman sumber": both["pages"],
            "Hanya disimpulkan": per_row(both, lambda row: "ya" if row.is_inferred else "tidak"),
            "Sengketa": per_row(both, lambda row: "ya" if row.is_disputed else "tidak"),
            "Keputusan editor": per_row(both, lambda row: "ya" if row.is_ruled else "tidak"),
        }
    )


def scored(row: Standing) -> str:
    """The score of a row of standing.questions.standings with its maximum and its stage: "87,87
    dari 100, adm."; empty where there is none.
    """
    value, maximum = text.score(row.score, row.score_max)
    stage = text.STAGES_SHORT.get(row.score_stage or "", "")
    return ", ".join(filter(None, (f"{value} {maximum}".strip(), stage if value else "")))


@cached
def medals(rows: Rows[Medals]) -> Table:
    """Rows of standing.questions.medals."""
    names = {
        "position": "Urutan", "name": "Nama", "gold": "Juara 1", "silver": "Juara 2",
        "bronze": "Juara 3", "harapan": "Harapan",
        "finalist": "Finalis lain", "open": "Mungkin medali", "editions": "Final",
        "last_year": "Terakhir",
    }  # fmt: skip
    return renamed(rows, names)


@cached
def index(rows: Rows[Index]) -> Table:
    """Rows of standing.questions.index."""
    return shown(
        {
            "Urutan": rows["position"],
            "Nama": rows["name"],
            "Indeks prestasi": rows["index"].round(2),
            "Rata-rata tertimbang": rows["mean"].round(2),
            "Edisi": rows["editions"],
            "Edisi dengan anggapan jumlah peserta": rows["assumed"],
            "Peringkat terbaik": per_row(rows, lambda row: text.place(row.best_low, row.best_high)),
            "Terakhir": rows["last_year"],
        }
    )


@cached
def trail(rows: Rows[Step]) -> Table:
    """Rows of standing.questions.trail."""
    return shown(
        {
            "Tahun": rows["year"],
            "Nama": rows["name"],
            "Melalui/di": rows["detail"],
            "Peringkat": per_row(
                rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)
            ),
            "Gelar": per_row(rows, lambda row: text.title(row.title, row.is_finalist)),
        }
    )


@cached
def scores(rows: Rows[Standing]) -> Table:
    """The scores of standing.questions.standings, highest first."""
    known = rows[rows["score"].notna()].sort_values("score", ascending=False)
    return shown(
        {
            "Kecamatan": known["kecamatan"],
            "Nilai": known["score"],
            "Maksimum": per_row(known, lambda row: text.score(row.score, row.score_max)[1]),
            "Tahap nilai": per_row(known, lambda row: text.stage(row.score_stage)),
        }
    )
