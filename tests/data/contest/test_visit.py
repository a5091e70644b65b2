"""Messages by question, what jurors find in the field, pictures without where they were taken."""

import io
import signal
import struct
import subprocess
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageChops, ImageStat

from data.contest import (
    closing,
    entering,
    evidence,
    first_page,
    journal,
    keeping,
    pictures,
    recap,
    scoring,
    talking,
    verifying,
    visiting,
)
from data.contest.errors import ContestError, LockedError, RefusedError, StaleError
from data.contest.rights import Role
from data.contest.store import Store
from data.contest.verifying import State
from tests.contest import BLIMBING, EDITION, FIVE, KLOJEN, Played, played
from tests.data.contest.test_contest import score_all, write
from tests.data.contest.test_publication import held, let_out  # noqa: F401 - a fixture
from tests.published import ask, catalog, once, where  # noqa: F401 - fixtures

NORTH, EAST = Decimal("-7.96663"), Decimal("112.63265")  # Alun-alun Malang


def photo(*, kind: str = "JPEG", size: tuple[int, int] = (40, 20), orientation: int = 6) -> bytes:
    """A photo as a phone takes it: turned, with place, time, camera and a comment."""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    told[ExifTags.Base.Model] = "KAMERA RAHASIA"
    gps = told.get_ifd(ExifTags.IFD.GPSInfo)
    for number, side, value in ((1, "S", abs(NORTH)), (3, "E", EAST)):
        minutes = (value % 1) * 60
        gps[number] = side
        gps[number + 1] = (int(value), int(minutes), float((minutes % 1) * 60))
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:02 09:15:00"
    out = io.BytesIO()
    more = {"comment": b"RAHASIA juga"} if kind == "JPEG" else {}
    Image.effect_noise(size, 60).convert("RGB").save(out, kind, exif=told, **more)
    return out.getvalue()


def pdf(words: str = "Bukti") -> bytes:
    """A whole PDF of one page."""
    import typst  # noqa: PLC0415

    return bytes(typst.compile(words.encode()))


# Messages


def test_what_is_asked_back_is_answered_and_stands_in_the_queue(store: Store) -> None:
    of = played(store)
    camat, verifikator = of.camat[BLIMBING], of.verifikator
    with store.begin() as tx:
        write(tx, camat, BLIMBING)

    def state() -> State:
        with store.begin() as tx:
            return verifying.items(tx, verifikator, EDITION, BLIMBING)[0].state

    assert state() is State.NEW
    with store.begin() as tx:
        verifying.decide(tx, verifikator, EDITION, BLIMBING, "A1", verdict="tanya",
                         reason="Tahun berapa?", of_version=1)  # fmt: skip
    assert state() is State.ASKED
    for _ in range(2):  # a connection that dropped sends it again
        with store.begin() as tx:
            talking.say(tx, camat, EDITION, BLIMBING, "A1", text=" Tahun 2025. ")
    assert state() is State.REPLIED
    with store.begin() as tx:
        first = verifying.queue(tx, verifikator, EDITION)[0]
        assert (first.kecamatan, first.waiting, first.asked, first.replied) == (BLIMBING, 0, 1, 1)
        told = talking.threads(tx, camat, EDITION, BLIMBING)["A1"]
        assert [(one.number, one.role, one.text) for one in told] == [
            (1, Role.VERIFIKATOR, "Tahun berapa?"), (2, Role.KECAMATAN, "Tahun 2025."),
        ]  # fmt: skip
        verifying.decide(tx, verifikator, EDITION, BLIMBING, "A1", verdict="tolak", reason="lama",
                         of_version=1)  # fmt: skip
    assert state() is State.REFUSED
    with store.begin() as tx:
        write(tx, camat, BLIMBING, "baru", 1)
    assert state() is State.CHANGED


def test_nothing_is_said_of_nothing_too_much_or_after_closing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = played(store, jurors=1)
    camat = of.camat[BLIMBING]
    for question, text in (("A1", " "), ("A1", "x" * 2001), ("Z9", "ada")):
        with store.begin() as tx, pytest.raises(ContestError):
            talking.say(tx, camat, EDITION, BLIMBING, question, text=text)
    with store.begin() as tx, pytest.raises(RefusedError):
        talking.say(tx, of.camat[KLOJEN], EDITION, BLIMBING, "A1", text="ada")
    monkeypatch.setattr(talking, "MOST", 2)
    with store.begin() as tx:
        for text in ("a", "b"):
            talking.say(tx, camat, EDITION, BLIMBING, "A1", text=text)
        with pytest.raises(ContestError, match="Paling banyak 2"):
            talking.say(tx, camat, EDITION, BLIMBING, "A1", text="c")
    score_all(store, of.juri, {(code, q): [Decimal(n)] for n, code in enumerate(FIVE)
                               for q in ("A1", "A2", "T1")})  # fmt: skip
    with store.begin() as tx:
        closing.close(tx, of.panitia, EDITION)
    with store.begin() as tx, pytest.raises(LockedError):
        talking.say(tx, camat, EDITION, BLIMBING, "A2", text="ada")


# Who scored what


def test_what_jurors_lack_is_told_sheet_by_sheet(store: Store) -> None:
    of = played(store)
    first, second = of.juri
    with store.begin() as tx:
        scoring.give(tx, first, EDITION, BLIMBING, "A1", value=Decimal(80), version=0)
        scoring.give(tx, second, EDITION, BLIMBING, "T1", value=Decimal(4), version=0)
        scoring.finish(tx, second, EDITION, BLIMBING, "tinjau_lapang")
        told = scoring.coverage(tx, of.panitia, EDITION)
    assert len(told) == 2 * len(FIVE) * 2
    some = [(one.juror, one.stage, one.given, one.asked, one.final_at is not None)
            for one in told if one.kecamatan == BLIMBING]  # fmt: skip
    assert some == [
        (first.person_id, "administrasi", 1, 2, False),
        (first.person_id, "tinjau_lapang", 0, 1, False),
        (second.person_id, "administrasi", 0, 2, False),
        (second.person_id, "tinjau_lapang", 1, 1, True),
    ]


# In the field


def test_a_finding_has_a_value_where_it_holds_in_part_and_there_alone(store: Store) -> None:
    of = played(store)
    juror = of.juri[0]
    for question, finding, value in (
        ("A1", "sesuai", Decimal(1)),
        ("A1", "sebagian", None),
        ("A1", "tidak", Decimal(0)),
        ("A1", "sebagian", Decimal(101)),
        ("A1", "entah", None),
        ("T1", "sesuai", None),  # no claim of the documents
        ("Z9", "sesuai", None),
    ):
        with store.begin() as tx, pytest.raises(ContestError):
            visiting.find(tx, juror, EDITION, BLIMBING, question, finding=finding, value=value,
                          version=0)  # fmt: skip
    with store.begin() as tx:
        assert visiting.findings(tx, juror, EDITION, BLIMBING) == {}
        for _ in range(2):
            made = visiting.find(tx, juror, EDITION, BLIMBING, "A1", finding="sebagian",
                                 value=Decimal(60), note="separuh", version=0)  # fmt: skip
            assert made == 1
        with pytest.raises(StaleError):
            visiting.find(tx, juror, EDITION, BLIMBING, "A1", finding="tidak", version=0)
        assert visiting.findings(tx, of.juri[1], EDITION, BLIMBING) == {}
        scoring.give(tx, juror, EDITION, BLIMBING, "T1", value=Decimal(4), version=0)
        scoring.finish(tx, juror, EDITION, BLIMBING, "tinjau_lapang")
    with store.begin() as tx, pytest.raises(LockedError):
        visiting.find(tx, juror, EDITION, BLIMBING, "A1", finding="tidak", version=1)
    with store.begin() as tx, pytest.raises(LockedError):
        visiting.add_photo(tx, juror, EDITION, BLIMBING, "A1", name="a.jpg", content=photo())


def test_photos_are_ones_own_and_say_where_they_were_taken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = played(store)
    juror, other = of.juri
    with store.begin() as tx:
        sha256 = visiting.add_photo(tx, juror, EDITION, BLIMBING, "A1", name="a.jpg",
                                    content=photo())  # fmt: skip
        with pytest.raises(ContestError, match="bukan foto"):
            visiting.add_photo(tx, juror, EDITION, BLIMBING, "A1", name="a.pdf", content=pdf())
        (one,) = visiting.photos(tx, juror, EDITION, BLIMBING)
        assert one.position == pictures.Position(NORTH, EAST, "2026:03:02 09:15:00")
        assert visiting.photo(tx, juror, EDITION, BLIMBING, sha256)
        assert visiting.any_photo(tx, of.panitia, EDITION, BLIMBING, sha256)
        assert visiting.photos(tx, other, EDITION, BLIMBING) == []
        for actor, code in ((other, BLIMBING), (juror, KLOJEN)):
            with pytest.raises(ContestError):
                visiting.photo(tx, actor, EDITION, code, sha256)
        monkeypatch.setattr(visiting, "MOST_PHOTOS", 1)
        with pytest.raises(ContestError, match="Paling banyak 1 foto"):
            visiting.add_photo(tx, juror, EDITION, BLIMBING, "A1", name="b.jpg", content=photo())
        visiting.remove_photo(tx, juror, EDITION, BLIMBING, "A1", sha256=sha256)
        assert visiting.photos(tx, juror, EDITION, BLIMBING) == []


def visited(store: Store) -> Played:
    """Three kecamatan are visited: of one all holds, of one a part, of one nothing."""
    of = played(store)
    score_all(store, of.juri, {
        (code, q): [Decimal(most) * (n + 1) / 10, Decimal(most) * (n + 2) / 10]
        for n, code in enumerate(FIVE) for q, most in (("A1", 100), ("A2", 10))
    } | {(code, "T1"): [Decimal(3), Decimal(n) / 2] for n, code in enumerate(FIVE)})  # fmt: skip
    with store.begin() as tx:
        for code in FIVE[:3]:
            for one in of.juri:
                scoring.reopen(tx, of.panitia, EDITION, code, "tinjau_lapang",
                               juror=one.person_id, reason="kunjungan")  # fmt: skip
        for one in of.juri:
            for code, finding in zip(FIVE[:3], ("sesuai", "sebagian", "tidak"), strict=True):
                value = Decimal(5) if finding == "sebagian" and one == of.juri[0] else None
                told = finding if value is not None or finding != "sebagian" else "sesuai"
                visiting.find(tx, one, EDITION, code, "A2", finding=told, value=value, version=0)
                scoring.finish(tx, one, EDITION, code, "tinjau_lapang")
        closing.close(tx, of.panitia, EDITION)
    return of


def test_claims_that_hold_are_worth_their_documents_and_the_visit_is_published(
    store: Store,
    where: Path,  # noqa: F811
    held: Path,  # noqa: F811
) -> None:
    of = visited(store)
    with store.begin() as tx:
        found = visiting.verified(tx, of.panitia, EDITION)
        before = {one.kecamatan: one.total for one in closing.results(tx, of.panitia, EDITION)}
        book = recap.workbook(tx, of.panitia, EDITION)
    assert found == {  # documents: 1.5, 2.5, 3.5 of 10
        (FIVE[0], "A2"): Fraction(3, 2),
        (FIVE[1], "A2"): (Fraction(5) + Fraction(5, 2)) / 2,
        (FIVE[2], "A2"): Fraction(0),
    }
    assert len(before) == len(FIVE)
    assert book
    let_out(of, where, held)
    published = ask(where, "SELECT substr(place_id, -6), value, value_max FROM score WHERE"
                    " stage = 'tinjau_lapang' AND juror IS NULL ORDER BY ALL")  # fmt: skip
    assert published == [(code, float(value), 10.0) for (code, _), value in sorted(found.items())]


# Pictures


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_leaves_without_place_time_and_camera_and_is_the_same_picture(kind: str) -> None:
    sent = photo(kind=kind)
    made = pictures.shown(sent, evidence.told("a", sent).kind)
    assert b"RAHASIA" in sent
    assert b"RAHASIA" not in made
    assert pictures.position(sent) == pictures.Position(NORTH, EAST, "2026:03:02 09:15:00")
    assert pictures.position(made) is None
    with Image.open(io.BytesIO(sent)) as one, Image.open(io.BytesIO(made)) as other:
        assert other.getexif().get(ExifTags.Base.Orientation) == 6
        apart = ImageStat.Stat(ImageChops.difference(one, other)).mean
        assert max(apart) <= (0 if kind == "PNG" else 2)  # of 255, on noise; one writing of a JPEG


def test_pictures_behind_the_first_that_phones_write_do_not_leave_either() -> None:
    """A phone puts a second picture, with its own place, behind the one that is seen."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(photo())) as first, Image.open(io.BytesIO(photo())) as second:
        first.save(out, "MPO", save_all=True, append_images=[second], exif=first.getexif())
    sent = out.getvalue()
    assert evidence.told("a.jpg", sent).kind == "jpg"
    assert b"RAHASIA" not in pictures.shown(sent, "jpg")


@given(st.binary(max_size=300))
def test_no_picture_breaks_what_reads_its_position(content: bytes) -> None:
    sent = photo()
    assert pictures.position(sent[:60] + content) is None or content
    pictures.position(content)
    at = len(content) % len(sent)
    pictures.position(sent[:at] + content + sent[at:])


@pytest.mark.parametrize(
    "gps",
    [(91.0, 0.0, 0.0), (float("nan"), 0.0, 0.0), (1.0,), "x", (1.0, 2.0, 3.0, 4.0), (-1.0, 0, 0)],
)
def test_a_place_that_is_none_is_none(gps: object) -> None:
    assert pictures._degrees(gps, "N", 90) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("tags", "shape"),
    [
        ([(0x112, 4, 70_000)], (480, 160)),  # which way up, as a LONG
        ([(0x112, 4, 0)], (480, 160)),
        ([(0x112, 2, 0x61626300)], (480, 160)),  # as text
        ([(0x100, 2, 0x61626300), (0x112, 4, 6)], (160, 480)),  # its width as text
    ],
)
def test_what_a_camera_writes_wrongly_breaks_no_picture(
    kind: str, tags: list[tuple[int, int, int]], shape: tuple[int, int]
) -> None:
    # Pillow writes no such numbers: by hand
    written = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, len(tags))
    for tag, of, number in tags:
        written += struct.pack(">HHII", tag, of, 4 if of == 2 else 1, number)
    written += bytes(4)
    out = io.BytesIO()
    Image.new("RGB", (900, 300)).save(out, kind, exif=written)
    sent = out.getvalue()
    made = pictures.shown(sent, evidence.told("a", sent).kind)
    with Image.open(io.BytesIO(made)) as other:
        assert set(other.getexif().values()) <= set(range(1, 9))
    with Image.open(io.BytesIO(pictures._photo(sent))) as small:
        assert small.size == shape


def test_one_photo_that_cannot_be_drawn_does_not_end_an_export(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = played(store)
    with store.begin() as tx:
        for name, content in (("foto", photo()), ("pdf", pdf())):
            entering.add_evidence(tx, of.camat[BLIMBING], EDITION, BLIMBING, "A1", name=name,
                                  content=content)  # fmt: skip

    def broken(*_: object, **__: object) -> None:
        raise struct.error("short")

    monkeypatch.setattr(Image.Image, "save", broken)
    with store.begin(writes=False) as tx:
        made = zipfile.ZipFile(io.BytesIO(keeping.export(tx, of.panitia, EDITION)))
    names = [name for name in made.namelist() if name.startswith("bukti/")]
    assert sorted(name.rpartition(".")[2] for name in names) == ["pdf", "txt"]
    assert b"tidak dapat dibuka" in made.read(next(n for n in names if n.endswith("txt")))


@pytest.mark.parametrize(
    ("ended", "is_kept"),
    [(None, False), (1, False), (-signal.SIGKILL, False), (first_page.BROKEN, True),
     (-signal.SIGSEGV, True), (-signal.SIGXCPU, True)],
)  # fmt: skip
def test_a_page_that_was_not_drawn_in_time_is_drawn_the_next_time(
    ended: int | None, is_kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None: it took too long. Only what the file itself brings about is kept as no picture."""
    files, sent = tmp_path / "bukti", pdf()
    told = evidence.told("a.pdf", sent)
    evidence.keep(files, told.sha256, sent)

    def run(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        if ended is None:
            raise subprocess.TimeoutExpired("x", 20)
        return subprocess.CompletedProcess("x", ended, b"")

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "run", run)
        assert pictures.small(files, told.sha256, "pdf") == b""
    assert (pictures.small(files, told.sha256, "pdf") == b"") == is_kept


def test_small_pictures_are_made_once_and_of_what_can_be_drawn(store: Store) -> None:
    of = played(store)
    camat = of.camat[BLIMBING]
    made = {}
    broken = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
    for name, content in (("foto", photo(size=(900, 300))), ("pdf", pdf()), ("rusak", broken)):
        with store.begin() as tx:
            sha256 = entering.add_evidence(tx, camat, EDITION, BLIMBING, "A1", name=name,
                                           content=content)  # fmt: skip
            made[name] = entering.small_content(tx, camat, EDITION, BLIMBING, sha256)
            assert entering.small_content(tx, camat, EDITION, BLIMBING, sha256) == made[name]
            with pytest.raises(RefusedError):
                entering.small_content(tx, of.camat[KLOJEN], EDITION, KLOJEN, sha256)
    assert made["rusak"] == b""
    for name, shape in (("foto", (160, 480)), ("pdf", (339, 480))):
        with Image.open(io.BytesIO(made[name])) as small:
            assert small.size == pytest.approx(shape, abs=2)
            assert not small.getexif()
    with store.begin() as tx:
        assert set(entering.positions(tx, camat, EDITION, BLIMBING).values()) == {
            pictures.Position(NORTH, EAST, "2026:03:02 09:15:00")
        }
        told = keeping.export(tx, of.panitia, EDITION)
        assert b"RAHASIA" not in told
        assert not journal.verify(tx).problem
