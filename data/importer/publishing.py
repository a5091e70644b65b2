"""From a proposal to a generation in force, and back: candidates, the difference, the journal.

A candidate is a database in a folder of its own within the folder of generations, with a new layer
or without one of those in force. Publishing moves the layer to its place, then the database, and
last the pointer; whoever dies on the way leaves the old generation in force and whole. Layers are
never deleted, so that what was taken back can be brought back.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from shutil import copytree, rmtree
from typing import NamedTuple

import duckdb

from data import build, check, drafts, layers, publish, stores
from data import journal as journals
from data.importer import criteria, layer, memory, practice, same
from data.importer.difference import Difference, between
from data.importer.layer import Record, Rows
from data.importer.proposal import Proposal
from data.journal import JOURNAL, Entry
from data.layers import Meta
from data.publish import stored

__all__ = ["JOURNAL", "stored"]
DRAFTS = drafts.PREFIX
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
    replaced: list[str]  # imports that it takes the place of
    meta: Meta
    what: str  # terbit, tarik or pulih, as in the journal
    imports: list[str]  # those in force afterwards, oldest first
    kind: str = "published"
    catalog: Path = build.CATALOG  # that it was built from


class Import(NamedTuple):
    """One accepted import, in force or not. `problem` says in a sentence what is damaged; `at` is
    in UTC.
    """

    import_id: str
    edition_id: str
    file: str
    sha256: str
    at: str
    who: str = ""
    publisher: str = ""
    title: str = ""
    is_in_force: bool = False
    problem: str = ""


class Generation(NamedTuple):
    """One published generation: what it was built from and whether it is in force."""

    path: Path
    version: str
    built_at: datetime
    origin: str
    imports: list[str]  # files, oldest first
    is_readable: bool  # by this version of the app
    is_current: bool = False
    kind: str = "published"
    held: tuple[str, ...] = ()  # the imports themselves


class _Ground(NamedTuple):
    """What a candidate is built on: the generation in force and its imports, oldest first."""

    where: Path
    catalog: Path
    kind: str
    base: Path | None
    held: list[Import]

    def folder(self, import_id: str) -> Path:
        return self.where / build.IMPORTS / import_id

    def others(self, without: Sequence[str]) -> list[str]:
        return [one.import_id for one in self.held if one.import_id not in without]


def prepare(
    proposal: Proposal,
    catalog: Path,
    where: Path,
    who: str,
    told: Told = lambda _: None,
    *,
    replaces: Sequence[str] | None = None,
    opened: Opened = lambda _: None,
) -> Candidate:
    """Build the generation that a proposal without faults would make and compare it with the one in
    force.

    `replaces` names the imports in force whose place it takes; None takes those of
    proposed_replacements(). All others stand beside it. Of a simulated catalog the import is a
    practice: its source is marked SIMULASI. `told` is called before each step with what comes next,
    `opened` with the connection that builds; if either raises, or the connection is interrupted,
    nothing is left behind.

    Raises:
        RefusedError: the same file is in force, what is to be replaced is not, a code of a
            criterion means two things, or the generation in force is damaged. build.MixError: the
            folder holds the other kind of data than the catalog. check.CatalogError: the catalog
            and the imports do not agree. areas.BoundaryError, OSError: as build.write.
    """
    if proposal.rows is None:
        raise RefusedError("Berkas masih mengandung kesalahan; perbaiki dahulu.")
    ground = _ground(where, catalog)
    edition_id = proposal.edition.edition_id
    source = same.of_rows(proposal.rows, edition_id, proposal.sha256)
    replaced = (
        _corrected(ground, source)
        if replaces is None
        else _chosen(ground, source, replaces, proposal.name)
    )
    rows = _rows(ground, proposal.rows, replaced)
    name = layer.import_id(rows, edition_id, proposal.sha256)
    if any(one.import_id == name for one in ground.held):
        raise RefusedError(
            f"Berkas ini ({proposal.name}) sudah terbit dengan isi yang sama; tidak ada yang perlu"
            " diimpor."
        )
    meta = _meta(ground, proposal, proposal.rows["sources"][0], who, replaced)
    kept = ground.folder(name)
    # Published once and taken back: the same rows, so that going on is going back to it
    is_kept = layer.is_kept(kept, rows)
    if is_kept:
        meta = layers.read(kept)._replace(who=who, replaces=tuple(replaced))

    def add(folder: Path) -> None:
        told("Menyusun lapisan data")
        if is_kept:
            copytree(kept, folder)
        else:
            layer.write(folder, rows, proposal.file, meta)
            memory.remember(
                folder, proposal.answers, memory.layout(proposal.read), proposal.edition.edition_id
            )

    return _candidate(ground, _Change("terbit", name, meta, replaced), _Steps(told, opened), add)


def _rows(ground: _Ground, rows: Rows, replaced: Sequence[str]) -> Rows:
    """The rows as they are published: a practice marked, codes of criteria told from those of the
    imports that stay.
    """
    marked = practice.marked(rows) if ground.kind == "simulated" else rows
    recoded, clash = criteria.recoded(
        marked, [ground.folder(one) for one in ground.others(replaced)]
    )
    if clash:
        raise RefusedError(f"{clash} Beri kode lain di berkas ini, atau gantikan impor itu.")
    return recoded


def _meta(
    ground: _Ground, proposal: Proposal, source: Record, who: str, replaced: Sequence[str]
) -> Meta:
    return Meta(
        proposal.edition.edition_id,
        str(source["source_id"]),
        proposal.name,
        proposal.sha256,
        _now(),
        who,
        tuple(replaced),
        str(source.get("publisher") or ""),
        str(source.get("title") or ""),
        ground.kind,
    )


def proposed_replacements(where: Path, proposal: Proposal) -> list[str]:
    """The imports in force that a proposal by default takes the place of: those of the same source
    (see same), oldest first.
    """
    if proposal.rows is None:
        return []
    source = same.of_rows(proposal.rows, proposal.edition.edition_id, proposal.sha256)
    return _corrected(_Ground(where, Path(), "", None, _held(where)), source)


def withdraw(
    where: Path,
    catalog: Path,
    import_id: str,
    base: Path | None,
    who: str,
    *,
    told: Told = lambda _: None,
    opened: Opened = lambda _: None,
) -> Candidate:
    """Build the generation in force without one of its imports, and compare them. All other imports
    stay; the layer is kept.

    `base` is the generation that whoever decides sees in force; the rest is as in prepare().

    Raises:
        RefusedError: it is not in force, others cannot stand without it, or the generation in force
        is damaged. publish.MovedError: another generation is in force than `base`. build.MixError,
        areas.BoundaryError, OSError: as prepare.
    """
    ground = _ground(where, catalog, base, is_asked=True)
    gone = next((one for one in ground.held if one.import_id == import_id), None)
    if gone is None:
        raise RefusedError(f'Impor "{import_id}" tidak sedang berlaku; pilih dari riwayat.')
    meta = Meta(gone.edition_id, "", gone.file, gone.sha256, gone.at, who, kind=ground.kind)
    try:
        return _candidate(
            ground, _Change("tarik", import_id, meta, [import_id]), _Steps(told, opened)
        )
    except check.CatalogError as error:
        raise RefusedError(
            f"Impor {import_id} tidak dapat ditarik sendiri, sebab tanpanya ada yang"
            f" salah:\n{error}\n"
        ) from error


def restore(
    where: Path,
    catalog: Path,
    import_id: str,
    base: Path | None,
    who: str,
    *,
    told: Told = lambda _: None,
    replaces: Sequence[str] | None = None,
    opened: Opened = lambda _: None,
) -> Candidate:
    """Build the generation in force with an import that was taken back or replaced. What corrected
    it meanwhile gives way to it, unless `replaces` says which do.

    Raises:
        RefusedError: it is in force, is not kept, is of the other kind of data, or the generation
        in force is damaged. publish.MovedError: another generation is in force than `base`.
        check.CatalogError: what is kept of it is damaged, or does not agree with the catalog of
        today. build.MixError, areas.BoundaryError, OSError: as prepare.
    """
    ground = _ground(where, catalog, base, is_asked=True)
    kept = ground.folder(import_id)
    if any(one.import_id == import_id for one in ground.held):
        raise RefusedError(f'Impor "{import_id}" sudah berlaku.')
    if Path(import_id).name != import_id or not kept.is_dir():
        raise RefusedError(f'Impor "{import_id}" tidak ada di {kept.parent}; pilih dari riwayat.')
    meta = layers.read(kept)
    if meta.kind != ground.kind:
        raise RefusedError(
            f'Impor "{import_id}" adalah {build.KINDS.get(meta.kind, meta.kind)}; folder ini berisi'
            " lain."
        )
    source = same.of_layer(kept)
    if source is None:
        raise RefusedError(f'Impor "{import_id}" rusak di {kept}; impor lagi berkasnya.')
    replaced = (
        _corrected(ground, source)
        if replaces is None
        else _chosen(ground, source, replaces, meta.file)
    )
    if clash := criteria.clash(kept, [ground.folder(one) for one in ground.others(replaced)]):
        raise RefusedError(f"{clash} Impor lagi berkasnya, atau gantikan impor itu.")
    meta = meta._replace(who=who, replaces=tuple(replaced))

    def add(folder: Path) -> None:
        copytree(kept, folder)

    return _candidate(
        ground, _Change("pulih", import_id, meta, replaced), _Steps(told, opened), add
    )


def _ground(
    where: Path, catalog: Path, base: Path | None = None, *, is_asked: bool = False
) -> _Ground:
    kind = "simulated" if check.is_simulated(catalog) else "published"
    build.refuse_mixture(where, kind)
    refuse_damaged(where)
    where.mkdir(parents=True, exist_ok=True)
    drafts.sweep(where)
    current = publish.current(where)
    if is_asked and current != base:
        raise publish.MovedError("Data terbit berubah sejak riwayat ini ditampilkan; periksa lagi.")
    return _Ground(where, catalog, kind, current, _held(where))


def refuse_damaged(where: Path) -> None:
    """Raise RefusedError where the generation in force is damaged: to go on from the one before
    would lose imports unseen.
    """
    if problem := publish.health(where).problem:
        raise RefusedError(
            f"{problem}. Pulihkan dahulu: jalankan python -m data.build --out {where}, atau"
            " kembalikan terbitan lain lewat Riwayat (--revert)."
        )


def _corrected(ground: _Ground, source: same.Source) -> list[str]:
    earlier = {one.import_id: same.of_layer(ground.folder(one.import_id)) for one in ground.held}
    return [name for name, one in earlier.items() if one and same.is_same(source, one)]


def _chosen(ground: _Ground, source: same.Source, replaces: Sequence[str], file: str) -> list[str]:
    known = {one.import_id: one for one in ground.held}
    if unknown := [one for one in replaces if one not in known]:
        raise RefusedError(
            f'Impor "{unknown[0]}" tidak sedang berlaku, sehingga tidak dapat digantikan; pilih'
            " dari riwayat."
        )
    twice = [
        name
        for name, one in known.items()
        if name not in replaces
        and (one.sha256, one.edition_id) == (source.sha256, source.edition_id)
    ]
    if twice:
        raise RefusedError(
            f"Berkas ini ({file}) sudah terbit dengan bacaan lain ({twice[0]}); gantikan impor itu."
        )
    return [name for name in known if name in replaces]


class _Change(NamedTuple):
    what: str
    name: str
    meta: Meta
    replaced: list[str]


class _Steps(NamedTuple):
    told: Told
    opened: Opened


def _candidate(
    ground: _Ground, change: _Change, steps: _Steps, add: Callable[[Path], None] | None = None
) -> Candidate:
    """Build in a draft from the imports in force, without those replaced, and with what `add` puts
    into a folder.
    """
    folder = drafts.make(ground.where)
    try:
        held = {one.import_id: (one.at, ground.folder(one.import_id)) for one in ground.held}
        found = {one: held[one] for one in ground.others(change.replaced)}
        if add:
            found[change.name] = change.meta.imported_at, folder / build.IMPORTS / change.name
            add(found[change.name][1])
        ordered = sorted(found, key=lambda one: (found[one][0], one))
        paths = [found[one][1] for one in ordered]
        steps.told("Memeriksa katalog bersama impor")
        frames = check.read(ground.catalog, layers=paths)
        steps.told("Membangun calon terbitan")
        draft = folder / "skk.duckdb"
        version = build.write(
            draft, frames, ground.where, ground.kind, imports=paths, opened=steps.opened
        )
        steps.told("Membandingkan dengan data terbit")
        difference = between(ground.base, draft)
    except BaseException:
        drafts.drop(folder)
        raise
    return Candidate(
        folder,
        change.name,
        version,
        ground.base,
        difference,
        change.replaced,
        change.meta,
        change.what,
        ordered,
        ground.kind,
        ground.catalog,
    )


def confirm(candidate: Candidate, where: Path) -> Path:
    """Put a candidate in force and return its generation. Where that fails the candidate is as
    before.

    Where the store is shared by several machines and others have published meanwhile about other
    provinces alone, the candidate is built anew upon theirs, and put in force if it changes what
    was shown.

    Raises:
        publish.MovedError: another generation is in force than the one the candidate was compared
        with; prepare it anew. OSError: the folder cannot be written, or somebody else keeps it; the
        old generation is in force.
    """
    store = stores.of(where)
    with store.locked():
        if publish.current(where) == candidate.base:
            return _settled(candidate, store)
        if store.are_others(candidate.base, _editions(candidate)):
            again = _again(candidate, where)
            if again is not None:
                try:
                    generation = _settled(again, store)
                finally:
                    drafts.drop(again.folder)
                drafts.drop(candidate.folder)
                return generation
        raise publish.MovedError(
            "Data terbit berubah sejak perbandingan ini dibuat; bandingkan lagi sebelum"
            " menerbitkan."
        )


def _settled(candidate: Candidate, store: stores.Store) -> Path:
    """Put a candidate in force upon its base, for whoever holds the lock."""
    where, meta, to = store.where, candidate.meta, f"skk-{candidate.version[:12]}.duckdb"
    entry = Entry(
        "",
        who=meta.who,
        what=candidate.what,
        was=_name(candidate.base),
        to=to,
        file=meta.file,
        sha256=meta.sha256,
        edition_id=meta.edition_id,
        import_id=candidate.import_id,
        imports=tuple(candidate.imports),
        replaces=tuple(candidate.replaced) if candidate.what != "tarik" else (),
        changes=journals.listed(candidate.difference.counts.to_dict("records")),
    )
    own, kept = (
        candidate.folder / build.IMPORTS / candidate.import_id,
        where / build.IMPORTS / candidate.import_id,
    )
    is_new = own.is_dir() and not layer.is_same(own, kept)
    if is_new:
        _put(own, kept)
    try:
        generation = store.settle(
            candidate.folder / "skk.duckdb",
            candidate.version,
            candidate.base,
            stores.Move(entry, candidate.catalog),
        )
    except BaseException:
        if is_new and publish.pointed(where) != to:
            with suppress(OSError):
                kept.replace(own)
                kept.parent.rmdir()  # where it was made for this one
        raise
    drafts.drop(candidate.folder)
    return generation


def _editions(candidate: Candidate) -> set[str]:
    """What a candidate is about, with the imports that it takes the place of."""
    return {
        candidate.meta.edition_id,
        *(one.rpartition("-")[0] for one in candidate.replaced),
    }


def _again(candidate: Candidate, where: Path) -> Candidate | None:
    """The same change upon what is in force now; None where it would change anything else than was
    shown.
    """
    try:
        ground = _ground(where, candidate.catalog)
        held = {one.import_id for one in ground.held}
        if not held.issuperset(candidate.replaced) or candidate.import_id in held.difference(
            candidate.replaced
        ):
            return None
        own = candidate.folder / build.IMPORTS / candidate.import_id

        def add(folder: Path) -> None:
            copytree(own, folder)

        again = _candidate(
            ground,
            _Change(candidate.what, candidate.import_id, candidate.meta, list(candidate.replaced)),
            _Steps(lambda _: None, lambda _: None),
            add if own.is_dir() else None,
        )
    except (check.CatalogError, RefusedError):
        return None
    shown, now = candidate.difference, again.difference
    if (shown.boards, again.kind) == (now.boards, candidate.kind) and all(
        one.equals(other) for one, other in ((shown.counts, now.counts), (shown.moves, now.moves))
    ):
        return again
    drafts.drop(again.folder)
    return None


def _put(own: Path, kept: Path) -> None:
    """Move a layer to its place; one of its name that is damaged gives way."""
    kept.parent.mkdir(exist_ok=True)
    if kept.exists():
        rmtree(kept)
    own.replace(kept)
    publish.remembered(kept.parent)


def discard(candidate: Candidate) -> None:
    """Throw a candidate away."""
    drafts.drop(candidate.folder)


def revert(where: Path, name: str, base: Path | None, who: str) -> Path:
    """Put an earlier generation in force, with the imports that it holds, and return it.

    Args:
        where: the folder of generations.
        name: file name of the generation, as in generations().
        base: the generation that whoever decides sees in force.
        who: who decides.

    Raises:
        RefusedError: there is no such generation, it is damaged or of the other kind of data, or
            this version of the app cannot read it. publish.MovedError: another generation is in
            force than `base`. OSError: the folder cannot be written, or somebody else keeps it.
    """
    store = stores.of(where)
    store.bring(name)
    target = next(
        (_opened(path, path.stat().st_mtime_ns) for path in stored(where) if path.name == name),
        None,
    )
    if target is None or not publish.is_whole(target.path):
        raise RefusedError(
            f'Terbitan "{name}" tidak ada di {where}, atau rusak; pilih dari riwayat.'
        )
    if not target.is_readable:
        raise RefusedError(
            f'Terbitan "{name}" dibuat oleh versi aplikasi yang lain dan tidak dapat dibaca versi'
            " ini; pilih yang lain."
        )
    if build.kind_of(where) not in (None, target.kind):
        raise RefusedError(
            f'Terbitan "{name}" berisi {build.KINDS[target.kind]}; folder ini berisi lain. Pilih'
            " yang lain."
        )
    drafts.sweep(where)
    with store.locked():
        if publish.current(where) != base:
            raise publish.MovedError(
                "Data terbit berubah sejak riwayat ini ditampilkan; periksa lagi sebelum"
                " mengembalikan."
            )
        entry = Entry("", who=who, what="kembali", was=_name(base), to=name, imports=target.held)
        return store.point(target.path, stores.Move(entry))


def generations(where: Path, most: int | None = None) -> list[Generation]:
    """The generations of a folder, latest first; a file that is no database of ours is left out.

    `most` opens only so many that were written last, and the one in force.
    """
    current, paths = publish.current(where), stored(where)
    found = [
        one._replace(is_current=path == current)
        for number, path in enumerate(paths)
        if (most is None or number < most or path == current)
        and (one := _opened(path, path.stat().st_mtime_ns))
    ]
    return sorted(found, key=lambda one: (one.built_at, one.path.name), reverse=True)


def generation(path: Path) -> Generation | None:
    """One generation by its file; None where that is none of ours."""
    try:
        return _opened(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=1000)
def _opened(path: Path, _: int) -> Generation | None:
    """A generation by what it says of itself, or None where it is none of ours. It never changes,
    so that it is asked once.
    """
    try:
        with publish.connect(path) as con:
            version, built_at, origin, kind = con.execute(
                "SELECT version, built_at, origin, kind FROM build"
            ).fetchall()[0]
            held: list[tuple[str, str]] = []
            if "import" in publish.tables(con):
                held = con.execute(
                    'SELECT import_id, file FROM "import" ORDER BY imported_at, import_id'
                ).fetchall()
            is_readable = publish.is_readable(con)
    except (duckdb.Error, IndexError, RuntimeError):
        return None
    files, names = [file for _, file in held], tuple(name for name, _ in held)
    return Generation(path, version, built_at, origin, files, is_readable, kind=kind, held=names)


def imports(where: Path) -> list[Import]:
    """Every import that was ever in force: first those that are, latest first, then those taken
    back or replaced.
    """
    held = _held(where)
    known = {one.import_id for one in held}
    entries = [entry for entry in reversed(journals.read(where)) if entry.import_id]
    decided = {
        entry.import_id: entry.who
        for entry in entries
        if entry.done and entry.what in ("terbit", "pulih")
    }
    torn = {entry.import_id for entry in entries} - decided.keys()
    kept = sorted((where / build.IMPORTS).glob("*"))
    others = [
        _told(where, path.name) for path in kept if path.is_dir() and path.name not in known | torn
    ]
    found = [
        *reversed(held),
        *sorted(others, key=lambda one: (one.at, one.import_id), reverse=True),
    ]
    return [one._replace(who=decided.get(one.import_id, one.who)) for one in found]


def _held(where: Path) -> list[Import]:
    """The imports in force, oldest first: what the generation says of them, and what is kept beside
    it.
    """
    generation = publish.current(where)
    if not build.held_by(generation) or generation is None:
        return []
    with publish.connect(generation) as con:
        rows = con.execute(
            'SELECT import_id, edition_id, file, sha256, imported_at FROM "import" ORDER BY'
            " imported_at, import_id"
        ).fetchall()
    kept = {row[0]: _told(where, row[0]) for row in rows}
    return [
        kept[row[0]]._replace(
            edition_id=row[1], file=row[2], sha256=row[3], at=row[4], is_in_force=True
        )
        for row in rows
    ]


def _told(where: Path, import_id: str) -> Import:
    """An import by what is kept of it."""
    try:
        meta = layers.read(where / build.IMPORTS / import_id)
    except check.CatalogError as error:
        return Import(import_id, "", "", "", "", problem=str(error))
    return Import(
        import_id,
        meta.edition_id,
        meta.file,
        meta.sha256,
        meta.imported_at,
        meta.who,
        meta.publisher,
        meta.title,
    )


def journal(where: Path) -> list[Entry]:
    """What was published and taken back, latest first."""
    return journals.read(where)


def _name(generation: Path | None) -> str:
    return generation.name if generation else ""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
