"""Charts of a change between two editions: what each cause adds."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.change import sentences
from analytics.change.rows import Move, Part
from analytics.core import text
from analytics.core.drawing import layout, wrapped
from analytics.core.rows import Rows, each

FALL, RISE = "#D55E00", "#0072B2"  # Okabe and Ito
LINE = "#6B7A90"
TALL, LETTERS = 34, 26  # pixels of a bar, letters of a line of its name
FEWEST = 3  # bars that are worth a chart


def moves(rows: Rows[Move]) -> go.Figure | None:
    """Places that each cause adds, one bar each, the largest first; None where there are fewer than
    three.
    """
    acting = [row for row in each(rows) if row.shown]
    names = [text.sentence_case(sentences.CAUSES[row.cause]) for row in acting]
    return _bars(names, [row.shown for row in acting], 1)


def parts(rows: Rows[Part]) -> go.Figure | None:
    """Points that each cause adds to the own total, as above."""
    acting = [row for row in each(rows) if row.shown]
    names = [text.sentence_case(sentences.part(row)) for row in acting]
    return _bars(names, [row.shown for row in acting], 2)


def _bars(names: Sequence[str], values: Sequence[float], decimals: int) -> go.Figure | None:
    if len(values) < FEWEST:
        return None
    order = sorted(range(len(values)), key=lambda at: -values[at])
    # Two bars of one name would lie on each other
    twice = [names.index(names[at]) != at for at in order]
    called = [
        wrapped(f"{names[at]} ({at + 1})" if again else names[at], LETTERS)
        for at, again in zip(order, twice, strict=True)
    ]
    drawn = [values[at] for at in order]
    lines = max(name.count("<br>") for name in called)
    figure = go.Figure(layout=layout((TALL + 14 * lines) * len(drawn) + 16))
    figure.add_bar(
        x=drawn,
        y=called,
        orientation="h",
        width=0.55,
        hoverinfo="skip",
        cliponaxis=False,
        textposition="outside",
        marker={"color": [RISE if value >= 0 else FALL for value in drawn]},
        text=[f" {text.signed(value, decimals)} " for value in drawn],
    )
    low, high = min(*drawn, 0.0), max(*drawn, 0.0)
    room = (high - low) * 0.3
    figure.add_vline(x=0, line={"color": LINE, "width": 1})
    figure.update_xaxes(range=[low - room, high + room], visible=False, fixedrange=True)
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=called[::-1],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        automargin=True,
        ticklabelstandoff=8,
        ticks="",
    )
    return figure.update_layout(margin={"l": 0, "r": 8, "t": 8, "b": 8})
