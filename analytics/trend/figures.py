"""Trends as figures."""

import plotly.graph_objects as go

from analytics.core import markup, text
from analytics.core.cache import cached
from analytics.core.drawing import ACCENT, COLOURS, QUIET, layout
from analytics.core.rows import Rows, each
from analytics.trend.rows import Kind, Sizes, Spread, Turnover, Year


def _year_axis(figure: go.Figure, rows: Rows[Year]) -> None:
    """One tick for each year of a frame of years; a year without an edition is
    an empty hatched column.
    """
    years = [int(year) for year in rows["year"]]
    for row in each(rows):
        if not text.is_known(row.edition_id):
            figure.add_vrect(
                x0=row.year - 0.4,
                x1=row.year + 0.4,
                fillcolor=QUIET,
                opacity=0.5,
                line_width=0,
                layer="below",
            )
            figure.add_annotation(
                x=row.year,
                y=0.5,
                yref="paper",
                text="tidak ada edisi",
                textangle=-90,
                showarrow=False,
                font={"size": 11},
            )
    figure.update_xaxes(
        tickvals=years,
        ticktext=[f"’{year % 100:02d}" for year in years],
        tickangle=0,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        range=[min(years, default=0) - 0.6, max(years, default=1) + 0.6],
    )


@cached
def sizes(rows: Rows[Sizes]) -> go.Figure:
    """Entrants and finalists of each edition on one scale; lines join only editions of consecutive
    years.

    Args:
        rows: trend.questions.sizes. A size that is unknown is a hollow ring below the axis, never a
        zero.
    """
    figure = go.Figure(layout=layout(280))
    most = (
        float(rows[["entrants", "finalists"]].max().max())
        if rows[["entrants", "finalists"]].notna().any().any()
        else 1.0
    )
    for band, (column, name, colour) in enumerate(
        (("entrants", "peserta", ACCENT), ("finalists", "finalis", COLOURS["harapan"]))
    ):
        values = [int(value) if text.is_known(value) else None for value in rows[column]]
        figure.add_scatter(
            x=rows["year"],
            y=values,
            mode="lines+markers+text",
            connectgaps=False,
            cliponaxis=False,
            text=[text.number(value) for value in values],
            textposition="top center",
            line={"color": colour, "width": 2},
            marker={"size": 10, "color": colour},
            hovertext=[
                f"{year:d}: {text.number(value)} {name}"
                for year, value in zip(rows["year"], values, strict=True)
            ],
            hoverinfo="text",
        )
        missing = rows[rows[column].isna() & rows["edition_id"].notna()]
        figure.add_scatter(
            x=missing["year"],
            y=[-most * (0.1 + 0.09 * band)] * len(missing),
            mode="markers",
            cliponaxis=False,
            marker={"size": 9, "symbol": "circle-open", "color": colour, "line": {"width": 1.5}},
            hovertext=[f"{year:d}: jumlah {name} tidak diketahui" for year in missing["year"]],
            hoverinfo="text",
        )
        first = next(
            (
                (year, value)
                for year, value in zip(rows["year"], values, strict=True)
                if value is not None
            ),
            None,
        )
        if first:
            figure.add_annotation(
                x=first[0],
                y=first[1],
                text=f"<b>{name}</b>",
                showarrow=False,
                yshift=32,
                font={"size": 13},
            )
    _year_axis(figure, rows)
    figure.update_yaxes(range=[-most * 0.26, most * 1.22], visible=False, fixedrange=True)
    return figure


@cached
def turnover(rows: Rows[Turnover]) -> go.Figure:
    """Finalists of each edition, split into names that had been in a final before (below) and new
    ones (above).

    Args:
        rows: trend.questions.turnover. Editions that cannot be split are left empty with a question
        mark.
    """
    figure = go.Figure(layout=layout(280))
    for column, name, colour, ink in (
        ("returning", "pernah di final", COLOURS["finalist"], "#14213D"),
        ("fresh", "nama baru", ACCENT, "#FFFFFF"),
    ):
        values = [int(value) if text.is_known(value) else None for value in rows[column]]
        figure.add_bar(
            x=rows["year"],
            y=values,
            marker={"color": colour},
            width=0.72,
            text=[text.number(value) if value else "" for value in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": ink, "size": 13},
            hovertext=[
                f"{year:d}: {text.number(value)} {name}"
                for year, value in zip(rows["year"], values, strict=True)
            ],
            hoverinfo="text",
        )
    unsplit = rows[rows["edition_id"].notna() & rows["fresh"].isna()]
    figure.add_scatter(
        x=unsplit["year"],
        y=[0.4] * len(unsplit),
        mode="text",
        text=["?"] * len(unsplit),
        textfont={"size": 15},
        hovertext=[f"{year:d}: tidak dapat dihitung" for year in unsplit["year"]],
        hoverinfo="text",
    )
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        yanchor="bottom",
        xanchor="left",
        showarrow=False,
        align="left",
        text=(
            f'<span style="color:{ACCENT}">■</span> nama baru '
            f'<span style="color:{COLOURS["finalist"]}">■</span> pernah di final'
        ),
    )
    _year_axis(figure, rows)
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    figure.update_layout(barmode="stack")
    return figure


@cached
def spread(rows: Rows[Spread], noun: str) -> go.Figure:
    """How many regions were in how many finals: one bar for each number of finals, the most at the
    top.

    Args:
        rows: trend.questions.spread.
        noun: what the regions are called, such as "kabupaten/kota".
    """
    steps = list(range(int(rows["finals"].max()) + 1)) if len(rows) else []
    names = [list(rows.loc[rows["finals"] == step, "name"]) for step in steps]
    labels = [
        " "
        + (
            markup.label(text.short(held[0]))
            if len(held) == 1 and step
            else f"{text.number(len(held))} {noun}"
        )
        for step, held in zip(steps, names, strict=True)
    ]
    figure = go.Figure(layout=layout(34 * len(steps) + 44))
    figure.add_bar(
        x=[len(held) for held in names],
        y=[f"{step} final" if step else "belum pernah" for step in steps],
        orientation="h",
        text=labels,
        textposition="outside",
        cliponaxis=False,
        width=0.6,
        marker={"color": [ACCENT if step else COLOURS["finalist"] for step in steps]},
        hovertext=[
            markup.label(text.listing([text.short(name) for name in held], most=12))
            for held in names
        ],
        hoverinfo="text",
    )
    most = max((len(held) for held in names), default=1)
    figure.update_xaxes(range=[0, most * 1.75], visible=False, fixedrange=True)
    figure.update_yaxes(fixedrange=True, showgrid=False, automargin=True, ticklabelstandoff=8)
    return figure


@cached
def kinds(rows: Rows[Kind]) -> go.Figure:
    """The share of their chances that kabupaten and kota took, with the numbers behind it.

    Args:
        rows: trend.questions.kinds, with at least one chance.
    """
    figure = go.Figure(layout=layout(130))
    shares = [100 * (row.share or 0) for row in each(rows)]
    figure.add_bar(
        x=shares,
        y=[str(row.kind) for row in each(rows)],
        orientation="h",
        text=[
            f" {text.fixed(share, 1)}%: {row.finals:d} dari {text.number(row.chances)}"
            for row, share in zip(each(rows), shares, strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        width=0.5,
        marker={"color": ACCENT},
        hoverinfo="skip",
    )
    most = max(shares, default=1) or 1
    figure.update_xaxes(range=[0, most * 1.9], visible=False, fixedrange=True)
    figure.update_yaxes(
        fixedrange=True, showgrid=False, automargin=True, ticklabelstandoff=8, autorange="reversed"
    )
    return figure
