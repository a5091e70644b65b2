"""Scores as shares, what it takes to rise, and how much places depend on the weights: by cases
whose answer is known.
"""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from analytics.assessment import figures as assessment_figures
from analytics.assessment import questions as assessment_questions
from analytics.assessment import robustness as assessment_robustness
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment import tables as assessment_tables
from analytics.assessment import verification as assessment_verification
from analytics.assessment.questions import Field
from tests import real, simulated
from tests.claims import Row, claim, edition, resolve

EDITION = "provinsi-35-2024"
NA = float("nan")
WEIGHTS = [10, 10, 10, 30, 27, 8, 5]


def made(shares: list[list[float]], weights: list[float]) -> Field:
    """A field of places a, b, c, ... with these shares."""
    names = list("abcdefghij")[: len(shares)]
    places = pd.DataFrame(
        {"code": names, "kecamatan": [name.upper() for name in names], "kabkota": ""}
    )
    codes = [str(at + 1) for at in range(len(weights))]
    criteria = pd.DataFrame(
        {"code": codes, "name": codes, "weight": [float(w) for w in weights], "maximum": 100.0}
    )
    return Field(places, criteria, np.array(shares, dtype=float))


def score(
    name: str, indicator: str, value: float, juror: str | None = None, value_max: float = 100.0
) -> Row:
    """A score of a kecamatan of Kabupaten Malang at the administrative stage."""
    cells = {
        **claim(name, "peserta").cells,
        "stage": "administrasi",
        "indicator": indicator,
        "juror": juror,
    }
    return Row("scores", {**cells, "value": value, "value_max": value_max})


def criterion(code: str, weight: float | None) -> Row:
    return Row(
        "indicators",
        {
            **{k: v for k, v in claim("Dampit", "peserta").cells.items() if k in COLUMNS},
            "code": code,
            "name": f"Kriteria {code}",
            "weight": weight,
        },
    )


COLUMNS = ("edition_year", "level", "province_code", "source_id")


def test_scores_without_a_maximum_are_no_field_and_what_they_lack_is_told() -> None:
    con = resolve(
        claim("Dampit", "peserta"),
        edition(),
        criterion("1", 60),
        score("Dampit", "1", 30, None, NA),
    ).con
    assert assessment_questions.stages(con, "provinsi-35-2030").empty
    assert assessment_questions.lacking(con, "provinsi-35-2030") == ["maximum"]
    assert assessment_questions.lacking(con, "provinsi-35-2031") == []
    assert "tidak menyebut nilai maksimum, sehingga" in assessment_sentences.lacking(["maximum"])


def test_a_criterion_without_a_code_is_shown_by_its_name() -> None:
    of = made([[0.9, 0.5], [0.4, 0.6]], [60, 40])
    of = of._replace(
        criteria=of.criteria.assign(code=["nilai-1", "2"], name=["Pelayanan", "Delegatif"])
    )
    rows = assessment_questions.contributions(of).query("code == 'a'")
    assert list(assessment_tables.contributions(rows)["Indikator"]) == ["Pelayanan", "2 Delegatif"]
    ranked = assessment_questions.ranked(of)
    heat = assessment_figures.heat(of, ranked, {"a": "A", "b": "B"})
    for spec in (heat, assessment_figures.contributions(rows)):
        assert "nilai-" not in spec.to_json()


@pytest.mark.parametrize(("code", "told"), [
    ("d", "Peringkat 4 dari 4 pada tahap ini: nilai total 50% dari maksimum, "
     "10 poin di bawah peringkat 3."),
    ("a", "Peringkat 1 dari 4 pada tahap ini: nilai total 90% dari maksimum."),
    ("e", ""),
])  # fmt: skip
def test_a_place_is_told_with_its_distance_to_the_third(code: str, told: str) -> None:
    ranked = assessment_questions.ranked(made([[0.9], [0.8], [0.6], [0.5], [NA]], [100]))
    assert assessment_sentences.standing(ranked, code) == told


def test_a_share_is_the_mean_of_the_jurors_by_their_maximum_and_a_joint_score_goes_before() -> None:
    con = resolve(
        claim("Dampit", "peserta"), claim("Licin", "peserta"), edition(), criterion("1", 60),
        criterion("2", 40),
        score("Dampit", "1", 30, "A", 60), score("Dampit", "1", 60, "B", 60),
        score("Dampit", "2", 20, "A", 40),
        score("Dampit", "2", 10, None, 40), score("Licin", "1", 60, "A", 60),
    ).con  # fmt: skip
    of = assessment_questions.field(con, "provinsi-35-2030", "administrasi")
    assert list(of.places["kecamatan"]) == ["Dampit", "Licin"]
    assert list(of.criteria["maximum"]) == [60, 40]
    np.testing.assert_allclose(of.shares, [[0.75, 0.25], [1.0, np.nan]])
    ranked = assessment_questions.ranked(of)
    assert list(ranked["kecamatan"]) == ["Dampit"], "without every score there is no total"
    assert ranked["total"].iloc[0] == pytest.approx(0.6 * 0.75 + 0.4 * 0.25)


def test_the_totals_are_those_of_the_recap() -> None:
    of = assessment_questions.field(simulated.connection(), EDITION, "administrasi")
    query = (
        "SELECT place_id, value FROM score WHERE edition_id = ? AND stage = 'administrasi' AND"
        " indicator IS NULL"
    )
    recap = dict(simulated.connection().execute(query, [EDITION]).fetchall())
    ranked = assessment_questions.ranked(of)
    assert len(ranked) == len(recap) == 12
    for code, total in zip(ranked["code"], ranked["total"], strict=True):
        assert 100 * total == pytest.approx(recap[code], abs=1e-3)


def test_an_edition_without_scores_per_indicator_has_no_stage() -> None:
    assert assessment_questions.stages(real.connection(), "provinsi-35-2017").empty
    assert assessment_questions.editions(real.connection()).empty


def test_an_indicator_that_nobody_has_a_score_for_is_named() -> None:
    con = resolve(
        claim("Dampit", "peserta"), edition(), criterion("1", 60), criterion("2", 40),
        score("Dampit", "1", 30)
    ).con  # fmt: skip
    of = assessment_questions.field(con, "provinsi-35-2030", "administrasi")
    assert of.unscored == ("Kriteria 2",)
    assert (
        "kriteria 2. Nilai total dihitung dari indikator lainnya saja"
        in assessment_sentences.unscored(of)
    )
    assert (
        assessment_questions.field(simulated.connection(), EDITION, "administrasi").unscored == ()
    )


def scored(year: int, codes: dict[str, tuple[str, float]], weight: float = 50.0) -> list[Row]:
    """A contest of Dampit in a year: code, name and score of each of its indicators, which are all
    there are.
    """
    where = {
        "edition_year": year,
        "level": "provinsi",
        "province_code": "35",
        "source_id": "koran.id",
    }
    who = {**claim("Dampit", "peserta").cells, "edition_year": year}
    rows = [edition(year), Row("placements", who)]
    rows.append(Row("indicator_sets", {**where, "name": "indikator", "indicators": len(codes)}))
    for code, (name, value) in codes.items():
        rows.append(Row("indicators", {**where, "code": code, "name": name, "weight": weight}))
        rows.append(score("Dampit", code, value))
        rows[-1].cells["edition_year"] = year
    return rows


def test_over_the_years_an_indicator_is_known_by_its_name_and_other_sets_are_set_apart() -> None:
    con = resolve(
        *scored(2028, {"1": ("kebersihan kantor", 40), "2": ("arsip surat", 50)}),
        *scored(2029, {"1": ("inovasi desa", 60), "2": ("pelayanan terpadu", 70)}),
        *scored(2030, {"1": ("pelayanan terpadu", 80), "2": ("inovasi desa", 90)}),
    ).con  # fmt: skip
    found = assessment_questions.years(con, "provinsi-35", "350705")
    shares = {
        (row.year, row.criterion): (round(row.share, 2), row.name, row.verdict)
        for row in found.itertuples(index=False)
    }
    assert shares[2029, "1"] == (
        0.7,
        "Pelayanan terpadu",
        "same",
    ), "another number in 2029, the same indicator"
    assert shares[2029, "2"] == (0.6, "Inovasi desa", "same")
    assert {verdict for (year, _), (_, _, verdict) in shares.items() if year == 2028} == {
        "different"
    }
    assert (
        assessment_sentences.over_years(found, "Dampit")
        == "Dampit naik pada 2 dari 2 indikator dari 2029 ke 2030, tahap administrasi"
    )
    figure = assessment_figures.over_years(found)
    assert [note.text for note in figure.layout.annotations] == ["susunan lain"]
    assert [(shape.type, shape.x0) for shape in figure.layout.shapes] == [
        ("rect", -0.5),
        ("line", 0.5),
    ]
    assert list(figure.data[1].text) == ["70,0", "80,0", "60,0", "90,0"], "nothing of 2028"
    assert not figure.data[2].text, "and no question mark where nothing can be compared"


def test_an_edition_of_which_not_all_indicators_are_named_is_set_apart_as_unknown() -> None:
    known = scored(2030, {"1": ("pelayanan terpadu", 80), "2": ("inovasi desa", 90)})
    part = [
        row
        for row in scored(2029, {"1": ("pelayanan terpadu", 70)})
        if row.file != "indicator_sets"
    ]
    figure = assessment_figures.over_years(
        assessment_questions.years(resolve(*known, *part).con, "provinsi-35", "350705")
    )
    assert [note.text for note in figure.layout.annotations] == ["belum pasti sebanding"]


def test_strengths_are_measured_against_the_median_of_the_field() -> None:
    told = assessment_questions.contributions(made([[0.5, 0.9], [0.6, 0.7], [0.8, 0.2]], [40, 60]))
    first = told[told["code"] == "a"]
    assert list(first["median"]) == [0.6, 0.7]
    np.testing.assert_allclose(first["gap"], [-0.1, 0.2])
    np.testing.assert_allclose(first["contribution"], [20, 54])


@pytest.mark.parametrize("values", [[3.0, 1.0, 2.0], [2.0, 2.0, 1.0], [1.0, np.nan, 1.0]])
def test_equal_values_share_the_better_place_and_the_unknown_has_none(values: list[float]) -> None:
    expected = {3.0: [1, 3, 2], 2.0: [1, 1, 3], 1.0: [1, 0, 1]}[values[0]]
    assert list(assessment_questions.places(np.array(values))) == expected


def test_the_gain_goes_to_the_heaviest_indicator_and_then_to_the_next() -> None:
    of = made([[1, 1], [0.9, 0.9], [0.9, 0.9], [0.8, 0.2]], [60, 40])
    raised = assessment_questions.gains(of, "d")
    assert raised is not None
    assert list(raised["criterion"]) == ["2", "1"], "by effect: 0.2 of 60, then what is left of 40"
    np.testing.assert_allclose(
        raised.set_index("criterion").loc["1", ["share", "needed"]].to_numpy(dtype=float),
        [0.8, 1.0],
    )
    lifted = made(
        [
            [1, 1],
            [0.9, 0.9],
            [0.9, 0.9],
            [1.0, float(raised.set_index("criterion")["needed"]["2"])],
        ],
        [60, 40],
    )
    assert assessment_questions.ranked(lifted).set_index("code")["place"]["d"] <= 3


def test_the_gains_are_as_small_as_a_linear_programme_finds() -> None:
    rng = np.random.default_rng(1)
    for _ in range(40):
        of = made(rng.uniform(0.3, 0.9, (8, 7)).tolist(), WEIGHTS)
        last = assessment_questions.ranked(of)["code"].iloc[-1]
        raised = assessment_questions.gains(of, last)
        assert raised is not None
        ranked, at = assessment_questions.ranked(of), list(of.places["code"]).index(last)
        missing = ranked["total"].iloc[2] - ranked["total"].iloc[-1]
        parts = np.array(WEIGHTS) / 100
        best = linprog(
            np.ones(7),
            A_ub=[-parts],
            b_ub=[-missing],
            bounds=[(0, 1 - share) for share in of.shares[at]],
        )
        assert (raised["needed"] - raised["share"]).sum() == pytest.approx(best.fun, abs=1e-7)


def test_whoever_is_among_the_first_three_needs_nothing_and_without_weights_nobody_knows() -> None:
    of = made([[0.9], [0.8], [0.7], [0.6]], [100])
    for field, code in ((of, "c"), (made([[0.9], [0.1]], [100]), "b")):
        raised = assessment_questions.gains(field, code)
        assert raised is not None
        assert raised.empty
        assert assessment_sentences.climb(raised, "C") == "C sudah berada di tiga besar"
    assert (
        assessment_questions.gains(made([[0.9], [0.8], [0.7], [0.6]], [float("nan")]), "d") is None
    )


def test_a_needed_score_is_never_rounded_to_what_does_not_suffice() -> None:
    assert [assessment_questions.reached(one) for one in (84.6501, 84.65, 84.6499, 0.1 + 0.2)] == [
        84.66,
        84.65,
        84.65,
        0.3,
    ]


def test_who_leads_in_everything_leads_under_any_weights() -> None:
    found = assessment_robustness.robustness(
        made([[0.9, 0.9], [0.5, 0.6], [0.6, 0.5], [0.1, 0.1]], [1, 1])
    )
    assert list(found["code"]) == ["a", "b", "c", "d"]
    assert found.loc[0, ["median", "low", "high", "top3"]].tolist() == [1, 1, 1, 1.0]
    assert found.loc[3, ["median", "low", "high", "top3"]].tolist() == [4, 4, 4, 0.0]
    assert found.loc[1, ["low", "high"]].tolist() == [2, 3]


def test_of_two_indicators_the_chance_is_that_of_the_weight() -> None:
    """b passes a where the second weight, uniform between 0 and 1, is above two thirds."""
    found = assessment_robustness.robustness(
        made([[0.9, 0.5], [0.5, 0.7], [0.95, 0.95], [0.99, 0.99]], [1, 1]), draws=20_000
    )
    assert found.set_index("code")["top3"]["b"] == pytest.approx(1 / 3, abs=0.01)


def test_the_same_seed_gives_the_same_robustness() -> None:
    of = assessment_questions.field(simulated.connection(), EDITION, "administrasi")
    pd.testing.assert_frame_equal(
        assessment_robustness.robustness(of), assessment_robustness.robustness(of)
    )


def test_a_change_beyond_the_spread_of_the_field_is_marked() -> None:
    before = made([[0.8, 0.8]] * 5, [50, 50])
    after = made([[0.78, 0.80], [0.79, 0.81], [0.80, 0.79], [0.81, 0.78], [0.80, 0.50]], [50, 50])
    found = assessment_verification.changes(before, after)
    assert found.loc[found["is_beyond"], ["kecamatan", "criterion"]].to_numpy().tolist() == [
        ["E", "2"]
    ]
    whole = assessment_verification.overall(before, after)
    assert whole.loc[0, "kecamatan"] == "E"
    assert whole.loc[whole["is_beyond"], "kecamatan"].tolist() == ["E"]


def test_only_who_was_visited_is_compared_and_equal_changes_mark_nobody() -> None:
    before = made([[0.8], [0.7], [0.6]], [1])
    after = made([[0.7], [0.6]], [1])
    found = assessment_verification.changes(before, after)
    np.testing.assert_allclose(found["change"], [-0.1, -0.1])
    assert not found["is_beyond"].any()


def test_who_has_no_total_is_still_compared_by_indicator() -> None:
    before, after = (
        made([[0.8, NA]] + [[0.8, 0.8]] * 4, [50, 50]),
        made([[0.2, 0.8]] + [[0.79, 0.81]] * 4, [50, 50]),
    )
    found = assessment_verification.changes(before, after)
    assert found.loc[found["is_beyond"].astype(bool), "kecamatan"].tolist() == ["A"]
    assert "A" not in set(assessment_verification.overall(before, after)["kecamatan"])
    order = assessment_verification.order(assessment_verification.overall(before, after), found)
    assert sorted(order) == list("abcde")
    assert order[-1] == "a"
    figure = assessment_figures.changes(found, {code: code.upper() for code in order})
    assert figure.data[1].text[-1] == "−60"


def test_what_the_visit_changed_is_told_by_who_and_where() -> None:
    before, after = (
        made([[0.8, 0.8]] * 3, [50, 50]),
        made([[0.7, 0.8], [0.8, 0.8], [0.8, 0.9]], [50, 50]),
    )
    whole, found = (
        assessment_verification.overall(before, after),
        assessment_verification.changes(before, after),
    )
    assert (
        assessment_sentences.visits(whole, found)
        == "Nilai lapangan 1 dari 3 kecamatan lebih rendah daripada nilai berkasnya; A paling turun"
        " (−5,0 poin) dan C paling naik (+5,0 poin)"
    )
    assert (
        assessment_sentences.where_changed(found)
        == "Rata-rata paling turun 1 (−3,3 poin) dan paling naik 2 (+3,3 poin)"
    )
    assert (
        assessment_sentences.visits(whole, found.head(0))
        == "Tidak ada nilai lapangan yang punya pasangan nilai berkas"
    )


def test_the_simulated_visit_effect_is_found() -> None:
    """What the field adds on average, over both years and all indicators."""
    truth = simulated.simulation().truth["quality"].query("level == 'provinsi'")
    for year, of_year in truth.groupby("year"):
        fields = [
            assessment_questions.field(simulated.connection(), f"provinsi-35-{year}", stage)
            for stage in ("administrasi", "tinjau_lapang")
        ]
        found = assessment_verification.changes(*fields)
        both = found.merge(
            of_year, left_on=["code", "criterion"], right_on=["kecamatan_code", "indicator"]
        )
        assert len(both) == 49
        assert np.abs(100 * both["change"] - both["visit"]).mean() < 2.5
        assert np.corrcoef(both["change"], both["visit"])[0, 1] > 0.6


@pytest.mark.parametrize(("of", "told"), [
    (7, "5 Inovasi/kreasi<br>kecamatan pada segala<br>aspek penilaian"),
    (9, "5 Inovasi/kreasi…"),
])  # fmt: skip
def test_a_heading_of_the_heat_map_is_short_enough_to_stand_upright(of: int, told: str) -> None:
    name = "Inovasi/kreasi kecamatan pada segala aspek penilaian"
    assert assessment_figures._heading("5", name, of) == told
    assert assessment_figures._heading("4", "Pelaksanaan tugas <b>", of) == "4 Tugas &lt;b&gt;"
