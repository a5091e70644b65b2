"""Imports by hand: what a file says as rows, without reading one; and a catalog so small that a
build takes a moment.
"""

import csv
import hashlib
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from data import build, check, publish
from data.importer import publishing
from data.importer.draft import Draft, Edition
from data.importer.recognise import Read
from tests.import_cases import make_cases
from tests.import_cases.make_cases import Sheets

SOME = ("3573", "3507")  # kabkota: Kota Malang, Kabupaten Malang
CITY = Edition("kabkota", "3573", 2026)
PLACES = {
    "Kedungkandang": "357303",
    "Sukun": "357304",
    "Klojen": "357302",
    "Blimbing": "357301",
    "Lowokwaru": "357305",
}
Said = dict[str, tuple[float, ...]]  # scores of the criteria by name of the kecamatan


class File(NamedTuple):
    """What publishing needs of a proposal."""

    file: Path
    name: str
    sha256: str
    edition: Edition
    rows: dict[str, list[dict[str, Any]]] | None
    read: Read = Read(Draft())
    answers: dict[str, str] = {}  # noqa: RUF012 - never changed


def recap(
    folder: Path,
    said: Said,
    *,
    name: str = "rekap.csv",
    edition: Edition = CITY,
    stage: str = "hasil",
    publisher: str = "Pemerintah Kota Malang",
    title: str = "",
    criteria: tuple[str, ...] = ("Pelayanan", "Inovasi"),
    codes: tuple[str, ...] = (),
    juror: str | None = None,
    has_ranks: bool = True,
) -> File:
    """A recap as the importer would propose it: ranks by the sum of the scores."""
    folder.mkdir(parents=True, exist_ok=True)
    body = repr(
        (said, edition, stage, publisher, title, criteria, codes, juror, has_ranks)
    ).encode()
    (folder / name).write_bytes(body)
    sha256 = hashlib.sha256(body).hexdigest()
    source = f"impor-{edition.edition_id}-{sha256[:8]}"
    held = {
        "edition_year": edition.year,
        "level": "kabkota",
        "province_code": "35",
        "kabkota_code": edition.code,
    }
    common = held | {"source_id": source, "class": None}
    codes = codes or tuple(f"nilai-{number}" for number in range(1, len(criteria) + 1))
    totals = sorted((sum(values) for values in said.values()), reverse=True)
    placements = [
        common | {
            "kecamatan_code": PLACES[place], "kecamatan_printed": place, "kabkota_printed": None,
            "stage": stage,
            "placement": "peserta", "rank": totals.index(sum(values)) + 1 if has_ranks else None,
            "score": float(sum(values)) if has_ranks else None, "score_max": None,
            "basis": "stated", "note": None,
        }
        for place, values in said.items()
    ]  # fmt: skip
    scores = [
        common
        | {
            "kecamatan_code": PLACES[place],
            "stage": stage,
            "juror": juror,
            "indicator": code,
            "value": value,
            "value_max": 100,
        }
        for place, values in said.items()
        for code, value in zip(codes, values, strict=True)
    ]
    rows = {
        "sources": [{"source_id": source, "publisher": publisher,
        "title": title or f"Berkas impor {name}"}],
        "editions": [{"level": "kabkota", "code": edition.code, "year": edition.year,
        "short_name": "SKK",
                      "name": "Sinergitas Kinerja Kecamatan", "is_skk": "ya"}],
        "indicators": [held | {"code": code, "name": one, "weight": None, "source_id": source,
        "note": None}
                       for code, one in zip(codes, criteria, strict=True)],
        "placements": placements,
        "scores": scores,
    }  # fmt: skip
    return File(folder / name, name, sha256, edition, rows)


FIVE: Said = {
    "Lowokwaru": (90, 88),
    "Klojen": (85, 86),
    "Sukun": (80, 82),
    "Blimbing": (75, 78),
    "Kedungkandang": (70, 71),
}

CORRECTED = FIVE | {"Sukun": (91.0, 90.0)}
PAPARAN = {name: (values[0] - 5, values[1] - 4) for name, values in FIVE.items()}


def small(
    folder: Path,
    *,
    provinsi: tuple[str, ...] = ("35",),
    kabkota: tuple[str, ...] = SOME,
    is_simulated: bool = False,
) -> Path:
    """A catalog of the regions whose codes begin so, the general indicators, and nothing else."""
    shutil.copytree(build.CATALOG, folder)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            head, *records = csv.reader(file)
        kept_of = {"provinsi": provinsi, "kabkota": kabkota, "kecamatan": kabkota}
        codes = {**kept_of, "skk_indicators": ("",)}.get(path.stem, ())
        with path.open("w", encoding="utf-8", newline="") as file:
            kept = [record for record in records if record[0].startswith(codes)] if codes else []
            csv.writer(file, lineterminator="\n").writerows([head, *kept])
    if is_simulated:
        (folder / check.MARK).write_text("uji", encoding="utf-8")
    return folder


@cache
def _built(catalog: Path, where: Path) -> Path:
    return build.build(catalog, where)


def copied(catalog: Path, once: Path, where: Path) -> Path:
    """A folder of generations with the catalog alone in force; what was built in `once` is used
    again.
    """
    generation = _built(catalog, once)
    where.mkdir(parents=True)
    shutil.copy2(generation, where)
    publish.point(where, where / generation.name)
    return where


def ask(where: Path, query: str) -> list[Any]:
    """What the generation in force answers."""
    generation = publish.current(where)
    assert generation is not None
    with publish.connect(generation) as con:
        return con.execute(query).fetchall()


def state(where: Path) -> dict[str, bytes | None]:
    """Every file and folder below a folder, with its content."""
    return {
        str(path.relative_to(where)): path.read_bytes() if path.is_file() else None
        for path in where.rglob("*")
    }


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small catalog."""
    return small(tmp_path_factory.mktemp("kecil") / "catalog")


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it is built once for a whole run."""
    return tmp_path_factory.mktemp("sekali")


@pytest.fixture
def where(catalog: Path, once: Path, tmp_path: Path) -> Path:
    """A folder of generations with the small catalog in force."""
    return copied(catalog, once, tmp_path / "terbit")


Put = Callable[..., str]


class Published(NamedTuple):
    """A folder of generations as a publication left it, to be copied."""

    import_id: str
    folder: Path


def digest(folder: Path) -> str:
    """What a folder holds, down to the last byte."""
    found = hashlib.sha256()
    for name, content in sorted(state(folder).items()):
        found.update(repr((name, content and hashlib.sha256(content).digest())).encode())
    return found.hexdigest()


_kept: dict[object, Published] = {}


@pytest.fixture
def put(catalog: Path, where: Path, once: Path) -> Put:
    """Publish a file and return its import; the same file, upon a folder of the same content to the
    last byte, is published once for a whole run.
    """

    def publishes(file: File, who: str = "Ani", replaces: list[str] | None = None) -> str:
        told = file._replace(file=Path(file.name))  # wherever it lies
        key = (digest(where), file.file.read_bytes(), repr(told), who, repr(replaces))
        if key in _kept:
            shutil.rmtree(where)
            shutil.copytree(_kept[key].folder, where)
        else:
            candidate = publishing.prepare(file, catalog, where, who, replaces=replaces)  # type: ignore[arg-type]
            publishing.confirm(candidate, where)
            folder = Path(shutil.copytree(where, once / f"terbitan-{len(_kept)}"))
            _kept[key] = Published(candidate.import_id, folder)
        return _kept[key].import_id

    return publishes


@pytest.fixture
def office(put: Put, where: Path, catalog: Path) -> tuple[Put, Path, Path]:
    """All three."""
    return put, where, catalog


def in_force(where: Path) -> list[str]:
    """The imports in force, oldest first."""
    return [one.import_id for one in reversed(publishing.imports(where)) if one.is_in_force]


def saved(folder: Path, sheets: Sheets) -> Path:
    """A workbook of these sheets."""
    path = folder / "a.xlsx"
    make_cases.write(path, sheets)
    return path
