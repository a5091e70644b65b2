"""Indonesian words for values: numbers, dates, places, titles, stages. One place, so that one thing
has one name.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard, TypeVar, cast
from zoneinfo import ZoneInfo

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from data import names

if TYPE_CHECKING:
    from pandas._typing import Scalar

Value = TypeVar("Value")
LOCALE = "id"
UNKNOWN = "tidak diketahui"
ZONES = {
    "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA", "Asia/Jayapura": "WIT",
}  # fmt: skip
WIB = timezone(timedelta(hours=7), "WIB")
STAGES = {
    "peserta": "Peserta",
    "administrasi": "Administrasi",
    "paparan": "Paparan",
    "tinjau_lapang": "Tinjau lapang",
    "hasil": "Hasil akhir",
}
STAGES_SHORT = {
    "peserta": "pes.", "administrasi": "adm.", "paparan": "pap.", "tinjau_lapang": "lap.",
    "hasil": "hasil",
}  # fmt: skip
STATUSES = {
    "finalis": "Finalis",
    "nominasi": "Nominasi",
    "wakil": "Wakil daerah",
    "peserta": "Peserta",
}
BASES = {"stated": "dinyatakan halaman", "inferred": "disimpulkan penyusun katalog"}
RANK_BASES = {
    "stated": "dinyatakan sumber",
    "inferred": "disimpulkan penyusun katalog",
    "contested": "sumber sama kuat berbeda",
    "elimination": "dari peringkat yang sudah dipegang kecamatan lain",
    "finalist": "dari jumlah finalis",
    "shortlist": "dari jumlah penyaji paparan",
    "entrant": "dari jumlah peserta",
}
LEVELS = {"provinsi": "Provinsi", "kabkota": "Kabupaten/Kota"}
DISPUTES = {
    "two_ranks": "satu kecamatan, dua peringkat",
    "one_rank": "satu peringkat, dua kecamatan",
    "kabkota": "letak kecamatan",
    "two_entries": "dua wakil satu kabupaten/kota",
    "finalists": "jumlah finalis",
    "entrants": "jumlah peserta",
    "score": "nilai",
    "innovations": "jumlah inovasi kecamatan",
}
REASONS = {
    "kabkota": "kabupaten/kota yang sama",
    "title": "gelar yang sama di tahun lain",
    "population": "kabupaten/kota berpenduduk serupa",
}
INDICATOR_BASES = {
    "stated": "dinyatakan",
    "inferred": "disimpulkan",
    "rule": "usulan aturan",
    "unknown": UNKNOWN,
}
CONTEXTS = {"skk": "Untuk lomba SKK", "lain": "Berita layanan lain"}
SUCCESSES = {
    "finalist": "Kecamatan pernah finalis provinsi",
    "entrant": "Tercatat di SKK, belum finalis provinsi",
    "none": "Kecamatan tanpa hasil tercatat",
    "unnamed": "Kecamatan tidak disebut",
}
DIGITAL = {
    "yes": "Berbasis digital",
    "no": "Tidak digital",
    "": "Digital atau tidak: tidak diketahui",
}
SIZES = {"finalists": "jumlah finalis", "entrants": "jumlah peserta"}
COVERAGE = {
    "complete": "Peringkat semua finalis diketahui",
    "partial": "Sebagian peringkat diketahui",
    "champion": "Sebagian peringkat diketahui, jumlah finalis tidak",
    "finalists": "Finalis diketahui, urutannya tidak",
    "entrants": "Hanya sebagian peserta diketahui",
    "none": "Tidak ada edisi yang diketahui",
}
ABSENCES = {
    "outside": "bukan finalis; keikutsertaan tidak diketahui",
    "unknown": "tidak diketahui",
    "none": "tidak ada edisi yang diketahui",
}
UNCOUNTED = {
    "no_edition": "edisi provinsi tahun itu tidak diketahui",
    "final": "tidak semua finalis provinsi diketahui",
    "inferred": "gelar disimpulkan dari keikutsertaan di provinsi",
}


def is_known(value: Value | None) -> TypeGuard[Value]:
    """Whether a single value of a frame is there."""
    return value is not None and not pd.isna(cast("Scalar", value))


@lru_cache(maxsize=10_000)
def number(value: float | None, decimals: int = 0, unknown: str = "–") -> str:
    """1234.5 -> "1.234,5": at most so many decimals, without trailing zeros."""
    if not is_known(value):
        return unknown
    return str(
        format_decimal(
            value, format="#,##0." + "#" * decimals if decimals else "#,##0", locale=LOCALE
        )
    )


@lru_cache(maxsize=10_000)
def fixed(value: float | None, decimals: int, unknown: str = "–") -> str:
    """83.9 -> "83,90": exactly so many decimals, for columns that are read downwards."""
    return (
        str(format_decimal(value, format="#,##0." + "0" * decimals, locale=LOCALE))
        if is_known(value)
        else unknown
    )


@lru_cache(maxsize=10_000)
def date(value: str | None, unknown: str = "") -> str:
    """ "2024-12-10" -> "10 Desember 2024"; "2024-12" -> "Desember 2024"; "2024" -> "2024"; a range
    A/B -> "A–B", what they share said once: "9–12 Desember 2019".
    """
    if not is_known(value) or not value:
        return unknown
    ends = list(dict.fromkeys(str(value).split("/")))
    told = [_one_date(end).split() for end in ends]
    if len(told) == 2 and len(told[0]) == len(told[1]):
        pairs = zip(reversed(told[0]), reversed(told[1]), strict=True)
        same = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
        told[0] = told[0][: len(told[0]) - same]
    return "–".join(" ".join(words) for words in told)


def _one_date(value: str) -> str:
    pattern = {4: "y", 7: "MMMM y"}.get(len(value), "d MMMM y")
    padded = value + "-01" * ((10 - len(value)) // 3)
    return str(format_date(pd.Timestamp(padded).date(), pattern, locale=LOCALE))


def clock(zone: str | None, now: datetime) -> timezone:
    """The clock of an Indonesian zone ("Asia/Makassar"), by one name for a whole column: "WITA".

    Of any other zone, and where it is not known, it is WIB; a browser may say anything.
    """
    known = zone if zone in ZONES else "Asia/Jakarta"
    offset = now.astimezone(ZoneInfo(known)).utcoffset() or timedelta(0)
    return timezone(offset, ZONES[known])


def moment(at: datetime, on: timezone) -> str:
    """A time in UTC as a clock shows it: "11 Desember 2024 00.30"."""
    seen = at.replace(tzinfo=UTC).astimezone(on)
    return f"{date(f'{seen:%Y-%m-%d}')} {seen:%H.%M}"


def place(low: int | None, high: int | None, tied: bool | None = False) -> str:
    """A place or its interval: "1", "2=", "1–2", "di bawah 5" (no end known); "–" where nothing is
    known.
    """
    if not is_known(low):
        return "–"
    if not is_known(high):
        return f"di bawah {int(low) - 1}"
    return f"{low}{'=' if tied else ''}" if low == high else f"{low}–{high}"


def title(value: str | None, is_finalist: bool | None = True) -> str:
    """ "harapan_1" -> "Harapan 1"; a finalist of the shortlist only -> "Masuk paparan"."""
    if not is_known(value):
        return "–"
    text = str(value)
    if text == "finalis" and not is_finalist:
        return "Masuk paparan"
    return STATUSES.get(text) or re.sub(r"_(\d+)$", r" \1", text).capitalize()


def short(name: str) -> str:
    """ "Kabupaten Malang" -> "Kab. Malang", where room is scarce."""
    return name.replace("Kabupaten ", "Kab. ")


def bare(name: str) -> str:
    """ "Kabupaten Malang" -> "Malang", as maps write it; a kota keeps its word."""
    return name.removeprefix("Kabupaten ")


def tone(low: int | None, high: int | None) -> str:
    """The colour's name for a place: gold, silver, bronze, harapan (4-7), finalist; unknown for an
    interval or none.
    """
    if not is_known(low) or not is_known(high) or low != high:
        return "unknown"
    return {1: "gold", 2: "silver", 3: "bronze"}.get(
        int(low), "harapan" if int(low) <= 7 else "finalist"
    )


def stage(value: str | None) -> str:
    """ "tinjau_lapang" -> "Tinjau lapang"."""
    return STAGES.get(str(value), "–") if is_known(value) else "–"


def criterion(code: str, name: str) -> str:
    """A criterion as the reader sees it, "3 Tugas delegatif"; where the recap gave no code, its
    name alone.
    """
    return name if code.startswith(names.UNCODED) else f"{code} {name}"


def number_of(code: str) -> str:
    """What stands for a criterion where its name has no room: its code, or its number in a recap
    that gave no codes.
    """
    return code.removeprefix(names.UNCODED)


def change(value: int | None) -> str:
    """Places gained: 1 -> "naik 1", -2 -> "turun 2", 0 -> "tetap"; "" where unknown."""
    if not is_known(value):
        return ""
    gained = int(value)
    return "tetap" if gained == 0 else f"{'naik' if gained > 0 else 'turun'} {abs(gained)}"


def score(value: float | None, maximum: float | None) -> tuple[str, str]:
    """A score and its maximum; the maximum is always said, if only that it is not published."""
    if not is_known(value):
        return "", ""
    return number(value, 2), (
        f"dari {number(maximum, 2)}" if is_known(maximum) else "maks. tidak dipublikasikan"
    )


def listing(words: Sequence[str], most: int = 6) -> str:
    """ "A", "A dan B", "A, B, dan C"; beyond `most`: "A, B, dan 3 lainnya"."""
    items = list(words)
    if len(items) > most:
        items = [*items[: most - 1], f"{len(items) - most + 1} lainnya"]
    if len(items) <= 2:
        return " dan ".join(items)
    return ", ".join(items[:-1]) + ", dan " + items[-1]


def located(name: str, region: object) -> str:
    """A place in a list and in an address: "Genteng, Kabupaten Banyuwangi"."""
    return f"{name}, {region}" if is_known(region) else name


def words(value: str | None) -> str:
    """ "ekonomi_umkm" -> "ekonomi umkm"; "" where unknown."""
    return str(value).replace("_", " ").replace("umkm", "UMKM") if is_known(value) else ""


def years(first: int | None, last: int | None) -> str:
    """2019, 2023 -> "2019–2023"; the same year once; "" where unknown."""
    if not is_known(first):
        return ""
    return str(first) if first == last or not is_known(last) else f"{first}–{last}"


def count(value: float | None, noun: str) -> str:
    """ "5 finalis"; where unknown, "jumlah finalis tidak diketahui"."""
    return f"{number(value)} {noun}" if is_known(value) else f"jumlah {noun} {UNKNOWN}"


def origins(sources: Iterable[str]) -> str:
    """What sources are, by their keys: "3 halaman", "1 berkas" of an import, "3 halaman dan 1
    berkas".
    """
    are_files = [source.startswith("impor-") for source in sources]
    files = sum(are_files)
    counts = ((len(are_files) - files, "halaman"), (files, "berkas"))
    return listing([count(value, noun) for value, noun in counts if value]) or count(0, "sumber")


CARDINALS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
)
SIGNIFICANT = 0.05  # the p below which a trend is told from chance


def cardinal(value: int) -> str:
    """3 -> "tiga"; above ten, the digits."""
    return CARDINALS[value] if value < len(CARDINALS) else number(value)


def all_of(value: int) -> str:
    """3 -> "ketiga", 12 -> "ke-12": all of so many."""
    return f"ke{cardinal(value)}" if value < len(CARDINALS) else f"ke-{number(value)}"


def times(count: int) -> str:
    """1 -> "sekali", 3 -> "tiga kali"."""
    return "sekali" if count == 1 else f"{cardinal(count)} kali"


def sentence_case(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def signed(value: float | None, decimals: int = 1) -> str:
    """A change with its sign: "+3,2", "−2,0", "0,0"."""
    if not is_known(value):
        return "?"
    told = fixed(abs(value), decimals)
    return told if told == fixed(0, decimals) else ("+" if value > 0 else "−") + told
