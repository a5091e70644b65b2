"""A simulated country and one ten times as large, as database files that are made once and kept:
2.9 and 29 million scores.

The large one is the country ten times over: every row of every table once more under other codes
and keys, written by the database in the order of the first. Whoever asks about one edition,
kecamatan or contest gets the same answer from both.
"""

import hashlib
from pathlib import Path

import duckdb
import pandas as pd

from data import build, check, rules, simulate, words
from data.boundaries import areas
from tests.bench import searching

FOLDER = Path(__file__).parent / "results" / "country"
TIMES = 10
YEARS, JURORS, SEED = range(2016, 2026), 5, 7
INNOVATIONS = 10_000
TOLD_TWICE = 40  # every so many results are told otherwise by a second page
COUNTED = 10  # of every so many kecamatan a page claims a number of innovations
PRESS = "simulasi-pers"
MEMORY = "6GB"
DIGITS = "0123456789"
# What digits of a province become in a copy
LETTERS = (DIGITS, "ABCDEFGHIJ", "KLMNOPQRST", "abcdefghij")
# Columns with the code of a region, or a key that begins with one; `code` is one in these tables
# only.
CODES = ("province_code", "kabkota_code", "kecamatan_code", "neighbour_code", "place_id")
CODED = ("provinsi", "kabkota", "kecamatan", "edition", "event", "ruling")
EDITIONS = ("edition_id", "contest_id")
KEYS = (
    "source_id",
    "stage_id",
    "indicator_id",
    "set_id",
    "claim_id",
    "innovation_id",
    "dispute_id",
    "ruling_id",
)
COUNTS = 12  # the rule that counts once for all who ask
SHARED = ("codebook", "skk_indicator", "build", "import")  # not of a country
COUNTED_ANEW = (
    "scored_stage",
    "success",
    "proposal_check",
    "innovation_spread",
    "posting",
    "vector",
    "vocabulary",
)  # by the rule of counts and words.py


def frames(
    published: dict[str, pd.DataFrame], scope: simulate.Scope, innovations: int = INNOVATIONS
) -> dict[str, pd.DataFrame]:
    """A simulation with what data.simulate leaves out: many innovations, claimed numbers of them,
    events, awards, and pages that contradict others.
    """
    drawn = simulate.simulate(scope, SEED, published).frames
    noted = {
        stem: published[stem].assign(source_id="simulasi-inovasi")
        for stem in ("events", "kabkota_awards")
    }
    told = drawn["placements"].iloc[::TOLD_TWICE]
    other = told.assign(
        placement="terbaik_" + (told["rank"] + 1).astype(str), rank=pd.NA, source_id=PRESS
    ).astype(told.dtypes)
    press = (
        drawn["sources"]
        .tail(1)
        .assign(source_id=PRESS, publisher="SIMULASI pers", title="SIMULASI: berita")
    )
    return drawn | noted | {
        "innovations": searching.copies(innovations)["innovations"]
        .assign(source_id="simulasi-inovasi"),
        "indicator_counts": _counts(scope.kecamatan.iloc[::COUNTED], drawn["indicator_counts"]),
        "placements": pd.concat([drawn["placements"], other], ignore_index=True),
        "sources": pd.concat([drawn["sources"], press], ignore_index=True),
    }  # fmt: skip


def _counts(kecamatan: pd.DataFrame, empty: pd.DataFrame) -> pd.DataFrame:
    """One innovation for each of the seven indicators, and a total that is one more for every other
    kecamatan.
    """
    rows = pd.DataFrame([
        {"edition_year": YEARS[-1], "kabkota_code": row.kabkota_code, "kecamatan_code": row.code,
        "indicator": indicator,
         "innovation_count": 7 + at % 2 if indicator == "total" else 1, "basis": "stated",
         "source_id": "simulasi-inovasi"}
        for at, row in enumerate(kecamatan.itertuples()) for indicator in ("total", *"1234567")
    ])  # fmt: skip
    return rows.reindex(columns=empty.columns).astype(empty.dtypes)


def databases() -> tuple[Path, Path]:
    """The country and the one ten times as large; made where this version of the project has not
    made them yet.
    """
    root = Path(build.__file__).parent
    made_by = [
        Path(__file__),
        root / "simulate.py",
        root / "words.py",
        *(root / f"{name}.sql" for name in ("schema", "load", "views")),
    ]
    key = hashlib.sha256(b"".join(file.read_bytes() for file in made_by)).hexdigest()[:12]
    one, many = FOLDER / f"{key}-1.duckdb", FOLDER / f"{key}-{TIMES}.duckdb"
    if not many.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.iterdir():
            old.unlink()
        drafts = [path.with_suffix(".draft") for path in (one, many)]
        published = check.read(build.CATALOG)
        make(drafts[0], frames(published, simulate.Scope(published["kecamatan"], YEARS, JURORS)))
        multiply(*drafts, TIMES)
        for draft, path in zip(drafts, (one, many), strict=True):
            draft.replace(path)
    return one, many


def make(path: Path, content: dict[str, pd.DataFrame]) -> None:
    """A database file of these frames, with the areas that ship with the project."""
    with duckdb.connect(path, config={"memory_limit": MEMORY}) as con:
        build.fill(con, content)
        boundaries = areas.read(areas.HERE)
        areas.insert(con, boundaries)
        con.executemany(
            "INSERT INTO boundary VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                [
                    one.province_code,
                    "kecamatan",
                    "-",
                    one.kind,
                    one.source,
                    one.dated,
                    len(one.areas),
                ]
                for one in boundaries
            ],
        )
        con.execute(
            "INSERT INTO build VALUES ('simulasi', TIMESTAMP '2026-01-01', 'tests.bench',"
            " 'simulated')"
        )


def multiply(one: Path, many: Path, times: int) -> None:
    """Write the database `many`: all rows of `one` so many times, each time under other codes and
    keys.
    """
    with duckdb.connect(many, config={"memory_limit": MEMORY}) as con:
        con.execute((Path(build.__file__).parent / "schema.sql").read_text(encoding="utf-8"))
        con.execute(f"ATTACH '{one}' AS one (READ_ONLY)")
        tables = con.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'one' AND"
            " NOT temporary"
        ).fetchall()
        for schema, table in tables:
            if table in COUNTED_ANEW:
                continue
            columns = [
                name for name, *_ in con.execute(f'DESCRIBE one.{schema}."{table}"').fetchall()
            ]
            # Those of kabkota first, as the build writes them: in the order of edition_id.
            levels = (
                ("LIKE 'kabkota-%'", "LIKE 'provinsi-%'", "IS NULL")
                if "edition_id" in columns
                else ("",)
            )
            for level in levels:
                for copy in range(1 if table in SHARED else times):
                    chosen = ", ".join(
                        f'{_renamed(table, column, copy)} AS "{column}"' for column in columns
                    )
                    which = f"WHERE edition_id {level}" if level else ""
                    rows = f'SELECT {chosen} FROM one.{schema}."{table}" {which}'  # noqa: S608 - names of our own tables
                    con.execute(f'INSERT INTO {schema}."{table}" BY NAME {rows}')
        views = con.execute(
            "SELECT sql FROM duckdb_views() WHERE database_name = 'one' AND NOT internal"
        ).fetchall()
        for (sql,) in views:
            con.execute(sql)
        rules.run(con, COUNTS)
        words.index(con)


def _renamed(table: str, column: str, copy: int) -> str:
    """SQL for a column of a copy; copy 0 is the country itself."""
    name = f'"{column}"'
    if copy == 0:
        return name
    if column in KEYS:
        return f"{name} || '~{copy}'"
    if column in EDITIONS:  # level-code-...
        level = f"split_part({name}, '-', 1)"
        return f"{level} || '-' || {_code(f'{name}[length({level}) + 2:]', copy)}"
    if column in ("subject", "position"):  # of a dispute: a region, or something else
        return (
            f"CASE WHEN regexp_matches({name}, '^([0-9]{{4}}|[0-9]{{6}})$') THEN"
            f" {_code(name, copy)} ELSE {name} END"
        )
    return _code(name, copy) if column in CODES or (column == "code" and table in CODED) else name


def _code(value: str, copy: int) -> str:
    first, second = LETTERS[copy // len(LETTERS)], LETTERS[copy % len(LETTERS)]
    return (
        f"translate(({value})[1], '{DIGITS}', '{first}') || translate(({value})[2], '{DIGITS}',"
        f" '{second}') || ({value})[3:]"
    )
