"""Places of kecamatan as the tables that are shown and given away."""

from collections.abc import Sequence

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import UNKNOWN, Names
from analytics.core.rows import Rows, Table, per_row, shown
from analytics.place.rows import ByIndicator, Innovation, Place, Summary


@cached
def places(rows: Rows[Place]) -> Table:
    """Rows of place.questions.places."""
    return shown(
        {
            "Tahun": rows["year"],
            "Kecamatan": rows["kecamatan"],
            "Tingkat": rows["level"].map(text.LEVELS),
            "Ajang": per_row(rows, lambda row: f"{row.short_name} {row.region}"),
            "Peringkat": per_row(
                rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)
            ),
            "Gelar": per_row(rows, lambda row: text.title(row.title, row.is_finalist)),
            "Tahap terjauh": per_row(rows, lambda row: text.stage(row.stage_reached)),
            "Sumber": rows["sources"],
            "Sengketa": per_row(rows, lambda row: "ya" if row.is_disputed else "tidak"),
        }
    )


@cached
def comparison(rows: Rows[Summary]) -> Table:
    """Rows of place.questions.summary."""
    return shown(
        {
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Final provinsi": rows["finals"],
            "Peringkat terbaik": per_row(rows, lambda row: text.place(row.best_low, row.best_high)),
            "Tahun terbaik": rows["best_year"],
            "Gelar": per_row(rows, lambda row: ", ".join(titles(row.titles)) or "–"),
            "Tahap terjauh di provinsi": per_row(rows, lambda row: text.stage(row.furthest)),
            "Inovasi": rows["innovations"],
        }
    )


def titles(won: Sequence[str] | None) -> list[str]:
    """["juara_1 2023"] -> ["Juara 1 (2023)"]."""
    pairs = [title.split(" ") for title in won or ()]
    return [f"{text.title(title)} ({year})" for title, year in pairs]


@cached
def innovations(rows: Rows[Innovation], names: Names) -> Table:
    """Rows of place.questions.innovations."""
    return shown(
        {
            "Inovasi": rows["name"],
            "Kepanjangan": rows["expansion"],
            "Indikator": rows["indicator"].map(dict(names)),
            "Dasar indikator": rows["indicator_basis"].map(text.INDICATOR_BASES),
            "Bidang": per_row(rows, lambda row: text.words(row.sector)),
            "Konteks": per_row(
                rows, lambda row: "lomba SKK" if row.context == "skk" else "berita lain"
            ),
            "Tahun": per_row(rows, lambda row: text.years(row.first_year, row.last_year)),
            "Sumber": rows["sources"],
        }
    )


@cached
def by_indicator(rows: Rows[ByIndicator], everybody: list[str], names: Names) -> Table:
    """Rows of place.questions.innovations_by_indicator: one row per indicator, one column for each
    kecamatan compared; all bases together."""
    named = rows.assign(Indikator=rows["indicator"].map(dict(names)).fillna(UNKNOWN))
    wide = named.pivot_table(
        index="Indikator", columns="kecamatan", values="innovations", aggfunc="sum"
    )
    order = [name for name in (*names.values(), UNKNOWN) if name in wide.index]
    return shown(
        wide.reindex(index=order, columns=list(dict.fromkeys(everybody)))
        .fillna(0)
        .astype(int)
        .reset_index()
    )
