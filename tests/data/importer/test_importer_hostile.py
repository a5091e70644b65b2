"""Importing what nobody would send on purpose, and dying in the middle of it.

The fuzz run takes 60 files; IMPORT_MUTANTS=1000 takes a thousand (`IMPORT_MUTANTS=1000 pytest
tests/data/importer/test_importer_hostile.py`).
"""

import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.files import FileError
from data.importer import faults, match, recognise, template, workbook
from data.importer.draft import Criterion, Draft, Edition, Innovation, Number, Place, Row
from data.importer.proposal import Choices, gazetteer, propose
from data.importer.questions import Asked
from tests import real
from tests.import_cases import make_cases
from tests.thorough import many

MUTANTS = int(os.environ.get("IMPORT_MUTANTS", many(60, 2000)))
ANSWERS = {"tahap": "hasil", "maksimum": "tidak diketahui"}


@pytest.fixture(scope="module")
def frames() -> Any:
    return real.frames()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real.copied(tmp_path_factory.mktemp("terbit") / "out")


def test_a_name_that_is_too_long_is_told_with_its_cell() -> None:
    draft = Draft(Edition("kabkota", "3573", 2026))
    draft.criteria["K1"] = Criterion("K1", "x" * 201, None, 100.0, "Nilai!C5")
    draft.criteria["K2"] = Criterion("K2", "x" * 200, None, 100.0, "Nilai!D5")
    place = Place("y" * 500, "", "", "Nilai!B7")
    draft.places[place.key] = place
    found = [str(one) for one in faults.find(draft, {}) if "terlalu panjang" in str(one)]
    assert len(found) == 2
    assert found[0].startswith('Nilai!C5: nama kriteria "xxx')
    assert found[0].endswith("(201 huruf); singkatkan menjadi paling banyak 200 huruf")
    assert found[1].startswith('Nilai!B7: nama kecamatan "yyy')


# The template: what is written is what is read.

words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "S")), min_size=1, max_size=12
).map(lambda said: " ".join(said.split()))
names = words.filter(
    lambda said: any(map(str.isalpha, said)) and said.lower() not in ("jumlah", "total")
)
figures = st.one_of(st.integers(0, 100), st.decimals(0, 100, places=3).map(float))
NAMES = ["Klojen", "Sukun", "Lowokwaru", "Blimbing", "Kedungkandang"]


@st.composite
def drafts(draw: Callable[[Any], Any]) -> Draft:
    """What an office may write on every sheet of the template."""
    draft = Draft(
        Edition("kabkota", "Kota Malang", draw(st.integers(2020, 2027)), "", draw(names),
        draw(names), "ya", "2026-03-01", 5),
        publisher=draw(names), title=draw(names), published="2026-03",
    )  # fmt: skip
    for number in range(draw(st.integers(1, 4))):
        weight, most = draw(st.none() | figures), draw(st.none() | figures)
        draft.criteria[f"K{number}"] = Criterion(f"K{number}", draw(names), weight, most, "")
    for called in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)):
        place = Place(called, "Kota Malang", "", "")
        draft.places[place.key] = place
        rank = draw(st.none() | st.integers(1, 30))
        title = draw(st.sampled_from(["", "juara 1", "harapan 2", "finalis"]))
        draft.rows.append(
            Row("Peserta", place.key, "", "", "hasil", Number(rank, "") if rank else None, title,
            draw(st.just("") | names),
                Number(draw(figures), ""), None, None, {}, [])
        )  # fmt: skip
        for juror in draw(st.lists(names, max_size=3, unique=True)):
            parts = {("kriteria", key): Number(value,
            "") if (value := draw(st.none() | figures)) is not None else None
                     for key in draft.criteria}  # fmt: skip
            draft.rows.append(
                Row(
                    "Nilai",
                    place.key,
                    "",
                    juror,
                    "paparan",
                    None,
                    "",
                    "",
                    None,
                    None,
                    None,
                    parts,
                    [],
                )
            )
        if draw(st.booleans()):
            draft.innovations.append(
                Innovation(
                    place.key,
                    draw(names),
                    draw(st.just("") | names),
                    3,
                    "",
                    "",
                    "ya",
                    "",
                    draw(names),
                    "",
                )
            )
    return draft


def facts(draft: Draft) -> Any:
    """All that a draft says, without the addresses of cells."""

    def value(number: Number | None) -> float | None:
        return number.value if number else None

    rows = [
        (row.sheet, row.place, row.juror, row.stage, value(row.rank), row.title, row.category,
        value(row.total),
         {part: value(number) for part, number in row.parts.items()})
        for row in sorted(draft.rows, key=lambda row: (row.sheet != "Peserta", row.place,
        row.juror))
    ]  # fmt: skip
    return (
        draft.edition._replace(at=""), draft.publisher, draft.title, draft.published,
        sorted(draft.places),
        {key: one._replace(at="") for key, one in draft.criteria.items()}, rows,
        [one._replace(at="", indicator_at="") for one in draft.innovations],
    )  # fmt: skip


@given(drafts())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_filled_template_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, frames: Any, draft: Draft
) -> None:
    file = tmp_path_factory.mktemp("templat") / "a.xlsx"
    file.write_bytes(template.workbook(draft))
    asked, places = Asked({}), gazetteer(frames)
    read = recognise.arrange(
        recognise.tables(workbook.read(file), places, asked), asked, draft.edition.year
    )
    assert read.faults == []
    assert facts(read) == facts(draft)


# Files that are broken in every way that chance finds.


def _bytes(body: bytes, chance: random.Random) -> bytes:
    """A file with some bytes changed, cut or doubled."""
    found = bytearray(body)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(found))
        what = chance.randrange(4)
        if what == 0:
            found[at] = chance.randrange(256)
        elif what == 1:
            del found[at : at + chance.randrange(1, 200)]
        elif what == 2:
            found[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 50)))
        else:
            found[at:at] = found[at : at + 300]
        if not found:
            return b"x"
    return bytes(found)


def _part(body: bytes, chance: random.Random) -> bytes:
    """A workbook of which one part of the package is broken, so that the breakage is behind the
    checksums.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as old:
        broken = chance.choice(old.namelist())
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(
                    name, _bytes(old.read(name), chance) if name == broken else old.read(name)
                )
    return out.getvalue()


ODD = [
    "",
    "=1+1",
    "-",
    "1.234,5",
    "87,5",
    -1,
    1e300,
    10**20,
    0.1,
    True,
    "Juara I",
    "x" * 5000,
    "\u202e",
    "Kecamatan",
    "Jumlah",
    "2026",
    "%",
]


def _cells(sheets: make_cases.Sheets, chance: random.Random, path: Path) -> bytes:
    """A whole workbook that says odd things."""
    for _ in range(chance.choice([1, 4, 15])):
        rows = chance.choice(list(sheets.values()))
        row = chance.choice(rows)
        what = chance.randrange(4)
        if what == 0 and row:
            row[chance.randrange(len(row))] = chance.choice(ODD)
        elif what == 1:
            rows.insert(chance.randrange(len(rows)), list(row))
        elif what == 2:
            row.insert(0, chance.choice(ODD))
        else:
            chance.shuffle(rows)
    make_cases.write(path, sheets)
    return path.read_bytes()


def test_mutated_files_give_sentences_and_change_nothing(
    published: Path, frames: Any, tmp_path: Path
) -> None:
    chance = random.Random(7)
    bases = [make_cases.recap, make_cases.jurors, make_cases.template, make_cases.province]
    before = {path: path.read_bytes() for path in published.iterdir() if path.is_file()}
    refused = faulty = asked = good = 0
    for number in range(MUTANTS):
        sheets = chance.choice(bases)()
        file = tmp_path / f"{number}.xlsx"
        make_cases.write(file, sheets)
        kind = chance.randrange(5)
        if kind == 4:
            saved = make_cases.SAVED[chance.choice(["xls", "ods"])]
            file = file.with_suffix(saved.suffix)
            file.write_bytes(_bytes(saved.read_bytes(), chance))
        elif kind == 0:
            file.write_bytes(_bytes(file.read_bytes(), chance))
        elif kind == 1:
            file.write_bytes(_part(file.read_bytes(), chance))
        elif kind == 2:
            file.write_bytes(_cells(sheets, chance, file))
        else:
            file = file.with_suffix(".csv")
            file.write_bytes(
                _bytes(make_cases.as_csv(sheets, chance.choice(";,")).encode(), chance)
            )
        try:
            found = propose(file, file.name, frames, Choices(ANSWERS, accept=chance.random() < 0.5))
        except FileError as error:
            assert str(error).startswith((file.name, "Isi "))  # noqa: PT017 - the sentence names the file
            refused += 1
        else:
            faulty, good = faulty + bool(found.faults), good + (found.rows is not None)
            asked += bool(found.open) and not found.faults
        for one in tmp_path.iterdir():
            one.unlink()
    assert {path: path.read_bytes() for path in published.iterdir() if path.is_file()} == before
    assert refused + faulty + asked + good == MUTANTS
    # Of every kind there are some, or the run proves little
    assert min(refused, faulty, good) > MUTANTS // 30
    print(f"\n{MUTANTS} berkas: {refused} ditolak, {faulty} dengan kesalahan, {good} tanpa")


def test_names_are_matched_with_how_sure_that_is(frames: Any) -> None:
    draft = Draft()
    for called, kabkota in [("Kec. Lowok Waru", ""), ("Sukn", ""), ("Junrejo", ""), ("Xyz", "")]:
        place = Place(called, kabkota, "", "")
        draft.places[place.key] = place
    held_by = Edition("kabkota", "3573", 2026)
    found = {
        one.place.called: (one.code, one.confidence)
        for one in match.match(draft, held_by, frames, {}).values()
    }
    assert found == {
        "Kec. Lowok Waru": ("357305", 100),
        "Sukn": ("357304", 89),
        "Junrejo": (None, 0),
        "Xyz": (None, 0),
    }
