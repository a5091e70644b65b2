"""The sets of indicators by which editions judge, their weights, and which sets can be compared."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any, Literal

import pandas as pd

from analytics.core.cache import cached
from analytics.core.query import Connection, each, frame

ALIKE = 0.5  # share of their words that two names of the same indicator have in common, at least
TINY = 1e-6
MOST_TRIED = 50  # sets of which two are looked for that can be compared
FILLERS = {
    "penyelenggaraan", "pelaksanaan", "penilaian", "tugas", "kegiatan", "kecamatan", "kemantren",
    "camat",
    "dan", "atau", "pada", "di", "bagi", "dalam", "yang", "segala",
}  # fmt: skip
EDITION = ["level", "region", "edition_id", "year", "short_name", "is_skk"]
COLUMNS = [
    *EDITION, "prefix", "code", "name", "wordings", "weight", "weights", "details",
    "details_weight", "source_ids", "publishers",
    "notes",
]  # fmt: skip
Verdict = Literal["same", "different", "unknown"]


def claims(con: Connection, edition_id: str | None = None) -> pd.DataFrame:
    """One row per criterion, edition and source, as printed; of all editions, or of one.

    Columns: edition_id (empty where no year is named), level, region (the organiser), year,
    short_name, is_skk, code, name, weight, note, source_id, publisher, title, published, url, host,
    is_official.
    """
    return frame(
        con,
        """
        SELECT edition_id, indicator.level, coalesce(kabkota.name, provinsi.name) AS region,
          indicator.year, short_name, is_skk,
            coalesce(indicator.code, '') AS code, indicator.name, weight, note, source_id,
              publisher, title, published, url, host,
            is_official
        FROM indicator JOIN source USING (source_id)
        LEFT JOIN edition USING (edition_id)
        LEFT JOIN kabkota ON kabkota.code = CASE indicator.level WHEN 'kabkota'
          THEN indicator.kabkota_code END
        LEFT JOIN provinsi ON provinsi.code = indicator.province_code
        WHERE $edition_id::VARCHAR IS NULL OR edition_id = $edition_id
        ORDER BY indicator.year DESC NULLS LAST, indicator.level DESC, region, indicator.code,
          indicator.name, source_id
        """,
        {"edition_id": edition_id},
    )


def stated(con: Connection, edition_id: str | None = None) -> pd.DataFrame:
    """What pages say of a whole set, of all editions or of one, the better supported first:
    EDITION, prefix, name, indicators and weight (how many there are and their sum), note,
    source_id, publisher.
    """
    return frame(
        con,
        """
        SELECT indicator_set.level, coalesce(kabkota.name, provinsi.name) AS region, edition_id,
          indicator_set.year, prefix,
            indicator_set.name, indicators, weight, note, source_id, publisher, short_name, is_skk
        FROM indicator_set JOIN source USING (source_id)
        LEFT JOIN edition USING (edition_id)
        LEFT JOIN kabkota ON kabkota.code = CASE indicator_set.level WHEN 'kabkota'
          THEN indicator_set.kabkota_code END
        LEFT JOIN provinsi ON provinsi.code = indicator_set.province_code
        WHERE $edition_id::VARCHAR IS NULL OR edition_id = $edition_id
        ORDER BY is_official DESC, source_id
        """,
        {"edition_id": edition_id},
    )


def sources(con: Connection) -> pd.DataFrame:
    """The pages that name indicators or say how many there are: source_id, publisher, title,
    published, url.
    """
    return frame(
        con,
        """
        SELECT source_id, publisher, title, published, url FROM source
        WHERE source_id IN (SELECT source_id FROM indicator UNION SELECT source_id
          FROM indicator_set)
        ORDER BY publisher, source_id
        """,
    )


@cache
def words(name: str) -> frozenset[str]:
    """The words of an indicator's name that tell it from others: no fillers, nothing in
    brackets.
    """
    return frozenset(re.findall(r"[a-z0-9]+", re.sub(r"\(.*?\)", " ", name.lower()))) - FILLERS


def likeness(left: Iterable[str], right: Iterable[str]) -> float:
    """How alike two indicators are by any of their wordings: shared words as a share of all
    (Jaccard), 0-1.
    """
    pairs = [(words(a), words(b)) for a in left for b in right]
    return max((len(a & b) / len(a | b) for a, b in pairs if a | b), default=0.0)


def indicators(con: Connection) -> pd.DataFrame:
    """One row per indicator of each set, as resolved (docs/RULES.md, "Indicators"); editions latest
    first, sets in order.

    Columns: EDITION, prefix (of the codes of its set), code, name, wordings (list), weight (empty
    where not published, or where equally supported sources differ), weights (list of those claimed;
    more than one is a dispute), details (criteria below it), details_weight (their sum where all
    have one), source_ids, publishers and notes (lists).
    """
    editions = _held(claims(con), EDITION).values()
    return pd.DataFrame(
        [row for edition in editions for row in _of_edition(edition)], columns=COLUMNS
    )


def of_edition(con: Connection, edition_id: str) -> pd.DataFrame:
    """The same for one edition alone."""
    return pd.DataFrame(_of_edition(list(each(claims(con, edition_id)))), columns=COLUMNS)


def sets(con: Connection) -> pd.DataFrame:
    """One row per set of indicators of an edition, in the order of indicators(); also sets of which
    only the size is known.

    Columns: EDITION, prefix, label (unique), listed (indicators named), weighted (of these, with a
    weight), weight_sum, size and total (number and sum of weights that a page states), is_complete
    (as many are named as a page says, or their weights add up to what it says), is_disputed (a
    weight, a size or a sum), publishers, notes (lists), source_ids.
    """
    keys = [*EDITION, "prefix"]
    resolved, told = _held(indicators(con), keys), _held(stated(con), keys)
    rows = [
        _summary(resolved.get(key, []), told.get(key, [])) | dict(zip(keys, key, strict=True))
        for key in resolved | told
    ]
    found = pd.DataFrame(rows, columns=[*keys, *SUMMARY]).convert_dtypes(convert_string=False)
    several = found.groupby(EDITION, dropna=False)["prefix"].transform("size") > 1
    edition = (
        found["short_name"].fillna("SKK")
        + " "
        + found["region"]
        + " "
        + found["year"].astype("string").fillna("tanpa tahun")
    )
    found["label"] = edition.where(~several, edition + " · " + found["name"])
    order = {False: 0, True: 1}
    return (
        found.assign(dated=found["year"].fillna(0), later=found["prefix"].ne("").map(order))
        .sort_values(
            ["dated", "level", "region", "later", "prefix"],
            ascending=[False, False, True, True, True],
        )
        .drop(columns=["dated", "later"])
        .reset_index(drop=True)
    )


def pairs(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The indicators of two sets side by side, the alike in one row: name, weight of the left,
    name_right, weight_right.

    Args:
        left: rows of indicators() of one set; those without a partner have an empty right side.
        right: those of another; those without a partner follow.
    """
    matched = _matched(list(left["wordings"]), list(right["wordings"]))
    rest = [j for j in range(len(right)) if j not in matched.values()]
    order = [(i, matched.get(i)) for i in range(len(left))] + [(None, j) for j in rest]
    sides = [
        [None if at is None else rows[column].iloc[at] for at in places]
        for rows, places in ((left, [i for i, _ in order]), (right, [j for _, j in order]))
        for column in ("name", "weight")
    ]
    return pd.DataFrame(
        dict(zip(("name", "weight", "name_right", "weight_right"), sides, strict=True))
    )


def verdict(left: pd.Series, right: pd.Series, both: pd.DataFrame) -> Verdict:
    """Whether two rows of sets() can be compared: the same indicators, different ones, or not
    known, where one is not complete.

    Args:
        left: a row of sets().
        right: another.
        both: pairs() of their indicators.
    """
    if not (left["is_complete"] and right["is_complete"]):
        return "unknown"
    return "same" if both[["name", "name_right"]].notna().all(axis=None) else "different"


@cached
def comparable(known: pd.DataFrame, rows: pd.DataFrame) -> tuple[str, str] | None:
    """The labels of two sets that can be compared, those with most weights known first; None where
    no two of the MOST_TRIED that have most can.

    Args:
        known: sets().
        rows: indicators().
    """
    keys = [*EDITION, "prefix"]
    held = _held(rows, keys)
    whole = known[known["is_complete"].astype(bool)].sort_values(
        ["weighted", "listed"], ascending=False, kind="stable"
    )
    wordings = {
        about.label: [row.wordings for row in held[key]]
        for key, (about, *_) in _held(whole.head(MOST_TRIED), keys).items()
    }
    for (left, mine), (right, other) in combinations(wordings.items(), 2):
        if len(mine) == len(other) == len(_matched(mine, other)):
            return left, right
    return None


def compared_to_last(
    con: Connection, edition_ids: Sequence[str]
) -> list[tuple[Verdict, dict[str, tuple[str, str]]]]:
    """For each of several editions and the last of them: whether their main sets can be compared,
    as verdict() says (not known where an edition has no set); and for each code of the one, code
    and name of the same indicator in the last, if any.
    """
    sides = [_main_set(con, edition_id) for edition_id in edition_ids]
    last, about_last = sides[-1]
    return [
        (verdict(about, about_last, pairs(rows, last)), _partners(rows, last))
        for rows, about in sides
    ]


def _main_set(con: Connection, edition_id: str) -> tuple[pd.DataFrame, pd.Series]:
    """The indicators of the main set of an edition, and what sets() says of it."""
    rows, told = of_edition(con, edition_id), stated(con, edition_id)
    main, stating = (
        part[part["prefix"] == min(rows["prefix"], default="")] for part in (rows, told)
    )
    return main, pd.Series(
        _summary(list(each(main)), list(each(stating))) if len(rows) else {"is_complete": False}
    )


def _partners(left: pd.DataFrame, right: pd.DataFrame) -> dict[str, tuple[str, str]]:
    matched = _matched(list(left["wordings"]), list(right["wordings"]))
    return {
        str(left["code"].iloc[i]): (right["code"].iloc[j], right["name"].iloc[j])
        for i, j in matched.items()
    }


SUMMARY = (
    "name", "label", "listed", "weighted", "weight_sum", "size", "total", "is_complete",
    "is_disputed", "publishers", "notes",
    "source_ids",
)  # fmt: skip


def part(rows: pd.DataFrame, key: Mapping[Any, Any] | pd.Series) -> pd.DataFrame:
    """The rows of one set: those of indicators() or stated() that agree with a row of sets()."""
    chosen = pd.Series(True, index=rows.index)
    for column in [*EDITION, "prefix"]:
        value = key[column]
        chosen &= rows[column].isna() if pd.isna(value) else rows[column] == value
    return rows[chosen]


def _summary(rows: Sequence[Any], told: Sequence[Any]) -> dict[str, Any]:
    """What sets() says of one set, from its rows of indicators() and of stated()."""
    weights = [float(row.weight) for row in rows if not pd.isna(row.weight)]
    sizes = [row.indicators for row in told if not pd.isna(row.indicators)]
    totals = [row.weight for row in told if not pd.isna(row.weight)]
    whole = len(weights) == len(rows) > 0 and bool(totals) and abs(sum(weights) - totals[0]) < TINY
    return {
        "name": told[0].name if told else (rows[0].prefix or "indikator"),
        "listed": len(rows),
        "weighted": len(weights),
        "weight_sum": sum(weights) if weights else None,
        "size": sizes[0] if sizes else None,
        "total": totals[0] if totals else None,
        "is_complete": whole or (len(rows) > 0 and bool(sizes) and sizes[0] == len(rows)),
        "is_disputed": (
            any(len(row.weights) > 1 for row in rows) or len(set(sizes)) > 1 or len(set(totals)) > 1
        ),
        "publishers": _distinct(
            [*(name for row in rows for name in row.publishers), *(row.publisher for row in told)]
        ),
        "notes": _distinct(row.note for row in told),
        "source_ids": _distinct(
            [*(one for row in rows for one in row.source_ids), *(row.source_id for row in told)]
        ),
    }


def _of_edition(edition: Sequence[Any]) -> list[dict[str, Any]]:
    """The indicators of one edition, from its rows of claims()."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in edition:
        names[row.code].add(row.name)
    shared = {
        code
        for code, wordings in names.items()
        if not re.search("[0-9]", code) and (len(wordings) > 1 or not code)
    }
    main: dict[str, list[Any]] = defaultdict(list)
    details: dict[str, list[Any]] = defaultdict(list)
    for row in edition:
        prefix = row.code if row.code in shared else _prefix(row.code)
        (details if prefix in names.keys() - shared else main)[prefix].append(row)
    sets: list[list[dict[str, Any]]] = []
    for prefix, rows in sorted(main.items()):
        found = [
            _resolved(same, details.get(same[0].code, [])) | {"prefix": prefix}
            for same in _grouped(rows, shared)
        ]
        if not any(_is_same_set(found, other) for other in sets):
            sets.append(found)
    return [row for one in sets for row in one]


def _prefix(code: str) -> str:
    found = re.fullmatch(r"(.*?)[-.]?[0-9]+", code)
    return found[1] if found else ""


def _grouped(rows: Sequence[Any], shared: set[str]) -> list[list[Any]]:
    """The rows of a set by indicator: those of one code; rows without a number join the indicator
    they are alike.
    """
    groups: list[list[Any]] = []
    for row in sorted(
        rows, key=lambda row: (row.code in shared, int(re.sub(r"\D", "", row.code) or 0), row.code)
    ):
        is_free = row.code in shared
        mine = [
            group
            for group in groups
            if (not is_free and group[0].code == row.code)
            or (is_free and likeness([row.name], [same.name for same in group]) >= ALIKE)
        ]
        if mine:
            mine[0].append(row)
        else:
            groups.append([row])
    return groups


def _resolved(rows: Sequence[Any], details: Sequence[Any]) -> dict[str, Any]:
    first = rows[0]
    known = [row for row in rows if not pd.isna(row.weight)]
    best = _support(known, "weight")
    tied = len(best) > 1 and best[0][:2] == best[1][:2]
    name = max(
        _support(rows, "name"),
        key=lambda found: (*found[:2], len(found[2]), found[2].lower(), found[2]),
    )[2]
    below = [row.weight for row in details]
    return {
        **{column: getattr(first, column) for column in EDITION},
        "code": first.code,
        "name": name[0].upper() + name[1:],
        "wordings": _distinct(row.name for row in rows),
        "weight": None if tied or not best else best[0][2],
        "weights": sorted({row.weight for row in known}),
        "details": len(details),
        "details_weight": sum(below) if below and not any(map(pd.isna, below)) else None,
        "source_ids": _distinct(row.source_id for row in rows),
        "publishers": _distinct(row.publisher for row in rows),
        "notes": _distinct(row.note for row in rows),
    }


def _support(rows: Sequence[Any], column: str) -> list[tuple[bool, int, Any]]:
    """Each value with what supports it (a government page, publishers), the better supported
    first.
    """
    held: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        held[getattr(row, column)].append(row)
    found = [
        (any(row.is_official for row in of), len({row.host for row in of}), value)
        for value, of in sorted(held.items())
    ]
    return sorted(found, key=lambda value: value[:2], reverse=True)


def _matched(left: list[list[str]], right: list[list[str]]) -> dict[int, int]:
    """Partners of two sets, the most alike first; equally alike, in order."""
    found = sorted(
        (-likeness(a, b), abs(i - j), i, j) for i, a in enumerate(left) for j, b in enumerate(right)
    )
    partners: dict[int, int] = {}
    for unlike, _, i, j in found:
        if -unlike >= ALIKE and i not in partners and j not in partners.values():
            partners[i] = j
    return partners


def _is_same_set(left: list[dict[str, Any]], right: list[dict[str, Any]]) -> bool:
    """Whether one source has been noted twice: the same indicators under other codes."""
    matched = _matched([row["wordings"] for row in left], [row["wordings"] for row in right])
    return left[0]["source_ids"] == right[0]["source_ids"] and len(matched) == len(left) == len(
        right
    )


def _distinct(values: Iterable[Any]) -> list[Any]:
    """Each known value once, in order."""
    return [value for value in dict.fromkeys(values) if not pd.isna(value)]


def _held(rows: pd.DataFrame, keys: Sequence[str]) -> dict[tuple[Any, ...], list[Any]]:
    """The rows by what they hold in some columns, None where that is not known, in the order of
    first appearance.
    """
    held: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in each(rows):
        held[
            tuple(None if pd.isna(getattr(row, key)) else getattr(row, key) for key in keys)
        ].append(row)
    return dict(held)
