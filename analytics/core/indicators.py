"""The general indicators by which innovations are sorted: how many there are and what they are
called is data (table skk_indicator), never known to the code.
"""

from collections.abc import Mapping

from analytics.core import text
from analytics.core.query import Connection

UNKNOWN = "Indikator tidak diketahui"
Names = Mapping[int, str]  # in the order of the numbers, which begin with 1


def names(con: Connection) -> dict[int, str]:
    """What each indicator is called, by its number."""
    rows = con.execute("SELECT number, name FROM skk_indicator ORDER BY number").fetchall()
    return {int(number): str(name) for number, name in rows}


def named(number: int | None, names: Names) -> str:
    """The name of an indicator; 0 or nothing is not known."""
    return names[int(number)] if text.is_known(number) and number else UNKNOWN


def numbered(number: int | None, names: Names) -> str:
    """4 -> "4 Tugas atributif"; nothing is not known."""
    is_known = number is not None and text.is_known(number)
    return f"{number} {named(number, names)}" if is_known else UNKNOWN
