"""Places of kecamatan as figures."""

import plotly.graph_objects as go

from analytics.core import markup, text
from analytics.core.cache import cached
from analytics.core.drawing import LINE, QUIET, SERIES, beside, layout
from analytics.core.rows import Rows, apart, each
from analytics.place.rows import Place

NEAR = 3  # years; names at marks that are closer meet on a phone


@cached
def places(rows: Rows[Place], names: list[str], years: list[int]) -> go.Figure:
    """Places of several kecamatan over the editions of one contest, best on top.

    A line joins two places only where the editions follow each other without a gap, and bears the
    name at its end; an interval is a bar between its ends; who took part without a published place
    stands in the band below the axis. Names that would meet lie one above the other.

    Args:
        rows: place.questions.places of one contest.
        names: one label per kecamatan of `rows`, in the order of their colours.
        years: all years in which the contest has an edition.
    """
    known = rows[rows["is_placed"].astype(bool)]
    worst = int(known["rank_high"].max()) if len(known) else 1
    below = worst + 1.2
    figure = go.Figure(layout=layout(150 + 32 * min(worst, 10)))
    figure.update_layout(margin=beside(["ikut"]))
    figure.add_hrect(
        y0=worst + 0.6, y1=below + 0.6, fillcolor=QUIET, opacity=0.5, line_width=0, layer="below"
    )
    held: list[tuple[float, float, int]] = []  # year, place and line of the names
    for number, one in enumerate(apart(rows, "code")):
        name, colour = markup.label(names[number]), SERIES[number % len(SERIES)]
        shift = (number - (len(names) - 1) / 2) * 0.08  # so that equal places stay apart
        for row in each(one[one["is_placed"].astype(bool) & (one["rank_low"] < one["rank_high"])]):
            figure.add_shape(
                type="line",
                x0=row.year + shift,
                x1=row.year + shift,
                y0=row.rank_low,
                y1=row.rank_high,
                line={"color": colour, "width": 7},
                opacity=0.45,
                layer="below",
            )
        x: list[float | None] = []
        y: list[float | None] = []
        labels: list[str] = []
        before = None
        for row in each(one.sort_values("year")):
            if x and not (row.is_placed and before == row.year - 1):
                x, y, labels = [*x, None], [*y, None], [*labels, ""]
            x.append(row.year + shift)
            y.append(_middle(row, below))
            place = (
                text.place(row.rank_low, row.rank_high, row.is_tied) if row.is_placed else "ikut"
            )
            labels.append(f"{name}: {place}")
            before = row.year if row.is_placed else None
        ends = [
            bool(label) and not after
            for label, after in zip(labels, [*labels[1:], ""], strict=True)
        ]
        told = [
            label if end else label.removeprefix(f"{name}: ")
            for label, end in zip(labels, ends, strict=True)
        ]
        for at in (at for at, end in enumerate(ends) if end):
            year, height = float(x[at] or 0), float(y[at] or 0)
            taken = {
                line for other, level, line in held if level == height and abs(other - year) < NEAR
            }
            line = next(line for line in range(len(held) + 1) if line not in taken)
            held.append((year, height, line))
            told[at] += LINE * line
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines+markers+text",
            name=name,
            text=told,
            textposition="top center",
            cliponaxis=False,
            line={"color": colour, "width": 2.5},
            marker={"size": 12, "color": colour, "opacity": 1},
            connectgaps=False,
            hoverinfo="text",
            hovertext=labels,
            textfont={"size": 12},
        )
    ticks = sorted({1, worst, *range(1, worst + 1, max(1, worst // 7))})
    figure.update_yaxes(
        range=[below + 0.7, 0.3],
        tickvals=[*ticks, below],
        ticktext=[*(f"{tick:d}" for tick in ticks), "ikut"],
        gridcolor=QUIET,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_xaxes(
        tickvals=years,
        tickformat="d",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        range=[min(years) - 0.8, max(years) + 0.8],
    )
    return figure


def _middle(row: Place, below: float) -> float:
    if row.is_placed and row.rank_low is not None and row.rank_high is not None:
        return (row.rank_low + row.rank_high) / 2
    return below
