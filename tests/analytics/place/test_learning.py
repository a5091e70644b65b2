"""From whom to learn: examples are among the first three and alike, lessons are not known here."""

import random

import pytest

from analytics.core.rows import each
from analytics.place import learning as place_learning
from analytics.place import sentences as place_sentences
from analytics.place.learning import FEWEST, MOST, NEAR
from analytics.place.rows import Example
from tests import real

CON = real.connection()
KNOWN = [code for (code,) in CON.execute("SELECT kecamatan_code FROM success").fetchall()]
SOME = random.Random(5).sample(sorted(KNOWN), 12)


def ways(row: Example) -> int:
    near = row.touches or row.distance_km < NEAR
    return sum(
        [row.is_same_kabkota, row.is_same_province, row.is_same_kind, row.is_alike, near]
    ) + bool(row.indicators)


@pytest.mark.parametrize("code", SOME)
def test_examples_stood_among_the_first_three_and_are_alike(code: str) -> None:
    found = list(each(place_learning.examples(CON, code)))
    assert len(found) <= MOST
    assert code not in {row.code for row in found}
    assert [ways(row) for row in found] == sorted(map(ways, found), reverse=True)
    for row in found:
        assert ways(row) >= FEWEST
        assert row.is_same_kabkota == (row.code[:4] == code[:4])
        (stood,) = CON.execute(
            "SELECT rank_low, rank_high, is_skk FROM standing JOIN edition USING (edition_id)"
            " WHERE edition_id = ? AND kecamatan_code = ?",
            [row.edition_id, row.code],
        ).fetchall()
        assert stood == (row.rank, row.rank, True)
        assert 1 <= row.rank <= 3


@pytest.mark.parametrize("code", SOME)
def test_lessons_are_of_the_examples_and_not_on_record_here(code: str) -> None:
    examples = tuple(place_learning.examples(CON, code)["code"])
    mine = CON.execute(
        "SELECT indicator, lower(name) FROM innovation WHERE kecamatan_code = ?", [code]
    ).fetchall()
    for lesson in each(place_learning.lessons(CON, code, examples)):
        assert lesson.code in examples
        if lesson.indicator is None:
            assert lesson.name.lower() not in {name for _, name in mine}
        else:
            assert lesson.indicator not in {indicator for indicator, _ in mine}


def test_no_better_example_is_left_out() -> None:
    """By hand: Pakis lies beside Singosari, juara 1 of Jawa Timur in 2018."""
    first = next(each(place_learning.examples(CON, "350718")))
    assert (first.kecamatan, first.touches) == ("Singosari", True)
    assert place_sentences.example(first) == "juara 1 SKK Jawa Timur 2018"
    assert place_sentences.alike(first).startswith("bersinggungan, kabupaten/kota yang sama")


def test_whoever_is_like_nobody_has_no_example() -> None:
    alone = place_learning.examples(CON, "110101")  # Aceh: nobody near is on record
    assert all(ways(row) >= FEWEST for row in each(alone))
    assert place_learning.lessons(CON, "110101", ()).empty
