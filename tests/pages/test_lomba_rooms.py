"""The rooms of those who judge, watch and check: what a click does, or why it does not."""

from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from data.contest import closing, desk, people, scoring, visiting
from data.contest.desk import Key
from data.contest.rights import SERVER, Actor, Role
from data.contest.store import Store
from pages.parts.lomba import access
from tests.contest import BLIMBING, EDITION, FIVE, Played, joined
from tests.data.contest.test_contest import write
from tests.pages.test_pages import DASHBOARD
from tests.pages.test_signing import Clock, clock, prepared, store  # noqa: F401 - fixtures


def played(store: Store) -> Played:  # noqa: F811
    """People of an edition that is set up already; Blimbing has answered."""
    juri = [joined(store, Role.JURI, label=f"Juri {n}") for n in (1, 2)]
    with store.begin() as tx:
        for one in juri:
            people.assign(tx, SERVER, EDITION, one.person_id, list(FIVE))
    camat = {BLIMBING: joined(store, Role.KECAMATAN, of=BLIMBING)}
    with store.begin() as tx:
        write(tx, camat[BLIMBING], BLIMBING)
    return Played(
        store, joined(store, Role.PANITIA), camat, joined(store, Role.VERIFIKATOR), juri,
        joined(store, Role.PIMPINAN), joined(store, Role.AUDITOR),
    )  # fmt: skip


def room(monkeypatch: pytest.MonkeyPatch, who: Actor, **query: str) -> AppTest:
    """The page Lomba for somebody."""
    monkeypatch.setattr(access, "key", lambda: Key("x"))
    monkeypatch.setattr(desk, "actor", lambda _tx, _key: who)
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app = app.switch_page("pages/lomba.py").run()
    assert not app.exception
    return app


def heads(app: AppTest) -> list[str]:
    return [one.value for one in (*app.header, *app.subheader)]


def test_a_juror_finds_in_the_field_what_holds_in_part(
    store: Store,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = played(store)
    juror = of.juri[0]
    app = room(monkeypatch, juror, lomba_nilai=BLIMBING, lomba_tahap="Tinjau lapang")
    assert "Cocokkan klaim dengan lapangan" in heads(app)
    app.button_group(key=f"lomba_temuan_{BLIMBING}_A1_0_apa").set_value("sebagian").run()
    save = f"lomba_temuan_{BLIMBING}_A1_0_simpan"
    assert app.button(key=save).disabled
    app.number_input(key=f"lomba_temuan_{BLIMBING}_A1_0_angka").set_value(62.5).run()
    app.button(key=save).click().run()
    assert not app.exception
    with store.begin() as tx:
        found = visiting.findings(tx, juror, EDITION, BLIMBING)["A1"]
    assert (found.finding, str(found.value), found.version) == ("sebagian", "62.5", 1)


def test_a_verifikator_must_say_why_and_a_final_sheet_is_opened_with_a_reason(
    store: Store,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = played(store)
    app = room(monkeypatch, of.verifikator, lomba_periksa=BLIMBING)
    assert heads(app)[0] == "1 jawaban belum diperiksa"
    app.button(key="lomba_tolak").click().run()
    assert "memerlukan alasan tertulis" in app.error[0].value
    app.button(key="lomba_terima").click().run()
    assert heads(app)[0] == "Tidak ada jawaban yang menunggu Anda"
    with store.begin() as tx:
        scoring.give(tx, of.juri[0], EDITION, BLIMBING, "T1", value=Decimal(4), version=0)
        scoring.finish(tx, of.juri[0], EDITION, BLIMBING, "tinjau_lapang")
    app = room(monkeypatch, of.panitia, lomba_bagian="Penilaian")
    app.button(key="lomba_buka_ya").click().run()
    assert "alasan tertulis" in app.error[0].value
    app.text_input(key="lomba_buka_alasan").set_value("salah ketik").run()
    app.button(key="lomba_buka_ya").click().run()
    assert "dibuka lagi" in app.success[0].value


def test_pimpinan_and_auditor_read_and_change_nothing(
    store: Store,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = played(store)
    with store.begin() as tx:
        for code in FIVE:
            for one in of.juri:
                for question in ("A1", "A2", "T1"):
                    scoring.give(tx, one, EDITION, code, question, value=Decimal(3), version=0)
                for stage in ("administrasi", "tinjau_lapang"):
                    scoring.finish(tx, one, EDITION, code, stage)
    app = room(monkeypatch, of.pimpinan)
    assert heads(app)[0] == "20 dari 20 lembar final"
    assert not [one.key for one in app.button if one.key and "buka" in one.key]
    app = room(monkeypatch, of.auditor)
    assert heads(app)[0].startswith("Jurnal utuh: ")
    app = room(monkeypatch, of.panitia, lomba_bagian="Penutupan")
    assert app.button(key="lomba_tutup").disabled  # all are equal
    with store.begin() as tx:
        tie = closing.standing(tx, of.panitia, EDITION).ties[0]
        closing.close(tx, of.panitia, EDITION, [closing.Decision(tie, "undian")])
    app = room(monkeypatch, of.panitia, lomba_bagian="Penutupan")
    assert heads(app)[0] == "Blimbing, Kedungkandang, dan Klojen maju"
    assert heads(room(monkeypatch, of.pimpinan))[0] == "Penilaian sudah ditutup"
