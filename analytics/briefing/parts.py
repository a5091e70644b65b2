"""What the briefings of several pages share: tables cut to the sheet, sources, filters in words."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analytics.briefing.rows import Chart, Column, Grid, Source
from analytics.core import text
from analytics.core.choosing import Choice
from analytics.core.rows import Cited, Rows, Table, each

ROWS = 12  # of a table
LONGEST = 160  # letters of a cell
SENTENCE = 420  # letters of a sentence
ROOM = 80  # letters of a line of the table, its gaps not counted
NARROW = 22  # letters of a column that stands in one line
WIDEST = 80  # letters beyond which a longer cell makes a column no wider
WORD = 25  # letters that are given up so that no word is cut
NONE = "–"
YEARS = {"Tahun", "Terakhir", "Tahun terbaik", "Edisi tercetak"}  # numbers that are no counts


Filled = tuple[Column, tuple[str, ...]]  # with its cells


def grid(rows: Table, caption: str, names: Sequence[str], most: int = ROWS) -> Grid:
    """Some columns of a table of a topic, numbers as people write them, at most so many rows."""
    columns = _spread([_column(name, rows[name].head(most)) for name in names])
    shown = zip(*(cells for _, cells in columns), strict=True)
    return Grid(
        caption,
        tuple(column for column, _ in columns),
        tuple(shown),
        max(len(rows) - most, 0),
    )


def _spread(columns: Sequence[Filled]) -> Sequence[Filled]:
    """Columns that fill the sheet: where all are narrow, the longest in words is widened."""
    lengths = [max(map(len, (column.name, *cells))) for column, cells in columns]
    if any(column.weight for column, _ in columns) or sum(lengths) > ROOM:
        return columns
    words = [
        (length, -at)
        for at, (length, (column, _)) in enumerate(zip(lengths, columns, strict=True))
        if not column.is_number
    ]
    widened = -max(words)[1] if words else 0
    return [
        (column._replace(weight=1) if at == widened else column, cells)
        for at, (column, cells) in enumerate(columns)
    ]


def _column(name: str, values: pd.Series) -> tuple[Column, tuple[str, ...]]:
    """A column and its cells; numbers with as many decimals as one of them needs."""
    is_number = pd.api.types.is_numeric_dtype(values) and name not in YEARS
    decimals = 0
    if is_number:
        known = values.dropna().astype(float)
        decimals = next((one for one in (0, 1) if (known.round(one) == known).all()), 2)
    cells = tuple(
        (text.fixed(float(value), decimals) if is_number else cut(str(value), LONGEST) or NONE)
        if text.is_known(value)
        else NONE
        for value in values
    )
    longest = max(len(cell) for cell in (name, *cells))
    return Column(name, is_number, 0 if longest <= NARROW else min(longest, WIDEST)), cells


def cut(words: str, most: int = SENTENCE) -> str:
    """Words in one line, at most so many letters; what is cut off is marked."""
    said = " ".join(words.split())
    if len(said) <= most:
        return said
    kept = said[: most - 1]
    whole = kept.rpartition(" ")[0]
    return (whole if len(whole) > most - WORD else kept).rstrip(" ,;") + "…"


def told(sentences: Iterable[str], most: int) -> tuple[str, ...]:
    """The first sentences that say anything, each one bounded."""
    return tuple(cut(sentence) for sentence in sentences if sentence)[:most]


def told_whole(sentences: Sequence[str], most: int, noun: str) -> tuple[str, ...]:
    """The first sentences; the last one says how many more there are."""
    if len(sentences) <= most:
        return told(sentences, most)
    left = text.number(len(sentences) - most + 1)
    return (*told(sentences, most - 1), f"… dan {left} {noun} lainnya, di alamat tampilan ini.")


def charts(*drawn: Chart | None) -> tuple[Chart, ...]:
    """The charts that are worth drawing, in the order given."""
    return tuple(chart for chart in drawn if chart is not None)


def sources(rows: Rows[Cited]) -> tuple[Source, ...]:
    """Each page or file once, in the order given."""
    return tuple({row.source_id: source(row) for row in each(rows)}.values())


def source(row: Cited) -> Source:
    """A page or file as a briefing names it."""
    return Source(
        cut(row.publisher or "Penerbit tidak diketahui", LONGEST),
        cut(row.title or "", LONGEST),
        text.date(row.published),
        row.url or "",
    )


def viewed(page: str, said: Mapping[str, str]) -> str:
    """A page or part of it, and what is chosen there, in words."""
    told = (f"{name} {value}".strip() for name, value in said.items() if value)
    return " · ".join([page, *told])


def filters(page: str, choice: Choice, **more: str) -> str:
    """The page and its filters in words."""
    return viewed(page, {"tingkat": text.LEVELS[choice.level], "wilayah": choice.label, **more})
