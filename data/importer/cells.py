"""What a cell says, as offices type it: numbers as text with Indonesian decimals, stray spaces, titles with Roman numerals."""

import re
from datetime import date, timedelta

from data.check import FIRST_YEAR, UNSEEN
from data.importer.workbook import Cell

LARGEST = 1e9  # no score, weight or rank is more
ABSENT = {"-", "–", "—", "n/a", "na", "tidak ada", "tidak dinilai"}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
ORDER = r"(\d{1,3}|[ivx]{1,4})"
STAGES = {
    "administrasi": r"administrasi|adminstrasi|berkas|dokumen|desk",
    "paparan": r"paparan|presentasi|ekspos|wawancara",
    "tinjau_lapang": r"lapang|visitasi|kunjungan|verifikasi",
    "hasil": r"hasil|akhir|final",
    "peserta": r"peserta|pendaftaran",
}
SPACES = re.compile(r"\s+")


def text(cell: Cell) -> str:
    """The words of a cell on one line, without marks that nobody sees; empty where there are none."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return SPACES.sub(" ", UNSEEN.sub(" ", "" if cell is None else str(cell))).strip()


def letters(words: str) -> str:
    """The letters of a header or a name, small, without all else."""
    return re.sub(r"[^a-z]", "", words.lower())


def is_absent(cell: Cell) -> bool:
    """Whether a cell says in so many words that there is no value."""
    return text(cell).lower() in ABSENT


def number(cell: Cell) -> float | None:
    """The number of a cell; None where it is empty or says that there is none.

    Raises:
        ValueError: something else stands there; the message is the rest of a sentence that begins with the address.
    """
    if isinstance(cell, bool):
        raise ValueError("berisi benar/salah, bukan angka; ketik nilainya")
    if isinstance(cell, (int, float)):
        return _bounded(float(cell))
    if isinstance(cell, date):
        raise ValueError(
            f"berisi tanggal {cell:%d-%m-%Y}, bukan angka; Excel mengubah ketikan seperti 87.5 atau 8/7 menjadi tanggal: "
            "format sel sebagai Angka lalu ketik ulang"
        )
    said = text(cell)
    plain = said.replace(" ", "")
    if not plain or is_absent(said):
        return None
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", plain):
        raise ValueError(f'"{shown(said)}" dapat berarti ribuan atau desimal; tulis tanpa titik, desimal dengan koma')
    if re.fullmatch(r"-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", plain):
        return _bounded(float(plain.replace(".", "").replace(",", ".")))
    if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", plain):
        return _bounded(float(plain))
    raise ValueError(f'"{shown(said)}" bukan angka; tulis angka saja, misalnya 87,5, atau "-" bila tidak dinilai')


def _bounded(value: float) -> float:
    if not abs(value) <= LARGEST:
        raise ValueError("berisi angka yang terlalu besar untuk sebuah nilai; periksa ketikannya")
    return value


def rank(cell: Cell) -> float | None:
    """The number of a place, also as a Roman numeral or "Ke-1".

    Raises:
        ValueError: as number().
    """
    said = re.fullmatch(r"(?:(?:peringkat|rang?king|juara)\b)?[ .]*(?:ke\b)?[ .-]*([ivx]{1,4}|\d{1,3})\.?", text(cell).lower())
    if said is None or isinstance(cell, (int, float, date)):
        return number(cell)
    return number(said[1]) if said[1].isdigit() else float(ROMAN[said[1]]) if said[1] in ROMAN else number(cell)


def is_number(cell: Cell) -> bool:
    """Whether a cell holds a number, also as text."""
    try:
        return number(cell) is not None
    except ValueError:
        return False


def percent(cell: Cell) -> float | None:
    """A percentage, whether written 87,5, "87,5%" or, as Excel keeps it, 0.875.

    Raises:
        ValueError: as number().
    """
    found = number(text(cell).removesuffix("%").strip() if isinstance(cell, str) else cell)
    return found * 100 if found is not None and isinstance(cell, (int, float)) and 0 < found <= 1 else found


def day(cell: Cell) -> str | None:
    """A date as YYYY-MM-DD, YYYY-MM or YYYY; None where the cell is empty.

    Raises:
        ValueError: no date, or the number by which Excel counts days.
    """
    if isinstance(cell, date):
        return cell.isoformat()
    said = text(cell)
    if not said or is_absent(said):
        return None
    if re.fullmatch(r"[0-9]{5}", said):
        meant = date(1899, 12, 30) + timedelta(days=int(said))
        raise ValueError(f"tanggal tertulis sebagai angka {said} (hari ke-{said} menurut Excel, yaitu {meant}); tulis {meant}")
    for shape, order in ((r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)), (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", (3, 2, 1))):
        if found := re.fullmatch(shape, said):
            try:
                return date(*(int(found[group]) for group in order)).isoformat()
            except ValueError:
                break
    if re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", said) and int(said[:4]) >= FIRST_YEAR:
        return said
    raise ValueError(f'"{shown(said)}" bukan tanggal yang ada; tulis seperti 2025-03-01')


def title(said: str) -> str | None:
    """The placement a title stands for: "Juara Harapan II" -> harapan_2; None where it is no title of the contest."""
    plain = re.sub(r"[^a-z0-9 ]", " ", said.lower())
    for word, shape in (
        ("harapan", rf"(?:juara )?harapan (?:ke )?{ORDER}"),
        ("juara", rf"juara (?:ke )?{ORDER}"),
        ("terbaik", rf"terbaik (?:ke )?{ORDER}"),
    ):
        if found := re.fullmatch(rf"\s*{shape}\s*", re.sub(r" +", " ", plain)):
            place = int(found[1]) if found[1].isdigit() else ROMAN.get(found[1], 0)
            most = {"juara": 3, "harapan": 4, "terbaik": 999}[word]
            return f"{word}_{place}" if 1 <= place <= most else None
    return plain.strip() if plain.strip() in ("finalis", "nominasi", "wakil", "peserta") else None


def stage(said: str) -> str | None:
    """The stage that words speak of; None where they speak of none, or of several."""
    found = [name for name, shape in STAGES.items() if re.search(shape, said.lower().replace("_", " "))]
    return found[0] if len(found) == 1 else None


def shown(said: str) -> str:
    """Words for a message: at most 60 characters."""
    return said if len(said) <= 60 else said[:59] + "…"
