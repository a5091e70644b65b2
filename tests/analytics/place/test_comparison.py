"""Kecamatan side by side: search, proposals, comparison, and the chart that never bridges a gap."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.assessment import figures as assessment_figures
from analytics.assessment import questions as assessment_questions
from analytics.assessment import sentences as assessment_sentences
from analytics.core import drawing, indicators
from analytics.place import figures as place_figures
from analytics.place import questions as place_questions
from analytics.place import search as place_search
from analytics.place import sentences as place_sentences
from analytics.place import tables as place_tables
from tests import real, simulated

SOME = ["350732", "357814", "357301", "352804", "351013", "351513", "110101"]


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    return place_questions.names(real.connection())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tandes", ["Tandes, Kota Surabaya"]),
        ("Lowok Waru", ["Lowokwaru, Kota Malang"]),
        ("asemrowo", ["Asem Rowo, Kota Surabaya"]),
        ("bumi aji batu", ["Bumiaji, Kota Batu"]),
        ("wonosri", ["Wonosari, Kabupaten Malang", "Wonosari, Kabupaten Bondowoso"]),
        ("pabean cantikan", ["Pabean Cantian, Kota Surabaya"]),
        ("genteng", ["Genteng, Kabupaten Banyuwangi", "Genteng, Kota Surabaya"]),
        ("genteng surabaya", ["Genteng, Kota Surabaya"]),
        ("genteng kab banyuwangi", ["Genteng, Kabupaten Banyuwangi"]),
    ],
)
def test_a_kecamatan_is_found_by_any_part_and_in_spite_of_errors(
    everyone: pd.DataFrame, typed: str, first: list[str]
) -> None:
    assert list(place_search.search(everyone, typed)["label"])[: len(first)] == first


@pytest.mark.parametrize("typed", ["", "   ", "?!", "qqqqqq"])
def test_what_is_like_no_name_finds_nothing(everyone: pd.DataFrame, typed: str) -> None:
    assert place_search.search(everyone, typed).empty


def test_names_with_their_kabkota_are_unique(everyone: pd.DataFrame) -> None:
    assert everyone["label"].is_unique


def test_searching_a_kabkota_puts_kecamatan_with_results_first(everyone: pd.DataFrame) -> None:
    found = place_search.search(everyone, "kota surabaya")
    assert found["known"].all()
    assert set(found["kabkota"]) == {"Kota Surabaya"}


def test_neighbours_touch_and_an_island_has_the_nearest() -> None:
    con = real.connection()
    assert set(place_questions.neighbours(con, "350732")["kind"]) == {"touch"}
    assert "Kromengan" in set(place_questions.neighbours(con, "350732")["kecamatan"])
    masalembu = place_questions.neighbours(con, "352923")  # an island that touches nobody
    assert set(masalembu["kind"]) == {"nearest"}
    assert len(masalembu) == place_questions.NEAREST
    assert masalembu["distance_km"].is_monotonic_increasing


def test_to_touch_is_mutual() -> None:
    one_way = """
        SELECT count(*) FROM neighbour AS a WHERE NOT EXISTS (
            SELECT 1 FROM neighbour AS b WHERE b.kecamatan_code = a.neighbour_code
              AND b.neighbour_code = a.kecamatan_code)
    """
    assert real.connection().execute(one_way).fetchall() == [(0,)]


def test_proposals_give_their_reason() -> None:
    found = (
        place_questions.proposals(real.connection(), "350732")
        .groupby("reason")["kecamatan"]
        .agg(set)
        .to_dict()
    )
    assert "Donomulyo" in found["kabkota"]
    assert {"Tandes", "Singosari", "Dampit", "Tulakan"} == found["title"]
    assert "Wonosari" not in set.union(*found.values())


def test_the_nearest_with_a_result_is_nearer_than_any_other() -> None:
    con = real.connection()
    points = con.execute(
        "SELECT code, latitude, longitude, code IN (SELECT kecamatan_code FROM success) FROM"
        " kecamatan"
    )
    rows = pd.DataFrame(points.fetchall(), columns=["code", "latitude", "longitude", "known"])
    distances = {}
    for here in rows.iloc[
        ::300
    ].itertuples():  # all over the country, beside results and far from any
        others = rows[rows["known"] & (rows["code"] != here.code)]
        lat, lon = np.radians(others["latitude"]), np.radians(others["longitude"])
        chord = (
            np.sin((lat - np.radians(here.latitude)) / 2) ** 2
            + np.cos(lat)
            * np.cos(np.radians(here.latitude))
            * np.sin((lon - np.radians(here.longitude)) / 2) ** 2
        )
        distances[here.code] = float(6371 * 2 * np.arcsin(np.sqrt(chord)).min())
    assert min(distances.values()) < 108 < max(distances.values())
    for code, distance in distances.items():
        found = place_questions.nearest_with_result(con, code)
        assert found["distance_km"].tolist() == [pytest.approx(distance)]
    assert place_questions.nearest_with_result(con, "999999").empty


def test_a_comparison_tells_best_places_and_who_cannot_be_told_apart() -> None:
    con = real.connection()
    said = place_sentences.compare(place_questions.summary(con, ["350732", "357814", "110101"]))
    assert "Tandes dan Wonosari sama: terbaiknya peringkat 1." in said
    assert "Tanpa peringkat tingkat provinsi yang tercatat: Bakongan." in said
    assert "Yang tertinggi Wonosari." in place_sentences.compare(
        place_questions.summary(con, ["350732", "352804"])
    )
    assert "belum dapat dipastikan" in place_sentences.compare(
        place_questions.summary(con, ["357301", "352804"])
    )  # 1-5 and 5


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SOME), min_size=2, max_size=6,
unique=True).flatmap(lambda codes: st.tuples(
    st.just(codes), st.permutations(codes))))  # fmt: skip
def test_comparing_a_with_b_mirrors_b_with_a(pair: tuple[list[str], list[str]]) -> None:
    con = real.connection()
    one, other = (place_questions.summary(con, codes) for codes in pair)
    assert list(one["code"]) == pair[0]
    assert place_sentences.compare(one) == place_sentences.compare(other)
    pd.testing.assert_frame_equal(
        one.sort_values("code", ignore_index=True),
        other.sort_values("code", ignore_index=True),
        check_dtype=False,
    )


def made_up(years: list[int], placed: list[bool]) -> pd.DataFrame:
    rank = [2 if known else None for known in placed]
    return pd.DataFrame(
        {
            "code": "A", "year": years, "is_placed": placed, "is_tied": False,
            "rank_low": pd.array(rank, dtype="Int64"), "rank_high": pd.array(rank, dtype="Int64"),
        }
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(2014, 2024), min_size=1), st.data())
def test_a_gap_is_never_bridged(years: set[int], data: st.DataObject) -> None:
    ordered = sorted(years)
    placed = [data.draw(st.booleans()) for _ in ordered]
    figure = place_figures.places(made_up(ordered, placed), ["A"], ordered)
    (trace,) = figure.data
    assert trace.connectgaps is False
    known = dict(zip(ordered, placed, strict=True))
    for here, after in zip(trace.x, trace.x[1:], strict=False):
        if here is not None and after is not None:
            assert round(after) - round(here) == 1
            assert known[round(here)]
            assert known[round(after)]


def test_an_interval_is_drawn_as_one_and_an_unpublished_place_below_the_axis() -> None:
    rows = place_questions.places(real.connection(), ["357301"])
    rows = rows[rows["contest_id"] == "provinsi-35"]
    figure = place_figures.places(rows, ["Blimbing"], [2018, 2019])
    bar = next(shape for shape in figure.layout.shapes if shape.type == "line")
    assert (bar.y0, bar.y1) == (1, 5)
    unplaced = place_figures.places(made_up([2020], [False]), ["A"], [2020])
    assert unplaced.data[0].y[0] > 1
    assert unplaced.data[0].text == ("A: ikut",)


def test_names_that_would_meet_lie_one_above_the_other() -> None:
    both = pd.concat(
        [
            made_up([2023], [True]),
            made_up([2024], [True]).assign(code="B"),
            made_up([2024], [True]).assign(code="C"),
        ]
    )
    figure = place_figures.places(both, ["A", "B", "C"], [2023, 2024])
    assert [trace.text[0].count("<br>") for trace in figure.data] == [0, 1, 2]
    linked = drawing.linked(figure, {name: f"/profil?kec={name}" for name in "ABC"})
    heights = [note.yshift for note in linked.layout.annotations]
    assert heights == sorted(set(heights))
    apart = pd.concat([made_up([2014], [True]), made_up([2024], [True]).assign(code="B")])
    assert [trace.text for trace in place_figures.places(apart, ["A", "B"], [2014, 2024]).data] == [
        ("A: 2",),
        ("B: 2",),
    ]


def test_the_band_below_the_axis_has_room_for_its_name() -> None:
    assert place_figures.places(made_up([2020], [True]), ["A"], [2020]).layout.margin.l >= 36


def test_innovations_per_indicator_keep_their_basis() -> None:
    found = place_questions.innovations_by_indicator(real.connection(), ["357903"])
    assert {"stated", "unknown"} <= set(found["indicator_basis"])
    assert found.loc[found["indicator_basis"] == "unknown", "indicator"].isna().all()


def test_a_kecamatan_without_innovations_keeps_its_column() -> None:
    found = place_questions.innovations_by_indicator(real.connection(), ["357903", "352804"])
    wide = place_tables.by_indicator(
        found, ["Junrejo", "Pamekasan"], indicators.names(real.connection())
    )
    assert list(wide.columns) == ["Indikator", "Junrejo", "Pamekasan"]
    assert wide["Pamekasan"].sum() == 0
    assert wide["Junrejo"].sum() == found["innovations"].sum()


def test_no_shares_are_shown_where_no_scores_per_indicator_exist() -> None:
    assert place_questions.indicator_scores(real.connection(), SOME).empty


def test_shares_are_compared_where_two_were_scored_and_stages_stay_apart() -> None:
    con = simulated.connection()
    query = (
        "SELECT place_id FROM standing WHERE edition_id = 'provinsi-35-2024' AND rank_low IN (1, 2,"
        " 12) ORDER BY rank_low"
    )
    codes = [code for (code,) in con.execute(query).fetchall()]
    found = place_questions.indicator_scores(con, codes)
    of_province = found[found["edition_id"] == "provinsi-35-2024"]
    assert of_province.groupby("stage")["code"].nunique().to_dict() == {
        "administrasi": 3,
        "tinjau_lapang": 2,
    }
    assert len(of_province) == (3 + 2) * 7
    assert of_province["held"].unique().tolist() == ["SKK Jawa Timur 2024"]
    assert place_questions.indicator_scores(con, codes[:1]).empty
    assert found["held"].iloc[0] == "SKK Jawa Timur 2024"
    assert found["stage"].iloc[0] == "tinjau_lapang", (
        "the furthest stage of the latest edition comes first"
    )
    of = assessment_questions.field(con, "provinsi-35-2024", "tinjau_lapang")
    first = found[(found["code"] == codes[0]) & (found["stage"] == "tinjau_lapang")].head(7)
    assert list(first["share"]) == list(of.shares[list(of.places["code"]).index(codes[0])]), (
        "the shares of Penilaian"
    )
    assert list(first["name"]) == list(of.criteria["name"])


def test_shares_side_by_side_keep_the_order_and_tell_who_is_highest() -> None:
    rows = pd.DataFrame(
        [(code, name, "e", "SKK X 2024", "administrasi", at, f"Kriteria {at}", share)
         for at, pair in (("1", (0.8, 0.9)), ("2", (0.7, 0.6)), ("3", (0.5, float("nan"))))
         for (code, name), share in zip((("b", "Batu"), ("a", "Ampel")), pair, strict=True)],
        columns=place_questions.SCORES,
    )  # fmt: skip
    told = assessment_sentences.side_by_side(rows)
    assert told == "Batu tertinggi pada 2 dari 3 indikator SKK X 2024, tahap administrasi"
    figure = assessment_figures.side_by_side(rows.assign(label=rows["kecamatan"]))
    assert list(figure.layout.xaxis.ticktext) == ["Batu", "Ampel"]
    assert list(figure.data[1].text) == ["80,0", "90,0", "70,0", "60,0", "50,0"]
    assert list(figure.data[2].text) == ["?"], "a share that is not known is no zero"


def test_the_labels_of_a_series_lead_where_its_name_does() -> None:
    figure = place_figures.places(made_up([2018, 2019], [True, True]), ["A"], [2018, 2019])
    linked = drawing.linked(figure, {"A": "/profil?kec=350732"})
    told = [note.text for note in linked.layout.annotations]
    assert told == [
        "2",
        '<a href="/profil?kec=350732" target="_self">A</a>: 2',
    ], "the name stands once, at the end of a line"
    assert drawing.linked(figure, {"B": "/profil?kec=350701"}) is figure
