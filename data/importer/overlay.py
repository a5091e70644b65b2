"""A sheet with its reading laid over it: for every cell what it is taken as and why; and the scores
with their cells.

For looking only: nothing that is published comes from here.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from data import names
from data.importer import cells, header
from data.importer.draft import Column, Fault, Number, Place, Row
from data.importer.faults import figure
from data.importer.geometry import Block
from data.importer.proposal import Proposal
from data.importer.sheets import Placed
from data.importer.table import MEANINGS, Table
from data.importer.workbook import Cell, Sheet, letters

ROLES = {
    "kecamatan": "Kecamatan",
    "kriteria": "Nilai kriteria",
    "tertimbang": "Nilai kali bobot",
    "total": "Nilai total",
    "bagian": "Jumlah bagian",
    "peringkat": "Peringkat, gelar",
    "batas": "Bobot, maksimum",
    "keterangan": "Judul, tahap, juri",
    "ringkasan": "Ringkasan",
    "abaikan": "Tidak dipakai",
}
ROLE_OF = {
    "kecamatan": "kecamatan", "kabkota": "kecamatan", "kode": "kecamatan", "zona": "keterangan",
    "peringkat": "peringkat",
    "gelar": "peringkat", "kategori": "peringkat", "juri": "keterangan", "tahap": "keterangan",
    "total": "total",
    "maksimum": "batas", "persen": "total", "kriteria": "kriteria", "tertimbang": "tertimbang",
    "subtotal": "bagian",
    "nilai_juri": "total", "nilai_tahap": "total", "abaikan": "abaikan",
}  # fmt: skip
TAGS = {  # what is printed in the header of a column
    "kecamatan": "kecamatan", "kabkota": "kab/kota", "kode": "kode", "zona": "zona",
    "peringkat": "peringkat", "gelar": "gelar",
    "kategori": "kategori", "juri": "juri", "tahap": "tahap", "total": "total",
    "maksimum": "maks. total", "persen": "persen",
    "kriteria": "kriteria", "tertimbang": "× bobot", "subtotal": "bagian",
    "nilai_juri": "total juri",
    "nilai_tahap": "total tahap", "abaikan": "tidak dipakai",
}  # fmt: skip
MOST_CELLS = 8_000  # of one sheet that are shown
MOST_COLUMNS = 60
MOST_SHOWN = 30_000  # cells of a whole workbook
LONGEST = 300  # characters of a cell
MOST_FAULTY = 500  # cells that one fault is said of


@lru_cache(maxsize=65_536)  # a workbook has many cells and few different numbers
def _figure(value: float) -> str:
    return figure(value)


class Seen(NamedTuple):
    """One cell: its text as the sheet shows it, what it is taken as (`role` of ROLES, empty: as
    nothing) and why, in sentences.

    `column` is the address of its column's header, `place` the key in Draft.places of the kecamatan
    that it names.
    """

    text: str = ""
    role: str = ""
    says: str = ""
    tag: str = ""
    column: str = ""
    place: str = ""
    fault: str = ""
    question: str = ""


class SheetSeen(NamedTuple):
    """A sheet as it is shown: its first rows and columns; `more_rows` and `more_columns` hold
    something too.
    """

    name: str
    rows: list[list[Seen]]
    is_hidden: bool
    hidden_rows: frozenset[int]  # from 0
    hidden_columns: frozenset[int]
    merged: tuple[tuple[int, int, int, int], ...]  # top, left, bottom, right; from 0, inclusive
    more_rows: int
    more_columns: int


class Score(NamedTuple):
    """A value that is taken, and its cell; None: not judged."""

    value: float | None
    at: str = ""


class Line(NamedTuple):
    """One kecamatan in a group of scores: as the file calls it, its code as far as it is known, its
    scores by part.
    """

    called: str
    code: str | None
    at: str
    # By (kriteria, nilai_juri or nilai_tahap; what of), as Row.parts
    scores: dict[tuple[str, str], Score]
    total: Score
    rank: Score
    title: str


class Group(NamedTuple):
    """The scores of one stage and juror (empty: all jurors): the parts that occur, and a line for
    each kecamatan.
    """

    stage: str | None
    juror: str
    parts: list[tuple[str, str]]
    lines: list[Line]


class _Mark(NamedTuple):
    role: str
    says: str = ""
    tag: str = ""
    column: str = ""
    place: str = ""


Marks = dict[tuple[int, int], _Mark]


def overlay(found: Proposal, sheets: Sequence[Sheet], called: Mapping[str, str]) -> list[SheetSeen]:
    """All sheets of a workbook with the reading of a proposal. `called` has the names of kecamatan
    by code.
    """
    marks: dict[str, Marks] = defaultdict(dict)
    painters = [_Painter(found, one, called, marks[one.sheet.name]) for one in found.read.placed]
    for painter in painters:
        painter.entrants()
    for (
        painter
    ) in painters:  # what another table takes is no note of this one, where tables overlap
        painter.rest()
    _template(found, sheets, marks)
    named = {sheet.name for sheet in sheets}
    faults = _by_cell(found.faults, named)
    asked = _by_cell((Fault(one.at, one.asks) for one in found.open), named)
    told = _by_cell(
        (one._replace(message=one.message) for one in found.notices), named, is_first_only=True
    )
    left = MOST_SHOWN
    shown = []
    for sheet in sheets:
        seen = _seen(sheet, marks[sheet.name], faults, asked, told, most=min(MOST_CELLS, left))
        left = max(0, left - sum(map(len, seen.rows)))
        shown.append(seen)
    return shown


def _by_cell(
    found: Iterable[Fault], named: Iterable[str], *, is_first_only: bool = False
) -> dict[str, str]:
    """Sentences by the addresses that they are about."""
    told: dict[str, list[str]] = defaultdict(list)
    names_of = list(named)
    for one in found:
        about = [one.at] if is_first_only else addresses(f"{one.at} {one.message}", names_of)
        for at in dict.fromkeys(about):
            told[at].append(one.message)
    return {at: "; ".join(several) for at, several in told.items()}


def _shape(named: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(named), key=len, reverse=True)
    sheets = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(
        rf"(?<!\w)((?:{sheets})!([A-Z]{{1,3}})([1-9]\d{{0,5}})"
        rf"(?::([A-Z]{{1,3}})([1-9]\d{{0,5}}))?)(?!\w)"
    )


def addresses(words: str, named: Iterable[str]) -> list[str]:
    """The cells of these sheets that a sentence names, ranges cell by cell, at most MOST_FAULTY."""
    told: list[str] = []
    for found in _shape(named).finditer(words):
        sheet = found[1][: found[1].rindex("!")]
        left, top = number(found[2]), int(found[3])
        right, bottom = (number(found[4]), int(found[5])) if found[4] else (left, top)
        told += [
            f"{sheet}!{letters(column)}{row}"
            for row in range(top, min(bottom, top + MOST_FAULTY) + 1)
            for column in range(left, min(right, left + MOST_COLUMNS) + 1)
        ][: MOST_FAULTY - len(told)]
    return told


def parted(words: str, named: Iterable[str]) -> list[tuple[str, str]]:
    """A sentence in pieces: words, and the cell that they are the address of; empty for words
    between.
    """
    told, end = [], 0
    for found in _shape(named).finditer(words):
        told += [(words[end : found.start()], "")] if found.start() > end else []
        told.append((found[1], found[1].partition(":")[0] if found[4] else found[1]))
        end = found.end()
    return told + ([(words[end:], "")] if end < len(words) else [])


def number(column: str) -> int:
    """The number of a column from 0: A is 0, AA is 26."""
    value = 0
    for letter in column:
        value = value * 26 + ord(letter) - 64
    return value - 1


def asked_as(place: Place) -> str:
    """The id of the question whom a name means."""
    return f"kecamatan {place.called}" + (f", {place.kabkota}" if place.kabkota else "")


# What stands in a cell, and what it is taken as.


def _seen(
    sheet: Sheet,
    marks: Marks,
    faults: Mapping[str, str],
    asked: Mapping[str, str],
    told: Mapping[str, str],
    *,
    most: int,
) -> SheetSeen:
    height = max(
        (r + 1 for r, row in enumerate(sheet.rows) if any(cell is not None for cell in row)),
        default=0,
    )
    width = max(
        (c + 1 for row in sheet.rows for c, cell in enumerate(row) if cell is not None), default=0
    )
    columns = min(width, MOST_COLUMNS)
    rows = min(height, max(1, most // max(columns, 1))) if most else 0
    seen = []
    for r in range(rows):
        line = []
        for c in range(columns):
            at = sheet.at(r, c)
            mark = marks.get((r, c), _Mark(""))
            says = mark.says
            if (note := told.get(at)) and note not in says:
                says = f"{says} {_sentence(note)}".strip()
                mark = mark if mark.role or sheet.cell(r, c) is None else _Mark("keterangan")
            line.append(
                Seen(
                    words(sheet, r, c),
                    mark.role,
                    says,
                    mark.tag,
                    mark.column,
                    mark.place,
                    _sentence(faults.get(at, "")),
                    _sentence(asked.get(at, "")),
                )
            )
        seen.append(line)
    merged = tuple(
        (top, left, min(bottom, rows - 1), min(right, columns - 1))
        for top, left, bottom, right in sheet.merged
        if top < rows and left < columns
    )
    return SheetSeen(
        sheet.name,
        seen,
        sheet.is_hidden,
        frozenset(row - 1 for row in sheet.hidden_rows),
        sheet.hidden_columns,
        merged,
        height - rows,
        width - columns,
    )


def words(sheet: Sheet, row: int, column: int) -> str:
    """A cell as an Indonesian sees it in the sheet: 87,5 or 12,5%."""
    said = _words(sheet.cell(row, column))
    return f"{said}%" if said and f"{letters(column)}{row + 1}" in sheet.percent else said


def _words(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "BENAR" if cell else "SALAH"
    if isinstance(cell, int | float):
        return _figure(cell)
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    said = cells.text(cell)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _sentence(said: str) -> str:
    said = said.strip()
    return said[:1].upper() + said[1:] + ("" if not said or said.endswith((".", "!", "?")) else ".")


class _Painter:
    """Lays the reading of one table over the cells of its sheet."""

    def __init__(
        self, found: Proposal, placed: Placed, called: Mapping[str, str], marks: Marks
    ) -> None:
        self.found, self.placed, self.called, self.marks = found, placed, called, marks
        self.table: Table = placed.table
        self.block: Block = placed.table.block
        self.at_row = {row.at: row.place for row in found.draft.rows}
        self.by_name = {names.key(place.called): key for key, place in found.draft.places.items()}

    def entrants(self) -> None:
        """Mark the cells that something is taken from."""
        for row in self.table.rows.entrants if self.placed.is_used else []:
            self._entrant(row)

    def rest(self) -> None:
        """Mark all other cells of the table."""
        if not self.placed.is_used:
            why = next(
                (one.message for one in self.found.notices if one.at == self.placed.at),
                "tabel ini tidak dipakai",
            )
            for row in range(len(self.block.grid)):
                self._row(row, "abaikan", _sentence(why), "tidak dipakai" if not row else "")
            return
        for row in self.table.rows.blank:
            self._row(
                row,
                "abaikan",
                "Tidak ada nilai di samping nama ini; baris ini dilewati.",
                "tanpa nilai",
            )
        for row, kind in self.table.rows.limits:
            self._row(row, "batas", f"Baris ini dibaca sebagai {kind} tiap kolom.", kind)
        for row, _ in self.table.rows.summaries:
            self._row(
                row, "ringkasan", "Baris ini meringkas baris lain dan tidak dipakai.", "ringkasan"
            )
        for row, _ in self.table.rows.notes:
            self._row(
                row, "abaikan", "Baris ini bukan nilai kecamatan dan tidak dipakai.", "catatan"
            )
        self._header()

    def _set(self, row: int, column: int, mark: _Mark) -> None:
        spot = self.block.grid[row][column]
        self.marks.setdefault((spot.row, spot.column), mark)

    def _row(self, row: int, role: str, says: str, tag: str) -> None:
        for column, spot in enumerate(self.block.grid[row]):
            if spot.words:
                at = self.table.at(column) if column in self.table.columns else ""
                self._set(row, column, _Mark(role, says, tag, at))
                tag = ""

    def _entrant(self, row: int) -> None:
        place = self._place(row)
        if place and place not in self.found.matches and self.found.matches:
            self._row(row, "abaikan", "Baris ini dilewati menurut operator.", "dilewati")
            self.marks[self._anchored(row)] = self.marks[self._anchored(row)]._replace(place=place)
            return
        for column in range(len(self.block.grid[row])):
            is_name = column == self.block.anchor
            mark = self._of(row, column)
            if is_name and place:
                mark = mark._replace(place=place, says=f"{mark.says} {self._meant(place)}".strip())
            if mark.role:
                self._set(row, column, mark)

    def _anchored(self, row: int) -> tuple[int, int]:
        spot = self.block.grid[row][self.block.anchor]
        return spot.row, spot.column

    def _place(self, row: int) -> str:
        known = self.at_row.get(self.block.at(row, self.block.anchor))
        return known or self.by_name.get(
            names.key(self.block.grid[row][self.block.anchor].words), ""
        )

    def _meant(self, place: str) -> str:
        match = self.found.matches.get(place)
        if match is None:
            return ""
        if match.code is None or not match.is_sure:
            return _sentence(match.why)
        return f"Yang dimaksud: {self.called.get(match.code, match.code)}."

    def _of(self, row: int, column: int) -> _Mark:
        """A cell of an entrant's row, as its column is taken."""
        told = self.table.columns.get(column)
        if told is None:
            return _Mark("")
        says = f"{self._told(column)} {_because(told)}".strip()
        spot = self.block.grid[row][column]
        value = self.table.value(row, column) if column in self.table.parts else None
        if value is not None and _figure(value) != words(self.block.sheet, spot.row, spot.column):
            says = f"{says} Dibaca sebagai angka {_figure(value)}."
        return _Mark(ROLE_OF[told.meaning], says, column=told.at)

    def _told(self, column: int) -> str:
        """What a column is: "Nilai satu kriteria: Pelayanan; Juri 1."."""
        told = self.table.columns[column]
        criterion = self.found.draft.criteria.get(told.key) if told.key else None
        of = criterion.name if criterion else ""
        about = [
            told.juror,
            told.stage if told.meaning != "nilai_tahap" else told.stage or told.header,
        ]
        beside = "; ".join(one for one in about if one)
        return _sentence(
            MEANINGS[told.meaning] + (f": {of}" if of else "") + (f"; {beside}" if beside else "")
        )

    def _header(self) -> None:
        limits = set(header.read(self.block).limits_at.values())
        for row in range(self.block.depth):
            is_limit = self.block.at(row, 0) in limits
            tag = "bobot, maksimum" if is_limit else ""
            for column, spot in enumerate(self.block.grid[row]):
                if not spot.words:
                    continue
                if is_limit:
                    self._set(
                        row,
                        column,
                        _Mark(
                            "batas",
                            "Bobot atau nilai maksimum tiap kolom.",
                            tag,
                            self.table.at(column),
                        ),
                    )
                    tag = ""
                elif (
                    self.table.at(column) == self.block.at(row, column)
                    and column in self.table.columns
                ):
                    told = self.table.columns[column]
                    sure = "" if told.is_sure else " Perlu diperiksa."
                    says = f"Judul kolom. {self._told(column)} {_because(told)}{sure}".strip()
                    self._set(
                        row, column, _Mark(ROLE_OF[told.meaning], says, TAGS[told.meaning], told.at)
                    )
                else:
                    self._set(
                        row, column, _Mark("keterangan", "Judul di atas beberapa kolom.", "", "")
                    )


def _because(told: Column) -> str:
    why = told.why or "judul kolom"
    return "" if told.meaning == "kecamatan" and why == MEANINGS["kecamatan"] else f"Sebab: {why}."


def _template(found: Proposal, sheets: Sequence[Sheet], marks: dict[str, Marks]) -> None:
    """The sheets of the project's own workbook: their columns as they are named."""
    by_name = {sheet.name: sheet for sheet in sheets}
    for told in found.draft.columns:
        sheet, _, cell = told.at.rpartition("!")
        place = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        if told.why != "templat" or place is None or sheet not in by_name:
            continue
        column, top = number(place[1]), int(place[2]) - 1
        says = _sentence(MEANINGS[told.meaning])
        for row in range(top, len(by_name[sheet].rows)):
            tag = TAGS[told.meaning] if row == top else ""
            marks[sheet].setdefault((row, column), _Mark(ROLE_OF[told.meaning], says, tag, told.at))


# The scores, and where they stand.


def groups(found: Proposal) -> list[Group]:
    """The scores as they are read, by stage and juror in the order of the file; of kecamatan that
    are not left out.
    """
    held: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for row in found.draft.rows:
        held[row.implied_stage, row.juror].append(row)
    made = []
    for (stage, juror), rows in held.items():
        parts = list(dict.fromkeys(part for row in rows for part in row.parts))
        ordered = [("kriteria", key) for key in found.draft.criteria if ("kriteria", key) in parts]
        by_place: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_place[row.place].append(row)
        lines = [_line(found, key, several) for key, several in by_place.items()]
        made.append(
            Group(stage, juror, [*ordered, *(part for part in parts if part not in ordered)], lines)
        )
    return made


def _line(found: Proposal, key: str, rows: Sequence[Row]) -> Line:
    """Rows about one kecamatan as one line; what the first says holds, as in the layer."""
    scores: dict[tuple[str, str], Score] = {}
    for row in rows:
        for part, value in row.parts.items():
            if part not in scores or scores[part].value is None:
                scores[part] = _score(value)
    match = found.matches.get(key)
    first = rows[0]
    return Line(
        found.draft.places[key].called,
        match.code if match else None,
        first.at,
        scores,
        _score(next((row.total for row in rows if row.total), None)),
        _score(next((row.rank for row in rows if row.rank), None)),
        next((row.title for row in rows if row.title), ""),
    )


def _score(value: Number | None) -> Score:
    return Score(value.value, value.at) if value is not None else Score(None)
