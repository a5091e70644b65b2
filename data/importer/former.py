"""Names and codes that kecamatan had, as the sources of the catalog tell them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from data.check import ALIASES
from data.importer.kept import of_catalog


class Former(NamedTuple):
    """One source's claim: a name, and a code where it tells one; a row of kecamatan_former.csv."""

    name: str
    code: str  # empty where the source has none
    kabkota: str  # code of today
    first: int | None
    last: int | None
    successors: tuple[str, ...]
    change: str

    @property
    def is_alias(self) -> bool:
        """Whether it is another spelling or another name in use, at any time."""
        return self.change in ALIASES

    def held(self, year: int | None) -> bool:
        """Whether the name may have been in use in a year; where the year or a bound is not known,
        it may.
        """
        return year is None or (
            (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
        )


@of_catalog
def formers(frames: Mapping[str, pd.DataFrame]) -> tuple[Former, ...]:
    """All claims of the frame kecamatan_former, in its order."""
    columns = ["name", "code", "kabkota_code", "first_year", "last_year", "successors", "change"]
    return tuple(
        Former(
            name,
            "" if pd.isna(code) else code,
            kabkota,
            _year(first),
            _year(last),
            tuple(codes.split(";")),
            change,
        )
        for name, code, kabkota, first, last, codes, change in frames["kecamatan_former"][
            columns
        ].itertuples(index=False)
    )


def _year(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
