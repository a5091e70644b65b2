"""The reading laid over the sheet: every published score leads to its cell, and every cell says
what it is taken as.
"""

import random
import re
from pathlib import Path

import pytest

from data.importer import overlay, questions, workbook
from data.importer.draft import Place
from data.importer.overlay import Seen
from data.importer.proposal import Choices, Proposal, judge
from tests import real
from tests.import_cases import make_cases
from tests.recaps import layout, pages

FRAMES = real.frames()
SEEDS = range(41_000, 41_015)
Cases = list[tuple[Proposal, list[workbook.Sheet]]]


def proposed(
    file: Path, answers: questions.Answers | None = None
) -> tuple[Proposal, list[workbook.Sheet]]:
    sheets = workbook.read(file)
    return judge(file, file.name, sheets, FRAMES, Choices(answers or {})), sheets


def made(
    tmp_path: Path, sheets: make_cases.Sheets, answers: questions.Answers | None = None
) -> tuple[Proposal, list[workbook.Sheet]]:
    make_cases.write(tmp_path / "rekap.xlsx", sheets)
    return proposed(tmp_path / "rekap.xlsx", answers)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    """Recaps in many layouts; each open question is answered by its first proposal, so that most
    give rows.
    """
    folder, found = tmp_path_factory.mktemp("rekap"), []
    for seed in SEEDS:
        file = pages.saved(layout.recap(random.Random(seed)), folder, f"rekap-{seed}")
        answers: dict[str, str] = {}
        one, sheets = proposed(file)
        for _ in range(4):
            if not one.open:
                break
            answers |= {asked.id: asked.options[0].value for asked in one.open if asked.options}
            one = judge(file, file.name, sheets, FRAMES, Choices(answers))
        found.append((one, sheets))
    return found


def cells(one: Proposal, sheets: list[workbook.Sheet]) -> dict[str, Seen]:
    return {
        f"{sheet.name}!{workbook.letters(column)}{row + 1}": seen
        for sheet in overlay.overlay(one, sheets, {})
        for row, line in enumerate(sheet.rows)
        for column, seen in enumerate(line)
    }


def test_every_score_that_would_be_published_is_in_the_preview_with_the_cell_it_comes_from(
    generated: Cases,
) -> None:
    counted = 0
    for one, sheets in generated:
        if one.rows is None:
            continue
        shown = {
            (line.code, group.stage, group.juror or None, score.value)
            for group in overlay.groups(one)
            for line in group.lines
            for score in [*line.scores.values(), line.total]
            if score.value is not None
        }
        own = {row["kecamatan_code"]: row for row in one.rows["placements"]}
        for row in one.rows.get("scores", []):
            of_stage = {(code, value) for code, _, _, value in shown}
            assert (row["kecamatan_code"], row["value"]) in of_stage
            counted += 1
        assert {line.code for group in overlay.groups(one) for line in group.lines} == set(own)
        seen = cells(one, sheets)
        for group in overlay.groups(one):
            for line in group.lines:
                for score in [*line.scores.values(), line.total, line.rank]:
                    if score.value is not None:
                        assert seen[score.at].role in (
                            "kriteria",
                            "tertimbang",
                            "total",
                            "peringkat",
                        ), score
                        assert seen[score.at].text
    assert counted > 500


def test_a_cell_that_gives_a_number_says_why_and_leads_to_the_question_of_its_column(
    generated: Cases,
) -> None:
    counted = 0
    for one, sheets in generated:
        ids = {f"kolom {column.at}" for column in one.draft.columns}
        for seen in cells(one, sheets).values():
            if seen.role in ("kriteria", "tertimbang", "total", "peringkat"):
                assert "Sebab: " in seen.says
                assert f"kolom {seen.column}" in ids
                counted += 1
    assert counted > 1000


def test_the_roles_of_a_recap(tmp_path: Path) -> None:
    one, sheets = made(tmp_path, make_cases.recap())
    seen = cells(one, sheets)
    assert {at: seen[f"Rekap!{at}"].role for at in ("A2", "A5", "B5", "C5", "E5", "F5", "B8", "C8",
    "E10")} == {
        "A2": "keterangan", "A5": "abaikan", "B5": "kecamatan", "C5": "kriteria", "E5": "total",
        "F5": "peringkat",
        "B8": "ringkasan", "C8": "ringkasan", "E10": "abaikan",
    }  # fmt: skip
    assert seen["Rekap!C4"].tag == "kriteria"
    assert seen["Rekap!C5"].says.startswith("Nilai satu kriteria: Pelayanan.")
    assert "2 kriteria pada 3 dari 3 baris" in seen["Rekap!E5"].says
    assert one.draft.places[seen["Rekap!B5"].place].called == "Kec. Lowok Waru"


def test_a_turned_table_keeps_its_cells_where_they_are(tmp_path: Path) -> None:
    sheets = {
        "Rekap": [
            ["REKAP NILAI PAPARAN SKK KOTA MALANG 2026"],
            ["Kriteria", "Klojen", "Sukun", "Blimbing"],
            ["Pelayanan (maks. 100)", 80, 70, 60],
            ["Inovasi (maks. 100)", 75, 72, 61],
        ]
    }
    seen = cells(*made(tmp_path, sheets))
    assert [seen[f"Rekap!{at}"].role for at in ("B2", "D2", "B3", "D4")] == [
        "kecamatan",
        "kecamatan",
        "kriteria",
        "kriteria",
    ]
    assert "Inovasi" in seen["Rekap!D4"].says


def test_faults_and_open_questions_are_shown_on_every_cell_they_name(tmp_path: Path) -> None:
    sheets = make_cases.recap()
    # Above the maximum of 100, both in one sentence
    sheets["Rekap"][4][2], sheets["Rekap"][5][2] = (187.5, 180)
    sheets["Rekap"][4][4], sheets["Rekap"][5][4] = "277,5", "265,5"
    sheets["Rekap"][6][1] = "Kedungkandng"
    seen = cells(*made(tmp_path, sheets))
    faulty = {at for at, one in seen.items() if one.fault}
    assert {"Rekap!C5", "Rekap!C6"} <= faulty
    assert not faulty & {"Rekap!C7", "Rekap!D5", "Rekap!B5"}
    assert [at for at, one in seen.items() if one.question] == ["Rekap!B7"]


def test_a_skipped_row_is_marked_and_can_still_be_taken_back(tmp_path: Path) -> None:
    one, sheets = made(tmp_path, make_cases.recap(), {"kecamatan Blimbing": questions.SKIP})
    seen = cells(one, sheets)["Rekap!B6"]
    assert seen.role == "abaikan"
    assert overlay.asked_as(one.draft.places[seen.place]) == "kecamatan Blimbing"
    assert "Blimbing" not in str(overlay.groups(one))


def test_a_name_is_asked_about_by_the_id_of_its_question(tmp_path: Path) -> None:
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Lowokwru"
    one, _ = made(tmp_path, sheets)
    place = next(place for place in one.draft.places.values() if place.called == "Lowokwru")
    assert overlay.asked_as(place) in {asked.id for asked in one.questions}
    assert (
        overlay.asked_as(Place("Wonosari", "Kab. Malang", "", "A!A1"))
        == "kecamatan Wonosari, Kab. Malang"
    )


def test_a_large_sheet_is_cut_and_says_how_much_more_there_is() -> None:
    rows: list[list[workbook.Cell]] = [
        [f"r{row}c{column}" for column in range(100)] for row in range(500)
    ]
    small: list[list[workbook.Cell]] = [["x"]]
    sheets = [workbook.Sheet(f"L{number}", rows) for number in range(8)] + [
        workbook.Sheet("akhir", small)
    ]
    one = judge(Path(__file__), "x.xlsx", [workbook.Sheet("kosong", [])], FRAMES, Choices())
    shown = overlay.overlay(one, sheets, {})
    assert sum(len(line) for sheet in shown for line in sheet.rows) <= overlay.MOST_SHOWN
    assert len(shown[0].rows) * len(shown[0].rows[0]) <= overlay.MOST_CELLS
    assert (shown[0].more_rows, shown[0].more_columns) == (
        500 - len(shown[0].rows),
        100 - overlay.MOST_COLUMNS,
    )
    assert shown[-1].more_rows == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Klojen disebut dua kali, di Juri 1!B4 dan Rekap (2)!C5; hapus",
            ["Juri 1!B4", "Rekap (2)!C5"],
        ),
        ("belum dinilai, Juri 1!C8:D9", ["Juri 1!C8", "Juri 1!D8", "Juri 1!C9", "Juri 1!D9"]),
        ("kode K1, Lain!B4, xJuri 1!B4, Juri 1!B45x", []),
        ("a!b!A1 beda dari b!A1", ["a!b!A1", "b!A1"]),
    ],
)
def test_the_cells_that_a_sentence_names(words: str, found: list[str]) -> None:
    named = ["Juri 1", "Rekap (2)", "b", "a!b"]
    assert overlay.addresses(words, named) == found
    pieces = overlay.parted(words, named)
    assert "".join(piece for piece, _ in pieces) == words
    assert [at for _, at in pieces if at] == [
        at for at in found if re.search(rf"{re.escape(at)}(?!\d)", words)
    ]


def test_columns_are_numbered_as_they_are_lettered() -> None:
    assert all(overlay.number(workbook.letters(number)) == number for number in range(1000))
