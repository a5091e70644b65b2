"""What a candidate would change: rows that are new, changed or removed against the generation in force, standings that move."""

import math
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd

from data import publish

# What a reader knows a row by, and what may change about it.
TABLES = {
    "edisi": ("SELECT edition_id, name, entrants, finalists, result_date FROM edition", 1),
    "peringkat": (
        "SELECT edition_id, place_id, title, rank_low, rank_high, score, score_max, is_finalist, is_disputed FROM standing", 2),
    "klaim": (
        "SELECT claim_id, edition_id, place_id, placement, rank, score, score_max, source_id FROM placement_claim", 1),
    "nilai": (
        "SELECT edition_id, place_id, stage, juror, indicator, source_id, value, value_max FROM score", 6),
    "kriteria": ("SELECT indicator_id, name, weight FROM indicator", 1),
    "inovasi": ("SELECT innovation_id, name, indicator, sector, sources FROM innovation", 1),
    "sengketa": ("SELECT dispute_id, kind, edition_id, subject, shown FROM dispute", 1),
    "sumber": ("SELECT source_id, publisher, title FROM source", 1),
}  # fmt: skip
MOVES = """
    SELECT standing.edition_id, place_id, place_name, kabkota.name AS kabkota, title, rank_low, rank_high, score
    FROM standing LEFT JOIN kabkota ON kabkota.code = standing.kabkota_code
"""


class Difference(NamedTuple):
    """What changes: `counts` has table, new, changed and removed; `moves` one row per standing that is new, moves or goes."""

    counts: pd.DataFrame
    moves: pd.DataFrame


def between(old: Path | None, new: Path) -> Difference:
    """The difference of two database files; without an old one everything is new."""
    with duckdb.connect(new, read_only=True) as con:
        after = {name: con.execute(query).fetchall() for name, (query, _) in TABLES.items()}
        places_after = con.execute(MOVES).fetchall()
    before: dict[str, list[tuple[object, ...]]] = {name: [] for name in TABLES}
    places_before: list[tuple[object, ...]] = []
    if old is not None:
        with publish.connect(old) as con:
            before = {name: con.execute(query).fetchall() for name, (query, _) in TABLES.items()}
            places_before = con.execute(MOVES).fetchall()
    counts = [(name, *_counted(before[name], after[name], keys)) for name, (_, keys) in TABLES.items()]
    return Difference(pd.DataFrame(counts, columns=["table", "new", "changed", "removed"]), _moved(places_before, places_after))


def _counted(before: list[tuple[object, ...]], after: list[tuple[object, ...]], keys: int) -> tuple[int, int, int]:
    old, new = ({row[:keys]: row[keys:] for row in rows} for rows in (before, after))
    shared = old.keys() & new.keys()
    return len(new.keys() - old.keys()), sum(old[key] != new[key] for key in shared), len(old.keys() - new.keys())


def _moved(before: list[tuple[object, ...]], after: list[tuple[object, ...]]) -> pd.DataFrame:
    """Columns edition_id, place_id, place, kabkota; and before and after of title, rank and score, empty where there is none."""
    old, new = ({row[:2]: row[2:] for row in rows} for rows in (before, after))
    moved = []

    def place(key: tuple[object, ...]) -> tuple[str, float, str]:
        low = (new.get(key) or old[key])[3]
        return str(key[0]), float(low) if isinstance(low, int) else math.inf, str(key[1])

    for key in sorted(old.keys() | new.keys(), key=place):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or was[2:] != now[2:]:
            name = now or was or ()
            told = [(row[2], _interval(row[3], row[4]), row[5]) if row else (None, None, None) for row in (was, now)]
            moved.append((*key, *name[:2], *told[0], *told[1]))
    columns = [
        "edition_id",
        "place_id",
        "place",
        "kabkota",
        "title_before",
        "rank_before",
        "score_before",
        "title",
        "rank",
        "score",
    ]
    return pd.DataFrame(moved, columns=columns)


def _interval(low: object, high: object) -> str | None:
    if low is None:
        return None
    return str(low) if low == high else f"{low}–{'' if high is None else high}"
