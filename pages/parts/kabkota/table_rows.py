"""The kecamatan and contests of a region as rows of the table component."""

from collections.abc import Sequence

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.kabkota import tables as kabkota_tables
from analytics.kabkota.rows import Award, Kecamatan, Kindred, Own
from pages.parts.shared import links
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import Cells
from pages.parts.shared.table import Cell, Column

KECAMATAN = [
    Column("kecamatan", "Kecamatan"),
    Column("best", "Peringkat terbaik"),
    Column("result", "Prestasi terbaik"),
    Column("own", "Final sendiri", "right"),
    Column("province", "Wakil di provinsi", "right"),
    Column("finals", "Final provinsi", "right"),
    Column("last", "Terakhir", "right"),
]
OWN = [
    Column("year", "Tahun"),
    Column("champion", "Juara"),
    Column("sent", "Wakil ke provinsi"),
    Column("others", "Lainnya yang tercatat", wide=True),
]
AWARDS = [
    Column("award", "Penghargaan"),
    Column("kabkota", "Penerima"),
    Column("what", "Yang tertulis", wide=True),
    Column("source", "Sumber", wide=True),
]
KINDRED = [
    Column("year", "Tahun"),
    Column("contest", "Ajang"),
    Column("kecamatan", "Kecamatan"),
    Column("place", "Peringkat"),
    Column("title", "Gelar"),
]


@cached
def kecamatan(found: Rows[Kecamatan], choice: Choice, *, seen: bool) -> Cells:
    """The kecamatan of a kabkota that were seen in a contest, or those that were not; zeros are
    left empty, so that what was reached stands out.
    """
    return [
        {
            "kecamatan": links.kecamatan(row.kecamatan, row.kecamatan_code, choice),
            "best": links.place(row, links.form(row.best_level, is_skk=True)),
            "result": kabkota_tables.result(row),
            "own": _count(row.own_finals),
            "province": _count(row.province_editions),
            "finals": _count(row.province_finals),
            "last": str(row.last_year) if text.is_known(row.last_year) else "",
        }
        for row in each(found[found["last_year"].notna() == seen])
    ]


@cached
def own(found: Rows[Own], choice: Choice) -> Cells:
    """The editions of a kabkota's own contest; who won, and who was sent to the province."""
    return [
        {
            "year": {
                "text": str(row.year),
                "note": "" if row.short_name == "SKK" else row.short_name,
            },
            "champion": _champion(row, choice),
            "sent": _first(row.sent, row.sent_codes, choice),
            "others": links.several(row.others, row.other_codes, choice, most=8),
        }
        for row in each(found)
    ]


@cached
def awards(found: Rows[Award], choice: Choice) -> Cells:
    """The claims about awards, each with its page."""
    return [
        {
            "award": f"{row.category} {row.award_year}",
            "kabkota": (
                links.kabkota(row.kabkota, row.kabkota_code, choice)
                if text.is_known(row.kabkota)
                else {"text": "", "note": "tidak terbaca"}
            ),
            "what": {
                "text": (
                    row.criterion
                    if text.is_known(row.criterion)
                    else text.count(row.count, "kecamatan")
                ),
                "note": row.note if text.is_known(row.note) else "",
            },
            "source": links.source(row),
        }
        for row in each(found)
    ]


@cached
def kindred(found: Rows[Kindred], choice: Choice) -> Cells:
    """Results in kindred awards."""
    return [
        {
            "year": str(row.year),
            "contest": {
                "text": row.short_name,
                "note": f"tingkat {text.LEVELS[row.level].lower()}",
            },
            "kecamatan": links.kecamatan(row.kecamatan, row.kecamatan_code, choice),
            "place": links.place(row, links.form(row.level, is_skk=False)),
            "title": text.title(row.title, row.is_finalist),
        }
        for row in each(found)
    ]


def _count(value: int) -> str:
    return str(value) if value else ""


def _champion(row: Own, choice: Choice) -> str | Cell:
    """Who won, and whether that was inferred; "tidak diketahui" where nobody is known."""
    if not len(row.champions):
        return {"text": "", "note": text.UNKNOWN}
    told = _first(row.champions, row.champion_codes, choice)
    return (
        {**told, "note": "disimpulkan"} if row.is_inferred and not isinstance(told, str) else told
    )


def _first(names: Sequence[str], codes: Sequence[str | None], choice: Choice) -> str | Cell:
    """One name with its link; several (a disputed choice) as text."""
    if len(names) == 1:
        return links.kecamatan(names[0], codes[0], choice)
    return {**links.several(names, codes, choice), "note": "sumber berbeda"} if len(names) else ""
