"""What the tables of a workbook are to each other: those of jurors, stages, years, zones, a recap
over them, or copies.

Told apart by their names and titles, and by whether kecamatan, criteria and numbers are the same;
what only the numbers could tell and do not is asked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data import names
from data.importer import arithmetic, cells, vocabulary
from data.importer.draft import Fault
from data.importer.questions import Asked, Option, Question
from data.importer.table import Table
from data.importer.workbook import Sheet

FINAL = re.compile(
    r"(?:hasil|nilai|skor|rekap(?:itulasi)?)\s+akhir|penilaian\s+akhir", re.IGNORECASE
)
RECAP = re.compile(r"rekap|gabungan|rata|semua|akhir|total", re.IGNORECASE)
OLD = re.compile(
    r"draf|konsep|\blama\b|sementara|arsip|back\s?up|cadangan|salinan|copy", re.IGNORECASE
)
RESULT = re.compile(r"rekap|hasil|akhir|juara|pemenang|peringkat|ranking|rangking", re.IGNORECASE)
STAGES = {
    "administrasi": "administrasi (berkas)",
    "paparan": "paparan (presentasi)",
    "tinjau_lapang": "tinjau lapang",
    "hasil": "hasil akhir",
}


@dataclass
class Placed:
    """A table and what it is in its workbook. `stage` is a key of STAGES or empty, `numbered` the
    words of a stage by number.
    """

    table: Table
    sheet: Sheet
    titles: tuple[tuple[str, str], ...]  # address and words
    juror: str = ""
    stage: str = ""
    numbered: str = ""
    zone: str = ""
    years: frozenset[int] = frozenset()
    is_used: bool = True

    @property
    def name(self) -> str:
        """The name of its sheet."""
        return self.sheet.name.strip()

    @property
    def at(self) -> str:
        """The address of its first cell."""
        return self.table.block.at(0, 0)

    @property
    def is_result(self) -> bool:
        """Whether its words say that it is the result of all, or it prints ranks or titles."""
        words = [self.name, *(words for _, words in self.titles)]
        return bool(self.table.of("peringkat", "gelar")) or any(RESULT.search(one) for one in words)

    def people(self) -> frozenset[str]:
        """Whom it judges."""
        block = self.table.block
        return frozenset(
            names.key(block.grid[row][block.anchor].words) for row in self.table.rows.entrants
        )

    def criteria(self) -> frozenset[str]:
        """What it judges, by key."""
        return frozenset(self.table.columns[c].key for c in self.table.of("kriteria", "tertimbang"))

    def figures(self) -> dict[tuple[str, str, str, str], float]:
        """Its numbers by kecamatan, stage, juror and criterion (or total)."""
        table, found = self.table, {}
        for column in table.of("kriteria", "tertimbang", "total", "nilai_juri", "nilai_tahap"):
            told = table.columns[column]
            for row, value in zip(table.rows.entrants, table.values(column), strict=True):
                who = names.key(table.block.grid[row][table.block.anchor].words)
                if value is not None:
                    found[who, told.stage, told.juror, told.key or told.meaning] = value
        return found


def place(table: Table) -> Placed:
    """What the name of a sheet and the titles of a table say of it."""
    sheet = table.block.sheet
    titles = tuple((line.at, line.words) for line in table.block.above)
    said = [words for _, words in titles]
    own = sheet.name.strip()
    juror = next(
        (
            one
            for words in (own, *said)
            if (one := vocabulary.juror(words, "" if words != own else own))
        ),
        "",
    )
    told = (own, *reversed(said))
    stages = [found for words in told if (found := cells.stage(words))]
    stage = next((found for found in stages if found not in cells.WEAK), "")
    stage = stage or ("hasil" if any(FINAL.search(words) for words in told) else "")
    numbered = next(
        (hit[0] for words in told if (hit := vocabulary.NUMBERED_STAGE.search(words))), ""
    )
    zone = next((words for words in told if vocabulary.ZONE.fullmatch(words)), "")
    years = frozenset(map(int, vocabulary.YEAR.findall(own))) or frozenset(
        int(year) for words in said for year in vocabulary.YEAR.findall(words)
    )
    strong = stage in ("administrasi", "paparan", "tinjau_lapang")
    return Placed(table, sheet, titles, juror, stage, "" if strong else numbered, zone, years)


def arrange(placed: Sequence[Placed], asked: Asked, year: int | None) -> list[Fault]:
    """Decide which tables are used and as what; return what should be known of it."""
    told = _hidden(placed, asked)
    told += _years(placed, year)
    told += _named(placed)
    told += _copies(placed)
    _drafts(placed, asked)
    told += _numbered(placed, asked)
    told += _alike(placed, asked)
    return told


def _hidden(placed: Sequence[Placed], asked: Asked) -> list[Fault]:
    """Hidden sheets with a table: used only if the operator says so, unless they repeat what is
    seen.
    """
    told = []
    seen = [one.figures() for one in placed if not one.sheet.is_hidden]
    for one in placed:
        if not one.sheet.is_hidden:
            continue
        own = one.figures()
        if any(own.items() <= other.items() for other in seen):
            one.is_used = False
            told.append(
                Fault(
                    one.at,
                    "lembar ini tersembunyi dan mengulang lembar yang terlihat; tidak dipakai",
                )
            )
            continue
        options = (
            Option("abaikan", "tidak dipakai"),
            Option("pakai", "dipakai seperti lembar lain"),
        )
        asks = f'lembar tersembunyi "{one.name}" berisi tabel nilai; dipakai atau tidak?'
        if asked.ask(Question(f"lembar {one.name}", one.at, asks, options)) != "pakai":
            one.is_used = False
    return told


def _years(placed: Sequence[Placed], year: int | None) -> list[Fault]:
    """Tables of another year than the edition's."""
    told = []
    dated = [one for one in placed if one.is_used and len(one.years) == 1]
    if year is None or len({one.years for one in dated}) < 2:
        return []
    for one in dated:
        if year not in one.years:
            one.is_used = False
            told.append(
                Fault(
                    one.at, f"tabel ini tentang tahun {min(one.years)}, bukan {year}; tidak dipakai"
                )
            )
    return told


def _named(placed: Sequence[Placed]) -> list[Fault]:
    """Sheets that are called as a juror is in the columns of another."""
    told = []
    jurors = {
        names.wording(column.juror): (column.juror, one)
        for one in placed
        for column in one.table.columns.values()
        if column.juror
    }
    for one in placed:
        juror, other = jurors.get(names.wording(one.name), ("", one))
        if juror and not one.juror and other is not one:
            one.juror = juror
            why = f'lembar ini dibaca sebagai nilai juri "{juror}", seperti di "{other.name}"'
            told.append(Fault(one.at, why))
    return told


def _copies(placed: Sequence[Placed]) -> list[Fault]:
    """Tables that say nothing that another does not say."""
    told = []
    used = [one for one in placed if one.is_used]
    for number, one in enumerate(used):
        own = one.figures()
        for other in used[:number]:
            same = other.is_used and bool(own) and own.items() <= other.figures().items()
            if (
                same
                and (one.juror == other.juror or not one.juror)
                and one.stage in ("", other.stage)
            ):
                one.is_used = False
                told.append(
                    Fault(one.at, f'tabel ini mengulang lembar "{other.name}"; dipakai sekali')
                )
                break
    return told


def _drafts(placed: Sequence[Placed], asked: Asked) -> None:
    """Sheets whose name says that they were written before another, and whose numbers are not its:
    the operator says which holds.
    """
    used = [one for one in placed if one.is_used]
    final = [one.figures() for one in used if not OLD.search(one.name)]
    options = (
        Option("abaikan", "tidak dipakai"),
        Option("pakai", "dipakai seperti lembar lain"),
    )
    for one in used:
        if not OLD.search(one.name):
            continue
        own = one.figures()
        if not any(own.keys() & other.keys() for other in final):
            continue
        asks = (
            f'lembar "{one.name}" memuat nilai lain untuk kecamatan dan kriteria yang sama;'
            " dipakai atau tidak?"
        )
        if asked.ask(Question(f"lembar {one.name}", one.at, asks, options)) != "pakai":
            one.is_used = False


def _numbered(placed: Sequence[Placed], asked: Asked) -> list[Fault]:
    """Stages that are only numbered: the operator says which they are."""
    for one in placed:
        if one.is_used and one.numbered:
            one.stage = ask_stage(asked, one.numbered, one.at) or ""
    return []


def ask_stage(asked: Asked, words: str, at: str) -> str | None:
    """Ask which stage words such as "Tahap I" mean; empty words: the stage of a whole file."""
    asks = (
        f'"{words}" tahap apa?'
        if words
        else "berkas ini tidak menyebut tahap penilaian; nilai-nilainya dari tahap apa?"
    )
    options = tuple(Option(value, label) for value, label in STAGES.items())
    return asked.ask(Question(f"tahap {words}".strip(), at, asks, options))


def _alike(placed: Sequence[Placed], asked: Asked) -> list[Fault]:
    """Tables with the same kecamatan and criteria that neither name nor title tells apart."""
    told = []
    used = [
        one
        for one in placed
        if one.is_used and one.criteria() and not one.juror and not one.table.of("juri")
    ]
    recaps = [one for one in placed if one.is_used and not one.criteria()]
    groups: dict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for one in used:
        groups[one.people(), one.criteria(), one.stage, one.numbered, one.years].append(one)
    for several in groups.values():
        over = [
            one
            for one in several
            if RECAP.search(one.name)
            and _is_recap(one, [other for other in several if other is not one])
        ]
        is_proven = len(over) == 1 or any(_is_recap(one, several) for one in recaps)
        group = [one for one in several if one not in over] if len(over) == 1 else several
        if len(group) > 1:
            told += _parted(group, asked, is_proven)
    return told


def _parted(group: list[Placed], asked: Asked, is_proven: bool) -> list[Fault]:
    """Tables that are alike but for their numbers: those of jurors if a recap shows it, else each
    is asked about.
    """
    listed = ", ".join(f'"{one.name}"' for one in group)
    options = (
        Option("juri", "nilai satu juri"),
        Option("tahap", "nilai satu tahap"),
        Option("pakai", "lembar yang berlaku"),
        Option("abaikan", "tidak dipakai"),
    )
    told = []
    for one in group:
        answer: str | None = "juri" if is_proven else None
        if not is_proven:
            asks = (
                f"lembar {listed} memuat kecamatan dan kriteria yang sama dengan nilai berbeda;"
                f' "{one.name}" apa?'
            )
            answer = asked.ask(Question(f"lembar {one.name}", one.at, asks, options))
        if answer == "juri":
            one.juror = one.name
            why = "; rekapnya adalah rata-rata atau jumlahnya" if is_proven else ""
            told.append(Fault(one.at, f'lembar ini dibaca sebagai nilai juri "{one.juror}"{why}'))
        elif answer == "tahap":
            one.stage = ask_stage(asked, one.name, one.at) or ""
        elif answer == "abaikan":
            one.is_used = False
    return told


def _is_recap(one: Placed, others: Iterable[Placed]) -> bool:
    """Whether the numbers of a table are the means or the sums of the same numbers of all
    others.
    """
    own = one.figures()
    held = [other.figures() for other in others]
    if len(held) < 2:
        return False
    shared = [key for key in own if all(key in other for other in held)]
    if len(shared) < 2:
        return False
    values = [own[key] for key in shared]
    parts = [[other[key] for key in shared] for other in held]
    relation = arithmetic.explained(values, parts)
    return (
        relation is not None
        and relation.holds == relation.rows
        and any(parts[0] != part for part in parts[1:])
    )
