"""What a field case is: a small file in a shape that offices use, what is right about it, and how
the two are compared.
"""

import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from data import names
from tests.recaps.answering import letters, number
from tests.recaps.pages import address
from tests.recaps.truth import regions

FOLDER = Path(__file__).parents[1] / "import_cases" / "field"
NEAR = 1e-6


class P(NamedTuple):
    """A number in a cell that is formatted as per cent: P(0.875) shows 87,5%."""

    value: float


Line = list[str | float | int | P | None]
Make = Callable[[], bytes]


class C(NamedTuple):
    """A criterion as it must be read: name, maximum of a score and weight; None where the file does
    not say.
    """

    name: str
    most: float | None = None
    weight: float | None = None


Scores = Mapping[str, tuple[float | None, ...]]


class Case(NamedTuple):
    """A file and what is right about it.

    `scores` are by whose they are ("", "paparan", "/Juri 1", "paparan/Juri 1"), then by kecamatan
    (a name of the edition's region, or a code), in the order of `criteria`. `totals` has the total
    and the rank; a rank that is not printed is None. `asks` are the kinds of questions that must be
    asked, `may` those that may; what the file does not tell (stage, maximum, and, without ranks,
    whether to compute them) may always be asked. `answers` are by id or kind. `fault` is what must
    be said instead of reading.
    """

    name: str
    kind: str
    make: Make
    edition: str = "kabkota-3507-2024"
    criteria: tuple[C, ...] = ()
    scores: Mapping[str, Scores] = {}
    totals: Mapping[str, tuple[float | None, int | None]] = {}
    most: float | None = None
    titles: Mapping[str, str] = {}
    asks: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    answers: Mapping[str, str] = {}
    fault: str = ""
    says: str = ""
    # its ranks are those of zones: an edition has no place for them, so they may be left out
    zoned: bool = False
    suffix: str = "xlsx"


DEFAULTS = {"tahap": "hasil", "maksimum": "tidak diketahui", "peringkat": "hitung"}


def file(name: str) -> Make:
    """One of the files of the folder."""
    return (FOLDER / name).read_bytes


def text(content: str, encoding: str = "utf-8") -> Make:
    """A text file."""
    return lambda: content.encode(encoding)


def book(
    sheets: Mapping[str, list[Line]],
    merges: Mapping[str, Iterable[str]] = {},
    hidden: Iterable[str] = (),
) -> Make:
    """A workbook of sheets of lines; merged ranges such as "C3:F3" by sheet; names of hidden
    sheets.
    """

    def make() -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as made:
            percent = made.add_format({"num_format": "0.0%"})
            for name, lines in sheets.items():
                sheet = made.add_worksheet(name)
                if name in hidden:
                    sheet.hide()
                covered = dict(one.split(":") for one in merges.get(name, ()))
                for row, line in enumerate(lines):
                    for column, value in enumerate(line):
                        _write(sheet, row, column, value, (covered, percent))
        return out.getvalue()

    return make


def _write(sheet: Any, row: int, column: int, value: Any, how: tuple[dict[str, str], Any]) -> None:
    covered, percent = how
    at = address(row, column)
    if at in covered:
        sheet.merge_range(f"{at}:{covered[at]}", "")
    if isinstance(value, P):
        sheet.write_number(row, column, value.value, percent)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def answered(case: Case, question: Any) -> str | None:
    """The answer that a case gives to a question; None where it gives none."""
    kind = question.id.partition(" ")[0]
    given = case.answers.get(question.id) or case.answers.get(kind) or DEFAULTS.get(kind)
    if given is None:
        return None
    for option in question.options:
        same = option.value.lower() == given.lower()
        if same or (number(option.value) is not None and number(option.value) == number(given)):
            return str(option.value)
    return given if question.is_free else None


def allowed(case: Case) -> set[str]:
    """The kinds of questions that may be asked about a case."""
    kinds = set(case.asks | case.may)
    if not all(whose.partition("/")[0] for whose in case.scores) or not case.scores:
        kinds.add("tahap")
    if any(one.most is None for one in case.criteria) or (not case.criteria and case.most is None):
        kinds.add("maksimum")
    if any(rank is None for _, rank in case.totals.values()) or not case.totals or case.zoned:
        kinds.add("peringkat")
    return kinds


def code_of(edition: str, place: str) -> str:
    """The code of a kecamatan by its name in an edition's region ("Wonosari, Kabupaten Malang" in a
    province).
    """
    if place.isdigit():
        return place
    _, kabkota, places = regions()
    name, _, of = place.partition(", ")
    region = edition.split("-")[1]
    found = [
        one.code
        for code, several in places.items()
        if code.startswith(region) and of in ("", kabkota[code])
        for one in several
        if names.key(one.name) == names.key(name)
    ]
    assert len(found) == 1, (edition, place, found)
    return found[0]


def differences(case: Case, rows: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """What published rows say other than what is right."""
    found = [*_places(case, rows), *_standing(case, rows)]
    codes: dict[str, C] = {}
    for row in rows.get("indicators", []):
        one = next(
            (one for one in case.criteria if letters(one.name) == letters(str(row["name"]))), None
        )
        if one is None or one in codes.values():
            found.append(f'kriteria "{row["name"]}" tidak diharapkan')
            continue
        codes[row["code"]] = one
        if not _same(row["weight"], one.weight):
            found.append(f"bobot {one.name}: {row['weight']}, seharusnya {one.weight}")
    found += [f"kriteria {one.name} hilang" for one in case.criteria if one not in codes.values()]
    return found + _scores(case, rows, codes)


def _places(case: Case, rows: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    expected = {code_of(case.edition, name) for name in case.totals}
    expected |= {code_of(case.edition, name) for scores in case.scores.values() for name in scores}
    read = {row["kecamatan_code"] for row in rows.get("placements", [])}
    level, code, year = case.edition.split("-")[:3]
    found = (
        [f"kecamatan {sorted(map(str, read))}, seharusnya {sorted(expected)}"]
        if read != expected
        else []
    )
    for row in rows.get("placements", []):
        holder = row["province_code"] if level == "provinsi" else row["kabkota_code"]
        if (row["level"], holder, str(row["edition_year"])) != (level, code, year):
            found.append(
                f"edisi {row['level']}-{holder}-{row['edition_year']}, seharusnya {case.edition}"
            )
    return found


def _standing(case: Case, rows: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    found = []
    stages = {whose.partition("/")[0] for whose in case.scores} - {""}
    single = stages if len(stages) == 1 else set()
    for name, (total, rank) in case.totals.items():
        of = [
            row
            for row in rows.get("placements", [])
            if row["kecamatan_code"] == code_of(case.edition, name)
            and row["stage"] in {None, "hasil", *single}
        ]
        scores = [row["score"] for row in of if row["score"] is not None]
        if not all(_same(one, total) for one in scores) or (total is not None and not scores):
            found.append(f"total {name}: {scores}, seharusnya {total}")
        ranks = {
            row["rank"]
            for row in of
            if row["rank"] is not None and ((rank and not case.zoned) or row["basis"] != "inferred")
        }
        if ranks != ({rank} if rank else set()) and (ranks or not case.zoned):
            found.append(f"peringkat {name}: {sorted(ranks)}, seharusnya {rank}")
        if any(
            row["score_max"] is not None and not _same(row["score_max"], case.most)
            for row in of
            if case.most
        ):
            found.append(
                f"maksimum total {name}: {[row['score_max'] for row in of]}, seharusnya {case.most}"
            )
        titles = {row["placement"] for row in of} - {"peserta", "finalis"}
        if titles != ({case.titles[name]} if name in case.titles else set()):
            found.append(f"gelar {name}: {sorted(titles)}, seharusnya {case.titles.get(name)}")
    return found


def _scores(
    case: Case, rows: Mapping[str, list[dict[str, Any]]], codes: Mapping[str, C]
) -> list[str]:
    expected = {
        (code_of(case.edition, name), *_whose(whose), one.name): (value, one.most)
        for whose, scores in case.scores.items()
        for name, values in scores.items()
        for one, value in zip(case.criteria or (C(""),), values, strict=True)
        if value is not None
    }
    found, seen = [], set()
    told = {whose.partition("/")[0] for whose in case.scores}
    for row in rows.get("scores", []):
        stage = (
            row["stage"]
            if row["stage"] in told
            else ""
            if row["stage"] in (None, "hasil")
            else row["stage"]
        )
        one = codes.get(row["indicator"]) if row["indicator"] else C("")
        key = (
            row["kecamatan_code"],
            stage,
            letters(row["juror"] or ""),
            one.name if one else row["indicator"],
        )
        if key not in expected:
            if row["indicator"] is None and case.criteria:
                continue  # the total of a juror or stage, which follows from its scores
            found.append(f"nilai {key} = {row['value']} tidak diharapkan")
            continue
        seen.add(key)
        value, most = expected[key]
        if not _same(row["value"], value):
            found.append(f"nilai {key} = {row['value']}, seharusnya {value}")
        if row["indicator"] and not _same(row["value_max"], most):
            found.append(f"maksimum {key} = {row['value_max']}, seharusnya {most}")
    return found + [
        f"nilai {key} = {expected[key][0]} hilang" for key in sorted(set(expected) - seen)
    ]


def _whose(whose: str) -> tuple[str, str]:
    stage, _, juror = whose.partition("/")
    return stage, letters(juror)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= NEAR


def spoken(said: Iterable[object]) -> str:
    """Sentences on one line, without marks that only make them hard to compare."""
    return re.sub(r"\s+", " ", " ".join(map(str, said)))
