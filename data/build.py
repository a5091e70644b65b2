"""Build a generation of the published database from the catalog: python -m data.build [--catalog
DIR] [--out DIR].
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from data import check, drafts, journal, layers, publish, rules, stores, words
from data.boundaries import areas, web
from data.boundaries.areas import Boundary
from data.publish import fingerprint

HERE = Path(__file__).parent
CATALOG = HERE / "catalog"
KINDS = {"published": "data terbit", "simulated": "data simulasi"}
KEPT = "boundaries"  # official boundaries that were accepted, beside the generations
IMPORTS = "imports"  # imports that were accepted, beside the generations


class MixError(Exception):
    """A folder of generations holds published data and is to take simulated data, or the other way
    round.
    """


def fill(con: duckdb.DuckDBPyConnection, frames: Mapping[str, pd.DataFrame]) -> None:
    """Create and fill the tables of schema.sql in an empty database from checked catalog frames.

    Args:
        con: an open, writable connection to an empty database.
        frames: one frame for each file of the catalog, as check.read returns them.
    """
    for stem, frame in frames.items():
        texts = {
            name: "string"
            for name, dtype in frame.dtypes.items()
            if isinstance(dtype, np.dtypes.ObjectDType)
        }
        # As Arrow, which text in pandas already is: of a frame, DuckDB looks at every cell first
        con.register(f"raw_{stem}", pa.Table.from_pandas(frame.astype(texts), preserve_index=False))
    for script in ("schema.sql", "macros.sql", "load.sql"):
        con.execute((HERE / script).read_text(encoding="utf-8"))
    rules.run(con)
    for stem in frames:
        con.unregister(f"raw_{stem}")
    words.index(con)


def catalog_of(where: Path) -> Path:
    """The catalog from which a folder of generations is built: its own where it is a simulation,
    else that of the project.
    """
    own = where / "catalog"
    return own if check.is_simulated(own) else CATALOG


def build(catalog: Path, where: Path, official: Sequence[Boundary] = ()) -> Path:
    """Check a catalog with the accepted imports, build a generation from both and publish it;
    return its path.

    Where the generation in force is damaged, this makes it anew: the journal tells which imports it
    held.

    Raises:
        check.CatalogError: the catalog or an import has faults; nothing has been changed.
        MixError, areas.BoundaryError, publish.MovedError, OSError: see `generate`.
    """
    kind = "simulated" if check.is_simulated(catalog) else "published"
    held = accepted(where)
    return generate(
        check.read(catalog, layers=[where / IMPORTS / one for one in held]),
        where,
        kind,
        official,
        held,
        catalog=catalog,
    )


def accepted(where: Path) -> list[str]:
    """The imports in force in a folder of generations, oldest first; none where nothing has been
    published.
    """
    health = publish.health(where)
    if health.problem and (told := journal.imports(where, publish.pointed(where))) is not None:
        return told
    return held_by(health.generation)


def held_by(generation: Path | None) -> list[str]:
    """The imports that a generation holds, oldest first."""
    if generation is None:
        return []
    with publish.connect(generation) as con:
        if "import" not in publish.tables(con):  # a generation from before there were imports
            return []
        return [
            name
            for (name,) in con.execute(
                'SELECT import_id FROM "import" ORDER BY imported_at, import_id'
            ).fetchall()
        ]


def generate(
    frames: Mapping[str, pd.DataFrame],
    where: Path,
    kind: str,
    official: Sequence[Boundary] = (),
    held: Sequence[str] = (),
    *,
    is_anew: bool = False,
    catalog: Path | None = None,
) -> Path:
    """Build a generation of one of KINDS from checked catalog frames and publish it; return its
    path.

    `official` boundaries are kept in the folder `boundaries` beside the generations, where this and
    every later build finds them; they stand in the place of those that ship with the project.
    `held` names the imports that are in the frames; with `is_anew` whatever was imported before is
    left out. `catalog` is the folder from which the frames were read.

    Raises:
        MixError: the folder holds generations of the other kind; nothing has been changed.
        areas.BoundaryError: a file of boundaries is damaged; nothing has been changed.
        publish.MovedError: somebody else has published meanwhile; their generation is in force.
        OSError: a folder cannot be written; the generation in force is still the old one.
    """
    refuse_mixture(where, kind)
    drafts.sweep(where)
    base = publish.current(where)
    if not is_anew and accepted(where) != list(held):
        raise publish.MovedError(f"{where}: impor yang terbit telah berubah; mulai lagi.")
    folder = drafts.make(where)
    try:
        draft = folder / "skk.duckdb"
        version = write(
            draft,
            frames,
            where,
            kind,
            official=official,
            imports=[where / IMPORTS / one for one in held],
        )
        for boundary in official:
            areas.write(boundary, where / KEPT)
        return stores.publish_into(draft, where, version, base, catalog)
    finally:
        drafts.drop(folder)


def write(
    draft: Path,
    frames: Mapping[str, pd.DataFrame],
    where: Path,
    kind: str,
    *,
    official: Sequence[Boundary] = (),
    imports: Sequence[Path] = (),
    opened: Callable[[duckdb.DuckDBPyConnection], None] = lambda _: None,
) -> str:
    """Write a database file, ready to be published in a folder of generations; return its version.

    `opened` is given the connection, which whoever wants to stop may interrupt.

    Raises:
        areas.BoundaryError: a file of boundaries is damaged.
        check.CatalogError: what is kept about an import is damaged.
        OSError: a folder cannot be written, or the file did not come whole to the disk.
    """
    metas = {folder.name: layers.read(folder) for folder in imports}
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.unlink(missing_ok=True)
    with _onto_disk(draft), duckdb.connect(draft) as con:
        opened(con)
        # Tables of a few thousand rows: to share the work among threads costs more than it saves
        con.execute("SET threads = 1")
        con.begin()  # to the disk once, not after each statement
        fill(con, frames)
        for name, meta in metas.items():
            told = [name, meta.edition_id, meta.source_id, meta.file, meta.sha256, meta.imported_at]
            con.execute('INSERT INTO "import" VALUES (?, ?, ?, ?, ?, ?)', told)
        boundaries = areas.merged(areas.read(areas.HERE), areas.read(where / KEPT), official)
        areas.insert(con, boundaries)
        drawn = web.insert(con, boundaries)
        con.commit()
        version = fingerprint(con)
        origin = f"{len(frames)} berkas katalog" + (f" dan {len(metas)} impor" if metas else "")
        con.execute(
            "INSERT INTO build VALUES (?, ?, ?, ?)",
            [version, datetime.now(UTC).replace(tzinfo=None), origin, kind],
        )
        con.execute("CHECKPOINT")
    web.write(drawn)
    return version


@contextmanager
def _onto_disk(draft: Path) -> Iterator[None]:
    """Tell whether a database file came whole to the disk. On a full one DuckDB leaves its log
    beside the file, in silence: to open the file then reads both, to rename it loses what the log
    holds.

    Raises:
        publish.IncompleteError: it did not.
    """
    try:
        yield
    except (duckdb.OperationalError, duckdb.InternalError, duckdb.FatalException) as error:
        raise publish.IncompleteError(draft, "tidak tertulis utuh; periksa ruang diska") from error
    if draft.with_name(f"{draft.name}.wal").exists():
        raise publish.IncompleteError(draft, "tidak tertulis utuh; periksa ruang diska")


def kind_of(where: Path) -> str | None:
    """What a folder of generations holds, one of KINDS; None where nothing tells."""
    generation = publish.current(where)
    if generation is None:
        return "simulated" if check.is_simulated(where / "catalog") else None
    with publish.connect(generation) as con:
        return str(con.execute("SELECT kind FROM build").fetchall()[0][0])


def refuse_mixture(where: Path, kind: str) -> None:
    """Raise MixError where a folder of generations holds the other kind of data."""
    held = kind_of(where)
    if held not in (None, kind):
        raise MixError(
            f"{where}: folder ini berisi {KINDS[str(held)]} dan tidak menerima {KINDS[kind]}; pilih"
            " folder lain dengan --out."
        )


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns 0, or 2 where the catalog or the folder is at fault (each fault on a
    line of its own).
    """
    parser = argparse.ArgumentParser(
        prog="python -m data.build", description="Membangun basis data dari katalog."
    )
    parser.add_argument(
        "--catalog",
        type=Path,
        help="folder katalog (bawaan: data/catalog, atau katalog folder simulasi)",
    )
    parser.add_argument(
        "--out", type=Path, default=publish.folder(), help="folder terbitan (bawaan: SKK_DATA)"
    )
    options = parser.parse_args(arguments)
    try:
        generation = build(options.catalog or catalog_of(options.out), options.out)
    except check.CatalogError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"{len(error.faults)} kesalahan; data terbit tidak diubah.", file=sys.stderr)
        return 2
    except (MixError, areas.BoundaryError, publish.MovedError) as error:
        print(error, "Data terbit tidak diubah.", sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"{error.filename or options.out}: tidak dapat ditulis atau dibaca"
            f" ({publish.why(error)}).",
            file=sys.stderr,
        )
        return 2
    print(f"Terbit: {generation}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
