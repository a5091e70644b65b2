"""The contest from the command line (with SKK_LOMBA=on): `python -m data.contest COMMAND`, of open,
invite, rehearse, verify, backup, restore, export, erase.
"""

import argparse
import sys
from pathlib import Path

from data import build, check, publish
from data.contest import journal as journals
from data.contest import keeping, people, rehearsal, setting_up
from data.contest import store as stores
from data.contest.errors import ContestError
from data.contest.rights import SERVER, Role
from data.contest.store import Store

HERE = "http://localhost:8501"


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked; 0: done, 2: not, with a sentence on stderr."""
    options = _parser().parse_args(arguments)
    try:
        if not stores.is_on():
            raise ContestError(
                "Lomba dimatikan; nyalakan dengan SKK_LOMBA=on. Tidak ada berkas yang dibuat."
            )
        if options.what not in {"restore", "open", "rehearse"} and not stores.is_there():
            raise ContestError(
                f"Belum ada lomba di {stores.folder()}; buka edisi dahulu: python -m data.contest"
                " open kabkota-3573-2026."
            )
        store = stores.open_store()
        try:
            return int(options.does(store, options))
        finally:
            store.close()
    except (ContestError, check.CatalogError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'Berkas'}: {error.strerror or error}", file=sys.stderr)
    return 2


def _open(store: Store, options: argparse.Namespace) -> int:
    frames = check.read(build.catalog_of(publish.folder()))
    with store.begin() as tx:
        codes = setting_up.open_edition(tx, SERVER, options.edition, frames, options.name)
    print(f"Edisi {options.edition} dibuka untuk {len(codes)} kecamatan.")
    print(
        f"Undang panitia: python -m data.contest invite {options.edition} panitia"
        " 'Bagian Tata Pemerintahan'"
    )
    return 0


def _invite(store: Store, options: argparse.Namespace) -> int:
    with store.begin() as tx:
        made = people.invite(
            tx, SERVER, options.edition, Role(options.role), options.label,
            of_kecamatan=options.kecamatan,
        )  # fmt: skip
    print(_link(options.url, made.secret))
    until = f"{made.expires_at:%Y-%m-%d %H:%M} UTC"
    print(
        f"Undangan untuk {made.label} ({made.role}); sekali pakai, sampai {until}. Kirimkan hanya"
        " kepadanya.",
        file=sys.stderr,
    )
    return 0


def _link(url: str, secret: str) -> str:
    return f"{url.rstrip('/')}/lomba/masuk#{secret}"


def _rehearse(store: Store, options: argparse.Namespace) -> int:
    frames = check.read(build.catalog_of(publish.folder()))
    with store.begin() as tx:
        made = rehearsal.rehearse(tx, frames, check.read(build.CATALOG))
    print(
        "LOMBA LATIHAN (SIMULASI). Tiap tautan sekali pakai; buka masing-masing di jendela privat"
    )
    print("tersendiri. Perintah ini membuat tautan baru setiap kali dijalankan.")
    for one in made:
        print(f"{one.label:<24} {_link(options.url, one.secret)}")
    return 0


def _verify(store: Store, options: argparse.Namespace) -> int:
    with store.begin(writes=False) as tx:
        found, bad = journals.verify(tx, options.head), keeping.damaged(tx)
    if found.problem:
        raise ContestError(f"Jurnal TIDAK utuh: {found.problem}.")
    if bad:
        raise ContestError(
            f"{len(bad)} berkas bukti hilang atau rusak, di antaranya {bad[0][:12]}; pulihkan dari"
            " cadangan."
        )
    print(f"Jurnal utuh: {found.lines} baris. Semua berkas bukti utuh.")
    print(f"Catat penandanya untuk pemeriksaan berikut (--head): {found.head}")
    return 0


def _backup(store: Store, options: argparse.Namespace) -> int:
    found = keeping.backup(store, options.file)
    print(f"{options.file}: {found.rows} baris, {found.files} berkas bukti. Simpan di tempat lain.")
    if found.missing:
        raise ContestError(f"{found.missing} berkas bukti sudah hilang atau rusak sebelumnya.")
    return 0


def _restore(store: Store, options: argparse.Namespace) -> int:
    found = keeping.restore(store, options.file)
    print(f"Dipulihkan: {found.rows} baris, {found.files} berkas bukti; jurnal utuh.")
    return 0


def _export(store: Store, options: argparse.Namespace) -> int:
    if options.file.exists():
        raise ContestError(f"{options.file} sudah ada; pilih nama lain.")
    with store.begin(writes=False) as tx:
        if not keeping.is_there(tx, SERVER, options.edition):
            raise ContestError(f'Edisi "{options.edition}" tidak ada.')
        content = keeping.export(tx, SERVER, options.edition)
    options.file.write_bytes(content)
    print(f"{options.file}: {len(content) / 1e6:.1f} MB.")
    return 0


def _erase(store: Store, options: argparse.Namespace) -> int:
    with store.begin() as tx:
        count = keeping.erase(tx, SERVER, options.edition, print)
    print(f"{count} nama dihapus dari edisi {options.edition}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.contest", description="Lomba SKK.")
    commands = parser.add_subparsers(dest="what", required=True, metavar="PERINTAH")
    opens = commands.add_parser("open", help="buka edisi kabupaten/kota")
    opens.add_argument("edition", metavar="EDISI")
    opens.add_argument("--name", default="", metavar="NAMA")
    opens.set_defaults(does=_open)
    invites = commands.add_parser("invite", help="buat undangan sekali pakai")
    invites.add_argument("edition", metavar="EDISI")
    invites.add_argument("role", choices=[str(role) for role in Role], metavar="PERAN")
    invites.add_argument("label", metavar="SEBUTAN")
    invites.add_argument("--kecamatan", default="", metavar="KODE")
    invites.set_defaults(does=_invite)
    rehearses = commands.add_parser("rehearse", help="lomba latihan di samping data simulasi")
    rehearses.set_defaults(does=_rehearse)
    for one in (invites, rehearses):
        one.add_argument("--url", default=HERE, metavar="ALAMAT", help=f"alamat dasbor ({HERE})")
    verifies = commands.add_parser("verify", help="periksa jurnal dan bukti")
    verifies.add_argument("--head", default="", metavar="PENANDA")
    verifies.set_defaults(does=_verify)
    for name, does, what in (
        ("backup", _backup, "simpan semuanya dalam satu berkas"),
        ("restore", _restore, "isi penyimpanan kosong dari cadangan"),
    ):
        one = commands.add_parser(name, help=what)
        one.add_argument("file", type=Path, metavar="BERKAS")
        one.set_defaults(does=does)
    exports = commands.add_parser("export", help="satu edisi sebagai zip")
    exports.add_argument("edition", metavar="EDISI")
    exports.add_argument("file", type=Path, metavar="BERKAS")
    exports.set_defaults(does=_export)
    erases = commands.add_parser("erase", help="hapus data pribadi edisi lama")
    erases.add_argument("edition", metavar="EDISI")
    erases.set_defaults(does=_erase)
    return parser


if __name__ == "__main__":
    sys.exit(main())
