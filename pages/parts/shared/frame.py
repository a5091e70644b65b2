"""The frame around every page, and around every chart and table: headings, twins, downloads,
footer.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.core import drawing, editions, export, markup, text
from analytics.core.cache import cached, shared
from analytics.core.rows import Table
from data import publish
from data.lake import status
from data.version import version
from pages.parts.shared.component import address
from pages.parts.shared.filters import based
from pages.parts.shared.store import GENERATION, PROBLEM, ask, later
from pages.parts.shared.table import Cell, Column, table

if TYPE_CHECKING:
    from analytics.briefing.rows import Book, Briefing, Made, Result

CHART_CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "displayModeBar": "hover",
    "scrollZoom": False,
    "locale": "id",
    "locales": {"id": {"dictionary": {"Download plot as a PNG": "Unduh sebagai gambar (PNG)"}}},
}
RULES = "/sumber?sumber_bagian=Aturan"  # the page that shows the rules
FEW = 3  # rows that a phone shows of a table in place of a chart, until one asks for all
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STYLE = """<style>
.stElementContainer:has(> .stHtml > script) { display: none }
.st-key-saringan_diam, .st-key-daerah_peramban, :has(> .st-key-saringan_tahun_diam) {
  display: none !important }
/* In the bar at the top, between the names of the pages and the menu */
.st-key-bilah_cari { position: fixed; z-index: 999991; top: .5rem; right: 3.75rem; width: 9.5rem }
.st-key-bilah_cari [data-testid="stTextInputRootElement"] { height: 2.75rem }
@media (max-width: 767px) {
  .st-key-bilah_cari { width: calc(100vw - 7.5rem) }
  /* It would lie over the list of pages and the button that closes it */
  .stApp:has(.stSidebar[data-collapsed="false"]) .st-key-bilah_cari { display: none }
  .stSidebar button[aria-controls="stSidebar"] { min-width: 2.75rem; min-height: 2.75rem }
}
.st-key-saringan { border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent);
  padding-bottom: .75rem }
[data-testid="stCaptionContainer"] { opacity: .8 }
[data-testid="stCaptionContainer"] hr { margin: 1.5rem 0 .75rem }
.js-plotly-plot :is(.ytick, .annotation) a { fill: inherit !important; text-decoration: underline;
  text-underline-offset: .2em }
/* Bagikan lies beside what heads the page, the filters or its first element, and moves nothing */
:has(> .st-key-bagikan) { position: relative; z-index: 20; height: 0; margin-bottom: -1rem; }
.st-key-bagikan { position: absolute; top: 1.75rem; right: 0; width: auto !important; }
:has(> .st-key-bagikan):has(~ * .st-key-saringan_diam) > * { top: 1rem; }
:has(> .st-key-bagikan) ~ :has(.st-key-saringan_diam) + * { padding-right: 7.5rem; }
@media (max-width: 640px) {
  :has(> .st-key-bagikan) ~ :has(.st-key-saringan_diam) + * { padding-right: 3.5rem; }
  /* Beside the switch that opens the filters */
  :has(> .st-key-bagikan):has(~ * .st-key-saringan) > * { top: -.1rem; }
  .st-key-buka_saringan { padding-right: 3.5rem }
  [class*="st-key-buka_"] label { min-height: 2.75rem; align-items: center } }
/* Where nothing hovers the picture's button would always lie on a heading of the chart;
  such a device takes its own picture */
@media (hover: none) { .js-plotly-plot .modebar { display: none } }
/* A way on is read whole, in two lines if need be */
.stMain .stPageLink a * { white-space: normal; overflow: visible }
/* Columns that stand one below the other are no further apart than what stands in them */
@media (max-width: 640px) {
  .stMain [data-testid="stHorizontalBlock"] { row-gap: 1rem }
  .stMain h2 { padding-block: .35rem .5rem }
  .stMain h1 { padding-top: .25rem }
  .stMain [data-testid="stMainBlockContainer"] { padding-top: 4rem } }
/* What a phone folds until it is asked for; paper and wide screens show it at once */
@media not all and (max-width: 640px) { [class*="st-key-buka_"] { display: none } }
@media print { [class*="st-key-buka_"][class] { display: none } }
@media screen and (max-width: 640px) {
  [class*="st-key-buka_"]:not(:has(input:checked)) + :has(> [class*="st-key-lipat_"]),
  [class*="st-key-buka_"]:not(:has(input:checked)) + [class*="st-key-lipat_"] { display: none }
}
@page { size: A4; margin: 12mm }
@media print {
  .stMain, .stApp, [data-testid="stAppViewContainer"] { position: static !important;
    overflow: visible !important }
  .stMain :is([data-testid="stHorizontalBlock"], [data-testid="stVerticalBlock"]) {
    display: block !important }
  .stMain .st-key-angka[class] { display: flex !important }
  .stMain :is([data-testid="stColumn"], [data-testid="stElementContainer"]) {
    width: 100% !important; margin-bottom: .6rem }
  /* The small map stays beside what it is the map of */
  .stMain [data-testid="stHorizontalBlock"]:has(.st-key-lipat_letak) { display: flex !important }
  .stMain [data-testid="stColumn"]:has(.st-key-lipat_letak) { flex: 0 0 11rem !important }
  .stApp :is(.stAppHeader, .st-key-bagikan, .st-key-bilah_cari, .st-key-saringan,
    .st-key-saringan_diam, .st-key-cara, .st-key-memilih, .st-key-usul, .st-key-daerah_ajakan,
    .stPopover, .stExpander)[class],
  .stMain :is(.stElementContainer, .stLayoutWrapper):has(> :is(.stPopover, .stExpander,
    .stSelectbox)),
  .stButtonGroup button:not([aria-checked="true"]), .stButtonGroup label {
    display: none !important }
  .stButtonGroup button { width: auto !important; max-width: none !important; padding: 0 !important;
    border: 0 !important }
  .stButtonGroup button * { overflow: visible !important; font-weight: 650 }
  .stMain [data-testid="stMainBlockContainer"] { padding: 0 !important; zoom: .75 }
  h1, h2, h3 { break-after: avoid; padding-block: .25rem !important }
  .stMain [data-testid="stCaptionContainer"] hr { margin: .5rem 0 }
  .stPlotlyChart { break-inside: avoid }
  .stMain :is(.stElementContainer, .stFullScreenFrame, .stPlotlyChart):has(.js-plotly-plot) {
    height: auto !important }
  .js-plotly-plot { zoom: var(--paper-zoom, .62) }  /* paper.js */
  /* Black on white, whichever theme is on; what has a colour of its own to tell by (badges, marks,
    areas) keeps it */
  html, body, .stApp, .stApp * {
    --st-text-color: #000 !important; --st-background-color: #fff !important;
      --st-link-color: #000 !important;
    color-scheme: light !important; color: #000 !important;
      background-color: transparent !important;
  }
  .js-plotly-plot text:not([style*="fill: rgb(255, 255, 255)"], [style*="fill: white"]) {
    fill: #000 !important }
  .js-plotly-plot path.point[style*="fill: rgb(14, 22, 38)"] { fill: #fff !important }
}
</style>"""
SCRIPTS = "".join(  # a module runs once, however often it is named
    f'<script type="module" src="{address(name)}"></script>'
    for name in ("words", "links", "keys", "menu", "paper")
)


def begin() -> None:
    """What stands above every page: styles, what follows links within the app, and the mark of
    simulated data.
    """
    st.html(STYLE + SCRIPTS, unsafe_allow_javascript=True)
    if st.session_state[GENERATION] and is_simulated():
        st.error(
            "**DATA SIMULASI.** Angka di halaman ini dibuat komputer atau hasil latihan impor, dan"
            " bukan hasil resmi.",
            icon=":material/science:",
        )
    if st.session_state[GENERATION] and st.session_state[PROBLEM]:
        version = Path(st.session_state[GENERATION]).stem.removeprefix("skk-")
        st.warning(
            "Data terbaru tidak dapat dibaca; yang tampil adalah terbitan utuh sebelumnya, versi"
            f" {markup.plain(version)}. Sebabnya ada di catatan server; pengelola memulihkannya"
            " dengan `python -m data.build`.",
            icon=":material/broken_image:",
        )


def end() -> None:
    """What stands below every page: version of the data, licences, how to read it."""
    if not st.session_state[GENERATION]:
        return
    if notice := status.notice(publish.folder()):
        st.caption(f":material/cloud_off: {markup.plain(notice)}")
    build = ask(editions.version)
    mark = "DATA SIMULASI · " if is_simulated() else ""
    st.caption(
        f"---\n\n{mark}Versi data `{markup.plain(build.version[:12])}`,"
        f" terbit {released()} · Versi aplikasi {markup.plain(version())} ·"
        " Data CC BY 4.0, kode MIT · Disusun dari halaman terbit; bukan situs resmi penyelenggara."
        " Setiap angka dapat ditelusuri di halaman Sumber & Mutu Data;"
        f" {markup.link('aturan penetapan peringkat', based(RULES))} ada di sana. Jaringan lambat?"
        f" {markup.link('Halaman ringan', based('/r/'))} memuat hal yang sama tanpa skrip."
    )


def totals() -> None:
    """What the whole database covers, in one line."""
    total = ask(editions.totals)
    st.caption(
        f"Katalog ini memuat {text.number(total.editions)} edisi SKK di seluruh Indonesia yang"
        f" dinyatakan sumber, {text.number(total.inferred)} yang hanya disimpulkan, dan"
        f" {text.number(total.kindred)} edisi ajang kerabat; {text.number(total.kecamatan)}"
        f" kecamatan, {text.number(total.claims)} klaim dari {text.number(total.sources)} halaman"
        f" terbit, {text.number(total.disputes)} sengketa terbuka."
    )


def released() -> str:
    """The day on which the data in view were published, by the clock of this visitor."""
    built = ask(editions.version).built_at.replace(tzinfo=UTC).astimezone(clock())
    return text.date(f"{built:%Y-%m-%d}")


def this_year() -> int:
    """The year on the clock of this visitor."""
    return datetime.now(clock()).year


def is_simulated() -> bool:
    """Whether the generation in force holds simulated data."""
    return ask(editions.version).kind == "simulated"


def marked(file: str) -> str:
    """The name of a file that is given away; of simulated data it says so."""
    return f"SIMULASI_{file}" if is_simulated() else file


def is_dark() -> bool:
    """Whether this visitor sees the dark theme."""
    return bool(st.context.theme.type == "dark")


def clock() -> timezone:
    """The clock of this visitor, as far as the browser says which."""
    return text.clock(st.context.timezone, datetime.now(UTC))


def chart(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    twin: Table | None,
    ways: Mapping[str, str] | None = None,
    on_click: Callable[..., None] | None = None,
    arguments: Sequence[object] = (),
    counted: Sequence[str] = (),
) -> None:
    """A chart with its table twin: the same values as text, for whoever cannot see or hover; None
    where the page has that table.

    Of fewer than three points there is only the table, below the sentence that heads it.

    `ways` gives the address that a name leads to, on the vertical axis of the chart and in the
    twin. `on_click` is called with the custom data of the mark that was picked, and with
    `arguments`; `counted` gives, for each row of the twin, the address of what its column Inovasi
    counts.
    """
    if on_click is None and not drawing.is_worth_drawing(figure):
        if twin is not None:
            plain(twin, key=f"{key}_kembar", caption=alt, ways=ways, counted=counted, fold=FEW)
        return
    base = based("")
    drawn = drawing.finished(
        figure, {name: base + way for name, way in (ways or {}).items()}, simulated=is_simulated()
    )
    if on_click is None:
        st.plotly_chart(drawn, key=key, config=CHART_CONFIG, alt=alt)
    else:
        picked = partial(_picked, key, on_click, arguments)
        st.plotly_chart(
            drawn, key=key, config=CHART_CONFIG, alt=alt, on_select=picked, selection_mode="points"
        )
    if twin is None:
        return
    with st.expander("Lihat sebagai tabel", key=f"{key}_tabel", on_change="rerun") as twin_box:
        if twin_box.open:
            plain(twin, key=f"{key}_kembar", caption=alt, ways=ways, counted=counted)


def _picked(key: str, act: Callable[..., None], arguments: Sequence[object]) -> None:
    for point in st.session_state[key].selection.points[:1]:
        act(point["customdata"], *arguments)


def plain(
    rows: Table,
    *,
    key: str,
    caption: str,
    head: str | None = None,
    ways: Mapping[str, str] | None = None,
    counted: Sequence[str] = (),
    fold: int = 0,
) -> None:
    """A frame with Indonesian column names as a table: numbers right-aligned and formatted, the
    rest as text; a cell that is one of the names in `ways` leads to the address given there. With
    `fold` a phone shows so many rows until one asks for all.
    """
    table(
        *_cells(rows, ways or {}, counted),
        key=key,
        caption=caption,
        head=head,
        fold=fold,
        sortable=True,
    )


@cached
def _cells(
    rows: Table, ways: Mapping[str, str], counted: Sequence[str]
) -> tuple[Sequence[Column], Sequence[dict[str, str | Cell]]]:
    names = [str(name) for name in rows.columns]
    numeric = {
        name: pd.api.types.is_numeric_dtype(rows[name]) and name != "Tahun" for name in names
    }
    cells: list[dict[str, str | Cell]] = [
        {
            name: text.number(value, 2) if numeric[name] else _words(value, ways)
            for name, value in zip(names, row, strict=True)
        }
        for row in rows.itertuples(index=False, name=None)
    ]
    for cell, href in zip(cells, counted, strict=False):
        cell["Inovasi"] = {"text": str(cell["Inovasi"]), "href": href}
    return shared(
        [Column(name, name, "right" if numeric[name] else "left") for name in names]
    ), shared(cells)


def _words(value: object, ways: Mapping[str, str]) -> Cell:
    return (
        {"text": str(value), "href": ways.get(str(value), "")}
        if text.is_known(value)
        else {"text": ""}
    )


def downloads(name: str, title: str, rows: Table, sources: Table, link: str) -> None:
    """Unduh: the rows on screen as CSV and Excel with sources and version, the view as a sheet of
    paper where its page has briefings, and the link of this view.
    """
    build = ask(editions.version)
    version = build.version[:12]
    sheet = export.Sheet(title, absolute(link), version, is_simulated(), absolute(RULES))
    file = marked(f"{name}_{version}")
    with st.popover(
        "Unduh", icon=":material/download:", key=f"unduh_{name}", on_change="rerun"
    ) as box:
        if not box.open:
            return
        st.caption(
            f"{text.number(len(rows))} baris: semua yang ada di balik tampilan ini, dengan sumber"
            " dan versi data."
        )
        save(lambda: export.to_csv(rows, sheet), "CSV", f"{file}.csv", "text/csv", f"csv_{name}")
        save(
            lambda: export.to_xlsx(rows, sources, sheet),
            "Excel (XLSX)",
            f"{file}.xlsx",
            XLSX,
            f"xlsx_{name}",
        )
        _briefing(name, file, link, sheet.link)
        st.caption("Tautan tampilan ini:")
        st.code(sheet.link, language=None, wrap_lines=True)


def _briefing(name: str, file: str, link: str, address: str) -> None:
    """Offer the view at an address as a sheet of paper and as slides, if its page has a
    briefing.
    """
    # Not with the first page: a briefing is made of all topics
    from analytics.briefing import composing as briefing_composing  # noqa: PLC0415

    if briefing_composing.has_one(link):
        briefing = later(briefing_composing.briefing, address)
        save(
            lambda: _printed(briefing()),
            "Ringkasan (PDF)",
            f"{file}.pdf",
            "application/pdf",
            f"pdf_{name}",
        )
        save(lambda: _shown(briefing()), "Slide (PPTX)", f"{file}.pptx", PPTX, f"pptx_{name}")
    if ask(briefing_composing.has_book, link):
        book = later(briefing_composing.book, address)
        save(
            lambda: _bound(book()),
            "Buku saku (PDF)",
            f"{file}_buku-saku.pdf",
            "application/pdf",
            f"buku_{name}",
        )
    if briefing_composing.has_annex(link):
        annex = later(briefing_composing.annex, address)
        key = f"penetapan_{name}"
        save(
            partial(_annexed, annex, "docx"),
            "Lembar penetapan (DOCX)",
            f"{file}_penetapan.docx",
            DOCX,
            f"{key}_docx",
        )
        save(
            partial(_annexed, annex, "xlsx"),
            "Lembar penetapan (XLSX)",
            f"{file}_penetapan.xlsx",
            XLSX,
            f"{key}_xlsx",
        )


def _printed(briefing: "Briefing") -> bytes:
    # What sets type is loaded when somebody presses the button
    from analytics.briefing import printing as briefing_printing  # noqa: PLC0415

    return briefing_printing.pdf(briefing)


def _shown(briefing: "Briefing") -> bytes:
    # What writes slides is loaded when somebody presses the button
    from analytics.briefing import slides as briefing_slides  # noqa: PLC0415

    return briefing_slides.pptx(briefing)


def _bound(book: "tuple[Book, Made]") -> bytes:
    # What sets type is loaded when somebody presses the button
    from analytics.briefing import printing as briefing_printing  # noqa: PLC0415

    return briefing_printing.book(*book)


def _annexed(annex: Callable[[], "tuple[Result, Made]"], kind: str) -> bytes:
    # What writes documents is loaded when somebody presses the button
    from analytics.briefing import annexes as briefing_annexes  # noqa: PLC0415

    write = {"docx": briefing_annexes.docx_of, "xlsx": briefing_annexes.xlsx_of}[kind]
    return write(*annex())


def save(content: Callable[[], bytes], label: str, file: str, mime: str, key: str) -> None:
    """A download button that makes its file only when it is pressed."""
    st.download_button(
        label, content, file_name=file, mime=mime, key=key, on_click="ignore", width="stretch"
    )


def absolute(link: str) -> str:
    """A link of the app with the address under which this visitor sees it."""
    url = st.context.url
    origin = "/".join(url.split("/")[:3]) if url else ""
    return origin + based(link)
