"""What analytics answers, on the real catalog by hand-checked figures and on made-up editions by
rule.
"""

import pandas as pd
import pytest

from analytics.core import editions, query
from analytics.core.editions import Span
from analytics.evidence import questions as evidence_questions
from analytics.standing import questions as standing_questions
from tests import real

JATIM = "provinsi-35"
ALL = Span(2014, 2024)


def test_contests_put_skk_before_kindred_awards_and_classes_apart() -> None:
    found = editions.contests(real.connection())
    labels = dict(zip(found["contest_id"], found["label"], strict=True))
    assert labels["provinsi-35"] == "Jawa Timur"
    assert labels["provinsi-32-kota"] == "Jawa Barat · kelas kota"
    assert labels["kabkota-3529-kerabat"] == "Kabupaten Sumenep · Bupati Award"
    assert list(found["is_skk"]) == sorted(found["is_skk"], reverse=True)
    assert found["label"].is_unique


def test_editions_of_the_province_know_their_own_rules() -> None:
    held = editions.editions(real.connection(), JATIM).set_index("year")
    assert list(held.index) == [2024, 2023, 2022, 2021, 2019, 2018, 2017, 2016, 2015, 2014]
    assert list(held.loc[[2021, 2022], "short_name"]) == ["SP2K", "SP2K"]
    assert (held.loc[2023, "entrants"], held.loc[2023, "finalists"]) == (30, 7)
    assert pd.isna(held.loc[2019, "entrants"])
    assert held.loc[2019, "shortlisted"] == 10


@pytest.mark.parametrize(
    ("edition_id", "before"),
    [
        ("provinsi-35-2024", "provinsi-35-2023"),
        ("provinsi-35-2021", "provinsi-35-2019"),
        ("provinsi-35-2014", None),
    ],
)
def test_the_edition_before_is_the_nearest_earlier_one_of_the_same_contest(
    edition_id: str, before: str | None
) -> None:
    assert editions.previous(real.connection(), edition_id) == before


def test_standings_put_the_best_first_and_who_only_took_part_last() -> None:
    rows = standing_questions.standings(real.connection(), "provinsi-64-2018")
    assert not rows["is_placed"].any()
    rows = standing_questions.standings(real.connection(), "provinsi-35-2016")
    assert list(rows["kecamatan"]) == [
        "Tulakan",
        "Kota Sumenep",
        "Sukorejo",
        "Sukolilo",
        "Dringu",
        "Tempurejo",
        "Lowokwaru",
    ]
    assert list(rows["is_placed"]) == [True] * 7
    assert list(rows["is_finalist"]) == [True] * 5 + [False] * 2


def test_the_place_whose_kecamatan_is_unnamed_is_shown_as_such() -> None:
    rows = standing_questions.standings(real.connection(), "provinsi-35-2018").set_index("rank_low")
    assert rows.loc[5, "kecamatan"] == "kecamatan di Kabupaten Ngawi, nama tidak disebut"
    assert pd.isna(rows.loc[5, "kecamatan_code"])


def test_movement_is_given_only_where_both_places_are_known() -> None:
    con = real.connection()
    rows = standing_questions.standings(con, "provinsi-35-2024").merge(
        standing_questions.movement(con, "provinsi-35-2024"), on="place_id"
    )
    change = dict(zip(rows["kabkota"], rows["change"], strict=True))
    assert change["Kota Surabaya"] == 1
    assert change["Kabupaten Malang"] == change["Kota Madiun"] == -1
    assert pd.isna(change["Kabupaten Lamongan"])  # 6 before, 6-7 now
    assert pd.isna(change["Kabupaten Mojokerto"])  # not in the final before
    after_a_gap = standing_questions.movement(con, "provinsi-35-2021")
    assert after_a_gap["change"].isna().all()  # nobody's place of 2019 is known


def test_in_the_contest_of_a_kabkota_the_kecamatan_is_followed() -> None:
    con = real.connection()
    rows = standing_questions.standings(con, "kabkota-3511-2023").merge(
        standing_questions.movement(con, "kabkota-3511-2023"), on="place_id"
    )
    change = dict(zip(rows["kecamatan"], rows["change"], strict=True))
    assert (change["Sukosari"], change["Tapen"], change["Wringin"]) == (2, 3, -1)


def test_the_medal_table_counts_known_places_only() -> None:
    rows = standing_questions.medals(real.connection(), JATIM, ALL, "kabkota").set_index("name")
    assert tuple(
        rows.loc["Kabupaten Malang", ["gold", "silver", "bronze", "harapan", "finalist"]]
    ) == (3, 1, 0, 0, 0)
    assert tuple(
        rows.loc["Kota Surabaya", ["gold", "silver", "bronze", "harapan", "finalist"]]
    ) == (1, 2, 1, 1, 0)
    sidoarjo = rows.loc["Kabupaten Sidoarjo"]  # 1-2 in 2022
    assert tuple(sidoarjo[["gold", "silver", "finalist", "open"]]) == (0, 0, 1, 1)
    assert rows.loc["Kabupaten Mojokerto", "position"] == rows.loc["Kabupaten Pasuruan", "position"]
    assert (
        sidoarjo["position"]
        < rows.loc[rows["gold"] + rows["silver"] + rows["bronze"] == 0]
        .query("harapan > 0")["position"]
        .min()
    )
    assert (
        rows[["gold", "silver", "bronze", "harapan", "finalist"]].sum(axis=1) == rows["editions"]
    ).all()


def test_a_known_place_behind_the_medals_is_no_final() -> None:
    bandung = "kabkota-3273-kerabat"  # ranked 1 to 9, number of finalists unknown
    rows = standing_questions.medals(real.connection(), bandung, Span(2017, 2017), "kecamatan")
    assert list(rows["position"]) == [1, 2, 3]
    assert not rows["finalist"].any()


def test_the_span_of_years_limits_what_counts() -> None:
    rows = standing_questions.medals(real.connection(), JATIM, Span(2023, 2024), "kecamatan")
    assert set(rows["last_year"]) == {2023, 2024}
    assert len(rows) == 14


@pytest.mark.parametrize(("half_life", "weight"), [(None, 1.0), (4.0, 0.5 ** (1 / 4)), (1.0, 0.5)])
def test_the_index_is_the_documented_formula(half_life: float | None, weight: float) -> None:
    rows = standing_questions.index(
        real.connection(), JATIM, Span(2023, 2024), "kabkota", half_life
    ).set_index("name")
    points = {2024: 100 * (1 - (1 - 0.5) / 38), 2023: 100 * (1 - (2 - 0.5) / 30)}
    total, weights = points[2024] + weight * points[2023], 1 + weight
    assert rows.loc["Kota Surabaya", "mean"] == pytest.approx(total / weights)
    assert rows.loc["Kota Surabaya", "index"] == pytest.approx((total + 50) / (weights + 1))
    assert rows.loc["Kota Surabaya", "assumed"] == 0


def test_an_interval_counts_by_its_middle_and_an_unknown_size_is_an_assumption() -> None:
    rows = standing_questions.index(
        real.connection(), JATIM, Span(2019, 2019), "kecamatan", None
    ).set_index("name")
    assert rows.loc["Blimbing", "mean"] == pytest.approx(100 * (1 - (3 - 0.5) / 38))
    assert rows.loc["Blimbing", "assumed"] == 1
    assert set(rows["position"]) == {1}  # five equal intervals share the first position


def test_a_half_life_must_be_positive() -> None:
    with pytest.raises(ValueError, match="half_life"):
        standing_questions.index(real.connection(), JATIM, ALL, "kabkota", 0)


def test_coverage_names_the_year_without_an_edition() -> None:
    rows = evidence_questions.by_year(real.connection(), JATIM).set_index("year")
    assert list(rows.index) == list(range(2024, 2013, -1))
    assert rows["state"].to_dict() == {
        2024: "partial", 2023: "complete", 2022: "partial", 2021: "finalists", 2020: "none",
        2019: "finalists",
        2018: "complete", 2017: "complete", 2016: "complete", 2015: "entrants", 2014: "champion",
    }  # fmt: skip
    assert rows.loc[2017, "scores_known"] == 5


def test_coverage_lists_every_region_also_the_silent_ones() -> None:
    rows = evidence_questions.by_region(real.connection(), "35").set_index("kabkota")
    assert len(rows) == 38
    assert (
        rows.loc[
            "Kabupaten Blitar", ["province_editions", "own_editions", "kecamatan_known", "sources"]
        ].tolist()
        == [0] * 4
    )
    assert rows.loc["Kabupaten Ngawi", "province_editions"] == 1  # its place of 2018, unnamed


def test_claims_of_a_place_include_those_that_a_ruling_brought() -> None:
    rows = evidence_questions.claims(real.connection(), "provinsi-35-2017", "351215")
    assert set(rows["kecamatan_printed"]) == {"Sumbermalang", "Sumur Geneng"}
    assert set(rows["year_printed"]) == {2017, 2018}
    assert rows["ruling"].notna().sum() == 2


def test_a_claim_that_lost_is_still_listed() -> None:
    rows = evidence_questions.claims(real.connection(), "provinsi-35-2021")
    assert set(rows.loc[rows["is_left_out"].astype(bool), "kecamatan"]) == {"Wongsorejo"}


def test_claims_without_a_year_are_listed_apart() -> None:
    con = real.connection()
    apart = evidence_questions.unplaced(con)
    assert {"Wonosalam", "Panji", "Gunung Anyar"} <= set(apart["kecamatan"])
    assert not set(apart["claim_id"]) & set(evidence_questions.claims(con)["claim_id"])
    total = query.value(con, "SELECT count(*) FROM placement_claim")
    assert total is not None
    assert len(apart) + len(evidence_questions.claims(con)) == total


def test_whom_a_kabkota_sent_is_no_result_of_its_kindred_award() -> None:
    con = real.connection()
    award = standing_questions.standings(con, "kabkota-3573-2016")  # Otonomi Award
    assert set(award["kecamatan"]) == {"Blimbing", "Sukun"}
    apart = evidence_questions.unplaced(con)
    assert ("Lowokwaru", 2016) in set(zip(apart["kecamatan"], apart["year_printed"], strict=True))


def test_what_no_page_states_is_marked_as_inferred() -> None:
    con = real.connection()
    assert standing_questions.standings(con, "kabkota-3507-2017")["is_inferred"].tolist() == [True]
    assert not standing_questions.standings(con, "provinsi-35-2023")["is_inferred"].any()
    assert editions.editions(con, JATIM).set_index("year").loc[2015, "is_inferred"]


def test_the_sources_of_a_place_are_named_in_full() -> None:
    pages = (
        standing_questions.standings(real.connection(), "provinsi-35-2024")
        .set_index("kecamatan")
        .loc["Tandes"]
    )
    assert len(pages["pages"].split("; ")) == pages["sources"] == 4


def test_totals_count_what_is_there() -> None:
    con = real.connection()
    total = editions.totals(con)
    claims = real.frames()["placements"]
    assert total.claims == len(claims)
    assert total.disputes == evidence_questions.disputes(con)["dispute_id"].nunique()
    assert total.sources == claims["source_id"].nunique()


def test_a_note_names_publishers_in_the_place_of_keys() -> None:
    con = real.connection()
    keys = {key for (key,) in con.execute("SELECT source_id FROM source").fetchall()}
    stored = con.execute(
        "SELECT note FROM placement_claim WHERE note LIKE '%radarjatim-2024-12-10-skk%'"
    ).fetchall()
    assert stored, "the catalog keeps what was written"
    for rows in (evidence_questions.claims(con), evidence_questions.unplaced(con)):
        assert not [note for note in rows["note"].dropna() if any(key in note for key in keys)]
    told = set(evidence_questions.claims(con, "provinsi-35-2024")["note"].dropna())
    assert "daftar pemenang yang sama ada di RadarJatim.id" in told
    known = evidence_questions.claims(con).set_index("claim_id")["note"]
    plain = con.execute(
        "SELECT claim_id, note FROM placement_claim WHERE edition_id IS NOT NULL AND note IS NULL"
    ).fetchall()
    assert known[[claim for claim, _ in plain]].isna().all()
