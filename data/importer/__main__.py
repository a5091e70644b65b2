"""Command line: python -m data.importer FILE [--edition ID] [--publish]. Without --publish it
tells, and changes nothing.
"""

import argparse
import getpass
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from data import build, check, publish
from data.boundaries.areas import BoundaryError
from data.files import FileError
from data.importer import publishing, questions, template
from data.importer.cells import STAGES
from data.importer.difference import GONE, UNRECORDED, Difference, only_score, sentence, standing
from data.importer.faults import listing
from data.importer.match import holders
from data.importer.proposal import Choices, Proposal, propose
from data.importer.publishing import Candidate, RefusedError
from data.importer.table import MEANINGS

MOST_MOVES = 40
UNCHANGED = "Data terbit tidak diubah."


def main(arguments: list[str] | None = None) -> int:
    """Command line; returns 0, or 2 where the file, the catalog or the folder is at fault (nothing
    is changed then).
    """
    options = _parser().parse_args(arguments)
    options.catalog = options.catalog or build.catalog_of(options.out)
    try:
        if options.withdraw or options.restore:
            return _take_back(options)
        if options.file:
            return _import(options)
        if options.template:
            options.template.write_bytes(template.for_catalog(check.read(options.catalog)))
            print(f"Ditulis: {options.template}")
        elif options.revert:
            generation = publishing.revert(
                options.out, options.revert, publish.current(options.out), options.who
            )
            print(f"Dikembalikan: {generation}")
        elif options.history:
            print("\n".join(_history(options.out)) or f"Belum ada terbitan di {options.out}.")
        else:
            print(
                "Beri berkas yang diimpor, atau --template, --history, --withdraw, --restore,"
                " --revert; lihat --help.",
                file=sys.stderr,
            )
            return 2
        return 0
    except check.CatalogError as error:
        print(
            error,
            f"{len(error.faults)} kesalahan pada katalog atau impor; data terbit tidak diubah.",
            sep="\n",
            file=sys.stderr,
        )
    except (FileError, RefusedError, BoundaryError, build.MixError, publish.MovedError) as error:
        print(error, UNCHANGED, sep="\n", file=sys.stderr)
    except OSError as error:
        print(
            f"{error.filename or options.out}: tidak dapat dibaca atau ditulis"
            f" ({publish.why(error)}).",
            UNCHANGED,
            sep="\n",
            file=sys.stderr,
        )
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.importer", description="Mengimpor hasil resmi dari Excel atau CSV."
    )
    parser.add_argument("file", type=Path, nargs="?", help="buku kerja Excel/OpenDocument atau CSV")
    _about_the_file(parser)
    parser.add_argument(
        "--publish",
        action="store_true",
        help="terbitkan; tanpa ini hanya diperiksa dan dibandingkan",
    )
    parser.add_argument(
        "--yes", action="store_true", help="terima usulan pertama bagi nama yang tidak pasti"
    )
    parser.add_argument(
        "--who", default=_user(), help="siapa yang mengimpor, untuk jurnal (bawaan: nama pengguna)"
    )
    parser.add_argument(
        "--catalog",
        type=Path,
        help="folder katalog (bawaan: data/catalog, atau katalog folder simulasi)",
    )
    parser.add_argument(
        "--out", type=Path, default=publish.folder(), help="folder terbitan (bawaan: SKK_DATA)"
    )
    parser.add_argument(
        "--template", type=Path, metavar="FILE", help="tulis buku kerja kosong untuk diisi"
    )
    parser.add_argument(
        "--replaces",
        action="append",
        metavar="IMPOR",
        help=(
            "impor yang digantikan berkas ini, boleh diulang (bawaan: yang dari sumber yang sama;"
            " lihat --history)"
        ),
    )
    parser.add_argument(
        "--beside",
        dest="replaces",
        action="store_const",
        const=[],
        help="berkas ini tidak menggantikan impor apa pun",
    )
    _about_imports(parser)
    return parser


def _about_the_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--edition", default="", help="edisi, misalnya provinsi-35-2025 (bawaan: menurut berkas)"
    )
    parser.add_argument(
        "--publisher",
        default="",
        help="penerbit berkas (bawaan: menurut lembar Sumber, atau penyelenggara)",
    )
    parser.add_argument(
        "--stage",
        default="",
        choices=list(STAGES),
        help="tahap nilai, bila berkas tidak menyebutnya",
    )
    parser.add_argument(
        "--max",
        default="",
        metavar="N",
        help="nilai maksimum tiap kriteria, bila berkas tidak menyebutnya",
    )
    parser.add_argument(
        "--questions",
        action="store_true",
        help="cetak pertanyaan tentang berkas sebagai formulir jawaban (TOML)",
    )
    parser.add_argument(
        "--answers", type=Path, metavar="FILE.toml", help="berkas jawaban atas pertanyaan"
    )


def _about_imports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--history", action="store_true", help="daftar impor, terbitan, dan jurnal")
    parser.add_argument(
        "--withdraw",
        metavar="IMPOR",
        help="tarik satu impor, yang lain tetap berlaku (lihat --history)",
    )
    parser.add_argument(
        "--restore", metavar="IMPOR", help="berlakukan lagi impor yang ditarik atau digantikan"
    )
    parser.add_argument(
        "--revert", metavar="NAMA", help="kembali ke terbitan ini (lihat --history)"
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "tidak diketahui"


def _import(options: argparse.Namespace) -> int:
    frames = check.read(options.catalog)
    choices = Choices(answers=_answers(options), publisher=options.publisher, accept=options.yes)
    proposal = propose(options.file, options.file.name, frames, choices)
    if options.questions:
        print(questions.form(proposal.questions, proposal.name, proposal.sha256), end="")
        return 0
    print("\n".join(recognised(proposal)))
    if proposal.notices:
        print(f"\nPerlu diketahui ({len(proposal.notices)}):", listing(proposal.notices), sep="\n")
    if proposal.faults:
        print(
            f"\nKesalahan ({len(proposal.faults)}):",
            listing(proposal.faults),
            UNCHANGED,
            sep="\n",
            file=sys.stderr,
        )
        return 2
    if proposal.open:
        print(
            f"\nPertanyaan ({len(proposal.open)}), jawab dengan --answers (lihat --questions):",
            "\n".join(map(str, proposal.open)),
            "Data terbit tidak diubah.",
            sep="\n",
            file=sys.stderr,
        )
        return 2
    names = holders(frames)

    def prepare(where: Path) -> Candidate:
        return publishing.prepare(
            proposal, options.catalog, where, options.who, replaces=options.replaces
        )

    return _decide(options, prepare, names)


def _take_back(options: argparse.Namespace) -> int:
    """Show what one import's leaving or coming back changes; with --publish do it."""

    def prepare(where: Path) -> Candidate:
        change = publishing.withdraw if options.withdraw else publishing.restore
        return change(
            where,
            options.catalog,
            options.withdraw or options.restore,
            publish.current(where),
            options.who,
        )

    return _decide(options, prepare, holders(check.read(options.catalog)))


def _decide(
    options: argparse.Namespace, prepare: Callable[[Path], Candidate], names: Mapping[str, str]
) -> int:
    """Show what a candidate changes, and publish it if that is asked for. Without --publish nothing
    is written in the folder of generations.
    """
    publishing.refuse_damaged(options.out)
    if options.publish:
        candidate = prepare(options.out)
        try:
            _tell(candidate, names)
            print(f"\nTerbit: {publishing.confirm(candidate, options.out)}")
        finally:
            publishing.discard(candidate)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        candidate = prepare(_mirror(options.out, Path(temporary)))
        _tell(candidate, names)
        publishing.discard(candidate)
    print("\nBelum diterbitkan; tambahkan --publish untuk menerbitkan.")
    return 0


def _answers(options: argparse.Namespace) -> dict[str, str]:
    """What is answered: by a file, and by the short options."""
    short = {"edisi": options.edition, "tahap": options.stage, "maksimum": options.max}
    told = questions.read(options.answers) if options.answers else {}
    return told | {key: said for key, said in short.items() if said}


def _tell(candidate: Candidate, names: Mapping[str, str]) -> None:
    print("", *changes(candidate.difference), sep="\n")
    for one in candidate.replaced if candidate.what != "tarik" else []:
        print(
            f"Menggantikan impor {one}; --history menunjukkan isinya, --replaces atau --beside"
            " memilih lain."
        )
    if candidate.kind == "simulated":
        print(
            "LATIHAN: folder ini berisi data simulasi; yang terbit di sini bertanda SIMULASI dan"
            " tidak masuk ke data terbit."
        )
    print("", sentence(candidate.difference, names), sep="\n")


def _mirror(where: Path, there: Path) -> Path:
    """A copy of what a candidate is compared with: the generation in force, the imports, the
    boundaries.
    """
    if (current := publish.current(where)) is not None:
        shutil.copy2(current, there)
        publish.point(there, there / current.name)
    for name in (build.IMPORTS, build.KEPT):
        if (where / name).is_dir():
            shutil.copytree(where / name, there / name)
    return there


def recognised(proposal: Proposal) -> list[str]:
    """What a file was taken for, line by line."""
    draft = proposal.draft
    lines = [
        f"{proposal.name}: edisi {proposal.edition.edition_id or 'tidak diketahui'},"
        f" {len(draft.places)} kecamatan, {len(draft.criteria)} kriteria, {len(draft.rows)} baris"
        f" nilai, {len(draft.innovations)} inovasi."
    ]
    lines += ["Kolom:"] + [
        f'  {one.at} "{one.header}": {MEANINGS[one.meaning]} ({one.why})' for one in draft.columns
    ]
    unsure = [one for one in proposal.matches.values() if not one.is_sure]
    lines.append(
        f"Kecamatan: {len(proposal.matches) - len(unsure)} pasti, {len(unsure)} perlu diperiksa."
    )
    return lines


def changes(difference: Difference) -> list[str]:
    """A difference, line by line."""
    lines = [f"{'Yang berubah':<15}{'baru':>8}{'berubah':>9}{'hilang':>8}"]
    for row in difference.counts.to_dict("records"):
        lines.append(f"{row['table']:<15}{row['new']:>8}{row['changed']:>9}{row['removed']:>8}")
    moves = difference.moves
    lines.append(f"Peringkat yang berubah: {len(moves)}.")
    for move in moves.head(MOST_MOVES).to_dict("records"):
        told = (
            standing(move["title_before"], move["rank_before"], UNRECORDED),
            standing(move["title"], move["rank"], GONE),
        )
        was, now = (
            ", ".join(filter(None, pair)) for pair in zip(told, only_score(move), strict=True)
        )
        where = f", {move['kabkota']}" if move["kabkota"] else ""
        lines.append(f"  {move['edition_id']} {move['place']}{where}: {was} -> {now}")
    if len(moves) > MOST_MOVES:
        lines.append(f"  dan {len(moves) - MOST_MOVES} lainnya")
    return lines


def _history(where: Path) -> list[str]:
    lines = []
    for held in publishing.imports(where):
        mark = "+" if held.is_in_force else "-"
        about = (
            held.problem or f"{held.edition_id} {held.file} ({held.publisher}) {held.who} {held.at}"
        )
        lines.append(f"{mark} {held.import_id} {about}")
    for one in publishing.generations(where):
        mark = "*" if one.is_current else " "
        lines.append(
            f"{mark} {one.path.name} {one.built_at:%Y-%m-%d %H:%M} {one.origin}"
            f" {', '.join(one.imports)}".rstrip()
        )
    for entry in publishing.journal(where):
        ended = "" if entry.done else " (terputus)"
        about = f"{entry.file} sha256 {entry.sha256[:12]} " if entry.file else ""
        taken = f"menggantikan {', '.join(entry.replaces)} " if entry.replaces else ""
        lines.append(
            f"{entry.at} {entry.who} {entry.what} {about}{taken}{entry.was or 'kosong'} ->"
            f" {entry.to}{ended}"
        )
    return lines


if __name__ == "__main__":
    sys.exit(main())
