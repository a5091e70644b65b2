"""The rooms of the contest without a browser: what each shows, and what no message does."""

from datetime import timedelta
from decimal import Decimal
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from data.contest import desk, entering, people, rehearsal, rights, setting_up
from data.contest.desk import Key
from data.contest.errors import ContestError, RefusedError
from data.contest.rights import SERVER, Actor, Role
from data.contest.store import Store
from pages.parts.door import uploads
from pages.parts.lomba import access, field
from pages.parts.lomba.field import Draft, Field
from pages.parts.lomba.seat import Seat
from tests import real, simulated
from tests.contest import EDITION, KLOJEN, OTHER, SUKUN
from tests.pages.test_pages import DASHBOARD, tables
from tests.pages.test_signing import Clock, clock, prepared, shown, store

__all__ = ["clock", "prepared", "store"]


def signed_in(of: Store, role: Role, kecamatan: str = "") -> str:
    with of.begin() as tx:
        return people.redeem(tx, invited_in(tx, role, kecamatan))


def invited_in(tx: desk.Tx, role: Role, kecamatan: str) -> str:
    return people.invite(tx, SERVER, EDITION, role, "x", of_kecamatan=kecamatan).secret


def seat(of: Store, kecamatan: str = SUKUN) -> Seat:
    """Somebody of a kecamatan."""
    key = Key(signed_in(of, Role.KECAMATAN, kecamatan))
    held = desk.look(key, setting_up.held, EDITION)
    return Seat(key, EDITION, Role.KECAMATAN, kecamatan, "x", held)


def draft(**more: object) -> Draft:
    told = {"id": f"{EDITION}/{SUKUN}/A1", "n": "1", "text": "x", "value": "", "base": 0}
    return cast("Draft", told | more)


def taken(of: Store, said: object, kecamatan: str = SUKUN) -> list[str]:
    """Texts of all answers after a message of a browser of that kecamatan."""
    sitting = seat(of, kecamatan)
    asked = sitting.look(setting_up.questions)[0]
    field.st.session_state.clear()
    field._take(Field(sitting, asked, entering.Answered(), is_locked=False), cast("Draft", said))
    with of.begin(writes=False) as tx:
        return [
            answer.text
            for code in sitting.held.entrants
            for answer in entering.answers(tx, SERVER, EDITION, code).values()
        ]


@pytest.mark.parametrize(
    "said",
    [
        None, [], "x", {}, {"id": f"{EDITION}/{SUKUN}/A1"}, draft(text=None), draft(base="0"),
        draft(value=1), draft(n=None), draft(id=f"{EDITION}/{KLOJEN}/A1"),
        draft(id=f"{OTHER}/350701/A1"), draft(id=f"{EDITION}/{SUKUN}/A2"), draft(base=7),
        draft(base=-1), draft(value="abc"), draft(value="NaN"), draft(value="1e99"),
        draft(value="101"), draft(value="-1"), draft(value="0.00001"), draft(text="x" * 10_001),
    ],
)  # fmt: skip
def test_no_message_writes_what_is_not_ones_own_or_no_answer(store: Store, said: object) -> None:
    assert taken(store, said) == []


def test_a_draft_is_saved_once(store: Store) -> None:
    assert taken(store, draft(text="Pelayanan", value="87.5")) == ["Pelayanan"]
    with store.begin(writes=False) as tx:
        saved = entering.answers(tx, SERVER, EDITION, SUKUN)["A1"]
    assert (saved.own_value, saved.version) == (Decimal("87.5"), 1)


def test_an_address_of_anothers_entry_shows_ones_own(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.begin() as tx:
        entering.save(tx, SERVER, EDITION, KLOJEN, "A1", text="Rahasia Klojen", own_value=None,
                      version=0)  # fmt: skip
    session = signed_in(store, Role.KECAMATAN, SUKUN)
    monkeypatch.setattr(access, "key", lambda: Key(session))
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    app.query_params["lomba_sebagai"] = "Kecamatan Klojen"
    app.switch_page("pages/lomba.py").run()
    assert not app.exception
    assert "**Kecamatan Sukun**" in app.markdown[0].value
    assert "Rahasia" not in str(app)


def test_the_file_of_another_kecamatan_is_refused_by_its_hash(store: Store) -> None:
    pdf = b"%PDF-1.4 isi %%EOF"
    with store.begin() as tx:
        sha256 = entering.add_evidence(tx, SERVER, EDITION, KLOJEN, "A1", name="a.pdf", content=pdf)
    for of in (KLOJEN, SUKUN):
        with pytest.raises(RefusedError):
            seat(store).look(entering.content, of, sha256)
    assert seat(store, KLOJEN).look(entering.content, KLOJEN, sha256) == pdf


def test_two_clicks_set_up_the_instrument_and_the_weights(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(monkeypatch, signed_in(store, Role.PANITIA))
    app.segmented_control(key="lomba_bagian").set_value("Pengaturan").run()
    app.button(key="lomba_templat_instrumen-114").click().run()
    app.selectbox(key="lomba_tahap").set_value("tinjau_lapang").run()
    app.button(key="lomba_templat_bondowoso-2024").click().run()
    assert not app.exception
    assert [one.value for one in app.error] == []
    with store.begin(writes=False) as tx:
        asked = setting_up.questions(tx, SERVER, EDITION)
    stages = [one.stage for one in asked]
    assert (stages.count("administrasi"), stages.count("tinjau_lapang")) == (114, 7)


def test_panitia_sees_each_entry_and_gives_more_time(
    store: Store, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    with store.begin() as tx:
        setting_up.schedule(tx, SERVER, EDITION, setting_up.ENTRY, opens_at=None,
                            closes_at=clock.now + timedelta(hours=5))  # fmt: skip
        entering.save(tx, SERVER, EDITION, SUKUN, "A1", text="x", own_value=None, version=0)
    app = shown(monkeypatch, signed_in(store, Role.PANITIA))
    rows = {row[0]["text"]: row[1]["text"] for row in tables(app)[0]["rows"]}
    assert (rows["Sukun"], rows["Klojen"]) == ("1 dari 2", "0 dari 2")
    app.selectbox(key="_perp_kec").set_value(KLOJEN)
    app.date_input(key="_perp_hari").set_value((clock.now + timedelta(days=2)).date())
    app.text_input(key="_perp_alasan").set_value("Banjir")
    app.button(key="lomba_perpanjang_kirim").click().run()
    assert not app.exception
    assert [one.value for one in app.error] == []
    assert "Klojen boleh mengisi sampai 4 Maret 2026 23.59 WIB" in app.success[0].value


@pytest.mark.parametrize("role", list(Role))
def test_no_room_fails_without_questions_or_after_the_end(
    store: Store, monkeypatch: pytest.MonkeyPatch, clock: Clock, role: Role
) -> None:
    session = signed_in(store, role, SUKUN if role is Role.KECAMATAN else "")
    with store.begin() as tx:
        setting_up.schedule(tx, SERVER, EDITION, setting_up.ENTRY, opens_at=None,
                            closes_at=clock.now + timedelta(hours=1))  # fmt: skip
    clock.now += timedelta(hours=2)
    assert not shown(monkeypatch, session).error


def test_only_a_session_that_is_offered_it_may_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    def asks(origin: str) -> bool:
        headers = [(b"host", b"skk.contoh.go.id"), (b"origin", origin.encode())]
        return access.may_upload({"type": "http", "headers": headers}, "sesi")

    monkeypatch.setenv("SKK_LOMBA", "on")
    monkeypatch.setattr(access, "_entering", set())
    assert not asks("https://skk.contoh.go.id")
    access._entering.add("sesi")
    assert asks("https://skk.contoh.go.id")
    assert not asks("https://jahat.example")
    monkeypatch.setenv("SKK_LOMBA", "off")
    assert not asks("https://skk.contoh.go.id")
    assert uploads.ENTERING.each < uploads.OF_A_CONTEST


def test_a_rehearsal_is_made_beside_simulated_data_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    clock.now += timedelta(days=365)  # the edition of this year is open already
    with store.begin() as tx, pytest.raises(ContestError, match="data simulasi"):
        rehearsal.rehearse(tx, real.frames(), real.frames())
    monkeypatch.setenv("SKK_DATA", str(simulated.folder()))
    for _ in range(2):  # a second time it makes new links for the same people
        with store.begin() as tx:
            made = rehearsal.rehearse(tx, real.frames(), real.frames())
    assert {one.role for one in made} == set(Role)
    sessions = [desk.redeem(one.secret) for one in made]
    with store.begin(writes=False) as tx:
        actors = [people.of_session(tx, one) for one in sessions]
        roles = [rights.roles(tx, one)[0][1] for one in actors if isinstance(one, Actor)]
    assert roles == [one.role for one in made]
    assert not [one.label for one in made if "SIMULASI" in one.label]
