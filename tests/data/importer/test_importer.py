"""Importing: what is recognised, every fault with its cell, what a publication changes, going back,
and two at once.
"""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from data.files import FileError
from data.importer import template
from data.importer.__main__ import main
from data.importer.proposal import Choices, Proposal, propose
from tests import real
from tests.import_cases import make_cases
from tests.import_cases.make_cases import CASES, SYSTEM, Case, Sheets


@pytest.fixture(scope="session")
def frames() -> Any:
    return real.frames()


def proposed(path: Path, frames: Any, *arguments: str) -> Proposal:
    """A file as the command line proposes it; the maximum that most cases leave out is answered."""
    answers = {"maksimum": "tidak diketahui", "tahap": "hasil"}
    if "--edition" in arguments:
        answers["edisi"] = arguments[arguments.index("--edition") + 1]
    return propose(path, path.name, frames, Choices(answers=answers, accept="--yes" in arguments))


def saved(tmp_path: Path, sheets: Sheets, **options: Any) -> Path:
    path = tmp_path / "a.xlsx"
    make_cases.write(path, sheets, **options)
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_fault_is_named_with_its_cell(case: Case, tmp_path: Path, frames: Any) -> None:
    case.make(tmp_path / case.file)
    if case.kind == "refused":
        with pytest.raises(FileError) as refused:
            proposed(tmp_path / case.file, frames)
        assert (str(refused.value),) == case.said
        return
    found = proposed(tmp_path / case.file, frames, *case.arguments)
    if case.kind == "question":
        assert [str(one) for one in found.faults] == []
        assert tuple(f"{one.at}: {one.asks}" for one in found.open) == case.said
        assert found.rows is None
    elif case.kind == "fault":
        assert tuple(sorted(map(str, found.faults))) == tuple(sorted(case.said))
        assert found.rows is None
    else:
        assert [str(one) for one in found.faults] == []
        assert all(any(str(one).startswith(said) for one in found.notices) for said in case.said)


GOOD = [
    make_cases.recap, make_cases.jurors, make_cases.template, make_cases.province,
    make_cases.weights_below, make_cases.one_cell,
    make_cases.two_tables, make_cases.weighted_stages, make_cases.grouped,
]  # fmt: skip


@pytest.mark.parametrize("base", GOOD)
def test_the_good_files_of_the_corpus_have_no_fault(base: Any, tmp_path: Path, frames: Any) -> None:
    assert proposed(saved(tmp_path, base()), frames).faults == []


def test_a_recap_as_offices_keep_it(tmp_path: Path, frames: Any) -> None:
    found = proposed(saved(tmp_path, make_cases.recap()), frames)
    assert found.edition.edition_id == "kabkota-3573-2026"
    assert {one.header: one.meaning for one in found.draft.columns} == {
        "No": "abaikan",
        "Kecamatan": "kecamatan",
        "Pelayanan (maks. 100)": "kriteria",
        "Tugas delegatif (maks. 100)": "kriteria",
        "Jumlah": "total",
        "Peringkat": "peringkat",
    }
    assert found.rows is not None
    assert [(row["kecamatan_code"], row["rank"],
    row["score"]) for row in found.rows["placements"]] == [
        ("357305", 1, 177.5), ("357301", 3, 165.5), ("357303", 2, 167.75),
    ]  # fmt: skip
    first = found.rows["scores"][0]
    assert (first["kecamatan_code"], first["juror"], first["value"], first["value_max"]) == (
        "357305",
        None,
        87.5,
        100,
    )


def test_one_sheet_for_each_juror(tmp_path: Path, frames: Any) -> None:
    rows = proposed(saved(tmp_path, make_cases.jurors()), frames).rows
    assert rows is not None
    assert len(rows["scores"]) == 3 * 2 * 2
    assert {(row["juror"], row["stage"]) for row in rows["scores"]} == {
        (f"Juri {n}", "paparan") for n in (1, 2, 3)
    }
    assert [(row["placement"], row["rank"], row["score"]) for row in rows["placements"]] == [
        ("peserta", None, None)
    ] * 2


def test_sheets_that_only_their_names_tell_apart_are_those_of_jurors(
    tmp_path: Path, frames: Any
) -> None:
    sheets = dict(zip(["Budi", "Ani", "Citra"], make_cases.jurors().values(), strict=True))
    for rows in sheets.values():
        rows[0] = ["SKK Kota Malang 2026"]
    path = saved(tmp_path, sheets)
    assert [one.id for one in proposed(path, frames).open] == [
        "lembar Budi",
        "lembar Ani",
        "lembar Citra",
    ]
    answers = {
        **{f"lembar {name}": "juri" for name in sheets},
        "tahap": "paparan",
        "maksimum": "100",
    }
    found = propose(path, path.name, frames, Choices(answers=answers))
    assert found.rows is not None
    assert {row["juror"] for row in found.rows["scores"]} == {"Budi", "Ani", "Citra"}
    assert 'Budi!A2: lembar ini dibaca sebagai nilai juri "Budi"' in map(str, found.notices)


def test_a_header_of_two_rows_and_weights_below(tmp_path: Path, frames: Any) -> None:
    sheet = [
        ["SKK Kota Malang 2026"], ["No", "Kecamatan", "Nilai", None, "Total"],
        [None, None, "Pelayanan", "Inovasi", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"], [1, "Klojen", 80, 60, 74], [2, "Sukun", 70, 60, 67],
        [None, "Bobot", 70, 30, None],
    ]  # fmt: skip
    found = proposed(saved(tmp_path, {"Rekap": sheet}), frames)
    assert [str(one) for one in found.faults] == []
    assert [(one.name, one.weight) for one in found.draft.criteria.values()] == [
        ("Pelayanan", 70),
        ("Inovasi", 30),
    ]


def test_weights_in_a_row_of_their_own_and_ranks_in_words(tmp_path: Path, frames: Any) -> None:
    found = proposed(saved(tmp_path, make_cases.weights_below()), frames)
    assert [(one.name, one.weight) for one in found.draft.criteria.values()] == [
        ("Administrasi Kecamatan", 30),
        ("Pelayanan", 70),
    ]
    assert [row.rank.value for row in found.draft.rows if row.rank] == [1, 2]
    assert not any("tidak dapat diperiksa" in str(one) for one in found.notices)


def test_kecamatan_and_kabkota_in_one_cell(tmp_path: Path, frames: Any) -> None:
    found = proposed(saved(tmp_path, make_cases.one_cell()), frames)
    assert found.rows is not None
    assert [(row["kecamatan_code"], row["rank"],
    row["placement"]) for row in found.rows["placements"]] == [
        ("350732", 1, "juara_1"), ("357903", 2, "juara_2"), ("351109", 3, "juara_3"),
        ("352901", 4, "peserta"),
    ]  # fmt: skip


def test_a_likeness_to_a_name_that_is_sure_is_no_match(tmp_path: Path, frames: Any) -> None:
    sheets = make_cases.one_cell()
    sheets["Sheet1"][2][1] = "Wonosary"
    found = proposed(saved(tmp_path, sheets), frames)
    assert [one.at for one in found.open] == ["Sheet1!B3"]


def test_two_tables_on_one_sheet_are_ranked_apart(tmp_path: Path, frames: Any) -> None:
    found = proposed(saved(tmp_path, make_cases.two_tables()), frames)
    assert found.rows is not None
    assert [(row["kecamatan_printed"], row["placement"]) for row in found.rows["placements"]] == [
        ("Cileunyi", "juara_1"), ("Jatinangor", "juara_2"), ("Coblong", "juara_1"),
        ("Cimahi Tengah", "juara_2"),
    ]  # fmt: skip


def test_a_header_above_several_columns_names_their_juror(tmp_path: Path, frames: Any) -> None:
    found = proposed(saved(tmp_path, make_cases.grouped()), frames)
    assert found.rows is not None
    assert [(row["juror"], row["stage"], row["indicator"],
    row["value"]) for row in found.rows["scores"][:6]] == [
        ("Juri 1", "paparan", "nilai-1", 80), ("Juri 1", "paparan", "nilai-2", 70),
        ("Juri 1", "paparan", None, 150),
        ("Juri 2", "paparan", "nilai-1", 90), ("Juri 2", "paparan", "nilai-2", 75),
        ("Juri 2", "paparan", None, 165),
    ]  # fmt: skip
    assert [row["score"] for row in found.rows["placements"]] == [157.5, 127.5, 122.5]


def test_the_operator_adds_the_stage_and_the_maximum_that_a_file_lacks(
    tmp_path: Path, frames: Any
) -> None:
    path = saved(
        tmp_path,
        {
            "Budi": [
                ["SKK Kota Malang 2026"],
                ["Kecamatan", "Pelayanan"],
                ["Klojen", 80],
                ["Sukun", 90],
            ]
        },
    )
    asked = propose(path, path.name, frames, Choices())
    assert [one.id for one in asked.open] == ["maksimum", "tahap"]
    assert [one.value for one in asked.open[0].options] == ["100", "1000", "tidak diketahui"]
    assert asked.rows is None
    found = propose(
        path, path.name, frames, Choices(answers={"tahap": "paparan", "maksimum": "85"})
    )
    assert [str(one) for one in found.faults] == [
        "Budi!B4: nilai Sukun 90 melebihi nilai maksimum 85"
    ]
    rows = propose(
        path, path.name, frames, Choices(answers={"tahap": "paparan", "maksimum": "100"})
    ).rows
    assert rows is not None
    assert {(row["stage"], row["value_max"]) for row in rows["scores"]} == {("paparan", 100)}


def test_a_merged_kabkota_holds_for_every_row_beside_it(tmp_path: Path, frames: Any) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("Data")
        rows = [
            ["SKK Provinsi Jawa Timur 2026"],
            ["Kabupaten/Kota", "Kecamatan", "Nilai"],
            ["", "Tenggarang", 90],
            ["", "Wonosari", 80],
        ]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A3:A4", "Kab. Bondowoso")
    found = proposed(tmp_path / "a.xlsx", frames)
    assert {one.code for one in found.matches.values()} == {"351108", "351109"}


def test_a_mean_is_the_total_where_there_is_no_other(tmp_path: Path, frames: Any) -> None:
    sheet = [
        ["SKK Kota Malang 2026"],
        ["Kecamatan", "Juri 1", "Juri 2", "Rata-rata"],
        ["Klojen", 80, 90, 85],
        ["Sukun", 70, 80, 75],
    ]
    found = proposed(saved(tmp_path, {"Paparan": sheet}), frames)
    assert [str(one) for one in found.faults] == []
    assert [(row.total and row.total.value) for row in found.draft.rows] == [85, 75]


@pytest.mark.parametrize(
    "content",
    [SYSTEM, SYSTEM.replace(",", ".").replace(";", ","), "sep=;\n" + SYSTEM],
    ids=["semicolon", "comma", "told"],
)
def test_a_csv_of_a_system(content: str, tmp_path: Path, frames: Any) -> None:
    make_cases.text(content)(tmp_path / "hasil.csv")
    found = proposed(tmp_path / "hasil.csv", frames, "--edition", "kabkota-3573-2026")
    assert [str(one) for one in found.faults] == []
    assert found.rows is not None
    assert [(row["rank"], row["score"], row["score_max"],
    row["note"]) for row in found.rows["placements"]] == [
        (1, 255.5, 300, "kategori menurut berkas: Sangat Baik"),
        (2, 245, 300, "kategori menurut berkas: Baik"),
    ]  # fmt: skip
    assert [row["stage"] for row in found.rows["scores"][:3]] == [
        "administrasi",
        "paparan",
        "tinjau_lapang",
    ]


HIDDEN = [
    "Rekap!A6: baris ini tersembunyi; isinya tetap dibaca",
    "Rekap!D1: kolom ini tersembunyi; isinya tetap dibaca",
]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_other_programs_save_is_read_as_a_workbook(
    kind: str, tmp_path: Path, frames: Any
) -> None:
    found = proposed(make_cases.SAVED[kind], frames)
    assert [str(one) for one in found.notices if "tersembunyi" in one.message] == HIDDEN
    assert [str(one) for one in found.faults] == []
    same = proposed(saved(tmp_path, make_cases.recap()), frames)
    assert found.rows is not None
    assert same.rows is not None
    of_source = {"source_id"}  # it names the file
    for stem in ("placements", "scores"):
        assert [
            {k: v for k, v in row.items() if k not in of_source} for row in found.rows[stem]
        ] == [{k: v for k, v in row.items() if k not in of_source} for row in same.rows[stem]]


def test_a_kecamatan_with_a_code_on_one_sheet_alone_counts_once(
    tmp_path: Path, frames: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = make_cases.template()
    head, *rows = sheets["Peserta"]
    column = head.index("Kode wilayah")
    for row, code in zip(rows, ("357302", "357304"), strict=True):
        row[column] = code
    monkeypatch.setattr("data.importer.proposal.MOST_PLACES", len(rows))
    found = proposed(saved(tmp_path, sheets), frames)
    assert len(found.draft.places) > len(rows)
    assert [str(one) for one in found.faults] == []


def test_a_formula_in_a_name_stays_text(tmp_path: Path, frames: Any) -> None:
    sheets = make_cases.template()
    sheets["Inovasi"][1][2] = '=HYPERLINK("http://x")'
    rows = proposed(saved(tmp_path, sheets), frames).rows
    assert rows is not None
    assert rows["innovations"][0]["name"] == '=HYPERLINK("http://x")'


def test_the_operator_corrects_columns_and_names(tmp_path: Path, frames: Any) -> None:
    sheets = make_cases.recap()
    sheets["Rekap"][4][1] = "Lowokwru"
    sheets["Rekap"][3][5] = "Ket"
    path = saved(tmp_path, sheets)
    answers = {"kolom Rekap!F4": "peringkat", "kecamatan Lowokwru": "357305", "tahap": "hasil"}
    found = propose(path, "a.xlsx", frames, Choices(answers=answers))
    assert [str(one) for one in found.faults] == []
    assert found.rows is not None
    assert found.rows["placements"][0]["rank"] == 1


def test_a_choice_against_the_title_is_told(tmp_path: Path, frames: Any) -> None:
    path = saved(tmp_path, make_cases.recap())
    against = (
        "judulnya menyebut SKK Kota Malang 2026, tetapi yang dipilih SKK Kabupaten Malang 2026"
    )
    assert against in {
        one.message for one in proposed(path, frames, "--edition", "kabkota-3507-2026").notices
    }
    assert not any(
        "yang dipilih" in one.message
        for one in proposed(path, frames, "--edition", "kabkota-3573-2026").notices
    )


def test_the_empty_template_opens_and_asks_to_be_filled(tmp_path: Path, frames: Any) -> None:
    assert main(["--template", str(tmp_path / "a.xlsx")]) == 0
    found = proposed(tmp_path / "a.xlsx", frames)
    assert "Edisi!B1" in {one.at for one in found.faults}
    assert found.draft.places == {}  # its examples are not read
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [
        "Petunjuk",
        "Edisi",
        "Indikator",
        "Peserta",
        "Nilai",
        "Inovasi",
        "Sumber",
        "Contoh",
        "Daftar",
    ]
    lists = {
        f"{sheet.title}!{one.sqref}": [
            cell.value
            for (cell,) in book["Daftar"][one.formula1.partition("!")[2].replace("$", "")]
        ]
        for sheet in book
        for one in sheet.data_validations.dataValidation
        if one.formula1.startswith("Daftar")
    }
    assert lists["Edisi!B1"] == ["Provinsi", "Kabupaten/Kota"]
    assert {"Provinsi Jawa Timur", "Kota Malang"} <= set(lists["Edisi!B2"])
    assert len(lists) == 13


def test_the_examples_of_the_template_are_right(tmp_path: Path, frames: Any) -> None:
    examples = {name: [list(line) for line in lines] for name, lines in template.EXAMPLES.items()}
    assert [str(one) for one in proposed(saved(tmp_path, examples), frames).faults] == []
