"""Build a generation of the published database from the catalog: python -m data.build [--catalog DIR] [--out DIR]."""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from data import check, publish, words
from data.boundaries import areas, web
from data.boundaries.areas import Boundary

HERE = Path(__file__).parent
CATALOG = HERE / "catalog"
KINDS = {"published": "data terbit", "simulated": "data simulasi"}
KEPT = "boundaries"  # official boundaries that were accepted, beside the generations
IMPORTS = "imports"  # imports that were accepted, beside the generations


class MixError(Exception):
    """A folder of generations holds published data and is to take simulated data, or the other way round."""


def fill(con: duckdb.DuckDBPyConnection, frames: Mapping[str, pd.DataFrame]) -> None:
    """Create and fill the tables of schema.sql in an empty database from checked catalog frames.

    Args:
        con: an open, writable connection to an empty database.
        frames: one frame for each file of the catalog, as check.read returns them.
    """
    for stem, frame in frames.items():
        texts = {name: "string" for name, dtype in frame.dtypes.items() if isinstance(dtype, np.dtypes.ObjectDType)}
        con.register(f"raw_{stem}", frame.astype(texts))
    for script in ("schema.sql", "load.sql", "views.sql", "marts.sql"):
        con.execute((HERE / script).read_text(encoding="utf-8"))
    for stem in frames:
        con.unregister(f"raw_{stem}")
    words.index(con)


def fingerprint(con: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 of every published table, search index, view and macro, whatever the order of rows (64 hexadecimal digits)."""
    digest = hashlib.sha256()
    views = con.execute("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY view_name").fetchall()
    macros = con.execute(
        """
        SELECT function_name, macro_definition FROM duckdb_functions()
        WHERE function_type LIKE '%macro' AND NOT internal AND database_name = current_database() ORDER BY function_name
        """
    ).fetchall()
    digest.update(json.dumps([*views, *macros]).encode())
    for table in [*publish.tables(con), "search.posting", "search.vector", "search.vocabulary"]:
        relation = con.table(table)
        digest.update(json.dumps([table, relation.columns]).encode())
        ordered = relation.order("ALL")
        while rows := ordered.fetchmany(100_000):
            for row in rows:
                digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()


def build(catalog: Path, where: Path, official: Sequence[Boundary] = ()) -> Path:
    """Check a catalog with the accepted imports, build a generation from both and publish it; return its path.

    Raises:
        check.CatalogError: the catalog or an import has faults; nothing has been changed.
        MixError, areas.BoundaryError, publish.MovedError, OSError: see `generate`.
    """
    kind = "simulated" if check.is_simulated(catalog) else "published"
    layers = accepted(publish.current(where))
    return generate(check.read(catalog, layers=[where / IMPORTS / one for one in layers]), where, kind, official, layers)


def accepted(generation: Path | None) -> list[str]:
    """The imports that a generation holds, oldest first; none where nothing has been published."""
    if generation is None:
        return []
    with publish.connect(generation) as con:
        if "import" not in publish.tables(con):  # a generation from before there were imports
            return []
        return [name for (name,) in con.execute('SELECT import_id FROM "import" ORDER BY imported_at, import_id').fetchall()]


def generate(
    frames: Mapping[str, pd.DataFrame],
    where: Path,
    kind: str,
    official: Sequence[Boundary] = (),
    layers: Sequence[str] = (),
) -> Path:
    """Build a generation of one of KINDS from checked catalog frames and publish it; return its path.

    `official` boundaries are kept in the folder `boundaries` beside the generations, where this and every later build finds
    them; they stand in the place of those that ship with the project. `layers` names the imports that are in the frames.

    Raises:
        MixError: the folder holds generations of the other kind; nothing has been changed.
        areas.BoundaryError: a file of boundaries is damaged; nothing has been changed.
        publish.MovedError: somebody else has published meanwhile; their generation is in force.
        OSError: a folder cannot be written; the generation in force is still the old one.
    """
    refuse_mixture(where, kind)
    base = publish.current(where)
    if accepted(base) != list(layers):
        raise publish.MovedError(f"{where}: impor yang terbit telah berubah; mulai lagi.")
    draft = where / f".draft-{os.getpid()}.duckdb"
    try:
        version = write(draft, frames, where, kind, official=official, layers=[where / IMPORTS / one for one in layers])
        for boundary in official:
            areas.write(boundary, where / KEPT)
        return publish.publish(draft, where, version, base)
    finally:
        draft.unlink(missing_ok=True)


def write(
    draft: Path,
    frames: Mapping[str, pd.DataFrame],
    where: Path,
    kind: str,
    *,
    official: Sequence[Boundary] = (),
    layers: Sequence[Path] = (),
    opened: Callable[[duckdb.DuckDBPyConnection], None] = lambda _: None,
) -> str:
    """Write a database file, ready to be published in a folder of generations; return its version.

    `opened` is given the connection, which whoever wants to stop may interrupt.

    Raises:
        areas.BoundaryError: a file of boundaries is damaged.
        OSError: a folder cannot be written.
    """
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.unlink(missing_ok=True)
    with duckdb.connect(draft) as con:
        opened(con)
        fill(con, frames)
        for layer in layers:
            meta = json.loads((layer / "meta.json").read_text(encoding="utf-8"))
            con.execute(
                'INSERT INTO "import" VALUES (?, ?, ?, ?, ?, ?)',
                [layer.name, *(meta[name] for name in ("edition_id", "source_id", "file", "sha256", "imported_at"))],
            )
        boundaries = areas.merged(areas.read(areas.HERE), areas.read(where / KEPT), official)
        areas.insert(con, boundaries)
        drawn = web.insert(con, boundaries)
        version = fingerprint(con)
        origin = f"{len(frames)} berkas katalog" + (f" dan {len(layers)} impor" if layers else "")
        con.execute("INSERT INTO build VALUES (?, ?, ?, ?)", [version, datetime.now(UTC).replace(tzinfo=None), origin, kind])
    web.write(drawn)
    return version


def refuse_mixture(where: Path, kind: str) -> None:
    """Raise MixError where a folder of generations holds the other kind of data."""
    generation = publish.current(where)
    if generation is None:
        return
    with publish.connect(generation) as con:
        held = con.execute("SELECT kind FROM build").fetchall()[0][0]
    if held != kind:
        raise MixError(
            f"{where}: folder ini berisi {KINDS[held]} dan tidak menerima {KINDS[kind]}; pilih folder lain dengan --out."
        )


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns 0, or 2 where the catalog or the folder is at fault (each fault on a line of its own)."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description="Membangun basis data dari katalog.")
    parser.add_argument("--catalog", type=Path, default=CATALOG, help="folder katalog (bawaan: data/catalog)")
    parser.add_argument("--out", type=Path, default=publish.folder(), help="folder terbitan (bawaan: SKK_DATA)")
    options = parser.parse_args(arguments)
    try:
        generation = build(options.catalog, options.out)
    except check.CatalogError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        print(f"{len(error.faults)} kesalahan; data terbit tidak diubah.", file=sys.stderr)
        return 2
    except (MixError, areas.BoundaryError, publish.MovedError) as error:
        print(error, "Data terbit tidak diubah.", sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename or options.out}: tidak dapat ditulis atau dibaca ({error.strerror}).", file=sys.stderr)
        return 2
    print(f"Terbit: {generation}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
