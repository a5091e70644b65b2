"""One file as a proposal: what was recognised, whom its names mean, what is asked, what is wrong,
the rows it would add.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from data import names
from data.importer import faults, match, recognise, workbook
from data.importer.draft import Draft, Edition, Fault, Row
from data.importer.gazetteer import Gazetteer
from data.importer.kept import of_catalog
from data.importer.layer import Maker, Rows
from data.importer.match import Match
from data.importer.questions import SKIP, Answers, Asked, Option, Question
from data.importer.sheets import ask_stage

MOST_PLACES = 1000  # no province has as many kecamatan
PROPOSED = 6  # names of kecamatan that a question proposes


@dataclass(frozen=True)
class Choices:
    """What an operator decides: answers to questions by their ids, and the publisher of the file.

    `accept` takes the first proposal for names that are not sure.
    """

    answers: Answers = field(default_factory=dict)
    publisher: str = ""
    accept: bool = False


@dataclass(frozen=True)
class Proposal:
    """What became of a file. `rows` is what it would add; None while there are faults or open
    questions.
    """

    file: Path
    name: str
    sha256: str
    edition: Edition
    draft: Draft
    matches: Mapping[str, Match]
    questions: list[Question]
    faults: list[Fault]
    notices: list[Fault]
    rows: Rows | None
    read: recognise.Read
    answers: Answers  # those that this file had a use for

    @property
    def open(self) -> list[Question]:
        """The questions that have no answer yet."""
        return [one for one in self.questions if one.answer is None]


def propose(
    file: Path, name: str, frames: Mapping[str, pd.DataFrame], choices: Choices
) -> Proposal:
    """Read a file and judge it against the checked catalog, without changing anything. `name` is
    what its owner calls it.

    Raises:
        FileError: the file cannot be used at all.
        OSError: it cannot be opened.
    """
    return judge(file, name, workbook.read(file), frames, choices)


def _too_many(draft: Draft) -> list[Fault]:
    """Whether what stands for kecamatan cannot be one; a sheet may give code or kabkota, another
    none.
    """
    called = {names.key(one.called) for one in draft.places.values()}
    if len(called) <= MOST_PLACES:
        return []
    why = (
        f"{len(called)} nama berbeda di kolom kecamatan; itu bukan rekap satu edisi. Periksa kolom"
        " kecamatannya"
    )
    return [Fault(next(iter(draft.places.values())).at, why)]


def judge(
    file: Path,
    name: str,
    sheets: Sequence[workbook.Sheet],
    frames: Mapping[str, pd.DataFrame],
    choices: Choices,
) -> Proposal:
    """propose() for sheets that have been read."""
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    places, asked = gazetteer(frames), Asked(choices.answers)
    read = recognise.tables(sheets, places, asked)
    edition, wrong, known = _edition(read, frames, asked)
    draft = recognise.arrange(read, asked, edition.year)
    draft.publisher = choices.publisher or draft.publisher
    _stages(draft, asked)
    wrong = [*wrong, *_too_many(draft)]
    made = Proposal(file, name, sha256, edition, draft, {}, [], [], [], None, read, {})
    if wrong or not edition.year:
        found = faults.gathered([*draft.faults, *wrong])
        return replace(
            made,
            faults=found,
            notices=faults.gathered([*draft.notices, *known]),
            questions=_all(asked),
            answers=asked.used,
        )
    matches = _matches(draft, edition, frames, choices, asked)
    skipped = [key for key, one in matches.items() if asked.answers.get(_id(one)) == SKIP]
    draft.skipped = [row for row in draft.rows if row.place in skipped]
    draft.rows = [row for row in draft.rows if row.place not in skipped]
    draft.innovations = [one for one in draft.innovations if one.place not in skipped]
    matches = {key: one for key, one in matches.items() if key not in skipped}
    maker = Maker(draft, edition, matches, frames, file=name, sha256=sha256)
    rows = maker.rows()
    if asked.is_unsettled:
        found = faults.gathered(draft.faults)
    else:
        found = faults.find(draft, matches)
        told_of = {one.at for one in found}
        found += [one for one in faults.gathered(maker.faults) if one.at not in told_of]
    told = faults.gathered(
        [*known, *faults.notices(draft, matches, choices.accept, edition.level), *maker.notices]
    )
    told += [
        Fault("jawaban", f'"{key}" bukan pertanyaan tentang berkas ini; diabaikan')
        for key in asked.unused
    ]
    return replace(
        made,
        matches=matches,
        questions=_all(asked),
        faults=found,
        notices=told,
        rows=None if found or asked.open else rows,
        answers=asked.used,
    )


def _all(asked: Asked) -> list[Question]:
    return list(asked.questions.values())


@of_catalog
def gazetteer(frames: Mapping[str, pd.DataFrame]) -> Gazetteer:
    """The names of a catalog."""
    return Gazetteer(frames)


def _edition(
    read: recognise.Read, frames: Mapping[str, pd.DataFrame], asked: Asked
) -> tuple[Edition, list[Fault], list[Fault]]:
    """The edition as the file says, or as the operator answers; where its tables name several, it
    is asked.
    """
    draft = read.draft
    found, wrong, known = match.edition(draft, frames, asked.told("edisi") or "")
    several = _candidates(read, frames)
    if found.year and not wrong and (asked.told("edisi") or draft.edition.at or len(several) < 2):
        return found, [], known
    if draft.edition.at and not asked.told("edisi"):
        return found, wrong, known
    if len(several) > 1 and not asked.told("edisi"):
        found, known = Edition(at=several[0].at), []
    proposed = [(one, f"disebut di {one.at}") for one in several] or match.editions(draft, frames)
    options = tuple(
        Option(one.edition_id, match.called(one, frames), why)
        for one, why in proposed[:PROPOSED]
        if one.year and one.code
    )
    at = draft.titles[0][0] if draft.titles else "berkas"
    asks = (
        "edisi mana yang diimpor? Tulis penyelenggara dan tahunnya, misalnya provinsi-35-2025 atau"
        " kabkota-3573-2025"
    )
    answer = asked.ask(Question("edisi", at, asks, options, is_free=True))
    return found, wrong if answer else [], known


def _candidates(read: recognise.Read, frames: Mapping[str, pd.DataFrame]) -> list[Edition]:
    """The editions that the titles of the tables name, each once."""
    found: dict[str, Edition] = {}
    for one in read.placed:
        told, wrong, _ = match.edition(Draft(titles=[*one.titles, (one.at, one.name)]), frames)
        if told.year and not wrong:
            found.setdefault(told.edition_id, told)
    return list(found.values())


def _stages(draft: Draft, asked: Asked) -> None:
    """The stage of scores whose table names none."""
    said = asked.told("tahap")
    lacking = [row for row in draft.rows if row.stage is None and _is_of_stage(row)]
    if lacking and not said and not any(one.id.startswith("tahap ") for one in asked.open):
        said = ask_stage(asked, "", lacking[0].at)
    if said:
        draft.rows = [row._replace(scored=said) if row in lacking else row for row in draft.rows]


def _is_of_stage(row: Row) -> bool:
    """Whether the numbers of a row belong to a stage: scores of criteria or jurors, and a total
    that is no result.
    """
    has_scores = any(
        value and kind in ("kriteria", "nilai_juri") for (kind, _), value in row.parts.items()
    )
    return has_scores or (row.total is not None and row.implied_stage is None)


def _id(one: Match) -> str:
    kabkota = f", {one.place.kabkota}" if one.place.kabkota else ""
    return f"kecamatan {one.place.called}{kabkota}"


def _matches(
    draft: Draft,
    edition: Edition,
    frames: Mapping[str, pd.DataFrame],
    choices: Choices,
    asked: Asked,
) -> dict[str, Match]:
    """Whom the names mean; those that are not sure are asked, by name."""
    chosen = {
        key: said
        for key, one in draft.places.items()
        if (said := asked.told(_id(Match(one, None, 0, [], "")))) and said != SKIP
    }
    matches = match.match(draft, edition, frames, chosen)
    everyone = match.regions(frames)
    for key, one in matches.items():
        if one.is_sure or (choices.accept and one.code):
            continue
        options = [
            Option(code, f"{everyone['name'][code]}, {everyone['kabkota'][code]}")
            for code in one.others[:PROPOSED]
        ]
        options.append(Option(SKIP, "bukan kecamatan; baris ini dilewati"))
        answer = asked.ask(
            Question(
                _id(one),
                one.place.at,
                one.why + "; kecamatan mana?",
                tuple(options),
                is_free=True,
                likely=(one.code or "") if one.confidence >= match.NEARLY else "",
            )
        )
        if answer and answer != SKIP and answer not in everyone.index:
            draft.fault(
                one.place.at,
                f'jawaban "{answer}" bukan kode kecamatan; tulis enam angka, misalnya 357301',
            )
        elif answer and answer != SKIP:
            matches[key] = one._replace(code=answer, confidence=100, why="")
    return matches
