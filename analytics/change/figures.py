"""Charts of a change between two editions: what each cause adds."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.change import sentences
from analytics.change.rows import Move, Part
from analytics.core import text
from analytics.core.drawing import differences, wrapped
from analytics.core.rows import Rows, each

TALL, LETTERS = 34, 26  # pixels of a bar, letters of a line of its name


def moves(rows: Rows[Move]) -> go.Figure:
    """Places that each cause adds, one bar each, the largest first."""
    acting = [row for row in each(rows) if row.shown]
    names = [text.sentence_case(sentences.CAUSES[row.cause]) for row in acting]
    return _bars(names, [row.shown for row in acting], 1)


def parts(rows: Rows[Part]) -> go.Figure:
    """Points that each cause adds to the own total, as above."""
    acting = [row for row in each(rows) if row.shown]
    names = [text.sentence_case(sentences.part(row)) for row in acting]
    return _bars(names, [row.shown for row in acting], 2)


def _bars(names: Sequence[str], values: Sequence[float], decimals: int) -> go.Figure:
    order = sorted(range(len(values)), key=lambda at: -values[at])
    # Two bars of one name would lie on each other
    twice = [names.index(names[at]) != at for at in order]
    called = [
        wrapped(f"{names[at]} ({at + 1})" if again else names[at], LETTERS)
        for at, again in zip(order, twice, strict=True)
    ]
    drawn = [values[at] for at in order]
    lines = max((name.count("<br>") for name in called), default=0)
    height = (TALL + 14 * lines) * len(drawn) + 16
    figure = differences(called, drawn, [text.signed(value, decimals) for value in drawn], height)
    return figure.update_layout(margin={"l": 0, "r": 8, "t": 8, "b": 8})
