"""One table of a sheet: where it begins and ends, what its columns mean, and what its rows say."""

import re
from collections.abc import Mapping, Sequence

from data import names
from data.importer import cells
from data.importer.draft import Column, Criterion, Draft, Number, Row
from data.importer.workbook import Cell, Sheet

OWN = {"edisi", "indikator", "peserta", "nilai", "inovasi", "sumber", "petunjuk", "contoh", "daftar"}
SUMMARY = re.compile(r"(jumlah|total|rata|rerata|mean|median|tertinggi|terendah|maks|nilai maks|skor maks|bobot)", re.IGNORECASE)
HEADER_WITHIN = 40  # rows from the top in which a table's header is looked for
MEANINGS = {
    "kecamatan": "nama kecamatan",
    "kabkota": "kabupaten/kota",
    "kode": "kode wilayah",
    "peringkat": "peringkat",
    "gelar": "gelar",
    "kategori": "kategori",
    "juri": "nama juri",
    "tahap": "tahap",
    "total": "nilai total",
    "maksimum": "nilai maksimum total",
    "persen": "persentase",
    "kriteria": "nilai satu kriteria",
    "nilai_juri": "nilai total satu juri",
    "nilai_tahap": "nilai total satu tahap",
    "abaikan": "tidak dipakai",
}
# Headers as offices write them, letters only.
HEADERS = {
    "kecamatan": "kecamatan namakecamatan kec namakec nmkecamatan kecamatanpeserta namapeserta peserta wilayahkecamatan",
    "kabkota": "kabupatenkota kabkota kabkot kabupaten kota namakabupatenkota daerah asaldaerah kabupatenataukota",
    "kode": "kode kodekecamatan kodewilayah kodekemendagri kodekec",
    "peringkat": "peringkat rank ranking rangking rangkin urutanperingkat peringkatakhir peringkatke rankingke rangkingke",
    "gelar": "gelar juara predikatjuara hasilakhir",
    "kategori": "kategori predikat kategorinilai",
    "juri": "juri namajuri penilai namapenilai dewanjuri",
    "tahap": "tahap tahapan tahappenilaian",
    "total": "total totalskor totalnilai jumlah jumlahnilai nilaiakhir nilaitotal skorakhir skortotal nilai skor totalakhir",
    "maksimum": "skormaksimum nilaimaksimum skormaksimal nilaimaksimal maksimum maksimal skormaks nilaimaks",
    "persen": "persentase persen prosentase capaian",
    "abaikan": "no nomor nourut ket keterangan catatan tandatangan paraf ttd camat namacamat rata ratarata rerata",
}
WORDS = {word.lower(): meaning for meaning, several in HEADERS.items() for word in several.split()}
MOST_OF = re.compile(r"\(?\b(?:nilai |skor )?(?:maks(?:imum|imal)?\.?|max\.?)\s*[:=]?\s*(\d+(?:,\d+)?)\)?", re.IGNORECASE)
WEIGHT_OF = re.compile(
    r"\(?\b(?:bobot)\s*[:=]?\s*(\d+(?:,\d+)?)\s*%?\)?|\((\d+(?:,\d+)?)\s*%\)|(?:^|\s)(\d{1,2}(?:,\d+)?)\s*%$", re.IGNORECASE
)
OF_STAGE = re.compile(
    r"((nilai|skor|total|jumlah|tahap(an)?|penilaian|seleksi|evaluasi|admini?strasi|berkas|dokumen|desk|paparan|presentasi"
    r"|ekspose?|wawancara|tinjau|peninjauan|lapang(an)?|visitasi|kunjungan|verifikasi|faktual)\W*)+",
    re.IGNORECASE,
)
OF_PLACE = ("kecamatan", "kabkota", "kode")
REMARKS = {"ket", "keterangan", "catatan"}
MEANS = {"rata", "ratarata", "rerata"}
CODED = re.compile(r"([A-Z]{0,2}\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(\S.*)")
JUROR = re.compile(r"(?:nama\s+)?(?:juri|penilai)\b\s*[:.]?\s*(.*)", re.IGNORECASE)


class Table:
    """One table of a sheet: a header row, what each column means, and the rows below it."""

    def __init__(self, draft: Draft, sheet: Sheet, rows: tuple[int, int, int, int], columns: dict[int, Column]) -> None:
        """`rows` are where its titles begin, the first and the last of its header, and where it ends."""
        top, header, self.header, self.end = rows
        self.draft, self.sheet, self.columns = draft, sheet, columns
        self.number = self.header if top else 0  # as Row.table
        said = [cells.text(cell) for row in sheet.rows[top:header] for cell in row]
        self.above = " · ".join(filter(None, said))
        draft.titles += [(f"{sheet.name}!A{top + 1}", self.above)] if self.above and not top else []
        named = sheet.name.strip()
        self.juror = next((_juror(one, named) for one in (named, *said) if JUROR.fullmatch(one) and "tim" not in one.lower()), "")
        self.stage = None if sheet.name.lower() in OWN else cells.stage(named) or cells.stage(self.above)

    @classmethod
    def find(cls, draft: Draft, sheet: Sheet, meant: Mapping[str, str]) -> "list[Table]":
        """The tables of a sheet, one below the other; none where no cell near the top is the header of kecamatan."""
        headers = cls._headers(sheet)
        found = []
        for number, (header, kecamatan) in enumerate(headers):
            below = cls._below(sheet, header, kecamatan)
            end = headers[number + 1][0] if number + 1 < len(headers) else len(sheet.rows)
            top = header if number else 0
            while number and top > 0 and sum(bool(cells.text(cell)) for cell in sheet.rows[top - 1]) == 1:
                top -= 1  # the titles of a later table are the lines of one cell right above it
            columns = cls._columns(draft, sheet, (header, below, end), kecamatan, meant)
            found.append(cls(draft, sheet, (top, header, below, end), columns))
        return found

    @staticmethod
    def _headers(sheet: Sheet) -> list[tuple[int, int]]:
        """Row and column of every header of kecamatan: the first near the top, others in the same column below."""
        found: list[tuple[int, int]] = []
        for number, row in enumerate(sheet.rows):
            if not found and number >= HEADER_WITHIN:
                break
            meanings = [WORDS.get(cells.letters(cells.text(cell))) for cell in row]
            filled = sum(bool(cells.text(cell)) for cell in row)
            if not found and "kecamatan" in meanings and filled > 1:
                found.append((number, meanings.index("kecamatan")))
            elif found and number > found[-1][0] + 1 and len(meanings) > found[0][1] and meanings[found[0][1]] == "kecamatan":
                known = len(set(filter(None, meanings)))
                found += [(number, found[0][1])] if known > 2 or known == filled == 2 else []
        return found

    @staticmethod
    def _below(sheet: Sheet, header: int, kecamatan: int) -> int:
        """The last row of a header of two or three: a row under it names columns but no kecamatan."""
        last = header
        for row in range(header + 1, min(header + 3, len(sheet.rows))):
            under = [cells.text(cell) for cell in sheet.rows[row]]
            filled = [one for one in under if one]
            is_header = len(filled) > 1 and not any(cells.is_number(one) for one in filled) and not _limits(filled)
            if not is_header or (kecamatan < len(under) and under[kecamatan]):
                break
            last = row
        return last

    @staticmethod
    def _group(sheet: Sheet, header: int, row: int, column: int) -> str:
        """The juror or the stage above a column of a header of several rows; its cell is merged with those to the right."""
        while row > header and column >= 0 and cells.text(sheet.cell(row, column)):
            if said := cells.text(sheet.cell(header, column)):
                return said if JUROR.fullmatch(said) or _is_stage(said) else ""
            column -= 1
        return ""

    @classmethod
    def _columns(
        cls, draft: Draft, sheet: Sheet, rows: tuple[int, int, int], kecamatan: int, meant: Mapping[str, str]
    ) -> dict[int, Column]:
        own = {one.name.lower() for one in draft.criteria.values()} | {key.lower() for key in draft.criteria}
        header, below, end = rows
        judged = [row for row in range(below + 1, end) if cells.text(sheet.cell(row, kecamatan))]
        columns: dict[int, Column] = {}
        taken: set[tuple[str, str]] = set()
        for column in range(max(map(len, sheet.rows))):
            row = next((row for row in range(below, header, -1) if cells.text(sheet.cell(row, column))), header)
            said = cells.text(sheet.cell(row, column))
            values = [cell for number in judged if (cell := sheet.cell(number, column)) is not None]
            if not said and not values:
                continue
            at = sheet.at(row, column)
            group = cls._group(sheet, header, row, column)
            meaning, confidence = _meaning(said, values, own)
            if (group, meaning) in taken and meaning not in ("kriteria", "nilai_juri", "nilai_tahap", "abaikan"):
                meaning, confidence = ("abaikan", 50)
            if meant.get(at) in MEANINGS:
                meaning, confidence = meant[at], 100
            taken.add((group, meaning))
            columns[column] = Column(at, said or f"kolom {at.partition('!')[2]}", meaning, confidence, group)
        means = [c for c, one in columns.items() if cells.letters(one.header) in MEANS and one.at not in meant]
        if not any(meaning == "total" for _, meaning in taken) and means:  # the mean is the result
            columns[means[-1]] = columns[means[-1]]._replace(meaning="total", confidence=80)
        draft.columns += columns.values()
        return columns

    def read(self) -> None:
        """Add the rows of the table to the draft."""
        by_meaning: dict[str, int] = {column.meaning: number for number, column in reversed(self.columns.items())}
        if "kecamatan" not in by_meaning:
            self.draft.fault(f"{self.sheet.name}!A{self.header + 1}", "tidak ada kolom kecamatan; pilih kolomnya")
            return
        parts = self._parts()
        groups = dict.fromkeys(one.group for one in self.columns.values())
        found = []
        for number in range(self.header + 1, self.end):
            called = cells.text(self.sheet.cell(number, by_meaning["kecamatan"]))
            first = next((words for cell in self.sheet.rows[number] if (words := cells.text(cell))), "")
            values = [self.sheet.cell(number, c) for c, one in self.columns.items() if one.meaning not in (*OF_PLACE, "abaikan")]
            if not called and self._limits(number, parts):
                continue
            if SUMMARY.match(called or first):
                self._summary(number, called or first, parts)
            elif not first or re.fullmatch(r"\(?\d{1,2}\)?", called):
                continue  # an empty row, or the numbers of the columns
            elif not called or not any(cell is not None for cell in values):
                self.draft.blank.setdefault((self.juror, names.key(called)), self.sheet.at(number, by_meaning["kecamatan"]))
                self.draft.notice(
                    self.sheet.at(number, 0),
                    f'baris ini bukan nilai kecamatan dan tidak dipakai: "{cells.shown(called or first)}"',
                )
            else:
                found += [row for group in groups if (row := self._row(number, called, group, parts))]
        self.draft.rows += found

    def _parts(self) -> dict[int, tuple[str, str]]:
        """For each column of a part, what it is of."""
        parts: dict[int, tuple[str, str]] = {}
        known: dict[tuple[str, tuple[str, str]], str] = {}
        for number, column in self.columns.items():
            if column.meaning == "kriteria":
                parts[number] = ("kriteria", self._criterion(column))
            elif column.meaning == "nilai_juri":
                parts[number] = ("nilai_juri", column.header)
            elif column.meaning == "nilai_tahap":
                parts[number] = ("nilai_tahap", cells.stage(column.header) or "hasil")
            if number in parts and known.setdefault((column.group, parts[number]), column.at) != column.at:
                self.draft.fault(
                    column.at,
                    f"judul kolom ini sama dengan {known[column.group, parts[number]]}; bedakan, atau jangan pakai kolom ini",
                )
            if number in parts and parts[number][0] != "kriteria" and (weight := _weight(column.header)) is not None:
                self.draft.weights[parts[number]] = weight
        return parts

    def _limits(self, number: int, parts: dict[int, tuple[str, str]], kind: str = "") -> bool:
        """Take what a row tells of the parts: weights ("30%", or numbers right below the header that add up to 100) or maxima."""
        said = {column: cells.text(self.sheet.cell(number, column)) for column in parts}
        filled = [one for one in said.values() if one]
        kind = kind or _limits(filled)
        if not kind and number <= self.header + 2 and filled and all(map(cells.is_number, filled)):
            total = sum(cells.number(one) or 0 for one in filled)
            kind = "bobot" if min(abs(total - 100), abs(total - 1)) <= 1e-3 else ""
        for column, one in said.items() if kind else ():
            figure = re.search(r"\d+(?:[.,]\d+)?", one)
            if figure is None:
                if one:
                    self.draft.fault(self.sheet.at(number, column), f'"{cells.shown(one)}" bukan angka; isi {kind} kolom ini')
                continue
            value = float(figure[0].replace(",", "."))
            if kind == "bobot" and value < 1 and "%" not in one:
                value *= 100
            part, key = parts[column]
            if part != "kriteria":
                self.draft.weights |= {(part, key): value} if kind == "bobot" else {}
            else:
                known = self.draft.criteria[key]
                self.draft.criteria[key] = known._replace(weight=value) if kind == "bobot" else known._replace(most=value)
        if kind:
            self.draft.notice(self.sheet.at(number, 0), f"baris ini dibaca sebagai {kind} tiap kolom")
        return bool(kind)

    def _criterion(self, column: Column) -> str:
        most = MOST_OF.search(column.header)
        name = WEIGHT_OF.sub("", MOST_OF.sub("", column.header)).strip(" -:()") or column.header
        for key, known in self.draft.criteria.items():
            if name.lower() in (key.lower(), known.name.lower(), known.code.lower()) or names.key(name) == key:
                return key
        coded = CODED.fullmatch(name)
        code, name = (coded[1], coded[2]) if coded else ("", name)
        if code in self.draft.criteria:
            return code
        if self.sheet.name.lower() in OWN and self.draft.criteria:
            self.draft.fault(
                column.at,
                f'kriteria "{cells.shown(name)}" tidak ada di lembar Indikator; tambahkan di sana, atau hapus kolom ini',
            )
        limit = float(most[1].replace(",", ".")) if most else None
        self.draft.criterion(Criterion(code, name, _weight(column.header), limit, column.at))
        return code or names.key(name)

    def _summary(self, number: int, called: str, parts: dict[int, tuple[str, str]]) -> None:
        """A row Bobot or Nilai maksimum tells of the criteria; other summaries are only said."""
        word = called.lower()
        if not word.startswith(("bobot", "maks", "nilai maks", "skor maks")):
            self.draft.notice(self.sheet.at(number, 0), f'baris "{cells.shown(called)}" adalah ringkasan dan tidak dipakai')
            return
        self._limits(number, parts, "bobot" if word.startswith("bobot") else "maksimum")

    def _row(self, number: int, called: str, group: str, parts: dict[int, tuple[str, str]]) -> Row | None:
        """What a row says in the columns of one group; None where it says nothing there."""
        own = {c: one for c, one in reversed(self.columns.items()) if one.group == group and one.meaning != "abaikan"}
        by_meaning = {one.meaning: c for c, one in own.items()}
        if all(one in OF_PLACE for one in by_meaning):
            return None
        by_meaning |= {one.meaning: c for c, one in reversed(self.columns.items()) if one.meaning in OF_PLACE}
        parts = {column: part for column, part in parts.items() if column in own}
        juror, stage_of = (_juror(group) or self.juror, cells.stage(group) or self.stage) if group else (self.juror, self.stage)
        if group and not any(cells.text(self.sheet.cell(number, column)) for column in own):
            self.draft.blank.setdefault((juror, names.key(called)), self.sheet.at(number, min(own)))
            return None

        def said(meaning: str) -> str:
            return cells.text(self.sheet.cell(number, by_meaning[meaning])) if meaning in by_meaning else ""

        def figure(meaning: str) -> Number | None:
            if meaning not in by_meaning:
                return None
            column = by_meaning[meaning]
            return self.draft.number(self.sheet.cell(number, column), self.sheet.at(number, column), meaning)

        values: dict[tuple[str, str], Number | None] = {}
        empty = []
        for column, part in parts.items():
            cell, at = self.sheet.cell(number, column), self.sheet.at(number, column)
            values[part] = self.draft.number(cell, at)
            is_told = at.partition("!")[2] in self.sheet.uncached | self.sheet.errors
            if not cells.text(cell) and not is_told:
                empty.append(at)
        stage = cells.stage(said("tahap")) if said("tahap") else stage_of
        if said("tahap") and stage is None:
            self.draft.fault(
                self.sheet.at(number, by_meaning["tahap"]),
                f'"{cells.shown(said("tahap"))}" bukan tahap; isi administrasi, paparan, tinjau lapang, atau hasil',
            )
        rank = figure("peringkat") if not cells.title(said("peringkat")) else None
        if rank and (rank.value < 1 or rank.value % 1):
            self.draft.fault(rank.at, f"{rank.value:g} bukan peringkat; isi bilangan bulat 1 atau lebih")
            rank = None
        at = self.sheet.at(number, by_meaning["kecamatan"])
        title = said("gelar") or (said("peringkat") if cells.title(said("peringkat")) else "")
        if (
            "gelar" in by_meaning
            and cells.title(f"juara {title}")
            and cells.letters(self.columns[by_meaning["gelar"]].header) == "juara"
        ):
            title = f"juara {title}"  # "I" under Juara
        kabkota = said("kabkota") or (self._merged(number, by_meaning["kabkota"]) if "kabkota" in by_meaning else "")
        return Row(
            self.sheet.name, self.draft.place(called, kabkota, said("kode"), at), at, said("juri") or juror,
            stage, rank, title, said("kategori"), figure("total"), figure("maksimum"), figure("persen"), values, empty,
            self.number,
        )  # fmt: skip

    def _merged(self, number: int, column: int) -> str:
        """What a cell shows that is merged with one above it."""
        above = next((one.top for one in self.sheet.merged if one.left == column and one.top < number <= one.bottom), None)
        return "" if above is None else cells.text(self.sheet.cell(above, column))


def _juror(said: str, named: str = "") -> str:
    """The juror of whom words speak: "Juri 1", "Budi" of "Nama Juri: Budi", `named` where they name none; empty: of no juror."""
    found = JUROR.fullmatch(said)
    juror = (found[1] or named or said) if found else ""
    return f"Juri {juror}" if juror.isdigit() else juror


def _is_stage(said: str) -> bool:
    """Whether words speak of a stage and of nothing else."""
    return cells.stage(said) is not None and OF_STAGE.fullmatch(MOST_OF.sub("", WEIGHT_OF.sub("", said)).strip()) is not None


def _weight(header: str) -> float | None:
    found = WEIGHT_OF.search(header)
    return float(next(filter(None, found.groups())).replace(",", ".")) if found else None


def _limits(filled: Sequence[str]) -> str:
    """Whether all of these words are weights ("Bobot 30%", "30%") or all maxima ("maks. 100"): bobot, maksimum, or empty."""
    if filled and all(MOST_OF.fullmatch(one) for one in filled):
        return "maksimum"
    return "bobot" if filled and all(WEIGHT_OF.fullmatch(one) or re.fullmatch(r"100\s*%", one) for one in filled) else ""


def _meaning(said: str, values: Sequence[Cell], known: set[str]) -> tuple[str, int]:
    """What a column means by its header and values, and how sure that is."""
    if said.lower() in known:
        return "kriteria", 100
    told = [one for one in map(cells.text, values) if one]
    if cells.letters(said) in REMARKS and told and all(map(cells.title, told)):
        return "gelar", 80
    sure = WORDS.get(cells.letters(said))
    if "%" in said and sure in (None, "total") and not re.search(r"\d|[a-z]{9}", said.lower()):
        return "persen", 100 if said == "%" else 80
    if sure is not None and not (sure == "juri" and re.search(r"\d", said)):  # "Juri 1" heads what that juror gave
        return sure, 100
    numeric = round(100 * sum(map(cells.is_number, values)) / len(values)) if values else 0
    if numeric < 50 or not said:
        return "abaikan", 100 - numeric
    likely = {
        "nilai_juri": bool(re.fullmatch(r"(nilai |skor )?(juri|penilai)\b.*", said, re.IGNORECASE)),
        "nilai_tahap": _is_stage(said),
        "total": bool(re.match(r"(total|jumlah|nilai akhir|skor akhir)\b", said, re.IGNORECASE)),
        "peringkat": bool(re.match(r"(rang?king|peringkat)\b", said, re.IGNORECASE)),
    }
    return next(
        ((meaning, 80) for meaning, holds in likely.items() if holds),
        ("kriteria", numeric if _weight(said) or MOST_OF.search(said) else min(numeric, 90)),
    )


def name_jurors(draft: Draft, tables: list[Table]) -> None:
    """Several sheets with the same criteria are those of several jurors, even where only their names tell them apart."""

    def headers(table: Table) -> tuple[str, ...]:
        return tuple(column.header for column in table.columns.values() if column.meaning == "kriteria")

    unnamed = [table for table in tables if not table.juror and table.sheet.name.lower() not in OWN and headers(table)]
    for table in unnamed:
        alike = [
            other for other in tables if other is not table and headers(other) == headers(table) and other.stage == table.stage
        ]
        has_juror = any(column.meaning == "juri" for column in table.columns.values())
        is_recap = any(column.meaning == "peringkat" for column in table.columns.values())
        if alike and not has_juror and not is_recap:
            table.juror = table.sheet.name.strip()
            draft.notice(f"{table.sheet.name}!A1", f'lembar ini dibaca sebagai nilai juri "{table.juror}"')
