"""Every field case is read as its table says, or asked about, or refused with the sentence that it
needs.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from data.files import FileError
from tests import real
from tests.recaps import reading
from tests.recaps.field import Case, allowed, answered, differences, spoken
from tests.recaps.field_cases import CASES

KINDS_OF_ISSUE = {
    "maksimum", "bobot", "terbobot", "angka", "persen", "romawi", "tanggal", "juri", "tahap",
    "tahun", "zona", "lembar",
    "kosong", "peringkat", "nama", "sebutan", "nama lama", "wilayah", "berkas", "judul", "balik",
    "panjang", "kaki", "sejajar",
    "nilai dan skor",
}  # fmt: skip


def frames() -> Any:
    return real.frames()


def read(case: Case, tmp_path: Path) -> tuple[Any, set[str]]:
    """The proposal once every question has the answer of the case, and the kinds of questions that
    were asked.
    """
    path = tmp_path / f"rekap.{case.suffix}"
    path.write_bytes(case.make())
    propose = reading.proposer(path, frames())
    answers: dict[str, str] = {}
    proposal = propose(answers)
    for _ in range(8):
        if not proposal.open:
            break
        for question in proposal.open:
            answer = answered(case, question)
            offered = [option.value for option in question.options]
            assert answer is not None, f"tidak terjawab: {question.id}: {question.asks} {offered}"
            answers[question.id] = answer
        proposal = propose(answers)
    assert not proposal.open
    return proposal, {key.partition(" ")[0] for key in answers}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_field_case_is_read_as_is_right(case: Case, tmp_path: Path) -> None:
    if case.fault:
        try:
            proposal, _ = read(case, tmp_path)
            said = spoken(proposal.faults)
            assert proposal.rows is None
        except FileError as error:
            said = str(error)
        assert case.fault in said
        return
    proposal, kinds = read(case, tmp_path)
    assert [str(one) for one in proposal.faults] == []
    assert proposal.rows is not None
    assert differences(case, proposal.rows) == []
    assert case.asks <= kinds <= allowed(case)
    assert case.says in spoken(proposal.notices)


def test_the_cases_are_many_and_of_every_kind() -> None:
    kinds = [case.kind for case in CASES]
    assert len(CASES) >= 60
    assert set(kinds) == KINDS_OF_ISSUE
    assert all(kinds.count(kind) >= 2 for kind in KINDS_OF_ISSUE), {
        kind: kinds.count(kind) for kind in KINDS_OF_ISSUE
    }
    assert len({case.name for case in CASES}) == len(CASES)


def test_what_differs_from_a_case_is_found(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "maxima in a row below the header")
    proposal, _ = read(case, tmp_path)
    assert differences(case, proposal.rows) == []
    for stem, field, value in (
        ("scores", "value", 8.8), ("scores", "value_max", 10), ("scores", "juror", "2023")
        , ("scores", "stage", "paparan"),
        ("placements", "rank", 9), ("placements", "score", 17.8)
        , ("placements", "kecamatan_code", "350799"),
        ("placements", "placement", "juara_2"), ("placements", "edition_year", 2023)
        , ("indicators", "name", "Pelayanan .5%"),
        ("indicators", "weight", 40),
    ):  # fmt: skip
        changed = deepcopy(proposal.rows)
        changed[stem][0][field] = value
        assert differences(case, changed), (stem, field)
        assert differences(case, proposal.rows | {stem: proposal.rows[stem][1:]}), stem
