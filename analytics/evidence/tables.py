"""Claims, disputes, sources and coverage as the tables that are shown and given away."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Cited, Rows, Table, per_row, renamed, shown
from analytics.evidence.rows import Claim, Dispute, Region, Ruling, Said, Year


@cached
def claims(rows: Rows[Claim]) -> Table:
    """Rows of evidence.questions.claims."""
    return shown(
        {
            "Tahun": rows["year"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Klaim": per_row(rows, claim),
            "Tertulis": per_row(rows, printed),
            "Dasar": rows["basis"].map(text.BASES),
            "Catatan": rows["note"],
            "Keputusan editor": rows["ruling"],
            "Penerbit": rows["publisher"],
            "Judul": rows["title"],
            "Terbit": rows["published"],
            "URL": rows["url"],
            "Kunci sumber": rows["source_id"],
        }
    )


def claim(row: Said) -> str:
    """What one claim says: title, rank if it adds something, stage, and, where it is placed in an
    edition, score.
    """
    parts = [text.title(row.placement)]
    if text.is_known(row.rank) and not parts[0].endswith(f" {row.rank}"):
        parts.append(f"peringkat {row.rank}")
    if text.is_known(row.stage):
        parts.append(f"tahap {text.stage(row.stage).lower()}")
    value, maximum = text.score(getattr(row, "score", None), getattr(row, "score_max", None))
    if value:
        parts.append(f"nilai {value} ({maximum})")
    return ", ".join(parts)


def printed(row: Claim) -> str:
    """The names and the year as the page prints them."""
    names = [row.kecamatan_printed, row.kabkota_printed]
    year = f"edisi {row.year_printed}" if text.is_known(row.year_printed) else "tanpa tahun"
    return ", ".join([str(name) for name in names if text.is_known(name)] + [year])


@cached
def disputes(rows: Rows[Dispute]) -> Table:
    """Rows of evidence.questions.disputes: one row per position and dispute."""
    return shown(
        {
            "Edisi": per_row(rows, lambda row: f"{row.short_name} {row.region} {row.year}"),
            "Jenis": rows["kind"].map(text.DISPUTES),
            "Pokok": rows["subject"].map(text.SIZES).fillna(rows["subject"]),
            "Nilai": rows["position"],
            "Ditampilkan": per_row(rows, lambda row: "ya" if row.is_shown else "tidak"),
            "Penerbit": per_row(rows, lambda row: "; ".join(row.publishers)),
            "Kunci sumber": per_row(rows, lambda row: "; ".join(row.source_ids)),
        }
    )


@cached
def rulings(rows: Rows[Ruling]) -> Table:
    """Rows of evidence.questions.rulings."""
    names = {
        "year": "Edisi tercetak", "region": "Wilayah", "field": "Yang diputus", "ruled": "Menjadi",
        "reason": "Alasan",
        "claims": "Klaim", "publisher": "Penerbit", "url": "URL",
    }  # fmt: skip
    return renamed(rows, names)


@cached
def coverage_by_year(rows: Rows[Year]) -> Table:
    """Rows of evidence.questions.by_year."""
    return shown(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Yang diketahui": rows["state"].map(text.COVERAGE),
            "Peserta diketahui": per_row(rows, lambda row: _of(row.entrants_known, row.entrants)),
            "Finalis diketahui": per_row(rows, lambda row: _of(row.finalists_known, row.finalists)),
            "Peringkat dan nilai": per_row(
                rows, lambda row: _both(row.ranks_known, "peringkat", row.scores_known, "nilai")
            ),
            "Sumber dan sengketa": per_row(
                rows, lambda row: _both(row.sources, "sumber", row.disputes, "sengketa")
            ),
        }
    )


@cached
def coverage_by_region(rows: Rows[Region]) -> Table:
    """Rows of evidence.questions.by_region."""
    return shown(
        {
            "Kabupaten/Kota": rows["kabkota"],
            "Kecamatan tercatat": per_row(
                rows, lambda row: f"{row.kecamatan_known} dari {row.kecamatan}"
            ),
            "Edisi provinsi": rows["province_editions"],
            "Edisi sendiri": rows["own_editions"],
            "Edisi sendiri berperingkat": rows["own_ranked"],
            "Inovasi": rows["innovations"],
            "Sumber hasil": rows["sources"],
        }
    )


@cached
def sources(rows: Rows[Cited]) -> Table:
    """Rows of evidence.questions.sources, or the sources of evidence.questions.claims."""
    names = {
        "source_id": "Kunci sumber",
        "publisher": "Penerbit",
        "title": "Judul",
        "published": "Terbit",
        "url": "URL",
    }
    return renamed(rows[list(names)].drop_duplicates(), names)


def _of(known: int | None, size: int | None) -> str:
    if not text.is_known(known):
        return "–"
    return f"{known} dari {size}" if text.is_known(size) else f"{known} (jumlah {text.UNKNOWN})"


def _both(first: int | None, noun: str, second: int | None, other: str) -> str:
    known = [
        (value, name)
        for value, name in ((first, noun), (second, other))
        if text.is_known(value) and value
    ]
    return ", ".join(text.count(value, name) for value, name in known) or "–"
