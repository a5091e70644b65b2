"""The history of a kecamatan as rows of the table component."""

from collections.abc import Sequence

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.indicators import Names
from analytics.core.rows import Rows, each
from analytics.place import sentences as place_sentences
from analytics.place.rows import (
    Event,
    Example,
    Innovation,
    Lesson,
    Neighbour,
    Place,
    Proposal,
    Source,
    Step,
)
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import Cells, form, kecamatan, source
from pages.parts.shared.table import Cell


@cached
def steps(rows: Rows[Step], places: Rows[Place], ways: Sequence[str]) -> Cells:
    """The line of history of a kecamatan; at a result, the place that was resolved. `ways` lead to
    the claims of each step.
    """
    standing = {row.edition_id: row for row in each(places)}
    return [
        _step(row, standing[row.edition_id], way) for row, way in zip(each(rows), ways, strict=True)
    ]


def _step(row: Step, standing: Place, href: str) -> dict[str, str | Cell]:
    result = row.stage == "hasil"
    outcome = text.title(max(row.placements, key=_weight), standing.is_finalist)
    sent = result and list(row.placements) == ["wakil"]
    size = (
        f"dari {text.number(row.participants)}"
        if text.is_known(row.participants) and not result
        else ""
    )
    size = "disimpulkan" if row.is_inferred else size
    low, high = standing.rank_low, standing.rank_high
    place: Cell = {"text": outcome, "note": size}
    if result and text.is_known(low):
        place = {
            "text": text.place(low, high, standing.is_tied),
            "tone": text.tone(low, high),
            "level": form(row.level, row.is_skk),
            "note": outcome,
        }
    if sent:
        place = {"text": outcome, "note": size}
    return {
        "year": str(row.year),
        "edition": f"{row.short_name} {row.region}",
        "stage": "Pengiriman wakil" if sent else text.stage(row.stage),
        "outcome": place,
        "date": text.date(row.date, "tanggal tidak disebut"),
        "sources": {"text": f"{row.sources} sumber", "href": href},
    }


def _weight(placement: str) -> int:
    order = ("peserta", "wakil", "nominasi", "finalis", "terbaik", "harapan", "juara")
    return order.index(placement.split("_", maxsplit=1)[0])


@cached
def innovations(rows: Rows[Innovation], choice: Choice, names: Names) -> Cells:
    """Innovations with the basis of their indicator, a page that reports them, and the way to all
    that is known.
    """
    return [
        {
            "name": {
                "text": row.name,
                "href": choice.path("inovasi", id=row.innovation_id),
                "note": row.expansion if text.is_known(row.expansion) else "",
            },
            "indicator": {
                "text": names[row.indicator] if text.is_known(row.indicator) else "–",
                "note": (
                    text.INDICATOR_BASES[row.indicator_basis]
                    if text.is_known(row.indicator)
                    else "indikator tidak diketahui"
                ),
            },
            "sector": text.words(row.sector),
            "years": {
                "text": text.years(row.first_year, row.last_year),
                "note": "" if row.context == "skk" else "di luar lomba",
            },
            "source": {
                "text": row.publisher if text.is_known(row.publisher) else "Halaman sumber",
                "href": row.url if text.is_known(row.url) else "",
                "note": f"dan {row.sources - 1} lainnya" if row.sources > 1 else "",
            },
        }
        for row in each(rows)
    ]


@cached
def events(rows: Rows[Event]) -> Cells:
    """Events around the contest."""
    return [
        {
            "date": text.date(row.date),
            "what": {
                "text": row.what,
                "note": f"{row.kind}, tingkat {text.LEVELS.get(row.level, row.level).lower()}",
            },
            "source": source(row),
        }
        for row in each(rows)
    ]


@cached
def sources(rows: Rows[Source]) -> Cells:
    """The pages that tell about a kecamatan, with what each tells."""
    return [
        {"source": source(row), "claims": str(row.claims), "innovations": str(row.innovations)}
        for row in each(rows)
    ]


@cached
def similar(neighbours: Rows[Neighbour], proposals: Rows[Proposal], choice: Choice) -> Cells:
    """Neighbours (with distance and last result) and other good comparisons, each kecamatan once
    with all reasons.
    """
    found: dict[str, tuple[Neighbour | Proposal, list[str]]] = {
        row.code: (
            row,
            [
                f"{'bersinggungan' if row.kind == 'touch' else 'terdekat'},"
                f" {text.number(row.distance_km)} km"
            ],
        )
        for row in each(neighbours)
    }
    for row in each(proposals):
        found.setdefault(row.code, (row, []))[1].append(text.REASONS[row.reason])
    return [
        {
            "kecamatan": kecamatan(row.kecamatan, row.code, choice),
            "kabkota": row.kabkota,
            "why": {
                "text": "; ".join(why),
                "note": (
                    f"hasil terakhir {row.last_year}"
                    if text.is_known(row.last_year)
                    else "belum ada hasil tercatat"
                ),
            },
        }
        for row, why in found.values()
    ]


@cached
def examples(rows: Rows[Example], lessons: Rows[Lesson], choice: Choice) -> Cells:
    """From whom to learn: how far each came, in what it is alike, and what it did."""
    done: dict[str, list[Lesson]] = {}
    for lesson in each(lessons):
        done.setdefault(lesson.code, []).append(lesson)
    return [
        {
            "kecamatan": {
                "text": f"{row.kecamatan}, {row.kabkota}",
                "href": choice.path("profil", kec=row.code),
            },
            "achieved": text.sentence_case(place_sentences.example(row)),
            "alike": place_sentences.alike(row),
            "lessons": _lessons(done.get(row.code, []), choice),
        }
        for row in each(rows)
    ]


def _lessons(several: list[Lesson], choice: Choice) -> str | Cell:
    if not several:
        return "belum ada inovasi lain yang tercatat"
    parts: list[tuple[str, str]] = []
    for one in several:
        parts += [(", ", "")] if parts else []
        parts.append((one.name, choice.path("inovasi", id=one.innovation_id)))
    return {"parts": parts, "note": "belum ada di sini"}
