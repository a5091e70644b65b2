"""The sets of indicators by which editions judge, their weights, and which sets can be compared."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal

import pandas as pd

from analytics.editions import Connection
from analytics.query import each, frame

ALIKE = 0.5  # share of their words that two names of the same indicator have in common, at least
TINY = 1e-6
FILLERS = {
    "penyelenggaraan", "pelaksanaan", "penilaian", "tugas", "kegiatan", "kecamatan", "kemantren", "camat",
    "dan", "atau", "pada", "di", "bagi", "dalam", "yang", "segala",
}  # fmt: skip
EDITION = ["level", "region", "edition_id", "year", "short_name", "is_skk"]
COLUMNS = [
    *EDITION, "prefix", "code", "name", "wordings", "weight", "weights", "details", "details_weight", "source_ids", "publishers",
    "notes",
]  # fmt: skip
Verdict = Literal["same", "different", "unknown"]


def claims(con: Connection, edition_id: str | None = None) -> pd.DataFrame:
    """One row per criterion, edition and source, as printed; of all editions, or of one.

    Columns: edition_id (empty where no year is named), level, region (the organiser), year, short_name, is_skk, code, name,
    weight, note, source_id, publisher, title, published, url, host, is_official.
    """
    return frame(
        con,
        """
        SELECT edition_id, indicator.level, coalesce(kabkota.name, provinsi.name) AS region, indicator.year, short_name, is_skk,
            coalesce(indicator.code, '') AS code, indicator.name, weight, note, source_id, publisher, title, published, url, host,
            is_official
        FROM indicator JOIN source USING (source_id)
        LEFT JOIN edition USING (edition_id)
        LEFT JOIN kabkota ON indicator.level = 'kabkota' AND kabkota.code = indicator.kabkota_code
        LEFT JOIN provinsi ON provinsi.code = indicator.province_code
        WHERE $edition_id::VARCHAR IS NULL OR edition_id = $edition_id
        ORDER BY indicator.year DESC NULLS LAST, indicator.level DESC, region, indicator.code, indicator.name, source_id
        """,
        {"edition_id": edition_id},
    )


def stated(con: Connection) -> pd.DataFrame:
    """What pages say of a whole set, the better supported first: EDITION, prefix, name, indicators and weight (how
    many there are and their sum), note, source_id, publisher."""
    return frame(
        con,
        """
        SELECT indicator_set.level, coalesce(kabkota.name, provinsi.name) AS region, edition_id, indicator_set.year, prefix,
            indicator_set.name, indicators, weight, note, source_id, publisher, short_name, is_skk
        FROM indicator_set JOIN source USING (source_id)
        LEFT JOIN edition USING (edition_id)
        LEFT JOIN kabkota ON indicator_set.level = 'kabkota' AND kabkota.code = indicator_set.kabkota_code
        LEFT JOIN provinsi ON provinsi.code = indicator_set.province_code
        ORDER BY is_official DESC, source_id
        """,
    )


def sources(con: Connection) -> pd.DataFrame:
    """The pages that name indicators or say how many there are: source_id, publisher, title, published, url."""
    return frame(
        con,
        """
        SELECT source_id, publisher, title, published, url FROM source
        WHERE source_id IN (SELECT source_id FROM indicator UNION SELECT source_id FROM indicator_set)
        ORDER BY publisher, source_id
        """,
    )


@cache
def words(name: str) -> frozenset[str]:
    """The words of an indicator's name that tell it from others: no fillers, nothing in brackets."""
    return frozenset(re.findall(r"[a-z0-9]+", re.sub(r"\(.*?\)", " ", name.lower()))) - FILLERS


def likeness(left: Iterable[str], right: Iterable[str]) -> float:
    """How alike two indicators are by any of their wordings: shared words as a share of all (Jaccard), 0-1."""
    pairs = [(words(a), words(b)) for a in left for b in right]
    return max((len(a & b) / len(a | b) for a, b in pairs if a | b), default=0.0)


def indicators(con: Connection) -> pd.DataFrame:
    """One row per indicator of each set, as resolved (docs/RULES.md, "Indicators"); editions latest first, sets in order.

    Columns: EDITION, prefix (of the codes of its set), code, name, wordings (list), weight (empty where not published, or where
    equally supported sources differ), weights (list of those claimed; more than one is a dispute), details (criteria below
    it), details_weight (their sum where all have one), source_ids, publishers and notes (lists).
    """
    rows: list[dict[str, Any]] = []
    for _, edition in claims(con).groupby(EDITION, dropna=False, sort=False):
        rows += _of_edition(edition)
    return pd.DataFrame(rows, columns=COLUMNS)


def of_edition(con: Connection, edition_id: str) -> pd.DataFrame:
    """The same for one edition alone."""
    rows = claims(con, edition_id)
    return pd.DataFrame(_of_edition(rows) if len(rows) else [], columns=COLUMNS)


def sets(con: Connection) -> pd.DataFrame:
    """One row per set of indicators of an edition, in the order of indicators(); also sets of which only the size is known.

    Columns: EDITION, prefix, label (unique), listed (indicators named), weighted (of these, with a weight), weight_sum, size and
    total (number and sum of weights that a page states), is_complete (as many are named as a page says, or their weights
    add up to what it says), is_disputed (a weight, a size or a sum), publishers, notes (lists), source_ids.
    """
    resolved, told = indicators(con), stated(con)
    keys = [*EDITION, "prefix"]
    rows = [
        _summary(part(resolved, key), part(told, key)) | key
        for key in pd.concat([resolved[keys], told[keys]]).drop_duplicates().to_dict("records")
    ]
    found = pd.DataFrame(rows, columns=[*keys, *SUMMARY]).convert_dtypes(convert_string=False)
    several = found.groupby(EDITION, dropna=False)["prefix"].transform("size") > 1
    edition = (
        found["short_name"].fillna("SKK") + " " + found["region"] + " " + found["year"].astype("string").fillna("tanpa tahun")
    )
    found["label"] = edition.where(~several, edition + " · " + found["name"])
    order = {False: 0, True: 1}
    return (
        found.assign(dated=found["year"].fillna(0), later=found["prefix"].ne("").map(order))
        .sort_values(["dated", "level", "region", "later", "prefix"], ascending=[False, False, True, True, True])
        .drop(columns=["dated", "later"])
        .reset_index(drop=True)
    )


def pairs(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The indicators of two sets side by side, the alike in one row: name, weight of the left, name_right, weight_right.

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
    return pd.DataFrame(dict(zip(("name", "weight", "name_right", "weight_right"), sides, strict=True)))


def verdict(left: pd.Series, right: pd.Series, both: pd.DataFrame) -> Verdict:
    """Whether two rows of sets() can be compared: the same indicators, different ones, or not known, where one is not complete.

    Args:
        left: a row of sets().
        right: another.
        both: pairs() of their indicators.
    """
    if not (left["is_complete"] and right["is_complete"]):
        return "unknown"
    return "same" if both[["name", "name_right"]].notna().all(axis=None) else "different"


def comparable(con: Connection, one: str, other: str) -> Verdict:
    """Whether the main sets of two editions can be compared, as verdict() says; not known where an edition has no set."""
    sides, told = [], stated(con)
    for edition_id in (one, other):
        rows = _main(con, edition_id)
        of_set = told[(told["edition_id"] == edition_id) & (told["prefix"] == (rows["prefix"].iloc[0] if len(rows) else ""))]
        sides.append((rows, pd.Series(_summary(rows, of_set)) if len(rows) else pd.Series({"is_complete": False})))
    (left, about_left), (right, about_right) = sides
    return verdict(about_left, about_right, pairs(left, right))


def partners(con: Connection, one: str, other: str) -> dict[str, tuple[str, str]]:
    """For each code in the main set of an edition, code and name of the same indicator in another edition, where it has one."""
    left, right = _main(con, one), _main(con, other)
    matched = _matched(list(left["wordings"]), list(right["wordings"]))
    return {str(left["code"].iloc[i]): (right["code"].iloc[j], right["name"].iloc[j]) for i, j in matched.items()}


def _main(con: Connection, edition_id: str) -> pd.DataFrame:
    rows = of_edition(con, edition_id)
    return rows[rows["prefix"] == min(rows["prefix"], default="")].reset_index(drop=True)


SUMMARY = (
    "name", "label", "listed", "weighted", "weight_sum", "size", "total", "is_complete", "is_disputed", "publishers", "notes",
    "source_ids",
)  # fmt: skip


def part(rows: pd.DataFrame, key: Mapping[Any, Any] | pd.Series) -> pd.DataFrame:
    """The rows of one set: those of indicators() or stated() that agree with a row of sets()."""
    chosen = pd.Series(True, index=rows.index)
    for column in [*EDITION, "prefix"]:
        value = key[column]
        chosen &= rows[column].isna() if pd.isna(value) else rows[column] == value
    return rows[chosen]


def _summary(rows: pd.DataFrame, told: pd.DataFrame) -> dict[str, Any]:
    weights = [float(weight) for weight in rows["weight"].dropna()]
    sizes, totals = list(told["indicators"].dropna()), list(told["weight"].dropna())
    whole = len(weights) == len(rows) > 0 and bool(totals) and abs(sum(weights) - totals[0]) < TINY
    return {
        "name": told["name"].iloc[0] if len(told) else (rows["prefix"].iloc[0] or "indikator"),
        "listed": len(rows),
        "weighted": len(weights),
        "weight_sum": sum(weights) if weights else None,
        "size": sizes[0] if sizes else None,
        "total": totals[0] if totals else None,
        "is_complete": whole or (len(rows) > 0 and bool(sizes) and sizes[0] == len(rows)),
        "is_disputed": bool((rows["weights"].map(len) > 1).any()) or len(set(sizes)) > 1 or len(set(totals)) > 1,
        "publishers": _distinct([name for names in rows["publishers"] for name in names] + list(told["publisher"].dropna())),
        "notes": _distinct(told["note"].dropna()),
        "source_ids": _distinct([one for ids in rows["source_ids"] for one in ids] + list(told["source_id"])),
    }


def _of_edition(edition: pd.DataFrame) -> list[dict[str, Any]]:
    names = edition.groupby("code")["name"].nunique()
    shared = {code for code, count in names.items() if not re.search("[0-9]", str(code)) and (count > 1 or not code)}
    prefixes = edition["code"].map(lambda code: code if code in shared else _prefix(code))
    is_detail = prefixes.isin(set(edition["code"]) - shared)
    sets: list[list[dict[str, Any]]] = []
    for prefix, rows in sorted(edition[~is_detail].groupby(prefixes[~is_detail]), key=lambda part: part[0]):
        found = [
            _resolved(same, edition[is_detail & (prefixes == same["code"].iloc[0])]) | {"prefix": prefix}
            for same in _grouped(rows, shared)
        ]
        if not any(_is_same_set(found, other) for other in sets):
            sets.append(found)
    return [row for one in sets for row in one]


def _prefix(code: str) -> str:
    found = re.fullmatch(r"(.*?)[-.]?[0-9]+", code)
    return found[1] if found else ""


def _grouped(rows: pd.DataFrame, shared: set[Any]) -> list[pd.DataFrame]:
    """The rows of a set by indicator: those of one code; rows without a number join the indicator they are alike."""
    groups: list[list[int]] = []
    ordered = rows.assign(
        free=rows["code"].isin(shared), number=rows["code"].map(lambda code: int(re.sub(r"\D", "", code) or 0))
    ).sort_values(["free", "number", "code"], kind="stable")
    for at, row in enumerate(each(ordered)):
        mine = [
            group
            for group in groups
            if (not row.free and ordered["code"].iloc[group[0]] == row.code)
            or (row.free and likeness([row.name], ordered["name"].iloc[group]) >= ALIKE)
        ]
        if mine:
            mine[0].append(at)
        else:
            groups.append([at])
    return [ordered.iloc[group] for group in groups]


def _resolved(rows: pd.DataFrame, details: pd.DataFrame) -> dict[str, Any]:
    first = rows.iloc[0]
    known = rows[rows["weight"].notna()]
    best = _support(known, "weight")
    tied = len(best) > 1 and best[0][:2] == best[1][:2]
    name = max(_support(rows, "name"), key=lambda found: (*found[:2], len(found[2]), found[2].lower(), found[2]))[2]
    return {
        **{column: first[column] for column in EDITION},
        "code": first["code"],
        "name": name[0].upper() + name[1:],
        "wordings": _distinct(rows["name"]),
        "weight": None if tied or not best else best[0][2],
        "weights": sorted(set(known["weight"])),
        "details": len(details),
        "details_weight": details["weight"].sum() if len(details) and details["weight"].notna().all() else None,
        "source_ids": _distinct(rows["source_id"]),
        "publishers": _distinct(rows["publisher"].dropna()),
        "notes": _distinct(rows["note"].dropna()),
    }


def _support(rows: pd.DataFrame, column: str) -> list[tuple[bool, int, Any]]:
    """Each value with what supports it (a government page, publishers), the better supported first."""
    found = [(bool(of["is_official"].any()), int(of["host"].nunique()), value) for value, of in rows.groupby(column)]
    return sorted(found, key=lambda value: value[:2], reverse=True)


def _matched(left: list[list[str]], right: list[list[str]]) -> dict[int, int]:
    """Partners of two sets, the most alike first; equally alike, in order."""
    found = sorted((-likeness(a, b), abs(i - j), i, j) for i, a in enumerate(left) for j, b in enumerate(right))
    partners: dict[int, int] = {}
    for unlike, _, i, j in found:
        if -unlike >= ALIKE and i not in partners and j not in partners.values():
            partners[i] = j
    return partners


def _is_same_set(left: list[dict[str, Any]], right: list[dict[str, Any]]) -> bool:
    """Whether one source has been noted twice: the same indicators under other codes."""
    matched = _matched([row["wordings"] for row in left], [row["wordings"] for row in right])
    return left[0]["source_ids"] == right[0]["source_ids"] and len(matched) == len(left) == len(right)


def _distinct(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))
