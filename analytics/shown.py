"""Frames as a reader sees them: Indonesian column names and words. These are what downloads and table twins hold."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from analytics import text
from analytics.query import each


def standings(rows: pd.DataFrame, moved: pd.DataFrame) -> pd.DataFrame:
    """standings.standings with standings.movement: one row per kecamatan, best place first."""
    both = rows.merge(moved, on="place_id", how="left")
    return pd.DataFrame(
        {
            "Peringkat": _each(both, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)),
            "Gelar": _each(both, lambda row: text.title(row.title, row.is_finalist)),
            "Kecamatan": both["kecamatan"],
            "Kode kecamatan": both["kecamatan_code"],
            "Kabupaten/Kota": both["kabkota"],
            "Tahap terjauh": _each(both, lambda row: text.stage(row.stage_reached)),
            "Nilai": both["score"],
            "Nilai maksimum": both["score_max"],
            "Perubahan": _each(both, lambda row: text.change(row.change)),
            "Dasar peringkat": both["rank_basis"].map(text.RANK_BASES),
            "Sumber": both["sources"],
            "Sengketa": _each(both, lambda row: "ya" if row.is_disputed else "tidak"),
            "Keputusan editor": _each(both, lambda row: "ya" if row.is_ruled else "tidak"),
        }
    )


def medals(rows: pd.DataFrame) -> pd.DataFrame:
    """achievement.medals."""
    names = {
        "position": "Urutan", "name": "Nama", "gold": "Juara 1", "silver": "Juara 2", "bronze": "Juara 3", "harapan": "Harapan",
        "finalist": "Finalis lain", "open": "Mungkin medali", "editions": "Final", "last_year": "Terakhir",
    }  # fmt: skip
    return rows[list(names)].rename(columns=names)


def index(rows: pd.DataFrame) -> pd.DataFrame:
    """achievement.index."""
    return pd.DataFrame(
        {
            "Urutan": rows["position"],
            "Nama": rows["name"],
            "Indeks prestasi": rows["index"].round(2),
            "Rata-rata tertimbang": rows["mean"].round(2),
            "Edisi": rows["editions"],
            "Edisi dengan anggapan jumlah peserta": rows["assumed"],
            "Peringkat terbaik": _each(rows, lambda row: text.place(row.best_low, row.best_high)),
            "Terakhir": rows["last_year"],
        }
    )


def trail(rows: pd.DataFrame) -> pd.DataFrame:
    """achievement.trail."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Nama": rows["name"],
            "Melalui/di": rows["detail"],
            "Peringkat": _each(rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)),
            "Gelar": _each(rows, lambda row: text.title(row.title, row.is_finalist)),
        }
    )


def scores(rows: pd.DataFrame) -> pd.DataFrame:
    """The scores of standings.standings, highest first."""
    known = rows[rows["score"].notna()].sort_values("score", ascending=False)
    return pd.DataFrame(
        {
            "Kecamatan": known["kecamatan"],
            "Nilai": known["score"],
            "Maksimum": _each(known, lambda row: text.score(row.score, row.score_max)[1]),
        }
    )


def claims(rows: pd.DataFrame) -> pd.DataFrame:
    """claims.claims."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Klaim": _each(rows, claim),
            "Tertulis": _each(rows, printed),
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


def claim(row: Any) -> str:
    """What one claim says: title, rank if it adds something, stage, score."""
    parts = [text.title(row.placement)]
    if text.is_known(row.rank) and not parts[0].endswith(f" {row.rank}"):
        parts.append(f"peringkat {row.rank}")
    if text.is_known(row.stage):
        parts.append(f"tahap {text.stage(row.stage).lower()}")
    if text.is_known(getattr(row, "score", None)):
        value, maximum = text.score(row.score, row.score_max)
        parts.append(f"nilai {value} ({maximum})")
    return ", ".join(parts)


def printed(row: Any) -> str:
    """The names and the year as the page prints them."""
    names = [row.kecamatan_printed, row.kabkota_printed]
    year = f"edisi {row.year_printed}" if text.is_known(row.year_printed) else "tanpa tahun"
    return ", ".join([str(name) for name in names if text.is_known(name)] + [year])


def coverage_by_year(rows: pd.DataFrame) -> pd.DataFrame:
    """coverage.by_year."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Yang diketahui": rows["state"].map(text.COVERAGE),
            "Peserta diketahui": _each(rows, lambda row: _of(row.entrants_known, row.entrants)),
            "Finalis diketahui": _each(rows, lambda row: _of(row.finalists_known, row.finalists)),
            "Peringkat dan nilai": _each(rows, lambda row: _both(row.ranks_known, "peringkat", row.scores_known, "nilai")),
            "Sumber dan sengketa": _each(rows, lambda row: _both(row.sources, "sumber", row.disputes, "sengketa")),
        }
    )


def coverage_by_region(rows: pd.DataFrame) -> pd.DataFrame:
    """coverage.by_region."""
    return pd.DataFrame(
        {
            "Kabupaten/Kota": rows["kabkota"],
            "Kecamatan tercatat": _each(rows, lambda row: f"{row.kecamatan_known} dari {row.kecamatan}"),
            "Edisi provinsi": rows["province_editions"],
            "Edisi sendiri": rows["own_editions"],
            "Edisi sendiri berperingkat": rows["own_ranked"],
            "Inovasi": rows["innovations"],
            "Sumber": rows["sources"],
        }
    )


def sources(rows: pd.DataFrame) -> pd.DataFrame:
    """claims.sources, or the sources of claims.claims."""
    names = {"source_id": "Kunci sumber", "publisher": "Penerbit", "title": "Judul", "published": "Terbit", "url": "URL"}
    return rows[list(names)].drop_duplicates().rename(columns=names)


def _of(known: Any, size: Any) -> str:
    if not text.is_known(known):
        return "–"
    return f"{known} dari {size}" if text.is_known(size) else f"{known} (jumlah {text.UNKNOWN})"


def _both(first: Any, noun: str, second: Any, other: str) -> str:
    known = [(value, name) for value, name in ((first, noun), (second, other)) if text.is_known(value) and value]
    return ", ".join(text.count(value, name) for value, name in known) or "–"


def _each(rows: pd.DataFrame, function: Callable[[Any], str]) -> pd.Series:
    values = [function(row) for row in each(rows)]
    return pd.Series(values, index=rows.index, dtype="str")
