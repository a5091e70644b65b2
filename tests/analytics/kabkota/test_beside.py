"""Kabkota side by side, on small catalogs: what is counted, what is unknown, who met whom."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.core.editions import Span
from analytics.core.rows import each
from analytics.kabkota import questions as kabkota_questions
from analytics.kabkota import sentences as kabkota_sentences
from analytics.kabkota import tables as kabkota_tables
from analytics.standing import questions as standing_questions
from tests.claims import Resolved, Row, claim, edition, indicators, resolve, stage
from tests.thorough import many

MALANG, SUMENEP, SURABAYA, BATU = "3507", "3529", "3578", "3579"


def innovation(name: str, kecamatan: str, **cells: object) -> Row:
    what = {"name": name, "context": "skk", "source_id": "koran.id", "kecamatan_printed": name}
    return Row(
        "innovations",
        {**what, "kecamatan_code": kecamatan, "kabkota_code": kecamatan[:4], **cells},
    )


def award(code: str, category: str, year: int) -> Row:
    what = {"award_year": year, "category": category, "kabkota_code": code}
    return Row("kabkota_awards", {**what, "source_id": "koran.id"})


@pytest.fixture(scope="module")
def known() -> Resolved:
    """Three years: Malang wins and is second, Sumenep is among five, Surabaya third and no
    finalist; 2032 knows all its finalists.
    """
    return resolve(
        claim("Wonosari", "juara_1"),
        claim("Talango", "finalis", stage="tinjau_lapang"),
        stage("tinjau_lapang", 5),
        claim("Turen", "juara_2", edition_year=2032),
        claim("Wonocolo", "juara_3", edition_year=2032),
        claim("Bumiaji", "juara_1", edition_year=2032),
        stage("hasil", 3, 3, edition_year=2032),
        claim("Benowo", "peserta", stage="paparan", edition_year=2033),
        edition(2033),
        claim("Kepanjen", "juara_1", level="kabkota", edition_year=2032),
        claim("Talango", "juara_1", level="kabkota", edition_year=2031),
        edition(2031, level="kabkota", code=SUMENEP, is_skk="kerabat", short_name="Award"),
        innovation("Satu", "350732"),
        innovation("Dua", "350707", indicator=2, indicator_basis="stated"),
        innovation("Tiga", "350707"),
        award(MALANG, "Utama", 2033),
        award(MALANG, "Madya", 2032),
    )


def beside(known: Resolved, *codes: str) -> pd.DataFrame:
    return kabkota_questions.beside(known.con, codes).set_index("code")


def test_what_is_on_record_is_counted(known: Resolved) -> None:
    found = beside(known, SURABAYA, MALANG, SUMENEP)
    assert list(found.index) == [SURABAYA, MALANG, SUMENEP]
    counts = ["finals", "gold", "silver", "bronze", "open", "editions", "held", "sent", "joined"]
    assert found.loc[MALANG, counts].tolist() == [2, 1, 1, 0, 0, 2, 3, 2, 3]
    assert found.loc[SURABAYA, counts].tolist() == [1, 0, 0, 1, 0, 2, 3, 2, 2]
    assert found.loc[SUMENEP, counts].tolist() == [1, 0, 0, 0, 1, 1, 3, 1, 1]
    assert found.loc[MALANG, ["own", "kindred", "innovations", "innovators"]].tolist() == [
        1,
        0,
        3,
        2,
    ]
    assert found.loc[SUMENEP, ["own", "kindred", "innovations", "innovators"]].tolist() == [
        0,
        1,
        0,
        0,
    ]
    assert found.loc[MALANG, "awards"] == "Madya 2032, Utama 2033"
    assert pd.isna(found.loc[SUMENEP, "awards"])


def test_the_best_place_is_the_one_that_is_sure(known: Resolved) -> None:
    found = beside(known, MALANG, SUMENEP, SURABAYA)
    best = found[["best_low", "best_high", "best_year"]]
    assert best.loc[MALANG].tolist() == [1, 1, 2030]
    assert best.loc[SURABAYA].tolist() == [3, 3, 2032]
    assert best.loc[SUMENEP].tolist() == [2, 5, 2030]  # the winner is known, the others are not


def test_every_year_has_a_row_for_each_and_says_why_nobody_is_named(known: Resolved) -> None:
    rows = kabkota_questions.sent(known.con, (SUMENEP, MALANG))
    told = {(int(row.year), row.code): row.kecamatan or row.state for row in each(rows)}
    assert told == {
        (2033, SUMENEP): "unknown",
        (2033, MALANG): "unknown",
        (2032, SUMENEP): "outside",
        (2032, MALANG): "Turen",
        (2030, SUMENEP): "Talango",
        (2030, MALANG): "Wonosari",
    }
    assert list(rows["code"]) == [SUMENEP, MALANG] * 3
    assert len(kabkota_tables.sent(rows)) == len(rows)


def test_regions_of_which_nobody_is_on_record_have_their_years_too(known: Resolved) -> None:
    rows = kabkota_questions.sent(known.con, ("3524", "3521"))
    assert list(rows["state"]) == ["unknown", "unknown", "outside", "outside"] + ["unknown"] * 2
    assert set(kabkota_tables.sent(rows)["Kecamatan"]) == {
        "tidak diketahui",
        "bukan finalis; keikutsertaan tidak diketahui",
    }
    assert kabkota_sentences.bests(rows) == ""


def sentence(known: Resolved, *codes: str) -> str:
    return kabkota_sentences.compare(kabkota_questions.beside(known.con, codes))


def met(known: Resolved, *codes: str) -> str:
    return kabkota_sentences.met(kabkota_questions.sent(known.con, codes))


def test_the_finding_says_who_was_in_the_final_how_often(known: Resolved) -> None:
    assert (
        sentence(known, SUMENEP, MALANG)
        == "Kabupaten Malang dua kali di final Jawa Timur, Kabupaten Sumenep sekali"
    )
    assert (
        sentence(known, SUMENEP, SURABAYA)
        == "Kabupaten Sumenep dan Kota Surabaya sama-sama sekali di final Jawa Timur"
    )
    assert (
        sentence(known, "3524", BATU)
        == "Kota Batu sekali di final Jawa Timur, Kabupaten Lamongan belum tercatat"
    )
    assert (
        sentence(known, "3524", "3521")
        == "Kabupaten Lamongan dan Kabupaten Ngawi: belum ada final provinsi yang tercatat"
    )


def test_who_met_whom_and_where_each_stood(known: Resolved) -> None:
    assert met(known, SUMENEP, MALANG) == (
        "Bertemu di final sekali: 2030 (Kabupaten Malang peringkat 1,"
        " Kabupaten Sumenep peringkat 2–5)."
    )
    assert met(known, SUMENEP, SURABAYA) == "Belum tercatat bertemu di satu final."
    assert met(known, MALANG, SURABAYA, SUMENEP) == "Bertemu di final dua kali: 2030 dan 2032."
    assert met(known, "3524", "3521") == ""


def test_the_best_places_are_told_with_their_years(known: Resolved) -> None:
    rows = kabkota_questions.sent(known.con, (SUMENEP, MALANG))
    assert kabkota_sentences.bests(rows) == (
        "Terbaik: Kabupaten Malang peringkat 1 (2030);"
        " Kabupaten Sumenep di final tanpa peringkat yang pasti."
    )


def test_proposals_are_of_the_same_contest_and_say_why(known: Resolved) -> None:
    found = kabkota_questions.likes(known.con, MALANG)
    told = {row.code: kabkota_sentences.reasons(row) for row in each(found)}
    assert told == dict.fromkeys((SURABAYA, BATU, SUMENEP), "Sekali bertemu di final")
    assert kabkota_questions.likes(known.con, "3524").empty


def test_innovations_stand_in_columns_in_the_order_asked_for(known: Resolved) -> None:
    found = kabkota_questions.innovations(known.con, (SUMENEP, MALANG))
    names = {number: row.cells["name"] for number, row in enumerate(indicators(), start=1)}
    shown = kabkota_tables.by_indicator(found, ["Kabupaten Sumenep", "Kabupaten Malang"], names)
    assert list(shown.columns) == ["Indikator", "Kabupaten Sumenep", "Kabupaten Malang"]
    assert shown.to_numpy().tolist() == [
        ["Indikator 2", 0, 1],
        ["Indikator tidak diketahui", 0, 2],
    ]


def test_a_region_whose_province_has_no_contest_is_no_zero() -> None:
    nothing = resolve(
        edition(2031, level="kabkota", code=MALANG),
        claim("Wonosari", "juara_1", level="kabkota", edition_year=2031),
    )
    found = beside(nothing, MALANG, SUMENEP)
    assert found["contest_id"].isna().all()
    assert found["held"].tolist() == [0, 0]
    assert kabkota_questions.sent(nothing.con, (MALANG, SUMENEP)).empty


PLACES = ["juara_1", "juara_2", "juara_3", "harapan_1", "terbaik_1", "finalis", "peserta"]
SENT = {MALANG: "Wonosari", SUMENEP: "Talango", SURABAYA: "Benowo", BATU: "Bumiaji"}


@settings(max_examples=many(8, 100), deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(sorted(SENT)), st.sampled_from(PLACES), min_size=1),
        min_size=1,
        max_size=3,
    )
)
def test_counts_are_those_of_the_medal_table_and_of_the_regions_own_page(
    years: list[dict[str, str]],
) -> None:
    resolved = resolve(
        *(
            claim(SENT[code], placement, edition_year=2030 + at)
            for at, titles in enumerate(years)
            for code, placement in titles.items()
        )
    )
    found = beside(resolved, *SENT)
    medals = standing_questions.medals(
        resolved.con, "provinsi-35", Span(2030, 2040), "kabkota"
    ).set_index("unit")
    for code in SENT:
        for column in ("gold", "silver", "bronze"):
            assert found.loc[code, column] == int(medals[column].get(code, 0)), (code, column)
        journey = kabkota_questions.journey(resolved.con, code)
        finals = journey[journey["is_finalist"].astype(bool)]
        assert found.loc[code, "finals"] == finals["year"].nunique()
