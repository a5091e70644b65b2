"""The codebook: how rules propose an indicator, and how often they agree with what is known."""

from typing import Any

import pytest
from scipy.stats import norm

from analytics.core import indicators
from analytics.indicator import codebook as indicator_codebook
from analytics.indicator import sentences as indicator_sentences
from analytics.innovation import questions as innovation_questions
from tests import real
from tests.claims import Row, resolve


def rule(keywords: str, indicator: int, sector: str | None = None) -> Row:
    return Row(
        "codebook",
        {
            "sector": sector,
            "keywords": keywords,
            "indicator": indicator,
            "reason": f"Alasan {indicator}.",
        },
    )


def innovation(
    name: str, indicator: int | None = None, basis: str | None = None, **cells: Any
) -> Row:
    what = {
        "name": name,
        "indicator": indicator,
        "indicator_basis": basis,
        "context": "skk",
        "source_id": "koran.id",
    }
    return Row("innovations", {**what, **cells})


@pytest.mark.parametrize(
    ("rules", "told", "proposed"),
    [
        ([rule("posyandu", 4)], {"name": "Posyandu Jiwa"}, 4),
        ([rule("posyandu", 4)], {"name": "Posga", "expansion": "POSYANDU Keluarga"}, 4),
        (
            [rule("posyandu", 4)],
            {"name": "Posga", "description": "sebuah posyandu, setiap pekan"},
            4,
        ),
        ([rule("pos", 4)], {"name": "Posyandu"}, None),  # whole words only
        ([rule("dana desa", 4)], {"name": "Klinik Dana-Desa"}, 4),
        (
            [rule("layanan", 2, "pelayanan_publik")],
            {"name": "Layanan", "sector": "pelayanan_publik"},
            2,
        ),
        (
            [rule("layanan", 2, "pelayanan_publik")],
            {"name": "Layanan", "sector": "kesehatan"},
            None,
        ),
        ([rule("layanan", 2, "pelayanan_publik")], {"name": "Layanan"}, None),
        ([rule("layanan", 2), rule("izin", 3)], {"name": "Layanan izin"}, None),  # equally strong
        (
            [rule("layanan", 2), rule("izin", 3), rule("camat", 3)],
            {"name": "Layanan izin camat"},
            3,
        ),
        (
            [rule("layanan;antar", 2), rule("izin", 3)],
            {"name": "Layanan antar izin"},
            None,
        ),  # a rule counts once
    ],
)
def test_the_indicator_with_the_most_rules_is_proposed(
    rules: list[Row], told: dict[str, str], proposed: int | None
) -> None:
    found = resolve(*rules, innovation(**told)).rows("SELECT indicator FROM proposal")
    assert found == ([] if proposed is None else [(proposed,)])


def test_a_proposal_says_why() -> None:
    found = resolve(rule("lpm;kader", 4), innovation("Kader LPM")).rows(
        "SELECT words, reason FROM proposal"
    )
    assert found == [("kader;lpm", "Alasan 4.")]


def test_only_innovations_without_an_indicator_get_a_proposal() -> None:
    con = resolve(
        rule("kader", 4), innovation("Kader satu", 5, "stated"), innovation("Kader dua")
    ).con
    assert list(
        innovation_questions.search(con, "", innovation_questions.Wanted(basis="rule"))["name"]
    ) == ["Kader dua"]
    assert innovation_questions.by_indicator(con, "skk", proposed=True)["basis"].tolist() == [
        "rule",
        "stated",
    ]


def test_agreement_is_counted_for_each_basis() -> None:
    con = resolve(
        rule("kader", 4),
        innovation("Kader satu", 4, "stated"),
        innovation("Lain", 4, "stated"),
        innovation("Kader dua", 4, "inferred"),
        innovation("Kader tiga", 5, "inferred"),
    ).con
    rows = indicator_codebook.accuracy(con).set_index("basis")
    assert list(rows.loc["stated", ["innovations", "covered", "right"]]) == [2, 1, 1]
    assert list(rows.loc["inferred", ["innovations", "covered", "right"]]) == [2, 2, 1]
    pairs = indicator_codebook.confusion(con)[["basis", "actual", "indicator", "innovations"]]
    assert pairs.to_records(index=False).tolist() == [
        ("stated", 4, 4, 1),
        ("inferred", 4, 4, 1),
        ("inferred", 5, 4, 1),
    ]


def test_the_interval_is_wilsons() -> None:
    row = indicator_codebook.accuracy(real.connection()).set_index("basis").loc["inferred"]
    n, p, z = row["covered"], row["share"], norm.ppf(0.975)
    middle, half = p + z**2 / (2 * n), z * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5
    assert [row["low"], row["high"]] == pytest.approx(
        [(middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)]
    )


def test_without_a_covered_innovation_there_is_no_share() -> None:
    rows = indicator_codebook.accuracy(resolve(innovation("Lain", 4, "stated")).con)
    assert rows["share"].isna().all()
    assert indicator_sentences.agreement(next(rows.itertuples(index=False))).endswith(
        "tidak satu pun terjangkau aturan."
    )


def test_the_real_codebook_gives_reasons_and_never_proposes_the_indicator_that_is_no_task() -> None:
    rules = indicator_codebook.rules(real.connection())
    assert set(rules["indicator"]) == set(indicators.names(real.connection())) - {5}
    assert (
        rules["reason"]
        .str.contains("PP 17/2018|UU 23/2014|Permendagri 4/2010|Nama indikator 6")
        .all()
    )


def test_no_key_word_names_an_indicator() -> None:
    """Descriptions quote the indicator ("satu dari lima inovasi tugas delegatif"): to match that
    would be to copy the answer.
    """
    words = {
        word
        for keywords in indicator_codebook.rules(real.connection())["keywords"]
        for word in keywords.split(";")
    }
    assert not words & {
        "tugas",
        "delegatif",
        "atributif",
        "tugas delegatif",
        "tugas atributif",
        "tugas lainnya",
        "inovasi",
    }


def test_the_real_codebook_agrees_more_often_than_always_guessing_the_commonest() -> None:
    con = real.connection()
    proposed = indicator_codebook.confusion(con)
    commonest = (
        proposed.groupby("actual")["innovations"].sum().max() / proposed["innovations"].sum()
    )
    right = (
        proposed.loc[proposed["actual"] == proposed["indicator"], "innovations"].sum()
        / proposed["innovations"].sum()
    )
    assert right > commonest
