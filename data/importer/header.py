"""The header of a table as a tree: for each column the words from its group down to its own, its
weight and its maximum.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from data.importer import numbers, vocabulary
from data.importer.geometry import Block, Spot, adds_up


class Head(NamedTuple):
    """What stands above one column: `path` from the outermost group to its own words, limits as far
    as they are told there.
    """

    path: tuple[str, ...]
    weight: float | None = None
    most: float | None = None
    bare: float | None = None  # a number in brackets that does not say what it is
    at: str = ""
    is_told_low: bool = False  # limits that stand in a row of their own


class Header(NamedTuple):
    """The heads of all columns, and what is wrong with rows of limits: address and words of cells
    that hold no number.
    """

    heads: list[Head]
    odd: list[tuple[str, str, str]]  # address, words, bobot or maksimum
    limits_at: dict[str, str]  # bobot or maksimum: where its row begins


def read(block: Block) -> Header:
    """The heads of a table's columns."""
    kinds = [_kind(block, row) for row in range(block.depth)]
    kinds = [
        "nama" if kind == "nomor" and _is_codes(block, kinds, row) else kind
        for row, kind in enumerate(kinds)
    ]
    names = [row for row in range(block.depth) if kinds[row] == "nama"]
    tree = _tree(block, names)
    odd: list[tuple[str, str, str]] = []
    told: dict[str, dict[int, float]] = {"bobot": {}, "maksimum": {}}
    limits_at = {}
    for row in range(block.depth):
        if kinds[row] in told:
            limits_at[kinds[row]] = block.at(row, 0)
            found, wrong = amounts(block, row, kinds[row])
            told[kinds[row]] |= found
            odd += wrong
    heads = []
    for column in range(len(block.grid[0])):
        path = tuple(words for words in tree[column] if words)
        own = [vocabulary.limits(words) for words in path]
        weight = next((one.weight for one in reversed(own) if one.weight is not None), None)
        most = next((one.most for one in reversed(own) if one.most is not None), None)
        bare = own[-1].bare if own else None
        low = column in told["bobot"] or column in told["maksimum"]
        row = next((r for r in reversed(names) if block.grid[r][column].words), 0)
        heads.append(
            Head(
                path,
                told["bobot"].get(column, weight),
                told["maksimum"].get(column, most),
                bare,
                block.at(row, column),
                low,
            )
        )
    return Header(heads, odd, limits_at)


def _is_codes(block: Block, kinds: list[str], row: int) -> bool:
    """Whether numbers are the codes of criteria: nothing else tells the columns apart that a group
    above them shares.
    """
    if block.is_turned:
        return False
    own = [
        c
        for c in range(block.anchor + 1, len(block.grid[row]))
        if block.grid[row][c].words and not is_repeat(block, row, c)
    ]
    named = [r for r, kind in enumerate(kinds) if kind == "nama"]
    said = [tuple(block.grid[r][c].words for r in named) for c in own]
    # The number of a column would be higher
    starts = bool(own) and block.grid[row][own[0]].words == "1"
    return len(own) > 1 and starts and len(set(said)) * 2 <= len(said)


def amounts(
    block: Block, row: int, kind: str
) -> tuple[dict[int, float], list[tuple[str, str, str]]]:
    """The weights or maxima of a row by column; and the cells that hold something else."""
    found: dict[int, float] = {}
    odd = []
    for column in range(block.anchor + 1, len(block.grid[row])):
        spot = block.grid[row][column]
        if not spot.words or is_repeat(block, row, column):
            continue
        value = (
            numbers.value(spot.value, "id")
            if not isinstance(spot.value, str)
            else _amount(spot.words)
        )
        if value is None:
            odd.append((block.at(row, column), spot.words, kind))
        else:
            found[column] = value
    values = list(found.values())
    is_percent = any(isinstance(one.value, str) and "%" in one.words for one in block.grid[row])
    if kind == "bobot" and values and max(values) <= 1 and not is_percent:
        found = {column: round(value * 100, 6) for column, value in found.items()}
    return found, odd


def _amount(words: str) -> float | None:
    found = re.search(vocabulary.AMOUNT, words)
    return vocabulary.amount(found[0]) if found else None


def is_repeat(block: Block, row: int, column: int) -> bool:
    """Whether a cell shows what the one above it shows, since both are merged."""
    spot, above = block.grid[row][column], block.grid[row - 1][column]
    return row > 0 and (spot.row, spot.column) == (above.row, above.column)


def _label(block: Block, row: int) -> str:
    """What names a row of the header: its words at the column of kecamatan, or left of it."""
    columns = range(block.anchor, -1, -1)
    return next(
        (
            words
            for c in columns
            if (words := block.grid[row][c].words) and not is_repeat(block, row, c)
        ),
        "",
    )


def _kind(block: Block, row: int) -> str:
    """What a row of the header holds: nama, bobot, maksimum or nomor."""
    label = _label(block, row)
    columns = range(block.anchor + 1, len(block.grid[row]))
    right = [
        spot for c in columns if (spot := block.grid[row][c]).words and not is_repeat(block, row, c)
    ]
    if not right:
        return "nama"
    if vocabulary.WEIGHTS_ROW.match(label) and _mostly_amounts(right):
        return "bobot"
    if vocabulary.MOST_ROW.match(label) and _mostly_amounts(right):
        return "maksimum"
    if block.is_turned and vocabulary.meaning(label) == "nomor":
        return "nomor"
    words = [spot.words for spot in right]
    if all(vocabulary.MOST.fullmatch(one) for one in words):
        return "maksimum"
    if all(vocabulary.WEIGHT.fullmatch(one) or re.fullmatch(r"100\s*%", one) for one in words):
        return "bobot"
    own = [
        spot.words
        for c, spot in enumerate(block.grid[row])
        if spot.words and not is_repeat(block, row, c)
    ]
    if (
        not block.is_turned
        and all(vocabulary.is_column_number(one) for one in own)
        and _ascends(own)
    ):
        return "nomor"
    if row and all(numbers.is_number(spot.value) for spot in right) and adds_up(_values(right)):
        return "bobot"
    return "nama"


def _values(right: list[Spot]) -> list[float]:
    return [numbers.value(spot.value) or 0 for spot in right]


def _mostly_amounts(right: list[Spot]) -> bool:
    return 2 * sum(_amount(spot.words) is not None for spot in right) >= len(right)


def _ascends(words: list[str]) -> bool:
    said = [int(re.findall(r"\d+", one)[0]) for one in words]
    return len(said) > 1 and all(b > a for a, b in pairwise(said))


def _tree(block: Block, names: list[int]) -> list[list[str]]:
    """For each column its words from the first row of names to the last; a group's are repeated
    over its columns.
    """
    merged = {(one.top, one.left) for one in block.sheet.merged}
    width = len(block.grid[0])
    tree: list[list[str]] = [[] for _ in range(width)]
    above: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(names):
        last = depth == len(names) - 1
        said: list[str] = []
        for column in range(width):
            spot = block.grid[row][column]
            words = spot.words
            if words and is_repeat(block, row, column):
                words = ""
            elif (
                not words
                and not last
                and column > block.anchor + 1
                and _is_group(block, names, depth, column, merged)
            ):
                same = above[column] == above[column - 1]
                words = said[column - 1] if same and said[column - 1] else ""
            said.append(words)
        for column in range(width):
            tree[column].append(said[column])
            above[column] = [*above[column], said[column]]
    return tree


def _bare(words: str) -> str:
    """What two columns of one criterion share: its name without code, weight and maximum."""
    return vocabulary.coded(vocabulary.limits(words).name)[1].lower()


def _leaf(block: Block, names: list[int], column: int) -> str:
    return next((words for row in reversed(names) if (words := block.grid[row][column].words)), "")


def _is_past(block: Block, names: list[int], depth: int, column: int) -> bool:
    """Whether a total stands behind a group that is not merged: the first total of a group is its
    own, a second that of the group above it, and a criterion has none.
    """
    leaf = _leaf(block, names, column)
    if not _is_total(leaf):
        return False
    before = 0
    while column - 1 - before > block.anchor and _is_total(
        _leaf(block, names, column - 1 - before)
    ):
        before += 1
    inner = [
        label
        for row in names[depth + 1 : -1]
        if (
            label := next(
                (w for c in range(column, block.anchor, -1) if (w := block.grid[row][c].words)), ""
            )
        )
        and not _is_criterion(label)
    ]
    own = next(
        (w for c in range(column, block.anchor, -1) if (w := block.grid[names[depth]][c].words)), ""
    )
    return before > len(inner) or _is_criterion(own)


def _is_criterion(label: str) -> bool:
    """Whether a group is a criterion, and no stage, juror or crown such as "Aspek yang dinilai"."""
    is_other = (
        vocabulary.is_stage(label)
        or vocabulary.juror(label)
        or vocabulary.meaning(label) == "unsur"
    )
    said = vocabulary.limits(label)
    is_limited = said.weight is not None or said.most is not None
    return (is_limited or bool(vocabulary.TOPICS.search(label))) and not is_other


def _is_total(leaf: str) -> bool:
    return (
        vocabulary.meaning(leaf) in ("total", "rata")
        or vocabulary.is_total(leaf)
        or leaf.lower().startswith("rata-rata")
    )


def _ends(block: Block, names: list[int], depth: int, column: int) -> bool:
    """Whether a group that is not merged has ended: the groups before it have as many columns, with
    the same words below.
    """
    row = block.grid[names[depth]]
    starts = [
        c
        for c in range(block.anchor + 1, len(row))
        if row[c].words and not is_repeat(block, names[depth], c)
    ]
    own = max((c for c in starts if c <= column), default=None)
    if own is None or len(starts) < 2:
        return "akhir" in _leaf(block, names, column).lower()
    spans = [b - a for a, b in pairwise(starts)]
    leaves = [
        [_bare(_leaf(block, names, c)) for c in range(a, a + spans[0])]
        for a in starts[:2]
        if a + spans[0] <= len(row)
    ]
    is_alike = len(set(spans)) == 1 and len(leaves) == 2 and leaves[0] == leaves[1]
    return is_alike and column - own >= spans[0]


def _is_group(
    block: Block, names: list[int], depth: int, column: int, merged: set[tuple[int, int]]
) -> bool:
    """Whether a group to the left holds for this column too, in which nothing stands: both have
    words below.
    """
    if vocabulary.meaning(_leaf(block, names, column)) in (
        "peringkat",
        "gelar",
        "kategori",
        "persen",
        "abaikan",
    ):
        return False
    if _ends(block, names, depth, column) or _is_past(block, names, depth, column):
        return False
    left = next(
        (
            block.grid[names[depth]][c]
            for c in range(column - 1, block.anchor, -1)
            if block.grid[names[depth]][c].words
        ),
        None,
    )
    if left is None or left.is_filled or (left.row, left.column) in merged:
        return False
    below = names[depth + 1 :]
    return all(any(block.grid[row][c].words for row in below) for c in (column, column - 1))
