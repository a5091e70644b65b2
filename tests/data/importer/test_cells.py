"""Dates as offices write them."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importer import cells

NAMES = {
    number: [name for name, of in cells.MONTHS.items() if of == number] for number in range(1, 13)
}
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
CASES = (str.lower, str.upper, str.title)


def test_every_month_has_its_name_and_a_short_one() -> None:
    months = [format_date(date(2024, number, 1), "MMMM", "id").lower() for number in NAMES]
    assert [names[0] for names in NAMES.values()] == months
    assert len(cells.MONTHS) == sum(len(names) for names in NAMES.values())


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2010, 1, 1), date(2039, 12, 31)),
    st.data(),
    st.sampled_from(CASES),
    st.booleans(),
    st.booleans(),
)
def test_a_date_in_words_is_read(
    day: date, data: st.DataObject, case: object, named: bool, dotted: bool
) -> None:
    month = data.draw(st.sampled_from(NAMES[day.month]))
    said = f"{day.day} {month}{'.' if dotted else ''} {day.year}"
    words = f"{DAYS[day.weekday()]}, {said}" if named else said
    assert callable(case)
    assert cells.day(case(words)) == day.isoformat()


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 27),
    st.sampled_from(["-", "–", " s.d. ", " s/d ", " sd ", " sampai dengan ", " dan ", " hingga "]),
    st.sampled_from(["", " Agustus", " Juli 2024"]),
)
def test_several_days_are_no_day(first: int, between: str, month: str) -> None:
    with pytest.raises(ValueError, match="bukan tanggal yang ada"):
        cells.day(f"{first}{month}{between}{first + 1} Agustus 2024")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("12 Agustus 2024", "2024-08-12"),
        ("Malang, 12 Agt. 2024", "2024-08-12"),
        ("Agustus 2024", "2024-08"),
        ("3 Nopember 2025", "2025-11-03"),
    ],
)
def test_dates_that_were_seen(said: str, expected: str) -> None:
    assert cells.day(said) == expected


@pytest.mark.parametrize("said", ["31 Februari 2024", "12 Agustu 2024", "0 Mei 2024"])
def test_what_is_no_date_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="bukan tanggal yang ada"):
        cells.day(said)
