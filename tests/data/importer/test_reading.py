"""The steps of reading a sheet, each alone: where tables are, what their heads say, how numbers are
written, what adds up, and which role each column has.
"""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importer import arithmetic, geometry, header, legend, numbers, reading, totals
from data.importer.questions import Asked
from data.importer.table import Table
from data.importer.workbook import Cell, Sheet
from data.importer.workbook.sheet import Merge

NAMES = ("Kepanjen", "Turen", "Lawang", "Dau", "Singosari", "Bululawang", "Wagir")


class Known:
    """A gazetteer of a few kecamatan of one kabupaten."""

    def kecamatan(self, text: str) -> tuple[str, ...]:
        """The code of a name that is known."""
        name = text.removeprefix("Kec. ").strip()
        return (f"3507{NAMES.index(name):02}",) if name in NAMES else ()

    def kabkota(self, text: str) -> tuple[str, ...]:
        """The code of the one kabupaten."""
        return ("3507",) if text == "Kabupaten Malang" else ()

    def provinsi(self, text: str) -> tuple[str, ...]:
        """The code of its province."""
        return ("35",) if text == "Jawa Timur" else ()


def sheet(rows: Sequence[Sequence[Cell]], merged: tuple[Merge, ...] = ()) -> Sheet:
    return Sheet("Rekap", [list(row) for row in rows], merged=merged)


def blocks(rows: Sequence[Sequence[Cell]], merged: tuple[Merge, ...] = ()) -> list[geometry.Block]:
    return geometry.layout(sheet(rows, merged), Known()).blocks


def table(rows: Sequence[Sequence[Cell]], answers: dict[str, str] | None = None) -> Table:
    asked = Asked(answers or {})
    (block,) = blocks(rows)
    read = reading.read(block, Known(), asked, reading.Known({}, {}))
    totals.find(read, asked)
    return read


def roles(read: Table) -> dict[str, str]:
    return {column.header: column.meaning for column in read.columns.values()}


scores = st.integers(1, 400).map(lambda quarters: quarters / 4)
rows_of = st.integers(2, len(NAMES))


# Where tables are.


@given(st.data(), rows_of, st.integers(1, 4), st.integers(0, 3), st.integers(0, 3))
def test_a_table_is_found_wherever_it_stands(
    data: st.DataObject, people: int, criteria: int, down: int, right: int
) -> None:
    body = [[name, *(data.draw(scores) for _ in range(criteria))] for name in NAMES[:people]]
    rows = [["Kecamatan", *(f"K{n + 1} Pelayanan" for n in range(criteria))], *body]
    moved: list[list[Cell]] = [[None]] * down + [[*[None] * right, *row] for row in rows]
    (block,) = blocks(moved)
    assert block.depth == 1
    assert [block.grid[row][block.anchor].words for row in block.body] == list(NAMES[:people])
    assert geometry.area(block).startswith(f"Rekap!{'ABCD'[right]}{down + 1}:")


@given(st.data(), st.integers(2, 5), st.integers(2, 4))
def test_a_turned_table_is_the_same_table(data: st.DataObject, people: int, criteria: int) -> None:
    held = [[data.draw(scores) for _ in range(criteria)] for _ in range(people)]
    heads = [f"K{n + 1} Pelayanan" for n in range(criteria)]
    upright: list[list[Cell]] = [["Kecamatan", *heads]]
    upright += [[name, *row] for name, row in zip(NAMES, held, strict=False)]
    turned: list[list[Cell]] = [["Kriteria", *NAMES[:people]]]
    turned += [[head, *(row[n] for row in held)] for n, head in enumerate(heads)]
    one, other = table(upright), table(turned)
    assert other.block.is_turned
    assert not one.block.is_turned
    assert [one.values(c) for c in one.of("kriteria")] == [
        other.values(c) for c in other.of("kriteria")
    ]


def test_tables_side_by_side_are_parted_where_the_second_begins() -> None:
    found = blocks([
        ["No", "Kecamatan", "Nilai", None, "No", "Kecamatan", "Nilai"],
        [1, "Kepanjen", 80, None, 1, "Dau", 70], [2, "Turen", 81, None, 2, "Wagir", 71],
    ])  # fmt: skip
    assert [geometry.area(one) for one in found] == ["Rekap!A1:C3", "Rekap!E1:G3"]


def test_a_long_table_has_a_column_for_each_criterion_and_keeps_its_cells() -> None:
    (block,) = blocks([
        ["Kecamatan", "Kriteria", "Nilai"],
        ["Kepanjen", "Pelayanan", 80], [None, "Inovasi", 81],
        ["Turen", "Pelayanan", 70], [None, "Inovasi", 71],
    ])  # fmt: skip
    assert [spot.words for spot in block.grid[0]] == ["Kecamatan", "Pelayanan", "Inovasi"]
    assert block.at(2, 2) == "Rekap!C5"


# What the heads say.


def test_a_group_that_is_merged_holds_for_its_columns_and_no_others() -> None:
    (block,) = blocks(
        [
            ["Kecamatan", "Juri 1", None, "Jumlah"], [None, "Pelayanan", "Inovasi", None],
            ["Kepanjen", 80, 81, 161], ["Turen", 70, 71, 141],
        ],
        (Merge(0, 1, 0, 2),),
    )  # fmt: skip
    assert [one.path for one in header.read(block).heads] == [
        ("Kecamatan",), ("Juri 1", "Pelayanan"), ("Juri 1", "Inovasi"), ("Jumlah",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "row", "told"),
    [
        ("Bobot", [40, 60], [(40, None), (60, None)]),
        ("Bobot", [0.4, 0.6], [(40, None), (60, None)]),
        ("Bobot", ["40%", "60 %"], [(40, None), (60, None)]),
        ("Nilai Maksimum", [100, 50], [(None, 100), (None, 50)]),
    ],
)
def test_a_row_of_limits_below_the_words(
    label: str, row: list[Cell], told: list[tuple[float | None, float | None]]
) -> None:
    (block,) = blocks([
        ["Kecamatan", "Pelayanan", "Inovasi"], [label, *row], ["Kepanjen", 30, 31],
        ["Turen", 20, 21],
    ])  # fmt: skip
    assert [(one.weight, one.most) for one in header.read(block).heads[1:]] == told


def test_a_legend_tells_what_codes_stand_for_but_no_bare_weight_does() -> None:
    held = sheet([["1 = Pelayanan"], ["2. Inovasi Daerah"], ["3 - 35%"], ["Catatan: -"]])
    assert legend.codes([geometry.layout(held, Known())]) == {
        "1": "Pelayanan", "2": "Inovasi Daerah",
    }  # fmt: skip


# How numbers are written.


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=8), st.integers(1, 3))
def test_numbers_are_read_back_or_the_format_is_open(held: list[int], places: int) -> None:
    values = [one / 10**places for one in held]
    english = [f"{one:,.{places}f}" for one in values]
    swap = str.maketrans(",.", ".,")
    for written, texts in (("en", english), ("id", [one.translate(swap) for one in english])):
        found = numbers.column(texts)
        if not found.is_open:
            read = [numbers.value(one, found.format) for one in texts]
            assert read == pytest.approx(values), (written, texts)


def test_one_cell_that_leaves_no_doubt_decides_for_its_column() -> None:
    assert numbers.column(["1.542", "1.530,5"]).format == "id"
    assert numbers.column(["1.542", "87.25"]).format == "en"
    assert numbers.column(["1.542"]).is_open
    assert numbers.column(["87.542"], most=100).format == "en"


# What adds up.


@given(
    st.lists(st.lists(scores, min_size=3, max_size=3), min_size=3, max_size=8),
    st.sampled_from(["jumlah", "rata-rata", "jumlah berbobot"]),
)
def test_a_total_is_explained_by_the_way_it_was_made(held: list[list[float]], way: str) -> None:
    weights = [20.0, 30.0, 50.0]
    made = {
        "jumlah": [sum(row) for row in held],
        "rata-rata": [sum(row) / 3 for row in held],
        "jumlah berbobot": [
            sum(w * v for w, v in zip(weights, row, strict=True)) / 100 for row in held
        ],
    }[way]
    parts = [[row[n] for row in held] for n in range(3)]
    found = arithmetic.explained(made, parts, weights)
    assert found is not None
    assert found.holds == len(held)
    by_way = {one.way: one.holds for one in arithmetic.relations(made, parts, weights)}
    assert by_way[way] == len(held)


@given(st.lists(st.integers(4, 100), min_size=2, max_size=8, unique=True), st.integers(1, 39))
def test_a_weight_is_told_by_rounded_scores_beside_raw_ones(raw: list[int], step: int) -> None:
    weight = 2.5 * step
    found = arithmetic.ratio(raw, [round(one * weight / 100, 2) for one in raw])
    assert found is not None
    assert all(abs(found * one - one * weight / 100) < 0.011 for one in raw)


# Which role each column has.


@given(st.data(), st.integers(3, len(NAMES)), st.permutations(range(3)))
def test_the_sum_is_the_total_wherever_it_stands(
    data: st.DataObject, people: int, order: list[int]
) -> None:
    held = [[data.draw(scores), data.draw(scores)] for _ in range(people)]
    columns: list[list[Cell]] = [
        ["Pelayanan", *(row[0] for row in held)], ["Inovasi", *(row[1] for row in held)],
        ["Jumlah", *(sum(row) for row in held)],
    ]  # fmt: skip
    names: list[Cell] = ["Kecamatan", *NAMES[:people]]
    lines = [list(one) for one in zip(names, *(columns[n] for n in order), strict=True)]
    read = table(lines)
    assert roles(read)["Jumlah"] == "total"
    total = read.of("total")[0]
    assert read.relations[total].holds == people


def test_two_totals_that_both_add_up_are_asked_about() -> None:
    asked = Asked({})
    (block,) = blocks([
        ["Kecamatan", "Pelayanan (Bobot 40)", "Inovasi (Bobot 60)", "Jumlah", "Nilai Total"],
        ["Kepanjen", 80, 90, 170, 86], ["Turen", 70, 60, 130, 64], ["Lawang", 50, 40, 90, 44],
    ])  # fmt: skip
    read = reading.read(block, Known(), asked, reading.Known({}, {}))
    totals.find(read, asked)
    assert [one.id for one in asked.open] == ["total Rekap"]
    assert {option.value for option in asked.options("total Rekap")} == {"Rekap!D1", "Rekap!E1"}


def test_a_column_takes_the_role_that_the_operator_says() -> None:
    lines: list[list[Cell]] = [
        ["Kecamatan", "Pelayanan", "Catatan angka"], ["Kepanjen", 80, 7], ["Turen", 70, 9],
    ]  # fmt: skip
    asked = Asked({"kolom Rekap!C1": "abaikan"})
    (block,) = blocks(lines)
    read = reading.read(block, Known(), asked, reading.Known({}, {}))
    totals.find(read, asked)
    reading.overrule(read, asked)
    assert roles(read)["Catatan angka"] == "abaikan"
    assert asked.unused == []
