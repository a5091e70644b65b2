"""One kabkota, and several, as the tables that are shown and given away."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import UNKNOWN, Names
from analytics.core.rows import Rows, Table, per_row, renamed, shown
from analytics.kabkota.rows import Beside, ByIndicator, Kecamatan, Kindred, Mentor, Own, Sent, Year


@cached
def kecamatan(rows: Rows[Kecamatan]) -> Table:
    """Rows of kabkota.questions.kecamatan: one row per kecamatan."""
    return shown(
        {
            "Kecamatan": rows["kecamatan"],
            "Kode kecamatan": rows["kecamatan_code"],
            "Ajang sendiri": rows["own_editions"],
            "Final sendiri": rows["own_finals"],
            "Provinsi": rows["province_editions"],
            "Final provinsi": rows["province_finals"],
            "Prestasi terbaik": per_row(rows, result),
            "Terakhir": rows["last_year"],
        }
    )


def result(row: Kecamatan) -> str:
    """The best result of a row of kabkota.questions.kecamatan: "Juara 1, provinsi 2017"; empty
    where there is none.
    """
    if not text.is_known(row.best_year):
        return ""
    where = "provinsi" if row.best_level == "provinsi" else "ajang sendiri"
    return f"{text.title(row.title, row.is_finalist)}, {where} {row.best_year}"


@cached
def journey(rows: Rows[Year]) -> Table:
    """Rows of kabkota.questions.journey."""
    return shown(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Kecamatan": rows["kecamatan"].fillna(rows["state"].map(text.ABSENCES)),
            "Tahap terjauh": per_row(rows, lambda row: text.stage(row.stage_reached)),
            "Peringkat": per_row(
                rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)
            ),
            "Gelar": per_row(rows, lambda row: text.title(row.title, row.is_finalist)),
        }
    )


@cached
def own(rows: Rows[Own]) -> Table:
    """Rows of kabkota.questions.own."""
    return shown(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Juara": per_row(rows, lambda row: text.listing(list(row.champions)) or text.UNKNOWN),
            "Juara disimpulkan": per_row(rows, lambda row: "ya" if row.is_inferred else ""),
            "Wakil ke provinsi": per_row(rows, lambda row: text.listing(list(row.sent)) or "–"),
            "Lainnya yang tercatat": per_row(
                rows, lambda row: text.listing(list(row.others), most=20) or "–"
            ),
            "Peserta": rows["entrants"],
            "Finalis": rows["finalists"],
        }
    )


@cached
def kindred(rows: Rows[Kindred]) -> Table:
    """Rows of kabkota.questions.kindred."""
    return shown(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Tingkat": rows["level"].map(text.LEVELS),
            "Kecamatan": rows["kecamatan"],
            "Peringkat": per_row(
                rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)
            ),
            "Gelar": per_row(rows, lambda row: text.title(row.title, row.is_finalist)),
        }
    )


@cached
def mentors(rows: Rows[Mentor]) -> Table:
    """Rows of kabkota.questions.mentors."""
    names = {
        "name": "Kabupaten/Kota", "editions": "Edisi tercatat", "presented": "Sampai paparan",
        "finals": "Final",
        "medals": "Juara 1–3", "awards": "Penghargaan pembina",
    }  # fmt: skip
    return renamed(rows, names)


@cached
def beside(rows: Rows[Beside]) -> Table:
    """Rows of kabkota.questions.beside."""
    return shown(
        {
            "Kabupaten/Kota": rows["name"],
            "Kode": rows["code"],
            "Provinsi": rows["province"],
            "Edisi provinsi yang diketahui": rows["held"],
            "Edisi provinsi dengan wakil tercatat": rows["editions"],
            "Final provinsi": rows["finals"],
            "Juara 1": rows["gold"],
            "Juara 2": rows["silver"],
            "Juara 3": rows["bronze"],
            "Final yang mungkin juara": rows["open"],
            "Peringkat terbaik": per_row(rows, lambda row: text.place(row.best_low, row.best_high)),
            "Tahun terbaik": rows["best_year"],
            "Kecamatan dikirim": rows["sent"],
            "Kecamatan pernah ikut SKK": rows["joined"],
            "Kecamatan": rows["kecamatan"],
            "Edisi SKK sendiri": rows["own"],
            "Inovasi": rows["innovations"],
            "Kecamatan dengan inovasi": rows["innovators"],
            "Penghargaan pembina": rows["awards"],
            "Hasil ajang kerabat": rows["kindred"],
            "Penduduk": rows["population"],
        }
    )


@cached
def sent(rows: Rows[Sent]) -> Table:
    """Rows of kabkota.questions.sent."""
    return shown(
        {
            "Tahun": rows["year"],
            "Kabupaten/Kota": rows["name"],
            **{str(name): column for name, column in journey(rows).items() if name != "Tahun"},
        }
    )


@cached
def by_indicator(rows: Rows[ByIndicator], everybody: list[str], names: Names) -> Table:
    """Rows of kabkota.questions.innovations: one row per indicator, one column for each kabkota."""
    named = rows.assign(Indikator=rows["indicator"].map(dict(names)).fillna(UNKNOWN))
    wide = named.pivot_table(index="Indikator", columns="name", values="innovations", aggfunc="sum")
    order = [name for name in (*names.values(), UNKNOWN) if name in wide.index]
    return shown(
        wide.reindex(index=order, columns=list(dict.fromkeys(everybody)))
        .fillna(0)
        .astype(int)
        .reset_index()
    )
