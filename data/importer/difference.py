"""What a candidate would change: rows that are new, changed or removed against the generation in
force, standings that move.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from data import publish

# Of each kind of data what a reader knows a row by (so many columns), what may change about it, and
# last whose word it is.
TABLES = {
    "edisi": ("SELECT edition_id, name, entrants, finalists, result_date, NULL FROM edition", 1),
    "peringkat": (
        "SELECT edition_id, place_id, title, rank_low, rank_high, score, score_max, "
        "is_finalist, is_disputed, NULL FROM standing", 2),
    "klaim": (
        "SELECT edition_id, place_id, kecamatan_printed, stage, placement, rank, score, score_max, "
        "source_id FROM placement_claim", 4),
    "nilai kriteria": (
        "SELECT edition_id, place_id, stage, juror, indicator, value, value_max, source_id "
        "FROM score WHERE indicator IS NOT NULL", 5),
    "nilai total": (
        "SELECT edition_id, place_id, stage, juror, value, value_max, source_id FROM score "
        "WHERE indicator IS NULL", 4),
    "kriteria": (
        "SELECT edition_id, level, province_code, kabkota_code, year, code, name, weight, "
        "source_id FROM indicator", 6),
    "inovasi": ("SELECT innovation_id, name, indicator, sector, sources, NULL FROM innovation", 1),
    "sengketa": ("SELECT dispute_id, kind, edition_id, subject, shown, NULL FROM dispute", 1),
    "sumber": ("SELECT source_id, publisher, title, NULL FROM source", 1),
}  # fmt: skip
MOVES = """
    SELECT standing.edition_id, place_id, place_name, kabkota.name AS kabkota, title, rank_low,
      rank_high, score
    FROM standing LEFT JOIN kabkota ON kabkota.code = standing.kabkota_code
"""


UNRECORDED = "belum tercatat"
GONE = "tidak tercatat lagi"
FEW = 3  # editions that a sentence tells of one by one
COUNTED = {  # what readers notice besides the boards: table of `counts`, and its word in a sentence
    "nilai kriteria": "nilai kriteria", "nilai total": "nilai total", "kriteria": "kriteria",
    "inovasi": "inovasi",
    "sengketa": "sengketa",
}  # fmt: skip
Rows = list[tuple[object, ...]]


class Board(NamedTuple):
    """The board of one edition on which something moves: how many stand there before and after, and
    who is known to be first.

    Without places before it is new, without places after it goes. `new`, `moved`, `rescored` (their
    place stays) and `gone` count kecamatan.
    """

    edition_id: str
    before: int
    after: int
    first_before: tuple[str, ...]
    first: tuple[str, ...]
    new: int
    moved: int
    rescored: int
    gone: int


class Difference(NamedTuple):
    """What changes: `counts` has table, new, changed and removed; `moves` one row per standing that
    is new, moves or goes; `boards` one item per edition among them, in the order of moves.
    """

    counts: pd.DataFrame
    moves: pd.DataFrame
    boards: tuple[Board, ...] = ()


def between(old: Path | None, new: Path) -> Difference:
    """The difference of two database files; without an old one everything is new."""
    with duckdb.connect(new, read_only=True) as con:
        after = {name: con.execute(query).fetchall() for name, (query, _) in TABLES.items()}
        places_after = con.execute(MOVES).fetchall()
    before: dict[str, Rows] = {name: [] for name in TABLES}
    places_before: Rows = []
    if old is not None:
        with publish.connect(old) as con:
            before = {name: con.execute(query).fetchall() for name, (query, _) in TABLES.items()}
            places_before = con.execute(MOVES).fetchall()
    counts = [
        (name, *_counted(before[name], after[name], keys)) for name, (_, keys) in TABLES.items()
    ]
    moves = _moved(places_before, places_after)
    return Difference(
        pd.DataFrame(counts, columns=["table", "new", "changed", "removed"]),
        moves,
        _boards(moves, places_before, places_after),
    )


def _counted(before: Rows, after: Rows, keys: int) -> tuple[int, int, int]:
    """How many rows are new, changed and gone. The same word of another source is none of these,
    lest a corrected file, which is another source, count whole as gone and as new.
    """
    old, new = (
        defaultdict[tuple[object, ...], Rows](list),
        defaultdict[tuple[object, ...], Rows](list),
    )
    for rows, found in ((before, old), (after, new)):
        for row in rows:
            found[row[:keys]].append(row[keys:-1])
    total = [0, 0, 0]
    for key in old.keys() | new.keys():
        was, now = Counter(old[key]), Counter(new[key])
        less, more = (was - now).total(), (now - was).total()
        for at, count in enumerate((more - less, min(less, more), less - more)):
            total[at] += max(count, 0)
    return total[0], total[1], total[2]


def _moved(before: Rows, after: Rows) -> pd.DataFrame:
    """Columns edition_id, place_id, place, kabkota; and before and after of title, rank and score,
    None where there is none.
    """
    old, new = ({row[:2]: row[2:] for row in rows} for rows in (before, after))
    moved = []

    def place(key: tuple[object, ...]) -> tuple[str, float, str]:
        low = (new.get(key) or old[key])[3]
        return str(key[0]), float(low) if isinstance(low, int) else math.inf, str(key[1])

    for key in sorted(old.keys() | new.keys(), key=place):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or was[2:] != now[2:]:
            name = now or was or ()
            told = [
                (row[2], _interval(row[3], row[4]), row[5]) if row else (None, None, None)
                for row in (was, now)
            ]
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
    return pd.DataFrame(moved, columns=columns, dtype=object)  # of type text, None would become nan


def _interval(low: object, high: object) -> str | None:
    if low is None:
        return None
    return str(low) if low == high else f"{low}–{'' if high is None else high}"


def _boards(moves: pd.DataFrame, before: Rows, after: Rows) -> tuple[Board, ...]:
    boards = []
    for edition_id in dict.fromkeys(moves["edition_id"]):
        was, now = ([row for row in rows if row[0] == edition_id] for rows in (before, after))
        old, new = ({row[1] for row in rows} for rows in (was, now))
        both = moves[(moves["edition_id"] == edition_id) & moves["place_id"].isin(old & new)]
        rescored = sum(any(only_score(move)) for move in both.to_dict("records"))
        counts = (len(new - old), len(both) - rescored, rescored, len(old - new))
        boards.append(Board(edition_id, len(was), len(now), _first(was), _first(now), *counts))
    return tuple(boards)


def _first(rows: Rows) -> tuple[str, ...]:
    """Who is known to be first, by name."""
    return tuple(sorted(str(row[2]) for row in rows if row[5] == 1 and row[6] == 1))


def sentence(found: Difference, names: Mapping[str, str]) -> str:
    """What every reader will see change, in one Indonesian sentence.

    `names` has who may hold a contest: level and code (provinsi-35), and the name (Provinsi Jawa
    Timur), as match.holders().
    """
    told = [_of_board(one, names) for one in found.boards[:FEW]]
    if more := found.boards[FEW:]:
        told.append(f"{_figure(len(more))} papan peringkat lain juga berubah")
    counts = {str(row["table"]): row for row in found.counts.to_dict("records")}
    for column, word in (("new", "ditambahkan"), ("changed", "berubah"), ("removed", "hilang")):
        several = [
            f"{_figure(int(counts[table][column]))} {name}"
            for table, name in COUNTED.items()
            if table in counts and counts[table][column]
        ]
        if several:
            told.append(f"{_listing(several)} {word}")
    if not told:
        is_cited = any(
            counts[table][column]
            for table in ("klaim", "sumber")
            if table in counts
            for column in ("new", "removed")
        )
        return "Tidak ada peringkat atau nilai yang berubah" + (
            "; hanya sumbernya." if is_cited else "."
        )
    if not (
        any(counts[table]["removed"] for table in COUNTED if table in counts)
        or any(one.gone for one in found.boards)
    ):
        told.append("tidak ada yang hilang")
    return f"{'; '.join(told)}."


def _of_board(one: Board, names: Mapping[str, str]) -> str:
    board = f"Papan Peringkat {named(one.edition_id, names)}"
    if not one.before:
        first = (
            f"{_listing(one.first)} di tempat pertama"
            if one.first
            else f"tempat pertama {UNRECORDED}"
        )
        return f"{board} menjadi baru dengan {_figure(one.after)} kecamatan, {first}"
    if not one.after:
        return f"{board} hilang dengan {_figure(one.before)} kecamatannya"
    counts = [
        (one.new, "ditambahkan"),
        (one.moved, "bergeser"),
        (one.rescored, "berubah nilainya"),
        (one.gone, "hilang"),
    ]
    changes = _listing([f"{_figure(count)} kecamatan {word}" for count, word in counts if count])
    return f"{board} berubah: {changes}, {_succession(one)}"


def _succession(one: Board) -> str:
    was, now = (
        _listing(several) if several else UNRECORDED for several in (one.first_before, one.first)
    )
    if was == now:
        return f"tempat pertama tetap {now}"
    if one.first_before and one.first:
        return f"tempat pertama berpindah dari {was} ke {now}"
    return f"tempat pertama semula {was}, menjadi {now}"


def named(edition_id: str, names: Mapping[str, str]) -> str:
    """The name of an edition: "Provinsi Jawa Barat 2026, kelas kota"."""
    level, code, year, kind = [*edition_id.split("-"), "", "", ""][:4]
    holder = names.get(f"{level}-{code}", f"{level}-{code}")
    return f"{holder} {year}".rstrip() + (f", kelas {kind}" if kind else "")


def only_score(move: Mapping[Any, Any]) -> tuple[str, str]:
    """Of a row of moves whose place stays: its score before and after in words, "nilai 178"; empty
    where the place moves.
    """
    if (move["title_before"], move["rank_before"]) != (move["title"], move["rank"]):
        return "", ""
    was, now = (move[name] for name in ("score_before", "score"))
    before, after = (
        f"nilai {one:.10g}".replace(".", ",") if one is not None else "tanpa nilai"
        for one in (was, now)
    )
    return before, after


def standing(title: object, rank: object, absent: str) -> str:
    """A place on a board as a move tells it, "juara 1, peringkat 1"; `absent` is what is said where
    there is none.
    """
    if not isinstance(title, str):  # None, or nan of a frame that somebody has worked on
        return absent
    return (
        f"{str(title).replace('_', ' ')},"
        f" {f'peringkat {rank}' if isinstance(rank, str) else 'tanpa peringkat'}"
    )


def _figure(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _listing(several: Sequence[str]) -> str:
    """ "a, b, dan c"."""
    if len(several) < 3:
        return " dan ".join(several)
    return f"{', '.join(several[:-1])}, dan {several[-1]}"
