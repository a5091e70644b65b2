"""The result of a closed edition as a workbook: the recap, and every value of every juror."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import xlsxwriter

from data.contest import closing, rights, scoring, setting_up, visiting
from data.contest.errors import ContestError
from data.contest.rights import Actor, Right
from data.contest.store import Tx

PLACES = 10  # decimals of a total that is shown or published


@rights.free("writes a number")
def decimal(number: Fraction) -> str:
    """A fraction as a decimal number, cut to ten places by rounding half to even."""
    scaled = Decimal(round(number * 10**PLACES)).scaleb(-PLACES).normalize()
    return format(scaled, "f")


@rights.free("numbers what was given to it")
def jurors(numbers: Iterable[int]) -> Mapping[int, str]:
    """What the jurors of these numbers are called in what is published: Juri 1, Juri 2. Names stay
    in the store.
    """
    return {one: f"Juri {at}" for at, one in enumerate(sorted(set(numbers)), 1)}


@rights.needs(Right.CLOSE)
def workbook(tx: Tx, actor: Actor, edition: str) -> bytes:
    """The recap; the same bytes for the same result.

    Raises:
        ContestError: the edition is not closed.
    """
    held = setting_up.held(tx, actor, edition)
    if held.closed_at is None:
        raise ContestError("Rekap dibuat sesudah edisi ditutup.")
    results = closing.results(tx, actor, edition)
    seen = scoring.everyone(tx, actor, edition)
    noted = visiting.everyone(tx, actor, edition)
    called, names = (
        jurors([*(one.juror for one in seen), *(one.juror for one in noted)]),
        held.entrants,
    )
    recap: list[list[object]] = [
        ["Peringkat", "Kecamatan", "Kode", "Nilai", "Nilai maksimum", "Maju", "Alasan urutan"]
    ]
    for place in results:
        total, most = float(decimal(place.total)), float(decimal(place.most))
        goes = "ya" if place.is_advancing else ""
        recap.append([place.rank, place.name, place.kecamatan, total, most, goes, place.decided])
    values: list[list[object]] = [["Kecamatan", "Kode", "Tahap", "Pertanyaan", "Juri", "Nilai"]]
    for one in seen:
        if one.is_final:
            who = called[one.juror]
            values.append(
                [names[one.kecamatan], one.kecamatan, one.stage, one.question, who,
                 float(one.value)]
            )  # fmt: skip
    asked: list[list[object]] = [["Kode", "Bagian", "Nama", "Tahap", "Nilai maksimum", "Bobot"]]
    for question in setting_up.questions(tx, actor, edition):
        asked.append(
            [question.code, question.section, question.name, question.stage,
             float(question.maximum), float(question.weight)]
        )  # fmt: skip
    sheets: dict[str, list[list[object]]] = {"Rekap": recap, "Nilai": values, "Pertanyaan": asked}
    if noted:
        sheets["Lapangan"] = [
            ["Kecamatan", "Kode", "Pertanyaan", "Juri", "Temuan", "Nilai lapangan", "Catatan"],
        ]
        for one_of in noted:
            value = None if one_of.value is None else float(one_of.value)
            sheets["Lapangan"].append(
                [names[one_of.kecamatan], one_of.kecamatan, one_of.question, called[one_of.juror],
                 one_of.finding, value, one_of.note]
            )  # fmt: skip
    return _written(sheets, held.closed_at)


def _written(sheets: Mapping[str, list[list[object]]], at: datetime) -> bytes:
    out = io.BytesIO()
    # Words of people are text and nothing else
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        head = book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, None if number else head)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(rows[0]) - 1, 18)
    return out.getvalue()
