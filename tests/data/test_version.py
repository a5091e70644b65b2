"""The version: by SemVer, in the changelog, and at the foot of pages (`test_pages.py`)."""

import re
from pathlib import Path

from data.version import version

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def test_the_version_is_a_semantic_one_and_told_in_the_changelog() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", version())
    headings = re.findall(r"^## (\S+)", CHANGELOG.read_text(encoding="utf-8"), re.M)
    assert headings[0] == "Unreleased"
    assert headings[1] == version()


def test_decisions_stand_newest_first() -> None:
    text = (CHANGELOG.parent / "docs" / "DECISIONS.md").read_text(encoding="utf-8")
    dates = re.findall(r"^\*\*(\d{4}-\d\d-\d\d) · ", text, re.M)
    assert dates == sorted(dates, reverse=True)
    index = text.split("## Index")[1]
    titles = [
        re.sub(r"\s+", " ", title).rstrip(".")
        for title in re.findall(r"^\*\*\d{4}-\d\d-\d\d · (.+?)\*\*", text, re.M | re.S)
    ]
    for title in re.findall(r"(?:: | · )(.+?) \(\d\d-\d\d\)", index):
        assert title in titles
