"""Tables on pages: columns as leaves of a header tree, laid down or across or long, and the decoys
around them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, NamedTuple

from tests.recaps.pages import Cell, Fact, Figures, Page
from tests.recaps.truth import Contest, Criterion, Key, Place, chance, tidy

if TYPE_CHECKING:
    from tests.recaps.layout import Layout

STAGE_WORDS = {
    "administrasi": ["Administrasi", "Penilaian Administrasi", "Nilai Administrasi"],
    "paparan": ["Paparan", "Presentasi", "Nilai Paparan", "Ekspose Paparan"],
    "tinjau_lapang": ["Tinjau Lapang", "Tinjauan Lapangan", "Visitasi", "Kunjungan Lapangan"],
}
MAXIMA = [
    "(maks. {})",
    "(Maks {})",
    "(Skor Maks {})",
    "(Nilai Maksimal {})",
    "(0-{})",
    "(max. {})",
    "maks. {}",
    "(nilai maksimum: {})",
]
WEIGHTS = ["({}%)", "(Bobot {}%)", "(bobot {}%)", "Bobot {}", "- {}%", "(Bobot: {}%)"]
PAIRS = [
    ("Nilai", "Skor"),
    ("Nilai", "Nilai x Bobot"),
    ("Nilai Mentah", "Nilai Terbobot"),
    ("Nilai", "N x B"),
    ("Skor", "Skor Terbobot"),
]
WORDS = {
    "total": ["Jumlah", "Total", "Nilai Akhir", "Total Nilai", "Jumlah Nilai", "Total Skor"],
    "mean": ["Rata-rata", "Nilai Rata-rata", "Nilai Akhir"],
    "juror_total": ["Jumlah", "Total", "Jumlah Nilai"],
    "rank": ["Peringkat", "Ranking", "Rangking", "Peringkat ke-", "Rank"],
    "title": ["Juara", "Predikat", "Keterangan", "Gelar"],
    "note": ["Catatan", "Ket.", "Keterangan Berkas"],
    "juror_line": ["Juri: ", "Nama Penilai: ", "Lembar Penilaian ", "Penilai : "],
    "crown": ["PENILAIAN", "ASPEK YANG DINILAI", "Kriteria Penilaian", "NILAI"],
    "max_line": ["Nilai Maksimal", "Skor Maks", "Maks.", "Nilai Maks", "Maksimum"],
    "weight_line": ["Bobot", "BOBOT", "Bobot Penilaian"],
    "title_max": [
        "Nilai maksimum setiap kriteria {}",
        "Skala penilaian 0 - {}",
        "(Nilai maksimal tiap indikator: {})",
    ],
    "criteria": ["Kriteria", "Indikator", "Kriteria Penilaian", "Uraian"],
    "contest": [
        "SINERGITAS KINERJA KECAMATAN",
        "EVALUASI KINERJA KECAMATAN",
        "LOMBA KECAMATAN TERBAIK",
    ],
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SCORES = {"nilai", "skor", "juri", "tahap", "total", "jumlah_mentah", "persen"}


class Leaf(NamedTuple):
    """A column (or row, turned): its header from the top down, what it holds, and of whom."""

    path: tuple[str, ...]
    kind: str
    stage: str = ""
    juror: str = ""
    criterion: Criterion | None = None


class LongShape(NamedTuple):
    """The columns of a long table: before, what a row is of (tahap, juri, kriteria), its weight or
    maximum, its values.
    """

    front: list[Leaf]
    middle: list[str]
    bounds: list[str]
    last: list[Leaf]


def _name_at(leaves: list[Leaf]) -> int:
    return next(at for at, leaf in enumerate(leaves) if leaf.kind == "kecamatan")


@dataclass
class Builder:
    """Builds the pages of one file and notes every fact on them."""

    random: Random
    contest: Contest
    layout: "Layout"
    figures: Figures
    pages: list[Page] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Choose the words that this office uses throughout."""
        choose = self.random.choice
        self.words = {name: choose(words) for name, words in WORDS.items()}
        if self.contest.word != "Kecamatan":
            self.words["contest"] = self.words["contest"].replace(
                "KECAMATAN", self.contest.word.upper()
            )
        averages = bool(self.contest.jurors) and self.contest.jury == "rata"
        self.words["stage_total"] = (
            "Rata-rata Juri" if averages else choose(["Jumlah", "Nilai Tahap", "Total"])
        )
        if self.contest.rule == "rata":
            self.words |= {"juror_total": "Rata-rata", "stage_total": "Rata-rata"}
        if len(self.contest.stages) > 1:
            self.words["total"] = choose(["Nilai Akhir", "Total Nilai Akhir"])
        elif averages or self.contest.rule == "rata":
            self.words["total"] = self.words["mean"]
        elif self.words["total"] == self.words["juror_total"]:
            self.words["total"] = "Nilai Akhir"
        self.is_summed = chance(self.random, 50)
        if self.words["title"] == "Keterangan" and self.layout.notes_column:
            self.words["note"] = "Catatan"
        self.wording, self.weighing = choose(MAXIMA), choose(WEIGHTS)
        self.pair = choose(PAIRS)
        self.stage_words = {name: choose(words) for name, words in STAGE_WORDS.items()}
        self.is_upper, self.sign = chance(self.random, 20), choose([",", "."])
        self.noted = {
            one.code: choose(["", "Lengkap", "Perbaiki 2 berkas", "-"])
            for one in self.contest.places
        }
        self.called = {place.code: self._call(place) for place in self.contest.places}
        if self.layout.typo and self.contest.level == "kabkota":
            place = choose(self.contest.places)
            if len(place.name) >= 7:
                spelled = self.called[place.code]
                self.called[place.code] = spelled[:-3] + spelled[-2:]
        self.is_coded = True
        self.stage_ranks = {
            stage.name: self.contest.ranks(
                {
                    one.code: self.contest.stage_total(one.code, stage.name)
                    for one in self.contest.places
                },
                "competition",
            )
            for stage in self.contest.stages
        }
        self.standing, self.titles = self.contest.standing(), self.contest.titles()

    @property
    def page(self) -> Page:
        """The page that is being built."""
        return self.pages[-1]

    def word(self, name: str) -> str:
        """A word of this office."""
        return self.words[name]

    def _call(self, place: Place) -> str:
        name, one, word = place.name, self.layout.spelling, self.contest.word
        called = {
            "plain": name,
            "word": f"{word} {name}",
            "kec": f"Kec. {name}",
            "upper": name.upper(),
            "kec_upper": f"KEC. {name.upper()}",
        }[one]
        return f"{called}, {place.kabkota}" if self.layout.kabkota == "cell" else called

    # Names and figures

    def stage_word(self, stage: str) -> str:
        """What this office calls a stage."""
        if self.layout.staging == "roman" and len(self.contest.stages) > 1:
            number = [one.name for one in self.contest.stages].index(stage)
            return f"Tahap {ROMAN[number]}"
        return self.stage_words[stage]

    def sheet_name(self) -> str:
        """What a sheet with everything is called."""
        if self.layout.staging == "sheet":
            return self.stage_words[self.contest.stages[0].name]
        return self.random.choice(["Rekap", "Sheet1", "REKAP NILAI", "Nilai", "Penilaian", "Hasil"])

    def page_name(self, wanted: str) -> str:
        """A name that a sheet may have."""
        return re.sub(r"[\[\]:*?/\\]", "", wanted)[:31].strip("' ")

    def plain(self, value: float) -> str:
        """A figure in running text: 12,5 or 12.5."""
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", self.sign)

    def percent(self, value: float) -> str:
        """A weight in running text."""
        return self.plain(value) + "%"

    def most(self, one: Criterion) -> float:
        """The maximum of what stands under a criterion."""
        return one.weight or 0 if self.layout.paired == "weighted" else one.most

    def label(self, one: Criterion, *, is_bare: bool = False) -> str:
        """The header of a criterion, with its code, maximum and weight as the layout wants."""
        name = one.name.upper() if self.is_upper else one.name
        if self.layout.codes == "only" and not is_bare:
            name = one.code
        elif self.layout.codes != "none" and one.code and (self.is_coded or is_bare):
            name = f"{one.code} {name}" if one.code.startswith("K") else f"{one.code}. {name}"
        if is_bare:
            return name
        if self.layout.weights == "header" and one.weight is not None:
            name += " " + self.weighing.format(self.plain(one.weight))
        if self.layout.maxima == "header":
            name += " " + self.wording.format(self.plain(self.most(one)))
        return name

    # Leaves

    def leaves(
        self, stages: Sequence[str], jurors: Sequence[str], *, is_grouped: bool = True
    ) -> list[Leaf]:
        """The columns of scores: by stage (if several), juror (if grouped), criterion, raw and
        weighted.
        """
        made: list[Leaf] = []
        top = (self.word("crown"),) if self.layout.crown else ()
        for stage in stages:
            above = (*top, self.stage_word(stage)) if len(stages) > 1 else top
            for juror in jurors or [""]:
                under = (*above, juror) if juror and is_grouped else above
                made += self._scores(stage, juror, under)
                if juror and is_grouped and self.contest.criteria and self.layout.has_totals:
                    made.append(Leaf((*under, self.word("juror_total")), "juri", stage, juror))
            if (
                len(stages) > 1
                and self.layout.has_totals
                and (self.contest.criteria or jurors)
                and is_grouped
            ):
                made.append(Leaf((*above, self.word("stage_total")), "tahap", stage))
        return made

    def _scores(self, stage: str, juror: str, under: tuple[str, ...]) -> list[Leaf]:
        made: list[Leaf] = []
        if not self.contest.criteria:
            if juror:
                return [Leaf(under or ("Nilai",), "juri", stage, juror)]
            several = len(self.contest.stages) > 1
            return [Leaf(under or ("Nilai",), "tahap", stage)] if several else []
        for one in self.contest.criteria:
            path = (*under, self.label(one))
            if self.layout.paired == "both":
                made.append(Leaf((*path, self.pair[0]), "nilai", stage, juror, one))
                made.append(Leaf((*path, self.pair[1]), "skor", stage, juror, one))
            else:
                kind = "skor" if self.layout.paired == "weighted" else "nilai"
                made.append(Leaf(path, kind, stage, juror, one))
        return made

    def closing(self) -> list[Leaf]:
        """The columns after the scores: total, share, rank, title, note."""
        one, made = self.layout, list[Leaf]()
        if one.two_totals:
            is_plain = self.word("total") not in ("Jumlah", "Jumlah Nilai")
            made.append(Leaf(("Jumlah" if is_plain else "Jumlah Mentah",), "jumlah_mentah"))
        if one.has_totals:
            made.append(Leaf((self.word("total"),), "total"))
        if one.percent_column:
            made.append(Leaf(("Persentase (%)",), "persen"))
        if one.has_ranks:
            made.append(Leaf((self.word("rank"),), "peringkat"))
        if one.has_titles:
            made.append(Leaf((self.word("title"),), "gelar"))
        if one.notes_column:
            made.append(Leaf((self.word("note"),), "catatan"))
        return made

    def front(self) -> list[Leaf]:
        """The columns before the scores."""
        one = self.layout
        made = [Leaf(("No",), "nomor")] if one.number_column else []
        if one.code_column:
            made.append(Leaf((self.random.choice(["Kode", "Kode Wilayah"]),), "kode"))
        made.append(Leaf((one.header_word,), "kecamatan"))
        if one.kabkota == "column":
            made.append(Leaf(("Kabupaten/Kota",), "kabkota"))
        if one.zones == "column":
            made.append(Leaf(("Wilayah",), "zona"))
        return made

    def value(self, leaf: Leaf, place: Place) -> float | str | None:
        """What a leaf holds for a kecamatan; None where nothing was given."""
        contest, code = self.contest, place.code
        key = Key(code, leaf.stage, leaf.juror, leaf.criterion.name if leaf.criterion else "")
        simple: dict[str, Callable[[], float | str | None]] = {
            "kode": lambda: code,
            "kecamatan": lambda: self.called[code],
            "kabkota": lambda: place.kabkota,
            "zona": lambda: place.zone,
            "nilai": lambda: contest.mean(key),
            "skor": lambda: leaf.criterion and contest.weighted(key, leaf.criterion),
            "juri": lambda: contest.juror_total(code, leaf.stage, leaf.juror),
            "tahap": lambda: contest.stage_total(code, leaf.stage),
            "total": lambda: contest.total(code),
            "peringkat": lambda: self.standing.get(code),
            "peringkat_tahap": lambda: self.stage_ranks[leaf.stage].get(code),
            "peringkat_juri": lambda: None,
            "catatan": lambda: self.noted[code],
            "gelar": lambda: self.titles.get(code),
        }
        if leaf.kind in simple:
            return simple[leaf.kind]()
        if leaf.kind == "persen":
            total, most = contest.total(code), contest.most_of_all()
            return None if total is None or not most else round(total / most * 100, 2)
        stage = contest.stages[0].name
        given = [contest.mean(Key(code, stage, "", one.name)) for one in contest.criteria]
        return (
            tidy(sum(one for one in given if one is not None))
            if any(v is not None for v in given)
            else None
        )

    def cell(self, page: Page, row: int, column: int, leaf: Leaf, place: Place) -> None:
        """Write what a leaf holds for a kecamatan, and note the fact."""
        value = self.value(leaf, place)
        if leaf.kind == "kode":
            page.put(row, column, f"{place.code[:2]}.{place.code[2:4]}.{place.code[4:]}")
        elif leaf.kind == "peringkat_juri":
            total = self.contest.juror_total(place.code, leaf.stage, leaf.juror)
            others = [
                self.contest.juror_total(p.code, leaf.stage, leaf.juror)
                for p in self.contest.places
            ]
            if total is not None:
                page.put(row, column, 1 + sum(one > total for one in others if one is not None))
        elif leaf.kind == "gelar" and isinstance(value, str):
            word, number = value.split("_")
            said = (
                "Juara " if word == "juara" else "Juara Harapan " if self.is_upper else "Harapan "
            )
            page.put(row, column, said + ROMAN[int(number) - 1])
            self._fact("title", leaf, place, value, (page, row, column))
        elif leaf.kind.startswith("peringkat") and isinstance(value, int):
            page.put(row, column, self._rank(value))
            self._fact("rank", leaf, place, value, (page, row, column))
        elif leaf.kind in SCORES:
            self._score(page, row, column, leaf, place)
        elif isinstance(value, str):
            page.put(row, column, value)
            if leaf.kind == "kecamatan":
                self._fact("place", leaf, place, value, (page, row, column))

    def _rank(self, value: int) -> str | int:
        shape = self.layout.rank_shape
        if shape == "roman" and len(self.contest.places) <= len(ROMAN):
            return ROMAN[value - 1]
        return {"text": str(value), "ke": f"Ke-{value}"}.get(shape, value)

    def _score(self, page: Page, row: int, column: int, leaf: Leaf, place: Place) -> None:
        value = self.value(leaf, place)
        if not isinstance(value, (int, float)):
            is_judged = leaf.stage and self.contest.stage_total(place.code, leaf.stage) is not None
            # A lone juror's gap is always marked
            missing = self.layout.missing or ("-" if is_judged else "")
            page.put(row, column, missing if leaf.kind in ("nilai", "skor", "juri") else "")
            return
        cell, seen = self.figures.typed(
            float(value), is_percent=leaf.kind not in ("persen", "jumlah_mentah")
        )
        page.cells[row, column] = cell
        is_score = leaf.kind == "nilai" or (
            leaf.kind == "skor" and self.layout.paired == "weighted"
        )
        if is_score or leaf.kind in ("juri", "tahap", "total"):
            self._fact("score" if is_score else "total", leaf, place, seen, (page, row, column))

    def _fact(
        self, what: str, leaf: Leaf, place: Place, value: float | str, at: tuple[Page, int, int]
    ) -> None:
        page, row, column = at
        stage = "hasil" if leaf.kind in ("total", "peringkat", "gelar") else leaf.stage
        criterion = leaf.criterion.name if leaf.criterion else ""
        key = Key(place.code, stage, leaf.juror, criterion)
        needed = leaf.kind in ("nilai", "skor", "total", "peringkat", "gelar", "kecamatan")
        needed = needed or (leaf.kind == "juri" and not self.contest.criteria)
        needed = needed or (
            leaf.kind == "tahap" and not self.contest.criteria and not self.contest.jurors
        )
        self.facts.append(Fact(what, key, value, page.name, row, column, self.contest.year, needed))

    # Pages

    def new_page(self, name: str, role: str = "pakai", stage: str = "", juror: str = "") -> Page:
        """Begin a page."""
        taken = {page.name.lower() for page in self.pages}
        page = Page(name if name.lower() not in taken else f"{name} 2", role, stage, juror)
        self.pages.append(page)
        self.is_coded = (
            len(self.pages) == 1 or self.layout.codes == "only" or not chance(self.random, 25)
        )
        return page

    def head(self, page: Page, lines: Sequence[str] = ()) -> int:
        """Letterhead and titles; the row where the table may begin."""
        one, said = self.layout, list[str]()
        holder = self.contest.holder
        if self.contest.level == "provinsi":
            holder = f"Provinsi {holder}"
        if one.letterhead or one.edition == "letterhead":
            said += [
                f"PEMERINTAH {holder.upper()}",
                "SEKRETARIAT DAERAH",
                "Jl. Merdeka No. 17 Telp. (0341) 326123",
                "",
            ]
        contest, year = self.word("contest"), self.contest.year
        about = ""
        if one.staging == "title" and len(self.contest.stages) == 1:
            about = f" TAHAP {self.stage_words[self.contest.stages[0].name].upper()}"
        if one.edition == "one_line":
            said.append(f"Rekap Nilai {contest.title()}{about.title()} {holder} Tahun {year}")
        else:
            said.append(f"REKAPITULASI NILAI {contest}{about}")
            told = {
                "title": f"{holder.upper()} TAHUN {year}",
                "year": f"TAHUN {year}",
                "region": holder.upper(),
            }
            said.append(told.get(one.edition, ""))
        said += lines
        if one.maxima == "title":
            most = self.contest.criteria[0].most if self.contest.criteria else 100
            told_most = self.word("title_max") if self.contest.criteria else "Nilai maksimum {}"
            said.append(told_most.format(self.plain(most)))
        if one.suffix == "csv" and one.edition in ("none", "letterhead") and not one.letterhead:
            said = []
        for row, line in enumerate(said):
            page.put(row, 0, line, bold=True)
        return len(said) + (1 if said else 0)

    def table(
        self,
        page: Page,
        top: int,
        left: int,
        leaves: list[Leaf],
        places: list[Place],
        *,
        can_vanish: bool = False,
    ) -> None:
        """A table, down or across; where it can, it may leave out who was not judged on it."""
        if can_vanish and chance(self.random, 50):
            stages = {leaf.stage for leaf in leaves if leaf.stage}
            kept = [
                p
                for p in places
                if any(self.contest.stage_total(p.code, one) is not None for one in stages)
            ]
            places = kept if len(kept) > 1 else places
        if self.layout.by_rank:
            places = sorted(places, key=lambda p: self.standing.get(p.code, 999))
        if self.layout.orientation == "across":
            self._across(page, top, left, leaves, places)
        else:
            self._down(page, top, left, [*self.front(), *leaves], places)

    def zones(self, page: Page, top: int, leaves: list[Leaf]) -> None:
        """One table for each zone, side by side or below each other."""
        left = 0
        for zone in dict.fromkeys(place.zone for place in self.contest.places):
            page.put(top, left, f"WILAYAH {zone.upper()}", bold=True)
            self.table(
                page, top + 1, left, leaves, [p for p in self.contest.places if p.zone == zone]
            )
            if self.layout.zones == "beside":
                left = page.right + 1
            else:
                top = page.bottom + 1

    def _tree(self, leaves: list[Leaf], put: Callable[[int, int, str, int, int], None]) -> int:
        """Write a header tree through `put` (level, leaf, words, last level, last leaf); its
        depth.
        """
        depth = max(len(leaf.path) for leaf in leaves)
        for at, leaf in enumerate(leaves):
            for level, words in enumerate(leaf.path):
                if at and leaves[at - 1].path[: level + 1] == leaf.path[: level + 1]:
                    continue
                last = at
                while (
                    last + 1 < len(leaves)
                    and leaves[last + 1].path[: level + 1] == leaf.path[: level + 1]
                ):
                    last += 1
                is_end = level == len(leaf.path) - 1
                if is_end and not self.layout.merges and self.layout.short == "bottom":
                    put(depth - 1, at, words, depth - 1, at)
                else:
                    put(level, at, words, depth - 1 if is_end else level, last)
        return depth

    def _down(
        self, page: Page, top: int, left: int, leaves: list[Leaf], places: list[Place]
    ) -> None:
        def put(level: int, at: int, words: str, last_level: int, last: int) -> None:
            row, column = top + level, left + at
            page.put(row, column, words, bold=True)
            self._mark(page, row, column, leaves[at], is_end=last == at)
            if self.layout.merges:
                page.merge(row, column, top + last_level, left + last)

        row = top + self._tree(leaves, put)
        for at, leaf in enumerate(leaves):
            page.lines["column", left + at] = leaf.kind
        row = self._below_header(page, row, left, leaves)
        for number, place in enumerate(places, 1):
            for at, leaf in enumerate(leaves):
                if leaf.kind == "nomor":
                    page.put(row, left + at, number)
                else:
                    self.cell(page, row, left + at, leaf, place)
            row += 1
            if self.layout.gaps and number % 3 == 0 and number < len(places):
                row += 1
        self._summarise(page, row, left, leaves, places)
        scores = [left + at for at, leaf in enumerate(leaves) if leaf.kind == "nilai"]
        if self.layout.hidden and scores:
            page.hidden_columns.add(self.random.choice(scores))

    def _below_header(self, page: Page, row: int, left: int, leaves: list[Leaf]) -> int:
        """Numbers of columns, weights and maxima in rows of their own; the first row after them."""
        if self.layout.column_numbers:
            bracketed = chance(self.random, 50)
            for at in range(len(leaves)):
                page.put(row, left + at, f"({at + 1})" if bracketed else at + 1)
            row += 1
        at_name = left + _name_at(leaves)
        for line in ("weights", "maxima"):
            if self._has_line(line, leaves):
                page.put(
                    row, at_name, self.word("weight_line" if line == "weights" else "max_line")
                )
                for at, leaf in enumerate(leaves):
                    self._bound(page, row, left + at, leaf, line)
                row += 1
        return row

    def _summarise(
        self, page: Page, row: int, left: int, leaves: list[Leaf], places: list[Place]
    ) -> None:
        at_name = left + _name_at(leaves)
        for row_of, name in enumerate(self.layout.summaries, row):
            page.put(row_of, at_name, self.contest.holder if name == "holder" else name)
            for at, leaf in enumerate(leaves):
                value = self._summary(name, leaf, places)
                if value is not None:
                    cell, _ = self.figures.typed(value, is_percent=leaf.kind != "persen")
                    page.cells[row_of, left + at] = cell

    def _mark(self, page: Page, row: int, column: int, leaf: Leaf, *, is_end: bool) -> None:
        if leaf.stage:
            page.stages[row, column] = leaf.stage
        if is_end:
            page.roles[row, column] = leaf.kind

    def _has_line(self, what: str, leaves: list[Leaf]) -> bool:
        where = self.layout.weights if what == "weights" else self.layout.maxima
        return where == "row" and any(leaf.criterion for leaf in leaves)

    def _bound(self, page: Page, row: int, column: int, leaf: Leaf, what: str) -> None:
        """The maximum or weight of a leaf in a line of its own."""
        one = leaf.criterion
        if what == "maxima":
            if one:
                value = one.most if leaf.kind == "nilai" else (one.weight or 0)
                page.put(row, column, int(value) if float(value).is_integer() else value)
            elif leaf.kind == "total" and self.is_summed:
                most = self.contest.most_of_all()
                page.put(row, column, int(most) if float(most).is_integer() else most)
        elif leaf.kind == "total" and self.is_summed and len(self.contest.stages) == 1:
            page.cells[row, column] = self.weight_cell(100)
        elif (
            one
            and one.weight is not None
            and not (leaf.kind == "skor" and self.layout.paired == "both")
        ):
            page.cells[row, column] = self.weight_cell(one.weight)

    def weight_cell(self, weight: float) -> Cell:
        """A weight as this office types it."""
        shape = self.layout.weight_shape
        if shape == "40%":
            return Cell(self.percent(weight))
        if shape in ("0.4", "percent"):
            return Cell(tidy(weight / 100), "0.0%" if shape == "percent" else "")
        return Cell(int(weight) if float(weight).is_integer() else weight)

    def _summary(self, name: str, leaf: Leaf, places: list[Place]) -> float | None:
        if leaf.kind not in SCORES - {"persen"}:
            return None
        values = [self.value(leaf, place) for place in places]
        given = [float(one) for one in values if isinstance(one, (int, float))]
        if not given:
            return None
        how: dict[str, Callable[[list[float]], float]] = {
            "Jumlah": sum,
            "Nilai Tertinggi": max,
            "Nilai Terendah": min,
            "Standar Deviasi": pstdev,
        }
        return round(how.get(name, fmean)(given), 2)

    def _across(
        self, page: Page, top: int, left: int, leaves: list[Leaf], places: list[Place]
    ) -> None:
        leaves = [leaf for leaf in leaves if leaf.kind != "catatan"]
        lines = [line for line in ("weights", "maxima") if self._has_line(line, leaves)]
        depth = max(len(leaf.path) for leaf in leaves)
        first = left + int(self.layout.number_column)
        names = top + int(self.layout.spelling in ("plain", "upper"))
        body = names + 1 + int(self.layout.kabkota == "column")
        start = first + depth + len(lines)
        self._corner(page, top, left, (first, depth, names, body, start + len(places)), lines)
        if self.layout.column_numbers:
            for column in range(left, start + len(places)):
                page.put(body, column, f"({column - left + 1})")
            body += 1

        def put(level: int, at: int, words: str, last_level: int, last: int) -> None:
            page.put(body + at, first + level, words)
            self._mark(page, body + at, first + level, leaves[at], is_end=last == at)
            if self.layout.merges:
                page.merge(body + at, first + level, body + last, first + last_level)

        self._tree(leaves, put)
        for at, leaf in enumerate(leaves):
            page.lines["row", body + at] = leaf.kind
            if self.layout.number_column and leaf.criterion:
                page.put(body + at, left, at + 1)
            for number, line in enumerate(lines):
                self._bound(page, body + at, first + depth + number, leaf, line)
        for number, place in enumerate(places):
            self.cell(page, names, start + number, Leaf(("",), "kecamatan"), place)
            if self.layout.kabkota == "column":
                page.put(names + 1, start + number, place.kabkota)
            for at, leaf in enumerate(leaves):
                self.cell(page, body + at, start + number, leaf, place)
        if "Rata-rata" in self.layout.summaries:
            page.put(names, start + len(places), "Rata-rata", bold=True)
            for at, leaf in enumerate(leaves):
                value = self._summary("Rata-rata", leaf, places)
                if value is not None:
                    page.cells[body + at, start + len(places)] = self.figures.typed(
                        value, is_percent=True
                    )[0]

    def _corner(
        self, page: Page, top: int, left: int, at: tuple[int, int, int, int, int], lines: list[str]
    ) -> None:
        """The headers of a turned table: of its numbers, criteria, weights and maxima, and over the
        kecamatan.
        """
        first, depth, names, body, end = at
        start = first + depth + len(lines)
        if first > left:
            page.put(top, left, "No", bold=True)
        page.put(top, first, self.word("criteria"), bold=True)
        for number, line in enumerate(lines):
            word = self.word("weight_line" if line == "weights" else "max_line")
            page.put(top, first + depth + number, word, bold=True)
        if names > top:
            page.put(top, start, self.layout.header_word.upper(), bold=True)
            if self.layout.merges:
                page.merge(top, start, top, end - 1)
        if self.layout.merges:
            page.merge(top, first, body - 1, first + depth - 1)

    # Long tables

    def long(self, page: Page, top: int) -> None:
        """One row for each kecamatan and criterion, or for each kecamatan and juror."""
        one, contest = self.layout, self.contest
        by_juror = one.orientation == "long_juror"
        front = self.front()
        middle = ["tahap"] if len(contest.stages) > 1 else []
        middle += ["juri"] if contest.jurors else []
        middle += [] if by_juror else ["kriteria"]
        bounds = (
            []
            if by_juror
            else [
                w
                for w in ("weights", "maxima")
                if self._has_line(w, [Leaf((), "", "", "", contest.criteria[0])])
            ]
        )
        heads = {"tahap": "Tahap", "juri": "Juri", "kriteria": self.word("criteria")}
        titles = [leaf.path[-1] for leaf in front] + [heads[name] for name in middle]
        titles += [self.word("weight_line" if b == "weights" else "max_line") for b in bounds]
        roles = (
            [leaf.kind for leaf in front]
            + middle
            + ["bobot" if b == "weights" else "maksimum" for b in bounds]
        )
        if by_juror:
            closing = [Leaf((self.word("juror_total"),), "juri", "", "?")] if one.has_totals else []
            last = [*self._scores("", "", ()), *closing]
            last = [leaf._replace(path=(" ".join(leaf.path),)) for leaf in last]
        else:
            kinds = {"raw": ["nilai"], "both": ["nilai", "skor"], "weighted": ["skor"]}[one.paired]
            labels = {"nilai": self.pair[0], "skor": self.pair[1]} if one.paired == "both" else {}
            last = [Leaf((labels.get(kind, "Nilai"),), kind) for kind in kinds]
        titles += [leaf.path[-1] for leaf in last]
        roles += [leaf.kind for leaf in last]
        for column, (title, role) in enumerate(zip(titles, roles, strict=True)):
            page.put(top, column, title, bold=True)
            page.roles[top, column] = role
            page.lines["column", column] = role
        self._long_rows(page, top + 1, LongShape(front, middle, bounds, last))

    def _long_rows(self, page: Page, row: int, shape: LongShape) -> None:
        contest, repeats = self.contest, not (self.layout.merges and chance(self.random, 50))
        criteria: list[Criterion | None] = (
            list(contest.criteria) if "kriteria" in shape.middle else [None]
        )
        count = 0
        for number, place in enumerate(contest.places, 1):
            first = row
            for stage, juror, one in product(contest.stages, contest.judges, criteria):
                count += 1
                for at, leaf in enumerate(shape.front if row == first or repeats else []):
                    if leaf.kind == "nomor":
                        page.put(row, at, count if repeats else number)
                    else:
                        self.cell(page, row, at, leaf, place)
                said = {
                    "tahap": self.stage_word(stage.name),
                    "juri": juror,
                    "kriteria": self.label(one) if one else "",
                }
                column = len(shape.front)
                for name in shape.middle:
                    page.put(row, column, said[name])
                    if name == "tahap":
                        page.stages[row, column] = stage.name
                    column += 1
                for bound in shape.bounds:
                    kind = "skor" if self.layout.paired == "weighted" else "nilai"
                    self._bound(page, row, column, Leaf((), kind, "", "", one), bound)
                    column += 1
                for leaf in shape.last:
                    whose = leaf._replace(
                        stage=stage.name, juror=juror, criterion=leaf.criterion or one
                    )
                    self.cell(page, row, column, whose, place)
                    column += 1
                row += 1
            for at in range(0 if repeats else len(shape.front)):
                page.merge(first, at, row - 1, at)

    # What stands around

    def foot(self, page: Page) -> None:
        """Legend, notes and signatures below the table."""
        one, row = self.layout, page.bottom + 1
        lines = self._legend()
        if one.legend:
            lines += [
                "Keterangan:",
                "- : tidak dinilai",
                "Penilaian berdasarkan Keputusan Nomor 188/45/2021",
            ]
        for line in lines:
            page.put(row, 0, line)
            row += 1
        if one.signature:
            column = max(page.right - 2, 1)
            place = re.sub(r"^(Kabupaten|Kota) ", "", self.contest.holder)
            said = [
                f"{place}, 3 Maret {self.contest.year + 1}",
                "Ketua Tim Penilai,",
                "",
                "",
                "Drs. SUTRISNO, M.Si",
            ]
            for line in [*said, "Pembina Tingkat I", "NIP. 19700101 199503 1 001"]:
                row += 1
                page.put(row, column, line)

    def _legend(self) -> list[str]:
        one, lines = self.layout, list[str]()
        if not self.contest.criteria:
            return lines
        maxima = {self.most(criterion) for criterion in self.contest.criteria}
        each = one.maxima == "legend" and len(maxima) > 1
        if one.maxima == "legend" and not each:
            lines.append(f"Nilai maksimum tiap kriteria adalah {self.plain(maxima.pop())}")
        for criterion in self.contest.criteria:
            said = []
            if one.codes == "only":
                lines.append(f"{criterion.code} = {criterion.name}")
            if one.weights == "legend" and criterion.weight is not None:
                said.append(f"bobot {self.percent(criterion.weight)}")
            if each:
                said.append(f"nilai maksimum {self.plain(self.most(criterion))}")
            if said:
                name = criterion.code if one.codes == "only" else criterion.name
                lines.append(f"{name}: {', '.join(said)}")
        return ["Keterangan kriteria:", *lines] if len(lines) > 1 else lines

    # Sheets beside

    def criteria_sheet(self) -> None:
        """The sheet Kriteria: what is judged, with weights and maxima."""
        page = Page(
            self.random.choice(["Kriteria", "Bobot", "Indikator Penilaian"]), role="abaikan"
        )
        one = self.layout
        heads = ["No", self.word("criteria")]
        heads += ["Bobot"] if one.weights == "sheet" else []
        heads += ["Nilai Maksimal"] if one.maxima == "sheet" else []
        for column, head in enumerate(heads):
            page.put(0, column, head, bold=True)
        for row, criterion in enumerate(self.contest.criteria, 1):
            page.put(row, 0, row)
            page.put(row, 1, self.label(criterion, is_bare=True))
            column = 2
            if one.weights == "sheet" and criterion.weight is not None:
                page.cells[row, column] = self.weight_cell(criterion.weight)
                column += 1
            if one.maxima == "sheet":
                page.put(row, column, self.most(criterion))
        if one.weights == "sheet" and any(c.weight for c in self.contest.criteria):
            row = len(self.contest.criteria) + 1
            page.put(row, 1, "Jumlah", bold=True)
            page.cells[row, 2] = self.weight_cell(100)
        self.pages.append(page)

    def chart_sheet(self) -> None:
        """The numbers behind a chart: kecamatan and total, once more."""
        page = Page("Grafik", role="abaikan")
        page.put(0, 0, self.layout.header_word)
        page.put(0, 1, self.word("total"))
        row = 1
        for place in self.contest.places:
            total = self.contest.total(place.code)
            if total is not None:
                page.put(row, 0, self.called[place.code])
                page.cells[row, 1] = self.figures.typed(total, is_percent=True)[0]
                row += 1
        self.pages.append(page)

    def copy_sheet(self, *, hidden: bool, is_draft: bool) -> None:
        """The first page once more: the same, or an earlier draft in which some scores were
        others.
        """
        first = self.pages[0]
        name = (
            self.random.choice(["Rekap lama", "Konsep", "Draft"])
            if is_draft
            else f"{first.name} (2)"
        )
        page = Page(
            name, "abaikan", first.stage, first.juror, hidden, dict(first.cells), list(first.merges)
        )
        page.roles, page.stages, page.lines = (
            dict(first.roles),
            dict(first.stages),
            dict(first.lines),
        )
        page.hidden_columns = set(first.hidden_columns)
        scores = [fact for fact in self.facts if fact.what == "score" and fact.page == first.name]
        scores = scores or [
            fact for fact in self.facts if fact.what == "total" and fact.page == first.name
        ]
        if is_draft:
            for fact in self.random.sample(scores, min(2, len(scores))):
                changed = tidy(float(fact.value) * 0.9)
                page.cells[fact.row, fact.column] = self.figures.typed(changed, is_percent=True)[0]
        self.pages.append(page)
