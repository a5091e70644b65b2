"""Trends over editions: known answers, and hand-checked figures of the real catalog."""

import math

import pandas as pd
import pytest

from analytics.core import editions
from analytics.trend import figures as trend_figures
from analytics.trend import measures as trend_measures
from analytics.trend import questions as trend_questions
from analytics.trend import sentences as trend_sentences
from analytics.trend.measures import Trend
from tests import real

JATIM = "provinsi-35"


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([3, 3, 3, 3], 0), ([0, 0, 0, 7], 3 / 4), ([5], 0), ([1, 3], 0.25), ([0, 1, 2, 3], 5 / 12)],
)
def test_gini_of_known_spreads(counts: list[int], expected: float) -> None:
    assert trend_measures.gini(counts) == pytest.approx(expected)


def test_without_a_final_there_is_no_spread() -> None:
    assert trend_measures.gini([]) is None
    assert trend_measures.gini([0, 0]) is None
    assert trend_measures.top_share([0, 0]) is None


def test_the_share_of_the_most_successful() -> None:
    assert trend_measures.top_share([1] * 10) == pytest.approx(0.5)
    assert trend_measures.top_share([4, 0, 0]) == 1


def test_no_test_of_trend_below_five_editions() -> None:
    assert trend_measures.trend([2020, 2021, 2022, 2023], [1, 2, 3, 4]) == Trend(
        4, None, None, "short"
    )
    assert trend_measures.trend([2019, 2020, 2021, 2022, 2023], [1, None, 2, 3, pd.NA]) == Trend(
        3, None, None, "short"
    )


def test_no_exact_test_where_values_are_equal() -> None:
    assert trend_measures.trend(range(2019, 2024), [5, 5, 6, 7, 8]) == Trend(5, None, None, "ties")


@pytest.mark.parametrize(("values", "tau"), [([1, 2, 3, 4, 5], 1.0), ([5, 4, 3, 2, 1], -1.0)])
def test_five_in_perfect_order_have_the_exact_p(values: list[float], tau: float) -> None:
    found = trend_measures.trend(range(2019, 2024), values)
    assert found.tau == pytest.approx(tau)
    assert found.p_value == pytest.approx(2 / math.factorial(5))


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (
            Trend(5, 1.0, 1 / 60),
            "X: cenderung naik (Kendall τ = 1,00; p eksak = 0,017; lima edisi).",
        ),
        (
            Trend(5, -1.0, 1 / 60),
            "X: cenderung turun (Kendall τ = -1,00; p eksak = 0,017; lima edisi).",
        ),
        (
            Trend(6, 0.2, 0.72),
            (
                "X: tidak dapat dibedakan dari kebetulan (Kendall τ = 0,20; p eksak = 0,720; enam"
                " edisi)."
            ),
        ),
        (
            Trend(3, None, None, "short"),
            "X: baru tiga edisi diketahui angkanya; terlalu pendek untuk uji (perlu lima).",
        ),
        (
            Trend(0, None, None, "short"),
            "X: belum satu pun edisi diketahui angkanya; terlalu pendek untuk uji (perlu lima).",
        ),
        (
            Trend(9, None, None, "ties"),
            (
                "X: naik atau turunnya tidak disimpulkan, sebab beberapa edisi bernilai sama, dan"
                " uji bagi deret sependek ini hanya berlaku bila semua nilainya berbeda."
            ),
        ),
    ],
)
def test_what_a_test_says(test: Trend, expected: str) -> None:
    assert trend_sentences.trend(test, "X") == expected


def test_sizes_leave_unknown_years_empty() -> None:
    rows = trend_questions.sizes(real.connection(), JATIM).set_index("year")
    assert list(rows.index) == list(range(2014, 2025))
    assert pd.isna(rows.loc[2020, "edition_id"])
    assert pd.isna(rows.loc[2014, "finalists"])
    assert rows["entrants"].dropna().to_dict() == {2022: 30, 2023: 30, 2024: 38}
    assert rows["finalists"].dropna().to_dict() == {
        2015: 5, 2016: 5, 2017: 5, 2018: 5, 2019: 5, 2021: 5, 2022: 5, 2023: 7, 2024: 7,
    }  # fmt: skip
    assert list(rows.index[rows["is_complete"].astype(bool)]) == [
        2016,
        2017,
        2018,
        2019,
        2021,
        2022,
        2023,
        2024,
    ]


def test_a_gap_is_never_bridged_nor_drawn_as_zero() -> None:
    rows = trend_questions.sizes(real.connection(), JATIM)
    lines = [
        trace for trace in trend_figures.sizes(rows).data if trace.mode == "lines+markers+text"
    ]
    for line in lines:
        assert line.connectgaps is False
        drawn = dict(zip(line.x, line.y, strict=True))
        assert drawn[2020] is None
        assert 0 not in drawn.values()
    bars = trend_figures.turnover(
        trend_questions.turnover(real.connection(), JATIM, "kabkota")
    ).data[:2]
    assert [bar.y[list(bar.x).index(2020)] for bar in bars] == [None, None]


def test_new_names_and_returners_of_the_final() -> None:
    rows = trend_questions.turnover(real.connection(), JATIM, "kabkota").set_index("year")
    known = rows[rows["fresh"].notna()]
    assert known["fresh"].to_dict() == {
        2017: 3,
        2018: 1,
        2019: 3,
        2021: 2,
        2022: 3,
        2023: 3,
        2024: 2,
    }
    assert (known["fresh"] + known["returning"]).to_dict() == {
        2017: 5,
        2018: 5,
        2019: 5,
        2021: 5,
        2022: 5,
        2023: 7,
        2024: 7,
    }
    assert rows.loc[2016, "finals"] == 5  # known, but no complete final before it
    assert rows.loc[[2014, 2015, 2016, 2020], "fresh"].isna().all()


def test_in_the_contest_of_a_kabkota_kecamatan_are_followed() -> None:
    con = real.connection()
    rows = trend_questions.turnover(con, "kabkota-3511", "kecamatan").set_index("year")
    assert rows["fresh"].dropna().to_dict() == {2022: 4, 2023: 1, 2024: 1}
    spread = trend_questions.spread(con, "kabkota-3511", "kecamatan")
    assert len(spread) == 23
    assert spread["finals"].sum() == 20
    assert trend_questions.kinds(con, "kabkota-3511").empty


def test_spread_counts_complete_finals_only_and_all_who_are_entitled() -> None:
    rows = trend_questions.spread(real.connection(), JATIM, "kabkota").set_index("name")
    assert len(rows) == 38
    assert set(rows["editions"]) == {8}
    assert rows["finals"].sum() == 6 * 5 + 2 * 7
    # Not 2014: its other finalists are unknown
    assert list(rows.loc["Kabupaten Situbondo", "years"]) == [2017, 2018, 2021]
    assert list(rows.index[:2]) == ["Kota Surabaya", "Kabupaten Malang"]
    counts = [int(value) for value in rows["finals"]]
    assert trend_measures.top_share(counts) == pytest.approx((5 + 4 + 3 + 3 + 3) / 44)
    assert trend_measures.gini(counts) == pytest.approx(0.573, abs=0.0005)


def test_kota_against_kabupaten_with_the_numbers_behind_it() -> None:
    rows = trend_questions.kinds(real.connection(), JATIM)
    assert rows[["kind", "regions", "chances", "finals"]].to_numpy().tolist() == [
        ["kabupaten", 29, 232, 32],
        ["kota", 9, 72, 12],
    ]
    assert trend_measures.odds_ratio(rows) == pytest.approx((12 / 60) / (32 / 200))
    assert (
        trend_sentences.kinds(rows)
        == "Kota sedikit lebih sering di final: 16,7% kesempatan, kabupaten 13,8%"
    )
    assert (
        trend_measures.odds_ratio(trend_questions.kinds(real.connection(), "provinsi-32-kota"))
        is None
    )


@pytest.mark.parametrize(("kota", "kabupaten"), [(0, 3), (3, 0)])
def test_odds_that_cannot_be_divided_are_not_given(kota: int, kabupaten: int) -> None:
    rows = pd.DataFrame(
        {"kind": ["kabupaten", "kota"], "chances": [10, 10], "finals": [kabupaten, kota]}
    )
    found = trend_measures.odds_ratio(rows)
    assert found == 0 if kabupaten else found is None


def test_champions_who_went_on_to_the_final_of_the_province() -> None:
    rows = trend_questions.promotion(real.connection(), JATIM)
    counted = rows[rows["is_counted"].astype(bool)]
    assert {(row.year, row.kecamatan): bool(row.is_finalist) for row in counted.itertuples()} == {
        (2024, "Curahdami"): True, (2023, "Sukosari"): False, (2022, "Grujugan"): False,
        (2019, "Puri"): True,
        (2019, "Jambangan"): False, (2018, "Wonoasih"): False, (2017, "Cermee"): False,
    }  # fmt: skip
    left_out = rows[~rows["is_counted"].astype(bool)].set_index("kecamatan")
    assert left_out["reason"].to_dict() == {"Pakisaji": "no_edition", "Pamekasan": "inferred"}
    assert left_out["is_finalist"].isna().all()
    assert (
        trend_sentences.promotion(rows)
        == "Dua dari tujuh juara kabupaten/kota yang tercatat masuk final provinsi tahun itu"
    )


def test_a_single_champion_and_a_single_final_are_told_as_such() -> None:
    con = real.connection()
    assert (
        trend_sentences.promotion(trend_questions.promotion(con, "kabkota-3578"))
        == "Satu-satunya juara kabupaten/kota yang dapat dicocokkan tidak masuk final provinsi"
        " tahun itu"
    )
    # Five finalists of one final
    assert trend_sentences.unequal(trend_questions.spread(con, "kabkota-3507", "kecamatan")) == ""
    assert trend_sentences.unequal(
        trend_questions.spread(con, "kabkota-3511", "kecamatan")
    ).startswith("Lima terbanyak memegang 65%")


def test_champions_of_one_kabkota_and_of_none() -> None:
    con = real.connection()
    assert list(trend_questions.promotion(con, "kabkota-3511")["year"]) == [2024, 2023, 2022, 2017]
    assert trend_questions.promotion(con, "kabkota-3573-kerabat").empty


@pytest.mark.parametrize(
    "contest", ["kabkota-3573-kerabat", "provinsi-64-kerabat", "provinsi-32-kota", "kabkota-3507"]
)
def test_short_and_sparse_series_say_so(contest: str) -> None:
    con = real.connection()
    by: editions.By = "kabkota" if contest.startswith("provinsi") else "kecamatan"
    assert trend_sentences.turnover(trend_questions.turnover(con, contest, by))
    assert trend_sentences.reach(trend_questions.spread(con, contest, by), "wilayah", "X")
    assert trend_sentences.sizes(trend_questions.sizes(con, contest))
