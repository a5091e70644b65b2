"""From what a file says to a layer: a folder of CSV files in the format of data/catalog, with the
file itself and meta.json.
"""

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from data import check, layers, names, publish
from data.importer import cells
from data.importer.draft import Draft, Edition, Fault, Row
from data.importer.faults import figure
from data.importer.match import Match
from data.layers import Meta

Value: TypeAlias = str | int | float | None
Record: TypeAlias = dict[str, Value]  # one row of a file of the catalog, by column
Rows: TypeAlias = dict[str, list[Record]]  # by stem of a catalog file
YES = {"ya": "yes", "yes": "yes", "tidak": "no", "no": "no", "": None}


class Maker:
    """Makes the rows of one layer; its faults and notices are those of what only the catalog
    knows.
    """

    def __init__(
        self,
        draft: Draft,
        edition: Edition,
        matches: Mapping[str, Match],
        frames: Mapping[str, pd.DataFrame],
        *,
        file: str,
        sha256: str,
    ) -> None:
        """Take what was read, the edition, whom the names mean, and the checked catalog."""
        self.draft, self.edition, self.matches, self.frames = draft, edition, matches, frames
        self.file, self.sha256 = file, sha256
        self.source = f"impor-{edition.edition_id}-{sha256[:8]}"
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []
        is_province = edition.level == "provinsi"
        self.held_by: Record = {
            "edition_year": edition.year,
            "level": edition.level,
            "province_code": edition.code if is_province else edition.code[:2],
            "kabkota_code": None if is_province else edition.code,
        }
        self.codes = self._codes()

    def rows(self) -> Rows:
        """The rows of every catalog file to which the layer adds."""
        made: Rows = {
            "sources": [self._source()],
            "editions": self._edition(),
            "stages": self._stages(),
            "indicators": [
                self.held_by | {"code": self.codes[key], "name": one.name, "weight": one.weight,
                "source_id": self.source,
                                "note": None if one.code else "kode diberikan oleh pengimpor"}
                for key, one in self.draft.criteria.items()
            ],
            "placements": self._placements(),
            "scores": self._scores(),
            "innovations": self._innovations(),
        }  # fmt: skip
        return {stem: rows for stem, rows in made.items() if rows}

    def _source(self) -> Record:
        publisher = self.draft.publisher
        if not publisher:
            names_of = self.frames[
                "provinsi" if self.edition.level == "provinsi" else "kabkota"
            ].set_index("code")["name"]
            publisher = (
                f"Pemerintah {'Provinsi ' if self.edition.level == 'provinsi' else ''}"
                f"{names_of[self.edition.code]!s}"
            )
            self.notices.append(
                Fault(
                    "Sumber", f'penerbit tidak disebut; dicatat "{publisher}" sebagai penyelenggara'
                )
            )
        title = self.draft.title or f"Berkas impor {self.file}"
        if self.draft.url and not check.is_url(self.draft.url):
            self.faults.append(
                Fault(
                    "Sumber",
                    f'"{cells.shown(self.draft.url)}" bukan alamat halaman; awali https:// atau'
                    " kosongkan",
                )
            )
        return {
            "source_id": self.source,
            "publisher": publisher,
            "title": title,
            "published": self.draft.published,
            "url": self.draft.url,
        }

    def _edition(self) -> list[Record]:
        """The edition, if the catalog does not list it; else its name there holds, and that is
        said.
        """
        said, listed = self.edition, self.frames["editions"]
        same = listed[(listed["level"] == said.level) & (listed["code"] == said.code)]
        known = same[same["year"] == said.year]
        if len(known):
            name = known["name"].iloc[0]
            claims = self._claims()
            self.notices.append(
                Fault(
                    said.at,
                    f"edisi {said.edition_id} sudah ada dengan {claims} klaim; berkas ini menambah"
                    " sumber, tidak menghapusnya",
                )
            )
            if said.name and said.name != name:
                self.notices.append(
                    Fault(said.at, f'edisi ini tercatat bernama "{name}"; nama itu yang dipakai')
                )
            return []
        earlier = same[same["year"] < said.year].sort_values("year")
        short, name, is_skk = said.short_name, said.name, said.is_skk
        if not (short and name):
            before = earlier.iloc[-1] if len(earlier) else None
            short = short or ("SKK" if before is None else before["short_name"])
            name = name or ("Sinergitas Kinerja Kecamatan" if before is None else before["name"])
            is_skk = is_skk or ("ya" if before is None else before["is_skk"])
            self.notices.append(
                Fault(
                    said.at,
                    f'edisi baru dicatat bernama "{name}" ({short}); isi lembar Edisi bila lain',
                )
            )
        return [
            {
                "level": said.level,
                "code": said.code,
                "year": said.year,
                "short_name": short,
                "name": name,
                "is_skk": is_skk or "ya",
            }
        ]

    def _claims(self) -> int:
        frame = self.frames["placements"]
        holder = frame["province_code" if self.edition.level == "provinsi" else "kabkota_code"]
        return int(
            (
                (frame["level"] == self.edition.level)
                & (holder == self.edition.code)
                & (frame["edition_year"] == self.edition.year)
            ).sum()
        )

    def _codes(self) -> dict[str, str]:
        """The code of each criterion: as printed, else that of the same name in the edition, else
        one of our own.
        """
        frame = self.frames["indicators"]
        holder = frame["province_code" if self.edition.level == "provinsi" else "kabkota_code"]
        of_edition = frame[
            (frame["level"] == self.edition.level)
            & (holder == self.edition.code)
            & (frame["edition_year"] == self.edition.year)
        ]
        known = {
            names.wording(name): code
            for name, code in of_edition[["name", "code"]].dropna().itertuples(index=False)
        }
        return {
            key: one.code or known.get(names.wording(one.name)) or f"{names.UNCODED}{number}"
            for number, (key, one) in enumerate(self.draft.criteria.items(), 1)
        }

    def _stages(self) -> list[Record]:
        common = self.held_by | {
            "kabkota_code": self.held_by["kabkota_code"],
            "class": self.edition.kind or None,
            "source_id": self.source,
        }
        told = []
        if self.edition.entrants:
            told.append(common | {"stage": "peserta", "participants": self.edition.entrants})
        if self.edition.dated:
            told.append(common | {"stage": "hasil", "date": self.edition.dated})
        return told

    def _who(self, place: str) -> Record:
        code = self.matches[place].code
        return {"kecamatan_code": code, "kabkota_code": code and code[:4]}

    def _placements(self) -> list[Record]:
        """One row for each kecamatan and stage: what the rows without a juror say of its rank,
        title and total.
        """
        made: dict[tuple[str, str | None], Record] = {}
        for row in self.draft.rows:
            placement = cells.title(row.title)
            is_result = bool(row.rank or placement or (row.total and not row.juror))
            if not is_result or row.juror:
                continue
            one = self._placement(row, row.implied_stage, placement)
            known = made.setdefault((str(one["kecamatan_code"]), row.implied_stage), one)
            for name, value in one.items():
                self._join(row, known, name, value)
        for row in self.draft.rows:
            code = str(self.matches[row.place].code)
            if not any(known == code for known, _ in made):
                made[code, None] = self._placement(row, None, None) | {
                    "score": None,
                    "score_max": None,
                }
        return [*made.values(), *self._computed(list(made.values()))]

    def _computed(self, made: list[Record]) -> list[Record]:
        """The places that the totals of the result give where the file prints none: claims of their
        own, marked as inferred.

        As in sport (1, 2, 2, 4), from unrounded totals; classes that the contest ranks apart are
        ranked apart (RULES 4).
        """
        result = [
            (one, float(score), names.is_kota(str(one["kabkota_code"])))
            for one in made
            if one["stage"] == "hasil"
            and isinstance(score := one["score"], int | float)
            and one["kabkota_code"]
        ]
        is_told = any(
            one["rank"] is not None
            or str(one["placement"]).startswith(("juara_", "harapan_", "terbaik_"))
            for one in made
        )
        if len(result) < 2 or is_told or self.draft.is_ranked_by_total is False:
            return []
        claims = self.frames["placements"]
        same = (claims["level"] == self.edition.level) & (
            claims["province_code"] == self.held_by["province_code"]
        )
        has_classes = self.edition.level == "provinsi" and bool(
            claims.loc[same, "class"].notna().any()
        )
        told = []
        for one, score, is_kota in result:
            among = [s for _, s, kind in result if not has_classes or kind == is_kota]
            rank = 1 + sum(other > score for other in among)
            told.append(
                one
                | {
                    "placement": "peserta",
                    "rank": rank,
                    "score": None,
                    "score_max": None,
                    "basis": "inferred",
                    "note": "peringkat dihitung dari nilai total; berkas tidak mencetak peringkat",
                }
            )
        return told

    def _join(self, row: Row, known: Record, name: str, value: Value) -> None:
        """Two rows about one kecamatan complete each other and must not contradict."""
        if known.get(name) is None or (name == "placement" and known[name] == "peserta"):
            known[name] = value
        elif isinstance(value, int | float) and isinstance(before := known[name], int | float):
            if name in ("rank", "score", "score_max") and value != before:
                why = (
                    f"{figure(value)} berbeda dari {figure(before)} yang ditulis lembar lain untuk"
                    " kecamatan ini"
                )
                self.faults.append(Fault(row.at, why))
        elif name == "placement" and value not in ("peserta", known[name]):
            self.faults.append(
                Fault(row.at, "gelarnya berbeda dari yang ditulis lembar lain; samakan")
            )

    def _placement(self, row: Row, stage: str | None, placement: str | None) -> Record:
        place = self.matches[row.place].place
        note = (
            f"kategori menurut berkas: {row.category}"
            if row.category and not cells.title(row.category)
            else None
        )
        by_category = cells.title(row.category)
        return (
            self.held_by
            | self._who(row.place)
            | {
                "kabkota_printed": place.kabkota or None,
                "kecamatan_printed": place.called,
                "class": self.edition.kind or None,
                "stage": stage,
                "placement": placement or by_category or "peserta",
                "rank": int(row.rank.value) if row.rank else None,
                "score": row.total.value if row.total else None,
                "score_max": row.most.value if row.total and row.most else None,
                "basis": "stated",
                "source_id": self.source,
                "note": note,
            }
        )

    def _scores(self) -> list[Record]:
        """One row for each value: by criterion, and totals by juror or by stage; the total of all
        is the placement's score.
        """
        made: dict[tuple[Value, ...], Record] = {}
        for row in self.draft.rows:
            values = dict(row.parts)
            if row.total and row.juror:
                values["total", ""] = row.total
            for (kind, key), value in values.items():
                if value is None:
                    continue
                one = (
                    self.held_by
                    | self._who(row.place)
                    | {
                        "class": self.edition.kind or None,
                        "stage": key if kind == "nilai_tahap" else row.score_stage,
                        "juror": (key if kind == "nilai_juri" else row.juror) or None,
                        "indicator": self.codes[key] if kind == "kriteria" else None,
                        "value": value.value,
                        "value_max": (
                            self.draft.criteria[key].most
                            if kind == "kriteria"
                            else row.most.value
                            if kind == "total" and row.most
                            else None
                        ),
                        "source_id": self.source,
                    }
                )
                made.setdefault(
                    tuple(one[name] for name in ("kecamatan_code", "stage", "juror", "indicator")),
                    one,
                )
        return list(made.values())

    def _innovations(self) -> list[Record]:
        made = []
        for one in self.draft.innovations:
            sector = one.sector.lower().replace(" ", "_").replace("/", "_") or None
            actors = [
                word.strip().lower().replace(" ", "_")
                for word in one.actors.replace(",", ";").split(";")
                if word.strip()
            ]
            if sector and sector not in check.SECTORS:
                self.faults.append(
                    Fault(
                        one.at,
                        f'bidang "{cells.shown(one.sector)}" tidak dikenal; pilih dari daftar, atau'
                        " kosongkan",
                    )
                )
            if strange := sorted(set(actors) - set(check.ACTORS)):
                self.faults.append(
                    Fault(
                        one.at,
                        f'pelaku "{cells.shown(strange[0])}" tidak dikenal; pilih'
                        f" {', '.join(check.ACTORS)}",
                    )
                )
            if one.digital.lower() not in YES:
                self.faults.append(
                    Fault(
                        one.at,
                        f'digital "{cells.shown(one.digital)}" tidak dikenal; isi ya atau tidak,'
                        " atau kosongkan",
                    )
                )
            made.append(
                self._who(one.place)
                | {
                    "name": one.name,
                    "expansion": one.expansion or None,
                    "kecamatan_printed": self.matches[one.place].place.called,
                    "year": self.edition.year,
                    "indicator": one.indicator,
                    "indicator_basis": "stated" if one.indicator else None,
                    "sector": sector,
                    "actors": ";".join(dict.fromkeys(actors)) or None,
                    "digital": YES.get(one.digital.lower()),
                    "beneficiaries": one.beneficiaries or None,
                    "context": "skk",
                    "description": one.description or None,
                    "source_id": self.source,
                }
            )
        return made


def text(stem: str, rows: list[Record]) -> bytes:
    """Rows as the content of a catalog file."""
    out = io.StringIO(newline="")
    columns = list(check.FILES[stem].columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def import_id(rows: Rows, edition_id: str, sha256: str) -> str:
    """The name of a layer's folder: its edition, and a fingerprint of its file and its rows."""
    digest = hashlib.sha256(sha256.encode())
    for stem in sorted(rows):
        digest.update(text(stem, rows[stem]))
    return f"{edition_id}-{digest.hexdigest()[:10]}"


def write(folder: Path, rows: Rows, original: Path, meta: Meta) -> None:
    """Write a layer into a new folder and onto the disk: its CSV files, the file as it came, and
    meta.json.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True)
    files = {f"{stem}.csv": text(stem, several) for stem, several in rows.items()}
    files |= {
        f"asli{original.suffix.lower()}": original.read_bytes(),
        layers.META: layers.text(meta),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
        publish.synced(folder / name)
    publish.remembered(folder)


def is_kept(folder: Path, rows: Rows) -> bool:
    """Whether a folder holds a whole layer of these rows."""
    try:
        layers.read(folder)
        kept = {path.stem: path.read_bytes() for path in folder.glob("*.csv")}
    except (check.CatalogError, OSError):
        return False
    return kept == {stem: text(stem, several) for stem, several in rows.items()}


def is_same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same whole layer."""
    try:
        layers.read(other)
        return {path.name: path.read_bytes() for path in one.glob("*.csv")} == {
            path.name: path.read_bytes() for path in other.glob("*.csv")
        }
    except (check.CatalogError, OSError):
        return False
