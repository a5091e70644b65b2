"""What a cell says, as offices type it: numbers as text with Indonesian decimals, stray spaces,
titles with Roman numerals.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from data.check import FIRST_YEAR, UNSEEN
from data.importer.workbook import Cell

SHORT = 200  # letters of a cell; what is longer is no number and no name, and seldom met twice
LARGEST = 1e9  # no score, weight or rank is more
ABSENT = {
    "-", "--", "—", "–", "n/a", "na", "tidak ada", "tidak dinilai", "belum dinilai", "tms",
    "tidak memenuhi syarat", "gugur",
    "tidak lolos", "tidak hadir", "tidak ikut", "tidak mengikuti", "tidak mengikuti paparan", "th",
    "absen", "mengundurkan diri",
    "diskualifikasi", "dis", "dns", "kosong", "nihil data", "tidak masuk", "tidak tampil",
}  # fmt: skip
ROMAN = {
    word: number
    for number, word in enumerate(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        1,
    )
}
ORDER = r"(\d{1,3}|[ivx]{1,5})"
STAGES = {
    "administrasi": r"admini?strasi|adminstrasi|berkas|dokumen|desk",
    "paparan": r"paparan|presentasi|ekspos|wawancara",
    "tinjau_lapang": r"lapang|visitasi|kunjungan|verifikasi|faktual",
    "hasil": r"hasil|akhir|final",
    "peserta": r"peserta|pendaftaran",
}
SURELY_FIELD = r"lapang|visitasi|kunjungan"
# Words that stand beside the name of any stage: "hasil penilaian paparan"
WEAK = ("hasil", "peserta")
# By their names, old spellings and the ways in which offices shorten them
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb pebruari peb",
            "maret mar mrt",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt ags agust",
            "september sep sept",
            "oktober okt",
            "november nov nopember nop",
            "desember des",
        ),
        start=1,
    )
    for name in names.split()
}
SEVERAL_DAYS = re.compile(
    r"\d\s*([a-z]+\s*)?(\d{4}\s*)?([-–—/&]|s\s*[./]?\s*d\.?|sampai( dengan)?|hingga|dan)\s*$"
)
SPACES = re.compile(r"\s+")


def text(cell: Cell) -> str:
    """The words of a cell on one line, without marks that nobody sees; empty where there are
    none.
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    words = "" if cell is None else str(cell)
    return _line(words) if len(words) <= SHORT else _line.__wrapped__(words)


@lru_cache(maxsize=1 << 14)  # the words of a table are looked at again and again
def _line(words: str) -> str:
    return SPACES.sub(" ", UNSEEN.sub(" ", words)).strip()


def letters(words: str) -> str:
    """The letters of a header or a name, small, without all else."""
    return re.sub(r"[^a-z]", "", words.lower())


def is_absent(cell: Cell) -> bool:
    """Whether a cell says in so many words that there is no value."""
    return isinstance(cell, str) and (
        text(cell) in ABSENT or text(cell).lower().strip(" .*()") in ABSENT
    )


def problem(cell: Cell) -> str:
    """Why a cell that should hold a number holds none: the rest of a sentence that begins with its
    address.
    """
    if isinstance(cell, bool):
        return "berisi benar/salah, bukan angka; ketik nilainya"
    if isinstance(cell, date):
        return (
            f"berisi tanggal {cell:%d-%m-%Y}, bukan angka; Excel mengubah ketikan seperti 87.5 atau"
            " 8/7 menjadi tanggal: format sel sebagai Angka lalu ketik ulang"
        )
    if isinstance(cell, int | float):
        return "berisi angka yang terlalu besar untuk sebuah nilai; periksa ketikannya"
    return (
        f'"{shown(text(cell))}" bukan angka; tulis angka saja, misalnya 87,5, atau "-" bila tidak'
        " dinilai"
    )


def place(words: str) -> int | None:
    """The number of a place as a numeral, a Roman one, or "Ke-1"; None where words are none."""
    said = re.fullmatch(
        r"(?:(?:peringkat|rang?king|juara|terbaik)\b)?[ .]*(?:ke\b)?[ .-]*([ivx]{1,5}|\d{1,3})\.?",
        words.lower().strip(),
    )
    if said is None:
        return None
    return int(said[1]) if said[1].isdigit() else ROMAN.get(said[1])


def rank(cell: Cell) -> float | None:
    """The number of a place; None where the cell is empty or says that there is none.

    Raises:
        ValueError: something else stands there; the message is the rest of a sentence that begins
        with the address.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) <= LARGEST:
        return float(cell)
    if not text(cell) or is_absent(cell):
        return None
    found = place(text(cell))
    if found is None or isinstance(cell, date):
        raise ValueError(problem(cell))
    return float(found)


def day(cell: Cell) -> str | None:
    """A date as YYYY-MM-DD, YYYY-MM or YYYY, also "12 November 2026"; None where the cell is empty.

    Raises:
        ValueError: no date, or the number by which Excel counts days.
    """
    if isinstance(cell, date):
        return cell.isoformat()
    said = text(cell)
    if not said or is_absent(cell):
        return None
    if re.fullmatch(r"[0-9]{5}", said):
        meant = date(1899, 12, 30) + timedelta(days=int(said))
        raise ValueError(
            f"tanggal tertulis sebagai angka {said} (hari ke-{said} menurut Excel, yaitu {meant});"
            f" tulis {meant}"
        )
    if written := written_day(said):
        return written
    for shape, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)),
        (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", (3, 2, 1)),
    ):
        if found := re.fullmatch(shape, said):
            try:
                return date(*(int(found[group]) for group in order)).isoformat()
            except ValueError:
                break
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", said) and int(said[:4]) >= FIRST_YEAR:
        return said
    raise ValueError(f'"{shown(said)}" bukan tanggal yang ada; tulis seperti 2025-03-01')


def written_day(words: str) -> str | None:
    """The date of "Senin, 12 November 2026" or "November 2026"; None where there is none, none that
    exists, or more than one day ("12–14 Agustus 2024").
    """
    said = words.lower()
    written = list(re.finditer(r"(?:\b(\d{1,2})\s+)?\b([a-z]+)\.?\s+(\d{4})\b", said))
    written = [one for one in written if one[2] in MONTHS]
    if len(written) != 1 or SEVERAL_DAYS.search(said[: written[0].start()]):
        return None
    (found,) = written
    month = MONTHS[found[2]]
    if not found[1]:
        return f"{found[3]}-{month:02}"
    try:
        return date(int(found[3]), month, int(found[1])).isoformat()
    except ValueError:
        return None


def title(said: str) -> str | None:
    """The placement a title stands for: "Juara Harapan II" -> harapan_2; None where it is no title
    of the contest.
    """
    plain = re.sub(r"[^a-z0-9 ]", " ", said.lower())
    for word, shape in (
        ("harapan", rf"(?:juara )?harapan (?:ke )?{ORDER}"),
        ("juara", rf"juara (?:ke )?{ORDER}"),
        ("terbaik", rf"(?:kecamatan )?terbaik (?:ke )?{ORDER}"),
    ):
        if found := re.fullmatch(rf"\s*{shape}\s*", re.sub(r" +", " ", plain)):
            number = int(found[1]) if found[1].isdigit() else ROMAN.get(found[1], 0)
            most = {"juara": 3, "harapan": 4, "terbaik": 999}[word]
            return f"{word}_{number}" if 1 <= number <= most else None
    return plain.strip() if plain.strip() in ("finalis", "nominasi", "wakil", "peserta") else None


def stage(said: str) -> str | None:
    """The stage that words speak of; None where they speak of none, or of several."""
    plain = re.sub(
        r"\b(kota|kabupaten|kab)\.?\s+(administrasi|adm)\b", "", said.lower().replace("_", " ")
    )
    found = [name for name, shape in STAGES.items() if re.search(shape, plain)]
    found = [name for name in found if name not in WEAK] or found
    if len(found) == 2 and "tinjau_lapang" in found and not re.search(SURELY_FIELD, plain):
        found.remove("tinjau_lapang")  # documents are verified, too
    return found[0] if len(found) == 1 else None


def shown(said: str) -> str:
    """Words for a message: at most 60 characters."""
    return said if len(said) <= 60 else said[:59] + "…"
