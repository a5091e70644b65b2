"""Charts of indicators and of claimed innovations."""

import plotly.graph_objects as go

from analytics.core import markup, text
from analytics.core.cache import cached
from analytics.core.drawing import ACCENT, QUIET, SERIES, layout, name_rows, wrapped
from analytics.core.indicators import Names, numbered
from analytics.core.rows import Rows, each
from analytics.indicator.rows import ClaimedByIndicator, Indicator, Pair, Set

ROW = 46  # pixels for each indicator, whose name may take three lines
HOLLOW = "rgba(0,0,0,0)"


@cached
def weights(rows: Rows[Indicator]) -> go.Figure:
    """Weights of one set as bars with the weight at the end; an unknown weight is a hollow ring,
    never a bar.

    Args:
        rows: indicator.questions.indicators of one set.
    """
    names = [wrapped(name) for name in rows["name"]]
    known = rows["weight"].notna()
    total = float(rows["weight"].sum()) if known.all() else None
    most = float(rows["weight"].max()) if known.any() else 1.0
    figure = go.Figure(layout=layout(ROW * len(rows) + 20))
    figure.add_bar(
        x=[
            float(weight) if there else None
            for weight, there in zip(rows["weight"], known, strict=True)
        ],
        y=names,
        orientation="h",
        width=0.5,
        marker={"color": ACCENT},
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
        text=[
            (
                f" {text.number(weight, 2)}"
                + (f" ({text.number(100 * weight / total, 1)}%)" if total else "")
                if there
                else ""
            )
            for weight, there in zip(rows["weight"], known, strict=True)
        ],
    )
    missing = [name for name, there in zip(names, known, strict=True) if not there]
    figure.add_scatter(
        x=[most * 0.03] * len(missing),
        y=missing,
        mode="markers+text",
        text=["  tidak dipublikasikan"] * len(missing),
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        marker={"size": 11, "symbol": "circle-open", "color": ACCENT, "line": {"width": 1.5}},
    )
    figure.update_xaxes(range=[0, most * 1.6], visible=False, fixedrange=True)
    name_rows(figure, names)
    return figure


@cached
def shares(both: Rows[Pair], left: Set, right: Set) -> go.Figure:
    """Shares of two comparable sets: two dots for each indicator, joined by a line, the percentage
    beside each.

    Args:
        both: indicator.questions.pairs, all weights known.
        left: the row of indicator.questions.sets on the left.
        right: the one on the right.
    """
    names = [wrapped(name) for name in both["name"]]
    sides = [
        [100 * float(weight) / (side.weight_sum or 1) for weight in both[column]]
        for column, side in (("weight", left), ("weight_right", right))
    ]
    most = max(*sides[0], *sides[1])
    figure = go.Figure(layout=layout(ROW * len(both) + 60))
    for name, one, other in zip(names, *sides, strict=True):
        figure.add_shape(
            type="line",
            x0=one,
            x1=other,
            y0=name,
            y1=name,
            line={"color": QUIET, "width": 6},
            layer="below",
        )
    for number, (values, others, side) in enumerate(
        ((sides[0], sides[1], left), (sides[1], sides[0], right))
    ):
        figure.add_scatter(
            x=values,
            y=names,
            mode="markers+text",
            cliponaxis=False,
            hoverinfo="skip",
            text=[
                "" if number and value == other else f" {text.number(value, 1)}% "
                for value, other in zip(values, others, strict=True)
            ],
            textposition=[
                "middle right" if value >= other else "middle left"
                for value, other in zip(values, others, strict=True)
            ],
            marker={"size": 13, "color": SERIES[number], "symbol": ("circle", "diamond")[number]},
        )
        figure.add_annotation(
            x=0,
            y=1,
            xref="paper",
            yref="paper",
            yanchor="bottom",
            xanchor="left",
            yshift=18 * (1 - number),
            showarrow=False,
            text=f'<span style="color:{SERIES[number]}">{"●◆"[number]}</span> '
            + markup.label(side.label),
        )
    figure.update_xaxes(range=[-most * 0.2, most * 1.45], visible=False, fixedrange=True)
    name_rows(figure, names)
    figure.update_layout(margin={"l": 0, "r": 8, "t": 48, "b": 8})
    return figure


@cached
def claimed(rows: Rows[ClaimedByIndicator], indicators: Names) -> go.Figure:
    """Claimed and listed innovations of a kecamatan per indicator: listed as bars (stated solid,
    inferred and unknown hatched), the claimed number as a hollow bar around them.

    Args:
        rows: indicator.claimed.by_indicator.
        indicators: what each is called, by number.
    """
    shown = rows[rows["indicator"].notna() | (rows["unknown"] > 0)]
    names = [wrapped(numbered(value, indicators)) for value in shown["indicator"]]
    listed = [row.stated + row.inferred + row.unknown for row in each(shown)]
    most = max(*listed, *(int(value) for value in shown["claimed"].dropna()), 1)
    figure = go.Figure(layout=layout(ROW * len(shown) + 40))
    figure.add_bar(
        x=[int(value) if text.is_known(value) else None for value in shown["claimed"]],
        y=names,
        orientation="h",
        width=0.74,
        marker={"color": HOLLOW, "line": {"color": "#6B7A90", "width": 1.5}},
        hoverinfo="skip",
    )
    offset = [0.0] * len(shown)
    for column, pattern in (("stated", ""), ("inferred", "/"), ("unknown", ".")):
        values = [int(value) for value in shown[column]]
        figure.add_bar(
            x=values,
            y=names,
            base=offset,
            orientation="h",
            width=0.4,
            hoverinfo="text",
            marker=(
                {
                    "color": ACCENT,
                    "pattern": {
                        "shape": pattern,
                        "fgcolor": ACCENT,
                        "bgcolor": HOLLOW,
                        "fillmode": "replace",
                    },
                }
                if pattern
                else {"color": ACCENT}
            ),
            hovertext=[markup.label("; ".join(names_of)) for names_of in shown["names"]],
        )
        offset = [base + value for base, value in zip(offset, values, strict=True)]
    figure.add_scatter(
        x=[
            max(have, int(said) if text.is_known(said) else 0)
            for have, said in zip(listed, shown["claimed"], strict=True)
        ],
        y=names,
        mode="text",
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        text=[
            f"  {have:d} dari {int(said)}" if text.is_known(said) else f"  {have:d} tercatat"
            for have, said in zip(listed, shown["claimed"], strict=True)
        ],
    )
    figure.update_xaxes(range=[0, most * 1.5], visible=False, fixedrange=True)
    name_rows(figure, names)
    figure.update_layout(barmode="overlay")
    return figure
