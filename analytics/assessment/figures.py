"""Charts of scores: heat maps of shares and of changes, contributions, intervals of places,
severity.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from analytics.assessment.questions import Array, Field
from analytics.assessment.rows import (
    Bar,
    Change,
    Contribution,
    Labelled,
    Moved,
    OfYear,
    Ranked,
    Severity,
)
from analytics.core import markup, text
from analytics.core.drawing import (
    ACCENT,
    FALL,
    QUIET,
    QUIET_LINE,
    RISE,
    ROW,
    differences,
    layout,
    name_rows,
    wrapped,
)
from analytics.core.rows import Rows, each
from analytics.core.text import signed

TWO_LINES = 34  # pixels for a kecamatan with its kabupaten/kota below it
HEADING = 20  # characters of a heading in one line
FEW_CRITERIA = 8  # so many columns have room for three lines upright on a phone
FILLERS = {"penyelenggaraan", "pelaksanaan"}  # with which many a name begins
TALL = 56  # pixels for an indicator, whose name may take three lines
GAP = "\u00a0\u00a0\u00a0"  # before a text beside a mark
LIGHT, DARK, BOTH_WAYS = ("#EEF4F3", "#0F766E"), ("#16283A", "#1A7F76"), (FALL, "#F4F1EC", RISE)
APART = {"different": "susunan lain", "unknown": "belum pasti sebanding"}
STEPS = (0.5, 1, 2, 5, 10, 20)  # between the marks of an axis in percent


class Scale(NamedTuple):
    """Colours from the lowest to the highest value of a heat map."""

    colours: Sequence[str]
    low: float
    high: float


def heat(
    of: Field, ranked: Rows[Ranked], labels: Mapping[str, str], *, dark: bool = False
) -> go.Figure:
    """Shares of the maximum in percent: a row per kecamatan by place, with its kabupaten/kota where
    a province holds the edition, a column per indicator, and the total; above them the weights,
    where they are known.

    Args:
        of: the scores.
        ranked: assessment.questions.ranked of them; kecamatan without every score follow below.
        labels: assessment.questions.labels.
        dark: whether the page is dark.
    """
    codes = [
        *ranked["code"],
        *(code for code in of.places["code"] if code not in set(ranked["code"])),
    ]
    at = {code: number for number, code in enumerate(of.places["code"])}
    shares = of.shares[[at[code] for code in codes]] if codes else of.shares
    total = dict(zip(ranked["code"], ranked["total"], strict=True))
    place = dict(zip(ranked["code"], ranked["place"], strict=True))
    values = (
        np.column_stack([shares, [total.get(code, np.nan) for code in codes]])
        if len(ranked)
        else shares
    )
    columns = [_heading(row.code, row.name, len(of.criteria)) for row in each(of.criteria)]
    names = [labels[code] for code in codes]
    figure = _heat(values, [*columns, "<b>Total</b>"][: values.shape[1]], names, dark=dark)
    kabkota = dict(zip(of.places["code"], of.places["kabkota"], strict=True))
    figure.add_scatter(
        x=[-0.95] * len(codes),
        y=names,
        mode="text",
        text=[markup.label(place.get(code, "–")) for code in codes],
        hoverinfo="skip",
    )
    headings = [markup.label(name) for name in [*of.criteria["name"], "Total"]]
    figure.data[0].update(
        text=[
            [f"<b>{markup.label(name)}</b><br>{heading}" for heading in headings]
            for name in names[::-1]
        ],
        hovertemplate="%{text}<br>%{z:.1f}%<extra></extra>",
        hoverinfo=None,
    )
    figure.update_xaxes(
        range=[-1.4, values.shape[1] - 0.45],
        tickvals=[-0.95, *figure.layout.xaxis.tickvals],
        ticktext=["<b>#</b>", *columns, "<b>Total</b>"][: 1 + values.shape[1]],
        # Level where there is room, else upright
        tickangle=None,
        autotickangles=[0, -90],
        tickfont={"size": 10},
        automargin=True,
    )
    figure.update_layout(separators=",.", height=TWO_LINES * len(names) + 60 + 7 * HEADING)
    if of.weights is not None:
        _weights(figure, of.weights, len(names))
    if len(set(kabkota.values())) > 1:  # the edition of a province
        lines = [
            f"{markup.label(name.split(',')[0])}<br>"
            f'<span style="font-size:10px">{markup.label(text.short(kabkota[code]))}</span>'
            for name, code in zip(names, codes, strict=True)
        ]
        figure.update_yaxes(tickvals=names, ticktext=lines)
    return figure


def _weights(figure: go.Figure, weights: Array, above: int) -> None:
    """The weight of each column in a row above the first."""
    figure.add_scatter(
        x=[-0.95, *range(len(weights))],
        y=[above] * (1 + len(weights)),
        mode="text",
        text=["bobot", *(text.number(weight, 2) for weight in weights)],
        textfont={"size": 11},
        hoverinfo="skip",
    )
    figure.update_yaxes(range=[-0.55, above + 0.45])


def _heading(code: str, name: str, of: int) -> str:
    """A criterion above its column, level or upright: its number and what tells it from others, in
    three lines, or one where there are many.
    """
    first, _, rest = name.partition(" ")
    told = text.sentence_case(rest) if rest and first.lower() in FILLERS else name
    most = 3 if of <= FEW_CRITERIA else 1
    whole = text.criterion(code, told)
    words, kept = whole.split(), whole
    while wrapped(kept, HEADING).count("<br>") >= most and len(words) > 1:
        words.pop()
        kept = f"{' '.join(words)}…"
    return wrapped(kept, HEADING)


def over_years(rows: Rows[OfYear], *, dark: bool = False) -> go.Figure:
    """Shares of one kecamatan: a row per indicator, a column per edition with its stage; a line
    where the sets cannot be compared.

    Args:
        rows: assessment.questions.years. The names are those of the last edition; editions of other
            sets stand apart, without values. dark: whether the page is dark.
    """
    years = sorted(rows["year"].unique())
    last = rows[rows["year"] == years[-1]].drop_duplicates("criterion")
    kept = rows[rows["verdict"] == "same"]
    wide = kept.pivot_table(index="criterion", columns="year", values="share").reindex(
        index=last["criterion"], columns=years
    )
    of_year = rows.drop_duplicates("year").set_index("year")
    apart = {year for year in years if of_year["verdict"][year] != "same"}
    values = wide.to_numpy(dtype=float)
    columns = [f"<b>{year:d}</b><br>{text.STAGES_SHORT[of_year['stage'][year]]}" for year in years]
    known = np.broadcast_to([year not in apart for year in years], values.shape)
    figure = _heat(
        values, columns, [wrapped(name) for name in last["name"]], known=known, dark=dark
    )
    for number, year in enumerate(years):
        if year in apart:
            figure.add_vrect(
                x0=number - 0.5, x1=number + 0.5, fillcolor=QUIET, opacity=0.6, line_width=0
            )
            figure.add_annotation(
                x=number,
                y=0.5,
                yref="paper",
                text=APART[of_year["verdict"][year]],
                textangle=-90,
                showarrow=False,
            )
        if number and (year in apart) != (years[number - 1] in apart):
            figure.add_vline(x=number - 0.5, line={"color": "#B4532A", "width": 2, "dash": "dash"})
    return figure.update_layout(height=TALL * len(last) + 70, margin_t=60)


def side_by_side(rows: Rows[Labelled], *, dark: bool = False) -> go.Figure:
    """Shares of several kecamatan at one stage of an edition: a row per indicator, a column per
    kecamatan.

    Args:
        rows: place.questions.indicator_scores of one edition and stage, with labels.
        dark: whether the page is dark.
    """
    wide = rows.pivot_table(
        index=["indicator", "name"], columns="label", values="share", sort=False
    )
    names = [wrapped(text.criterion(code, name)) for code, name in wide.index]
    figure = _heat(
        wide.to_numpy(dtype=float), [wrapped(label, 10) for label in wide.columns], names, dark=dark
    )
    return figure.update_layout(height=(TALL - 10) * len(names) + 60)


def _heat(
    values: Array,
    columns: Sequence[str],
    names: Sequence[str],
    *,
    known: Array | None = None,
    dark: bool,
) -> go.Figure:
    """Shares as coloured cells; a question mark where one is not known, but nothing where `known`
    says that none could be.
    """
    told = 100 * values[~np.isnan(values)]
    figure = go.Figure(layout=layout((ROW + 2) * len(names) + 60))
    low, high = (float(told.min()), float(told.max())) if len(told) else (0.0, 1.0)
    _cells(
        figure,
        100 * values,
        names,
        Scale(DARK if dark else LIGHT, low, high),
        lambda value: text.fixed(value, 1),
    )
    unknown = np.argwhere(np.isnan(values) & (known if known is not None else True))
    figure.add_scatter(
        x=[column for _, column in unknown],
        y=[names[row] for row, _ in unknown],
        mode="text",
        text=["?"] * len(unknown),
        hovertext=["tidak diketahui"] * len(unknown),
        hoverinfo="text",
    )
    figure.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=list(columns),
        side="top",
        tickangle=0,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        ticks="",
    )
    _names(figure, names)
    figure.update_layout(margin={"l": 0, "r": 8, "t": 40, "b": 8})
    return figure


def _cells(
    figure: go.Figure,
    values: Array,
    names: Sequence[str],
    scale: Scale,
    told: Callable[[float], str],
) -> None:
    """Cells in the colours of a scale, each with its value in ink or white, whichever stands out.

    The rows are given from bottom to top: put in the order of the axis, Plotly would move the
    colours and leave the texts.
    """
    stops = np.linspace(0, 1, len(scale.colours))
    figure.add_heatmap(
        z=values[::-1],
        x=list(range(values.shape[1])),
        y=list(names)[::-1],
        showscale=False,
        xgap=2,
        ygap=2,
        zmin=scale.low,
        zmax=scale.high,
        colorscale=list(zip(stops, scale.colours, strict=True)),
        hoverongaps=False,
        hoverinfo="skip",
    )
    at = np.argwhere(~np.isnan(values))
    parts = [
        (values[row, column] - scale.low) / ((scale.high - scale.low) or 1) for row, column in at
    ]
    figure.add_scatter(
        x=[column for _, column in at],
        y=[names[row] for row, _ in at],
        mode="text",
        hoverinfo="skip",
        text=[markup.label(told(values[row, column])) for row, column in at],
        textfont={"size": 12, "color": [_ink(part, stops, scale.colours) for part in parts]},
    )


def _ink(part: float, stops: Array, colours: Sequence[str]) -> str:
    """Ink or white on the colour at a part of a scale, whichever has more contrast (WCAG's relative
    luminance decides).
    """
    channels = (
        np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]) / 255
    )
    mixed = np.array([np.interp(part, stops, channel) for channel in channels.T])
    linear = np.where(mixed <= 0.03928, mixed / 12.92, ((mixed + 0.055) / 1.055) ** 2.4)
    return "#FFFFFF" if float(linear @ [0.2126, 0.7152, 0.0722]) < 0.21 else "#14213D"


def changes(rows: Rows[Change], order: Mapping[str, str]) -> go.Figure:
    """Field less documents in points of the maximum: a row per kecamatan, a column per indicator;
    framed is what lies beyond.

    Args:
        rows: assessment.verification.changes.
        order: what to call each kecamatan, by code, from top to bottom.
    """
    codes = list(rows["criterion"].unique())
    wide = rows.pivot_table(index="code", columns="criterion", values="change").reindex(
        index=list(order), columns=codes
    )
    names = list(order.values())
    values = 100 * wide.to_numpy(dtype=float)
    reach = float(np.nanmax(np.abs(values))) or 1.0
    figure = go.Figure(layout=layout((ROW + 6) * len(names) + 50))
    _cells(figure, values, names, Scale(BOTH_WAYS, -reach, reach), lambda value: signed(value, 0))
    for row in each(rows[rows["is_beyond"]]):
        x, y = codes.index(row.criterion), names.index(order[row.code])
        figure.add_shape(
            type="rect",
            x0=x - 0.47,
            x1=x + 0.47,
            y0=len(names) - 1 - y - 0.45,
            y1=len(names) - 1 - y + 0.45,
            line={"color": "#14213D", "width": 3},
        )
    figure.update_xaxes(
        tickvals=list(range(len(codes))),
        ticktext=[f"<b>{text.number_of(code)}</b>" for code in codes],
        side="top",
        tickangle=0,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        range=[-0.55, len(codes) - 0.45],
        ticks="",
    )
    _names(figure, names)
    return figure


def moved(rows: Rows[Moved], labels: Mapping[str, str]) -> go.Figure:
    """Totals of the documents (hollow) and of the field (full) in percent of the maximum, joined,
    the change beside.

    Args:
        rows: assessment.verification.overall.
        labels: assessment.questions.labels.
    """
    names = [labels[code] for code in rows["code"]]
    before, after = 100 * rows["before"], 100 * rows["after"]
    figure = go.Figure(layout=layout((ROW + 8) * len(rows) + 40))
    tones = [RISE if change > 0 else FALL for change in rows["change"]]
    for name, one, other, tone in zip(names, before, after, tones, strict=True):
        figure.add_shape(
            type="line",
            x0=one,
            x1=other,
            y0=name,
            y1=name,
            line={"color": tone, "width": 3},
            layer="below",
        )
    for values, symbol in ((before, "circle-open"), (after, "circle")):
        figure.add_scatter(
            x=values,
            y=names,
            mode="markers",
            hoverinfo="skip",
            marker={
                "size": 13,
                "symbol": symbol,
                "color": tones,
                "line": {"width": 2, "color": tones},
                "opacity": 1,
            },
        )
    told = [
        (
            f"<b>{signed(100 * row.change)}</b> di luar sebaran"
            if row.is_beyond
            else signed(100 * row.change)
        )
        for row in each(rows)
    ]
    figure.add_scatter(
        x=np.maximum(before, after),
        y=names,
        mode="markers+text",
        text=told,
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        marker={"size": 20, "color": "rgba(0,0,0,0)"},  # keeps the text off the mark
    )
    low, high = float(min(before.min(), after.min())), float(max(before.max(), after.max()))
    step = next((step for step in STEPS if (high - low) / step <= 6), STEPS[-1])
    marks = np.arange(np.floor(low / step) * step, min(high + step, 100.1), step)
    figure.update_xaxes(
        range=[low - 1, high + (high - low + 1) * 0.7],
        fixedrange=True,
        gridcolor=QUIET,
        zeroline=False,
        tickvals=marks,
        ticktext=[f"{text.number(mark, 1)}%" for mark in marks],
    )
    _names(figure, names)
    return figure


def contributions(rows: Rows[Contribution]) -> go.Figure:
    """What each indicator brings to the total of one kecamatan (bar) out of its weight (frame), the
    median as a line.

    Args:
        rows: assessment.questions.contributions of one kecamatan, all weights known.
    """
    names = [wrapped(text.criterion(row.criterion, row.name)) for row in each(rows)]
    most = float(rows["weight"].max())
    figure = go.Figure(layout=layout(TALL * len(rows) + 20))
    figure.add_bar(
        x=rows["weight"],
        y=names,
        orientation="h",
        width=0.62,
        hoverinfo="skip",
        marker={"color": "rgba(0,0,0,0)", "line": {"color": QUIET_LINE, "width": 1}},
    )
    figure.add_bar(
        x=rows["contribution"],
        y=names,
        orientation="h",
        width=0.62,
        marker={"color": ACCENT},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=rows["median"] * rows["weight"],
        y=names,
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 30, "line": {"color": "#E69F00", "width": 3}},
    )
    figure.add_scatter(
        x=rows["weight"],
        y=names,
        mode="text",
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        text=[
            f"{GAP}{text.fixed(row.contribution, 1)} dari {text.number(row.weight, 1)}"
            for row in each(rows)
        ],
    )
    figure.update_xaxes(range=[0, most * 1.45], visible=False, fixedrange=True)
    _names(figure, names)
    figure.update_layout(barmode="overlay")
    return figure


def gaps(rows: Rows[Contribution]) -> go.Figure:
    """Share less the median of the field in points, one bar for each indicator of one kecamatan,
    the best on top.

    Args:
        rows: assessment.questions.contributions of one kecamatan.
    """
    shown = rows[rows["gap"].notna()].sort_values("gap", ascending=False)
    names = [wrapped(text.criterion(row.criterion, row.name)) for row in each(shown)]
    values = list(100 * shown["gap"])
    return differences(names, values, [signed(value) for value in values], TALL * len(shown) + 20)


def intervals(
    rows: Rows[Bar],
    labels: Mapping[str, str],
    dot: str,
    notes: tuple[str, Sequence[str]],
    diamond: str | None = None,
) -> go.Figure:
    """Intervals of places as bars from the best to the worst, first place at the left.

    Args:
        rows: with the columns named by `dot` and `diamond`.
        labels: assessment.questions.labels.
        dot: the column of the place marked by a dot.
        notes: what stands at the right: a heading, and one for each row.
        diamond: a second mark.
    """
    names = [labels[code] for code in rows["code"]]
    figure = go.Figure(layout=layout(ROW * len(rows) + 50))
    for name, row in zip(names, each(rows), strict=True):
        figure.add_shape(
            type="line",
            x0=row.low - 0.3,
            x1=row.high + 0.3,
            y0=name,
            y1=name,
            line={"color": QUIET_LINE, "width": 8},
            opacity=0.35,
            layer="below",
        )
    for column, symbol, colour in ((dot, "circle", ACCENT), (diamond, "diamond-open", "#E69F00")):
        if column:
            figure.add_scatter(
                x=rows[column],
                y=names,
                mode="markers",
                hoverinfo="skip",
                marker={
                    "size": 12,
                    "symbol": symbol,
                    "color": colour,
                    "line": {"width": 2, "color": colour},
                    "opacity": 1,
                },
            )
    worst = int(rows["high"].max())
    figure.add_scatter(
        x=[worst + 0.6] * len(rows),
        y=names,
        mode="text",
        text=[GAP + markup.label(note) for note in notes[1]],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    step = max(1, round(worst / 6))
    figure.update_xaxes(
        range=[0.2, worst * 1.3 + 1],
        side="top",
        fixedrange=True,
        gridcolor=QUIET,
        zeroline=False,
        tickvals=sorted({1, worst, *range(step, worst - step // 2, step)}),
    )
    figure.add_annotation(
        x=worst + 0.6,
        y=1,
        yref="paper",
        yshift=4,
        text=GAP + markup.label(notes[0]),
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
    )
    _names(figure, names)
    return figure


def severity(rows: Rows[Severity]) -> go.Figure:
    """How much more or less each juror gives than all together, in points of the maximum, with the
    interval of 95%; zero is the mean, the strict are at the left.

    Args:
        rows: assessment.agreement.severity.
    """
    names = list(rows["juror"])
    low, value, high = (-100 * rows[column] for column in ("high", "severity", "low"))
    figure = go.Figure(layout=layout((ROW + 8) * len(rows) + 60))
    figure.add_vline(x=0, line={"color": QUIET_LINE, "width": 1, "dash": "dot"})
    figure.add_scatter(
        x=value,
        y=names,
        mode="markers",
        marker={"size": 13, "color": ACCENT},
        hoverinfo="skip",
        cliponaxis=False,
        error_x={
            "type": "data",
            "array": high - value,
            "arrayminus": value - low,
            "color": QUIET_LINE,
            "thickness": 2,
        },
    )
    figure.add_scatter(
        x=high,
        y=names,
        mode="text",
        text=[GAP + signed(one) for one in value],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    reach = float(max(abs(low.min()), high.max(), 1)) * 1.5
    figure.update_xaxes(
        range=[-reach, reach],
        fixedrange=True,
        gridcolor=QUIET,
        zeroline=False,
        side="top",
        tickvals=[-reach / 1.6, reach / 1.6],
        ticktext=["← lebih ketat", "lebih longgar →"],
    )
    _names(figure, names)
    return figure


def _names(figure: go.Figure, names: Sequence[str]) -> None:
    name_rows(figure, names, zeroline=False, ticks="", range=[-0.55, len(names) - 0.45])
