"""Charts as Plotly figures from frames. Each colour has one meaning everywhere; each chart has a table twin on its page."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import text
from analytics.kept import kept
from analytics.query import each

COLOURS = {
    "gold": "#C8992E",
    "silver": "#8A94A6",
    "bronze": "#A8683A",
    "harapan": "#5B7DB1",
    "finalist": "#9DB4C0",
    "disputed": "#B4532A",
}
ACCENT = "#0F766E"
ON_MARK = {"gold": "#14213D", "silver": "#14213D", "finalist": "#14213D", "bronze": "#FFFFFF", "harapan": "#FFFFFF"}
NAMES = {"gold": "Juara 1", "silver": "Juara 2", "bronze": "Juara 3", "harapan": "Peringkat 4–7", "finalist": "Peringkat lain"}
QUIET = "rgba(128,128,128,0.25)"
ROW = 26  # pixels of height for each row of a chart
WIDEST = 5  # characters that fit in a mark
LETTER = 6.5  # pixels of a letter at the side of a chart, and of those that are far from it
LETTERS = dict.fromkeys("fijlrtI .()-/'", 4.0) | dict.fromkeys("mwMWO", 9.9)


def layout(height: int, **more: object) -> go.Layout:
    """What every chart has in common: its height in pixels, no legend, no ground of its own."""
    return go.Layout(
        height=height,
        margin={"l": 0, "r": 8, "t": 28, "b": 8},
        showlegend=False,
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13},
        **more,
    )


def beside(names: Iterable[str]) -> dict[str, float]:
    """The margin for names at the left of a chart. Plotly would measure it (automargin) and draw the chart twice for that."""
    return {"l": 18 + max((sum(LETTERS.get(letter, LETTER) for letter in name) for name in names), default=0)}


KEY = {"gold": "juara 1", "silver": "2", "bronze": "3", "harapan": "4–7", "finalist": "lainnya", "unknown": "tanpa urutan"}


def _with_key(figure: go.Figure, tones: Iterable[str], names: Iterable[str]) -> go.Figure:
    """The figure with a line below that says what the colours of its marks mean, those that it has; `names` stand at its left."""
    held = set(tones)
    told = [
        f'<span style="color:{COLOURS[tone]};font-size:17px">●</span> {word}' if tone in COLOURS else f"□ {word}"
        for tone, word in KEY.items()
        if tone in held
    ]
    margin = beside(names)
    figure.add_annotation(
        x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top", xshift=-margin["l"], yshift=-2, showarrow=False,
        text="\u2003".join(told), font={"size": 12},
    )  # fmt: skip
    return figure.update_layout(margin=margin | {"b": 30 if told else 4}, height=figure.layout.height + (22 if told else 0))


class Drawn(go.Figure):  # type: ignore[misc]
    """A finished figure, which nobody changes: Streamlit asks for its description in every run, and it is made once."""

    @cached_property
    def _description(self) -> dict[str, Any]:
        return dict(super().to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The figure as a dictionary, the same one each time."""
        return self._description


@kept
def finished(figure: go.Figure, ways: Mapping[str, str], *, simulated: bool) -> Drawn:
    """The figure as it is shown: with names made links (see `linked`), and marked if its data are simulated."""
    drawn = linked(figure, ways)
    return Drawn((marked(drawn) if simulated else drawn).to_dict())


def copied(figure: go.Figure) -> go.Figure:
    """A figure of its own. go.Figure(figure) takes the type out of each trace while it copies it: who copies or shows the same
    figure at that moment gets scatter in the place of bars."""
    return go.Figure(figure.to_dict())


def linked(figure: go.Figure, ways: Mapping[str, str]) -> go.Figure:
    """The figure with names made links to the addresses that `ways` gives for them: on its vertical axis, and in the labels of
    series that are called so."""
    axis = figure.layout.yaxis
    told = dict(zip(axis.tickvals or (), axis.ticktext or (), strict=True))  # names that stand in several lines
    link = {name: f'<a href="{escape(way)}" target="_self">{told.get(name, name)}</a>' for name, way in ways.items()}
    shown = list(axis.categoryarray or dict.fromkeys(name for trace in figure.data for name in _values(trace.y)))
    named = [trace for trace in figure.data if trace.name in link]
    if not named and not link.keys() & set(shown):
        return figure
    drawn = copied(figure)
    if link.keys() & set(shown):
        drawn.update_yaxes(tickvals=shown, ticktext=[link.get(name, told.get(name, name)) for name in shown])
    for trace in named:  # a label in a mark lies below what catches the pointer; an annotation does not
        drawn.update_traces(mode="lines+markers", selector={"name": trace.name})
        for x, y, label in zip(trace.x, trace.y, trace.text, strict=True):
            if label:
                words = label.replace(LINE, "").replace(trace.name, link[trace.name], 1)
                drawn.add_annotation(x=x, y=y, text=words, showarrow=False, yshift=15 + 16 * label.count(LINE), font={"size": 12})
    return drawn


def _values(values: Any) -> Any:
    return () if values is None else values


def marked(figure: go.Figure) -> go.Figure:
    """The figure with the mark of simulated data in its upper right corner, so that a picture of it carries the mark, too."""
    top = figure.layout.margin.t
    drawn = copied(figure)
    drawn.add_annotation(
        text="DATA SIMULASI", x=1, y=1, xref="paper", yref="paper", xanchor="right", yanchor="bottom", yshift=top,
        showarrow=False, font={"size": 12, "weight": 700, "color": COLOURS["disputed"]},
    )  # fmt: skip
    return drawn.update_layout(margin_t=top + 18, height=figure.layout.height + 18)


@kept
def trail(rows: pd.DataFrame, order: list[str], year: int | None = None, *, dark: bool = False) -> go.Figure:
    """Who stood where in which year: one line per unit, one column per year, the place written in the mark.

    Args:
        rows: achievement.trail.
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
        text.place(row.rank_low, row.rank_high, row.is_tied) if text.is_known(row.rank_low) else unranked[bool(row.is_finalist)]
        for row in each(shown)
    ]
    figure = go.Figure(layout=layout(ROW * len(order) + 46))
    if year in years:
        figure.add_vrect(x0=year - 0.5, x1=year + 0.5, fillcolor=ACCENT, opacity=0.09, line_width=0, layer="below")
    figure.add_scatter(
        x=shown["year"],
        y=[text.short(name) for name in shown["name"]],
        mode="markers+text",
        text=labels,
        textfont={"size": [12 if is_known else 10 for is_known in known], "color": [ON_MARK.get(tone, ink) for tone in tones]},
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
        tickvals=years, ticktext=[f"’{year % 100:02d}" for year in years], tickangle=0, side="top", showgrid=False,
        zeroline=False, fixedrange=True, range=[min(years, default=0) - 0.6, max(years, default=1) + 0.6],
    )  # fmt: skip
    figure.update_yaxes(
        categoryorder="array", categoryarray=units[::-1], dtick=1, gridcolor=QUIET, griddash="dot", zeroline=False,
        fixedrange=True, automargin=False, range=[-0.6, len(order) - 0.4], ticklabelstandoff=8,
    )  # fmt: skip
    return _with_key(figure, tones, units)


def _told(row: Any, label: str) -> str:
    place = f"peringkat {label}" if text.is_known(row.rank_low) else "peringkat tidak dipublikasikan"
    return f"<b>{row.name}</b> {row.year}<br>{row.detail}<br>{text.title(row.title, row.is_finalist)}, {place}"


@kept
def scores(standings: pd.DataFrame) -> go.Figure:
    """Points of an edition as dots on one scale, best first; the value stands beside each dot.

    Args:
        standings: standings.comparable_scores.
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
    figure.update_yaxes(fixedrange=True, showgrid=True, gridcolor=QUIET, automargin=True, ticklabelstandoff=8)
    figure.update_layout(separators=",.")
    return figure


@kept
def index(rows: pd.DataFrame, most: int = 12) -> go.Figure:
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
            f"<b>{row.name}</b><br>indeks {text.fixed(row.index_value, 1)}, {row.editions} edisi"
            for row in each(shown.rename(columns={"index": "index_value"}))
        ],
        hoverinfo="text",
    )
    figure.add_vline(x=50, line={"color": QUIET, "width": 2, "dash": "dot"})
    figure.update_xaxes(range=[0, 108], tickvals=[0, 25, 50, 75, 100], fixedrange=True, showgrid=False, zeroline=False)
    figure.update_yaxes(fixedrange=True, showgrid=False, automargin=False, ticklabelstandoff=8)
    return figure.update_layout(margin=beside(map(text.short, shown["name"])))


NEAR = 3  # years; names at marks that are closer meet on a phone
LINE = "<br>\u00a0"  # an empty line, by which a label lies higher
SERIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")  # Okabe and Ito, in the order of choosing


@kept
def places(rows: pd.DataFrame, names: list[str], years: list[int]) -> go.Figure:
    """Places of several kecamatan over the editions of one contest, best on top.

    A line joins two places only where the editions follow each other without a gap, and bears the name at its end; an interval
    is a bar between its ends; who took part without a published place stands in the band below the axis. Names that would meet
    lie one above the other.

    Args:
        rows: history.places of one contest.
        names: one label per kecamatan of `rows`, in the order of their colours.
        years: all years in which the contest has an edition.
    """
    known = rows[rows["is_placed"].astype(bool)]
    worst = int(known["rank_high"].max()) if len(known) else 1
    below = worst + 1.2
    figure = go.Figure(layout=layout(150 + 32 * min(worst, 10)))
    figure.update_layout(margin=beside(["ikut"]))
    figure.add_hrect(y0=worst + 0.6, y1=below + 0.6, fillcolor=QUIET, opacity=0.5, line_width=0, layer="below")
    held: list[tuple[float, float, int]] = []  # year, place and line of the names
    for number, (_, one) in enumerate(rows.groupby("code", sort=False)):
        name, colour = names[number], SERIES[number % len(SERIES)]
        shift = (number - (len(names) - 1) / 2) * 0.08  # so that equal places stay apart
        for row in each(one[one["is_placed"].astype(bool) & (one["rank_low"] < one["rank_high"])]):
            figure.add_shape(
                type="line", x0=row.year + shift, x1=row.year + shift, y0=row.rank_low, y1=row.rank_high,
                line={"color": colour, "width": 7}, opacity=0.45, layer="below",
            )  # fmt: skip
        x: list[float | None] = []
        y: list[float | None] = []
        labels: list[str] = []
        before = None
        for row in each(one.sort_values("year")):
            if x and not (row.is_placed and before == row.year - 1):
                x, y, labels = [*x, None], [*y, None], [*labels, ""]
            x.append(row.year + shift)
            y.append((row.rank_low + row.rank_high) / 2 if row.is_placed else below)
            place = text.place(row.rank_low, row.rank_high, row.is_tied) if row.is_placed else "ikut"
            labels.append(f"{name}: {place}")
            before = row.year if row.is_placed else None
        ends = [bool(label) and not after for label, after in zip(labels, [*labels[1:], ""], strict=True)]
        told = [label if end else label.removeprefix(f"{name}: ") for label, end in zip(labels, ends, strict=True)]
        for at in (at for at, end in enumerate(ends) if end):
            year, height = float(x[at] or 0), float(y[at] or 0)
            taken = {line for other, level, line in held if level == height and abs(other - year) < NEAR}
            line = next(line for line in range(len(held) + 1) if line not in taken)
            held.append((year, height, line))
            told[at] += LINE * line
        figure.add_scatter(
            x=x, y=y, mode="lines+markers+text", name=name, text=told, textposition="top center", cliponaxis=False,
            line={"color": colour, "width": 2.5}, marker={"size": 12, "color": colour, "opacity": 1}, connectgaps=False,
            hoverinfo="text", hovertext=labels, textfont={"size": 12},
        )  # fmt: skip
    ticks = sorted({1, worst, *range(1, worst + 1, max(1, worst // 7))})
    figure.update_yaxes(
        range=[below + 0.7, 0.3], tickvals=[*ticks, below], ticktext=[*map(str, ticks), "ikut"], gridcolor=QUIET, zeroline=False,
        fixedrange=True,
    )  # fmt: skip
    figure.update_xaxes(
        tickvals=years, tickformat="d", showgrid=False, zeroline=False, fixedrange=True,
        range=[min(years) - 0.8, max(years) + 0.8],
    )  # fmt: skip
    return figure


def _year_axis(figure: go.Figure, rows: pd.DataFrame) -> None:
    """One tick for each year of a frame of years (year, edition_id); a year without an edition is an empty hatched column."""
    years = [int(year) for year in rows["year"]]
    for row in each(rows):
        if not text.is_known(row.edition_id):
            figure.add_vrect(x0=row.year - 0.4, x1=row.year + 0.4, fillcolor=QUIET, opacity=0.5, line_width=0, layer="below")
            figure.add_annotation(
                x=row.year, y=0.5, yref="paper", text="tidak ada edisi", textangle=-90, showarrow=False, font={"size": 11}
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


@kept
def sizes(rows: pd.DataFrame) -> go.Figure:
    """Entrants and finalists of each edition on one scale; lines join only editions of consecutive years.

    Args:
        rows: trends.sizes. A size that is unknown is a hollow ring below the axis, never a zero.
    """
    figure = go.Figure(layout=layout(280))
    most = float(rows[["entrants", "finalists"]].max().max()) if rows[["entrants", "finalists"]].notna().any().any() else 1.0
    for band, (column, name, colour) in enumerate(
        (("entrants", "peserta", ACCENT), ("finalists", "finalis", COLOURS["harapan"]))
    ):
        known = [text.is_known(value) for value in rows[column]]
        values = [int(value) if text.is_known(value) else None for value in rows[column]]
        figure.add_scatter(
            x=rows["year"], y=values, mode="lines+markers+text", connectgaps=False, cliponaxis=False,
            text=[text.number(value) for value in values], textposition="top center",
            line={"color": colour, "width": 2}, marker={"size": 10, "color": colour},
            hovertext=[f"{year}: {text.number(value)} {name}" for year, value in zip(rows["year"], values, strict=True)],
            hoverinfo="text",
        )  # fmt: skip
        missing = rows[[not there and text.is_known(key) for there, key in zip(known, rows["edition_id"], strict=True)]]
        figure.add_scatter(
            x=missing["year"], y=[-most * (0.1 + 0.09 * band)] * len(missing), mode="markers", cliponaxis=False,
            marker={"size": 9, "symbol": "circle-open", "color": colour, "line": {"width": 1.5}},
            hovertext=[f"{year}: jumlah {name} tidak diketahui" for year in missing["year"]], hoverinfo="text",
        )  # fmt: skip
        first = next(((year, value) for year, value in zip(rows["year"], values, strict=True) if value is not None), None)
        if first:
            figure.add_annotation(x=first[0], y=first[1], text=f"<b>{name}</b>", showarrow=False, yshift=32, font={"size": 13})
    _year_axis(figure, rows)
    figure.update_yaxes(range=[-most * 0.26, most * 1.22], visible=False, fixedrange=True)
    return figure


@kept
def turnover(rows: pd.DataFrame) -> go.Figure:
    """Finalists of each edition, split into names that had been in a final before (below) and new ones (above).

    Args:
        rows: trends.turnover. Editions that cannot be split are left empty with a question mark.
    """
    figure = go.Figure(layout=layout(280))
    for column, name, colour, ink in (
        ("returning", "pernah di final", COLOURS["finalist"], "#14213D"),
        ("fresh", "nama baru", ACCENT, "#FFFFFF"),
    ):
        values = [int(value) if text.is_known(value) else None for value in rows[column]]
        figure.add_bar(
            x=rows["year"], y=values, marker={"color": colour}, width=0.72,
            text=[str(value) if value else "" for value in values],
            textposition="inside", insidetextanchor="middle", textangle=0, textfont={"color": ink, "size": 13},
            hovertext=[f"{year}: {value} {name}" for year, value in zip(rows["year"], values, strict=True)], hoverinfo="text",
        )  # fmt: skip
    unsplit = rows[rows["edition_id"].notna() & rows["fresh"].isna()]
    figure.add_scatter(
        x=unsplit["year"], y=[0.4] * len(unsplit), mode="text", text=["?"] * len(unsplit), textfont={"size": 15},
        hovertext=[f"{year}: tidak dapat dihitung" for year in unsplit["year"]], hoverinfo="text",
    )  # fmt: skip
    figure.add_annotation(
        x=0, y=1, xref="paper", yref="paper", yanchor="bottom", xanchor="left", showarrow=False, align="left",
        text=f'<span style="color:{ACCENT}">■</span> nama baru '
        f'<span style="color:{COLOURS["finalist"]}">■</span> pernah di final',
    )  # fmt: skip
    _year_axis(figure, rows)
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    figure.update_layout(barmode="stack")
    return figure


@kept
def spread(rows: pd.DataFrame, noun: str) -> go.Figure:
    """How many regions were in how many finals: one bar for each number of finals, the most at the top.

    Args:
        rows: trends.spread.
        noun: what the regions are called, such as "kabupaten/kota".
    """
    steps = list(range(int(rows["finals"].max()) + 1)) if len(rows) else []
    names = [list(rows.loc[rows["finals"] == step, "name"]) for step in steps]
    labels = [
        " " + (text.short(held[0]) if len(held) == 1 and step else f"{text.number(len(held))} {noun}")
        for step, held in zip(steps, names, strict=True)
    ]
    figure = go.Figure(layout=layout(34 * len(steps) + 44))
    figure.add_bar(
        x=[len(held) for held in names], y=[f"{step} final" if step else "belum pernah" for step in steps], orientation="h",
        text=labels, textposition="outside", cliponaxis=False, width=0.6,
        marker={"color": [ACCENT if step else COLOURS["finalist"] for step in steps]},
        hovertext=[text.listing([text.short(name) for name in held], most=12) for held in names], hoverinfo="text",
    )  # fmt: skip
    most = max((len(held) for held in names), default=1)
    figure.update_xaxes(range=[0, most * 1.75], visible=False, fixedrange=True)
    figure.update_yaxes(fixedrange=True, showgrid=False, automargin=True, ticklabelstandoff=8)
    return figure


@kept
def kinds(rows: pd.DataFrame) -> go.Figure:
    """The share of their chances that kabupaten and kota took, with the numbers behind it.

    Args:
        rows: trends.kinds, with at least one chance.
    """
    figure = go.Figure(layout=layout(130))
    figure.add_bar(
        x=[100 * float(row.share) for row in each(rows)],
        y=[str(row.kind) for row in each(rows)],
        orientation="h",
        text=[f" {text.fixed(100 * row.share, 1)}%: {row.finals} dari {text.number(row.chances)}" for row in each(rows)],
        textposition="outside",
        cliponaxis=False,
        width=0.5,
        marker={"color": ACCENT},
        hoverinfo="skip",
    )
    most = max((100 * float(row.share) for row in each(rows)), default=1) or 1
    figure.update_xaxes(range=[0, most * 1.9], visible=False, fixedrange=True)
    figure.update_yaxes(fixedrange=True, showgrid=False, automargin=True, ticklabelstandoff=8, autorange="reversed")
    return figure


@kept
def journey(rows: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """How far a kabkota came each year: a row for each year, the stages from left to right, place and name at the end.

    Args:
        rows: kabkota.journey. A year without a record says why in words.
        dark: whether the page is dark.
    """
    paper, ink = ("#0E1626", "#E8EDF4") if dark else ("#FFFFFF", "#14213D")
    quiet = "#A9B4C4" if dark else "#56606E"
    stages = list(text.STAGES)
    known = rows[rows["state"] == "known"]
    reached = [stages.index(row.stage_reached) if text.is_known(row.stage_reached) else 0 for row in each(known)]
    lines = [int(row.year) for row in each(known)]
    tones = [text.tone(row.rank_low, row.rank_high) for row in each(known)]
    places = [text.place(row.rank_low, row.rank_high, row.is_tied) for row in each(known)]
    years = sorted({int(year) for year in rows["year"]})
    figure = go.Figure(layout=layout(32 * len(years) + 50))
    for step, line in zip(reached, lines, strict=True):
        figure.add_shape(type="line", x0=0, x1=step, y0=line, y1=line, line={"color": QUIET, "width": 3}, layer="below")
    figure.add_scatter(
        x=reached, y=lines, mode="markers+text", cliponaxis=False,
        text=["" if place == "–" or len(place) > WIDEST else place for place in places],
        textfont={"size": [10 if "–" in place else 12 for place in places], "color": [ON_MARK.get(tone, ink) for tone in tones]},
        marker={
            "opacity": 1, "size": [24] * len(tones), "symbol": ["square" if tone == "unknown" else "circle" for tone in tones],
            "color": [COLOURS.get(tone, paper) for tone in tones],
            "line": {"color": [COLOURS.get(tone, "#6B7A90") for tone in tones], "width": 1.5},
        },
        hovertext=[f"<b>{row.kecamatan}</b> {row.year}<br>{text.title(row.title, row.is_finalist)}" for row in each(known)],
        hoverinfo="text",
    )  # fmt: skip
    names: dict[tuple[int, int], list[str]] = {}
    for row, step, line, place in zip(each(known), reached, lines, places, strict=True):
        name = str(row.kecamatan) if text.is_known(row.kecamatan_code) else "nama tidak disebut"
        names.setdefault((step, line), []).append(f"{name} ({place})" if len(place) > WIDEST else name)
    for (step, line), held in names.items():
        figure.add_annotation(
            x=step, y=line, text=text.listing(held), showarrow=False, xanchor="left", xshift=18, font={"size": 13, "color": ink}
        )
    for row in each(rows[rows["state"] != "known"].drop_duplicates("year")):
        figure.add_annotation(
            x=-0.2, y=int(row.year), text=text.ABSENCES[row.state], showarrow=False, xanchor="left", bgcolor=paper,
            font={"size": 12, "color": quiet},
        )  # fmt: skip
    figure.update_xaxes(
        tickvals=list(range(len(stages))),
        tickfont={"size": 11}, tickangle=0, side="top", showgrid=True, gridcolor=QUIET, griddash="dot", zeroline=False,
        ticktext=["Peserta", "Admi-<br>nistrasi", "Paparan", "Tinjau<br>lapang", "Hasil<br>akhir"],
        fixedrange=True, range=[-0.4, len(stages) + 1.3],
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=years, ticktext=[str(year) for year in years], showgrid=False, zeroline=False, fixedrange=True, automargin=False,
        ticklabelstandoff=8, range=[min(years) - 0.6, max(years) + 0.6],
    )  # fmt: skip
    return figure.update_layout(margin=beside(map(str, years)) | {"t": 44, "b": 4})


@kept
def mentors(rows: pd.DataFrame, finals: pd.DataFrame, code: str, *, dark: bool = False) -> go.Figure:
    """The finals of each kabkota as marks side by side, earliest first, the year in the mark and its colour the place.

    Args:
        rows: kabkota.mentors, those to show.
        finals: achievement.trail by kabkota.
        code: the kabkota to set off by a band.
        dark: whether the page is dark.
    """
    paper, ink = ("#0E1626", "#E8EDF4") if dark else ("#FFFFFF", "#14213D")
    shown = finals[finals["is_finalist"].astype(bool) & finals["unit"].isin(rows["code"])].sort_values("year")
    position = shown.groupby("unit").cumcount() + 1
    tones = [text.tone(row.rank_low, row.rank_high) for row in each(shown)]
    order = [text.short(name) for name in rows["name"]]
    figure = go.Figure(layout=layout(ROW * len(rows) + 16))
    figure.add_scatter(
        x=position, y=[text.short(name) for name in shown["name"]], mode="markers+text", cliponaxis=False,
        text=[f"’{year % 100:02d}" for year in shown["year"]],
        textfont={"size": 10, "color": [ON_MARK.get(tone, ink) for tone in tones]},
        marker={
            "opacity": 1, "size": 22, "symbol": ["square" if tone == "unknown" else "circle" for tone in tones],
            "color": [COLOURS.get(tone, paper) for tone in tones],
            "line": {"color": [COLOURS.get(tone, "#6B7A90") for tone in tones], "width": 1.5},
        },
        hovertext=[
            f"<b>{row.name}</b> {row.year}<br>{row.detail}, peringkat {text.place(row.rank_low, row.rank_high, row.is_tied)}"
            for row in each(shown)
        ],
        hoverinfo="text",
    )  # fmt: skip
    for row in each(rows):
        if text.is_known(row.awards):
            figure.add_annotation(
                x=row.finals, y=text.short(row.name), text=row.awards, showarrow=False, xanchor="left", xshift=20,
                font={"size": 12},
            )  # fmt: skip
        if row.code == code:
            line = order.index(text.short(row.name))
            figure.add_hrect(
                y0=len(order) - line - 1.5,
                y1=len(order) - line - 0.5,
                fillcolor=ACCENT,
                opacity=0.12,
                line_width=0,
                layer="below",
            )
    most = int(rows["finals"].max()) if len(rows) else 1
    figure.update_xaxes(range=[0.4, most + 3.2], visible=False, fixedrange=True)
    figure.update_yaxes(
        categoryorder="array", categoryarray=order[::-1], showgrid=False, zeroline=False, fixedrange=True, automargin=False,
        range=[-0.6, len(order) - 0.4], ticklabelstandoff=8,
    )  # fmt: skip
    return _with_key(figure.update_layout(margin={"t": 4}), tones, order)
