"""NOTICE: what others wrote that this app is made of, and under which licences.

`python -m deploy.notice` writes it from what requirements.txt pins and what the installed packages
say of themselves (their metadata); tests/deploy/test_supply.py compares.
"""

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
FILE = ROOT / "NOTICE"
LOCK = ROOT / "requirements.txt"
PINNED = re.compile(r"^([a-z0-9][\w.-]*==[^\\\n]*?)\s*\\?$", re.MULTILINE | re.IGNORECASE)
LONGEST = 40  # letters of a licence's name; what is longer is its text
# How packages call what SPDX calls otherwise
NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
HEAD = """\
Dasbor SKK
Copyright (c) 2026 Dasbor SKK. Code: MIT licence (LICENSE). Catalog: CC BY 4.0
(data/catalog/LICENSE.md). Areas: see data/boundaries/LICENSE.md.

It runs on these packages, pinned in requirements.txt, each under its own licence, whose text
comes with it when it is installed. None of them is part of this repository. Written by
`make notice`.

"""


class Package(NamedTuple):
    """A package that is pinned, and its licence as the package says."""

    name: str
    licence: str


def pinned(lock: Path = LOCK) -> list[Requirement]:
    """What a lock pins for this machine: one requirement for each package."""
    found = map(Requirement, PINNED.findall(lock.read_text(encoding="utf-8")))
    return [one for one in found if one.marker is None or one.marker.evaluate()]


def packages(lock: Path = LOCK) -> list[Package]:
    """The packages of a lock with their licences, by name.

    Raises:
        importlib.metadata.PackageNotFoundError: one is not installed.
    """
    return sorted(Package(one.name, licence(metadata.metadata(one.name))) for one in pinned(lock))


def licence(said: metadata.PackageMetadata) -> str:
    """The licence that a package declares, in SPDX's words where it has them; empty if none."""
    told = said.get_all("License-Expression") or []
    told += [
        one
        for one in said.get_all("License") or []
        if one and (one in NAMES or len(one) <= LONGEST)
    ]
    told += [
        one.rsplit(" :: ", 1)[-1]
        for one in said.get_all("Classifier") or []
        if one.startswith("License :: ")
    ]
    return NAMES.get(told[0], told[0]) if told else ""


def text() -> str:
    """What NOTICE holds."""
    listed = packages()
    width = max(len(one.name) for one in listed)
    return HEAD + "".join(f"{one.name:<{width}}  {one.licence}\n" for one in listed)


def main() -> int:
    """Write NOTICE."""
    FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
