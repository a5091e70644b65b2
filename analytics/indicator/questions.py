"""The sets of indicators by which editions judge, their weights, and which sets can be compared."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from typing import Literal, TypeVar

import pandas as pd

from analytics.core import text
from analytics.core.cache import cached
from analytics.core.query import Connection, answer
from analytics.core.rows import Cited, Row, Rows, columns, declared, each
from analytics.indicator.rows import Claim, Indicator, OfEdition, Pair, Set, Stated, Summary

ALIKE = 0.5  # share of their words that two names of the same indicator have in common, at least
TINY = 1e-6
MOST_TRIED = 50  # sets of which two are looked for that can be compared
FILLERS = {
    "penyelenggaraan", "pelaksanaan", "penilaian", "tugas", "kegiatan", "kecamatan", "kemantren",
    "camat",
    "dan", "atau", "pada", "di", "bagi", "dalam", "yang", "segala",
}  # fmt: skip
EDITION = list(columns(OfEdition))
SET = [*EDITION, "prefix"]
Value = TypeVar("Value", str, float)
Verdict = Literal["same", "different", "unknown"]


def claims(con: Connection, edition_id: str | None = None) -> Rows[Claim]:
    """Criteria as printed, source by source; of all editions, or of one."""
    return answer(
        Claim,
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


def stated(con: Connection, edition_id: str | None = None) -> Rows[Stated]:
    """What pages say of whole sets, of all editions or of one, the better supported first."""
    return answer(
        Stated,
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


def sources(con: Connection) -> Rows[Cited]:
    """The pages that name indicators or say how many there are."""
    return answer(
        Cited,
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


def indicators(con: Connection) -> Rows[Indicator]:
    """The indicators of each set, as resolved (docs/RULES.md, "Indicators"); editions latest first,
    sets in order.
    """
    editions = _held(claims(con), EDITION).values()
    return _frame([row for edition in editions for row in _of_edition(edition)])


def of_edition(con: Connection, edition_id: str) -> Rows[Indicator]:
    """The same for one edition alone."""
    return _frame(_of_edition(list(each(claims(con, edition_id)))))


def _frame(rows: Sequence[Indicator]) -> Rows[Indicator]:
    found = pd.DataFrame([vars(row) for row in rows], columns=list(columns(Indicator)))
    return declared(Indicator, found.astype({"year": "Int64"}))


def sets(con: Connection) -> Rows[Set]:
    """The sets of indicators of editions, in the order of indicators(); also sets of which only the
    size is known.
    """
    resolved, told = _held(indicators(con), SET), _held(stated(con), SET)
    rows = [
        vars(_summary(resolved.get(key, []), told.get(key, []))) | dict(zip(SET, key, strict=True))
        for key in resolved | told
    ]
    named = [*SET, *columns(Summary)]
    found = pd.DataFrame(rows, columns=named).convert_dtypes(convert_string=False)
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
    ordered = (
        found.assign(dated=found["year"].fillna(0), later=found["prefix"].ne("").map(order))
        .sort_values(
            ["dated", "level", "region", "later", "prefix"],
            ascending=[False, False, True, True, True],
        )
        .drop(columns=["dated", "later"])
        .reset_index(drop=True)
    )
    return declared(Set, ordered)


def pairs(left: Rows[Indicator], right: Rows[Indicator]) -> Rows[Pair]:
    """The indicators of two sets side by side, the alike in one row.

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
    return declared(Pair, pd.DataFrame(dict(zip(columns(Pair), sides, strict=True))))


def verdict(left: Set, right: Set, both: Rows[Pair]) -> Verdict:
    """Whether two rows of sets() can be compared: the same indicators, different ones, or not
    known, where one is not complete.

    Args:
        left: a row of sets().
        right: another.
        both: pairs() of their indicators.
    """
    return _verdict(left.is_complete and right.is_complete, both)


def _verdict(are_complete: bool, both: Rows[Pair]) -> Verdict:
    if not are_complete:
        return "unknown"
    return "same" if both[["name", "name_right"]].notna().all(axis=None) else "different"


@cached
def comparable(known: Rows[Set], rows: Rows[Indicator]) -> tuple[str, str] | None:
    """The labels of two sets that can be compared, those with most weights known first; None where
    no two of the MOST_TRIED that have most can.

    Args:
        known: sets().
        rows: indicators().
    """
    held = _held(rows, SET)
    whole = known[known["is_complete"].astype(bool)].sort_values(
        ["weighted", "listed"], ascending=False, kind="stable"
    )
    wordings = {
        about.label: [row.wordings for row in held[key]]
        for key, (about, *_) in _held(whole.head(MOST_TRIED), SET).items()
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
    last, is_last_complete = sides[-1]
    return [
        (_verdict(is_complete and is_last_complete, pairs(rows, last)), _partners(rows, last))
        for rows, is_complete in sides
    ]


def _main_set(con: Connection, edition_id: str) -> tuple[Rows[Indicator], bool]:
    """The indicators of the main set of an edition, and whether it is complete."""
    rows, told = of_edition(con, edition_id), stated(con, edition_id)
    prefix = min(rows["prefix"], default="")
    main, stating = rows[rows["prefix"] == prefix], told[told["prefix"] == prefix]
    return main, len(rows) > 0 and _summary(list(each(main)), list(each(stating))).is_complete


def same(left: Rows[Indicator], right: Rows[Indicator]) -> dict[str, str]:
    """Which indicators of two sets are the same by their names: the code on the right by the code
    on the left.
    """
    return {code: partner for code, (partner, _) in _partners(left, right).items()}


def _partners(left: Rows[Indicator], right: Rows[Indicator]) -> dict[str, tuple[str, str]]:
    matched = _matched(list(left["wordings"]), list(right["wordings"]))
    return {
        str(left["code"].iloc[i]): (right["code"].iloc[j], right["name"].iloc[j])
        for i, j in matched.items()
    }


def part(rows: Rows[Row], of: Set) -> Rows[Row]:
    """The rows of one set: those of indicators() or stated() that agree with a row of sets()."""
    chosen = pd.Series(True, index=rows.index)
    for column in SET:
        value = getattr(of, column)
        chosen &= rows[column] == value if text.is_known(value) else rows[column].isna()
    return rows[chosen]


def _summary(rows: Sequence[Indicator], told: Sequence[Stated]) -> Summary:
    """What sets() says of one set, from its rows of indicators() and of stated()."""
    weights = [float(row.weight) for row in rows if row.weight is not None]
    sizes = [row.indicators for row in told if row.indicators is not None]
    totals = [row.weight for row in told if row.weight is not None]
    whole = len(weights) == len(rows) > 0 and bool(totals) and abs(sum(weights) - totals[0]) < TINY
    return Summary(
        name=told[0].name if told else (rows[0].prefix or "indikator"),
        listed=len(rows),
        weighted=len(weights),
        weight_sum=sum(weights) if weights else None,
        size=sizes[0] if sizes else None,
        total=totals[0] if totals else None,
        is_complete=whole or (len(rows) > 0 and bool(sizes) and sizes[0] == len(rows)),
        is_disputed=(
            any(len(row.weights) > 1 for row in rows) or len(set(sizes)) > 1 or len(set(totals)) > 1
        ),
        publishers=_distinct(
            [*(name for row in rows for name in row.publishers), *(row.publisher for row in told)]
        ),
        notes=_distinct(row.note for row in told),
        source_ids=_distinct(
            [*(one for row in rows for one in row.source_ids), *(row.source_id for row in told)]
        ),
    )


def _of_edition(edition: Sequence[Claim]) -> list[Indicator]:
    """The indicators of one edition, from its rows of claims()."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in edition:
        names[row.code].add(row.name)
    shared = {
        code
        for code, wordings in names.items()
        if not re.search("[0-9]", code) and (len(wordings) > 1 or not code)
    }
    main: dict[str, list[Claim]] = defaultdict(list)
    details: dict[str, list[Claim]] = defaultdict(list)
    for row in edition:
        prefix = row.code if row.code in shared else _prefix(row.code)
        (details if prefix in names.keys() - shared else main)[prefix].append(row)
    sets: list[list[Indicator]] = []
    for prefix, rows in sorted(main.items()):
        found = [
            _resolved(same, details.get(same[0].code, []), prefix)
            for same in _grouped(rows, shared)
        ]
        if not any(_is_same_set(found, other) for other in sets):
            sets.append(found)
    return [row for one in sets for row in one]


def _prefix(code: str) -> str:
    found = re.fullmatch(r"(.*?)[-.]?[0-9]+", code)
    return found[1] if found else ""


def _grouped(rows: Sequence[Claim], shared: set[str]) -> list[list[Claim]]:
    """The rows of a set by indicator: those of one code; rows without a number join the indicator
    they are alike.
    """
    groups: list[list[Claim]] = []
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


def _resolved(rows: Sequence[Claim], details: Sequence[Claim], prefix: str) -> Indicator:
    first = rows[0]
    weights = _support((row.weight, row) for row in rows if row.weight is not None)
    tied = len(weights) > 1 and weights[0][:2] == weights[1][:2]
    name = max(
        _support((row.name, row) for row in rows),
        key=lambda found: (*found[:2], len(found[2]), found[2].lower(), found[2]),
    )[2]
    below = [row.weight for row in details if row.weight is not None]
    return Indicator(
        **{column: getattr(first, column) for column in EDITION},
        prefix=prefix,
        code=first.code,
        name=name[0].upper() + name[1:],
        wordings=_distinct(row.name for row in rows),
        weight=None if tied or not weights else weights[0][2],
        weights=sorted(value for *_, value in weights),
        details=len(details),
        details_weight=sum(below) if len(below) == len(details) > 0 else None,
        source_ids=_distinct(row.source_id for row in rows),
        publishers=_distinct(row.publisher for row in rows),
        notes=_distinct(row.note for row in rows),
    )


def _support(claims: Iterable[tuple[Value, Claim]]) -> list[tuple[bool, int, Value]]:
    """Each value with what supports it (a government page, publishers), the better supported
    first.
    """
    held: dict[Value, list[Claim]] = defaultdict(list)
    for value, row in claims:
        held[value].append(row)
    found = [
        (any(row.is_official for row in held[value]), len({row.host for row in held[value]}), value)
        for value in sorted(held)
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


def _is_same_set(left: list[Indicator], right: list[Indicator]) -> bool:
    """Whether one source has been noted twice: the same indicators under other codes."""
    matched = _matched([row.wordings for row in left], [row.wordings for row in right])
    return left[0].source_ids == right[0].source_ids and len(matched) == len(left) == len(right)


def _distinct(values: Iterable[str | None]) -> list[str]:
    """Each known value once, in order."""
    return [value for value in dict.fromkeys(values) if value is not None]


def _held(rows: Rows[Row], keys: Sequence[str]) -> dict[tuple[object, ...], list[Row]]:
    """The rows by what they hold in some columns, in the order of first appearance."""
    held: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in each(rows):
        held[tuple(getattr(row, key) for key in keys)].append(row)
    return dict(held)
