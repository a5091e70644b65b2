"""Indicators: one set from several notes of a page, its weights, and which sets can be compared.
The real ones are checked by hand against data/catalog/indicators.csv and indicator_sets.csv.
"""

from typing import Any

import pandas as pd
import pytest

from analytics.indicator import figures as indicator_figures
from analytics.indicator import questions as indicator_questions
from analytics.indicator import sentences as indicator_sentences
from analytics.indicator import tables as indicator_tables
from tests import real
from tests.claims import PROVINCE, YEAR, Row, edition, resolve

ORGANISATION = "SKK Kabupaten Bondowoso 2024 · kinerja organisasi"
LEADERSHIP = "SKK Kabupaten Bondowoso 2024 · kinerja pimpinan"
SUMEDANG_2025, SUMEDANG_2026 = "SKK Kabupaten Sumedang 2025", "SKK Kabupaten Sumedang 2026"


def criterion(
    code: str | None, name: str, weight: float | None = None, source: str = "koran.id", **cells: Any
) -> Row:
    """One page's criterion of the province's edition of 2030."""
    where = {
        "edition_year": YEAR,
        "level": "provinsi",
        "province_code": PROVINCE,
        "source_id": source,
    }
    return Row("indicators", {**where, "code": code, "name": name, "weight": weight, **cells})


def whole(
    size: int | None, weight: float | None = None, source: str = "koran.id", **cells: Any
) -> Row:
    """What one page says of the whole set."""
    where = {
        "edition_year": YEAR,
        "level": "provinsi",
        "province_code": PROVINCE,
        "source_id": source,
    }
    return Row(
        "indicator_sets",
        {**where, "name": "indikator", "indicators": size, "weight": weight, **cells},
    )


def resolved(*rows: Row) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The indicators and the sets of a few rows."""
    con = resolve(edition(), *rows).con
    return indicator_questions.indicators(con), indicator_questions.sets(con)


@pytest.fixture(scope="module")
def known() -> pd.DataFrame:
    return indicator_questions.sets(real.connection()).set_index("label", drop=False)


@pytest.fixture(scope="module")
def named() -> pd.DataFrame:
    return indicator_questions.indicators(real.connection())


def test_bondowoso_2024_has_seven_indicators_whose_weights_add_up(
    known: pd.DataFrame, named: pd.DataFrame
) -> None:
    rows = indicator_questions.part(named, known.loc[ORGANISATION])
    assert list(rows["weight"]) == [10, 10, 10, 30, 27, 8, 5]
    assert rows["name"].iloc[4] == "Inovasi/kreasi kecamatan pada segala aspek penilaian"
    assert (known.loc[ORGANISATION, "weight_sum"], known.loc[ORGANISATION, "total"]) == (100, 100)
    assert known.loc[ORGANISATION, "is_complete"]


def test_what_the_leader_is_judged_by_is_a_set_of_its_own_without_weights(
    known: pd.DataFrame, named: pd.DataFrame
) -> None:
    rows = indicator_questions.part(named, known.loc[LEADERSHIP])
    assert list(rows["name"]) == [
        "Kepemimpinan camat",
        "Kompetensi camat",
        "Komitmen camat dalam melayani",
        "Kreativitas camat",
    ]
    assert rows["weight"].isna().all()
    assert (known.loc[LEADERSHIP, "total"], known.loc[LEADERSHIP, "weighted"]) == (100, 0)


def test_the_province_names_four_aspects_of_2023_and_none_of_the_nine_indicators(
    known: pd.DataFrame,
) -> None:
    aspects = known.loc["SKK Jawa Timur 2023 · aspek yang menaungi sembilan indikator"]
    nine = known.loc["SKK Jawa Timur 2023 · indikator di bawah empat aspek"]
    assert (aspects["listed"], aspects["size"], bool(aspects["is_complete"])) == (4, 4, True)
    assert (nine["listed"], nine["size"], bool(nine["is_complete"])) == (0, 9, False)


def test_details_stay_below_the_indicator_that_they_add_up_to(
    known: pd.DataFrame, named: pd.DataFrame
) -> None:
    rows = indicator_questions.part(named, known.loc[SUMEDANG_2026])
    assert list(rows["details"]) == [16, 43, 6, 4, 5, 40]
    assert list(rows["details_weight"]) == list(rows["weight"]) == [30, 30, 5, 20, 5, 10]


def compared(
    known: pd.DataFrame, named: pd.DataFrame, left: str, right: str
) -> tuple[pd.DataFrame, str]:
    one, other = known.loc[left], known.loc[right]
    both = indicator_questions.pairs(
        indicator_questions.part(named, one), indicator_questions.part(named, other)
    )
    return both, indicator_questions.verdict(one, other, both)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (SUMEDANG_2025, SUMEDANG_2026, "same"),
        ("SKK Kabupaten Bondowoso 2017", "SKK Kabupaten Bondowoso 2022", "same"),
        ("SKK Kabupaten Bondowoso 2022", ORGANISATION, "different"),
        (ORGANISATION, SUMEDANG_2026, "different"),
        ("SKK Kota Probolinggo 2019", ORGANISATION, "different"),
        ("EKK Kemantren Kota Yogyakarta 2022", "EKK Kemantren Kota Yogyakarta 2024", "unknown"),
        ("EKK Kota Palembang 2018", ORGANISATION, "unknown"),
    ],
)
def test_sets_are_comparable_if_they_have_the_same_indicators(
    known: pd.DataFrame, named: pd.DataFrame, left: str, right: str, expected: str
) -> None:
    both, verdict = compared(known, named, left, right)
    mirrored, again = compared(known, named, right, left)
    assert verdict == again == expected
    assert len(both) == len(mirrored)
    said = indicator_sentences.verdict(verdict, known.loc[left], known.loc[right])
    assert left in said
    assert right in said


def test_the_first_two_sets_that_can_be_compared_are_found(
    known: pd.DataFrame, named: pd.DataFrame
) -> None:
    found = indicator_questions.comparable(
        indicator_questions.sets(real.connection()),
        indicator_questions.indicators(real.connection()),
    )
    assert found is not None
    assert compared(known, named, *found)[1] == "same"
    apart = resolve(edition(), criterion("P-1", "Pelayanan"), whole(1)).con
    assert (
        indicator_questions.comparable(
            indicator_questions.sets(apart), indicator_questions.indicators(apart)
        )
        is None
    )


def test_what_is_compared_are_shares_of_the_total_never_weights(
    known: pd.DataFrame, named: pd.DataFrame
) -> None:
    both, verdict = compared(known, named, SUMEDANG_2025, SUMEDANG_2026)
    told = indicator_tables.pairs(both, known.loc[SUMEDANG_2025], known.loc[SUMEDANG_2026], verdict)
    assert told["Perubahan"].iloc[0] == "18,2% menjadi 30%"  # 25 of 137,5 and 30 of 100
    figure = indicator_figures.shares(both, known.loc[SUMEDANG_2025], known.loc[SUMEDANG_2026])
    assert [round(sum(trace.x), 6) for trace in figure.data] == [100, 100]


def test_without_comparison_no_share_is_shown(known: pd.DataFrame, named: pd.DataFrame) -> None:
    both, verdict = compared(known, named, ORGANISATION, SUMEDANG_2026)
    told = indicator_tables.pairs(both, known.loc[ORGANISATION], known.loc[SUMEDANG_2026], verdict)
    assert not told["Perubahan"].str.contains("%").any()
    assert set(told[f"Bobot {SUMEDANG_2026}"].iloc[:7]) == {"tidak ada"}


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("Pelaksanaan tugas delegatif", "tugas delegatif", True),
        ("Pelaksanaan tugas delegatif", "Penyelenggaraan tugas atributif", False),
        ("Urusan pemerintahan umum", "Tugas pemerintahan umum", True),
        ("Tata kelola pemerintahan", "Urusan pemerintahan umum", False),
        ("Inovasi", "Inovasi, prestasi, dan penghargaan", False),
        ("Kompetensi (tugas pokok)", "kompetensi camat", True),
        ("tugas", "kegiatan", False),
    ],
)
def test_names_are_alike_if_half_of_their_words_are_shared(
    left: str, right: str, alike: bool
) -> None:
    assert (indicator_questions.likeness([left], [right]) >= indicator_questions.ALIKE) is alike


def test_one_page_noted_twice_is_one_set() -> None:
    rows, sets = resolved(
        criterion("1", "pendidikan"),
        criterion("2", "kesehatan"),
        criterion("B1", "Pendidikan"),
        criterion("B2", "Kesehatan"),
    )
    assert list(rows["name"]) == ["Pendidikan", "Kesehatan"]
    assert len(sets) == 1


def test_two_pages_with_the_same_set_support_it_together() -> None:
    rows, _ = resolved(
        criterion("1", "tugas delegatif", 10),
        criterion("1", "Pelaksanaan tugas delegatif", 10, "radio.id"),
    )
    assert list(rows["source_ids"].map(set)) == [{"koran.id", "radio.id"}]
    assert list(rows["weight"]) == [10]
    assert list(rows["name"]) == ["Pelaksanaan tugas delegatif"]


@pytest.mark.parametrize(
    ("sources", "shown"),
    [
        ({"koran.id": 10, "jatimprov.go.id": 20}, 20),
        ({"koran.id": 10, "radio.id": 10, "blog.id": 20}, 10),
        ({"koran.id": 10, "koran.id/2": 10, "blog.id": 20}, None),
    ],
)
def test_a_disputed_weight_is_the_better_supported_one_or_none(
    sources: dict[str, float], shown: float | None
) -> None:
    rows, sets = resolved(
        *(criterion("1", "Uji", weight, source) for source, weight in sources.items())
    )
    weight = rows["weight"].iloc[0]
    assert (None if pd.isna(weight) else weight) == shown
    assert rows["weights"].iloc[0] == [10, 20]
    assert bool(sets["is_disputed"].iloc[0])
    assert "10 dan 20" in indicator_sentences.disputed_weight(next(rows.itertuples(index=False)))


@pytest.mark.parametrize(
    ("size", "total", "weights", "complete"),
    [
        (2, None, [None, None], True),
        (3, None, [None, None], False),
        (None, None, [60, 40], False),
        (None, 100, [60, 40], True),
        (None, 100, [60, 30], False),
        (None, 60, [60, None], False),
    ],
)
def test_a_set_is_complete_if_its_page_says_as_many_or_its_weights_add_up(
    size: int | None, total: float | None, weights: list[float | None], complete: bool
) -> None:
    _, sets = resolved(
        whole(size, total), criterion("1", "Satu", weights[0]), criterion("2", "Dua", weights[1])
    )
    assert bool(sets["is_complete"].iloc[0]) is complete


def test_an_unknown_weight_is_no_bar_and_no_zero() -> None:
    rows, sets = resolved(criterion("1", "Satu", 60), criterion("2", "Dua"))
    bars, missing = indicator_figures.weights(rows).data
    assert list(bars.x) == [60, None]
    assert "%" not in "".join(bars.text)  # no share of an unknown total
    assert list(missing.y) == ["Dua"]
    assert sets["weight_sum"].iloc[0] == 60
    assert (
        indicator_tables.sets(sets)["Jumlah bobot"].iloc[0] == "60 dari 1 indikator yang berbobot"
    )


def test_an_empty_catalog_has_no_sets() -> None:
    rows, sets = resolved()
    assert rows.empty
    assert sets.empty
    assert indicator_sentences.sets(sets) == "Belum ada susunan indikator yang tercatat"
