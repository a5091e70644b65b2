"""Which kecamatan a row of somebody's file is: by Kemendagri code, else by the names of kecamatan
and kabkota.

Nothing is guessed: a name must be that of exactly one kecamatan; for what is only alike, the
nearest name is told.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

import pandas as pd
from rapidfuzz import fuzz, process

from data import names

if TYPE_CHECKING:
    from pandas._typing import Scalar

# Column names as agencies write them, letters and digits only, those that are surest first.
CODES = (
    "kodekemendagri", "kdcpum", "kodekecamatan", "kodekec", "kdkecamatan", "kecamatancode",
    "idkecamatan", "idkec", "kdkec",
    "kodewilayah", "kodewil", "kode", "code", "id",
)  # fmt: skip
KECAMATAN = (
    "namakecamatan",
    "namakec",
    "nmkecamatan",
    "nmkec",
    "wadmkc",
    "kecamatan",
    "kec",
    "district",
    "name3",
    "adm3en",
    "nama",
)
KABKOTA = (
    "namakabupatenkota", "namakabupaten", "namakabkota", "namakab", "nmkabkota", "nmkab", "wadmkk",
    "kabupatenkota", "kabkota",
    "kabkot", "kabupaten", "kab", "regency", "name2", "adm2en",
)  # fmt: skip
ALIKE = 75  # of 100: a likeness below this is not worth telling
CODE = re.compile(r"(\d{2})\.?(\d{2})\.?(\d{2})(?:\.0)?")


class Unmatched(NamedTuple):
    """A row that is no kecamatan of the catalog: what it calls itself, and the catalog's nearest
    name if one is alike.
    """

    called: str
    nearest: str


class Matches(NamedTuple):
    """For each row of a file its code or None; the column or columns that told; and the rows that
    found none.
    """

    codes: list[str | None]
    by: str
    unmatched: list[Unmatched]


def match(rows: pd.DataFrame, kecamatan: pd.DataFrame) -> Matches | None:
    """Find the kecamatan of each row, or None where no column holds codes or names.

    Args:
        rows: the columns of the file, without its geometry.
        kecamatan: the catalog: code, name, kabkota (its name with the word Kabupaten or Kota).
    """
    known = set(kecamatan["code"])
    titles = {
        code: f"{name}, {kabkota}"
        for code, name, kabkota in kecamatan[["code", "name", "kabkota"]].itertuples(index=False)
    }
    coded = [(column, [_code(value) for value in rows[column]]) for column in _columns(rows, CODES)]
    coded = [(column, codes) for column, codes in coded if any(code in known for code in codes)]
    named = next(iter(_columns(rows, KECAMATAN)), None)
    region = next(iter(_columns(rows, KABKOTA)), None)
    if coded:
        by, told = max(coded, key=lambda one: sum(code in known for code in one[1]))
        codes = [code if code in known else None for code in told]
        called = [_called(row, by, named, region) for row in rows.to_dict("records")]
    elif named and region:
        by = f"{named} dan {region}"
        codes = _by_names(rows[named], rows[region], kecamatan)
        called = [_called(row, None, named, region) for row in rows.to_dict("records")]
    else:
        return None
    lost = [name for name, code in zip(called, codes, strict=True) if code is None]
    return Matches(codes, str(by), [Unmatched(name, _nearest(name, titles)) for name in lost])


def _columns(rows: pd.DataFrame, known: tuple[str, ...]) -> list[Hashable]:
    named = {re.sub(r"[^a-z0-9]", "", str(column).lower()): column for column in rows.columns}
    return [named[name] for name in known if name in named]


def _code(value: object) -> str | None:
    found = CODE.fullmatch(str(value).strip())
    return "".join(found.groups()) if found else None


def _by_names(
    called: Iterable[object], regions: Iterable[object], kecamatan: pd.DataFrame
) -> list[str | None]:
    # Kecamatan and kabkota to codes, each with the kind of its kabkota
    places: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for code, name, kabkota in kecamatan[["code", "name", "kabkota"]].itertuples(index=False):
        kind, bare = names.region(kabkota)
        places.setdefault((names.key(name), bare), set()).add((kind, code))
    codes: list[str | None] = []
    for name, region in zip(called, regions, strict=True):
        kind, bare = names.region(region)
        found = [code for own, code in places.get((names.key(name), bare), ()) if kind in ("", own)]
        codes.append(found[0] if len(found) == 1 else None)
    return codes


def _called(row: Mapping[Hashable, object], *columns: Hashable) -> str:
    words = [
        str(row[column]).strip()
        for column in columns
        if column is not None and not pd.isna(cast("Scalar", row[column]))
    ]
    return ", ".join(word for word in words if word) or "tanpa kode dan nama"


def _nearest(called: str, titles: dict[str, str]) -> str:
    name = re.sub(r"^[\d.]+(, )?", "", called)
    found = (
        process.extractOne(name, titles, scorer=fuzz.ratio, processor=str.lower, score_cutoff=ALIKE)
        if name
        else None
    )
    return f"{found[0]} ({found[2]})" if found else ""
