"""Kecamatan found by name, misspelt or in part."""

from functools import lru_cache
from operator import add

import numpy as np
from rapidfuzz import fuzz, process, utils

from analytics.core.rows import Row, Rows
from analytics.core.spelling import spelled

LEAST_ALIKE = 75  # of 100: below this a name is no hit
OF_A_PART = 0.95


def search(everyone: Rows[Row], wanted: str, most: int = 8) -> Rows[Row]:
    """The kecamatan most like what was typed: by its own name, or by any part of it with its
    kabkota; errors forgiven.

    Args:
        everyone: names(), or other rows with kecamatan, kabkota and known.
        wanted: what was typed; spaces and capitals do not matter.
        most: how many at most.

    Returns:
        Rows of `everyone` with a column more, likeness (0-100), best first; of equals, those with a
        known result first. A likeness to a part counts a little less than one to the whole name.
    """
    typed = spelled(wanted).replace(" ", "")
    if not typed:
        return everyone.head(0).assign(likeness=[])
    names, labels, bare = _spelled(tuple(everyone["kecamatan"]), tuple(everyone["kabkota"]))
    whole = process.cdist([typed], names, scorer=fuzz.ratio)[0]
    parts = [
        process.cdist([typed], choices, scorer=fuzz.partial_ratio)[0] * OF_A_PART
        for choices in (labels, bare)
    ]
    found = everyone.assign(likeness=np.maximum.reduce([whole, *parts]).astype(float).round(1))
    found = found[found["likeness"] >= LEAST_ALIKE]
    return found.sort_values(["likeness", "known"], ascending=False, kind="stable").head(most)


def _plain(words: str) -> str:
    return utils.default_process(words).replace(" ", "")


@lru_cache(maxsize=4)
def _spelled(
    kecamatan: tuple[str, ...], kabkota: tuple[str, ...]
) -> tuple[list[str], list[str], list[str]]:
    names = [_plain(name) for name in kecamatan]
    regions = [_plain(region) for region in kabkota]
    bare = [region.removeprefix("kabupaten").removeprefix("kota") for region in regions]
    return names, list(map(add, names, regions)), list(map(add, names, bare))
