"""Which edition a file is about, and which kecamatan each of its names means, with how sure that is."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from data import names
from data.importer.draft import Draft, Edition, Fault, Place

LIKELY = 80  # of 100: below, a name is no proposal
CLEAR = 6  # points by which a likeness must exceed the next
EDITION_ID = re.compile(r"(provinsi-\d{2}|kabkota-\d{4})-(20\d\d)(?:-(kabupaten|kota))?")


class Match(NamedTuple):
    """What a name is taken for: `code` is None where nothing is proposed; 100 is a name that only one kecamatan has."""

    place: Place
    code: str | None
    confidence: int
    others: list[str]  # codes that come into question, nearest first
    why: str  # what is to be said where it is not sure

    @property
    def is_sure(self) -> bool:
        """Whether nobody need be asked."""
        return self.code is not None and self.confidence == 100


def regions(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per kecamatan of the catalog, by code: name, kabkota (with the word Kabupaten or Kota), kabkota_code."""
    kabkota = frames["kabkota"][["code", "name"]].rename(columns={"code": "kabkota_code", "name": "kabkota"})
    return frames["kecamatan"][["code", "name", "kabkota_code"]].merge(kabkota, on="kabkota_code").set_index("code")


def holders(frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Who may hold a contest: level and code (provinsi-35), and the name (Provinsi Jawa Timur)."""
    return {
        f"{level}-{code}": word + str(name)
        for level, word in (("provinsi", "Provinsi "), ("kabkota", ""))
        for code, name in frames[level][["code", "name"]].itertuples(index=False)
    }


def called(of: Edition, frames: Mapping[str, pd.DataFrame]) -> str:
    """The name of an edition that may be new, "SKK Jawa Timur 2024"; a holder not yet known is called as in the file."""
    holder = holders(frames).get(f"{of.level}-{of.code}", of.code).removeprefix("Provinsi ")
    return " ".join(filter(None, ["SKK", holder, str(of.year or ""), of.kind and f"kelas {of.kind}"]))


def edition(draft: Draft, frames: Mapping[str, pd.DataFrame], asked: str = "") -> tuple[Edition, list[Fault], list[Fault]]:
    """The edition, what is wrong with it, and what should be known: asked for, else of the sheet Edisi, else of the titles."""
    said, faults, notices = draft.edition, list[Fault](), list[Fault]()
    if asked:
        found = EDITION_ID.fullmatch(asked)
        if not found:
            return said, [Fault("Edisi", f'"{asked}" bukan edisi; tulis seperti provinsi-35-2025 atau kabkota-3573-2025')], []
        level, code = found[1].split("-")
        chosen = said._replace(level=level, code=code, year=int(found[2]), kind=found[3] or "", at=said.at or "Edisi")
        read = said if said.level else _of_titles(draft, frames)
        holder = (_region(read.code, frames[read.level]) if read.code else None) or chosen.code
        if read.level and (read.level, holder, read.year) != (chosen.level, chosen.code, chosen.year):
            named, wanted = called(read, frames), called(chosen, frames)
            if said.level:
                faults.append(Fault(said.at, f"berkas ini tentang {named}, bukan {wanted}; pilih salah satu"))
            else:
                notices.append(Fault(read.at, f"judulnya menyebut {named}, tetapi yang dipilih {wanted}"))
        said = chosen
    elif not said.at:
        said = _of_titles(draft, frames)
        if said.at:
            holder = holders(frames).get(f"{said.level}-{said.code}", said.edition_id)
            notices.append(Fault(said.at, f"edisi dibaca dari judul: {holder}, {said.year or 'tahunnya tidak disebut'}"))
    if not (said.level and said.code and said.year):
        return (
            said,
            [
                *faults,
                Fault(
                    said.at or "Edisi",
                    "edisi tidak diketahui; pilih penyelenggara dan tahunnya (--edition, misalnya provinsi-35-2025)",
                ),
            ],
            [],
        )
    stem = "provinsi" if said.level == "provinsi" else "kabkota"
    code = _region(said.code, frames[stem])
    if code is None:
        return said, [*faults, Fault(said.at, f'"{said.code}" bukan nama atau kode {stem}; tulis seperti di daftar wilayah')], []
    return said._replace(code=code), faults, notices


def _region(said: str, listed: pd.DataFrame) -> str | None:
    if said in set(listed["code"]):
        return said
    kind, bare = names.region(re.sub(r"^\s*provinsi\s+", "", said, flags=re.IGNORECASE))
    found = [
        code
        for code, name in listed[["code", "name"]].itertuples(index=False)
        if (own := names.region(name))[1] == bare and kind in ("", own[0])
    ]
    return str(found[0]) if len(found) == 1 else None


def _of_titles(draft: Draft, frames: Mapping[str, pd.DataFrame]) -> Edition:
    """The edition that the titles above a table name: a year, and a provinsi or kabkota."""
    for at, words in draft.titles:
        plain = f" {re.sub(r'[^a-z0-9]+', ' ', words.lower())} ".replace(" kab ", " kabupaten ")
        years = set(re.findall(r" (20\d\d) ", plain))
        if len(years) != 1:
            continue
        for level, prefix in (("kabkota", ""), ("provinsi", "provinsi ")):
            stem = frames[level]
            found = [c for c, name in stem[["code", "name"]].itertuples(index=False) if f" {prefix}{name.lower()} " in plain]
            if len(found) == 1:
                return Edition(level, str(found[0]), int(years.pop()), at=at)
    return Edition()


def match(draft: Draft, held_by: Edition, frames: Mapping[str, pd.DataFrame], chosen: Mapping[str, str]) -> dict[str, Match]:
    """For each place of a draft what it is taken for. `chosen` has the operator's choices: key of the place, code."""
    everyone = regions(frames)
    within = everyone[everyone.index.str.startswith(held_by.code)]
    found = {
        key: Match(place, chosen[key], 100, [], "") if chosen.get(key) in within.index else _found(place, within, everyone)
        for key, place in draft.places.items()
    }
    sure = {one.code for one in found.values() if one.is_sure}
    for key, one in found.items():  # a sheet without kabkota means whom another sheet names with it
        named = [code for code in one.others if names.key(everyone["name"][code]) == names.key(one.place.called)]
        if one.code is None and len(known := [code for code in named if code in sure]) == 1:
            found[key] = one._replace(code=known[0], confidence=100, why="")
    return found


def _found(place: Place, within: pd.DataFrame, everyone: pd.DataFrame) -> Match:
    if place.code:
        return _by_code(place, within, everyone)
    scope = _narrowed(place, within)
    if scope.empty:
        found = _found(place._replace(kabkota=""), within, everyone)
        why = f'kabupaten/kota "{place.kabkota}" tidak ada di wilayah ini; perbaiki, atau kosongkan'
        return Match(place, found.code, min(found.confidence, 60), found.others, why)
    key = names.key(place.called)
    same = [str(code) for code, name in scope["name"].items() if names.key(name) == key]
    if not same and not place.kabkota:  # "KECAMATAN WONOSARI KAB. MALANG" in one cell
        same = [str(code) for code, name, of in scope[["name", "kabkota"]].itertuples() if key in _with_region(name, of)]
    if len(same) == 1:
        return Match(place, same[0], 100, same, "")
    if same:
        listed = "; ".join(_title(everyone, code) for code in same[:5])
        return Match(place, None, 0, same, f'"{place.called}" ada di beberapa kabupaten/kota ({listed}); isi kabupaten/kotanya')
    return _alike(place, scope, everyone)


def _with_region(name: str, kabkota: str) -> list[str]:
    """How a kecamatan and its kabkota are written in one cell."""
    kind, bare = names.region(kabkota)
    return [names.key(name) + word + bare for word in ("", kind, "kab" if kind == "kabupaten" else kind)]


def _by_code(place: Place, within: pd.DataFrame, everyone: pd.DataFrame) -> Match:
    if place.code in within.index:
        is_named = names.key(within["name"][place.code]) == names.key(place.called)
        why = "" if is_named else f"kode {place.code} adalah Kecamatan {_title(everyone, place.code)}; samakan nama atau kodenya"
        return Match(place, place.code, 100 if is_named else 60, [place.code], why)
    where = (
        f"adalah {_title(everyone, place.code)}, di luar wilayah edisi ini" if place.code in everyone.index else "tidak dikenal"
    )
    return Match(place, None, 0, [], f"kode {place.code} {where}; perbaiki kodenya")


def _alike(place: Place, scope: pd.DataFrame, everyone: pd.DataFrame) -> Match:
    """The nearest name where none is the same; none is proposed where the very name is that of a kecamatan elsewhere."""
    outside = [str(code) for code, name in everyone["name"].items() if names.key(name) == names.key(place.called)]
    spelled = {code: names.key(name) for code, name in scope["name"].items()}
    alike = process.extract(names.key(place.called), spelled, scorer=fuzz.ratio, limit=4, score_cutoff=LIKELY - 20)
    others = [str(code) for _, _, code in alike]
    if outside:
        listed = "; ".join(_title(everyone, code) for code in outside[:3])
        where = place.kabkota or "wilayah yang dinilai"
        return Match(place, None, 0, others, f"Kecamatan {listed} bukan bagian dari {where}; perbaiki namanya")
    if alike and alike[0][1] >= LIKELY and (len(alike) == 1 or alike[0][1] - alike[1][1] >= CLEAR):
        confidence = min(99, round(alike[0][1]))
        why = f'"{place.called}" tidak dikenal; mungkin {_title(everyone, others[0])} (keyakinan {confidence}%)'
        return Match(place, others[0], confidence, others, why)
    maybe = f"; yang mirip: {', '.join(_title(everyone, code) for code in others[:3])}" if others else ""
    return Match(place, None, 0, others, f'"{place.called}" bukan kecamatan yang dikenal di wilayah ini{maybe}')


def _narrowed(place: Place, within: pd.DataFrame) -> pd.DataFrame:
    """The kecamatan of the kabkota that the file names; all of the edition where it names none, none where it is not known."""
    if not place.kabkota:
        return within
    kind, bare = names.region(place.kabkota)
    known = {
        str(code): names.region(name)
        for code, name in within[["kabkota_code", "kabkota"]].drop_duplicates().itertuples(index=False)
    }
    same = [code for code, (own, name) in known.items() if name == bare and kind in ("", own)]
    if not same:
        alike = process.extractOne(bare, {code: name for code, (_, name) in known.items()}, scorer=fuzz.ratio, score_cutoff=85)
        same = [str(alike[2])] if alike else []
    return within[within["kabkota_code"].isin(same)]


def _title(everyone: pd.DataFrame, code: str) -> str:
    return f"{everyone['name'][code]}, {everyone['kabkota'][code]}"


def unsure(matches: Iterable[Match]) -> list[Match]:
    """Those an operator has to look at."""
    return [one for one in matches if not one.is_sure]
