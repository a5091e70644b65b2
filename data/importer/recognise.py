"""From sheets of cells to what they say of a contest: its criteria, entrants and scores.

Three steps: where the tables are (geometry), what their columns and rows are (reading), what they
are to each other (sheets). The project's own template needs none of them (filled).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data import names
from data.importer import (
    cells,
    entrants,
    filled,
    formats,
    geometry,
    legend,
    reading,
    scales,
    sheets,
    totals,
    vocabulary,
)
from data.importer.draft import Draft
from data.importer.geometry import Layout, Places
from data.importer.questions import Asked
from data.importer.sheets import Placed
from data.importer.workbook import Sheet


@dataclass
class Read:
    """What was read of a file before it is known which edition it is about."""

    draft: Draft
    layouts: list[Layout] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)


def tables(workbook: Sequence[Sheet], places: Places, asked: Asked) -> Read:
    """Read the tables of all sheets; of the template its own sheets."""
    read = Read(Draft())
    for sheet in workbook:
        _say_unseen(read.draft, sheet)
    rest = list(workbook)
    if own := filled.sheets(workbook):
        filled.read(read.draft, own)
        rest = [sheet for sheet in workbook if sheet.name.strip().lower() not in filled.OWN]
    read.layouts = [geometry.layout(sheet, places) for sheet in rest]
    known = _known(read.layouts)
    for layout in read.layouts:
        sheet = layout.sheet
        if sheet.is_hidden and sheet.rows and not layout.blocks:
            read.draft.notice(
                f"{sheet.name}!A1", "lembar ini tersembunyi dan tidak berisi tabel nilai"
            )
        for block in layout.blocks:
            table = reading.read(block, places, asked, known)
            if table.rows.entrants or table.rows.blank:
                read.placed.append(sheets.place(table))
    scales.told_outside(read.layouts, [one.table for one in read.placed])
    for one in read.placed:
        totals.find(one.table, asked)
        reading.overrule(one.table, asked)
    _titles(read)
    return read


def _known(layouts: Sequence[Layout]) -> reading.Known:
    """What sheets say of each other: who the jurors are, and what codes stand for."""
    jurors: dict[str, str] = {}
    for layout in layouts:
        own = layout.sheet.name.strip()
        said = [own, *(line.words for block in layout.blocks for line in block.above)]
        if layout.blocks and (
            juror := next((one for words in said if (one := vocabulary.juror(words))), "")
        ):
            jurors |= {names.wording(juror): juror, names.wording(own): juror}
        elif layout.blocks and not _says_something(own):
            jurors[names.wording(own)] = own
    return reading.Known(jurors, legend.codes(layouts))


def _says_something(name: str) -> bool:
    """Whether the name of a sheet says what it is; else it may be that of a juror."""
    is_told = (
        vocabulary.NUMBERED_STAGE.search(name)
        or vocabulary.YEAR.search(name)
        or vocabulary.ZONE.fullmatch(name)
    )
    return bool(
        is_told or cells.stage(name) or sheets.RECAP.search(name) or vocabulary.TOPICS.search(name)
    )


def _titles(read: Read) -> None:
    """The lines from which the edition may be known: above tables, names of sheets, and what stands
    on sheets without a table.
    """
    for one in read.placed:
        said = [*one.titles, (one.at, one.name)]
        read.draft.titles += [line for line in said if line not in read.draft.titles]
    for layout in read.layouts:
        if not layout.blocks:
            read.draft.titles += [(line.at, line.words) for line in layout.lines[:10]]


def arrange(read: Read, asked: Asked, year: int | None) -> Draft:
    """Say what the tables are to each other, and add their rows to the draft."""
    draft = read.draft
    draft.notices += sheets.arrange(read.placed, asked, year)
    used = [one for one in read.placed if one.is_used]
    for one in used:
        draft.columns += one.table.columns.values()
        draft.faults += one.table.faults
        draft.notices += one.table.notices
        scales.add(draft, one)
        scales.stated_sum(draft, one)
    draft.notices += reading.unnamed([one.table for one in used])
    scales.told_elsewhere(read.layouts, draft, used)
    scales.from_pairs(draft, used)
    for one in used:
        scales.limits_below(draft, one)
        scales.already_weighted(draft, one)
    for one in used:
        for column in one.table.of("kriteria", "tertimbang"):
            criterion = draft.criteria.get(one.table.columns[column].key)
            if criterion and criterion.most is not None:
                one.table.most.setdefault(column, criterion.most)
    sure = formats.sure(one.table for one in used)
    for one in used:
        formats.settle(one.table, asked, next(iter(sure)) if len(sure) == 1 else None)
    scales.ask_most(draft, used, asked)
    entrants.add(draft, used, asked)
    entrants.zones(draft, asked)
    if not draft.rows and not draft.faults:
        where = read.layouts[0].sheet.name if read.layouts else "berkas"
        draft.fault(
            f"{where}!A1",
            'tidak ada tabel nilai: nama kecamatan di bawah judul kolom "Kecamatan", nilai di'
            " sampingnya",
        )
    return draft


def _say_unseen(draft: Draft, sheet: Sheet) -> None:
    for row in sorted(sheet.hidden_rows):
        if row <= len(sheet.rows) and any(cell is not None for cell in sheet.rows[row - 1]):
            draft.notice(f"{sheet.name}!A{row}", "baris ini tersembunyi; isinya tetap dibaca")
    for column in sorted(sheet.hidden_columns):
        if any(sheet.cell(row, column) is not None for row in range(len(sheet.rows))):
            draft.notice(sheet.at(0, column), "kolom ini tersembunyi; isinya tetap dibaca")
    for address in sorted(sheet.uncached):
        draft.fault(
            f"{sheet.name}!{address}",
            "rumus tanpa nilai tersimpan; buka dan simpan ulang dengan Excel, atau tempel sebagai"
            " nilai",
        )
    for address in sorted(sheet.errors):
        draft.fault(
            f"{sheet.name}!{address}", "berisi galat rumus; perbaiki rumusnya atau tempel nilainya"
        )
