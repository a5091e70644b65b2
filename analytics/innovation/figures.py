"""Charts of innovations over the indicators; the basis of an indicator is always told
apart.
"""

from collections.abc import Mapping

import plotly.graph_objects as go

from analytics.core import markup, text
from analytics.core.cache import cached
from analytics.core.drawing import QUIET, ROW, layout, name_rows, wrapped
from analytics.core.indicators import Names, named
from analytics.core.rows import Rows, each
from analytics.innovation.rows import Count, Part

DARK, LIGHT = "#14213D", "#FFFFFF"
# Okabe and Ito's colours, one for each indicator everywhere, and what is written on it.
# Whatever comes after the seven that there are goes on with others, which serve on light and dark.
PALETTE = (
    ("#0072B2", LIGHT), ("#E69F00", DARK), ("#009E73", DARK), ("#CC79A7", DARK), ("#56B4E9", DARK),
    ("#D55E00", LIGHT), ("#8A7A00", LIGHT),
    ("#8F6BC8", LIGHT), ("#B8860B", DARK), ("#5B8C5A", LIGHT),
)  # fmt: skip
UNKNOWN_COLOURS = ("rgba(128,128,128,0.9)", DARK)
UNKNOWN = "Belum ditempatkan"
PATTERNS = {"stated": "", "inferred": "/", "rule": "."}
# distance in columns of two marks that share a cell, for 32 pixels each on a phone; three have no
# room there
APART = 0.54
# ends the name of the line below a row, where the codebook's mark stands if it is the third of a
# cell
BELOW = "\u200b"
SMALL = 14  # pixels, of a mark that shares a cell
NARROW = 14  # characters in a line of a name at the side
HEAD, ABOVE = 20, 150  # characters in a line of a name above, and pixels that it needs when turned
SYMBOLS = {
    "stated": "circle",
    "inferred": "circle-open",
    "rule": "diamond-open",
    "unknown": "square-open",
}


def colour(number: int) -> str:
    """The colour of an indicator; 0 is the unknown one."""
    return _colours(number)[0]


def on_colour(number: int) -> str:
    """What is written in on the colour of an indicator."""
    return _colours(number)[1]


def _colours(number: int) -> tuple[str, str]:
    return PALETTE[(number - 1) % len(PALETTE)] if number else UNKNOWN_COLOURS


@cached
def by_indicator(rows: Rows[Count], indicators: Names) -> go.Figure:
    """Innovations of each indicator as a bar that is cut by basis: solid where a page states it,
    hatched where it was inferred, dotted where the codebook proposes it. Those of unknown indicator
    have no bar. A mark carries [indicator, basis] as its custom data.

    Args:
        rows: innovation.questions.by_indicator.
        indicators: what each is called, by number; in this order they are drawn.
    """
    rows = rows[rows["indicator"] > 0]
    order = [f"{number} {name}" for number, name in indicators.items()]
    label = dict(zip(indicators, order, strict=True))
    figure = go.Figure(layout=layout(36 * len(order) + 24, barmode="stack"))
    for basis, pattern in PATTERNS.items():
        shown = rows[rows["basis"] == basis]
        colours = [colour(int(number)) for number in shown["indicator"]]
        figure.add_bar(
            x=shown["innovations"],
            y=[label[int(number)] for number in shown["indicator"]],
            orientation="h",
            width=0.66,
            marker={
                "color": colours,
                "line": {"color": colours, "width": 1.5},
                "pattern": {
                    "shape": pattern,
                    "fgcolor": colours,
                    "bgcolor": "rgba(0,0,0,0)",
                    "fillmode": "replace",
                    "size": 7,
                    "solidity": 0.25,
                },
            },
            customdata=[[number, basis] for number in shown["indicator"]],
            hovertext=[
                f"<b>{markup.label(indicators[row.indicator])}</b><br>{row.innovations:d} inovasi"
                f" dari {row.kecamatan:d} kecamatan yang disebut<br>{text.INDICATOR_BASES[basis]}"
                for row in each(shown)
            ],
            hoverinfo="text",
        )
    parts = rows.groupby("indicator", sort=False)["innovations"]
    for number, counts in parts:
        figure.add_annotation(
            x=int(counts.sum()),
            y=label[int(str(number))],
            text=" + ".join(text.number(count) for count in counts),
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"size": 13},
        )
    figure.update_xaxes(
        visible=False,
        fixedrange=True,
        range=[0, 1.3 * float(parts.sum().max() if len(rows) else 1)],
    )
    name_rows(
        figure,
        order,
        range=[-0.6, len(order) - 0.4],
        tickvals=order,
        ticktext=[wrapped(name, HEAD) for name in order],
    )
    return figure


@cached
def matrix(
    rows: Rows[Part], labels: Mapping[str, str], indicators: Names, *, dark: bool = False
) -> go.Figure:
    """How a property and the indicators meet: one column per indicator, named in full (turned
    where there is no room), one row per value, the number in each mark.

    A full mark is stated, a hollow one inferred, a diamond proposed by the codebook, which stands
    below if it is the third of a cell; the last column holds those of unknown indicator. Marks
    carry [indicator, basis, code of the value] as custom data.

    Args:
        rows: innovation.questions.spread.
        labels: what to call each value, in the order in which they are shown.
        indicators: what each is called, by number.
        dark: whether the page is dark.
    """
    ink = "#E8EDF4" if dark else "#14213D"
    columns = [*indicators, 0]
    place = {number: position for position, number in enumerate(columns)}
    together = rows.groupby(["value", "indicator"])["basis"].agg(set)
    crowded = set(together[together.map(len) > 2].index.get_level_values("value"))
    lines = [
        line
        for value, name in labels.items()
        for line in ([name, name + BELOW] if value in crowded else [name])
    ]
    figure = go.Figure(layout=layout((ROW + 8) * len(lines) + 20 + ABOVE))
    most = max(int(rows["innovations"].max()), 1) if len(rows) else 1
    for basis, symbol in SYMBOLS.items():
        shown = rows[rows["basis"] == basis]
        colours = [colour(int(number)) for number in shown["indicator"]]
        cells = [
            [one for one in SYMBOLS if one in together[row.value, row.indicator]]
            for row in each(shown)
        ]
        below = [len(cell) > 2 and basis == cell[2] for cell in cells]
        names = [
            labels[value] + BELOW * is_below
            for value, is_below in zip(shown["value"], below, strict=True)
        ]
        shifts = [
            0.0 if len(cell) == 1 or is_below else APART * (cell.index(basis) - 0.5)
            for cell, is_below in zip(cells, below, strict=True)
        ]
        figure.add_scatter(
            x=[
                place[row.indicator] + shift for row, shift in zip(each(shown), shifts, strict=True)
            ],
            y=names,
            mode="markers+text",
            text=[text.number(count) for count in shown["innovations"]],
            cliponaxis=False,
            textfont={
                "size": [12 if len(cell) == 1 else 10 for cell in cells],
                "color": [
                    on_colour(number) if basis == "stated" else ink for number in shown["indicator"]
                ],
            },
            marker={
                "size": [
                    18 + 10 * (value / most) ** 0.5 if len(cell) == 1 else SMALL
                    for value, cell in zip(shown["innovations"], cells, strict=True)
                ],
                "opacity": 1,
                "symbol": symbol,
                "color": colours,
                "line": {"width": 1.75, "color": colours},
            },
            customdata=[[row.indicator, basis, row.code] for row in each(shown)],
            hovertext=[
                f"<b>{markup.label(labels[row.value])}</b><br>"
                f"{markup.label(named(row.indicator, indicators))}<br>"
                f"{row.innovations:d} inovasi, {text.INDICATOR_BASES[basis]}"
                for row in each(shown)
            ],
            hoverinfo="text",
        )
    figure.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=[wrapped(indicators[number] if number else UNKNOWN, HEAD) for number in columns],
        autotickangles=[0, -90],
        automargin=True,
        side="top",
        fixedrange=True,
        showgrid=True,
        gridcolor=QUIET,
        zeroline=False,
        range=[-0.6, len(columns) - 0.4],
    )
    name_rows(
        figure,
        lines,
        type="category",
        showgrid=True,
        gridcolor=QUIET,
        range=[-0.7, len(lines) - 0.3],
        tickvals=lines,
        ticktext=["" if line.endswith(BELOW) else wrapped(line, NARROW) for line in lines],
    )
    return figure
