"""One kabkota as figures."""

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
from analytics.kabkota.rows import Mentor, Year
from analytics.standing.rows import Step

WIDEST = 5  # characters that fit in a mark


@cached
def journey(rows: Rows[Year], *, dark: bool = False) -> go.Figure:
    """How far a kabkota came each year: a row for each year, the stages from left to right, place
    and name at the end.

    Args:
        rows: kabkota.questions.journey. A year without a record says why in words.
        dark: whether the page is dark.
    """
    paper, ink = ("#0E1626", "#E8EDF4") if dark else ("#FFFFFF", "#14213D")
    quiet = "#A9B4C4" if dark else "#56606E"
    stages = list(text.STAGES)
    known = rows[rows["state"] == "known"]
    reached = [
        stages.index(row.stage_reached) if text.is_known(row.stage_reached) else 0
        for row in each(known)
    ]
    lines = [int(row.year) for row in each(known)]
    tones = [text.tone(row.rank_low, row.rank_high) for row in each(known)]
    places = [text.place(row.rank_low, row.rank_high, row.is_tied) for row in each(known)]
    years = sorted({int(year) for year in rows["year"]})
    figure = go.Figure(layout=layout(32 * len(years) + 50))
    for step, line in zip(reached, lines, strict=True):
        figure.add_shape(
            type="line",
            x0=0,
            x1=step,
            y0=line,
            y1=line,
            line={"color": QUIET, "width": 3},
            layer="below",
        )
    figure.add_scatter(
        x=reached,
        y=lines,
        mode="markers+text",
        cliponaxis=False,
        text=["" if place == "–" or len(place) > WIDEST else place for place in places],
        textfont={
            "size": [10 if "–" in place else 12 for place in places],
            "color": [ON_MARK.get(tone, ink) for tone in tones],
        },
        marker={
            "opacity": 1,
            "size": [24] * len(tones),
            "symbol": ["square" if tone == "unknown" else "circle" for tone in tones],
            "color": [COLOURS.get(tone, paper) for tone in tones],
            "line": {"color": [COLOURS.get(tone, "#6B7A90") for tone in tones], "width": 1.5},
        },
        hovertext=[
            f"<b>{markup.label(row.kecamatan)}</b> {row.year}<br>"
            f"{markup.label(text.title(row.title, row.is_finalist))}"
            for row in each(known)
        ],
        hoverinfo="text",
    )
    names: dict[tuple[int, int], list[str]] = {}
    for row, step, line, place in zip(each(known), reached, lines, places, strict=True):
        name = str(row.kecamatan) if text.is_known(row.kecamatan_code) else "nama tidak disebut"
        names.setdefault((step, line), []).append(
            f"{name} ({place})" if len(place) > WIDEST else name
        )
    for (step, line), held in names.items():
        figure.add_annotation(
            x=step,
            y=line,
            text=markup.label(text.listing(held)),
            showarrow=False,
            xanchor="left",
            xshift=18,
            font={"size": 13, "color": ink},
        )
    for row in each(rows[rows["state"] != "known"].drop_duplicates("year")):
        figure.add_annotation(
            x=-0.2,
            y=int(row.year),
            text=text.ABSENCES[row.state],
            showarrow=False,
            xanchor="left",
            bgcolor=paper,
            font={"size": 12, "color": quiet},
        )
    figure.update_xaxes(
        tickvals=list(range(len(stages))),
        tickfont={"size": 11},
        tickangle=0,
        side="top",
        showgrid=True,
        gridcolor=QUIET,
        griddash="dot",
        zeroline=False,
        ticktext=["Peserta", "Admi-<br>nistrasi", "Paparan", "Tinjau<br>lapang", "Hasil<br>akhir"],
        fixedrange=True,
        range=[-0.4, len(stages) + 1.3],
    )
    figure.update_yaxes(
        tickvals=years,
        ticktext=[f"{year:d}" for year in years],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        automargin=False,
        ticklabelstandoff=8,
        range=[min(years) - 0.6, max(years) + 0.6],
    )
    return figure.update_layout(margin=beside(map(str, years)) | {"t": 44, "b": 4})


@cached
def mentors(rows: Rows[Mentor], finals: Rows[Step], code: str, *, dark: bool = False) -> go.Figure:
    """The finals of each kabkota as marks side by side, earliest first, the year in the mark and
    its colour the place.

    Args:
        rows: kabkota.questions.mentors, those to show.
        finals: standing.questions.trail by kabkota.
        code: the kabkota to set off by a band.
        dark: whether the page is dark.
    """
    paper, ink = ("#0E1626", "#E8EDF4") if dark else ("#FFFFFF", "#14213D")
    shown = finals[
        finals["is_finalist"].astype(bool) & finals["unit"].isin(rows["code"])
    ].sort_values("year")
    position = shown.groupby("unit").cumcount() + 1
    tones = [text.tone(row.rank_low, row.rank_high) for row in each(shown)]
    order = [text.short(name) for name in rows["name"]]
    figure = go.Figure(layout=layout(ROW * len(rows) + 16))
    figure.add_scatter(
        x=position,
        y=[text.short(name) for name in shown["name"]],
        mode="markers+text",
        cliponaxis=False,
        text=[f"’{year % 100:02d}" for year in shown["year"]],
        textfont={"size": 10, "color": [ON_MARK.get(tone, ink) for tone in tones]},
        marker={
            "opacity": 1,
            "size": 22,
            "symbol": ["square" if tone == "unknown" else "circle" for tone in tones],
            "color": [COLOURS.get(tone, paper) for tone in tones],
            "line": {"color": [COLOURS.get(tone, "#6B7A90") for tone in tones], "width": 1.5},
        },
        hovertext=[
            f"<b>{markup.label(row.name)}</b> {row.year}<br>{markup.label(row.detail)}, peringkat"
            f" {text.place(row.rank_low, row.rank_high, row.is_tied)}"
            for row in each(shown)
        ],
        hoverinfo="text",
    )
    for row in each(rows):
        if text.is_known(row.awards):
            figure.add_annotation(
                x=row.finals,
                y=text.short(row.name),
                text=markup.label(row.awards),
                showarrow=False,
                xanchor="left",
                xshift=20,
                font={"size": 12},
            )
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
    name_rows(figure, order, zeroline=False, automargin=False, range=[-0.6, len(order) - 0.4])
    return with_key(figure.update_layout(margin={"t": 4}), tones, order)
