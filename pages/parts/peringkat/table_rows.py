"""Standings as rows of the table component."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.standing import questions as standing_questions
from analytics.standing.rows import Index, Medals, Moved, Movement, Standing
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import Cells, form, kabkota, kecamatan, place_label, unit
from pages.parts.shared.table import Cell, Column

STANDINGS = [
    Column("place", "Peringkat"),
    Column("kecamatan", "Kecamatan"),
    Column("kabkota", "Kabupaten/Kota"),
    Column("title", "Gelar", whole=True),
    Column("stage", "Tahap terjauh", whole=True),
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


@cached
def standing_columns(rows: Rows[Standing]) -> list[Column]:
    """The columns of the leaderboard; scores only where the edition has published any."""
    return [
        column
        for column in STANDINGS
        if column.key != "score" or standing_questions.has_scores(rows)
    ]


@cached
def standings(rows: Rows[Standing], moved: Rows[Movement], choice: Choice) -> Cells:
    """The leaderboard: the sources of each place one click away, a mark where they disagree."""
    both = standing_questions.moved(rows, moved)
    several = len(standing_questions.score_stages(rows)) > 1
    return [_standing(row, choice, say_stage=several) for row in each(both)]


def _standing(row: Moved, choice: Choice, *, say_stage: bool) -> dict[str, str | Cell]:
    value, maximum = text.score(row.score, row.score_max)
    about = [
        maximum,
        text.STAGES_SHORT.get(row.score_stage or "", "") if say_stage and value else "",
    ]
    moved = text.change(row.change)
    notes = ["Sengketa antarsumber"] if row.is_disputed else []
    notes += ["Ada keputusan editor"] if row.is_ruled else []
    return {
        "place": {
            "text": text.place(row.rank_low, row.rank_high, row.is_tied),
            "tone": text.tone(row.rank_low, row.rank_high),
            "level": form(choice.level, choice.edition.is_skk),
            "title": text.RANK_BASES.get(row.rank_basis or "", "peringkat tidak dipublikasikan"),
        },
        "kecamatan": kecamatan(row.kecamatan, row.kecamatan_code, choice),
        "kabkota": (
            kabkota(row.kabkota, row.kabkota_code, choice)
            | {"note": f"{moved} dari {row.year_before}" if moved else ""}
        ),
        "title": {
            "text": text.title(row.title, row.is_finalist),
            "note": "disimpulkan" if row.is_inferred else "",
        },
        "stage": text.stage(row.stage_reached),
        "score": {"text": value, "note": ", ".join(filter(None, about))},
        "sources": {
            "text": f"{row.sources} sumber",
            "href": choice.path("sumber", sumber_kec=place_label(row.kecamatan, row.kabkota)),
            "note": "; ".join(notes),
            "title": f"Lihat klaim tentang {row.kecamatan}",
        },
    }


@cached
def medals(rows: Rows[Medals], choice: Choice, most: int) -> Cells:
    """The first rows of the medal table; zeros are left empty, so that what was won stands out."""
    return [
        {
            "position": str(row.position),
            "name": (
                unit(row.name, row.unit, choice)
                | {"note": f"{row.open} final mungkin medali" if row.open else ""}
            ),
            **{
                medal: _medal(getattr(row, medal), medal, choice)
                for medal in ("gold", "silver", "bronze", "harapan", "finalist")
            },
        }
        for row in each(rows.head(most))
    ]


def _medal(value: int, medal: str, choice: Choice) -> str | Cell:
    held = form(choice.level, choice.edition.is_skk)
    return {"text": str(value), "tone": medal, "level": held} if value else ""


@cached
def index(rows: Rows[Index], choice: Choice, most: int) -> Cells:
    """The first rows of indeks prestasi with what it rests on."""
    return [
        {
            "position": str(row.position),
            "name": (
                unit(row.name, row.unit, choice)
                | {"note": f"{row.assumed} edisi dengan anggapan" if row.assumed else ""}
            ),
            "index": text.fixed(row.index, 1),
            "mean": text.fixed(row.mean, 1),
            "editions": str(row.editions),
            "best": text.place(row.best_low, row.best_high),
            "last": str(row.last_year),
        }
        for row in each(rows.head(most))
    ]
