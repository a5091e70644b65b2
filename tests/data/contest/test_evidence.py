"""Evidence: told by its content, kept by its hash, shown to whom it may be shown."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from data.contest import entering, evidence, pictures
from data.contest.errors import ContestError, RefusedError
from data.contest.store import Store
from tests.contest import BLIMBING, EDITION, KLOJEN, Played, played

PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (3, 3)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


def office(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), (DOCX, "docx"), (XLSX, "xlsx"), (picture("JPEG"), "jpg"), (picture(), "png")],
)
def test_the_kind_is_told_by_the_content_whatever_the_name_says(content: bytes, kind: str) -> None:
    told = evidence.told("../../etc/<b>foto.EXE\x00.html", content)
    assert told.kind == kind
    assert told.name.endswith(f".{kind}")
    assert not set(told.name) & set('/\\<>"\x00')


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",  # an image's clothes, and nothing in them
        b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
        b"GIF89a/*<script>*/",
        b"%PDF-1.4 without an end",
        b"MZ\x90\x00",
        b"PK\x03\x04 no zip",
        office("a.html"),
        office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        office("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"),
        picture(size=(60, 60))[:60],
    ],
)
def test_what_is_of_no_welcome_kind_is_refused(content: bytes) -> None:
    with pytest.raises(ContestError, match=r"kosong|menurut isinya bukan"):
        evidence.told("foto.png", content)


def test_what_unpacks_too_far_or_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("[Content_Types].xml", "word/document.xml", "a", "b"):
            made.writestr(name, b"0" * 1_300_000 if name in "ab" else b"")
    monkeypatch.setattr(evidence, "MOST_UNPACKED", 2_000_000)
    with pytest.raises(ContestError, match="menurut isinya"):
        evidence.told("a.docx", bomb.getvalue())
    monkeypatch.setattr(evidence, "LARGEST", 10)
    with pytest.raises(ContestError, match="paling besar"):
        evidence.told("a.pdf", PDF)


@pytest.mark.parametrize(
    ("kind", "side", "most"), [("PNG", 5_001, "25 megapiksel"), ("JPEG", 10_001, "100 megapiksel")]
)
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(
    kind: str, side: int, most: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.BytesIO()
    Image.new("L", (side, 5_000 if kind == "PNG" else 10_000)).save(out, kind)
    unpacked: list[str] = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: unpacked.append(self.format))
    with pytest.raises(ContestError, match=most):
        evidence.told("a", out.getvalue())
    if kind == "PNG":  # one that was kept before there was a bound
        assert pictures._photo(out.getvalue()) == b""
    assert not unpacked


def test_pictures_are_unpacked_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    load, held = ImageFile.ImageFile.load, []

    def loading(self: ImageFile.ImageFile) -> object:
        held.append(evidence.DRAWING.locked())
        return load(self)

    monkeypatch.setattr(ImageFile.ImageFile, "load", loading)
    for kind in ("JPEG", "PNG"):
        sent = picture(kind, (900, 300))
        told = evidence.told("a", sent)
        assert pictures._photo(sent)
        assert pictures.shown(sent, told.kind)
    assert len(held) > 4
    assert all(held)
    assert not evidence.DRAWING.locked()


def test_a_directory_without_end_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read(*_: object) -> None:
        raise AssertionError("its directory was read")

    monkeypatch.setattr(zipfile.ZipFile, "_RealGetContents", read)
    with pytest.raises(ContestError, match="menurut isinya"):
        evidence.told("a.docx", b"PK\x03\x04" + b"PK\x01\x02" * (evidence.MOST_PARTS + 1))
    with pytest.raises(AssertionError, match="was read"):
        evidence.told("a.docx", DOCX)


@given(st.binary(max_size=400), st.text(max_size=40))
def test_no_content_and_no_name_breaks_it(content: bytes, name: str) -> None:
    try:
        told = evidence.told(name, content)
    except ContestError:
        return
    assert told.kind in evidence.KINDS


@given(st.text(max_size=80))
def test_no_hash_leads_out_of_the_folder(name: str) -> None:
    try:
        found = evidence.place(Path("/bukti"), name)
    except ContestError:
        return
    assert found == Path("/bukti") / name[:2] / name


def added(of: Played, code: str, content: bytes, question: str = "A1") -> str:
    with of.store.begin() as tx:
        return entering.add_evidence(
            tx, of.camat[code], EDITION, code, question, name="a.pdf", content=content
        )


def test_evidence_is_read_by_whose_it_is_and_nobody_elses_by_its_hash(store: Store) -> None:
    of = played(store)
    sha256 = added(of, BLIMBING, PDF)
    with store.begin() as tx:
        assert entering.content(tx, of.camat[BLIMBING], EDITION, BLIMBING, sha256) == PDF
        for actor, code in (
            (of.camat[KLOJEN], BLIMBING),
            (of.camat[KLOJEN], KLOJEN),
            (of.auditor, BLIMBING),
            (of.panitia, KLOJEN),
        ):
            with pytest.raises(RefusedError):
                entering.content(tx, actor, EDITION, code, sha256)
        with pytest.raises(RefusedError):
            entering.content(tx, of.panitia, EDITION, BLIMBING, "../../etc/passwd")


def test_the_same_file_lies_there_once_and_twice_is_no_other(store: Store) -> None:
    of = played(store)
    assert added(of, BLIMBING, PDF) == added(of, BLIMBING, PDF) == added(of, KLOJEN, PDF)
    assert len([path for path in store.files.rglob("*") if path.is_file()]) == 1


def test_damaged_evidence_is_a_sentence(store: Store) -> None:
    of = played(store)
    sha256 = added(of, BLIMBING, PDF)
    evidence.place(store.files, sha256).write_bytes(b"lain")
    with store.begin() as tx, pytest.raises(ContestError, match="rusak"):
        entering.content(tx, of.camat[BLIMBING], EDITION, BLIMBING, sha256)


def test_a_thousand_files_end_at_a_bound(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for whoever takes each away again: the disk keeps them."""
    of = played(store)
    monkeypatch.setattr(entering, "MOST_FILES", 20)
    rng, told = random.Random(1), 0
    for _ in range(1000):
        try:
            sha256 = added(of, BLIMBING, PDF + rng.randbytes(4) + b"%%EOF")
        except ContestError:
            break
        told += 1
        with store.begin() as tx:
            entering.remove_evidence(tx, of.camat[BLIMBING], EDITION, BLIMBING, "A1", sha256=sha256)
    assert told == 20
    for _ in range(entering.MOST_OF_QUESTION):
        added(of, KLOJEN, PDF + rng.randbytes(4) + b"%%EOF")
    with pytest.raises(ContestError, match="untuk satu pertanyaan"):
        added(of, KLOJEN, PDF + b"1%%EOF")
