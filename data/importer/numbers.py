"""What numbers in text mean: one format for a column, decided by all its cells.

"1.542" is a thousand and more beside "1.530,5" and one and a half beside "87.25"; alone it is
either. Cells that Excel keeps as numbers leave no choice.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from data.importer import cells
from data.importer.workbook import Cell

Format = Literal["id", "en"]  # 1.234,5 as in Indonesia, or 1,234.5 as in English
FORMATS: tuple[Format, Format] = ("id", "en")
# Of thousands, of decimals
SIGNS: dict[Format, tuple[str, str]] = {"id": (".", ","), "en": (",", ".")}
SHAPES = {
    name: re.compile(rf"[-+]?(\d+|\d{{1,3}}(\{thousands}\d{{3}})+)(\{decimals}\d+)?")
    for name, (thousands, decimals) in SIGNS.items()
}
NUMERIC = re.compile(r"[-+]?[\d.,]*\d[\d.,]*\s*%?")
FAR = 20  # times by which the values of one column do not differ


class Column(NamedTuple):
    """How the numbers of a column are written: `is_open` where both formats fit and give other
    values.
    """

    format: Format
    is_open: bool
    why: str


def meanings(words: str) -> Mapping[Format, float]:
    """What a text means as a number in each format in which it is one; empty where it is no
    number.
    """
    return _meanings(words) if len(words) <= cells.SHORT else _meanings.__wrapped__(words)


@lru_cache(maxsize=1 << 14)  # each cell of a table is weighed many times
def _meanings(words: str) -> Mapping[Format, float]:
    plain = words.replace(" ", "").replace("\u00a0", "").removesuffix("%")
    if not NUMERIC.fullmatch(plain):
        return {}
    found: dict[Format, float] = {}
    for name, (thousands, decimals) in SIGNS.items():
        if SHAPES[name].fullmatch(plain):
            found[name] = float(plain.replace(thousands, "").replace(decimals, "."))
    return found


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, also as text."""
    if isinstance(cell, bool) or cell is None:
        return False
    if isinstance(cell, int | float):
        return abs(cell) <= cells.LARGEST
    return isinstance(cell, str) and bool(meanings(cells.text(cell)))


def value(cell: Cell, written: Format = "id") -> float | None:
    """The number of a cell, in this format where it can be read so and else as it can; None where
    it holds none.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) <= cells.LARGEST else None
    found = meanings(cells.text(cell)) if isinstance(cell, str) else {}
    return found.get(written, next(iter(found.values()), None))


def differing(words: str) -> bool:
    """Whether a text means another number in either format."""
    return len(set(meanings(words).values())) > 1


def column(held: Sequence[Cell], most: float | None = None, beside: Format | None = None) -> Column:
    """The format of the numbers of a column.

    Args:
        held: its cells.
        most: the maximum that its values are told to have.
        beside: the format that other columns of the sheet leave no doubt about.
    """
    told = [
        found for cell in held if isinstance(cell, str) and (found := meanings(cells.text(cell)))
    ]
    fitting = [name for name in FORMATS if all(name in found for found in told)]
    unsure = [found for found in told if len(set(found.values())) > 1]
    only = [name for name in FORMATS if any(list(found) == [name] for found in told)]
    if not unsure:
        return Column(only[0] if len(only) == 1 else "id", False, "")
    if len(fitting) == 1:
        return Column(fitting[0], False, "sel lain di kolom ini ditulis demikian")
    if len(only) == 1:
        return Column(only[0], False, "sel lain di kolom ini ditulis demikian")
    by_most = [name for name in FORMATS if most is not None and _within(_numbers(held, name), most)]
    if len(by_most) == 1:
        return Column(by_most[0], False, f"nilainya paling besar {most:g}")
    plain = [number for cell in held if (number := _plain(cell))]
    near = [name for name in FORMATS if plain and _near([*plain, *_numbers(held, name)])]
    if len(near) == 1:
        return Column(near[0], False, "sebesar angka lain di kolom ini")
    if beside is not None:
        return Column(beside, False, "kolom lain di lembar ini ditulis demikian")
    return Column("id", True, "")


def _plain(cell: Cell) -> float | None:
    """The number of a cell that both formats read alike."""
    if isinstance(cell, str) and differing(cells.text(cell)):
        return None
    return value(cell)


def _numbers(held: Iterable[Cell], written: Format) -> list[float]:
    return [number for cell in held if (number := value(cell, written)) is not None]


def _within(held: list[float], most: float) -> bool:
    return bool(held) and max(held) <= most and max(held) > most / 50


def _near(held: list[float]) -> bool:
    above = [abs(one) for one in held if one]
    return not above or max(above) <= FAR * min(above)
