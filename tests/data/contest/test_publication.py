"""What jurors typed is what the board shows; taken back, it is as before. Backup, export, erasure
and the command line.
"""

import io
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data import check, publish
from data.contest import (
    __main__ as cli,
)
from data.contest import closing, entering, evidence, keeping, people, publication, schema, scoring
from data.contest import journal as journals
from data.contest import store as stores
from data.contest.errors import ContestError, LockedError, RefusedError
from data.contest.rights import SERVER, Role
from data.contest.store import Store
from data.contest.templates import Draft
from data.importer import publishing
from tests import published
from tests.contest import BLIMBING, EDITION, FIVE, OTHER, Played, joined, opened, played
from tests.data.contest.conftest import Clock
from tests.data.contest.test_evidence import PDF, added
from tests.published import ask, catalog, once, where  # noqa: F401 - fixtures

SCORES = (
    "SELECT substr(place_id, -6), juror, indicator, value, value_max FROM score "
    "WHERE juror IS NOT NULL ORDER BY ALL"
)


def values(most: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(0, most, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def contests(draw: st.DrawFn) -> tuple[tuple[Draft, ...], int, dict[tuple[str, str, int], Decimal]]:
    """Questions with weights, how many jurors, and all their values."""
    number, jurors = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    questions = tuple(
        Draft(f"Q{n}", "Bagian", f"Pertanyaan {n}", "administrasi",
              draw(st.decimals("0.5", 200, places=2)), draw(st.decimals("0.5", 100, places=1)))
        for n in range(number)
    )  # fmt: skip
    given_values = {
        (code, one.code, juror): draw(values(str(one.maximum)))
        for code in FIVE
        for one in questions
        for juror in range(jurors)
    }
    return questions, jurors, given_values


def finished(
    store: Store,
    what: tuple[tuple[Draft, ...], int, dict[tuple[str, str, int], Decimal]],
    reason: str = "undian",
) -> Played:
    questions, jurors, typed = what
    of = played(store, jurors=jurors, questions=questions)
    with store.begin() as tx:
        for (code, question, juror), value in typed.items():
            scoring.give(tx, of.juri[juror], EDITION, code, question, value=value, version=0)
        for code in FIVE:
            for one in of.juri:
                scoring.finish(tx, one, EDITION, code, "administrasi")
        found = closing.standing(tx, of.panitia, EDITION)
        closing.close(
            tx, of.panitia, EDITION, [closing.Decision(tie, reason) for tie in found.ties]
        )
    return of


def let_out(of: Played, where: Path, catalog: Path) -> publishing.Candidate:  # noqa: F811
    with of.store.begin(writes=False) as tx:
        ready = publication.ready(tx, of.panitia, EDITION, check.read(catalog))
    candidate = publication.prepare(ready, where, "Panitia")
    publication.publish_result(of.store, of.panitia, EDITION, candidate, where)
    return candidate


@pytest.fixture
def held(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811
    monkeypatch.setattr(publication.build, "catalog_of", lambda _: catalog)
    return catalog


SOME = (
    tuple(Draft(c, "B", c, "administrasi", Decimal(m), Decimal(w))
          for c, m, w in (("A1", 100, 60), ("A2", 7, 40))),
    2,
    {(code, question, juror): Decimal(number + juror) / 4
     for number, code in enumerate(FIVE) for question in ("A1", "A2") for juror in (0, 1)},
)  # fmt: skip


# What fails is not made smaller: each example builds a database
@settings(
    max_examples=3,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(contests())
def test_whatever_jurors_type_the_board_holds_to_the_last_digit(
    tmp_path_factory: pytest.TempPathFactory,
    prepared: Path,
    held: Path,
    once: Path,  # noqa: F811
    what: tuple[tuple[Draft, ...], int, dict[tuple[str, str, int], Decimal]],
) -> None:
    folder = tmp_path_factory.mktemp("acak")
    shutil.copytree(prepared, folder / "lomba")
    store = stores.open_store("", folder / "lomba", Clock())
    there = published.copied(held, once, folder / "terbit")
    of = finished(store, what)
    let_out(of, there, held)
    questions, jurors, typed = what
    most = {one.code: one.maximum for one in questions}
    assert ask(there, SCORES) == sorted(
        (code, f"Juri {juror + 1}", question, float(value), float(most[question]))
        for (code, question, juror), value in typed.items()
    )
    boards = dict(ask(there, "SELECT substr(place_id, -6), score FROM standing"))
    for code in FIVE:
        total = sum(
            (Fraction(one.weight) * Fraction(typed[code, one.code, juror])
             / Fraction(one.maximum) / jurors
             for one in questions for juror in range(jurors)), Fraction()
        )  # fmt: skip
        assert boards[code] == pytest.approx(float(total), abs=1e-10, rel=0)
    store.close()


def test_published_and_taken_back_as_an_import_is(store: Store, where: Path, held: Path) -> None:  # noqa: F811
    of = finished(store, SOME)
    before = publish.current(where)
    candidate = let_out(of, where, held)
    ranks = ask(where, "SELECT rank_low FROM standing ORDER BY rank_low")
    assert ranks == [(1,), (2,), (3,), (4,), (5,)]
    assert ask(where, "SELECT count(*) FROM dispute") == [(0,)]
    assert published.in_force(where) == [candidate.import_id]
    with store.begin(writes=False) as tx:
        ready = publication.ready(tx, of.panitia, EDITION, check.read(held))
    with pytest.raises(ContestError, match="sudah terbit"):
        publication.prepare(ready, where, "Panitia")
    with store.begin() as tx, pytest.raises(ContestError, match="tarik dahulu"):
        closing.undo(tx, of.panitia, EDITION, "x")
    for actor, reason, error in (
        (of.juri[0], "x", RefusedError),
        (of.panitia, " ", ContestError),
    ):
        with pytest.raises(error):
            publication.take_back(store, actor, EDITION, where, who="P", reason=reason)
    publication.take_back(store, of.panitia, EDITION, where, who="P", reason="keliru")
    assert publish.current(where) == before
    assert [one.what for one in publishing.journal(where)][:2] == ["tarik", "terbit"]
    with store.begin() as tx:
        assert publication.settle(tx, of.panitia, EDITION, where, check.read(held)) == ""
        closing.undo(tx, of.panitia, EDITION, "dinilai ulang")


def test_nobody_but_panitia_publishes_and_not_what_was_opened_again(
    store: Store,
    where: Path,  # noqa: F811
    held: Path,
) -> None:
    of = finished(store, SOME)
    with store.begin(writes=False) as tx:
        ready = publication.ready(tx, of.panitia, EDITION, check.read(held))
    candidate = publication.prepare(ready, where, "Panitia")
    for actor in (of.juri[0], of.pimpinan, of.camat[BLIMBING]):
        with pytest.raises(RefusedError):
            publication.publish_result(store, actor, EDITION, candidate, where)
    with store.begin() as tx:
        closing.undo(tx, of.panitia, EDITION, "x")
    with pytest.raises(ContestError, match="dibuka lagi"):
        publication.publish_result(store, of.panitia, EDITION, candidate, where)
    publishing.discard(candidate)
    assert published.in_force(where) == []


def test_the_longest_name_and_reason_that_are_let_pass_are_published(
    tmp_path: Path,
    prepared: Path,
    where: Path,  # noqa: F811
    held: Path,
) -> None:
    shutil.copytree(prepared, tmp_path / "lomba")
    store = stores.open_store("", tmp_path / "lomba", Clock())
    name, reason = "n" * 200, "undian\tdi\r\naula " + "a" * 1485
    questions = (Draft("c" * 40, "B", name, "administrasi", Decimal(9), Decimal(9)),)
    typed = {(code, "c" * 40, 0): Decimal(1) for code in FIVE}
    of = finished(store, (questions, 1, typed), reason)
    let_out(of, where, held)
    assert ask(where, "SELECT count(*) FROM score WHERE juror IS NOT NULL") == [(5,)]
    store.close()


def test_what_was_compared_before_it_was_closed_anew_is_not_published(
    store: Store,
    where: Path,  # noqa: F811
    held: Path,
) -> None:
    of = finished(store, SOME)
    juror, code = of.juri[0], FIVE[-1]
    with store.begin(writes=False) as tx:
        ready = publication.ready(tx, of.panitia, EDITION, check.read(held))
    stale = publication.prepare(ready, where, "Panitia")
    with store.begin() as tx:
        closing.undo(tx, of.panitia, EDITION, "salah ketik")
        scoring.reopen(tx, of.panitia, EDITION, code, "administrasi", juror=juror.person_id,
                       reason="salah ketik")  # fmt: skip
        scoring.give(tx, juror, EDITION, code, "A1", value=Decimal(54), version=1)
        scoring.finish(tx, juror, EDITION, code, "administrasi")
        closing.close(tx, of.panitia, EDITION)
    with pytest.raises(ContestError, match="bandingkan lagi"):
        publication.publish_result(store, of.panitia, EDITION, stale, where)
    assert published.in_force(where) == []
    publishing.discard(stale)
    fresh = let_out(of, where, held)
    assert published.in_force(where) == [fresh.import_id]


def test_whatever_fails_while_publishing_nobody_opens_again_what_is_in_force(
    store: Store,
    where: Path,  # noqa: F811
    held: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = finished(store, SOME)

    def tried(module: object, name: str, is_hit: Callable[..., bool]) -> None:
        """Publish while a function fails where it is hit."""
        own = getattr(module, name)

        def fails(*given: object, **named: object) -> object:
            if is_hit(*given):
                raise OSError("cakram penuh")
            return own(*given, **named)

        with store.begin(writes=False) as tx:
            ready = publication.ready(tx, of.panitia, EDITION, check.read(held))
        candidate = publication.prepare(ready, where, "Panitia")
        with monkeypatch.context() as patch:
            patch.setattr(module, name, fails)
            with pytest.raises(OSError, match="cakram penuh"):
                publication.publish_result(store, of.panitia, EDITION, candidate, where)
        publishing.discard(candidate)

    tried(publishing, "confirm", lambda *_: True)
    with store.begin(writes=False) as tx:
        assert tx.session.get_one(schema.Edition, EDITION).import_id == ""
    tried(journals, "append", lambda *given: given[2] == "terbitkan")
    with store.begin(writes=False) as tx:
        known = tx.session.get_one(schema.Edition, EDITION).import_id
    assert published.in_force(where) == [known]
    with store.begin() as tx, pytest.raises(LockedError, match="tarik dahulu"):
        closing.undo(tx, of.panitia, EDITION, "x")
    publication.take_back(store, of.panitia, EDITION, where, who="P", reason="keliru")
    assert published.in_force(where) == []


def test_a_process_that_died_after_publishing_is_made_good(
    store: Store,
    where: Path,  # noqa: F811
    held: Path,
) -> None:
    of = finished(store, SOME)
    candidate = let_out(of, where, held)
    with store.begin() as tx:
        tx.session.get_one(schema.Edition, EDITION).import_id = ""
    with store.begin() as tx:
        found = publication.settle(tx, of.panitia, EDITION, where, check.read(held))
    assert found == candidate.import_id


# Backup, export, erasure


def test_a_backup_fills_an_empty_store_of_the_other_kind(
    store: Store, bare: str, tmp_path: Path, prepared: Path
) -> None:
    """What was SQLite goes on in PostgreSQL, and the other way round."""
    of = finished(store, SOME)
    file = tmp_path / "cadangan.zip"
    made = keeping.backup(store, file)
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(ContestError, match="sudah ada"):
        keeping.backup(store, file)
    shutil.copytree(prepared, tmp_path / "lain")
    other = stores.open_store(bare if store.is_sqlite else "", tmp_path / "lain")
    assert keeping.restore(other, file) == made
    for table in schema.Base.metadata.sorted_tables:
        query = select(table).order_by(*table.primary_key.columns)
        with store.begin() as tx, other.begin() as there:
            assert tx.session.execute(query).all() == there.session.execute(query).all()
    with pytest.raises(ContestError, match="tidak kosong"):
        keeping.restore(other, file)
    with other.begin() as tx:  # and goes on from there
        secret = people.invite(tx, of.panitia, EDITION, people.Role.PIMPINAN, "baru").secret
        people.redeem(tx, secret)
        assert not journals.verify(tx, made.head).problem
    other.close()


def test_a_damaged_backup_restores_nothing(store: Store, tmp_path: Path, prepared: Path) -> None:
    of = played(store)
    added(of, BLIMBING, PDF)
    file, bad = tmp_path / "c.zip", tmp_path / "b.zip"
    keeping.backup(store, file)
    with zipfile.ZipFile(file) as held_in:
        names = held_in.namelist()
        victims = ["tabel/journal.jsonl", "tabel/entry.jsonl", "cadangan.json",
                   next(name for name in names if name.startswith("bukti/"))]  # fmt: skip
        for number, victim in enumerate(victims):
            with zipfile.ZipFile(bad, "w") as made:
                for name in names:
                    content = held_in.read(name)
                    made.writestr(name, content[: len(content) // 2] if name == victim else content)
            shutil.copytree(prepared, tmp_path / f"l{number}")
            other = stores.open_store("", tmp_path / f"l{number}")
            with pytest.raises(ContestError):
                keeping.restore(other, bad)
            with other.begin() as tx:
                assert tx.session.scalars(select(schema.Edition)).all() == []
            other.close()
    (tmp_path / "x.zip").write_bytes(b"x")
    with pytest.raises(ContestError, match="bukan cadangan"):
        keeping.restore(store, tmp_path / "x.zip")


def test_an_export_has_everything_but_secrets_and_no_formula(store: Store) -> None:
    of = played(store)
    with store.begin() as tx:
        entering.save(tx, of.camat[BLIMBING], EDITION, BLIMBING, "A1", text="=1+1",
                      own_value=Decimal(3), version=0)  # fmt: skip
    sha256 = added(of, BLIMBING, PDF)
    with store.begin(writes=False) as tx:
        content = keeping.export(tx, of.panitia, EDITION)
        hashes = [*tx.session.scalars(select(schema.Login.secret_hash))]
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        told = {name: made.read(name) for name in made.namelist()}
    assert b"'=1+1" in told["jawaban.csv"]
    assert PDF in told.values()
    assert sha256.encode() in told["bukti.csv"]
    assert not [one for one in hashes if any(one.encode() in text for text in told.values())]


def test_names_and_evidence_go_half_a_year_after_closing_and_the_chain_holds(
    store: Store, clock: Clock
) -> None:
    of = finished(store, SOME)
    with store.begin() as tx:
        tx.session.get_one(schema.Edition, EDITION).closed_at = None
    sha256 = added(of, BLIMBING, PDF)
    with store.begin() as tx:
        tx.session.get_one(schema.Edition, EDITION).closed_at = tx.now
    with store.begin() as tx, pytest.raises(ContestError, match="180 hari"):
        keeping.erase(tx, SERVER, EDITION)
    clock.later(days=181)
    with store.begin() as tx:
        assert keeping.erase(tx, SERVER, EDITION) == 9
    with store.begin() as tx:
        labels = set(tx.session.scalars(select(schema.Person.label)))
        assert all(one.startswith("Orang ") for one in labels)
        assert not evidence.place(store.files, sha256).exists()
        assert not journals.verify(tx).problem
        assert keeping.damaged(tx) == []
        assert len(closing.results(tx, of.panitia, EDITION)) == 5


def test_no_name_or_address_of_who_was_removed_or_never_came_outlives_erasure(
    store: Store, clock: Clock
) -> None:
    of = finished(store, SOME)
    with store.begin() as tx:
        came = people.register(
            tx, of.panitia, EDITION, Role.PIMPINAN, "Sri Rahayu", email="sri@daerah.go.id"
        )
        people.invite(tx, of.panitia, EDITION, Role.AUDITOR, "Budi Santoso")
        assert people.revoke(tx, of.panitia, EDITION, "Budi Santoso") == 1
        count = journals.count(tx, of.panitia, EDITION)
        assert people.revoke(tx, of.panitia, EDITION, "Budi Santoso") == 0
        assert journals.count(tx, of.panitia, EDITION) == count  # of nothing there is no line
        people.remove(tx, of.panitia, EDITION, came)
    opened(store, OTHER)
    stays = joined(store, Role.PANITIA, OTHER, label="Wati Lestari")
    left = joined(store, Role.JURI, OTHER, label="Joko Susilo")
    with store.begin() as tx:
        people.remove(tx, stays, OTHER, left.person_id)
    clock.later(days=181)
    with store.begin() as tx:
        keeping.erase(tx, SERVER, EDITION)
    with store.begin(writes=False) as tx:
        told = " ".join(
            repr(tx.session.execute(select(table)).all())
            for table in schema.Base.metadata.sorted_tables
        )
        # Another edition goes on, and has to know who did what in it
        assert [people.called(tx, one) for one in (stays, left)] == ["Wati Lestari", "Joko Susilo"]
    assert [one for one in ("Rahayu", "sri@", "Santoso") if one in told] == []


# The command line


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: Path) -> Path:
    monkeypatch.setenv("SKK_DATA", str(tmp_path / "terbit"))
    monkeypatch.setenv("SKK_LOMBA", "on")
    monkeypatch.delenv("SKK_STORE", raising=False)
    monkeypatch.setattr(cli.build, "catalog_of", lambda _: held)
    return tmp_path


def test_the_command_line_opens_invites_verifies_saves_and_brings_back(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["verify"]) == 2
    assert "Belum ada lomba" in capsys.readouterr().err
    assert not (at_home / "terbit-lomba").exists()
    assert cli.main(["open", EDITION]) == 0
    capsys.readouterr()
    assert cli.main(["invite", EDITION, "panitia", "Bagian"]) == 0
    told = capsys.readouterr()
    link, _, secret = told.out.strip().partition("#")
    assert link.endswith("/lomba/masuk")
    assert len(secret) == 43  # 256 bits
    assert "sekali pakai" in told.err
    assert cli.main(["verify"]) == 0
    head = capsys.readouterr().out.split()[-1]
    assert cli.main(["verify", "--head", head]) == 0
    for command in ("backup", "restore"):
        assert cli.main([command, str(at_home / "c.zip")]) == (2 if command == "restore" else 0)
    shutil.move(at_home / "terbit-lomba", at_home / "lama")
    assert cli.main(["restore", str(at_home / "c.zip")]) == 0
    assert cli.main(["verify", "--head", head]) == 0
    assert cli.main(["export", EDITION, str(at_home / "e.zip")]) == 0
    assert not list((at_home / "terbit").glob("*")) if (at_home / "terbit").exists() else True


def test_switched_off_nothing_is_done_and_no_file_is_made(
    at_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SKK_LOMBA")
    before = sorted(at_home.rglob("*"))
    for said in (["open", EDITION], ["verify"], ["restore", "c.zip"], ["backup", "c.zip"]):
        assert cli.main(said) == 2
        assert "SKK_LOMBA=on" in capsys.readouterr().err
    assert sorted(at_home.rglob("*")) == before


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (["open", "kabkota-9999-2026"], "bukan kode"),
        (["open", "provinsi-35-2026"], "kabupaten/kota"),
        (["open", "apa saja"], "bukan edisi"),
        (["open", "kabkota-3573-1999"], "di luar 2010"),
        (["invite", "kabkota-3573-2025", "juri", "J"], "tidak ada"),
        (["restore", "tidak-ada.zip"], "tidak-ada.zip"),
        (["export", "kabkota-3573-2025", "x.zip"], "tidak ada"),
        (["erase", EDITION], "180 hari"),
        (["backup", "/nonexistent/c.zip"], "nonexistent"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_2(
    at_home: Path,
    prepared: Path,
    capsys: pytest.CaptureFixture[str],
    said: list[str],
    sentence: str,
) -> None:
    shutil.copytree(prepared, at_home / "terbit-lomba")
    if said[0] == "erase":
        cli.main(["open", EDITION])
    assert cli.main(said) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told
