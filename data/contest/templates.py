"""Sets of questions to begin with: those that the catalog holds with their weights, those of a
workbook by the importer's reading. One kind of row for all: Draft.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from data import check
from data.contest.errors import ContestError
from data.files import FileError
from data.importer import draft as importing
from data.importer import filled, proposal, workbook
from data.importer.proposal import Choices

HUNDRED = Decimal(100)


class Draft(NamedTuple):
    """A question before it belongs to an edition; as schema.Question."""

    code: str
    section: str
    name: str
    stage: str
    maximum: Decimal
    weight: Decimal
    asked: str = ""
    bands: str = ""


class Template(NamedTuple):
    """A set of the catalog: which edition's, and whether jurors score up to the points of each
    question, or up to 100 each, of which its weight is taken.
    """

    key: str
    title: str
    level: str
    code: str
    year: int
    is_of_points: bool
    source: str
    remark: str


TEMPLATES: Mapping[str, Template] = {
    one.key: one
    for one in (
        Template(
            "instrumen-114",
            "Instrumen 114 pertanyaan",
            "kabkota",
            "3211",
            2026,
            is_of_points=True,
            source="github-sieselon-sumedang",
            remark="Nilai maksimum menurut aplikasi pihak ketiga; status resminya tidak"
            " diverifikasi. Cocokkan dengan petunjuk teknis Anda.",
        ),
        Template(
            "bondowoso-2024",
            "Tujuh aspek Bondowoso 2024",
            "kabkota",
            "3511",
            2024,
            is_of_points=False,
            source="beritalima-2024-09-02-bondowoso",
            remark="Bobot kinerja organisasi, berjumlah 100. Kinerja pimpinan tidak ikut: bobotnya"
            " tidak diberitakan.",
        ),
    )
}


def of_catalog(key: str, frames: Mapping[str, pd.DataFrame], stage: str) -> list[Draft]:
    """The questions of a template, all in one stage. A page that tells a criterion several times is
    taken at its first word.

    Raises:
        ContestError: there is no such template, or the catalog does not hold it.
    """
    found = TEMPLATES.get(key)
    if found is None:
        raise ContestError(f'Templat "{key}" tidak ada; pilih {" atau ".join(TEMPLATES)}.')
    frame = frames["indicators"]
    of = frame[
        (frame["level"] == found.level)
        & (frame["kabkota_code"] == found.code)
        & (frame["edition_year"] == found.year)
        & (frame["source_id"] == found.source)
        & frame["weight"].notna()
        & frame["code"].notna()
    ].drop_duplicates("code")
    rows = [
        (str(code), str(name), Decimal(str(weight)))
        for code, name, weight in of[["code", "name", "weight"]].itertuples(index=False)
    ]
    sections = {code: name for code, name, _ in rows if code.isalpha()}
    questions = [one for one in rows if one[0] not in sections]
    if not questions:
        raise ContestError(f'Katalog tidak memuat templat "{found.title}".')
    return [
        Draft(
            code,
            sections.get(code[:1], found.title),
            name,
            stage,
            weight if found.is_of_points else HUNDRED,
            weight,
        )
        for code, name, weight in sorted(questions, key=_order)
    ]


def _order(row: tuple[str, str, Decimal]) -> tuple[str, int]:
    code = row[0]
    letters = code.rstrip("0123456789")
    return letters, int(code[len(letters) :] or 0)


def of_workbook(file: Path, frames: Mapping[str, pd.DataFrame], stage: str) -> list[Draft]:
    """The criteria of a workbook with their weights and maxima: of its sheet Indikator, as the
    template of the importer has it, else those that the importer reads in a recap.

    Raises:
        ContestError: it cannot be read, names no criteria, or one without a weight.
    """
    try:
        sheets = workbook.read(file)
        own = [one for one in sheets if one.name.strip().lower() == "indikator"]
        if own:
            draft = importing.Draft()
            filled.criteria(draft, own[0])
        else:
            draft = proposal.judge(file, file.name, sheets, frames, Choices()).draft
    except FileError as error:
        raise ContestError(str(error)) from error
    if own and draft.faults:
        raise ContestError(f"{file.name}, {draft.faults[0]}.")
    made = []
    for number, one in enumerate(draft.criteria.values(), 1):
        if one.weight is None:
            raise ContestError(
                f'{file.name}: kriteria "{one.name}" ({one.at}) tidak punya bobot; lengkapi lembar'
                " Indikator lalu coba lagi."
            )
        weight = Decimal(str(one.weight))
        most = Decimal(str(one.most)) if one.most else HUNDRED
        made.append(Draft(one.code or str(number), "Kriteria", one.name, stage, most, weight))
    if not made:
        raise ContestError(
            f"{file.name} tidak memuat kriteria; isi lembar Indikator (kode, nama, bobot)."
        )
    return made


def checked(questions: Sequence[Draft]) -> None:
    """Refuse a set that could not be scored.

    Raises:
        ContestError: it is empty, a code or a name is missing or twice, or could not be published,
            a number is none, negative, or has more than four decimals.
    """
    codes = [one.code for one in questions]
    if not codes:
        raise ContestError("Belum ada pertanyaan; pilih templat atau isi sendiri.")
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ContestError(f'Kode "{twice[0]}" dipakai lebih dari sekali; bedakan.')
    for one in questions:
        if not one.code.strip() or not one.name.strip() or len(one.code) > 40:
            raise ContestError("Tiap pertanyaan perlu kode (paling banyak 40 huruf) dan nama.")
        publishable(f'Kode "{one.code}"', one.code)
        publishable(f'Nama pertanyaan "{one.code}"', one.name)
        for word, number in (("nilai maksimum", one.maximum), ("bobot", one.weight)):
            is_fine = is_short(number) and 0 < number <= 10_000 and places(number) <= 4
            if not is_fine:
                raise ContestError(
                    f'Pertanyaan "{one.code}": {word} harus lebih dari 0, paling banyak 10.000 dan'
                    " empat desimal."
                )


def publishable(what: str, said: str, most: int = check.LONGEST_NAME) -> None:
    """Refuse words that the catalog would not take when the result is published: better now than
    when the edition is closed. `what` says in words what they are.

    Raises:
        ContestError: too long, with a mark that nobody sees, or with blanks around it.
    """
    if len(said) > most:
        raise ContestError(f"{what} {check.too_long(said, most)}.")
    if found := check.UNSEEN.search(said):
        seen = check.UNSEEN.sub("\ufffd", what)
        raise ContestError(
            f"{seen} memuat karakter tak tampak U+{ord(found[0]):04X}; hapus karakter itu."
        )
    if said != said.strip():
        raise ContestError(f"{what} diawali atau diakhiri spasi; hapus spasinya.")


def places(number: Decimal) -> int:
    """How many decimals a finite number has, without the zeros at its end."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def is_short(number: Decimal) -> bool:
    """Whether a number is finite and of so few digits that it is exact to work with: others are
    rounded by arithmetic, or become megabytes when they are written.
    """
    _, digits, exponent = number.as_tuple()
    return isinstance(exponent, int) and len(digits) <= 20 and abs(exponent) <= 20


def plain(number: Decimal) -> Decimal:
    """A short number without exponent, zeros at its end and the sign of a zero."""
    return Decimal(format((number + 0).normalize(), "f"))
