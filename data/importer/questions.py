"""What stays open after reading and would change a published number: questions with proposals, and
the answers to them.

The page and the command line ask the same ones. Answers are a TOML file, so that an import can be
repeated and reviewed.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import tomli_w

from data.files import FileError

Answers: TypeAlias = Mapping[str, str]  # by Question.id
TABLE = "jawaban"
UNKNOWN = "tidak diketahui"
SKIP = "lewati"
LARGEST = 200_000  # bytes of a file of answers


class Option(NamedTuple):
    """One proposal: the value to be answered, how it is called, and why it is proposed."""

    value: str
    label: str
    why: str = ""


class Question(NamedTuple):
    """What the operator must say: `id` is the same for the same question of the same file, `at` the
    cell it is about.

    `is_free` tells that another value than the proposals may be answered; `answer` is None while it
    is open; `likely` is the proposal that is all but sure, which is shown as chosen and never
    taken.
    """

    id: str
    at: str
    asks: str
    options: tuple[Option, ...]
    is_free: bool = False
    answer: str | None = None
    likely: str = ""

    def __str__(self) -> str:
        """Return it as two lines and more: address and question, then a line for each proposal."""
        proposals = [
            f"    {one.value}"
            + (f" ({told})" if (told := "; ".join(filter(None, [_other(one), one.why]))) else "")
            for one in self.options
        ]
        return "\n".join([f'{self.at}: {self.asks}\n  "{self.id}" =', *proposals])


def _other(option: Option) -> str:
    return option.label if option.label != option.value else ""


class Asked:
    """The questions of one file in the order in which they come up, with the answers that are
    given.
    """

    def __init__(self, answers: Answers) -> None:
        """Take the answers; those to questions that never come up are in `unused` in the end."""
        self.answers = dict(answers)
        self.questions: dict[str, Question] = {}
        self._used: set[str] = {"edisi", "tahap", "maksimum"}  # said in advance, needed or not

    def told(self, key: str) -> str | None:
        """What the operator says without being asked, as the role of a column or whom a name
        means.
        """
        self._used.add(key)
        return self.answers.get(key, "").strip() or None

    def ask(self, one: Question) -> str | None:
        """Ask, and return the answer; None while there is none, or none that can be taken."""
        if one.id not in self.questions:
            said = self.answers.get(one.id, "").strip()
            fits = said and (one.is_free or any(said == option.value for option in one.options))
            self.questions[one.id] = one._replace(answer=said if fits else None)
        return self.questions[one.id].answer

    def options(self, key: str) -> tuple[Option, ...]:
        """The proposals of a question that was asked."""
        return self.questions[key].options

    @property
    def open(self) -> list[Question]:
        """The questions without an answer."""
        return [one for one in self.questions.values() if one.answer is None]

    @property
    def is_unsettled(self) -> bool:
        """Whether a question is open on which it depends what the numbers are of: faults would
        blame sound cells.
        """
        settling = ("edisi", "lembar", "kolom", "kelompok", "total", "angka", "skala")
        return any(
            one.id.split(" ")[0] in settling or one.id.startswith("tahap ") for one in self.open
        )

    @property
    def used(self) -> dict[str, str]:
        """The answers that this file had a use for, asked or said in advance."""
        return {key: said for key, said in self.answers.items() if key not in self.unused}

    @property
    def unused(self) -> list[str]:
        """The keys of answers that no question asked for."""
        return [key for key in self.answers if key not in self.questions and key not in self._used]


def read(file: Path) -> dict[str, str]:
    """The answers of a TOML file: a table `jawaban` of keys and texts.

    Raises:
        FileError: it is no such file.
        OSError: it cannot be opened.
    """
    body = file.read_bytes()
    if len(body) > LARGEST:
        raise FileError(
            f"{file.name} terlalu besar untuk berkas jawaban; unduh lagi dari halaman Impor."
        )
    try:
        told = tomllib.loads(body.decode("utf-8-sig")).get(TABLE)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FileError(f"{file.name} bukan berkas jawaban (TOML): {error}.") from error
    if not isinstance(told, dict) or not all(
        isinstance(value, str | int | float) for value in told.values()
    ):
        raise FileError(
            f'{file.name} tidak berisi tabel [{TABLE}] dengan baris seperti "tahap" = "paparan".'
        )
    return {str(key): said for key, value in told.items() if (said := str(value).strip())}


def text(answers: Answers, file: str = "", sha256: str = "") -> str:
    """Answers as the content of a TOML file; the file that they are about stands beside them."""
    about = {"berkas": {"nama": file, "sha256": sha256}} if file else {}
    return tomli_w.dumps(about | {TABLE: dict(answers)})


def form(questions: Sequence[Question], file: str, sha256: str) -> str:
    """Questions as a file of answers to be filled in: each with its proposals as a comment, open
    ones with an empty answer.
    """
    lines = [tomli_w.dumps({"berkas": {"nama": file, "sha256": sha256}}), f"[{TABLE}]"]
    for one in questions:
        free = " Jawaban lain boleh." if one.is_free else ""
        lines += ["", f"# {one.at}: {one.asks}{free}"]
        for option in one.options:
            told = "; ".join(filter(None, [_other(option), option.why]))
            lines.append(f"#   {option.value}" + (f" ({told})" if told else ""))
        lines.append(tomli_w.dumps({one.id: one.answer or ""}).strip())
    return "\n".join(lines) + "\n"
