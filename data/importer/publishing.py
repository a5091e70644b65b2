"""From a proposal to a generation in force, and back: candidates, the difference, the journal.

A candidate is a layer and a database in a folder of its own within the folder of generations. Publishing moves the layer to its
place, then the database, and last the pointer; whoever dies on the way leaves the old generation in force and whole.
"""

import csv
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from data import build, check, publish
from data.importer import layer
from data.importer.difference import Difference, between
from data.importer.proposal import Proposal

JOURNAL = "journal.jsonl"
DRAFTS = ".impor-"
STALE = 24 * 3600  # seconds after which a candidate that nobody published is swept away
Told = Callable[[str], None]
Opened = Callable[[duckdb.DuckDBPyConnection], None]


class RefusedError(Exception):
    """A proposal cannot become a generation; the message is a sentence for the operator."""


class Candidate(NamedTuple):
    """A generation ready to be published: `base` is the one in force that it was compared with."""

    folder: Path
    import_id: str
    version: str
    base: Path | None
    difference: Difference
    replaced: list[str]  # imports of the same edition that it takes the place of
    meta: dict[str, Any]


class Generation(NamedTuple):
    """One published generation: what it was built from and whether it is in force."""

    path: Path
    version: str
    built_at: datetime
    origin: str
    imports: list[str]  # files, oldest first
    is_readable: bool  # by this version of the app
    is_current: bool = False


def prepare(
    proposal: Proposal,
    catalog: Path,
    where: Path,
    who: str,
    told: Told = lambda _: None,
    *,
    opened: Opened = lambda _: None,
) -> Candidate:
    """Build the generation that a proposal without faults would make and compare it with the one in force.

    An import takes the place of an earlier one of the same edition. `told` is called before each step with what comes next,
    `opened` with the connection that builds; if either raises, or the connection is interrupted, nothing is left behind.

    Raises:
        RefusedError: the same file is in force, or the catalog is simulated.
        build.MixError: the folder holds simulated data.
        check.CatalogError: the catalog and the imports do not agree.
        areas.BoundaryError, OSError: as build.write.
    """
    if proposal.rows is None:
        raise RefusedError("Berkas masih mengandung kesalahan; perbaiki dahulu.")
    if check.is_simulated(catalog):
        raise RefusedError("Data simulasi tidak menerima impor; pilih katalog dan folder terbitan yang sungguhan.")
    build.refuse_mixture(where, "published")
    where.mkdir(parents=True, exist_ok=True)
    _sweep(where)
    base = publish.current(where)
    held = _held(base)
    replaced = [one for one, edition_id in held.items() if edition_id == proposal.edition.edition_id]
    kept_layers = [where / build.IMPORTS / one for one in held if one not in replaced]
    rows = _without_known_edition(proposal.rows, kept_layers)
    name = layer.import_id(rows, proposal.edition.edition_id, proposal.sha256)
    if name in held:
        raise RefusedError(f"Berkas ini ({proposal.name}) sudah terbit dengan isi yang sama; tidak ada yang perlu diimpor.")
    meta = {
        "edition_id": proposal.edition.edition_id,
        "source_id": rows["sources"][0]["source_id"],
        "file": proposal.name,
        "sha256": proposal.sha256,
        "imported_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "who": who,
        "replaces": replaced,
    }
    folder = where / f"{DRAFTS}{os.getpid()}-{secrets.token_hex(4)}"
    own = folder / build.IMPORTS / name
    try:
        told("Menyusun lapisan data")
        kept = where / build.IMPORTS / name
        if kept.exists():  # published once and taken back: the same rows, so that going on is going back to it
            shutil.copytree(kept, own)
            meta = json.loads((own / "meta.json").read_text(encoding="utf-8")) | {"who": who}
        else:
            layer.write(own, rows, proposal.file, meta)
        told("Memeriksa katalog bersama impor")
        layers = [*kept_layers, own]
        frames = check.read(catalog, layers=layers)
        told("Membangun calon terbitan")
        version = build.write(folder / "skk.duckdb", frames, where, "published", layers=layers, opened=opened)
        told("Membandingkan dengan data terbit")
        return Candidate(folder, name, version, base, between(base, folder / "skk.duckdb"), replaced, meta)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def confirm(candidate: Candidate, where: Path) -> Path:
    """Put a candidate in force and return its generation.

    Raises:
        publish.MovedError: another generation is in force than the one the candidate was compared with; prepare it anew.
        OSError: the folder cannot be written, or somebody else keeps it.
    """
    with publish.locked(where):
        if publish.current(where) != candidate.base:
            raise publish.MovedError("Data terbit berubah sejak perbandingan ini dibuat; bandingkan lagi sebelum menerbitkan.")
        kept = where / build.IMPORTS / candidate.import_id
        kept.parent.mkdir(exist_ok=True)
        if not kept.exists():
            (candidate.folder / build.IMPORTS / candidate.import_id).replace(kept)
        entry = {
            "what": "terbit", **{name: candidate.meta[name] for name in ("who", "file", "sha256", "edition_id")},
            "import_id": candidate.import_id, "replaces": candidate.replaced,
            "changes": candidate.difference.counts.to_dict("records"),
        }  # fmt: skip
        generation = _moved(
            where, entry, candidate.base, f"skk-{candidate.version[:12]}.duckdb",
            lambda: publish.settle(candidate.folder / "skk.duckdb", where, candidate.version, candidate.base),
        )  # fmt: skip
    shutil.rmtree(candidate.folder, ignore_errors=True)
    return generation


def discard(candidate: Candidate) -> None:
    """Throw a candidate away."""
    shutil.rmtree(candidate.folder, ignore_errors=True)


def revert(where: Path, name: str, base: Path | None, who: str) -> Path:
    """Put an earlier generation in force, with the imports that it holds, and return it.

    Args:
        where: the folder of generations.
        name: file name of the generation, as in generations().
        base: the generation that whoever decides sees in force.
        who: who decides.

    Raises:
        RefusedError: there is no such generation, or this version of the app cannot read it.
        publish.MovedError: another generation is in force than `base`.
        OSError: the folder cannot be written, or somebody else keeps it.
    """
    target = next((_opened(path, path.stat().st_mtime_ns) for path in stored(where) if path.name == name), None)
    if target is None:
        raise RefusedError(f'Terbitan "{name}" tidak ada di {where}; pilih dari riwayat.')
    if not target.is_readable:
        raise RefusedError(
            f'Terbitan "{name}" dibuat oleh versi aplikasi yang lain dan tidak dapat dibaca versi ini; pilih yang lain.'
        )
    with publish.locked(where):
        if publish.current(where) != base:
            raise publish.MovedError("Data terbit berubah sejak riwayat ini ditampilkan; periksa lagi sebelum mengembalikan.")

        def move() -> Path:
            publish.point(where, target.path)
            return target.path

        return _moved(where, {"what": "kembali", "who": who}, base, name, move)


def stored(where: Path) -> list[Path]:
    """The files of the generations of a folder, the one written last first."""
    return sorted(where.glob("skk-*.duckdb"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def generations(where: Path, most: int | None = None) -> list[Generation]:
    """The generations of a folder, latest first; a file that is no database of ours is left out.

    `most` opens only so many that were written last, and the one in force.
    """
    current, paths = publish.current(where), stored(where)
    found = [
        one._replace(is_current=path == current)
        for number, path in enumerate(paths)
        if (most is None or number < most or path == current) and (one := _opened(path, path.stat().st_mtime_ns))
    ]
    return sorted(found, key=lambda one: (one.built_at, one.path.name), reverse=True)


@lru_cache(maxsize=1000)
def _opened(path: Path, _: int) -> Generation | None:
    """A generation by what it says of itself, or None where it is none of ours. It never changes, so that it is asked once."""
    try:
        with publish.connect(path) as con:
            version, built_at, origin = con.execute("SELECT version, built_at, origin FROM build").fetchall()[0]
            files = []
            if "import" in publish.tables(con):
                files = con.execute('SELECT file FROM "import" ORDER BY imported_at, import_id').fetchall()
            is_readable = publish.is_readable(con)
    except (duckdb.Error, IndexError):
        return None
    return Generation(path, version, built_at, origin, [file for (file,) in files], is_readable)


def journal(where: Path) -> list[dict[str, Any]]:
    """What was published and taken back, latest first. `done` tells whether it came to its end; a torn line is left out."""
    try:
        lines = (where / JOURNAL).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    entries: dict[str, dict[str, Any]] = {}
    for line in lines:
        try:
            entry = json.loads(line)
            entries.setdefault(entry["id"], {"done": False}).update(entry)
        except (ValueError, KeyError, TypeError):
            continue
    return list(reversed(entries.values()))


def _moved(where: Path, entry: dict[str, Any], base: Path | None, to: str, move: Callable[[], Path]) -> Path:
    """Move the pointer between two lines of the journal: what is about to happen, and that it has happened."""
    number = secrets.token_hex(6)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    _note(where, {"id": number, "at": at, **entry, "from": base.name if base else None, "to": to})
    generation = move()
    _note(where, {"id": number, "done": True})
    return generation


def _note(where: Path, entry: dict[str, Any]) -> None:
    with (where / JOURNAL).open("a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            torn = file.read(1) != b"\n"  # whoever wrote last was killed amid a line
        else:
            torn = False
        file.write((b"\n" if torn else b"") + json.dumps(entry, ensure_ascii=False).encode() + b"\n")


def _held(generation: Path | None) -> dict[str, str]:
    """The imports of a generation and their editions, oldest first."""
    if not build.accepted(generation) or generation is None:
        return {}
    with publish.connect(generation) as con:
        return dict(con.execute('SELECT import_id, edition_id FROM "import" ORDER BY imported_at, import_id').fetchall())


def _without_known_edition(rows: layer.Rows, layers: list[Path]) -> layer.Rows:
    """Rows without an edition that another layer lists already: the other class of the same contest."""
    listed = [
        (one["level"], one["code"], one["year"])
        for folder in layers
        if (folder / "editions.csv").is_file()
        for one in csv.DictReader((folder / "editions.csv").read_text(encoding="utf-8").splitlines())
    ]
    new = [one for one in rows.get("editions", []) if (one["level"], one["code"], str(one["year"])) not in listed]
    return {stem: several for stem, several in (rows | {"editions": new}).items() if several}


def _sweep(where: Path) -> None:
    for folder in where.glob(f"{DRAFTS}*"):
        if time.time() - folder.stat().st_mtime > STALE:
            shutil.rmtree(folder, ignore_errors=True)
