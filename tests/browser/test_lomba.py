"""The contest as a kecamatan and panitia work with it, and as others would like to."""

import io
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from oidc_provider_mock import User, run_server_in_thread
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from data.contest import entering, people, setting_up
from data.contest import store as stores
from data.contest.rights import SERVER, Role
from data.contest.store import Store
from tests.bench.client import Visitor
from tests.bench.server import Server, serve
from tests.browser.conftest import HERE, Visit
from tests.browser.screen import settle, to
from tests.browser.test_access import WIDE, violations
from tests.contest import EDITION, KLOJEN, SUKUN, opened
from tests.pages.test_door import put

pytestmark = pytest.mark.browser
TEAL = (0, 128, 128)
TYPED = "Kami melayani 1.200 warga tiap bulan, <b>tanpa</b> antre."
# Buttons that are too low for a thumb, but those within a field, which is one target as a whole
SMALL = """(buttons) => buttons
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML)"""


class Running(NamedTuple):
    """The app with a contest, and the store behind it."""

    server: Server
    store: Store


@pytest.fixture(scope="module")
def running(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    where = tmp_path_factory.mktemp("lomba") / "terbit"
    shutil.copytree(data_folder, where)
    store = stores.open_store("", where.with_name("terbit-lomba"))
    opened(store)
    now = datetime.now(UTC)
    with store.begin() as tx:
        setting_up.schedule(
            tx, SERVER, EDITION, setting_up.ENTRY, opens_at=now - timedelta(hours=1),
            closes_at=now + timedelta(days=3),
        )  # fmt: skip
    with serve(environment={"SKK_DATA": str(where), "SKK_LOMBA": "on"}) as server:
        yield Running(server, store)
    store.close()


def enter(visit: Visit, of: Running, role: Role, kecamatan: str = "", *, width: int = 1440) -> Page:
    """Somebody who has opened their invitation."""
    with of.store.begin() as tx:
        made = people.invite(tx, SERVER, EDITION, role, "Uji", of_kecamatan=kecamatan)
    page = visit(f"/lomba/masuk#{made.secret}", url=of.server.url, width=width, apart=True)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/lomba?*" if kecamatan else "**/lomba*")
    return settle(page)


def saved(of: Running, kecamatan: str, question: str = "A1") -> entering.Answered:
    with of.store.begin(writes=False) as tx:
        found = entering.answers(tx, SERVER, EDITION, kecamatan)
    return found.get(question, entering.Answered())


def answer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Jawaban")


def is_saved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="Tersimpan pukul")).to_be_visible()


def test_nothing_typed_is_lost_and_two_on_one_form_see_both_texts(
    visit: Visit, running: Running
) -> None:
    page = enter(visit, running, Role.KECAMATAN, SUKUN, width=390)
    assert page.evaluate(WIDE) == []
    main = page.get_by_test_id("stMain")
    assert main.get_by_role("button").evaluate_all(SMALL) == []
    answer(page).fill(TYPED)
    page.reload()  # at once: nothing was sent yet
    settle(page)
    expect(answer(page)).to_have_value(TYPED)
    is_saved(page)
    assert saved(running, SUKUN).text == TYPED
    page.get_by_role("textbox", name="Nilai menurut Anda sendiri").fill("87,5")
    other = enter(visit, running, Role.KECAMATAN, SUKUN)
    to(other, "/lomba?lomba_soal=A1")
    expect(answer(other)).to_have_value(TYPED)
    expect(other.get_by_role("textbox", name="Nilai menurut Anda sendiri")).to_have_value("87,5")
    answer(other).fill("Naskah orang kedua.")
    is_saved(other)
    answer(page).fill("Naskah orang pertama.")
    both = page.get_by_role("alert").filter(has_text="Orang lain menyimpan naskah berbeda")
    expect(both).to_contain_text("Naskah orang kedua.")
    expect(answer(page)).to_have_value("Naskah orang pertama.")
    assert saved(running, SUKUN).text == "Naskah orang kedua."
    assert violations(page) == []
    page.get_by_role("button", name="Simpan naskah saya").click()
    is_saved(page)
    assert saved(running, SUKUN).text == "Naskah orang pertama."
    page.get_by_role("button", name="Berikutnya").click()
    expect(page.get_by_role("heading", name="A2 · Inovasi")).to_be_visible()
    expect(answer(page)).to_have_value("")


def test_evidence_is_what_it_says_and_only_who_enters_may_upload(
    visit: Visit, running: Running
) -> None:
    with Visitor(running.server.url, "lomba") as visitor:  # not signed in
        visitor.run()
        assert put(running.server, visitor.session_id, 10) == 403
    page = enter(visit, running, Role.KECAMATAN, KLOJEN)
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    chooser = page.locator("input[type=file]")
    for content, told in (
        (file.getvalue(), "foto.png · 1 kB"),
        (b"<script>alert(1)</script>", "menurut isinya bukan pdf, docx, xlsx, jpg, atau png"),
    ):
        chooser.set_input_files({"name": "foto.png", "mimeType": "image/png", "buffer": content})
        expect(page.get_by_text(told)).to_be_visible()
        settle(page)
    with running.store.begin(writes=False) as tx:
        kept = entering.files(tx, SERVER, EDITION, KLOJEN)
    assert [(one.question, one.kind) for one in kept] == [("A1", "png")]
    with page.expect_download() as download:
        page.get_by_role("button", name="Buka", exact=True).click()
    with Image.open(download.value.path()) as given:  # without where it was taken
        assert (given.format, given.size, given.getpixel((0, 0))) == ("PNG", (40, 30), TEAL)


def test_the_clock_of_the_server_decides_and_what_was_typed_stays_with_its_writer(
    visit: Visit, running: Running
) -> None:
    page = enter(visit, running, Role.KECAMATAN, KLOJEN)
    page.clock.set_fixed_time(datetime.now() - timedelta(days=300))
    try:
        ends(running, datetime.now(UTC))
        answer(page).fill("Terlambat sedetik.")
        expect(
            page.get_by_text("Batas waktu tahap ini sudah lewat menurut jam server")
        ).to_be_visible()
        settle(page)
        page.reload()
        settle(page)
        expect(answer(page)).to_have_attribute("readonly", "")
        expect(page.get_by_role("alert").filter(has_text="Terlambat sedetik.")).to_be_visible()
        assert saved(running, KLOJEN).version == 0
        expect(page.locator("input[type=file]")).to_have_count(0)
    finally:
        ends(running, datetime.now(UTC) + timedelta(days=3))


def ends(of: Running, at: datetime) -> None:
    with of.store.begin() as tx:
        setting_up.schedule(
            tx, SERVER, EDITION, setting_up.ENTRY, opens_at=at - timedelta(days=9), closes_at=at,
            reason="uji",
        )  # fmt: skip


def test_panitia_invites_and_the_link_that_is_shown_lets_in_once(
    visit: Visit, running: Running
) -> None:
    page = enter(visit, running, Role.PANITIA)
    page.get_by_role("radio", name="Pengaturan").click()
    expect(page.get_by_role("heading", name="Jadwal")).to_be_visible()
    settle(page)
    page.mouse.move(0, 0)
    assert violations(page) == []
    page.get_by_role("radio", name="Orang").click()
    page.get_by_text("Undang seseorang").click()
    page.get_by_role("textbox", name="Sebutan").fill("Ketua panitia")
    page.get_by_role("button", name="Buat tautan undangan").click()
    link = page.get_by_text("/lomba/masuk#").inner_text()
    settle(page)
    assert violations(page) == []
    guest = visit(link.removeprefix(running.server.url), url=running.server.url, apart=True)
    guest.get_by_role("button", name="Masuk").click()
    guest.wait_for_url("**/lomba")
    settle(guest)
    assert "#" not in guest.url
    guest.get_by_role("button", name="Keluar").click()
    expect(guest.get_by_text("Anda punya undangan?")).to_be_visible()
    assert not [one for one in guest.context.cookies() if one["name"] == "skk-lomba"]


def test_an_identity_provider_lets_in_whom_panitia_has_entered(
    browser: Browser, running: Running, tmp_path: Path
) -> None:
    """By OpenID Connect, through a provider on this machine, whose page asks others for its looks;
    who is not known is told so.
    """
    with running.store.begin() as tx:
        people.register(
            tx, SERVER, EDITION, Role.KECAMATAN, "Camat", email="camat@contoh.go.id",
            of_kecamatan=KLOJEN,
        )  # fmt: skip
    known, other = (
        User(sub=name, claims={"email": f"{name}@contoh.go.id", "email_verified": True})
        for name in ("camat", "orang")
    )
    secrets = tmp_path / "secrets.toml"
    with run_server_in_thread(user_claims=(known, other)) as provider:
        secrets.write_text(
            '[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            'cookie_secret = "rahasia-uji-yang-cukup-panjang-sekali"\n'
            'client_id = "dasbor"\nclient_secret = "dasbor"\n'
            f'server_metadata_url = "http://127.0.0.1:{provider.server_port}'
            '/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )
        folder = str(running.store.folder).removesuffix("-lomba")
        with serve(
            environment={"SKK_DATA": folder, "SKK_LOMBA": "on"},
            options=["--secrets.files", str(secrets)],
        ) as server:
            for who, told in (
                ("orang", "panitia belum memberi alamat itu peran"),
                ("camat", "Kecamatan Klojen"),
            ):
                with browser.new_context(**HERE) as context:
                    page = context.new_page()
                    page.goto(f"{server.url}/lomba")
                    page.get_by_role("button", name="Masuk dengan akun dinas").click()
                    page.locator("input[type=text][name=sub]").fill(who)
                    page.get_by_role("button", name="Authorize").click()
                    page.wait_for_url(f"{server.url}/**")
                    to(page, "/lomba")
                    expect(page.get_by_text(told).first).to_be_visible()
