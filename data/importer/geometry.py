"""Where the tables of a sheet are: its blocks, each with its header rows, the column of kecamatan,
and the lines around it.

Names of kecamatan anchor a table, then the words of its header. A table with kecamatan across is
turned, one with a row for each kecamatan and criterion is spread, so that in the end every block
has one row for each kecamatan (and juror or stage). From which cell a value came is never lost. The
steps are those of unpivotr's partition and behead, in the order of XLIndy: blocks first, then what
is in them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from data.importer import cells, numbers, vocabulary
from data.importer.workbook import Cell, Sheet, letters

DEEPEST = 6  # rows of a header
WEAK = {
    "wilayah",
    "peserta",
    "namapeserta",
    "opd",
    "skpd",
    "namaopd",
    "unitkerja",
    "perangkatdaerah",
    "namaperangkatdaerah",
}


class Places(Protocol):
    """Who knows names: of kecamatan, and of the regions above them."""

    def kecamatan(self, text: str) -> tuple[str, ...]:
        """The codes of all kecamatan that a text may name."""
        ...

    def kabkota(self, text: str) -> tuple[str, ...]:
        """The codes of all kabupaten/kota that a text may name."""
        ...

    def provinsi(self, text: str) -> tuple[str, ...]:
        """The codes of all provinces that a text may name."""
        ...


class Spot(NamedTuple):
    """A cell as the eye sees it: `row` and `column` (from 0) are where its value stands, for merged
    cells the first of them.
    """

    value: Cell
    row: int
    column: int
    is_filled: bool = False

    @property
    def words(self) -> str:
        """Its words on one line."""
        return cells.text(self.value)


class Line(NamedTuple):
    """A line of text outside the tables, and the address where it begins."""

    at: str
    words: str


class Block(NamedTuple):
    """One table: `depth` rows of header, then the rows below; `anchor` is the column of
    kecamatan.
    """

    sheet: Sheet
    grid: list[list[Spot]]
    depth: int
    anchor: int
    above: tuple[Line, ...]
    is_turned: bool = False

    def at(self, row: int, column: int) -> str:
        """The address of the cell that is seen here."""
        spot = self.grid[row][column]
        return self.sheet.at(spot.row, spot.column)

    @property
    def body(self) -> range:
        """The rows below the header."""
        return range(self.depth, len(self.grid))


class Layout(NamedTuple):
    """A sheet: its tables, and the lines of text around them, from top to bottom."""

    sheet: Sheet
    blocks: list[Block]
    lines: list[Line]


class _Anchor(NamedTuple):
    """Where a table may be: row of its header (or of its first name where it has none), column of
    the names, row after it.
    """

    header: int
    column: int
    end: int
    is_headed: bool


Grid = list[list[Spot]]


def layout(sheet: Sheet, places: Places) -> Layout:
    """The tables and lines of a sheet."""
    grid = spots(sheet)
    named = _named(grid, places)
    turned = _turned(sheet, grid, named)
    taken = [rows for _, rows, _ in turned]
    across = {
        (spot.row, spot.column)
        for block, _, _ in turned
        for row in block.grid[block.depth :]
        for spot in row[:1]
    }
    found = [block for block, _, _ in turned]
    covered = [(rows, columns) for _, rows, columns in turned]
    anchors = [
        one
        for one in _anchors(grid, named)
        if not any(one.header in rows for rows in taken)
        and not any(column == one.column and one.header < row < one.end for row, column in across)
    ]
    for anchor, columns in _columns(grid, anchors):
        block, rows = _block(sheet, grid, anchor, columns, named)
        if block is not None:
            found.append(block)
            covered.append((rows, columns))
    found.sort(key=lambda one: (one.grid[0][0].row, one.grid[0][0].column))
    return Layout(sheet, [spread(one) for one in found], _lines(sheet, grid, covered))


def spots(sheet: Sheet) -> Grid:
    """The cells of a sheet as the eye sees them: merged ones all show the value of their first."""
    width = max(map(len, sheet.rows), default=0)
    grid = [
        [Spot(row[c] if c < len(row) else None, r, c) for c in range(width)]
        for r, row in enumerate(sheet.rows)
    ]
    for top, left, bottom, right in sheet.merged:
        if top >= len(grid) or left >= width or grid[top][left].value is None:
            continue
        shown = grid[top][left]._replace(is_filled=True)
        for row in range(top, min(bottom + 1, len(grid))):
            for column in range(left, min(right + 1, width)):
                if (row, column) != (top, left) and grid[row][column].value is None:
                    grid[row][column] = shown
    return grid


def _named(grid: Grid, places: Places) -> dict[tuple[int, int], bool]:
    """The cells that name a kecamatan."""
    return {
        (r, c): True
        for r, row in enumerate(grid)
        for c, spot in enumerate(row)
        if isinstance(spot.value, str)
        and not spot.is_filled
        and len(spot.value) < 120
        and places.kecamatan(spot.words)
    }


def _is_header(spot: Spot) -> bool:
    return (
        isinstance(spot.value, str)
        and len(spot.value) < 60
        and vocabulary.meaning(spot.words) == "kecamatan"
    )


def _is_weak(spot: Spot) -> bool:
    return cells.letters(spot.words) in WEAK


def _anchors(grid: Grid, named: dict[tuple[int, int], bool]) -> list[_Anchor]:
    """Columns of names that run down, with a header or without."""
    found: list[_Anchor] = []
    width = len(grid[0]) if grid else 0
    for column in range(width):
        heads = [
            row
            for row in range(len(grid))
            if _is_header(grid[row][column]) and not grid[row][column].is_filled
        ]
        heads = [row for n, row in enumerate(heads) if not (n and heads[n - 1] == row - 1)]
        known = [row for row in range(len(grid)) if (row, column) in named]
        for number, row in enumerate(heads):
            end = heads[number + 1] if number + 1 < len(heads) else len(grid)
            names = [one for one in known if row < one < end]
            judged = any(_is_judged(grid, below, column) for below in range(row + 1, end))
            if names or (judged and not _is_weak(grid[row][column])):
                found.append(_Anchor(row, column, end, True))
        alone = [row for row in known if not any(one.column == column for one in found)]
        if len(alone) >= 2 and _is_run(grid, alone, column):
            found.append(_Anchor(alone[0], column, len(grid), False))
    headed = [one for one in found if one.is_headed]
    return [
        one for one in found if one.is_headed or not any(_overlap(one, other) for other in headed)
    ]


def _overlap(one: _Anchor, other: _Anchor) -> bool:
    return other.header <= one.header < other.end


def _is_judged(grid: Grid, row: int, column: int) -> bool:
    """Whether a row has a name in a column and a number to the right of it."""
    name = grid[row][column].words
    return (
        bool(name)
        and not numbers.is_number(grid[row][column].value)
        and any(numbers.is_number(spot.value) for spot in grid[row][column + 1 :])
    )


def _is_run(grid: Grid, rows: list[int], column: int) -> bool:
    """Whether most texts between the first and the last of these rows are names, and numbers stand
    beside them.
    """
    between = [row for row in range(rows[0], rows[-1] + 1) if grid[row][column].words]
    header = next(
        (grid[row][column].words for row in range(rows[0] - 1, -1, -1) if grid[row][column].words),
        "",
    )
    return (
        2 * len(rows) >= len(between)
        and 2 * sum(_is_judged(grid, row, column) for row in rows) >= len(rows)
        and vocabulary.meaning(header) not in ("kabkota", "juri", "abaikan")
    )


def _columns(grid: Grid, anchors: list[_Anchor]) -> list[tuple[_Anchor, range]]:
    """Each anchor with the columns of its table: those of tables side by side are parted."""
    found = []
    width = len(grid[0]) if grid else 0
    anchors = sorted(anchors, key=lambda one: one.column)
    kept: list[_Anchor] = []
    for one in anchors:  # two columns of names without a number between them are one table
        same = [other for other in kept if _overlap(one, other) or _overlap(other, one)]
        if all(_is_apart(grid, other, one) for other in same):
            kept.append(one)
    for one in kept:
        beside = [
            other
            for other in kept
            if other != one and (_overlap(one, other) or _overlap(other, one))
        ]
        left = max(
            (_border(grid, other, one) for other in beside if other.column < one.column), default=0
        )
        right = min(
            (_border(grid, one, other) for other in beside if other.column > one.column),
            default=width,
        )
        ends = [
            other.header
            for other in kept
            if other.header > one.header and left <= other.column < right
        ]
        found.append((one._replace(end=min([one.end, *ends])), range(left, right)))
    return found


def _is_apart(grid: Grid, left: _Anchor, right: _Anchor) -> bool:
    rows = range(max(left.header, right.header), min(left.end, right.end))
    return any(
        numbers.is_number(grid[row][column].value)
        for row in rows
        for column in range(left.column + 1, right.column)
    )


def _border(grid: Grid, left: _Anchor, right: _Anchor) -> int:
    """The first column of the right one of two tables side by side."""
    rows = range(max(left.header, right.header), min(left.end, right.end))
    between = range(right.column - 1, left.column, -1)
    for column in between:
        if not any(grid[row][column].words for row in rows):
            return column + 1
    first = right.column
    for column in between:
        header = next((grid[row][column].words for row in rows if grid[row][column].words), "")
        if vocabulary.meaning(header) not in ("nomor", "kode", "kabkota", "peringkat"):
            break
        first = column
        if vocabulary.meaning(header) == "nomor":
            break
    return first


def _block(
    sheet: Sheet, grid: Grid, anchor: _Anchor, columns: range, named: dict[tuple[int, int], bool]
) -> tuple[Block | None, range]:
    """The table at an anchor, and the rows that it takes; None where nothing stands below its
    header.
    """
    rows = [[grid[row][column] for column in columns] for row in range(len(grid))]
    at = anchor.column - columns.start
    top, below = _header(
        rows, anchor, at, {row for row, column in named if column == anchor.column}
    )
    end = anchor.end
    while end > below and not any(spot.words for spot in rows[end - 1]):
        end -= 1
    if end <= below:
        return None, range(top, end)
    above = _above(sheet, rows, top)
    used = [c for c in range(len(columns)) if any(rows[r][c].words for r in range(top, end))]
    block = Block(
        sheet,
        [[rows[r][c] for c in used] for r in range(top, end)],
        below - top,
        used.index(at),
        above,
    )
    return block, range(top, end)


def _header(rows: Grid, anchor: _Anchor, at: int, named: set[int]) -> tuple[int, int]:
    """The first row of a header and the row after its last."""
    top = anchor.header
    while (
        top > 0 and anchor.header - top < DEEPEST and _is_above(rows[top - 1], at, anchor.is_headed)
    ):
        top -= 1
    below = anchor.header + (1 if anchor.is_headed else 0)
    while below < anchor.end and below - top < 2 * DEEPEST and _is_below(rows, below, at, named):
        below += 1
    return top, below


def _is_above(row: list[Spot], at: int, is_headed: bool) -> bool:
    """Whether the row above a header is part of it: it groups columns right of the names and says
    nothing left of them.
    """
    own = _own(row)
    if not own or any(_is_title(spot.words) for spot in own):
        return False
    figures = [spot for spot in own if numbers.is_number(spot.value)]
    if figures and not (len(figures) == len(own) and is_headed and _restart(figures)):
        return False
    if not is_headed:
        return len(own) > 1
    left = {(spot.row, spot.column) for spot in row[: at + 1] if spot.words}
    return not left or len(own) > 2


def _own(row: Iterable[Spot]) -> list[Spot]:
    """The cells of a row that say something, merged ones once."""
    return list({(spot.row, spot.column): spot for spot in row if spot.words}.values())


def _is_title(words: str) -> bool:
    return len(words) > 70 or bool(
        vocabulary.YEAR.search(words)
        or re.match(
            r"(rekap|daftar|hasil (evaluasi|penilaian|lomba)|berita"
            r" acara|lampiran|form\b|lembar|pemerintah)",
            words.lower(),
        )
    )


def _is_below(rows: Grid, row: int, at: int, named: set[int]) -> bool:
    """Whether a row below the words of a header belongs to it: more words, weights, maxima, or the
    numbers of columns.
    """
    spot = rows[row][at]
    name = "" if spot.is_filled and spot.row != row else spot.words
    if row in named:
        return False
    own = [one for one in _own(rows[row]) if one.row == row]
    others = [one for one in own if one is not spot]
    if not others:
        return False
    if (
        all(vocabulary.is_column_number(one.words) for one in own)
        and len(own) > 2
        and _is_counted(own)
    ):
        return True
    label = name or next((one.words for one in own if not numbers.is_number(one.value)), "")
    if vocabulary.WEIGHTS_ROW.match(label) or vocabulary.MOST_ROW.match(label):
        return True
    if name:
        return False
    right = [one for one in others if one.column > spot.column or rows[row].index(one) > at]
    if not right:
        return False
    figures = [one for one in right if numbers.is_number(one.value)]
    if not figures:
        return len(right) > 1 or not _is_section(own)
    if len(figures) < len(right):  # codes of criteria beside words such as "Rata-rata"
        return all(vocabulary.is_column_number(one.words) for one in figures) and any(
            one.words == "1" for one in figures
        )
    said = all("%" in one.words for one in figures)
    return (
        said
        or _restart(figures)
        or (len(figures) > 1 and adds_up([numbers.value(one.value) or 0 for one in figures]))
    )


def adds_up(values: Sequence[float]) -> bool:
    """Whether numbers without a label are weights: they add up to a hundred or one, or to as much
    for each of several groups.
    """
    total = sum(values)
    return any(
        total >= whole and abs(total / whole - round(total / whole)) < 1e-6 for whole in (100, 1)
    ) and (total % 100 < 1e-6 or (total < 10 and max(values) <= 1))


def _is_counted(own: Sequence[Spot]) -> bool:
    """Whether numbers of columns ascend by one."""
    said = [int(found[0]) for one in own if (found := re.search(r"\d+", one.words))]
    return all(b - a == 1 for a, b in pairwise(said))


def _restart(figures: Sequence[Spot]) -> bool:
    """Whether numbers are codes of criteria: 1 to n, and again for each group above them."""
    said = [one.words for one in figures]
    most = len(set(said))
    counted = [str(number) for number in range(1, most + 1)]
    return most > 1 and said == counted * (len(said) // most)


def _is_section(own: Sequence[Spot]) -> bool:
    return len(own) == 1 and bool(vocabulary.ZONE.fullmatch(own[0].words))


def _above(sheet: Sheet, rows: Grid, top: int) -> tuple[Line, ...]:
    """The lines above a table: of the first on a sheet all, of a later one those of one or two
    cells right above it.
    """
    found: list[Line] = []
    blank = 0
    for row in range(top - 1, -1, -1):
        own = _own(rows[row])
        if not own:
            blank += 1
            continue
        if len(own) > 3 or any(
            numbers.is_number(one.value) and not vocabulary.YEAR.fullmatch(one.words) for one in own
        ):
            break
        found.append(Line(sheet.at(own[0].row, own[0].column), " ".join(one.words for one in own)))
    return tuple(reversed(found))


def _lines(sheet: Sheet, grid: Grid, covered: Sequence[tuple[range, range]]) -> list[Line]:
    """The lines of text that no table takes."""
    found = []
    for row, several in enumerate(grid):
        left = [
            spot
            for column, spot in enumerate(several)
            if spot.words
            and spot.row == row
            and not spot.is_filled
            and not any(row in rows and column in columns for rows, columns in covered)
        ]
        own = [spot for spot in several if spot.words and not spot.is_filled and spot.row == row]
        if (
            not left
            and len(own) == 1
            and isinstance(own[0].value, str)
            and len(own[0].words.split()) > 1
        ):
            left = own  # a note or a legend below the last row of a table
        if left:
            found.append(Line(sheet.at(row, left[0].column), " ".join(spot.words for spot in left)))
    return found


# Tables with kecamatan across.


def _turned(
    sheet: Sheet, grid: Grid, named: dict[tuple[int, int], bool]
) -> list[tuple[Block, range, range]]:
    """The tables in which kecamatan run across, turned, and the rows and columns that each
    takes.
    """
    across: dict[int, list[int]] = defaultdict(list)
    down = Counter(column for _, column in named)
    for row, column in sorted(named):
        across[row].append(column)
    found: list[tuple[Block, range, range]] = []
    for row, columns in across.items():
        if len(columns) < 2 or any(row in rows for _, rows, _ in found):
            continue
        if max(down[column] for column in columns) > max(len(columns), len(across)):
            continue
        later = [one for one in across if one > row and len(across[one]) >= 2]
        end = min(later, default=len(grid))
        judged = [
            below
            for below in range(row + 1, end)
            if _is_judged_across([grid[below][column] for column in columns])
        ]
        if (
            not judged
            or columns[0] == 0
            or any((below, column) in named for below in judged for column in columns)
        ):
            continue
        last = _turned_end(grid, max(judged) + 1, end, columns)
        width = len(grid[0])
        right = max(c for c in range(width) if any(grid[r][c].words for r in range(row, last))) + 1
        block = _turn(
            sheet, grid, range(row, last), _first_name(grid, row, columns[0], judged), right
        )
        found.append((block, range(row, last), range(right)))
    return found


def _is_judged_across(spots_of: Sequence[Spot]) -> bool:
    """Whether a row judges names that run across: most have a score, or only some, as in a final,
    while nothing else stands there.
    """
    said = [spot for spot in spots_of if spot.words]
    scores = [spot for spot in said if _is_score(spot)]
    return 2 * len(scores) >= len(spots_of) or (bool(scores) and len(scores) == len(said))


def _first_name(grid: Grid, row: int, known: int, judged: Sequence[int]) -> int:
    """The column of the first name across: left of the first that is known others may be misspelt,
    which have scores, too.
    """
    first = known
    while first > 1:
        words = grid[row][first - 1].words
        scored = sum(_is_score(grid[below][first - 1]) for below in judged)
        if not words or vocabulary.meaning(words) or vocabulary.limits(words).name != words:
            break
        if 2 * scored < len(judged):
            break
        first -= 1
    return first


def _is_score(spot: Spot) -> bool:
    """Whether a cell holds a number, or says that there is none."""
    return numbers.is_number(spot.value) or cells.is_absent(spot.value)


def _turned_end(grid: Grid, last: int, end: int, columns: Sequence[int]) -> int:
    """The row after a turned table: rows of a few numbers, as of finalists, and titles in words
    belong to it.
    """
    while last < end:
        said = [spot for c in columns if (spot := grid[last][c]).words]
        labelled = any(spot.words for spot in grid[last][: columns[0]])
        if not said or not labelled:
            break
        last += 1
    return last


def _turn(sheet: Sheet, grid: Grid, taken: range, first: int, right: int) -> Block:
    """The table from a row of names, turned: its columns become rows; those left of the first name
    are the header.
    """
    columns = [c for c in range(right) if any(grid[r][c].words for r in taken)]
    rows = [
        r
        for r in taken
        if any(grid[r][c].words for c in columns) and not _is_numbering(grid, r, columns)
    ]
    turned = [[grid[r][c] for r in rows] for c in columns]
    depth = sum(c < first for c in columns)
    for row in turned[:depth]:  # what heads the labels may stand a row higher than the names
        above = grid[taken.start - 1][row[0].column] if taken.start else row[0]
        if not row[0].words and above.words and not _is_title(above.words):
            row[0] = above
    held: Spot | None = None
    for row in turned[depth:]:  # a name above several columns without being merged
        if row[0].words:
            held = row[0]
        elif held is not None:
            row[0] = held._replace(is_filled=True)
    return Block(sheet, turned, depth, 0, _above(sheet, grid, taken.start), is_turned=True)


def _is_numbering(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row holds the numbers of the columns."""
    own = [grid[row][c] for c in columns if grid[row][c].words]
    return (
        len(own) > 2
        and all(vocabulary.is_column_number(spot.words) for spot in own)
        and _is_counted(own)
    )


# Tables with a row for each kecamatan and criterion.


def spread(block: Block) -> Block:
    """A long table (one row for each kecamatan and criterion) with a column for each criterion; any
    other as it is.
    """
    heads = [_leaf(block, column) for column in range(len(block.grid[0]))]
    meant = [vocabulary.meaning(head) for head in heads]
    if "unsur" not in meant or block.is_turned:
        return block
    of = meant.index("unsur")
    if of == block.anchor:
        return block
    rows = _long_rows(block, of)
    names = Counter(row[block.anchor].words for row in rows)
    parts = list(dict.fromkeys(row[of].words for row in rows))
    if (
        len(rows) < 2
        or max(names.values()) < 2
        or (any(numbers.is_number(row[of].value) for row in rows) and not _are_codes(parts))
    ):
        return block
    values = [
        c
        for c in range(len(heads))
        if c not in (of, block.anchor)
        and meant[c]
        not in ("nomor", "kode", "kabkota", "juri", "tahap", "zona", "abaikan", "kategori", "gelar")
        and any(numbers.is_number(row[c].value) for row in rows)
    ]
    limits = {c: meant[c] for c in values if meant[c] in ("bobot", "maksimum")}
    values = [c for c in values if c not in limits]
    keys = [
        c
        for c in range(len(heads))
        if c != of and c not in values and c not in limits and meant[c] != "nomor"
    ]
    return _pivot(block, rows, of=of, parts=parts, keys=keys, values=values, limits=limits)


def _leaf(block: Block, column: int) -> str:
    return next(
        (
            words
            for row in range(block.depth - 1, -1, -1)
            if (words := block.grid[row][column].words)
        ),
        "",
    )


def _are_codes(parts: Sequence[str]) -> bool:
    """Whether what is judged is told by codes: 1 to n."""
    return len(parts) > 1 and list(parts) == [str(n) for n in range(1, len(parts) + 1)]


def _long_rows(block: Block, of: int) -> list[list[Spot]]:
    """The rows that judge, with the name of the kecamatan also where it is written only once for
    several rows.
    """
    found = []
    held: Spot | None = None
    for number in block.body:
        row = list(block.grid[number])
        if row[block.anchor].words:
            held = row[block.anchor]
        elif held is not None and row[of].words:
            row[block.anchor] = held._replace(is_filled=True)
        if (
            row[of].words
            and row[block.anchor].words
            and any(spot.words and _is_score(spot) for spot in row)
        ):
            found.append(row)
    return found


def _pivot(
    block: Block,
    rows: list[list[Spot]],
    *,
    of: int,
    parts: list[str],
    keys: list[int],
    values: list[int],
    limits: dict[int, str],
) -> Block:
    empty = Spot(None, rows[0][of].row, rows[0][of].column)
    header = block.grid[max(block.depth - 1, 0)]
    heads = [
        next(
            (block.grid[r][c] for r in range(block.depth - 1, -1, -1) if block.grid[r][c].words),
            header[c],
        )
        for c in range(len(header))
    ]
    first = {part: next(row for row in rows if row[of].words == part) for part in parts}
    grid: Grid = [[*(heads[c] for c in keys), *(first[part][of] for part in parts for _ in values)]]
    if len(values) > 1:
        grid.append([*(empty for _ in keys), *(heads[c] for _ in parts for c in values)])
    anchor = keys.index(block.anchor)
    for column in limits:
        label = [heads[column] if c == block.anchor else empty for c in keys]
        grid.append([*label, *(first[part][column] for part in parts for _ in values)])
    depth = len(grid)
    by_key: dict[tuple[str, ...], list[Spot]] = {}
    for row in rows:
        key = tuple(row[c].words for c in keys)
        made = by_key.setdefault(
            key, [*(row[c] for c in keys), *(empty for _ in parts for _ in values)]
        )
        place = len(keys) + parts.index(row[of].words) * len(values)
        for number, column in enumerate(values):
            made[place + number] = row[column]
    return Block(
        block.sheet, [*grid, *by_key.values()], depth, anchor, block.above, block.is_turned
    )


def area(block: Block) -> str:
    """The cells of a block, as "Rekap!A4:F9"."""
    rows = [spot.row for row in block.grid for spot in row]
    columns = [spot.column for row in block.grid for spot in row]
    first = f"{letters(min(columns))}{min(rows) + 1}"
    return f"{block.sheet.name}!{first}:{letters(max(columns))}{max(rows) + 1}"
