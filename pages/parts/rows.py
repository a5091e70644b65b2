"""Frames as rows of the table component: links to where a figure comes from, colours, small print."""

from typing import Any

import pandas as pd

from analytics import shown, text
from analytics.query import each
from pages.parts.filters import Choice
from pages.parts.table import Cell, Column

Rows = list[dict[str, str | Cell]]

STANDINGS = [
    Column("place", "Peringkat"),
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("title", "Gelar"),
    Column("stage", "Tahap terjauh"),
    Column("score", "Nilai", "right"),
    Column("sources", "Sumber", "right"),
]
MEDALS = [
    Column("position", "Urutan"),
    Column("name", "Nama"),
    Column("gold", "Juara 1", "right"),
    Column("silver", "Juara 2", "right"),
    Column("bronze", "Juara 3", "right"),
    Column("harapan", "Harapan", "right"),
    Column("finalist", "Finalis lain", "right"),
]
INDEX = [
    Column("position", "Urutan"),
    Column("name", "Nama"),
    Column("index", "Indeks", "right"),
    Column("mean", "Rata-rata", "right"),
    Column("editions", "Edisi", "right"),
    Column("best", "Terbaik", "right"),
    Column("last", "Terakhir", "right"),
]
CLAIMS = [
    Column("kecamatan", "Kecamatan"),
    Column("claim", "Klaim", wide=True),
    Column("printed", "Tertulis di halaman", wide=True),
    Column("source", "Sumber", wide=True),
]


def standing_columns(rows: pd.DataFrame) -> list[Column]:
    """The columns of the leaderboard; scores only where the edition has published any."""
    return [column for column in STANDINGS if column.key != "score" or rows["score"].notna().any()]


def standings(rows: pd.DataFrame, moved: pd.DataFrame, choice: Choice) -> Rows:
    """The leaderboard: the sources of each place one click away, a mark where they disagree."""
    both = rows.merge(moved, on="place_id", how="left")
    return [_standing(row, choice) for row in each(both)]


def _standing(row: Any, choice: Choice) -> dict[str, str | Cell]:
    value, maximum = text.score(row.score, row.score_max)
    moved = text.change(row.change)
    notes = ["Sengketa antarsumber"] if row.is_disputed else []
    notes += ["Ada keputusan editor"] if row.is_ruled else []
    return {
        "place": {
            "text": text.place(row.rank_low, row.rank_high, row.is_tied),
            "tone": text.tone(row.rank_low, row.rank_high),
            "title": text.RANK_BASES.get(row.rank_basis, "peringkat tidak dipublikasikan"),
        },
        "kecamatan": row.kecamatan,
        "kabkota": {
            "text": row.kabkota if text.is_known(row.kabkota) else "",
            "note": f"{moved} dari {row.year_before}" if moved else "",
        },
        "title": text.title(row.title, row.is_finalist),
        "stage": text.stage(row.stage_reached),
        "score": {"text": value, "note": maximum},
        "sources": {
            "text": f"{row.sources} sumber",
            "href": choice.path("sumber", sumber_kec=place_label(row.kecamatan, row.kabkota)),
            "note": "; ".join(notes),
            "title": f"Lihat klaim tentang {row.kecamatan}",
        },
    }


def place_label(kecamatan: str, kabkota: object) -> str:
    """A place in a list and in the address: "Genteng, Kabupaten Banyuwangi"."""
    return f"{kecamatan}, {kabkota}" if text.is_known(kabkota) else kecamatan


def medals(rows: pd.DataFrame) -> Rows:
    """The medal table; zeros are left empty, so that what was won stands out."""
    return [
        {
            "position": str(row.position),
            "name": {"text": row.name, "note": f"{row.open} final mungkin medali" if row.open else ""},
            **{medal: _medal(getattr(row, medal), medal) for medal in ("gold", "silver", "bronze", "harapan", "finalist")},
        }
        for row in each(rows)
    ]


def _medal(value: int, medal: str) -> str | Cell:
    return {"text": str(value), "tone": medal} if value else ""


def index(rows: pd.DataFrame) -> Rows:
    """Indeks prestasi with what it rests on."""
    return [
        {
            "position": str(row.position),
            "name": {"text": row.name, "note": f"{row.assumed} edisi beranggapan" if row.assumed else ""},
            "index": text.fixed(row.value, 1),
            "mean": text.fixed(row.mean, 1),
            "editions": str(row.editions),
            "best": text.place(row.best_low, row.best_high),
            "last": str(row.last_year),
        }
        for row in each(rows.rename(columns={"index": "value"}))
    ]


def claims(rows: pd.DataFrame) -> Rows:
    """Claims with the page that makes them, the note of the compiler, and a ruling beside what it ruled on."""
    return [
        {
            "kecamatan": {"text": row.kecamatan, "note": row.kabkota if text.is_known(row.kabkota) else ""},
            "claim": {"text": shown.claim(row), "note": row.note if text.is_known(row.note) else ""},
            "printed": {"text": shown.printed(row), "note": _ruled(row)},
            "source": source(row),
        }
        for row in each(rows)
    ]


def _ruled(row: Any) -> str:
    if text.is_known(getattr(row, "ruling", None)):
        return f"Keputusan editor: {row.ruling}"
    if getattr(row, "is_left_out", False):
        return "Tidak ditampilkan di papan: kalah dukungan dalam sengketa wakil."
    return "Disimpulkan penyusun katalog." if row.basis == "inferred" else ""


def source(row: Any) -> Cell:
    """A source as a link to its page, with its date; without an address, just its name."""
    publisher = row.publisher if text.is_known(row.publisher) else "Penerbit tidak diketahui"
    note = " · ".join(part for part in (row.title if text.is_known(row.title) else "", text.date(row.published)) if part)
    return {"text": publisher, "href": row.url if text.is_known(row.url) else "", "note": note}


def unplaced(rows: pd.DataFrame) -> Rows:
    """Claims that are listed and never ranked."""
    return [
        {
            "kecamatan": {
                "text": row.kecamatan if text.is_known(row.kecamatan) else "nama tidak disebut",
                "note": row.kabkota if text.is_known(row.kabkota) else "",
            },
            "claim": {"text": shown.claim(row), "note": row.note if text.is_known(row.note) else ""},
            "source": source(row),
        }
        for row in each(rows)
    ]


def rulings(rows: pd.DataFrame) -> Rows:
    """What an editor ruled about a source's claims, and why."""
    return [
        {
            "year": f"{row.region} {row.year}",
            "what": {
                "text": f"Edisi {row.year} menjadi {row.ruled}"
                if row.field == "edition_year"
                else f"{row.field} dibaca {row.ruled}",
                "note": f"{row.claims} klaim",
            },
            "reason": row.reason,
            "source": source(row),
        }
        for row in each(rows)
    ]
