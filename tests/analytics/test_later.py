"""What is said of the years since the last result of a contest."""

import pytest

from analytics.core import editions
from analytics.core.rows import first
from analytics.standing import questions as standing_questions
from analytics.standing import sentences as standing_sentences
from tests.claims import Row, claim, edition, resolve, stage

PROVINCE = "provinsi-35"
OWN = {"level": "kabkota"}


def told(contest_id: str, until: int, *rows: Row) -> tuple[str, list[str]]:
    """Both sentences about a contest, at the end of a year."""
    con = resolve(*rows).con
    last = first(editions.Edition, editions.editions(con, contest_id))
    assert last is not None
    later = standing_questions.later(con, contest_id, until)
    return (
        standing_sentences.up_to_date(last, f"SKK {last.year}", later, until),
        [one.words for one in standing_sentences.known_since(later)],
    )


CHAMPION = claim("Tandes", "juara_1")
NOTHING = " Hasil SKK kabupaten/kotanya pada tahun itu juga belum tercatat."


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (2029, "Hasil terakhir yang tercatat: SKK 2030."),
        (2030, "Hasil tahun ini: SKK 2030."),
        (2031, "Hasil terakhir yang tercatat: SKK 2030. Hasil 2031 belum tercatat." + NOTHING),
        (
            2032,
            "Hasil terakhir yang tercatat: SKK 2030. Hasil 2031 dan 2032 belum tercatat." + NOTHING,
        ),
        (2034, "Hasil terakhir yang tercatat: SKK 2030. Hasil 2031–2034 belum tercatat." + NOTHING),
    ],
)
def test_the_years_without_a_result_follow_from_the_clock(until: int, expected: str) -> None:
    assert told(PROVINCE, until, CHAMPION) == (expected, [])


def test_a_contest_of_a_kabkota_tells_of_a_year_that_its_province_lacks() -> None:
    def own(name: str, placement: str, year: int = 2031) -> Row:
        return claim(name, placement, edition_year=year, **OWN)

    _, known = told(
        PROVINCE,
        2032,
        CHAMPION,
        own("Pakis", "juara_1"),
        own("Turen", "wakil"),
        own("Wonocolo", "finalis", 2032),
        own("Benowo", "finalis", 2032),
        own("Talango", "juara_1", 2029),  # before the last result, so that it is not asked about
        claim("Licin", "juara_1", basis="inferred", edition_year=2031, **OWN),
    )
    assert known == [
        "SKK Kota Surabaya 2032: finalis Benowo dan Wonocolo, urutannya belum diketahui.",
        "SKK Kabupaten Banyuwangi 2031: Licin juara 1 (disimpulkan, tidak dinyatakan sumber).",
        "SKK Kabupaten Malang 2031: Pakis juara 1; wakil daerah Turen.",
    ]


def test_a_province_tells_of_a_year_that_a_kabkota_lacks_and_only_of_its_own_kecamatan() -> None:
    _, known = told(
        "kabkota-3578",
        2031,
        claim("Tandes", "juara_1", **OWN),
        claim("Benowo", "harapan_1", edition_year=2031),
        claim("Pakis", "juara_1", edition_year=2031),
    )
    assert known == ["SKK Jawa Timur 2031: Benowo harapan 1."]
    said, known = told(
        "kabkota-3578",
        2031,
        claim("Tandes", "juara_1", **OWN),
        claim("Pakis", "juara_1", edition_year=2031),
    )
    assert said.endswith("Wakilnya di SKK provinsi pada tahun itu juga belum tercatat.")
    assert known == []


def test_kindred_awards_and_skk_tell_nothing_of_each_other() -> None:
    award = edition(2031, level="kabkota", code="3507", short_name="Award", is_skk="kerabat")
    kindred = claim("Pakis", "juara_1", edition_year=2031, **OWN)
    assert told(PROVINCE, 2031, CHAMPION, award, kindred)[1] == []
    skk = claim("Tandes", "juara_1", edition_year=2032)
    assert told("kabkota-3507-kerabat", 2032, award, kindred, skk)[1] == []


def test_an_edition_on_record_without_a_result_is_told_apart_from_none() -> None:
    announced = stage("paparan", 30, 7, edition_year=2032)
    said, _ = told(PROVINCE, 2032, CHAMPION, announced)
    lacking = "Hasil 2031 belum tercatat. Edisi 2032 tercatat, hasilnya belum."
    assert said.endswith(lacking + NOTHING)
