"""Two editions beside each other, on the simulated contests and on the real catalog."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analytics.assessment import questions as assessment_questions
from analytics.change import figures as change_figures
from analytics.change import questions as change_questions
from analytics.change import sentences as change_sentences
from analytics.change import tables as change_tables
from analytics.change.questions import Decomposed, Pair
from analytics.change.rows import Held, Part
from analytics.core import drawing
from analytics.core.query import Connection
from analytics.core.rows import declared, each
from analytics.evidence import questions as evidence_questions
from data import publish
from tests import real, simulated

NOW, BEFORE = "kabkota-3507-2024", "kabkota-3507-2023"
OWN = "350719"
PAIR = Pair(OWN, BEFORE, NOW)


def pairs(con: Connection) -> list[Pair]:
    """Every two editions of one contest of everybody who is followed."""
    rows = con.execute(
        """
        SELECT before.unit, before.edition_id, now.edition_id
        FROM trail AS before JOIN trail AS now USING (unit_kind, unit, contest_id)
        WHERE before.year < now.year AND regexp_matches(unit, '^[0-9]+$')
            AND (unit_kind = 'kecamatan' OR starts_with(contest_id, 'provinsi'))
        ORDER BY ALL
        """
    ).fetchall()
    return [Pair(*row) for row in rows]


REAL = pairs(real.connection())
SIMULATED = [pair for pair in pairs(simulated.connection()) if len(pair.code) == len("3507")]


def decomposed(con: Connection, pair: Pair) -> Decomposed:
    found = change_questions.decomposed(con, pair)
    assert isinstance(found, Decomposed), found
    return found


@pytest.mark.parametrize("pair", [PAIR, *SIMULATED[:5]], ids="-".join)
def test_simulated_changes_add_up_to_the_totals_and_places_of_the_rankings(pair: Pair) -> None:
    con = simulated.connection()
    before, now = change_questions.sides(con, pair)
    of = decomposed(con, pair)
    ends = []
    for side, end in ((before, of.before), (now, of.now)):
        field = assessment_questions.field(con, side.edition_id, of.stage)
        ranking = {row.code: row for row in each(assessment_questions.ranked(field))}
        own = ranking[side.place_id]
        assert (end.place, end.judged) == (own.place, len(ranking))
        assert end.total == pytest.approx(own.total, abs=1e-9)
        assert end.official == side.rank_low == side.rank_high
        assert end.percent == pytest.approx(100 * own.total, abs=0.005 + 1e-9)
        ends.append(round(100 * end.percent))
    assert sum(round(100 * row.shown) for row in each(of.parts)) == ends[1] - ends[0]
    gained = change_sentences.gained(before, now)
    assert gained is not None
    assert sum(round(10 * row.shown) for row in each(of.moves)) == 10 * gained
    assert {"weights", "indicators"}.isdisjoint(of.moves["cause"])


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A simulated database that can be changed."""
    generation = publish.current(simulated.folder())
    assert generation is not None
    file = Path(shutil.copy(generation, tmp_path_factory.mktemp("ubah") / "salinan.duckdb"))
    with duckdb.connect(file) as con:
        yield con


@pytest.fixture
def changed(copy: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same for one test."""
    copy.begin()
    yield copy
    copy.rollback()


LACKING = {
    "both": "DELETE FROM scored_stage WHERE edition_id LIKE 'kabkota-3507-%'",
    "now": "DELETE FROM scored_stage WHERE edition_id = 'kabkota-3507-2024'",
    "before": "DELETE FROM scored_stage WHERE edition_id = 'kabkota-3507-2023'",
    "stage": ("UPDATE scored_stage SET stage = 'paparan' WHERE edition_id = 'kabkota-3507-2024'"),
    "own": (
        "DELETE FROM score WHERE edition_id = 'kabkota-3507-2024' AND place_id = '350719'"
        " AND indicator = '3'"
    ),
    "weights": (
        "UPDATE indicator SET weight = NULL WHERE edition_id = 'kabkota-3507-2024' AND code = '3'"
    ),
    "indicators": (
        "UPDATE indicator SET name = 'Lain' || md5(name) WHERE edition_id = 'kabkota-3507-2024'"
    ),
}


@pytest.mark.parametrize("reason", LACKING)
def test_what_cannot_be_worked_out_says_why(
    changed: duckdb.DuckDBPyConnection, reason: change_questions.Reason
) -> None:
    changed.execute(LACKING[reason])
    assert change_questions.decomposed(changed, PAIR) == reason
    before, now = change_questions.sides(changed, PAIR)
    told = change_sentences.unknown(reason, before, now)
    assert told.startswith("Selebihnya tidak diketahui: ")
    assert "{" not in told
    assert LACKING.keys() == change_sentences.LACKS.keys()


def test_weights_indicators_and_entrants_that_change_have_their_part(
    changed: duckdb.DuckDBPyConnection,
) -> None:
    for statement, parameters in (
        ("UPDATE indicator SET weight = 60 WHERE edition_id = ? AND code = '1'", [NOW]),
        (
            "UPDATE indicator SET name = 'Kebersihan pasar' WHERE edition_id = ? AND code = '7'",
            [NOW],
        ),
        ("DELETE FROM score WHERE edition_id = ? AND place_id = ?", [NOW, "350722"]),
        ("DELETE FROM score WHERE edition_id = ? AND place_id = ?", [BEFORE, "350721"]),
    ):
        changed.execute(statement, parameters)
    of = decomposed(changed, PAIR)
    before, now = change_questions.sides(changed, PAIR)
    assert (of.gone, of.added) == (("Pelaksanaan tugas lainnya",), ("Kebersihan pasar",))
    causes = {row.cause: row for row in each(of.moves)}
    assert {"own", "others", "left", "came", "weights", "indicators"} <= causes.keys()
    assert [causes[cause].count for cause in ("left", "came")] == [1, 1]
    assert sum(round(10 * row.shown) for row in causes.values()) == 10 * (
        change_sentences.gained(before, now) or 0
    )
    assert len(of.parts) == 6 + 2
    told = change_sentences.left_out(of, before, now)
    assert "Hanya pada 2024, tidak pada 2023: kebersihan pasar." in told
    assert drawing.is_worth_drawing(change_figures.moves(of.moves))
    two_bars, none = change_figures.moves(of.moves[:2]), change_figures.moves(of.moves[:0])
    assert not drawing.is_worth_drawing(two_bars), "a sentence says as much"
    assert not drawing.is_worth_drawing(none)


def test_causes_of_one_name_are_bars_of_their_own() -> None:
    parts = decomposed(simulated.connection(), PAIR).parts
    figure = change_figures.parts(declared(Part, parts.assign(name="Sama", criterion="nilai-1")))
    assert figure is not None
    (bars,) = figure.data
    assert len(set(bars.y)) == len(bars.y) == int((parts["shown"] != 0).sum())


@pytest.mark.parametrize("pair", REAL[::12], ids="-".join)
def test_on_record_no_number_is_worked_out_and_every_fact_has_its_source(pair: Pair) -> None:
    con = real.connection()
    before, now = change_questions.sides(con, pair)
    assert change_questions.decomposed(con, pair) == "both"  # the catalog has no scores
    facts = list(each(change_questions.facts(con, pair)))
    for row in facts:
        for value, sources in ((row.before, row.before_sources), (row.now, row.now_sources)):
            assert value is None or sources or row.kind == "comparison", row
            assert sources == [] or value is not None
    named = {key for row in facts for key in [*row.before_sources, *row.now_sources]}
    rivals = change_questions.rivals(con, pair)
    cited = set(change_questions.sources(con, pair)["source_id"])
    assert named <= cited
    for place in rivals["now_place_id"].dropna():
        claims = evidence_questions.claims(con, pair.now, place)
        assert set(claims["source_id"]) <= cited
    change_tables.everything(before, now, change_questions.facts(con, pair), rivals, None)
    for row in each(rivals):
        then, _, today = row.kind.partition("_")
        assert change_sentences.rival(row.kind, before, now)
        for relation, own, low, high in (
            (then, before, row.before_low, row.before_high),
            (today, now, row.now_low, row.now_high),
        ):
            check_relation(relation, own, low, high)


def check_relation(relation: str, own: Held, low: int | None, high: int | None) -> None:
    if relation == "above":
        assert high is not None
        assert own.rank_low is not None
        assert high < own.rank_low
    if relation == "below":
        assert low is not None
        assert own.rank_high is not None
        assert low > own.rank_high
    if relation in {"absent", "outside"}:
        assert low is None


@pytest.mark.parametrize("pair", REAL[5::9], ids="-".join)
def test_who_passed_whom_makes_the_change_where_all_above_are_known(pair: Pair) -> None:
    con = real.connection()
    before, now = change_questions.sides(con, pair)
    rivals = change_questions.rivals(con, pair)
    said = change_sentences.unnamed(rivals, before, now)
    kinds = list(rivals["kind"])
    if said and said[0].startswith("Dengan itu"):
        came = sum(kind.endswith("_above") for kind in kinds)
        went = sum(kind.startswith("above_") for kind in kinds)
        assert change_sentences.gained(before, now) == went - came


def told(code: str, before: str, now: str) -> tuple[str, list[str]]:
    con, pair = real.connection(), Pair(code, before, now)
    sides = change_questions.sides(con, pair)
    rivals = change_questions.rivals(con, pair)
    return change_sentences.change(*sides), [
        *change_sentences.above(rivals, *sides),
        *change_sentences.unnamed(rivals, *sides),
    ]


def test_by_hand() -> None:
    assert told("3507", "provinsi-35-2023", "provinsi-35-2024") == (
        "Turun 1 tempat, dari peringkat 1 (2023) ke 2 (2024)",
        [
            "Di atasnya pada 2024: Kota Surabaya (dulu di bawah).",
            "Dengan itu seluruh perubahan tempatnya terhitung: satu masuk ke atasnya, tidak ada"
            " yang keluar.",
        ],
    )
    assert told("350719", "kabkota-3507-2024", "kabkota-3507-2025") == (
        "Naik 1 tempat, dari peringkat 2 (2024) ke 1 (2025)",
        ["Satu yang di atasnya pada 2024 tidak tercatat."],
    )
    assert told("3507", "provinsi-35-2017", "provinsi-35-2018")[0] == (
        "Tetap di peringkat 1 (2017 dan 2018)"
    )
    assert told("3510", "provinsi-35-2021", "provinsi-35-2022")[0] == (
        "Naik atau turun belum pasti: peringkat 1–5 (2021), 1–2 (2022)"
    )


def test_other_editions_than_those_on_record_are_refused() -> None:
    for pair in (
        Pair("3507", "provinsi-35-2019", "provinsi-35-2024"),
        Pair("110101", "provinsi-35-2023", "provinsi-35-2024"),
        Pair("3507", "x", "'; DROP TABLE edition; --"),
    ):
        with pytest.raises(LookupError):
            change_questions.facts(real.connection(), pair)
    assert change_questions.held(real.connection(), "110101").empty
