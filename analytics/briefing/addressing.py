"""The address of a view, as the address bar shows it, in its parts."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from analytics.core.choosing import UnknownError
from analytics.core.markup import shortened

LONGEST = 2000  # letters; what is longer is no address of a view


class Address(NamedTuple):
    """A view: where the app is seen (empty where the address does not say), its page, and what
    the address says beyond.
    """

    origin: str  # with the path below which the app lies: "https://skk.example/dasbor"
    page: str  # empty: the first one
    parameters: Mapping[str, str]


def read(words: str, pages: Collection[str]) -> Address:
    """An address such as "/kabkota?kode=3507", or the same with https:// and a host before it;
    `pages` are those that there are.

    Raises:
        UnknownError: it is none, or says the same parameter twice.
    """
    said = words.strip()
    try:
        parts = urlsplit(said)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        raise UnknownError(_none(said)) from None
    is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    is_path = said.startswith("/") and not said.startswith("//")
    above, _, page = parts.path.rpartition("/")
    if above and not page and parts.path.rstrip("/").rpartition("/")[2] in pages:
        above, _, page = parts.path.rstrip("/").rpartition("/")  # "/peringkat/" is no Beranda
    is_clean = not re.search(r"\s", parts.netloc + parts.path)
    if len(said) > LONGEST or not is_clean or not (is_whole or (is_path and not above)):
        raise UnknownError(_none(said))
    names = [name for name, _ in pairs]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise UnknownError(f"Alamat menyebut “{shortened(twice)}” dua kali; sebutkan sekali saja.")
    origin = f"{parts.scheme}://{parts.netloc}{above}" if is_whole else ""
    return Address(origin, page, dict(pairs))


def _none(said: str) -> str:
    return (
        f"“{shortened(said)}” bukan alamat tampilan; tulis seperti di bilah alamat, misalnya"
        " /peringkat?tahun=2023 atau https://dasbor.contoh.go.id/kabkota?kode=3507."
    )
