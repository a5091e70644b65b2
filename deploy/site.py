"""All light pages as files for any web server: python -m deploy.site --out FOLDER. To be run after
each publication; on the day of an announcement they are what everybody asks for.

Exit 0: written. 2: the folder, the origin or the data cannot be used; what lay there stays.
"""

import argparse
import gc
import gzip
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from analytics.light import answering as light_answering
from analytics.light import composing as light_composing
from analytics.light import contents as light_contents
from analytics.light import forms as light_forms
from analytics.light import picture as light_picture
from analytics.light import rendering as light_rendering
from analytics.light import tagging as light_tagging
from analytics.light.rows import Page, Site, UnknownPageError
from data import publish
from data.version import version

OWN = ".dasbor-situs"  # in a folder that this has written
PART = 60  # pictures that are drawn together
BELOW = "r"


class Counts(NamedTuple):
    """What was written."""

    pages: int
    pictures: int
    files: int
    size: int  # bytes


class _RefusedError(Exception):
    """Why nothing was written, in a sentence."""


def write(generation: Path, folder: Path, site: Site) -> Counts:
    """Write the pages of a generation into an empty folder, with their data, the pictures of those
    of which anything is on record, and what leads to them.

    Raises:
        OSError: the folder cannot be written.
    """
    with publish.connect(generation) as con:
        contents, release = light_contents.read(con), light_composing.release(con)
    paths = list(contents.paths())
    workers = max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2, 1)
    # Neighbours in the list take equally long, so each worker gets every so manieth
    shares = [paths[at::workers] for at in range(workers)]
    with _pool(workers) as pool:
        given = [(generation, folder, site, share) for share in shares]
        written = list(pool.map(_share, *zip(*given, strict=True)))
    around = light_rendering.around(paths, release, site)
    around[f"{BELOW}/{light_answering.OPENAPI}"] = light_forms.openapi(release, version())
    more = sum(_put(folder / name, body) for name, body in around.items())
    return Counts(
        sum(one.pages for one in written),
        sum(one.pictures for one in written),
        sum(one.files for one in written) + len(around),
        sum(one.size for one in written) + more,
    )


def _pool(workers: int) -> Executor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _share(generation: Path, folder: Path, site: Site, paths: Sequence[str]) -> Counts:
    """Write some of the pages, in a process of its own."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # frames come and go; what stays is small
    written = pages = 0
    size = 0
    drawn: list[Page] = []
    with publish.connect(generation) as con:
        contents, release = light_contents.read(con), light_composing.release(con)
        for path in paths:
            try:
                page = light_composing.page(con, contents, path)
            except UnknownPageError:  # nothing is published, so there is no start
                continue
            html = light_rendering.html(page, release, site)
            made = {
                _name(path, site.suffix): html,
                _name(path, ".json"): light_forms.as_json(page, release, site),
                _name(path, ".csv"): light_forms.as_csv(page, release, site),
            }
            if page.has_record:  # what crowds ask for is compressed beforehand
                made[f"{_name(path, site.suffix)}.gz"] = gzip.compress(html, mtime=0)
                drawn.append(page)
            size += sum(_put(folder / BELOW / name, body) for name, body in made.items())
            written, pages = written + len(made), pages + 1
        for start in range(0, len(drawn), PART):
            some = drawn[start : start + PART]
            for page, png in zip(some, light_picture.png(some, release), strict=True):
                size += _put(folder / BELOW / _name(page.path, ".png"), png)
    return Counts(pages, len(drawn), written + len(drawn), size)


def _name(path: str, ending: str) -> str:
    if ending == ".html" and (path.endswith("/") or not path):
        return f"{path}index.html"
    return light_tagging.name(path, ending)


def _put(file: Path, body: bytes) -> int:
    try:
        file.write_bytes(body)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return len(body)


def origin(said: str) -> str:
    """The address at which the site is seen, without a slash at its end.

    Raises:
        _RefusedError: it is none.
    """
    try:
        parts = urlsplit(said.strip())
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    is_more = is_whole and bool(parts.query or parts.fragment or "@" in parts.netloc)
    if not is_whole or is_more or re.search(r"[\s\"'<>\\]", said.strip()):
        raise _RefusedError(
            f"“{said[:60]}” bukan alamat situs; tulis seperti https://skk.contoh.go.id, tanpa tanda"
            " tanya dan tanpa nama halaman."
        )
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the site."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.site",
        description="Menulis semua halaman ringan, datanya, dan gambarnya sebagai situs berkas.",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--origin",
        default="",
        metavar="ALAMAT",
        help="alamat situs dan dasbornya, misalnya https://skk.contoh.go.id; tanpa ini tidak ada"
        " pratinjau bergambar dan tidak ada sitemap.xml",
    )
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        site = Site(origin(asked.origin) if asked.origin else "", ".html")
        out = _place(asked.out)
        counts = _replaced(out, publish.readable(publish.folder()), site)
    except (_RefusedError, publish.UnreadableError) as fault:
        print(fault, file=sys.stderr)
        return 2
    told = (
        f"Ditulis: {asked.out}, {counts.pages} halaman dan {counts.pictures} gambar"
        f" ({counts.files} berkas, {counts.size / 1e6:.0f} MB,"
        f" {time.monotonic() - began:.0f} detik)"
    )
    more = "; tanpa --origin, maka tanpa pratinjau bergambar dan sitemap.xml"
    print(told if site.origin else told + more)
    return 0


def _place(out: Path) -> Path:
    """Where the site is to lie: a folder that is new, empty, or one that this has written.

    Raises:
        _RefusedError: it is something else, and stays as it is.
    """
    try:
        found = out.resolve()
        if found == found.parent or found in Path.cwd().parents or found == Path.cwd():
            raise _RefusedError(f"“{out}” tidak dapat diganti: folder ini memuat yang lain.")
        if found.exists() and not found.is_dir():
            raise _RefusedError(f"“{out}” berkas, bukan folder; sebutkan folder lain.")
        if found.is_dir() and any(found.iterdir()) and not (found / OWN).is_file():
            raise _RefusedError(
                f"“{out}” berisi berkas lain dan tidak diganti; sebutkan folder baru, yang kosong,"
                " atau yang pernah ditulis perintah ini."
            )
        if not found.parent.is_dir():
            raise _RefusedError(f"Folder “{out.parent}” tidak ada; buat dahulu.")
    except (OSError, ValueError) as fault:
        raise _RefusedError(f"“{str(out)[:100]}” tidak dapat dipakai: {_why(fault)}.") from None
    return found


def _replaced(out: Path, generation: Path, site: Site) -> Counts:
    """Write the site beside its place, then move it there; what was there goes when it is whole.

    Raises:
        _RefusedError: it could not be written; what lay there lies there.
    """
    draft = None
    try:
        draft = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
        counts = write(generation, draft, site)
        (draft / OWN).write_text(f"{generation.name}\n", encoding="utf-8")
        draft.chmod(0o755)
        _moved(draft, out)
    except OSError as fault:
        raise _RefusedError(f"Tidak dapat menulis “{out}”: {_why(fault)}.") from None
    finally:
        if draft:
            shutil.rmtree(draft, ignore_errors=True)
    return counts


def _moved(draft: Path, out: Path) -> None:
    if not out.exists():
        draft.rename(out)
        return
    old = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-lama-"))
    out.rename(old / out.name)
    try:
        draft.rename(out)
    except OSError:
        with suppress(OSError):
            (old / out.name).rename(out)
        raise
    finally:
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)


def _why(fault: Exception) -> str:
    return publish.why(fault) if isinstance(fault, OSError) else "namanya tidak sah"


if __name__ == "__main__":
    sys.exit(main())
