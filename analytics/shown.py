"""Frames as a reader sees them: Indonesian column names and words. These are what downloads and table twins hold."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from analytics import text
from analytics.kept import kept
from analytics.query import each


@kept
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
            "Tahap nilai": _each(both, lambda row: text.stage(row.score_stage) if text.is_known(row.score) else ""),
            "Perubahan": _each(both, lambda row: text.change(row.change)),
            "Dasar peringkat": both["rank_basis"].map(text.RANK_BASES),
            "Sumber": both["sources"],
            "Halaman sumber": both["pages"],
            "Hanya disimpulkan": _each(both, lambda row: "ya" if row.is_inferred else "tidak"),
            "Sengketa": _each(both, lambda row: "ya" if row.is_disputed else "tidak"),
            "Keputusan editor": _each(both, lambda row: "ya" if row.is_ruled else "tidak"),
        }
    )


@kept
def medals(rows: pd.DataFrame) -> pd.DataFrame:
    """achievement.medals."""
    names = {
        "position": "Urutan", "name": "Nama", "gold": "Juara 1", "silver": "Juara 2", "bronze": "Juara 3", "harapan": "Harapan",
        "finalist": "Finalis lain", "open": "Mungkin medali", "editions": "Final", "last_year": "Terakhir",
    }  # fmt: skip
    return rows[list(names)].rename(columns=names)


@kept
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


@kept
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


@kept
def scores(rows: pd.DataFrame) -> pd.DataFrame:
    """The scores of standings.standings, highest first."""
    known = rows[rows["score"].notna()].sort_values("score", ascending=False)
    return pd.DataFrame(
        {
            "Kecamatan": known["kecamatan"],
            "Nilai": known["score"],
            "Maksimum": _each(known, lambda row: text.score(row.score, row.score_max)[1]),
            "Tahap nilai": _each(known, lambda row: text.stage(row.score_stage)),
        }
    )


@kept
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


@kept
def places(rows: pd.DataFrame) -> pd.DataFrame:
    """history.places."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Kecamatan": rows["kecamatan"],
            "Tingkat": rows["level"].map(text.LEVELS),
            "Ajang": _each(rows, lambda row: f"{row.short_name} {row.region}"),
            "Peringkat": _each(rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)),
            "Gelar": _each(rows, lambda row: text.title(row.title, row.is_finalist)),
            "Tahap terjauh": _each(rows, lambda row: text.stage(row.stage_reached)),
            "Sumber": rows["sources"],
            "Sengketa": _each(rows, lambda row: "ya" if row.is_disputed else "tidak"),
        }
    )


@kept
def comparison(rows: pd.DataFrame) -> pd.DataFrame:
    """comparison.summary."""
    return pd.DataFrame(
        {
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Final provinsi": rows["finals"],
            "Peringkat terbaik": _each(rows, lambda row: text.place(row.best_low, row.best_high)),
            "Tahun terbaik": rows["best_year"],
            "Gelar": _each(rows, lambda row: ", ".join(titles(row.titles)) or "–"),
            "Tahap terjauh di provinsi": _each(rows, lambda row: text.stage(row.furthest)),
            "Inovasi": rows["innovations"],
        }
    )


def titles(won: Any) -> list[str]:
    """["juara_1 2023"] -> ["Juara 1 (2023)"]."""
    pairs = [str(title).split(" ") for title in (won if isinstance(won, Iterable) else [])]
    return [f"{text.title(title)} ({year})" for title, year in pairs]


@kept
def innovations(rows: pd.DataFrame) -> pd.DataFrame:
    """history.innovations."""
    return pd.DataFrame(
        {
            "Inovasi": rows["name"],
            "Kepanjangan": rows["expansion"],
            "Indikator": rows["indicator"].map(text.INDICATORS),
            "Dasar indikator": rows["indicator_basis"].map(text.INDICATOR_BASES),
            "Bidang": _each(rows, lambda row: text.words(row.sector)),
            "Konteks": _each(rows, lambda row: "lomba SKK" if row.context == "skk" else "berita lain"),
            "Tahun": _each(rows, lambda row: text.years(row.first_year, row.last_year)),
            "Sumber": rows["sources"],
        }
    )


@kept
def by_indicator(rows: pd.DataFrame, everybody: list[str]) -> pd.DataFrame:
    """comparison.innovations_by_indicator: one row per indicator, one column for each kecamatan compared; all bases together."""
    unknown = "Indikator tidak diketahui"
    named = rows.assign(Indikator=rows["indicator"].map(text.INDICATORS).fillna(unknown))
    wide = named.pivot_table(index="Indikator", columns="kecamatan", values="innovations", aggfunc="sum")
    order = [name for name in (*text.INDICATORS.values(), unknown) if name in wide.index]
    return wide.reindex(index=order, columns=list(dict.fromkeys(everybody))).fillna(0).astype(int).reset_index()


@kept
def disputes(rows: pd.DataFrame) -> pd.DataFrame:
    """claims.disputes: one row per position and dispute."""
    return pd.DataFrame(
        {
            "Edisi": _each(rows, lambda row: f"{row.short_name} {row.region} {row.year}"),
            "Jenis": rows["kind"].map(text.DISPUTES),
            "Pokok": rows["subject"].map(text.SIZES).fillna(rows["subject"]),
            "Nilai": rows["position"],
            "Ditampilkan": _each(rows, lambda row: "ya" if row.is_shown else "tidak"),
            "Penerbit": _each(rows, lambda row: "; ".join(row.publishers)),
            "Kunci sumber": _each(rows, lambda row: "; ".join(row.source_ids)),
        }
    )


@kept
def rulings(rows: pd.DataFrame) -> pd.DataFrame:
    """claims.rulings."""
    names = {
        "year": "Edisi tercetak", "region": "Wilayah", "field": "Yang diputus", "ruled": "Menjadi", "reason": "Alasan",
        "claims": "Klaim", "publisher": "Penerbit", "url": "URL",
    }  # fmt: skip
    return rows[list(names)].rename(columns=names)


@kept
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


@kept
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
            "Sumber hasil": rows["sources"],
        }
    )


@kept
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


@kept
def kecamatan(rows: pd.DataFrame) -> pd.DataFrame:
    """kabkota.kecamatan: one row per kecamatan."""
    return pd.DataFrame(
        {
            "Kecamatan": rows["kecamatan"],
            "Kode kecamatan": rows["kecamatan_code"],
            "Ajang sendiri": rows["own_editions"],
            "Final sendiri": rows["own_finals"],
            "Provinsi": rows["province_editions"],
            "Final provinsi": rows["province_finals"],
            "Prestasi terbaik": _each(rows, result),
            "Terakhir": rows["last_year"],
        }
    )


def result(row: Any) -> str:
    """The best result of a row of kabkota.kecamatan: "Juara 1, provinsi 2017"; empty where there is none."""
    if not text.is_known(row.best_year):
        return ""
    where = "provinsi" if row.best_level == "provinsi" else "ajang sendiri"
    return f"{text.title(row.title, row.is_finalist)}, {where} {row.best_year}"


@kept
def journey(rows: pd.DataFrame) -> pd.DataFrame:
    """kabkota.journey."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Kecamatan": rows["kecamatan"].fillna(rows["state"].map(text.ABSENCES)),
            "Tahap terjauh": _each(rows, lambda row: text.stage(row.stage_reached)),
            "Peringkat": _each(rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)),
            "Gelar": _each(rows, lambda row: text.title(row.title, row.is_finalist)),
        }
    )


@kept
def own(rows: pd.DataFrame) -> pd.DataFrame:
    """kabkota.own."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Juara": _each(rows, lambda row: text.listing(list(row.champions)) or text.UNKNOWN),
            "Juara disimpulkan": _each(rows, lambda row: "ya" if row.is_inferred else ""),
            "Wakil ke provinsi": _each(rows, lambda row: text.listing(list(row.sent)) or "–"),
            "Lainnya yang tercatat": _each(rows, lambda row: text.listing(list(row.others), most=20) or "–"),
            "Peserta": rows["entrants"],
            "Finalis": rows["finalists"],
        }
    )


@kept
def kindred(rows: pd.DataFrame) -> pd.DataFrame:
    """kabkota.kindred."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Ajang": rows["short_name"],
            "Tingkat": rows["level"].map(text.LEVELS),
            "Kecamatan": rows["kecamatan"],
            "Peringkat": _each(rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)),
            "Gelar": _each(rows, lambda row: text.title(row.title, row.is_finalist)),
        }
    )


@kept
def mentors(rows: pd.DataFrame) -> pd.DataFrame:
    """kabkota.mentors."""
    names = {
        "name": "Kabupaten/Kota", "editions": "Edisi tercatat", "presented": "Sampai paparan", "finals": "Final",
        "medals": "Juara 1–3", "awards": "Penghargaan pembina",
    }  # fmt: skip
    return rows[list(names)].rename(columns=names)


@kept
def sizes(rows: pd.DataFrame) -> pd.DataFrame:
    """trends.sizes."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Edisi": _each(rows, lambda row: "tercatat" if text.is_known(row.edition_id) else text.ABSENCES["none"]),
            "Peserta": rows["entrants"],
            "Finalis": rows["finalists"],
            "Semua finalis diketahui": _each(rows, lambda row: "ya" if row.is_complete else "tidak"),
        }
    )


@kept
def turnover(rows: pd.DataFrame) -> pd.DataFrame:
    """trends.turnover."""
    names = {"year": "Tahun", "finals": "Finalis", "fresh": "Nama baru", "returning": "Pernah di final"}
    return rows[list(names)].rename(columns=names)


@kept
def spread(rows: pd.DataFrame) -> pd.DataFrame:
    """trends.spread."""
    return pd.DataFrame(
        {"Nama": rows["name"], "Final": rows["finals"], "Tahun final": _each(rows, lambda row: ", ".join(map(str, row.years)))}
    )


@kept
def kinds(rows: pd.DataFrame) -> pd.DataFrame:
    """trends.kinds; the share in per cent."""
    return pd.DataFrame(
        {
            "Jenis": rows["kind"],
            "Wilayah berhak": rows["regions"],
            "Kesempatan": rows["chances"],
            "Final": rows["finals"],
            "Bagian (%)": (100 * rows["share"]).astype("Float64").round(1),
        }
    )


@kept
def promotion(rows: pd.DataFrame) -> pd.DataFrame:
    """trends.promotion."""
    return pd.DataFrame(
        {
            "Tahun": rows["year"],
            "Kabupaten/Kota": rows["kabkota"],
            "Juara": rows["kecamatan"],
            "Final provinsi": _each(rows, outcome),
            "Peringkat di provinsi": _each(rows, lambda row: text.place(row.rank_low, row.rank_high, row.is_tied)),
            "Finalis lain dari daerah itu": _each(rows, lambda row: text.listing(list(row.others))),
            "Dihitung": _each(rows, lambda row: "ya" if row.is_counted else f"tidak: {text.UNCOUNTED[row.reason]}"),
        }
    )


def outcome(row: Any) -> str:
    """Whether a champion of trends.promotion was in the province's final: "ya", "tidak", or "tidak dihitung"."""
    return ("ya" if row.is_finalist else "tidak") if row.is_counted else "tidak dihitung"


@kept
def areas(rows: pd.DataFrame, legend: pd.DataFrame, year: int) -> pd.DataFrame:
    """maps.layer with the words of its legend."""
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


@kept
def beside(rows: pd.DataFrame) -> pd.DataFrame:
    """spatial.finalist_neighbours."""
    return pd.DataFrame(
        {
            "Kode kecamatan": rows["code"],
            "Kecamatan": rows["kecamatan"],
            "Kabupaten/Kota": rows["kabkota"],
            "Finalis sendiri": _each(rows, lambda row: "ya" if row.is_finalist else "tidak"),
            "Finalis di sebelahnya": _each(rows, lambda row: ", ".join(row.finalists)),
            "Terakhir ikut": rows["last_year"],
        }
    )
