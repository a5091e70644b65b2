"""The charts of a briefing as charts of PowerPoint, with their data in them, to be edited."""

import io
from typing import NamedTuple

import xlsxwriter
from pptx.chart.axis import _BaseAxis
from pptx.chart.chart import Chart as Plotted
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.util import Pt

from analytics.briefing.office import clean
from analytics.briefing.rows import Bars, Lanes

INK, QUIET, LINE, ACCENT, WARN, WHITE = (
    "14213D", "4B5563", "D1D5DB", "0F766E", "9F3A12", "FFFFFF",
)  # fmt: skip
TONES = {
    "gold": "C8992E",
    "silver": "8A94A6",
    "bronze": "A8683A",
    "harapan": "5B7DB1",
    "finalist": "9DB4C0",
}
ON_TONE = {"gold": INK, "silver": INK, "finalist": INK, "bronze": WHITE, "harapan": WHITE}
SERIES = ("0072B2", "D55E00", "009E73", "CC79A7", "56B4E9", "7A5C00")  # after Okabe and Ito


class Planned(NamedTuple):
    """A chart before it is put on a slide."""

    kind: XL_CHART_TYPE
    data: CategoryChartData


def lines(chart: Lanes) -> Planned:
    """Places through the years, a line for each row; an interval lies at its middle, and who is
    known to have taken part without a place below the last one.
    """
    data = CategoryChartData(number_format="0")
    data.categories = list(chart.columns)
    for at, name in enumerate(chart.rows):
        held = {
            mark.column: _height(chart, mark.low, mark.high)
            for mark in chart.marks
            if mark.row == at
        }
        data.add_series(clean(name), [held.get(one) for one in range(len(chart.columns))])
    return Planned(XL_CHART_TYPE.LINE_MARKERS, data)


def _worst(chart: Lanes) -> int:
    """The last place that a chart shows."""
    return max((mark.high or mark.low or 1 for mark in chart.marks), default=1)


def _height(chart: Lanes, low: int | None, high: int | None) -> float:
    if low is None:
        return _worst(chart) + 1
    return (low + high) / 2 if high else _worst(chart)


def bars(chart: Bars) -> Planned:
    """Amounts side by side, or the parts of a sum."""
    data = CategoryChartData(number_format=_format(chart))
    data.categories = [clean(name) for name in chart.names]
    for one in chart.series:
        data.add_series(clean(one.name), one.values)
    if chart.is_upright:
        return Planned(XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    kind = XL_CHART_TYPE.BAR_STACKED if chart.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    return Planned(kind, data)


def _format(chart: Bars) -> str:
    """Numbers with a decimal where one has any; of a sum's parts no zeros."""
    if chart.is_stacked:
        return "0;;;"
    known = [value for one in chart.series for value in one.values if value is not None]
    return "0" if all(value == round(value) for value in known) else "0.0"


def dress(plotted: Plotted, chart: Lanes | Bars) -> None:
    """Colours, axes, labels and data of a chart that stands on its slide."""
    plotted.font.size = Pt(13)
    plotted.font.color.rgb = RGBColor.from_string(INK)
    plotted.has_title = False
    names = chart.rows if isinstance(chart, Lanes) else [one.name for one in chart.series]
    plotted.has_legend = len(names) > 1
    if plotted.has_legend:
        plotted.legend.position = XL_LEGEND_POSITION.BOTTOM
        plotted.legend.include_in_layout = False
    if isinstance(chart, Lanes):
        _dress_lines(plotted, chart)
    else:
        _dress_bars(plotted, chart)
    plotted.part.chart_workbook.update_from_xlsx_blob(_workbook(chart))


def _dress_lines(plotted: Plotted, chart: Lanes) -> None:
    worst = _worst(chart)
    places = plotted.value_axis
    places.reverse_order = True
    places.minimum_scale, places.maximum_scale = 0, worst + 1.5
    places.major_unit = max(1, round(worst / 8))
    _quiet(places)
    places.tick_labels.number_format_is_linked = False
    places.tick_labels.number_format = f'[=0]"";[<={worst}]0;""'
    plotted.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    plotted.category_axis.format.line.fill.background()
    for at, series in enumerate(plotted.plots[0].series):
        colour = RGBColor.from_string(SERIES[at % len(SERIES)])
        series.smooth = False
        series.format.line.color.rgb = colour
        series.format.line.width = Pt(2.5)
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 11
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour
        series.marker.format.line.color.rgb = colour
        _label_points(series, chart, at)


def _label_points(series: LineSeries, chart: Lanes, at: int) -> None:
    for mark in chart.marks:
        if mark.row != at:
            continue
        label = series.points[mark.column].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        run = label.text_frame.paragraphs[0].add_run()
        run.text = clean(mark.label)
        run.font.size, run.font.bold = Pt(13), True


def _dress_bars(plotted: Plotted, chart: Bars) -> None:
    amounts = plotted.value_axis
    amounts.visible = False
    amounts.minimum_scale = 0
    _quiet(amounts)
    amounts.has_major_gridlines = False
    names = plotted.category_axis
    names.reverse_order = not chart.is_upright  # the first on top
    names.format.line.color.rgb = RGBColor.from_string(LINE)
    plot = plotted.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if chart.is_stacked else 0
    for one, series in zip(chart.series, plot.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(TONES.get(one.tone, ACCENT))
        series.invert_if_negative = False
        labels = series.data_labels
        labels.show_value = True
        labels.number_format_is_linked = False
        labels.number_format = _format(chart)
        labels.font.size, labels.font.bold = Pt(12), True
        if chart.is_stacked:
            labels.font.color.rgb = RGBColor.from_string(ON_TONE.get(one.tone, WHITE))
            labels.position = XL_LABEL_POSITION.CENTER
        else:
            labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _quiet(axis: _BaseAxis) -> None:
    axis.format.line.fill.background()
    axis.tick_labels.font.color.rgb = RGBColor.from_string(QUIET)
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LINE)


def _workbook(chart: Lanes | Bars) -> bytes:
    """What "edit data" opens, as python-pptx lays it out; words are words, never formulas."""
    planned = lines(chart) if isinstance(chart, Lanes) else bars(chart)
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet()
        for at, category in enumerate(planned.data.categories):
            sheet.write_string(at + 1, 0, str(category.label))
        for column, series in enumerate(planned.data, start=1):
            sheet.write_string(0, column, series.name)
            for at, value in enumerate(series.values):
                if value is not None:
                    sheet.write_number(at + 1, column, value)
    return made.getvalue()
