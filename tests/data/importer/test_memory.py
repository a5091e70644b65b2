"""Answers that are remembered: for the same layout and holder, as proposals, and never for what
they do not fit.
"""

from pathlib import Path

import pytest

from data.importer import memory, questions, workbook
from data.importer.memory import Remembered
from data.importer.proposal import Choices, Proposal, judge
from data.importer.questions import Option, Question
from tests import real
from tests.import_cases import make_cases

FRAMES = real.frames()


def proposed(
    folder: Path, sheets: make_cases.Sheets, answers: questions.Answers | None = None
) -> Proposal:
    file = folder / "rekap.xlsx"
    make_cases.write(file, sheets)
    return judge(file, file.name, workbook.read(file), FRAMES, Choices(answers or {}))


def of_year(year: int, up: int = 0) -> make_cases.Sheets:
    """A recap that asks for its stage and its maximum, with the year in the name of its sheet."""
    return {
        f"Rekap {year}": [
            [f"REKAP NILAI SKK KOTA MALANG TAHUN {year}"], [],
            ["No", "Kecamatan", "Pelayanan", "Inovasi"],
            [1, "Klojen", 80 + up, 75], [2, "Sukun", 70, 72 + up], [3, "Blimbing", 66, 61],
        ]
    }  # fmt: skip


def kept(where: Path, name: str, found: Proposal, answers: questions.Answers) -> None:
    (where / name).mkdir(parents=True)
    memory.remember(where / name, answers, memory.layout(found.read), found.edition.edition_id)


def test_next_years_file_of_the_same_layout_is_proposed_the_same_answers(tmp_path: Path) -> None:
    said = {"tahap": "paparan", "maksimum": "90"}
    kept(tmp_path, "lama", proposed(tmp_path, of_year(2025), said), said)
    found = proposed(tmp_path, of_year(2026, up=3))
    known = memory.recall(tmp_path, memory.layout(found.read), "kabkota-3573")
    assert known.year == 2025
    assert {one.id: memory.proposed(known, one) for one in found.open} == said
    assert found.rows is None  # proposed, not applied


def test_another_layout_or_holder_is_proposed_nothing(tmp_path: Path) -> None:
    said = {"tahap": "paparan"}
    found = proposed(tmp_path, of_year(2025))
    kept(tmp_path, "lama", found, said)
    sign = memory.layout(found.read)
    assert memory.recall(tmp_path, sign, "kabkota-3573").answers == said
    assert memory.recall(tmp_path, sign, "kabkota-357") == memory.NOTHING
    assert memory.recall(tmp_path, sign, "") == memory.NOTHING
    moved = of_year(2026)
    moved["Rekap 2026"][2][2:] = ["Inovasi", "Pelayanan"]
    assert (
        memory.recall(tmp_path, memory.layout(proposed(tmp_path, moved).read), "kabkota-3573")
        == memory.NOTHING
    )
    lower = of_year(2026)
    lower["Rekap 2026"].insert(0, ["Lampiran"])  # the addresses in the ids of questions are others
    assert memory.layout(proposed(tmp_path, lower).read) != sign


def test_weights_and_maxima_of_another_year_are_the_same_layout(tmp_path: Path) -> None:
    one, other = of_year(2025), of_year(2026)
    one["Rekap 2025"][2][2], other["Rekap 2026"][2][2] = (
        "Pelayanan (maks. 100)",
        "Pelayanan (maks. 50)",
    )
    assert memory.layout(proposed(tmp_path, one).read) == memory.layout(
        proposed(tmp_path, other).read
    )


def test_the_latest_year_is_remembered_and_damaged_files_are_passed_over(tmp_path: Path) -> None:
    for year in (2024, 2025, 2023):
        kept(
            tmp_path,
            f"dari-{year}",
            proposed(tmp_path, of_year(year)),
            {"tahap": "paparan" if year == 2025 else "hasil"},
        )
    for name, content in (
        ("a", b"\xff\xfe"),
        ("b", b"[tata_letak"),
        ("c", b"[jawaban]\nx = []"),
        ("d", b"tata_letak = 1"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / memory.FILE).write_bytes(content)
    sign = memory.layout(proposed(tmp_path, of_year(2026)).read)
    assert memory.recall(tmp_path, sign, "kabkota-3573") == Remembered(
        {"tahap": "paparan"}, "kabkota-3573-2025"
    )


def test_what_was_said_without_being_asked_again_is_among_the_answers(tmp_path: Path) -> None:
    said = {"maksimum": "100", "tahap": "paparan", "kolom Rekap 2026!D3": "abaikan"}
    assert proposed(tmp_path, of_year(2026), said | {"tidak ada": "x"}).answers == said


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"tahap Rekap 2025": "paparan"}, "paparan"),
        ({"tahap rekap  2024": "paparan"}, "paparan"),
        ({"tahap Rekap 2024": "paparan", "tahap Rekap 2025": "hasil"}, ""),
        ({"tahap Rekap 2024": "paparan", "tahap Rekap 2026": "hasil"}, "hasil"),
        ({"tahap Rekap 2025": "verifikasi"}, ""),
        ({"tahap Rekap (2)": "paparan"}, ""),
    ],
)
def test_a_question_is_the_same_whatever_year_its_sheet_has(
    answers: dict[str, str], expected: str
) -> None:
    asked = Question(
        "tahap Rekap 2026",
        "Rekap 2026!A1",
        "?",
        (Option("paparan", "paparan"), Option("hasil", "hasil")),
    )
    assert memory.proposed(Remembered(answers, "kabkota-3573-2025"), asked) == expected


def test_the_edition_is_never_remembered_and_the_year_of_an_answer_is_that_of_the_file() -> None:
    known = Remembered(
        {"edisi": "kabkota-3573-2025", "lembar A": "hanya Rekap 2025"}, "kabkota-3573-2025"
    )
    assert memory.proposed(known, Question("edisi", "A!A1", "?", (), is_free=True)) == ""
    asked = Question("lembar A", "A!A1", "?", (Option("juri", ""), Option("hanya Rekap 2026", "")))
    assert memory.proposed(known, asked) == "hanya Rekap 2026"
