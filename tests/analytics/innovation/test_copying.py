"""What is worth copying: the order of the cards, and what suits a region, against plain Python."""

from typing import Any

import duckdb
import pytest

from analytics.core import indicators
from analytics.core.rows import each
from analytics.innovation import copying as innovation_copying
from analytics.innovation import questions as innovation_questions
from analytics.innovation import sentences as innovation_sentences
from analytics.innovation import tables as innovation_tables
from analytics.innovation.copying import KINDS, Sought
from analytics.innovation.questions import By
from analytics.innovation.rows import Worthy
from tests import real, simulated

BOTH = pytest.mark.parametrize("where", [real, simulated], ids=["real", "simulated"])
REGIONS = ["3507", "3511", "3529", "3573", "3579", "1101", "7405"]


Cells = dict[str, Any]  # of a row, by column


def keyed(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Cells]:
    """The rows of an answer by their first column."""
    answer = con.execute(sql)
    names = [column[0] for column in answer.description]
    return {row[0]: dict(zip(names, row, strict=True)) for row in answer.fetchall()}


def innovations(con: duckdb.DuckDBPyConnection) -> dict[str, Cells]:
    return keyed(
        con,
        "SELECT innovation_id, name_key, kinds, position, kabkota_code, indicator"
        " FROM catalogue JOIN innovation_worth USING (innovation_id)",
    )


def regions(con: duckdb.DuckDBPyConnection) -> dict[str, Cells]:
    return keyed(con, "SELECT code, province_code, kind, population FROM kabkota")


def touching(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    pairs = con.execute("SELECT kecamatan_code, neighbour_code FROM neighbour").fetchall()
    return {(str(one)[:4], str(other)[:4]) for one, other in pairs}


def strongest(kinds: str) -> tuple[int, list[int]]:
    """What orders by hand: most kinds, then the strongest."""
    told = kinds.split(";")
    return -len(told), [KINDS.index(kind) for kind in told]


def by_hand(con: duckdb.DuckDBPyConnection, region: str) -> list[tuple[str, list[str]]]:
    """What suits a region, one innovation and one way after the other."""
    held, everywhere, beside = innovations(con), regions(con), touching(con)
    here = everywhere[region]
    own = [one for one in held.values() if one["kabkota_code"] == region]
    names = {one["name_key"] for one in own}
    known = {one["indicator"] for one in own}
    found = []
    for key, one in held.items():
        there = everywhere.get(one["kabkota_code"])
        if not one["kinds"] or there is None or one["kabkota_code"] == region:
            continue
        people, theirs = here["population"], there["population"]
        ways = [
            way
            for way, holds in (
                ("touch", (region, one["kabkota_code"]) in beside),
                ("province", there["province_code"] == here["province_code"]),
                ("kind", there["kind"] == here["kind"]),
                ("population", bool(people and theirs) and abs(theirs - people) < people / 4),
            )
            if holds
        ]
        if len(ways) < 2 or one["name_key"] in names:
            continue
        if one["indicator"] is not None and one["indicator"] not in known:
            ways.append("indicator")
        order = (*strongest(one["kinds"]), -len(ways), one["position"])
        found.append((order, key, ways))
    return [(key, ways) for _, key, ways in sorted(found, key=lambda one: one[0])]


@BOTH
@pytest.mark.parametrize("region", REGIONS)
def test_what_suits_a_region_is_what_like_ones_have_and_it_has_not(
    where: type, region: str
) -> None:
    con = where.connection()
    found = list(each(innovation_copying.worthy(con, Sought(region=region), most=999)))
    expected = by_hand(con, region)
    assert [(row.innovation_id, row.ways) for row in found] == expected
    assert {row.found for row in found} <= {len(expected)}
    for row in found:
        told = innovation_sentences.fits(row, "Kabupaten Uji")
        assert ("bersinggungan" in told) == ("touch" in row.ways)
        assert ("belum tercatat di Kabupaten Uji" in told) == ("indicator" in row.ways)


def test_some_region_is_suited_by_something_and_another_by_other_things() -> None:
    """The comparison above is not one of nothing with nothing."""
    first = {
        region: [
            row.name
            for row in each(innovation_copying.worthy(real.connection(), Sought(region), most=3))
        ]
        for region in REGIONS
    }
    assert len({tuple(names) for names in first.values()}) > 3
    assert first["3529"][0] == "Putik Sari"
    assert "Putik Sari" not in first["3507"]  # it has it


@BOTH
def test_the_order_is_that_of_the_rule_and_pages_follow_each_other(where: type) -> None:
    con = where.connection()
    whole = list(each(innovation_copying.worthy(con, Sought(), most=9999)))
    assert whole
    ordered = [
        (*strongest(";".join(row.kinds)), row.name.lower(), row.innovation_id) for row in whole
    ]
    assert ordered == sorted(ordered)
    some = [
        row.innovation_id
        for first in range(0, 14, 5)
        for row in each(innovation_copying.worthy(con, Sought(), first, 5))
    ]
    assert some == [row.innovation_id for row in whole[:15]]
    assert all(row.ways == [] for row in whole)


@pytest.mark.parametrize("kind", [*KINDS, None])
@pytest.mark.parametrize("indicator", [None, 0, 4])
@pytest.mark.parametrize("sector", [None, "", "ekonomi_umkm"])
def test_filters_keep_what_they_say(
    kind: str | None, indicator: int | None, sector: str | None
) -> None:
    con = real.connection()

    def is_wanted(row: Worthy) -> bool:
        return (
            (kind is None or kind in row.kinds)
            and (indicator is None or (row.indicator or 0) == indicator)
            and (sector is None or (row.sector or "") == sector)
        )

    whole = each(innovation_copying.worthy(con, Sought(), most=999))
    sought = Sought(kind=kind, indicator=indicator, sector=sector)
    found = each(innovation_copying.worthy(con, sought, most=999))
    assert [row.innovation_id for row in found] == [
        row.innovation_id for row in whole if is_wanted(row)
    ]


@BOTH
def test_each_kind_of_a_card_has_its_reasons_and_every_reason_says_who(where: type) -> None:
    con = where.connection()
    whole = list(each(innovation_copying.worthy(con, Sought(), most=9999)))
    reasons = list(each(innovation_copying.reasons(con, [row.innovation_id for row in whole])))
    for row in whole:
        mine = [one for one in reasons if one.innovation_id == row.innovation_id]
        assert list(dict.fromkeys(one.kind for one in mine)) == row.kinds
    for one in reasons:
        if one.kind in ("copied", "award"):
            assert len(one.publishers) == len(one.urls) == 1
        elif one.kind == "publishers":
            assert len(one.publishers) == len(one.urls) == one.number
        elif one.kind == "placed":
            assert one.contest_id
            assert one.rank_high is not None
            assert one.rank_high <= 3
        elif one.kind == "namesake":
            assert one.other_id
        assert "None" not in innovation_sentences.reason(one)


def test_putik_sari_stands_first_and_says_why() -> None:
    con = real.connection()
    first = next(each(innovation_copying.worthy(con, Sought())))
    assert (first.name, first.kinds) == (
        "Putik Sari",
        ["copied", "award", "placed", "publishers", "years"],
    )
    told = [
        innovation_sentences.reason(row)
        for row in each(innovation_copying.reasons(con, [first.innovation_id]))
    ]
    assert told[0].startswith("Ditiru: Camat se-Kabupaten Ngawi")
    assert "Kecamatannya juara 1 tingkat provinsi, SKK Jawa Timur 2023" in told
    assert "Tercatat 3 tahun: 2022, 2023, 2024" in told


def test_every_recognition_of_the_catalog_meets_an_innovation() -> None:
    rows = real.connection().execute("SELECT name FROM recognition WHERE innovation_id IS NULL")
    assert rows.fetchall() == []


@BOTH
@pytest.mark.parametrize("by", list(innovation_tables.BREAKDOWNS))
def test_folded_rows_hold_what_the_whole_holds(where: type, by: By) -> None:
    con = where.connection()
    rows = innovation_questions.spread(con, "skk", by, True)
    folded = innovation_tables.folded(rows, by)
    keys = ["indicator", "basis"]
    for seen in (rows, folded.rows):
        assert set(seen["value"]) <= {*folded.labels, *rows["value"]}
    assert (
        folded.rows.groupby(keys)["innovations"].sum().to_dict()
        == rows.groupby(keys)["innovations"].sum().to_dict()
    )
    assert set(folded.rows["value"]) == set(folded.labels)
    sizes = rows.groupby("value")["innovations"].sum()
    gone = set(sizes.index) - set(folded.labels)
    assert len(gone) == folded.values
    assert len(gone) != 1
    assert "" not in gone
    assert all(sizes[value] < innovation_tables.LITTLE for value in gone)


@pytest.mark.parametrize("context", ["skk", "lain"])
def test_the_unplaced_are_those_without_an_indicator(context: str) -> None:
    con = real.connection()
    found = innovation_questions.unplaced(con, context, 999)
    counts = innovation_questions.by_indicator(con, context, True)
    by_basis = counts.groupby("basis")["innovations"].sum()
    assert int(found["proposed"].notna().sum()) == int(by_basis.get("rule", 0))
    assert int(found["proposed"].isna().sum()) == int(by_basis["unknown"])
    told = innovation_sentences.unplaced(counts)
    assert told.startswith(f"{len(found)} inovasi belum ditempatkan")
    shown = innovation_tables.unplaced(found, indicators.names(con))
    assert len(shown) == len(found)
