"""Small catalogs for tests: a few claims, stages and rulings in a few words, resolved in memory.

A source is written as its address, so that a test shows who speaks: "malangkab.go.id" is a
government page, "koran.id" and "koran.id/2" are two pages of one publisher.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from data.build import fill
from data.check import FILES

YEAR = 2030
PROVINCE = "35"
KABKOTA = {
    "3507": "Kabupaten Malang",
    "3510": "Kabupaten Banyuwangi",
    "3512": "Kabupaten Situbondo",
    "3515": "Kabupaten Sidoarjo",
    "3519": "Kabupaten Madiun",
    "3520": "Kabupaten Magetan",
    "3521": "Kabupaten Ngawi",
    "3524": "Kabupaten Lamongan",
    "3529": "Kabupaten Sumenep",
    "3577": "Kota Madiun",
    "3578": "Kota Surabaya",
    "3579": "Kota Batu",
}
# The one kecamatan of each name, but for Taman: there are two of them, as in the real list.
KECAMATAN = {
    "Donomulyo": "350701",
    "Pagak": "350702",
    "Bantur": "350703",
    "Dampit": "350705",
    "Turen": "350707",
    "Gondanglegi": "350708",
    "Kepanjen": "350713",
    "Pakis": "350718",
    "Singosari": "350724",
    "Wonosari": "350732",
    "Wongsorejo": "351018",
    "Licin": "351024",
    "Sumbermalang": "351215",
    "Banyuglugur": "351216",
    "Taman": "351513",
    "Kawedanan": "352005",
    "Modo": "352403",
    "Talango": "352904",
    "Taman (Kota Madiun)": "357703",
    "Wonocolo": "357802",
    "Tandes": "357814",
    "Benowo": "357819",
    "Bumiaji": "357902",
}
NAMES = {code: name for name, code in KECAMATAN.items()}


class Row(NamedTuple):
    """One row of one file of the catalog; what it leaves out is empty."""

    file: str
    cells: dict[str, Any]


def place(name: str) -> dict[str, str]:
    """Codes and printed names of a kecamatan."""
    code = KECAMATAN[name]
    return {
        "kabkota_code": code[:4],
        "kecamatan_code": code,
        "kabkota_printed": KABKOTA[code[:4]],
        "kecamatan_printed": name.split(" (", maxsplit=1)[0],
    }


def claim(name: str | None, placement: str, source: str = "koran.id", **cells: Any) -> Row:
    """One page's claim about a kecamatan in the province's edition of 2030, at stage hasil, stated.

    A `name` that is not of KECAMATAN is only printed: `claim("Sumur Geneng", ...,
    kabkota_code="3512")`.
    """
    who = place(name) if name in KECAMATAN else {"kecamatan_printed": name}
    what = {"stage": "hasil", "placement": placement, "basis": "stated", "source_id": source}
    where = {"edition_year": YEAR, "level": "provinsi", "province_code": PROVINCE}
    return Row("placements", {**where, **who, **what, **cells})


def stage(
    stage: str | None, participants: int | None, advancing: int | None = None, **cells: Any
) -> Row:
    """One page's claim about a stage of the province's edition of 2030: how many came, how many
    went on.
    """
    what = {"stage": stage, "participants": participants, "advancing": advancing}
    where = {
        "edition_year": YEAR,
        "level": "provinsi",
        "province_code": PROVINCE,
        "source_id": "koran.id",
    }
    return Row("stages", {**where, **what, **cells})


def ruling(source: str, field: str, ruled: str, **cells: Any) -> Row:
    """An editor's decision about the claims of a source in the province's edition of 2030."""
    where = {"edition_year": YEAR, "level": "provinsi", "code": PROVINCE}
    what = {"source_id": source, "field": field, "ruled": ruled, "reason": "uji"}
    return Row("rulings", {**where, **what, **cells})


def edition(year: int = YEAR, **cells: Any) -> Row:
    """An edition that no claim or stage names by itself."""
    what = {"short_name": "SKK", "name": "Sinergitas Kinerja Kecamatan", "is_skk": "ya"}
    return Row("editions", {"level": "provinsi", "code": PROVINCE, "year": year, **what, **cells})


def _geography() -> list[Row]:
    rows = [Row("provinsi", {"code": PROVINCE, "name": "Jawa Timur"})]
    for code, name in KABKOTA.items():
        kind = name.split()[0].lower()
        rows.append(
            Row("kabkota", {"code": code, "province_code": PROVINCE, "name": name, "kind": kind})
        )
    for name, code in KECAMATAN.items():
        rows.append(
            Row("kecamatan", {"code": code, "kabkota_code": code[:4], "name": name.split(" (")[0]})
        )
    return rows


def indicators(*names: str) -> list[Row]:
    """The general indicators, by name; seven where none is given."""
    called = names or tuple(f"Indikator {number}" for number in range(1, 8))
    return [
        Row("skk_indicators", {"number": number, "name": name})
        for number, name in enumerate(called, start=1)
    ]


def _implied(rows: Iterable[Row]) -> list[Row]:
    """The sources and editions that claims, stages and rulings refer to."""
    sources, editions = set(), set()
    for file, cells in rows:
        if "source_id" in cells:
            sources.add(cells["source_id"])
        if file in ("placements", "stages") and cells["edition_year"] is not None:
            code = cells["province_code" if cells["level"] == "provinsi" else "kabkota_code"]
            editions.add((cells["edition_year"], cells["level"], code))
    pages = [{"source_id": s, "publisher": s, "url": f"https://{s}"} for s in sorted(sources)]
    implied = [Row("sources", page) for page in pages]
    return implied + [
        edition(year, level=level, code=code) for year, level, code in sorted(editions)
    ]


@cache
def _dtypes() -> dict[str, dict[str, str]]:
    """Column types of each file: pandas' own text type, so that a column without a value stays
    text.
    """
    names = {"str": "string"}
    return {
        stem: {
            column: names.get(str(spec.dtype), str(spec.dtype))
            for column, spec in schema.columns.items()
        }
        for stem, schema in FILES.items()
    }


def frames(rows: Iterable[Row]) -> dict[str, pd.DataFrame]:
    """The whole catalog as data.check.read would return it: every file, every column, right
    types.
    """
    rows = list(rows)
    given = {_key(row) for row in rows if row.file == "editions"}
    implied = [r for r in _implied(rows) if r.file != "editions" or _key(r) not in given]
    cells: dict[str, list[dict[str, Any]]] = {stem: [] for stem in FILES}
    listed = [] if any(row.file == "skk_indicators" for row in rows) else indicators()
    for row in [*_geography(), *listed, *implied, *rows]:
        cells[row.file].append(row.cells)
    return {
        stem: pd.DataFrame(
            {name: _column(cells[stem], name, dtype) for name, dtype in dtypes.items()}
        )
        for stem, dtypes in _dtypes().items()
    }


def _column(cells: list[dict[str, Any]], name: str, dtype: str) -> pd.Series:
    return pd.Series([row.get(name) for row in cells], dtype=dtype)


def _key(row: Row) -> tuple[str, str, int]:
    return row.cells["level"], row.cells["code"], row.cells["year"]


@dataclass(frozen=True)
class Resolved:
    """A filled database, what was resolved in it, and the edition that is asked about."""

    con: duckdb.DuckDBPyConnection
    standings: pd.DataFrame
    disputes: pd.DataFrame
    edition_id: str = f"provinsi-{PROVINCE}-{YEAR}"

    def of(self, edition_id: str) -> "Resolved":
        """The same, asked about another edition."""
        return replace(self, edition_id=edition_id)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of any query on the database."""
        return self.con.execute(query, values).fetchall()

    def standing(self, *columns: str) -> list[tuple[Any, ...]]:
        """Some columns of the edition's standings, ordered by place_id."""
        select = (
            self.con.table("standing").filter(f"edition_id = '{self.edition_id}'").order("place_id")
        )
        return select.select(*columns).fetchall()

    def places(self) -> dict[str, str]:
        """Who stands where, in words: {"Licin": "finalis 1-2 !"}, see `told`; without code the
        place_id.
        """
        own = self.standings[self.standings["edition_id"] == self.edition_id]
        return {
            NAMES.get(row["place_id"], row["place_id"]): told(row) for row in own.to_dict("records")
        }

    def contested(self) -> dict[str, str | None]:
        """Each dispute and what is shown: {"finalists": "5", "one_rank 1": None}."""
        found: dict[str, str | None] = {}
        for row in self.disputes[self.disputes["edition_id"] == self.edition_id].to_dict("records"):
            subject = NAMES.get(row["subject"], row["subject"])
            shown = None if pd.isna(row["shown"]) else NAMES.get(row["shown"], row["shown"])
            found[row["kind"] if subject == row["kind"] else f"{row['kind']} {subject}"] = shown
        return found

    def sides(self, kind: str) -> dict[str, set[str]]:
        """What each side of a dispute holds and who says so, the shown one marked: {"5 *":
        {"koran.id"}}.
        """
        query = """SELECT position || CASE WHEN is_shown THEN ' *' ELSE '' END, list(source_id)
            FROM dispute JOIN dispute_claim USING (dispute_id)
            WHERE kind = ? AND edition_id = ? GROUP BY ALL"""
        return {side: set(sources) for side, sources in self.rows(query, kind, self.edition_id)}


def told(row: Mapping[str, Any]) -> str:
    """A standing in words: title, place ("2", a tie "2=", "1-2", "6-" without end, "?"), "!" if
    disputed.
    """
    low, high = row["rank_low"], row["rank_high"]
    if pd.isna(low):
        where = "?"
    elif pd.isna(high):
        where = f"{low}-"
    else:
        where = f"{low}{'=' if row['is_tied'] else ''}" if low == high else f"{low}-{high}"
    return f"{row['title']} {where}{' !' if row['is_disputed'] else ''}"


def table(con: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    """A table in a fixed order, ranks and counts as whole numbers that may be missing."""
    frame = con.table(name).order("ALL").df()
    whole = ("rank_low", "rank_high", "sources", "publishers")
    return frame.astype({column: "Int64" for column in frame.columns if column in whole})


def resolve_frames(catalog: Mapping[str, pd.DataFrame], threads: int = 1) -> Resolved:
    """Fill a database in memory from catalog frames."""
    con = duckdb.connect(config={"threads": threads})
    con.begin()
    fill(con, catalog)
    con.commit()
    return Resolved(con, table(con, "standing"), table(con, "dispute"))


def resolve(*rows: Row) -> Resolved:
    """Fill a database in memory from a few rows."""
    return resolve_frames(frames(rows))


def later(row: Row, years: int) -> Row:
    """The same row, about an edition some years later."""
    column = "year" if row.file == "editions" else "edition_year"
    year = row.cells.get(column)
    return row if year is None else Row(row.file, {**row.cells, column: year + years})


def together(cases: Iterable[Iterable[Row]]) -> list[Resolved]:
    """Resolve many small catalogs in one database, each in a decade of its own, as if each were
    alone.
    """
    decades = [[later(row, 10 * i) for row in rows] for i, rows in enumerate(cases)]
    whole = resolve(*(row for rows in decades for row in rows))
    return [whole.of(f"provinsi-{PROVINCE}-{YEAR + 10 * i}") for i in range(len(decades))]
