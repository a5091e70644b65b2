"""What the app is made of: pinned by hash, under licences that allow it, told in NOTICE and in a
bill of materials.
"""

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from deploy import notice

ROOT = Path(__file__).parents[2]
LAKE = ROOT / "requirements-lake.txt"
LOCKS = [ROOT / "requirements.txt", LAKE, ROOT / "requirements-dev.txt"]
ENTRY = re.compile(
    r"^(\S+==\S+(?: ; [^\\\n]+?)?)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)
# Licences under which one may run, change and pass on; MPL asks that about its own files alone
PERMISSIVE = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0",
    "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip


# Used as they are, in their own files, where a setting asks for PostgreSQL (docs/DECISIONS.md)
LESSER = {"psycopg": {"LGPL-3.0-only"}, "psycopg-binary": {"LGPL-3.0-only"}}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_by_the_hashes_of_its_files(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert ENTRY.sub("", text).strip() == ""  # nothing stands there but pins with hashes
    assert all(len(hashes.split()) >= 2 for _, hashes in ENTRY.findall(text))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_what_is_asked_for_is_pinned_and_what_is_pinned_is_installed(lock: Path) -> None:
    pinned = {one.name: one for one in notice.pinned(lock)}
    asked = [
        Requirement(line.partition("#")[0].strip())
        for line in lock.with_suffix(".in").read_text(encoding="utf-8").splitlines()
        if line.partition("#")[0].strip() and not line.startswith("-r")
    ]
    for one in asked:
        version = str(next(iter(pinned[one.name].specifier)).version)
        assert one.specifier.contains(version), one
    for name, one in pinned.items():
        assert one.specifier.contains(metadata.version(name)), name


def test_all_locks_pin_the_same() -> None:
    run, lake, dev = (
        {one.name: str(one.specifier) for one in notice.pinned(lock)} for lock in LOCKS
    )
    assert run.items() | lake.items() <= dev.items()
    assert lake.keys() - run.keys()  # or nobody needs a lock of its own


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_file_names_a_host_of_packages(lock: Path) -> None:
    assert "://" not in lock.read_text(encoding="utf-8")


def test_notice_tells_the_licence_of_everything_that_is_installed() -> None:
    assert notice.FILE.read_text(encoding="utf-8") == notice.text(), "run `make notice`"


def test_every_licence_is_known_and_permissive() -> None:
    for one in [*notice.packages(), *notice.packages(LAKE)]:
        words = set(re.findall(r"[\w.-]+", one.licence)) - {"AND", "OR"}
        assert words, one
        assert words <= PERMISSIVE | LESSER.get(one.name, set()), one


def test_make_installs_by_hash_alone() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "pip install" in line]
    assert len(installs) == 3
    assert all("--require-hashes" in line for line in installs)
    assert "pip install" not in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_bill_of_materials_lists_what_is_pinned(tmp_path: Path) -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nsbom:")[2].splitlines()[1]
    words = recipe.split()[1:]
    words[words.index("-o") + 1] = str(tmp_path / "sbom.json")
    tool = Path(sys.executable).parent / "cyclonedx-py"
    subprocess.run([tool, *words], cwd=ROOT, check=True, capture_output=True)
    told = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    assert told["metadata"]["component"]["name"] == "dasbor-skk"
    held = {(one["name"], one["version"]) for one in told["components"]}
    pinned = ENTRY.findall(LOCKS[0].read_text(encoding="utf-8"))
    assert held == {tuple(one.partition(" ;")[0].split("==")) for one, _ in pinned}
    assert all(one["externalReferences"][0]["hashes"] for one in told["components"])
