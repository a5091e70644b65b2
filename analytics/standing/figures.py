"""Standings as figures."""

import plotly.graph_objects as go

from analytics.core import markup, text
from analytics.core.cache import cached
from analytics.core.drawing import (
    ACCENT,
    COLOURS,
    ON_MARK,
    QUIET,
    ROW,
    beside,
    layout,
    name_rows,
    with_key,
)
from analytics.core.rows import Rows, each
from analytics.standing.rows import Index, Standing, Step


@cached
def trail(
    rows: Rows[Step], order: list[str], year: int | None = None, *, dark: bool = False
) -> go.Figure:
    """Who stood where in which year: one line per unit, one column per year, the place written in
    the mark.

    Args:
        rows: standing.questions.trail.
        order: names of the units from top to bottom.
        year: the edition to set off by a band.
        dark: whether the page is dark.
    """
    paper, ink = ("#0E1626", "#E8EDF4") if dark else ("#FFFFFF", "#14213D")
    shown = rows[rows["name"].isin(order)]
    units = [text.short(name) for name in order]
    years = list(range(int(rows["year"].min()), int(rows["year"].max()) + 1)) if len(rows) else []
    tones = [text.tone(row.rank_low, row.rank_high) for row in each(shown)]
    known = [tone != "unknown" for tone in tones]
    unranked = {True: "final", False: "ikut"}
    labels = [
        (
            text.place(row.rank_low, row.rank_high, row.is_tied)
            if text.is_known(row.rank_low)
            else unranked[bool(row.is_finalist)]
        )
        for row in each(shown)
    ]
    figure = go.Figure(layout=layout(ROW * len(order) + 46))
    if year in years:
        figure.add_vrect(
            x0=year - 0.5,
            x1=year + 0.5,
            fillcolor=ACCENT,
            opacity=0.09,
            line_width=0,
            layer="below",
        )
    figure.add_scatter(
        x=shown["year"],
        y=[text.short(name) for name in shown["name"]],
        mode="markers+text",
        text=labels,
        textfont={
            "size": [12 if is_known else 10 for is_known in known],
            "color": [ON_MARK.get(tone, ink) for tone in tones],
        },
        marker={
            "opacity": 1,
            "size": [21 if is_known else 24 for is_known in known],
            "symbol": ["circle" if is_known else "square" for is_known in known],
            "color": [COLOURS.get(tone, paper) for tone in tones],
            "line": {"color": [COLOURS.get(tone, "#6B7A90") for tone in tones], "width": 1.5},
        },
        hovertext=[_told(row, label) for row, label in zip(each(shown), labels, strict=True)],
        hoverinfo="text",
    )
    figure.update_xaxes(
        tickvals=years,
        ticktext=[f"’{year % 100:02d}" for year in years],
        tickangle=0,
        side="top",
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        range=[min(years, default=0) - 0.6, max(years, default=1) + 0.6],
    )
    name_rows(
        figure,
        units,
        dtick=1,
        showgrid=None,
        gridcolor=QUIET,
        griddash="dot",
        zeroline=False,
        automargin=False,
        range=[-0.6, len(order) - 0.4],
    )
    return with_key(figure, tones, units)


def _told(row: Step, label: str) -> str:
    place = (
        f"peringkat {label}" if text.is_known(row.rank_low) else "peringkat tidak dipublikasikan"
    )
    return (
        f"<b>{markup.label(row.name)}</b> {row.year}<br>{markup.label(row.detail)}<br>"
        f"{markup.label(text.title(row.title, row.is_finalist))}, {place}"
    )


@cached
def scores(standings: Rows[Standing]) -> go.Figure:
    """Points of an edition as dots on one scale, best first; the value stands beside each dot.

    Args:
        standings: standing.questions.comparable_scores.
    """
    shown = standings.sort_values("score")
    tones = [text.tone(row.rank_low, row.rank_high) for row in each(shown)]
    figure = go.Figure(layout=layout(ROW * len(shown) + 60))
    figure.add_scatter(
        x=shown["score"],
        y=shown["kecamatan"],
        mode="markers+text",
        text=[text.number(value, 2) for value in shown["score"]],
        textposition="middle right",
        cliponaxis=False,
        marker={"size": 13, "color": [COLOURS.get(tone, COLOURS["finalist"]) for tone in tones]},
        hoverinfo="skip",
    )
    margin = (shown["score"].max() - shown["score"].min() or 1) * 0.12
    figure.update_xaxes(
        range=[shown["score"].min() - margin, shown["score"].max() + 2 * margin],
        fixedrange=True,
        gridcolor=QUIET,
        zeroline=False,
        separatethousands=True,
    )
    figure.update_yaxes(
        fixedrange=True, showgrid=True, gridcolor=QUIET, automargin=True, ticklabelstandoff=8
    )
    figure.update_layout(separators=",.")
    return figure


@cached
def index(rows: Rows[Index], most: int = 12) -> go.Figure:
    """Indeks prestasi of the best units as bars from 0 to 100, the value at the end of each."""
    shown = rows.head(most).iloc[::-1]
    figure = go.Figure(layout=layout(ROW * len(shown) + 40))
    figure.add_bar(
        x=shown["index"],
        y=[text.short(name) for name in shown["name"]],
        orientation="h",
        text=[text.fixed(value, 1) for value in shown["index"]],
        textposition="outside",
        cliponaxis=False,
        marker={"color": ACCENT},
        width=0.55,
        hovertext=[
            f"<b>{markup.label(row.name)}</b><br>indeks {text.fixed(row.index, 1)},"
            f" {row.editions:d} edisi"
            for row in each(shown)
        ],
        hoverinfo="text",
    )
    figure.add_vline(x=50, line={"color": QUIET, "width": 2, "dash": "dot"})
    figure.update_xaxes(
        range=[0, 108],
        tickvals=[0, 25, 50, 75, 100],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(fixedrange=True, showgrid=False, automargin=False, ticklabelstandoff=8)
    return figure.update_layout(margin=beside(map(text.short, shown["name"])))
