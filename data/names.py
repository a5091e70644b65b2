"""Names of regions as people write them, made comparable."""

import re
import unicodedata
from functools import lru_cache

TAIL = 40  # characters at the end of a text in which a footnote mark may stand
# Begins the code of a criterion that its recap gives none; its number there follows
UNCODED = "nilai-"

# Whose office it is ("Kantor", "Pemerintah") counts only before the word for a kecamatan, which
# differs by province.
_OFFICE = (
    r"(?:(?:pemerintah(?:an)?|perangkat\s+daerah|opd|skpd|kantor"
    r"|sekretariat|kepala|wilayah|plt\.?|plh\.?|pj\.?)[\s:.-]+){0,3}"
)
_LEVEL = (
    r"(?:kecamatan(?=[^a-z]|[a-z]{3})|kec(?=[^a-z])|kemantren\b"
    r"|ka?panewon\b|kapanewonan\b|distrik\b|camat\b|panewu\b)"
)
_FRONT = re.compile(rf"{_OFFICE}(?:{_LEVEL}[\s:.,_-]*){{1,2}}(?=[^\W_])")
_NUMBERING = re.compile(
    r"\d\d\.\d\d\.\d\d[\s:-]+(?=\w)|\d{6}[\s:-]+(?=[^\W\d])"  # a Kemendagri code
    r"|(?:no\.?\s*)?\(?\d{1,3}\s*[.)]+\s*(?=[^\W\d])"
    r"|(?:no\.?\s*)?\d{1,3}\s*[.)]+\s+(?=\w)"  # "3. 2 x 11 Kayu Tanam"
    r"|\d{1,3}\s+(?=[a-z]{3})"
    r"|[•▪●*·\-–—>\s]+"
)
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹ª]")  # footnote marks, before they are made plain digits
_FOOTNOTE = re.compile(r"(?:\s*[(\[]?\d{1,2}[)\]]|\s+\(?[a-z]\)|[\s*†‡#.,:;]++)+$")
_APART = re.compile(r"[^a-z0-9]+")
_KIND = re.compile(
    r"(?:pemerintah(?:an)?\s+(?:daerah\s+)?|pemda\s+)?"
    r"(?:(?P<kabupaten>(?:pem)?kab(?:upaten)?\b)|(?P<kota>kotamadya\b|kotif\b|pemkot\b|kota\b))"
    r"[\s.:]*(?:adm(?:inistrasi|inistratif)?\b[\s.]*)?(?=\w)"
)
_ISLANDS = re.compile(r"\bkep\b\.?\s*(?=[a-z])")


def plain(text: object) -> str:
    """Small letters without accents, footnote marks, numbering in front and runs of spaces: " 1.
    KLOJEN *)" -> "klojen".
    """
    return _plain(str(text))


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _SUPERSCRIPT.sub("", text))
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = " ".join(text.lower().split())
    words = text[found.end() :] if (found := _NUMBERING.match(text)) else text
    return words[:-TAIL] + _FOOTNOTE.sub("", words[-TAIL:]) or text


def letters(text: object) -> str:
    """The letters and digits alone, of plain(): what two spellings of one thing share."""
    return letters_of(plain(text))


def letters_of(words: str) -> str:
    """letters() of what plain() has made of a text."""
    return _APART.sub("", words)


def wording(text: object) -> str:
    """The letters and digits alone, with numbers kept: what tells criteria apart ("Inovasi (1)",
    "Inovasi (2)").
    """
    return _APART.sub("", str(text).lower())


def key(name: object) -> str:
    """The letters and digits of a kecamatan's name without the words for a kecamatan: "Kec. Lowok
    Waru" -> "lowokwaru".
    """
    return _key(str(name))


@lru_cache(maxsize=65_536)  # all kecamatan of the country, for every name that is looked for
def _key(name: str) -> str:
    return key_of(_plain(name))


def key_of(words: str) -> str:
    """key() of what plain() has made of a name."""
    found = _FRONT.match(words)
    return _APART.sub("", _ISLANDS.sub("kepulauan", words[found.end() :] if found else words))


def region(name: object) -> tuple[str, str]:
    """Kind and bare name of a kabkota: ("kota", "malang"), or ("", "malang") where the kind is not
    said.
    """
    return _region(str(name))


@lru_cache(maxsize=65_536)
def _region(name: str) -> tuple[str, str]:
    return region_of(_plain(name))


def region_of(words: str) -> tuple[str, str]:
    """region() of what plain() has made of a name."""
    found = _KIND.match(words)
    kind = str(found.lastgroup) if found else ""
    return kind, _APART.sub("", _ISLANDS.sub("kepulauan", words[found.end() :] if found else words))


def is_kota(kabkota_code: str) -> bool:
    """Whether the code of a kabkota is that of a kota: Kemendagri numbers them from 71 on."""
    return kabkota_code[2:4] >= "71"
