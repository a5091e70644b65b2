"""What all figures share: colours, layout, the finish that makes links and marks of simulated
data.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import Any, NoReturn

import numpy as np
import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType

from analytics.core import markup
from analytics.core.cache import cached
from analytics.core.frozen import OTHERS, SHARED

COLOURS = {
    "gold": "#C8992E",
    "silver": "#8A94A6",
    "bronze": "#A8683A",
    "harapan": "#5B7DB1",
    "finalist": "#9DB4C0",
    "disputed": "#B4532A",
}
ACCENT = "#0F766E"
ON_MARK = {
    "gold": "#14213D",
    "silver": "#14213D",
    "finalist": "#14213D",
    "bronze": "#FFFFFF",
    "harapan": "#FFFFFF",
}
NAMES = {
    "gold": "Juara 1",
    "silver": "Juara 2",
    "bronze": "Juara 3",
    "harapan": "Peringkat 4–7",
    "finalist": "Peringkat lain",
}
NAMED = ("x", "y", "x0", "x1", "y0", "y1", "categoryarray", "tickvals")  # what names categories
QUIET = "rgba(128,128,128,0.25)"
FEWEST = 3  # points that are worth a chart
FALL, RISE = "#D55E00", "#0072B2"  # Okabe and Ito
QUIET_LINE = "#6B7A90"
ROW = 26  # pixels of height for each row of a chart
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


def name_rows(figure: go.Figure, names: Sequence[str], **more: object) -> None:
    """Names down the side of a chart, the first on top; `more` is what its axis has beside that, or
    in the place of no lines and as much room as the names take.
    """
    axis = {"showgrid": False, "automargin": True} | more
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=list(names)[::-1],
        fixedrange=True,
        ticklabelstandoff=8,
        **axis,
    )


def differences(
    names: Sequence[str], values: Sequence[float], words: Sequence[str], height: int
) -> go.Figure:
    """A bar for each name from nought to the left or right, in the colour of its side, with its
    value in words at the end; height in pixels.
    """
    figure = go.Figure(layout=layout(height))
    figure.add_bar(
        x=values,
        y=names,
        orientation="h",
        width=0.5,
        hoverinfo="skip",
        cliponaxis=False,
        textposition="outside",
        marker={"color": [RISE if value >= 0 else FALL for value in values]},
        text=[f" {word} " for word in words],
    )
    low, high = min([*values, 0.0]), max([*values, 0.0])
    room = ((high - low) or 1.0) * 0.3
    figure.add_vline(x=0, line={"color": QUIET_LINE, "width": 1})
    figure.update_xaxes(range=[low - room, high + room], visible=False, fixedrange=True)
    name_rows(figure, names, zeroline=False, ticks="", range=[-0.55, len(names) - 0.45])
    return figure


def beside(names: Iterable[str]) -> dict[str, float]:
    """The margin for names at the left of a chart. Plotly would measure it (automargin) and draw
    the chart twice for that.
    """
    return {
        "l": (
            18
            + max(
                (sum(LETTERS.get(letter, LETTER) for letter in name) for name in names), default=0
            )
        )
    }


KEY = {
    "gold": "juara 1",
    "silver": "2",
    "bronze": "3",
    "harapan": "4–7",
    "finalist": "lainnya",
    "unknown": "tanpa urutan",
}


def with_key(figure: go.Figure, tones: Iterable[str], names: Iterable[str]) -> go.Figure:
    """The figure with a line below that says what the colours of its marks mean, those that it has;
    `names` stand at its left.
    """
    held = set(tones)
    told = [
        (
            f'<span style="color:{COLOURS[tone]};font-size:17px">●</span> {word}'
            if tone in COLOURS
            else f"□ {word}"
        )
        for tone, word in KEY.items()
        if tone in held
    ]
    margin = beside(names)
    figure.add_annotation(
        x=0,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        xshift=-margin["l"],
        yshift=-2,
        showarrow=False,
        text="\u2003".join(told),
        font={"size": 12},
    )
    return figure.update_layout(
        margin=margin | {"b": 30 if told else 4}, height=figure.layout.height + (22 if told else 0)
    )


class Drawn(go.Figure):  # type: ignore[misc]
    """A finished figure, which nobody changes: Streamlit asks for its description in every run, and
    it is made once.
    """

    @cached_property
    def _description(self) -> dict[str, object]:
        return dict(super().to_dict())

    def to_dict(self) -> dict[str, object]:
        """The figure as a dictionary, the same one each time."""
        return self._description


class Frozen(go.Figure):  # type: ignore[misc]
    """A figure that is shared: every way in which plotly changes one is refused."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError(SHARED.format("figure"))

    def __setattr__(self, name: str, value: object) -> None:
        """Only what plotly notes for itself."""
        if not name.startswith("_"):
            self._refuse()
        super().__setattr__(name, value)

    @property
    def _in_batch_mode(self) -> bool:
        return True  # so that an axis or a trace asks its figure before it changes itself

    _restyle_child = _relayout_child = _refuse
    add_traces = add_trace = update = update_layout = update_traces = update_xaxes = (
        update_yaxes
    ) = _refuse
    for_each_trace = _set_in = __setitem__ = _add_annotation_like = set_subplots = plotly_update = (
        plotly_relayout
    ) = plotly_restyle = _refuse


def _frozen(figure: go.Figure) -> go.Figure:
    figure.__class__ = Frozen
    return figure


OTHERS[go.Figure] = _frozen


@cached
def finished(figure: go.Figure, ways: Mapping[str, str], *, simulated: bool) -> Drawn:
    """The figure as it is shown: the names on its axes as text, not markup, those that `ways` has
    made links (see `linked`), and marked if its data are simulated.
    """
    drawn = linked(literal(figure), {markup.named(name): way for name, way in ways.items()})
    return Drawn((marked(drawn) if simulated else drawn).to_dict())


@cached
def is_worth_drawing(figure: go.Figure) -> bool:
    """Whether a figure has at least FEWEST points; of fewer a sentence and a table say as much."""
    return sum(map(_points, figure.data)) >= FEWEST


def _points(trace: BaseTraceType) -> int:
    held = [trace[axis] for axis in ("x", "y", "z", "values") if axis in trace]
    return max((np.size(values) for values in held if values is not None), default=0)


def literal(figure: go.Figure) -> go.Figure:
    """The figure whose names on axes are shown as they are. They are names and places at once: all
    that stands at one of them has to call it the same.
    """
    described = figure.to_dict()
    layout = described.get("layout", {})
    axes = [layout[name] for name in layout if name[1:5] == "axis"]
    parts = [*described["data"], *layout.get("annotations", ()), *layout.get("shapes", ()), *axes]
    changed = [_rename(part) for part in parts]
    return go.Figure(described) if any(changed) else figure


def _rename(part: dict[str, Any]) -> bool:  # a trace, axis or shape as plotly describes it
    """Name what stands at a category as text; whether anything was changed."""
    before = {key: part[key] for key in NAMED if key in part}
    after = {
        key: (
            markup.named(value)
            if isinstance(value, str)
            else [markup.named(one) if isinstance(one, str) else one for one in value]
        )
        for key, value in before.items()
        if isinstance(value, str | list | tuple) or getattr(value, "dtype", "") == "object"
    }
    changed = {key: value for key, value in after.items() if list(value) != list(before[key])}
    part.update(changed)
    return bool(changed)


def copied(figure: go.Figure) -> go.Figure:
    """A figure of its own. go.Figure(figure) takes the type out of each trace while it copies it:
    who copies or shows the same figure at that moment gets scatter in the place of bars.
    """
    return go.Figure(figure.to_dict())


def linked(figure: go.Figure, ways: Mapping[str, str]) -> go.Figure:
    """The figure with names made links to the addresses that `ways` gives for them: on its vertical
    axis, and in the labels of series that are called so.
    """
    axis = figure.layout.yaxis
    # Names that stand in several lines
    told = dict(zip(axis.tickvals or (), axis.ticktext or (), strict=True))
    link = {
        name: f'<a href="{escape(way)}" target="_self">{told.get(name, name)}</a>'
        for name, way in ways.items()
    }
    shown = list(
        axis.categoryarray
        or dict.fromkeys(name for trace in figure.data for name in _values(trace.y))
    )
    named = [trace for trace in figure.data if trace.name in link]
    if not named and not link.keys() & set(shown):
        return figure
    drawn = copied(figure)
    if link.keys() & set(shown):
        drawn.update_yaxes(
            tickvals=shown, ticktext=[link.get(name, told.get(name, name)) for name in shown]
        )
    for (
        trace
    ) in named:  # a label in a mark lies below what catches the pointer; an annotation does not
        drawn.update_traces(mode="lines+markers", selector={"name": trace.name})
        for x, y, label in zip(trace.x, trace.y, trace.text, strict=True):
            if label:
                words = label.replace(LINE, "").replace(trace.name, link[trace.name], 1)
                drawn.add_annotation(
                    x=x,
                    y=y,
                    text=words,
                    showarrow=False,
                    yshift=15 + 16 * label.count(LINE),
                    font={"size": 12},
                )
    return drawn


def _values(values: Sequence[str] | None) -> Sequence[str]:
    return () if values is None else values


def marked(figure: go.Figure) -> go.Figure:
    """The figure with the mark of simulated data in its upper right corner, in the lower one where
    names stand above it, so that a picture of it carries the mark, too.
    """
    is_below = figure.layout.xaxis.side == "top"
    side = "b" if is_below else "t"
    room = figure.layout.margin[side]
    drawn = copied(figure)
    drawn.add_annotation(
        text="DATA SIMULASI",
        x=1,
        y=0 if is_below else 1,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="top" if is_below else "bottom",
        yshift=-room if is_below else room,
        showarrow=False,
        font={"size": 12, "weight": 700, "color": COLOURS["disputed"]},
    )
    drawn.update_layout(height=figure.layout.height + 18)
    return drawn.update_layout({f"margin_{side}": room + 18})


LINE = "<br>\u00a0"  # an empty line, by which a label lies higher
# Okabe and Ito, in the order of choosing
SERIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
NAME_WIDTH = 24  # characters of a name in one line


def wrapped(name: str, most: int = NAME_WIDTH) -> str:
    """A long name as text of a figure, in lines of at most so many characters; a longer word stays
    whole.
    """
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(map(markup.label, lines))
