"""Whatever can be searched for is found by its name, misspelt, in part, or in another order."""

import random

import pytest

from analytics.core.rows import each
from analytics.finding import questions as finding_questions
from analytics.finding.questions import KINDS, LEAST_ALIKE
from tests import real
from tests.thorough import many

THINGS = finding_questions.everything(real.connection())


def first(wanted: str, kind: str) -> str:
    """The best hit of a kind."""
    hits = each(finding_questions.search(THINGS, wanted))
    return next(f"{hit.name}, {hit.detail}" for hit in hits if hit.kind == kind)


def test_every_kind_is_there_and_leads_somewhere() -> None:
    assert set(THINGS["kind"]) == set(KINDS)
    without = THINGS[THINGS["target"] == ""]
    assert set(without["kind"]) <= {"source"}  # cited without an address
    assert THINGS[THINGS["kind"] == "edition"]["year"].notna().all()


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_found_by_its_own_name(kind: str) -> None:
    chance = random.Random(3)
    of_kind = list(each(THINGS[THINGS["kind"] == kind]))
    for thing in chance.sample(of_kind, 20):
        hits = list(each(finding_questions.search(THINGS, thing.name)))
        assert thing.name in {hit.name for hit in hits if hit.kind == kind}, thing
        best = next(hit for hit in hits if hit.kind == kind)
        assert best.likeness >= max(hit.likeness for hit in hits if hit.kind == kind)


@pytest.mark.parametrize("seed", range(15))
def test_one_wrong_letter_is_forgiven(seed: int) -> None:
    chance = random.Random(seed)
    long = THINGS[(THINGS["kind"] == "kecamatan") & (THINGS["name"].str.len() >= 8)]
    (thing,) = each(long.sample(1, random_state=seed))
    letters = list(thing.name)
    del letters[chance.randrange(1, len(letters))]
    hits = each(finding_questions.search(THINGS, "".join(letters)))
    assert thing.name in {hit.name for hit in hits if hit.kind == "kecamatan"}


@pytest.mark.parametrize(
    ("wanted", "kind", "told"),
    [
        ("sumenep", "kabkota", "Kabupaten Sumenep, Jawa Timur"),
        ("KAB SUMENEP", "kabkota", "Kabupaten Sumenep, Jawa Timur"),
        ("kab malang", "kabkota", "Kabupaten Malang, Jawa Timur"),
        ("kota malang", "kabkota", "Kota Malang, Jawa Timur"),
        ("Kab. Mojokerto", "kabkota", "Kabupaten Mojokerto, Jawa Timur"),
        ("Tands / Surabaya", "kecamatan", "Tandes, Kota Surabaya"),
        ("lowok waru", "kecamatan", "Lowokwaru, Kota Malang"),
        ("wonosari gunungkidul", "kecamatan", "Wonosari, Kabupaten Gunungkidul"),
        ("skk jawa timur 2023", "edition", "SKK Jawa Timur 2023, Sinergitas Kinerja Kecamatan"),
    ],
)
def test_what_leaders_type(wanted: str, kind: str, told: str) -> None:
    assert first(wanted, kind) == told


def test_of_namesakes_the_one_with_most_results_comes_first() -> None:
    """Every name that several kecamatan share: counted here once more, from the standings."""
    counted = real.connection().execute(
        "SELECT kecamatan.name, kecamatan.code, count(edition_id) FROM kecamatan"
        " LEFT JOIN standing ON kecamatan_code = code GROUP BY ALL"
    )
    results: dict[str, dict[str, int]] = {}
    for name, code, count in counted.fetchall():
        results.setdefault(name, {})[code] = count
    shared = {
        name: of
        for name, of in results.items()
        if len(of) > 1 and len({count > 0 for count in of.values()}) > 1
    }
    assert len(shared) > 10
    for name, of in shared.items():
        hits = each(finding_questions.search(THINGS, name))
        found = [hit for hit in hits if hit.kind == "kecamatan" and hit.name == name]
        assert [hit.known for hit in found] == sorted(of.values(), reverse=True), name
        assert all(hit.known == of[hit.target] for hit in found)


def test_a_kind_of_region_tells_regions_apart_and_makes_none_alike() -> None:
    """Whoever writes the kind of a region gets it first, its namesake of the other kind next, and
    no more regions than without the word.
    """
    regions = [thing for thing in each(THINGS) if thing.kind == "kabkota"]
    for region in random.Random(5).sample(regions, many(12, 200)):
        kind, _, name = region.name.partition(" ")
        plainly = {hit.name for hit in each(finding_questions.search(THINGS, name))}
        for typed in (region.name, region.name.replace("Kabupaten", "kab.")):
            hits = each(finding_questions.search(THINGS, typed))
            found = [hit.name for hit in hits if hit.kind == "kabkota"]
            assert found[0] == region.name, typed
            assert set(found) <= plainly, typed
            assert kind in ("Kabupaten", "Kota")


@pytest.mark.parametrize("wanted", ["", "  ", "!!", "zzzzqqqq", "\u202e"])
def test_what_says_nothing_finds_nothing(wanted: str) -> None:
    assert finding_questions.search(THINGS, wanted).empty


@pytest.mark.parametrize("wanted", ["malang", "wonosri", "putik sri", "skk 2023", "sumenp"])
def test_the_likest_kind_comes_first_and_within_each_the_likest(wanted: str) -> None:
    hits = list(each(finding_questions.search(THINGS, wanted)))
    kinds = list(dict.fromkeys(hit.kind for hit in hits))
    likest = {kind: max(hit.likeness for hit in hits if hit.kind == kind) for kind in kinds}
    assert kinds == sorted(kinds, key=lambda kind: (-likest[kind], KINDS.index(kind)))
    assert [hit.kind for hit in hits] == sorted((hit.kind for hit in hits), key=kinds.index)
    for kind in KINDS:
        likeness = [hit.likeness for hit in hits if hit.kind == kind]
        assert likeness == sorted(likeness, reverse=True)
        assert all(one >= LEAST_ALIKE for one in likeness)
