"""Who knows the truth answers the importer's questions, by their id, from the options that are
offered.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tests.recaps.pages import Page, Recap, address
from tests.recaps.truth import Criterion


class Offered(Protocol):
    """An option of a question."""

    @property
    def value(self) -> str:
        """What is answered by choosing it."""


class Asked(Protocol):
    """A question, as the importer's contract has it: the first words of its id say what it is
    about.
    """

    @property
    def id(self) -> str:
        """Such as "tahap Rekap!C4"."""

    @property
    def at(self) -> str:
        """The cell it is about."""

    @property
    def asks(self) -> str:
        """Its words."""

    @property
    def options(self) -> Sequence[Offered]:
        """What may be chosen."""

    @property
    def is_free(self) -> bool:
        """Whether something else may be typed."""


class Answer(NamedTuple):
    """What to answer; `value` is None where the truth is not offered. `tells` is what the file now
    says in addition.
    """

    value: str | None
    tells: tuple[str, ...] = ()


ROLES = {
    "nomor": {"abaikan", "nomor", "no"},
    "kode": {"kode", "abaikan"},
    "kecamatan": {"kecamatan"},
    "kabkota": {"kabkota"},
    "zona": {"zona", "kategori", "abaikan"},
    "nilai": {"kriteria", "nilai"},
    "skor": {"skor", "terbobot", "kriteria", "abaikan"},
    "juri": {"nilai_juri", "juri", "total"},
    "tahap": {"nilai_tahap", "tahap", "total"},
    "total": {"total"},
    "jumlah_mentah": {"abaikan"},
    "persen": {"persen", "abaikan"},
    "peringkat": {"peringkat"},
    "peringkat_tahap": {"peringkat"},
    "peringkat_juri": {"abaikan", "peringkat"},
    "gelar": {"gelar"},
    "catatan": {"catatan", "abaikan"},
    "bobot": {"bobot"},
    "maksimum": {"maksimum"},
    "kriteria": {"kriteria"},
}


def letters(words: str) -> str:
    """Letters and digits alone, small."""
    return re.sub(r"[^a-z0-9]", "", words.lower())


def number(said: str) -> float | None:
    """A number as typed in an answer, decimals with comma or point."""
    try:
        return float(said.strip().replace(",", "."))
    except ValueError:
        return None


def place_of(recap: Recap, where: str) -> tuple[Page | None, int, int]:
    """The page and the cell (-1, -1 where none is named) of "SHEET" or "SHEET!C4"."""
    sheet, _, cell = where.rpartition("!") if "!" in where else (where, "", "")
    page = next((one for one in recap.pages if letters(one.name) == letters(sheet)), None)
    if page is None and recap.suffix == "csv" and "!" in where:
        page = recap.pages[0]
    found = re.match(r"\$?([A-Z]{1,3})\$?(\d+)", cell)
    if not found:
        return page, -1, -1
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return page, int(found[2]) - 1, column - 1


def answer(question: Asked, recap: Recap) -> Answer:
    """The true answer to a question, if it is among its options or may be typed."""
    kind, _, about = question.id.partition(" ")
    how = {
        "edisi": _edition,
        "tahap": _stage,
        "maksimum": _most,
        "kecamatan": _kecamatan,
        "kolom": _column,
        "angka": _grouping,
        "lembar": _sheet,
        "total": _total,
        "peringkat": lambda *_: Answer("hitung"),
    }
    if kind not in how:
        return Answer(None)
    wanted = how[kind](question, about, recap)
    return (
        wanted if wanted.value is None else wanted._replace(value=_offered(question, wanted.value))
    )


def _offered(question: Asked, wanted: str) -> str | None:
    for option in question.options:
        same = option.value.lower() == wanted.lower()
        figure = number(option.value)
        if same or (figure is not None and figure == number(wanted)):
            return option.value
    return wanted if question.is_free else None


def _edition(_: Asked, __: str, recap: Recap) -> Answer:
    return Answer(recap.contest.edition_id, ("edition",))


def _stage(question: Asked, about: str, recap: Recap) -> Answer:
    stages = recap.contest.stages
    if len(stages) == 1:
        return Answer(stages[0].name, ("stages",))
    page, row, column = place_of(recap, about)
    if page is None:  # the words of a header
        heads = {
            letters(str(one.cells[at].value)): s
            for one in recap.pages
            for at, s in one.stages.items()
        }
        if letters(about) in heads:
            return Answer(heads[letters(about)], ("stages",))
        page, row, column = place_of(recap, question.at)
    if page is None:
        return Answer("hasil", ("stages",))
    near = page.stages.get((row, column)) or page.stage
    if not near and row >= 0:
        words = page.cells.get((row, column))
        near = next(
            (s for at, s in page.stages.items() if words and page.cells[at].value == words.value),
            "",
        )
    return Answer(near or "hasil", ("stages",))


def _criterion(about: str, recap: Recap) -> Criterion | None:
    said = letters(about)
    exact = [
        one
        for one in recap.contest.criteria
        if said in (letters(one.name), letters(one.code + one.name))
    ]
    coded = [one for one in recap.contest.criteria if one.code and said == letters(one.code)]
    within = [one for one in recap.contest.criteria if letters(one.name) in said]
    return next(iter([*exact, *coded, *sorted(within, key=lambda one: -len(one.name))]), None)


def _most(question: Asked, about: str, recap: Recap) -> Answer:
    contest = recap.contest

    def most(one: Criterion) -> float:
        return one.weight or 0 if recap.told.is_weighted else one.most

    if one := _criterion(about, recap):
        return Answer(f"{most(one):g}", (f"most {one.name}",))
    if not about and contest.criteria:
        if recap.told.is_weighted and any(option.value == "bobot" for option in question.options):
            return Answer("bobot", tuple(f"most {one.name}" for one in contest.criteria))
        maxima = {most(one) for one in contest.criteria}
        if len(maxima) > 1:  # no one number is true; what the file itself tells cannot be unknown
            return Answer(None if recap.told.maxima else "tidak diketahui")
        return Answer(f"{maxima.pop():g}", tuple(f"most {one.name}" for one in contest.criteria))
    if any(letters(about) == letters(juror) for juror in contest.jurors):
        return Answer(f"{contest.most_of_juror():g}")
    page, row, column = place_of(recap, question.at)
    kind = page and (page.lines.get(("column", column)) or page.lines.get(("row", row)))
    if kind in ("tahap", "juri"):
        return Answer(
            f"{contest.most_of_stage() if kind == 'tahap' else contest.most_of_juror():g}"
        )
    return Answer(f"{contest.most_of_all():g}")


def _kecamatan(_: Asked, about: str, recap: Recap) -> Answer:
    names = {letters(name): code for name, code in recap.called.items()}
    said = letters(about)
    for words in (said, letters(about.partition(", Ka")[0])):  # with its kabkota, from beside it
        if words in names:
            return Answer(names[words])
    bare = re.sub(r"^(kecamatan|kemantren|kapanewon|distrik|kec)", "", said)
    near = [code for name, code in names.items() if bare and bare in name]
    return Answer(near[0] if len(near) == 1 else "lewati")


def _column(question: Asked, about: str, recap: Recap) -> Answer:
    page, row, column = place_of(recap, about)
    if page is None:
        return Answer(None)
    role = (
        page.roles.get((row, column))
        or page.lines.get(("column", column))
        or page.lines.get(("row", row))
    )
    fitting = ROLES.get(role or "", {"abaikan"})
    for option in question.options:
        if option.value.partition(" ")[0].lower() in fitting:
            return Answer(option.value)
    return Answer(sorted(fitting)[0] if question.is_free else None)


def _grouping(_: Asked, about: str, recap: Recap) -> Answer:
    page, row, column = place_of(recap, about)
    if page is None:
        return Answer(None)
    cells = [page.cells.get((row, column))]
    cells += [cell for (r, c), cell in page.cells.items() if c == column or r == row]
    for cell in cells:
        said = cell.value if cell else None
        if isinstance(said, str) and (found := re.fullmatch(r"\d{1,3}([.,])\d{3}", said.strip())):
            return Answer("desimal" if found[1] == recap.sign else "ribuan")
    return Answer("desimal")


def _sheet(question: Asked, about: str, recap: Recap) -> Answer:
    page, _, _ = place_of(recap, about)
    if page is None:
        return Answer(None)
    offered = [option.value for option in question.options]
    only = {
        letters(value.removeprefix("hanya ")): value
        for value in offered
        if value.startswith("hanya ")
    }
    used = [
        only[letters(one.name)]
        for one in recap.pages
        if letters(one.name) in only and one.role != "abaikan"
    ]
    if (
        page.role in ("pakai", "abaikan") and len(used) == 1
    ):  # of two sheets that exclude each other
        return Answer(used[0])
    for role in (page.role, "pakai" if page.role in ("zona", "tahap", "juri") else page.role):
        if role in offered:
            return Answer(role)
    return Answer(page.role)


def _total(question: Asked, about: str, recap: Recap) -> Answer:
    page, _, _ = place_of(recap, about)
    order = ["total"]
    if page is not None and page.role == "tahap":
        order = ["tahap", "total"]
    if page is not None and page.role == "juri":
        order = ["juri", "total"]
    for kind in order:
        for option in question.options:
            at, row, column = place_of(
                recap,
                (
                    option.value
                    if "!" in option.value
                    else f"{page.name if page else ''}!{option.value}"
                ),
            )
            if at is None or row < 0:
                continue
            if kind in (
                at.lines.get(("column", column)),
                at.lines.get(("row", row)),
                at.roles.get((row, column)),
            ):
                return Answer(option.value)
    return Answer(None)


def where(page: Page, row: int, column: int) -> str:
    """The address of a cell with its page."""
    return f"{page.name}!{address(row, column)}"
