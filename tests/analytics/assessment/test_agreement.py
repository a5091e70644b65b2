"""Agreement, severity and rank intervals: published examples, cases whose answer is known, and the
simulation's truth.
"""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analytics.assessment import agreement as assessment_agreement
from analytics.assessment import sentences as assessment_sentences
from analytics.assessment.agreement import Panel
from analytics.assessment.rows import Score
from analytics.core.rows import Rows, declared
from data import build, check, simulate
from tests import real, simulated

EDITION = "provinsi-35-2024"
NA = np.nan
# Krippendorff (2011), section C: four observers, twelve units; ordinal alpha .815.
EXAMPLE = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3],
        [NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA],
    ]
).T


@pytest.fixture(scope="module")
def panel() -> Panel:
    found = assessment_agreement.panel(simulated.connection(), EDITION, "administrasi")
    assert isinstance(found, Panel)
    return found


def test_equal_orders_agree_fully_and_opposite_orders_not_at_all() -> None:
    order = np.array([1.0, 2, 3, 4, 5])
    assert assessment_agreement.kendall(
        np.column_stack([order, 10 * order, order**3])
    ) == pytest.approx(1)
    assert assessment_agreement.kendall(np.column_stack([order, -order])) == pytest.approx(0)


def test_ties_are_corrected_for() -> None:
    """Sums of ranks 3.5, 5.5, 9: S = 15.5, and one pair of equals of one juror: W = 12 * 15.5 / (9
    * 24 - 3 * 6).
    """
    tied = np.array([1.0, 1, 2, 3])
    assert assessment_agreement.kendall(np.column_stack([tied, tied])) == pytest.approx(1)
    assert assessment_agreement.kendall(
        np.array([[1.0, 1, 1], [2, 1, 2], [3, 3, 3]])
    ) == pytest.approx(186 / 198)


def test_chance_gives_one_part_in_the_number_of_jurors() -> None:
    """The mean of W under shuffled ranks is 1/m (Kendall)."""
    found = assessment_agreement.concordance(
        np.random.default_rng(3).normal(size=(9, 4)), draws=20_000
    )
    assert found.chance == pytest.approx(1 / 4, abs=0.005)
    assert found.chance_high > found.chance
    assert assessment_agreement.concordance(
        np.column_stack([np.arange(9.0)] * 4)
    ).p == pytest.approx(1 / 2001)


def test_alpha_is_that_of_krippendorffs_example() -> None:
    assert assessment_agreement.alpha(EXAMPLE) == pytest.approx(0.815, abs=0.0005)


def test_alpha_of_full_agreement_is_one_and_of_none_about_zero() -> None:
    assert assessment_agreement.alpha(
        np.repeat(np.arange(6.0)[:, None], 3, axis=1)
    ) == pytest.approx(1)
    assert assessment_agreement.alpha(
        np.random.default_rng(1).integers(1, 6, (600, 4)).astype(float)
    ) == pytest.approx(0, abs=0.05)
    assert np.isnan(assessment_agreement.alpha(np.ones((5, 3))))


def test_the_interval_of_alpha_holds_it_and_narrows_with_the_units() -> None:
    few = assessment_agreement.alpha_interval(EXAMPLE)
    many = assessment_agreement.alpha_interval(np.vstack([EXAMPLE] * 10))
    assert few.low < few.value < few.high
    assert many.high - many.low < few.high - few.low


def test_severity_is_found_within_its_interval(panel: Panel) -> None:
    truth = (
        simulated.simulation()
        .truth["severity"]
        .query("level == 'provinsi' and year == 2024")["severity"]
        .to_numpy()
        / 100
    )
    found = assessment_agreement.severity(panel)
    assert list(found["juror"]) == ["Juri 1", "Juri 2", "Juri 3", "Juri 4", "Juri 5"]
    assert found["severity"].sum() == pytest.approx(0)
    assert np.abs(found["severity"] - (truth - truth.mean())).max() < 0.01
    assert (
        (found["low"] < truth - truth.mean()) & (truth - truth.mean() < found["high"])
    ).sum() >= 4


def test_leaving_out_a_juror_who_stands_alone_changes_the_place() -> None:
    shares = np.array([[[0.9, 0.9, 0.1]], [[0.8, 0.8, 0.9]], [[0.1, 0.1, 0.2]]])
    places = (
        simulated.simulation()
        .frames["kecamatan"]
        .head(3)[["code", "name"]]
        .assign(kabkota="")
        .rename(columns={"name": "kecamatan"})
    )
    found = assessment_agreement.without_one(
        Panel(places.reset_index(drop=True), ["A", "B", "C"], shares, np.ones(1), 0)
    )
    second = found[found["code"] == places["code"].iloc[0]].iloc[0]
    assert (second["place"], second["low"], second["high"]) == (2, 1, 2)
    assert second["without"] == [2, 2, 1]


@pytest.mark.parametrize(
    ("jurors", "entrants", "reason"), [(2, 9, "jurors"), (9, 2, "entrants"), (3, 3, None)]
)
def test_too_few_say_so(jurors: int, entrants: int, reason: str | None) -> None:
    assert assessment_agreement.too_few(jurors, entrants) == reason


def test_where_all_totals_are_equal_nothing_is_said_of_agreement() -> None:
    published = check.read(build.CATALOG)
    scope = simulate.Scope(
        published["kecamatan"].query("kabkota_code == '3579'"), range(2024, 2025), 3
    )
    drawn = simulate.simulate(scope, 1, published)
    con = build.duckdb.connect()
    build.fill(con, {**drawn.frames, "scores": drawn.frames["scores"].assign(value=80.0)})
    assert assessment_agreement.panel(con, "kabkota-3579-2024", "administrasi") == "equal"


def test_whose_absence_changes_the_podium_is_told() -> None:
    rows = pd.DataFrame(
        {
            "code": list("abcd"),
            "kecamatan": list("ABCD"),
            "place": [1, 2, 3, 4],
            "without": [[1, 1], [2, 2], [3, 4], [4, 3]],
        }
    )
    assert assessment_sentences.without(rows, ["Juri 1", "Juri 2"]).endswith(
        "dapat berubah: tanpa Juri 2 masuk D dan keluar C"
    )
    assert assessment_sentences.without(
        rows.head(3).assign(without=[[1], [2], [3]]), ["Juri 1"]
    ).endswith("tiga besar tetap")


def test_an_edition_without_jurors_gives_the_reason() -> None:
    assert assessment_agreement.panel(real.connection(), "provinsi-35-2017", "hasil") == "jurors"


def test_without_spread_between_jurors_every_place_is_sure() -> None:
    totals = np.repeat(np.array([[0.9], [0.7], [0.8], [0.7]]), 3, axis=1)
    assert assessment_agreement.rank_intervals(totals).tolist() == [[1, 1], [3, 4], [2, 2], [3, 4]]


def test_equal_means_get_equal_intervals_of_the_width_that_dunnetts_table_gives() -> None:
    """Dunnett (1964), two-sided, 5%: six comparisons with one, 24 degrees of freedom: 2.76."""
    totals = np.random.default_rng(8).normal(0.7, 0.01, (7, 5))
    totals = np.vstack([totals[:5], totals[5], totals[5] + [0.01, -0.01, 0, 0, 0]])
    residual = totals - totals.mean(axis=1)[:, None] - totals.mean(axis=0) + totals.mean()
    margin = assessment_agreement.margins(totals, draws=10_000)
    assert margin / np.sqrt(2 * (residual**2).sum() / 24 / 5) == pytest.approx(
        np.full(7, 2.76), abs=0.02
    )
    found = assessment_agreement.rank_intervals(totals)
    assert found[5].tolist() == found[6].tolist()


def test_much_noise_leaves_every_place_open() -> None:
    totals = np.random.default_rng(5).normal(0.7, 0.2, (6, 3))
    assert assessment_agreement.rank_intervals(totals).tolist() == [[1, 6]] * 6


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    """On 200 drawn editions of eight kecamatan: differences at the nominal rate, places at least at
    that rate.
    """
    rng, differences, hits, widths = np.random.default_rng(11), [], [], []
    for draw in range(200):
        truth = rng.normal(0.7, 0.03, 8)
        totals = truth[:, None] - rng.normal(0, 0.02, 5) + rng.normal(0, 0.01, (8, 5))
        off = totals.mean(axis=1) - truth
        differences.append(
            np.abs(off[None, :] - off[:, None]).max(axis=1)
            <= assessment_agreement.margins(totals, draws=400, seed=draw)
        )
        found = assessment_agreement.rank_intervals(totals, draws=400, seed=draw)
        place = (truth[None, :] > truth[:, None]).sum(axis=1) + 1
        hits.append((found[:, 0] <= place) & (place <= found[:, 1]))
        widths.append(found[:, 1] - found[:, 0])
    assert 0.92 <= np.mean(differences) <= 0.98
    assert np.mean(hits) >= 0.95
    assert np.mean(widths) < 3.5, "and they are not merely wide"


def test_a_kecamatan_without_every_score_is_left_out_and_counted() -> None:
    published = check.read(build.CATALOG)
    scope = simulate.Scope(
        published["kecamatan"].query("kabkota_code == '3579' or kabkota_code == '3573'"),
        range(2024, 2025),
        3,
    )
    drawn = simulate.simulate(scope, 1, published)
    scores = drawn.frames["scores"]
    first = scores.index[
        (scores["kabkota_code"] == "3573")
        & (scores["level"] == "kabkota")
        & scores["juror"].notna()
    ][0]
    con = build.duckdb.connect()
    build.fill(con, {**drawn.frames, "scores": scores.drop(index=first)})
    found = assessment_agreement.panel(con, "kabkota-3573-2024", "administrasi")
    assert isinstance(found, Panel)
    assert (len(found.places), found.left_out) == (4, 1)


@pytest.mark.parametrize(("w", "p", "told"), [
    (0.95, 0.0, "Ketiga juri hampir selalu sepakat tentang urutan 12 kecamatan"),
    (0.7, 0.0, "Ketiga juri umumnya sepakat tentang urutan 12 kecamatan"),
    (0.5, 0.0, "Ketiga juri sebagian sepakat tentang urutan 12 kecamatan"),
    (0.1, 0.05, "Ketiga juri jarang sepakat tentang urutan 12 kecamatan"),
    (0.95, 0.051, "Ketiga juri belum sepakat: urutan 12 kecamatan tidak lebih mirip daripada"
     " kebetulan"),
])  # fmt: skip
def test_agreement_is_told_in_words_and_its_measure_apart(w: float, p: float, told: str) -> None:
    of = SimpleNamespace(jurors=["A", "B", "C"], places=range(12))
    found = assessment_agreement.Concordance(w, 0.33, 0.6, p)
    assert assessment_sentences.agreement(found, of) == told  # type: ignore[arg-type]
    measures = assessment_sentences.measures(found, assessment_agreement.Interval(0.4, 0.3, 0.5))
    assert f"W Kendall {w:.2f}".replace(".", ",") in measures
    assert "Alfa Krippendorff 0,40" in measures


def scored(values: dict[tuple[str, str, str], float]) -> Rows[Score]:
    rows = pd.DataFrame(
        [
            (code, code.upper(), "Kota", indicator, juror, value, 10.0)
            for (code, indicator, juror), value in values.items()
        ],
        columns=["code", "kecamatan", "kabkota", "indicator", "juror", "value", "value_max"],
    )
    return declared(Score, rows)


def test_before_closing_the_same_is_told_of_scores_from_anywhere() -> None:
    values = {
        (code, indicator, juror): float(number + at)
        for number, code in enumerate("abcd")
        for indicator in ("A1", "A2")
        for at, juror in enumerate(("Juri 1", "Juri 2", "Juri 3"))
    }
    of = assessment_agreement.panel_of(scored(values), {"A1": 60, "A2": 40})
    assert isinstance(of, Panel)
    found = assessment_agreement.told_of(of)
    assert found.concordance.w == pytest.approx(1)
    told = assessment_sentences.plainly(found.concordance, found.alpha)
    assert "lebih mirip daripada kebetulan" in told
    assert "berjauhan" in told  # each juror has another scale
    assert assessment_agreement.apart(scored(values)) == []
    values["c", "A2", "Juri 2"] = 10.0
    (far,) = assessment_agreement.apart(scored(values))
    assert (far.kecamatan, far.indicator, far.juror, far.share) == ("C", "A2", "Juri 2", 1.0)
    assert "Juri 2 memberi C 100%" in assessment_sentences.apart([far], {"A2": "Inovasi"})[0]
    del values["a", "A1", "Juri 1"], values["b", "A1", "Juri 1"]
    assert assessment_agreement.panel_of(scored(values), {"A1": 60, "A2": 40}) == "entrants"
    assert assessment_agreement.apart(scored({})) == []
