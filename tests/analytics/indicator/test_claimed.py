"""Numbers of innovations that are claimed, beside those listed, and when they contradict each
other.
"""

from typing import Any

import pytest

from analytics.core import indicators
from analytics.evidence import questions as evidence_questions
from analytics.evidence import sentences as evidence_sentences
from analytics.indicator import claimed as indicator_claimed
from analytics.indicator import figures as indicator_figures
from analytics.indicator import sentences as indicator_sentences
from tests import real
from tests.claims import YEAR, Resolved, Row, claim, resolve

BUMIAJI = "357902"
PARTS = (2, 2, 5, 17, 4, 1, 3)


def count(indicator: int | str, value: int, source: str = "koran.id", **cells: Any) -> Row:
    """One page's number of innovations of Bumiaji in 2030."""
    what = {"indicator": str(indicator), "innovation_count": value, "source_id": source}
    return Row(
        "indicator_counts",
        {
            "edition_year": YEAR,
            "kabkota_code": "3579",
            "kecamatan_code": BUMIAJI,
            "basis": "stated",
            **what,
            **cells,
        },
    )


def counted(*rows: Row) -> Resolved:
    """These rows, with Bumiaji in the province's edition."""
    return resolve(claim("Bumiaji", "finalis", "jatimprov.go.id"), *rows)


def parts(*values: int, source: str = "koran.id") -> list[Row]:
    return [count(number, value, source) for number, value in enumerate(values, start=1)]


SUM = "2 + 2 + 5 + 17 + 4 + 1 + 3 = 34"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([count("total", 33), *parts(*PARTS)], {"33": {"koran.id"}, SUM: {"koran.id"}}),
        (
            [count("total", 33), count("total", 33, "radio.id"), *parts(*PARTS)],
            {"33 *": {"koran.id", "radio.id"}, SUM: {"koran.id"}},
        ),
        (
            [count("total", 33), *parts(*PARTS, source="batukota.go.id")],
            {"33": {"koran.id"}, f"{SUM} *": {"batukota.go.id"}},
        ),
        (
            [count("total", 33), count("total", 40, "radio.id")],
            {"33": {"koran.id"}, "40": {"radio.id"}},
        ),
        ([count("total", 3), *parts(2, 2)], {"3": {"koran.id"}, "2 + 2 = 4": {"koran.id"}}),
    ],
)
def test_totals_and_sums_that_differ_are_a_dispute(
    rows: list[Row], told: dict[str, set[str]]
) -> None:
    assert counted(*rows).sides("innovations") == told


@pytest.mark.parametrize(
    "rows",
    [
        [count("total", 34), *parts(*PARTS)],
        [count("total", 33), count("total", 33, "radio.id")],
        [count("total", 33), *parts(2, 2)],  # the other parts are not told
        parts(*PARTS),
        [count("total", 33), count("total", 40, edition_year=YEAR + 1)],
    ],
)
def test_what_can_be_true_together_is_none(rows: list[Row]) -> None:
    assert counted(*rows).sides("innovations") == {}


def test_a_dispute_about_innovations_leaves_the_standing_undisputed() -> None:
    assert not counted(count("total", 33), *parts(*PARTS)).standings["is_disputed"].any()


def test_without_an_edition_the_contradiction_is_told_at_the_counts_only() -> None:
    con = resolve(count("total", 33), *parts(*PARTS)).con
    assert con.table("dispute").fetchall() == []
    assert bool(indicator_claimed.kecamatan(con)["is_disputed"].iloc[0])


def test_junrejo_claims_33_in_parts_that_make_34() -> None:
    """malangposco-2023-11-28-junrejo and inewsgresik-2023-11-28-junrejo, counted by hand in the
    catalog.
    """
    con = real.connection()
    row = next(
        one
        for one in indicator_claimed.kecamatan(con).itertuples(index=False)
        if one.kecamatan == "Junrejo"
    )
    assert (list(row.totals), row.total, row.parts, row.is_disputed, row.by_indicator) == (
        [33],
        33,
        34,
        True,
        7,
    )
    lines = indicator_claimed.by_indicator(con, "357903", 2023)
    assert list(lines["claimed"].iloc[:7]) == [2, 2, 5, 17, 4, 1, 3]
    # Eleven by name and indicator, all of the same page
    assert list(lines["stated"]) == [2, 2, 1, 1, 1, 1, 3, 0]
    assert (lines["inferred"].sum(), lines["unknown"].sum(), row.listed) == (1, 2, 14)
    assert (
        indicator_sentences.claimed(row)
        == "Junrejo mengklaim 33 inovasi pada 2023; 14 tercatat namanya"
    )
    assert indicator_sentences.difference(row) == "19 belum tercatat namanya; katalog tidak lengkap"


def test_the_dispute_about_junrejo_names_both_numbers_and_their_sources() -> None:
    found = evidence_questions.disputes(real.connection(), "provinsi-35-2023")
    assert list(evidence_sentences.disputes(found[found["kind"] == "innovations"])) == [
        "Jumlah inovasi Junrejo yang diklaim pada SKK Jawa Timur 2023: 33 menurut Malang Posco"
        " Media dan iNewsGresik.id; 2 + 2 + 5 + 17 + 4 + (1) + 3 = 34 (yang dalam kurung"
        " disimpulkan penyusun) menurut Malang Posco Media. Yang ditampilkan: 33."
    ]


def test_more_listed_than_claimed_is_shown_and_no_dispute() -> None:
    row = next(
        one
        for one in indicator_claimed.kecamatan(real.connection()).itertuples(index=False)
        if one.code == "357828"
    )
    assert (row.total, row.listed, row.is_disputed) == (6, 8, False)
    assert list(row.notes) == ["disebut enam program unggulan, bukan semua inovasi"]
    assert indicator_sentences.difference(row) == "2 lebih banyak daripada yang diklaim"


def test_the_chart_keeps_claimed_stated_inferred_and_unknown_apart() -> None:
    lines = indicator_claimed.by_indicator(real.connection(), "357903", 2023)
    said, stated, inferred, unknown, _ = indicator_figures.claimed(
        lines, indicators.names(real.connection())
    ).data
    assert list(said.x) == [2, 2, 5, 17, 4, 1, 3, None]
    assert (sum(stated.x), sum(inferred.x), sum(unknown.x)) == (11, 1, 2)
    assert list(inferred.base) == list(stated.x)
    assert (
        len(
            {
                stated.marker.pattern.shape,
                inferred.marker.pattern.shape,
                unknown.marker.pattern.shape,
            }
        )
        == 3
    )


def test_a_kecamatan_without_a_number_is_not_listed() -> None:
    assert indicator_claimed.kecamatan(counted().con).empty
