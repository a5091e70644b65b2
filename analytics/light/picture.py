"""The picture of a light page for previews, 1200 by 630: its podium, or its places through the
years, below the finding. Made without a browser, and nothing is fetched.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from analytics.briefing.parts import cut
from analytics.core.markup import UNSEEN
from analytics.light import tagging
from analytics.light.rows import Mark, Page, Release

TEMPLATE = Path(__file__).with_name("picture.typ")
WIDTH, HEIGHT = 1200, 630
MOST_MARKS = 12  # years that have room
SHORT = 60  # letters of a name


def png(pages: Sequence[Page], release: Release, scale: float = 1) -> list[bytes]:
    """The pictures of pages, one for each; `scale` 1 is 1200 by 630 pixels."""
    told = [_told(page, release) for page in pages]
    made = typst.compile(
        TEMPLATE,
        format="png",
        ppi=72.0 * scale,
        sys_inputs={"pages": json.dumps(told, ensure_ascii=False)},
        ignore_system_fonts=True,  # a picture looks the same wherever it is made
    )
    drawn = [made] if isinstance(made, bytes) else list(made or ())
    if len(drawn) != len(pages):
        raise ValueError(f"{len(drawn)} pictures of {len(pages)} pages")
    return drawn


def _told(page: Page, release: Release) -> dict[str, object]:
    mark = f"{tagging.MARK} · " if release.is_simulated else ""
    return {
        "title": _shown(page.title, 150),
        "kicker": _shown(page.kicker, 130),
        "podium": [
            {
                "place": one.place,
                "tone": one.tone,
                "who": _shown(one.who.words, SHORT),
                "of": _shown(one.of.words, SHORT),
            }
            for one in page.podium[:3]
        ],
        "marks": _drawn(page.marks),
        "foot": f"{mark}Dasbor SKK · versi data {release.version}, terbit {release.released}",
        "is_simulated": release.is_simulated,
    }


def _shown(words: str, most: int) -> str:
    return cut(UNSEEN.sub("", words), most)


def _drawn(marks: Sequence[Mark]) -> dict[str, object] | None:
    """Where marks lie, as shares of the drawing; None where fewer than two years are known."""
    kept = sorted(marks)[-MOST_MARKS:]
    years = sorted({mark.year for mark in kept})
    if len(years) < 2:
        return None
    lowest = max(2, *(mark.high for mark in kept))
    span = years[-1] - years[0]

    def down(place: int) -> float:
        return (place - 1) / (lowest - 1)

    return {
        "lines": [(0.0, "1"), (1.0, str(lowest))],
        "dots": [
            {
                "x": (mark.year - years[0]) / span,
                "high": down(mark.low),
                "low": down(mark.high),
                "tone": mark.tone,
                "year": str(mark.year),
            }
            for mark in kept
        ],
    }
