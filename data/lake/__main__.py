"""A lake of generations: python -m data.lake siapkan | masukkan | ikuti | status | riwayat |
perubahan | ambil | cadangkan | pulihkan, on the lake that SKK_DATA names.
"""

import argparse
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import psycopg

from data import build, drafts, journal, publish, stores
from data.lake import following, keeping, link, status, store, writing
from data.lake.store import Lake, Publication


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.lake",
        description="Danau data: terbitan yang dipakai bersama oleh beberapa server. Alamatnya"
        " dibaca dari SKK_DATA (ducklake:postgres:dbname=… host=…), folder server ini dari"
        " SKK_NODE.",
    )
    parts = parser.add_subparsers(dest="what", required=True, metavar="PERINTAH")
    made = parts.add_parser("siapkan", help="buat danau data di basis data yang kosong")
    made.add_argument("--berkas", type=Path, required=True, help="folder berkas, sama di semua")
    put = parts.add_parser("masukkan", help="terbitkan isi sebuah folder terbitan ke danau kosong")
    put.add_argument("folder", type=Path, help="folder terbitan, misalnya data/published")
    followed = parts.add_parser("ikuti", help="salin tiap terbitan baru ke server ini")
    followed.add_argument("--sekali", action="store_true", help="sekali saja, lalu selesai")
    followed.add_argument(
        "--tiap", type=float, default=following.EVERY, help="detik antara dua pemeriksaan"
    )
    parts.add_parser("status", help="apa yang diketahui server ini tentang danaunya")
    parts.add_parser("riwayat", help="semua penerbitan")
    changed = parts.add_parser("perubahan", help="apa yang berubah antara dua penerbitan")
    changed.add_argument("dari", type=int, help="nomor penerbitan yang lama")
    changed.add_argument("ke", type=int, help="nomor penerbitan yang baru")
    got = parts.add_parser(
        "ambil", help="salin terbitan lama ke server ini, tanpa memberlakukannya"
    )
    got.add_argument("terbitan", help="skk-….duckdb")
    kept = parts.add_parser("cadangkan", help="tulis seluruh danau ke satu berkas")
    kept.add_argument("file", type=Path, help="berkas .zip")
    back = parts.add_parser("pulihkan", help="isi basis data kosong dari cadangan")
    back.add_argument("file", type=Path, help="berkas .zip")
    back.add_argument("--berkas", type=Path, required=True, help="folder kosong untuk berkasnya")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns 0, or 2 where the lake, a folder or what was asked for is at fault."""
    options = _parser().parse_args(arguments)
    address = publish.lake_address()
    if not address:
        print(
            "SKK_DATA tidak menyebut danau data; setel SKK_DATA='ducklake:postgres:dbname=…"
            " host=…'.",
            file=sys.stderr,
        )
        return 2
    try:
        return _done(options, Lake(publish.folder(), address))
    except (OSError, publish.MovedError, publish.UnreadableError) as error:
        if isinstance(error, OSError):
            print(f"{error.filename or 'danau data'}: {publish.why(error)}.", file=sys.stderr)
        else:
            print(error, file=sys.stderr)
        return 2
    except psycopg.Error as error:
        print(f"danau data: {link.told_of(error)}.", file=sys.stderr)
        return 2


def _done(options: argparse.Namespace, lake: Lake) -> int:
    match options.what:
        case "siapkan":
            print(f"Danau data siap: {store.make(lake.address, options.berkas)}")
        case "masukkan":
            print(f"Terbit di danau data: {_put(lake, options.folder).name}")
        case "ikuti":
            return _follow(lake, options.tiap, is_once=options.sekali)
        case "status":
            return _status(lake)
        case "riwayat":
            for one in store.history(lake):
                print(_line(one))
        case "perubahan":
            return _changes(lake, options.dari, options.ke)
        case "ambil":
            print(f"Tersalin: {store.fetch(lake, options.terbitan)}")
        case "cadangkan":
            found = keeping.backup(lake.address, options.file.absolute())
            print(f"{options.file}: {found.files} berkas, {found.size / 1e6:.1f} MB")
        case "pulihkan":
            found = keeping.restore(lake.address, options.file, options.berkas)
            print(f"Danau data pulih: {found.files} berkas, {found.size / 1e6:.1f} MB")
    return 0


def _put(lake: Lake, folder: Path) -> Path:
    """Publish what is in force in a folder, with its layers and boundaries, into an empty lake."""
    generation = publish.readable(folder)
    if store.history(lake):
        raise link.LakeError("danau data itu sudah berisi; terbitkan dengan data.build atau impor")
    catalog = build.catalog_of(folder)
    with link.turn(lake.address), link.attached(lake.address) as con:
        found = writing.write(
            con,
            generation,
            folder,
            stores.Move(
                journal.Entry(
                    "",
                    what="terbit",
                    to=generation.name,
                    imports=tuple(build.held_by(generation)),
                ),
                catalog,
            ),
        )
    store.follow(lake)
    return lake.where / found.name


def _follow(lake: Lake, every: float, *, is_once: bool) -> int:
    if is_once:
        has_changed = store.follow(lake)
        print(f"{publish.pointed(lake.where)}: {'baru' if has_changed else 'tetap'}")
        return 0
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    lake.where.mkdir(parents=True, exist_ok=True)
    drafts.sweep(lake.where)
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _: stopped.append(got))
    following.run(lake, lambda: not stopped, every)
    return 0


def _status(lake: Lake) -> int:
    """Print what a node knows; 2 where the lake does not answer, or the node is behind."""
    known = status.read(lake.where)
    if known is None:
        print(f"{lake.where}: belum menyalin apa pun; jalankan python -m data.lake ikuti.")
    else:
        print(f"{lake.where}: {known.generation or 'kosong'}, penerbitan {known.number},")
        print(f"snapshot {known.snapshot}, terakhir diperiksa {known.asked or '-'} UTC")
    with link.catalog(lake.address) as con:
        latest = link.latest(con)
    print(f"Danau data: snapshot {latest.number}")
    if not store.is_followed(lake, latest):
        print("Server ini belum menyalin snapshot terbaru.")
        return 2
    return 0


def _changes(lake: Lake, was: int, now: int) -> int:
    known = {one.number: one for one in store.history(lake)}
    if was not in known or now not in known or was >= now:
        print(
            f"Penerbitan {was} dan {now} tidak ada, atau tidak berurutan; lihat riwayat.",
            file=sys.stderr,
        )
        return 2
    for one in store.changes(lake, known[was], known[now]):
        print(f"{one.table:<24}{one.came:>8} datang{one.went:>8} pergi")
    return 0


def _line(one: Publication) -> str:
    about = one.edition_id or ("semua" if one.provinces == writing.ALL else one.provinces)
    return f"{one.number:>4}  {one.at}  {one.what:<8}{one.generation}  {about}  {one.who}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
