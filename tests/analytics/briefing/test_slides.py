"""Slides: what a view says, in charts and tables that can be edited, the same bytes each time."""

import io
import time
from collections.abc import Iterator
from functools import cache
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape

from analytics.briefing import composing as briefing_composing
from analytics.briefing import slides as briefing_slides
from analytics.briefing.rows import Bars, Lanes
from tests import hostile, real, simulated

SITE = "https://dasbor.contoh.go.id"
VIEWS = (
    "/peta?peta_satuan=Kabupaten/kota",
    "/peringkat?tahun=2023",
    "/kabkota?kode=3507",
    "/tren",
    "/inovasi",
)


@cache
def made(view: str, con: duckdb.DuckDBPyConnection | None = None) -> bytes:
    told = briefing_composing.briefing(con or real.connection(), SITE + view)
    return briefing_slides.pptx(told)


def read(pptx: bytes) -> Deck:
    return Presentation(io.BytesIO(pptx))


def shapes(pptx: bytes) -> Iterator[BaseShape]:
    return (shape for slide in read(pptx).slides for shape in slide.shapes)


def said(pptx: bytes) -> str:
    """All words on the slides."""
    words = []
    for slide in read(pptx).slides:
        for paragraph in slide.element.iter(qn("a:p")):
            words.append("".join(run.text or "" for run in paragraph.iter(qn("a:t"))))
    return "\n".join(words)


@pytest.mark.parametrize("view", VIEWS)
def test_slides_say_what_the_sheet_says(view: str) -> None:
    told = briefing_composing.briefing(real.connection(), SITE + view)
    words = said(made(view))
    assert words.split("\n").count(told.title) >= 1
    assert told.address in words
    for sentence in (*told.sentences, *told.disputes, *told.unknown):
        assert sentence.rstrip(".") in words
    assert told.grid is not None
    cells = [
        tuple(cell.text for cell in row.cells)
        for shape in shapes(made(view))
        if shape.has_table and shape.table.cell(0, 0).text
        for row in shape.table.rows
    ]
    heading = tuple(column.name for column in told.grid.columns)
    assert [row for row in cells if row != heading] == list(told.grid.rows)
    assert heading in cells


@pytest.mark.parametrize("view", VIEWS)
def test_each_slide_has_a_title_and_its_sources_in_the_notes(view: str) -> None:
    told = briefing_composing.briefing(real.connection(), SITE + view)
    for slide in read(made(view)).slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None
        assert told.address in notes.text
        assert all(one.url in notes.text for one in told.sources)


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_no_text_is_said_in_words_and_all_words_are_indonesian(view: str) -> None:
    deck = read(made(view))
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.has_text_frame:
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr", "")) > 10
        runs = [*slide.element.iter(qn("a:r")), *slide.notes_slide.element.iter(qn("a:r"))]
        assert runs
        assert {run.get_or_add_rPr().get("lang") for run in runs} == {"id-ID"}
    assert deck.core_properties.language == "id-ID"


def test_charts_hold_their_numbers_and_can_be_edited() -> None:
    told = briefing_composing.briefing(real.connection(), SITE + "/tren")
    (drawn,) = told.charts
    assert isinstance(drawn, Bars)
    (plotted,) = [shape.chart for shape in shapes(made("/tren")) if shape.has_chart]
    assert tuple(plotted.plots[0].categories) == drawn.names
    assert [tuple(one.values) for one in plotted.series] == [one.values for one in drawn.series]
    book = openpyxl.load_workbook(io.BytesIO(plotted.part.chart_workbook.xlsx_part.blob))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][1:] == tuple(one.name for one in drawn.series)
    assert [row[0] for row in rows[1:]] == list(drawn.names)
    assert [row[1:] for row in rows[1:]] == list(
        zip(*(one.values for one in drawn.series), strict=True)
    )


def test_places_through_the_years_are_a_chart_or_a_table_in_colours() -> None:
    for view in ("/kabkota?kode=3507", "/peringkat?tahun=2023"):
        drawn = briefing_composing.briefing(real.connection(), SITE + view).charts[0]
        assert isinstance(drawn, Lanes)
        (shape,) = [one for one in shapes(made(view)) if one.name == drawn.caption]
        if shape.has_chart:
            found = {
                (row, column): value
                for row, series in enumerate(shape.chart.series)
                for column, value in enumerate(series.values)
                if value is not None
            }
            assert found == {
                (mark.row, mark.column): (mark.low + mark.high) / 2
                for mark in drawn.marks
                if mark.low and mark.high
            }
        else:
            for mark in drawn.marks:
                cell = shape.table.cell(mark.row + 1, mark.column + 1)
                assert cell.text == mark.label


def test_the_same_view_of_the_same_data_is_the_same_bytes_at_another_moment() -> None:
    first = made("/tren")
    time.sleep(2.1)  # longer than the smallest step of an archive's clock
    assert made.__wrapped__("/tren") == first


def test_simulated_data_are_marked_on_each_slide_and_in_its_notes() -> None:
    pptx = made("/peringkat", simulated.connection())
    deck = read(pptx)
    for slide in deck.slides:
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "DATA SIMULASI, BUKAN HASIL RESMI" in words
        notes = slide.notes_slide.notes_text_frame
        assert notes is not None
        assert notes.text.startswith("DATA SIMULASI")
    assert "SIMULASI" not in said(made("/tren"))


@pytest.mark.parametrize("view", ["/peringkat", "/kabkota?kode=3507", "/inovasi"])
def test_hostile_names_stay_words(hostile_words: duckdb.DuckDBPyConnection, view: str) -> None:
    pptx = made(view, hostile_words)
    leads = [
        run.hyperlink.address
        for shape in shapes(pptx)
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert leads
    assert not [one for one in leads if hostile.HOST in one.split("?")[0]]
    assert "<b>tebal</b>" in said(pptx)


def test_a_formula_in_a_name_is_a_word_in_the_data_of_a_chart() -> None:
    told = briefing_composing.briefing(real.connection(), SITE + "/kabkota?kode=3507")
    (drawn,) = told.charts
    assert isinstance(drawn, Lanes)
    evil = ('=HYPERLINK("http://jahat.example")', "\x1b[31m<b>\x00\ufffe\u202e", "x" * 500, "&amp;")
    attacked = drawn._replace(rows=evil[: len(drawn.rows)])
    pptx = briefing_slides.pptx(
        type(told)(**{**vars(told), "charts": (attacked,), "title": evil[1], "kicker": evil[2]})
    )
    (plotted,) = [shape.chart for shape in shapes(pptx) if shape.has_chart]
    blob = plotted.part.chart_workbook.xlsx_part.blob
    assert b"<f>" not in ZipFile(io.BytesIO(blob)).read("xl/worksheets/sheet1.xml")
    assert plotted.series[0].name == evil[0]
    assert plotted.series[1].name == "[31m<b>"
