"""Which editions the titles above the tables of a file name: regions by their longest names, years
by what stands before them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from data import names
from data.check import FIRST_YEAR
from data.importer.draft import Edition
from data.importer.gazetteer import provinsi_names

LONGEST = 9  # words of a region's name with the words in front of it
FRONT = {  # in front of a name, by kind; joined, since "Kota Baru" is also written Kotabaru
    "kabupaten": tuple(
        word + kind
        for word in ("kabupaten", "kab", "pemkab", "sekabupaten", "bupati")
        for kind in ("", "administrasi", "adm")
    ),
    "kota": tuple(
        word + kind
        for word in ("kota", "pemkot", "sekota", "kotamadya", "walikota")
        for kind in ("", "administrasi", "adm")
    ),
    "provinsi": ("provinsi", "propinsi", "prov", "prop", "pemprov", "seprovinsi", "gubernur"),
}
# Behind a name they make it another's: Kabupaten Mamuju Utara, which is called Pasangkayu today, is
# not Mamuju.
_FURTHER = re.compile(
    "utara|selatan|barat|timur|tengah|tenggara|daya|laut|kepulauan|hulu|hilir|ulu|ilir|raya|induk",
)
# "Nomor 17 Tahun 2018": of a rule or a decree
_CITED = re.compile(r"\b(?:nomor|no)\b[\s.:]*[\w./-]+\s+tahun\s+(20\d\d)\b")
_YEAR = re.compile(r"(?<![\d/.,-])(20\d\d)(?!\d|[.,]\d)(?:\s*[/-]\s*(20\d\d)(?!\d))?")
_HOLDER = re.compile(r"(?:^|\s)pemerintah(?:an)?(?: daerah)?$")
_LEVELS = {
    "provinsi": re.compile(r"\b(?:tingkat|level) (?:provinsi|propinsi|prov)\b"),
    "kabkota": re.compile(r"\b(?:tingkat|level) (?:kabupaten|kab|kota)\b"),
}
_LOCATED = re.compile(r"(?:^|\s)(?:di|bertempat di|dilaksanakan di|tempat|lokasi)$")


class Region(NamedTuple):
    """A region that a title names: `said` is how surely it is the holder: 3 "Pemerintah Kabupaten
    X", 2 "Kabupaten X", 1 "X".
    """

    level: str
    code: str
    said: int
    is_where: bool  # "di Kota Malang": where it takes place
    is_part: bool  # its name goes on, as that of no region that is known
    at: str


class Year(NamedTuple):
    """A year that a title names; `is_cited` that of a rule or a decree."""

    year: int
    is_cited: bool
    at: str


class Titles:
    """Reads titles against the regions of a catalog."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Read the frames provinsi and kabkota, as check.read returns them."""
        self._named: dict[str, list[tuple[str, str, int]]] = {}
        self._provinsi: dict[str, str] = dict(
            frames["kabkota"][["code", "province_code"]].itertuples(index=False)
        )
        self._called: dict[str, str] = dict(
            frames["kabkota"][["code", "name"]].itertuples(index=False)
        )
        self._called |= dict(frames["provinsi"][["code", "name"]].itertuples(index=False))
        for code, name in frames["kabkota"][["code", "name"]].itertuples(index=False):
            kind, bare = names.region(name)
            # "Kabupaten/Kota Malang" may mean both
            self._add(bare, (*FRONT[kind], "kabupatenkota"), "kabkota", code)
        for code, name in frames["provinsi"][["code", "name"]].itertuples(index=False):
            for called in provinsi_names(code, name):
                self._add(names.letters(called), FRONT["provinsi"], "provinsi", code)

    def _add(self, bare: str, fronts: Iterable[str], level: str, code: str) -> None:
        for form in {bare, bare.replace("kepulauan", "kep")}:
            self._named.setdefault(form, []).append((level, code, 1))
            for front in fronts:
                self._named.setdefault(front + form, []).append((level, code, 2))

    def regions(self, titles: list[tuple[str, str]]) -> list[Region]:
        """The regions named, in order; of names that begin alike the longest, also over two lines
        of a title.
        """
        found: list[Region] = []
        for lines in _blocks(titles):
            words = [(word, at) for at, line in lines for word in _words(line)]
            begins = 0
            while begins < len(words):
                length, meant = self._longest(
                    [word for word, _ in words[begins : begins + LONGEST]]
                )
                before = " ".join(word for word, _ in words[max(0, begins - 2) : begins])
                is_holder = words[begins][0].startswith("pem") or bool(_HOLDER.search(before))
                is_part = begins + length < len(words) and bool(
                    _FURTHER.fullmatch(words[begins + length][0])
                )
                for level, code, said in meant:
                    surely = 3 if said == 2 and is_holder else said
                    found.append(
                        Region(
                            level,
                            code,
                            surely,
                            bool(_LOCATED.search(before)),
                            is_part,
                            words[begins][1],
                        )
                    )
                begins += length
        return found

    def _longest(self, words: list[str]) -> tuple[int, list[tuple[str, str, int]]]:
        for length in range(len(words), 0, -1):
            meant = self._named.get("".join(words[:length]), [])
            if meant and words[0].isalpha():
                if words[:length] == ["di", "yogyakarta"]:  # D.I. Yogyakarta, or "in Yogyakarta"
                    meant = meant + self._named["yogyakarta"]
                return length, meant
        return 1, []

    def editions(self, titles: list[tuple[str, str]]) -> list[tuple[Edition, str]]:
        """The editions that the titles may mean, best first, each with why.

        One that has level, code and year and stands alone is meant without doubt; an edition
        without one of them says that it is not named, or not clearly. Empty: nothing is named.
        """
        regions, years = self._holders(titles), _years(titles)
        if not regions and not years:
            return []
        holders: list[Region | None] = [*regions] or [None]
        in_years: list[Year | None] = [*years] or [None]
        found = [
            (_edition(region, year), self._why(region, year))
            for region in holders
            for year in in_years
        ]
        if len(found) == 1 and regions and years:
            if regions[0].is_part:
                found.append(
                    (
                        _edition(None, years[0]),
                        "nama wilayah di judul lebih panjang; mungkin wilayah lain",
                    )
                )
            elif regions[0].said == 1:
                found.append(
                    (
                        _edition(None, years[0]),
                        "judul menyebut nama wilayah tanpa kata Kabupaten, Kota, atau Provinsi",
                    )
                )
            elif years[0].is_cited:
                found.append(
                    (_edition(regions[0], None), "tahun itu milik peraturan atau keputusan")
                )
        return found

    def _holders(self, titles: list[tuple[str, str]]) -> list[Region]:
        """Whom the titles name as holder, each once and best first; those that are only where it
        takes place are left out.
        """
        named = self.regions(titles)
        named = [one for one in named if not one.is_where] or named
        clear = [one for one in named if one.said > 1 or one.is_part]
        kabkota = {self._provinsi[one.code] for one in clear if one.level == "kabkota"}
        beside = [
            one
            for one in named
            if one.said == 1 and one.level == "provinsi" and one.code in kabkota
        ]
        named = (
            self._of_level(clear + beside, " ".join(" ".join(_words(words)) for _, words in titles))
            or named
        )
        once: dict[tuple[str, str], Region] = {}
        for one in named:
            held = once.setdefault(one[:2], one)
            once[one[:2]] = max(held, one, key=lambda region: (region.said, not region.is_part))
        return sorted(once.values(), key=lambda one: -one.said)

    def _of_level(self, named: list[Region], words: str) -> list[Region]:
        """Without the provinsi of a kabkota, or the kabkota of a provinsi, where the titles say
        whose contest it is.
        """
        said = {one.level for one in named if one.said == 3}
        of = {level for level, pattern in _LEVELS.items() if pattern.search(words)} or said
        if len(of) != 1:
            return named
        kept = {one.code for one in named if one.level in of}
        parents = {self._provinsi[code] for code in kept if code in self._provinsi}
        return [
            one
            for one in named
            if one.level in of or not (one.code in parents or self._provinsi.get(one.code) in kept)
        ]

    def _why(self, region: Region | None, year: Year | None) -> str:
        where = (
            "penyelenggara tidak disebut"
            if region is None
            else f"{region.at} menyebut {self._title(region)}"
        )
        when = "tahun tidak disebut" if year is None else f"{year.at} menyebut {year.year}"
        return (
            f"{where};"
            f" {when}{' (tahun peraturan atau keputusan)' if year and year.is_cited else ''}"
        )

    def _title(self, region: Region) -> str:
        return ("Provinsi " if region.level == "provinsi" else "") + str(self._called[region.code])


def _edition(region: Region | None, year: Year | None) -> Edition:
    level, code, at = (
        (region.level, region.code, region.at) if region else ("", "", year.at if year else "")
    )
    return Edition(level, code, year.year if year else None, at=at)


def _blocks(titles: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Lines that may go on in the next: under each other on one sheet."""
    block: list[tuple[str, str]] = []
    before = ("", 0)
    for at, words in titles:
        sheet, _, cell = at.rpartition("!")
        row = int(found[0]) if (found := re.search(r"\d+$", cell)) else 0
        if block and not (sheet == before[0] and 0 < row - before[1] <= 2):
            yield block
            block = []
        block.append((at, words))
        before = (sheet, row)
    if block:
        yield block


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", names.plain(text))


def _years(titles: list[tuple[str, str]]) -> list[Year]:
    """The years named, each once and in order; those of rules and decrees only where there is no
    other.
    """
    found: dict[int, Year] = {}
    cited: dict[int, Year] = {}
    for at, words in titles:
        line = " ".join(words.lower().split())
        for one in _CITED.finditer(line):
            cited.setdefault(int(one[1]), Year(int(one[1]), True, at))
        for one in _YEAR.finditer(_CITED.sub(" ", line)):
            for year in filter(None, one.groups()):
                found.setdefault(int(year), Year(int(year), False, at))
    of_contests = range(FIRST_YEAR, date.today().year + 2)  # not "Menuju Indonesia Emas 2045"
    return [one for one in (found or cited).values() if one.year in of_contests]
