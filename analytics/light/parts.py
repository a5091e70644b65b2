"""What several light pages share: cells, rows as data, ways to other pages."""

from collections.abc import Iterable, Sequence

from analytics.core import text
from analytics.core.rows import Placed, Row, Rows, columns, each
from analytics.light.contents import Contents, Held
from analytics.light.rows import Facts, Mark, Value, Way

LONGEST = 400  # letters of a cell
NONE = Way("–")


def word(value: object) -> Way:
    """A value as a cell that leads nowhere."""
    return Way(str(value)) if text.is_known(value) and str(value) else NONE


def kecamatan(contents: Contents, code: str | None, name: str) -> Way:
    """The name of a kecamatan, which leads to its page where it is on record under its code."""
    return Way(name, f"kecamatan/{code}" if code in contents.kecamatan else "")


def kabkota(contents: Contents, code: str | None, name: str | None) -> Way:
    """The name of a kabkota, which leads to its page."""
    return Way(str(name), f"kabkota/{code}" if code in contents.kabkota else "") if name else NONE


def edition(contents: Contents, key: str | None, words: str) -> Way:
    """Words that lead to the page of an edition."""
    return Way(words, f"peringkat/{key}" if key in contents.editions else "")


def editions(some: Iterable[Held], words: str = "") -> tuple[Way, ...]:
    """Editions by their names, or by their years."""
    return tuple(
        Way(str(one.year) if words == "year" else one.name, f"peringkat/{one.edition_id}")
        for one in some
    )


def facts(kind: type[Row], rows: Rows[Row], pages: Sequence[str] = ()) -> Facts:
    """The rows of an answer as data."""
    names = columns(kind)
    return Facts(
        kind,
        [{name: _value(getattr(row, held)) for name, held in names.items()} for row in each(rows)],
        pages,
    )


def of_records(kind: type[Row], some: Iterable[Row]) -> Facts:
    """Records as data."""
    names = columns(kind)
    return Facts(
        kind,
        [{name: _value(getattr(one, held)) for name, held in names.items()} for one in some],
    )


def _value(value: object) -> Value:
    if isinstance(value, str | int | float | bool | list):
        return value
    return str(value) if text.is_known(value) else None


def marked(year: int, row: Placed) -> list[Mark]:
    """A row as a mark of the drawing, if its place is known or bounded."""
    low, high = row.rank_low, row.rank_high
    if not text.is_known(low) or not text.is_known(high):
        return []
    return [Mark(int(year), int(low), int(high), text.tone(low, high))]
