"""A briefing as slides (PPTX): one finding a slide, charts and tables that can be edited, sources
in the notes; the same bytes for the same briefing.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, cast

import segno
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Inches, Length, Pt

from analytics.briefing import office, plots, printing
from analytics.briefing.office import AUTHOR, LANGUAGE, MARK, clean, stable
from analytics.briefing.parts import cut
from analytics.briefing.plots import ACCENT, INK, LINE, ON_TONE, QUIET, TONES, WARN
from analytics.briefing.rows import Briefing, Chart, Column, Grid, Lanes, Map, Source
from analytics.core import text

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, TOP = Inches(0.7), Inches(0.55)
INNER = Inches(11.93)  # between the margins
BODY_TOP, BODY = Inches(1.85), Inches(4.85)  # where what a slide shows begins, and its height
LONGEST_TITLE = 180  # letters
LINES_PER_SLIDE = 13  # of a text of 18 points
PER_INCH = 10  # letters of 14 points
MOST_SERIES = 6  # lines of a chart; more are a table in colours
LINKED = ("https://", "http://")


class _Said(NamedTuple):
    """A paragraph, and where its words lead."""

    words: str
    url: str = ""
    is_heading: bool = False


def pptx(told: Briefing) -> bytes:
    """The slides of a briefing: title, its table, its charts, what else is known and not known,
    sources.
    """
    deck = _deck(told)
    _title_slide(deck, told)
    if told.grid:
        _tables(deck, told, told.grid)
    for chart in told.charts:
        _chart_slide(deck, told, chart)
    shown = {chart.finding.rstrip(".") for chart in told.charts}
    left = [one for one in told.sentences if one.rstrip(".") not in shown]
    _texts(deck, told, "Temuan lain", [_Said(one) for one in left])
    _texts(deck, told, *_open(told))
    _texts(deck, told, "Sumber", list(_sources(told)), size=14)
    _in_indonesian(deck)
    made = io.BytesIO()
    deck.save(made)
    return stable(made.getvalue(), told.stamp)


def _open(told: Briefing) -> tuple[str, list[_Said]]:
    """What sources contradict each other in and what is not known, and the title of both."""
    parts = [("Sumber berbeda", told.disputes), ("Yang belum diketahui", told.unknown)]
    held = [(title, sentences) for title, sentences in parts if sentences]
    if len(held) < len(parts):
        return next(((title, [*map(_Said, sentences)]) for title, sentences in held), ("", []))
    said = [
        one
        for title, sentences in held
        for one in (_Said(title, is_heading=True), *map(_Said, sentences))
    ]
    return "Yang masih terbuka", said


def _deck(told: Briefing) -> Deck:
    """An empty one, wide, in the colours of the app."""
    deck = Presentation()
    wider = WIDTH / cast(int, deck.slide_width)
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in (deck.slide_master, *deck.slide_layouts):
        for shape in layout.placeholders:
            shape.left, shape.width = (
                Emu(round(shape.left * wider)),
                Emu(round(shape.width * wider)),
            )
    say, about = office.about, deck.core_properties
    about.title, about.author, about.last_modified_by = say(told.title), AUTHOR, AUTHOR
    about.subject, about.language = say(f"{told.kicker}. {told.view}"), LANGUAGE
    about.comments = f"Versi data {told.version}, terbit {told.released}"
    about.keywords, about.revision = MARK if told.is_simulated else "", 1
    about.created = about.modified = datetime.fromtimestamp(told.stamp, UTC).replace(tzinfo=None)
    return deck


def _slide(deck: Deck, told: Briefing, title: str) -> Slide:
    """A slide with its title, its foot, the mark of simulated data and the sources as notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    heading = slide.shapes.title
    assert heading is not None  # noqa: S101 - the layout has one
    _put(heading, LEFT, TOP, INNER, Inches(1.15))
    heading.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    heading.text_frame.margin_left = heading.text_frame.margin_right = Emu(0)
    said = cut(title, LONGEST_TITLE)
    size = 30 if len(said) <= 46 else 26 if len(said) <= 55 else 22 if len(said) <= 130 else 18
    _write(heading.text_frame, said, size, INK, bold=True)
    foot = f"{cut(told.kicker, 70)} · Dasbor SKK, versi data {told.version}, terbit {told.released}"
    _text(slide, (LEFT, Inches(6.95), INNER, Inches(0.35)), foot, 11, QUIET)
    if told.is_simulated:
        _text(slide, (LEFT, Inches(0.12), INNER, Inches(0.4)), MARK.upper(), 14, WARN, bold=True)
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None  # noqa: S101 - the notes of the template have a text
    notes.text = "\n".join(_notes(told))
    return slide


def _notes(told: Briefing) -> Iterator[str]:
    if told.is_simulated:
        yield MARK
    yield f"Tampilan: {clean(told.view)}"
    yield f"Alamat: {clean(told.address)}"
    yield f"Versi data {told.version}, terbit {told.released}. Data CC BY 4.0."
    yield "Sumber:" if told.sources else "Tanpa sumber tercatat."
    for one in _sources(told):
        yield " ".join(filter(None, (clean(one.words), one.url)))


def _sources(told: Briefing) -> Iterator[_Said]:
    for one in told.sources:
        yield _Said(_cited(one), one.url if one.url.startswith(LINKED) else "")
    if told.sources_left_out:
        yield _Said(f"… dan {text.number(told.sources_left_out)} sumber lainnya.")


def _cited(one: Source) -> str:
    return ", ".join(filter(None, (one.publisher, one.title, one.date)))


def _title_slide(deck: Deck, told: Briefing) -> None:
    slide = _slide(deck, told, told.title)
    heading = slide.shapes.title
    assert heading is not None  # noqa: S101 - the layout has one
    _put(heading, LEFT, Inches(2.0), Inches(11.5), Inches(1.9))
    said = cut(told.title, LONGEST_TITLE)
    size = 40 if len(said) <= 70 else 30 if len(said) <= 120 else 24
    _write(heading.text_frame, said, size, INK, bold=True)
    heading.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    _text(
        slide, (LEFT, Inches(1.4), INNER, Inches(0.5)), cut(told.kicker, 90), 18, ACCENT, bold=True
    )
    _text(
        slide,
        (LEFT, Inches(4.1), Inches(9), Inches(0.7)),
        f"Tampilan: {cut(told.view, 150)}",
        16,
        QUIET,
    )
    has_code = told.address.startswith(LINKED)
    shown = _text(slide, (LEFT, Inches(5.2), Inches(9), Inches(1.2)), told.address, 12, ACCENT)
    if has_code:
        shown.paragraphs[0].runs[0].hyperlink.address = told.address
        drawn = io.BytesIO()
        level = "m" if len(told.address) < 1500 else "l"
        segno.make(told.address, error=level, micro=False).save(
            drawn, kind="png", scale=6, border=2, dark=f"#{INK}"
        )
        code = slide.shapes.add_picture(drawn, Inches(10.75), Inches(4.75), Inches(1.9))
        _describe(code, "Kode QR", f"Kode QR alamat tampilan ini: {told.address}")


def _texts(deck: Deck, told: Briefing, title: str, said: Sequence[_Said], size: int = 20) -> None:
    """Paragraphs, on as many slides as they need."""
    letters = INNER / Inches(1) * PER_INCH * 14 / size
    room = (LINES_PER_SLIDE + 2) * 18 / size
    pages: list[list[_Said]] = [[]]
    used = 0.0
    for one in said:
        needed = 0.6 + sum(-(-len(words) // letters) for words in (one.words, one.url) if words)
        if pages[-1] and used + needed > room:
            pages.append([])
            used = 0.0
        pages[-1].append(one)
        used += needed
    for at, page in enumerate(pages):
        if not page:
            continue
        slide = _slide(deck, told, title if len(pages) == 1 else f"{title} ({at + 1})")
        frame = _text(slide, (LEFT, BODY_TOP, INNER, BODY), "", size, INK)
        for number, one in enumerate(page):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.6)
            _run(paragraph, one.words, size, ACCENT if one.is_heading else INK,
                 bold=one.is_heading)  # fmt: skip
            if one.url:
                paragraph.add_line_break()
                _run(paragraph, one.url, size - 2, ACCENT, url=one.url)


def _chart_slide(deck: Deck, told: Briefing, chart: Chart) -> None:
    finding = chart.finding.rstrip(".")
    slide = _slide(deck, told, finding or chart.caption)
    if finding:
        _text(slide, (LEFT, Inches(1.42), INNER, Inches(0.4)), cut(chart.caption, 110), 14, QUIET)
    if isinstance(chart, Map):
        drawn_map = io.BytesIO(printing.picture(chart))
        shape = slide.shapes.add_picture(drawn_map, LEFT, BODY_TOP, INNER)
        _describe(shape, chart.caption, chart.alt)
        return
    if isinstance(chart, Lanes) and len(chart.rows) > MOST_SERIES:
        _lanes_table(slide, chart)
        return
    drawn = plots.lines(chart) if isinstance(chart, Lanes) else plots.bars(chart)
    frame = slide.shapes.add_chart(drawn.kind, LEFT, BODY_TOP, INNER, BODY, drawn.data)
    plots.dress(frame.chart, chart)
    _describe(frame, chart.caption, chart.alt)


def _lanes_table(slide: Slide, chart: Lanes) -> None:
    """Places through the years as a table in colours: many lines of a chart would cross."""
    name = Inches(2.9)
    frame = slide.shapes.add_table(
        len(chart.rows) + 1, len(chart.columns) + 1, LEFT, BODY_TOP, INNER, Inches(0.4)
    )
    _describe(frame, chart.caption, chart.alt)
    table = frame.table
    _plain_style(frame)
    table.columns[0].width = name
    for column in range(1, len(table.columns)):
        table.columns[column].width = Emu((INNER - name) // len(chart.columns))
    for row in table.rows:
        row.height = Inches(0.4)
    for at, words in enumerate(("", *chart.columns)):
        _cell(table.cell(0, at), words, 11, QUIET, bold=True, align=PP_ALIGN.CENTER)
    for at, words in enumerate(chart.rows):
        _cell(table.cell(at + 1, 0), words, 13, INK)
        for column in range(len(chart.columns)):
            here = [mark for mark in chart.marks if (mark.row, mark.column) == (at, column)]
            cell = table.cell(at + 1, column + 1)
            tone = here[0].tone if here else ""
            said = ", ".join(mark.label for mark in here)
            _cell(cell, said, 12 if len(said) < 4 else 9, ON_TONE.get(tone, INK), bold=bool(here),
                  align=PP_ALIGN.CENTER)  # fmt: skip
            if tone in TONES:
                _fill(cell, TONES[tone])
            elif column in chart.gaps:
                _fill(cell, "EEF0F3")
    if chart.gaps:
        left = [chart.columns[at] for at in chart.gaps]
        below = BODY_TOP + Inches(0.4) * (len(chart.rows) + 1) + Inches(0.1)
        said = f"Tanpa edisi yang diketahui: {text.listing(left)}."
        _text(slide, (LEFT, Emu(below), INNER, Inches(0.4)), said, 12, QUIET)


def _tables(deck: Deck, told: Briefing, grid: Grid) -> None:
    """The table, on as many slides as its rows need."""
    size = 14 if len(grid.columns) <= 6 else 12
    widths = _widths(grid, size)
    pages: list[list[tuple[str, ...]]] = [[]]
    used = 0
    for row in grid.rows:
        needed = max(_lines(cell, width, size) for cell, width in zip(row, widths, strict=True))
        if pages[-1] and used + needed > LINES_PER_SLIDE - 1:
            pages.append([])
            used = 0
        pages[-1].append(row)
        used += needed
    for at, rows in enumerate(pages):
        title = grid.caption if len(pages) == 1 else f"{grid.caption} ({at + 1})"
        slide = _slide(deck, told, title)
        frame = slide.shapes.add_table(
            len(rows) + 1, len(grid.columns), LEFT, Inches(1.6), INNER, Inches(0.36)
        )
        _describe(frame, title, f"Tabel {title}: {', '.join(one.name for one in grid.columns)}.")
        _plain_style(frame)
        for column, width in enumerate(widths):
            frame.table.columns[column].width = width
        for one in frame.table.rows:
            one.height = Inches(0.36)
        for column, head in enumerate(grid.columns):
            _cell(frame.table.cell(0, column), head.name, size - 1, QUIET, bold=True,
                  align=_side(head))  # fmt: skip
            for number, row in enumerate(rows):
                _cell(frame.table.cell(number + 1, column), row[column], size, INK,
                      align=_side(head))  # fmt: skip
        if at == len(pages) - 1 and grid.left_out:
            said = f"… dan {text.number(grid.left_out)} baris lainnya di alamat tampilan ini."
            _text(slide, (LEFT, Inches(6.6), INNER, Inches(0.35)), said, 12, QUIET)


def _side(column: Column) -> PP_ALIGN:
    return PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT


def _widths(grid: Grid, size: int) -> list[Length]:
    """Each column at least as wide as its longest word, the rest by what its cells hold."""
    held = [
        (column.name, *(row[at] for row in grid.rows)) for at, column in enumerate(grid.columns)
    ]
    letters = int(INNER / Inches(1) * PER_INCH * 14 / size)
    least = [
        min(max(len(word) for cell in cells for word in cell.split() or ("",)), 18) + 3
        for cells in held
    ]
    wanted = [max(min(max(map(len, cells)), 60), 1) for cells in held]
    left = max(letters - sum(least), 0)
    return [
        Emu(round(INNER * (low + left * want / sum(wanted)) / max(letters, sum(least))))
        for low, want in zip(least, wanted, strict=True)
    ]


def _lines(cell: str, width: Length, size: int) -> int:
    letters = max((width / Inches(1) - 0.2) * PER_INCH * 14 / size, 1)
    return max(-(-len(cell) // int(letters)), 1)


def _plain_style(frame: BaseShape) -> None:
    """A table without the template's bands: faint lines, a heading row that screen readers know."""
    properties = frame._element.find(f".//{qn('a:tblPr')}")
    properties.set("bandRow", "0")
    style = properties.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid


def _cell(
    cell: _Cell, words: str, size: float, colour: str, *, bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
) -> None:  # fmt: skip
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.margin_left = cell.margin_right = Inches(0.07)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = align
    _run(paragraph, words, size, colour, bold=bold)
    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, qn("a:lnB"), w="6350")
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=LINE)


def _fill(cell: _Cell, colour: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(colour)


def _text(
    slide: Slide, at: tuple[Length, Length, Length, Length], words: str, size: int, colour: str,
    *, bold: bool = False,
) -> TextFrame:  # fmt: skip
    frame = slide.shapes.add_textbox(*at).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Emu(0)
    if words:
        _write(frame, words, size, colour, bold=bold)
    return frame


def _write(frame: TextFrame, words: str, size: int, colour: str, *, bold: bool = False) -> None:
    frame.clear()
    frame.word_wrap = True
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _run(frame.paragraphs[0], words, size, colour, bold=bold)


def _run(
    paragraph: _Paragraph, words: str, size: float, colour: str, *, bold: bool = False,
    url: str = "",
) -> None:  # fmt: skip
    run = paragraph.add_run()
    run.text = clean(words)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    if url:
        run.hyperlink.address = url


def _put(shape: BaseShape, left: Length, top: Length, width: Length, height: Length) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _describe(shape: BaseShape, name: str, alt: str) -> None:
    """What a screen reader says of a shape."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", clean(alt))
    shape.name = clean(name)


def _in_indonesian(deck: Deck) -> None:
    """Say of all words that they are Indonesian, for spelling and for who listens."""
    notes = [slide.notes_slide for slide in deck.slides]
    parts = [deck, deck.slide_master, *deck.slide_layouts, *deck.slides, *notes, deck.notes_master]
    for part in parts:
        for one in part.element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
            one.set("lang", LANGUAGE)
        for run in part.element.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", LANGUAGE)
