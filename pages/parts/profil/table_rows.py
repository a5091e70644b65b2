"""The history of a kecamatan as rows of the table component."""

from collections.abc import Mapping

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
def steps(rows: Rows[Step], places: Rows[Place], ways: Mapping[str, str]) -> Cells:
    """The line of history of a kecamatan, an edition a row: the place that was resolved, and the
    stages that claims name. `ways` lead to the claims of each edition.
    """
    standing = {row.edition_id: row for row in each(places)}
    stages: dict[str, list[Step]] = {}
    for step in each(rows):
        stages.setdefault(step.edition_id, []).append(step)
    return [_edition(standing[key], several, ways[key]) for key, several in stages.items()]


def _edition(standing: Place, several: list[Step], href: str) -> dict[str, str | Cell]:
    outcome = text.title(standing.title, standing.is_finalist)
    inferred = "disimpulkan" if all(step.is_inferred for step in several) else ""
    place: Cell = {"text": outcome, "note": inferred}
    if badge := text.place(standing.rank_low, standing.rank_high, standing.is_tied).strip("–"):
        place = {
            "text": badge,
            "tone": text.tone(standing.rank_low, standing.rank_high),
            "level": form(standing.level, standing.is_skk),
            "note": ", ".join(filter(None, [outcome, inferred])),
        }
    return {
        "year": str(standing.year),
        "edition": f"{standing.short_name} {standing.region}",
        "outcome": place,
        "stages": text.sentence_case("; ".join(map(_stage, several))),
        "sources": {"text": f"{standing.sources} sumber", "href": href},
    }


def _stage(step: Step) -> str:
    """ "tinjau lapang 2 Desember 2023, 7 kecamatan"."""
    is_sent = step.stage == "hasil" and list(step.placements) == ["wakil"]
    said = "pengiriman wakil" if is_sent else text.stage(step.stage).lower()
    on = f" {text.date(step.date)}" if text.is_known(step.date) else ""
    size = step.participants if step.stage != "hasil" else None
    return said + on + (f", {text.number(size)} kecamatan" if text.is_known(size) else "")


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
            "indicator": _indicator(row, names),
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


def _indicator(row: Innovation, names: Names) -> Cell:
    if row.indicator is not None:
        return {"text": names[row.indicator], "note": text.INDICATOR_BASES[row.indicator_basis]}
    return {
        "text": "belum ditempatkan",
        "note": f"usulan aturan: {names[row.proposed]}" if row.proposed is not None else "",
    }


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
