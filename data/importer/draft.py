"""What a file says of a contest, cell by cell, before its kecamatan are found and its figures
checked.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from data import names
from data.importer import cells, numbers
from data.importer.workbook import Cell


class Fault(NamedTuple):
    """What is wrong, or to be known, about one cell: its address, and the rest of a sentence.

    Faults of one `kind` are told as one sentence: `kind` is what they share ("melebihi nilai
    maksimum 100"), `who` and `value` what each has of its own.
    """

    at: str
    message: str
    kind: str = ""
    who: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Return it as `Nilai!D14: nilai Sukun 105 melebihi nilai maksimum 100`."""
        return f"{self.at}: {self.message}"


class Column(NamedTuple):
    """What a column of a table is taken for, and why: `meaning` is one of MEANINGS, `key` the
    criterion of its scores.
    """

    at: str
    header: str
    meaning: str
    why: str = ""
    is_sure: bool = True
    stage: str = ""  # the words above it that name a stage
    juror: str = ""
    key: str = ""


class Place(NamedTuple):
    """A kecamatan as a table calls it, and where it does so first."""

    called: str
    kabkota: str
    code: str
    at: str

    @property
    def key(self) -> str:
        """What two mentions of it share."""
        return f"{names.key(self.called)}|{'-'.join(names.region(self.kabkota))}|{self.code}"


class Criterion(NamedTuple):
    """One criterion: its code is empty where the file gives none; weight and maximum are None where
    it does not say.
    """

    code: str
    name: str
    weight: float | None
    most: float | None
    at: str


class Number(NamedTuple):
    """A number and where it stands."""

    value: float
    at: str


class Row(NamedTuple):
    """One row of a table: who, judged by whom and when, and what is said of it. `parts` are by
    criterion, juror or stage.
    """

    sheet: str
    place: str  # Place.key
    at: str
    juror: str
    stage: str | None
    rank: Number | None
    title: str
    category: str
    total: Number | None
    most: Number | None
    percent: Number | None
    # (kriteria, nilai_juri or nilai_tahap; what it is of); None: not judged
    parts: dict[tuple[str, str], Number | None]
    empty: list[str]  # addresses of parts where nothing stands
    table: int = 0  # of several tables on one sheet, which
    zone: str = ""
    is_result: bool = (
        False  # whether its table says that it is the result: by its title, or since it ranks
    )
    note: str = ""
    scored: str | None = None  # the stage of its scores where only the operator says it

    @property
    def score_stage(self) -> str | None:
        """The stage of its scores by criterion and juror: never guessed."""
        return self.stage or self.scored

    @property
    def implied_stage(self) -> str | None:
        """The stage; where none is named, what all jurors together ranked or added up is the
        result.
        """
        is_result = not self.juror and bool(
            self.rank or (self.total and self.is_result) or cells.title(self.title)
        )
        return self.stage or ("hasil" if is_result else self.scored)


class Edition(NamedTuple):
    """The contest: as far as the file says. `code` is a Kemendagri code."""

    level: str = ""
    code: str = ""
    year: int | None = None
    kind: str = ""  # class: kabupaten, kota or empty
    name: str = ""
    short_name: str = ""
    is_skk: str = ""
    dated: str | None = None
    entrants: int | None = None
    at: str = ""

    @property
    def edition_id(self) -> str:
        """The key of the table edition, such as provinsi-35-2025."""
        return "-".join(filter(None, [self.level, self.code, str(self.year or ""), self.kind]))


class Innovation(NamedTuple):
    """One innovation; the texts are those of the file."""

    place: str
    name: str
    expansion: str
    indicator: int | None
    sector: str
    actors: str
    digital: str
    beneficiaries: str
    description: str
    at: str


@dataclass
class Draft:
    """All that a file says, before its kecamatan are found and its figures checked."""

    edition: Edition = field(default_factory=Edition)
    publisher: str = ""
    title: str = ""
    published: str | None = None
    url: str = ""
    places: dict[str, Place] = field(default_factory=dict)
    criteria: dict[str, Criterion] = field(default_factory=dict)
    stated_weight: Number | None = None
    # Of jurors and stages, as Row.parts
    weights: dict[tuple[str, str], float] = field(default_factory=dict)
    # Juror, and key of a name beside which nothing stands
    blank: dict[tuple[str, str], str] = field(default_factory=dict)
    # Rows that the operator leaves out; the ranks of others count them
    skipped: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    innovations: list[Innovation] = field(default_factory=list)
    # Addresses and words above the tables
    titles: list[tuple[str, str]] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    # Maxima that do not say of what: value, at, words
    maybe_most: list[tuple[float, str, str]] = field(default_factory=list)
    total_most: tuple[float, str] | None = (
        None  # the maximum of a total as a title or legend says, and where
    )
    is_ranked_by_total: bool | None = (
        None  # whether the operator wants ranks by totals; None: not asked
    )
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def fault(self, at: str, message: str) -> None:
        """Add what must be mended."""
        self.faults.append(Fault(at, message))

    def notice(self, at: str, message: str) -> None:
        """Add what should be known."""
        self.notices.append(Fault(at, message))

    def day(self, cell: Cell, at: str) -> str | None:
        """The date of a cell; what is none becomes a fault."""
        try:
            return cells.day(cell)
        except ValueError as error:
            self.fault(at, str(error))
            return None

    def number(self, cell: Cell, at: str) -> Number | None:
        """The number of a cell as it is written in Indonesia; what is none becomes a fault."""
        if not cells.text(cell) or cells.is_absent(cell):
            return None
        value = numbers.value(cell)
        if value is None or (isinstance(cell, str) and numbers.differing(cells.text(cell))):
            told = (
                cells.problem(cell)
                if value is None
                else (
                    f'"{cells.shown(cells.text(cell))}" dapat berarti ribuan atau desimal; tulis'
                    " tanpa titik, desimal dengan koma"
                )
            )
            self.fault(at, told)
            return None
        return Number(value, at)

    def criterion(self, one: Criterion) -> None:
        """Add a criterion; one that is there already becomes a fault."""
        key = one.code or names.wording(one.name)
        if key in self.criteria:
            self.fault(
                one.at,
                f'kriteria "{cells.shown(key)}" sudah ada di {self.criteria[key].at}; hapus salah'
                " satu",
            )
        else:
            self.criteria[key] = one

    def place(self, called: str, kabkota: str, code: str, at: str) -> str:
        """Add a kecamatan as it is called here, if it is new; return its key."""
        parts = re.fullmatch(r"([^,(]+?)\s*[,(]\s*((?:kab|kota).*?)\)?", called, re.IGNORECASE)
        if parts and not kabkota:
            called, kabkota = parts[1], parts[2]
        one = Place(called, kabkota, re.sub(r"\D", "", code), at)
        self.places.setdefault(one.key, one)
        return one.key
