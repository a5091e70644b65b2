"""The podium: the first three places, large, each leading to its profile."""

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.rows import Rows, each
from analytics.standing.rows import Standing
from pages.parts.shared.cards import Card, cards
from pages.parts.shared.filters import Choice
from pages.parts.shared.links import form


def podium(standings: Rows[Standing], choice: Choice) -> bool:
    """Draw the places that begin within 1-3; False where there are more of them than places, so
    that no podium is known.
    """
    top = _top(standings, choice)
    if top:
        cards(top, f"Tiga besar {choice.name}")
    return bool(top)


@cached
def _top(standings: Rows[Standing], choice: Choice) -> list[Card]:
    top = standings[standings["is_placed"].astype(bool) & (standings["rank_low"] <= 3)]
    is_podium = len(top) <= 3 and (top["rank_high"] <= 3).all()
    return [_step(row, choice) for row in each(top)] if is_podium else []


def _step(row: Standing, choice: Choice) -> Card:
    tone = text.tone(row.rank_low, row.rank_high)
    place = text.place(row.rank_low, row.rank_high, row.is_tied)
    return Card(
        row.kecamatan,
        choice.path("profil", kec=row.kecamatan_code) if text.is_known(row.kecamatan_code) else "",
        (
            text.title(row.title)
            if tone != "unknown"
            else f"Peringkat {place}, urutan belum diketahui"
        ),
        row.kabkota if text.is_known(row.kabkota) else "",
        tone=tone,
        level=form(choice.level, choice.edition.is_skk),
    )
