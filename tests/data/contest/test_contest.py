"""The contest from the first invitation to the totals, on SQLite and on PostgreSQL."""

import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from data import check
from data.contest import (
    closing,
    desk,
    entering,
    journal,
    people,
    schema,
    scoring,
    setting_up,
    talking,
    templates,
    verifying,
)  # fmt: skip
from data.contest import store as stores
from data.contest.errors import ContestError, LateError, LockedError, RefusedError, StaleError
from data.contest.rights import SERVER, Actor, Role
from data.contest.store import Store
from data.importer import template
from tests import real
from tests.contest import BLIMBING, EDITION, FIVE, KLOJEN, OTHER, QUESTIONS, joined, opened, played
from tests.data.contest.conftest import Clock


def test_the_tables_are_those_that_the_code_knows(store: Store) -> None:
    with store.engine.connect() as con:
        found = MigrationContext.configure(con, opts={"compare_type": False})
        assert compare_metadata(found, schema.Base.metadata) == []


def test_an_empty_postgresql_is_made_and_made_again_changes_nothing(
    bare: str, tmp_path: Path
) -> None:
    for _ in range(2):
        opened_one = stores.open_store(bare, tmp_path)
        with opened_one.begin() as tx:
            if tx.session.get(schema.Edition, OTHER) is None:
                setting_up.open_edition(tx, SERVER, OTHER, real.frames())
        opened_one.close()


def test_a_store_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.begin() as tx:
        tx.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    address = store.engine.url.render_as_string(hide_password=False)
    with pytest.raises(ContestError, match="lebih baru"):
        stores.open_store("" if store.is_sqlite else address, store.folder)


@pytest.mark.parametrize("address", ["kacau", "mysql://a/b", "postgresql://a/b"], indirect=False)
def test_a_wrong_address_is_a_sentence(address: str, tmp_path: Path) -> None:
    with pytest.raises(ContestError, match="SKK_STORE"):
        stores.open_store(address, tmp_path)


# Invitations and sessions


def test_an_invitation_works_once_and_not_when_it_is_old_or_revoked(
    store: Store, clock: Clock
) -> None:
    opened(store)
    with store.begin() as tx:
        made = [people.invite(tx, SERVER, EDITION, Role.JURI, f"Juri {n}") for n in range(3)]
    with store.begin() as tx:
        assert people.of_session(tx, people.redeem(tx, made[0].secret)) is not None
        people.revoke(tx, SERVER, EDITION, "Juri 1")
    clock.later(days=15)
    for one in made:
        with store.begin() as tx, pytest.raises(ContestError, match="sudah dipakai, dicabut"):
            people.redeem(tx, one.secret)
    with store.begin() as tx, pytest.raises(ContestError):
        people.redeem(tx, "")


def test_of_many_who_open_one_link_at_once_one_gets_in(store: Store) -> None:
    opened(store)
    with store.begin() as tx:
        secret = people.invite(tx, SERVER, EDITION, Role.JURI, "Juri").secret
    got, lost = [], []

    def open_it() -> None:
        try:
            with store.begin() as tx:
                session = people.redeem(tx, secret)
            got.append(session)
        except ContestError as error:
            lost.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(got), len(lost)) == (1, 7)


def test_secrets_are_nowhere_in_the_store(store: Store) -> None:
    opened(store)
    with store.begin() as tx:
        secret = people.invite(tx, SERVER, EDITION, Role.JURI, "Juri").secret
        session = people.redeem(tx, secret)
        for table in schema.Base.metadata.sorted_tables:
            told = repr(tx.session.execute(select(table)).fetchall())
            assert secret not in told
            assert session not in told


def test_a_session_ends_is_ended_and_survives_a_restart(store: Store, clock: Clock) -> None:
    opened(store)
    with store.begin() as tx:
        session = people.redeem(tx, people.invite(tx, SERVER, EDITION, Role.JURI, "J").secret)
    store.engine.dispose()
    with store.begin(writes=False) as tx:
        assert people.of_session(tx, session) is not None
        assert people.of_session(tx, session + "x") is None
        assert people.of_session(tx, "") is None
    clock.later(days=31)
    with store.begin(writes=False) as tx:
        assert people.of_session(tx, session) is None


def test_a_secret_that_is_guessed_keeps_no_writer_waiting(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(store)
    with store.begin() as tx:
        dead, live = (
            people.invite(tx, SERVER, EDITION, Role.JURI, "J", lasts=timedelta(days=days)).secret
            for days in (1, 9)
        )
    clock.later(days=2)
    begun: list[bool] = []

    def begin(*, writes: bool = True) -> AbstractContextManager[stores.Tx]:
        begun.append(writes)
        return store.begin(writes=writes)

    monkeypatch.setattr(desk, "store", lambda: SimpleNamespace(begin=begin))
    for secret in ("", "tebakan", dead):
        with pytest.raises(ContestError, match="sudah dipakai, dicabut"):
            desk.redeem(secret)
        desk.sign_out(secret)
    assert not any(begun)
    session = desk.redeem(live)
    assert desk.is_known(desk.Key(session))
    desk.sign_out(session)
    assert not desk.is_known(desk.Key(session))
    assert begun.count(True) == 2


def test_whoever_signs_in_does_not_go_on_in_a_session_that_was_put_there(store: Store) -> None:
    opened(store)
    with store.begin() as tx:
        planted = people.redeem(tx, people.invite(tx, SERVER, EDITION, Role.JURI, "Jahat").secret)
        own = people.redeem(
            tx, people.invite(tx, SERVER, EDITION, Role.PANITIA, "P").secret, former=planted
        )
        assert own != planted
        assert people.of_session(tx, planted) is None


def test_who_is_removed_is_out_at_once_and_the_last_panitia_stays(store: Store) -> None:
    of = played(store)
    with store.begin() as tx:
        people.remove(tx, of.panitia, EDITION, of.juri[0].person_id)
    with store.begin() as tx, pytest.raises(RefusedError):
        scoring.sheet(tx, of.juri[0], EDITION, BLIMBING, "administrasi")
    with store.begin() as tx, pytest.raises(ContestError, match="panitia terakhir"):
        people.remove(tx, of.panitia, EDITION, of.panitia.person_id)


def test_who_is_removed_leaves_nothing_that_is_waited_for_and_no_final_value_is_lost(
    store: Store,
) -> None:
    of = played(store, questions=QUESTIONS[:1])
    stays, goes = of.juri
    with store.begin() as tx:
        for one in of.juri:
            for number, code in enumerate(FIVE):
                scoring.give(tx, one, EDITION, code, "A1", value=Decimal(number), version=0)
        for code in FIVE:
            scoring.finish(tx, stays, EDITION, code, "administrasi")
        scoring.finish(tx, goes, EDITION, BLIMBING, "administrasi")
    with store.begin() as tx, pytest.raises(LockedError, match=f"memfinalkan lembar {BLIMBING}"):
        people.remove(tx, of.panitia, EDITION, goes.person_id)
    with store.begin() as tx, pytest.raises(LockedError, match=f"memfinalkan lembar {BLIMBING}"):
        people.assign(tx, of.panitia, EDITION, goes.person_id, [KLOJEN])
    with store.begin() as tx:
        scoring.reopen(tx, of.panitia, EDITION, BLIMBING, "administrasi", juror=goes.person_id,
                       reason="juri berhalangan")  # fmt: skip
        people.remove(tx, of.panitia, EDITION, goes.person_id)
        assert goes.person_id not in people.assignments(tx, of.panitia, EDITION)
        found = closing.close(tx, of.panitia, EDITION)
    assert {one.kecamatan: one.total for one in found}[FIVE[4]] == Fraction(4 * 40, 100)
    # Of a closed edition access ends; what was final counts until its sheet is opened
    with store.begin() as tx:
        people.remove(tx, of.panitia, EDITION, stays.person_id)
        assert len(closing.results(tx, of.panitia, EDITION)) == len(FIVE)
        closing.undo(tx, of.panitia, EDITION, "dinilai ulang")
        assert closing.standing(tx, of.panitia, EDITION).lacking == []
        scoring.reopen(tx, of.panitia, EDITION, BLIMBING, "administrasi", juror=stays.person_id,
                       reason="dinilai ulang")  # fmt: skip
        assert BLIMBING not in people.assignments(tx, of.panitia, EDITION)[stays.person_id]


# Set-up


def test_both_instruments_of_the_catalog_add_up_to_100() -> None:
    for key, count in (("instrumen-114", 114), ("bondowoso-2024", 7)):
        found = templates.of_catalog(key, real.frames(), "administrasi")
        templates.checked(found)
        assert len(found) == count
        assert sum(one.weight for one in found) == 100


def workbook(path: Path, rows: list[tuple[object, ...]]) -> Path:
    """A workbook with the sheet of criteria of the template of the importer."""
    with pd.ExcelWriter(path, engine="xlsxwriter") as book:
        frame = pd.DataFrame(rows, columns=template.HEADERS["Indikator"])
        frame.to_excel(book, sheet_name="Indikator", index=False)
    return path


def test_questions_are_read_from_a_workbook_with_weights_and_maxima(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("K1", "Pelayanan", 60, 100), ("K2", "Inovasi", 40, 5)]
    made = templates.of_workbook(workbook(tmp_path / "a.xlsx", rows), real.frames(), "paparan")
    assert [(one.name, one.weight, one.maximum, one.stage) for one in made] == [
        ("Pelayanan", 60, 100, "paparan"), ("Inovasi", 40, 5, "paparan"),
    ]  # fmt: skip
    templates.checked(made)
    lacking = workbook(tmp_path / "b.xlsx", [rows[0], ("K2", "Inovasi", None, 5)])
    with pytest.raises(ContestError, match="Inovasi"):
        templates.of_workbook(lacking, real.frames(), "paparan")
    (tmp_path / "c.xlsx").write_bytes(b"bukan")
    with pytest.raises(ContestError):
        templates.of_workbook(tmp_path / "c.xlsx", real.frames(), "paparan")


def test_questions_are_taken_over_from_an_edition_that_one_may_set_up(store: Store) -> None:
    of = played(store)
    opened(store, OTHER, QUESTIONS[:1])
    with store.begin() as tx, pytest.raises(RefusedError):
        setting_up.copy(tx, of.panitia, EDITION, OTHER)
    with store.begin() as tx:
        assert setting_up.copy(tx, SERVER, OTHER, EDITION) == len(QUESTIONS)
        assert setting_up.questions(tx, SERVER, OTHER) == setting_up.questions(tx, SERVER, EDITION)


UNSEEN = ("a\x00b", "a\x07b", "a\tb", "a\u200bb", "a\u202eb", "a\ufffdb")


@pytest.mark.parametrize("said", [*UNSEEN, " a", "a ", "a" * 201])
def test_what_could_not_be_published_is_not_set_up(said: str) -> None:
    for wrong in (QUESTIONS[0]._replace(name=said), QUESTIONS[0]._replace(code=said)):
        with pytest.raises(ContestError) as told:
            templates.checked([wrong])
        assert not check.UNSEEN.search(str(told.value).replace("\ufffd", ""))
    templates.checked([QUESTIONS[0]._replace(name="a" * 200)])


@pytest.mark.parametrize("said", ["a\x00b", "a\u200bb", "a" * 1501])
def test_what_could_not_be_published_is_no_reason_for_an_order(said: str) -> None:
    equals = [closing.Total(code, code, Fraction(1), Fraction(1), "") for code in ("1", "2")]
    with pytest.raises(ContestError, match="Alasan urutan"):
        closing.placed(equals, 1, [closing.Decision(["2", "1"], said)])
    long = "undian\tdi\naula " + "a" * 1485
    found = closing.placed(equals, 1, [closing.Decision(["2", "1"], long)])
    assert [one.kecamatan for one in found.placed] == ["2", "1"]


def test_what_could_not_be_published_is_no_name_of_an_edition(store: Store) -> None:
    of = played(store)
    with store.begin() as tx, pytest.raises(ContestError, match=r"U\+200B"):
        setting_up.change(tx, of.panitia, EDITION, name="Lomba\u200b", zone="Asia/Jakarta",
                          advancing=3, version=2)  # fmt: skip
    with store.begin() as tx, pytest.raises(ContestError, match=r"U\+200B"):
        setting_up.open_edition(tx, SERVER, OTHER, real.frames(), "Lomba\u200b")


def test_questions_stay_once_somebody_has_answered(store: Store) -> None:
    of = played(store)
    with store.begin() as tx:
        write(tx, of.camat[BLIMBING], BLIMBING)
    with store.begin() as tx, pytest.raises(LockedError):
        setting_up.ask(tx, of.panitia, EDITION, QUESTIONS, "lain")


def test_a_date_that_was_told_is_changed_with_a_reason_only(store: Store, clock: Clock) -> None:
    of = played(store)
    for days, reason, is_fine in ((5, "", True), (9, " ", False), (9, "libur", True)):
        with store.begin() as tx:
            until = clock.now + timedelta(days=days)
            if is_fine:
                setting_up.schedule(tx, of.panitia, EDITION, "administrasi", opens_at=None,
                                    closes_at=until, reason=reason)  # fmt: skip
                continue
            with pytest.raises(ContestError, match="alasan"):
                setting_up.schedule(tx, of.panitia, EDITION, "administrasi", opens_at=None,
                                    closes_at=until, reason=reason)  # fmt: skip


# Entries


def write(tx: stores.Tx, actor: Actor, code: str, said: str = "ada", version: int = 0) -> int:
    return entering.save(tx, actor, EDITION, code, "A1", text=said, own_value=None, version=version)


@pytest.mark.parametrize(
    "number",
    ["0E-50000000", "0E+50000000", "1E-50000000", "99." + 40 * "0" + "1", 30 * "0" + "0.12345",
     "-1", "sNaN", "Infinity"],
)  # fmt: skip
def test_a_number_that_arithmetic_would_round_or_blow_up_is_refused(
    store: Store, number: str
) -> None:
    of, told = played(store), Decimal(number)
    with store.begin() as tx, pytest.raises(ContestError, match="paling banyak empat desimal"):
        entering.save(tx, of.camat[BLIMBING], EDITION, BLIMBING, "A1", text="ada",
                      own_value=told, version=0)  # fmt: skip
    with pytest.raises(ContestError, match="empat desimal"):
        templates.checked([QUESTIONS[0]._replace(weight=told)])


@pytest.mark.parametrize("sign", ["\0", "\ud83d"])
def test_text_that_no_store_keeps_is_a_sentence_wherever_it_is_typed(
    store: Store, sign: str
) -> None:
    of, bad = played(store), f"a{sign}b"
    camat, soon = of.camat[BLIMBING], store.clock() + timedelta(days=1)
    tries: list[Callable[[stores.Tx], object]] = [
        lambda tx: write(tx, camat, BLIMBING, bad),
        lambda tx: talking.say(tx, camat, EDITION, BLIMBING, "A1", text=bad),
        lambda tx: verifying.decide(tx, of.verifikator, EDITION, BLIMBING, "A1",
                                    verdict="tolak", reason=bad, of_version=1),
        lambda tx: people.declare(tx, of.juri[0], EDITION, BLIMBING, bad),
        lambda tx: people.invite(tx, of.panitia, EDITION, Role.JURI, bad),
        lambda tx: scoring.give(tx, of.juri[0], EDITION, BLIMBING, "A1", value=Decimal(1),
                                 note=bad, version=0),
        lambda tx: setting_up.extend(tx, of.panitia, EDITION, BLIMBING, "administrasi",
                                     until=soon, reason=bad),
        lambda tx: setting_up.ask(tx, of.panitia, EDITION, [QUESTIONS[0]._replace(asked=bad)], "x"),
    ]  # fmt: skip
    for one in tries:
        with store.begin() as tx, pytest.raises(ContestError, match="tanda rusak"):
            one(tx)
    with pytest.raises(ContestError, match="tanda rusak"):
        desk.take_back(desk.Key(), EDITION, Path(), reason=bad)
    with store.begin() as tx:
        assert write(tx, camat, BLIMBING, "é 😀 \u200b\n") == 1  # other signs are theirs


@pytest.mark.parametrize(
    ("number", "kept"), [("1E+2", "100"), ("7.50000000", "7.5"), ("-0", "0"), ("0E-9", "0")]
)
def test_a_number_is_kept_as_it_is_read(store: Store, number: str, kept: str) -> None:
    of = played(store)
    with store.begin() as tx:
        entering.save(tx, of.camat[BLIMBING], EDITION, BLIMBING, "A1", text="ada",
                      own_value=Decimal(number), version=0)  # fmt: skip
        (said,) = [one.after for one in journal.read(tx, of.panitia, EDITION) if one.what == "isi"]
    assert said == f"ada\n[nilai sendiri {kept}]"


def test_of_two_on_one_form_the_second_sees_both_texts_and_nothing_is_lost(store: Store) -> None:
    of = played(store)
    camat = of.camat[BLIMBING]
    with store.begin() as tx:
        write(tx, camat, BLIMBING, "naskah pertama")
    with store.begin() as tx, pytest.raises(StaleError) as told:
        write(tx, camat, BLIMBING, "naskah kedua")
    assert (told.value.theirs, told.value.yours) == ("naskah pertama", "naskah kedua")
    with store.begin() as tx:
        assert write(tx, camat, BLIMBING, "keduanya", told.value.version) == 2
        said = [one.after for one in journal.read(tx, of.panitia, EDITION) if one.what == "isi"]
    assert said == ["keduanya", "naskah pertama"]


def test_saving_again_what_is_saved_is_no_draft(store: Store) -> None:
    """A connection that drops after the save sends it again."""
    of = played(store)
    with store.begin() as tx:
        assert write(tx, of.camat[BLIMBING], BLIMBING) == 1
        assert write(tx, of.camat[BLIMBING], BLIMBING) == 1


def test_the_deadline_is_by_the_clock_of_the_server_and_can_be_extended(
    store: Store, clock: Clock
) -> None:
    of = played(store)
    end = clock.now + timedelta(hours=1)
    with store.begin() as tx:
        setting_up.schedule(tx, of.panitia, EDITION, "administrasi", opens_at=None, closes_at=end)
        write(tx, of.camat[BLIMBING], BLIMBING)
    clock.now = end
    for act in (
        lambda tx: write(tx, of.camat[BLIMBING], BLIMBING, "terlambat", 1),
        lambda tx: entering.submit(tx, of.camat[BLIMBING], EDITION, BLIMBING),
        lambda tx: entering.add_evidence(tx, of.camat[BLIMBING], EDITION, BLIMBING, "A1",
                                         name="a.pdf", content=b"%PDF-1.4 %%EOF"),
    ):  # fmt: skip
        with store.begin() as tx, pytest.raises(LateError):
            act(tx)
    with store.begin() as tx:
        setting_up.extend(tx, of.panitia, EDITION, BLIMBING, "administrasi",
                          until=end + timedelta(hours=2), reason="listrik padam")  # fmt: skip
        assert write(tx, of.camat[BLIMBING], BLIMBING, "diperpanjang", 1) == 2
    with store.begin() as tx, pytest.raises(LateError):  # nobody else's
        write(tx, of.camat[KLOJEN], KLOJEN)


def test_a_verdict_holds_for_the_draft_that_was_looked_at(store: Store) -> None:
    of = played(store)
    with store.begin() as tx:
        write(tx, of.camat[BLIMBING], BLIMBING)
        verifying.decide(tx, of.verifikator, EDITION, BLIMBING, "A1", verdict="terima", reason="",
                         of_version=1)  # fmt: skip
        assert verifying.queue(tx, of.verifikator, EDITION)[0].waiting == 0
        write(tx, of.camat[BLIMBING], BLIMBING, "lain", 1)
        assert verifying.queue(tx, of.verifikator, EDITION)[0].waiting == 1
        assert verifying.queue(tx, of.juri[0], EDITION) == []
    with store.begin() as tx, pytest.raises(StaleError):
        verifying.decide(tx, of.verifikator, EDITION, BLIMBING, "A1", verdict="terima", reason="",
                         of_version=1)  # fmt: skip
    with store.begin() as tx, pytest.raises(ContestError, match="alasan"):
        verifying.decide(tx, of.verifikator, EDITION, BLIMBING, "A1", verdict="tolak", reason=" ",
                         of_version=2)  # fmt: skip


# Scores


def score_all(store: Store, juri: list[Actor], value: dict[tuple[str, str], list[Decimal]]) -> None:
    with store.begin() as tx:
        for (code, question), values in value.items():
            for one, number in zip(juri, values, strict=True):
                scoring.give(tx, one, EDITION, code, question, value=number, version=0)
        for code in {code for code, _ in value}:
            for one in juri:
                for stage in ("administrasi", "tinjau_lapang"):
                    scoring.finish(tx, one, EDITION, code, stage)


def test_a_final_sheet_is_locked_until_panitia_opens_it_with_a_reason(store: Store) -> None:
    of = played(store)
    juror = of.juri[0]
    with store.begin() as tx:
        scoring.give(tx, juror, EDITION, BLIMBING, "A1", value=Decimal(80), version=0)
    with store.begin() as tx, pytest.raises(ContestError, match="1 nilai belum diisi: A2"):
        scoring.finish(tx, juror, EDITION, BLIMBING, "administrasi")
    with store.begin() as tx:
        scoring.give(tx, juror, EDITION, BLIMBING, "A2", value=Decimal(9), version=0)
        scoring.finish(tx, juror, EDITION, BLIMBING, "administrasi")
    with store.begin() as tx, pytest.raises(LockedError):
        scoring.give(tx, juror, EDITION, BLIMBING, "A1", value=Decimal(81), version=1)
    with store.begin() as tx, pytest.raises(ContestError, match="alasan"):
        scoring.reopen(tx, of.panitia, EDITION, BLIMBING, "administrasi", juror=juror.person_id,
                       reason="")  # fmt: skip
    with store.begin() as tx:
        scoring.reopen(tx, of.panitia, EDITION, BLIMBING, "administrasi", juror=juror.person_id,
                       reason="salah ketik")  # fmt: skip
        scoring.give(tx, juror, EDITION, BLIMBING, "A1", value=Decimal(81), version=1)


@pytest.mark.parametrize("value", ["-1", "100.01", "NaN", "Infinity", "1.23456", "1e9"])
def test_a_value_that_cannot_be_given_is_refused(store: Store, value: str) -> None:
    of = played(store)
    with store.begin() as tx, pytest.raises(ContestError, match="Nilai harus 0 sampai 100"):
        scoring.give(tx, of.juri[0], EDITION, BLIMBING, "A1", value=Decimal(value), version=0)


def test_a_conflict_of_interest_shuts_the_sheet_and_takes_its_scores_out(store: Store) -> None:
    of = played(store)
    with store.begin() as tx:
        for one in of.juri:
            scoring.give(tx, one, EDITION, BLIMBING, "A1", value=Decimal(80), version=0)
        people.declare(tx, of.juri[0], EDITION, BLIMBING, "saudara camat")
        seen = scoring.everyone(tx, of.panitia, EDITION)
        assert BLIMBING not in people.assigned(tx, of.juri[0], EDITION)
    assert [one.juror for one in seen] == [of.juri[1].person_id]
    with store.begin() as tx, pytest.raises(RefusedError):
        scoring.give(tx, of.juri[0], EDITION, BLIMBING, "A1", value=Decimal(81), version=1)
    with store.begin() as tx, pytest.raises(ContestError, match="saudara camat"):
        people.assign(tx, of.panitia, EDITION, of.juri[0].person_id, [BLIMBING])


def test_totals_are_exact_and_ties_are_decided_with_a_reason(store: Store) -> None:
    of = played(store, jurors=3)
    # 1/3 and its like, which no float holds: two kecamatan equal to the last digit, by other sums
    given_values = {}
    for number, code in enumerate(FIVE):
        tenth = Decimal("0.1") if number < 2 else Decimal(0)
        given_values[code, "A1"] = [Decimal(50) + tenth, Decimal(60), Decimal("60.3") - tenth]
        given_values[code, "A2"] = [Decimal(7), Decimal(8), Decimal(8)]
        given_values[code, "T1"] = [Decimal(3), Decimal(4), Decimal(4) - Decimal(number > 2)]
    score_all(store, of.juri, given_values)
    with store.begin() as tx:
        found = closing.standing(tx, of.panitia, EDITION)
        expected = sum(
            Fraction(q.weight) * sum(map(Fraction, given_values[FIVE[0], q.code])) / 3
            / Fraction(q.maximum) for q in QUESTIONS
        )  # fmt: skip
        assert found.placed[0].total == expected
        assert [one.rank for one in found.placed] == [1, 1, 1, 4, 4]
        assert [sorted(one) for one in found.ties] == [list(FIVE[:3])]
    with store.begin() as tx, pytest.raises(ContestError, match="putuskan urutannya"):
        closing.close(tx, of.panitia, EDITION)
    order = [FIVE[2], FIVE[0], FIVE[1]]
    for wrong in (
        closing.Decision(order, " "),
        closing.Decision(order[:2], "undian"),
        closing.Decision([*order, order[0]], "undian"),
        closing.Decision([FIVE[3], FIVE[0]], "undian"),
    ):
        with store.begin() as tx, pytest.raises(ContestError):
            closing.close(tx, of.panitia, EDITION, [wrong])
    with store.begin() as tx:
        placed = closing.close(tx, of.panitia, EDITION, [closing.Decision(order, "undian")])
    assert [one.kecamatan for one in placed[:3]] == order
    assert [one.rank for one in placed] == [1, 2, 3, 4, 4]
    assert {one.decided for one in placed[:3]} == {"undian"}


def test_after_closing_nothing_changes_until_it_is_undone_with_a_reason(store: Store) -> None:
    of = played(store, jurors=1, questions=QUESTIONS[:1])
    with store.begin() as tx:
        for number, code in enumerate(FIVE):
            scoring.give(tx, of.juri[0], EDITION, code, "A1", value=Decimal(number), version=0)
    with store.begin() as tx, pytest.raises(ContestError, match="Belum dapat ditutup"):
        closing.close(tx, of.panitia, EDITION)
    with store.begin() as tx:
        for code in FIVE:
            scoring.finish(tx, of.juri[0], EDITION, code, "administrasi")
        closing.close(tx, of.panitia, EDITION)
    for act in (
        lambda tx: scoring.give(tx, of.juri[0], EDITION, BLIMBING, "A1", value=Decimal(9),
                                version=1),
        lambda tx: write(tx, of.camat[BLIMBING], BLIMBING),
        lambda tx: setting_up.ask(tx, of.panitia, EDITION, QUESTIONS, "x"),
        lambda tx: scoring.reopen(tx, of.panitia, EDITION, BLIMBING, "administrasi",
                                  juror=of.juri[0].person_id, reason="x"),
        lambda tx: closing.close(tx, of.panitia, EDITION),
        lambda tx: people.declare(tx, of.juri[0], EDITION, BLIMBING, "saudara camat"),
        lambda tx: people.assign(tx, of.panitia, EDITION, of.juri[0].person_id, [BLIMBING]),
    ):  # fmt: skip
        with store.begin() as tx, pytest.raises(LockedError):
            act(tx)
    with store.begin() as tx:
        closing.undo(tx, of.panitia, EDITION, "salah hitung berkas")
        assert closing.results(tx, of.panitia, EDITION) == []


TOTALS = st.lists(st.integers(0, 4), min_size=1, max_size=8)


@given(TOTALS, st.integers(1, 8))
def test_places_are_those_of_sport_and_ties_matter_where_they_touch_who_goes_on(
    totals: list[int], advancing: int
) -> None:
    found = [
        closing.Total(str(n), str(n), Fraction(one, 3), Fraction(4), "")
        for n, one in enumerate(totals)
    ]
    made = closing.placed(found, advancing)
    by_total = defaultdict(list)
    for one in made.placed:
        assert one.rank == 1 + sum(Fraction(other, 3) > one.total for other in totals)
        by_total[one.total].append(one.kecamatan)
    assert sorted(map(sorted, made.ties)) == sorted(
        sorted(group)
        for total, group in by_total.items()
        if len(group) > 1 and sum(Fraction(o, 3) > total for o in totals) < advancing
    )
    decided = [closing.Decision(tie, "undian") for tie in made.ties]
    again = closing.placed(found, advancing, decided)
    assert again.ties == []
    assert sum(one.is_advancing for one in again.placed) == min(advancing, len(totals))


# The journal


def test_the_journal_only_grows_and_a_change_below_it_shows(store: Store) -> None:
    played(store)
    for statement in ("UPDATE journal SET after = 'x'", "DELETE FROM journal"):
        with pytest.raises((DatabaseError, ContestError)), store.begin() as tx:
            tx.session.execute(text(statement))
    with store.begin() as tx:
        whole = journal.verify(tx)
        assert not whole.problem
        assert not journal.verify(tx, whole.head).problem
        assert "tidak ada lagi" in journal.verify(tx, "f" * 64).problem
    guards = ("journal_update", "journal_delete") if store.is_sqlite else ("journal_kept",)
    with store.begin() as tx:  # whoever sits at the server can do that
        for name in guards:
            on = "" if store.is_sqlite else " ON journal"
            tx.session.execute(text(f"DROP TRIGGER {name}{on}"))
        tx.session.execute(text("UPDATE journal SET after = 'x' WHERE number = 3"))
        found = journal.verify(tx)
    assert (found.lines, bool(found.problem)) == (3, True)


def test_what_is_refused_half_way_leaves_nothing(store: Store) -> None:
    of = played(store)
    with store.begin() as tx:
        before = journal.count(tx, of.panitia, EDITION)

    def half_way() -> None:
        with store.begin() as tx:
            write(tx, of.camat[BLIMBING], BLIMBING)
            raise LockedError("x")

    with pytest.raises(LockedError):
        half_way()
    with store.begin() as tx:
        assert journal.count(tx, of.panitia, EDITION) == before
        assert entering.answers(tx, of.camat[BLIMBING], EDITION, BLIMBING) == {}


def test_writers_at_once_lose_nothing_and_the_chain_holds(store: Store) -> None:
    of = played(store)
    problems = []

    def save_some(camat: Actor, code: str) -> None:
        try:
            for number in range(10):
                with store.begin() as tx:
                    write(tx, camat, code, f"{code} naskah {number}", number)
        except ContestError as error:
            problems.append(error)

    threads = [threading.Thread(target=save_some, args=(a, c)) for c, a in of.camat.items()]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert problems == []
    with store.begin() as tx:
        for code, camat in of.camat.items():
            said = entering.answers(tx, camat, EDITION, code)["A1"]
            assert (said.text, said.version) == (f"{code} naskah 9", 10)
        assert not journal.verify(tx).problem


def test_somebody_invited_again_is_the_same_person(store: Store) -> None:
    opened(store)
    juror = joined(store, Role.JURI)
    with store.begin() as tx:
        made = people.invite(tx, SERVER, EDITION, Role.JURI, "lagi", again=juror.person_id)
        assert people.of_session(tx, people.redeem(tx, made.secret)) == juror
        with pytest.raises(ContestError, match="bukan anggota"):
            people.invite(tx, SERVER, EDITION, Role.PANITIA, "x", again=juror.person_id)
