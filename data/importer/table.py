"""What is read of one table: roles of columns with their evidence, entrants, numbers."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from data import names
from data.importer import numbers, vocabulary
from data.importer.arithmetic import Relation
from data.importer.draft import Column, Fault
from data.importer.geometry import Block
from data.importer.header import Head
from data.importer.numbers import Format
from data.importer.rows import Rows

MEANINGS = {
    "kecamatan": "nama kecamatan",
    "kabkota": "kabupaten/kota",
    "kode": "kode wilayah",
    "zona": "zona atau kelompok",
    "peringkat": "peringkat",
    "gelar": "gelar",
    "kategori": "kategori",
    "juri": "nama juri",
    "tahap": "tahap",
    "total": "nilai total",
    "maksimum": "nilai maksimum total",
    "persen": "persentase",
    "kriteria": "nilai satu kriteria",
    "tertimbang": "nilai kali bobot",
    "subtotal": "jumlah atau rata-rata bagian",
    "nilai_juri": "nilai total satu juri",
    "nilai_tahap": "nilai total satu tahap",
    "abaikan": "tidak dipakai",
}


# Stage and juror of a group of columns, as the header names them; empty: of none
Context: TypeAlias = tuple[str, str]


class Part(NamedTuple):
    """A column of numbers: the stage, juror and criterion of its header, and what kind of number
    its words speak of.
    """

    column: int
    stage: str
    juror: str
    name: str
    group: str
    kind: str
    head: Head

    @property
    def context(self) -> Context:
        """Whose numbers these are."""
        return self.stage, self.juror

    @property
    def key(self) -> str:
        """What two columns of one criterion share."""
        return names.wording(vocabulary.coded(self.name)[1]) or names.wording(self.name)


@dataclass
class Table:
    """A block that is read: what its columns are, how their numbers are written, which rows are
    entrants, and what adds up.
    """

    block: Block
    heads: list[Head]
    rows: Rows
    columns: dict[int, Column] = field(default_factory=dict)
    parts: dict[int, Part] = field(default_factory=dict)
    formats: dict[int, Format] = field(default_factory=dict)
    relations: dict[int, Relation] = field(default_factory=dict)  # of totals
    settled: set[int] = field(default_factory=set)  # columns whose format the sums decide
    # Columns of raw and of weighted scores
    pairs: list[tuple[int, int]] = field(default_factory=list)
    weights: dict[int, float] = field(default_factory=dict)  # of columns, in per cent
    most: dict[int, float] = field(default_factory=dict)
    # By which the numbers of a column are to be multiplied
    factors: dict[int, float] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def values(self, column: int) -> list[float | None]:
        """The numbers of a column in the rows of entrants."""
        return [self.value(row, column) for row in self.rows.entrants]

    def value(self, row: int, column: int) -> float | None:
        """The number of a cell as its column is written; None where it holds none."""
        found = numbers.value(self.block.grid[row][column].value, self.formats.get(column, "id"))
        if found is None or column not in self.factors:
            return found
        return round(found * self.factors[column], 10)

    def at(self, column: int) -> str:
        """The address of a column's header."""
        return self.heads[column].at

    def of(self, *meanings: str) -> list[int]:
        """The columns of these meanings, from left to right."""
        return [
            number for number, column in sorted(self.columns.items()) if column.meaning in meanings
        ]

    def set(self, column: int, meaning: str, why: str, is_sure: bool = True) -> None:
        """Say what a column is."""
        part = self.parts.get(column)
        words = " › ".join(self.heads[column].path) or f"kolom {self.at(column).partition('!')[2]}"
        key = part.key if part and meaning in ("kriteria", "tertimbang") else ""
        stage, juror = part.context if part else ("", "")
        self.columns[column] = Column(
            self.at(column), words, meaning, why, is_sure, stage, juror, key
        )
