"""Indonesian words for values."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from analytics.core import text


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1234.5, 2, "1.234,5"),
        (38, 0, "38"),
        (7285, 0, "7.285"),
        (0.125, 2, "0,12"),
        (None, 0, "–"),
        (pd.NA, 2, "–"),
    ],
)
def test_numbers_are_indonesian(value: object, decimals: int, expected: str) -> None:
    assert text.number(value, decimals) == expected


def test_a_column_of_numbers_keeps_its_decimals() -> None:
    assert [text.fixed(value, 1) for value in (83.9, 84, 1000.04)] == ["83,9", "84,0", "1.000,0"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-12-10", "10 Desember 2024"),
        ("2024-12", "Desember 2024"),
        ("2024", "2024"),
        ("2023-10-30/2023-11-01", "30 Oktober–1 November 2023"),
        ("2019-12-09/2019-12-12", "9–12 Desember 2019"),
        ("2023-12-30/2024-01-02", "30 Desember 2023–2 Januari 2024"),
        ("2019-12-05/2020-12-05", "5 Desember 2019–5 Desember 2020"),
        ("2023-10/2023-11", "Oktober–November 2023"),
        ("2023-12-12/2023-12", "12 Desember 2023–Desember 2023"),
        (None, ""),
        ("", ""),
    ],
)
def test_dates_are_as_precise_as_they_are_known(value: object, expected: str) -> None:
    assert text.date(value) == expected


@pytest.mark.parametrize(
    ("zone", "name", "shown"),
    [
        ("Asia/Jakarta", "WIB", "1 Juli 2024 01.30"),
        ("Asia/Pontianak", "WIB", "1 Juli 2024 01.30"),
        ("Asia/Makassar", "WITA", "1 Juli 2024 02.30"),
        ("Asia/Jayapura", "WIT", "1 Juli 2024 03.30"),
        ("Asia/Singapore", "WIB", "1 Juli 2024 01.30"),
        ("Asia/Kolkata", "WIB", "1 Juli 2024 01.30"),
        ("America/St_Johns", "WIB", "1 Juli 2024 01.30"),
        ("Europe/London", "WIB", "1 Juli 2024 01.30"),
        (None, "WIB", "1 Juli 2024 01.30"),
        ("Atlantis/Poseidonis", "WIB", "1 Juli 2024 01.30"),
        ("../etc/passwd", "WIB", "1 Juli 2024 01.30"),
        ("Asia", "WIB", "1 Juli 2024 01.30"),
    ],
)
def test_a_time_is_shown_by_the_clock_of_its_reader(
    zone: str | None, name: str, shown: str
) -> None:
    clock = text.clock(zone, datetime(2024, 12, 1, tzinfo=UTC))
    assert str(clock) == name
    assert text.moment(datetime(2024, 6, 30, 18, 30), clock) == shown


@pytest.mark.parametrize(
    ("low", "high", "tied", "expected"),
    [
        (1, 1, False, "1"),
        (2, 2, True, "2="),
        (1, 2, False, "1–2"),
        (6, pd.NA, False, "di bawah 5"),
        (pd.NA, pd.NA, False, "–"),
    ],
)
def test_a_place_is_a_rank_a_shared_rank_or_an_interval(
    low: object, high: object, tied: bool, expected: str
) -> None:
    assert text.place(low, high, tied) == expected


@pytest.mark.parametrize(
    ("title", "is_finalist", "expected"),
    [
        ("juara_1", True, "Juara 1"),
        ("harapan_4", True, "Harapan 4"),
        ("terbaik_10", False, "Terbaik 10"),
        ("finalis", True, "Finalis"),
        ("finalis", False, "Masuk paparan"),
        ("wakil", False, "Wakil daerah"),
    ],
)
def test_titles(title: str, is_finalist: bool, expected: str) -> None:
    assert text.title(title, is_finalist) == expected


def test_a_colour_means_a_known_place_and_an_interval_has_none() -> None:
    assert [text.tone(rank, rank) for rank in (1, 2, 3, 4, 7, 8)] == [
        "gold",
        "silver",
        "bronze",
        "harapan",
        "harapan",
        "finalist",
    ]
    assert text.tone(1, 2) == text.tone(pd.NA, pd.NA) == "unknown"


def test_a_score_is_never_without_its_maximum() -> None:
    assert text.score(665.0, None) == ("665", "maks. tidak dipublikasikan")
    assert text.score(87.5, 100) == ("87,5", "dari 100")
    assert text.score(None, 100) == ("", "")


@pytest.mark.parametrize(
    ("gained", "expected"), [(2, "naik 2"), (-1, "turun 1"), (0, "tetap"), (pd.NA, "")]
)
def test_change_of_place(gained: object, expected: str) -> None:
    assert text.change(gained) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A dan B"),
        (["A", "B", "C"], "A, B, dan C"),
        (list("ABCDEFG"), "A, B, C, D, E, dan 2 lainnya"),
    ],
)
def test_listings(words: list[str], expected: str) -> None:
    assert text.listing(words) == expected


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["jp-1", "jp-2"], "2 halaman"),
        (["impor-kabkota-3573-2026-0a1b2c3d"], "1 berkas"),
        (["jp-1", "impor-kabkota-3573-2026-0a1b2c3d"], "1 halaman dan 1 berkas"),
        ([], "0 sumber"),
    ],
)
def test_an_imported_file_is_no_page(sources: list[str], expected: str) -> None:
    assert text.origins(sources) == expected


def test_all_of_so_many() -> None:
    assert [text.all_of(count) for count in (3, 5, 10, 12)] == [
        "ketiga", "kelima", "kesepuluh", "ke-12",
    ]  # fmt: skip
