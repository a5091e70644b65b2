"""Names as they are looked for: apart from what was typed, since no first page needs it."""

import re

from rapidfuzz import utils

from analytics.core.typed import cut

_KABUPATEN = re.compile(r"\bkab\s+")  # as it is written short


def spelled(said: str) -> str:
    """What was typed as names are looked for: cut, small letters, digits and spaces, and
    kabupaten in full.
    """
    return _KABUPATEN.sub("kabupaten ", utils.default_process(cut(said)))
