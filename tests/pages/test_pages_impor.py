"""The page Impor: who is let in, and the whole wizard without a browser."""

import json
import os
import re
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from analytics.core import text
from data import build, check, drafts, publish
from data.importer import memory, proposal, publishing, workbook
from data.importer import questions as toml
from pages.parts.impor import access, history, kept, questions
from pages.parts.impor.access import Visitor
from pages.parts.impor.work import Work
from tests import real, simulated
from tests.import_cases import make_cases
from tests.pages.test_pages import Open, tables, visit

__all__ = ["visit"]
PAGE = "pages/impor.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return real.copied(tmp_path / "out")


def uploaded(tmp_path: Path, sheets: make_cases.Sheets) -> tuple[str, bytes, str]:
    make_cases.write(tmp_path / "rekap.xlsx", sheets)
    return ("rekap.xlsx", (tmp_path / "rekap.xlsx").read_bytes(), "application/octet-stream")


def done(app: AppTest) -> AppTest:
    """Run the page again until the work in its thread has ended."""
    work = app.session_state["_impor"].get("work")
    if work:
        work._thread.join(60)
    return app.run()


def answered(app: AppTest, question: str, value: str, *, other: bool = False) -> AppTest:
    """Answer one question; `other` types what is not proposed."""
    control: Any = (
        app.text_input(key=f"impor_lain_{question}")
        if other
        else app.radio(key=f"impor_jawab_{question}")
    )
    control.set_value(value).run()
    return app.button(key=f"impor_simpan_{question}").click().run()


def drawn(app: AppTest, part: str) -> list[Any]:
    """What the components that have this part were given to draw."""
    found = [
        json.loads(element.proto.bytes)
        for element in app.get("bidi_component")
        if element.proto.bytes
    ]
    return [data[part] for data in found if part in data]


def said(app: AppTest) -> str:
    told = [
        str(one.value)
        for kind in (
            app.markdown,
            app.error,
            app.success,
            app.info,
            app.warning,
            app.title,
            app.header,
        )
        for one in kind
    ]
    return " ".join(
        [*told, *("".join(words for words, _, _ in pieces) for pieces in drawn(app, "pieces"))]
    )


def test_switched_off_the_page_says_why_and_is_not_in_the_navigation(
    visit: Open, folder: Path
) -> None:
    app = visit(PAGE, folder)
    assert "Impor dimatikan" in app.info[0].value
    assert not app.get("file_uploader")


@pytest.mark.parametrize(
    ("address", "is_forwarded", "widened", "is_let_in"),
    [
        ("127.0.0.1", False, "", True),
        ("::1", False, "", True),
        ("::ffff:127.0.0.1", False, "", True),
        ("::ffff:10.1.2.3", False, "", False),
        (None, False, "", False),
        ("10.1.2.3", False, "", False),
        ("10.1.2.3", False, "10.1.2.0/24", True),
        ("10.1.3.3", False, "10.1.2.0/24, 192.168.0.1", False),
        ("127.0.0.1", True, "", False),
        ("127.0.0.1", True, "127.0.0.1", True),
    ],
)
def test_only_this_machine_is_let_in_unless_widened(
    address: str | None,
    is_forwarded: bool,
    widened: str,
    is_let_in: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pages.parts.impor.access.visitor", lambda: Visitor(address, is_forwarded))
    monkeypatch.setenv("SKK_IMPORT", "on")
    monkeypatch.setenv("SKK_IMPORT_FROM", widened)
    assert (access.refused() == "") is is_let_in


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sits at this machine, with importing switched on."""
    monkeypatch.setenv("SKK_IMPORT", "on")
    monkeypatch.setattr("pages.parts.impor.access.visitor", lambda: Visitor("127.0.0.1", False))


def reasons(app: AppTest) -> dict[str, str]:
    """Why each button that cannot be pressed cannot, as it stands beside it; up to a semicolon."""
    blocks: list[Any] = [app.main]
    found = {}
    for block in blocks:
        inside = list(block.children.values())
        blocks += [one for one in inside if hasattr(one, "children")]
        beside = [one.value for one in inside if one.type == "caption"]
        for button in (one for one in inside if one.type == "button" and one.disabled):
            found[str(button.key)] = " ".join(beside).split(";")[0]
    assert set(found) == {one.key for one in app.button if one.disabled}
    return found


@pytest.mark.usefixtures("operator")
def test_the_wizard_from_file_to_publication_and_back(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    before = publish.current(folder)
    assert before is not None
    app = visit(PAGE, folder)
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Lowokwru"
    app.file_uploader[0].set_value(uploaded(tmp_path, sheets)).run()
    app = done(app)
    assert not app.exception
    assert "1 pertanyaan belum dijawab" in said(app)
    assert not [one for one in app.button if one.key == "impor_bandingkan"]
    assert "mungkin Lowokwaru" in " ".join(caption.value for caption in app.caption)
    # What is all but sure is chosen, and open until it is saved
    assert app.selectbox(key="impor_jawab_kecamatan Lowokwru").value == "357305"
    assert "sudah terpilih, belum disimpan" in " ".join(one.value for one in app.caption)
    assert "1 pertanyaan belum dijawab" in said(app)
    app.button(key="impor_simpan_nama").click().run()
    assert "Tidak ada kesalahan." in said(app)
    assert reasons(app) == {"impor_bandingkan": "Isi nama Anda di langkah 1 dahulu"}
    app.text_input(key="impor_siapa").set_value("Ani").run()
    app.button(key="impor_bandingkan").click().run()
    app = done(app)
    assert "Peringkat: 3 baru" in said(app)
    assert publish.current(folder) == before
    app.button(key="impor_terbitkan").click().run()
    assert not app.exception
    after = publish.current(folder)
    assert after is not None
    assert after != before
    clock = text.clock(None, datetime.now(UTC))
    built = text.moment(publishing.generations(folder)[0].built_at, clock).split()[-1]
    told = rf"Kota Malang 2026 sudah terbit: terbitan \d+ \w+ \d+ {built} WIB \({after.stem}\)"
    assert re.search(told, said(app))
    assert app.file_uploader[0].value is None  # the wizard begins anew

    app.segmented_control(key="impor_bagian").set_value("Riwayat").run()
    why = "Isi nama Anda dahulu"
    assert reasons(app) == {"impor_kembalikan": why, "impor_tarik_lihat": why}
    stored = next(one for one in tables(app) if one["caption"] == "Terbitan yang tersimpan")
    what = [row[2]["text"] for row in stored["rows"]]
    assert what[0].startswith("Ani menerbitkan rekap.xlsx: edisi 1 baru; peringkat 3 baru; ")
    assert what[1].startswith("dibangun dari")
    app.text_input(key="impor_kembali_siapa").set_value("Budi").run()
    app.button(key="impor_kembalikan").click().run()
    assert publish.current(folder) == before
    now = [one.value for one in app.success]
    assert len(now) == 1
    assert re.match(rf"Berlaku sekarang: terbitan .* WIB \({before.stem}\)", now[0])
    order = [one.type for one in app.main if one.type in ("button", "success")]
    assert order[-2:] == ["button", "success"]  # beside the button that caused it
    app.segmented_control(key="impor_bagian").set_value("Jurnal").run()
    cells: Any = tables(app)[0]["rows"]
    assert [[cell["text"] for cell in row][1:3] for row in cells] == [
        ["Budi", "mengembalikan"],
        ["Ani", "menerbitkan"],
    ]
    assert not list(folder.glob(f"{publishing.DRAFTS}*"))


def renamed(generation: Path, version: str) -> Path:
    """A copy of a generation as one of another version."""
    copy = Path(shutil.copy(generation, generation.with_name(f"skk-{version}.duckdb")))
    with duckdb.connect(copy) as con:
        con.execute("UPDATE build SET version = ?", [version])
    return copy


@pytest.mark.usefixtures("operator")
def test_when_the_data_moved_the_operator_sees_the_difference_again(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    first = publish.current(folder)
    app = visit(PAGE, folder)
    app.text_input(key="impor_siapa").set_value("Ani").run()
    app.file_uploader[0].set_value(uploaded(tmp_path, make_cases.recap())).run()
    app = done(app)
    app.button(key="impor_bandingkan").click().run()
    app = done(app)
    assert first is not None
    other = renamed(first, "0123456789ab")
    publish.point(folder, other)
    app.button(key="impor_terbitkan").click().run()
    assert publish.current(folder) == other
    assert "ada operator lain yang menerbitkan" in said(app)
    app = done(app)
    app.button(key="impor_terbitkan").click().run()
    assert publish.current(folder) not in (first, other)


def begun(visit: Open, folder: Path, file: tuple[str, bytes, str], who: str) -> AppTest:
    """An operator's session that has compared a file with what is published."""
    app = visit(PAGE, folder)
    app.text_input(key="impor_siapa").set_value(who).run()
    app.file_uploader[0].set_value(file).run()
    app = done(app)
    app.button(key="impor_bandingkan").click().run()
    return done(app)


@pytest.mark.usefixtures("operator")
def test_of_two_operators_the_second_sees_what_the_first_published(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    changed = make_cases.recap()
    changed["Rekap"][5][2:] = [90, 95, 185, 1]
    changed["Rekap"][4][5], changed["Rekap"][6][5] = 2, 3
    second = begun(visit, folder, uploaded(tmp_path, changed), "Budi")
    assert "Peringkat: 3 baru" in said(second)
    first = begun(visit, folder, uploaded(tmp_path, make_cases.recap()), "Ani")
    first.button(key="impor_terbitkan").click().run()
    of_first = publish.current(folder)
    second.button(key="impor_terbitkan").click().run()
    assert publish.current(folder) == of_first
    assert "ada operator lain yang menerbitkan" in said(second)
    second = done(second)
    assert "Peringkat: 3 bergeser" in said(second)
    assert "Menggantikan 1 impor dari sumber yang sama" in said(second)
    second.button(key="impor_terbitkan").click().run()
    assert [entry.who for entry in publishing.journal(folder)] == ["Budi", "Ani"]


@pytest.mark.usefixtures("operator")
def test_the_edition_and_what_else_a_file_lacks_are_chosen_on_the_page(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    sheets = {
        "Budi": [["Rekap"], ["Kecamatan", "Pelayanan"], ["Klojen", 80]],
        "Ani": [["Rekap"], ["Kecamatan", "Pelayanan"], ["Klojen", 90]],
    }
    app = visit(PAGE, folder)
    app.file_uploader[0].set_value(uploaded(tmp_path, sheets)).run()
    app = done(app)
    assert "Edisi mana yang diimpor?" in said(app)
    assert app.button(key="impor_edisi").disabled
    app.selectbox(key="impor_penyelenggara").set_value("kabkota-3573").run()
    app.selectbox(key="impor_tahun").set_value(2026).run()
    app.button(key="impor_edisi").click().run()
    assert "Kota Malang 2026" in said(app)
    assert "4 pertanyaan belum dijawab" in said(app)
    answered(app, "lembar Budi", "juri")
    answered(app, "lembar Ani", "juri")
    answered(app, "tahap", "paparan")
    app.radio(key="impor_jawab_maksimum").set_value(questions.OTHER).run()
    answered(app, "maksimum", "85", other=True)
    assert "1 kesalahan" in app.error[0].value
    app.button(key="impor_ubah_maksimum").click().run()
    answered(app, "maksimum", "seratus", other=True)
    assert "bukan nilai maksimum" in app.error[0].value
    answered(app, "maksimum", "100", other=True)
    assert "Tidak ada kesalahan." in said(app)


def read(visit: Open, folder: Path, file: tuple[str, bytes, str]) -> AppTest:
    """An operator's session that has read a file."""
    app = visit(PAGE, folder)
    app.file_uploader[0].set_value(file).run()
    return done(app)


def picked(app: AppTest, at: str) -> AppTest:
    """What a click on a cell of the grid does."""
    app.session_state["_impor"]["picked"] = at
    return app.run()


def chosen(app: AppTest, key: str) -> Any:
    """The one select box whose key begins so."""
    (found,) = [one for one in app.selectbox if one.key and one.key.startswith(key)]
    return found


def asking(year: int) -> make_cases.Sheets:
    """A recap that says neither its stage nor its maxima."""
    return {
        f"Rekap {year}": [
            [f"REKAP NILAI SKK KOTA MALANG TAHUN {year}"], [],
            ["No", "Kecamatan", "Pelayanan", "Inovasi"],
            [1, "Klojen", 80, 75], [2, "Sukun", 70, 72], [3, "Blimbing", 66, 61],
        ]
    }  # fmt: skip


@pytest.mark.usefixtures("operator")
def test_what_a_column_is_and_whom_a_name_means_are_changed_at_the_cell(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    app = read(visit, folder, uploaded(tmp_path, make_cases.recap()))
    counts = [caption.value for caption in app.caption if "kecamatan · " in caption.value]
    assert counts[0].startswith("3 kecamatan · 2 kriteria")
    picked(app, "Rekap!F6")
    assert app.button(key="impor_arti_pakai").disabled
    chosen(app, "impor_arti_Rekap!F4").set_value("abaikan").run()
    app.button(key="impor_arti_pakai").click().run()
    assert app.session_state["_impor"]["said"].answers == {"kolom Rekap!F4": "abaikan"}
    assert "Peringkat" not in str(drawn(app, "columns")[0])
    app.button(key="impor_arti_batal").click().run()
    assert app.session_state["_impor"]["said"].answers == {}

    picked(app, "Rekap!B6")
    chosen(app, "impor_tempat_kecamatan Blimbing").set_value("lewati").run()
    app.button(key="impor_tempat_pakai").click().run()
    assert "Blimbing" not in str(
        [table["rows"] for table in tables(app) if table["caption"].startswith("Pratinjau")]
    )
    chosen(app, "impor_tempat_kecamatan Blimbing").set_value("357304").run()
    app.button(key="impor_tempat_pakai").click().run()
    assert "Sukun, Kota Malang" in str(tables(app))
    assert "di berkas: Blimbing" in str(tables(app))
    picked(app, "Rekap!B8")  # the word Jumlah is no kecamatan
    assert not [one for one in app.selectbox if one.key and one.key.startswith("impor_tempat_")]
    picked(app, "Lain!ZZ999")
    assert not app.exception


@pytest.mark.usefixtures("operator")
def test_answers_are_kept_as_a_file_that_answers_another_session(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    app = read(visit, folder, uploaded(tmp_path, asking(2026)))
    assert "2 pertanyaan belum dijawab" in said(app)
    answers = {
        "tahap": "paparan",
        "maksimum": "100",
        "kolom Rekap 2026!D3": "abaikan",
        "tahap Lain": "hasil",
    }
    content = toml.text(answers).encode()
    app.file_uploader(key="impor_jawaban_0").set_value(
        ("jawaban.toml", content, "application/toml")
    ).run()
    assert "Tidak ada kesalahan." in said(app)
    assert "3 jawaban dari berkas dipakai; 1 tidak ditanyakan berkas ini (tahap Lain)" in said(app)
    # Answered before it was asked, and still to be changed
    app.button(key="impor_ubah_tahap").click().run()
    answered(app, "tahap", "hasil")
    assert app.session_state["_impor"]["said"].answers["tahap"] == "hasil"
    app.file_uploader(key="impor_jawaban_1").set_value(
        ("x.toml", b"[jawaban", "application/toml")
    ).run()
    assert "bukan berkas jawaban" in said(app)
    assert app.session_state["_impor"]["said"].answers["tahap"] == "hasil"


@pytest.mark.usefixtures("operator")
def test_what_was_answered_last_year_is_proposed_and_not_applied(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    frames = check.read(build.CATALOG)
    make_cases.write(tmp_path / "lama.xlsx", asking(2025))
    sheets = workbook.read(tmp_path / "lama.xlsx")
    before = proposal.judge(tmp_path / "lama.xlsx", "lama.xlsx", sheets, frames, proposal.Choices())
    kept = folder / build.IMPORTS / "kabkota-3573-2025-0123456789"
    kept.mkdir(parents=True)
    memory.remember(
        kept,
        {"tahap": "paparan", "maksimum": "90"},
        memory.layout(before.read),
        before.edition.edition_id,
    )
    app = read(visit, folder, uploaded(tmp_path, asking(2026)))
    assert "2 pertanyaan belum dijawab" in said(app)
    radio = app.radio(key="impor_jawab_tahap")
    assert radio.value == "paparan"
    assert "seperti berkas 2025" in radio.proto.captions[1]
    assert app.text_input(key="impor_lain_maksimum").value == "90"
    app.button(key="impor_simpan_tahap").click().run()
    app.button(key="impor_simpan_maksimum").click().run()
    assert "Tidak ada kesalahan." in said(app)


@pytest.mark.usefixtures("operator")
def test_a_file_that_is_deleted_since_nobody_used_it_is_asked_for_again(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    app = read(visit, folder, uploaded(tmp_path, asking(2026)))
    drafts.drop(app.session_state["_impor"]["file"].parent)
    app.run()
    assert not app.exception
    assert kept.DELETED in said(app)
    assert "2. Yang dikenali" not in [one.value for one in app.header]


@pytest.mark.usefixtures("operator")
def test_words_of_a_workbook_are_shown_as_they_are_and_never_become_markup(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    evil = (
        "![a](https://x.id/a.png) [b](https://x.id) <img src=x onerror=alert(1)> :red[c]"
        " https://x.id"
    )
    sheets = {
        "Rekap <i>_a_": [
            [f"REKAP SKK KOTA MALANG TAHUN 2026 {evil}"],
            ["No", "Kecamatan", evil[:50], f"Total {evil[:40]}", "Total", "Peringkat"],
            [1, "Klojen", 80, 80, 81, 1], [2, f"Sukum {evil}", 70, 70, 71, 2],
            [3, "Blimbng", "8<b>x", 60, 61, 3],
        ]
    }  # fmt: skip
    app = read(visit, folder, uploaded(tmp_path, sheets))
    assert not app.exception
    for at in ("A1", "C2", "B4"):  # nothing, a column and a name that can be changed
        picked(app, f"Rekap <i>_a_!{at}")
        # The footer has a link of its own
        shown = [one for one in walked(app) if one and not one.startswith("---")]
        assert any("onerror" in one for one in shown)
        for one in shown:
            plain = re.sub(r"\\.", "", one)
            assert not re.search(r"\]\(|<(img|i|b)\b|:red\[|https?:(?!\u2060)", plain), one


def walked(app: AppTest) -> list[str]:
    """All text of the page that Streamlit reads as Markdown or HTML; options of a list are plain
    text.
    """
    found = [
        one.value
        for kind in (app.markdown, app.caption, app.error, app.warning, app.info, app.success)
        for one in kind
    ]
    found += [one.proto.body for one in app.get("html") if "<style" not in one.proto.body]
    found += [
        one.label
        for kind in (app.radio, app.selectbox, app.button, app.text_input, app.expander)
        for one in kind
    ]
    for radio in app.radio:
        found += [*radio.proto.options, *radio.proto.captions]
    return found + [one.help for kind in (app.selectbox, app.button) for one in kind]


def test_cancelling_stops_the_database_and_the_reading_at_once(tmp_path: Path) -> None:
    def query(work: Work) -> None:
        with duckdb.connect() as con:
            work.opened(con)
            con.execute(
                "SELECT sum(a.range * b.range) FROM range(10_000_000) a, range(10_000_000) b"
            )

    def read(work: Work) -> None:
        workbook.read(tmp_path / "a.csv", work.still)

    (tmp_path / "a.csv").write_text("Kecamatan;Nilai\n" + "Klojen;1\n" * 19_000)
    for act in (query, read):
        work = Work("Uji", 1, act)
        began = time.monotonic()
        work.cancel()
        work._thread.join(10)
        assert not work.is_running
        assert time.monotonic() - began < 1


@pytest.mark.usefixtures("operator")
def test_the_newest_generations_are_listed_first(
    visit: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.parts.impor.history.FEW", 1)
    current = publish.current(folder)
    assert current is not None
    os.utime(renamed(current, "0123456789ab"), (1, 1))
    app = visit(PAGE, folder)
    app.segmented_control(key="impor_bagian").set_value("Riwayat").run()
    assert len(tables(app)[0]["rows"]) == 1
    app.toggle(key="impor_semua").set_value(True).run()
    assert len(tables(app)[0]["rows"]) == 2


@pytest.mark.usefixtures("operator")
def test_nobody_goes_back_to_a_generation_that_this_version_cannot_read(
    visit: Open, folder: Path
) -> None:
    current = publish.current(folder)
    assert current is not None
    old = renamed(current, "0123456789ab")
    with duckdb.connect(old) as con:
        con.execute("DROP VIEW trail")
    app = visit(PAGE, folder)
    app.segmented_control(key="impor_bagian").set_value("Riwayat").run()
    assert "dari versi aplikasi lain" in str(tables(app)[0]["rows"])
    assert "Belum ada terbitan lain untuk dikembalikan." in [
        caption.value for caption in app.caption
    ]
    with pytest.raises(publishing.RefusedError, match="versi aplikasi yang lain"):
        publishing.revert(folder, old.name, current, "Ani")
    assert publish.current(folder) == current


@pytest.mark.usefixtures("operator")
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(visit: Open, folder: Path) -> None:
    app = visit(PAGE, folder)
    app.file_uploader[0].set_value(("rekap.xlsx", b"%PDF-1.7", "application/pdf")).run()
    app = done(app)
    assert "rekap.xlsx bukan Excel" in app.error[0].value


@pytest.mark.usefixtures("operator")
def test_one_import_is_taken_back_and_brought_back_on_the_page(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    before = publish.current(folder)
    app = begun(visit, folder, uploaded(tmp_path, make_cases.recap()), "Ani")
    assert (
        "Papan Peringkat Kota Malang 2026 menjadi baru dengan 3 kecamatan, Lowokwaru di tempat"
        " pertama" in said(app)
    )
    app.button(key="impor_terbitkan").click().run()
    after = publish.current(folder)
    app.segmented_control(key="impor_bagian").set_value("Riwayat").run()
    for name, verb, now in [
        ("impor_tarik", "ditarik kembali", before),
        ("impor_pulih", "berlaku lagi", after),
    ]:
        assert app.button(key=f"{name}_lihat").disabled
        app.text_input(key=f"{name}_siapa").set_value("Budi").run()
        app.button(key=f"{name}_lihat").click().run()
        app.session_state[history.STATE].work._thread.join(60)
        app.run()
        assert not app.exception
        assert "6 nilai kriteria" in said(app)
        app.button(key="impor_tarik_ya").click().run()
        assert not app.exception
        assert f"rekap.xlsx {verb}" in said(app)
        assert publish.current(folder) == now
        cells: Any = tables(app)[0]["rows"]
        assert cells[0][0]["text"] == ("tidak berlaku" if now == before else "berlaku")
    assert [entry.what for entry in publishing.journal(folder)] == ["pulih", "tarik", "terbit"]
    assert not list(folder.glob(f"{publishing.DRAFTS}*"))


@pytest.mark.usefixtures("operator")
def test_whoever_thinks_better_of_it_leaves_nothing(
    visit: Open, folder: Path, tmp_path: Path
) -> None:
    app = begun(visit, folder, uploaded(tmp_path, make_cases.recap()), "Ani")
    app.button(key="impor_terbitkan").click().run()
    after = publish.current(folder)
    app.segmented_control(key="impor_bagian").set_value("Riwayat").run()
    app.text_input(key="impor_tarik_siapa").set_value("Budi").run()
    app.button(key="impor_tarik_lihat").click().run()
    app.session_state[history.STATE].work._thread.join(60)
    app.run()
    app.button(key="impor_tarik_batal").click().run()
    assert not app.exception
    assert publish.current(folder) == after
    assert not list(folder.glob(f"{publishing.DRAFTS}*"))


@pytest.mark.usefixtures("operator")
def test_on_simulated_data_the_page_practises(visit: Open, tmp_path: Path) -> None:
    shutil.copytree(simulated.folder(), tmp_path / "simulasi")
    before = publish.current(tmp_path / "simulasi")
    app = begun(visit, tmp_path / "simulasi", uploaded(tmp_path, make_cases.recap()), "Ani")
    assert "**LATIHAN.**" in said(app)
    assert "**DATA SIMULASI.**" in said(app)
    app.button(key="impor_terbitkan").click().run()
    assert not app.exception
    assert publish.current(tmp_path / "simulasi") != before
    (one,) = publishing.imports(tmp_path / "simulasi")
    assert one.is_in_force


@pytest.mark.parametrize("page", ["pages/beranda.py", "pages/peringkat.py"])
def test_of_a_damaged_generation_every_page_shows_the_one_before_and_says_so(
    visit: Open, folder: Path, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = publish.current(folder)
    assert whole is not None
    damaged = renamed(whole, "0123456789ab")
    publish.point(folder, damaged)
    damaged.write_bytes(damaged.read_bytes()[:1_000_000])
    app = visit(page, folder)
    assert not app.exception
    assert (
        "Data terbaru tidak dapat dibaca; yang tampil adalah terbitan utuh sebelumnya, versi"
        f" {whole.stem[4:]}" in said(app)
    )
    assert (
        f"Terbitan yang berlaku ({damaged.name}) rusak" in caplog.text
        or page == "pages/peringkat.py"
    )  # once in a process
    whole.write_bytes(b"")
    app = visit(page, folder)
    assert [one.value for one in app.title] == ["Data terbit rusak"]
