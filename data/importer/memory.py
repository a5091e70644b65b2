"""Answers about a workbook kept beside its layer, so that next year's file of the same layout finds
them as proposals.

They are proposed and never applied: an answer about another file may be wrong of this one.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tomli_w

from data import names
from data.files import FileError
from data.importer import questions, vocabulary
from data.importer.match import EDITION_ID
from data.importer.questions import Answers, Question
from data.importer.recognise import Read

FILE = "jawaban.toml"
ABOUT = "tata_letak"  # the table of the file that says of which layout and edition the answers are
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class Remembered(NamedTuple):
    """Answers that were given about a file, by Question.id, and the edition that it was of; empty:
    none are known.
    """

    answers: Answers
    edition_id: str = ""

    @property
    def year(self) -> int | None:
        """The year of that edition."""
        found = EDITION_ID.fullmatch(self.edition_id)
        return int(found[2]) if found else None


NOTHING = Remembered({})


def layout(read: Read) -> str:
    """The fingerprint of a layout: sheets, and where which headers stand in them. Years, weights
    and maxima do not count.
    """
    told = sorted(
        [
            _yearless(one.sheet.name),
            [
                [
                    head.at.rpartition("!")[2],
                    *(
                        names.wording(vocabulary.limits(YEAR.sub("", words)).name)
                        for words in head.path
                    ),
                ]
                for head in one.table.heads
            ],
        ]
        for one in read.placed
    )
    return (
        hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
        if told
        else ""
    )


def remember(folder: Path, told: Answers, sign: str, edition_id: str) -> None:
    """Keep answers in the folder of a layer. `sign` is layout() of the file they are about.

    Raises:
        OSError: the folder cannot be written.
    """
    about = {ABOUT: {"sidik": sign, "edisi": edition_id}}
    (folder / FILE).write_text(tomli_w.dumps(about) + "\n" + questions.text(told), encoding="utf-8")


def recall(where: Path, sign: str, holder: str) -> Remembered:
    """The answers about the latest file of this layout and holder (such as "kabkota-3573"); none
    where there is none.

    Args:
        where: the folder of layers.
        sign: layout() of the file at hand.
        holder: level and code of who holds its contest.
    """
    if not (sign and holder):
        return NOTHING
    found = [one for one in _kept(where, sign) if one.edition_id.startswith(f"{holder}-")]
    return max(found, key=lambda one: (one.year or 0, one.edition_id), default=NOTHING)


def _kept(where: Path, sign: str) -> Iterator[Remembered]:
    """The answers of all layers of a layout, those kept last first; a file that is damaged is
    passed over.
    """
    dated = []
    for file in where.glob(f"*/{FILE}"):
        try:
            about = tomllib.loads(file.read_text(encoding="utf-8")).get(ABOUT)
            told = questions.read(file)
            kept_at = file.stat().st_mtime_ns
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, FileError):
            continue
        if (
            isinstance(about, dict)
            and about.get("sidik") == sign
            and EDITION_ID.fullmatch(str(about.get("edisi")))
        ):
            dated.append((kept_at, Remembered(told, str(about["edisi"]))))
    return (one for _, one in sorted(dated, key=lambda pair: -pair[0]))


def proposed(known: Remembered, asked: Question) -> str:
    """What was answered to the same question, where that may be answered here; empty: nothing.

    Years in the names of sheets do not count: "tahap Rekap 2025" is the same question as "tahap
    Rekap 2024". The edition is another one by its nature and never proposed.
    """
    if asked.id == "edisi":
        return ""
    alike = {value for key, value in known.answers.items() if _yearless(key) == _yearless(asked.id)}
    if asked.id in known.answers:
        alike = {known.answers[asked.id]}
    if len(alike) != 1:  # never asked, or of sheets that only their years tell apart
        return ""
    value = alike.pop()
    fits = [one.value for one in asked.options if one.value == value]
    fits += [one.value for one in asked.options if _yearless(one.value) == _yearless(value)]
    return next(iter(fits), value if asked.is_free else "")


def _yearless(words: str) -> str:
    return " ".join(YEAR.sub("", words).casefold().split())
