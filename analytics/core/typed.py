"""What somebody typed, within bounds: a search takes as long as what is searched for."""

import re

from rapidfuzz import utils

LETTERS = 100
WORDS = 10
_KABUPATEN = re.compile(r"\bkab\s+")  # as it is written short


def cut(said: str) -> str:
    """The first words of what was typed, as it stands where it is short enough."""
    words = said.split()
    if len(said) <= LETTERS and len(words) <= WORDS:
        return said
    return " ".join(words[:WORDS])[:LETTERS].rstrip()


def spelled(said: str) -> str:
    """What was typed as names are looked for: cut, small letters and digits with single spaces,
    and kabupaten in full.
    """
    return _KABUPATEN.sub("kabupaten ", utils.default_process(cut(said)))
