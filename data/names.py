"""Names of regions as people write them, made comparable."""

import re
from functools import lru_cache
from typing import Any

UNCODED = "nilai-"  # begins the code of a criterion that its recap gives none; its number there follows


def key(name: Any) -> str:
    """The letters and digits of a name without the word kecamatan: "Kec. Lowok Waru" -> "lowokwaru"."""
    return _key(str(name))


@lru_cache(maxsize=20_000)  # all kecamatan of the country, for every name that is looked for
def _key(name: str) -> str:
    plain = re.sub(r"^\s*(kecamatan\s+|kec\s*\.\s*|kec\s+)", "", name.lower())
    return re.sub(r"[^a-z0-9]", "", plain)


def region(name: Any) -> tuple[str, str]:
    """Kind and bare name of a kabkota: ("kota", "malang"), or ("", "malang") where the kind is not said."""
    plain = str(name).lower().strip()
    found = re.match(r"(kabupaten|kab\.?|kota)\s+(?:administrasi\s+)?(?=\S)", plain)
    kind = {"kab": "kabupaten"}.get(found[1].rstrip("."), found[1].rstrip(".")) if found else ""
    return kind, key(plain[found.end() :] if found else plain)
