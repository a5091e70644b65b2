"""Which regions the words of a cell name exactly: dictionaries made once from the catalog, for
every cell of a workbook.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

import pandas as pd

from data import names
from data.importer.former import Former, formers

Key = TypeVar("Key")
Value = TypeVar("Value")
CELLS, PLACES = 1 << 17, 1 << 12  # different texts of a workbook, and names of an edition
LONGEST = 120  # characters; a longer text is a sentence, not a name
SHORT = {  # what provinsi are called beside their names in the catalog
    "11": ("NAD", "Nanggroe Aceh Darussalam"),
    "12": ("Sumut",),
    "13": ("Sumbar",),
    "16": ("Sumsel",),
    "19": ("Babel", "Bangka Belitung"),
    "21": ("Kepri",),
    "31": ("DKI", "DKI Jakarta", "Jakarta", "DKJ", "Daerah Khusus Jakarta"),
    "32": ("Jabar",),
    "33": ("Jateng",),
    "34": ("DIY", "DI Yogyakarta", "Yogyakarta", "Jogjakarta", "DI Jogjakarta"),
    "35": ("Jatim",),
    "52": ("NTB",),
    "53": ("NTT",),
    "61": ("Kalbar",),
    "62": ("Kalteng",),
    "63": ("Kalsel",),
    "64": ("Kaltim",),
    "65": ("Kaltara",),
    "71": ("Sulut",),
    "72": ("Sulteng",),
    "73": ("Sulsel",),
    "74": ("Sultra",),
    "76": ("Sulbar",),
    "82": ("Malut",),
}
WORDS = {  # in front of a kabkota's name, by its kind
    "kabupaten": ("", "kabupaten", "kab", "kabupatenadministrasi", "kabadministrasi", "kabadm"),
    "kota": ("", "kota", "kotaadministrasi", "kotaadm"),
}
_LETTERED = re.compile(r"\s*(?:[a-z]|[ivx]{1,5})\s*[.)]\s*(?=\w)")
_PROVINSI = re.compile(
    r"^(?:pemerintah(?:an)?\s+|pemda\s+)?(?:daerah\s+)?(?:provinsi|propinsi|prov|prop"
    r"|pemprov)\b[\s.:]*(?=\w)"
)


def provinsi_names(code: str, name: str) -> tuple[str, ...]:
    """What a provinsi is called: its name in the catalog, and the short ones in use."""
    return (name, *SHORT.get(code, ()))


class Meaning(NamedTuple):
    """A kecamatan of today that a name may mean; `former` is the claim by which it does, None where
    it is its name of today.
    """

    code: str
    former: Former | None


class Gazetteer:
    """The regions of a checked catalog by the letters of their names; every look-up is one of a
    dictionary.

    A kecamatan is known by its names of today and of before, with its kabkota before or behind them
    ("Kec. X Kab. Y", "X (Kota Y)", "X - Y"). Several codes mean that several regions have the name,
    or that a kecamatan was split: nothing is chosen here.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], within: str = "") -> None:
        """Read the frames provinsi, kabkota, kecamatan and kecamatan_former, as check.read returns
        them.

        `within` is the code of a provinsi or kabkota: kecamatan elsewhere are left out.
        """
        # The cells of a workbook repeat
        self._looked = lru_cache(maxsize=PLACES if within else CELLS)(self._look)
        self._provinsi: dict[str, tuple[str, ...]] = {}
        self._kabkota: dict[tuple[str, str], tuple[str, ...]] = {}
        self._kecamatan: dict[str, tuple[Meaning, ...]] = {}
        for code, name in frames["provinsi"][["code", "name"]].itertuples(index=False):
            for called in provinsi_names(code, name):
                _add(self._provinsi, names.letters(called), code)
        kinds: dict[str, tuple[str, str]] = {}
        for code, name in frames["kabkota"][["code", "name"]].itertuples(index=False):
            kind, bare = kinds[code] = names.region(name)
            _add(self._kabkota, ("", bare), code)
            _add(self._kabkota, (kind, bare), code)
        for code, of, name in frames["kecamatan"][["code", "kabkota_code", "name"]].itertuples(
            index=False
        ):
            if code.startswith(within):
                self._name(names.key(name), *kinds[of], Meaning(code, None))
        for one in formers(frames):
            for code in one.successors:
                if code.startswith(within):
                    self._name(names.key(one.name), *kinds[one.kabkota], Meaning(code, one))

    def _name(self, key: str, kind: str, bare: str, meaning: Meaning) -> None:
        _add(self._kecamatan, key, meaning)
        for word in WORDS[kind]:
            _add(self._kecamatan, f"{key}{word}{bare}", meaning)
            for level in ("", "kec", "kecamatan", "distrik"):
                if word:
                    _add(self._kecamatan, f"{word}{bare}{level}{key}", meaning)

    def meanings(self, text: str) -> tuple[Meaning, ...]:
        """All that the words may mean as the name of a kecamatan; one of today comes before those
        of before.
        """
        return self._looked(text)[0]

    def kecamatan(self, text: str) -> tuple[str, ...]:
        """Codes of all kecamatan of today that the words may mean; empty: none has or had that
        name.
        """
        return tuple(dict.fromkeys(one.code for one in self._looked(text)[0]))

    def kabkota(self, text: str) -> tuple[str, ...]:
        """Codes of the kabkota that have the name: two for "Malang", one for "Kota Malang"."""
        return self._looked(text)[1]

    def provinsi(self, text: str) -> tuple[str, ...]:
        """Codes of the provinsi that have the name, with or without the word Provinsi."""
        return self._looked(text)[2]

    def is_place(self, text: str) -> bool:
        """Whether the words name a kecamatan, a kabkota or a provinsi."""
        return any(self._looked(text))

    def _look(self, text: str) -> tuple[tuple[Meaning, ...], tuple[str, ...], tuple[str, ...]]:
        if not 1 < len(text) <= LONGEST:
            return (), (), ()
        words = names.plain(text)
        named = self._kecamatan.get(names.key_of(words), ())
        if lettered := _LETTERED.match(
            words
        ):  # "a. Klojen"; but "V. Koto Timur" is a name, and "a. Wina" may mean Awina
            named = tuple(
                dict.fromkeys(
                    (*named, *self._kecamatan.get(names.key_of(words[lettered.end() :]), ()))
                )
            )
        provinsi = self._provinsi.get(names.letters_of(_PROVINSI.sub("", words, count=1)), ())
        return named, self._kabkota.get(names.region_of(words), ()), provinsi


def _add(to: dict[Key, tuple[Value, ...]], key: Key, value: Value) -> None:
    held = to.get(key, ())
    if value not in held:
        to[key] = (*held, value)
